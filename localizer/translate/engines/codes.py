"""Which code each web service and each kind of local model uses for a locale, from the list it publishes.

A service that has no code for a locale, or no model between two, has ``None``: it is not asked. "Unverified"
marks a list that is known but was not read when this was written.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeVar

_Kept = TypeVar("_Kept")


class Service(StrEnum):
    """A web service; the value is the stable name of its engine."""

    GOOGLE = "google"
    DEEPL = "deepl"
    MICROSOFT = "microsoft"
    LIBRE = "libretranslate"
    MYMEMORY = "mymemory"
    BAIDU = "baidu"
    PAPAGO = "papago"
    YANDEX = "yandex"


#: Codes that nearly all services share (ISO 639-1).
_SHARED: Final = {
    "en": "en",
    "id": "id",
    "ms": "ms",
    "th": "th",
    "vi": "vi",
    "de": "de",
    "fr": "fr",
    "es": "es",
    "it": "it",
    "pt-BR": "pt",
}

#: By service, the code of a locale; a locale that is not listed has the code of the locale it is a kind of
#: (``zh-Hant-TW`` that of ``zh-Hant``), if any.
_CODES: Final[Mapping[Service, Mapping[str, str]]] = {
    # deep-translator 1.11's own table of Google's list. One English, Spanish,
    # Portuguese (Brazil's); Filipino stands under the code of Tagalog.
    Service.GOOGLE: _SHARED | {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "fil": "tl"},
    # developers.deepl.com, "Languages supported", state of 2026-06-30: Thai, Vietnamese, Malay and Tagalog
    # for plain text only; the variants are targets only.
    Service.DEEPL: {
        **{key: value.upper() for key, value in _SHARED.items()},
        "zh-Hans": "ZH-HANS",
        "zh-Hant": "ZH-HANT",
        "fil": "TL",
        "en-US": "EN-US",
        "en-GB": "EN-GB",
        "es-MX": "ES-419",
        "pt-BR": "PT-BR",
    },
    # learn.microsoft.com, "Translator language support", 2025, unverified: ``pt`` is Brazil's Portuguese.
    Service.MICROSOFT: _SHARED | {"zh-Hans": "zh-Hans", "zh-Hant": "zh-Hant", "fil": "fil"},
    # libretranslate.com/languages, 2025. Since 1.7 the list says zh-Hans, zh-Hant and pt-BR, but the short
    # names are taken by old and new servers alike (LibreTranslate issues 778 and 783).
    Service.LIBRE: _SHARED | {"zh-Hans": "zh", "zh-Hant": "zt", "fil": "tl", "pt-BR": "pb"},
    # mymemory.translated.net/doc: RFC 3066 tags; deep-translator 1.11's own table.
    Service.MYMEMORY: {
        "zh-Hans": "zh-CN",
        "zh-Hant": "zh-TW",
        "en": "en-US",
        "en-GB": "en-GB",
        "id": "id-ID",
        "ms": "ms-MY",
        "th": "th-TH",
        "vi": "vi-VN",
        "fil": "tl-PH",
        "de": "de-DE",
        "fr": "fr-FR",
        "es": "es-ES",
        "es-MX": "es-MX",
        "it": "it-IT",
        "pt-BR": "pt-BR",
    },
    # fanyi-api.baidu.com/doc/21, 2025, unverified. Malay and Filipino are of the longer list, for accounts
    # that proved who they are.
    Service.BAIDU: _SHARED
    | {
        "zh-Hans": "zh",
        "zh-Hant": "cht",
        "vi": "vie",
        "ms": "may",
        "fil": "fil",
        "fr": "fra",
        "es": "spa",
    },
    # api.ncloud-docs.com, "Papago Text Translation", 2025: neither Malay nor Filipino nor Portuguese.
    Service.PAPAGO: {
        "zh-Hans": "zh-CN",
        "zh-Hant": "zh-TW",
        "en": "en",
        "id": "id",
        "th": "th",
        "vi": "vi",
        "de": "de",
        "fr": "fr",
        "es": "es",
        "it": "it",
    },
    # yandex.cloud/docs/translate/concepts/supported-languages, 2025, unverified: no traditional
    # Chinese.
    Service.YANDEX: _SHARED | {"zh-Hans": "zh", "fil": "tl", "pt-BR": "pt-BR"},
}

#: Papago has models between these only (api.ncloud-docs.com, 2025, without the pairs of Korean and
#: Japanese): German, Spanish and Italian from and into Korean alone, Chinese not into Thai.
_PAPAGO_PAIRS: Final = frozenset(
    frozenset(pair)
    for pair in (
        *(("en", other) for other in ("zh-CN", "zh-TW", "id", "th", "vi", "fr")),
        ("zh-CN", "zh-TW"),
    )
)

#: Names of a language in the packages of Argos (zt, pb, tl: its index, 2025, unverified) and of OPUS-MT
#: (ISO 639-1, sometimes -3). Simplified and traditional Chinese are languages of their own to write, but
#: what reads one reads the other.
_MODEL_TARGETS: Final[Mapping[str, tuple[str, ...]]] = {
    "zh-Hans": ("zh", "zho", "cmn", "cmn_hans"),
    "zh-Hant": ("zt", "cmn_hant"),
    "en": ("en", "eng"),
    "id": ("id", "ind"),
    "ms": ("ms", "zsm", "msa"),
    "th": ("th", "tha"),
    "vi": ("vi", "vie"),
    "fil": ("tl", "fil", "tgl"),
    "de": ("de", "deu"),
    "fr": ("fr", "fra"),
    "es": ("es", "spa"),
    "it": ("it", "ita"),
    "pt-BR": ("pb", "pt_br", "pt", "por"),
}
_MODEL_SOURCES: Final[Mapping[str, tuple[str, ...]]] = {
    **_MODEL_TARGETS,
    "zh-Hans": (*_MODEL_TARGETS["zh-Hans"], "zt", "cmn_hant"),
    "zh-Hant": (*_MODEL_TARGETS["zh-Hant"], "zh", "zho", "cmn"),
}

_OTHER_TAGS: Final = {
    "zh": "zh-Hans",
    "zh-CN": "zh-Hans",
    "zh-SG": "zh-Hans",
    "zh-MY": "zh-Hans",
    "zh-TW": "zh-Hant",
    "zh-HK": "zh-Hant",
    "zh-MO": "zh-Hant",
    "tl": "fil",
    "tl-PH": "fil",
}


def code_for(service: Service, locale: str) -> str | None:
    """Return the code of ``service`` for translating into ``locale`` (BCP 47), or `None`."""
    return _closest(_CODES[service], locale)


def pair_for(service: Service, source: str, target: str) -> tuple[str, str] | None:
    """Return the codes for translating from one locale into another, or `None` where it cannot be done.

    Two locales that are one language to the service (``en-US`` and ``en-GB`` for Google) are no pair.
    """
    first, second = code_for(service, source), code_for(service, target)
    if first is None or second is None or first == second:
        return None
    if service is Service.DEEPL:
        first = first.partition("-")[0]  # a source has no variant
        if first == second.partition("-")[0]:
            return None
    if service is Service.PAPAGO and frozenset((first, second)) not in _PAPAGO_PAIRS:
        return None
    return first, second


def model_sources(locale: str) -> tuple[str, ...]:
    """Return the names a local model may have for a language it reads, the best first."""
    return _closest(_MODEL_SOURCES, locale) or ()


def model_targets(locale: str) -> tuple[str, ...]:
    """Return the names a local model may have for a language it writes, the best first."""
    return _closest(_MODEL_TARGETS, locale) or ()


def _closest(table: Mapping[str, _Kept], locale: str) -> _Kept | None:
    """Return what ``table`` has for the locale or for the closest one it is a kind of."""
    tag = _OTHER_TAGS.get(locale, locale)
    while tag:
        if tag in table:
            return table[tag]
        parent = tag.rpartition("-")[0]
        # Traditional Chinese is not a kind of the simplified that ``zh`` alone means.
        tag = "" if parent == "zh" else _OTHER_TAGS.get(parent, parent)
    return None

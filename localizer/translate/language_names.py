"""Which language the heading of a column names: a tag, or a name in Chinese, in English or in itself."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Final

from babel import Locale, UnknownLocaleError

from localizer.model.locale import to_babel
from localizer.model.term import fold
from localizer.model.term_text import is_locale
from localizer.translate.tmx import canonical_locale

#: The languages listings are written in, as terms name them.
_LOCALES: Final = (
    "zh-Hans", "zh-Hant", "en", "en-GB", "en-US", "id", "ms", "th", "vi", "fil", "de", "fr", "es", "es-MX",
    "it", "pt-BR", "pt", "ja", "ko", "nl", "pl", "ru", "tr", "ar",
)  # fmt: skip
_NAMED_IN: Final = ("en", "zh_Hans", "zh_Hant")
#: Names shops use that CLDR does not.
#: A language's code alone is a heading only where it is one of these.
_BARE: Final = frozenset({*_LOCALES, "zh"})
_USUAL: Final = {
    "zh-Hans": ("中文", "简中", "简体", "简体中文", "chinese", "simplified chinese"),
    "zh-Hant": ("繁中", "繁体", "繁體", "繁体中文", "繁體中文", "traditional chinese"),
    "en-US": ("english us", "美式英语"),
    "en-GB": ("english uk", "英式英语"),
    "ms": ("马来文", "malay", "bahasa melayu"),
    "id": ("印尼", "印尼语", "印尼文", "bahasa indonesia"),
    "fil": ("菲律宾语", "菲律宾文", "他加禄语", "tagalog"),
    "es": ("西语",),
    "es-MX": ("墨西哥西班牙语",),
    "it": ("意语", "意大利文"),
    "pt-BR": (
        "葡语", "葡萄牙语", "葡萄牙文", "巴葡", "巴西葡语", "巴西葡萄牙语", "portuguese",
        "brazilian portuguese",
    ),
}  # fmt: skip


def language_of(heading: str) -> str:
    """Return the locale that ``heading`` names, empty where it names none: ``泰语``, ``th_TH``, ``Thai``."""
    plain = _plain(heading)
    known = _names().get(plain)
    if known is not None:
        return known
    tag = canonical_locale(heading) if heading.strip() else ""
    if not is_locale(tag) or not tag.isascii():
        return ""
    if "-" not in tag and tag not in _BARE:
        # "No" heads a column of numbers, "Cat" one of categories.
        return ""
    try:
        Locale.parse(to_babel(tag))
    except (UnknownLocaleError, ValueError):
        return ""
    return tag


@functools.cache
def _names() -> Mapping[str, str]:
    """Return the locales by the names they go by."""
    names = {_plain(name): tag for tag, usual in _USUAL.items() for name in usual}
    for tag in _LOCALES:
        one = Locale.parse(to_babel(tag))
        for tongue in (*_NAMED_IN, str(one)):
            name = _plain(one.get_display_name(tongue) or "")
            names.setdefault(name, tag)
            if name.endswith(("语", "語")):
                names.setdefault(f"{name[:-1]}文", tag)
        names.setdefault(tag.casefold(), tag)
    names.pop("", None)
    return names


def _plain(name: str) -> str:
    """Return a name as names are compared: brackets are a matter of taste."""
    return " ".join(fold(name).replace("(", " ").replace(")", " ").split())

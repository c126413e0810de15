"""Locales as BCP 47 tags, and which approved text one locale may borrow from another."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

#: Where a locale may look for an exact match when it has none of its own, nearest first.
#: Only variants a native reader accepts as his own are listed: Spain and Mexico do not borrow.
FALLBACKS: Final[dict[str, tuple[str, ...]]] = {
    "en-SG": ("en-GB", "en-US"),
    "en-MY": ("en-GB", "en-US"),
    "en-PH": ("en-US", "en-GB"),
    "en-GB": ("en-US",),
    "en-US": ("en-GB",),
    "es-US": ("es-MX",),
    "zh-Hans-MY": ("zh-Hans",),
    "zh-Hans-SG": ("zh-Hans",),
    "zh-Hans-CN": ("zh-Hans",),
}
SCRIPT_SUBTAG: Final = 4  # letters, ISO 15924
REGION_SUBTAG: Final = 2  # letters, ISO 3166-1
HAN_LANGUAGES: Final = frozenset({"zh", "ja", "yue"})


@lru_cache(maxsize=256)
def language(locale: str) -> str:
    """Return the primary language subtag: ``zh`` for ``zh-Hant-TW``."""
    return locale.split("-", 1)[0].lower()


@lru_cache(maxsize=256)
def language_script(locale: str) -> str:
    """Return language and script: ``zh-Hant`` for ``zh-Hant-TW``, ``th`` for ``th-TH``."""
    parts = locale.split("-")
    if len(parts) > 1 and len(parts[1]) == SCRIPT_SUBTAG and parts[1].isalpha():
        return f"{parts[0].lower()}-{parts[1].title()}"
    return parts[0].lower()


def region(locale: str) -> str:
    """Return the region subtag, which is a market's code: ``TW`` for ``zh-Hant-TW``; empty for ``th``."""
    parts = locale.split("-")[1:]
    return next((part for part in parts if len(part) == REGION_SUBTAG and part.isalpha()), "")


def lookup_chain(locale: str) -> tuple[str, ...]:
    """Return the locales to search for words of ``locale``, nearest first, without repeats.

    ``en-SG`` gives ``en-SG, en-GB, en-US, en``; ``th-TH`` gives ``th-TH, th``.
    """
    chain = [locale, *FALLBACKS.get(locale, ()), language_script(locale)]
    return tuple(dict.fromkeys(chain))


def same_language(first: str, second: str) -> bool:
    """Tell whether a text in ``first`` can be shown unchanged to readers of ``second``."""
    return language_script(first) == language_script(second)


def to_babel(locale: str) -> str:
    """Return the Babel identifier of a BCP 47 tag: ``zh_Hant_TW``."""
    return locale.replace("-", "_")

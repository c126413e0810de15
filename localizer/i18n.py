"""The program's own words: gettext with named placeholders, one language at a time.

Import ``_``, ``ngettext``, ``pgettext`` and ``N_`` from here; nothing is put into builtins.
"""

from __future__ import annotations

import gettext as _gettext
import locale as _locale
import os
from functools import cache

from localizer.paths import data_dir

DOMAIN = "localizer"
#: Languages the program itself speaks, by their own names.
LANGUAGES = {
    "en": "English",
    "zh_Hans": "简体中文",
    "zh_Hant": "繁體中文",
    "id": "Bahasa Indonesia",
    "th": "ไทย",
    "vi": "Tiếng Việt",
}


class _Catalog:
    """The active catalog. One process shows one language, so this is the one place that holds it."""

    def __init__(self) -> None:
        self.active: _gettext.NullTranslations = _gettext.NullTranslations()
        self.language = "en"


_catalog = _Catalog()


def closest_language(wanted: str) -> str:
    """Return which of `LANGUAGES` serves ``wanted`` (POSIX or BCP 47), English if none does."""
    tag = wanted.split(".", 1)[0].replace("-", "_")
    if tag.lower().startswith("zh"):
        traditional = any(part in tag.lower() for part in ("hant", "_tw", "_hk", "_mo"))
        return "zh_Hant" if traditional else "zh_Hans"
    return tag if tag in LANGUAGES else next((x for x in LANGUAGES if tag.split("_")[0] == x), "en")


def system_language() -> str:
    """Return the language of this machine's session among `LANGUAGES`."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return closest_language(value.split(":", 1)[0])
    return closest_language(_locale.getlocale()[0] or "en")


def activate(language: str) -> None:
    """Speak ``language`` from now on; an unknown one is English."""
    _catalog.language = closest_language(language)
    _catalog.active = _gettext.translation(
        DOMAIN, str(data_dir("locales")), languages=[_catalog.language], fallback=True
    )


def active_language() -> str:
    """Return the language in use, a key of `LANGUAGES`."""
    return _catalog.language


def _(message: str) -> str:
    """Translate ``message``."""
    return _catalog.active.gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Translate by the plural rule of the active language."""
    return _catalog.active.ngettext(singular, plural, number)


def pgettext(context: str, message: str) -> str:
    """Translate ``message`` in ``context``, where a word alone is unclear."""
    return _catalog.active.pgettext(context, message)


def in_language(language: str, message: str) -> str:
    """Translate ``message`` into ``language`` (a key of `LANGUAGES`), whichever is active."""
    return _catalog_of(closest_language(language)).gettext(message)


@cache
def _catalog_of(language: str) -> _gettext.NullTranslations:
    return _gettext.translation(
        DOMAIN, str(data_dir("locales")), languages=[language], fallback=True
    )


def sentences(first: str, *more: str) -> str:
    """Return whole sentences one after the other, set apart as the active language does."""
    text = first
    for sentence in more:
        text = _("{one} {two}").format(one=text, two=sentence)
    return text


def N_(message: str) -> str:  # noqa: N802 - the gettext convention
    """Mark ``message`` for translation later."""
    return message

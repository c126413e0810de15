"""Words people taught the workspace, by language: spelt as they are, they are right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from localizer.catalog import preferences
from localizer.catalog.json_text import decode, encode
from localizer.model.locale import language
from localizer.model.term_text import clean
from localizer.store.database import Reader, Step

_KEY: Final = "own_words"


def words(reader: Reader, locale: str) -> tuple[str, ...]:
    """Return the words taught for the language of ``locale``, in order of the alphabet."""
    return tuple(_all(reader).get(language(locale), ()))


def teach(step: Step, locale: str, new: Iterable[str]) -> bool:
    """Take words in; tell whether any of them was new."""
    return _put(step, locale, (*words(step, locale), *filter(None, map(clean, new))))


def forget(step: Step, locale: str, word: str) -> bool:
    """Take a word out; tell whether it was there."""
    return _put(step, locale, (one for one in words(step, locale) if one != clean(word)))


def _put(step: Step, locale: str, wanted: Iterable[str]) -> bool:
    kept = {**_all(step), language(locale): sorted(set(wanted))}
    if kept[language(locale)] == _all(step).get(language(locale), []):
        return False
    return preferences.write(
        step, _KEY, encode({key: kept[key] for key in sorted(kept) if kept[key]})
    )


def _all(reader: Reader) -> dict[str, list[str]]:
    text = preferences.read(reader, _KEY)
    return dict(decode(text)) if text else {}

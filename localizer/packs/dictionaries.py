"""Hunspell dictionaries of the person's own or of the system: found by locale, loaded when first asked.

Checking words needs the extra ``spelling`` (chunspell, the Hunspell library); without it, or without a
dictionary, nothing is known of any word.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from localizer.model.locale import language

#: Whose words another locale may be held to when it has no dictionary of its own. Not Britain's by those of
#: the United States or Brazil's by those of Portugal: good words would be told as wrong.
_STAND_INS: Final = {
    "en-SG": ("en-GB",),
    "en-MY": ("en-GB",),
    "en-PH": ("en-US",),
    "es-MX": ("es-ES",),
    "es-US": ("es-MX", "es-ES"),
    "fil-PH": ("tl-PH", "tl"),
}
#: Languages that are spelt one way in each country: a dictionary of the bare language will not do.
_BY_COUNTRY: Final = frozenset({"en", "pt"})
#: What stands behind the locale in names of well-known dictionaries.
_VARIANTS: Final = ("", "_frami", "-toutesvariantes", "-classique", "-classical", "_igerman98")
#: A longer run of letters is no word, and guesses for it would take long.
LONGEST: Final = 40


class Dictionary:
    """One dictionary. What it said of a word is kept: asking again costs nothing."""

    def __init__(self, hunspell: Any) -> None:  # noqa: ANN401 - the library has no types
        """Take a loaded dictionary of the library."""
        self._hunspell = hunspell
        self._known: dict[str, bool] = {}
        self._near: dict[str, tuple[str, ...]] = {}

    def knows(self, word: str) -> bool:
        """Tell whether ``word`` is spelt right; what no dictionary could hold is not told as wrong."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._spelt(word)
        return known

    def _spelt(self, word: str) -> bool:
        if len(word) > LONGEST:
            return True
        try:
            return bool(self._hunspell.spell(word.replace("’", "'")))
        except UnicodeEncodeError:  # letters the dictionary's own encoding lacks
            return True

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant, the likeliest first."""
        near = self._near.get(word)
        if near is None:
            near = self._near[word] = self._guessed(word)
        return near

    def _guessed(self, word: str) -> tuple[str, ...]:
        if len(word) > LONGEST:
            return ()
        try:
            return tuple(self._hunspell.suggest(word.replace("’", "'")))
        except UnicodeEncodeError:
            return ()


def dictionary_for(locale: str, folders: Iterable[Path]) -> Dictionary | None:
    """Return the dictionary of ``locale`` in the first of ``folders`` that has one, ``None`` for none."""
    found = find(locale, folders)
    if found is None:
        return None
    try:
        changed = found.stat().st_mtime_ns
    except OSError:
        return None
    return _loaded(found, changed)


def find(locale: str, folders: Iterable[Path]) -> Path | None:
    """Return the ``.dic`` file for ``locale`` with its ``.aff`` beside it, first folders first."""
    named = [locale, *_STAND_INS.get(locale, ())]
    if language(locale) not in _BY_COUNTRY:
        named.append(language(locale))
    places = tuple(folders)
    for tag in named:
        for folder in places:
            for variant in _VARIANTS:
                for name in dict.fromkeys((tag.replace("-", "_"), tag)):
                    words = folder / f"{name}{variant}.dic"
                    if words.is_file() and words.with_suffix(".aff").is_file():
                        return words
    return None


@lru_cache(maxsize=16)
def _loaded(words: Path, changed: int) -> Dictionary | None:
    """Load a dictionary; ``changed`` makes a new version another one. ``None`` where nothing can read it."""
    del changed
    try:
        import hunspell  # noqa: PLC0415 - an extra, and loaded with the first word only
    except ImportError:
        return None
    try:
        return Dictionary(hunspell.Hunspell(words.stem, hunspell_data_dir=str(words.parent)))
    except Exception:  # noqa: BLE001 - a broken file of somebody's is as good as none
        return None


def system_folders() -> tuple[Path, ...]:
    """Return where this system keeps Hunspell dictionaries; they need not exist."""
    if sys.platform == "win32":
        return ()
    if sys.platform == "darwin":
        return (Path.home() / "Library" / "Spelling", Path("/Library/Spelling"))
    return (Path("/usr/share/hunspell"), Path("/usr/share/myspell/dicts"))

"""A seller's category text becomes a category of Google's product taxonomy, where the words leave no doubt.

The categories and their words lie in ``resources/taxonomy``; its README says how they are chosen.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, NamedTuple

from localizer.paths import resource

#: A longer text is no category.
MAX_TEXT: Final = 300
#: Distinct categories of one catalog; a catalog of 100,000 products has some hundreds.
CACHE: Final = 4096
SEPARATOR: Final = " > "
_WORD_COLUMNS: Final = ("zh", "en", "sea")
_NUMBERED: Final = re.compile(r"([1-9][0-9]{0,6})(?:\s*-\s*(.{1,250}))?")
_LEVELS: Final = re.compile(r"\s*(?:>+|›|»|→|\||\\)\s*")
_LISTED: Final = re.compile(r"\s*[,，;；、\n]\s*")
#: What may follow the thing without changing it.
_TAIL: Final = re.compile(
    r"(?:\sfor\s.*|[\s\d\-()]|\s(?:men|women|kids|girls|boys|ladies|unisex|sale|new|collection|series|others?)"
    r"|新款|女款|男款|系列|专区|专场|大全|类|其他)+$"
)
#: Small words of languages that are not ours: a known word beside them may mean another thing.
_FOREIGN: Final = frozenset(
    [
        "et",
        "de",
        "des",
        "du",
        "la",
        "les",
        "pour",
        "avec",
        "und",
        "für",
        "mit",
        "y",
        "para",
        "del",
        "della",
    ]
)
_UNSPACED: Final = re.compile(r"[\u0e00-\u0e7f\u3400-\u9fff]")
_UNSPACED_RUN: Final = re.compile(r"[a-z0-9]*[\u0e00-\u0e7f\u3400-\u9fff]+")
_TOKEN: Final = re.compile(r"[^\W\u0e00-\u0e7f\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class GoogleCategory:
    """A category of the Google Product Taxonomy: its number and its English path (``A > B > C``)."""

    id: str
    path: str


class _Word(NamedTuple):
    """A word that means ``category``; ``leads``: of a language that names the thing before its kind."""

    category: GoogleCategory
    leads: bool


class _Hit(NamedTuple):
    """A known word in a text, from ``start`` to ``end``."""

    start: int
    end: int
    word: _Word


@dataclass(frozen=True, slots=True)
class _Table:
    """Our categories by number and by folded path, and the words that mean them."""

    by_id: Mapping[str, GoogleCategory]
    by_path: Mapping[str, GoogleCategory]
    #: Words of languages that put no spaces between words; found anywhere.
    unspaced: Mapping[str, _Word]
    #: Words and phrases of the others, as `_phrase` writes them; found as whole words only.
    spaced: Mapping[str, _Word]
    longest: int
    most_words: int


@lru_cache(maxsize=CACHE)
def google_category(text: str) -> GoogleCategory | None:
    """Return the category that ``text`` means; ``None`` where we know none or the words lead apart.

    A number or a whole path in Google's wording is taken as it is when it is among ours. In a path of the
    seller's own (``女装 > 连衣裙``) the last level that says something decides, in a level the longest word.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain or len(plain) > MAX_TEXT:
        return None
    table = _table()
    if match := _NUMBERED.fullmatch(plain):
        return table.by_id.get(match[1])
    whole = table.by_path.get(_folded_path(plain))
    if whole is not None:
        return whole
    found = {_of_path(path, table) for path in _LISTED.split(plain)} - {None}
    return _deepest(found)


def _of_path(path: str, table: _Table) -> GoogleCategory | None:
    """Return what the last telling level of ``path`` means."""
    for level in reversed(_LEVELS.split(path)):
        readings = [_reading(one, table) for one in level.casefold().split("/")]
        told = [reading for reading in readings if reading is not None]
        if told:
            return _deepest({one for reading in told for one in reading} or {None})
    return None


def _reading(text: str, table: _Table) -> set[GoogleCategory | None] | None:
    """Return what one folded piece of a level can mean; nothing for words we do not know.

    The thing itself stands last in Chinese and English and first in the others: a shoe rack is no shoe, so
    a word that stands elsewhere leaves a doubt (``None`` in the set).
    """
    plain = _TAIL.sub("", text).strip()
    if _UNSPACED.search(plain):
        hits = [*_unspaced_hits(plain, table), *_spaced_hits(plain, table)]
        first, last = 0, len(plain)
    else:
        plain = _phrase(plain)
        hits = list(_spaced_hits(plain, table))
        first, last = 0, len(plain)
    if not hits:
        return None
    longest = max(hit.end - hit.start for hit in hits)
    around = (
        plain[: hit.start] + plain[hit.end :] for hit in hits if hit.end - hit.start == longest
    )
    if any(not _FOREIGN.isdisjoint(words.split()) for words in around):
        return {None}
    return {
        hit.word.category if (hit.start == first if hit.word.leads else hit.end == last) else None
        for hit in hits
        if hit.end - hit.start == longest
    }


def _deepest(found: set[GoogleCategory | None]) -> GoogleCategory | None:
    """Return the category that lies within all the others, ``None`` where they lie apart or leave a doubt."""
    known = [one for one in found if one is not None]
    if not known or len(known) < len(found):
        return None
    deepest = max(known, key=lambda one: one.path.count(SEPARATOR))
    within = all(f"{deepest.path}{SEPARATOR}".startswith(f"{one.path}{SEPARATOR}") for one in known)
    return deepest if within else None


def _unspaced_hits(text: str, table: _Table) -> Iterator[_Hit]:
    """Yield the known words of Chinese and Thai in a folded text."""
    for run in _UNSPACED_RUN.finditer(text):
        for start in range(run.start(), run.end()):
            for end in range(start + 1, min(run.end(), start + table.longest) + 1):
                if (word := table.unspaced.get(text[start:end])) is not None:
                    yield _Hit(start, end, word)


def _spaced_hits(text: str, table: _Table) -> Iterator[_Hit]:
    """Yield the known words and phrases of the other languages; an English plural counts as its singular."""
    tokens = list(_TOKEN.finditer(text))
    for number, first in enumerate(tokens):
        for last in tokens[number : number + table.most_words]:
            phrase = text[first.start() : last.end()]
            for form in (phrase, phrase.removesuffix("s"), phrase.removesuffix("es")):
                if (word := table.spaced.get(form)) is not None:
                    yield _Hit(first.start(), last.end(), word)
                    break


def _phrase(text: str) -> str:
    """Return the spaced words of ``text``, folded: ``women s t shirts and tops``."""
    return " ".join(_TOKEN.findall(text.casefold().replace("&", " and ")))


def _folded_path(path: str) -> str:
    return SEPARATOR.join(part.strip() for part in path.casefold().split(">"))


@cache
def _table() -> _Table:
    text = resource("taxonomy", "categories.csv").read_text(encoding="utf-8")
    lines = (line for line in io.StringIO(text) if not line.startswith("#"))
    by_id: dict[str, GoogleCategory] = {}
    unspaced: dict[str, _Word] = {}
    spaced: dict[str, _Word] = {}
    for row in csv.DictReader(lines):
        category = GoogleCategory(row["number"], row["path"])
        by_id[category.id] = category
        for column in _WORD_COLUMNS:
            word = _Word(category, leads=column == "sea")
            for spelling in row[column].split("|"):
                folded = unicodedata.normalize("NFKC", spelling).casefold()
                if _UNSPACED.search(folded):
                    unspaced[folded] = word
                elif folded:
                    spaced[_phrase(folded)] = word
        spaced.setdefault(
            _phrase(category.path.rpartition(SEPARATOR)[2]), _Word(category, leads=False)
        )
    return _Table(
        by_id,
        {_folded_path(category.path): category for category in by_id.values()},
        unspaced,
        spaced,
        max(map(len, unspaced)),
        max(phrase.count(" ") for phrase in spaced) + 1,
    )

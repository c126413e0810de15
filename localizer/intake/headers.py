"""The headers sellers write, in thirteen languages, and the columns they mean.

The names themselves lie in ``resources/headers``, one file a language; they are read when a header is first
asked about. Names are compared as `simplify` returns them, in order of preference.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from localizer.i18n import N_
from localizer.intake.currency import currency_code
from localizer.paths import resource

TITLE: Final = "title"
#: The columns a file can have once, and what to call them. Families (`FAMILIES`) come beside these.
ROLES: Final[Mapping[str, str]] = {
    "title": N_("title"),
    "description": N_("description"),
    "bullets": N_("selling points"),
    "product": N_("product number"),
    "parent_sku": N_("parent SKU"),
    "sku": N_("SKU"),
    "list_price": N_("price"),
    "cost": N_("cost"),
    "sale_price": N_("sale price"),
    "sale_period": N_("period of the sale price"),
    "currency": N_("currency"),
    "stock": N_("stock"),
    "weight": N_("shipping weight"),
    "weight_unit": N_("unit of weight"),
    "gtin": N_("barcode (GTIN)"),
    "hs_code": N_("HS code"),
    "brand": N_("brand"),
    "category": N_("category"),
    "taxonomy": N_("Google category"),
    "variant_image": N_("picture of the variant"),
    "variant_options": N_("options of all variants"),
    "tags": N_("tags"),
    "locale": N_("language of the row"),
    "seo_title": N_("title for search engines"),
    "seo_description": N_("description for search engines"),
}
#: Columns there can be many of; a number follows (``image:2``), or none is needed (``option``, ``fact``).
FAMILIES: Final[Mapping[str, str]] = {
    "image": N_("picture"),
    "bullet": N_("selling point"),
    "option_name": N_("name of an option"),
    "option_value": N_("value of an option"),
    "option": N_("option under its own name"),
    "fact": N_("fact about the product"),
}
_SETS: Final = ("option", "no_fact", "note", "other")
_NUMBERED: Final = ("option_name", "option_value", "bullet", "image")
#: Files whose names go before those of the others where a catalog is bilingual.
_FIRST: Final = ("zh-Hans", "zh-Hant", "en")
_UNIT: Final = re.compile(r"^(.*\S)\s*[(\[【]\s*([^()\[\]【】]{1,40})\s*[)\]】]$")
_SLASH_UNIT: Final = re.compile(r"^(.*[\u4e00-\u9fff])\s*/\s*(g|kg|克|千克|公斤|元|ml|cm)$")
_DIGITS: Final = re.compile(r"[0-9]{1,2}")
_CODE_LETTERS: Final = 3
#: How many remarks in brackets may follow one another.
_MAX_NOTES: Final = 3


class Header(NamedTuple):
    """A simplified header: its words, and what stood in brackets after them (a unit, a currency)."""

    base: str
    unit: str


@dataclass(frozen=True, slots=True)
class Words:
    """The names of all languages: ``ranks`` gives column and preference of a name, ``numbered`` the family.

    ``options`` are columns that hold an option's value under the option's own name, ``no_fact`` such as
    describe the record and not the product, ``notes`` remarks in brackets that are no unit, ``others`` words
    that turn a name they stand beside into something else (``compare at``, ``促销``).
    """

    ranks: Mapping[str, tuple[str, int]]
    numbered: Mapping[str, str]
    options: frozenset[str]
    no_fact: frozenset[str]
    notes: frozenset[str]
    others: frozenset[str]


@cache
def words() -> Words:
    """Return the names of all languages, read once."""
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in _files()]
    ranks: dict[str, tuple[str, int]] = {}
    for role in ROLES:
        names = dict.fromkeys(name for file in files for name in _simple(file.get(role, ())))
        for rank, name in enumerate(names):
            ranks.setdefault(name, (role, rank))
    numbered = {
        name.replace(" ", ""): role
        for file in files
        for role in _NUMBERED
        for name in _simple(file.get(role, ()))
    }
    sets = {key: frozenset(n for file in files for n in _simple(file[key])) for key in _SETS}
    return Words(ranks, numbered, sets["option"], sets["no_fact"], sets["note"], sets["other"])


@cache
def _names_by_language() -> Mapping[str, frozenset[str]]:
    """Return the names of columns of each language, such as stand in no other."""
    found: dict[str, set[str]] = {}
    for path in _files():
        file = tomllib.loads(path.read_text(encoding="utf-8"))
        found[path.stem] = {name for role in ROLES for name in _simple(file.get(role, ()))}
    counts = Counter(name for names in found.values() for name in names)
    return {
        one: frozenset(name for name in names if counts[name] == 1) for one, names in found.items()
    }


def language_of_headers(headers: Iterable[str]) -> str:
    """Return the language whose own names two or more headers have, more than any other; else nothing."""
    bases = {parse_header(header).base for header in headers}
    hits = {one: len(bases & names) for one, names in _names_by_language().items()}
    best, second = sorted(hits, key=lambda one: -hits[one])[:2]
    return best if hits[best] > max(1, hits[second]) else ""


def _files() -> list[Path]:
    folder = resource("headers")
    found = {path.stem: path for path in folder.glob("*.toml")}
    later = sorted(set(found) - set(_FIRST))
    return [found[name] for name in (*_FIRST, *later)]


def _simple(names: Iterable[str]) -> list[str]:
    return [simplify(name) for name in names]


@lru_cache(maxsize=10_000)
def simplify(header: str) -> str:
    """Return ``header`` in lower case, half-width, words apart by one space, without required marks."""
    text = unicodedata.normalize("NFKC", header).casefold().strip(" *:：\n\t")
    return re.sub(r"[\s_\-]+", " ", text).strip()


def label_of(role: str) -> str:
    """Return the msgid that names the column ``role`` (``title``, ``image:2``, ``ignore``) to people."""
    family = role.partition(":")[0]
    return FAMILIES.get(family) or ROLES.get(family) or N_("not used")


def parse_header(header: str) -> Header:
    """Split ``成本价(元)`` into ``成本价`` and ``元``; a header known as a whole stays whole.

    A remark that is no unit (``(必填)``, ``(required)``) is taken off.
    """
    whole = simplify(header)
    unit = ""
    known = words()
    for _turn in range(_MAX_NOTES):
        if whole in known.ranks:
            break
        match = _UNIT.match(whole) or _SLASH_UNIT.match(whole)
        if match is None:
            break
        whole = match[1].strip(" *")
        if (inner := match[2].strip()) not in known.notes:
            unit = inner
            break
    return Header(whole, unit)


def spoken(header: str) -> str:
    """Return the words of ``header`` for people: as written, without required marks and unit."""
    text = unicodedata.normalize("NFKC", header).strip(" *:\n\t")
    match = _UNIT.match(text)
    return (match[1] if match and simplify(text) not in words().ranks else text).strip(" *")


def column_of(header: str) -> tuple[str, int] | None:
    """Return the canonical column of ``header`` and how far down its list of preferences it stands."""
    base, unit = parse_header(header)
    if not base:
        return None
    if (found := words().ranks.get(base)) is not None:
        column, rank = found
        return column, 2 * rank + (0 if unit else 1)
    if currency := _priced_in(base):
        return f"list_price:{currency}", 0
    return _numbered(base)


def _priced_in(base: str) -> str | None:
    """Return the currency of ``price usd``, ``price / eur`` or ``usd price``."""
    parts = base.replace("/", " ").split() or [""]
    for code, rest in ((parts[-1], parts[:-1]), (parts[0], parts[1:])):
        if len(code) == _CODE_LETTERS and code.isascii() and code.isalpha() and rest:
            role, _rank = words().ranks.get(" ".join(rest), ("", 0))
            if role == "list_price" and (currency := currency_code(code)):
                return currency
    return None


def _numbered(base: str) -> tuple[str, int] | None:
    """Return the family and number of ``image 2 url`` or ``规格值1``; without a number it is the first."""
    numbered = words().numbered
    tight = base.replace(" ", "")
    if (role := numbered.get(tight)) is not None:
        return f"{role}:1", 0
    for match in _DIGITS.finditer(tight):
        name = f"{tight[: match.start()]}#{tight[match.end() :]}"
        if (role := numbered.get(name)) is not None:
            return f"{role}:{int(match[0])}", 0
    return None

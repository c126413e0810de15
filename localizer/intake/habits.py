"""What the first rows of a file tell of all of them: its language, its decimal mark, its currency."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from localizer.i18n import _
from localizer.intake.currency import currency_code, names_currency, split_currency, usual_currency
from localizer.intake.headers import language_of_headers
from localizer.intake.language import guess_locale
from localizer.intake.mapping import Columns
from localizer.intake.numbers import Mark, guess_mark, is_open, parse_decimal, proved_mark
from localizer.intake.rows import Record
from localizer.intake.table import Table
from localizer.model.locale import language

#: Languages in which 1,5 is one and a half and 1.500 fifteen hundred (CLDR 48).
_COMMA_LANGUAGES: Final = frozenset({"id", "vi", "de", "fr", "es", "it", "pt"})
_TAG: Final = re.compile(r"<[^<>]*>?")
_MONEY: Final = ("list_price", "cost", "sale_price")
_NUMBERS: Final = ("list_price", "cost", "weight")
#: Rows whose words are looked at.
_LOOKED_AT: Final = 500

#: The decimal mark that the cells of a column prove, and such a cell.
Proof = tuple[Mark, str]


@dataclass(frozen=True, slots=True)
class Habits:
    """The language of the texts, the decimal mark, and the columns whose cells prove one, by role.

    ``told`` are translated sentences about what was taken for granted.
    """

    locale: str
    locale_stated: bool
    mark: Mark
    proved: Mapping[str, Proof] = field(default_factory=dict)
    told: tuple[str, ...] = ()


def habits_of(table: Table, columns: Columns, sample: Sequence[Record]) -> Habits:
    """Return what the first records of ``table`` tell."""
    stated = next((r.get("locale") for r in sample if r.get("locale")), "").replace("_", "-")
    locale = stated or _guessed(sample, table)
    proved = _proved(columns, sample)
    marks = {mark for mark, _cell in proved.values()}
    if len(marks) == 1:
        return Habits(locale, bool(stated), marks.pop(), proved)
    spoken = language(locale)
    if spoken == "en":  # titles of a word or two say less than the headers
        spoken = language_of_headers(table.headers) or spoken
    usual: Mark = "," if spoken in _COMMA_LANGUAGES else "."
    mark = guess_mark((record.get(role) for record in sample for role in _NUMBERS), usual)
    other: Mark = "." if mark == "," else ","
    by_language = (
        guess_mark((record.get(role) for record in sample for role in _NUMBERS), other) != mark
        and usual == ","
    )
    told = tuple(_told(columns, sample, mark)) if by_language else ()
    return Habits(locale, bool(stated), mark, proved, told)


def _proved(columns: Columns, sample: Sequence[Record]) -> dict[str, Proof]:
    roles = [role for role in columns.by_role if role.partition(":")[0] in _MONEY]
    found = ((role, proved_mark(record.get(role) for record in sample)) for role in roles)
    return {role: proof for role, proof in found if proof is not None}


def _told(columns: Columns, sample: Sequence[Record], mark: Mark) -> Iterator[str]:
    """Yield a sentence for every column in which only the language says what ``1.299`` is."""
    for role in _NUMBERS:
        cell = next((text for r in sample if (text := r.get(role)) and is_open(text)), "")
        if cell:
            number = parse_decimal(split_currency(cell)[1].partition("/")[0], mark=mark)
            yield _(
                "“{text}” in column “{column}” was read as {number}, as is usual in the language of the file."
            ).format(text=cell, column=columns.header(role), number=f"{number:f}")


def _guessed(sample: Sequence[Record], table: Table) -> str:
    """Return the language of the texts; where they are too short to tell, that of the headers may."""
    found = guess_locale(_words(sample))
    if found == "en" and not all(text.isascii() for text in _words(sample)):
        headers = guess_locale(table.headers)
        return headers if language(headers) not in ("en", "zh") else found
    return found


def _words(sample: Sequence[Record]) -> Iterator[str]:
    for record in islice(sample, _LOOKED_AT):
        yield record.get("title")
        yield _TAG.sub(" ", record.get("description")[:1000])[:400]


def currency_of(columns: Columns, sample: Sequence[Record], locale: str) -> tuple[str, bool]:
    """Return the currency of the first price, and whether the file states that of all its prices."""
    role = next((one for one in ("list_price", "cost") if one in columns), "")
    if unit := currency_code(columns.unit(role)):
        return unit, True
    found = ""
    for record in sample:
        text = record.get(role)
        if not text or not any(map(str.isdigit, text)):
            continue
        own = split_currency(text)[0] if names_currency(text) else None
        own = own or currency_code(record.get("currency"))
        if own is None:
            return usual_currency(locale), False
        found = found or own
    return (found, True) if found else (usual_currency(locale), False)

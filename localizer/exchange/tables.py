"""Bilingual tables: what their columns hold, how they are called, and units from rows and into them.

The same columns stand in a workbook and in a CSV file. Headers and states are written in the language of who
gets the file and known again in every language the program speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from localizer.errors import InputError
from localizer.exchange.tables_notes import notes_from, notes_text
from localizer.i18n import LANGUAGES, N_, _, in_language
from localizer.model.channel import FieldLimit, LengthUnit
from localizer.model.exchange import ExchangeHead, SizeLimit, Unit
from localizer.model.segment import Field, State, text_hash


class Column(StrEnum):
    """The columns in their order; the last one is hidden and tells what went out."""

    ID = "id"
    PRODUCT = "product"
    FIELD = "field"
    SOURCE = "source"
    TARGET = "target"
    STATE = "state"
    LIMIT = "limit"
    LENGTH = "length"
    COMMENT = "comment"
    PREVIOUS = "previous_source"
    TERMS = "terms"
    BASE = "base"


HEADERS: Final = {
    Column.ID: N_("Text number"),
    Column.PRODUCT: N_("Product"),
    Column.FIELD: N_("Field"),
    Column.SOURCE: N_("Source"),
    Column.TARGET: N_("Translation"),
    Column.STATE: N_("State"),
    Column.LIMIT: N_("Limit"),
    Column.LENGTH: N_("Length"),
    Column.COMMENT: N_("Comments"),
    Column.PREVIOUS: N_("Previous source"),
    Column.TERMS: N_("Terms"),
    Column.BASE: "base",
}
#: What has to be there; without the other columns a table is poorer and still good.
NEEDED: Final = (Column.ID, Column.TARGET)
STATES: Final = {
    State.UNTRANSLATED: N_("untranslated"),
    State.DRAFT: N_("draft"),
    State.TRANSLATED: N_("translated"),
    State.APPROVED: N_("approved"),
    State.SENT_BACK: N_("sent back"),
}
_FIELDS: Final = {
    Field.TITLE: N_("title"),
    Field.BULLET: N_("bullet {n}"),
    Field.FACT: N_("fact"),
    Field.DESCRIPTION: N_("description {n}"),
    Field.OPTION_NAME: N_("option"),
    Field.OPTION_VALUE: N_("option value"),
}
#: Longer is no text of a listing; a cell of a workbook ends at 32,767 characters.
MAX_TEXT: Final = 100_000
MAX_UNITS: Final = 2_000_000
#: So many problems are told one by one.
MAX_PROBLEMS: Final = 1_000
_BASE: Final = re.compile(r"([0-9a-f]{16})?:([0-9a-f]{16})?:([a-z_]+)")


@dataclass(frozen=True, slots=True)
class TableProblem:
    """A row, or one cell of it, that could not be used: the row as the file counts it, and why."""

    row: int
    column: str
    reason: str

    @property
    def sentence(self) -> str:
        """Say where and why."""
        if not self.column:
            return _("Row {row}: {reason}").format(row=self.row, reason=self.reason)
        place = _("Row {row}, column “{column}”: {reason}")
        return place.format(row=self.row, column=self.column, reason=self.reason)


@dataclass(frozen=True, slots=True)
class ReadTable:
    """What a table holds: its head as far as it says, its units, what of it could not be used."""

    head: ExchangeHead
    units: tuple[Unit, ...]
    problems: tuple[TableProblem, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """How many units were written, and the ids of those whose texts the format cannot hold."""

    units: int
    left_out: tuple[str, ...] = ()


def header(column: Column, head: ExchangeHead, language: str) -> str:
    """Return what a column is called; source, target and base say which language or package they are of."""
    word = column.value if column is Column.BASE else in_language(language, HEADERS[column])
    more = {
        Column.SOURCE: head.source_locale,
        Column.TARGET: head.target_locale,
        Column.BASE: head.package_id,
    }.get(column)
    return f"{word} ({more})" if more else word


def state_word(state: State, language: str) -> str:
    """Return what a state is called in a language of the program."""
    return in_language(language, STATES[state])


def field_word(unit: Unit, language: str) -> str:
    """Return which part of a listing a unit is, with the name of its fact or option."""
    if unit.field is None:
        return unit.name
    word = in_language(language, _FIELDS[unit.field]).format(n=unit.position + 1)
    return f"{word}: {unit.name}" if unit.name else word


def terms_text(unit: Unit) -> str:
    """Return the terms of a unit, one a line; one that must not be used is struck by a cross."""
    lines = (
        f"{'✗ ' if term.forbidden else ''}{term.source} → {term.target or term.definition}"
        for term in unit.terms
    )
    return "\n".join(lines)


def length(text: str, limit: SizeLimit | None) -> int:
    """Count ``text`` in the unit of its limit, in characters where it has none."""
    unit = limit.unit if limit is not None else LengthUnit.CHARS
    return FieldLimit("", False, None, unit, True, "", "", "").length(text)  # noqa: FBT003


def base_text(unit: Unit) -> str:
    """Return the hashes and the state of what went out, so that what comes back can be compared."""
    return f"{unit.source_hash}:{unit.base_hash}:{unit.state.value}"


def cells(unit: Unit, language: str) -> dict[Column, str]:
    """Return the texts of a unit's row; limit and length are numbers and stand in the writers."""
    product = "\n".join(dict.fromkeys(filter(None, (unit.product, unit.product_key))))
    return {
        Column.ID: unit.id,
        Column.PRODUCT: product,
        Column.FIELD: field_word(unit, language),
        Column.SOURCE: unit.source,
        Column.TARGET: unit.target or "",
        Column.STATE: state_word(unit.state, language),
        Column.COMMENT: notes_text(unit.notes),
        Column.PREVIOUS: unit.previous_source,
        Column.TERMS: terms_text(unit),
        Column.BASE: base_text(unit),
    }


def base_from(text: str) -> tuple[str, str, State] | None:
    """Return what `base_text` was made from, ``None`` for another text."""
    found = _BASE.fullmatch(text)
    if found is None or found[3] not in set(State):
        return None
    return found[1] or "", found[2] or "", State(found[3])


# -- reading ---------------------------------------------------------------------------------------


def known_columns(headers: Sequence[str]) -> dict[Column, int]:
    """Return the places of the columns among ``headers``, by their names in any language."""
    places: dict[Column, int] = {}
    for place, text in enumerate(headers):
        column = _names().get(_plain(text))
        if column is not None:
            places.setdefault(column, place)
    return places


def header_score(headers: Sequence[str]) -> int:
    """Return how many columns are known; 0 where what a table needs is not among them."""
    found = known_columns(headers)
    return len(found) if all(column in found for column in NEEDED) else 0


def read_table(headers: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> ReadTable:
    """Return the units of a table's rows, which come with their numbers.

    A row that cannot be used is told and left out, the rest is read. Raises `InputError` where the columns
    with the number of a text and its translation are missing.
    """
    places = known_columns(headers)
    missing = [_(HEADERS[column]) for column in NEEDED if column not in places]
    if missing:
        problem = _("The table has no column “{column}”: its texts cannot be told apart.")
        raise InputError(problem.format(column=missing[0]))
    reading = _Reading(headers, places)
    for number, row in rows:
        reading.take(number, row)
    return ReadTable(_head(headers, places), tuple(reading.units), tuple(reading.problems))


def _head(headers: Sequence[str], places: dict[Column, int]) -> ExchangeHead:
    source, target, package = (
        _in_brackets(headers[places[column]]) if column in places else ""
        for column in (Column.SOURCE, Column.TARGET, Column.BASE)
    )
    return ExchangeHead(source, target, package_id=package)


def _in_brackets(text: str) -> str:
    return text.rpartition("(")[2].rstrip(" )") if text.rstrip().endswith(")") else ""


@cache
def _names() -> dict[str, Column]:
    """Return what each column may be called, in small letters."""
    names = {column.value.replace("_", " "): column for column in Column}
    for column, word in HEADERS.items():
        for language in LANGUAGES:
            names.setdefault(_plain(in_language(language, word)), column)
    return names


@cache
def _state_names() -> dict[str, State]:
    names = {state.value.replace("_", " "): state for state in State}
    for state, word in STATES.items():
        for language in LANGUAGES:
            names.setdefault(_plain(in_language(language, word)), state)
    return names


def _plain(text: str) -> str:
    before, bracket, _after = text.rpartition("(")
    words = before if bracket and before.strip() else text
    return " ".join(words.replace("_", " ").split()).casefold()


class _Reading:
    """Takes rows one by one."""

    def __init__(self, headers: Sequence[str], places: dict[Column, int]) -> None:
        self._headers, self._places = headers, places
        self._seen: dict[str, int] = {}
        self.units: list[Unit] = []
        self.problems: list[TableProblem] = []

    def take(self, number: int, row: Sequence[str]) -> None:
        """Take a row; a blank one is passed over in silence."""
        if not any(cell.strip() for cell in row):
            return
        key = self._cell(row, Column.ID).strip()
        if not key:
            self._problem(number, Column.ID, _("The number of the text is missing."))
            return
        if key in self._seen:
            reason = _("The text {id} is here twice; the one in row {row} is taken.")
            self._problem(number, Column.ID, reason.format(id=key, row=self._seen[key]))
            return
        if len(self.units) >= MAX_UNITS:
            limit = _("The table has more than {n} texts.").format(n=MAX_UNITS)
            raise InputError(limit)
        if any(len(cell) > MAX_TEXT for cell in row):
            reason = _("A text is longer than {n} characters.")
            self._problem(number, None, reason.format(n=MAX_TEXT))
            return
        self._seen[key] = number
        self.units.append(self._unit(number, key, row))

    def _unit(self, number: int, key: str, row: Sequence[str]) -> Unit:
        source, target = self._cell(row, Column.SOURCE), self._cell(row, Column.TARGET)
        target = target if target.strip() else ""
        source_hash, base_hash, before = self._base(number, row)
        if Column.BASE not in self._places and source:
            source_hash = text_hash(source)
        said = self._said(number, row)
        if target and said is before and text_hash(target) != base_hash:
            said = State.TRANSLATED  # written anew, and the state was not looked at
        return Unit(
            id=key,
            source=source,
            target=target or None,
            state=_state(said, has_text=bool(target)),
            source_hash=source_hash,
            base_hash=base_hash,
            previous_source=self._cell(row, Column.PREVIOUS),
            notes=notes_from(self._cell(row, Column.COMMENT)),
        )

    def _base(self, number: int, row: Sequence[str]) -> tuple[str, str, State | None]:
        """Return hashes of source and target and the state that went out, empty where they are not told."""
        text = self._cell(row, Column.BASE).strip()
        if not text:
            return "", "", None
        base = base_from(text)
        if base is None:
            self._problem(number, Column.BASE, _("The cell was changed by hand and is not used."))
        return base or ("", "", None)

    def _said(self, number: int, row: Sequence[str]) -> State | None:
        """Return the state that is said, ``None`` for none we know."""
        text = self._cell(row, Column.STATE)
        state = _state_names().get(_plain(text)) if text.strip() else None
        if text.strip() and state is None:
            reason = _("There is no state “{state}”.").format(state=text[:40])
            self._problem(number, Column.STATE, reason)
        return state

    def _cell(self, row: Sequence[str], column: Column) -> str:
        place = self._places.get(column)
        return row[place] if place is not None and place < len(row) else ""

    def _problem(self, number: int, column: Column | None, reason: str) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            place = self._places.get(column) if column is not None else None
            name = self._headers[place] if place is not None else ""
            self.problems.append(TableProblem(number, name, reason))


def _state(said: State | None, *, has_text: bool) -> State:
    """Return the state that is said as far as there can be one of it."""
    if not has_text:
        return State.SENT_BACK if said is State.SENT_BACK else State.UNTRANSLATED
    return State.TRANSLATED if said is None or said is State.UNTRANSLATED else said

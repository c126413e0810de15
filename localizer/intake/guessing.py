"""Say what each column of a table probably means, how sure that is, and why.

What is sure or likely is used by an import (and told); what is unsure is only ever proposed to a person. The
cells alone never make a column the title.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from localizer.i18n import N_
from localizer.intake.cell_kinds import agrees, told_by
from localizer.intake.currency import currency_code
from localizer.intake.headers import column_of, parse_header, words
from localizer.intake.likeness import WITH_NOTE, likely_column
from localizer.intake.mapping import (
    FACT,
    IGNORE,
    OPTION,
    Columns,
    chosen_places,
    column_keys,
    is_known_fact,
    resolve_columns,
)
from localizer.intake.table import clean
from localizer.intake.units import grams_in, unit_of

Confidence = Literal["sure", "likely", "unsure"]

SAMPLES: Final = 8
MAX_SAMPLE: Final = 200
#: Families a file may have several columns of.
_MANY: Final = ("image", "bullet")

CHOSEN: Final = N_("You chose it.")
FIXED: Final = N_("The layout of the file says so.")
KNOWN: Final = N_("The header is a known name.")
PROPERTY: Final = N_("The header is no known name; its cells are kept as a fact.")
TAKEN: Final = N_("Another column has this meaning already.")
AMBIGUOUS: Final = N_("Several columns could be meant.")
RECORD: Final = N_("The header describes the record, not the product.")
UNUSED: Final = N_("The layout of the file is known, and this column is not used.")
UNPACKED: Final = N_("What it packs was read one by one.")
#: What a column that packs attributes is called.
ATTRIBUTES: Final = N_("attributes")
NOTHING: Final = N_("Neither the header nor the cells tell.")


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What a column probably means.

    ``role`` may stand in a column map as it is: a role, ``image:2``, ``fact``, ``option``, ``ignore``.
    ``why`` is a msgid. ``samples`` are up to eight different cells as written, blank ones left out. ``label``
    is the msgid of a meaning no column map can say, of a layout that makes its products itself; else empty.
    """

    index: int
    header: str
    role: str
    confidence: Confidence
    why: str
    samples: tuple[str, ...] = ()
    label: str = ""

    @property
    def is_own_fact(self) -> bool:
        """Tell whether a header the program does not know was kept as a fact under its name."""
        return self.role == FACT and self.why == PROPERTY

    @property
    def family(self) -> str:
        """Return ``role`` without its number: a key of `ROLES` or `FAMILIES`, or ``ignore``."""
        return self.role.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Guesses:
    """The guess for every column, and the columns an import will use: the sure and the likely ones."""

    all: tuple[ColumnGuess, ...]
    columns: Columns


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A column that may have ``role``; of several the nearest is taken, of two equally near none."""

    index: int
    role: str
    distance: int
    why: str


def guess_columns(
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    fixed: Mapping[str, str],
    chosen: Mapping[str, str],
) -> Guesses:
    """Return what the columns under ``headers`` mean, judged by them and by some ``rows``.

    ``fixed`` is what the file's layout says, ``chosen`` what a person said; both are column maps, and the
    second wins. With a layout the other columns are not guessed by likeness: the system's own names are
    known. Raises `InputError` when a map names what does not exist.
    """
    cells = _cells(len(headers), rows)
    given = {**fixed, **chosen}
    blank = frozenset(index for index, column in enumerate(cells) if not column)
    first = resolve_columns(headers, given, blank=blank)
    places = frozenset(chosen_places(headers, given))
    likely: dict[int, _Candidate] = {}
    unsure: dict[int, _Candidate] = {}
    if not fixed:
        open_ = [i for i in _unsettled(headers, first) if i not in places]
        _settle(_by_header(headers, cells, open_), first, likely, unsure)
        rest = [i for i in open_ if i not in likely]
        reliable, proposed = _by_cells(headers, cells, rest, first)
        _settle(reliable, first, likely, unsure)
        taken = {candidate.role for candidate in likely.values()}
        for candidate in proposed:
            if candidate.role not in first and candidate.role not in taken:
                unsure.setdefault(candidate.index, candidate)
                taken.add(candidate.role)
    keys = column_keys(headers)
    told = {keys[i]: candidate.role for i, candidate in likely.items()}
    columns = resolve_columns(headers, {**told, **given}, blank=blank)
    why = _why_given(headers, fixed, chosen)
    reasons = _Reasons(headers, columns, likely, unsure, why, fixed=bool(fixed))
    guesses = (reasons.guess(index, cells[index]) for index in range(len(headers)))
    return Guesses(tuple(guesses), columns)


def _cells(width: int, rows: Iterable[Sequence[str]]) -> list[list[str]]:
    """Return the cells of each column that are not blank."""
    columns: list[list[str]] = [[] for _ in range(width)]
    for row in rows:
        for column, cell in zip(columns, row, strict=False):
            if text := clean(cell):
                column.append(text)
    return columns


def _unsettled(headers: Sequence[str], columns: Columns) -> list[int]:
    """Return the columns nothing is known about, and those taken for a property only because of Chinese."""
    settled = {
        column.index
        for column in columns.by_role.values()
        if not column.role.startswith(FACT + ":") or is_known_fact(column.header)
    }
    return [i for i, h in enumerate(headers) if i not in settled and column_of(h) is None]


def _by_header(
    headers: Sequence[str], cells: Sequence[Sequence[str]], places: Sequence[int]
) -> list[_Candidate]:
    found = [(i, likely_column(headers[i])) for i in places]
    return [
        _Candidate(i, like.role, like.distance, like.why)
        for i, like in found
        if like is not None and agrees(like.role, cells[i])
    ]


def _by_cells(
    headers: Sequence[str],
    cells: Sequence[Sequence[str]],
    places: Sequence[int],
    columns: Columns,
) -> tuple[list[_Candidate], list[_Candidate]]:
    """Return what the cells tell reliably and what they only propose.

    A header that describes the record makes anything a proposal.
    """
    no_fact = words().no_fact
    found: tuple[list[_Candidate], list[_Candidate]] = ([], [])
    for index in places:
        told = told_by(cells[index])
        if told is None or (told.role == "title" and "title" in columns):
            continue
        reliable = told.sure and parse_header(headers[index]).base not in no_fact
        if told.role == "sku" and "product" in columns:
            reliable = False
        found[0 if reliable else 1].append(_Candidate(index, told.role, 0, told.why))
    return found


def _settle(
    candidates: Sequence[_Candidate],
    columns: Columns,
    likely: dict[int, _Candidate],
    unsure: dict[int, _Candidate],
) -> None:
    """Give each role that is free to the nearest candidate; two equally near ones are both unsure."""
    taken = {candidate.role for candidate in likely.values()}
    for role in dict.fromkeys(candidate.role for candidate in candidates):
        rivals = sorted((c for c in candidates if c.role == role), key=lambda c: c.distance)
        family = role.partition(":")[0]
        if family in _MANY:
            likely.update({c.index: replace(c, role=family) for c in rivals})
        elif role in columns or role in taken:
            continue
        elif len(rivals) > 1 and rivals[0].distance == rivals[1].distance:
            unsure[rivals[0].index] = replace(rivals[0], why=AMBIGUOUS)
        else:
            likely[rivals[0].index] = rivals[0]


def _why_given(
    headers: Sequence[str], fixed: Mapping[str, str], chosen: Mapping[str, str]
) -> dict[int, str]:
    reasons = dict.fromkeys(chosen_places(headers, fixed), FIXED)
    return {**reasons, **dict.fromkeys(chosen_places(headers, chosen), CHOSEN)}


@dataclass(frozen=True, slots=True)
class _Reasons:
    """Everything that was found out, ready to be told column by column."""

    headers: Sequence[str]
    columns: Columns
    likely: Mapping[int, _Candidate]
    unsure: Mapping[int, _Candidate]
    given: Mapping[int, str]
    fixed: bool

    def guess(self, index: int, cells: Sequence[str]) -> ColumnGuess:
        """Return the guess for the column at ``index``."""
        role, confidence, why = self._judge(index)
        different = dict.fromkeys(_short(cell) for cell in cells)
        samples = tuple(different)[:SAMPLES]
        return ColumnGuess(index, self.headers[index], role, confidence, why, samples)

    def _judge(self, index: int) -> tuple[str, Confidence, str]:
        role = _map_role(self._used(index))
        if index in self.given:
            return role, "sure", self.given[index]
        if index in self.likely and role != IGNORE:
            return role, "likely", self.likely[index].why
        if (proposed := self.unsure.get(index)) is not None:
            return proposed.role, "unsure", proposed.why
        return self._by_name(role, self.headers[index])

    def _used(self, index: int) -> str:
        found = self.columns.by_role.values()
        return next((column.role for column in found if column.index == index), IGNORE)

    def _by_name(self, role: str, header: str) -> tuple[str, Confidence, str]:
        base, unit = parse_header(header)
        if role == FACT:
            known = is_known_fact(header)
            return (role, "sure", KNOWN) if known else (role, "likely", PROPERTY)
        if role != IGNORE:
            return (role, "sure", KNOWN) if _is_unit(unit) else (role, "likely", WITH_NOTE)
        if column_of(header) is not None or base in words().options:
            return IGNORE, "likely", TAKEN
        if base in words().no_fact:
            return IGNORE, "sure", RECORD
        return (IGNORE, "likely", UNUSED) if self.fixed else (IGNORE, "unsure", NOTHING)


def _map_role(role: str) -> str:
    family = role.partition(":")[0]
    return family if family in (FACT, OPTION) else role


def _is_unit(text: str) -> bool:
    """Tell whether what stands in brackets is a unit or a currency, or nothing."""
    tests: tuple[Callable[[str], str | object | None], ...] = (unit_of, grams_in, currency_code)
    return not text or any(test(text) is not None for test in tests)


def _short(cell: str) -> str:
    return cell if len(cell) <= MAX_SAMPLE else cell[:MAX_SAMPLE] + "…"

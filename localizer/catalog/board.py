"""The launch board: product × target, each cell with its counts and the one reason that blocks it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import msgspec

from localizer.catalog import export_records
from localizer.catalog.export_records import Exported
from localizer.catalog.json_text import IDS
from localizer.catalog.overrules import ABOUT
from localizer.catalog.views import like
from localizer.i18n import N_
from localizer.jobs import SILENT, Progress
from localizer.model.finding import AMOUNT_MOVED
from localizer.model.launch import Target
from localizer.store.database import Reader

#: Products are given as one JSON list: a launch has more of them than a query takes parameters.
# CROSS JOIN: else SQLite begins with all texts of the locale, for a page of products too: 18 times as long.
# What was approved for an older source is to be looked at again; the gate counts it so too.
_CELLS: Final = f"""
SELECT p.id AS id,
  coalesce(t.untranslated, 0) AS untranslated,
  coalesce(t.number - t.untranslated - t.approved, 0) AS to_review,
  coalesce(t.approved, 0) AS approved,
  coalesce(v.number, 0) AS variants, coalesce(v.priced, 0) AS priced,
  coalesce(c.number, 0) AS scripts, coalesce(c.open, 0) AS scripts_to_review,
  coalesce(f.blocks, 0) AS blocks, coalesce(f.warnings, 0) AS warnings,
  coalesce(f.moved, 0) AS moved
FROM product p
LEFT JOIN (
  SELECT s.product_id AS id, count(*) AS number, sum(t.state = 'untranslated') AS untranslated,
    sum(t.state = 'approved' AND t.source_hash = s.source_hash) AS approved
  FROM segment s CROSS JOIN translation t ON t.segment_id = s.id AND t.locale = :locale
  WHERE s.product_id {IDS} GROUP BY s.product_id) t ON t.id = p.id
LEFT JOIN (
  SELECT v.product_id AS id, count(*) AS number, count(x.amount) AS priced
  FROM variant v LEFT JOIN price x
    ON x.variant_id = v.id AND x.market = :market AND x.channel = :channel
  WHERE v.product_id {IDS} GROUP BY v.product_id) v ON v.id = p.id
LEFT JOIN (
  SELECT product_id AS id, count(*) AS number, sum(state <> 'approved') AS open
  FROM script WHERE market = :market AND channel = :channel AND locale = :locale
    AND product_id {IDS} GROUP BY product_id) c ON c.id = p.id
LEFT JOIN (
  SELECT f.product_id AS id, sum(f.severity IN ('block', 'evidence')) AS blocks,
    sum(f.severity = 'warning') AS warnings, sum(f.rule = '{AMOUNT_MOVED}') AS moved
  FROM finding f LEFT JOIN overrule o ON {ABOUT}
  WHERE o.id IS NULL AND f.product_id {IDS} AND f.market IN (:market, '')
    AND f.channel IN (:channel, '') AND f.locale IN (:locale, '')
  GROUP BY f.product_id) f ON f.id = p.id
WHERE p.id {IDS}
"""  # noqa: S608 - our own


#: SQL of `Cell.state`.
_STATE: Final = (
    "CASE WHEN untranslated + to_review + approved = 0 THEN 'empty' "
    "WHEN blocks > 0 OR priced < variants THEN 'blocked' "
    "WHEN untranslated > 0 OR to_review > 0 OR scripts = 0 OR scripts_to_review > 0 OR moved > 0 "
    "THEN 'review' ELSE 'ready' END"
)


class CellState(StrEnum):
    """How ready one product is for one target."""

    EMPTY = "empty"
    BLOCKED = "blocked"
    REVIEW = "review"
    READY = "ready"


class Stage(StrEnum):
    """The parts of a cell, in the order they are made and shown."""

    LISTING = "listing"
    PRICE = "price"
    SCRIPT = "script"
    CHECKS = "checks"
    EXPORT = "export"


@dataclass(slots=True)
class Cell:
    """Counts of one product for one target."""

    untranslated: int = 0
    to_review: int = 0
    approved: int = 0
    variants: int = 0
    priced: int = 0
    scripts: int = 0
    scripts_to_review: int = 0
    blocks: int = 0
    warnings: int = 0
    moved: int = 0
    exported: Exported = Exported.NEVER

    @property
    def state(self) -> CellState:
        """Return the one state the board shows: only what the gate stops is blocked."""
        if not (self.untranslated or self.to_review or self.approved):
            return CellState.EMPTY
        if self.blocks or self.priced < self.variants:
            return CellState.BLOCKED
        if self.untranslated or self.to_review or not self.scripts or self.scripts_to_review:
            return CellState.REVIEW
        if self.moved:
            return CellState.REVIEW
        return CellState.READY

    @property
    def stages(self) -> dict[Stage, CellState]:
        """Return how far each part is.

        Before the first draft all are empty. The export is blocked or to review as long as the gate is; what
        it lets through is empty until it was exported, ready after that, and to review when it is no longer
        as it went out.
        """
        state = self.state
        if state is CellState.EMPTY:
            return dict.fromkeys(Stage, CellState.EMPTY)
        waits = self.untranslated or self.to_review
        priced = self.priced >= self.variants
        told = CellState.EMPTY if not self.scripts else _waits(self.scripts_to_review)
        return {
            Stage.LISTING: _waits(waits),
            Stage.PRICE: _waits(self.moved) if priced else CellState.BLOCKED,
            Stage.SCRIPT: told,
            Stage.CHECKS: CellState.BLOCKED if self.blocks else CellState.READY,
            Stage.EXPORT: _SENT[self.exported] if state is CellState.READY else state,
        }

    @property
    def reason(self) -> tuple[str, dict[str, str]]:
        """Return the msgid and arguments of the one reason in words; empty when ready."""
        _stage, message, number = self._cause()
        return message, {"n": str(number)} if message else {}

    @property
    def stage(self) -> Stage:
        """Return the part the reason is about; the export's when there is none."""
        return self._cause()[0]

    def _cause(self) -> tuple[Stage, str, int]:
        """Return the part that is behind, its msgid and its number: what stops before what waits."""
        undrafted = self.state is CellState.EMPTY
        causes = (
            (Stage.LISTING, N_("not drafted yet"), undrafted),
            (Stage.PRICE, N_("{n} without a price"), self.variants - self.priced),
            (Stage.CHECKS, N_("{n} to mend"), self.blocks),
            (Stage.LISTING, N_("{n} untranslated"), self.untranslated),
            (Stage.SCRIPT, N_("no script yet"), not undrafted and not self.scripts),
            (
                Stage.LISTING if self.to_review else Stage.SCRIPT,
                N_("{n} to review"),
                self.to_review + self.scripts_to_review,
            ),
            (Stage.PRICE, N_("price moved since approval"), self.moved),
        )
        found = next((cause for cause in causes if cause[2]), (Stage.EXPORT, "", 0))
        return found[0], found[1], int(found[2])


_SENT: Final = {
    Exported.NEVER: CellState.EMPTY,
    Exported.CHANGED: CellState.REVIEW,
    Exported.DRAFT: CellState.REVIEW,
    Exported.SAME: CellState.READY,
}


def _waits(number: int) -> CellState:
    return CellState.REVIEW if number else CellState.READY


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One product of the board with a cell for each target, in the launch's order."""

    product_id: int
    key: str
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TargetCounts:
    """Cells of one target by state, texts that wait for a person, variants of drafted products unpriced."""

    states: dict[CellState, int]
    to_review: int
    unpriced: int


@dataclass(frozen=True, slots=True)
class BoardCounts:
    """The whole board in numbers; ``undrafted`` are products not drafted for every target."""

    products: int
    undrafted: int
    targets: tuple[TargetCounts, ...]

    @property
    def states(self) -> dict[CellState, int]:
        """Return the cells of all targets by state."""
        return {state: sum(one.states[state] for one in self.targets) for state in CellState}


def board(
    reader: Reader, targets: Sequence[Target], products: Sequence[int]
) -> tuple[BoardRow, ...]:
    """Return the board of ``products`` × ``targets``."""
    found = board_rows(reader, targets, products)
    return tuple(found[number] for number in board_ids(reader, products))


def board_ids(
    reader: Reader,
    products: Sequence[int],
    text: str = "",
    state: CellState | None = None,
    targets: Sequence[Target] = (),
) -> array[int]:
    """Return those of ``products`` that exist, in catalog order.

    Of them those whose title or key holds ``text``, and those that are in ``state`` on one of ``targets``.
    """
    values = {"ids": _ids(products), "like": like(text.strip())}
    term = (
        "AND (title LIKE :like ESCAPE '\\' OR key LIKE :like ESCAPE '\\') " if text.strip() else ""
    )
    query = (
        f"SELECT json_group_array(id) FROM (SELECT id FROM product WHERE id {IDS} {term}"  # noqa: S608
        "ORDER BY catalog_id, position)"
    )
    found = msgspec.json.decode(reader.value(query, values), type=list[int])
    if state is not None:
        kept = set[int]()
        for target in targets:
            rest = [number for number in found if number not in kept]
            query = f"SELECT id FROM ({_CELLS}) WHERE {_STATE} = :state"  # noqa: S608 - our own
            cells = reader.each(query, {**_values(target, _ids(rest)), "state": state.value})
            kept.update(row[0] for row in cells)
        found = [number for number in found if number in kept]
    return array("q", found)


def board_rows(
    reader: Reader, targets: Sequence[Target], products: Sequence[int], launch_id: int | None = None
) -> dict[int, BoardRow]:
    """Return the rows of ``products`` (one page) by id; with what the launch exported of them."""
    ids = _ids(products)
    columns = [_column(reader, target, ids) for target in targets]
    if launch_id is not None:
        for target, column in zip(targets, columns, strict=True):
            sent = export_records.states(reader, launch_id, target, products)
            for number, exported in sent.items():
                column[number].exported = exported
    names = reader.each(
        f"SELECT id, key, title FROM product WHERE id {IDS}",  # noqa: S608 - our own
        {"ids": ids},
    )
    return {
        row["id"]: BoardRow(
            row["id"], row["key"], row["title"], tuple(column[row["id"]] for column in columns)
        )
        for row in names
    }


def board_counts(
    reader: Reader,
    targets: Sequence[Target],
    products: Sequence[int],
    progress: Progress = SILENT,
) -> BoardCounts:
    """Return the board of ``products`` in numbers; SQLite counts, however many products there are."""
    ids = _ids(products)
    locales = {target.locale for target in targets}
    number = reader.value(f"SELECT count(*) FROM product WHERE id {IDS}", {"ids": ids})  # noqa: S608
    drafted = reader.value(
        "SELECT count(*) FROM (SELECT s.product_id FROM segment s "  # noqa: S608 - our own
        "JOIN translation t ON t.segment_id = s.id "
        f"WHERE s.product_id {IDS} AND t.locale IN (SELECT value FROM json_each(:locales)) "
        "GROUP BY s.product_id HAVING count(DISTINCT t.locale) = :number)",
        {
            "ids": ids,
            "locales": msgspec.json.encode(sorted(locales)).decode(),
            "number": len(locales),
        },
    )
    counted = []
    for at, target in enumerate(targets):
        progress.step(at, len(targets))
        counted.append(_target_counts(reader, target, ids))
    return BoardCounts(
        products=number,
        undrafted=number - drafted if targets else 0,
        targets=tuple(counted),
    )


def totals(cells: Iterable[Cell]) -> dict[CellState, int]:
    """Count cells by state."""
    counts = dict.fromkeys(CellState, 0)
    for cell in cells:
        counts[cell.state] += 1
    return counts


def _ids(products: Sequence[int]) -> str:
    return msgspec.json.encode(list(products)).decode()


def _values(target: Target, ids: str) -> dict[str, str]:
    return {
        "market": target.market,
        "channel": target.channel,
        "locale": target.locale,
        "ids": ids,
    }


def _column(reader: Reader, target: Target, ids: str) -> dict[int, Cell]:
    return {row["id"]: Cell(*row[1:]) for row in reader.each(_CELLS, _values(target, ids))}


def _target_counts(reader: Reader, target: Target, ids: str) -> TargetCounts:
    """Count a column by what decides the state of a cell, a line for each kind of cell."""
    query = (
        "SELECT count(*), sum(untranslated + to_review), sum(variants - priced), "  # noqa: S608
        "untranslated > 0, to_review > 0, approved > 0, priced < variants, scripts > 0, "
        "scripts_to_review > 0, blocks > 0, moved > 0 "
        f"FROM ({_CELLS}) GROUP BY 4, 5, 6, 7, 8, 9, 10, 11"
    )
    states = dict.fromkeys(CellState, 0)
    to_review = unpriced = 0
    for number, waiting, lacking, *kind in reader.rows(query, _values(target, ids)):
        new, draft, approved, variants, scripts, open_scripts, blocks, moved = kind
        state = Cell(
            untranslated=new,
            to_review=draft,
            approved=approved,
            variants=variants,
            scripts=scripts,
            scripts_to_review=open_scripts,
            blocks=blocks,
            moved=moved,
        ).state
        states[state] += number
        to_review += waiting
        unpriced += lacking if state is not CellState.EMPTY else 0
    return TargetCounts(states, to_review, unpriced)

"""The launch board: product × target, each cell with its counts and the one reason that blocks it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from localizer.i18n import N_
from localizer.model.launch import Target
from localizer.store.database import Reader


class CellState(StrEnum):
    """How ready one product is for one target."""

    EMPTY = "empty"
    BLOCKED = "blocked"
    REVIEW = "review"
    READY = "ready"


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
    first_block: str = ""

    @property
    def state(self) -> CellState:
        """Return the one state the board shows: only what the gate stops is blocked."""
        if not (self.untranslated or self.to_review or self.approved):
            return CellState.EMPTY
        if self.blocks or self.priced < self.variants:
            return CellState.BLOCKED
        if self.untranslated or self.to_review or not self.scripts or self.scripts_to_review:
            return CellState.REVIEW
        return CellState.READY

    @property
    def reason(self) -> tuple[str, dict[str, str]]:
        """Return the msgid and arguments of the one reason in words; empty when ready."""
        numbers = {
            N_("not drafted yet"): self.state is CellState.EMPTY,
            N_("{n} without a price"): self.variants - self.priced,
            N_("{n} to mend"): self.blocks,
            N_("{n} untranslated"): self.untranslated,
            N_("no script yet"): self.state is not CellState.EMPTY and not self.scripts,
            N_("{n} to review"): self.to_review + self.scripts_to_review,
        }
        for message, number in numbers.items():
            if number:
                return message, {"n": str(int(number))}
        return "", {}


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One product of the board with a cell for each target, in the launch's order."""

    product_id: int
    key: str
    title: str
    cells: tuple[Cell, ...]


def board(
    reader: Reader, targets: Sequence[Target], products: Sequence[int]
) -> tuple[BoardRow, ...]:
    """Return the board of ``products`` × ``targets``."""
    columns = [_column(reader, target) for target in targets]
    wanted = ", ".join(str(int(number)) for number in products)
    names = reader.rows(
        f"SELECT id, key, title FROM product WHERE id IN ({wanted}) "  # noqa: S608 - integers
        "ORDER BY catalog_id, position"
    )
    return tuple(
        BoardRow(
            row["id"], row["key"], row["title"], tuple(column[row["id"]] for column in columns)
        )
        for row in names
    )


def totals(cells: Iterable[Cell]) -> dict[CellState, int]:
    """Count cells by state."""
    counts = dict.fromkeys(CellState, 0)
    for cell in cells:
        counts[cell.state] += 1
    return counts


def _column(reader: Reader, target: Target) -> dict[int, Cell]:
    cells: dict[int, Cell] = defaultdict(Cell)
    _count_texts(reader, target, cells)
    _count_prices(reader, target, cells)
    _count_scripts(reader, target, cells)
    _count_findings(reader, target, cells)
    return cells


def _count_texts(reader: Reader, target: Target, cells: dict[int, Cell]) -> None:
    # What was approved for an older source is to be looked at again; the gate counts it so too.
    query = (
        "SELECT s.product_id, t.state, t.source_hash <> s.source_hash AS outdated, count(*) "
        "FROM translation t JOIN segment s ON s.id = t.segment_id WHERE t.locale = ? "
        "GROUP BY s.product_id, t.state, outdated"
    )
    for product, state, outdated, number in reader.each(query, (target.locale,)):
        cell = cells[product]
        if state == "untranslated":
            cell.untranslated += number
        elif state == "approved" and not outdated:
            cell.approved += number
        else:
            cell.to_review += number


def _count_prices(reader: Reader, target: Target, cells: dict[int, Cell]) -> None:
    query = (
        "SELECT v.product_id, count(*), sum(p.amount IS NOT NULL) FROM variant v LEFT JOIN price p "
        "ON p.variant_id = v.id AND p.market = ? AND p.channel = ? GROUP BY v.product_id"
    )
    for product, variants, priced in reader.each(query, (target.market, target.channel)):
        cells[product].variants = variants
        cells[product].priced = priced or 0


def _count_scripts(reader: Reader, target: Target, cells: dict[int, Cell]) -> None:
    query = (
        "SELECT product_id, count(*), sum(state <> 'approved') FROM script "
        "WHERE market = ? AND channel = ? AND locale = ? GROUP BY product_id"
    )
    key = (target.market, target.channel, target.locale)
    for product, number, open_ones in reader.each(query, key):
        cells[product].scripts = number
        cells[product].scripts_to_review = open_ones


def _count_findings(reader: Reader, target: Target, cells: dict[int, Cell]) -> None:
    query = (
        "SELECT f.product_id, f.severity, f.rule, count(*) FROM finding f LEFT JOIN overrule o "
        "ON o.subject = f.subject AND o.subject_id = f.subject_id AND o.market = f.market "
        "AND o.channel = f.channel AND o.rule = f.rule WHERE o.id IS NULL "
        "AND f.market IN (?, '') AND f.channel IN (?, '') AND f.locale IN (?, '') "
        "GROUP BY f.product_id, f.severity, f.rule ORDER BY f.severity, f.rule"
    )
    key = (target.market, target.channel, target.locale)
    for product, severity, rule, number in reader.each(query, key):
        cell = cells[product]
        if severity in ("block", "evidence"):
            cell.blocks += number
            cell.first_block = cell.first_block or rule
        elif severity == "warning":
            cell.warnings += number

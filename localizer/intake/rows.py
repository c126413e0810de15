"""Rows of a table become records, and records of one product become a group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from localizer.errors import InputError
from localizer.i18n import _
from localizer.intake.issues import IssueLog
from localizer.intake.mapping import Columns
from localizer.intake.table import Table, clean, is_blank
from localizer.jobs import Progress
from localizer.model.segment import normalize

MAX_ROWS: Final = 1_000_000
_VARIANT_ROLES: Final = frozenset({"sku", "gtin", "cost", "list_price", "stock", "weight"})
_VARIANT_FAMILIES: Final = ("option_value:", "option:", "list_price:")


@dataclass(frozen=True, slots=True)
class Record:
    """One data row: its number and the cells that are not blank, by role."""

    row: int
    cells: dict[str, str]

    def get(self, role: str) -> str:
        """Return the cell of ``role``, empty where it is blank."""
        return self.cells.get(role, "")

    def describes_variant(self) -> bool:
        """Tell whether the row says anything about a variant, not only about the product."""
        return any(is_variant_role(role) for role in self.cells)

    def has_options(self) -> bool:
        """Tell whether the row has an option value."""
        return any(role.startswith(("option_value:", "option:")) for role in self.cells)


@dataclass(frozen=True, slots=True)
class Group:
    """The records of one product, in file order; ``by_parent`` when they are joined by a parent SKU."""

    key: str
    records: tuple[Record, ...]
    by_parent: bool = False

    def first(self, role: str) -> str:
        """Return the first cell of ``role`` that is not blank: following rows inherit it."""
        return next((r.cells[role] for r in self.records if role in r.cells), "")


def is_variant_role(role: str) -> bool:
    """Tell whether a column belongs to the variant, not to the product."""
    return role in _VARIANT_ROLES or role.startswith(_VARIANT_FAMILIES)


def read_records(table: Table, columns: Columns, log: IssueLog, progress: Progress) -> list[Record]:
    """Return the data rows that are not blank. Raises `InputError` when there are too many."""
    used = tuple(columns.by_role.values())
    width = len(table.headers)
    records: list[Record] = []
    for row, cells in table.rows:
        if is_blank(cells):
            continue
        if len(records) >= MAX_ROWS:
            raise InputError(
                _("The file has more than {limit} rows. Split it into several files.").format(
                    limit=f"{MAX_ROWS:,}"
                )
            )
        found = {
            c.role: text for c in used if c.index < len(cells) and (text := clean(cells[c.index]))
        }
        records.append(Record(row, found))
        if len(cells) > width and not is_blank(cells[width:]):
            log.repaired(
                row,
                _("The row has more cells than the header; “{text}” was left out.").format(
                    text=next(clean(cell) for cell in cells[width:] if clean(cell))[:40]
                ),
            )
        progress.step(len(records), max(table.estimate, len(records)) * 2)
    return records


def keep_source_language(
    records: Sequence[Record], columns: Columns, log: IssueLog
) -> tuple[list[Record], str]:
    """Return the records in the file's first language, and that language where a column states it."""
    source = next((r.cells["locale"] for r in records if "locale" in r.cells), "")
    if not source:
        return list(records), ""
    kept: list[Record] = []
    for record in records:
        own = record.get("locale")
        if own in ("", source):
            kept.append(record)
        else:
            reason = _(
                "The row is a translation ({locale}); the catalog's own language is {source}."
            )
            log.skipped(
                record.row, reason.format(locale=own, source=source), columns.header("locale")
            )
    return kept, source.replace("_", "-")


def group_records(records: Sequence[Record], columns: Columns, log: IssueLog) -> list[Group]:
    """Join the rows of each product. A row that belongs to none is reported as failed."""
    explicit = [_explicit_key(record, columns) for record in records]
    repeats = max(Counter(key for key in explicit if key).values(), default=0) > 1
    groups: dict[str, list[Record]] = {}
    previous = ""
    for record, given in zip(records, explicit, strict=True):
        key = given or _key_of_title(record)
        if not key and previous and not repeats and record.describes_variant():
            key = previous
        previous = key
        if key:
            groups.setdefault(key, []).append(record)
        else:
            _refuse(record, log, _("The row has no title and belongs to no product above it."))
    return [group for key, found in groups.items() if (group := _titled(key, found, columns, log))]


def _titled(key: str, records: list[Record], columns: Columns, log: IssueLog) -> Group | None:
    if any("title" in record.cells for record in records):
        by_parent = "parent_sku" in columns
        if by_parent:  # the parent's own words first, wherever its row stands
            records = sorted(records, key=lambda record: bool(record.get("parent_sku")))
        return Group(key, tuple(records), by_parent)
    reason = _("The row has no title, and no other row gives one for product {product}.")
    for record in records:
        _refuse(record, log, reason.format(product=key), columns.header("title"))
    return None


def _refuse(record: Record, log: IssueLog, reason: str, column: str = "") -> None:
    log.failed(record.row, reason, column)


def _explicit_key(record: Record, columns: Columns) -> str:
    return normalize(_own_key(record, columns))


def _own_key(record: Record, columns: Columns) -> str:
    if "parent_sku" in columns:
        return record.get("parent_sku") or record.get("sku") or record.get("product")
    if "product" in columns:
        return record.get("product")
    has_options = any(
        c.role.startswith(("option:", "option_value:")) for c in columns.by_role.values()
    )
    return record.get("title") if has_options else ""


def _key_of_title(record: Record) -> str:
    """Return the SKU or title of a row that has a title and so begins a product."""
    title = record.get("title")
    return normalize(record.get("sku") or title) if title else ""

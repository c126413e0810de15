"""Codes that several products share, and codes that tell a product whose title was edited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from localizer.i18n import _
from localizer.intake.gtin import looks_shortened, parse_gtin
from localizer.intake.issues import CellError, IssueLog
from localizer.intake.mapping import Columns
from localizer.intake.rows import Batch, Group
from localizer.intake.table import clean

#: Codes remembered of a column; what repeats a code further up than these is not told.
KEPT: Final = 300_000
_SHOWN_CHARS: Final = 60


class SameCodes:
    """Tells of SKUs and barcodes that stand for more than one product of a file; all are kept."""

    def __init__(self, columns: Columns, log: IssueLog) -> None:
        """Look for the columns that can repeat: where the SKU is the key, its rows are one product."""
        is_key = "sku" in columns and not any(
            role in columns or columns.named(role) for role in ("product", "parent_sku", "option")
        )
        roles = ("gtin",) if is_key else ("sku", "gtin")
        #: By place of the column: its role, and the first row of each code.
        self._columns: list[tuple[int, str, dict[str, int]]] = [
            (columns.by_role[role].index, role, {}) for role in roles if role in columns
        ]
        self._headers = {role: columns.header(role) for role in roles if role in columns}
        self._log = log

    def look_at(self, rows: Group | Batch) -> None:
        """Look at the rows of one product, or of many of one row each."""
        for place, role, first in self._columns:
            if isinstance(rows, Group):
                found: dict[str, int] = {}
                for record in rows.records:
                    found.setdefault(record.cells[place].strip(), record.row)
                codes: Sequence[str] = list(found)
                numbers: Sequence[int] = list(found.values())
            else:
                codes = [cells[place].strip() for cells in rows.cells]
                numbers = rows.numbers
            self._note(role, first, codes, numbers)

    def _note(
        self, role: str, first: dict[str, int], codes: Sequence[str], numbers: Sequence[int]
    ) -> None:
        if len({*codes}) == len(codes) and first.keys().isdisjoint(codes):
            if len(first) < KEPT:
                first.update(zip(codes, numbers, strict=True))
                first.pop("", None)
            return
        for code, number in zip(codes, numbers, strict=True):
            before = first.setdefault(code, number) if code else number
            if before != number and _is_code(role, code):
                reason = _(
                    "{code} already stands in row {row} for another product; both were kept."
                )
                self._log.repaired(
                    number, reason.format(code=code[:_SHOWN_CHARS], row=before), self._headers[role]
                )


def _is_code(role: str, text: str) -> bool:
    """Tell whether a cell is a code, not a word for none."""
    if role == "sku":
        return any(map(str.isalnum, text)) and not looks_shortened(text)
    try:
        return bool(parse_gtin(text))
    except CellError:
        return False


def skus_of(group: Group) -> list[str]:
    """Return the SKUs of a product's rows, each once."""
    cells = (clean(record.get("sku")) for record in group.records)
    return list(dict.fromkeys(filter(None, cells)))


def renamed(
    groups: Iterable[Group | Batch], known: Mapping[str, str], owners: Mapping[str, str]
) -> Iterator[Group | Batch]:
    """Yield groups keyed by title; one whose title is unknown has the key of the product its SKUs belong to.

    ``owners`` gives that key by SKU. Such groups come last: the file may have that title too, and of several
    with SKUs of one product only the first is it.
    """
    taken: set[str] = set()
    waiting: list[tuple[Group, str]] = []
    for group in groups:
        if isinstance(group, Group):
            if group.key not in known:
                keys = [*({owners.get(sku, "") for sku in skus_of(group)} - {""})]
                if len(keys) == 1:
                    waiting.append((group, keys[0]))
                    continue
            taken.add(group.key)
        yield group
    for group, key in waiting:
        yield group if key in taken else group._replace(key=key)
        taken.add(key)

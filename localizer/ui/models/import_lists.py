"""What an import has to tell, line by line: its remarks, its differences, how cells were understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from localizer.i18n import N_, _
from localizer.intake.field_names import field_name
from localizer.intake.issues import RowIssue
from localizer.intake.report import TREATMENTS
from localizer.intake.understanding import Understood
from localizer.model.incoming import Difference
from localizer.ui.actions.columns import apart, kind_name, plain
from localizer.ui.models.listed import Listed

REMARK_COLUMNS = (N_("Row"), N_("Column"), N_("What"), N_("Reason"))
DIFFERENCE_COLUMNS = (
    N_("Kind"), N_("Product"), N_("Variant"), N_("Field"), N_("Before"), N_("In the file"),
)  # fmt: skip
UNDERSTOOD_COLUMNS = (N_("Column"), N_("In the file → understood as"))
BETWEEN = "   ·   "
#: A header, and all its cells with what they are understood as.
Cells = tuple[str, str]


def remark_cells(issue: RowIssue) -> tuple[str, str, str, str]:
    """Return row, column, treatment and reason of a remark."""
    return str(issue.row), issue.column, _(TREATMENTS[issue.treatment]), issue.reason


def remark_table() -> Listed[RowIssue]:
    """Return an empty table of remarks."""
    return Listed([_(name) for name in REMARK_COLUMNS], remark_cells, numbers=(0,))


def difference_table(labels: Mapping[str, str]) -> Listed[Difference]:
    """Return an empty table of differences; ``labels`` are the seller's own names of facts."""
    names = [_(name) for name in DIFFERENCE_COLUMNS]
    cells, tips = partial(_difference_cells, labels), partial(_difference_tips, labels)
    return Listed(names, cells, tips=tips)


def _head(labels: Mapping[str, str], one: Difference) -> tuple[str, str, str, str]:
    name = plain(one.title)
    product = f"{one.product} · {name}" if name and name != one.product else one.product
    return kind_name(one.kind), product, one.variant, field_name(one.field, labels)


def _difference_cells(labels: Mapping[str, str], one: Difference) -> tuple[str, ...]:
    return (*_head(labels, one), *apart(one.before, one.after))


def _difference_tips(labels: Mapping[str, str], one: Difference) -> tuple[str, ...]:
    return (*_head(labels, one), one.before, one.after)


def understood_table() -> Listed[Cells]:
    """Return an empty table of columns and what their cells are understood as."""
    return Listed([_(name) for name in UNDERSTOOD_COLUMNS], lambda cells: cells, tips=_apart)


def by_column(understood: Iterable[Understood]) -> list[Cells]:
    """Return a line for each column: its header, and its cells with what they are understood as.

    What cannot be used comes first: the end of a long line is not seen.
    """
    found: dict[int, tuple[str, list[str]]] = {}
    for one in sorted(understood, key=lambda one: one.ok):
        found.setdefault(one.index, (one.header, []))[1].append(" ".join(_meaning(one).split()))
    return [(header, BETWEEN.join(cells)) for _index, (header, cells) in sorted(found.items())]


def _meaning(one: Understood) -> str:
    if one.ok:
        return str(one)
    return _("row {row}: {reason}").format(row=one.row, reason=one.meaning)


def _apart(cells: Cells) -> Cells:
    header, words = cells
    return header, words.replace(BETWEEN, "\n")

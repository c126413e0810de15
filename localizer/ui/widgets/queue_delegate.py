"""Paints a row of the review queue: a mark by shape and colour, the source, its place, the reason."""

from __future__ import annotations

from localizer.catalog.queue import QueueRow
from localizer.i18n import _
from localizer.model.finding import Severity
from localizer.model.segment import Origin, State
from localizer.ui.actions.words import ORIGINS, STATES, field_name, rule_words
from localizer.ui.widgets.marks import Mark
from localizer.ui.widgets.row_delegate import RowDelegate, RowWords


def mark_of(row: QueueRow) -> Mark:
    """Return the mark of a row: what is found weighs more than how far it is."""
    if row.worst <= Severity.EVIDENCE.rank:
        return Mark.BLOCK
    if row.state is State.APPROVED and not row.source_changed:
        return Mark.OK
    if row.worst <= Severity.WARNING.rank or row.state is State.SENT_BACK or row.source_changed:
        return Mark.WARN
    return Mark.OPEN


def reason_of(row: QueueRow) -> str:
    """Return in two or three words why the row stands where it stands."""
    if row.worst <= Severity.WARNING.rank and row.rule:
        return rule_words(row.rule)
    if row.source_changed:
        return _("source changed")
    if row.state is State.DRAFT and row.origin is not Origin.NONE:
        return _(ORIGINS[row.origin])
    return _(STATES[row.state])


class QueueDelegate(RowDelegate):
    """Paints `QueueRow` values."""

    def words(self, value: object) -> RowWords | None:
        """Return the source, its place, and the reason it stands where it stands."""
        if not isinstance(value, QueueRow):
            return None
        return RowWords(
            mark=mark_of(value),
            head=" ".join(value.source.split()),
            place=f"{value.product_key} · {field_name(value.field, value.position, value.name)}",
            end=reason_of(value),
        )

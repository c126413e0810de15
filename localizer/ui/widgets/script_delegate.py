"""Paints a script in the list: mark, product, style and label, time against the plan."""

from __future__ import annotations

from localizer.catalog.views import ScriptHead
from localizer.i18n import _
from localizer.model.finding import Severity
from localizer.model.segment import State
from localizer.ui.actions.words import STATES, minutes, style_word
from localizer.ui.widgets.marks import Mark
from localizer.ui.widgets.row_delegate import RowDelegate, RowWords


def mark_of(head: ScriptHead) -> Mark:
    """Return the mark of a script: what is found weighs more than how far it is."""
    if head.worst <= Severity.EVIDENCE.rank:
        return Mark.BLOCK
    if head.state is State.APPROVED:
        return Mark.OK
    return Mark.WARN if head.worst <= Severity.WARNING.rank else Mark.OPEN


class ScriptDelegate(RowDelegate):
    """Paints `ScriptHead` values."""

    def words(self, value: object) -> RowWords | None:
        """Return the product, the kind of pitch, and its time against the plan."""
        if not isinstance(value, ScriptHead):
            return None
        return RowWords(
            mark=mark_of(value),
            head=value.title,
            place=f"{value.label} · {style_word(value.style)} · {_(STATES[value.state])}",
            end=f"{minutes(value.seconds)} / {minutes(value.planned)}",
        )

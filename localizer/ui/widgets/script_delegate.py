"""Paints a product with its scripts in the list: the worst mark, its scripts, time against plan."""

from __future__ import annotations

from localizer.i18n import _, ngettext
from localizer.model.finding import Severity
from localizer.ui.actions.script_asks import ProductScripts
from localizer.ui.actions.script_words import variant_words
from localizer.ui.actions.words import STATES, minutes
from localizer.ui.widgets.marks import Mark
from localizer.ui.widgets.row_delegate import RowDelegate, RowWords


def mark_of(product: ProductScripts) -> Mark:
    """Return the mark of a product's scripts: what is found weighs more than how far they are."""
    if product.worst <= Severity.EVIDENCE.rank:
        return Mark.BLOCK
    if product.approved:
        return Mark.OK
    return Mark.WARN if product.worst <= Severity.WARNING.rank else Mark.OPEN


class ScriptDelegate(RowDelegate):
    """Paints `ProductScripts` values."""

    def words(self, value: object) -> RowWords | None:
        """Return the product, the kind of pitch and its time; of several how many there are."""
        if not isinstance(value, ProductScripts):
            return None
        head = value.heads[0]
        number = len(value.heads)
        if number > 1:
            place = ngettext("{n} script", "{n} scripts", number).format(n=number)
            end = _(STATES[head.state]) if value.approved else ""
        else:
            place = f"{variant_words(head.style, head.label)} · {_(STATES[head.state])}"
            end = f"{minutes(head.seconds)} / {minutes(head.planned)}"
        return RowWords(mark=mark_of(value), head=value.title, place=place, end=end)

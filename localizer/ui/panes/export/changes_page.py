"""What differs from the last export, target by target and product by product."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from localizer.export.content_hash import ContentPart
from localizer.export.record import ChangedProduct, Changes
from localizer.i18n import N_, _, pgettext
from localizer.model.launch import Target
from localizer.pipeline.exports import TargetChanges
from localizer.ui.actions.words import in_a_row
from localizer.ui.look.tokens import SPACE_2
from localizer.ui.models.listed import Listed
from localizer.ui.widgets.column_view import ListTable
from localizer.ui.widgets.parts import Elided, button, column, row

PARTS: Final = {
    ContentPart.TITLE: N_("title"),
    ContentPart.TEXTS: N_("wording"),
    ContentPart.PRICE: N_("price"),
    ContentPart.STOCK: N_("stock"),
    ContentPart.PICTURES: N_("pictures"),
    ContentPart.FACTS: N_("facts and options"),
    ContentPart.SCRIPTS: N_("scripts"),
    ContentPart.OTHER: N_("state or other fields"),
}
_WIDTHS: Final = (120, 160, 300)
Line = tuple[Target, ChangedProduct]


class ChangesPage(QWidget):
    """``wanted`` asks for the comparison; ``opened`` gives a target and a product that was clicked."""

    wanted = Signal()
    opened = Signal(object, int)

    def __init__(self, named: Callable[[Target], str]) -> None:
        """Begin with nothing compared; ``named`` gives the written form of a target."""
        super().__init__()
        self._named = named
        self.compare = button(
            _("Compare with the last export"),
            self.wanted.emit,
            tip=_("Looks at every product in the formats that are chosen"),
        )
        self.note = Elided("", "muted")
        self.totals: Listed[TargetChanges] = Listed(
            [
                _("Target"),
                pgettext("products", "New"),
                pgettext("products", "Changed"),
                _("As exported"),
                _("No longer in the launch"),
            ],
            self._total,
            numbers=range(1, 5),
            parent=self,
        )
        self.counts = ListTable(_("Changes of each target"))
        self.counts.setModel(self.totals)
        self.products: Listed[Line] = Listed(
            [_("Target"), _("Product"), _("Title"), _("What differs")], self._line, parent=self
        )
        self.view = ListTable(_("Products that differ"))
        self.view.setModel(self.products)
        self.view.opened.connect(self._open)
        head = row(self.compare, self.note, spacing=SPACE_2)
        head.setStretch(1, 1)
        layout = column(head, self.counts, self.view, spacing=SPACE_2)
        layout.setContentsMargins(0, SPACE_2, 0, 0)
        layout.setStretch(1, 1)
        layout.setStretch(2, 2)
        self.setLayout(layout)
        self.forget()

    def forget(self) -> None:
        """Show nothing: what was compared no longer holds."""
        self.totals.show(())
        self.products.show(())
        self.counts.hide()
        self.view.hide()
        self.note.show_text(_("See what “only what changed” would write."))

    def show_changes(self, found: Sequence[TargetChanges]) -> None:
        """Show what a comparison found."""
        lines = [(one.target, product) for one in found for product in one.changes.named]
        self.totals.show(found)
        self.products.show(lines)
        self.counts.show()
        self.counts.fit(160, 90, 90, 110)
        self.view.setVisible(bool(lines))
        self.view.fit(*_WIDTHS)
        whole = sum(one.changes.added + one.changes.changed for one in found)
        if whole > len(lines):
            words = _("{shown} of {all} listings that differ are named.")
            self.note.show_text(words.format(shown=len(lines), all=whole))
        else:
            self.note.show_text("" if lines else _("Nothing differs from the last export."))

    def _total(self, one: TargetChanges) -> tuple[str, ...]:
        changes: Changes = one.changes
        removed = str(len(changes.removed))
        if changes.removed:
            removed = f"{removed}: {', '.join(changes.removed)}"
        numbers = (changes.added, changes.changed, changes.same)
        return (self._named(one.target), *map(str, numbers), removed)

    def _line(self, line: Line) -> tuple[str, ...]:
        target, product = line
        parts = in_a_row(_(PARTS[part]) for part in product.parts)
        what = (
            pgettext("product", "new")
            if product.new
            else parts or _("not exported in all of these formats")
        )
        return (self._named(target), product.key, product.title, what)

    def _open(self, index: QModelIndex) -> None:
        target, product = self.products.rows[index.row()]
        self.opened.emit(target, product.product_id)

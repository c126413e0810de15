"""Asks about rates far from those before: a source may be wrong, or the currency has fallen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from localizer.i18n import _, ngettext
from localizer.price.rate_checks import Outlier
from localizer.ui.look.tokens import SPACE_2, SPACE_3, SPACE_4
from localizer.ui.widgets.parts import Card, box, button, column, label, row
from localizer.ui.widgets.rate_scale import in_digits

WIDTH = 520


class RateOutliersDialog(QDialog):
    """Each rate with the one before; taken all together or not at all."""

    def __init__(self, held: Sequence[Outlier], parent: QWidget) -> None:
        """Ask about the rates ``held`` back."""
        super().__init__(parent)
        self.setWindowTitle(_("Unusual exchange rates"))
        self.setMinimumWidth(WIDTH)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_4)
        grid.setVerticalSpacing(SPACE_2)
        heads = (_("Currency"), _("before"), _("now"), _("source"))
        for place, head in enumerate(heads):
            grid.addWidget(label(head, "muted"), 0, place)
        for line, one in enumerate(held, start=1):
            before = "–" if one.before is None else in_digits(one.before.value)
            pair = f"{one.base} → {one.currency}"
            for place, text in enumerate((pair, before, in_digits(one.after), one.source)):
                grid.addWidget(label(text, wrap=place == len(heads) - 1), line, place)
        grid.setColumnStretch(len(heads) - 1, 1)
        question = ngettext(
            "This rate is far from the last one, so it was not taken. Is it right?",
            "These rates are far from the last ones, so they were not taken. Are they right?",
            len(held),
        )
        self.use = button(_("Use them"), self.accept)
        self.keep = button(_("Keep the rates before"), self.reject, role="primary")
        self.keep.setDefault(True)
        layout = column(
            label(question, wrap=True),
            Card(box(grid)),
            None,
            row(None, self.use, self.keep),
            spacing=SPACE_3,
        )
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)


def ask_outliers(
    parent: QWidget, held: Sequence[Outlier], then: Callable[[], object]
) -> RateOutliersDialog:
    """Show the dialog without blocking; ``then`` is called where the rates are right."""
    dialog = RateOutliersDialog(held, parent)
    dialog.accepted.connect(then)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog

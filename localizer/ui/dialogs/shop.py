"""What the shop does for every product: what texts may promise of delivery, returns and payment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLineEdit, QWidget

from localizer.catalog import shop_facts
from localizer.i18n import N_, _, pgettext
from localizer.model.grounds import Ground
from localizer.pipeline.shop import tell_shop
from localizer.ui.actions.session import Session
from localizer.ui.actions.words import market_name
from localizer.ui.look.tokens import SPACE_3, SPACE_4
from localizer.ui.widgets.parts import button, column, combo, label, row

NAMES: Final[Mapping[Ground, str]] = {
    Ground.DELIVERY_DAYS: N_("Delivery takes at most (days)"),
    Ground.DISPATCH_DAYS: N_("Dispatched within (days)"),
    Ground.RETURNS_DAYS: N_("Returns are taken for (days)"),
    Ground.WARRANTY: N_("Warranty (months)"),
    Ground.FREE_SHIPPING: N_("Shipping is free"),
    Ground.CASH_ON_DELIVERY: N_("Payment on delivery"),
    Ground.OFFICIAL_STORE: N_("The brand's own shop"),
}
_MOST: Final = 9_999
_WIDTH: Final = 460


class ShopDialog(QDialog):
    """A form for each market and one for all of them; nothing is written before Save."""

    def __init__(
        self, session: Session, parent: QWidget, market: str = "", focus: str = ""
    ) -> None:
        """Begin with ``market``, at the field ``focus``."""
        super().__init__(parent)
        self.setWindowTitle(_("What the shop does"))
        self.setMinimumWidth(_WIDTH)
        self._before = shop_facts.of_every_market(session.store.read())
        self._now = dict(self._before)
        self.market = combo(_("Market"))
        self.market.addItem(_("Every market"), "")
        for code in dict.fromkeys(one.market for one in session.targets):
            self.market.addItem(market_name(code), code)
        self.market.setCurrentIndex(max(0, self.market.findData(market)))
        self.fields: dict[Ground, QLineEdit | QComboBox] = {
            name: self._field(name, _(words)) for name, words in NAMES.items()
        }
        form = QFormLayout()
        form.setSpacing(SPACE_3)
        form.addRow(_("Market"), self.market)
        for name, words in NAMES.items():
            form.addRow(_(words), self.fields[name])
        self.go = button(_("Save"), self.accept, role="primary")
        self.go.setDefault(True)
        hint = label(_("What is not known supports no promise in a text."), "muted", wrap=True)
        foot = row(None, button(_("Cancel"), self.reject), self.go)
        layout = column(form, hint, foot, spacing=SPACE_3)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        self.market.currentIndexChanged.connect(self._show)
        self._show()
        if focus in shop_facts.NAMES:
            self.fields[Ground(focus)].setFocus()

    def _field(self, name: Ground, words: str) -> QLineEdit | QComboBox:
        if name in shop_facts.NUMBERS:
            made = QLineEdit()
            made.setValidator(QIntValidator(0, _MOST, made))
            made.setAccessibleName(words)
            made.textEdited.connect(lambda text: self._set(name, text))
            return made
        choice = combo(words)
        for answer, value in _answers():
            choice.addItem(answer, value)
        choice.activated.connect(lambda _index: self._set(name, choice.currentData()))
        return choice

    def _set(self, name: Ground, value: str) -> None:
        self._now[self.market.currentData(), name.value] = value

    def _show(self) -> None:
        """Show what holds in the market chosen; what holds everywhere stands grey behind it."""
        market = self.market.currentData()
        for name, field in self.fields.items():
            value = self._now.get((market, name.value), "")
            everywhere = self._now.get(("", name.value), "") if market else ""
            if isinstance(field, QLineEdit):
                field.setText(value)
                field.setPlaceholderText(everywhere or _("not known"))
            else:
                shown = {one: words for words, one in _answers()}
                inherited = _("as everywhere: {answer}").format(answer=shown[everywhere])
                field.setItemText(0, inherited if everywhere else _("not known"))
                field.setCurrentIndex(max(0, field.findData(value)))

    def changes(self) -> dict[str, dict[str, str]]:
        """Return what was changed, by market and name."""
        changed: dict[str, dict[str, str]] = {}
        for (market, name), value in self._now.items():
            if self._before.get((market, name), "") != value.strip():
                changed.setdefault(market, {})[name] = value.strip()
        return changed


def _answers() -> Sequence[tuple[str, str]]:
    return (
        (_("not known"), ""),
        (pgettext("what the shop does", "yes"), "yes"),
        (pgettext("what the shop does", "no"), "no"),
    )


def ask_shop(session: Session, parent: QWidget, market: str = "", focus: str = "") -> ShopDialog:
    """Show the dialog without blocking; what is saved is checked against every text."""
    dialog = ShopDialog(session, parent, market, focus)
    store, tools = session.store, session.tools

    def save() -> None:
        values = dialog.changes()
        if values:
            session.work(
                _("Checking again"),
                lambda progress: tell_shop(store, tools, values, progress=progress),
            )

    dialog.accepted.connect(save)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog

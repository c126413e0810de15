"""Fields of an engine: name, address, model, folder, region, price, and its keys typed unseen."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QWidget

from localizer import keys
from localizer.errors import InputError
from localizer.i18n import _
from localizer.pipeline.engines import Kind
from localizer.settings import EngineSetting
from localizer.ui.actions.engine_words import field_words, secret_words
from localizer.ui.dialogs.rates_numbers import editable, parse_number
from localizer.ui.look.tokens import SPACE_1, SPACE_2
from localizer.ui.widgets.parts import box, button, combo, hint, label, row

_NUMBER: Final = 110
#: Currencies services publish prices in.
_CURRENCIES: Final = ("USD", "EUR", "CNY", "KRW", "JPY")
_HINTS: Final = {"url": "https://", "region": "westeurope"}


def where_keys_go() -> str:
    """Return where typed keys are kept on this machine."""
    if keys.can_keep():
        return _("Keys go into this system's keyring and into no file.")
    return _(
        "This system has no keyring. A key is kept until the program ends, is written nowhere, "
        "and is asked for again the next time."
    )


def key_field(name: str) -> QLineEdit:
    """Return a field that does not show what is typed."""
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setAccessibleName(secret_words(name))
    return made


class EngineFields(QWidget):
    """What one kind of engine takes; ``changed`` tells that something was typed."""

    changed = Signal()

    def __init__(self, kind: Kind, setting: EngineSetting | None = None) -> None:
        """Offer the fields of ``kind``, filled from ``setting`` where there is one."""
        super().__init__()
        self.kind = kind
        self._before = setting
        known = setting or EngineSetting(kind.id, kind.id)
        self.name = QLineEdit(known.label)
        self.name.setPlaceholderText(_(kind.name))
        self.name.setAccessibleName(_("Name"))
        self.taken = {name: QLineEdit(getattr(known, name)) for name in kind.takes}
        self.secrets = {name: key_field(name) for name in (*kind.secrets, *kind.optional)}
        self.price = QLineEdit(_shown(known.price))
        self.price.setAccessibleName(_("Price of a million characters"))
        hint(self.price, _("as published"))
        self.price.setMaximumWidth(_NUMBER)
        self.currency = combo(_("Currency of the price"))
        for code in dict.fromkeys((*_CURRENCIES, *([known.currency] if known.currency else []))):
            self.currency.addItem(code, code)
        self.currency.setCurrentIndex(max(self.currency.findData(known.currency), 0))
        self.setLayout(self._grid())
        for field in (self.name, self.price, *self.taken.values(), *self.secrets.values()):
            field.textEdited.connect(lambda _text: self.changed.emit())

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_2)
        grid.setVerticalSpacing(SPACE_2)
        grid.setColumnStretch(1, 1)
        lines: list[tuple[str, QWidget]] = [(_("Name"), self.name)]
        for name, field in self.taken.items():
            field.setAccessibleName(field_words(name))
            field.setPlaceholderText(_HINTS.get(name, ""))
            lines.append((field_words(name), self._with_browse(field, name)))
        for name, field in self.secrets.items():
            if name in self.kind.optional:
                field.setPlaceholderText(_("empty for none"))
            lines.append((secret_words(name), field))
        if self.kind.id != "local":
            priced = row(self.price, self.currency, None)
            lines.append((_("Price of a million characters"), box(priced)))
        for place, (words, widget) in enumerate(lines):
            grid.addWidget(label(words, "muted"), place, 0)
            grid.addWidget(widget, place, 1)
        if self.secrets:
            self.told = label(where_keys_go(), "muted", wrap=True)
            grid.addWidget(self.told, len(lines), 0, 1, 2)
        grid.setRowMinimumHeight(len(lines) + 1, SPACE_1)
        return grid

    def _with_browse(self, field: QLineEdit, name: str) -> QWidget:
        if name != "folder":
            return field
        choose = button(_("Browse …"), self._choose_folder, name=_("Choose the folder of models"))
        choose.setAutoDefault(False)
        line = row(field, choose)
        line.setStretch(0, 1)
        return box(line)

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, _("Folder of models"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._take_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_folder(self, name: str) -> None:
        self.taken["folder"].setText(name)
        self.changed.emit()

    def show_kept(self, names: Mapping[str, str]) -> None:
        """Say in the fields of keys which are kept: an empty field leaves those as they are."""
        for name, field in self.secrets.items():
            if names.get(name):
                field.setPlaceholderText(_("kept; type to replace it"))

    def first(self) -> QLineEdit:
        """Return where typing begins."""
        return next(iter((*self.taken.values(), *self.secrets.values())), self.name)

    def setting(self) -> EngineSetting:
        """Return what is typed. Raises `InputError` for a price that is none."""
        name = self.name.text().strip()
        number = self.kind.id
        if self._before is not None:
            number = self._before.id
        elif name:
            number = f"{self.kind.id}:{name}"
        price = self._price()
        values = {field: one.text().strip() for field, one in self.taken.items()}
        made = EngineSetting(
            number,
            self.kind.id,
            label=name,
            price=price,
            currency=str(self.currency.currentData()) if price else "",
        )
        return msgspec.structs.replace(made, **values)

    def _price(self) -> str:
        typed = self.price.text().strip()
        if not typed:
            return ""
        number = parse_number(typed)
        if number is None:
            raise InputError(_("“{price}” is no price.").format(price=typed))
        return str(number)

    def typed_keys(self) -> dict[str, str]:
        """Return the keys that were typed."""
        found = {name: field.text().strip() for name, field in self.secrets.items()}
        return {name: key for name, key in found.items() if key}


def _shown(price: str) -> str:
    """Return a price to be edited; what somebody wrote by hand into the settings stays as it is."""
    try:
        return editable(Decimal(price)) if price else ""
    except InvalidOperation:
        return price

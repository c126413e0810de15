"""The editor of one price rule: its value, shown back as it was read, its days, where it is from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QWidget

from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.price_rule import RuleKind
from localizer.pipeline.price_rules import OWN_SOURCE, Said
from localizer.price.rule_values import check_value
from localizer.ui.actions import price_words as words
from localizer.ui.dialogs.price_rules.endings import EndingsField
from localizer.ui.dialogs.price_rules.fees import FeesField
from localizer.ui.dialogs.price_rules.fields import (
    ChoiceField,
    Fitted,
    NumberField,
    ShippingField,
    ValueField,
    WrongFieldError,
    line_edit,
    mark,
)
from localizer.ui.dialogs.price_rules.scope import Editing
from localizer.ui.look.tokens import SPACE_2, SPACE_3, SPACE_4
from localizer.ui.widgets.parts import Card, box, button, column, label, row, set_role

WIDTH: Final = 500
_DATE: Final = 140


class RuleEditor(QDialog):
    """Saving is offered while everything typed can be read."""

    def __init__(self, editing: Editing, parent: QWidget) -> None:
        """Show what counts now."""
        super().__init__(parent)
        self._editing = editing
        kind = editing.kind
        name = _(words.KINDS[kind])
        self.setWindowTitle(name)
        self.value = _field(editing)
        self.told = label("", "muted", wrap=True)
        own = editing.own
        first = "" if own is None or own.valid_from is None else own.valid_from.isoformat()
        last = "" if own is None or own.valid_to is None else own.valid_to.isoformat()
        source = "" if own is None or own.source == OWN_SOURCE else own.source
        self.valid_from = line_edit(_("First day"), first, hint="YYYY-MM-DD", width=_DATE)
        self.valid_to = line_edit(_("Last day"), last, hint="YYYY-MM-DD", width=_DATE)
        self.source = line_edit(_("Where it is from"), source, hint=_(OWN_SOURCE))
        self.dates = label("", "warn", wrap=True)
        self.go = button(_("Save"), self.accept, role="primary")
        self.go.setDefault(True)
        self._marked: list[QWidget] = []
        self._build(name)
        self.value.changed.connect(self._check)
        for field in (self.valid_from, self.valid_to):
            field.textChanged.connect(self._check)
        self._check()
        self.value.first().setFocus()

    def _build(self, name: str) -> None:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(SPACE_3)
        form.setVerticalSpacing(SPACE_2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        days = row(
            self.valid_from,
            label(_("to"), "muted"),
            self.valid_to,
            label(_("empty: always"), "muted"),
            None,
        )
        form.addRow(label(_("Holds from"), "muted"), box(days))
        form.addRow(label(_("Where it is from"), "muted"), self.source)
        scope = self._editing.scope
        meaning = label(_(words.MEANINGS[self._editing.kind]), wrap=True)
        meaning.setMinimumWidth(WIDTH)
        layout = column(
            label(name, "title"),
            label(scope.where(scope.place), "muted"),
            meaning,
            Card(Fitted(self.value), self.told, spacing=SPACE_3),
            Card(box(form), self.dates),
            None,
            row(None, button(_("Cancel"), self.reject), self.go),
            spacing=SPACE_3,
        )
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)

    def _check(self) -> None:
        """Show the value back as it was read, or what is wrong beside it."""
        for one in self._marked:
            mark(one, wrong=False)
        self._marked = []
        is_right = self._check_value()
        problem = self._check_days()
        self.dates.setText(problem)
        self.dates.setVisible(bool(problem))
        self.go.setEnabled(is_right and not problem)

    def _check_value(self) -> bool:
        try:
            text = self.text()
        except WrongFieldError as error:
            set_role(self.told, "muted" if error.field is None else "warn")
            self.told.setText(str(error))
            if error.field is not None:
                self._wrong(error.field)
            return False
        except InputError as error:
            set_role(self.told, "warn")
            self.told.setText(str(error))
            return False
        set_role(self.told, "muted")
        pairs = self._editing.scope.words(self._editing.kind, text)
        self.told.setText(_("Read as: {value}").format(value=words.on_one_line(pairs)))
        return True

    def _check_days(self) -> str:
        """Return what is wrong with the days, empty for nothing."""
        for field in (self.valid_from, self.valid_to):
            if field.text().strip() and _day(field) is None:
                self._wrong(field)
                return _("“{text}” is no date. Write it as YYYY-MM-DD.").format(text=field.text())
        first, last = _day(self.valid_from), _day(self.valid_to)
        if first is not None and last is not None and last < first:
            self._wrong(self.valid_to)
            return _("The last day of a rule lies before its first.")
        return ""

    def _wrong(self, field: QWidget) -> None:
        mark(field, wrong=True)
        self._marked.append(field)

    def text(self) -> str:
        """Return the value as it is to be stored. Raises `InputError`."""
        tables = self._editing.scope.tools.endings
        return check_value(self._editing.kind, self.value.text(), tables)

    def said(self) -> Said:
        """Return source and days."""
        return Said(self.source.text().strip(), _day(self.valid_from), _day(self.valid_to))


def _day(field: QLineEdit) -> dt.date | None:
    """Return the date typed into ``field``, ``None`` for what is none."""
    try:
        return dt.date.fromisoformat(field.text().strip())
    except ValueError:
        return None


def _field(editing: Editing) -> ValueField:
    """Return the field for a value of the kind."""
    kind = editing.kind
    choices: dict[RuleKind, Mapping[str, str]] = {
        RuleKind.TAX_MODE: {mode.value: _(name) for mode, name in words.TAX_MODES.items()},
        RuleKind.ENDING_MODE: {mode.value: _(name) for mode, name in words.ENDING_MODES.items()},
        RuleKind.FAMILY: {"no": _("no"), "yes": _("yes")},
    }
    if kind in choices:
        return ChoiceField(editing, choices[kind])
    made: Mapping[RuleKind, Callable[[Editing], ValueField]] = {
        RuleKind.FEES: FeesField,
        RuleKind.ENDINGS: EndingsField,
        RuleKind.SHIPPING: ShippingField,
    }
    return made.get(kind, NumberField)(editing)


def edit_rule(editing: Editing, parent: QWidget, then: Callable[[str, Said], object]) -> RuleEditor:
    """Show the editor without blocking; ``then`` gets what is to be kept."""
    dialog = RuleEditor(editing, parent)
    dialog.accepted.connect(lambda: then(dialog.text(), dialog.said()))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog

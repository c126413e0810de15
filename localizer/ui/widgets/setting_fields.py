"""A field for each setting of a format: one to choose from, a file, or a line of text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QWidget

from localizer.export.format import Setting
from localizer.i18n import N_, _
from localizer.ui.look.tokens import SPACE_1
from localizer.ui.widgets.parts import button, column, combo, label, row

#: How answers are called that a person chooses from.
_ANSWERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "yes": N_("Yes"),
        "no": N_("No"),
        "new": N_("New goods"),
        "used": N_("Used goods"),
        "refurbished": N_("Refurbished goods"),
        "PARTIAL_UPDATE": N_("Change only what is in the file"),
        "UPDATE": N_("Replace whole listings"),
        "replace": N_("Replace the rows it has"),
        "append": N_("Below the rows it has"),
    }
)


def answer_name(answer: str) -> str:
    """Return how one of the answers of a setting is called, in the user's language."""
    return _(_ANSWERS[answer]) if answer in _ANSWERS else answer


class SettingField(QWidget):
    """Asks for one setting; ``changed`` tells of every other answer."""

    changed = Signal()

    def __init__(self, setting: Setting, answer: str) -> None:
        """Show ``answer``, blank where the setting stays as it usually is."""
        super().__init__()
        self.setting = setting
        self._choice: QComboBox | None = None
        self._line: QLineEdit | None = None
        self.problem = label("", "block", wrap=True)
        self.problem.hide()
        what = label(_(setting.what), wrap=True)
        field = self._chooser(answer) if setting.choices else self._writer(answer)
        self.setFocusProxy(field)
        line = row(field, spacing=SPACE_1)
        line.setStretch(0, 1)
        if setting.path:
            line.addWidget(button(_("Choose …"), self._choose_file))
        self.setLayout(column(what, line, self.problem, spacing=SPACE_1))

    def _chooser(self, answer: str) -> QComboBox:
        made = combo(_(self.setting.what))
        usual = answer_name(self.setting.example)
        nothing = (
            _("Not said") if self.setting.needed else _("As usual: {answer}").format(answer=usual)
        )
        made.addItem(nothing, "")
        for one in self.setting.choices:
            made.addItem(answer_name(one), one)
        said = answer.strip().casefold()
        places = [n for n, one in enumerate(self.setting.choices, 1) if one.casefold() == said]
        made.setCurrentIndex(places[0] if places else 0)
        made.currentIndexChanged.connect(lambda _place: self.changed.emit())
        self._choice = made
        return made

    def _writer(self, answer: str) -> QLineEdit:
        made = QLineEdit(answer)
        made.setAccessibleName(_(self.setting.what))
        if self.setting.example:
            made.setPlaceholderText(_("For example {text}").format(text=self.setting.example))
        made.textChanged.connect(self._check)
        self._line = made
        return made

    def answer(self) -> str:
        """Return what was answered, blank for nothing."""
        if self._choice is not None:
            return str(self._choice.currentData())
        return "" if self._line is None else self._line.text().strip()

    def put(self, answer: str) -> None:
        """Show another answer."""
        if self._choice is not None:
            self._choice.setCurrentIndex(max(0, self._choice.findData(answer)))
        elif self._line is not None:
            self._line.setText(answer)

    @property
    def sound(self) -> bool:
        """Tell whether the answer can be one."""
        return not self._problem()

    def _problem(self) -> str:
        answer = self.answer()
        if not self.setting.takes(answer):
            return _("A whole number is needed here.")
        if self.setting.path and answer and not Path(answer).expanduser().is_file():
            return _("There is no such file.")
        return ""

    def _check(self) -> None:
        problem = self._problem()
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.changed.emit()

    def _choose_file(self) -> None:
        dialog = QFileDialog(
            self, _(self.setting.what), "" if self._line is None else self._line.text()
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        if self._line is not None:
            dialog.fileSelected.connect(self._line.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

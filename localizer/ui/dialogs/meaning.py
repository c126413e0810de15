"""Sources that changed under their texts: does each still mean the same? All decided in one go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from html import escape
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QDialog, QWidget

from localizer.catalog.versions import SourceChange
from localizer.i18n import N_, _, ngettext
from localizer.translate.fuzzy.diff import Change, word_diff
from localizer.ui.actions.words import in_a_row, language_name
from localizer.ui.look.tokens import SPACE_1, SPACE_2, SPACE_3, SPACE_4
from localizer.ui.widgets.flow import Flow
from localizer.ui.widgets.parts import Card, button, column, label, row, scroll

SIZE: Final = (760, 560)
#: Changes shown at once; what is decided makes room for the rest.
MOST: Final = 100
_TAGS: Final = {Change.KEPT: "{}", Change.REMOVED: "<s>{}</s>", Change.ADDED: "<b>{}</b>"}


class Meaning(StrEnum):
    """What a person says about a changed source."""

    LATER = "later"
    SAME = "same"
    OTHER = "other"


_NAMES: Final = {
    Meaning.LATER: N_("Decide later"),
    Meaning.SAME: N_("Means the same: keep the texts"),
    Meaning.OTHER: N_("Means something else: send them back"),
}


class MeaningDialog(QDialog):
    """Shows what changed; nothing is written before the button is pressed."""

    def __init__(self, found: Sequence[SourceChange], locale: str, parent: QWidget) -> None:
        """Ask about ``found``, sources in ``locale``."""
        super().__init__(parent)
        self.setWindowTitle(_("Meaning changed?"))
        self.resize(*SIZE)
        self.found = tuple(found[:MOST])
        self.groups: list[QButtonGroup] = []
        self._choices = tuple(Meaning)
        lines = column(spacing=SPACE_2)
        for one in self.found:
            lines.addWidget(self._line(one, locale))
        lines.addStretch(1)
        inside = QWidget()
        inside.setLayout(lines)
        self.go = button("", self.accept, role="primary")
        self.go.setDefault(True)
        all_same = button(
            _("All mean the same"), lambda: self.choose_all(Meaning.SAME), role="ghost"
        )
        number = len(found)
        told = ngettext(
            "{n} source changed under its translations.",
            "{n} sources changed under their translations.",
            number,
        ).format(n=number)
        head = row(label(told, wrap=True), all_same)
        head.setStretch(0, 1)
        foot = row(None, button(_("Cancel"), self.reject), self.go)
        layout = column(head, scroll(inside), foot, spacing=SPACE_3)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._enable()

    def _line(self, one: SourceChange, locale: str) -> QWidget:
        parts = word_diff(one.before, one.now, locale)
        text = label("", wrap=True)
        text.setTextFormat(Qt.TextFormat.RichText)
        text.setText("".join(_TAGS[part.change].format(escape(part.text)) for part in parts))
        text.setAccessibleName(_("{old}, now {new}").format(old=one.before, new=one.now))
        number = len(one.ids)
        where = ngettext("{n} text: {languages}", "{n} texts: {languages}", number).format(
            n=number, languages=in_a_row(language_name(name) for name in one.locales)
        )
        group = QButtonGroup(self)
        choices = Flow(spacing=SPACE_1)
        for place, choice in enumerate(self._choices):
            made = button(_(_NAMES[choice]), self._enable)
            made.setProperty("small", True)
            made.setCheckable(True)
            made.setChecked(choice is Meaning.LATER)
            group.addButton(made, place)
            choices.addWidget(made)
        self.groups.append(group)
        return Card(text, label(where, "muted", wrap=True), choices)

    def choose_all(self, choice: Meaning) -> None:
        """Say the same of all that is shown."""
        for group in self.groups:
            group.button(self._choices.index(choice)).setChecked(True)
        self._enable()

    def chosen(self, wanted: Meaning) -> tuple[int, ...]:
        """Return the texts of the changes of which ``wanted`` was said."""
        place = self._choices.index(wanted)
        return tuple(
            number
            for one, group in zip(self.found, self.groups, strict=True)
            if group.checkedId() == place
            for number in one.ids
        )

    def _enable(self) -> None:
        number = len(self.chosen(Meaning.SAME)) + len(self.chosen(Meaning.OTHER))
        text = ngettext("Decide for {n} text", "Decide for {n} texts", number).format(n=number)
        self.go.setText(text)
        self.go.setEnabled(number > 0)


def ask_meaning(
    parent: QWidget,
    found: Sequence[SourceChange],
    locale: str,
    then: Callable[[Sequence[int], Sequence[int]], object],
) -> MeaningDialog:
    """Show the dialog without blocking; ``then`` gets the texts to keep and those to send back."""
    dialog = MeaningDialog(found, locale, parent)
    dialog.accepted.connect(lambda: then(dialog.chosen(Meaning.SAME), dialog.chosen(Meaning.OTHER)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog

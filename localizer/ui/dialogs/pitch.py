"""Asks what kind of script is wanted: for another variant, or for a length of one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QDialog, QFormLayout, QSpinBox, QWidget

from localizer.i18n import _, pgettext
from localizer.script.stage import PitchOptions
from localizer.ui.actions.script_words import length_words
from localizer.ui.look.style_sheet import inset
from localizer.ui.look.tokens import SPACE_2, SPACE_3, SPACE_4
from localizer.ui.widgets.parts import button, column, label, row
from localizer.ui.widgets.pitch_form import LONGEST, SHORTEST, PitchForm


class PitchDialog(QDialog):
    """Style, seconds, voice and pacing; any number of seconds from half a minute to a quarter of an hour."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        do: str,
        options: PitchOptions,
        voices: Sequence[tuple[str, str]],
    ) -> None:
        """Begin with ``options``; the button says ``do``."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.form = PitchForm()
        self.form.show_options(options, voices, other=False)
        self.seconds = QSpinBox(minimum=SHORTEST, maximum=LONGEST, singleStep=10)
        self.seconds.setSuffix(" " + pgettext("seconds", "s"))
        self.seconds.setAccessibleName(_("Length"))
        inset(self.seconds)
        self._told = label("", "muted")
        self.seconds.valueChanged.connect(lambda value: self._told.setText(length_words(value)))
        self.seconds.setValue(options.seconds)
        self._told.setText(length_words(self.seconds.value()))
        lines = QFormLayout()
        lines.setVerticalSpacing(SPACE_2)
        lines.setHorizontalSpacing(SPACE_3)
        for name, piece in (
            (_("Style"), self.form.style),
            (_("Length"), row(self.seconds, self._told, None)),
            (_("Voice"), self.form.voice),
            (_("Pacing"), self.form.pacing),
        ):
            lines.addRow(label(name), piece)
        self.go = button(do, self.accept, role="primary")
        self.go.setDefault(True)
        layout = column(
            lines, row(None, button(_("Cancel"), self.reject), self.go), spacing=SPACE_4
        )
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)

    def options(self) -> PitchOptions:
        """Return what was chosen."""
        return replace(self.form.options(), seconds=self.seconds.value())


def ask_pitch(
    parent: QWidget,
    title: str,
    do: str,
    options: PitchOptions,
    voices: Sequence[tuple[str, str]],
    then: Callable[[PitchOptions], object],
) -> PitchDialog:
    """Show the dialog without blocking; ``then`` gets what was chosen."""
    dialog = PitchDialog(parent, title, do, options, voices)
    dialog.accepted.connect(lambda: then(dialog.options()))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog

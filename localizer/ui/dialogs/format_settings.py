"""Asks for what the chosen formats want to know: a brand number, where pictures are, a byte-order mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from localizer.export.format import Format, Setting
from localizer.i18n import _
from localizer.ui.look.tokens import SPACE_1, SPACE_2, SPACE_3, SPACE_4
from localizer.ui.widgets.parts import box, button, chip, column, label, row, scroll
from localizer.ui.widgets.setting_fields import SettingField

_SIZE: Final = (560, 600)


def missing(formats: Sequence[Format], given: Mapping[str, str]) -> tuple[Setting, ...]:
    """Return the settings that a channel takes nothing without and that are blank."""
    found = {
        one.code: one
        for each in formats
        for one in each.settings
        if one.needed and not given.get(one.code, "").strip()
    }
    return tuple(found.values())


class FormatSettingsDialog(QDialog):
    """A part for each format with its settings; what several formats ask is asked once."""

    def __init__(
        self, formats: Sequence[Format], given: Mapping[str, str], parent: QWidget
    ) -> None:
        """Show what is ``given`` of the settings of ``formats``."""
        super().__init__(parent)
        self.setWindowTitle(_("Settings of the formats"))
        self.resize(*_SIZE)
        self._given = dict(given)
        self.fields: dict[str, SettingField] = {}
        self.go = button(_("Apply"), self.accept, role="primary")
        self.go.setDefault(True)
        parts = column(spacing=SPACE_3)
        for one in formats:
            self._add(parts, one)
        parts.addStretch(1)
        layout = column(
            label(
                _("What is left blank stays as usual, or is left out of the file and told."),
                "muted",
                wrap=True,
            ),
            scroll(box(parts)),
            row(None, button(_("Cancel"), self.reject), self.go),
            spacing=SPACE_2,
        )
        layout.setStretch(1, 1)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        self._enable()

    def _add(self, parts: QVBoxLayout, one: Format) -> None:
        new = [setting for setting in one.settings if setting.code not in self.fields]
        if not new:
            return
        parts.addWidget(label(_(one.name), "section"))
        for setting in new:
            field = SettingField(setting, self._given.get(setting.code, ""))
            field.changed.connect(self._enable)
            self.fields[setting.code] = field
            line = column(field, spacing=SPACE_1)
            if setting.needed:
                line.addLayout(row(chip(_("the channel needs it"), "info"), None))
            parts.addWidget(box(line))

    def _enable(self) -> None:
        self.go.setEnabled(all(one.sound for one in self.fields.values()))

    def answers(self) -> dict[str, str]:
        """Return all that is given now, settings of other formats too."""
        now = {code: one.answer() for code, one in self.fields.items()}
        return {code: text for code, text in {**self._given, **now}.items() if text}


def ask_format_settings(
    formats: Sequence[Format],
    given: Mapping[str, str],
    parent: QWidget,
    then: Callable[[dict[str, str]], object],
) -> FormatSettingsDialog:
    """Show the dialog without blocking; ``then`` gets what is given from then on."""
    dialog = FormatSettingsDialog(formats, given, parent)
    dialog.accepted.connect(lambda: then(dialog.answers()))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog

"""How the host's text looks and moves: every choice works at once and is kept."""

from __future__ import annotations

from typing import Final

import msgspec
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QSlider, QWidget

from localizer.i18n import N_, _, pgettext
from localizer.settings import PrompterSetting
from localizer.ui.look.tokens import SPACE_2, STAGES
from localizer.ui.widgets.parts import column, combo, label, row

#: Least, most and step of what is set by a number.
SIZES: Final = (24, 200, 4)
READ_LINES: Final = (5, 80, 5)
SPEEDS: Final = (25, 300, 5)
_COLOURS: Final = {
    "white_on_black": N_("white on black"),
    "yellow_on_black": N_("yellow on black"),
    "green_on_black": N_("green on black"),
    "white_on_blue": N_("white on blue"),
    "black_on_white": N_("black on white"),
    "black_on_cream": N_("black on cream"),
}


class LookSide(QWidget):
    """``changed`` carries the `PrompterSetting` the person wants now."""

    changed = Signal(object)

    def __init__(self, chosen: PrompterSetting) -> None:
        """Show what is chosen."""
        super().__init__()
        self.chosen = chosen
        self.letters, self._letters = _slider(_("Size of the letters"), SIZES)
        self.read_line, self._read_line = _slider(_("Read line, from above"), READ_LINES)
        self.speed, self._speed = _slider(_("Speed, share of the pace"), SPEEDS)
        self.colours = combo(pgettext("prompter", "Colours"))
        for code in STAGES:
            self.colours.addItem(_(_COLOURS[code]), code)
        self.screens = combo(_("Screen of the host"))
        self._fill_screens()
        self.checks: dict[str, QCheckBox] = {
            "by_hand": QCheckBox(_("Move the text by hand")),
            "mirrored": QCheckBox(pgettext("prompter", "Mirror")),
            "upside_down": QCheckBox(_("Upside down")),
            "in_words": QCheckBox(_("Prices in words")),
            "control": QCheckBox(_("Cues of the control room too")),
            "dyslexic": QCheckBox(_("OpenDyslexic letters")),
        }
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(SPACE_2)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(_("Size of the letters"), row(self.letters, self._letters))
        form.addRow(_("Speed, share of the pace"), row(self.speed, self._speed))
        form.addRow(_("Read line, from above"), row(self.read_line, self._read_line))
        form.addRow(pgettext("prompter", "Colours"), self.colours)
        form.addRow(_("Screen of the host"), self.screens)
        title = label(_("The host's text"), "section")
        self.setLayout(column(title, form, *self.checks.values(), spacing=SPACE_2))
        self.show_chosen(chosen)
        self._connect()

    def _connect(self) -> None:
        for name, slider in (
            ("size", self.letters),
            ("read_line", self.read_line),
            ("speed", self.speed),
        ):
            slider.valueChanged.connect(lambda value, name=name: self._set(name, value))
        for name, box in self.checks.items():
            box.toggled.connect(lambda on, name=name: self._set(name, on))
        self.colours.activated.connect(lambda: self._set("colours", self.colours.currentData()))
        self.screens.activated.connect(lambda: self._set("screen", self.screens.currentData()))

    def _fill_screens(self) -> None:
        self.screens.addItem(pgettext("screen", "the second one"), "")
        for screen in QGuiApplication.screens():
            self.screens.addItem(screen.name(), screen.name())

    def _set(self, name: str, value: object) -> None:
        self.set_chosen(msgspec.structs.replace(self.chosen, **{name: value}))

    def set_chosen(self, chosen: PrompterSetting) -> None:
        """Choose something, here or by a key, and tell."""
        bounded = usable(chosen)
        if bounded != self.chosen:
            self.show_chosen(bounded)
            self.changed.emit(bounded)

    def step(self, name: str, by: int) -> None:
        """Set what is set by a number some steps higher or lower."""
        steps = {"size": SIZES, "read_line": READ_LINES, "speed": SPEEDS}[name][2]
        self._set(name, getattr(self.chosen, name) + by * steps)

    def show_chosen(self, chosen: PrompterSetting) -> None:
        """Show ``chosen``."""
        self.chosen = chosen
        for slider, value in (
            (self.letters, chosen.size),
            (self.read_line, chosen.read_line),
            (self.speed, chosen.speed),
        ):
            with QSignalBlocker(slider):
                slider.setValue(value)
        for name, box in self.checks.items():
            with QSignalBlocker(box):
                box.setChecked(getattr(chosen, name))
        _choose(self.colours, chosen.colours)
        _choose(self.screens, chosen.screen)
        self._letters.setText(str(chosen.size))
        percent = _("{n} %")
        self._read_line.setText(percent.format(n=chosen.read_line))
        self._speed.setText(percent.format(n=chosen.speed))


def usable(chosen: PrompterSetting) -> PrompterSetting:
    """Return ``chosen`` within what can be shown, whatever a file of settings says."""
    return msgspec.structs.replace(
        chosen,
        size=_bounded(chosen.size, SIZES),
        read_line=_bounded(chosen.read_line, READ_LINES),
        speed=_bounded(chosen.speed, SPEEDS),
    )


def _bounded(value: int, span: tuple[int, int, int]) -> int:
    return min(max(value, span[0]), span[1])


def _choose(box: QComboBox, data: str) -> None:
    box.setCurrentIndex(max(box.findData(data), 0))


def _slider(name: str, span: tuple[int, int, int]) -> tuple[QSlider, QLabel]:
    made = QSlider(Qt.Orientation.Horizontal)
    made.setRange(span[0], span[1])
    made.setSingleStep(span[2])
    made.setAccessibleName(name)
    value = label("", "muted")
    value.setMinimumWidth(44)
    value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made, value

"""A number with one decimal, chosen by a slider or typed beside it: two widgets, one value."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QSlider, QSpinBox

from localizer.ui.look.style_sheet import inset

_TYPED: Final = re.compile(r"\s*([+\-−]?)\s*([0-9]{1,3})(?:[.,]([0-9])?)?\s*")
_HALF: Final = 5
_WHOLE: Final = 10
#: Of a slider with its round handle and the focus ring around.
_HEIGHT: Final = 26


class TenthsBox(QSpinBox):
    """A spin box of tenths: its integer value 25 is shown as 2.5, with a sign where ``signed``."""

    def __init__(self, low: int, high: int, suffix: str, *, signed: bool = True) -> None:
        """Go from ``low`` to ``high`` (whole numbers) by halves."""
        super().__init__()
        self._signed = signed
        self.setRange(low * _WHOLE, high * _WHOLE)
        self.setSingleStep(_HALF)
        self.setSuffix(suffix)
        self.setKeyboardTracking(False)
        inset(self)

    @property
    def number(self) -> Decimal:
        """Return the number."""
        return Decimal(self.value()).scaleb(-1)

    def textFromValue(self, val: int) -> str:
        """Write a number of tenths."""
        number = Decimal(val).scaleb(-1)
        return f"{number:+f}" if self._signed and val else f"{number:f}"

    def valueFromText(self, text: str) -> int:
        """Read what `textFromValue` writes, and commas too."""
        found = _TYPED.fullmatch(text.removesuffix(self.suffix()))
        if found is None:
            return self.value()
        sign, whole, tenth = found.groups()
        value = int(whole) * _WHOLE + int(tenth or 0)
        return value if sign in ("", "+") else -value

    def validate(self, text: str, pos: int) -> tuple[QValidator.State, str, int]:
        """Let numbers with one decimal in."""
        bare = text.removesuffix(self.suffix()).strip()
        if bare in ("", "+", "-", "−"):
            return QValidator.State.Intermediate, text, pos
        if _TYPED.fullmatch(bare) is None:
            return QValidator.State.Invalid, text, pos
        inside = self.minimum() <= self.valueFromText(bare) <= self.maximum()
        return QValidator.State.Acceptable if inside else QValidator.State.Invalid, text, pos


class TenthsSlider(QObject):
    """A slider with a `TenthsBox`: ``changed`` tells that the person chose another number."""

    changed = Signal()

    def __init__(self, name: str, low: int, high: int, suffix: str, parent: QObject) -> None:
        """Begin at 0; screen readers call both widgets ``name``."""
        super().__init__(parent)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(low * _WHOLE, high * _WHOLE)
        self.slider.setSingleStep(_HALF)
        self.slider.setPageStep(_WHOLE)
        self.slider.setMinimumHeight(_HEIGHT)
        self.box = TenthsBox(low, high, suffix)
        for one in (self.slider, self.box):
            one.setAccessibleName(name)
        self.slider.valueChanged.connect(self.box.setValue)
        self.box.valueChanged.connect(self.slider.setValue)
        self.box.valueChanged.connect(lambda _value: self.changed.emit())

    @property
    def number(self) -> Decimal:
        """Return the number chosen."""
        return self.box.number

    def reset(self) -> None:
        """Go back to 0."""
        self.box.setValue(0)

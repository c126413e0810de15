"""What moves though nobody moved it, and how to do without (WCAG 2.2, 2.2.2 and 2.3.3)."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QProgressBar


class _Blinking:
    """How the text cursor blinks where it may; asked of the system before it is first stopped."""

    def __init__(self) -> None:
        self.usual_ms: int | None = None


_blinking = _Blinking()


def still(*, on: bool) -> None:
    """Stop the text cursor's blinking, or let it blink as the system has it."""
    if _blinking.usual_ms is None:
        _blinking.usual_ms = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0 if on else _blinking.usual_ms)


def busy(bar: QProgressBar, *, less_motion: bool) -> None:
    """Let ``bar`` say that work goes on and nobody knows how far it is; with ``less_motion`` it rests."""
    bar.setRange(0, 1 if less_motion else 0)
    bar.setValue(0)

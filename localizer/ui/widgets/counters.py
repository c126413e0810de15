"""Counts side by side: a number, and below it what was counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from localizer.ui.actions.columns import count
from localizer.ui.look.tokens import SPACE_1, SPACE_6
from localizer.ui.widgets.marks import Mark
from localizer.ui.widgets.parts import box, chip, column, label, row


class Counter(NamedTuple):
    """A number and its words; one that is not zero stands on the ground of its ``role`` where it has one."""

    words: str
    number: int
    role: str = ""


def counters(entries: Iterable[Counter]) -> QWidget:
    """Return ``entries`` in a line."""
    return box(row(*(_counter(entry) for entry in entries), None, spacing=SPACE_6))


def _counter(entry: Counter) -> QWidget:
    text = count(entry.number)
    is_marked = bool(entry.number) and entry.role in {one.value for one in Mark}
    above = chip(text, entry.role) if is_marked else label(text, "number")
    made = box(column(row(above, None), label(entry.words, "muted"), spacing=SPACE_1))
    made.setAccessibleName(f"{entry.words}: {text}")
    return made

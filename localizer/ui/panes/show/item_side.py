"""The item in hand: its price card, which pitch of it, its times, a note, and what checks say of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSignalBlocker, QTime, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QTimeEdit, QWidget

from localizer.catalog.findings import StoredFinding
from localizer.catalog.scripts import StoredScript
from localizer.i18n import _, pgettext
from localizer.model.script import Lane
from localizer.model.show import ItemKind, ShowItem
from localizer.pipeline.shows import after
from localizer.script.render import render_line
from localizer.ui.actions.words import STATES, style_word
from localizer.ui.look.style_sheet import inset
from localizer.ui.look.tokens import SMALL, SPACE_1, SPACE_2, SPACE_3, TITLE
from localizer.ui.models.rundown_table import RundownRow
from localizer.ui.widgets.finding_row import FindingRow
from localizer.ui.widgets.parts import (
    Card,
    Elided,
    box,
    button,
    clear,
    column,
    combo,
    keep_wheel_off,
    label,
    row,
    speak,
)

#: The price on the card, in pixels: the control room sees it across the room.
PRICE: Final = 30
#: Lines of the host that show how a pitch begins.
FIRST_LINES: Final = 3
_DAY: Final = 24 * 3600


class ItemSide(QWidget):
    """Asks by its signals: ``changed`` with an item's id and what of it is to be another, and others."""

    changed = Signal(int, dict)
    stepped = Signal(int)
    removed = Signal()
    opened = Signal()

    def __init__(self, overrule: Callable[[StoredFinding], object]) -> None:
        """Build the cards; ``overrule`` gets the finding a person wants to let pass."""
        super().__init__()
        self._overrule = overrule
        self._row: RundownRow | None = None
        #: What the fields of time showed: only what a person changed is told.
        self._shown = (QTime(), QTime())
        self._start = dt.datetime.now(dt.UTC)
        self.title = Elided("", "title")
        self.price = label("", "headline")
        self.before = label("", "strike")
        self.saved = label("", "ok")
        self.number = label("", "chip")
        self.begins = label("", "muted", wrap=True)
        self.card = Card(
            row(self.number, None, self.saved), row(self.price, self.before, None), self.begins
        )
        self.pitch = combo(_("Pitch"), _("Which script of the product is said"))
        self.pitch.activated.connect(self._take_pitch)
        keep_wheel_off(self.pitch)
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Name of the break"))
        self.name.editingFinished.connect(self._take_texts)
        self.own = QCheckBox(_("Set the time"))
        self.own.setToolTip(_("Without it the item takes what its script takes at the host's pace"))
        self.time = _time_field("H:mm:ss", _("Time it takes"))
        self.hard = QCheckBox(_("Starts at"))
        self.hard.setToolTip(_("A hard start: the item before is cut short, or waits"))
        self.at = _time_field("HH:mm:ss", _("Hard start"))
        self.note = QLineEdit()
        self.note.setAccessibleName(pgettext("show", "Note"))
        self.note.setPlaceholderText(_("Note for host and control room"))
        self.note.editingFinished.connect(self._take_texts)
        self.open = button(_("Open the script"), self.opened.emit)
        self.findings = column(spacing=SPACE_1)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        up = button("↑", lambda: self.stepped.emit(-1), name=_("Earlier"), tip="Alt+↑")
        down = button("↓", lambda: self.stepped.emit(1), name=_("Later in the show"), tip="Alt+↓")
        gone = button(_("Take out"), self.removed.emit, role="danger", tip=_("Take it out (Del)"))
        times = column(
            row(self.own, None, self.time), row(self.hard, None, self.at), spacing=SPACE_2
        )
        self.pitches = box(column(label(_("Pitch"), "section"), self.pitch, spacing=SPACE_1))
        what = Card(
            self.pitches, self.name, label(pgettext("clock", "Time"), "section"), times, self.note
        )
        buttons = row(up, down, None, self.open, gone)
        layout = column(self.title, self.card, what, self.findings, buttons, None, spacing=SPACE_3)
        layout.setContentsMargins(0, SPACE_3, 0, 0)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.own.clicked.connect(self._take_times)
        self.hard.clicked.connect(self._take_times)
        self.time.editingFinished.connect(self._take_times)
        self.at.editingFinished.connect(self._take_times)

    def show_item(
        self,
        found: RundownRow,
        start: dt.datetime,
        pitches: Sequence[StoredScript],
        against: Sequence[StoredFinding],
        locale: str,
    ) -> None:
        """Show an item of a show that begins at ``start`` on the clock of its market."""
        same = self._row is not None and self._row.view.item.id == found.view.item.id
        self._row, self._start = found, start
        view, item = found.view, found.view.item
        is_break = item.kind is ItemKind.BREAK
        speak(self.price, locale, pixels=PRICE)
        speak(self.title, locale, pixels=TITLE)
        self.title.show_text(view.title)
        self.card.setVisible(not is_break)
        self.pitches.setVisible(not is_break)
        self.open.setVisible(view.script is not None)
        self.name.setVisible(is_break)
        for field, text in ((self.name, item.title), (self.note, item.note)):
            if not (same and field.isModified()):
                field.setText(text)
        self._show_price(found, locale)
        self._show_pitches(item, pitches)
        self._show_times(found, same=same)
        clear(self.findings)
        for one in against:
            self.findings.addWidget(FindingRow(one, fix=None, overrule=self._overrule))

    def _show_price(self, found: RundownRow, locale: str) -> None:
        card, view = found.view.card, found.view
        self.price.setText("–" if card is None or not card.price else card.price)
        self.before.setText("" if card is None else card.was)
        self.before.setVisible(bool(self.before.text()))
        save = "" if card is None else card.save
        self.saved.setText(_("saves {amount}").format(amount=save) if save else "")
        self.saved.setVisible(bool(save))
        self.number.setText(_("basket {n}").format(n="–" if card is None else card.n))
        lines = () if view.script is None else view.script.script.lines
        said = [render_line(one.text, view.tokens) for one in lines if one.lane is Lane.HOST]
        speak(self.begins, locale, pixels=SMALL)
        self.begins.setText("\n".join(said[:FIRST_LINES]))
        self.begins.setVisible(bool(said))

    def _show_pitches(self, item: ShowItem, pitches: Sequence[StoredScript]) -> None:
        with QSignalBlocker(self.pitch):
            self.pitch.clear()
            for one in pitches:
                words = f"{style_word(one.script.style)} · {one.label} · {_(STATES[one.state])}"
                self.pitch.addItem(words, (one.script.style, one.label))
            at = [(one.script.style, one.label) for one in pitches]
            wanted = (item.style, item.label)
            self.pitch.setCurrentIndex(at.index(wanted) if wanted in at else -1)

    def _show_times(self, found: RundownRow, *, same: bool) -> None:
        item, line = found.view.item, found.line
        self.own.setChecked(item.seconds is not None)
        self.hard.setChecked(item.hard_start is not None)
        self.time.setEnabled(item.seconds is not None)
        self.at.setEnabled(item.hard_start is not None)
        shown = line.seconds if item.seconds is None else item.seconds
        takes = QTime(0, 0).addSecs(round(shown))
        starts = line.start if item.hard_start is None else item.hard_start
        clock = after(self._start, starts)
        begins = QTime(clock.hour, clock.minute, clock.second)
        for field, before, now in zip(
            (self.time, self.at), self._shown, (takes, begins), strict=True
        ):
            is_typed = same and field.hasFocus() and field.time() != before
            if not is_typed:
                field.setTime(now)
        self._shown = (takes, begins)

    def _take_pitch(self, at: int) -> None:
        if self._row is not None and at >= 0:
            style, named = self.pitch.itemData(at)
            self._ask(style=style, label=named)

    def _take_times(self) -> None:
        if self._row is None:
            return
        item, wanted = self._row.view.item, self.own.isChecked()
        if wanted != (item.seconds is not None) or (wanted and self.time.time() != self._shown[0]):
            self._ask(seconds=float(QTime(0, 0).secsTo(self.time.time())) if wanted else None)
        wanted = self.hard.isChecked()
        if wanted != (item.hard_start is not None) or (wanted and self.at.time() != self._shown[1]):
            self._ask(hard_start=self._hard(self._row.line.start) if wanted else None)
        self._shown = (self.time.time(), self.at.time())

    def _hard(self, near: float) -> int:
        """Return the second of the show the clock of a hard start means, on the day of second ``near``."""
        now = after(self._start, near)
        clock = self.at.time()
        wanted = now.replace(hour=clock.hour(), minute=clock.minute(), second=clock.second())
        apart = round((wanted.astimezone(dt.UTC) - self._start.astimezone(dt.UTC)).total_seconds())
        return apart + round((near - apart) / _DAY) * _DAY

    def _take_texts(self) -> None:
        if self._row is not None:
            if self.note.isModified():
                self._ask(note=self.note.text().strip())
            if self.name.isModified() and self.name.text().strip():
                self._ask(title=self.name.text().strip())
            for field in (self.note, self.name):
                field.setModified(False)

    def _ask(self, **fields: object) -> None:
        """Ask for other ``fields`` of the item, and go on as if they were there."""
        if self._row is not None:
            item = replace(self._row.view.item, **fields)  # type: ignore[arg-type] # its own fields
            self._row = replace(self._row, view=replace(self._row.view, item=item))
            self.changed.emit(item.id, fields)

    def flush(self) -> None:
        """Tell what is being typed."""
        self._take_texts()
        for field in (self.time, self.at):
            if field.hasFocus():
                field.interpretText()
                self._take_times()


def _time_field(shape: str, name: str) -> QTimeEdit:
    made = QTimeEdit()
    made.setDisplayFormat(shape)
    made.setAccessibleName(name)
    inset(made)
    return made

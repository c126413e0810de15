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
    """Asks by its signals: ``changed`` with the item as it is to be, ``stepped``, ``removed``, ``opened``."""

    changed = Signal(object)
    stepped = Signal(int)
    removed = Signal()
    opened = Signal()

    def __init__(self, overrule: Callable[[StoredFinding], object]) -> None:
        """Build the cards; ``overrule`` gets the finding a person wants to let pass."""
        super().__init__()
        self._overrule = overrule
        self._row: RundownRow | None = None
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
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Name of the break"))
        self.name.editingFinished.connect(self._take_texts)
        self.own = QCheckBox(_("Set the time"))
        self.own.setToolTip(_("Without it the item takes what its script takes at the host's pace"))
        self.time = _time_field("mm:ss", _("Time it takes"))
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
        if not self.name.hasFocus():
            self.name.setText(item.title)
        if not self.note.hasFocus():
            self.note.setText(item.note)
        self._show_price(found, locale)
        self._show_pitches(item, pitches)
        self._show_times(found)
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

    def _show_times(self, found: RundownRow) -> None:
        item, line = found.view.item, found.line
        self.own.setChecked(item.seconds is not None)
        self.hard.setChecked(item.hard_start is not None)
        self.time.setEnabled(item.seconds is not None)
        self.at.setEnabled(item.hard_start is not None)
        shown = line.seconds if item.seconds is None else item.seconds
        if not self.time.hasFocus():
            self.time.setTime(QTime(0, 0).addSecs(round(shown)))
        starts = line.start if item.hard_start is None else item.hard_start
        begins = self._start + dt.timedelta(seconds=round(starts))
        if not self.at.hasFocus():
            self.at.setTime(QTime(begins.hour, begins.minute, begins.second))

    def _take_pitch(self, at: int) -> None:
        if self._row is not None and at >= 0:
            style, named = self.pitch.itemData(at)
            self._ask(replace(self._row.view.item, style=style, label=named))

    def _take_times(self) -> None:
        if self._row is None:
            return
        seconds = QTime(0, 0).secsTo(self.time.time()) if self.own.isChecked() else None
        hard = self._hard() if self.hard.isChecked() else None
        old = self._row.view.item
        if seconds is not None and old.seconds is not None and round(old.seconds) == seconds:
            seconds_now: float | None = old.seconds
        else:
            seconds_now = seconds
        self._ask(replace(old, seconds=seconds_now, hard_start=hard))

    def _hard(self) -> int:
        """Return the second of the show the clock of a hard start means; shows go past midnight."""
        clock = self.at.time()
        begins = self._start
        of_day = clock.hour() * 3600 + clock.minute() * 60 + clock.second()
        started = begins.hour * 3600 + begins.minute * 60 + begins.second
        return (of_day - started) % _DAY

    def _take_texts(self) -> None:
        if self._row is not None:
            item = self._row.view.item
            title = self.name.text().strip() or item.title
            title = title if item.kind is ItemKind.BREAK else item.title
            self._ask(replace(item, title=title, note=self.note.text().strip()))

    def _ask(self, item: ShowItem) -> None:
        if self._row is not None and item != self._row.view.item:
            self._row = replace(self._row, view=replace(self._row.view, item=item))
            self.changed.emit(item)

    def flush(self) -> None:
        """Tell what is being typed."""
        if self._row is not None and (self.note.hasFocus() or self.name.hasFocus()):
            self._take_texts()


def _time_field(shape: str, name: str) -> QTimeEdit:
    made = QTimeEdit()
    made.setDisplayFormat(shape)
    made.setAccessibleName(name)
    inset(made)
    return made

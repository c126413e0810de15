"""Prices made anew: first what would change and why, line by line, then one step that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from localizer import pipeline
from localizer.catalog import preferences, views
from localizer.i18n import _, ngettext
from localizer.jobs import Progress
from localizer.model.launch import Target
from localizer.pipeline.repricing import MAX_DEAD_BAND, PriceMove
from localizer.price.asking import DEAD_BAND
from localizer.ui.actions.columns import count, counted
from localizer.ui.actions.price_words import prices_change
from localizer.ui.actions.session import Session
from localizer.ui.actions.words import in_a_row
from localizer.ui.look.tokens import SPACE_2, SPACE_3, SPACE_4
from localizer.ui.models.price_moves import TICK, MoveTable, can_choose, is_move, ordered
from localizer.ui.widgets.column_view import ListTable
from localizer.ui.widgets.parts import Card, button, column, combo, label, row
from localizer.ui.widgets.tenths import TenthsBox

if TYPE_CHECKING:
    from localizer.ui.jobs import Job

SIZE: Final = (1160, 700)
#: Lines shown; what is beyond is handled as the rules and the dead band say.
MOST: Final = 2_000
TYPING_MS: Final = 400
#: Most pixels of the columns up to the reason, which takes the rest.
WIDTHS: Final = (90, 140, 190, 110, 100, 100, 80, 76)
Moves = Sequence[PriceMove]


class MoveView(ListTable):
    """The lines; Space ticks the one the person is at."""

    def __init__(self) -> None:
        """Be called by what it lists."""
        super().__init__(_("Prices that change"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick on Space, in whatever column the person is."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            tick = index.siblingAtColumn(TICK)
            now = Qt.CheckState(tick.data(Qt.ItemDataRole.CheckStateRole))
            other = (
                Qt.CheckState.Unchecked if now is Qt.CheckState.Checked else Qt.CheckState.Checked
            )
            self.model().setData(tick, other, Qt.ItemDataRole.CheckStateRole)
            return
        super().keyPressEvent(event)


class RepricingDialog(QDialog):
    """Nothing is written before Apply."""

    def __init__(self, session: Session, moves: Moves, parent: QWidget) -> None:
        """Show ``moves``, what `pipeline.plan_prices` told."""
        super().__init__(parent)
        self.setWindowTitle(_("Make prices anew"))
        self.resize(*SIZE)
        self.session, self.moves = session, tuple(moves)
        self._job: Job | None = None
        self._asked = 0
        self._band = preferences.share(session.store.read(), preferences.DEAD_BAND, DEAD_BAND)
        self._places: dict[tuple[str, str], tuple[Target, str]] = {}
        for one in session.targets:
            self._places.setdefault((one.market, one.channel), (one, session.label(one)))
        self.table = MoveTable(self._places, self._names, self)
        self.view = MoveView()
        self.view.setModel(self.table)
        self.told = label("", wrap=True)
        self.beyond = label("", "muted", wrap=True)
        self.filter = combo(_("Target"), _("Show the prices of one target"))
        self.all = button(_("Take all"), lambda: self._take(new=True), role="ghost")
        self.none = button(_("Keep all"), lambda: self._take(new=False), role="ghost")
        self.band = TenthsBox(0, int(MAX_DEAD_BAND * 100), " %", signed=False)
        self.band.setAccessibleName(_("Keep prices that the exchange rate moves by less than"))
        self.band.setValue(int(self._band * 1000))
        self.go = button(_("Apply"), self.accept, role="primary")
        self.go.setDefault(True)
        self._build()
        self._timer = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._timer.timeout.connect(self._plan_again)
        self.band.valueChanged.connect(self._band_moved)
        self.filter.activated.connect(self._narrow)
        self.table.ticked.connect(self._count)
        self._fill()
        self.go.setFocus()

    def _build(self) -> None:
        hint = _("Keep prices that the exchange rate moves by less than")
        line = row(self.filter, self.all, self.none, None, label(hint, "muted"), self.band)
        layout = column(
            label(_("Make prices anew"), "title"),
            Card(self.told),
            line,
            column(self.view, self.beyond, spacing=SPACE_2),
            row(None, button(_("Cancel"), self.reject), self.go),
            spacing=SPACE_3,
        )
        layout.setStretch(3, 1)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)

    def _names(self, ids: Sequence[int]) -> dict[int, views.PriceLine]:
        return views.price_lines(self.session.store.read(), ids)

    # -- what is shown ---------------------------------------------------------------------------

    def _fill(self) -> None:
        self.lines = ordered(self.moves)
        numbers: dict[tuple[str, str], int] = {}
        for one in self.lines:
            place = (one.market, one.channel)
            numbers[place] = numbers.get(place, 0) + 1
        chosen = self.filter.currentData()
        self.filter.clear()
        every = ngettext("{n} price", "{n} prices", len(self.lines))
        self.filter.addItem(every.format(n=count(len(self.lines))), None)
        for place, (_target, name) in self._places.items():
            if place in numbers:
                self.filter.addItem(f"{name}: {count(numbers[place])}", place)
        self.filter.setCurrentIndex(max(0, self.filter.findData(chosen)))
        self.go.setEnabled(bool(self.moves))
        self._narrow()

    def shown(self) -> list[PriceMove]:
        """Return the prices of the target chosen, those beyond the last line too."""
        place = self.filter.currentData()
        return [one for one in self.lines if place in (None, (one.market, one.channel))]

    def _narrow(self) -> None:
        found = self.shown()
        self.table.show(found[:MOST])
        self.view.fit(*WIDTHS)
        left = len(found) - MOST
        self.beyond.setVisible(left > 0)
        text = ngettext(
            "{n} smaller move is not listed: it is made as the rules and the dead band say.",
            "{n} smaller moves are not listed: they are made as the rules and the dead band say.",
            max(left, 0),
        )
        self.beyond.setText(text.format(n=count(max(left, 0))))
        for one in (self.all, self.none):
            one.setEnabled(any(map(can_choose, found)))
        self._count()

    def _take(self, *, new: bool) -> None:
        self.table.take(self.shown(), new=new)

    def _count(self) -> None:
        self.told.setText(in_words(self.moves, self.table))
        self.setAccessibleDescription(self.told.text())

    # -- the dead band ---------------------------------------------------------------------------

    def _band_moved(self) -> None:
        self._asked += 1
        self.go.setEnabled(False)
        self._timer.start()

    def dead_band(self) -> Decimal | None:
        """Return the dead band as a fraction, ``None`` where it is as it was."""
        share = self.band.number / 100
        return None if share == self._band else share

    def _plan_again(self) -> None:
        session, asked, share = self.session, self._asked, self.band.number / 100
        store, tools = session.store, session.tools
        name = session.launch.name if session.launch is not None else None
        self.told.setText(_("Working the prices out …"))

        def plan(progress: Progress) -> Moves:
            return pipeline.plan_prices(
                store, tools, launch=name, dead_band=share, progress=progress
            )

        def take(moves: Moves) -> None:
            if asked == self._asked and isValid(self):
                self.moves = tuple(moves)
                self._fill()

        self._job = session.jobs.run(plan, done=take)

    def done(self, result: int) -> None:
        """Stop planning."""
        self._timer.stop()
        self._asked += 1
        if self._job is not None and isValid(self._job):
            self._job.cancel()
        super().done(result)


def in_words(moves: Moves, table: MoveTable) -> str:
    """Say what becomes of the prices, as ticked."""
    new = sum(one.before is None and one.after is not None for one in moves)
    lost = sum(one.before is not None and one.after is None for one in moves)
    both = [one for one in moves if is_move(one) and None not in (one.before, one.after)]
    changed = sum(table.is_new(one) for one in both)
    kept = sum(one.kept and not one.by_person and not table.is_new(one) for one in both)
    own = len(both) - changed - kept
    told = counted(
        (
            (
                kept,
                ngettext("{n} stays within the dead band", "{n} stay within the dead band", kept),
            ),
            (own, ngettext("{n} is kept by you", "{n} are kept by you", own)),
            (new, ngettext("{n} is new", "{n} are new", new)),
            (lost, ngettext("{n} loses its price", "{n} lose their price", lost)),
        )
    )
    told.insert(0, prices_change(changed))
    sentence = _("{list}.").format(list=in_a_row(told))
    same = len(moves) - len(both) - new - lost
    if same:
        text = ngettext(
            "{n} price keeps its amount and is worked out with today's rate and rules.",
            "{n} prices keep their amount and are worked out with today's rate and rules.",
            same,
        )
        sentence += " " + text.format(n=count(same))
    return sentence


def ask_repricing(session: Session, parent: QWidget) -> None:
    """Work out what making the prices anew would do and show it; where it is nothing, say so."""
    if session.launch is None:
        session.say(_("There is no launch yet: its prices are made with its drafts."))
        return
    store, tools, name = session.store, session.tools, session.launch.name

    def plan(progress: Progress) -> Moves:
        return pipeline.plan_prices(store, tools, launch=name, progress=progress)

    def show(moves: Moves) -> None:
        if not isValid(parent):
            return
        if not moves:
            session.say(_("All prices are up to date."), "ok")
            return
        dialog = RepricingDialog(session, moves, parent)
        dialog.accepted.connect(lambda: _apply(session, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    session.jobs.run(plan, done=show, label=_("Working out the new prices"))


def _apply(session: Session, dialog: RepricingDialog) -> None:
    if session.launch is None:
        return
    store, tools, name = session.store, session.tools, session.launch.name
    decisions = dialog.table.decisions(dialog.moves)
    told, share = in_words(dialog.moves, dialog.table), dialog.dead_band()

    def applied(changes: object) -> None:
        if changes:
            session.say(f"{told} {_('Ctrl+Z takes it back.')}", "ok")
        else:
            session.say(_("All prices are up to date."), "ok")

    session.work(
        _("Making the prices anew"),
        lambda progress: pipeline.apply_prices(
            store, tools, decisions, launch=name, dead_band=share, progress=progress
        ),
        applied,
    )

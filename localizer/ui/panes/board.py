"""The launch board: product × target with the one reason that blocks each, and what to do next."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QSizePolicy, QWidget

from localizer import pipeline
from localizer.catalog import board, scripts, views
from localizer.catalog.board import BoardCounts, BoardRow, Cell, CellState, Stage
from localizer.catalog.queue import QueueFilter, clean_count
from localizer.catalog.views import Blocker
from localizer.i18n import N_, _
from localizer.jobs import Progress
from localizer.model.launch import Launch, Target
from localizer.pipeline.rate_info import RateInfo, rate_info, rules_day
from localizer.pipeline.readiness import (
    Readiness,
    ReadyKind,
    ReadyStep,
    readiness,
    step_text,
)
from localizer.pipeline.reports import ApproveReport
from localizer.store.database import Reader
from localizer.ui.actions import asks
from localizer.ui.actions.place import Place
from localizer.ui.actions.ready_words import place_of
from localizer.ui.actions.session import Session
from localizer.ui.actions.words import approved_words, day, weekday
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import SPACE_1, SPACE_3
from localizer.ui.models.board_table import CELL_ROLE, PROGRESS_ROLE, BoardTable
from localizer.ui.models.do_next import NextStep, do_next, place_of_finding
from localizer.ui.widgets.board_delegate import HEIGHT, BoardDelegate
from localizer.ui.widgets.board_filters import BoardFilters
from localizer.ui.widgets.finding_row import SHAPES
from localizer.ui.widgets.name_header import NameHeader
from localizer.ui.widgets.pane import Pane
from localizer.ui.widgets.parts import (
    Card,
    Elided,
    ElidedButton,
    box,
    button,
    chip,
    clear,
    column,
    label,
    row,
    set_role,
)
from localizer.ui.widgets.tables import KeyTable
from localizer.ui.widgets.target_header import TargetHeader

NAMES_WIDTH: Final = 240
#: Width of the pane from which its head has room for dates and the meaning of marks.
WIDE: Final = 960
LEAST_COLUMN: Final = 132
MENU_WIDTH: Final = 560
NO_PRODUCTS: Final = N_("This launch has no products yet. Import a catalog in the Catalog.")
NARROWED: Final = N_("No product is so. Show all, or search for something else.")
_PANES: Final = {
    Stage.LISTING: "review",
    Stage.PRICE: "prices",
    Stage.SCRIPT: "scripts",
    Stage.CHECKS: "review",
    Stage.EXPORT: "export",
}


@dataclass(frozen=True, slots=True)
class _Rows:
    """What is there at once: which products, and how old what prices rest on is."""

    ids: array[int]
    rates: RateInfo
    rules: dt.date | None


@dataclass(frozen=True, slots=True)
class _Sums:
    """What all listings are gone through for."""

    counts: BoardCounts
    steps: tuple[NextStep, ...]


def _clean(reader: Reader, launch: Launch, progress: Progress) -> tuple[int, int]:
    """Return how many texts and scripts nothing speaks against; targets may share a language's texts."""
    by_locale = {target.locale: target for target in launch.targets}
    wanted = (QueueFilter(target, launch_id=launch.id) for target in by_locale.values())
    texts = spoken = 0
    for one in wanted:
        progress.step(0, 1)
        texts += clean_count(reader, one)
    for target in launch.targets:
        progress.step(0, 1)
        spoken += scripts.clean_count(reader, target, launch.id)
    return texts, spoken


class BoardPane(Pane):
    """Answers “can we go live?”."""

    code: ClassVar[str] = "board"
    picture: ClassVar[str] = "board"

    def __init__(self, session: Session) -> None:
        """Build the head, the grid and the list."""
        super().__init__(session)
        self.name = Elided("", "title")
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.date = chip()
        self.ready = chip("", "info")
        self.draft = button(
            _("Prepare drafts"),
            self._draft,
            tip=_("Translate, price and write scripts for everything that is new or changed"),
        )
        self.export = button(_("Export ready files"), self._export, role="primary")
        self.rates = chip()
        self.rules = chip()
        head = row(
            self.name, self.date, self.ready, self.rates, self.rules, None, self.draft, self.export
        )
        self.filters = BoardFilters()
        self.filters.changed.connect(self.reload)
        self.table = KeyTable()
        self.model = BoardTable(self._fetch, self)
        self.steps = column(spacing=SPACE_1)
        self._make_table()
        self.to_do = QMenu(self)
        self.empty = label("", "muted")
        self.empty.hide()
        self.next = Card(label(_("Do next"), "title"), self.steps, spacing=SPACE_1)
        self.next.hide()
        layout = column(
            head, self.filters, self.table, self.empty, self.next, None, spacing=SPACE_3
        )
        layout.setStretchFactor(self.table, 10)
        self.setLayout(layout)

    def _make_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        self.delegate = BoardDelegate(table, CELL_ROLE)
        table.setItemDelegate(self.delegate)
        table.setAccessibleName(_("Launch board: products down, targets across"))
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setMouseTracking(True)
        table.opened.connect(self._open)
        table.setVerticalHeader(NameHeader(table, NAMES_WIDTH, HEIGHT))
        across = TargetHeader(table, PROGRESS_ROLE)
        table.setHorizontalHeader(across)
        across.setMinimumSectionSize(LEAST_COLUMN)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.sectionClicked.connect(self._ask_ready)

    def _fetch(self, ids: Sequence[int]) -> dict[int, BoardRow]:
        launch = self.session.launch
        number = None if launch is None else launch.id
        return board.board_rows(self.session.store.read(), self.model.targets, ids, number)

    def first_focus(self) -> QWidget | None:
        """Return where the keys go when the pane comes to the front."""
        return self.table

    def reload(self) -> None:
        """Read board and blockers in the background."""
        session = self.session
        launch = session.launch
        if launch is None or self.gone or not session.is_open:
            return
        self.name.show_text(launch.name)
        self.date.setText(weekday(launch.date))
        store, products = session.store, session.products
        labels = [session.label(target) for target in launch.targets]
        today = dt.datetime.now(dt.UTC).date()
        tools = session.tools
        markets = [target.market for target in launch.targets]
        text, state = self.filters.text, self.filters.state

        def read() -> _Rows:
            reader = store.read()
            ids = board.board_ids(reader, products, text, state, launch.targets)
            info = rate_info(reader, tools, today, markets)
            return _Rows(ids, info, rules_day(tools, launch.targets))

        def count(progress: Progress) -> _Sums:
            reader = store.read()
            with reader.until(progress):
                return sums(reader, progress)

        def sums(reader: Reader, progress: Progress) -> _Sums:
            counts = board.board_counts(reader, launch.targets, products, progress)
            found: list[Blocker] = []
            for target in launch.targets:
                progress.step(0, 1)
                found += views.blockers(reader, target, products)
            found.sort(key=lambda one: one.stored.finding.severity.rank)
            info = rate_info(reader, tools, today, markets)
            note = asks.rates_sentence(info, reader)
            clean = _clean(reader, launch, progress)
            return _Sums(counts, do_next(counts, launch.targets, labels, found, note, clean))

        self.ask("board", read, self._show)
        self.ask_later("sums", count, self._show_sums)

    def _show(self, read: _Rows) -> None:
        launch = self.session.launch
        if launch is None:
            return
        labels = [self.session.label(target) for target in launch.targets]
        self.model.show_board(read.ids, launch.targets, labels)
        self._show_dates(read)
        self._fit_columns(len(labels))
        self.table.setVisible(bool(read.ids))
        self.empty.setVisible(not read.ids)
        self.empty.setText(_(NARROWED if self.filters.narrows else NO_PRODUCTS))
        if not self.ready.text():
            self.ready.setText(_("Counting …"))

    def _show_sums(self, read: _Sums) -> None:
        """Show how far all is, and what to do next."""
        self.model.show_progress(read.counts)
        self.filters.show_counts(read.counts.states)
        counts = read.counts.states
        number, total = counts[CellState.READY], sum(counts.values())
        self.ready.setText(_("{n} of {all} ready").format(n=number, all=total))
        role = (
            "ok" if number == total and total else "block" if counts[CellState.BLOCKED] else "warn"
        )
        set_role(self.ready, role)
        self.ready.setToolTip(
            literal(
                _("{blocked} blocked, {review} to review, {empty} not drafted").format(
                    blocked=counts[CellState.BLOCKED],
                    review=counts[CellState.REVIEW],
                    empty=counts[CellState.EMPTY],
                )
            )
        )
        self.export.setEnabled(total > 0)
        last = self.session.last_export
        self.export.setText(_("Export ready files") if last is None else _("Export again"))
        self.export.setToolTip(
            literal("" if last is None else _("Into {folder}").format(folder=last.folder))
        )
        clear(self.steps)
        for number, step in enumerate(read.steps, 1):
            self.steps.addWidget(self._step(number, step))
        self.next.setVisible(bool(read.steps))

    def _fit_columns(self, number: int) -> None:
        room = self.width() - NAMES_WIDTH - 40
        stretch = number * LEAST_COLUMN <= room
        mode = QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Fixed
        self.table.horizontalHeader().setSectionResizeMode(mode)
        self.table.horizontalHeader().setDefaultSectionSize(LEAST_COLUMN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width among the targets."""
        super().resizeEvent(event)
        self._fit_columns(self.model.columnCount())
        self._fit_head()

    def _fit_head(self) -> None:
        """Leave the launch its name where the room is short; the dates are told by other screens too."""
        wide = self.width() >= WIDE
        self.rates.setVisible(wide and bool(self.rates.text()))
        self.rules.setVisible(wide and bool(self.rules.text()))
        self.filters.legend.setVisible(wide)

    def _step(self, number: int, step: NextStep) -> QWidget:
        here = {"draft": self._draft, "approve": self._approve}
        action = here.get(step.pane) or partial(self._follow, step)
        made = ElidedButton(step.text)
        made.setProperty("role", "nav")
        made.clicked.connect(lambda: action())  # noqa: PLW0108 - clicked carries a bool
        mark = chip(f"{SHAPES[step.role]} {number}", step.role)
        line = row(mark, made)
        line.setStretch(1, 1)
        return box(line)

    def _export(self) -> None:
        """Show the export; where it was done before the same files are written at once."""
        again = self.session.last_export is not None
        self.session.go("export", Place(again=True) if again else None)

    def _follow(self, step: NextStep) -> None:
        self.session.go(step.pane, step.place)

    def _ask_ready(self, column_: int) -> None:
        """Find out what would make the target of a column ready."""
        session, target = self.session, self.model.targets[column_]
        store, products = session.store, session.products

        def read() -> Readiness:
            return readiness(store.read(), target, products)

        self.ask("ready", read, self._show_ready)

    def _show_ready(self, found: Readiness) -> None:
        """Show under the head of a target what would make it ready, each line a jump."""
        if found.target not in self.model.targets:
            return
        self.to_do.clear()
        for number, step in enumerate(found.steps, 1):
            text = self._short(f"{number}. {step_text(step)}")
            action = self.to_do.addAction(text.replace("&", "&&"))
            action.triggered.connect(partial(self._go_for, step))
        if not found.steps:
            self.to_do.addAction(_("This target is ready."), lambda: self.session.go("export"))
        across = self.table.horizontalHeader()
        left = across.sectionViewportPosition(self.model.targets.index(found.target))
        self.to_do.popup(across.viewport().mapToGlobal(QPoint(left, across.height())))

    def _short(self, text: str) -> str:
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, MENU_WIDTH)

    def _go_for(self, step: ReadyStep, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        if step.kind is ReadyKind.DRAFT:
            self._draft()
        else:
            self.session.go(step.pane, place_of(step))

    def _show_dates(self, read: _Rows) -> None:
        """Show how old what prices and checks rest on is."""
        self.rates.setText(_("Rates: {day}").format(day=day(read.rates.date)))
        set_role(self.rates, "warn" if read.rates.level in asks.STALE else "chip")
        self.rates.setToolTip(_("The oldest exchange rate the prices of this launch need"))
        if read.rules is not None:
            self.rules.setText(_("Rules: {day}").format(day=day(read.rules)))
            self.rules.setToolTip(_("When the limits of the launch’s channels were last looked up"))
        self._fit_head()

    def _open(self, index: QModelIndex) -> None:
        """Open what the cell's reason is about, or the part whose mark was clicked."""
        cell = index.data(CELL_ROLE)
        product, target = self.model.id_at(index.row()), self.model.targets[index.column()]
        if not isinstance(cell, Cell) or product is None:
            return
        at = self.table.pressed_at
        stage = None if at is None else self.delegate.stage_at(self.table.visualRect(index), at)
        wanted = stage or cell.stage
        if wanted is Stage.CHECKS and cell.blocks:
            self._open_block(product, target)
            return
        place = Place(product_id=product, target=target)
        if stage is None and wanted is Stage.EXPORT:  # nothing is behind: the texts are looked at
            wanted = Stage.LISTING
        self.session.go(_PANES[wanted], place)

    def _open_block(self, product: int, target: Target) -> None:
        """Open the worst of what stops a product on a target, at its very place."""
        reader = self.session.store.read()
        found = views.blockers(reader, target, [product], limit=1)
        pane, place = place_of_finding(found[0]) if found else ("review", Place(product, target))
        self.session.go(pane, place)

    def _draft(self) -> None:
        session, launch = self.session, self.session.launch
        if launch is None:
            return
        store, tools, name = session.store, session.tools, launch.name
        self.draft.setEnabled(False)
        session.work(
            _("Preparing drafts"),
            lambda progress: (
                pipeline.draft(store, tools, launch=name, progress=progress),
                pipeline.check(store, tools, launch=name, progress=progress),
            ),
            self._drafted,
        ).ended.connect(self._enable)

    def _approve(self) -> None:
        """Approve what nothing speaks against, on all targets, as one step."""
        session, launch = self.session, self.session.launch
        if launch is None:
            return
        store, tools, name = session.store, session.tools, launch.name

        def approve(_progress: Progress) -> ApproveReport:
            return pipeline.approve_clean(store, tools, launch=name)

        session.work(
            _("Approving what is clean"),
            approve,
            lambda done: session.say(approved_words(done), "ok"),
        )

    def _enable(self) -> None:
        self.draft.setEnabled(True)

    def _drafted(self, _reports: object) -> None:
        self.session.say(_("Drafts, prices, scripts and checks are up to date."), "ok")

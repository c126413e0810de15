"""Shows put together: the rundown on the clock left, the item in hand and its answers right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import ClassVar, Final

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QTabWidget,
    QWidget,
)

from localizer import pipeline
from localizer.catalog import show_log as logs
from localizer.catalog.findings import StoredFinding
from localizer.i18n import _, ngettext
from localizer.model.launch import Target
from localizer.model.show import Host, ItemKind, RunKind, ShowRun
from localizer.pipeline import show_edits
from localizer.pipeline.shows import Moved, ShowView, in_zone
from localizer.ui.actions.place import Place
from localizer.ui.actions.session import Session
from localizer.ui.actions.words import day_and_time
from localizer.ui.dialogs.new_show import ask_show
from localizer.ui.dialogs.one_name import ask_one_name
from localizer.ui.dialogs.reason import ask_reason
from localizer.ui.dialogs.show_files import ask_show_file
from localizer.ui.dialogs.show_host import ask_host
from localizer.ui.dialogs.show_log import show_log
from localizer.ui.look.tokens import SPACE_2, SPACE_3
from localizer.ui.models.rundown_table import MARKS, NUMBER, TITLE, RundownTable
from localizer.ui.panes.show.answer_cards import AnswerSide
from localizer.ui.panes.show.edits import ShowEdits
from localizer.ui.panes.show.head import ShowHead
from localizer.ui.panes.show.item_side import ItemSide
from localizer.ui.panes.show.reading import ShowNow, read_show
from localizer.ui.widgets.banner import Banner
from localizer.ui.widgets.empty import Empty
from localizer.ui.widgets.pane import Pane
from localizer.ui.widgets.parts import box, button, column, palette_of, row, scroll
from localizer.ui.widgets.show_strip import ShowStrip
from localizer.ui.widgets.tables import KeyTable

SIDE: Final = 380
#: The least width of a title and of what is to be seen to.
WORDS: Final = 130
#: So many amounts that moved are told one by one.
TOLD: Final = 3


class ShowPane(Pane):
    """Every change is saved as it is made and can be undone; the clock follows."""

    code: ClassVar[str] = "show"
    picture: ClassVar[str] = "show"

    def __init__(self, session: Session) -> None:
        """Build head, rundown and side."""
        super().__init__(session)
        self.now: ShowNow | None = None
        self.edits = ShowEdits(session)
        self._wanted_product: int | None = None
        self._wanted_target: Target | None = None
        self._wants_answers = False
        self._titles: dict[int, str] = {}
        self.head = ShowHead()
        self.banner = Banner()
        self.again = button(_("Freeze again"), self._freeze)
        self.thaw = button(_("Follow the prices"), self.edits.thaw)
        self.moves = box(row(self.banner, self.again, self.thaw))
        self.strip = ShowStrip()
        self.model = RundownTable(self)
        self.model.colour = lambda role: QColor(getattr(palette_of(self), role))
        self.table = self._table()
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit_columns)
        self.table.horizontalHeader().sectionResized.connect(self._on_resized)
        self.products = QStandardItemModel(self)
        self.add = self._finder()
        self.break_ = button(_("Add a break"), lambda: self.edits.add_break(self._after_current()))
        self.item = ItemSide(self._ask_overrule)
        self.answers = AnswerSide(self._ask_overrule)
        self.tabs = QTabWidget()
        self.tabs.addTab(scroll(self.item), _("Item"))
        self.tabs.addTab(scroll(self.answers), _("Answers to viewers"))
        self.tabs.setFixedWidth(SIDE)
        self.empty = Empty()
        self._lay_out()
        self._connect()
        self._make_keys()

    def _table(self) -> KeyTable:
        made = KeyTable()
        made.setModel(self.model)
        made.setAccessibleName(_("Rundown"))
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        made.setDragDropOverwriteMode(False)
        made.setDropIndicatorShown(True)
        made.setShowGrid(False)
        made.verticalHeader().hide()
        across = made.horizontalHeader()
        across.setHighlightSections(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        across.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        across.setSectionResizeMode(MARKS, QHeaderView.ResizeMode.Stretch)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room among the columns anew."""
        super().resizeEvent(event)
        self._fitting.start()

    def _on_resized(self, place: int) -> None:
        if place not in (TITLE, MARKS):
            self._fitting.start()

    def _fit_columns(self) -> None:
        """Where there is little room the table scrolls sideways: titles and marks stay readable."""
        across, words = self.table.horizontalHeader(), (TITLE, MARKS)
        others = [one for one in range(across.count()) if one not in words]
        left = self.table.viewport().width() - sum(map(across.sectionSize, others))
        narrow = left < len(words) * WORDS
        mode = QHeaderView.ResizeMode.Fixed if narrow else QHeaderView.ResizeMode.Stretch
        for one in words:
            across.setSectionResizeMode(one, mode)
            if narrow:
                across.resizeSection(one, WORDS)

    def _finder(self) -> QLineEdit:
        """Return a field that adds the product found by what is typed into it."""
        made = QLineEdit()
        made.setPlaceholderText(_("Add a product …"))
        made.setAccessibleName(_("Add a product"))
        made.setMinimumWidth(260)
        found = QCompleter(self.products, made)
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        found.setFilterMode(Qt.MatchFlag.MatchContains)
        # the index overload names the row of two products of one title
        found.activated[QModelIndex].connect(self._add_product)  # type: ignore[index] # Qt has it
        made.setCompleter(found)
        return made

    def _lay_out(self) -> None:
        foot = row(self.add, self.break_, None)
        left = column(self.moves, self.strip, self.table, foot, spacing=SPACE_2)
        left.setStretch(2, 1)
        body = row(left, self.tabs, spacing=SPACE_3)
        body.setStretch(0, 1)
        self.body = box(body)
        layout = column(self.head, self.body, self.empty, spacing=SPACE_3)
        layout.setStretch(1, 1)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.moves.hide()
        self.body.hide()
        self.empty.hide()

    def _connect(self) -> None:
        head = self.head
        head.chosen.connect(self._choose)
        head.made.connect(self.new_show)
        head.renamed.connect(self._rename)
        head.copied.connect(self._copy)
        head.removed.connect(self.edits.remove)
        head.starts.connect(self._set_start)
        head.lasts.connect(self._set_length)
        head.hosted.connect(lambda number: self.edits.change(show_edits.set_show_host, number))
        head.host_wanted.connect(self._ask_host)
        head.frozen.connect(lambda frozen: self._freeze() if frozen else self.edits.thaw())
        head.files.connect(self._ask_files)
        head.logged.connect(self._ask_log)
        head.rehearsed.connect(lambda: self._open_prompter(RunKind.REHEARSAL))
        head.aired.connect(lambda: self._open_prompter(RunKind.LIVE))
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.table.doubleClicked.connect(lambda _index: self._open_script())
        self.model.moved.connect(self.edits.move)
        self.strip.chosen.connect(self._choose_item)
        self.item.changed.connect(self.edits.change_item)
        self.item.stepped.connect(self._step)
        self.item.removed.connect(self._take_out)
        self.item.opened.connect(self._open_script)
        self.answers.saved.connect(self.edits.save_answer)
        self.answers.approved.connect(self._approve_answers)
        self.answers.cleared.connect(self.edits.approve_clean)
        self.edits.not_saved = self.answers.forget_sent
        self.session.about_to_replay.connect(self.answers.forget_sent)
        self.answers.wanted.connect(self._draft_answers)

    def _make_keys(self) -> None:
        of_table = Qt.ShortcutContext.WidgetShortcut
        keys: tuple[tuple[str, QWidget, Qt.ShortcutContext, Callable[[], object]], ...] = (
            ("Alt+Up", self.table, of_table, lambda: self._step(-1)),
            ("Alt+Down", self.table, of_table, lambda: self._step(1)),
            ("Del", self.table, of_table, self._take_out),
        )
        actions = {"show.new": self.new_show, "show.reload": self.reload}
        self.session.commands.bind(self, actions)
        for name, owner, context, action in keys:
            shortcut = QShortcut(QKeySequence(name), owner)
            shortcut.setContext(context)
            shortcut.activated.connect(action)

    # What is shown

    def open_at(self, place: Place) -> None:
        """Show a product of the newest show of its target, at its answers."""
        self._wanted_target, self._wanted_product = place.target, place.product_id
        self._wants_answers = place.product_id is not None
        self.reload()

    def first_focus(self) -> QWidget | None:
        """Return where the keys go when the pane comes to the front."""
        return self.head.new if self.body.isHidden() else self.table

    def reload(self) -> None:
        """Read the show in hand anew."""
        self.flush()
        store, tools = self.session.store, self.session.tools
        number, products = self.edits.show_id, self.session.products
        target = self._wanted_target
        self.ask(
            "show", lambda: read_show(store.read(), tools, number, products, target), self._show
        )

    def _on_launch(self) -> None:
        super()._on_launch()
        if self.isVisible():
            QTimer.singleShot(0, self.reload_if_stale)

    def _show(self, now: ShowNow) -> None:
        self.now, self._wanted_target = now, None
        self.edits.show_id = None if now.view is None else now.view.show.id
        self.head.show_now(now.infos, self.edits.show_id)
        first = self.body.isHidden() and self.head.new.hasFocus()
        self.body.setVisible(now.view is not None)
        if first:
            (self.empty.go if now.view is None else self.table).setFocus()
        self.empty.setVisible(now.view is None)
        if now.view is None:
            self.empty.say(
                _(
                    "A show puts scripts in order, on the clock: plan the evening, rehearse, go live."
                ),
                _("New show …"),
                self.new_show,
            )
            return
        self._show_head(now.view)
        words = self.head.total.text()
        self.strip.show_times(now.view.rundown.lines, now.view.show.seconds, words)
        self._show_moved(now.view, now.moved)
        self._fill_products(now)
        with QSignalBlocker(self.table.selectionModel()):
            self.model.show_rows(now.rows)
        self._select(self._next_item(now))

    def _start(self, view: ShowView) -> dt.datetime:
        return in_zone(self.session.tools, view.show.target, view.show.starts_at)

    def _show_head(self, view: ShowView) -> None:
        hosts = () if self.now is None else self.now.hosts
        target = self.session.label(view.show.target)
        self.head.show_view(view, self._start(view), target, hosts)

    def _next_item(self, now: ShowNow) -> int | None:
        """Return the item to be shown: of the product asked for, the one in hand, else the first."""
        wanted, self._wanted_product = self._wanted_product, None
        items = [one.view.item for one in now.rows]
        asked = next((one.id for one in items if wanted and one.product_id == wanted), None)
        kept = self.edits.item_id if any(one.id == self.edits.item_id for one in items) else None
        if asked is not None and self._wants_answers:
            self.tabs.setCurrentIndex(1)
        self._wants_answers = False
        return asked or kept or next((one.id for one in items), None)

    def _choose_item(self, item_id: int) -> None:
        self.flush()
        self._select(item_id)

    def _select(self, item_id: int | None) -> None:
        before = (self.edits.item_id, self.table.currentIndex().row())
        self.edits.item_id = item_id
        place = self.model.place_of(item_id)
        if place >= 0 and before != (item_id, place):
            self.table.scrollTo(self.model.index(place, NUMBER))
        if place >= 0:
            with QSignalBlocker(self.table.selectionModel()):
                self.table.setCurrentIndex(self.model.index(place, NUMBER))
            self.table.selectRow(place)
        self.strip.show_current(item_id)
        self._show_item(place)

    def _on_row(self, index: QModelIndex) -> None:
        if index.isValid() and index.row() < len(self.model.rows):
            self.flush()
            self.edits.item_id = self.model.rows[index.row()].view.item.id
            self.strip.show_current(self.edits.item_id)
            self._show_item(index.row())

    def _show_item(self, place: int) -> None:
        now = self.now
        self.tabs.setVisible(place >= 0)
        if now is None or now.view is None or place < 0:
            return
        found = now.rows[place]
        item, locale = found.view.item, now.view.show.target.locale
        pitches = now.pitches.get(item.product_id or 0, ())
        against = now.found.get(item.id, ())
        self.item.show_item(found, self._start(now.view), pitches, against, locale)
        cards = now.cards.get(item.product_id or 0, ())
        self.answers.show_cards(cards, found.view.tokens, locale)
        self.tabs.setTabEnabled(1, item.kind is ItemKind.SCRIPT)

    def _show_moved(self, view: ShowView, moved: tuple[Moved, ...]) -> None:
        lines = [
            ngettext(
                "{product}: {n} line says {then} for {token}, now it is {now}.",
                "{product}: {n} lines say {then} for {token}, now it is {now}.",
                one.lines,
            ).format(
                product=one.name,
                n=one.lines,
                token=f"{{{one.token}}}",
                then=one.then or "–",
                now=one.now or "–",
            )
            for one in moved[:TOLD]
        ]
        more = len(moved) - TOLD
        if more > 0:
            lines.append(ngettext("And {n} more.", "And {n} more.", more).format(n=more))
        frozen = view.show.frozen
        if frozen is not None and not lines:
            text = _("Prices are frozen since {moment}.")
            lines = [text.format(moment=day_and_time(frozen.at.isoformat()))]
        self.banner.say("\n".join(lines), "warn" if moved else "info")
        self.again.setVisible(bool(moved))
        self.thaw.setVisible(bool(moved))
        self.moves.setVisible(bool(lines))

    def _fill_products(self, now: ShowNow) -> None:
        if self._titles == dict(now.titles):
            return
        self._titles = dict(now.titles)
        self.products.clear()
        for number, title in self._titles.items():
            line = QStandardItem(title)
            line.setData(number, Qt.ItemDataRole.UserRole)
            self.products.appendRow(line)

    def flush(self) -> None:
        """Save what is being typed."""
        self.item.flush()
        self.answers.flush()

    # What a person does

    @property
    def view(self) -> ShowView | None:
        """The show in hand."""
        return None if self.now is None else self.now.view

    def new_show(self) -> None:
        """Ask for a new show."""
        ask_show(self.session, self, self.edits.make)

    def _choose(self, number: int) -> None:
        self.flush()
        self.edits.show_id, self.edits.item_id = number, None
        self.reload()

    def _rename(self) -> None:
        if self.view is not None:
            ask_one_name(
                self,
                _("Rename the show"),
                self.view.show.name,
                _("Rename"),
                lambda name: self.edits.change(show_edits.rename_show, name),
            )

    def _copy(self) -> None:
        if self.view is not None:
            proposed = _("{name} (copy)").format(name=self.view.show.name)
            title = _("Make a copy")
            ask_one_name(self, title, proposed, title, self.edits.copy)

    def _set_start(self, moment: dt.datetime) -> None:
        if self.view is not None:
            self.edits.set_start(self.view, moment)

    def _set_length(self, seconds: int) -> None:
        if self.view is not None and self.view.show.seconds != seconds:
            self.edits.change(show_edits.set_show_seconds, seconds)

    def _ask_host(self, host: Host | None) -> None:
        if self.view is not None:
            asked = host or Host(0, "", self.view.show.target.locale)
            ask_host(self.session, self, asked, self.edits.save_host, self.edits.remove_host)

    def _freeze(self) -> None:
        self.flush()
        self.edits.freeze()

    def _step(self, by: int) -> None:
        if self.edits.item_id is not None:
            self.flush()
            self.edits.step(self.edits.item_id, by)

    def _take_out(self) -> None:
        number = self.edits.item_id
        if number is not None:
            others = [one.view.item.id for one in self.model.rows if one.view.item.id != number]
            self.edits.take_out(number, others, self.model.place_of(number))

    def _after_current(self) -> int:
        place = self.model.place_of(self.edits.item_id)
        return len(self.model.rows) if place < 0 else place + 1

    def _add_product(self, index: QModelIndex) -> None:
        product = index.data(Qt.ItemDataRole.UserRole)
        QTimer.singleShot(0, self.add.clear)  # the completer writes the title after this
        if product is not None:
            self.edits.add_product(product, self._after_current())

    def _open_script(self) -> None:
        place = self.model.place_of(self.edits.item_id)
        if self.view is None or place < 0:
            return
        found = self.model.rows[place].view
        if found.script is not None:
            target = self.view.show.target
            where = Place(found.item.product_id, target, script_id=found.script.id)
            self.session.go("scripts", where)

    def _approve_answers(self, numbers: list[int]) -> None:
        self.answers.flush()
        self.edits.approve_answers(numbers)

    def _draft_answers(self) -> None:
        self.flush()
        if self.view is not None:
            self.edits.draft_answers(self.view)

    def _ask_files(self) -> None:
        self.flush()
        if self.view is not None:
            ask_show_file(self.session, self, self.view.show.id)

    def _ask_log(self) -> None:
        store, view = self.session.store, self.view
        if view is None:
            return

        def read() -> tuple[ShowRun, ...]:
            reader = store.read()
            return tuple(logs.load(reader, one.id) for one in logs.of_show(reader, view.show.id))

        def shown(runs: tuple[ShowRun, ...]) -> None:
            titles = {} if self.now is None else self.now.titles
            show_log(self, runs, titles, self.edits.learn)

        self.ask("log", read, shown)

    def _open_prompter(self, kind: RunKind) -> None:
        self.flush()
        if self.view is None:
            return
        from localizer.ui.prompter import open_prompter  # noqa: PLC0415 - loaded when it is opened

        open_prompter(self.session, self.view.show.id, kind, self)

    def _ask_overrule(self, stored: StoredFinding) -> None:
        store = self.session.store

        def let_pass(reason: str) -> None:
            self.session.edit(lambda: pipeline.overrule(store, stored.id, reason))

        question = _("Why may it pass? The reason is kept and shown in the export.")
        ask_reason(self, _("Overrule"), question, _("Let it pass"), let_pass)

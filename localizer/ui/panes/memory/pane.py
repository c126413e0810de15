"""The Memory pane: filters and the pairs found at the left; one pair and other memories at the right."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import ClassVar, Final

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from localizer.catalog import memory, memory_browse
from localizer.catalog.memory_browse import Attached, MemoryFilter
from localizer.errors import LocalizerError
from localizer.i18n import _
from localizer.jobs import Cancelled
from localizer.model.changes import Changes
from localizer.model.segment import MemoryUnit
from localizer.store.database import Reader
from localizer.ui.actions import memory_asks
from localizer.ui.actions.memory_asks import Choices, Found, Shelf
from localizer.ui.actions.memory_words import found_words
from localizer.ui.actions.session import Session
from localizer.ui.actions.term_words import tongue
from localizer.ui.dialogs.memory_files import choose_export, choose_import, choose_shelf
from localizer.ui.look.tokens import SPACE_2, SPACE_3
from localizer.ui.models.memory_table import MemoryTable
from localizer.ui.panes.memory.filters import Filters
from localizer.ui.panes.memory.pair import PairCard
from localizer.ui.panes.memory.shelves import ShelvesCard
from localizer.ui.panes.memory.view import MemoryView
from localizer.ui.panes.memory.work import MemoryWork
from localizer.ui.widgets.empty import Empty
from localizer.ui.widgets.filter_parts import MenuButton
from localizer.ui.widgets.pane import Pane
from localizer.ui.widgets.parts import box, button, column, label, row

#: The right side's least and largest width.
SIDE: Final = (340, 400)
#: A search that takes longer says so.
SLOW_MS: Final = 300
_CHOOSE: Final = (
    QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
)


class MemoryPane(Pane):
    """A new question stops the one before it; the table asks for rows as they are painted."""

    code: ClassVar[str] = "memory"
    picture: ClassVar[str] = "resources"

    def __init__(self, session: Session) -> None:
        """Build head, filters, table, pair and the list of other memories."""
        super().__init__(session)
        self._drafts: dict[int, str] = {}
        self._question = 0
        self._cancel: Callable[[], None] | None = None
        self._wanted: MemoryFilter | None = None
        self._path: Path | None = None
        self._other: Reader | None = None
        self._open_file = ExitStack()
        self.filters, self.view, self.empty = Filters(), MemoryView(), Empty()
        self.model = MemoryTable(self._fetch, self)
        self.view.setModel(self.model)
        self.view.fit_columns()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.view)
        self.pages.addWidget(self.empty)
        self.pair, self.shelves = PairCard(), ShelvesCard()
        self.work = MemoryWork(session, self)
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._lay_out()
        self._connect()
        self._make_keys()

    def _lay_out(self) -> None:
        self.take_in = button(_("Import …"), self._import, tip=_("Pairs from a TMX file"))
        self.give_out = MenuButton(_("Export"), self._offer_export, _("Pairs as TMX"))
        self.give_out.setProperty("role", "")
        head = row(label(_("Memory"), "title"), None, self.take_in, self.give_out)
        left = column(self.filters, self.pages, spacing=SPACE_2)
        left.setStretch(1, 1)
        right = column(self.pair, self.shelves, spacing=SPACE_3)
        right.setStretch(0, 1)
        side = box(right)
        side.setMinimumWidth(SIDE[0])
        side.setMaximumWidth(SIDE[1])
        body = row(box(left), side, spacing=SPACE_3)
        body.setStretch(0, 2)
        body.setStretch(1, 1)
        layout = column(head, body, spacing=SPACE_2)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.filters.wanted.connect(self._load)
        self.filters.shelf_chosen.connect(self._turn)
        self.filters.left.connect(self.view.setFocus)
        self.view.entered.connect(self._enter)
        self.view.delete_wanted.connect(self._delete)
        self.view.selectionModel().selectionChanged.connect(self._show_chosen)
        self.pair.save_wanted.connect(self._save)
        self.pair.delete_wanted.connect(self._delete)
        self.work.saved.connect(self._saved)
        self.work.busy.connect(lambda busy: self.pair.set_busy(busy=busy))
        self.shelves.added.connect(self._add_shelf)
        self.shelves.looked.connect(self._look)
        self.shelves.removed.connect(self.work.detach)
        self.shelves.weighed.connect(self.work.weigh)
        self._slow.timeout.connect(lambda: self.filters.counted.setText(_("Searching …")))

    def _make_keys(self) -> None:
        actions = {"memory.find": self._go_search, "memory.save": self._save}
        self.session.commands.bind(self, actions)
        back = QShortcut(QKeySequence("Escape"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.view.setFocus)

    def first_focus(self) -> QWidget | None:
        """Return where the keys go when the pane comes to the front."""
        return self.filters.search

    def leave(self) -> None:
        """Remind of what is typed and not saved; it stays here."""
        super().leave()
        self._keep_draft()
        if self._drafts:
            text = _("A translation is not saved yet. What you typed stays in Memory until you do.")
            self.session.say(text, "warn")

    def end(self) -> None:
        """Stop the search, and let go of another workspace's file."""
        self._stop()
        self._slow.stop()
        self._close_other()
        super().end()

    # -- reading ---------------------------------------------------------------------------------

    def take(self, changes: Changes) -> None:
        """Read anew what was changed here."""
        if not changes or "memory" in changes.rows:
            self.reload()
        elif "attached_memory" in changes.rows:
            self._load_shelves()

    def reload(self) -> None:
        """Read the pairs and the attached memories anew."""
        for one in (self.take_in, self.give_out, self.shelves.add):
            one.setEnabled(self.session.is_open)
        if not self.session.is_open:
            self.empty.say(
                _("No workspace is open."), _("Go to Start"), lambda: self.session.go("start")
            )
            self.pages.setCurrentWidget(self.empty)
            return
        self._load_shelves()
        self._load()
        self._load_choices()

    def _load_shelves(self) -> None:
        store = self.session.store
        self.ask("shelves", lambda: memory_asks.shelves(store), self._show_shelves)

    def _show_shelves(self, found: tuple[Shelf, ...]) -> None:
        self.shelves.show_shelves(found)
        self.filters.offer_shelves(one for one in found if not one.problem)

    def _stop(self) -> None:
        """Give up the question that is being answered."""
        self._question += 1
        cancel, self._cancel = self._cancel, None
        if cancel is not None:
            cancel()

    def _load(self) -> None:
        if not self.session.is_open or self.gone:
            return
        self._stop()
        store, wanted, path = self.session.store, self.filters.filter(), self.filters.path
        number = self._question
        job = self.session.jobs.run(
            lambda progress: memory_asks.find(store, path, wanted, progress),
            done=partial(self._receive, number, path, wanted),
            failed=partial(self._fail, number),
        )
        self._cancel = job.cancel
        self._slow.start()

    def _load_choices(self) -> None:
        store, path = self.session.store, self.filters.path
        self.ask("choices", lambda: memory_asks.choices(store, path), self._offer)

    def _offer(self, found: Choices) -> None:
        self.filters.offer(found)
        self.view.fit_languages({tongue(target) for _source, target in found.locales})

    def _turn(self) -> None:
        """Show another memory, with what can be chosen there."""
        if self.session.is_open:
            self._load()
            self._load_choices()

    def _fail(self, number: int, error: LocalizerError) -> None:
        """Tell why another memory cannot be read, and go back to the workspace's own."""
        if number == self._question and not self.gone:
            self._cancel = None
            self._slow.stop()
            self.session.say(str(error), "warn")
            self.filters.choose(None)

    def _receive(self, number: int, path: Path | None, wanted: MemoryFilter, found: Found) -> None:
        if number != self._question or self.gone:
            return
        self._cancel = None
        self._slow.stop()
        is_same = (path, wanted) == (self._path, self._wanted)
        before = self.view.currentIndex().row()
        in_hand = self.model.id_at(before) if path == self._path else None
        self._keep_draft()
        if path != self._path and not self._turn_to(path):
            return
        self._wanted = wanted
        self.model.swap(found.ids)
        self._choose_again(in_hand, before if is_same else 0)
        self.filters.counted.setText(found_words(len(found.ids), found.total))
        self._say_empty(found)
        self.pages.setCurrentIndex(0 if found.ids else 1)
        self._show_chosen()

    def _turn_to(self, path: Path | None) -> bool:
        """Let rows come from the memory of ``path``; tell whether that can be."""
        self.model.swap(array("q"))
        self._close_other()
        if path is not None:
            try:
                self._other = self._open_file.enter_context(memory_browse.opened(path))
            except LocalizerError as error:
                self._fail(self._question, error)
                return False
        self._path = path
        return True

    def _close_other(self) -> None:
        self._other = None
        self._open_file.close()

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, MemoryUnit]:
        """Return pairs of the memory shown; none where its file is gone since."""
        if not self.session.is_open or self._closed:
            return {}
        try:
            return memory.by_ids(self._other or self.session.store.read(), ids)
        except (LocalizerError, Cancelled):
            return {}

    def _choose_again(self, in_hand: int | None, line: int) -> None:
        """Where nothing is chosen now, choose the pair that was in hand, else the one in ``line``."""
        choice = self.view.selectionModel()
        if choice.hasSelection() or not self.model.ids:
            return
        found = self.model.line_of(in_hand) if in_hand is not None else -1
        at = found if found >= 0 else min(max(line, 0), len(self.model.ids) - 1)
        index = self.model.index(at, 0)
        choice.setCurrentIndex(index, _CHOOSE)
        self.view.scrollTo(index)

    def _say_empty(self, found: Found) -> None:
        if found.total:
            self.empty.say(_("No pair is as you ask for it."), _("Clear all"), self.filters.clear)
        elif self._path is not None:
            self.empty.say(
                _("This memory is empty."), _("Show this workspace"), partial(self._look, None)
            )
        else:
            self.empty.say(
                _("Nothing is remembered yet. What you approve on the review desk comes here."),
                _("Import …"),
                self._import,
            )

    # -- the pair in hand ------------------------------------------------------------------------

    def _show_chosen(self) -> None:
        self._keep_draft()
        ranges, is_open = self.view.ranges(), self._path is None
        number = sum(last - first + 1 for first, last in ranges)
        unit = self.model.row_at(ranges[0][0]) if number == 1 else None
        chosen = self.model.id_at(ranges[0][0]) if number == 1 else None
        if number > 1:
            self.pair.show_several(number, is_open=is_open)
        elif unit is None or chosen is None:
            self.pair.show_nothing()
        else:
            draft = self._drafts.get(chosen) if is_open else None
            self.pair.show_pair(chosen, unit, draft, is_open=is_open)

    def _keep_draft(self) -> None:
        """Keep what is typed for when the pair is in hand again."""
        if self.pair.number is None or self._path is not None:
            return
        if self.pair.is_changed:
            self._drafts[self.pair.number] = self.pair.target.toPlainText()
        else:
            self._drafts.pop(self.pair.number, None)

    def _enter(self) -> None:
        if self.pair.unit is not None:
            self.pair.target.setFocus()

    def _go_search(self) -> None:
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def _look(self, one: Attached | None) -> None:
        """Show the pairs of an attached memory, or of the workspace's own."""
        self.filters.choose(one.path if one is not None else None)
        self.view.setFocus()

    # -- writing ---------------------------------------------------------------------------------

    def _save(self) -> None:
        if self.pair.can_save and self.pair.number is not None:
            self.work.save(self.pair.number, self.pair.typed)

    def _saved(self, number: int) -> None:
        self._drafts.pop(number, None)

    def _delete(self) -> None:
        numbers = self.model.ids_between(self.view.ranges())
        if numbers and self._path is None and self.pair.delete.isEnabled():
            self.pair.show_nothing()
            for one in self._drafts.keys() & set(numbers) if self._drafts else ():
                del self._drafts[one]
            self.work.forget(numbers)

    # -- files -----------------------------------------------------------------------------------

    def _import(self) -> None:
        choose_import(self.session, self)

    def _add_shelf(self) -> None:
        choose_shelf(self, self.work.attach)

    def _offer_export(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = menu.addAction(_("The pairs shown …"), partial(self._export, shown=True))
        shown.setEnabled(bool(self.model.ids) and self._path is None)
        menu.addAction(_("The whole memory …"), partial(self._export, shown=False))
        menu.popup(self.give_out.mapToGlobal(self.give_out.rect().bottomLeft()))

    def _export(self, *, shown: bool) -> None:
        choose_export(self.session, self, self.model.ids if shown else None)

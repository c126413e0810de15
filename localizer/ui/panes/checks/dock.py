"""The dock put together: groups left, the findings of one group in the middle, one in full right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QWidget

from localizer.catalog import finding_groups
from localizer.catalog.finding_groups import FindingLine, Gathered, Wanted
from localizer.catalog.passages import text_of
from localizer.i18n import _
from localizer.model.changes import Changes
from localizer.packs.rules import load_sources
from localizer.pipeline.ground_words import is_of_shop
from localizer.pipeline.severities import severities
from localizer.ui.actions.check_words import Names, evidence_of, group_name, of_targets, place_of
from localizer.ui.actions.place import Place
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.claim_reader import ask_claim_reader
from localizer.ui.dialogs.shop import ask_shop
from localizer.ui.look.icons import icon
from localizer.ui.look.tokens import SPACE_2, SPACE_3
from localizer.ui.models.finding_lists import FindingTable, GroupList
from localizer.ui.models.paged import ROW_ROLE
from localizer.ui.panes.checks.deeds import Deeds
from localizer.ui.panes.checks.details import Detail, Details
from localizer.ui.panes.checks.filters import FilterRow, Scope
from localizer.ui.widgets.finding_delegates import FindingDelegate, GroupDelegate
from localizer.ui.widgets.pane import Pane
from localizer.ui.widgets.parts import Card, column, label, palette_of
from localizer.ui.widgets.tables import KeyList

#: Changes that come faster than this are shown once.
PAUSE_MS: Final = 200
WIDTHS: Final = (250, 380, 330)


class ChecksDock(Pane):
    """Follows what changes; ``closed`` asks to be hidden."""

    code: ClassVar[str] = "checks"
    closed = Signal()

    def __init__(self, session: Session, here: Callable[[], Place]) -> None:
        """``here`` tells what the screen above shows."""
        super().__init__(session)
        self._here = here
        self.filters = FilterRow(self.closed.emit, lambda: ask_claim_reader(session, self))
        self.groups = GroupList(self)
        self.findings = FindingTable(self._fetch, self)
        self.group_list = KeyList()
        self.group_list.setAccessibleName(_("Groups of findings"))
        self.group_list.setModel(self.groups)
        self.group_list.setItemDelegate(GroupDelegate(self.group_list, ROW_ROLE, self._name))
        self.list = KeyList()
        self.list.setAccessibleName(_("Findings"))
        self.list.setModel(self.findings)
        self.list.setItemDelegate(FindingDelegate(self.list, ROW_ROLE, lambda: self.findings.names))
        for one in (self.group_list, self.list):
            one.setMouseTracking(True)
        self.details = Details(load_sources())
        self.deeds = Deeds(session, self)
        self.empty = label("", "muted", wrap=True)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        for part in (self.group_list, self.list, self.details):
            self.split.addWidget(part)
        self.split.setChildrenCollapsible(False)
        self.split.setSizes(list(WIDTHS))
        self.split.setStretchFactor(1, 1)
        card = Card(self.filters, self.empty, self.split, spacing=SPACE_2)
        card.body.setStretch(2, 1)
        card.body.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        self.setLayout(column(card))
        self._scope: object = None
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self._load)
        self._paint()
        self._connect()

    def _paint(self) -> None:
        inks = palette_of(self)
        self.filters.shut.setIcon(icon("close", inks.muted))

    def _connect(self) -> None:
        self.filters.changed.connect(self._load)
        self.group_list.moved.connect(self._group_moved)
        self.list.moved.connect(self._finding_moved)
        self.list.activated.connect(lambda _index: self.go())
        self.session.looked.connect(self._follow)
        details, deeds = self.details, self.deeds
        details.go_wanted.connect(self.go)
        details.fill_wanted.connect(self._fill_in)
        details.fix_wanted.connect(lambda: self._do(deeds.fix))
        details.overrule_wanted.connect(lambda: self._do(deeds.overrule))
        details.fix_all_wanted.connect(lambda: self._do(self._fix_all))
        details.overrule_all_wanted.connect(lambda: self._do(self._overrule_all))
        details.severity_wanted.connect(self._weigh)
        for keys in ("Return", "Enter"):
            enter = QShortcut(QKeySequence(keys), self.group_list)
            enter.setContext(Qt.ShortcutContext.WidgetShortcut)
            enter.activated.connect(self.list.setFocus)

    # -- what is shown ---------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        """Return where the keys go when the dock opens."""
        return self.list if self.findings.rowCount() else self.group_list

    def reload(self) -> None:
        """Read everything anew."""
        self._load()

    def take(self, changes: Changes) -> None:
        """Read anew what is found, a moment after the last change."""
        del changes
        self._timer.start()

    def _on_launch(self) -> None:
        super()._on_launch()
        if self.isVisible():
            self._timer.start()

    def _follow(self) -> None:
        """Show the findings of what the screen shows now, if only they are wanted."""
        if self.isVisible() and self._wanted_scope() != self._scope:
            self._timer.start()

    def _wanted_scope(self) -> object:
        place = self._here()
        scope = self.filters.of
        if scope is Scope.PRODUCT:
            return place.product_id
        return place.target if scope is Scope.TARGET else None

    def _wanted(self) -> Wanted:
        session, place = self.session, self._here()
        targets, products = session.targets, session.products
        if self.filters.of is Scope.PRODUCT and place.product_id is not None:
            products = tuple(one for one in products if one == place.product_id)
        if self.filters.of is Scope.TARGET and place.target is not None:
            targets = tuple(one for one in targets if one == place.target)
        return Wanted(targets, products, self.filters.by, self.filters.severities)

    def _load(self) -> None:
        session = self.session
        if not session.is_open:
            return
        self._timer.stop()
        self._scope = self._wanted_scope()
        store, wanted = session.store, self._wanted()
        names = of_targets(session.targets, session.label)

        def show(found: Gathered) -> None:
            self._show(found, wanted, names)

        self.ask("groups", lambda: finding_groups.gather(store.read(), wanted), show)

    def _show(self, found: Gathered, wanted: Wanted, written: Names) -> None:
        self.filters.show_counts(found.counts)
        groups = found.groups if wanted.severities else ()
        before = self.group_list.currentIndex().row()
        key = self.groups.groups[before].key if 0 <= before < len(self.groups.groups) else ""
        same = self.groups.by is wanted.by
        with QSignalBlocker(self.group_list):
            self.groups.show_groups(groups, wanted.by, written)
            self.findings.names = written
            line = self.groups.line_of(key) if same else -1
            if line < 0:
                line = min(max(before, 0), len(groups) - 1) if same else 0
            if groups:
                self.group_list.setCurrentIndex(self.groups.index(line))
        self.split.setVisible(bool(groups))
        self.empty.setVisible(not groups)
        self.empty.setText(self._nothing(found))
        self._show_group(line if groups else -1)

    def _nothing(self, found: Gathered) -> str:
        if not found.counts:
            return _("Nothing to mend in this launch.")
        return _("Nothing with these filters.")

    def _name(self, group: finding_groups.Group) -> str:
        return group_name(group, self.groups.by, self.groups.names)

    def _fetch(self, ids: Sequence[int]) -> dict[int, FindingLine]:
        return finding_groups.lines(self.session.store.read(), ids)

    def _group_moved(self, index: QModelIndex) -> None:
        self._show_group(index.row())

    def _show_group(self, line: int) -> None:
        """Show the findings of the group in ``line``, at the finding that was shown or where it was."""
        if not 0 <= line < len(self.groups.groups):
            self.details.show_line(None, {})
            return
        row = self.list.currentIndex().row()
        shown = self.details.line.stored.id if self.details.line is not None else -1
        ids = self.groups.groups[line].ids
        same = shown in ids
        self.findings.swap(ids)
        place = self.findings.line_of(shown) if same else min(max(row, 0), len(ids) - 1)
        index = self.findings.index(place, 0)
        with QSignalBlocker(self.list):
            self.list.setCurrentIndex(index)
        self._finding_moved(index)

    def _finding_moved(self, index: QModelIndex) -> None:
        found = self.findings.row_at(index.row()) if index.isValid() else None
        self.details.show_line(found, self.findings.names)
        launch = self.session.launch
        if found is None or launch is None:
            return
        store, ids, stored = self.session.store, self.findings.ids, found.stored

        def read() -> Detail:
            reader = store.read()
            like, mends = finding_groups.alike(reader, ids, stored.finding.rule)
            return Detail(
                text_of(reader, stored.place.subject, stored.place.subject_id),
                severities(reader, launch.id).get(stored.finding.rule),
                len(like),
                mends,
            )

        self.ask("detail", read, partial(self._show_detail, stored.id))

    def _show_detail(self, number: int, detail: Detail) -> None:
        line = self.details.line
        if line is not None and line.stored.id == number:
            self.details.show_detail(detail)

    # -- what is done ----------------------------------------------------------------------------

    def step(self, by: int) -> None:
        """Go to the next finding (-1: the one before), over the ends of groups, and show it in its place."""
        groups = self.groups.groups
        if not groups:
            self.session.say(self.empty.text() or _("Nothing to mend in this launch."), "ok")
            return
        line = max(self.group_list.currentIndex().row(), 0)
        place = self.list.currentIndex().row() + by
        if not 0 <= place < len(groups[line].ids):
            line = (line + by) % len(groups)
            place = 0 if by > 0 else len(groups[line].ids) - 1
            self.group_list.setCurrentIndex(self.groups.index(line))
        index = self.findings.index(place, 0)
        self.list.setCurrentIndex(index)
        self._finding_moved(index)
        self.go()

    def go(self) -> None:
        """Show the finding in its place."""
        line = self.details.line
        if line is not None:
            self.session.go(*place_of(line.stored, self.session.targets))

    def _fill_in(self) -> None:
        """Go where the fact is filled in: the product's card, or what the shop does for all products."""
        line = self.details.line
        if line is None:
            return
        place, wanted = line.stored.place, evidence_of(line.stored.finding)
        if is_of_shop(wanted):
            ask_shop(self.session, self, place.market, wanted.partition("|")[0])
        else:
            self.session.go("catalog", Place(place.product_id))

    def _do(self, deed: Callable[[FindingLine], object]) -> None:
        if self.details.line is not None:
            deed(self.details.line)

    def _fix_all(self, line: FindingLine) -> None:
        self.deeds.fix_all(line, self.findings.ids, self.findings.names)

    def _overrule_all(self, line: FindingLine) -> None:
        self.deeds.overrule_all(line, self.findings.ids)

    def _weigh(self, weight: object) -> None:
        if self.details.line is not None:
            self.deeds.weigh(self.details.line, weight)

"""The scripts of a target: the list left, one script with its beats right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QWidget

from localizer import pipeline
from localizer.catalog import findings, scripts, views
from localizer.catalog.findings import StoredFinding
from localizer.catalog.scripts import StoredScript
from localizer.catalog.views import ScriptHead
from localizer.i18n import _
from localizer.model.finding import Subject
from localizer.model.launch import Target
from localizer.model.segment import State
from localizer.pipeline import studio
from localizer.pipeline.views import spoken_today
from localizer.store.database import Store
from localizer.ui.actions.place import Place
from localizer.ui.actions.session import Session
from localizer.ui.actions.words import STATES, minutes, style_word
from localizer.ui.dialogs.reason import ask_reason
from localizer.ui.look.tokens import SPACE_2, SPACE_3
from localizer.ui.models.paged import ROW_ROLE
from localizer.ui.models.script_list import ScriptList
from localizer.ui.panes.scripts.sheet import ScriptSheet
from localizer.ui.widgets.pane import Pane
from localizer.ui.widgets.parts import (
    Elided,
    box,
    button,
    chip,
    column,
    combo,
    label,
    row,
    scroll,
    set_role,
)
from localizer.ui.widgets.script_delegate import ScriptDelegate
from localizer.ui.widgets.tables import KeyList

LIST: Final = 300
#: Share of the planned time a script may be over or under.
TOLERANCE: Final = 0.15


@dataclass(frozen=True, slots=True)
class _Script:
    stored: StoredScript
    found: tuple[StoredFinding, ...]
    values: dict[str, str]
    spoken: dict[str, str]
    title: str
    settled: bool
    store: Store


class ScriptsPane(Pane):
    """A line is saved when typing rests; the time and the checks follow."""

    code: ClassVar[str] = "scripts"
    picture: ClassVar[str] = "scripts"

    def __init__(self, session: Session) -> None:
        """Build list and sheet."""
        super().__init__(session)
        self._place = Place()
        self.script: StoredScript | None = None
        self._own = 0
        self._loaded: Store | None = None
        self._current: tuple[int | None, int | None] = (None, None)
        self.sheet: ScriptSheet | None = None
        self.targets = combo(_("Target"))
        self.targets.activated.connect(self._load)
        self.list = KeyList()
        self.list.setAccessibleName(_("Scripts of this target"))
        self.model = ScriptList(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(ScriptDelegate(self.list, ROW_ROLE))
        self.list.setMouseTracking(True)
        self.list.moved.connect(self._moved)
        left = box(column(self.targets, self.list, spacing=SPACE_2))
        left.setFixedWidth(LIST)
        self.title = Elided("", "title")
        self.style_chip = chip()
        self.state = chip("", "info")
        self.time = chip("", "ok")
        self.approve = button(
            _("Approve script") + "   Ctrl+Enter", self.approve_script, role="primary"
        )
        first = row(self.title, self.approve)
        first.setStretch(0, 1)
        self.words = QCheckBox(_("Prices in words"))
        self.words.setToolTip(_("Show under each line with a price how it is said aloud"))
        self.words.setChecked(True)
        self.words.toggled.connect(self._want_words)
        second = row(self.style_chip, self.state, self.time, None, self.words)
        self.head = box(column(first, second, spacing=SPACE_2))
        self.nothing = label(
            _("No scripts for this target yet. Prepare drafts on the launch board."), "muted"
        )
        self.area = scroll(label(""))
        right = column(self.head, self.nothing, self.area, spacing=SPACE_3)
        right.setStretch(2, 1)
        layout = row(left, right, spacing=SPACE_3)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.approve_script)

    @property
    def target(self) -> Target | None:
        """The target whose scripts are shown."""
        found = self.targets.currentData()
        return found if isinstance(found, Target) else None

    def open_at(self, place: Place) -> None:
        """Show the script of a product on a target."""
        self._place = place
        self.reload()

    def first_focus(self) -> QWidget | None:
        """Return where the keys go when the pane comes to the front."""
        return self.list

    def reload(self) -> None:
        """Read targets and list anew."""
        self.flush()
        chosen = self._place.target or self.target
        with QSignalBlocker(self.targets):
            self.targets.clear()
            for one in self.session.targets:
                self.targets.addItem(self.session.label(one), one)
            if chosen in self.session.targets:
                self.targets.setCurrentIndex(self.session.targets.index(chosen))
        self._load()

    def _load(self) -> None:
        target = self.target
        if target is None:
            return
        store, products = self.session.store, self.session.products
        self.ask("list", lambda: views.script_heads(store.read(), target, products), self._show)

    def _show(self, heads: tuple[ScriptHead, ...]) -> None:
        wanted, self._place = self._place, Place()
        with QSignalBlocker(self.list):
            self.model.show_heads(heads)
        line = self.model.line_of(wanted.script_id, wanted.product_id)
        script_id, product_id = self._current
        if line < 0 and script_id is not None:
            line = self.model.line_of(script_id, None)
        if line < 0 and product_id is not None:
            line = self.model.line_of(None, product_id)
        self.nothing.setVisible(not heads)
        self.head.setVisible(bool(heads))
        self.area.setVisible(bool(heads))
        if not heads:
            self.script = self.sheet = None
            return
        index = self.model.index(max(line, 0))
        with QSignalBlocker(self.list):
            self.list.setCurrentIndex(index)
        self._open(self.model.heads[index.row()])

    def _moved(self, index: QModelIndex) -> None:
        if index.isValid():
            self.flush()
            self._open(self.model.heads[index.row()])

    def _open(self, head: ScriptHead) -> None:
        session, launch, script_id = self.session, self.session.launch, head.id
        self._current = (head.id, head.product_id)
        if launch is None:
            return
        store, tools, settled = session.store, session.tools, not self._own

        def read() -> _Script | None:
            reader = store.read()
            try:
                stored = scripts.load(reader, script_id)
            except LookupError:
                return None
            return _Script(
                stored,
                findings.of_subject(reader, Subject.SCRIPT, script_id),
                pipeline.price_today(reader, tools, launch, stored.product_id, stored.target),
                spoken_today(reader, tools, launch, stored.product_id, stored.target),
                views.titles(reader, [stored.product_id]).get(stored.product_id, ""),
                settled,
                store,
            )

        self.ask("script", read, self._show_script)

    def _show_script(self, found: _Script | None) -> None:
        if found is None:
            return
        stored, script = found.stored, found.stored.script
        sheet = self.sheet
        if sheet is None or sheet.script_id != stored.id or not sheet.same_shape(script):
            sheet = ScriptSheet(stored, self._ask_overrule)
            sheet.setObjectName("root")
            sheet.saved.connect(self._save_line)
            sheet.anew.connect(self._write_anew)
            sheet.locked.connect(self._lock)
            self.sheet = sheet
            self.area.setWidget(sheet)
        self.script, self._loaded = stored, found.store
        settled = found.settled and not self._own
        sheet.show_script(found.values, found.spoken, stored, settled=settled)
        sheet.want_words(wanted=self.words.isChecked())
        sheet.show_findings(found.found, script)
        self.title.show_text(found.title)
        self.style_chip.setText(f"{style_word(script.style)} · {stored.label}")
        self.state.setText(_(STATES[stored.state]))
        set_role(self.state, "ok" if stored.state is State.APPROVED else "info")
        self._show_total(stored)

    def _show_total(self, stored: StoredScript) -> None:
        spoken, planned = stored.spoken_seconds, stored.planned_seconds
        off = spoken - planned
        words = _("{n} over") if off > 0 else _("{n} under")
        if not round(off):
            words = _("on time")
        self.time.setText(
            _("{spoken} of {planned} · {off}").format(
                spoken=minutes(spoken),
                planned=minutes(planned),
                off=words.format(n=minutes(abs(off))),
            )
        )
        set_role(self.time, "ok" if abs(off) <= planned * TOLERANCE else "warn")

    def _want_words(self, wanted: bool) -> None:  # noqa: FBT001 - Qt's signal
        if self.sheet is not None:
            self.sheet.want_words(wanted=wanted)

    def flush(self) -> None:
        """Save what is being typed."""
        if self.sheet is not None:
            self.sheet.flush()

    def _save_line(self, number: int, text: str) -> None:
        store = self._loaded
        if self.script is None or store is None or self._closed:
            return
        tools, script_id = self.session.tools, self.script.id
        self._own += 1
        job = self.session.edit(
            lambda: pipeline.edit_script_line(store, tools, script_id, number, text)
        )
        job.failed.connect(self._not_saved)
        job.crashed.connect(self._not_saved)
        job.ended.connect(self._line_ended)

    def _write_anew(self, place: int) -> None:
        """Write one beat again; what is being typed elsewhere is saved first."""
        self.flush()
        store = self._loaded
        if self.script is None or store is None:
            return
        tools, script_id = self.session.tools, self.script.id
        self.session.edit(lambda: studio.write_beat_anew(store, tools, script_id, place))

    def _lock(self, number: int, locked: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.flush()
        store = self._loaded
        if self.script is None or store is None:
            return
        script_id = self.script.id
        self.session.edit(lambda: studio.lock_line(store, script_id, number, locked=locked))

    def _not_saved(self, _error: object) -> None:
        if self.sheet is not None:
            self.sheet.forget_sent()

    def _line_ended(self) -> None:
        self._own = max(0, self._own - 1)

    def approve_script(self) -> None:
        """Approve the script in hand and show the next one."""
        if self.script is None:
            return
        self.flush()
        store, tools, script_id = self.session.store, self.session.tools, self.script.id
        self.session.edit(lambda: pipeline.approve_scripts(store, tools, [script_id]))
        line = self.list.currentIndex().row() + 1
        if line < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(line))

    def _ask_overrule(self, stored: StoredFinding) -> None:
        store = self.session.store

        def let_pass(reason: str) -> None:
            self.session.edit(lambda: pipeline.overrule(store, stored.id, reason))

        question = _("Why may it pass? The reason is kept and shown in the export.")
        ask_reason(self, _("Overrule"), question, _("Let it pass"), let_pass)

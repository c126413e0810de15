"""The review desk under any order of what a person does, against what must hold after each of it."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from localizer import pipeline
from localizer.catalog import queue, translations
from localizer.catalog.queue_views import QueueView
from localizer.pipeline.renewal import renew
from localizer.settings import Settings
from localizer.store.database import open_store
from localizer.ui.actions.session import Session
from localizer.ui.jobs import Jobs
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.review import ReviewPane

#: Tables whose rows are what people and drafts made; steps and what is derived are looked at otherwise.
KEPT = ("product", "segment", "translation", "translation_body", "note", "assignment", "script")
TEXTS = st.text(alphabet="กขคงเสื้อ ผ้าฝ้ายabc 0123456789{}<>&", min_size=1, max_size=40)
#: So long one waits for work that is under way, in turns of 2 ms.
TURNS = 5000


class DeskMachine(RuleBasedStateMachine):
    """``source`` is a drafted workspace, ``tools`` the program's resources; both are set by the test."""

    source: ClassVar[Path]
    tools: ClassVar[pipeline.Tools]

    def __init__(self) -> None:
        """Open a copy of the workspace."""
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "work.localizer"
        self.path.write_bytes(self.source.read_bytes())
        self.crashes: list[BaseException] = []
        self.cost = 40
        self._open()

    def _open(self) -> None:
        self.session = Session(Jobs(), Settings(hints=False))
        self.session.jobs.crashed.connect(self.crashes.append)
        self.session.attach(tools=self.tools, store=open_store(self.path, person="tester"))
        self.window = MainWindow(self.session)
        self.window.show()
        self.window.activateWindow()
        self.window.show_pane("review")
        self._rest()

    def _close(self) -> None:
        self.window.close()
        self._rest()
        self.session.close()
        self.window.deleteLater()
        self.session.jobs.deleteLater()
        self.session.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _rest(self) -> None:
        quiet = 0
        for _turn in range(TURNS):
            QApplication.processEvents()
            quiet = 0 if self.session.jobs.live or self.session._unsaved else quiet + 1
            if quiet > 2:
                return
            QTest.qWait(2)
        raise AssertionError("work goes on for ever")

    @property
    def desk(self) -> ReviewPane:
        """The review desk."""
        found = self.window.panes["review"]
        assert isinstance(found, ReviewPane)
        return found

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return all that is kept."""
        reader = self.session.store.read()
        queries = {name: f"SELECT * FROM {name} ORDER BY id" for name in KEPT}  # noqa: S608 - ours
        return {name: [tuple(row) for row in reader.rows(q)] for name, q in queries.items()}

    @initialize()
    def begin(self) -> None:
        """Stand at the first text."""
        assert self.desk.pair is not None

    # -- what a person does --------------------------------------------------------------------------

    @precondition(lambda self: self.desk.pair is not None)
    @rule(text=TEXTS)
    def edit(self, text: str) -> None:
        """Write another text and leave it to be saved."""
        desk = self.desk
        assert desk.pair is not None
        number = desk.pair.id
        desk.target.put(text)
        desk.flush()
        self._rest()
        stored = translations.pair(self.session.store.read(), number)
        assert stored.translation.text.split() == text.split() or not text.split()

    @rule()
    def approve(self) -> None:
        """Approve by key."""
        self.window.show_pane("review")
        self._rest()
        key, control = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        QTest.keyClick(self.desk.target.editor, key, control)
        self._rest()

    @rule()
    def undo(self) -> None:
        """Take a step back."""
        self.session.undo()
        self._rest()

    @rule()
    def redo(self) -> None:
        """Do again what was taken back."""
        self.session.redo()
        self._rest()

    @rule()
    def undo_and_redo(self) -> None:
        """A step taken back and done again leaves everything as it was."""
        before = self.dump()
        if self.session.store.read().value("SELECT count(*) FROM step WHERE undone = 0"):
            self.session.undo()
            self._rest()
            self.session.redo()
            self._rest()
            assert self.dump() == before

    @rule(words=st.sampled_from(["", "เ", "V", "雪纺", "zzz"]))
    def search(self, words: str) -> None:
        """Narrow the queue."""
        self.desk.side.search.setText(words)
        QTest.qWait(170)
        self._rest()

    @rule(view=st.sampled_from([QueueView(), QueueView(flagged=True), QueueView(noted=True)]))
    def choose(self, view: QueueView) -> None:
        """Choose what is listed."""
        self.desk.side.panel.show_view(view)
        self.desk._load_queue()
        self._rest()

    @rule(by=st.sampled_from([-1, 1, 2]))
    def move(self, by: int) -> None:
        """Go through the queue."""
        self.desk._move(by)
        self._rest()

    @rule(pane=st.sampled_from(["board", "prices", "review"]))
    def look_elsewhere(self, pane: str) -> None:
        """Go to another screen and come back."""
        self.window.show_pane(pane)
        self._rest()
        self.window.show_pane("review")
        self._rest()

    @rule()
    def take_in_a_newer_file(self) -> None:
        """Import a file that changes a cost, and bring the launch up to date."""
        self.cost += 1
        file = Path(self.folder.name) / "newer.csv"
        with file.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(["SKU", "标题", "成本", "币种"])
            writer.writerow(["CU-2", "304不锈钢保温杯 500毫升", str(self.cost), "CNY"])
        store, tools = self.session.store, self.tools
        self.session.work(
            "Import",
            lambda _progress: (
                pipeline.import_catalog(store, file, catalog="shop"),
                renew(store, tools),
            ),
        )
        self._rest()

    @rule()
    def close_and_open(self) -> None:
        """Nothing is lost by closing."""
        before = self.dump()
        self._close()
        self._open()
        assert self.dump() == before

    # -- what always holds ---------------------------------------------------------------------------

    @invariant()
    def what_is_shown_is_stored(self) -> None:
        """The text in the editor is that of the workspace."""
        pair = self.desk.pair
        if pair is not None and not self.desk.target.editor.dirty:
            stored = translations.pair(self.session.store.read(), pair.id)
            assert self.desk.target.text() == stored.translation.text

    @invariant()
    def counts_are_those_of_the_table(self) -> None:
        """The counts of the queue are those of a plain count."""
        reader, target = self.session.store.read(), self.desk.side.target
        if target is None:
            assert self.session.launch is None, "even the launch was taken back"
            return
        counts = queue.state_counts(reader, queue.QueueFilter(target))
        plain = reader.value("SELECT count(*) FROM translation WHERE locale = ?", (target.locale,))
        assert sum(counts.values()) == plain

    @invariant()
    def nothing_crashed(self) -> None:
        """No job failed in a way nobody foresaw."""
        assert self.crashes == []

    def teardown(self) -> None:
        """Look at the file and close it."""
        assert self.session.store.read().value("PRAGMA integrity_check") == "ok"
        self._close()
        self.folder.cleanup()

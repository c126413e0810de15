"""The one place of long work: what runs and waits, what ended, and the log of what was told.

It lies over the screen without taking it away; Escape closes it and gives the keys back.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit, QTabWidget, QWidget
from shiboken6 import isValid

from localizer.i18n import _
from localizer.ui.actions.news import write_log
from localizer.ui.actions.session import Session
from localizer.ui.jobs import Job
from localizer.ui.look.tokens import SPACE_2, SPACE_3
from localizer.ui.widgets.ended_list import EndedList
from localizer.ui.widgets.job_row import JobRow
from localizer.ui.widgets.parts import Card, box, button, column, label, row, scroll

SIZE: Final = (560, 520)
#: How often the times of what runs are told anew.
TICK_MS: Final = 500
#: Pixels for what runs; more of it is scrolled to.
RUNNING: Final = 230
_SUFFIX: Final = "txt"
_MOVES: Final = frozenset({QEvent.Type.Resize, QEvent.Type.Move})


class JobsPanel(Card):
    """Lies on ``ground`` in the lower left corner of ``screen``, a part of it, while it is open."""

    def __init__(self, session: Session, ground: QWidget, screen: QWidget) -> None:
        """Begin closed and follow the jobs of ``session``."""
        super().__init__()
        self.setParent(ground)
        self.setAutoFillBackground(True)
        self.setAccessibleName(_("Work and messages"))
        self._session = session
        self._ground, self._screen = ground, screen
        self._before: QWidget | None = None
        self._rows: dict[Job, JobRow] = {}
        self._make()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._follow)
        self._connect()
        self.hide()

    def _make(self) -> None:
        self.shut = button(
            "", self.close_panel, role="ghost", picture="close", name=_("Close work and messages")
        )
        self.idle = label(
            _("Nothing is running. Long work shows itself here, with ways to pause and stop it."),
            "muted",
            wrap=True,
        )
        self._running = column(spacing=SPACE_2)
        self._inside = box(self._running)
        self._area = scroll(self._inside)
        self.none_ended = label(_("No work has ended since the program began."), "muted", wrap=True)
        self.ended = EndedList()
        work = column(
            self.idle,
            self._area,
            label(_("Ended"), "section"),
            self.none_ended,
            self.ended,
        )
        work.setContentsMargins(0, SPACE_3, 0, 0)
        work.addStretch(1)
        work.setStretch(work.indexOf(self.ended), 100)
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setTabChangesFocus(True)
        self.log.setProperty("role", "mono")
        self.log.setAccessibleName(_("Log of what was told and done"))
        told = column(self.log)
        told.setContentsMargins(0, SPACE_3, 0, 0)
        self.tabs = QTabWidget()
        self.tabs.addTab(box(work), _("Work"))
        self.tabs.addTab(box(told), _("Messages"))
        self.tabs.currentChanged.connect(self._show_log)
        self.copy = button(_("Copy the log"), self.copy_log)
        self.save = button(_("Save the log…"), self.choose_file)
        self.body.addLayout(row(label(_("Work and messages"), "title"), None, self.shut))
        self.body.addWidget(self.tabs, 1)
        self.body.addLayout(row(None, self.copy, self.save))

    def _connect(self) -> None:
        session = self._session
        for job in session.jobs.in_order:
            self._watch(job)
        session.jobs.started.connect(self._watch)
        session.jobs.begun.connect(self._follow)
        session.jobs.held.connect(self._follow)
        session.jobs.ended.connect(self._drop)
        session.noted.connect(self._show_news)
        self._screen.installEventFilter(self)

    # -- open and closed -------------------------------------------------------------------------

    def toggle(self) -> None:
        """Open the panel, or close it."""
        if self.isVisible():
            self.close_panel()
            return
        self._before = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()
        self.first_focus().setFocus()

    def close_panel(self) -> None:
        """Close the panel; the keys go back to where they were."""
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self._ground)
        before, self._before = self._before, None
        self.hide()
        if had_focus and before is not None and isValid(before) and before.isVisible():
            before.setFocus()

    def first_focus(self) -> QWidget:
        """Return where the keys go when it opens: to what can be done to the work that runs."""
        for one in self._rows.values():
            for made in (one.hold, one.stop):
                if made.isEnabled():
                    return made
        return self.shut

    def _place(self) -> None:
        room = QRect(self._screen.mapTo(self._ground, QPoint()), self._screen.size())
        width, height = min(SIZE[0], room.width()), min(SIZE[1], room.height())
        self.setGeometry(room.left(), room.bottom() + 1 - height, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the corner of the screen, which the message bar makes lower."""
        if event.type() in _MOVES and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Take Escape before the screen below does."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if _is_escape(event):
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell how everything stands now."""
        super().showEvent(event)
        self._follow()
        self._show_news()

    # -- the work --------------------------------------------------------------------------------

    @Slot(object)
    def _watch(self, job: Job) -> None:
        if not job.label:
            return
        made = JobRow(self._session.jobs, job, self.shut.setFocus)
        last = next(reversed(self._rows.values())).stop if self._rows else self.tabs.tabBar()
        self._rows[job] = made
        self._running.addWidget(made)
        for one, following in pairwise((last, made.hold, made.stop, self.ended)):
            QWidget.setTabOrder(one, following)
        job.progressed.connect(made.follow)
        self._follow()

    @Slot(object)
    def _drop(self, job: Job) -> None:
        made = self._rows.pop(job, None)
        if made is not None:
            had_focus = made.isAncestorOf(QApplication.focusWidget() or self)
            made.hide()
            made.deleteLater()
            if had_focus:
                self.first_focus().setFocus()
        self._follow()

    @Slot()
    def _follow(self) -> None:
        """Show how everything stands that runs or waits."""
        self.idle.setVisible(not self._rows)
        for made in self._rows.values():
            made.follow()
        self._area.setVisible(bool(self._rows))
        self._area.setFixedHeight(min(self._inside.sizeHint().height(), RUNNING))
        if self._rows and self.isVisible():
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def _show_news(self) -> None:
        if not self.isVisible():
            return
        ended = self._session.news.ended
        self.none_ended.setVisible(not ended)
        self.ended.setVisible(bool(ended))
        self.ended.show_ended(ended)
        self._show_log()

    # -- the log ---------------------------------------------------------------------------------

    @Slot()
    def _show_log(self) -> None:
        if self.log.isVisible():
            self.log.setPlainText(self._session.news.text())
            self.log.verticalScrollBar().setValue(self.log.verticalScrollBar().maximum())

    def copy_log(self) -> None:
        """Put the log on the clipboard."""
        QGuiApplication.clipboard().setText(self._session.news.text())
        self._session.say(_("The log is on the clipboard."), "ok")

    def choose_file(self) -> QFileDialog:
        """Let the person choose where the log is written."""
        dialog = QFileDialog(self, _("Save the log"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        texts = _("Text files")
        dialog.setNameFilters([f"{texts} (*.{_SUFFIX})"])
        dialog.setDefaultSuffix(_SUFFIX)
        dialog.selectFile(f"localizer-log.{_SUFFIX}")
        dialog.fileSelected.connect(lambda name: self.save_log(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def save_log(self, path: Path) -> None:
        """Write the log as it is now to ``path``."""
        session, text = self._session, self._session.news.text()
        session.jobs.run(
            lambda _progress: write_log(path, text),
            done=partial(_tell_written, session, path),
            must_finish=True,
        )


def _tell_written(session: Session, path: Path, _none: object) -> None:
    session.say(_("The log was written to {file}.").format(file=path), "ok")


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape

"""Start the window: build the application and its look, load the tools, open the workspace."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

from localizer import i18n, pipeline, settings
from localizer.errors import EnvironmentProblem, LocalizerError
from localizer.ui.actions.machine import missing_library, require_display

try:
    from PySide6.QtCore import QObject, QTimer
    from PySide6.QtWidgets import QApplication
except ImportError as error:
    raise EnvironmentProblem(missing_library(str(error))) from error

from localizer.i18n import _
from localizer.store.database import Store, open_store
from localizer.ui import asked
from localizer.ui.actions.keeping import Keeper
from localizer.ui.actions.session import Session
from localizer.ui.garbage import Collector
from localizer.ui.jobs import Jobs
from localizer.ui.look.motion import still
from localizer.ui.look.theme import Scheme, Theme
from localizer.ui.main_window import SIZE, MainWindow
from localizer.ui.widgets.parts import repaint_icons
from localizer.ui.widgets.qt_words import install_translator

if TYPE_CHECKING:
    from localizer.pipeline.packages_opening import OpenedPackage

#: How long a picture waits after the last job, for delayed layouts.
SETTLE_MS: Final = 250
#: How often it is asked whether the window is ready, where that is measured.
POLL_MS: Final = 2


class Desk(QObject):
    """Owns the application's look, the jobs, the session and the one window; builds it anew when asked."""

    def __init__(self, application: QApplication, chosen: settings.Settings) -> None:
        """Apply the person's settings and make the window."""
        super().__init__(application)
        self.application = application
        self.code = 0
        self._workspace: Path | None = None
        self._pane = ""
        self._shot: Path | None = None
        self._quit_when_ready = False
        self.theme = Theme(
            application, language=i18n.active_language(), scheme=scheme_of(chosen.appearance)
        )
        self.jobs = Jobs(self)
        self.session = Session(self.jobs, chosen, self)
        self.session.rebuild_wanted.connect(self.rebuild)
        if chosen.less_motion:
            still(on=True)
        self.theme.changed.connect(self._repaint)
        self.jobs.crashed.connect(self._note_crash)
        self.keeper = Keeper(self.session)
        self.window = self._make_window()

    def _make_window(self) -> MainWindow:
        install_translator(self.application, i18n.active_language())
        window = MainWindow(self.session)
        window.closed.connect(self.application.quit)
        return window

    def begin(self, workspace: Path | None, *, pane: str = "") -> None:
        """Show the window; then load the tools and open ``workspace`` in the background."""
        self._workspace, self._pane = workspace, pane
        if self._shot is not None:
            self.window.resize(*SIZE)
        self.window.show()
        self.jobs.run(
            lambda _progress: pipeline.load_tools(),
            done=self._have_tools,
            failed=self._not_ready,
        )

    def _have_tools(self, tools: pipeline.Tools) -> None:
        gc.freeze()  # the packs stay: a search for garbage has no business among them
        self.session.attach(tools=tools)
        for refused in tools.packs.refused:
            self.session.say(refused, "warn")
        if self._workspace is None:
            self._ready()
            return
        file, person = self._workspace, settings.person_name(self.session.settings)
        if _is_packed(file) and asked.is_package(file):
            self.jobs.run(
                lambda progress: asked.package_open.load(file, tools, person, progress),
                done=self._have_package,
                failed=self._not_ready,
                writes=True,
                label=_("Opening {file}").format(file=file.name),
            )
            return
        self.jobs.run(
            lambda _progress: open_store(file, person=person),
            done=self._have_store,
            failed=self._not_ready,
            writes=True,
        )

    def _have_store(self, store: Store) -> None:
        self.session.attach(store=store)
        self._ready()

    def _have_package(self, found: tuple[OpenedPackage, Store]) -> None:
        opened, store = found
        self.session.attach(store=store)
        self._ready()
        if not self._pane:
            asked.package_open.show(self.session, opened)

    def _not_ready(self, problem: LocalizerError) -> None:
        self.code = 1
        self.session.say(str(problem), "block")
        self._ready()

    def _note_crash(self, _error: object) -> None:
        self.code = 1
        if self._shot is not None:
            self.window.close()

    def _ready(self) -> None:
        self.window.opened()
        if self._pane:
            self.window.show_pane(self._pane)
        else:
            self.window.home()
        if self._shot is not None:
            QTimer.singleShot(SETTLE_MS, self._take_shot)
        if self._quit_when_ready:
            QTimer.singleShot(0, self._close_at_rest)

    def close_when_ready(self) -> None:
        """Close the window once it shows what it was opened for, to measure how long that takes."""
        self._quit_when_ready = True

    def _close_at_rest(self) -> None:
        if not self.jobs.at_rest:
            QTimer.singleShot(POLL_MS, self._close_at_rest)
        else:
            self.window.close()

    def take_shot(self, file: Path) -> None:
        """Save the window as a picture once its data is there, then close."""
        self._shot = file

    def _take_shot(self) -> None:
        if self.jobs.live:
            QTimer.singleShot(SETTLE_MS, self._take_shot)
            return
        if self._shot is not None and not self.window.grab().save(str(self._shot)):
            self.code = 1
        self.window.close()

    def rebuild(self) -> None:
        """Build the window anew in the language and colours chosen now, at the same place."""
        chosen = self.session.settings
        i18n.activate(chosen.language or i18n.system_language())
        self.theme.set_language(i18n.active_language())
        self.theme.set_scheme(scheme_of(chosen.appearance))
        old, pane = self.window, self.window.current
        old.closed.disconnect(self.application.quit)
        old.replaced = True
        old.close()
        old.deleteLater()
        self.window = self._make_window()
        self.window.show()
        self.window.show_pane(pane)

    def _repaint(self) -> None:
        self.window.navigation.repaint_icons()
        repaint_icons(self.window)

    def crashed(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Report a bug in the window's own thread; Ctrl+C in the terminal closes the window."""
        if issubclass(kind, KeyboardInterrupt):
            self.window.close()
            return
        self.window.report(error.with_traceback(trace))


def _is_packed(file: Path) -> bool:
    """Tell whether ``file`` is an archive at all: what reads packages is imported only then."""
    try:
        with file.open("rb") as stream:
            return stream.read(2) == b"PK"
    except OSError:
        return False


def scheme_of(name: str) -> Scheme:
    """Return the scheme called ``name`` in the settings, the system's for an unknown one."""
    return Scheme(name) if name in set(Scheme) else Scheme.SYSTEM


def run(
    workspace: Path | None,
    *,
    quit_when_ready: bool = False,
    shot: Path | None = None,
    pane: str = "",
    shown: Callable[[], object] = lambda: None,
) -> int:
    """Show the window until it is closed; return the exit code.

    It speaks the language that is active. ``shot`` saves a picture of ``pane`` with its data and closes.
    ``shown`` is called when the window is there. With ``quit_when_ready`` it closes as soon as a person could
    work in it.
    Raises `EnvironmentProblem` where no window can be shown.
    """
    require_display()
    chosen = settings.load()
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("localizer")
    application.setDesktopFileName("localizer")
    application.setApplicationDisplayName("Localizer")
    application.setQuitOnLastWindowClosed(False)
    desk = Desk(application, chosen)
    collector = Collector(application)
    before, sys.excepthook = sys.excepthook, desk.crashed
    try:
        if quit_when_ready:
            desk.close_when_ready()
        if shot is not None:
            desk.take_shot(shot)
        desk.begin(workspace, pane=pane)
        shown()
        application.exec()
        return desk.code
    finally:
        sys.excepthook = before
        desk.session.close()
        collector.stop()
        collector.deleteLater()
        desk.window.deleteLater()
        desk.deleteLater()

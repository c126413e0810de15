"""The one main window: navigation left, a screen right, news below; keys that work everywhere."""

from __future__ import annotations

import datetime as dt
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QSizePolicy, QSplitter, QStackedWidget

from localizer.catalog import launches
from localizer.i18n import _, ngettext
from localizer.model.changes import Changes
from localizer.pipeline.rate_info import rate_info
from localizer.settings import changed
from localizer.store.holding import holder_words
from localizer.ui import asked
from localizer.ui.actions import asks
from localizer.ui.actions.command_list import BY_CODE, Command
from localizer.ui.actions.commands import with_keys
from localizer.ui.actions.place import Place
from localizer.ui.actions.session import Session
from localizer.ui.actions.words import clock, day
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import SPACE_3
from localizer.ui.panes.checks.counter import CheckCounter
from localizer.ui.panes.screens import PANES
from localizer.ui.widgets.banner import Banner
from localizer.ui.widgets.command_menu import CommandMenu
from localizer.ui.widgets.hints import HintLine
from localizer.ui.widgets.jobs_panel import JobsPanel
from localizer.ui.widgets.message_bar import MessageBar
from localizer.ui.widgets.navigation import Destination, Navigation
from localizer.ui.widgets.notices import Notices
from localizer.ui.widgets.pane import Pane
from localizer.ui.widgets.parts import box, column, row

if TYPE_CHECKING:
    from localizer.ui.dialogs.keys_sheet import KeysSheet
    from localizer.ui.dialogs.palette import Palette
    from localizer.ui.dialogs.privacy import PrivacyDialog
    from localizer.ui.panes.checks.dock import ChecksDock

SIZE: Final = (1366, 820)
LEAST: Final = (1080, 620)
#: Pixels the screen keeps when the checks are open, and those of the checks at first and at least.
STACK: Final = 300
CHECKS: Final = 270
CHECKS_LEAST: Final = 190
START: Final = "start"
BOARD: Final = "board"


class MainWindow(QMainWindow):
    """Shows one pane at a time and builds each when it is first wanted."""

    closed = Signal()

    def __init__(self, session: Session) -> None:
        """Show the start screen; the others need a workspace and the tools."""
        super().__init__()
        self.session = session
        self.panes: dict[str, Pane] = {}
        #: Another window takes this one's place: the program goes on.
        self.replaced = False
        self._screens = {screen.code: screen for _name, screen in PANES}
        self.setWindowTitle(_("Localizer"))
        self.setAcceptDrops(True)
        self.resize(*SIZE)
        self.setMinimumSize(*LEAST)
        keys = session.commands.keys_text
        self.navigation = Navigation(
            [
                Destination(screen.code, _(name), screen.picture, keys(f"go.{screen.code}"))
                for name, screen in PANES
            ]
        )
        self.stack = QStackedWidget()
        self.stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.messages = MessageBar()
        self.stack.setMinimumHeight(STACK)
        self.checks: ChecksDock | None = None
        self.counter = CheckCounter(session, self.toggle_checks)
        self.menu = CommandMenu(session.commands, self.usable, self.run_command)
        self.navigation.hold(self.counter)
        self.navigation.hold_above(self.menu)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.addWidget(self.stack)
        self.split.setChildrenCollapsible(False)
        self.hints = HintLine(session)
        self.hints.left.connect(self._take_keys)
        #: Says as long as it is so that the workspace can only be looked at.
        self.held = Banner()
        content = column(self.hints, self.held, self.split, self.messages, spacing=SPACE_3)
        content.setStretch(2, 1)
        line = row(self.navigation, content, spacing=SPACE_3)
        line.setContentsMargins(SPACE_3, SPACE_3, SPACE_3, SPACE_3)
        line.setStretch(1, 1)
        root = box(line)
        root.setObjectName("root")
        self.setCentralWidget(root)
        self._root = root
        self.notices = Notices(session.jobs, self)
        self._connect()
        self._make_keys()
        self._restore()
        self.opened()
        self.show_pane(START)
        self._show_held()

    def _connect(self) -> None:
        session, navigation = self.session, self.navigation
        session.went.connect(self.show_pane)
        session.said.connect(self.messages.show_message)
        session.changed.connect(self._on_changed)
        session.launch_changed.connect(self._show_launch)
        session.opened.connect(self._forget_panes)
        session.opened.connect(self._show_held)
        session.saving.connect(self._on_saving)
        session.about_to_replay.connect(self.flush)
        session.jobs.started.connect(navigation.jobs.watch)
        session.jobs.held.connect(navigation.jobs.show_hold)
        for job in session.jobs.in_order:  # the window before was built anew while they ran
            navigation.jobs.watch(job)
        session.jobs.problem.connect(self._on_problem)
        session.jobs.crashed.connect(self.report)
        navigation.chosen.connect(self.show_pane)
        navigation.launch_chosen.connect(session.find_launch)
        navigation.undo_wanted.connect(session.undo)
        navigation.redo_wanted.connect(session.redo)
        navigation.work_wanted.connect(self.toggle_work)
        name, keys = navigation.work.accessibleName(), session.commands.keys_text("window.jobs")
        navigation.work.setToolTip(literal(with_keys(name, keys)))

    def _make_keys(self) -> None:
        session = self.session
        session.commands.bind(
            self,
            {
                **{f"go.{code}": partial(self.show_pane, code) for code in self._screens},
                "go.next": lambda: self._step_pane(1),
                "go.previous": lambda: self._step_pane(-1),
                "edit.undo": session.undo,
                "edit.redo": session.redo,
                "window.palette": self.find_anything,
                "window.keys": self.show_keys,
                "window.menu": self.menu.open,
                "window.checks": self.toggle_checks,
                "window.jobs": self.toggle_work,
                "window.privacy": self.show_privacy,
                "window.next_finding": lambda: self._next_finding(1),
                "window.previous_finding": lambda: self._next_finding(-1),
                "window.quit": self.close,
                "book.write": lambda: asked.ask_launch_book(session, self),
                "translators.send": lambda: asked.ask_send(session, self),
                "translators.take": lambda: asked.choose_file(session, self),
                "translators.open": lambda: asked.choose_package(session, self),
                "translators.return": lambda: asked.ask_return(session, self),
            },
        )

    # -- commands --------------------------------------------------------------------------------

    def knows(self, command: Command) -> bool:
        """Tell whether the window has such a command at all."""
        return self.session.commands.can(command.code) or command.group in self._screens

    def usable(self, command: Command) -> bool:
        """Tell whether a command can be carried out now, on another screen if need be."""
        if not self.knows(command):
            return False
        code = command.code.partition(".")[2] if command.group == "go" else command.group
        made = self.navigation.buttons.get(code)
        return made is None or made.isEnabled()

    def run_command(self, code: str) -> None:
        """Carry a command out; one of another screen brings that to the front."""
        group = BY_CODE[code].group
        if group in self._screens and self.current != group:
            self.show_pane(group)
        self.session.commands.run(code)

    def find_anything(self) -> Palette:
        """Show the field that finds commands, products and texts."""
        palette = asked.Palette(self.session, self.usable, self.run_command, self)
        palette.finished.connect(palette.deleteLater)
        palette.open()
        return palette

    def show_keys(self) -> KeysSheet:
        """Show every command with its keys."""
        sheet = asked.KeysSheet(self.session.commands, self.knows, self)
        sheet.show()
        return sheet

    def show_privacy(self) -> PrivacyDialog:
        """Show what leaves this machine, and what is turned on now."""
        page = asked.PrivacyDialog(self.session.settings.engines, self)
        page.show()
        return page

    def _step_pane(self, by: int) -> None:
        codes = [code for code in self._screens if self.navigation.buttons[code].isEnabled()]
        here = codes.index(self.current) if self.current in codes else 0
        self.show_pane(codes[(here + by) % len(codes)])

    @property
    def current(self) -> str:
        """The code of the pane in front."""
        pane = self.stack.currentWidget()
        return pane.code if isinstance(pane, Pane) else ""

    def show_pane(self, code: str, place: Place | None = None) -> None:
        """Bring the pane ``code`` to the front, at ``place`` if given; an unknown one is the home pane."""
        if code not in self._screens:
            self.home()
            return
        if code != START and not self.session.is_open:
            return
        if code not in self.panes:
            self.panes[code] = self._screens[code].make(self.session)
            self.stack.addWidget(self.panes[code])
        before, pane = self.stack.currentWidget(), self.panes[code]
        if isinstance(before, Pane) and before is not pane:
            before.leave()
        self.stack.setCurrentWidget(pane)
        self.navigation.select(code)
        self.session.looked.emit()
        if place is not None and place != Place():
            pane.open_at(place)
        self._take_keys()
        self.hints.follow(code)

    def _take_keys(self) -> None:
        """Give the keys to the screen in front."""
        pane = self.stack.currentWidget()
        if isinstance(pane, Pane) and (focus := pane.first_focus()) is not None:
            focus.setFocus()

    def opened(self) -> None:
        """Follow what is open now: which panes can be shown, launch, rates, undo."""
        for code in self._screens:
            needs_launch = code not in {START, "catalog", "terms", "memory", "engines", "people"}
            usable = self.session.is_open and (not needs_launch or self.session.launch is not None)
            self.navigation.enable(code, on=code == START or usable)
        self._show_launch()
        self._show_rates()
        self._show_steps()
        self._show_checks()

    @cached_property
    def work(self) -> JobsPanel:
        """The panel of all work, made when it is first wanted: the window is there sooner."""
        return JobsPanel(self.session, self._root, self.split)

    def toggle_work(self) -> None:
        """Open the panel of all work, or close it."""
        self.work.toggle()

    # -- the checks under the screen -------------------------------------------------------------

    def toggle_checks(self) -> None:
        """Open the checks, or close them."""
        self._keep_checks(is_open=not self.session.settings.checks_open)
        self._show_checks()
        if self.checks is not None and self.checks.isVisible():
            self.checks.first_focus().setFocus()

    def _show_checks(self) -> None:
        """Show or hide the checks as the person left them; without a launch there are none."""
        has_launch = self.session.is_open and self.session.launch is not None
        shown = has_launch and self.session.settings.checks_open
        self.counter.button.setChecked(shown)
        if shown and self.checks is None:
            self.checks = asked.ChecksDock(self.session, self._here)
            self.checks.closed.connect(self.toggle_checks)
            self.checks.setMinimumHeight(CHECKS_LEAST)
            self.split.addWidget(self.checks)
            height = self.session.settings.checks_height or CHECKS
            self.split.setSizes([max(self.split.height() - height, STACK), height])
            self.split.setStretchFactor(0, 1)
            self.split.setStretchFactor(1, 0)
        if self.checks is not None:
            self.checks.setVisible(shown)

    def _keep_checks(self, *, is_open: bool) -> None:
        settings = self.session.settings
        height = settings.checks_height
        if self.checks is not None and self.checks.isVisible():
            height = self.checks.height()
        if (is_open, height) != (settings.checks_open, settings.checks_height):
            self.session.remember(changed(settings, checks_open=is_open, checks_height=height))

    def _here(self) -> Place:
        pane = self.stack.currentWidget()
        return pane.here() if isinstance(pane, Pane) else Place()

    def _next_finding(self, by: int) -> None:
        """Go to the next finding: of the open checks, else of the screen, else of the checks opened now."""
        if self.session.launch is None:
            return
        pane = self.stack.currentWidget()
        if self.checks is not None and self.checks.isVisible():
            self.checks.step(by)
        elif not (isinstance(pane, Pane) and pane.next_flagged(by)):
            self.toggle_checks()

    def _drop_checks(self) -> None:
        if self.checks is not None:
            self.checks.end()
            self.checks.deleteLater()
            self.checks = None

    def _forget_panes(self) -> None:
        """Drop what belonged to the workspace before."""
        self.show_pane(START)
        self._drop_checks()
        for code in [code for code in self.panes if code != START]:
            pane = self.panes.pop(code)
            pane.end()
            self.stack.removeWidget(pane)
            pane.deleteLater()
        self.opened()

    def home(self) -> None:
        """Show the launch board, or the start screen where there is no launch."""
        self.show_pane(BOARD if self.session.launch is not None else START)

    def flush(self) -> None:
        """Save what is being typed."""
        for pane in self.panes.values():
            pane.flush()

    def _on_changed(self, changes: Changes) -> None:
        del changes
        self.opened()

    def _show_launch(self) -> None:
        session = self.session
        if not session.is_open:
            self.navigation.show_launch(_("no workspace open"), (), "")
            return
        found = launches.all_launches(session.store.read())
        launch = session.launch
        if launch is None:
            self.navigation.show_launch(session.store.path.stem, (), "")
            return
        number = len(session.products)
        count = ngettext("{n} product", "{n} products", number).format(n=number)
        text = f"{launch.name} · {count}"
        self.navigation.show_launch(text, found, launch.name)
        self._show_title()

    def _show_held(self) -> None:
        """Say who works in the workspace elsewhere, as long as it is open here."""
        store = self.session.store if self.session.is_open else None
        holder = None if store is None else store.held_by
        words = "" if store is None or holder is None else holder_words(store.path, holder)
        self.held.say(words, "warn")
        self._show_title()

    def _show_title(self) -> None:
        """Name the launch, and say where the workspace can only be looked at."""
        parts = [_("Localizer")]
        if self.session.launch is not None:
            parts.insert(0, self.session.launch.name)
        if self.session.is_open and self.session.store.held_by is not None:
            parts.append(_("only to look at"))
        self.setWindowTitle(" – ".join(parts))

    def _show_rates(self) -> None:
        if not self.session.has_tools:
            self.navigation.show_rates("", "")
            return
        reader = self.session.store.read() if self.session.is_open else None
        markets = [one.market for one in self.session.targets] if self.session.is_open else ()
        info = rate_info(reader, self.session.tools, dt.datetime.now(dt.UTC).date(), markets)
        text = ngettext("Rates of {day},\n{n} day old", "Rates of {day},\n{n} days old", info.days)
        role = "warn" if info.level in asks.STALE else "muted"
        self.navigation.show_rates(text.format(day=day(info.date), n=info.days), role)

    def _on_saving(self, saving: bool) -> None:  # noqa: FBT001 - a signal's argument
        if saving:
            self.navigation.saved.setText(_("Saving …"))
        else:
            self._show_steps()

    def _show_steps(self) -> None:
        back, again = self.session.step_labels() if self.session.is_open else ("", "")
        self.navigation.show_steps(back, again)
        moment = self.session.last_saved() if self.session.is_open else ""
        text = _("All changes saved · {time}").format(time=clock(moment)) if moment else ""
        self.navigation.saved.setText(text)

    def _on_problem(self, error: Exception) -> None:
        self.session.say(str(error), "block")

    def report(self, error: BaseException) -> None:
        """Show the crash report."""
        asked.crash.report(error, self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that can be imported or opened."""
        if self.session.has_tools and asked.importing.usable(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import or open the dropped file."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            asked.importing.take_file(self.session, self, files[0])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is being typed and where the window stood; what must not break off is asked first."""
        companion = self.session.busy_companion
        if companion is not None and not self.replaced:
            event.ignore()
            companion.ask_to_end(self.close)
            return
        self.flush()
        for pane in (*self.panes.values(), self.counter, *filter(None, [self.checks])):
            pane.end()
        self._keep_checks(is_open=self.session.settings.checks_open)
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.session.remember_geometry(geometry)
        self.closed.emit()
        super().closeEvent(event)

    def _restore(self) -> None:
        if geometry := self.session.settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))

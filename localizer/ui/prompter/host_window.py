"""The window the host reads from: nothing but the text, over the whole second screen if there is one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from localizer.i18n import _
from localizer.settings import PrompterSetting
from localizer.ui.look.tokens import PLAIN_STAGE, STAGES
from localizer.ui.prompter.flow_lines import host_lines
from localizer.ui.prompter.keys import Do, obey
from localizer.ui.prompter.reading_view import ReadingView, accessible
from localizer.ui.prompter.show_run import ShowRun
from localizer.ui.prompter.text_flow import FlowLook
from localizer.ui.widgets.parts import column

#: The pointer goes after so long without a move.
POINTER_MS: Final = 1_000
SIZE: Final = (1280, 720)
#: Height in pixels the chosen size of letters is meant for; other screens scale it.
_MEANT_FOR: Final = 1080


class HostWindow(QWidget):
    """Follows a run. ``close_wanted`` is emitted instead of closing: the operator ends the run."""

    close_wanted = Signal()

    def __init__(
        self,
        run: ShowRun,
        chosen: PrompterSetting,
        actions: Mapping[Do, Callable[[int], object]],
    ) -> None:
        """Show the text of ``run`` as the person likes it."""
        super().__init__()
        self._run = run
        self._chosen = chosen
        self._over = False
        #: What the text was last laid out for.
        self._laid: tuple[FlowLook, int] | None = None
        self.setWindowTitle(_("Prompter: host"))
        self.resize(*SIZE)
        self.view = ReadingView(self._look(), read_at=chosen.read_line / 100)
        accessible(self.view, host=True)
        self.view.wanted.connect(run.move_to)
        self.view.resized.connect(self._follow)
        self.setLayout(column(self.view))
        self._pointer = QTimer(self, singleShot=True, interval=POINTER_MS)
        self._pointer.timeout.connect(self._hide_pointer)
        self.view.setMouseTracking(True)
        self.view.installEventFilter(self)
        obey(self, actions)
        run.view = self.view
        run.moved.connect(self._follow)
        run.text_changed.connect(self._show_text)
        run.card_changed.connect(self._show_card)
        self._show_text()

    def _look(self) -> FlowLook:
        chosen = self._chosen
        return FlowLook(
            locale=self._run.prompt.target.locale,
            size=max(round(chosen.size * self.height() / _MEANT_FOR), 16),
            width=self.width(),
            stage=STAGES.get(chosen.colours, STAGES[PLAIN_STAGE]),
            dyslexic=chosen.dyslexic,
            mirrored=chosen.mirrored,
            upside_down=chosen.upside_down,
        )

    def set_chosen(self, chosen: PrompterSetting) -> None:
        """Look as the person likes it now."""
        before, self._chosen = self._chosen, chosen
        if (before.in_words, before.control) != (chosen.in_words, chosen.control):
            self._show_text()
        self._follow()
        if before.screen != chosen.screen:
            self.place()

    def _follow(self) -> None:
        """Show where the host is."""
        wanted = (self._look(), self._chosen.read_line)
        if wanted != self._laid:
            self._laid = wanted
            self.view.set_look(wanted[0], wanted[1] / 100)
        self.view.set_spot(self._run.air.spot)

    def _show_text(self) -> None:
        run = self._run
        self.view.show_lines(host_lines(run.prompt, run.air.lines, self._chosen))
        self._follow()

    def _show_card(self) -> None:
        self.view.show_card(self._run.card)

    def place(self) -> None:
        """Go over the whole chosen screen, else the second one; be a window where there is only one."""
        screen = host_screen(self._chosen.screen)
        if screen is None:
            self.showNormal()
            return
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def toggle_full(self) -> None:
        """Cover the whole screen, or be a window again."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring the pointer back when it moves."""
        if event.type() == QEvent.Type.MouseMove:
            self.view.unsetCursor()
            self._pointer.start()
        return super().eventFilter(watched, event)

    def _hide_pointer(self) -> None:
        self.view.setCursor(Qt.CursorShape.BlankCursor)

    def finish(self) -> None:
        """Close for good."""
        self._over = True
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave it to the operator whether the run is over."""
        if self._over:
            super().closeEvent(event)
            return
        event.ignore()
        self.close_wanted.emit()


def host_screen(name: str) -> QScreen | None:
    """Return the screen called ``name``, else the second one, ``None`` on a machine with one."""
    screens = QGuiApplication.screens()
    named = [one for one in screens if name and one.name() == name]
    primary = QGuiApplication.primaryScreen()
    others = [one for one in screens if one is not primary]
    found = named or others
    return found[0] if found and len(screens) > 1 else None

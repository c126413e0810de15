"""How many findings are open, below the navigation on every screen; a press opens the dock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar, Final

from PySide6.QtCore import QTimer

from localizer.catalog.finding_groups import open_counts
from localizer.i18n import _
from localizer.jobs import Progress
from localizer.model.changes import Changes
from localizer.model.finding import Severity
from localizer.ui.actions.check_words import counts_in_words
from localizer.ui.actions.columns import count
from localizer.ui.actions.session import Session
from localizer.ui.look.tips import literal
from localizer.ui.widgets.finding_row import SHAPES
from localizer.ui.widgets.pane import Pane
from localizer.ui.widgets.parts import button, column

#: Changes that come faster than this are counted once.
PAUSE_MS: Final = 250
#: Larger numbers are not told apart on the button.
MOST: Final = 999


class CheckCounter(Pane):
    """One button; without a launch nothing is shown."""

    code: ClassVar[str] = "check_counter"

    def __init__(self, session: Session, toggle: Callable[[], object]) -> None:
        """``toggle`` opens and closes the dock."""
        super().__init__(session)
        self.counts: Mapping[Severity, int] = {}
        self.button = button("", toggle, role="ghost")
        self.button.setProperty("small", True)
        self.button.setCheckable(True)
        self.setLayout(column(self.button))
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self._read)
        self.button.hide()

    def reload(self) -> None:
        """Count anew, a moment later."""
        self._timer.start()

    def take(self, changes: Changes) -> None:
        """Count anew after whatever changed."""
        del changes
        self.reload()

    def _on_launch(self) -> None:
        self.reload()

    def _read(self) -> None:
        session = self.session
        if not session.is_open or session.launch is None:
            self._show({})
            return
        store, targets, products = session.store, session.targets, session.products

        def count(progress: Progress) -> Mapping[Severity, int]:
            reader = store.read()
            with reader.until(progress):
                return open_counts(reader, targets, products)

        self.ask_later("counts", count, self._show)

    def _show(self, counts: Mapping[Severity, int]) -> None:
        self.counts = counts
        session = self.session
        self.button.setVisible(session.is_open and session.launch is not None)
        stops = sum(number for one, number in counts.items() if one.stops)
        looks = counts.get(Severity.WARNING, 0)
        parts = [f"{SHAPES['block']} {_short(stops)}"] if stops else []
        parts += [f"{SHAPES['warn']} {_short(looks)}"] if looks else []
        self.button.setText("  ".join(parts) or SHAPES["ok"])
        told = counts_in_words(counts) or _("Nothing to mend in this launch.")
        self.button.setToolTip(literal(_("{text} (Ctrl+Shift+C)").format(text=told)))
        self.button.setAccessibleName(_("Checks: {text}").format(text=told))


def _short(number: int) -> str:
    """Return a number that fits the button; the whole one is its tooltip."""
    return count(number) if number <= MOST else f"{MOST}+"

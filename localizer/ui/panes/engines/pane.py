"""The Engines pane: which are on, drafting the rest of a launch by one, and what left this machine."""

from __future__ import annotations

from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from localizer.i18n import _
from localizer.model.changes import Changes
from localizer.ui.actions import engine_asks
from localizer.ui.actions.engine_edits import EngineEdits
from localizer.ui.actions.session import Session
from localizer.ui.look.tokens import SPACE_2
from localizer.ui.panes.engines.draft import DraftPage
from localizer.ui.panes.engines.listing import EnginesPage
from localizer.ui.panes.engines.sent import SentPage
from localizer.ui.widgets.pane import Pane
from localizer.ui.widgets.parts import column, label, row

LIST, DRAFT, SENT = range(3)
_KEYS: Final = ("Alt+1", "Alt+2", "Alt+3")


class EnginesPane(Pane):
    """Works without a launch; only drafting needs one."""

    code: ClassVar[str] = "engines"
    picture: ClassVar[str] = "settings"

    def __init__(self, session: Session) -> None:
        """Build the three pages."""
        super().__init__(session)
        self.edits = EngineEdits(session, self)
        self.listing = EnginesPage(session, self.edits, self.ask)
        self.draft = DraftPage(session, self.edits.keys, self.ask)
        self.sent = SentPage()
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("Engines, drafting, what was sent"))
        self.tabs.setExpanding(False)
        self.pages = QStackedWidget()
        for name, page, keys in zip(
            (_("Engines"), _("Draft the rest"), _("What left this machine")),
            (self.listing, self.draft, self.sent),
            _KEYS,
            strict=True,
        ):
            at = self.tabs.addTab(name)
            self.tabs.setTabToolTip(at, keys)
            self.pages.addWidget(page)
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda at=at: self.tabs.setCurrentIndex(at))
        layout = column(
            row(label(_("Engines"), "title"), None), self.tabs, self.pages, spacing=SPACE_2
        )
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.tabs.currentChanged.connect(self._turn)
        self.edits.changed.connect(self.reload)
        self.draft.engines_wanted.connect(lambda: self.tabs.setCurrentIndex(LIST))
        self.draft.runner.changed.connect(self._load_sent)

    def first_focus(self) -> QWidget | None:
        """Return where the keys go when the pane comes to the front."""
        if self.tabs.currentIndex() == LIST:
            return self.listing.first_focus()
        return self.draft.first_focus() if self.tabs.currentIndex() == DRAFT else self.sent.view

    def _turn(self, at: int) -> None:
        self.pages.setCurrentIndex(at)
        if (focus := self.first_focus()) is not None:
            focus.setFocus()
        self._load_sent()

    def take(self, changes: Changes) -> None:
        """Follow what others changed: a launch, a workspace; single texts change nothing here."""
        if not changes:
            self.reload()

    def reload(self) -> None:
        """Read engines, runs and the log anew."""
        self.setEnabled(self.session.is_open)
        if not self.session.is_open or self.gone:
            return
        self.session.read_engines()
        self.listing.reload()
        self.draft.reload()
        self._load_sent()

    def _load_sent(self) -> None:
        """Read the log anew while it is looked at."""
        if self.tabs.currentIndex() != SENT or not self.session.is_open or self.gone:
            return
        store = self.session.store
        engines, keys = self.session.settings.engines, self.edits.keys
        self.ask(
            "sent",
            lambda: engine_asks.sent(store, engine_asks.lines(engines, keys)),
            self.sent.show_sent,
        )

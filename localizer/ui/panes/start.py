"""The start: three doors, what was open lately, the language and the colours. No login."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import ClassVar, Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QWidget

from localizer.i18n import LANGUAGES, N_, _, active_language
from localizer.store.backup import backups
from localizer.ui.actions.session import Session
from localizer.ui.look.tokens import ICON_LARGE, SPACE_1, SPACE_2, SPACE_3, SPACE_6
from localizer.ui.widgets.flow import Flow
from localizer.ui.widgets.pane import Pane
from localizer.ui.widgets.parts import (
    Card,
    Elided,
    box,
    button,
    clear,
    column,
    combo,
    label,
    paint_icon,
    row,
)

WIDTH: Final = 880
_APPEARANCES: Final = {
    "system": N_("As the system"),
    "light": N_("Light"),
    "dark": N_("Dark"),
}


# Dialogs are imported when a door is opened: the window is there sooner.
def _importing() -> ModuleType:
    from localizer.ui.dialogs import importing  # noqa: PLC0415

    return importing


def _restoring() -> ModuleType:
    from localizer.ui.dialogs import restoring  # noqa: PLC0415

    return restoring


def _packages() -> ModuleType:
    from localizer.ui.dialogs import package_open  # noqa: PLC0415

    return package_open


class StartPane(Pane):
    """Works before a workspace is open; the doors open as soon as the tools are loaded."""

    code: ClassVar[str] = "start"
    picture: ClassVar[str] = "start"

    def __init__(self, session: Session) -> None:
        """Build doors, list and choices."""
        super().__init__(session)
        self._make_doors()
        doors = row(self.new[0], self.sample[0], self.package[0], spacing=SPACE_3)
        self.recent = column(spacing=SPACE_1)
        self.recent_card = Card(label(_("Recent workspaces"), "section"), self.recent)
        self.launch = button(
            _("New launch in this workspace …"),
            lambda: _importing().ask_launch(session, self, None),
        )
        head = column(
            label(_("Localizer"), "headline"),
            label(
                _("One catalog in, listings, prices and live scripts for every market out."),
                "muted",
            ),
            spacing=SPACE_1,
        )
        middle = box(
            column(
                head,
                doors,
                row(self.open, self.launch, self.restore, None, spacing=SPACE_2),
                self.recent_card,
                self._choices(),
                None,
                spacing=SPACE_6,
            )
        )
        middle.setMaximumWidth(WIDTH)
        layout = row(None, middle, None)
        layout.setStretch(1, 10)
        layout.setContentsMargins(0, SPACE_6, 0, 0)
        self.setLayout(layout)
        session.opened.connect(self.reload)
        self.reload()

    def _make_doors(self) -> None:
        """Make the three doors, and the button for who has a workspace already."""
        session = self.session
        self.new = self._door(
            "file",
            _("New launch from a file"),
            _("A spreadsheet or CSV of your products; columns are recognised."),
            lambda: _importing().choose_new(session, self),
        )
        self.sample = self._door(
            "show",
            _("Open the sample launch"),
            _("A ready catalog for fifteen markets, to look around in."),
            lambda: _importing().open_sample(session),
        )
        self.package = self._door(
            "review",
            _("Open a package I was sent"),
            _(
                "A file that ends in .localizer-pkg: texts to translate, with all that belongs to them."
            ),
            lambda: _packages().choose_package(session, self),
        )
        self.open = button(
            _("Open a workspace …"),
            lambda: _importing().choose_workspace(session, self),
            tip=_("A file that ends in .localizer."),
            picture="folder",
        )
        self.restore = button(
            _("Restore a backup …"),
            lambda: _restoring().ask(session, self),
            tip=_("A workspace as it was on a day before."),
        )

    def _door(
        self, picture: str, name: str, note: str, action: Callable[[], object]
    ) -> tuple[QWidget, QPushButton]:
        made = button(name, action, tip=note)
        paint_icon(made, picture, lit=True)
        made.setIconSize(QSize(ICON_LARGE, ICON_LARGE))
        made.setMinimumHeight(64)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        below = label(note, "muted", wrap=True)
        return box(column(made, below, None, spacing=SPACE_2)), made

    def _choices(self) -> QWidget:
        languages = combo(_("Language of the program"))
        for code, name in LANGUAGES.items():
            languages.addItem(name, code)
        languages.setCurrentIndex(max(languages.findData(active_language()), 0))
        languages.activated.connect(
            lambda place: self.session.choose_language(languages.itemData(place))
        )
        appearances = combo(_("Colours"))
        for code, name in _APPEARANCES.items():
            appearances.addItem(_(name), code)
        appearances.setCurrentIndex(max(appearances.findData(self.session.settings.appearance), 0))
        appearances.activated.connect(
            lambda place: self.session.choose_appearance(appearances.itemData(place))
        )
        session = self.session
        hints = QCheckBox(_("Show hints"))
        hints.setToolTip(_("Short hints above each screen; turned on again, all are shown anew"))
        hints.setChecked(session.settings.hints)
        hints.clicked.connect(lambda on: session.choose_hints(on=on))
        session.hints_changed.connect(lambda: hints.setChecked(session.settings.hints))
        self.hints = hints
        calm = QCheckBox(_("Less motion"))
        calm.setToolTip(_("Nothing moves or blinks by itself, but for the text of a show"))
        calm.setChecked(session.settings.less_motion)
        calm.clicked.connect(lambda on: session.choose_less_motion(on=on))
        self.calm = calm
        return box(
            Flow(
                label(_("Language of the program"), "muted"),
                languages,
                label(_("Colours"), "muted"),
                appearances,
                hints,
                calm,
                spacing=SPACE_2,
            )
        )

    def first_focus(self) -> QWidget | None:
        """Return where the keys go when the pane comes to the front."""
        return self.new[1]

    def reload(self) -> None:
        """Show what was open lately, and which doors can be opened."""
        ready = self.session.has_tools
        for made in (self.new[1], self.sample[1], self.package[1], self.open):
            made.setEnabled(ready)
        self.launch.setVisible(self.session.is_open)
        clear(self.recent)
        files = [Path(name) for name in self.session.settings.recent]
        existing = [path for path in files if path.exists()]
        for path in existing:
            self.recent.addWidget(self._recent(path, enabled=ready))
        self.recent_card.setVisible(bool(existing))
        self.restore.setVisible(any(backups(path) for path in files))

    def _recent(self, path: Path, *, enabled: bool) -> QWidget:
        made = button(
            path.stem,
            lambda: _importing().open_workspace(self.session, path),
            role="nav",
            picture="folder",
            name=_("Open {file}").format(file=path),
        )
        made.setEnabled(enabled)
        line = row(made, Elided(str(path.parent), "muted"))
        line.setStretch(1, 1)
        return box(line)

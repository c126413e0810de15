"""Presets of exports by name: applied, kept, forgotten."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu

from localizer.catalog import export_presets
from localizer.catalog.export_presets import Preset
from localizer.i18n import N_, _
from localizer.model.changes import Changes
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.one_name import NameDialog, ask_one_name
from localizer.ui.widgets.filter_parts import MenuButton


class PresetButton(MenuButton):
    """``wanted`` asks for the choices of a preset to be made; ``now`` gives those that are made."""

    wanted = Signal(object)

    def __init__(self, session: Session, now: Callable[[str], Preset]) -> None:
        """Offer the presets of the open workspace."""
        tip = _("How you export, kept under a name")
        super().__init__(_("Presets"), self._offer, tip)
        self._session, self._now = session, now
        self.presets: tuple[Preset, ...] = ()
        #: Name of the preset whose choices are made, empty once one was changed.
        self.current = ""

    def show_presets(self, presets: tuple[Preset, ...]) -> None:
        """Offer ``presets``."""
        self.presets = presets
        if self.current not in {one.name for one in presets}:
            self.set_current("")

    def set_current(self, name: str) -> None:
        """Show that the choices are those of the preset ``name``; of none where it is empty."""
        self.current = name
        self.show_text(_("Preset: {name}").format(name=name) if name else _("Presets"))

    def menu_now(self) -> QMenu:
        """Return what there is to choose."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in self.presets:
            action = menu.addAction(one.name.replace("&", "&&"), partial(self._apply, one))
            action.setCheckable(True)
            action.setChecked(one.name == self.current)
        if self.presets:
            menu.addSeparator()
        menu.addAction(_("Keep these choices as a preset …"), self.ask_name)
        if self.presets:
            drop = menu.addMenu(_("Forget"))
            for one in self.presets:
                drop.addAction(one.name.replace("&", "&&"), partial(self.forget, one.name))
        return menu

    def _offer(self) -> None:
        self.menu_now().popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _apply(self, preset: Preset) -> None:
        self.wanted.emit(preset)
        self.set_current(preset.name)

    def ask_name(self) -> NameDialog:
        """Ask under which name the choices are kept; the name of an old one replaces it."""
        return ask_one_name(
            self.window(), _("Keep as a preset"), self.current, _("Keep"), self.keep
        )

    def keep(self, name: str) -> None:
        """Keep the choices that are made under ``name``."""
        store, preset = self._session.store, self._now(name)

        def write() -> Changes:
            with store.step(N_("Keep the export preset “{name}”"), name=name) as step:
                export_presets.save(step, preset)
            return step.changes

        self._session.edit(write, lambda _changes: self.set_current(name))

    def forget(self, name: str) -> None:
        """Forget the preset ``name``; undo brings it back."""
        store = self._session.store

        def write() -> Changes:
            with store.step(N_("Forget the export preset “{name}”"), name=name) as step:
                export_presets.remove(step, name)
            return step.changes

        self._session.edit(write)

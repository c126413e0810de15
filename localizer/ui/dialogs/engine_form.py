"""Turn an engine on, or change one: the kind with who receives the texts first, then what it takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from localizer.errors import InputError
from localizer.i18n import _
from localizer.pipeline.engines import Kind, kind_of, kinds, make_engine
from localizer.settings import EngineSetting, Settings
from localizer.ui.actions.engine_words import needs_words
from localizer.ui.dialogs.engine_fields import EngineFields
from localizer.ui.look.tokens import SPACE_3, SPACE_4
from localizer.ui.widgets.banner import Banner
from localizer.ui.widgets.parts import box, button, column, label, row, scroll

SIZE: Final = (860, 560)
SMALL: Final = (560, 420)
_LIST: Final = 240
_ID: Final = int(Qt.ItemDataRole.UserRole)
#: Gets the setting and the keys that were typed.
Taken = Callable[[EngineSetting, Mapping[str, str]], object]


class EngineForm(QDialog):
    """All kinds at the left, or only the one of ``setting``; nothing is sent or kept before the button."""

    def __init__(
        self,
        chosen: Settings,
        taken: Taken,
        parent: QWidget,
        setting: EngineSetting | None = None,
        held: Mapping[str, str] | None = None,
    ) -> None:
        """Offer every kind, or the fields of ``setting``; ``held`` are the keys it has already."""
        super().__init__(parent)
        self._chosen, self._taken, self._setting = chosen, taken, setting
        self.kinds = QListWidget()
        self.kinds.setAccessibleName(_("Kinds of engines"))
        self.kinds.setFixedWidth(_LIST)
        self.pages = QStackedWidget()
        self.forms: dict[str, EngineFields] = {}
        self.told = Banner()
        for kind in kinds() if setting is None else (kind_of(setting.kind),):
            self._add(kind)
            self.forms[kind.id].show_kept(held or {})
        self.go = button(_("Turn on") if setting is None else _("Save"), self._take, role="primary")
        self.go.setDefault(True)
        self.setWindowTitle(_("Turn an engine on") if setting is None else _("Change an engine"))
        self.resize(*(SIZE if setting is None else SMALL))
        self._lay_out()
        self.kinds.currentRowChanged.connect(self._turn)
        self.kinds.setCurrentRow(0)
        if setting is None:
            self.kinds.setFocus()
        else:
            self.form.first().setFocus()

    def _lay_out(self) -> None:
        body = row(self.kinds, self.pages, spacing=SPACE_4)
        body.setStretch(1, 1)
        self.kinds.setVisible(self._setting is None)
        foot = row(None, button(_("Cancel"), self.reject), self.go)
        layout = column(body, self.told, foot, spacing=SPACE_3)
        layout.setStretch(0, 1)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)

    def _add(self, kind: Kind) -> None:
        item = QListWidgetItem(_(kind.name))
        item.setData(_ID, kind.id)
        self.kinds.addItem(item)
        form = self.forms[kind.id] = EngineFields(kind, self._setting)
        form.changed.connect(lambda: self.told.say(""))
        privacy = Banner()
        privacy.say(_(kind.privacy), "ok" if kind.id == "local" else "warn")
        inside = column(
            label(_(kind.name), "title"),
            privacy,
            label(needs_words(kind), "muted", wrap=True),
            form,
            None,
            spacing=SPACE_3,
        )
        self.pages.addWidget(scroll(box(inside)))

    def _turn(self, line: int) -> None:
        self.pages.setCurrentIndex(line)
        self.told.say("")

    def choose(self, kind: str) -> None:
        """Show the fields of a kind."""
        self.kinds.setCurrentRow(list(self.forms).index(kind))

    @property
    def form(self) -> EngineFields:
        """The fields that are shown."""
        return list(self.forms.values())[max(self.pages.currentIndex(), 0)]

    def _take(self) -> None:
        """Hand over what is typed, or say what is wrong with it."""
        try:
            setting = self.form.setting()
            self._refuse_twice(setting)
            make_engine(setting)
        except InputError as error:
            self.told.say(str(error), "block")
            return
        self._taken(setting, self.form.typed_keys())
        self.accept()

    def _refuse_twice(self, setting: EngineSetting) -> None:
        """Raise `InputError` where another engine is called so."""
        for name in (setting.id, setting.label):
            found = self._chosen.engine(name) if name else None
            before = self._setting.id if self._setting is not None else ""
            if found is not None and found.id != before:
                problem = _("“{name}” is turned on already. Give this one a name of its own.")
                raise InputError(problem.format(name=name))


def open_form(
    chosen: Settings,
    taken: Taken,
    parent: QWidget,
    setting: EngineSetting | None = None,
    held: Mapping[str, str] | None = None,
) -> EngineForm:
    """Show the form without blocking; ``taken`` gets what was typed."""
    dialog = EngineForm(chosen, taken, parent, setting, held)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog

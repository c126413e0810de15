"""Asks for keys an engine must have and nobody keeps, or for new ones where the old were refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QDialog, QWidget

from localizer.i18n import _
from localizer.settings import EngineSetting
from localizer.ui.actions.engine_words import engine_name, secret_words
from localizer.ui.dialogs.engine_fields import key_field, where_keys_go
from localizer.ui.look.tokens import SPACE_2, SPACE_3, SPACE_4
from localizer.ui.widgets.parts import button, column, label, row

_WIDTH = 440


class SecretsDialog(QDialog):
    """One unseen field a key; the button works when all are filled."""

    def __init__(self, setting: EngineSetting, names: Sequence[str], parent: QWidget) -> None:
        """Ask for the keys ``names`` of an engine."""
        super().__init__(parent)
        self.setWindowTitle(_("Key of {engine}").format(engine=engine_name(setting)))
        self.setMinimumWidth(_WIDTH)
        self.fields = {name: key_field(name) for name in names}
        self.go = button(_("Continue"), self.accept, role="primary")
        self.go.setDefault(True)
        self.go.setEnabled(False)
        layout = column(spacing=SPACE_2)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        for name, field in self.fields.items():
            layout.addWidget(label(secret_words(name), "section"))
            layout.addWidget(field)
            field.textChanged.connect(self._enable)
        layout.addWidget(label(where_keys_go(), "muted", wrap=True))
        layout.addSpacing(SPACE_3)
        layout.addLayout(row(None, button(_("Cancel"), self.reject), self.go))
        self.setLayout(layout)

    def _enable(self) -> None:
        self.go.setEnabled(len(self.typed()) == len(self.fields))

    def typed(self) -> dict[str, str]:
        """Return the keys that were typed."""
        found = {name: field.text().strip() for name, field in self.fields.items()}
        return {name: key for name, key in found.items() if key}


def ask_secrets(
    setting: EngineSetting,
    names: Sequence[str],
    parent: QWidget,
    then: Callable[[Mapping[str, str]], object],
) -> SecretsDialog:
    """Show the dialog without blocking; ``then`` gets the keys, nobody does after Cancel."""
    dialog = SecretsDialog(setting, names, parent)
    dialog.accepted.connect(lambda: then(dialog.typed()))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog

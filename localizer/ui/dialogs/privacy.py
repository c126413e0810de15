"""What leaves this machine: what is turned on now, and what would be sent, when and where to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from localizer.i18n import N_, _
from localizer.pipeline.engines import kind_of
from localizer.settings import EngineSetting
from localizer.ui.actions.engine_words import engine_name
from localizer.ui.look.tokens import SPACE_1, SPACE_3, SPACE_4
from localizer.ui.widgets.parts import Card, button, column, label, row, scroll

SIZE: Final = (640, 620)
#: What may leave, when, and what is kept here: the same as docs/privacy.md in short.
PARTS: Final = (
    (
        N_("Exchange rates"),
        N_(
            "When you fetch rates, the names of currencies go to the European Central Bank, Frankfurter or "
            "open.er-api.com. Nothing of your catalog does."
        ),
    ),
    (
        N_("Engines"),
        N_(
            "When you ask an engine you turned on, it gets the texts to be translated or read and the terms "
            "in them, and for scripts what is known of the product. It gets no costs and no margins."
        ),
    ),
    (
        N_("Cluster"),
        N_(
            "When you name a scheduler on the command line, it gets the parts of the catalog and the whole "
            "workspace you name as material, costs included."
        ),
    ),
    (
        N_("Keys of engines"),
        N_(
            "They are kept in the keyring of your system, or asked for each time. They are in no workspace, "
            "package, log or crash report."
        ),
    ),
    (
        N_("Files you pass on"),
        N_(
            "Packages for translators hold no costs, margins or suppliers, and selling prices only where you "
            "ticked them. JSON and JSON Lines explain each price from its cost on: keep them for your own "
            "programs. The workspace itself holds everything."
        ),
    ),
    (
        N_("Crash reports"),
        N_(
            "They are written to a folder on this machine, without texts of the catalog and without keys, "
            "and are sent nowhere."
        ),
    ),
)


class PrivacyDialog(QDialog):
    """A page to be read."""

    def __init__(self, engines: Sequence[EngineSetting], parent: QWidget) -> None:
        """Say which ``engines`` are on, then what leaves when."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("What leaves this machine"))
        self.resize(*SIZE)
        lines = column(_now(engines), spacing=SPACE_3)
        for name, words in PARTS:
            part = column(label(_(name), "title"), label(_(words), wrap=True), spacing=SPACE_1)
            lines.addLayout(part)
        lines.addStretch(1)
        inside = QWidget()
        inside.setLayout(lines)
        self.close_ = button(_("Close"), self.accept, role="primary")
        self.close_.setDefault(True)
        layout = column(scroll(inside), row(None, self.close_), spacing=SPACE_3)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)


def _now(engines: Sequence[EngineSetting]) -> QWidget:
    """Return what is turned on at this moment."""
    lead = _(
        "Nothing, until you turn it on: there is no account, nothing is counted or looked up in the "
        "background, and previews load nothing."
    )
    lines = [label(lead, wrap=True)]
    if not engines:
        lines.append(label(_("No engine is turned on: nothing leaves this machine."), wrap=True))
    for one in engines:
        turned = _("Turned on: {engine}. {privacy}")
        said = turned.format(engine=engine_name(one), privacy=_(kind_of(one.kind).privacy))
        lines.append(label(said, wrap=True))
    return Card(column(*lines, spacing=SPACE_1))

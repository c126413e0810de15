"""What can be sent to a translator, and where packages and their files are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from localizer.exchange.package import ENDING
from localizer.i18n import N_, _
from localizer.model.segment import State


class What(StrEnum):
    """Which texts go into a package."""

    OPEN = "open"
    EVERYTHING = "everything"
    MISSING = "missing"


SENT: Final = {
    What.EVERYTHING: N_("All texts, approved ones too"),
    What.OPEN: N_("What is not approved yet"),
    What.MISSING: N_("What is untranslated or sent back"),
}
STATES: Final[dict[What, frozenset[State] | None]] = {
    What.EVERYTHING: None,
    What.OPEN: frozenset(State) - {State.APPROVED},
    What.MISSING: frozenset({State.UNTRANSLATED, State.SENT_BACK}),
}


def ask_file(
    parent: QWidget, title: str, filters: Sequence[str], then: Callable[[Path], object]
) -> QFileDialog:
    """Let the person choose a file that is there; ``then`` gets it."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(list(filters))
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def ask_where(
    parent: QWidget, title: str, file: Path, filters: Sequence[str], then: Callable[[Path], object]
) -> QFileDialog:
    """Let the person choose where a file is written, ``file`` at first; ``then`` gets it."""
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(filters))
    dialog.setDefaultSuffix(file.suffix[1:])
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(_ending(kind)))
    dialog.setDirectory(str(file.parent))
    dialog.selectFile(file.name)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _ending(kind: str) -> str:
    """Return the ending a filter stands for."""
    return kind.rpartition("(*.")[2].partition(")")[0].split(" ")[0]


def packages_filter() -> str:
    """Return the filter of packages."""
    return f"{_('Packages')} (*{ENDING})"

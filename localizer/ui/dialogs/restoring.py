"""Choose a backup of a workspace: it is opened as a file of its own, and nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from localizer.errors import WorkspaceError
from localizer.i18n import _
from localizer.store.backup import ASKED, DAILY, REPLACED, Backup, backups
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.importing import open_workspace
from localizer.ui.look.tokens import SPACE_3, SPACE_4
from localizer.ui.widgets.parts import button, column, combo, label, row

_MB = 1e6


class RestoreDialog(QDialog):
    """Lists the backups of the workspaces that were open lately, the newest first."""

    def __init__(
        self,
        files: tuple[Path, ...],
        opened: Callable[[Path], object],
        say: Callable[[str, str], object],
        parent: QWidget | None,
    ) -> None:
        """Offer the backups of ``files``; ``opened`` gets the file that was made of one."""
        super().__init__(parent)
        self._opened, self._say = opened, say
        self.setWindowTitle(_("Restore a backup"))
        self.resize(560, 420)
        self.files = combo(_("Workspace"))
        for path in files:
            self.files.addItem(path.stem, path)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Backups"))
        self.list.itemActivated.connect(self._restore)
        self.go = button(_("Open as a file of its own"), self._restore, role="primary")
        self.files.currentIndexChanged.connect(self._fill)
        layout = column(
            row(label(_("Workspace"), "muted"), self.files, None),
            self.list,
            label(
                _(
                    "The backup is copied beside the workspace and opened there. The workspace stays as "
                    "it is: compare the two, and delete the one you do not need."
                ),
                "muted",
                wrap=True,
            ),
            row(None, button(_("Cancel"), self.reject), self.go),
            spacing=SPACE_3,
        )
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        self._fill()

    def _fill(self) -> None:
        self.list.clear()
        path = self.files.currentData()
        for one in () if path is None else backups(path):
            item = QListWidgetItem(_words(one))
            item.setData(Qt.ItemDataRole.UserRole, one)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.go.setEnabled(self.list.count() > 0)

    def _restore(self) -> None:
        item, workspace = self.list.currentItem(), self.files.currentData()
        if workspace is None or not self.list.count():
            return
        try:
            made = copied_beside(item.data(Qt.ItemDataRole.UserRole), workspace)
        except WorkspaceError as error:
            self._say(str(error), "block")
            return
        self.accept()
        self._opened(made)


def _words(one: Backup) -> str:
    at = QDateTime.fromSecsSinceEpoch(int(one.at.timestamp()))
    moment = QLocale().toString(at, QLocale.FormatType.ShortFormat)
    reasons = {
        DAILY: _("made that day"),
        ASKED: _("made when asked for"),
        REPLACED: _("replaced by a backup"),
    }
    why = reasons.get(one.reason, _("before an update of the program"))
    return f"{moment} · {QLocale().toString(one.size / _MB, 'f', 1)} MB · {why}"


def copied_beside(one: Backup, workspace: Path) -> Path:
    """Copy a backup beside its workspace under a free name. Raises `WorkspaceError` where that fails."""
    day = f"{one.at.astimezone():%Y-%m-%d %H.%M}"
    made = workspace.with_name(f"{workspace.stem} {day}{workspace.suffix}")
    number = 1
    while made.exists():
        number += 1
        made = workspace.with_name(f"{workspace.stem} {day} ({number}){workspace.suffix}")
    partial = made.with_name(f"{made.name}.part")
    try:
        shutil.copyfile(one.path, partial)
        partial.replace(made)
    except OSError as error:
        partial.unlink(missing_ok=True)
        problem = _("{file} cannot be written: {reason}")
        raise WorkspaceError(problem.format(file=made, reason=error.strerror or error)) from error
    return made


def ask(session: Session, parent: QWidget) -> RestoreDialog | None:
    """Show the backups of the workspaces that were open lately; ``None`` where there is none."""
    files = tuple(Path(name) for name in session.settings.recent if backups(Path(name)))
    if not files:
        return None
    dialog = RestoreDialog(files, lambda path: open_workspace(session, path), session.say, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog

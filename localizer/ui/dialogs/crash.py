"""The crash report: a bug is written to a file and shown with what to do; the work goes on where it can."""

from __future__ import annotations

import datetime as dt
import os
import platform
import sys
import traceback
from pathlib import Path

import platformdirs
from PySide6 import __version__ as qt_version
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from localizer import __version__
from localizer.i18n import _
from localizer.ui.look.tokens import SPACE_3, SPACE_4
from localizer.ui.widgets.parts import button, column, label, row


def report_folder() -> Path:
    """Return where crash reports lie on this system."""
    return Path(platformdirs.user_log_dir("localizer", appauthor=False))


def report_text(error: BaseException) -> str:
    """Return what a developer needs; names of folders under the person's home are left out."""
    lines = [
        f"Localizer {__version__}, PySide6 {qt_version}, Python {platform.python_version()}",
        f"{platform.platform()}",
        "",
        "".join(traceback.format_exception(error)),
    ]
    return "\n".join(lines).replace(str(Path.home()), "~")


def write_report(error: BaseException, folder: Path | None = None) -> Path | None:
    """Write the report beside the others; ``None`` where the folder cannot be written."""
    place = folder or report_folder()
    moment = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S%f")
    file = place / f"crash-{moment}-{os.getpid()}.txt"
    try:
        place.mkdir(parents=True, exist_ok=True)
        file.write_text(report_text(error), encoding="utf-8")
    except OSError:
        return None
    return file


class CrashDialog(QDialog):
    """Tells that something is broken, that the work is safe, and where the report is."""

    def __init__(self, error: BaseException, file: Path | None, parent: QWidget | None) -> None:
        """Show ``error``, reported in ``file``."""
        super().__init__(parent)
        self.setWindowTitle(_("Something is broken in Localizer"))
        self.resize(640, 420)
        text = QPlainTextEdit(report_text(error))
        text.setReadOnly(True)
        text.setProperty("role", "mono")
        text.setAccessibleName(_("Report"))
        where = (
            _("The report was written to {file}.").format(file=file)
            if file is not None
            else _("The report could not be written to a file; copy it from here.")
        )
        layout = column(
            label(_("This is a fault of the program, not yours."), "title"),
            label(
                _(
                    "Everything you typed up to now is saved. You can go on; if it happens again, "
                    "close the program and open it anew."
                ),
                wrap=True,
            ),
            text,
            label(where, "muted", wrap=True),
            spacing=SPACE_3,
        )
        close = button(_("Go on"), self.accept, role="primary")
        buttons = row(None, close)
        if file is not None:
            folder = QUrl.fromLocalFile(str(file.parent))
            opener = button(_("Open the folder"), lambda: QDesktopServices.openUrl(folder))
            buttons.insertWidget(1, opener)
        layout.addLayout(buttons)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        close.setDefault(True)


def report(error: BaseException, parent: QWidget | None) -> CrashDialog | None:
    """Write the report and show it without blocking; one dialog at a time.

    Prints to standard error as well, so that a crash in a terminal is seen.
    """
    file = write_report(error)
    sys.stderr.write(report_text(error))
    if parent is not None and parent.findChild(CrashDialog) is not None:
        return None
    dialog = CrashDialog(error, file, parent)
    dialog.open()
    return dialog

"""The crash report: a bug is written to a file and shown with what to do; the work goes on where it can."""

from __future__ import annotations

import datetime as dt
import os
import platform
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Final

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


#: Errors whose words Python makes of names in the code; those of others may quote a catalog.
_OF_CODE: Final = (
    ArithmeticError, AttributeError, ImportError, IndexError, NameError, NotImplementedError,
    RecursionError, StopIteration, TypeError,
)  # fmt: skip


def report_text(error: BaseException) -> str:
    """Return what a developer needs: the versions, and where in the code it happened.

    No text of the catalog and no key is in it: of most errors only the kind is told. Folders under the
    person's home are left out.
    """
    lines = [
        f"Localizer {__version__}, PySide6 {qt_version}, Python {platform.python_version()}",
        f"{platform.platform()}",
        "",
        *_told(error),
    ]
    return "\n".join(lines).replace(str(Path.home()), "~")


def _told(error: BaseException) -> Iterator[str]:
    """Yield the lines of an error and of those it came from, the first one first."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _told(before)
        yield "then:"
    yield from (line.rstrip("\n") for line in traceback.format_tb(error.__traceback__))
    words = str(error)
    told = words if isinstance(error, _OF_CODE) else f"({len(words)} characters, left out)"
    yield f"{type(error).__module__}.{type(error).__qualname__}: {told}"


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

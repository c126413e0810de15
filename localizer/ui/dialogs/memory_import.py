"""What an import of a memory did: counts, and the units that were not taken with the reason."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from localizer.i18n import _, ngettext
from localizer.pipeline.memory import MemoryImport
from localizer.ui.actions.columns import count
from localizer.ui.look.tokens import SPACE_3, SPACE_4
from localizer.ui.models.listed import Listed
from localizer.ui.widgets.banner import Banner
from localizer.ui.widgets.column_view import ListTable
from localizer.ui.widgets.counters import Counter, counters
from localizer.ui.widgets.parts import button, column, label, row

SIZE: Final = (680, 460)
SMALL: Final = (560, 200)
_NUMBER: Final = 90
Skipped = tuple[int, str]


class MemoryImportDialog(QDialog):
    """Tells what was taken; what was not is listed and can be copied."""

    def __init__(self, file: str, report: MemoryImport, parent: QWidget) -> None:
        """Show ``report`` of ``file``."""
        super().__init__(parent)
        self.report = report
        self.setWindowTitle(_("Import of {file}").format(file=file))
        self.resize(*(SIZE if report.skipped else SMALL))
        self.told = Banner()
        self.model = Listed[Skipped]([_("Unit"), _("Not taken because")], _cells, numbers=(0,))
        self.view = ListTable(_("Units that were not taken"))
        self.view.setModel(self.model)
        self.model.setParent(self)
        self.model.show(report.skipped)
        self.view.fit(_NUMBER)
        self.heading = label(_heading(report), "section", wrap=True)
        self.copy = button(_("Copy"), self._copy, name=_("Copy the units that were not taken"))
        for one in (self.view, self.copy):
            one.setVisible(bool(report.skipped))
        self.close_ = button(_("Close"), self.accept, role="primary")
        self.close_.setDefault(True)
        head = row(self.heading, self.copy)
        head.setStretch(0, 1)
        layout = column(counters(_counts(report)), head, spacing=SPACE_3)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        layout.addWidget(self.told)
        layout.addWidget(self.view, 1)
        layout.addStretch(0)
        layout.addLayout(row(label(_takes_back(report), "muted"), None, self.close_))
        self.setLayout(layout)

    def _copy(self) -> None:
        lines = ("\t".join(_cells(one)) for one in self.model.rows)
        QGuiApplication.clipboard().setText("\n".join(lines))
        number = len(self.model.rows)
        copied = ngettext("{n} line copied.", "{n} lines copied.", number)
        self.told.say(copied.format(n=count(number)), "ok")


def _cells(one: Skipped) -> tuple[str, ...]:
    number, reason = one
    return str(number), reason


def _heading(report: MemoryImport) -> str:
    number, listed = _passed(report), len(report.skipped)
    if not number:
        return _("Everything was taken.")
    text = ngettext("{n} unit was not taken", "{n} units were not taken", number)
    said = text.format(n=count(number))
    if listed == number:
        return said
    return _("{said}; these are the first {n}").format(said=said, n=count(listed))


def _passed(report: MemoryImport) -> int:
    return max(report.passed, len(report.skipped))


def _takes_back(report: MemoryImport) -> str:
    if not report.new and not report.changed:
        return _("Nothing changed.")
    return _("Ctrl+Z takes the whole import back.")


def _counts(report: MemoryImport) -> tuple[Counter, ...]:
    return (
        Counter(_("pairs read"), report.read),
        Counter(_("new pairs"), report.new, "ok"),
        Counter(_("with another translation"), report.changed),
        Counter(_("known already"), report.known),
        Counter(_("not taken"), _passed(report), "warn"),
    )

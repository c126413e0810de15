"""What an import of terms did: counts, and every line that was not taken with its place and reason."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from localizer.i18n import _, ngettext
from localizer.pipeline.term_exchange import TermImport
from localizer.translate.term_entries import TermProblem
from localizer.ui.actions.columns import count
from localizer.ui.look.tokens import SPACE_3, SPACE_4
from localizer.ui.models.listed import Listed
from localizer.ui.widgets.banner import Banner
from localizer.ui.widgets.column_view import ListTable
from localizer.ui.widgets.counters import Counter, counters
from localizer.ui.widgets.parts import button, column, label, row

SIZE: Final = (760, 520)
SMALL: Final = (560, 200)
_WIDTHS: Final = (80, 160)


class TermImportDialog(QDialog):
    """Tells what was taken; what was not is listed and can be copied."""

    def __init__(self, file: str, report: TermImport, parent: QWidget) -> None:
        """Show ``report`` of ``file``."""
        super().__init__(parent)
        self.report = report
        self.setWindowTitle(_("Import of {file}").format(file=file))
        self.resize(*(SIZE if report.problems else SMALL))
        self.told = Banner()
        self.model = Listed[TermProblem]([_("Row"), _("Column"), _("Not taken because")], _cells)
        self.view = ListTable(_("Lines that were not taken"))
        self.view.setModel(self.model)
        self.model.setParent(self)
        self.model.show(report.problems)
        self.view.fit(*_WIDTHS)
        self.heading = label(_heading(report), "section")
        self.copy = button(_("Copy"), self._copy, name=_("Copy the lines that were not taken"))
        for one in (self.view, self.copy):
            one.setVisible(bool(report.problems))
        self.close_ = button(_("Close"), self.accept, role="primary")
        self.close_.setDefault(True)
        layout = column(
            counters(_counts(report)), row(self.heading, None, self.copy), spacing=SPACE_3
        )
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


def _cells(one: TermProblem) -> tuple[str, ...]:
    place = str(one.row) if one.of_table else _("concept {number}").format(number=one.row)
    return place, one.column or "–", one.problem


def _heading(report: TermImport) -> str:
    number = len(report.problems)
    if not number:
        return _("Everything was taken.")
    text = ngettext("{n} line was not taken", "{n} lines were not taken", number)
    return text.format(n=count(number))


def _takes_back(report: TermImport) -> str:
    if not report.written.changes:
        return _("Nothing changed.")
    return _("Ctrl+Z takes the whole import back.")


def _counts(report: TermImport) -> tuple[Counter, ...]:
    return (
        Counter(_("words read"), report.read),
        Counter(_("of them new"), report.new),
        Counter(_("terms set"), report.written.terms),
        Counter(_("known already"), report.known),
        Counter(_("texts written anew"), report.written.texts, "ok"),
        Counter(_("not taken"), len(report.problems), "warn"),
    )

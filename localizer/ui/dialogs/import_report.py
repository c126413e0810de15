"""What an import did: counts, and every remark with its row, column and reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from localizer.i18n import N_, _, ngettext
from localizer.ui.actions.words import language_name
from localizer.ui.look.tokens import SPACE_2, SPACE_3, SPACE_4
from localizer.ui.widgets.parts import button, chip, column, label, row

if TYPE_CHECKING:
    from localizer.intake.stage import ImportReport

#: Remarks listed; their number is always told.
MOST: Final = 500
TREATMENTS: Final = {
    "failed": N_("not used"),
    "skipped": N_("skipped"),
    "repaired": N_("repaired"),
}


class ReportView(QWidget):
    """Counts as chips, remarks as a list."""

    def __init__(self, report: ImportReport) -> None:
        """Show ``report``."""
        super().__init__()
        number = report.products
        products = ngettext("{n} product", "{n} products", number).format(n=number)
        variants = ngettext("{n} variant", "{n} variants", report.variants).format(
            n=report.variants
        )
        counts = row(chip(f"{products} · {variants}", "ok"), None)
        if report.failed:
            counts.insertWidget(1, chip(_("{n} rows not used").format(n=report.failed), "block"))
        merged = _("{added} added, {changed} changed, {same} unchanged").format(
            added=report.added, changed=report.changed, same=report.unchanged
        )
        notes = [
            merged,
            _("Texts are in {language}.").format(language=language_name(report.locale)),
        ]
        notes += report.assumptions
        if report.ignored_columns:
            notes.append(
                _("Columns kept but not used: {names}").format(
                    names=", ".join(report.ignored_columns)
                )
            )
        layout = column(counts, label("\n".join(notes), "muted", wrap=True), spacing=SPACE_2)
        if report.issues:
            layout.addWidget(_issues(report))
        self.setLayout(layout)


def _issues(report: ImportReport) -> QTreeWidget:
    view = QTreeWidget()
    view.setRootIsDecorated(False)
    view.setUniformRowHeights(True)
    view.setAccessibleName(_("Remarks of the import"))
    view.setHeaderLabels([_("Row"), _("Column"), _("What"), _("Reason")])
    for issue in report.issues[:MOST]:
        what = _(TREATMENTS[issue.treatment])
        item = QTreeWidgetItem([str(issue.row), issue.column, what, issue.reason])
        item.setToolTip(3, issue.reason)
        view.addTopLevelItem(item)
    view.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    view.header().setStretchLastSection(True)
    view.setMinimumHeight(120)
    return view


class ImportDialog(QDialog):
    """The report alone, after an import into a workspace that has a launch."""

    def __init__(self, report: ImportReport, parent: QWidget) -> None:
        """Show ``report``."""
        super().__init__(parent)
        self.setWindowTitle(_("Import of {file}").format(file=report.file))
        self.resize(720, 460 if report.issues else 200)
        close = button(_("Close"), self.accept, role="primary")
        layout = column(ReportView(report), None, row(None, close), spacing=SPACE_3)
        layout.setStretch(0, 1)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        close.setDefault(True)

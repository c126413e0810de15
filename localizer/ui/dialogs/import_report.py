"""What an import did: counts, and every remark with its row, column and reason; to be saved or copied."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QScrollArea, QWidget
from shiboken6 import isValid

from localizer import pipeline
from localizer.errors import LocalizerError
from localizer.i18n import _, ngettext
from localizer.intake.report import TREATMENTS
from localizer.ui.actions.columns import count, sentence_case
from localizer.ui.actions.words import language_name
from localizer.ui.jobs import Jobs
from localizer.ui.look.tokens import SPACE_3, SPACE_4
from localizer.ui.models.import_lists import remark_cells, remark_table
from localizer.ui.widgets.banner import Banner
from localizer.ui.widgets.column_view import ListTable
from localizer.ui.widgets.counters import Counter, counters
from localizer.ui.widgets.parts import button, column, combo, label, row

if TYPE_CHECKING:
    from localizer.intake.issues import RowIssue
    from localizer.intake.report import ImportReport, Named

SIZE: Final = (900, 600)
SMALL: Final = (720, 280)
#: Most pixels of the columns: row, column, what; the reason takes the rest.
WIDTHS: Final = (80, 200, 190)
#: Height of the notes; more of them can be scrolled to.
NOTES: Final = 104
#: Products named in the notes; the report that is saved names all.
NAMED: Final = 10


class ReportView(QWidget):
    """Counts, what was assumed, and the remarks as a list that can be narrowed, saved and copied."""

    def __init__(self, report: ImportReport, jobs: Jobs) -> None:
        """Show ``report``; a file is written in ``jobs``."""
        super().__init__()
        self.report = report
        self._jobs = jobs
        self.told = Banner()
        self.remarks = remark_table()
        self.view = ListTable(_("Remarks of the import"))
        self.view.setModel(self.remarks)
        self.view.setMinimumHeight(140)
        self.filter = combo(_("Show remarks"))
        self.filter.activated.connect(self._narrow)
        self.save = button(_("Save report …"), self._ask_file)
        self.copy = button(_("Copy"), self._copy, name=_("Copy the remarks shown"))
        layout = column(counters(_counts(report)), Notes(_notes(report)), spacing=SPACE_3)
        layout.addLayout(row(self.filter, None, self.copy, self.save))
        layout.addWidget(self.told)
        layout.addWidget(self.view, 1)
        layout.addStretch(0)
        self.setLayout(layout)
        self._fill()

    def _fill(self) -> None:
        tally: Tally[str] = Tally(issue.treatment for issue in self.report.issues)
        total = len(self.report.issues)
        self.filter.addItem(ngettext("{n} remark", "{n} remarks", total).format(n=count(total)), "")
        for treatment, name in TREATMENTS.items():
            if tally[treatment]:
                words = f"{sentence_case(_(name))}: {count(tally[treatment])}"
                self.filter.addItem(words, treatment)
        for one in (self.filter, self.copy, self.view):
            one.setVisible(bool(total))
        self._narrow()

    def _narrow(self) -> None:
        wanted = self.filter.currentData()
        issues: tuple[RowIssue, ...] = self.report.issues
        if wanted:
            issues = tuple(issue for issue in issues if issue.treatment == wanted)
        self.remarks.show(issues)
        self.view.fit(*WIDTHS)

    def _copy(self) -> None:
        lines = ("\t".join(" ".join(c.split()) for c in remark_cells(i)) for i in self.remarks.rows)
        QGuiApplication.clipboard().setText("\n".join(lines))
        number = len(self.remarks.rows)
        copied = ngettext("{n} remark copied.", "{n} remarks copied.", number)
        self.told.say(copied.format(n=count(number)), "ok")

    def _ask_file(self) -> None:
        name = _("Import of {file}").format(file=self.report.file)
        ask_report_file(self, f"{name}.csv", self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the whole report to ``path`` and tell how it went."""
        report = self.report

        def saved(file: Path) -> None:
            if isValid(self):
                self.told.say(_("Saved as {file}.").format(file=file), "ok")

        def failed(error: LocalizerError) -> None:
            if isValid(self):
                self.told.say(str(error), "block")

        self._jobs.run(
            lambda _progress: pipeline.save_report(report, path), done=saved, failed=failed
        )


def ask_report_file(parent: QWidget, name: str, then: Callable[[Path], object]) -> None:
    """Let the person choose the CSV file a report is saved as."""
    dialog = QFileDialog(parent, _("Save report"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("csv")
    kind = _("Table for spreadsheets")
    dialog.setNameFilters([f"{kind} (*.csv)"])
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda file: then(Path(file)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _counts(report: ImportReport) -> list[Counter]:
    found = [
        Counter(ngettext("row read", "rows read", report.read), report.read),
        Counter(_("added"), report.added),
        Counter(_("changed"), report.changed),
        Counter(_("unchanged"), report.unchanged),
        Counter(ngettext("row skipped", "rows skipped", report.skipped), report.skipped, "warn"),
        Counter(ngettext("row not used", "rows not used", report.failed), report.failed, "block"),
    ]
    if report.removed:
        found.insert(4, Counter(_("removed"), report.removed, "warn"))
    return found


class Notes(QScrollArea):
    """Sentences, as high as they need up to a limit; the rest can be scrolled to."""

    def __init__(self, text: str) -> None:
        """Show ``text``."""
        super().__init__()
        self._words = label(text, "muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words.setObjectName("root")
        self.setWidget(self._words)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the sentences are at this width."""
        super().resizeEvent(event)
        wanted = self._words.heightForWidth(self.viewport().width()) + 2
        bars = Qt.ScrollBarPolicy
        fits = wanted <= NOTES
        self.setVerticalScrollBarPolicy(bars.ScrollBarAlwaysOff if fits else bars.ScrollBarAsNeeded)
        self.setFixedHeight(min(NOTES, wanted))


def _notes(report: ImportReport) -> str:
    """Return what the file holds, what was assumed and what was left out."""
    products = ngettext("{n} product", "{n} products", report.products)
    variants = ngettext("{n} variant", "{n} variants", report.variants)
    lines = (
        [report.nothing]
        if report.nothing
        else [
            _("The file holds {products}, {variants}. Texts are in {language}.").format(
                products=products.format(n=count(report.products)),
                variants=variants.format(n=count(report.variants)),
                language=language_name(report.locale),
            ),
            *_catalog_notes(report),
        ]
    )
    lines += report.assumptions
    if report.ignored_columns:
        names = ", ".join(report.ignored_columns)
        lines.append(_("Columns not used: {names}").format(names=names))
    return "\n".join(lines)


def _catalog_notes(report: ImportReport) -> Iterator[str]:
    """Yield which catalog it went into, what that gained and what the file no longer has, by name."""
    if not report.shared.known:
        return
    yield _("Into the catalog “{name}”").format(name=report.catalog)
    if report.shared.is_little:
        yield report.shared.sentence(report.catalog)
    if report.new:
        yield _("New: {names}").format(names=_names(report.new, report.added))
    if report.gone:
        names = _names(report.gone, report.gone_count)
        yield (
            _("Removed: {names}") if report.removed else _("No longer in the file: {names}")
        ).format(names=names)


def _names(found: Sequence[Named], total: int) -> str:
    """Return the first products by name, and how many more there are."""
    names = [
        one.key if one.title in ("", one.key) else f"{one.key} · {one.title}"
        for one in found[:NAMED]
    ]
    rest = total - len(names)
    if rest > 0:
        names.append(ngettext("and {n} more", "and {n} more", rest).format(n=count(rest)))
    return ", ".join(names)


class ImportDialog(QDialog):
    """The report alone, after an import into a workspace that has a launch."""

    def __init__(self, report: ImportReport, jobs: Jobs, parent: QWidget) -> None:
        """Show ``report``."""
        super().__init__(parent)
        self.setWindowTitle(_("Import of {file}").format(file=report.file))
        self.resize(*(SIZE if report.issues else SMALL))
        self.report = ReportView(report, jobs)
        close = button(_("Close"), self.accept, role="primary")
        layout = column(self.report, row(None, close), spacing=SPACE_3)
        layout.setStretch(0, 1)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        close.setDefault(True)
        close.setFocus()

"""What a newer file would change, and the questions it may leave open, each asked once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, cast

from PySide6.QtWidgets import QButtonGroup, QDialog, QRadioButton, QWidget

from localizer.i18n import _, ngettext
from localizer.model.incoming import Answers, Difference, DifferenceKind
from localizer.ui.actions.columns import count, kind_name, sentence_case
from localizer.ui.look.tokens import SPACE_1, SPACE_3, SPACE_4
from localizer.ui.models.import_lists import difference_table
from localizer.ui.widgets.banner import Banner
from localizer.ui.widgets.column_view import ListTable
from localizer.ui.widgets.counters import Counter, counters
from localizer.ui.widgets.parts import Card, Elided, button, chip, column, combo, label, row

if TYPE_CHECKING:
    from localizer.intake.report import ImportReport

SIZE: Final = (1120, 720)
#: Most pixels of the columns: what, product, variant, field, before; what the file says takes the rest.
WIDTHS: Final = (230, 230, 120, 120, 200)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing the file leaves open; the first choice is the safe one."""

    name: Literal["catalog", "blank", "gone", "minor"]
    sentence: str
    choices: tuple[tuple[str, str], tuple[str, str]]


class ChangesDialog(QDialog):
    """Nothing is imported before the button is pressed; Cancel leaves everything as it was."""

    def __init__(
        self,
        report: ImportReport,
        parent: QWidget,
        *,
        known: bool = False,
        updates: bool = False,
    ) -> None:
        """Show the ``report`` of a trial.

        The columns of a ``known`` file were not asked about; with ``updates`` the launch is drafted anew.
        """
        super().__init__(parent)
        self.report = report
        self.setWindowTitle(_("What {file} changes").format(file=report.file))
        self.resize(*SIZE)
        self.groups: dict[str, QButtonGroup] = {}
        self.lines = (*report.differences, *_gone_products(report))
        self.differences = difference_table(report.labels)
        self.view = ListTable(_("Differences"))
        self.view.setModel(self.differences)
        self.view.setMinimumHeight(84)
        self.filter = combo(_("Show differences"))
        self.filter.activated.connect(self._narrow)
        self.shown = label("", "muted")
        words = _("Update launch") if updates else _("Import")
        self.go = button(words, self.accept, role="primary")
        self.columns_asked = False
        self.columns = button(
            _("Columns …"),
            self._ask_columns,
            role="ghost",
            tip=_("Say what the columns of the file are; they are known from last time"),
        )
        self.columns.setVisible(known)
        self.into = label("", "muted")
        head = row(Elided(report.file, "title"), self.into)
        head.setStretch(0, 1)
        foot = row(self.columns, None, button(_("Cancel"), self.reject), self.go)
        self.banner = Banner()
        layout = column(head, self.banner, self._counted(), spacing=SPACE_3)
        if report.shared.is_little and not report.is_stranger:
            self.banner.say(report.shared.sentence(report.catalog), "warn")
        questions = _questions(report)
        if questions:
            layout.addWidget(self._asked(questions))
        layout.addLayout(row(self.filter, self.shown, None))
        layout.addWidget(self.view, 1)
        layout.addLayout(foot)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        self._fill()
        self._on_catalog()
        self.go.setDefault(True)
        self.go.setFocus()

    def _ask_columns(self) -> None:
        self.columns_asked = True
        self.reject()

    def _counted(self) -> Card:
        report = self.report
        entries = [
            Counter(ngettext("new product", "new products", report.added), report.added),
            Counter(_("changed"), report.changed),
            Counter(_("unchanged"), report.unchanged),
            Counter(_("no longer in the file"), report.gone_count, "warn"),
        ]
        line = row(counters(entries), None)
        touched = _touched(report)
        if touched:
            out = column(
                label(_("Out of date afterwards"), "section"),
                row(*(chip(words, "warn") for words in touched), None),
                spacing=SPACE_1,
            )
            line.addLayout(out)
        return Card(line)

    def _asked(self, questions: Sequence[Question]) -> Card:
        lines = [self._question(question) for question in questions]
        return Card(
            label(_("The file leaves this open. Your answer holds for the whole file."), "section"),
            row(*lines, None, spacing=4 * SPACE_3),
        )

    def _question(self, question: Question) -> QWidget:
        group = QButtonGroup(self)
        around = QWidget()
        made = column(label(question.sentence, wrap=True), spacing=SPACE_1)
        for value, words in question.choices:
            choice = QRadioButton(words)
            choice.setProperty("answer", value)
            choice.setAccessibleName(f"{question.sentence} {words}")
            choice.setChecked(not group.buttons())
            choice.toggled.connect(self._on_catalog)
            group.addButton(choice)
            made.addWidget(choice)
        made.addStretch(1)
        self.groups[question.name] = group
        around.setLayout(made)
        around.setMinimumWidth(220)
        around.setMaximumWidth(340)
        return around

    def _fill(self) -> None:
        kinds = dict(self.report.kinds)
        if self.report.gone:
            gone = kinds.get(DifferenceKind.GONE, 0) + self.report.gone_count
            kinds[DifferenceKind.GONE] = gone
        total = sum(kinds.values())
        self.filter.addItem(
            ngettext("{n} difference", "{n} differences", total).format(n=count(total)), ""
        )
        for kind in DifferenceKind:
            if number := kinds.get(kind, 0):
                words = f"{sentence_case(kind_name(kind))}: {count(number)}"
                self.filter.addItem(words, kind.value)
        self._total = {"": total, **{kind.value: number for kind, number in kinds.items()}}
        self._narrow()

    def _narrow(self) -> None:
        wanted = self.filter.currentData()
        lines = [one for one in self.lines if not wanted or one.kind == wanted]
        self.differences.show(lines)
        self.view.fit(*WIDTHS)
        total = self._total.get(wanted, len(lines))
        listed = _("the first {n} are listed; the others are counted").format(n=count(len(lines)))
        self.shown.setText(listed if len(lines) < total else "")

    def _on_catalog(self) -> None:
        """Ask only what matters: a catalog of the file's own changes nothing that is there."""
        own = self._answer("catalog") == "own"
        name = self.report.own_catalog if own else self.report.catalog
        self.into.setText(_("Into the catalog “{name}”").format(name=name))
        for one in (self.view, self.filter):
            one.setEnabled(not own)
        for name, group in self.groups.items():
            for choice in group.buttons():
                choice.setEnabled(name == "catalog" or not own)

    def _answer(self, name: str) -> str:
        group = self.groups.get(name)
        choice = group.checkedButton() if group is not None else None
        return str(choice.property("answer")) if choice is not None else ""

    def catalog(self) -> str | None:
        """Return the catalog a person named, ``None`` where she was not asked."""
        report = self.report
        if answer := self._answer("catalog"):
            return report.own_catalog if answer == "own" else report.catalog
        # who has read how little of it is in the file, and removes the rest, has named the catalog
        return report.catalog if self._answer("gone") == "remove" else None

    def answers(self) -> Answers:
        """Return what was answered; what was not asked keeps what was there."""
        if self._answer("catalog") == "own":
            return Answers()
        return Answers(
            blank=cast("Literal['keep', 'clear']", self._answer("blank") or "keep"),
            gone=cast("Literal['keep', 'remove']", self._answer("gone") or "keep"),
            minor=cast("Literal['keep', 'review']", self._answer("minor") or "keep"),
        )


def _gone_products(report: ImportReport) -> list[Difference]:
    return [
        Difference(one.key, one.title, DifferenceKind.GONE, "product", one.title or one.key, "")
        for one in report.gone
    ]


def _touched(report: ImportReport) -> list[str]:
    """Return what becomes out of date, in words; what is zero is left out."""
    touched = report.touched
    found = []
    if touched.texts:
        texts = ngettext("{n} text", "{n} texts", touched.texts).format(n=count(touched.texts))
        approved = ngettext("{n} of them approved", "{n} of them approved", touched.approved)
        found.append(
            _("{texts}, {approved}").format(
                texts=texts, approved=approved.format(n=count(touched.approved))
            )
            if touched.approved
            else texts
        )
    if touched.prices:
        prices = ngettext("{n} price", "{n} prices", touched.prices)
        found.append(prices.format(n=count(touched.prices)))
    if touched.scripts:
        scripts = ngettext("{n} script", "{n} scripts", touched.scripts)
        found.append(scripts.format(n=count(touched.scripts)))
    return found


def _questions(report: ImportReport) -> list[Question]:
    """Return what the file leaves open."""
    found = []
    if report.is_stranger and report.own_catalog:
        choices = (
            ("own", _("A catalog of its own: “{name}”").format(name=report.own_catalog)),
            ("same", _("A version or a part of “{name}”").format(name=report.catalog)),
        )
        found.append(Question("catalog", report.shared.sentence(report.catalog), choices))
    if blank := report.kinds.get(DifferenceKind.BLANK, 0):
        sentence = ngettext(
            "{n} cell that had a value is blank now.",
            "{n} cells that had a value are blank now.",
            blank,
        ).format(n=count(blank))
        choices = (("keep", _("Keep what was there")), ("clear", _("Clear it")))
        found.append(Question("blank", sentence, choices))
    variants = report.kinds.get(DifferenceKind.GONE, 0)
    if report.gone or variants:
        choices = (("keep", _("Keep them")), ("remove", _("Remove them")))
        found.append(Question("gone", _gone_sentence(report.gone_count, variants), choices))
    if minor := report.kinds.get(DifferenceKind.MINOR, 0):
        sentence = ngettext(
            "In {n} text only punctuation, spaces, letter case or tokens changed.",
            "In {n} texts only punctuation, spaces, letter case or tokens changed.",
            minor,
        ).format(n=count(minor))
        choices = (
            ("keep", _("Same meaning: keep approvals")),
            ("review", _("Meaning changed: review again")),
        )
        found.append(Question("minor", sentence, choices))
    return found


def _gone_sentence(products: int, variants: int) -> str:
    one = ngettext("{n} product", "{n} products", products).format(n=count(products))
    other = ngettext("{n} variant", "{n} variants", variants).format(n=count(variants))
    if products and variants:
        return _("No longer in the file: {products} and {variants}.").format(
            products=one, variants=other
        )
    return _("No longer in the file: {what}.").format(what=one if products else other)

"""One finding in full: what it says, in which words, who says so, and what can be done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QSizePolicy, QWidget

from localizer.catalog.finding_groups import FindingLine
from localizer.i18n import _
from localizer.model.finding import Weight
from localizer.model.rule import Source
from localizer.pipeline.ground_words import grounds_in_words
from localizer.ui.actions.check_words import (
    WEIGHTS,
    Names,
    evidence_of,
    marked,
    rule_name,
    says_so,
    stands_in,
)
from localizer.ui.actions.words import ROLES, SEVERITIES, finding_text
from localizer.ui.look.tokens import SPACE_1, SPACE_2
from localizer.ui.widgets.finding_row import SHAPES
from localizer.ui.widgets.flow import Flow
from localizer.ui.widgets.parts import (
    box,
    button,
    chip,
    column,
    label,
    row,
    scroll,
    set_role,
    speak,
)


@dataclass(frozen=True, slots=True)
class Detail:
    """What is shown of a finding beside its line: the text it is in, and what its rule is in the launch."""

    text: str
    weight: Weight | None
    like: int
    fixable: int


class Details(QWidget):
    """Emits what the person wants done about the finding that is shown."""

    go_wanted = Signal()
    fill_wanted = Signal()
    fix_wanted = Signal()
    fix_all_wanted = Signal()
    overrule_wanted = Signal()
    overrule_all_wanted = Signal()
    severity_wanted = Signal(object)

    def __init__(self, sources: Mapping[str, Source]) -> None:
        """``sources`` are what sources of findings stand for."""
        super().__init__()
        self._sources = sources
        self.line: FindingLine | None = None
        self.severity, self.rule = chip(), label("", "muted", wrap=True)
        self.message = _wrapped()
        self.where = _wrapped("muted")
        self.text = _wrapped()
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.offer = _wrapped()
        self.source = _wrapped("muted")
        self.source.setTextFormat(Qt.TextFormat.RichText)
        self.source.setOpenExternalLinks(True)
        self.source.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self._make_buttons()
        head = row(self.severity, self.rule, spacing=SPACE_2)
        head.setStretch(1, 1)
        about = (self.text, self.offer, self.where, self.source)
        words = column(head, self.message, self.buttons, *about, None, spacing=SPACE_1)
        self.setLayout(column(scroll(box(words))))

    def _make_buttons(self) -> None:
        self.go = button(_("Go there"), self.go_wanted.emit, tip=_("Show it in its place (Enter)"))
        self.fill = button("", self.fill_wanted.emit, role="ghost")
        self.fix = button(_("Apply fix"), self.fix_wanted.emit, role="ghost")
        self.fix_all = button(_("Fix all like this …"), self.fix_all_wanted.emit, role="ghost")
        self.overrule = button(
            _("Overrule …"),
            self.overrule_wanted.emit,
            role="ghost",
            tip=_("Let it pass with a reason, which is kept"),
        )
        self.more = button(_("More …"), self._show_menu, role="ghost")
        self.menu = QMenu(self)
        self.overrule_all = self.menu.addAction(_("Overrule all like this …"))
        self.overrule_all.triggered.connect(lambda _on: self.overrule_all_wanted.emit())
        self.weights = self.menu.addMenu(_("How severe this rule is in this launch"))
        self._weight: Weight | None = None
        self.buttons = box(Flow(*self._buttons(), spacing=SPACE_1))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.buttons.setSizePolicy(policy)

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.go, self.fill, self.fix, self.fix_all, self.overrule, self.more

    def show_line(self, line: FindingLine | None, names: Names) -> None:
        """Show a finding; with ``None`` nothing."""
        self.line = line
        self.setVisible(line is not None)
        if line is None:
            return
        finding = line.stored.finding
        role = ROLES[finding.severity]
        set_role(self.severity, role)
        self.severity.setText(f"{SHAPES[role]} {_(SEVERITIES[finding.severity])}")
        self.rule.setText(rule_name(finding.rule))
        self.message.setText(finding_text(finding))
        self.where.setText(stands_in(line, names))
        self.text.hide()
        speak(self.text, line.stored.place.locale)
        offered = finding.fix is not None
        self.offer.setVisible(offered)
        if finding.fix is not None:
            words = _("Replace it with “{text}”") if finding.fix else _("Take it out")
            self.offer.setText(words.format(text=finding.fix))
        told = says_so(finding, self._sources)
        self.source.setVisible(bool(told))
        self.source.setText(told)
        self.fix.setVisible(offered)
        self.fix_all.setVisible(offered)
        evidence = evidence_of(finding)
        self.fill.setVisible(bool(evidence))
        if evidence:
            self.fill.setText(_("Fill in {facts} …").format(facts=grounds_in_words(evidence)))
        self.setAccessibleName(f"{self.severity.text()}: {self.message.text()}")

    def show_detail(self, detail: Detail) -> None:
        """Show what was read of the finding in the background."""
        if self.line is None:
            return
        words = marked(detail.text, self.line.stored.finding)
        self.text.setText(words)
        self.text.setVisible(bool(words))
        self.fix_all.setEnabled(detail.fixable > 0)
        self.overrule_all.setEnabled(detail.like > 1)
        self._weight = detail.weight

    def _show_menu(self) -> None:
        self.weights.clear()
        own = self.weights.addAction(_("As the rule has it"))
        own.setCheckable(True)
        own.setChecked(self._weight is None)
        own.triggered.connect(lambda _on: self.severity_wanted.emit(None))
        self.weights.addSeparator()
        for weight, words in WEIGHTS.items():
            action = self.weights.addAction(_(words))
            action.setCheckable(True)
            action.setChecked(self._weight == weight)
            action.triggered.connect(lambda _on, wanted=weight: self.severity_wanted.emit(wanted))
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def _wrapped(role: str = "") -> QLabel:
    made = label("", role, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return made

"""What a person does with findings: fix one or all of a kind, let them pass, weigh their rule anew."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from localizer import pipeline
from localizer.catalog import finding_groups
from localizer.catalog.finding_groups import FindingLine
from localizer.i18n import _, ngettext
from localizer.jobs import Progress
from localizer.model.finding import OFF, Severity, SeverityChoice, Weight
from localizer.pipeline import fixing
from localizer.pipeline.fixing import Fix, FixReport
from localizer.ui.actions.check_words import Names, fixed_words, rule_name, stands_in
from localizer.ui.actions.columns import count
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.fixes import ask_fixes
from localizer.ui.dialogs.reason import ask_reason


class Deeds:
    """Each is one step that can be undone. What is being typed elsewhere is saved first."""

    def __init__(self, session: Session, window: QWidget) -> None:
        """Ask in front of ``window``."""
        self._session = session
        self._window = window

    def fix(self, line: FindingLine) -> None:
        """Put what the check offers in the place of what it found."""
        store, tools, number = self._session.store, self._session.tools, line.stored.id
        self._session.about_to_replay.emit()
        self._session.edit(lambda: fixing.fix_one(store, tools, number))

    def fix_all(self, line: FindingLine, ids: Sequence[int], names: Names) -> None:
        """Show what fixing all of the rule among ``ids`` would do, and do it when asked to."""
        session, rule = self._session, line.stored.finding.rule
        session.about_to_replay.emit()
        store = session.store

        def plan(_progress: Progress) -> tuple[tuple[Fix, ...], dict[int, FindingLine]]:
            reader = store.read()
            like, _mends = finding_groups.alike(reader, ids, rule)
            return fixing.preview_fixes(reader, like), finding_groups.lines(reader, like)

        def show(planned: tuple[tuple[Fix, ...], dict[int, FindingLine]]) -> None:
            fixes, lines = planned
            if not fixes or not isValid(self._window):
                return

            def where(fix: Fix) -> str:
                found = lines.get(fix.stored.id)
                return "" if found is None else stands_in(found, names)

            ask_fixes(fixes, rule_name(rule), where, self._window, self._fix_many)

        session.jobs.run(plan, done=show, label=_("Working out the fixes"))

    def _fix_many(self, ids: list[int]) -> None:
        session = self._session
        store, tools = session.store, session.tools

        def done(report: FixReport) -> None:
            told = fixed_words(report.fixed, len(report.left))
            session.say(f"{told} {_('Ctrl+Z takes it back.')}", "ok" if report.fixed else "warn")

        session.work(
            _("Fixing"),
            lambda progress: fixing.fix_all(store, tools, ids, progress=progress),
            done,
        )

    def overrule(self, line: FindingLine) -> None:
        """Ask why the finding may pass and let it."""
        self._ask([line.stored.id])

    def overrule_all(self, line: FindingLine, ids: Sequence[int]) -> None:
        """Ask why all findings of the rule among ``ids`` may pass and let them."""
        reader = self._session.store.read()
        like, _mends = finding_groups.alike(reader, ids, line.stored.finding.rule)
        self._ask(list(like))

    def _ask(self, ids: list[int]) -> None:
        session, number = self._session, len(ids)
        store = session.store
        question = ngettext(
            "Why may this pass? The reason is written into the manifest.",
            "Why may these {n} pass? The reason is written into the manifest.",
            number,
        ).format(n=count(number))
        ask_reason(
            self._window,
            ngettext("Overrule {n} finding", "Overrule {n} findings", number).format(
                n=count(number)
            ),
            question,
            _("Overrule"),
            lambda reason: session.edit(lambda: fixing.dismiss(store, ids, reason)),
        )

    def weigh(self, line: FindingLine, weight: object) -> None:
        """Let the rule be of another severity in the launch; ``None`` gives it back its own."""
        finding = line.stored.finding
        wanted: Weight | None = None
        if weight is not None:
            wanted = OFF if weight == OFF else Severity(str(weight))
            choice = SeverityChoice(finding.rule, wanted, finding.own or finding.severity)
            if wanted != OFF and choice.own is not None and not choice.allowed(choice.own):
                ask_reason(
                    self._window,
                    rule_name(finding.rule),
                    _("Why may this rule count for less in this launch?"),
                    _("Change"),
                    lambda reason: self._weigh(finding.rule, wanted, reason),
                )
                return
        self._weigh(finding.rule, wanted, "")

    def _weigh(self, rule: str, weight: Weight | None, reason: str) -> None:
        session, launch = self._session, self._session.launch
        if launch is None:
            return
        store, tools, name = session.store, session.tools, launch.name
        session.work(
            _("Checking again"),
            lambda progress: pipeline.set_severity(
                store, tools, name, rule, weight, reason, progress=progress
            ),
        )

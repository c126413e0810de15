"""Checks of a pitch: its length, its beats and its tokens."""

from __future__ import annotations

from typing import ClassVar, Final

from localizer.check.context import ScriptContext
from localizer.i18n import N_
from localizer.model.finding import AMOUNT_MOVED, Finding, Severity
from localizer.model.script import Beat, Lane
from localizer.model.token import TOKEN

#: A pitch may be this share longer or shorter than planned before anybody is bothered.
TOLERANCE: Final = 0.15


class Timing:
    """The lines take about as long as planned."""

    id: ClassVar[str] = "script_time"

    def check(self, context: ScriptContext) -> list[Finding]:
        """Return a finding when the spoken time is off by more than `TOLERANCE`."""
        planned = sum(plan.seconds for plan in context.script.beats)
        spoken = sum(line.seconds for line in context.script.lines)
        if abs(spoken - planned) <= planned * TOLERANCE:
            return []
        args = (("spoken", f"{spoken:.0f}"), ("planned", f"{planned:.0f}"))
        message = N_("Takes {spoken} s, planned are {planned} s.")
        return [Finding(self.id, Severity.WARNING, message, args)]


class LineFacts:
    """What every line rests on still holds: the fact, the document, the offer, the stock."""

    id: ClassVar[str] = "script_fact"

    def check(self, context: ScriptContext) -> list[Finding]:
        """Return a blocking finding on each line whose facts are gone or say something else now."""
        facts = context.facts
        if facts is None:
            return []
        found: list[Finding] = []
        start = 0
        for line in context.script.lines:
            end = start + len(line.text)
            for name in facts.gone(line):
                message = N_("This line rests on “{fact}”, which does not hold any more.")
                found.append(self._finding(message, (("fact", name),), start, end))
            for name, then, now in facts.changed(line):
                message = N_("“{fact}” was “{then}” when this line was written; now it is “{now}”.")
                args = (("fact", name), ("then", then), ("now", now))
                found.append(self._finding(message, args, start, end))
            start = end + 1
        return found

    def _finding(
        self, message: str, args: tuple[tuple[str, str], ...], start: int, end: int
    ) -> Finding:
        return Finding(self.id, Severity.BLOCK, message, args, start, end)


class ApprovedAmounts:
    """An amount that moved after somebody approved the wording is told; the approval stands."""

    id: ClassVar[str] = AMOUNT_MOVED

    def check(self, context: ScriptContext) -> list[Finding]:
        """Return a warning for each such token, on the first line that says it."""
        facts = context.facts
        if facts is None:
            return []
        found: dict[str, Finding] = {}
        start = 0
        for line in context.script.lines:
            for token, then, now in facts.moved(line):
                message = N_("{token} was {then} when this was approved; now it is {now}.")
                args = (("token", f"{{{token}}}"), ("then", then), ("now", now))
                span = (start, start + len(line.text))
                found.setdefault(token, Finding(self.id, Severity.WARNING, message, args, *span))
            start += len(line.text) + 1
        return list(found.values())


class Beats:
    """No beat of the plan is left without a line."""

    id: ClassVar[str] = "script_beat"

    def check(self, context: ScriptContext) -> list[Finding]:
        """Return a finding for each beat nobody speaks in; the disclosure blocks."""
        spoken = {line.beat for line in context.script.lines if line.lane is Lane.HOST}
        # A plan may hold a beat more than once; it is missed once.
        planned = dict.fromkeys(plan.beat for plan in context.script.beats if plan.seconds > 0)
        return [
            Finding(
                self.id,
                Severity.BLOCK if beat is Beat.DISCLOSURE else Severity.WARNING,
                N_("Nothing is said in the beat “{beat}”."),
                (("beat", beat.value),),
            )
            for beat in planned
            if beat not in spoken
        ]


class ScriptTokens:
    """Every token of a pitch has a value today."""

    id: ClassVar[str] = "script_token"

    def check(self, context: ScriptContext) -> list[Finding]:
        """Return a blocking finding for each token without a value."""
        used = {name for line in context.script.lines for name in TOKEN.findall(line.text)}
        return [
            Finding(
                self.id,
                Severity.BLOCK,
                N_("There is no value for {token}."),
                (("token", f"{{{name}}}"),),
            )
            for name in sorted(used)
            if not context.tokens.get(name)
        ]

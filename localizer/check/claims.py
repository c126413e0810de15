"""Checks of what is promised: phrase rules of markets and platforms, and texts a market requires."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import ClassVar, Final

from localizer.check.context import ScriptContext, TextContext
from localizer.i18n import N_
from localizer.model.finding import Finding, Severity
from localizer.model.rule import ClaimRule, Trigger
from localizer.model.script import Lane

_INVISIBLE: Final = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")


@lru_cache(maxsize=512)
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a rule's pattern ready to search; each is compiled once."""
    return re.compile(pattern, re.IGNORECASE)


def as_matched(text: str) -> str:
    """Return ``text`` as patterns are written for: NFC, without what cannot be seen."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def claims_in(text: str, rules: tuple[ClaimRule, ...], market: str, locale: str) -> list[Finding]:
    """Return what the rules of ``market`` and ``locale`` have against ``text``.

    Spans count in ``text`` as given when it is NFC without invisible characters, as stored texts are.
    """
    plain = as_matched(text)
    found: list[Finding] = []
    for rule in rules:
        if not rule.applies(market, locale):
            continue
        hits = compiled(rule.pattern).finditer(plain)
        found.extend(_finding(rule, match) for match in hits if match.group())
    return found


def _finding(rule: ClaimRule, match: re.Match[str]) -> Finding:
    args = (("text", match.group().strip()), ("why", rule.why), ("safer", rule.safer))
    return Finding(
        f"claim:{rule.id}",
        rule.severity,
        N_("“{text}”: {why}. Say instead: {safer}."),
        args,
        match.start(),
        match.end(),
        source=", ".join(rule.sources),
    )


class Claims:
    """A listing text says nothing a rule of its market forbids."""

    id: ClassVar[str] = "claim"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding for each hit of each rule that applies."""
        if not context.text:
            return []
        target = context.target
        return claims_in(context.text, context.claims, target.market, target.locale)


class SpokenClaims:
    """A script says nothing a rule of its market forbids."""

    id: ClassVar[str] = "claim"

    def check(self, context: ScriptContext) -> list[Finding]:
        """Return one finding for each hit; spans count in the script's lines joined by line ends."""
        target = context.target
        found: list[Finding] = []
        offset = 0
        for line in context.script.lines:
            if line.lane is Lane.HOST:
                items = claims_in(line.text, context.claims, target.market, target.locale)
                found.extend(_shifted(item, offset) for item in items)
            offset += len(line.text) + 1
        return found


def _shifted(finding: Finding, offset: int) -> Finding:
    return Finding(
        finding.rule,
        finding.severity,
        finding.message,
        finding.args,
        finding.start + offset,
        finding.end + offset,
        finding.fix,
        finding.source,
    )


class Disclosure:
    """A pitch says that it is advertising where the market wants that said."""

    id: ClassVar[str] = "disclosure"

    def check(self, context: ScriptContext) -> list[Finding]:
        """Return a blocking finding for each required text that is missing."""
        lines = (line.text for line in context.script.lines if line.lane is Lane.HOST)
        said = as_matched("\n".join(lines))
        return [
            Finding(
                f"{self.id}:{rule.id}",
                Severity.BLOCK,
                N_("Required here: {text}. For example: {phrase}"),
                (("text", rule.text), ("phrase", rule.phrase)),
                source=", ".join(rule.sources),
            )
            for rule in context.required
            if rule.trigger is Trigger.PAID
            and rule.applies(context.target.market, context.target.locale)
            and not compiled(rule.must_match).search(said)
        ]

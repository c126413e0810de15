"""Findings in words: where they stand, what is found, who says so, and where one goes for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Final
from urllib.parse import urlsplit

from localizer.catalog.finding_groups import By, FindingLine, Group
from localizer.catalog.findings import StoredFinding
from localizer.i18n import N_, _, ngettext, pgettext
from localizer.model.finding import OFF, Finding, Severity, Subject, Weight
from localizer.model.launch import Target
from localizer.model.rule import Source
from localizer.pipeline.readiness import EVIDENCE, PANES
from localizer.ui.actions.columns import count
from localizer.ui.actions.place import Place
from localizer.ui.actions.words import (
    SEVERITIES,
    day,
    field_name,
    finding_text,
    language_name,
    market_name,
    rule_words,
)

#: Characters of a text shown before and behind what is found.
AROUND: Final = 90
#: What a rule may be in a launch, in the order of the menu.
WEIGHTS: Final[Mapping[Weight, str]] = {
    Severity.BLOCK: SEVERITIES[Severity.BLOCK],
    Severity.EVIDENCE: SEVERITIES[Severity.EVIDENCE],
    Severity.WARNING: SEVERITIES[Severity.WARNING],
    Severity.INFO: SEVERITIES[Severity.INFO],
    OFF: N_("not shown"),
}
Names = Mapping[Target, str]


def by_words() -> Mapping[By, str]:
    """Return what findings are gathered by, in one word."""
    return {
        By.RULE: pgettext("checks gathered by", "Rule"),
        By.PRODUCT: pgettext("checks gathered by", "Product"),
        By.TARGET: pgettext("checks gathered by", "Target"),
    }


def group_name(group: Group, by: By, names: Names) -> str:
    """Return what a group is called."""
    if by is By.PRODUCT:
        return group.title
    if by is By.TARGET and group.target is not None:
        return names.get(group.target, group.key)
    return rule_name(group.key)


def rule_name(rule: str) -> str:
    """Return a rule in words, with its own id where a pack has many of the kind."""
    own = rule.partition(":")[2]
    words = rule_words(rule)
    return f"{words} · {own}" if own and words != rule else words


def counts_in_words(counts: Mapping[Severity, int]) -> str:
    """Return how many of each severity there are, the worst first."""
    parts = [f"{count(counts[one])} {_(SEVERITIES[one])}" for one in Severity if counts.get(one)]
    return " · ".join(parts)


def stands_in(line: FindingLine, names: Names) -> str:
    """Return where a finding stands: product, place in the listing, target."""
    place = line.stored.place
    what = _subject(place.subject)
    if line.field is not None:
        what = field_name(line.field, line.position, line.name)
    return " · ".join(part for part in (line.title, what, target_name(line.stored, names)) if part)


def _subject(subject: Subject) -> str:
    words = {
        Subject.TRANSLATION: pgettext("what a finding is about", "text"),
        Subject.LISTING: pgettext("what a finding is about", "listing"),
        Subject.PRICE: pgettext("what a finding is about", "price"),
        Subject.SCRIPT: pgettext("what a finding is about", "script"),
        Subject.ANSWER: pgettext("what a finding is about", "answer"),
    }
    return words[subject]


def target_name(stored: StoredFinding, names: Names) -> str:
    """Return the target of a finding in words; of one for several, what they share."""
    place = stored.place
    target = Target(place.market, place.channel, place.locale)
    if target in names:
        return names[target]
    parts = (
        market_name(place.market) if place.market else "",
        place.channel,
        language_name(place.locale) if place.locale else "",
    )
    return " ".join(part for part in parts if part)


def marked(text: str, finding: Finding) -> str:
    """Return what a finding is about as rich text: the words found are marked, far ones left out."""
    if finding.end <= finding.start or finding.end > len(text):
        return ""
    before, found = text[: finding.start], text[finding.start : finding.end]
    behind = text[finding.end :]
    left = ("… " + before[-AROUND:]) if len(before) > AROUND else before
    right = (behind[:AROUND] + " …") if len(behind) > AROUND else behind
    return f"{_rich(left)}<b><u>{_rich(found)}</u></b>{_rich(right)}"


def _rich(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def says_so(finding: Finding, sources: Mapping[str, Source]) -> str:
    """Return who says so, with the day it was read, as rich text with links; empty where nobody is named."""
    names = [name.strip() for name in finding.source.split(",") if name.strip()]
    return "<br>".join(_source(name, sources.get(name)) for name in names)


def _source(name: str, known: Source | None) -> str:
    if known is None:
        return escape(name)
    shown = escape(known.where)
    if urlsplit(known.where).scheme in {"http", "https"}:
        shown = f'<a href="{shown}">{escape(urlsplit(known.where).netloc)}</a>'
    read = _("read {day}").format(day=_day(known.read_on)) if known.read_on else ""
    note = escape(known.note)
    return " · ".join(part for part in (shown, note, escape(read)) if part)


def _day(written: str) -> str:
    return day(dt.date.fromisoformat(written))


def place_of(stored: StoredFinding, targets: Sequence[Target]) -> tuple[str, Place]:
    """Return the pane that shows what a finding is about, and what to show there."""
    place = stored.place
    subject = place.subject
    where = Place(
        product_id=place.product_id,
        target=next((one for one in targets if _concerns(stored, one)), None),
        translation_id=place.subject_id if subject is Subject.TRANSLATION else None,
        script_id=place.subject_id if subject is Subject.SCRIPT else None,
    )
    return PANES[subject], where


def _concerns(stored: StoredFinding, target: Target) -> bool:
    place = stored.place
    own = (target.market, target.channel, target.locale)
    pairs = zip((place.market, place.channel, place.locale), own, strict=True)
    return all(mine in ("", whose) for mine, whose in pairs)


def evidence_of(finding: Finding) -> str:
    """Return the names of the facts that would satisfy a finding, split by ``|``; empty for none."""
    return dict(finding.args).get(EVIDENCE, "")


def of_targets(targets: Iterable[Target], label: Callable[[Target], str]) -> dict[Target, str]:
    """Return the written forms of targets."""
    return {one: label(one) for one in targets}


def fixed_words(fixed: int, left: int) -> str:
    """Say how many findings were fixed and how many were left."""
    done = ngettext("{n} fixed.", "{n} fixed.", fixed).format(n=count(fixed))
    if not left:
        return done
    rest = ngettext("{n} was left.", "{n} were left.", left).format(n=count(left))
    return f"{done} {rest}"


def spoken(line: FindingLine, names: Names) -> str:
    """Return a line of the list as a screen reader says it."""
    severity = _(SEVERITIES[line.stored.finding.severity])
    return f"{severity}: {finding_text(line.stored.finding)}. {stands_in(line, names)}"

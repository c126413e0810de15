"""What to do next on the board: at most five sentences, the most pressing first, each with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from localizer.catalog.board import BoardCounts
from localizer.catalog.views import Blocker
from localizer.i18n import _, ngettext
from localizer.model.finding import Subject
from localizer.model.launch import Target
from localizer.ui.actions.columns import count
from localizer.ui.actions.place import Place
from localizer.ui.actions.words import finding_text, in_a_row

MOST: Final = 5
_MOST_BLOCKERS: Final = 3
_PANES: Final = {
    Subject.TRANSLATION: "review",
    Subject.LISTING: "review",
    Subject.PRICE: "prices",
    Subject.SCRIPT: "scripts",
    Subject.ANSWER: "show",
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """One sentence, how pressing it is (``block``, ``warn``, ``ok``) and where it leads."""

    text: str
    role: str
    pane: str
    place: Place = field(default_factory=Place)


def do_next(
    counts: BoardCounts,
    targets: Sequence[Target],
    labels: Sequence[str],
    blockers: Sequence[Blocker],
    rates: str,
    clean: tuple[int, int] = (0, 0),
) -> tuple[NextStep, ...]:
    """Return the sentences.

    ``rates`` is a warning about old rates or empty, ``clean`` how many texts and scripts wait that
    nothing speaks against.
    """
    names = dict(zip(targets, labels, strict=True))
    steps = _undrafted(counts.undrafted)
    steps += _blockers(blockers, names)
    if not any(one.stored.finding.rule == "price_missing" for one in blockers):
        steps += _unpriced(counts, targets, labels)
    if rates:
        steps.append(NextStep(rates, "warn", "prices"))
    steps += _clean(clean)
    steps += _to_review(counts, targets, labels)
    if not steps and counts.products:
        steps.append(NextStep(_("Everything is ready. Export the files."), "ok", "export"))
    return tuple(steps[:MOST])


def _undrafted(number: int) -> list[NextStep]:
    if not number:
        return []
    text = ngettext(
        "{n} product is not drafted yet. Prepare drafts.",
        "{n} products are not drafted yet. Prepare drafts.",
        number,
    )
    return [NextStep(text.format(n=number), "block", "draft")]


def _clean(waiting: tuple[int, int]) -> list[NextStep]:
    texts, scripts = waiting
    if not texts and not scripts:
        return []
    parts = [
        ngettext("{n} text", "{n} texts", texts).format(n=count(texts)) if texts else "",
        ngettext("{n} script", "{n} scripts", scripts).format(n=count(scripts)) if scripts else "",
    ]
    sentence = _("Nothing speaks against {what}: approve all at once.")
    return [NextStep(sentence.format(what=in_a_row(filter(None, parts))), "ok", "approve")]


def _blockers(blockers: Sequence[Blocker], names: Mapping[Target, str]) -> list[NextStep]:
    """Return one sentence for each rule; the others of its kind are counted."""
    by_rule: dict[str, list[Blocker]] = {}
    for one in blockers:
        by_rule.setdefault(one.stored.finding.rule.split(":", 1)[0], []).append(one)
    return [
        _blocker(same[0], names[same[0].target], sum(one.number for one in same) - 1)
        for same in list(by_rule.values())[:_MOST_BLOCKERS]
    ]


def _blocker(one: Blocker, label: str, more: int) -> NextStep:
    text = _("{target} · {product}: {problem}").format(
        target=label, product=one.title, problem=finding_text(one.stored.finding)
    )
    if more:
        text = ngettext("{sentence} And {n} more.", "{sentence} And {n} more.", more).format(
            sentence=text, n=more
        )
    return NextStep(text, "block", *place_of_finding(one))


def place_of_finding(one: Blocker) -> tuple[str, Place]:
    """Return the pane and the very place of what stops a product on a target."""
    place = one.stored.place
    where = Place(
        product_id=place.product_id,
        target=one.target,
        translation_id=place.subject_id if place.subject is Subject.TRANSLATION else None,
        script_id=place.subject_id if place.subject is Subject.SCRIPT else None,
        flagged=True,
    )
    return _PANES[place.subject], where


def _unpriced(
    counts: BoardCounts, targets: Sequence[Target], labels: Sequence[str]
) -> list[NextStep]:
    steps = []
    for column, target in enumerate(targets):
        number = counts.targets[column].unpriced
        if number:
            text = ngettext(
                "{target}: {n} variant has no price.",
                "{target}: {n} variants have no price.",
                number,
            )
            words = text.format(target=labels[column], n=number)
            steps.append(NextStep(words, "block", "prices", Place(target=target)))
    return steps[:1]


def _to_review(
    counts: BoardCounts, targets: Sequence[Target], labels: Sequence[str]
) -> list[NextStep]:
    waiting = [(one.to_review, column) for column, one in enumerate(counts.targets)]
    steps = []
    for number, column in sorted(waiting, key=lambda one: -one[0]):
        if number:
            text = ngettext(
                "{target}: {n} text to review.", "{target}: {n} texts to review.", number
            )
            words = text.format(target=labels[column], n=number)
            place = Place(target=targets[column], flagged=True)
            steps.append(NextStep(words, "warn", "review", place))
    return steps

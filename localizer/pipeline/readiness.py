"""What would make a target ready: the steps in the order to take them, each with where to go for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from localizer.catalog import launches, open_work
from localizer.catalog.findings import StoredFinding
from localizer.catalog.open_work import OpenFindings, Spot
from localizer.export.gate import GateCounts, GateResult, count, gate
from localizer.export.material import Tokens
from localizer.export.reading import read_many
from localizer.i18n import N_, _
from localizer.jobs import SILENT, Progress
from localizer.model.finding import Finding, Severity, Subject
from localizer.model.launch import Target
from localizer.model.segment import State
from localizer.pipeline.ground_words import grounds_in_words, is_of_shop
from localizer.pipeline.sold_words import SoldWords
from localizer.pipeline.tools import Tools
from localizer.pipeline.words import finding_text
from localizer.store.database import Reader, Store

#: The argument of a finding of severity ``evidence`` that names, split by ``|``, what would satisfy it.
EVIDENCE: Final = "evidence"
#: The rule that says of a variant that it has no price, and why: the same work as the gate's own count.
_NO_PRICE: Final = "price_missing"


class ReadyKind(StrEnum):
    """What is to be done."""

    IMPORT = "import"
    MEND = "mend"
    FILL_IN = "fill_in"
    VARIANT = "variant"
    PRICE = "price"
    DRAFT = "draft"
    TRANSLATE = "translate"
    SENT_BACK = "sent_back"
    REVIEW = "review"
    OUTDATED = "outdated"
    SCRIPT = "script"
    TOKEN = "token"  # noqa: S105 - no secret


@dataclass(frozen=True, slots=True)
class ReadyStep:
    """One step: ``message`` is a msgid filled from ``args`` and ``number``, how many wait for it.

    ``pane`` is where it is done, the rest what to show there: the first product of the kind, its text
    (filtered by ``state``) or script, the finding.
    """

    kind: ReadyKind
    message: str
    number: int
    pane: str
    target: Target
    product: str = ""
    product_id: int | None = None
    translation_id: int | None = None
    script_id: int | None = None
    state: State | None = None
    finding: StoredFinding | None = None

    @property
    def stops(self) -> bool:
        """Tell whether something is wrong or missing, rather than waiting to be written or looked at."""
        return self.kind in _STOPS


_STOPS: Final = frozenset(
    {
        ReadyKind.IMPORT,
        ReadyKind.MEND,
        ReadyKind.FILL_IN,
        ReadyKind.VARIANT,
        ReadyKind.PRICE,
        ReadyKind.TOKEN,
    }
)


@dataclass(frozen=True, slots=True)
class Readiness:
    """What the gate says of a target, and what would open it: no step when it is approved."""

    target: Target
    gate: GateResult
    steps: tuple[ReadyStep, ...]


_MESSAGES: Final = {
    ReadyKind.IMPORT: N_("Import products: this launch has none."),
    ReadyKind.MEND: N_("Mend or overrule ({n}): {problem} · {product}"),
    ReadyKind.FILL_IN: N_("Fill in {evidence} ({n}): {problem} · {product}"),
    ReadyKind.VARIANT: N_("Give the product a variant ({n}): {product}"),
    ReadyKind.PRICE: N_("Set what prices are made from ({n} without a price): {product}"),
    ReadyKind.DRAFT: N_("Prepare drafts ({n} texts without one): {product}"),
    ReadyKind.TRANSLATE: N_("Translate what is left out ({n}): {product}"),
    ReadyKind.SENT_BACK: N_("Write anew what was sent back ({n}): {product}"),
    ReadyKind.REVIEW: N_("Approve texts ({n}): {product}"),
    ReadyKind.OUTDATED: N_("Look again at texts whose source changed ({n}): {product}"),
    ReadyKind.SCRIPT: N_("Approve scripts ({n}): {product}"),
    ReadyKind.TOKEN: N_("Give the tokens in texts and lines a value ({n}): {product}"),
}
#: Where a finding is mended, by what it is about.
PANES: Final[Mapping[Subject, str]] = {
    Subject.TRANSLATION: "review",
    Subject.LISTING: "catalog",
    Subject.PRICE: "prices",
    Subject.SCRIPT: "scripts",
    Subject.ANSWER: "show",
}


def readiness(
    reader: Reader, target: Target, products: Sequence[int], *, tokens: Tokens | None = None
) -> Readiness:
    """Return what would make ``products`` ready for ``target``.

    As in `localizer.export.gate.gate`, the values of tokens are looked at only with ``tokens``.
    """
    result = gate(reader, target, products, tokens=tokens)
    if not result.counts.products:
        return Readiness(target, result, (_step(ReadyKind.IMPORT, "catalog", target, 1),))
    stopping = open_work.stopping_findings(reader, target, products)
    told = any(one.first.finding.rule == _NO_PRICE for one in stopping)
    steps = [
        *(_finding(one, target) for one in stopping),
        *_goods(reader, target, products, result.counts, prices_told=told),
        *_texts(reader, target, products, result.counts),
    ]
    if result.counts.scripts_open:
        spot = open_work.first_script(reader, target, products)
        number = result.counts.scripts_open
        steps.append(_step(ReadyKind.SCRIPT, "scripts", target, number, spot))
    if result.counts.without_value and tokens is not None:
        spot = _first_without_value(reader, target, products, tokens)
        number = result.counts.without_value
        steps.append(_step(ReadyKind.TOKEN, "catalog", target, number, spot))
    return Readiness(target, result, tuple(steps))


def ready(
    store: Store,
    tools: Tools,
    *,
    launch: str | None = None,
    targets: Sequence[str] | None = None,
    progress: Progress = SILENT,
) -> tuple[Readiness, ...]:
    """Check a launch (the newest by default) and return what would make each of ``targets`` ready.

    ``targets`` are those of the launch by default. Raises `InputError` for an unknown launch or target.
    """
    found = launches.find(store.read(), launch)
    wanted = found.targets if targets is None else tuple(map(tools.packs.resolve_target, targets))
    from localizer.pipeline.run import check  # noqa: PLC0415 - brings all stages, and is needed only here

    check(store, tools, launch=found.name, progress=progress)
    order = launches.launch_products(store.read(), found)
    tokens = SoldWords(tools, found, order).tokens
    return tuple(readiness(store.read(), one, order, tokens=tokens) for one in wanted)


def step_text(step: ReadyStep) -> str:
    """Return a step as one sentence in the program's language."""
    values = {"n": str(step.number), "product": step.product}
    if step.finding is not None:
        named = dict(step.finding.finding.args).get(EVIDENCE, "")
        values["evidence"] = grounds_in_words(named)
        values["problem"] = finding_text(step.finding.finding)
    return _(step.message).format(**values)


def _finding(found: OpenFindings, target: Target) -> ReadyStep:
    """Return the step for the findings of one rule: a fact is filled in on the product's card."""
    first = found.first
    place, finding = first.place, first.finding
    names_it = bool(dict(finding.args).get(EVIDENCE))
    fills = finding.severity is Severity.EVIDENCE and names_it
    kind = ReadyKind.FILL_IN if fills else ReadyKind.MEND
    return ReadyStep(
        kind=kind,
        message=_MESSAGES[kind],
        number=found.number,
        pane=_filled_at(finding) if fills else PANES[place.subject],
        target=target,
        product=found.title,
        product_id=place.product_id,
        translation_id=place.subject_id if place.subject is Subject.TRANSLATION else None,
        script_id=place.subject_id if place.subject is Subject.SCRIPT else None,
        finding=first,
    )


def _filled_at(finding: Finding) -> str:
    """Return where the fact is filled in: the product's card, or what the shop does beside the export."""
    return "export" if is_of_shop(dict(finding.args).get(EVIDENCE, "")) else "catalog"


def _goods(
    reader: Reader,
    target: Target,
    products: Sequence[int],
    counts: GateCounts,
    *,
    prices_told: bool,
) -> Iterator[ReadyStep]:
    if counts.without_variant:
        spot = open_work.first_without_variant(reader, products)
        yield _step(ReadyKind.VARIANT, "catalog", target, counts.without_variant, spot)
    if counts.unpriced and not prices_told:
        spot = open_work.first_unpriced(reader, target, products)
        yield _step(ReadyKind.PRICE, "prices", target, counts.unpriced, spot)


def _texts(
    reader: Reader, target: Target, products: Sequence[int], counts: GateCounts
) -> Iterator[ReadyStep]:
    """Yield the steps for texts: none yet, sent back, to be looked at, of an older source."""

    def first(state: State) -> Spot | None:
        return open_work.first_text(reader, target, products, state)

    if counts.untranslated:
        spot = first(State.UNTRANSLATED)
        if spot is not None and spot.row_id is None:
            yield _step(ReadyKind.DRAFT, "board", target, counts.untranslated, spot)
        else:
            yield _text(ReadyKind.TRANSLATE, target, counts.untranslated, spot, State.UNTRANSLATED)
    if counts.sent_back:
        spot = first(State.SENT_BACK)
        yield _text(ReadyKind.SENT_BACK, target, counts.sent_back, spot, State.SENT_BACK)
    for state, number in ((State.TRANSLATED, counts.translated), (State.DRAFT, counts.draft)):
        if number:
            yield _text(ReadyKind.REVIEW, target, number, first(state), state)
    if counts.outdated:
        spot = open_work.first_outdated(reader, target, products)
        yield _text(ReadyKind.OUTDATED, target, counts.outdated, spot, None)


def _text(
    kind: ReadyKind, target: Target, number: int, spot: Spot | None, state: State | None
) -> ReadyStep:
    row_id = None if spot is None else spot.row_id
    made = _step(kind, "review", target, number, spot)
    return replace(made, translation_id=row_id, state=state)


def _step(
    kind: ReadyKind, pane: str, target: Target, number: int, spot: Spot | None = None
) -> ReadyStep:
    return ReadyStep(
        kind=kind,
        message=_MESSAGES[kind],
        number=number,
        pane=pane,
        target=target,
        product="" if spot is None else spot.title,
        product_id=None if spot is None else spot.product_id,
        script_id=spot.row_id if spot is not None and kind is ReadyKind.SCRIPT else None,
    )


def _first_without_value(
    reader: Reader, target: Target, products: Sequence[int], tokens: Tokens
) -> Spot | None:
    """Return the first product with a text or line whose token nobody has a value for."""
    for material in read_many(reader, target, products, tokens):
        if count(material).without_value:
            return Spot(material.product_id, material.product.title)
    return None

"""The gate: a target's files are approved, or they are stamped as a draft with the reasons in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from enum import StrEnum
from typing import Final

from localizer.catalog.findings import StoredFinding
from localizer.catalog.target_counts import target_counts
from localizer.export.material import Material, Tokens
from localizer.export.reading import read_many
from localizer.export.tokens import without_value
from localizer.i18n import N_, _
from localizer.model.finding import Severity
from localizer.model.launch import Target
from localizer.model.segment import State
from localizer.store.database import Reader

Reason = tuple[str, tuple[tuple[str, str], ...]]
#: Findings that stop an export until they are mended or overruled.
STOPPING: Final = frozenset({Severity.BLOCK, Severity.EVIDENCE})


class GateState(StrEnum):
    """What a file is stamped with."""

    APPROVED = "approved"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class GateCounts:
    """What the gate counted. ``outdated`` texts have another source than the one they were written for.

    Findings are the open ones by severity; ``overruled`` are let pass by a person. ``without_value`` counts
    texts and lines with a token nobody has a value for. ``refused`` counts products a file leaves out because
    its channel would not take them.
    """

    products: int = 0
    untranslated: int = 0
    draft: int = 0
    translated: int = 0
    approved: int = 0
    sent_back: int = 0
    outdated: int = 0
    scripts: int = 0
    scripts_open: int = 0
    without_variant: int = 0
    variants: int = 0
    unpriced: int = 0
    without_value: int = 0
    block: int = 0
    evidence: int = 0
    warning: int = 0
    info: int = 0
    overruled: int = 0
    refused: int = 0

    def __add__(self, other: GateCounts) -> GateCounts:
        """Return both counts together."""
        pairs = zip(astuple(self), astuple(other), strict=True)
        return GateCounts(*(mine + its for mine, its in pairs))

    @property
    def to_review(self) -> int:
        """Return how many texts are shown that nobody approved."""
        return self.draft + self.translated + self.sent_back

    @property
    def stopping(self) -> int:
        """Return how many open findings stop the export."""
        return self.block + self.evidence


@dataclass(frozen=True, slots=True)
class GateResult:
    """The gate's answer. ``reasons`` are msgids with their arguments, none when approved."""

    state: GateState
    reasons: tuple[Reason, ...]
    counts: GateCounts

    @property
    def approved(self) -> bool:
        """Tell whether everything was approved."""
        return self.state is GateState.APPROVED


def gate(
    reader: Reader, target: Target, product_ids: Sequence[int], *, tokens: Tokens | None = None
) -> GateResult:
    """Return whether ``product_ids`` may leave for ``target`` as approved.

    Without ``tokens`` it is not looked at whether every token has a value, which the export does; then the
    products are counted together, however many there are.
    """
    if tokens is None:
        return judge(GateCounts(**target_counts(reader, target, product_ids)))
    counts = GateCounts()
    for material in read_many(reader, target, product_ids, tokens):
        counts += count(material)
    return judge(counts)


def count(material: Material, *, values_known: bool = True) -> GateCounts:
    """Count one product of one target."""
    states = Counter(text.state for text in material.texts)
    by_severity = Counter(item.finding.severity for item in still_open(material.findings))
    keys = [variant.key for variant in material.product.variants]
    return GateCounts(
        products=1,
        untranslated=states[State.UNTRANSLATED],
        draft=states[State.DRAFT],
        translated=states[State.TRANSLATED],
        approved=states[State.APPROVED],
        sent_back=states[State.SENT_BACK],
        outdated=sum(text.outdated for text in material.texts),
        scripts=len(material.scripts),
        scripts_open=sum(one.state is not State.APPROVED for one in material.scripts),
        without_variant=int(not keys),
        variants=len(keys),
        unpriced=sum(not _has_price(material, key) for key in keys),
        without_value=_without_value(material) if values_known else 0,
        block=by_severity[Severity.BLOCK],
        evidence=by_severity[Severity.EVIDENCE],
        warning=by_severity[Severity.WARNING],
        info=by_severity[Severity.INFO],
        overruled=sum(bool(item.overruled) for item in material.findings),
    )


def judge(counts: GateCounts) -> GateResult:
    """Return the answer that follows from ``counts``."""
    reasons = tuple(
        (message, (("n", str(number)),)) for message, number in _obstacles(counts) if number
    )
    state = GateState.DRAFT if reasons else GateState.APPROVED
    return GateResult(state, reasons, counts)


def in_words(result: GateResult) -> tuple[str, ...]:
    """Return the reasons as sentences in the program's language."""
    return tuple(_(message).format(**dict(args)) for message, args in result.reasons)


def stamp(result: GateResult) -> str:
    """Return the sentence a draft's file begins with, empty for what is approved."""
    if result.approved:
        return ""
    return _("DRAFT, not to be published: {reasons}").format(reasons=" ".join(in_words(result)))


def still_open(found: Iterable[StoredFinding]) -> tuple[StoredFinding, ...]:
    """Return the findings nobody overruled."""
    return tuple(item for item in found if not item.overruled)


def _obstacles(counts: GateCounts) -> tuple[tuple[str, int], ...]:
    return (
        (N_("There is no product to export."), int(counts.products == 0)),
        (N_("Findings that must be mended or overruled: {n}."), counts.stopping),
        (N_("Products without a variant, which no listing shows: {n}."), counts.without_variant),
        (N_("Variants without a price: {n}."), counts.unpriced),
        (N_("Texts that are not translated and are left out: {n}."), counts.untranslated),
        (N_("Texts that are not approved: {n}."), counts.to_review),
        (N_("Texts whose source changed after they were written: {n}."), counts.outdated),
        (N_("Scripts that are not approved: {n}."), counts.scripts_open),
        (N_("Texts and lines with a token that has no value: {n}."), counts.without_value),
        (
            N_("Products left out of a file because the channel would refuse them: {n}."),
            counts.refused,
        ),
    )


def _has_price(material: Material, key: str) -> bool:
    price = material.prices.get(key)
    return price is not None and price.amount is not None


def _without_value(material: Material) -> int:
    shown = [text.shown for text in material.texts]
    said = [line.text for pitch in material.scripts for line in pitch.script.lines]
    return sum(bool(without_value(text, material.values)) for text in (*shown, *said))

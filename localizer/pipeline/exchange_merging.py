"""What comes back from translators is merged into the workspace, in one step, and checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Final

from localizer.catalog import exchange, launches, products, suggestions
from localizer.catalog.suggestions import TermProposal
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.jobs import SILENT, Part, Progress
from localizer.model.changes import Changes
from localizer.model.exchange import ExchangeHead, Unit, UnitTerm
from localizer.model.locale import language_script
from localizer.model.term import Term, TermBase, fold
from localizer.pipeline.own_base import own_base
from localizer.pipeline.recheck import recheck
from localizer.pipeline.tools import Tools
from localizer.review import decisions
from localizer.review.merge import Verdict
from localizer.review.merge_writing import TOLD, MergeLine, Merging, each_batch
from localizer.store.database import Reader, Step, Store

#: Units looked up and written together.
TOGETHER: Final = 500
#: How the work is shared out on the progress bar: the rest is checks.
_MERGED: Final = 0.6
_MOST_WORDS: Final = 200


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What became of what came back.

    ``counts`` are exact; of ``lines`` there are at most `TOLD` for each verdict. ``notes`` and ``terms``
    count comments and proposed terms that are new. ``problems`` are whole sentences about the file itself.
    """

    locale: str
    package_id: str
    counts: Mapping[Verdict, int]
    lines: Mapping[Verdict, tuple[MergeLine, ...]]
    notes: int = 0
    note_lines: tuple[MergeLine, ...] = ()
    terms: int = 0
    term_lines: tuple[TermProposal, ...] = ()
    approved: int = 0
    changes: Changes = field(default_factory=Changes)
    problems: tuple[str, ...] = ()
    dry_run: bool = False

    def count(self, verdict: Verdict) -> int:
        """Return how many texts have a verdict."""
        return self.counts.get(verdict, 0)

    @property
    def units(self) -> int:
        """Return how many texts came back."""
        return sum(self.counts.values())


class _OnlyTriedError(Exception):
    """Takes a trial back."""


def merge_units(  # noqa: PLR0913 - each is a choice of the person
    store: Store,
    tools: Tools,
    head: ExchangeHead,
    units: Iterable[Unit],
    *,
    by: str = "",
    terms: Iterable[UnitTerm] = (),
    approvals: bool = False,
    origins: bool = False,
    total: int = 0,
    dry_run: bool = False,
    progress: Progress = SILENT,
) -> MergeReport:
    """Merge ``units`` in one step that undo takes back as a whole, and check what changed.

    ``by`` is who translated, ``terms`` are proposed beside those in the units. A text approved there is
    translated here, with ``approvals`` approved. ``origins`` tells that the units say who wrote their texts
    as they are now, as a package of this program does. ``total`` is how many units come. A
    ``dry_run`` only tells what would be. Cancelled, nothing is kept. Raises `InputError` for a language
    nothing is sold in here.
    """
    reader = store.read()
    head = replace(head, target_locale=locale_here(reader, head.target_locale))
    label = N_("Merge the work of {person}: {locale}") if by else N_("Merge translations: {locale}")
    taking = _Taking(store, tools, head, by, terms, approvals=approvals, origins=origins)
    batch = store.batch(label, person=by, locale=head.target_locale)
    with suppress(_OnlyTriedError), batch.whole():
        with batch.step() as step:
            taking.run(step, units, total, Part(progress, 0, _MERGED))
            _take_back_where(dry_run)
        checks = Part(progress, _MERGED, 1)
        touched = sorted(taking.merging.touched)
        mine = {head.target_locale}.__contains__
        recheck(store, tools, step.changes, touched, meets=mine, progress=checks)
        return taking.report(step.changes)
    return taking.report(Changes(), dry_run=True)


def _take_back_where(dry_run: bool) -> None:  # noqa: FBT001 - all it is about
    if dry_run:
        raise _OnlyTriedError


def locale_here(reader: Reader, asked: str) -> str:
    """Return which language of the launches a file is in, where it says it a little differently.

    One that says none is in the only one there is. Raises `InputError` where none is meant.
    """
    known = tuple(
        dict.fromkeys(
            target.locale for launch in launches.all_launches(reader) for target in launch.targets
        )
    )
    said = asked.replace("_", "-").casefold()
    exact = [one for one in known if one.casefold() == said]
    like = [
        one for one in known if language_script(one) == language_script(asked.replace("_", "-"))
    ]
    for found in (exact, like, () if asked else known):
        if len(found) == 1:
            return found[0]
    problem = _("The file is in the language “{locale}”; this workspace has: {known}.")
    raise InputError(problem.format(locale=asked or "–", known=", ".join(known) or "–"))


class _Taking:
    """One merge: its step, its words, its report."""

    def __init__(
        self,
        store: Store,
        tools: Tools,
        head: ExchangeHead,
        by: str,
        terms: Iterable[UnitTerm],
        *,
        approvals: bool,
        origins: bool,
    ) -> None:
        self._origins = origins
        self._store, self._tools, self._head, self._by = store, tools, head, by
        self._terms, self._approvals = tuple(terms), approvals
        self._proposed: list[TermProposal] = []
        self._seen: set[tuple[str, str]] = set()
        self._new_terms = self._approved = 0
        self._problems: list[str] = []
        self.merging: Merging

    def run(self, step: Step, units: Iterable[Unit], total: int, progress: Progress) -> None:
        """Merge everything."""
        self._tell_stranger(step)
        self.merging = Merging(step, self._head, by=self._by, origins=self._origins)
        base = own_base(step, self._tools)
        self._propose(step, base, self._terms)
        done = 0
        for some in each_batch(units, TOGETHER):
            progress.step(min(done, total), total)
            self.merging.take(some)
            for unit in some:
                self._propose(step, base, unit.terms)
            done += len(some)
        if self._approvals:
            ids = exchange.ids_of(step, self._head.target_locale, self.merging.approved)
            decisions.approve(self._store, ids)
            self._approved = len(ids)
        progress.step(total, total)

    def _tell_stranger(self, step: Step) -> None:
        theirs, ours = self._head.workspace_id, products.beginning(step)
        if theirs and theirs != ours:
            said = _(
                "The file was made from another workspace; only texts with the same source fit."
            )
            self._problems.append(said)

    def _propose(self, step: Step, base: TermBase, terms: Sequence[UnitTerm]) -> None:
        """Keep the terms nobody knows here as proposals."""
        locale = self._head.target_locale
        for term in terms:
            key = (term.source, term.target)
            if term.forbidden or not term.source.strip() or not term.target.strip():
                continue
            if key in self._seen or max(map(len, key)) > _MOST_WORDS:
                continue
            self._seen.add(key)
            if _knows(base, locale, term):
                continue
            at = exchange.utc(self._head.made_at)
            made = TermProposal(term.source, locale, term.target, term.definition, self._by, at)
            if suggestions.propose(step, made, package=self._head.package_id):
                self._new_terms += 1
                self._proposed += [made] if len(self._proposed) < TOLD else []

    def report(self, changes: Changes, *, dry_run: bool = False) -> MergeReport:
        """Return what was done."""
        done = self.merging
        return MergeReport(
            locale=self._head.target_locale,
            package_id=self._head.package_id,
            counts=dict(done.counts),
            lines={verdict: tuple(lines) for verdict, lines in done.lines.items()},
            notes=done.notes,
            note_lines=tuple(done.note_lines),
            terms=self._new_terms,
            term_lines=tuple(self._proposed),
            approved=self._approved,
            changes=changes,
            problems=tuple(self._problems),
            dry_run=dry_run,
        )


def _knows(base: TermBase, locale: str, term: UnitTerm) -> bool:
    """Tell whether the workspace says the word so already, in any of its forms."""
    said = fold(term.target)
    found = (base.term(one.id, locale) for one in base.index.get(fold(term.source), ()))
    return any(said in _forms(one) for one in found if one is not None)


def _forms(term: Term) -> set[str]:
    texts = (term.text, term.plural, term.short, *term.adjectives, *term.avoid)
    return {fold(text) for text in texts if text}

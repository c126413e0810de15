"""Terms that translators propose: shown beside what is said now, taken, or declined for good."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from localizer.catalog import own_terms, suggestions
from localizer.catalog.suggestions import Decision, TermProposal
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.jobs import SILENT, Progress
from localizer.model.changes import Changes
from localizer.model.own_term import EVERYWHERE, OwnTerm
from localizer.model.term import Term, TermBase, fold, term_tag
from localizer.model.term_text import clean
from localizer.pipeline.own_base import own_base
from localizer.pipeline.term_matching import concept_for
from localizer.pipeline.terms import TermReport, save_terms
from localizer.pipeline.tools import Tools
from localizer.store.database import Reader, Store


@dataclass(frozen=True, slots=True)
class OpenProposal:
    """A proposal nobody has decided about; ``now`` is what is said for its words in that language."""

    proposal: TermProposal
    now: tuple[str, ...]


def open_proposals(
    reader: Reader, tools: Tools, locales: Collection[str] = ()
) -> tuple[OpenProposal, ...]:
    """Return the proposals in ``locales``, in all languages without any; none that is said so already."""
    base = own_base(reader, tools)
    found = []
    for one in suggestions.every_proposal(reader):
        if locales and one.locale not in locales:
            continue
        now = _said(base, one)
        if fold(one.target) not in {fold(text) for text in now}:
            found.append(OpenProposal(one, now))
    return tuple(found)


def proposal_of(reader: Reader, number: int) -> TermProposal:
    """Return the proposal with the id ``number``. Raises `InputError` where nothing is open under it."""
    for one in suggestions.every_proposal(reader):
        if one.id == number:
            return one
    raise InputError(_("There is no open proposal {number}.").format(number=number))


def _said(base: TermBase, one: TermProposal) -> tuple[str, ...]:
    terms = (base.term(concept.id, one.locale) for concept in base.index.get(fold(one.source), ()))
    return tuple(dict.fromkeys(term.text for term in terms if term is not None))


def accept(
    store: Store,
    tools: Tools,
    proposal: TermProposal,
    text: str = "",
    *,
    progress: Progress = SILENT,
) -> TermReport:
    """Set the proposed term, or ``text`` in its place, as one's own; drafts it touches are made again.

    A term there is gives way; undo takes all of it back as one step. Raises `InputError` for a term that
    cannot be.
    """
    reader = store.read()
    concept = concept_for(reader, tools, proposal.source)
    tag = term_tag(proposal.locale, frozenset(tools.patterns.by_locale))
    wanted = clean(text) or proposal.target
    mine = (one.term for one in own_terms.terms_of(reader, concept.id) if one.scope == EVERYWHERE)
    before = next((term for term in mine if term.locale == tag), None)
    term = Term(concept.id, tag, wanted) if before is None else replace(before, text=wanted)
    new = OwnTerm(term, EVERYWHERE)
    return save_terms(store, tools, [concept], [new], settles=proposal.id, progress=progress)


def decline(store: Store, proposal: TermProposal) -> Changes:
    """Decline a proposal; the same term is not proposed again."""
    with store.step(N_("Decline the term {term}"), term=proposal.target) as step:
        suggestions.decide(step, proposal.id, Decision.DECLINED)
    return step.changes

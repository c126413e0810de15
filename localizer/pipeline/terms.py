"""Terms of the user's own: set, tried and taken back; the listings they touch are drafted again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NoReturn

from localizer.catalog import launches, own_terms, suggestions, term_uses
from localizer.catalog.steps import touched_products
from localizer.catalog.suggestions import Decision
from localizer.catalog.term_uses import DraftedText
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.jobs import SILENT, Progress
from localizer.model.changes import Changes
from localizer.model.launch import Target
from localizer.model.own_term import EVERYWHERE, OwnConcept, OwnTerm, Scope, ScopeKind
from localizer.model.segment import Field
from localizer.model.term import TermBase, term_chain
from localizer.model.term_text import clean, clean_term, is_concept_id, is_locale
from localizer.packs.terms import SOURCE_LOCALES
from localizer.pipeline.matching import drafting_rules
from localizer.pipeline.own_base import own_base
from localizer.pipeline.recheck import recheck
from localizer.pipeline.tools import Tools
from localizer.store.database import Batch, Reader, Step, Store
from localizer.translate.stage import TranslateRules, translate
from localizer.translate.term_entries import BadCellError, checked

#: So many products are looked at to show what terms would change.
LOOKED_AT: Final = 200
_CHUNK: Final = 20


@dataclass(frozen=True, slots=True)
class TermReport:
    """What was written: concepts, terms, and the drafts made again with them.

    ``products`` are those looked through, ``texts`` the drafts that became others.
    """

    concepts: int
    terms: int
    products: int
    texts: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class TouchedText:
    """A text that terms change; ``after`` is empty where it could be written no longer."""

    product_id: int
    product: str
    field: Field
    name: str
    locale: str
    before: str
    after: str


@dataclass(slots=True)
class _Touched:
    """The concepts a change touches, and the locales of each; ``None`` for all."""

    locales: dict[str, set[str] | None] = field(default_factory=dict)
    concepts: int = 0
    terms: int = 0

    def concept(self, number: str) -> None:
        self.locales[number] = None
        self.concepts += 1

    def term(self, number: str, locale: str) -> None:
        known = self.locales.setdefault(number, set())
        if known is not None:
            known.add(locale)
        self.terms += 1

    def meets(self, locale: str) -> bool:
        """Tell whether texts in ``locale`` may change."""
        chain = set(term_chain(locale))
        return any(some is None or some & chain for some in self.locales.values())


def save_terms(
    store: Store,
    tools: Tools,
    concepts: Sequence[OwnConcept],
    terms: Sequence[OwnTerm],
    *,
    settles: int = 0,
    progress: Progress = SILENT,
) -> TermReport:
    """Keep concepts and terms, and draft the listings they touch again, in one step.

    A concept takes the place of what was kept of it. What a person wrote or approved is left alone.
    ``settles`` is the id of the proposal this answers. Raises `InputError` for a term that cannot be.
    """
    _refuse(tools, concepts, terms)
    single = terms[0].term.text if len(terms) == 1 else ""
    batch = (
        store.batch(N_("Set the term {term}"), term=clean(single))
        if single
        else store.batch(N_("Set {n} terms"), n=str(len(terms)))
    )
    with batch.whole():
        before = own_base(store.read(), tools)
        with batch.step() as step:
            touched = _put(step, tools, concepts, terms)
            if settles:
                suggestions.decide(step, settles, Decision.TAKEN)
        return _again(store, tools, batch, touched, (before, step.changes), progress)


def remove_term(
    store: Store,
    tools: Tools,
    concept: str,
    locale: str,
    scope: Scope = EVERYWHERE,
    *,
    progress: Progress = SILENT,
) -> TermReport:
    """Forget a person's term, so that the next one counts. Raises `InputError` where there is none."""
    batch = store.batch(N_("Remove a term"))
    touched = _Touched()
    with batch.whole():
        before = own_base(store.read(), tools)
        with batch.step() as step:
            if not own_terms.remove_term(step, concept, locale, scope):
                raise InputError(_("There is no such term of your own."))
            touched.term(concept, locale)
        return _again(store, tools, batch, touched, (before, step.changes), progress)


def remove_concept(
    store: Store, tools: Tools, concept: str, *, progress: Progress = SILENT
) -> TermReport:
    """Forget what a person keeps of a concept: its source words, and all its terms.

    Raises `InputError` where there is nothing.
    """
    batch = store.batch(N_("Remove a term"))
    touched = _Touched()
    with batch.whole():
        before = own_base(store.read(), tools)
        with batch.step() as step:
            for own in own_terms.terms_of(step, concept):
                own_terms.remove_term(step, concept, own.term.locale, own.scope)
                touched.term(concept, own.term.locale)
            if own_terms.remove_concept(step, concept):
                touched.concept(concept)
            if not touched.locales:
                raise InputError(_("There is no such term of your own."))
        return _again(store, tools, batch, touched, (before, step.changes), progress)


def preview(
    store: Store,
    tools: Tools,
    concepts: Sequence[OwnConcept],
    terms: Sequence[OwnTerm],
    most: int = 200,
    *,
    progress: Progress = SILENT,
) -> tuple[TouchedText, ...]:
    """Return up to ``most`` texts as `save_terms` would change them, of up to `LOOKED_AT` products.

    It is tried for good and taken back at once, so that what is shown is what will be; nothing stays.
    Raises `InputError` for a term that cannot be.
    """
    _refuse(tools, concepts, terms)
    label, count = N_("Set {n} terms"), str(len(terms))
    try:
        with store.step(label, durable=False, n=count) as step:
            before = own_base(step, tools)
            touched = _put(step, tools, concepts, terms)
            ids = _products(step, tools, touched, before)[:LOOKED_AT]
            batch = store.batch(label, n=count)
            with drafting_rules(step, tools) as rules:
                _try(store, rules, batch, step, touched, ids, most, progress)
    except _OnlyTriedError as tried:
        return tried.found


class _OnlyTriedError(Exception):
    """Takes a trial back, and tells what it found."""

    def __init__(self, found: tuple[TouchedText, ...]) -> None:
        """Keep what was ``found``."""
        super().__init__()
        self.found = found


def _try(
    store: Store,
    rules: TranslateRules,
    batch: Batch,
    step: Step,
    touched: _Touched,
    ids: Sequence[int],
    most: int,
    progress: Progress,
) -> NoReturn:
    """Draft with what is in ``step``, and raise what became different as `_OnlyTriedError`."""
    found: list[TouchedText] = []
    for start in range(0, len(ids), _CHUNK):
        progress.step(start, len(ids))
        some = ids[start : start + _CHUNK]
        old = term_uses.texts(step, some)
        _draft(store, step, rules, batch, touched, some)
        found += _different(old, term_uses.texts(step, some))
        if len(found) >= most:
            break
    progress.step(len(ids), len(ids))
    raise _OnlyTriedError(tuple(found[:most]))


def _different(
    before: dict[tuple[int, str], DraftedText], after: dict[tuple[int, str], DraftedText]
) -> Iterator[TouchedText]:
    for key, new in after.items():
        old = before.get(key)
        if old is not None and old.text != new.text:
            yield TouchedText(
                new.product_id, new.product, new.field, new.name, new.locale, old.text, new.text
            )


def _refuse(tools: Tools, concepts: Sequence[OwnConcept], terms: Sequence[OwnTerm]) -> None:
    """Raise `InputError` for what makes no sense."""
    for one in concepts:
        if not is_concept_id(one.id) or not one.domain:
            raise InputError(_("A concept needs an identifier and a domain."))
    for own in terms:
        term, scope = clean_term(own).term, own.scope
        if not is_locale(term.locale):
            raise InputError(_("“{tag}” is no language.").format(tag=term.locale))
        if scope.kind is ScopeKind.MARKET and scope.value not in tools.packs.markets:
            problem = _("There is no market {market}. There are: {known}.")
            known = ", ".join(tools.packs.markets)
            raise InputError(problem.format(market=scope.value, known=known))
        if scope.kind is ScopeKind.BRAND and not clean(scope.value):
            raise InputError(_("Say which brand."))
        try:
            checked(term)
        except BadCellError as error:
            raise InputError(f"{term.text}: {error}" if term.text else str(error)) from error


def _put(
    step: Step, tools: Tools, concepts: Sequence[OwnConcept], terms: Sequence[OwnTerm]
) -> _Touched:
    """Write what is new and return what that touches."""
    touched = _Touched()
    for one in concepts:
        has_news = one.forms or one.note or one.id not in tools.termbase.concepts
        if (has_news or own_terms.concept(step, one.id)) and own_terms.put_concept(step, one):
            touched.concept(one.id)
    for own in terms:
        if own_terms.put_term(step, own):
            touched.term(own.term.concept, own.term.locale)
    return touched


def _again(
    store: Store,
    tools: Tools,
    batch: Batch,
    touched: _Touched,
    known: tuple[TermBase, Changes],
    progress: Progress,
) -> TermReport:
    """Draft again and check what was touched; ``known`` are the words before, and what was written."""
    before, changes = known
    ids = _products(store.read(), tools, touched, before)
    with drafting_rules(store.read(), tools) as rules:
        drafted = _draft(store, store.read(), rules, batch, touched, ids, progress=progress)
    texts = drafted.rows.get("translation", 0)
    if drafted:
        written = None if drafted.step is None else touched_products(store.read(), drafted.step)
        written = ids if written is None else tuple(set(written) & set(ids))
        recheck(store, tools, drafted, written, meets=touched.meets, progress=progress)
    return TermReport(touched.concepts, touched.terms, len(ids), texts, changes.merged(drafted))


def _products(reader: Reader, tools: Tools, touched: _Touched, before: TermBase) -> tuple[int, ...]:
    """Return the products whose drafts may change, in the order of the catalogs."""
    forms: set[str] = set()
    for base in (before, own_base(reader, tools)):
        for number in touched.locales:
            concept = base.concepts.get(number)
            forms.update(concept.forms if concept is not None else ())
            said = (base.terms.get((tag, number)) for tag in SOURCE_LOCALES)
            forms.update(text for term in said if term for text in (term.text, term.plural))
    return term_uses.products_with(reader, forms)


def _draft(
    store: Store,
    reader: Reader,
    rules: TranslateRules,
    batch: Batch,
    touched: _Touched,
    ids: Sequence[int],
    *,
    progress: Progress = SILENT,
) -> Changes:
    """Draft products again on the targets of all launches they are in, as far as terms touch them.

    All at once, as targets that share a locale share its texts and the tightest of their limits.
    """
    changes = Changes()
    for targets, some in _groups(reader, ids).items():
        wanted = [
            target
            for target in targets
            if touched.meets(target.locale) and target.channel in rules.channels
        ]
        if wanted:
            done = translate(store, rules, wanted, only=some, batch=batch, progress=progress)
            changes = changes.merged(done)
    return changes


def _groups(reader: Reader, ids: Sequence[int]) -> dict[tuple[Target, ...], list[int]]:
    """Return the products by the targets of all launches they are in."""
    every = [
        (launch.targets, set(launches.launch_products(reader, launch)))
        for launch in launches.all_launches(reader)
    ]
    groups: dict[tuple[Target, ...], list[int]] = {}
    for number in ids:
        mine = (targets for targets, members in every if number in members)
        together = tuple(dict.fromkeys(target for targets in mine for target in targets))
        if together:
            groups.setdefault(together, []).append(number)
    return groups

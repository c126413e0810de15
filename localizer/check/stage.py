"""Check the products of a launch and keep their findings up to date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from localizer.catalog import (
    answers,
    doubts,
    findings,
    preferences,
    prices,
    products,
    scripts,
    translations,
)
from localizer.catalog.findings import Place
from localizer.catalog.scripts import StoredScript
from localizer.catalog.translations import Pair
from localizer.catalog.wordings import ProductWordings, Wordings
from localizer.check.answers import ANSWER_CHECKS
from localizer.check.context import (
    ListedText,
    ListingContext,
    PriceContext,
    PricesNow,
    ScriptCheck,
    ScriptContext,
    Speller,
    TextContext,
    channel_field,
)
from localizer.check.promise_check import promised
from localizer.check.promises import PROMISE_CHECKS
from localizer.check.registry import LISTING_CHECKS, PRICE_CHECKS, SCRIPT_CHECKS, TEXT_CHECKS
from localizer.check.remembered import Remembered
from localizer.check.twins import without_twins
from localizer.check.weighing import weighed
from localizer.check.wordings import Inconsistent, Reused, twins
from localizer.jobs import SILENT, Progress, chunked
from localizer.model.channel import Channel
from localizer.model.finding import Finding, SeverityChoice, Subject
from localizer.model.glossary import Glossary
from localizer.model.grounds import Grounds
from localizer.model.launch import Target
from localizer.model.market import Market
from localizer.model.owed import ListingDuty
from localizer.model.product import Product
from localizer.model.promise import PromiseBook
from localizer.model.rule import ClaimRule, RequiredText
from localizer.model.script import ScriptFacts, spoken_text
from localizer.model.segment import Field
from localizer.store.database import Reader, Store

CHUNK: Final = 20
#: Checks that hold a text against others: one that changed changes what they find in those.
_ACROSS: Final = tuple(one for one in TEXT_CHECKS if isinstance(one, (Inconsistent, Reused)))
_ACROSS_IDS: Final = frozenset(one.id for one in _ACROSS)
#: Checks that judge promises, and those of texts without them: most texts promise nothing.
_OF_PROMISES: Final = frozenset(PROMISE_CHECKS)
_TEXT_CHECKS_QUIET: Final = tuple(one for one in TEXT_CHECKS if one not in _OF_PROMISES)
#: Fields whose translation a script may say: the product's name, its colours and sizes.
_NAMED_IN_SCRIPTS: Final = frozenset({Field.TITLE, Field.OPTION_NAME, Field.OPTION_VALUE})
_Context = TypeVar("_Context", bound=TextContext)
Found = tuple[Place, Finding]
#: What is found in some products, by their numbers.
OfProducts = dict[int, list[Found]]
#: Gives what is found in each of some chunks of products, in their order.
Spread = Callable[[Sequence[Sequence[int]], Progress], Iterable[OfProducts]]


@dataclass(frozen=True, slots=True)
class CheckRules:
    """The values checks go by.

    ``tokens`` renders a script's tokens (by product and target) as they would be said today; ``now`` is the
    zoned moment that counts as today. ``prices_now`` tells what prices made now would depend on,
    ``facts_now`` what lines of a script may rest on; without them nothing is held to be out of date.
    ``grounds`` tells what claims about a product may rest on, ``promises`` the words of promises,
    ``glossary`` the terms of a locale for goods of a brand, ``speller`` the words of a locale where a
    dictionary is at hand. ``owed`` is what laws ask listings to state. ``weights`` gives, by rule, how
    severe a person wants rules to be in the launch.
    """

    markets: Mapping[str, Market]
    channels: Mapping[str, Channel]
    claims: tuple[ClaimRule, ...]
    required: tuple[RequiredText, ...]
    tokens: Callable[[Reader, int, Target], Mapping[str, str]]
    now: dt.datetime
    prices_now: Callable[[Reader, int, Target], PricesNow] | None = None
    facts_now: Callable[[Reader, StoredScript], ScriptFacts | None] | None = None
    grounds: Callable[[Reader, int, Target, Product], Grounds] | None = None
    claims_of_source: tuple[ClaimRule, ...] = ()
    promises: PromiseBook | None = None
    glossary: Callable[[Reader, str, str], Glossary] | None = None
    speller: Callable[[Reader, str], Speller | None] | None = None
    owed: tuple[ListingDuty, ...] = ()
    weights: Callable[[Reader], Mapping[str, SeverityChoice]] | None = None


@dataclass(frozen=True, slots=True)
class _Goods:
    """A product as its checks on every target need it; ``said`` tells how its texts are said elsewhere."""

    number: int
    product: Product
    source_locale: str
    said: ProductWordings
    #: The texts of the product by locale.
    pairs: Mapping[str, Sequence[Pair]]
    #: Whether a language model read any text, and whether the product has answers.
    doubted: bool
    answered: bool

    def read(
        self, reader: Reader, subject: Subject, ids: Sequence[int], target: Target
    ) -> Mapping[int, doubts.Read]:
        """Return what was read of texts, by their ids."""
        return doubts.of_target(reader, subject, ids, target) if self.doubted else {}


@dataclass(frozen=True, slots=True)
class _Way:
    """How texts for one target are checked: by ``rules``, and by what was found in the same words before."""

    rules: CheckRules
    remembered: Remembered


@dataclass(frozen=True, slots=True)
class Touched:
    """What a decision about texts changed: the ``texts`` by the ids of their translations.

    What is found in other texts stays, except by checks that hold texts against each other; prices stay,
    and scripts too unless one of the texts may be named in them (``scripts``).
    """

    texts: frozenset[int]
    scripts: bool

    @classmethod
    def by(cls, pairs: Iterable[Pair]) -> Touched:
        """Return what changing the texts of ``pairs`` touches."""
        every = tuple(pairs)
        return cls(
            frozenset(pair.id for pair in every),
            any(pair.segment.field in _NAMED_IN_SCRIPTS for pair in every),
        )

    def covers(self, subject: Subject, subject_id: int, rule: str) -> bool:
        """Tell whether a finding was looked for again."""
        if subject is Subject.TRANSLATION:
            return subject_id in self.texts or rule in _ACROSS_IDS
        if subject in (Subject.SCRIPT, Subject.ANSWER):
            return self.scripts
        return subject is Subject.LISTING


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How many findings were added and removed, and how many products were looked at."""

    products: int
    added: int
    removed: int


def check_products(
    store: Store,
    rules: CheckRules,
    targets: Sequence[Target],
    product_ids: Sequence[int],
    *,
    touched: Touched | None = None,
    spread: Spread | None = None,
    progress: Progress = SILENT,
) -> CheckResult:
    """Run every check over ``product_ids`` for ``targets``; write only findings that came or went.

    With ``touched`` only what that may have changed is looked at. With ``spread`` other processes look, by
    the same rules; what they find is written here.
    """
    covers = None if touched is None else touched.covers
    added = removed = 0
    weights = {} if rules.weights is None else rules.weights(store.read())
    chunks = chunked(product_ids, CHUNK)
    for found in (spread or _Here(store, rules, targets, touched))(chunks, progress):
        with store.derive() as step:
            for number, items in found.items():
                weighty = list(weighed(items, weights))
                came, went = findings.replace_for_product(step, number, targets, weighty, covers)
                added += came
                removed += went
    progress.step(len(product_ids), len(product_ids))
    return CheckResult(len(product_ids), added, removed)


@dataclass(frozen=True, slots=True)
class _Here:
    """Checks chunk after chunk in this process, each with what is stored by then."""

    store: Store
    rules: CheckRules
    targets: Sequence[Target]
    touched: Touched | None

    def __call__(self, chunks: Sequence[Sequence[int]], progress: Progress) -> Iterator[OfProducts]:
        look = Look(self.rules, self.targets, self.touched)
        done = 0
        for chunk in chunks:
            progress.step(done, sum(map(len, chunks)))
            yield look.over(self.store.read(), chunk)
            done += len(chunk)


class Look:
    """Runs the checks over products and writes nothing."""

    def __init__(
        self, rules: CheckRules, targets: Sequence[Target], touched: Touched | None = None
    ) -> None:
        """Go by ``rules`` for ``targets``."""
        self._of_target = {
            target: _Way(_for(rules, target), Remembered(TEXT_CHECKS, _TEXT_CHECKS_QUIET))
            for target in targets
        }
        self._wordings = Wordings()
        self._touched = touched

    def over(self, reader: Reader, product_ids: Sequence[int]) -> OfProducts:
        """Return what is found, by product, as severe as the rules themselves say."""
        return {
            number: list(_product(reader, self._of_target, number, self._wordings, self._touched))
            for number in product_ids
        }


def _for(rules: CheckRules, target: Target) -> CheckRules:
    """Return ``rules`` with those claims only that concern ``target``: few do, and texts are many."""
    claims = tuple(
        one for one in rules.claims if one.applies(target.market, target.locale, target.channel)
    )
    return replace(rules, claims=claims, claims_of_source=rules.claims)


def _product(
    reader: Reader,
    of_target: Mapping[Target, _Way],
    number: int,
    wordings: Wordings,
    touched: Touched | None,
) -> Iterator[Found]:
    product = products.load(reader, number)
    goods = _Goods(
        number,
        product,
        products.source_locale(reader, number),
        wordings.of_product(reader, number),
        translations.pairs_by_locale(reader, number, {target.locale for target in of_target}),
        doubts.are_any(reader),
        answers.has_any(reader, number),
    )
    for target, way in of_target.items():
        rules = way.rules
        known = rules.grounds and rules.grounds(reader, number, target, product)
        pairs = goods.pairs.get(target.locale, ())
        only = None if touched is None else touched.texts
        yield from _texts(reader, way, target, goods, known, only)
        yield from _listing(rules, target, goods, pairs, known)
        if touched is None:
            yield from _prices(reader, rules, target, number, product)
        if touched is None or touched.scripts:
            yield from _scripts(reader, rules, target, goods, known)


def _texts(
    reader: Reader,
    way: _Way,
    target: Target,
    goods: _Goods,
    known: Grounds | None,
    only: frozenset[int] | None,
) -> Iterator[Found]:
    """Yield what is found in texts: in all, or in ``only`` some and, in the rest, beside others."""
    rules, pairs = way.rules, goods.pairs.get(target.locale, ())
    channel = rules.channels[target.channel]
    measure = rules.markets[target.market].measure
    brand = goods.product.brand
    glossary = rules.glossary and rules.glossary(reader, target.locale, brand)
    speller = rules.speller and rules.speller(reader, target.locale)
    alike = twins(pairs)
    read = goods.read(reader, Subject.TRANSLATION, [pair.id for pair in pairs], target)

    def context_of(pair: Pair, kind: type[_Context]) -> _Context:
        return kind(
            target=target,
            source_locale=goods.source_locale,
            segment=pair.segment,
            translation=pair.translation,
            limit=channel.limit(channel_field(pair.segment.field), target.market),
            channel=channel,
            claims=rules.claims,
            measure=measure,
            grounds=known,
            claims_of_source=rules.claims_of_source,
            promises=rules.promises,
            elsewhere=goods.said.of(pair.segment, target.locale),
            twins=alike.get(pair.segment.id, ()),
            glossary=glossary,
            speller=speller,
            doubts=doubts.holding(read.get(pair.id), pair.translation.text),
        )

    for pair in pairs:
        place = _place(Subject.TRANSLATION, pair.id, goods.number, target)
        found = (
            way.remembered.findings(pair, context_of)
            if only is None or pair.id in only
            else _across(context_of(pair, TextContext))
        )
        yield from ((place, finding) for finding in without_twins(found, rules.claims))


def _listing(
    rules: CheckRules,
    target: Target,
    goods: _Goods,
    pairs: Sequence[Pair],
    known: Grounds | None,
) -> Iterator[Found]:
    context = ListingContext(
        target,
        goods.product,
        rules.channels[target.channel],
        rules.markets[target.market],
        tuple(ListedText(pair.segment, pair.translation) for pair in pairs),
        rules.owed,
        known,
    )
    place = _place(Subject.LISTING, goods.number, goods.number, target)
    for check in LISTING_CHECKS:
        for finding in check.check(context):
            yield place, finding


def _prices(
    reader: Reader, rules: CheckRules, target: Target, number: int, product: Product
) -> Iterator[Found]:
    market = rules.markets[target.market]
    skus = {
        variant_id: product.variants[index].sku or product.key
        for index, variant_id in enumerate(products.variant_ids(reader, number).values())
    }
    accepted_on = preferences.read(reader, preferences.RATES_ACCEPTED)
    seen: set[Finding] = set()
    made = rules.prices_now and rules.prices_now(reader, number, target)
    now = made or PricesNow({}, ())
    for price in prices.of_product(reader, number, target.market, target.channel).values():
        rate_date = _rate_date(price.request)
        context = PriceContext(
            target=target,
            market=market,
            sku=skus.get(price.variant_id, product.key),
            amount=price.amount,
            code=price.code,
            warnings=price.warnings,
            margin=price.margin,
            rate_date=rate_date,
            today=rules.now.astimezone(ZoneInfo(market.time_zone)).date(),
            accepted=rate_date is not None and rate_date.isoformat() <= accepted_on,
            rules=now.rules,
            outdated=now.digests.get(price.variant_id, price.input_hash) != price.input_hash,
        )
        place = _place(Subject.PRICE, price.id, number, target)
        for check in PRICE_CHECKS:
            for finding in check.check(context):
                # What is true of the rate or the tax is said once a product, not once a size.
                if finding not in seen:
                    seen.add(finding)
                    yield place, finding


def _rate_date(request: Mapping[str, object]) -> dt.date | None:
    rate = request.get("fx")
    if not isinstance(rate, dict) or "date" not in rate:
        return None
    return dt.date.fromisoformat(str(rate["date"]))


def _scripts(
    reader: Reader, rules: CheckRules, target: Target, goods: _Goods, known: Grounds | None
) -> Iterator[Found]:
    """Yield what is found in the scripts of a product, and in its answers, each a script of one line."""
    number = goods.number
    pitches = list(scripts.of_product(reader, number, target))
    stored = answers.of_product(reader, number, target) if goods.answered else ()
    cards = [card.as_script() for card in stored]
    if not pitches and not cards:
        return
    tokens = rules.tokens(reader, number, target)
    # what a product's scripts and answers may rest on is the same for all of them
    facts = None if rules.facts_now is None else rules.facts_now(reader, (pitches or cards)[0])
    kinds = ((Subject.SCRIPT, pitches, SCRIPT_CHECKS), (Subject.ANSWER, cards, ANSWER_CHECKS))
    for subject, items, checks in kinds:
        read = goods.read(reader, subject, [item.id for item in items], target)
        for item in items:
            place = _place(subject, item.id, number, target)
            context = ScriptContext(
                target=target,
                script=item.script,
                tokens=tokens,
                claims=rules.claims,
                required=rules.required,
                facts=facts,
                grounds=known,
                promises=rules.promises,
                doubts=doubts.holding(read.get(item.id), spoken_text(item.script)),
            )
            found = _script_findings(context, checks)
            yield from ((place, finding) for finding in without_twins(found, rules.claims))


def _across(context: TextContext) -> list[Finding]:
    return [finding for check in _ACROSS for finding in check.check(context)]


def _script_findings(context: ScriptContext, checks: Sequence[ScriptCheck]) -> list[Finding]:
    quiet = not promised(context)
    return [
        finding
        for check in checks
        if not (quiet and check in _OF_PROMISES)
        for finding in check.check(context)
    ]


def _place(subject: Subject, subject_id: int, product_id: int, target: Target) -> Place:
    return Place(subject, subject_id, product_id, target.market, target.channel, target.locale)

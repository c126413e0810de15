"""What the stages go by, made of the tools and of what the workspace says: prices, scripts, checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from localizer.catalog import preferences, severities
from localizer.catalog import price_rules as stored_rules
from localizer.catalog.scripts import StoredScript
from localizer.check.context import PricesNow
from localizer.check.stage import CheckRules
from localizer.model.grounds import Grounds
from localizer.model.launch import Launch, Target
from localizer.model.product import Product
from localizer.model.script import ScriptFacts
from localizer.pipeline.briefs import brief
from localizer.pipeline.glossaries import Glossaries
from localizer.pipeline.grounds import grounds
from localizer.pipeline.lately import Lately
from localizer.pipeline.rates import rates_of
from localizer.pipeline.spelling import Spellers
from localizer.pipeline.tokens import basket_numbers, tokens
from localizer.pipeline.tools import Tools
from localizer.pipeline.wording import composers_of
from localizer.price.asking import DEAD_BAND, Asker, PriceRules
from localizer.price.rulebook import RuleBook
from localizer.price.stage import inputs_now
from localizer.script.brief import ScriptBrief
from localizer.script.stage import ScriptRules, facts_now
from localizer.store.database import Reader
from localizer.translate.composer import Composers
from localizer.translate.reading import named_type


def price_rules(reader: Reader, tools: Tools) -> PriceRules:
    """Return what the prices of this workspace are made from, as of today in each market."""
    packs = tools.packs
    now = tools.now()

    def today(market: str) -> dt.date:
        return now.astimezone(ZoneInfo(packs.markets[market].time_zone)).date()

    book = RuleBook(
        packs.markets,
        packs.channels,
        stored_rules.current(reader),
        tables=tools.endings,
        today=today,
    )
    return PriceRules(
        packs.markets,
        book,
        rates_of(reader, tools),
        lambda title, category: _category_group(tools, title, category),
        preferences.share(reader, preferences.DEAD_BAND, DEAD_BAND),
    )


def _category_group(tools: Tools, title: str, category: str) -> str:
    """Return the category group of goods by title and category, empty where none is known."""
    kind = named_type(title, category, tools.termbase)
    return "" if kind is None else kind.group


def script_rules(
    tools: Tools, launch: Launch, order: Sequence[int], lately: Lately | None = None
) -> ScriptRules:
    """Return what scripts are written from; others may read the same products by ``lately``."""
    basket = basket_numbers(order)
    known = Lately() if lately is None else lately
    composing: list[Composers] = []

    def make(reader: Reader, number: int, target: Target) -> ScriptBrief | None:
        composing.extend([] if composing else [composers_of(reader, tools)])
        return brief(reader, tools, composing[0], launch, basket, number, target, known)

    return ScriptRules(
        markets=tools.packs.markets,
        beats=tools.packs.beats,
        bank=tools.banks.find,
        rate=tools.packs.speech_rate,
        brief=make,
    )


def check_rules(tools: Tools, launch: Launch, order: Sequence[int]) -> CheckRules:
    """Return what checks go by."""
    lately = Lately()
    script_source = script_rules(tools, launch, order, lately)
    asker: list[Asker] = []

    def prices_now(reader: Reader, number: int, target: Target) -> PricesNow:
        asker.extend([] if asker else [Asker(price_rules(reader, tools))])
        digests, rules = inputs_now(reader, asker[0], number, target.market, target.channel)
        return PricesNow(digests, rules)

    def script_facts(reader: Reader, stored: StoredScript) -> ScriptFacts | None:
        return facts_now(reader, script_source, stored)

    def known_of(reader: Reader, number: int, target: Target, product: Product) -> Grounds:
        return grounds(reader, tools, launch, number, target, product, lately)

    return CheckRules(
        markets=tools.packs.markets,
        channels=tools.packs.channels,
        claims=tools.packs.claims,
        required=tools.packs.required,
        tokens=token_source(tools, launch, order, lately),
        now=tools.now(),
        prices_now=prices_now,
        facts_now=script_facts,
        grounds=known_of,
        promises=tools.packs.promises,
        glossary=Glossaries(tools).of,
        speller=Spellers(tools).of,
        owed=tools.packs.owed,
        weights=lambda reader: severities.of_launch(reader, launch.id),
    )


def token_source(
    tools: Tools, launch: Launch, order: Sequence[int], lately: Lately | None = None
) -> Callable[[Reader, int, Target], dict[str, str]]:
    """Return what renders the tokens of a product on a target."""
    basket = basket_numbers(order)

    def render(reader: Reader, product_id: int, target: Target) -> dict[str, str]:
        return tokens(reader, tools, launch, basket, product_id, target, lately)

    return render

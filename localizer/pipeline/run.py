"""The road itself: import, launch, draft, check, export."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from localizer.catalog import launches, preferences, products, severities
from localizer.catalog import price_rules as stored_rules
from localizer.catalog.scripts import StoredScript
from localizer.check.context import PricesNow
from localizer.check.stage import CheckRules, check_products
from localizer.export.stage import ExportResult, ExportRules, export_targets
from localizer.i18n import N_
from localizer.intake.report import ImportReport
from localizer.intake.stage import ImportOptions, import_file
from localizer.jobs import SILENT, Part, Progress
from localizer.model.grounds import Grounds
from localizer.model.incoming import Answers
from localizer.model.launch import Launch, Target
from localizer.model.product import Product
from localizer.model.script import ScriptFacts
from localizer.pipeline.asked import listing_terms
from localizer.pipeline.briefs import brief
from localizer.pipeline.composing import bullet_style
from localizer.pipeline.glossaries import Glossaries
from localizer.pipeline.grounds import grounds
from localizer.pipeline.matching import drafting_rules
from localizer.pipeline.price_history import note_exported
from localizer.pipeline.rates import rates_of
from localizer.pipeline.report import launch_severities
from localizer.pipeline.reports import CheckReport, DraftReport
from localizer.pipeline.spelling import Spellers
from localizer.pipeline.tokens import basket_numbers, spoken_source, tokens
from localizer.pipeline.tools import Tools
from localizer.pipeline.wording import composers_of
from localizer.price.asking import DEAD_BAND, Asker, PriceRules
from localizer.price.display import format_price
from localizer.price.rulebook import RuleBook
from localizer.price.stage import inputs_now, reprice
from localizer.script.brief import ScriptBrief
from localizer.script.stage import ScriptRules, facts_now, write_scripts
from localizer.store.database import Reader, Store
from localizer.translate.composer import Composers
from localizer.translate.reading import named_type
from localizer.translate.stage import translate

#: How the work of a draft is shared out on the progress bar.
_TRANSLATED: Final = 0.5
_PRICED: Final = 0.7
_CHECKED: Final = 0.3


def import_catalog(
    store: Store,
    path: Path,
    *,
    catalog: str | None = None,
    column_map: Mapping[str, str] | None = None,
    sheet: str = "",
    answers: Answers | None = None,
    trial: bool = False,
    progress: Progress = SILENT,
) -> ImportReport:
    """Read a seller's file into the workspace; a ``trial`` only tells what that would do.

    Raises `ColumnsUnknownError` when a person must say what the columns hold, `InputError` for what cannot
    be read.
    """
    options = ImportOptions(catalog, column_map, sheet, answers or Answers(), trial)
    return import_file(store, path, options, progress=progress)


def create_launch(
    store: Store,
    tools: Tools,
    name: str,
    targets: Sequence[str],
    date: dt.date,
    products_: Sequence[int] = (),
) -> Launch:
    """Make a launch. Raises `InputError` for an unknown target or a name that is taken."""
    resolved = [tools.packs.resolve_target(text) for text in targets or ("",)]
    with store.step(N_("Create the launch {name}"), name=name) as step:
        launches.create(step, name, resolved, date, products_)
    return launches.find(store.read(), name)


def draft(
    store: Store,
    tools: Tools,
    *,
    launch: str | None = None,
    only: Sequence[int] | None = None,
    progress: Progress = SILENT,
) -> DraftReport:
    """Translate, price and script everything of a launch that is not up to date, as one undoable step."""
    found = launches.find(store.read(), launch)
    tools.packs.require(found.targets)
    order = launches.launch_products(store.read(), found)
    wanted = order if only is None else tuple(only)
    batch = store.batch(N_("Prepare drafts of {name}"), name=found.name)
    with drafting_rules(store.read(), tools) as rules:
        translated = translate(
            store,
            rules,
            found.targets,
            only=wanted,
            batch=batch,
            progress=Part(progress, 0, _TRANSLATED),
        )
        unread = tuple(map(str, rules.matches.unread)) if rules.matches is not None else ()
    priced = reprice(
        store,
        price_rules(store.read(), tools),
        found.targets,
        only=wanted,
        batch=batch,
        progress=Part(progress, _TRANSLATED, _PRICED),
    )
    scripted = write_scripts(
        store,
        script_rules(tools, found, order),
        found.targets,
        only=wanted,
        batch=batch,
        progress=Part(progress, _PRICED, 1),
    )
    return DraftReport(
        found.name, len(wanted), len(found.targets), translated, priced, scripted, unread
    )


def check(
    store: Store,
    tools: Tools,
    *,
    launch: str | None = None,
    only: Sequence[int] | None = None,
    progress: Progress = SILENT,
) -> CheckReport:
    """Check every text, listing, price and script of a launch and keep its findings up to date."""
    found = launches.find(store.read(), launch)
    tools.packs.require(found.targets)
    order = launches.launch_products(store.read(), found)
    wanted = order if only is None else tuple(only)
    prepare_texts(store, wanted)
    result = check_products(
        store, check_rules(tools, found, order), found.targets, wanted, progress=progress
    )
    return CheckReport(
        launch=found.name,
        products=result.products,
        added=result.added,
        removed=result.removed,
        severities=launch_severities(store.read(), found, order),
    )


def prepare_texts(store: Store, wanted: Sequence[int]) -> None:
    """Make the segments of products nobody drafted yet, so that what is untranslated is seen."""
    bare = products.without_segments(store.read(), wanted)
    if bare:
        with store.step(N_("Prepare texts")) as step:
            products.ensure_segments(step, bare)


def export(
    store: Store,
    tools: Tools,
    out: Path,
    *,
    launch: str | None = None,
    targets: Sequence[str] | None = None,
    formats: Sequence[str] = ("csv", "xlsx", "json"),
    approved_only: bool = False,
    progress: Progress = SILENT,
) -> ExportResult:
    """Write the files of a launch into the folder ``out``; what is not approved is stamped as draft.

    Everything is checked first: the gate must not trust what was found before something changed.
    """
    found = launches.find(store.read(), launch)
    tools.packs.require(found.targets)
    order = launches.launch_products(store.read(), found)
    check(store, tools, launch=found.name, progress=Part(progress, 0, _CHECKED))
    chosen = None if targets is None else [tools.packs.resolve_target(text) for text in targets]
    terms = listing_terms(tools, found)
    rules = ExportRules(
        terms=terms,
        markets=tools.packs.markets,
        channels=tools.packs.channels,
        tokens=token_source(tools, found, order),
        format_price=format_price,
        now=tools.now(),
        spoken=spoken_source(tools, found, order),
        style=partial(bullet_style, tools),
    )
    result = export_targets(
        store,
        rules,
        found,
        out,
        targets=chosen,
        product_ids=order,
        formats=formats,
        approved_only=approved_only,
        progress=Part(progress, _CHECKED, 1),
    )
    note_exported(store, tools, found, result, order, terms)
    return result


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


def script_rules(tools: Tools, launch: Launch, order: Sequence[int]) -> ScriptRules:
    """Return what scripts are written from."""
    basket = basket_numbers(order)
    composing: list[Composers] = []

    def make(reader: Reader, number: int, target: Target) -> ScriptBrief | None:
        composing.extend([] if composing else [composers_of(reader, tools)])
        return brief(reader, tools, composing[0], launch, basket, number, target)

    return ScriptRules(
        markets=tools.packs.markets,
        beats=tools.packs.beats,
        bank=tools.banks.find,
        rate=tools.packs.speech_rate,
        brief=make,
    )


def check_rules(tools: Tools, launch: Launch, order: Sequence[int]) -> CheckRules:
    """Return what checks go by."""
    script_source = script_rules(tools, launch, order)
    asker: list[Asker] = []

    def prices_now(reader: Reader, number: int, target: Target) -> PricesNow:
        asker.extend([] if asker else [Asker(price_rules(reader, tools))])
        digests, rules = inputs_now(reader, asker[0], number, target.market, target.channel)
        return PricesNow(digests, rules)

    def script_facts(reader: Reader, stored: StoredScript) -> ScriptFacts | None:
        return facts_now(reader, script_source, stored)

    def known_of(reader: Reader, number: int, target: Target, product: Product) -> Grounds:
        return grounds(reader, tools, launch, number, target, product)

    return CheckRules(
        markets=tools.packs.markets,
        channels=tools.packs.channels,
        claims=tools.packs.claims,
        required=tools.packs.required,
        tokens=token_source(tools, launch, order),
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
    tools: Tools, launch: Launch, order: Sequence[int]
) -> Callable[[Reader, int, Target], dict[str, str]]:
    """Return what renders the tokens of a product on a target."""
    basket = basket_numbers(order)

    def render(reader: Reader, product_id: int, target: Target) -> dict[str, str]:
        return tokens(reader, tools, launch, basket, product_id, target)

    return render

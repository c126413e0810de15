"""``localizer draft``: from memory and facts, and from an engine where the person says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import ROUND_UP, Decimal, InvalidOperation
from pathlib import Path
from typing import Final

import click

from localizer import pipeline, settings
from localizer.catalog import engine_runs, launches, products
from localizer.cli import tables
from localizer.cli.clustering import Parts, draft_in_parts
from localizer.cli.engines import ready_engine
from localizer.cli.options import as_json, launch_name, opened
from localizer.cli.output import emit, progress_bar, say, table
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.model.launch import Launch, Target
from localizer.pipeline import engine_run
from localizer.pipeline.engine_offers import EngineCost, weighed
from localizer.pipeline.engine_queue import plan
from localizer.pipeline.engine_run import RunReport
from localizer.pipeline.engine_session import Ways
from localizer.pipeline.engine_words import cause_text
from localizer.pipeline.engines import hints_for, make_engine, turns
from localizer.pipeline.leverage import Amount, Band, Leverage, leverage
from localizer.pipeline.matching import matches_of
from localizer.pipeline.tools import Tools
from localizer.settings import EngineSetting
from localizer.store.database import Store
from localizer.translate.engines.base import Cause

EXIT_ACT: Final = 1
#: Stands for the engines of each language in the order of `localizer engines order`.
IN_ORDER: Final = "auto"
_CENT: Final = Decimal("0.01")
#: A launch nobody named is so far away.
NEXT_LAUNCH: Final = dt.timedelta(days=7)
_BAND_NAMES: Final = {
    Band.DONE: N_("done"),
    Band.SAME_LANGUAGE: N_("same"),
    Band.CONTEXT: N_("context"),
    Band.EXACT: "100",
    Band.COMPOSED: N_("composed"),
    Band.REPEAT: N_("repeats"),
    Band.LIKE_95: "95-99",
    Band.LIKE_85: "85-94",
    Band.LIKE_75: "75-84",
    Band.LIKE_50: "50-74",
    Band.NEW: N_("new"),
}


@click.command()
@click.argument("ws", required=False, type=click.Path(path_type=Path))
@launch_name
@click.option(
    "--input",
    "inputs",
    multiple=True,
    metavar="PATTERN",
    help="Draft these Parquet files in parts; WS is the memory, terms and rules they are drafted with.",
)
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="FOLDER", help="Where the parts go."
)
@click.option(
    "--cluster", default="", metavar="ADDRESS", help="A Dask scheduler, or local:N workers here."
)
@click.option(
    "--targets", default="", metavar="TH/shopee,…", help="Of the parts; all markets by default."
)
@click.option(
    "--format", "formats", multiple=True, metavar="CODE", help="Of the parts; parquet by default."
)
@click.option(
    "--tls", default="", metavar="CA,CERT,KEY", help="Files for a scheduler that asks for TLS."
)
@click.option(
    "--engine",
    "name",
    default="",
    metavar="NAME",
    help="Ask this engine for the rest; auto: those turned on, in their order.",
)
@click.option("--estimate", is_flag=True, help="Tell what is there already and what it would cost.")
@click.option("--ceiling", default="", metavar="AMOUNT", help="What the engine may cost at most.")
@click.option("--resume", is_flag=True, help="Go on with the run that was stopped.")
@as_json
def draft(  # noqa: PLR0913 - each is a choice of the person
    ws: Path | None,
    launch: str | None,
    *,
    inputs: tuple[str, ...],
    output: Path | None,
    cluster: str,
    targets: str,
    formats: tuple[str, ...],
    tls: str,
    name: str,
    estimate: bool,
    ceiling: str,
    resume: bool,
    json_: bool,
) -> int:
    """Translate, price and script everything that is not up to date.

    Texts come from the memory, from facts, and from texts like them. With --engine the rest is sent to an
    engine that is turned on (see `localizer engines`); with --estimate no text is written or sent.
    """
    if inputs or output is not None or cluster:
        if not inputs or output is None:
            raise click.UsageError(_("--input and --output go together."))
        parts = Parts(inputs, output, cluster, targets, formats, ws, tls)
        return draft_in_parts(parts, json_=json_)
    if ws is None:
        raise click.UsageError(_("Name the workspace."))
    most = parse_amount(ceiling)
    if not name and (resume or most is not None):
        raise click.UsageError(_("--resume and --ceiling go with --engine."))
    with opened(ws) as store:
        tools = pipeline.load_tools()
        if estimate:
            return _tell_estimate(store, tools, launch, name, json_=json_)
        _ensure_launch(store, tools, ws)
        with progress_bar(_("Draft")) as progress:
            report = pipeline.draft(store, tools, launch=launch, progress=progress)
        ran = _asked(store, tools, report.launch, name, most, resume=resume) if name else []
    if json_:
        told = [run_json(one) for one in ran]
        emit(
            {**tables.draft_json(report), **({"engine": told[0], "engines": told} if told else {})}
        )
    else:
        click.echo(tables.draft_summary(report))
        for sentence in report.unread:
            say(sentence)
        for one in ran:
            _tell_run(one)
    return EXIT_ACT if any(one.cause is not None for one in ran) else 0


def _ensure_launch(store: Store, tools: pipeline.Tools, ws: Path) -> None:
    """Give a workspace without a launch one for every market, so that import and draft are enough."""
    if launches.all_launches(store.read()):
        return
    date = (tools.now() + NEXT_LAUNCH).date()
    made = pipeline.create_launch(store, tools, ws.stem, pipeline.DEFAULT_TARGETS, date)
    say(
        _("There was no launch, so “{name}” was made for all markets on {date}.").format(
            name=made.name, date=made.date.isoformat()
        )
    )


def parse_amount(text: str) -> Decimal | None:
    """Return an amount as typed, ``None`` for none. Raises `InputError` for what is no amount."""
    if not text:
        return None
    try:
        amount = Decimal(text)
    except InvalidOperation as error:
        raise InputError(_("“{price}” is no price.").format(price=text)) from error
    if not amount.is_finite() or amount < 0:
        raise InputError(_("“{price}” is no price.").format(price=text))
    return amount


def _asked(
    store: Store, tools: Tools, launch: str, name: str, ceiling: Decimal | None, *, resume: bool
) -> list[RunReport]:
    """Send what is still untranslated to an engine; with `IN_ORDER` to those of each language in turn."""
    found = launches.find(store.read(), launch)
    if name != IN_ORDER:
        return [_ask(store, tools, found, found.targets, name, ceiling, resume=resume)]
    chosen = settings.load()
    if not chosen.engines:
        raise InputError(_("No engine is turned on. Turn one on with “localizer engines add”."))
    return [
        _ask(store, tools, found, targets, engine.id, ceiling, resume=False)
        for engine, targets in turns(chosen, found.targets)
    ]


def _ask(
    store: Store,
    tools: Tools,
    found: Launch,
    targets: Sequence[Target],
    name: str,
    ceiling: Decimal | None,
    *,
    resume: bool,
) -> RunReport:
    """Send what is still untranslated on ``targets`` to one engine."""
    engine = ready_engine(name)
    reader = store.read()
    with matches_of(reader) as matches, progress_bar(_("Engine")) as progress:
        ways = Ways(hints=hints_for(reader, matches))
        if resume:
            open_runs = [
                one for one in engine_runs.unfinished(reader) if one.engine == engine.info.id
            ]
            if not open_runs:
                raise InputError(_("There is no run of this engine to go on with."))
            return engine_run.resume(
                store, tools, engine, open_runs[0].id, ceiling=ceiling, progress=progress, ways=ways
            )
        order = launches.launch_products(reader, found)
        asked = plan(store, tools, targets, engine.info, only=order)
        return engine_run.start(
            store, tools, engine, asked, ceiling=ceiling, progress=progress, ways=ways
        )


def run_json(ran: RunReport) -> Mapping[str, object]:
    """Return what came of a run for JSON."""
    return {
        "run": ran.run_id,
        "state": ran.state.value,
        "cause": None if ran.cause is None else ran.cause.value,
        "answered": ran.answered,
        "cached": ran.cached,
        "waiting": ran.waiting,
        "failed": {cause.value: count for cause, count in ran.failed.items()},
        "drafted": ran.drafted,
        "requests": ran.requests,
        "characters": ran.chars,
        "cost": str(ran.cost),
        "currency": ran.currency,
    }


def _tell_run(ran: RunReport) -> None:
    told = _(
        "Engine: {answered} texts answered ({cached} from before), {drafted} drafts written; "
        "{chars} characters in {requests} requests, {cost} {currency}."
    )
    click.echo(
        told.format(
            answered=ran.answered,
            cached=ran.cached,
            drafted=ran.drafted,
            chars=ran.chars,
            requests=ran.requests,
            cost=ran.cost,
            currency=ran.currency,
        ).replace(" .", ".")
    )
    for cause, count in ran.failed.items():
        say(_("{n} texts: {reason}").format(n=count, reason=cause_text(cause)))
    if ran.cause is Cause.STOPPED:
        told = _("The ceiling is reached: {cost} {currency} spent. Go on with --resume --ceiling.")
        say(told.format(cost=ran.cost, currency=ran.currency))
    elif ran.cause is not None:
        reason = cause_text(ran.cause)
        say(_("The run stopped: {reason} Go on with --resume.").format(reason=reason))


def _tell_estimate(
    store: Store, tools: Tools, launch: str | None, name: str, *, json_: bool
) -> int:
    with progress_bar(_("Estimate")) as progress:
        found = leverage(store, tools, launch=launch, progress=progress)
    sources = {one.locale for one in products.catalogs(store.read())}
    costs = [weighed(make_engine(one), found, sources) for one in _estimated(name)]
    if json_:
        emit(_estimate_json(found, costs))
        return 0
    heads = [_("language"), *map(_, _BAND_NAMES.values())]
    lines = [
        [locale, *(str(bands.get(band, Amount()).texts) for band in _BAND_NAMES)]
        for locale, bands in found.locales.items()
    ]
    click.echo(table(heads, lines))
    for one in costs:
        told = _("{engine}: {texts} texts, {words} words, {chars} characters; about {cost}")
        price = _("unknown: set its price") if one.cost is None else str(one.cost)
        if one.cost is not None and one.info.price is not None:
            price = f"{one.cost.quantize(_CENT, ROUND_UP)} {one.info.price.currency}"
        amount = one.amount
        click.echo(
            told.format(
                engine=one.info.id,
                texts=amount.texts,
                words=amount.words,
                chars=amount.characters,
                cost=price,
            )
        )
    if not costs:
        say(_("No engine is turned on. Turn one on with “localizer engines add”."))
    return 0


def _estimated(name: str) -> tuple[EngineSetting, ...]:
    chosen = settings.load()
    if name in ("", IN_ORDER):
        return chosen.engines
    # An engine may be weighed before it is turned on
    return (chosen.engine(name) or EngineSetting(name, name),)


def _estimate_json(found: Leverage, costs: list[EngineCost]) -> Mapping[str, object]:
    return {
        "launch": found.launch,
        "locales": {
            locale: {band.value: amount for band, amount in bands.items()}
            for locale, bands in found.locales.items()
        },
        "engines": [
            {
                "engine": one.info.id,
                "host": one.info.host,
                "texts": one.amount.texts,
                "words": one.amount.words,
                "characters": one.amount.characters,
                "cost": None if one.cost is None else str(one.cost),
                "currency": "" if one.info.price is None else one.info.price.currency,
            }
            for one in costs
        ],
    }

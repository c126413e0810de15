"""What the Engines pane asks: the engines turned on, estimates, unfinished runs, what was sent, one trial."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from localizer.catalog import engine_log, engine_runs, launches, products
from localizer.catalog.engine_log import Request
from localizer.catalog.engine_runs import EngineRun, RunState, Tally
from localizer.errors import InputError
from localizer.jobs import Progress
from localizer.pipeline.engine_offers import weighed
from localizer.pipeline.engine_run import RunReport, report
from localizer.pipeline.engine_spend import cost_of
from localizer.pipeline.engines import Trial, make_engine, try_engine
from localizer.pipeline.leverage import Amount, Leverage, leverage
from localizer.pipeline.tools import Tools
from localizer.settings import EngineSetting
from localizer.store.database import Store
from localizer.translate.engines.base import Engine, EngineInfo, Price
from localizer.ui.actions.engine_keys import EngineKeys
from localizer.ui.actions.engine_words import KeyState

#: Requests of the log that are shown.
LOGGED: Final = 1000


@dataclass(frozen=True, slots=True)
class EngineLine:
    """One engine turned on; ``problem`` says why it cannot be asked as it is set."""

    setting: EngineSetting
    host: str
    price: Price | None
    keys: KeyState
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What an engine would be asked for, and what that would cost (``None``: no price is known)."""

    setting: EngineSetting
    info: EngineInfo
    amount: Amount
    cost: Decimal | None

    @property
    def currency(self) -> str:
        """Return the currency of the cost, empty without a price."""
        return "" if self.info.price is None else self.info.price.currency


@dataclass(frozen=True, slots=True)
class Estimate:
    """How much of a launch is written already, by locale, and the languages of its products."""

    leverage: Leverage
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenRun:
    """A run with texts that wait."""

    run: EngineRun
    tally: Tally
    spent: Decimal


@dataclass(frozen=True, slots=True)
class SentLine:
    """A request with the currency of its cost."""

    request: Request
    currency: str


def lines(engines: Iterable[EngineSetting], keys: EngineKeys) -> tuple[EngineLine, ...]:
    """Return the engines that are turned on; nothing is sent."""
    return tuple(_line(one, keys) for one in engines)


def _line(setting: EngineSetting, keys: EngineKeys) -> EngineLine:
    state = keys.state(setting)
    try:
        info = make_engine(setting, keys.known(setting)).info
    except InputError as error:
        return EngineLine(setting, "", None, state, str(error))
    return EngineLine(setting, info.host, info.price, state)


def estimate(store: Store, tools: Tools, launch: str, progress: Progress) -> Estimate:
    """Return what a draft of a launch would take from where; no text is written and nothing sent."""
    found = leverage(store, tools, launch=launch, progress=progress)
    return Estimate(found, source_locales(store))


def source_locales(store: Store) -> tuple[str, ...]:
    """Return the languages products of the workspace are written in."""
    return tuple(dict.fromkeys(one.locale for one in products.catalogs(store.read())))


def offers(
    engines: Iterable[EngineSetting], keys: EngineKeys, found: Estimate
) -> tuple[Offer, ...]:
    """Return what each engine would be asked for; one that cannot be made is left out."""
    made = []
    for setting in engines:
        try:
            engine = make_engine(setting, keys.known(setting))
        except InputError:
            continue
        cost = weighed(engine, found.leverage, found.sources)
        made.append(Offer(setting, cost.info, cost.amount, cost.cost))
    return tuple(made)


def open_runs(store: Store) -> tuple[OpenRun, ...]:
    """Return the runs that can be gone on with, newest first."""
    reader = store.read()
    return tuple(
        OpenRun(run, engine_runs.tally(reader, run.id), engine_log.sent(reader, run.id).cost)
        for run in engine_runs.unfinished(reader)
    )


def newest_run(store: Store) -> int:
    """Return the id of the newest run with texts that wait, 0 where there is none."""
    return max((run.id for run in engine_runs.unfinished(store.read())), default=0)


def look(store: Store, run_id: int | None, after: int) -> RunReport | None:
    """Return how the run under way stands: ``run_id``, or the one begun after the run ``after``."""
    if run_id is None:
        begun = (
            one.id
            for one in engine_runs.unfinished(store.read())
            if one.id > after and one.state is RunState.RUNNING
        )
        run_id = next(begun, None)
    return None if run_id is None else report(store, run_id)


def sent(store: Store, engines: Iterable[EngineLine]) -> tuple[SentLine, ...]:
    """Return what left this machine, newest first.

    A request that belongs to no run cost what its engine costs now.
    """
    reader = store.read()
    found = engine_log.recent(reader, LOGGED)
    runs = {one.run_id for one in found if one.run_id is not None}
    currencies = {number: engine_runs.find(reader, number).currency for number in runs}
    now = {one.setting.id: one.price.currency for one in engines if one.price is not None}
    return tuple(
        SentLine(one, now.get(one.engine, "") if one.run_id is None else currencies[one.run_id])
        for one in found
    )


def try_logged(store: Store, engine: Engine, text: str, source: str, target: str) -> Trial:
    """Have one sentence translated; that it left this machine is noted, before and after."""
    info = engine.info
    request = Request(
        engine=info.id,
        host=info.host,
        source_locale=source,
        target_locale=target,
        texts=1,
        chars=len(text),
        cost=cost_of(len(text), info.price),
    )
    with store.derive() as step:
        number = engine_log.begin(step, request)
    trial = try_engine(engine, text, source, target)
    with store.derive() as step:
        engine_log.finish(step, number, answered=int(bool(trial.text)), cause="", detail="")
    return trial


def launch_order(store: Store, launch: str) -> tuple[int, ...]:
    """Return the products of a launch in its order."""
    reader = store.read()
    return launches.launch_products(reader, launches.find(reader, launch))

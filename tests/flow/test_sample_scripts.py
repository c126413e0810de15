"""The sample's scripts in all markets: they keep their time, say who pays, and claim what is on file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from localizer.catalog import launches
from localizer.check.claims import claims_in
from localizer.model.finding import Severity
from localizer.model.launch import Target
from localizer.model.phrase import CLAIM_CONDITIONS, Style
from localizer.model.rule import Trigger
from localizer.model.script import Beat, Lane, Script
from localizer.pipeline.demo import create_demo
from localizer.pipeline.stage_rules import price_rules, script_rules
from localizer.pipeline.tools import Tools
from localizer.price.stage import reprice
from localizer.script.difference import hook_text
from localizer.script.heard import Heard
from localizer.script.likeness import mean_overlap
from localizer.script.render import TOKEN
from localizer.script.stage import PitchOptions, Ready, ready
from localizer.store.database import Store, open_store

MARKETS = ("ID", "TH", "VN", "MY", "PH", "SG", "TW", "US", "GB", "DE", "FR", "ES", "IT", "MX", "BR")
STYLES = tuple(Style)
LENGTHS = (60, 180, 240, 300)
SHARE = 0.05
#: The mean share of equal four-word runs of two scripts of a market.
LIKENESS = 0.25
#: Beyond so many seconds a script says half of what the bank has for goods with few facts.
SHORT, LONG_LIKENESS = 180, 0.35


@pytest.fixture(scope="module")
def priced(
    new_store: Callable[[Path], Store], loaded: Tools, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """Return the sample with its prices."""
    path = tmp_path_factory.mktemp("scripts") / "sample.localizer"
    with new_store(path) as store:
        create_demo(store, loaded)
        targets = launches.find(store.read()).targets
        reprice(store, price_rules(store.read(), loaded), targets)
    with open_store(path, person="tester") as store:
        yield store


def wanted(store: Store, tools: Tools, market: str, seconds: int) -> Iterator[Ready]:
    """Yield what the sample's scripts for ``market`` are written from, in all styles by turns."""
    reader = store.read()
    launch = launches.find(reader)
    order = launches.launch_products(reader, launch)
    target: Target = next(one for one in launch.targets if one.market == market)
    rules = script_rules(tools, launch, order)
    for turn, number in enumerate(order):
        options = PitchOptions(seconds, STYLES[turn % len(STYLES)])
        found = ready(reader, rules, number, target, options)
        assert found is not None
        yield found


@pytest.mark.parametrize("market", MARKETS)
def test_scripts_of_every_market_are_sound(priced: Store, loaded: Tools, market: str) -> None:
    seconds = LENGTHS[MARKETS.index(market) % len(LENGTHS)]
    heard, scripts = Heard(), []
    for one in wanted(priced, loaded, market, seconds):
        script = one.write(heard)
        heard.add(script)
        scripts.append(script)
        assert abs(script.seconds - seconds) <= SHARE * seconds, one.brief.product
        assert _unfounded(loaded, one, script) == []
        assert _disclosed(loaded, one, script), one.brief.product
    hooks = [hook_text(script) for script in scripts]
    assert len(set(hooks)) == len(hooks)
    assert mean_overlap(scripts) < (LIKENESS if seconds <= SHORT else LONG_LIKENESS)


def _unfounded(tools: Tools, one: Ready, script: Script) -> list[tuple[str, str]]:
    """Return the lines that say a number or make a claim nothing on file supports, and what it is."""
    wrong: list[tuple[str, str]] = []
    held, target = one.brief.held() | {"product"}, one.brief
    for line in script.lines:
        if not held.issuperset(line.facts):
            wrong.append((line.text, f"rests on {sorted(set(line.facts) - held)}"))
        rest = TOKEN.sub("", line.text)
        for _name, value in line.values:
            rest = rest.replace(value, "").replace(value[:1].upper() + value[1:], "")
        if re.search(r"\d", rest):
            wrong.append((line.text, "a number of its own"))
        if line.lane is not Lane.HOST:
            continue
        for finding in claims_in(line.text, tools.packs.claims, target.market, target.locale):
            supported = CLAIM_CONDITIONS & set(line.facts)
            if finding.severity is Severity.BLOCK or not supported:
                wrong.append((line.text, finding.rule))
    return wrong


def _disclosed(tools: Tools, one: Ready, script: Script) -> bool:
    """Tell whether the script says first what the market requires of paid promotion."""
    said = [line for line in script.lines if line.lane is Lane.HOST]
    disclosure = " ".join(line.text for line in said if line.beat is Beat.DISCLOSURE)
    rules = [
        rule
        for rule in tools.packs.required
        if rule.applies(one.brief.market, one.brief.locale) and rule.trigger is Trigger.PAID
    ]
    early = [line.beat for line in said].index(Beat.DISCLOSURE) < [
        line.beat for line in said
    ].index(Beat.PAIN)
    return early and all(re.search(rule.must_match, disclosure, re.IGNORECASE) for rule in rules)

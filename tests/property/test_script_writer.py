"""Scripts of made-up products: on time, nothing said twice, nothing said that does not hold."""

from __future__ import annotations

import random
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localizer.model.market import Pacing
from localizer.model.phrase import CLAIM_CONDITIONS, FACT_SLOTS, Group, PhraseBank, Style
from localizer.model.script import Script
from localizer.packs.beats import load_beats
from localizer.packs.phrases import load_bank
from localizer.packs.speech import load_speech_rates
from localizer.script.brief import ScriptBrief
from localizer.script.pacing import plan_beats
from localizer.script.writer import write_script

BEATS = load_beats()
TIMINGS, PRESETS = BEATS.timings, BEATS.presets
RATE = load_speech_rates()["en"]
PRODUCTS = 30
#: Values as long as those of real catalogs.
VALUES = ("cotton", "30% wool, 50% acrylic", "12 hours", "21 × 20 × 25 in", "machine wash", "5 V")
TOKENS = {
    "price": "$29.99", "n": "3", "was": "$39.99", "save": "$10.00", "bundle:2": "$49.99",
    "stock": "18", "offer_end": "9 PM", "next": "camping chair",
}  # fmt: skip


@cache
def bank() -> PhraseBank:
    return load_bank("en-US")


def brief_of(draw: random.Random, number: int) -> ScriptBrief:
    """Make a product with six to ten facts, as the catalogs we have seen."""
    names = draw.sample(sorted(FACT_SLOTS), draw.randint(6, 10))
    return ScriptBrief(
        product_key=f"P-{number}",
        locale="en-US",
        market="US",
        channel="shopify",
        product=draw.choice(["dress", "wireless earbuds", "vacuum bottle"]),
        group=draw.choice([*Group, None]),
        brand=draw.choice(["", "Homivelt"]),
        facts={name: draw.choice(VALUES) for name in names},
        colours=draw.choice(["", "black and white"]),
        sizes=draw.choice(["", "S, M, L and XL"]),
        certificate="OEKO-TEX, number 12",
        conditions=frozenset(one for one in sorted(CLAIM_CONDITIONS) if draw.random() < 0.3),
        tokens={name: TOKENS[name] for name in TOKENS if draw.random() < 0.7},
        style=draw.choice(list(Style)),
    )


def script_of(brief: ScriptBrief, pacing: Pacing, total: int, seed: int = 0) -> Script:
    plan = plan_beats(TIMINGS, PRESETS[pacing], total)
    return write_script(brief, bank(), plan, RATE, seed=seed)


@pytest.mark.parametrize("pacing", Pacing)
@pytest.mark.parametrize(("total", "share"), [(60, 0.15), (180, 0.15)])
def test_thirty_products_keep_their_time(pacing: Pacing, total: int, share: float) -> None:
    draw = random.Random(2026)  # noqa: S311 - made-up products
    off = [
        script_of(brief_of(draw, number), pacing, total).seconds / total - 1
        for number in range(PRODUCTS)
    ]
    assert [round(one, 3) for one in off if abs(one) > share] == []


@settings(deadline=None)
@given(
    number=st.integers(0, 10**6),
    pacing=st.sampled_from(Pacing),
    total=st.sampled_from([30, 60, 180, 300]),
    seed=st.integers(0, 99),
)
def test_nothing_is_said_twice_or_without_its_conditions(
    number: int, pacing: Pacing, total: int, seed: int
) -> None:
    brief = brief_of(random.Random(number), number)  # noqa: S311 - made-up products
    script = script_of(brief, pacing, total, seed)
    by_id = {phrase.id: phrase for phrase in bank().phrases}
    said = [by_id[line.phrase] for line in script.lines]
    assert len({phrase.id for phrase in said}) == len(said)
    for phrase, line in zip(said, script.lines, strict=True):
        claims = phrase.needs & CLAIM_CONDITIONS
        assert claims <= brief.conditions
        assert all(brief.facts.get(name) for name in phrase.needs & FACT_SLOTS)
        assert phrase.group in (None, brief.group)
        assert all(token in {*brief.tokens, "price", "n"} for token in line.tokens)
        assert "{" not in line.text or line.tokens
    assert script == script_of(brief, pacing, total, seed)

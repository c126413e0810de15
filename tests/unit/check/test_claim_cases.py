"""What the phrase rules find in cases that were written without them, and what they spare."""

from __future__ import annotations

import json
import time
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from localizer.check.claims import claims_in
from localizer.model.rule import ClaimRule
from localizer.packs.rules import load_claim_rules

DATA = Path(__file__).parents[2] / "data"
RULES = load_claim_rules()
#: Shares asked of each kind (neighbours: at most), over all languages together.
WANTED = {"near": 1.0, "obfuscated": 0.85, "paraphrase": 0.4}
MOST_NEIGHBOURS = 0.1
#: Seconds one text may take; the machine may be busy with other tests.
PATIENCE = 3.0

HOSTILE = (
    "a " * 10_000,
    "1" * 20_000,
    "1 " * 10_000,
    "no never not " * 1_500,
    " " * 20_000,
    "best than no other " * 1_000,
    "w.w.w." * 3_000,
    "a1" * 10_000,
    "a@" * 10_000,
    "最好" * 10_000,
    "没有比" * 6_000,
    "ก" * 20_000,
    "không ai " * 2_000,
    "\u0301" * 20_000,
    "(" * 20_000,
    "https://" * 2_500,
    "\U0001f600" * 20_000,
    "was price $ " * 1_500,
)


@cache
def cases() -> tuple[dict[str, str], ...]:
    lines = (DATA / "claims" / "kept.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


def found(case: dict[str, str]) -> list[str]:
    return [one.rule for one in claims_in(case["text"], RULES, case["market"], case["locale"])]


def test_every_researched_rule_has_its_cases() -> None:
    counts = Counter(case["rule"] for case in cases())
    researched = {rule.id for rule in RULES if rule.category != "authority"}
    assert set(counts) == researched
    assert set(counts.values()) == {12}


@pytest.mark.parametrize("kind", WANTED)
def test_what_is_said_is_found(kind: str) -> None:
    mine = [case for case in cases() if case["kind"] == kind]
    hits = sum(bool(found(case)) for case in mine)
    assert hits >= WANTED[kind] * len(mine)


def test_innocent_neighbours_are_spared() -> None:
    mine = [case for case in cases() if case["kind"] == "neighbour"]
    alarms = sum(bool(found(case)) for case in mine)
    assert alarms <= MOST_NEIGHBOURS * len(mine)


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_rule_spares_the_clean_lines_of_its_language(rule: ClaimRule) -> None:
    market = rule.markets[0] if rule.markets else "US"
    others = [one for one in RULES if one.languages == rule.languages]
    locale = rule.languages[0] if rule.languages else "en"
    for other in others:
        assert claims_in(other.example_ok, (rule,), market, locale) == []
    assert claims_in(rule.example_hit, (rule,), market, locale)


@pytest.mark.parametrize(
    ("market", "locale"),
    [
        ("US", "en-US"),
        ("DE", "de-DE"),
        ("FR", "fr-FR"),
        ("ES", "es-ES"),
        ("IT", "it-IT"),
        ("BR", "pt-BR"),
        ("ID", "id-ID"),
        ("MY", "ms-MY"),
        ("PH", "fil-PH"),
        ("TH", "th-TH"),
        ("VN", "vi-VN"),
        ("CN", "zh-Hans-CN"),
        ("TW", "zh-Hant-TW"),
    ],
)
def test_no_rule_takes_long_over_a_hostile_line(market: str, locale: str) -> None:
    claims_in("x", RULES, market, locale)
    for line in HOSTILE:
        start = time.perf_counter()
        claims_in(line, RULES, market, locale)
        assert time.perf_counter() - start < PATIENCE, line[:20]

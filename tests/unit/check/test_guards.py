"""The automaton rules out patterns that cannot match, and never one that can."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.check.guards import Guards, branches, literals_of
from localizer.packs.rules import load_claim_rules

PATTERNS = [
    branch
    for rule in load_claim_rules()
    for one in (rule.pattern, *rule.paraphrases)
    for branch in branches(one)
]


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("a|b", ["a", "b"]),
        ("(?:a|b)c|d", ["(?:a|b)c", "d"]),
        (r"a\|b|[|]|[^]|]c", [r"a\|b", "[|]", "[^]|]c"]),
        ("", [""]),
    ],
)
def test_alternatives_at_the_top(pattern: str, parts: list[str]) -> None:
    assert branches(pattern) == parts


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        (r"\bcures?\b", {"cure"}),
        (r"(?:heal|cure)s?", {"heal", "cure"}),
        (r"\d+", set()),
        (r"x?", set()),
        (r"(?:a|\d)best", {"best"}),
        ("[最嘴]好", {"最", "嘴"}),
        (r"(?:cure)+", {"cure"}),
        (r"(?:cure)?", set()),
        ("İx", set()),
    ],
)
def test_literals(pattern: str, literals: set[str]) -> None:
    found = literals_of(pattern)
    assert found == literals or (literals == {"最", "嘴"} and found in ({"好"}, literals))


def test_what_matches_an_example_is_possible() -> None:
    guards = Guards(PATTERNS)
    # More patterns than `re` remembers: compiled once they are tried a hundred times as fast.
    patterns = [re.compile(one, re.IGNORECASE) for one in PATTERNS]
    for rule in load_claim_rules():
        possible = guards.possible(rule.example_hit.lower())
        matching = {place for place, one in enumerate(patterns) if one.search(rule.example_hit)}
        assert matching <= set(possible), rule.id


@given(st.data())
def test_what_a_pattern_makes_is_possible(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(PATTERNS))
    text = data.draw(st.from_regex(re.compile(pattern, re.IGNORECASE)))
    assert Guards([pattern]).possible(text.lower()) == [0]


def test_patterns_of_one_guard_each() -> None:
    guards = Guards(["cure", "heal", r"\d"])
    assert guards.possible("this heals") == [1, 2]
    assert guards.possible("nothing") == [2]
    assert Guards([r"\d"]).possible("x") == [0]

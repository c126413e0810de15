"""An answer says only what facts and tokens bear out."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from localizer.check.answers import ANSWER_CHECKS, AnswerNumbers
from localizer.check.context import ScriptContext
from localizer.model.finding import Severity
from localizer.model.launch import Target
from localizer.model.rule import ClaimRule
from localizer.model.script import Beat, Lane, Script, ScriptFacts, ScriptLine
from localizer.pipeline.tools import Tools

GERMAN = Target("DE", "amazon", "de-DE")
FACTS = ScriptFacts(
    frozenset({"capacity"}), MappingProxyType({"capacity": "1,5 l", "sizes": "S, M und 42"})
)


def context(
    text: str,
    facts: ScriptFacts | None = FACTS,
    *,
    phrase: str = "",
    values: tuple[tuple[str, str], ...] = (),
    names: tuple[str, ...] = (),
    claims: tuple[ClaimRule, ...] = (),
) -> ScriptContext:
    line = ScriptLine(Beat.QA, Lane.HOST, text, names, phrase=phrase, values=values)
    script = Script("de-DE", "", 1, "", 0, (), (line,))
    return ScriptContext(GERMAN, script, {"price": "5 €"}, claims, (), facts)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Es fasst 1,5 Liter, in 42 auch.", []),
        ("Kostet {price}, Nummer {bundle:2}.", []),
        ("Kommt in 3 Tagen, fasst 1.5 Liter, 1,5.", ["3"]),
        ("Hält 24 Stunden und 12 Jahre.", ["24", "12"]),
        ("Fasst 15 Liter.", ["15"]),
    ],
)
def test_a_number_of_no_fact_is_found_at_its_place(text: str, wrong: list[str]) -> None:
    found = AnswerNumbers().check(context(text))
    assert [text[one.start : one.end] for one in found] == wrong
    assert {one.severity for one in found} <= {Severity.WARNING}


def test_values_of_the_line_and_lines_of_the_bank_are_no_invention() -> None:
    checker = AnswerNumbers()
    assert not checker.check(context("Bis 7 Jahre.", values=(("age_range", "3–7 Jahre"),)))
    assert not checker.check(context("Zum 11.11.", phrase="card-price-1"))
    assert not checker.check(context("In 3 Tagen.", None))


def test_answers_are_checked_for_facts_tokens_and_claims_only(loaded: Tools) -> None:
    one = context(
        "Das beste Material, {was}, hält 9 Jahre.",
        ScriptFacts(frozenset(), MappingProxyType({})),
        names=("material",),
        claims=loaded.packs.claims,
    )
    found = {item.rule.partition(":")[0] for check in ANSWER_CHECKS for item in check.check(one)}
    assert found >= {"script_fact", "script_token", "numbers"}
    assert not found & {"script_time", "script_beat", "disclosure"}

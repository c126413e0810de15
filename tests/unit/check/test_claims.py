"""Phrase rules over texts and scripts, and the texts a market requires."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from localizer.check.claims import Claims, Disclosure, SourceClaims, SpokenClaims, claims_in
from localizer.check.context import ScriptContext, TextContext
from localizer.model.finding import Severity
from localizer.model.grounds import Grounds
from localizer.model.rule import ClaimRule, RequiredText, Speech, Trigger
from localizer.model.script import Lane, ScriptLine
from localizer.model.segment import State
from localizer.packs.rules import load_claim_rules, load_required_texts

MakeRule = Callable[..., ClaimRule]
MakeLine = Callable[..., ScriptLine]
MakePitch = Callable[..., ScriptContext]


@pytest.mark.parametrize(
    ("languages", "markets", "number"),
    [
        ((), (), 1),
        (("de",), (), 1),
        (("de-DE",), ("DE",), 1),
        (("d",), (), 0),
        (("fr",), (), 0),
        (("de",), ("AT",), 0),
    ],
)
def test_a_rule_holds_for_its_languages_and_markets(
    languages: tuple[str, ...], markets: tuple[str, ...], number: int, claim: MakeRule
) -> None:
    rule = claim(r"best\w*", languages=languages, markets=markets)
    assert len(claims_in("Der beste Becher", (rule,), "DE", "de-DE")) == number


def test_a_text_seen_before_is_judged_by_what_is_known_of_each_product(claim: MakeRule) -> None:
    rules = (claim("organic", severity=Severity.EVIDENCE, evidence=("certificate",)),)
    text = "Organic cotton"
    certified = Grounds({"certificate": "GOTS 12345"})
    assert [one.rule for one in claims_in(text, rules, "US", "en-US")] == ["claim:best"]
    assert claims_in(text, rules, "US", "en-US", grounds=certified) == []
    assert len(claims_in(text, rules, "US", "en-US", grounds=Grounds())) == 1


def test_other_rules_are_never_taken_for_the_ones_before(claim: MakeRule) -> None:
    for word, number in (("red", 1), ("blue", 0), ("green", 0), ("red", 1)):
        assert len(claims_in("A red cup", (claim(word),), "US", "en-US")) == number


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("BESTE Becher", ["BESTE"]),
        ("beste und beste", ["beste", "beste"]),
        ("be\u200bste", ["beste"]),
        ("gut", []),
        ("", []),
    ],
)
def test_hits(text: str, hits: list[str], claim: MakeRule) -> None:
    found = claims_in(text, (claim("beste"),), "DE", "de-DE")
    assert [dict(one.args)["text"] for one in found] == hits


def test_a_decomposed_text_is_matched_as_composed(claim: MakeRule) -> None:
    assert len(claims_in("fu\u0308r", (claim("f\u00fcr"),), "DE", "de-DE")) == 1


def test_a_pattern_that_matches_nothing_says_nothing(claim: MakeRule) -> None:
    assert claims_in("abc", (claim("x*"),), "DE", "de-DE") == []


def test_a_finding_tells_rule_reason_remedy_and_sources(
    claim: MakeRule, context: Callable[..., TextContext]
) -> None:
    rule = claim("beste", severity=Severity.EVIDENCE)
    (found,) = Claims().check(context("Der beste Becher", claims=(rule,)))
    assert found.rule == "claim:best"
    assert found.severity is Severity.EVIDENCE
    assert (found.start, found.end) == (4, 9)
    assert found.source == "law, guide"
    assert found.message.format(**dict(found.args)) == (
        "“beste” says that nothing is better. Name where that can be looked up, or say: good."
    )


def test_no_text_no_claim(claim: MakeRule, context: Callable[..., TextContext]) -> None:
    assert Claims().check(context("", claims=(claim("$|x"),))) == []


def test_spans_in_a_script_count_over_its_lines(
    claim: MakeRule, line: MakeLine, pitch: MakePitch
) -> None:
    lines = (line("Hallo"), line("beste Kamera", lane=Lane.CONTROL), line("Der beste Becher"))
    found = SpokenClaims().check(pitch(*lines, claims=(claim("beste"),)))
    whole = "\n".join(one.text for one in lines)
    assert [(one.start, whole[one.start : one.end]) for one in found] == [(23, "beste")]


@pytest.mark.parametrize(
    ("said", "values", "number"),
    [
        ("Werbung: Hallo", {}, 0),
        ("werbung", {}, 0),
        ("Wer\u200bbung", {}, 0),
        ("Hallo", {}, 1),
        ("Hallo", {"markets": ("FR",)}, 0),
        ("Hallo", {"languages": ("fr",)}, 0),
        ("Hallo", {"trigger": Trigger.AI_MEDIA}, 0),
    ],
)
def test_disclosure(
    said: str,
    values: dict[str, object],
    number: int,
    owed: Callable[..., RequiredText],
    line: MakeLine,
    pitch: MakePitch,
) -> None:
    found = Disclosure().check(pitch(line(said), required=(owed("Werbung", **values),)))
    assert [one.severity for one in found] == [Severity.BLOCK] * number
    assert [one.rule for one in found] == ["disclosure:ad"] * number


def test_what_the_control_room_does_is_not_said(
    owed: Callable[..., RequiredText], line: MakeLine, pitch: MakePitch
) -> None:
    shown = line("Werbung", lane=Lane.CONTROL)
    assert len(Disclosure().check(pitch(shown, required=(owed("Werbung"),)))) == 1


@pytest.mark.parametrize("rule", load_claim_rules(), ids=lambda rule: rule.id)
def test_our_rules_hit_their_example_and_spare_the_other(rule: ClaimRule) -> None:
    market = rule.markets[0] if rule.markets else "DE"
    locale = rule.languages[0] if rule.languages else "en-US"
    if rule.example_hit:
        assert claims_in(rule.example_hit, (rule,), market, locale)
    if rule.example_ok:
        assert claims_in(rule.example_ok, (rule,), market, locale) == []


@pytest.mark.parametrize("rule", load_required_texts(), ids=lambda rule: rule.id)
def test_the_phrase_of_a_required_text_satisfies_it(
    rule: RequiredText, line: MakeLine, pitch: MakePitch
) -> None:
    made = pitch(line(rule.phrase), required=(rule,))
    assert Disclosure().check(made) == []


NOT = Speech(negation=r"\b(?:not|never)\b(?:\s+\w+){0,3}\s*$", negation_after=r"^\s*nicht\b")


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("It cures acne", 1),
        ("It does not cure acne", 0),
        ("It is not cheap, it cures acne", 1),
        ("It does not come big. It cures acne", 1),
        ("It cures acne nicht", 0),
    ],
)
def test_a_denial_clears_a_claim_of_its_clause(text: str, hits: int, claim: MakeRule) -> None:
    rule = claim(r"cures? acne", speech=NOT)
    assert len(claims_in(text, (rule,), "US", "en-US")) == hits
    kept = replace(rule, negation=False)
    assert len(claims_in(text, (kept,), "US", "en-US")) == 1


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Somebody asks: does it cure acne?", 0),
        ("Does it cure acne? No, it is a cream.", 0),
        ("Does it cure acne? Yes!", 1),
        ("Somebody asks. It cures acne.", 1),
    ],
)
def test_a_question_of_others_is_no_claim(text: str, hits: int, claim: MakeRule) -> None:
    speech = Speech(asked="somebody asks", denied="no\\b")
    rule = claim(r"cures? acne", speech=speech)
    assert len(claims_in(text, (rule,), "US", "en-US")) == hits


def test_a_hit_inside_an_innocent_wording_is_none(claim: MakeRule) -> None:
    rule = claim("best", exceptions=("best before", "best friend"))
    found = claims_in("best before May, the best", (rule,), "US", "en-US")
    assert [(one.start, one.end) for one in found] == [(21, 25)]


def test_a_rule_of_a_channel_holds_there_alone(claim: MakeRule) -> None:
    rule = claim("best", channels=("shopee",))
    assert len(claims_in("best", (rule,), "US", "en-US", channel="shopee")) == 1
    assert claims_in("best", (rule,), "US", "en-US", channel="amazon") == []


@pytest.mark.parametrize(
    ("facts", "hits"), [({}, 1), ({"certificate": "CE 1"}, 0), ({"stock": "3"}, 1)]
)
def test_evidence_is_a_filled_fact(facts: dict[str, str], hits: int, claim: MakeRule) -> None:
    rule = claim("proven", severity=Severity.EVIDENCE, evidence=("certificate", "test_report"))
    found = claims_in("proven", (rule,), "US", "en-US", grounds=Grounds(facts))
    assert len(found) == hits
    for one in found:
        assert dict(one.args)["evidence"] == "certificate|test_report"


def test_what_the_source_claims_is_told_until_somebody_approved(
    claim: MakeRule, context: Callable[..., TextContext]
) -> None:
    rule = claim("最", languages=("zh-Hans",), markets=("CN",))
    made = replace(context("Der Becher", "最好的杯子"), claims_of_source=(rule,))
    (found,) = SourceClaims().check(made)
    assert (found.rule, found.severity) == ("source_claim:best", Severity.WARNING)
    approved = replace(made, translation=replace(made.translation, state=State.APPROVED))
    assert SourceClaims().check(approved) == []

"""Requests to check texts that are in no workspace."""

from __future__ import annotations

import json
from typing import Any

import pytest

from localizer.errors import InputError
from localizer.model.finding import Severity
from localizer.pipeline.text_requests import MOST_BYTES, TextAnswer, check_text, read_request
from localizer.pipeline.tools import Tools


def asked(tools: Tools, **values: Any) -> TextAnswer:  # noqa: ANN401 - any key of a request
    request = {"id": 1, "market": "US", "locale": "en-US", "field": "line", **values}
    return check_text(tools, read_request(json.dumps(request), 1))


def rules(answer: TextAnswer) -> list[str]:
    return [one.rule for one in answer.findings]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("not json", "Line 7: This is no JSON"),
        ("[]", "Line 7: Wanted is an object in braces."),
        ("[" * 100_000, "Line 7: This is no JSON"),
        ('{"id": 1}', "Line 7: “market” is missing."),
        ('{"market": 3}', "Line 7: “market” is a text in quotes."),
        ('{"market": "US", "field": "poem"}', "Line 7: “field” is one of answer, bullet"),
        ('{"market": "US", "facts": 3}', "Line 7: “facts” is an object in braces."),
        ('"' + "x" * MOST_BYTES + '"', "Line 7: The line is longer than"),
    ],
)
def test_a_request_that_is_none_is_refused_with_its_line(line: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read_request(line, 7)
    assert str(caught.value).startswith(problem)


@pytest.mark.parametrize(
    "facts",
    [
        {"Stock left": 3, "empty": "", "none": None, "no": False, "yes": True},
        [{"name": "Stock left", "value": 3}, {"name": "yes", "value": True}],
    ],
)
def test_facts_are_those_that_are_filled(facts: object) -> None:
    request = read_request(json.dumps({"market": "us", "facts": facts}), 1)
    assert request.facts == {"stock_left": "3", "yes": "yes"}
    assert (request.market, request.field, request.id) == ("US", "description", None)


def test_half_a_character_is_read_as_one_nobody_knows() -> None:
    request = read_request('{"market": "US", "target": "best \\ud800"}', 1)
    assert request.target == "best \ufffd"


def test_a_claim_is_found_where_it_stands(loaded: Tools) -> None:
    answer = asked(loaded, target="Now: c.u.r.e.s acne. It does not treat eczema.")
    (found,) = (one for one in answer.findings if one.rule == "claim:en-medical")
    assert (found.start, found.end) == (5, 19)
    assert found.severity is Severity.BLOCK


def test_a_fact_supports_a_claim_that_needs_evidence(loaded: Tools) -> None:
    said = "Only 5 left"
    assert "claim:en-urgency" in rules(asked(loaded, target=said))
    assert "claim:en-urgency" in rules(asked(loaded, target=said, facts={"stock": 40}))
    assert rules(asked(loaded, target=said, facts={"stock": 4})) == []


def test_a_name_is_no_claim(loaded: Tools) -> None:
    said = "A bag of Number One Bags"
    assert rules(asked(loaded, target=said)) == ["claim:en-superlative"]
    assert rules(asked(loaded, target=said, facts={"brand": "Number One Bags"})) == []


def test_the_source_is_checked_by_the_rules_of_its_own_market(loaded: Tools) -> None:
    answer = asked(
        loaded, market="TH", locale="th-TH", field="title", source="全网最低价水杯", target="แก้วน้ำ"
    )
    assert [one.rule for one in answer.in_source] == ["claim:zhs-super"]
    assert (
        asked(loaded, market="CN", locale="", target="全网最低").findings[0].rule
        == "claim:zhs-super"
    )


def test_a_paid_script_owes_its_disclosure(loaded: Tools) -> None:
    said = {"market": "DE", "locale": "de-DE", "target": "Hallo zusammen.\nDas ist der Becher."}
    assert rules(asked(loaded, **said, field="script")) == []
    owed = asked(loaded, **said, field="script", facts={"commission": True})
    assert "disclosure:req-de" in rules(owed)
    assert rules(asked(loaded, **said, field="line", facts={"commission": True})) == []
    named = {**said, "target": "Werbung: das ist der Becher."}
    assert rules(asked(loaded, **named, field="script", facts={"commission": True})) == []


def test_a_supplement_owes_its_statement(loaded: Tools) -> None:
    said = {
        "field": "description",
        "target": "Thirty capsules a bottle.",
        "facts": {"supplement": 1},
    }
    assert "disclosure:req-us-supp" in rules(asked(loaded, **said))
    assert rules(asked(loaded, **{**said, "facts": {"size": "30"}})) == []


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"market": "XX"}, "There is no market XX. There are: "),
        ({"channel": "corner"}, "There is no channel corner. There are: "),
    ],
)
def test_where_nothing_is_sold_is_told(loaded: Tools, values: Any, problem: str) -> None:  # noqa: ANN401
    with pytest.raises(InputError) as caught:
        asked(loaded, **values)
    assert str(caught.value).startswith(problem)

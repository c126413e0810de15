"""Questions around a price as JSON objects."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from localizer.errors import InputError
from localizer.price.policy_requests import answer_policy, is_policy

EXAMPLES = json.loads(
    (Path(__file__).resolve().parents[2] / "data" / "price-examples.json").read_text("utf-8")
)["policy_cases"]


@pytest.mark.parametrize("case", EXAMPLES, ids=[case["id"] for case in EXAMPLES])
def test_public_example(case: dict[str, object]) -> None:
    assert is_policy(case)
    assert answer_policy(case) == case["expect"]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            {"today": "2026-11-21", "rate_date": "2026-09-29"},
            {"status": "error", "code": "RATE_TOO_OLD", "age_days": 53},
        ),
        (
            {"today": "2026-11-21", "rate_date": "2026-09-29", "confirmed": True},
            {"status": "ok", "warnings": ["STALE_RATE"], "age_days": 53},
        ),
        (
            {"today": "2026-11-21", "rate_date": "2026-11-23"},
            {"status": "ok", "warnings": ["RATE_DATE_IN_FUTURE"], "age_days": -2},
        ),
        (
            {"kind": "unit", "price": "4.95", "amount": "5", "unit": "g", "cur": "EUR"},
            {"unit_price": None},
        ),
        (
            {"kind": "strike", "market": "US", "price": "12.95", "seller_was": "19.95"},
            {"strike": "19.95", "percent": "-35%", "warning": "SELLER_MUST_PROVE_FORMER_PRICE"},
        ),
        (
            {"kind": "strike", "market": "DE", "price": "12.95", "lowest_30d": None},
            {"strike": None, "warning": "NO_30_DAY_HISTORY"},
        ),
    ],
)
def test_answer(question: dict[str, object], answer: dict[str, object]) -> None:
    assert answer_policy(question) == answer


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ({"kind": "weather"}, "kind"),
        ({"rate_date": "2026-13-01", "today": "2026-11-21"}, "rate_date"),
        ({"rate_date": "2026-11-01"}, "today"),
        ({"rate_date": "2026-11-01", "today": "2026-11-21", "warn_days": "7"}, "warn_days"),
        ({"kind": "unit", "price": "x", "amount": "5", "unit": "g", "cur": "EUR"}, "price"),
    ],
)
def test_malformed_questions_name_the_field(question: dict[str, object], field: str) -> None:
    with pytest.raises(InputError, match=field):
        answer_policy(question)


def test_a_price_request_is_no_policy_question() -> None:
    assert not is_policy({"market": "ID", "currency": "IDR"})

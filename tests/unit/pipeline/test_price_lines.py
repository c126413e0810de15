"""Price requests line by line: every line has its answer, and a bad one spoils no other."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.pipeline.price_lines import (
    BAD_REQUEST,
    answer_lines,
    ending_tables,
    write_answer,
)
from localizer.price.requests import MAX_LINE

EXAMPLES = json.loads(
    (Path(__file__).resolve().parents[2] / "data" / "price-examples.json").read_text("utf-8")
)
TABLES = ending_tables()
GOOD = json.dumps(EXAMPLES["cases"][0]["request"]).encode()
ANSWER = EXAMPLES["cases"][0]["answer"]


def answers(data: bytes) -> list[dict[str, Any]]:
    return list(answer_lines(io.BytesIO(data), TABLES))


def test_the_public_examples_one_line_each() -> None:
    asked = [case["request"] for case in EXAMPLES["cases"]]
    expected = [case["answer"] for case in EXAMPLES["cases"]]
    for case in EXAMPLES["policy_cases"]:
        asked.append({name: value for name, value in case.items() if name != "expect"})
        expected.append(case["expect"])
    assert answers("\n".join(json.dumps(one) for one in asked).encode()) == expected
    assert len(expected) == 21


def test_all_named_tables_of_the_examples_are_known() -> None:
    assert set(EXAMPLES["endings"]) <= set(TABLES)


@pytest.mark.parametrize(
    "bad",
    [
        b"nope", b"[1]", b"{}", b"null", b'{"kind": "x"}', b"\xff\xfe", b"{" * 5000, b'{"a": NaN}',
        b'{"market": "ID", "currency": "IDR", "cost": {"amount": "1", "currency": "CNY"}, "more": 1}',
        b"1" * (MAX_LINE + 1), b"1" * (9 * MAX_LINE), GOOD.replace(b'"ID"', b'"XX"', 2),
        GOOD.replace(b'"28.50"', b'"1e999999999999"'), GOOD.replace(b'"28.50"', b'"' + b"9" * 90_000 + b'"'),
    ],
)  # fmt: skip
def test_a_bad_line_is_answered_and_the_others_go_on(bad: bytes) -> None:
    first, second, third = answers(GOOD + b"\r\n" + bad + b"\n" + GOOD)
    assert first == third == ANSWER
    assert (second["status"], second["code"], second["line"]) == ("error", BAD_REQUEST, 2)
    assert second["message"]


def test_marks_and_blank_lines_are_passed_over() -> None:
    assert answers(b"\xef\xbb\xbf" + GOOD + b"\n\n  \r\n" + GOOD + b"\n") == [ANSWER, ANSWER]
    assert answers(b"") == []


def test_an_answer_is_one_line() -> None:
    (answer,) = answers(b'{"a": "\\u2028\\n"}')
    assert "\n" not in write_answer(answer)


@given(st.lists(st.binary(max_size=40).map(lambda data: data.replace(b"\n", b"")), max_size=4))
def test_nothing_is_a_crash(lines: list[bytes]) -> None:
    found = answers(b"\n".join(lines))
    assert len(found) == sum(
        bool(line.removeprefix(b"\xef\xbb\xbf" if not n else b"").strip())
        for n, line in enumerate(lines)
    )

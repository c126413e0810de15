"""Cutting JSON into records, and numbers that keep their digits."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localizer.intake import json_text
from localizer.intake.json_text import BrokenJsonError, exact, longest_list, whole


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("39.90", "39.90"),
        ("1e3", "1000"),
        ("1.5E-3", "0.0015"),
        ("1e999999999", "1e999999999"),
        ("0.10000000000000000001", "0.10000000000000000001"),
    ],
)
def test_numbers_keep_their_digits(number: str, text: str) -> None:
    assert exact(number) == text
    assert whole(f"[{number}]") == [text]


@pytest.mark.parametrize(
    ("document", "records"),
    [
        ('[{"a":1}, 2, {"a":3}]', ['{"a":1}', '{"a":3}']),
        ('{"products":[{"a":1}]}', ['{"a":1}']),
        ('{"meta":{"x":1},"data":{"items":[{"a":1},{"a":2}]},"tags":[{"t":1}]}', ['{"a":1}', '{"a":2}']),
        ('{"whatever":[{"a":1}]}', ['{"a":1}']),
        ('{"a":{"strange":[{"a":1}]}}', []),
        ('{"a":[1,2]}', []),
        ("[]", []),
        ('"text"', []),
    ],
)  # fmt: skip
def test_the_longest_list_of_objects_is_cut_out(document: str, records: list[str]) -> None:
    assert [bytes(piece).decode() for piece in longest_list(document.encode())] == records


def test_a_large_document_is_searched_under_usual_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_text, "MAX_WHOLE_BYTES", 10)
    (piece,) = longest_list(b'{"strange":[{"a":1}],"goods":[{"b":2}]}')
    assert bytes(piece) == b'{"b":2}'


@pytest.mark.parametrize(
    ("document", "line"), [("[1,\n2,,]", 2), ('{"a":\n\n', 3), ("[1] x", 1), ("[" + "9" * 9999 + "]", 1)]
)  # fmt: skip
def test_the_line_of_the_damage_is_told(document: str, line: int) -> None:
    with pytest.raises(BrokenJsonError) as caught:
        whole(document.encode())
    assert caught.value.line == line


def test_endless_brackets_end() -> None:
    with pytest.raises(RecursionError):
        longest_list(b"[" * 1_000_000)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
    max_leaves=4,
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.dictionaries(st.text(), _VALUES, max_size=3), max_size=3))
def test_pieces_are_the_records(records: list[dict[str, Any]]) -> None:
    document = json.dumps(records).encode()
    assert [whole(bytes(piece)) for piece in longest_list(document)] == records

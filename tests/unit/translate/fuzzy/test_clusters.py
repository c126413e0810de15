from __future__ import annotations

import unicodedata

import pytest

from localizer.translate.fuzzy.clusters import clusters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("红色", ["红", "色"]),
        ("น้ำเงิน", ["น้ำ", "เ", "งิ", "น"]),
        (unicodedata.normalize("NFD", "ồ a"), [unicodedata.normalize("NFD", "ồ"), " ", "a"]),
        ("👩‍👩‍👧x", ["👩‍👩‍👧", "x"]),
        ("👍🏽!", ["👍🏽", "!"]),
        ("🇹🇭🇻🇳", ["🇹🇭", "🇻🇳"]),
        ("❤️", ["❤️"]),
        ("a\r\nb\n\nc", ["a", "\r\n", "b", "\n", "\n", "c"]),
        ("\u0301a", ["\u0301", "a"]),
        ("a\u200db", ["a\u200d", "b"]),
    ],
)
def test_what_reads_as_one_character_stays_together(text: str, expected: list[str]) -> None:
    assert clusters(text) == expected

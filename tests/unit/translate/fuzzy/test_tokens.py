from __future__ import annotations

import time

import pytest

from localizer.translate.fuzzy.tokens import Kind, tokens


def told(text: str, *, spaced_groups: bool = False) -> list[str]:
    return [
        f"<{one.text}>" if one.kind is Kind.CODE else f"{one.text}|{one.unit}"
        for one in tokens(text, spaced_groups=spaced_groups)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("220V 50 Hz", ["220|V", "50|Hz"]),
        ("220-V-Netzteil", ["220|V"]),
        ("500毫升", ["500|"]),
        ("๒๒๐ โวลต์", ["๒๒๐|"]),
        ("220โวลต์", ["220|"]),
        ("A2634，DR-0217", ["<A2634>", "<DR-0217>"]),
        ("USB3.0 5G IP67 Pro2", ["<USB3.0>", "<5G>", "<IP67>", "<Pro2>"]),
        ("10×20×30厘米", ["10|", "20|", "30|"]),
        ("10 x 20 cm", ["10|", "20|cm"]),
        ("10x20cm", ["10|", "20|cm"]),
        ("12-24个月", ["12|", "24|"]),
        ("-20~60℃", ["-20|", "60|℃"]),
        ("1,000.5 kg", ["1,000.5|kg"]),
        ("2 in 1", ["2|", "1|"]),
        ("220vôn", ["<220vôn>"]),
        ("3 500 W", ["3|", "500|W"]),
        ("三件装", []),
        ("½", []),
    ],
)
def test_numbers_with_symbols_and_codes(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_a_locale_may_write_thousands_with_a_space() -> None:
    assert told("3 500 W, 12 34", spaced_groups=True) == ["3 500|W", "12|", "34|"]


def test_a_token_says_where_it_stands() -> None:
    text = "电源 220 V，黑"
    (one,) = tokens(text)
    assert text[one.start : one.end] == "220"
    assert text[one.start : one.whole] == "220 V"


@pytest.mark.parametrize("piece", ["1-", "a-", "1.", "1,", "a1_", "1x", "-", "1 ", "9"])
def test_a_hostile_text_is_read_in_little_time(piece: str) -> None:
    text = piece * 50_000
    start = time.process_time()
    tokens(text)
    tokens(text, spaced_groups=True)
    assert time.process_time() - start < 5

"""Texts spelled to slip past are read as what they stand for, and every character keeps its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.check.claims import whole
from localizer.check.readings import LONGEST, hidden, seen


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("c.u.r.e acne", "cure acne"),
        ("ｃｕｒｅ acne", "cure acne"),
        ("cur3 acn3", "cure acne"),
        ("сurе acne", "cure acne"),
        ("cuuuure acne", "cure acne"),
        ("cu🔥re acne", "cure acne"),
        ("wh.ats.app", "whatsapp"),
        ("wh@ts4pp", "whatsapp"),
        ("全 网 最 低", "全网最低"),
        ("全·网·最·低", "全网最低"),
        ("เเอดไลน์", "แอดไลน์"),
        ("รักษ๊า", "รักษา"),
        ("ขๅว", "ขาว"),
        ("๙๙๐", "990"),
        ("tr.ị m.ụ.n", "trị mụn"),
        ("N0.1", "No.1"),
        ("1️⃣", "1"),
    ],
)
def test_what_is_hidden_is_read(written: str, read: str) -> None:
    readings = [seen(written), *hidden(written, (), stripped=False)]
    assert read.casefold() in [one.text.casefold() for one in readings]


def test_what_is_spelled_as_it_is_has_one_reading() -> None:
    plain = "This mug holds 350 ml."
    assert seen(plain).text == plain
    assert list(hidden(plain, (), stripped=False)) == []


def test_characters_of_a_language_stand_for_others() -> None:
    (reading,) = hidden("加薇信", (("薇", "微"),), stripped=False)
    assert reading.text == "加微信"
    assert reading.span(0, 3) == (0, 3)


def test_only_what_is_typed_without_diacritics_is_read_without_them() -> None:
    masked = [one for one in hidden("tri mun cho bạn", (), stripped=True) if one.masked]
    assert masked[0].text.startswith("tri mun cho b")
    assert masked[0].text[13] not in "aạ"
    assert masked[0].around == "tri mun cho bạn"


def test_places_are_those_of_the_given_text() -> None:
    text = "x c.u.r.e y"
    (reading, *_others) = hidden(text, (), stripped=False)
    start = reading.text.index("cure")
    assert text[slice(*reading.span(start, start + 4))].startswith("c.u.r.e")


def test_no_hidden_spelling_is_looked_for_in_what_no_field_holds() -> None:
    assert list(hidden("c.u.r.e " * LONGEST, (), stripped=True)) == []


@given(st.text(max_size=200))
def test_every_span_lies_in_the_text(text: str) -> None:
    for reading in (seen(text), *hidden(text, (("薇", "微"),), stripped=True)):
        length = len(reading.text)
        for start, end in ((0, length), (length // 2, length), (length, length)):
            begin, stop = reading.span(start, end)
            assert 0 <= begin <= stop <= len(text)


@pytest.mark.parametrize(
    ("text", "span", "widened"),
    [
        ("e\u0301x", (0, 1), (0, 2)),
        ("e\u0301x", (1, 3), (0, 3)),
        ("👩\u200d🔬 x", (0, 1), (0, 3)),
        ("กี่", (0, 1), (0, 3)),
        ("abc", (1, 2), (1, 2)),
    ],
)
def test_a_span_cuts_no_character(
    text: str, span: tuple[int, int], widened: tuple[int, int]
) -> None:
    assert whole(text, *span) == widened

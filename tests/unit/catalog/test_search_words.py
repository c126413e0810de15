"""How texts become words of the index, and what a typed text asks for."""

from __future__ import annotations

import sqlite3
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from localizer.catalog import search_words as words

#: Letters whose runs are searched as substrings.
UNSPACED = "连衣裙红色防水กขคงาิีุู่้เแスカがラຂໄកខ្ក်ကာ"
UNSPACED_TEXT = st.text(alphabet=UNSPACED, min_size=1, max_size=6)
PIECE = st.one_of(
    UNSPACED_TEXT,
    st.text(alphabet="abcdefáồđÉß019", min_size=1, max_size=6),
    st.sampled_from([" ", "-", "，", "/", "\n", "_", "%", "ำ", "\u200b", "👗", "ＡＢ"]),
)
TEXT = st.lists(PIECE, max_size=14).map("".join)


def found(text: str, typed: str) -> bool:
    return words.matches(text, words.asked(typed))


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("法式连衣裙", "连衣裙"),
        ("法式连衣裙", "衣"),
        ("法式连衣裙", "式连"),
        ("รองเท้าวิ่งน้ำหนักเบา", "เท้า"),
        ("รองเท้าวิ่งน้ำหนักเบา", "น้ำ"),
        ("ទឹកក្រូច", "ក្រូច"),
        ("ワンピース", "ピース"),
        ("ﾜﾝﾋﾟｰｽ", "ワンピース"),
        ("여성원피스", "원피스"),
        ("áo đầm", "ao dam"),
        ("Áo Đầm", "áo đầm"),
        ("STRASSE", "straße"),
        ("İstanbul", "istanbul"),
        ("dress", "dr"),
        ("SKU12-AB/9", "sku12-ab"),
        ("SKU12-AB/9", "ab"),
        ("SKU12-AB/9", "12"),
        ("SKU12-AB/9", "AB/9"),
        ("a red dress", "dress re"),
        ("USB充电宝", "usb充电"),
        ("Ｔ恤 １００％", "t恤 100"),
        ("soft\u00adhyphen", "softhyphen"),
        ("साड़ी", "साड़ी"),
    ],
)
def test_a_person_finds_it(text: str, typed: str) -> None:
    assert found(text, typed)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("红，色", "红色"),
        ("红\n色", "红色"),
        ("size\n40", "size-40"),
        ("dress", "es"),
        ("dress", "ressy"),
        ("a big dress", "bi dres dressy"),
        ("42", "4 2"),
        ("4 42", "44"),
    ],
)
def test_a_person_does_not_find_it(text: str, typed: str) -> None:
    assert not found(text, typed)


@pytest.mark.parametrize("typed", ["", "   ", '"', "%", "👗 👠", "-- *", "\u200b", "\ud800", "\0"])
def test_signs_alone_ask_for_nothing(typed: str) -> None:
    assert words.asked(typed) == ()


def test_only_the_beginning_of_endless_typing_counts() -> None:
    phrases = words.asked("字" * 10_000)
    assert len(phrases[0].words.split()) == words.TYPED_CHARACTERS - 1


@given(TEXT, UNSPACED_TEXT)
@example("Éุก", "ุก")  # taken apart, the accent would stand between the two
def test_an_unspaced_text_is_found_exactly_where_it_stands(text: str, typed: str) -> None:
    apart = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in apart if c != "\u200b" and not "\u0300" <= c <= "\u036f")
    assert found(text, typed) == (unicodedata.normalize("NFKD", typed) in plain)


@given(st.lists(st.text(alphabet="abcáđ", min_size=1, max_size=5), min_size=1, max_size=8))
def test_words_are_found_whole_and_by_their_beginning(texts: list[str]) -> None:
    text = " ".join(texts)
    for one in texts:
        assert found(text, one)
        assert found(text, one[:2])
        assert found(text, words.fold(one).upper())
    assert not found(text, f"{texts[0]}abcabc")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Thermos-Flasche 500ml", {"thermos", "flasche"}),
        ("GTIN 4006381333931", {"gtin", "4006381333931"}),
        ("保温杯 a_thermos", {"thermos"}),
        ("保温杯 an ใหม่มาก", set()),
    ],
)
def test_words_with_an_inside_are_kept_each_once(text: str, kept: set[str]) -> None:
    assert words.long_words([words.indexed(text), words.indexed(text)]) == kept


@given(TEXT, TEXT)
def test_the_index_and_the_comparison_agree(text: str, typed: str) -> None:
    phrases = words.asked(typed)
    if not phrases:
        return
    index = sqlite3.connect(":memory:")
    index.execute(
        "CREATE VIRTUAL TABLE f USING fts5(w, content = '', columnsize = 0, tokenize = 'ascii')"
    )
    index.execute("INSERT INTO f(rowid, w) VALUES(1, ?)", (words.indexed(text),))
    query = "SELECT count(*) FROM f WHERE f MATCH ?"
    known = words.long_words([words.indexed(text)])
    inside = {
        one: [
            word
            for word in known
            if (word.endswith(one.head) if one.tail else one.head in word[1:])
        ]
        for one in phrases
        if one.is_inner
    }
    (hits,) = index.execute(query, (words.match_expression(phrases, inside),)).fetchone()
    index.close()
    assert bool(hits) == words.matches(text, phrases)


@given(TEXT)
def test_every_text_is_found_by_itself(text: str) -> None:
    for line in text.split("\n"):
        phrases = words.asked(line)
        assert not phrases or words.matches(text, phrases)

"""Subtitles: rows that fit, cues that stand long enough, and their times as players read them."""

from __future__ import annotations

import itertools

import pytest

from localizer.export.show.cues import Cue, balanced, columns_of, cut, rows_of
from localizer.export.show.sheet import Said
from localizer.export.show.subtitles import srt_page, vtt_page
from localizer.model.text_width import width
from localizer.script.thai import breaks


def test_rows_end_at_spaces() -> None:
    text = "Man will nur kurz was nachbestellen und stellt fest: Genau das gibt's so nicht mehr."
    rows = rows_of(text, 42)
    assert " ".join(rows) == text
    assert all(width(row) <= 42 for row in rows)


def test_rows_are_alike_in_length() -> None:
    text = "Man will nur kurz was nachbestellen und stellt fest: Genau das gibt's so nicht mehr."
    assert len(balanced(text, 42)) == len(rows_of(text, 42))
    assert min(map(width, balanced(text, 42))) > 20


def test_chinese_breaks_between_characters_but_not_before_a_comma() -> None:
    rows = rows_of("別人推薦的都說好，輪到自己要選，腦袋一片空白。", 16)
    assert "".join(rows) == "別人推薦的都說好，輪到自己要選，腦袋一片空白。"
    assert len(rows) > 2
    assert all(width(row) <= 18 and row[0] not in "，。" for row in rows)


def test_thai_breaks_between_words() -> None:
    text = "ทำความสะอาดด้วยมือแล้วจะให้กดไซส์ไหนล่ะคะ"
    rows = rows_of(text, 12, breaks)
    assert "".join(rows) == text
    assert all(width(row) <= 12 for row in rows)
    assert not any(row[0] in "ะาำิีึืุู็่้๊๋์ๆ" for row in rows)


def test_a_word_longer_than_a_row_is_cut() -> None:
    rows = rows_of("x" * 100, 42)
    assert [len(row) for row in rows] == [42, 42, 16]


def test_a_long_line_becomes_cues_that_share_its_time() -> None:
    text = " ".join(["Wort"] * 40)
    cues = cut([Said(10.0, 30.0, text)], columns_of("de-DE"))
    assert len(cues) > 2
    assert cues[0].start == 10.0
    assert cues[-1].end == pytest.approx(30.0)
    assert all(
        before.end == pytest.approx(after.start) for before, after in itertools.pairwise(cues)
    )
    assert all(len(cue.rows) <= 2 for cue in cues)


def test_lines_that_come_too_fast_are_put_off() -> None:
    cues = cut([Said(0.0, 0.1, "eins"), Said(0.1, 0.2, "zwei"), Said(5.0, 6.0, "drei")], 42)
    assert [(cue.start, cue.end) for cue in cues] == [(0.0, 0.7), (0.7, 1.4), (5.0, 6.0)]


def test_lines_without_a_word_are_no_cues() -> None:
    assert cut([Said(0.0, 1.0, "  ")], 42) == ()


def test_srt() -> None:
    cues = (Cue(0.0, 1.25, ("a < b", "{c}")), Cue(3661.0, 3662.0, ("d",)))
    assert srt_page(cues) == (
        "1\n00:00:00,000 --> 00:00:01,250\na ‹ b\n(c)\n\n2\n01:01:01,000 --> 01:01:02,000\nd\n"
    )


def test_vtt() -> None:
    cues = (Cue(0.0, 1.25, ("a --> <b> & c",)),)
    assert vtt_page(cues) == (
        "WEBVTT\n\n1\n00:00:00.000 --> 00:00:01.250\na --&gt; &lt;b&gt; &amp; c\n"
    )
    assert vtt_page(()) == "WEBVTT\n"

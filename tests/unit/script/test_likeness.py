"""Runs of four words, in languages with and without spaces."""

from __future__ import annotations

import pytest

from localizer.model.script import Beat, Lane, Script, ScriptLine
from localizer.script.likeness import mean_overlap, overlap, runs, words


def script(*texts: str, locale: str = "en-US") -> Script:
    lines = tuple(ScriptLine(Beat.DEMO, Lane.HOST, text) for text in texts)
    return Script(locale, "warm", 1.0, "word", 155, (), lines)


@pytest.mark.parametrize(
    ("text", "locale", "count"),
    [
        ("It's {price}, today only.", "en-US", 4),
        ("這款 USB 風扇{price}元", "zh-Hant-TW", 7),
        ("ถนน ขนม", "th-TH", 4),
    ],
)
def test_words_are_counted_as_they_are_heard(text: str, locale: str, count: int) -> None:
    assert len(words(text, locale)) == count


def test_runs_stay_inside_a_line() -> None:
    assert len(runs(script("one two three four five"))) == 2
    assert len(runs(script("one two three", "four five six"))) == 0


def test_overlap_is_the_share_of_the_shorter() -> None:
    long, short = script("a b c d e f g h"), script("a b c d x y z w")
    assert overlap(runs(long), runs(short)) == pytest.approx(1 / 5)
    assert overlap(runs(long), runs(script("a"))) == 0
    assert mean_overlap([long, long, script("p q r s")]) == pytest.approx(1 / 3)
    assert mean_overlap([long]) == 0

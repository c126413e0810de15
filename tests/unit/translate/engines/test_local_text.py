from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.translate.engines.local_text import joined, parts_of, shorter


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("红色。蓝色！绿色", ["红色。", "蓝色！", "绿色"]),
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Version 2.5 of it", ["Version 2.5 of it"]),
        ("a\nb\r\n\r\nc", ["a", "b", "c"]),
        ("用⟦0⟧洗⟦ 12 ⟧", ["用", "洗"]),
        ("⟦0⟧⟦1⟧", []),
        ("12 / 34", []),
        ("", []),
        ("A...B", ["A...B"]),
    ],
)
def test_what_is_translated_of_a_text(text: str, words: list[str]) -> None:
    assert [part.text for part in parts_of(text) if part.words] == words


@given(st.text(alphabet="ab红。.!? \n\t⟦0⟧1,，", max_size=60))
def test_the_parts_are_the_text(text: str) -> None:
    parts = parts_of(text)
    assert "".join(part.before + part.text + part.after for part in parts) == text
    # Nothing of a placeholder comes to a model.
    assert not any("⟦0⟧" in part.text for part in parts if part.words)


@given(st.text(alphabet="ab红,，; :、。1", max_size=60))
def test_the_pieces_of_a_long_sentence_are_the_sentence(sentence: str) -> None:
    pieces = shorter(sentence)
    assert "".join(part.before + part.text + part.after for part in pieces) == sentence


def test_a_long_sentence_is_cut_at_its_pauses() -> None:
    assert [part.text for part in shorter("红色，蓝色、绿色; 1,5")] == [
        "红色，",
        "蓝色、",
        "绿色;",
        "1,5",
    ]


@pytest.mark.parametrize(
    ("text", "translated", "target", "whole"),
    [
        ("红色。蓝色", ["Red.", "Blue"], "en-US", "Red. Blue"),
        ("红色。蓝色", ["สีแดง", "สีน้ำเงิน"], "th-TH", "สีแดงสีน้ำเงิน"),
        ("用⟦0⟧洗", ["Wash in", "water"], "en-US", "Wash in ⟦0⟧ water"),
        ("用⟦0⟧洗", ["ซัก", "น้ำ"], "th-TH", "ซัก⟦0⟧น้ำ"),
        ("用⟦0⟧，洗", ["Use", ", wash"], "de-DE", "Use ⟦0⟧, wash"),
        ("⟦0⟧⟦1⟧", [], "de-DE", "⟦0⟧ ⟦1⟧"),
        ("a  ⟦0⟧\n b", ["x", "y"], "de-DE", "x  ⟦0⟧\n y"),
        ("(a) b", ["(x) y"], "de-DE", "(x) y"),
    ],
)
def test_put_together(text: str, translated: list[str], target: str, whole: str) -> None:
    assert joined(parts_of(text), translated, target) == whole

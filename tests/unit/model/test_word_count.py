"""Words are counted alike wherever work is measured."""

from __future__ import annotations

import pytest

from localizer.model.word_count import count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" \n\t,。!", 0),
        ("two words", 2),
        ("Don't", 2),
        ("Größe 38–40", 3),
        ("cafe\u0301 noir", 2),
        ("保温杯", 3),
        ("500 ml 保温杯", 5),
        ("300D牛津布", 4),
        ("ステンレス", 5),
        ("コーヒー", 2),
        ("人々の服", 3),
        ("스테인리스 컵", 2),
        ("แก้ว", 1),
        ("แก้วน้ำ", 2),
        ("แก้วน้ำ 500 มล.", 4),
        ("áo dài", 2),
        ("платье летнее", 2),
        ("𠮷野家", 3),
    ],
)
def test_words_are_counted_by_what_a_script_calls_one(text: str, words: int) -> None:
    assert count_words(text) == words


def test_a_longer_text_has_no_fewer_words() -> None:
    text = "ชุดเดรสลายดอกไม้ 连衣裙 summer dress ワンピース"
    counts = [count_words(text[:end]) for end in range(len(text) + 1)]
    assert counts == sorted(counts)

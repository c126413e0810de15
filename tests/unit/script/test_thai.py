from __future__ import annotations

import csv
import re
import time
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localizer.script.thai import breaks, split, syllables
from localizer.script.thai_words import LONGEST, WORDS

_DATA: Final = Path(__file__).parents[2] / "data" / "script" / "thai_syllables.csv"
_LETTERS: Final = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]")
_SOUND: Final = re.compile("[\u0e01-\u0e2e]")
THAI: Final = st.text(st.characters(min_codepoint=0x0E00, max_codepoint=0x0E5B), max_size=40)
LIKELY: Final = st.text("กขคงชตนบปพมยรลวสหอเแโไาีุ้่ะั็์ๆฯ ๑A1", max_size=60)


def rows(kind: str) -> list[dict[str, str]]:
    """Read the texts of ``kind`` with the syllables they are spoken in."""
    with _DATA.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["kind"] == kind]


def test_the_truth_is_what_is_spoken() -> None:
    for row in rows("word") + rows("line"):
        assert len(re.split("[- ]+", row["spoken"])) == int(row["syllables"]), row["text"]
    assert (len(rows("word")) >= 300, len(rows("line")) >= 60) == (True, True)


def test_words_have_the_syllables_they_are_spoken_in() -> None:
    words = rows("word")
    wrong = [row["text"] for row in words if syllables(row["text"]) != int(row["syllables"])]
    assert len(wrong) <= 0.03 * len(words), wrong


def test_lines_have_the_syllables_they_are_spoken_in() -> None:
    pairs = [(syllables(row["text"]), int(row["syllables"]), row["text"]) for row in rows("line")]
    assert [text for got, true, text in pairs if abs(got - true) > max(1, 0.05 * true)] == []
    spoken = sum(true for _got, true, _text in pairs)
    assert sum(got for got, _true, _text in pairs) == pytest.approx(spoken, rel=0.015)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("ขนม", ("ข", "นม")),
        ("มีขนาด", ("มี", "ข", "นาด")),
        ("แสดง", ("แส", "ดง")),
        ("ว่าตกลง", ("ว่า", "ตก", "ลง")),
        ("สุขภาพ", ("สุ", "ข", "ภาพ")),
        ("ขออ่าน", ("ข" + "อ", "อ่าน")),
        ("สบาย ๆ", ("ส", "บาย", "ๆ")),
        ("กรุงเทพฯ", ("กรุง", "เทพฯ")),
        ("จันทร์", ("จันทร์",)),
        ("นํ้า", ("นํ้า",)),  # nikhahit and sara aa, as some keyboards write it
        ("เเม่", ("เเม่",)),  # two sara e for one sara ae
        ("มากกก", ("มากกก",)),
        ("ค่าาา", ("ค่าาา",)),
        ("ไซซ์ M 3.5 TOKEN ค่ะ", ("ไซซ์", "M", "3.5", "TOKEN", "ค่ะ")),
        ("", ()),
    ],
)
def test_a_text_comes_apart_into_syllables(text: str, pieces: tuple[str, ...]) -> None:
    assert split(text) == pieces


@pytest.mark.parametrize(
    "word",
    ["บาท", "ภาพ", "เทพ", "รูป", "เขต", "พิเศษ", "กระดาษ", "อากาศ", "เลข", "รถ", "กิจ", "โชค", "พุธ"],
)
@pytest.mark.parametrize("behind", ["นี้", "มา", "ไหม", "เลย", "ละ", "ว่า", "หนึ่ง", "ลด", "วัน", "ใหม่"])
def test_a_word_ends_before_the_next(word: str, behind: str) -> None:
    assert syllables(word + behind) == syllables(word) + 1


@pytest.mark.parametrize("before", ["มี", "ดู", "มา", "ราคา", "ที่", "ใส่", "กับ", "แบบ", "คือ"])
@pytest.mark.parametrize(
    "word", ["ขนาด", "สบาย", "สนุก", "ตลอด", "ถนน", "ชนิด", "ผนัง", "สกรู", "ฉลุ", "เฉพาะ", "แสดง"]
)
def test_a_word_begins_after_an_open_vowel(before: str, word: str) -> None:
    assert syllables(before + word) == syllables(before) + 2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("สบาย ๆ", 4),  # the whole word is said again
        ("จริงๆ", 2),
        ("เต็ม ๆ ๆ", 3),
        ("ๆ", 0),
        ("ฯลฯ", 3),
        ("cotton 3.5 ๓", 0),
        ("ก", 1),
        ("เ้", 0),
        ("ฤๅษี", 2),
        ("น้ำหอม 50 ml", 2),
    ],
)
def test_what_is_no_plain_word_counts_too(text: str, count: int) -> None:
    assert syllables(text) == count


def test_the_table_is_of_words_the_rules_can_meet() -> None:
    assert max(map(len, WORDS)) == LONGEST
    for word, pieces in WORDS.items():
        assert "".join(pieces) == word
        assert all(_SOUND.search(piece) or piece == "ฤ" for piece in pieces), word
        assert syllables(word) == len(pieces), word


@given(text=st.text() | THAI | LIKELY)
def test_any_text_comes_apart_and_joins_back(text: str) -> None:
    pieces = split(text)
    assert _LETTERS.findall("".join(pieces)) == _LETTERS.findall(text)
    assert all(pieces)
    assert 0 <= syllables(text) <= 3 * len(text)


@given(text=LIKELY)
def test_a_text_has_as_many_syllables_as_its_parts(text: str) -> None:
    plain = text.replace("ๆ", "").replace("ฯ", "")
    assert syllables(plain) == sum(syllables(part) for part in plain.split())


def test_a_line_counted_before_is_counted_at_once() -> None:
    lines = [row["text"] for row in rows("line")]
    for line in lines:
        syllables(line)
    best = min(_timed(lines) for _round in range(5))
    assert best / len(lines) < 30e-6


def _timed(lines: list[str]) -> float:
    """Return the seconds it takes to count ``lines`` once."""
    start = time.perf_counter()
    for line in lines:
        syllables(line)
    return time.perf_counter() - start


def test_a_row_ends_between_words_or_syllables_and_before_no_sign() -> None:
    assert breaks("ทำความสะอาดบ่อยๆนะคะ") == ("ทำ", "ความ", "สะ", "อาด", "บ่อยๆ", "นะ", "คะ")
    assert breaks("ขนาด500มล.") == ("ขนาด", "500", "มล.")


@settings(max_examples=40)
@given(THAI | LIKELY)
def test_the_parts_of_a_row_are_the_text(text: str) -> None:
    assert "".join(breaks(text)) == text

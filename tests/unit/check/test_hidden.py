"""What nobody sees, what is broken, what was read in a wrong encoding."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from localizer.check.context import TextContext
from localizer.check.hidden import BrokenCharacters, HiddenCharacters, Misread

Make = Callable[..., TextContext]


@pytest.mark.parametrize(
    ("text", "locale", "spots"),
    [
        ("a\x07b", "de-DE", ["\x07"]),
        ("a\x85b", "de-DE", ["\x85"]),
        ("a\nb\tc\r\n", "de-DE", []),
        ("a\u202eb\u2069", "de-DE", ["\u202e", "\u2069"]),
        ("a\u200fb", "he-IL", []),
        ("Hand\u00adcreme", "de-DE", ["\u00ad"]),
        ("Hand\u200dcreme", "de-DE", ["\u200d"]),
        ("👩\u200d💻 Laptop", "de-DE", []),
        ("❤\ufe0f\u200d🔥", "de-DE", []),
        ("น้ำ\u200bร้อน", "th-TH", []),
        ("می\u200cخواهم", "fa-IR", []),
        ("Ärmel", "de-DE", []),
        ("", "de-DE", []),
    ],
)
def test_hidden_characters(text: str, locale: str, spots: list[str], context: Make) -> None:
    found = HiddenCharacters().check(context(text, locale=locale))
    assert [text[one.start : one.end] for one in found] == spots
    assert all(one.fix == "" for one in found)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Gr\ufffdße", "U+FFFD"),
        ("a\ud800b", "U+D800"),
        ("a\ue123", "U+E123"),
        ("a\U000f1234", "U+F1234"),
        ("a\uffff", "U+FFFF"),
        ("Größe 🔥", None),
    ],
)
def test_broken_characters(text: str, code: str | None, context: Make) -> None:
    found = BrokenCharacters().check(context(text))
    assert [dict(one.args)["code"] for one in found] == ([] if code is None else [code])
    assert all(one.fix is None for one in found)


@pytest.mark.parametrize(
    ("text", "locale", "right"),
    [
        ("GrÃ¶ÃŸe", "de-DE", ["öß"]),
        ("cafÃ©", "fr-FR", ["é"]),
        ("å¥½çš„", "zh-Hans-SG", ["好的"]),
        ("à¸™à¹‰à¸³", "th-TH", ["น้ำ"]),
        ("nÆ°á»›c", "vi-VN", ["ướ"]),
        ("Itâ€™s", "en-US", ["’"]),
        ("12Â\u00a0cm", "de-DE", ["\u00a0"]),
        ("ðŸ”¥", "en-US", ["🔥"]),
        ("Größe", "de-DE", []),
        ("« voilà\u00a0»", "fr-FR", []),
        ("café…”", "es-ES", []),
        ("MANHÃ”", "pt-BR", []),
        ("Âge, Às, ÉTÉ", "fr-FR", []),
        ("cà phê Đà Lạt", "vi-VN", []),
    ],
)
def test_misread(text: str, locale: str, right: list[str], context: Make) -> None:
    found = Misread().check(context(text, locale=locale))
    assert [one.fix for one in found] == right


@pytest.mark.parametrize(
    "text", ["Größe", "保温杯", "ที่รองแก้ว", "Cốc giữ nhiệt", "«\u202foui\u202f»"]
)
def test_what_is_misread_is_mended(text: str, context: Make) -> None:
    wrong = text.encode().decode("latin-1")
    for one in reversed(Misread().check(context(wrong))):
        wrong = wrong[: one.start] + (one.fix or "") + wrong[one.end :]
    assert wrong == text

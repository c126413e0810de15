from __future__ import annotations

import pytest

from localizer.model.term import Casing
from localizer.translate.casing import apply_case, title_case
from localizer.translate.composed import Piece

SMALL = frozenset({"and", "for"})


@pytest.mark.parametrize(
    ("text", "cased"),
    [
        ("V-neck", "V-Neck"),
        ("women's clothing", "Women's Clothing"),
        ("304 stainless steel", "304 Stainless Steel"),
        ("USB-C", "USB-C"),
        ("for men and women", "For Men and Women"),
        ("đầm dự tiệc", "Đầm Dự Tiệc"),
        ("เสื้อยืด", "เสื้อยืด"),
        ("", ""),
    ],
)
def test_title_case(text: str, cased: str) -> None:
    assert title_case(text, SMALL) == cased


@pytest.mark.parametrize(
    ("casing", "text"),
    [
        (Casing.TITLE, "acme Dress for Women"),
        (Casing.SENTENCE, "acme dress for women"),
        (Casing.NONE, "acme dress for women"),
    ],
)
def test_fixed_pieces_keep_their_case(casing: Casing, text: str) -> None:
    pieces = [
        Piece("acme"),
        Piece(" "),
        Piece("dress", fixed=False),
        Piece(" "),
        Piece("for women", fixed=False),
    ]
    assert "".join(piece.text for piece in apply_case(pieces, casing, SMALL)) == text


def test_a_sentence_begins_with_a_capital() -> None:
    assert apply_case([Piece("robe", fixed=False)], Casing.SENTENCE, SMALL)[0].text == "Robe"

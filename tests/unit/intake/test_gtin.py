"""Barcodes with right and wrong check digits."""

from __future__ import annotations

import pytest

from localizer.intake.gtin import parse_gtin
from localizer.intake.issues import CellError


@pytest.mark.parametrize(
    ("text", "gtin"),
    [
        ("6901234567892", "6901234567892"),
        ("'6901234567892", "6901234567892"),
        ("690-1234 567892", "6901234567892"),
        ("036000291452", "036000291452"),
        ("36000291452", "036000291452"),
        ("96385074", "96385074"),
        ("10614141000415", "10614141000415"),
    ],
)
def test_good_barcodes(text: str, gtin: str) -> None:
    assert parse_gtin(text) == gtin


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("6901234567890", "check digit"),
        ("96385075", "check digit"),
        ("test-barcode-1", "is no barcode"),
        ("6.90123E+12", "is no barcode"),
        ("123", "is no barcode"),
        ("６９０１２３４５６７８９２", "is no barcode"),
    ],
)
def test_bad_barcodes_say_why(text: str, reason: str) -> None:
    with pytest.raises(CellError, match=reason):
        parse_gtin(text)

"""Barcodes with right and wrong check digits."""

from __future__ import annotations

import pytest

from localizer.intake.gtin import looks_shortened, parse_gtin
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
        ("6.901234567892E+12", "6901234567892"),
        ("6.901234567892E12", "6901234567892"),
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
        ("6.90123E+12", "Excel shortened the barcode to 6.90123E[+]12"),
        ("6,90123e+12", "Excel shortened"),
        ("7E+12", "Excel shortened"),
        ("6.901234567890E+12", "check digit"),
        ("12E10", "is no barcode"),
        ("123", "is no barcode"),
        ("６９０１２３４５６７８９２", "is no barcode"),
    ],
)
def test_bad_barcodes_say_why(text: str, reason: str) -> None:
    with pytest.raises(CellError, match=reason):
        parse_gtin(text)


@pytest.mark.parametrize(
    ("text", "shortened"),
    [
        ("6.90123E+12", True),
        (" '1.23e+12 ", True),
        ("1,23E+12", True),
        ("6.9E12", True),
        ("1E+05", True),
        ("6.901234567892E+12", False),
        ("12E10", False),
        ("1E5", False),
        ("ABC-1E+12", False),
        ("6901234567892", False),
        ("", False),
    ],
)
def test_codes_cut_by_a_spreadsheet(text: str, shortened: bool) -> None:  # noqa: FBT001
    assert looks_shortened(text) is shortened

"""The next and the previous allowed price."""

from __future__ import annotations

from decimal import Decimal

import pytest

from localizer.model.price import EndingBand
from localizer.price.endings import next_ending, no_endings, previous_ending


def band(start: str, end: str | None, step: str, *endings: str) -> EndingBand:
    return EndingBand(
        Decimal(start),
        None if end is None else Decimal(end),
        Decimal(step),
        tuple(Decimal(one) for one in endings),
    )


TAIWAN = (band("0", "1000", "10", "9"), band("1000", None, "100", "80", "90"))
GERMANY = (band("0", "5", "0.10", "0.09"), band("5", None, "1", "0.95", "0.99"))
BRITAIN = (band("0", None, "1", "0.99"),)
GAP = (band("0", "10", "10", "9"), band("20", "30", "10", "5"))
FREE = no_endings("USD")


@pytest.mark.parametrize(
    ("bands", "price", "expected"),
    [
        (TAIWAN, "0", "9"),
        (TAIWAN, "9", "9"),
        (TAIWAN, "9.01", "19"),
        (TAIWAN, "999", "999"),
        (TAIWAN, "999.5", "1080"),
        (TAIWAN, "1080.01", "1090"),
        (TAIWAN, "1091", "1180"),
        (GERMANY, "4.991", "5.95"),
        (GERMANY, "5.96", "5.99"),
        (BRITAIN, "9.99", "9.99"),
        (BRITAIN, "9.99000000000000000001", "10.99"),
        (FREE, "0", "0.01"),
        (FREE, "0.011", "0.02"),
        (FREE, "12.34", "12.34"),
        (GAP, "9.5", "25"),
    ],
)
def test_next(bands: tuple[EndingBand, ...], price: str, expected: str) -> None:
    assert next_ending(bands, Decimal(price)) == Decimal(expected)


@pytest.mark.parametrize(
    ("bands", "price", "strict", "expected"),
    [
        (TAIWAN, "1079", False, "999"),
        (TAIWAN, "1080", False, "1080"),
        (TAIWAN, "1080", True, "999"),
        (TAIWAN, "1000", False, "999"),
        (TAIWAN, "9", False, "9"),
        (GERMANY, "5.50", False, "4.99"),
        (GERMANY, "100", False, "99.99"),
        (BRITAIN, "10.98", False, "9.99"),
        (BRITAIN, "9.99", True, "8.99"),
        (FREE, "0.019", False, "0.01"),
        (GAP, "24", False, "9"),
        (GAP, "1000", False, "25"),
    ],
)
def test_previous(bands: tuple[EndingBand, ...], price: str, strict: object, expected: str) -> None:
    assert previous_ending(bands, Decimal(price), strict=bool(strict)) == Decimal(expected)


def test_there_is_no_price_past_the_last_band() -> None:
    assert next_ending(GAP, Decimal("25.01")) is None


@pytest.mark.parametrize(("bands", "price"), [(TAIWAN, "8.99"), (FREE, "0.009"), (BRITAIN, "0")])
def test_there_is_no_price_below_the_first_ending(
    bands: tuple[EndingBand, ...], price: str
) -> None:
    assert previous_ending(bands, Decimal(price)) is None


@pytest.mark.parametrize(("currency", "step"), [("IDR", "1"), ("USD", "0.01"), ("KWD", "0.001")])
def test_no_endings_allows_every_selling_step(currency: str, step: str) -> None:
    assert no_endings(currency)[0].step == Decimal(step)


@pytest.mark.parametrize(
    ("step", "endings"), [("0", ["0"]), ("10", []), ("10", ["10"]), ("10", ["-1"])]
)
def test_malformed_bands_are_refused(step: str, endings: list[str]) -> None:
    with pytest.raises(ValueError, match="ending"):
        band("0", None, step, *endings)

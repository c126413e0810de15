"""Price rules in words: fees, tiers, endings, spans of time, places."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest

from localizer import i18n
from localizer.model.price import EndingBand, EndingMode
from localizer.model.price_rule import PriceRule, RuleKind, RulePlace
from localizer.packs.bundle import load_packs
from localizer.pipeline.repricing import MoveReason
from localizer.ui.actions import asks, ending_words
from localizer.ui.actions import price_words as words

D = Decimal
TABLES = {"LUCKY8": (EndingBand(D(0), None, D(100), (D(88),)),)}


def pairs(kind: RuleKind, value: object, currency: str = "IDR", locale: str = "id-ID") -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return words.on_one_line(words.value_pairs(kind, text, TABLES, currency, locale))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        (RuleKind.TAX, "0.07", "7 %"),
        (RuleKind.TAX, "0.2048192771084337349397590361", "20.4819 %"),
        (RuleKind.MARGIN, "-0.05", "-5 %"),
        (RuleKind.TAX_MODE, "inclusive", "contains the tax"),
        (RuleKind.ENDING_MODE, "nearest", "the nearest one"),
        (RuleKind.FAMILY, "yes", "yes"),
        (RuleKind.CAP, "299000", "Rp299.000"),
        (RuleKind.FEES, [], "none"),
        (
            RuleKind.FEES,
            [{"name": "commission", "pct": "0.08"}, {"name": "order", "fixed": "1250"}],
            "commission: 8 %; order: Rp1.250",
        ),
        (
            RuleKind.FEES,
            [{"name": "dynamic", "pct": "0.06", "cap": "40000", "min": "1", "basis": "net"}],
            "dynamic commission: 6 % · at least Rp1 · at most Rp40.000 · of the price without tax",
        ),
        (
            RuleKind.FEES,
            [
                {
                    "name": "shelf_fee",
                    "mode": "slab",
                    "tiers": [["0", "80", "0.2", "4"], ["80", None, "0.14"]],
                }
            ],
            (
                "shelf_fee: the tier of the price, for all of it; below Rp80: 20 % + Rp4; "
                "from Rp80: 14 %"
            ),
        ),
        (RuleKind.ENDINGS, "LUCKY8", "as LUCKY8; …88"),
        (
            RuleKind.ENDINGS,
            [["0", "1000", "10", ["9"]], ["1000", None, "10000", ["9000"]]],
            "below Rp1.000: …9; from Rp1.000: …9.000",
        ),
        (
            RuleKind.SHIPPING,
            {"currency": "CNY", "piece": "5", "kg": "40"},
            "5 CNY a piece and 40 CNY a kilogram",
        ),
        (RuleKind.SHIPPING, {"currency": "CNY", "kg": "40"}, "40 CNY a kilogram"),
        (RuleKind.TAX, "what a newer program wrote", "what a newer program wrote"),
    ],
)
def test_a_value_in_words(kind: RuleKind, value: object, told: str) -> None:
    assert plain(pairs(kind, value)) == told


@pytest.mark.parametrize(
    ("step", "endings", "told"),
    [
        ("1", ["0.99", "0.95"], "x.95, x.99"),
        ("0.10", ["0.09"], "x.x9"),
        ("10", ["9.5"], "…9.50"),
        ("100", ["5"], "…05"),
        ("50", ["49"], "…49, …99"),
        ("7", ["1"], "every 7, plus 1"),
        ("0.01", ["0"], "every price"),
    ],
)
def test_endings_of_a_band(step: str, endings: list[str], told: str) -> None:
    band = EndingBand(D(0), None, D(step), tuple(map(D, endings)))
    assert ending_words.band_words(band, "EUR", "en-GB") == told


def test_endings_are_written_as_the_language_does() -> None:
    i18n.activate("vi")
    band = EndingBand(D(0), None, D(10000), (D(9000),))
    assert ending_words.band_words(band, "VND", "vi-VN") == "…9.000"


@pytest.mark.parametrize(
    ("mode", "expected"),
    [(EndingMode.UP, "19"), (EndingMode.NEAREST, "9"), (EndingMode.DOWN, "9")],
)
def test_examples_follow_the_mode(mode: EndingMode, expected: str) -> None:
    bands = (EndingBand(D(0), None, D(10), (D(9),)),)
    found = ending_words.examples(bands, mode, D(1))
    assert len(found) == 10
    assert found[0] == (D("11.20"), D(expected))


def test_no_ending_shows_as_none() -> None:
    bands = (EndingBand(D(0), D(20), D(10), (D(9),)),)
    assert ending_words.examples(bands, EndingMode.UP, D(1))[-1][1] is None


def test_amounts_keep_all_digits_and_have_those_they_are_sold_with() -> None:
    assert plain(words.amount(D("0.3"), "USD", "en-US")) == "$0.30"
    assert plain(words.amount(D("0.305"), "USD", "en-US")) == "0.305 $"
    assert plain(words.amount(D("3.00"), "USD", "en-US")) == "$3.00"


def test_every_fee_of_the_packs_has_a_word_and_an_unknown_one_stays() -> None:
    names = {
        rule.name
        for one in load_packs().channels.values()
        for fee in one.fees
        for rule in fee.rules
    }
    assert names <= set(words.FEES)
    assert words.fee_name("shelf_fee") == "shelf_fee"
    assert words.fee_code(" Dynamic  commission ") == "dynamic"
    assert words.fee_code("my fee") == "my fee"
    assert asks.part_name("fee_cross_border") == "fee: cross-border"


def test_every_confidence_of_the_packs_has_words() -> None:
    packs = load_packs()
    found = {fee.confidence for one in packs.channels.values() for fee in one.fees}
    found |= {one.tax.confidence for one in packs.markets.values()}
    assert found <= set(words.CONFIDENCES)


def test_nothing_lacks_a_word() -> None:
    assert set(words.KINDS) == set(words.MEANINGS) == set(RuleKind)
    assert set(words.MOVE_REASONS) == set(MoveReason)


def test_where_a_rule_holds() -> None:
    place = RulePlace("TH", "shopee", "apparel", 3)
    told = words.where(place, {"shopee": "Shopee"}, {3: "spring"}, str)
    assert told == "Thailand · Shopee · Apparel · spring"
    assert words.where(RulePlace(variant_id=7), {}, {}, "SKU {}".format) == (
        "All markets · All channels · SKU 7"
    )


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (None, None, ""),
        (dt.date(2026, 1, 1), None, "from Jan 1, 2026 on"),
        (None, dt.date(2026, 1, 1), "until Jan 1, 2026"),
        (dt.date(2026, 1, 1), dt.date(2026, 2, 1), "from Jan 1, 2026 to Feb 1, 2026"),
    ],
)
def test_how_long_a_rule_holds(first: dt.date | None, last: dt.date | None, told: str) -> None:
    rule = PriceRule(
        RuleKind.TAX, RulePlace("TH"), "0.07", "law", "2026-11-21", "range", first, last
    )
    assert words.lasting(rule) == told
    origin = "law · checked Nov 21, 2026 · our pick inside a range"
    assert words.origin(rule) == " · ".join(part for part in (origin, told) if part)

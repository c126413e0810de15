"""Which rule counts where, and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from localizer.model.price import EndingMode, TaxMode
from localizer.model.price_rule import PriceRule, RuleKind, RulePlace
from localizer.packs.channels import load_channels
from localizer.packs.markets import load_markets
from localizer.price.rulebook import RuleBook

D = Decimal
MARKETS, CHANNELS = load_markets(), load_channels()
DAY = dt.date(2026, 11, 22)
HERE = RulePlace("TH", "shopee", "home", 1, 7)


def rule(kind: RuleKind, value: str, number: int, **place: object) -> PriceRule:
    """Return a rule at a place."""
    where = RulePlace(**place)  # type: ignore[arg-type]
    return PriceRule(kind, where, value, "a test", "2026-11-22", id=number)


def book(*rules: PriceRule, day: dt.date = DAY) -> RuleBook:
    """Return a book of ``rules`` over the packs."""
    return RuleBook(MARKETS, CHANNELS, rules, today=lambda _market: day)


def test_without_own_rules_the_packs_count() -> None:
    terms = book().terms(HERE)
    market = MARKETS["TH"]
    assert (terms.tax, terms.tax_mode) == (market.effective_tax, TaxMode.INCLUSIVE)
    assert terms.fees == CHANNELS["shopee"].fee_rules("TH")
    assert (terms.bands, terms.ending_mode) == (market.bands, EndingMode.UP)
    assert (terms.floor_margin, terms.max_price, terms.shipping) == (None, None, None)
    assert not terms.family


PLACES: tuple[dict[str, object], ...] = (
    {},
    {"market": "TH"},
    {"channel": "shopee"},
    {"channel": "shopee", "market": "TH"},
    {"category": "home"},
    {"category": "home", "channel": "shopee", "market": "TH"},
    {"catalog_id": 1},
    {"catalog_id": 1, "market": "TH"},
    {"variant_id": 7},
    {"variant_id": 7, "market": "TH"},
)


def test_the_nearest_rule_counts() -> None:
    rules = [
        rule(RuleKind.MARGIN, f"0.{place + 10}", place + 1, **where)
        for place, where in enumerate(PLACES)
    ]
    for known in range(1, len(rules) + 1):
        for order in (rules[:known], rules[:known][::-1]):
            assert book(*order).terms(HERE).target_margin == D(f"0.{known + 9}")


OTHERS: tuple[dict[str, object], ...] = (
    {"market": "DE"},
    {"channel": "lazada"},
    {"category": "baby"},
    {"catalog_id": 2},
    {"variant_id": 8},
)


@pytest.mark.parametrize("other", OTHERS)
def test_rules_of_other_places_do_not_count(other: dict[str, object]) -> None:
    found = book(rule(RuleKind.FLOOR, "0.1", 1, **other))
    assert found.terms(HERE).floor_margin is None


def test_a_rule_counts_from_its_first_to_its_last_day() -> None:
    old = replace(rule(RuleKind.TAX, "0.08", 1, market="VN"), valid_to=dt.date(2026, 12, 31))
    new = replace(rule(RuleKind.TAX, "0.10", 2, market="VN"), valid_from=dt.date(2027, 1, 1))
    here = RulePlace("VN", "shopee")
    days = {
        dt.date(2026, 12, 31): D("0.08"),
        dt.date(2027, 1, 1): D("0.10"),
        dt.date(2028, 1, 1): D("0.10"),
    }
    for day, tax in days.items():
        assert book(new, old, day=day).terms(here).tax == tax
    assert book(old, day=dt.date(2027, 1, 1)).terms(here).tax == MARKETS["VN"].effective_tax


def test_of_two_in_force_that_of_the_later_first_day_counts() -> None:
    always = rule(RuleKind.MARGIN, "0.3", 9, market="TH")
    lately = replace(rule(RuleKind.MARGIN, "0.2", 1, market="TH"), valid_from=dt.date(2026, 11, 1))
    assert book(always, lately).terms(HERE).target_margin == D("0.2")


def test_goods_without_own_rules_share_their_terms() -> None:
    found = book(rule(RuleKind.CAP, "99", 1, variant_id=7, market="TH"))
    others = [replace(HERE, variant_id=number) for number in (8, 9)]
    assert found.terms(others[0]) is found.terms(others[1])
    assert found.terms(HERE).max_price == D(99)
    assert found.terms(others[0]).max_price is None


@pytest.mark.parametrize("kind", RuleKind)
def test_every_default_says_where_it_comes_from(kind: RuleKind) -> None:
    unsaid = {RuleKind.FLOOR, RuleKind.CAP, RuleKind.SHIPPING, RuleKind.LOCAL_COST}
    for market in MARKETS.values():
        for channel in market.channels:
            default = book().default(kind, RulePlace(market.code, channel))
            if kind in unsaid:
                assert default is None
                continue
            assert default is not None
            known = kind is not RuleKind.FEES or default.confidence != "none"
            assert bool(default.source) == known
            assert default.value


def test_the_fee_of_a_category_is_its_own() -> None:
    found = book()
    assert found.by_category("DE", "amazon")
    assert not found.by_category("TH", "shopee")
    clothing = found.terms(RulePlace("DE", "amazon", "apparel")).fees
    assert clothing != found.terms(RulePlace("DE", "amazon")).fees
    fees = rule(RuleKind.FEES, "[]", 1, market="DE", channel="amazon", category="apparel")
    own = book(fees)
    assert own.terms(RulePlace("DE", "amazon", "apparel")).fees == ()
    counting = own.counting(RuleKind.FEES, RulePlace("DE", "amazon", "apparel"))
    assert counting is not None
    assert counting.source == "a test"

"""Rules people set and prices made anew: what moves, what stays, and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from localizer import pipeline
from localizer.catalog import launches, preferences, price_bases, prices, products, steps
from localizer.catalog.prices import StoredPrice
from localizer.errors import InputError
from localizer.jobs import Cancelled, Progress
from localizer.model.launch import Target
from localizer.model.money import Money
from localizer.model.price import Flag, Rate, Refusal
from localizer.model.price_rule import RuleKind, RulePlace
from localizer.pipeline.price_rules import Said, all_rules, rule_history
from localizer.pipeline.repricing import MoveReason
from localizer.pipeline.stage_rules import price_rules
from localizer.pipeline.tools import Tools
from localizer.price.moves import Decisions
from localizer.price.stage import reprice
from localizer.store.database import Store

D = Decimal
GOODS = (
    "货号,SKU编码,商品标题,尺码,成本价(元),重量(g)\n"
    "A,A-S,纯棉T恤,S,610,200\nA,A-M,纯棉T恤,M,640,250\nA,A-L,纯棉T恤,L,690,\nB,B-1,水杯,,1500,500\n"
)
US = RulePlace("US", "amazon")
FEE = '[{"name": "commission", "pct": "0.25"}]'


@pytest.fixture(scope="module")
def goods() -> str:
    """Return the file of four SKUs whose prices the tests begin with."""
    return GOODS


def stored(store: Store, market: str = "US") -> dict[str, StoredPrice]:
    """Return the prices of a market by SKU."""
    found: dict[str, StoredPrice] = {}
    for number in products.product_ids(store.read()):
        variants = products.load(store.read(), number).variants
        several = prices.of_product(store.read(), number, market, "amazon").values()
        found |= {one.sku: price for one, price in zip(variants, several, strict=True)}
    return found


def amounts(store: Store, market: str = "US") -> dict[str, Decimal | None]:
    """Return the amounts of a market by SKU."""
    return {sku: price.amount for sku, price in stored(store, market).items()}


def variant(store: Store, sku: str) -> int:
    """Return the id of a SKU."""
    ((number, _product),) = price_bases.variants_of_sku(store.read(), sku)
    return number


def moved(tools: Tools, share: str) -> Tools:
    """Return tools with a dollar rate that is ``share`` times the bundled one."""
    rate = tools.rates.rate("CNY", "USD")
    assert rate is not None
    entered = Rate("CNY", "USD", rate.value * D(share), dt.date(2026, 11, 1), "moved")
    return replace(tools, rates=tools.rates.with_manual(entered))


def test_a_fee_reprices_only_what_depends_on_it(priced: Store, tools: Tools) -> None:
    before, elsewhere = stored(priced), stored(priced, "DE")
    changes = pipeline.set_rule(priced, tools, RuleKind.FEES, US, FEE, said=Said("a letter"))
    assert changes.rows["price"] == 4
    after = stored(priced)
    for sku, price in after.items():
        old = before[sku].amount
        assert price.amount is not None
        assert old is not None
        assert price.amount > old
        assert price.request["fees"] != before[sku].request["fees"]
        assert "fee_commission" in str(price.answer["breakdown"])
    assert stored(priced, "DE") == elsewhere
    (rule,) = all_rules(priced.read())
    assert rule.source == "a letter"
    pipeline.undo(priced, tools)
    assert stored(priced) == before
    assert all_rules(priced.read()) == ()


def test_taking_a_rule_back_brings_the_old_prices(priced: Store, tools: Tools) -> None:
    before = amounts(priced)
    pipeline.set_rule(priced, tools, RuleKind.MARGIN, RulePlace("US"), "35%")
    assert amounts(priced) != before
    (rule,) = all_rules(priced.read())
    pipeline.withdraw_rule(priced, tools, rule.id)
    assert amounts(priced) == before
    assert len(rule_history(priced.read(), RuleKind.MARGIN, RulePlace("US"))) == 1
    with pytest.raises(InputError):
        pipeline.withdraw_rule(priced, tools, rule.id)


def test_a_floor_and_a_cap_of_one_sku(priced: Store, tools: Tools) -> None:
    before = amounts(priced)
    here = replace(US, variant_id=variant(priced, "B-1"))
    assert before["B-1"] is not None
    cap = before["B-1"] - 20
    pipeline.set_rule(priced, tools, RuleKind.CAP, here, f"{cap}")
    price = stored(priced)["B-1"]
    assert price.amount is not None
    assert price.amount <= cap
    assert Flag.TARGET_MARGIN_MISSED_BY_CAP in price.warnings
    pipeline.set_rule(priced, tools, RuleKind.FLOOR, here, "20%")
    assert stored(priced)["B-1"].code == Refusal.CAP_BELOW_FLOOR
    assert {sku: amount for sku, amount in amounts(priced).items() if sku != "B-1"} == {
        sku: amount for sku, amount in before.items() if sku != "B-1"
    }


def test_one_price_for_all_sizes(priced: Store, tools: Tools) -> None:
    before = amounts(priced)
    assert len({before[sku] for sku in ("A-S", "A-M", "A-L")}) == 3
    pipeline.set_rule(priced, tools, RuleKind.FAMILY, RulePlace("US"), "yes")
    after = stored(priced)
    assert {after[sku].amount for sku in ("A-S", "A-M", "A-L")} == {before["A-L"]}
    assert after["B-1"].amount == before["B-1"]
    assert after["A-S"].margin > after["A-L"].margin  # type: ignore[operator]
    with priced.step("Dearer") as step:
        step.write("UPDATE variant SET cost = '900' WHERE sku = 'A-L'")
    pipeline.apply_prices(priced, tools)
    again = stored(priced)
    assert len({again[sku].amount for sku in ("A-S", "A-M", "A-L")}) == 1
    assert again["A-S"].amount > after["A-S"].amount  # type: ignore[operator]


def test_freight_by_weight(priced: Store, tools: Tools) -> None:
    before = stored(priced)
    with priced.step("No weight") as step:
        step.write("UPDATE variant SET weight_g = NULL WHERE sku = 'A-L'")
    value = '{"currency": "CNY", "piece": "2", "kg": "40"}'
    pipeline.set_rule(priced, tools, RuleKind.SHIPPING, RulePlace(), value)
    after = stored(priced)
    assert after["A-S"].request["shipping"] == {"amount": "10", "currency": "CNY"}
    assert after["B-1"].request["shipping"] == {"amount": "22", "currency": "CNY"}
    assert after["B-1"].amount > before["B-1"].amount  # type: ignore[operator]
    assert (after["A-L"].amount, after["A-L"].code) == (None, Refusal.MISSING_WEIGHT)


def test_a_fixed_price_needs_no_freight(priced: Store, tools: Tools) -> None:
    with priced.step("No weight") as step:
        step.write("UPDATE variant SET weight_g = NULL WHERE sku = 'A-L'")
    pipeline.set_rule(priced, tools, RuleKind.SHIPPING, RulePlace(), '{"currency":"CNY","kg":"40"}')
    number = variant(priced, "A-L")
    assert stored(priced)["A-L"].basis == "cost-plus"
    pipeline.fix_price(priced, tools, number, "US", "amazon", Money.of("199", "USD"))
    price = stored(priced)["A-L"]
    assert (price.amount, price.margin) == (D(199), None)
    assert price.warnings == (Flag.FREIGHT_UNKNOWN,)


def test_a_third_currency_of_the_freight_is_a_rate_too(priced: Store, tools: Tools) -> None:
    value = '{"currency": "USD", "piece": "3"}'
    pipeline.set_rule(priced, tools, RuleKind.SHIPPING, RulePlace("DE"), value)
    before = amounts(priced, "DE")
    pipeline.apply_prices(priced, moved(tools, "1.005"))
    assert amounts(priced, "DE") == before


def test_what_is_stopped_is_taken_back_whole(priced: Store, tools: Tools) -> None:
    before = stored(priced)

    class Impatient(Progress):
        def step(self, done: int, total: int) -> None:
            if done == total:
                raise Cancelled

    with pytest.raises(Cancelled):
        pipeline.set_rule(
            priced, tools, RuleKind.MARGIN, RulePlace("US"), "40%", progress=Impatient()
        )
    assert stored(priced) == before
    assert all_rules(priced.read()) == ()


def test_undo_knows_whose_prices_were_made(priced: Store, tools: Tools) -> None:
    with priced.step("Price again") as step:
        step.write("DELETE FROM price WHERE market = 'US'")
    one = products.product_ids(priced.read())[0]
    reprice(
        priced, price_rules(priced.read(), tools), [Target("US", "amazon", "en-US")], only=[one]
    )
    newest = priced.read().value("SELECT max(id) FROM step")
    assert steps.touched_products(priced.read(), newest) == (one,)
    priced.undo()
    assert steps.touched_products(priced.read(), newest) == (one,)


def test_freight_in_a_third_currency_is_converted(priced: Store, tools: Tools) -> None:
    value = '{"currency": "EUR", "piece": "3"}'
    pipeline.set_rule(priced, tools, RuleKind.SHIPPING, RulePlace("US"), value)
    rate = tools.rates.rate("EUR", "CNY")
    assert rate is not None
    asked = stored(priced)["B-1"].request["shipping"]
    assert isinstance(asked, dict)
    assert asked["currency"] == "CNY"
    assert abs(D(str(asked["amount"])) - 3 * rate.value) < D("1e-20")


def test_a_small_move_of_the_rate_alone_leaves_prices(priced: Store, tools: Tools) -> None:
    before = stored(priced)
    little = moved(tools, "1.01")
    planned = pipeline.plan_prices(priced, little)
    assert {one.market for one in planned} == {"US"}
    assert all(one.reasons == {MoveReason.RATE} for one in planned)
    assert amounts(priced) == {sku: price.amount for sku, price in before.items()}
    pipeline.apply_prices(priced, little)
    after = stored(priced)
    for sku, price in after.items():
        assert price.amount == before[sku].amount
        assert price.margin < before[sku].margin  # type: ignore[operator]
        assert price.request["fx"] != before[sku].request["fx"]
    kept = [one for one in planned if one.kept]
    assert kept
    assert {after["B-1"].answer.get("suggested")} - {None} == {
        f"{one.after}" for one in kept if one.variant_id == variant(priced, "B-1")
    }
    again = pipeline.plan_prices(priced, little)
    assert {one.variant_id for one in again} == {one.variant_id for one in kept}
    assert all(one.kept and not one.by_person and not one.reasons for one in again)
    assert not pipeline.apply_prices(priced, little)


def test_small_moves_add_up_until_the_band_is_left(priced: Store, tools: Tools) -> None:
    before = amounts(priced)
    for step in ("1.01", "1.02", "1.03", "1.06"):
        pipeline.apply_prices(priced, moved(tools, step))
    after = amounts(priced)
    assert all(after[sku] > old for sku, old in before.items() if old)  # type: ignore[operator]


def test_a_rule_moves_prices_inside_the_band_too(priced: Store, tools: Tools) -> None:
    before = amounts(priced)
    margin = tools.packs.markets["US"].target_margin + D("0.01")
    pipeline.set_rule(priced, tools, RuleKind.MARGIN, RulePlace("US"), f"{margin}")
    assert amounts(priced) != before


def test_a_price_that_would_break_its_floor_does_not_stay(priced: Store, tools: Tools) -> None:
    floor = tools.packs.markets["US"].target_margin
    pipeline.set_rule(priced, tools, RuleKind.FLOOR, RulePlace("US"), f"{floor}")
    before = amounts(priced)
    pipeline.apply_prices(priced, moved(tools, "1.019"))
    for sku, price in stored(priced).items():
        assert Flag.BELOW_FLOOR_MARGIN not in price.warnings
        assert price.amount is not None
        assert price.amount >= before[sku]  # type: ignore[operator]


def test_a_person_decides_about_single_prices(priced: Store, tools: Tools) -> None:
    before = amounts(priced)
    key = (variant(priced, "B-1"), "US", "amazon")
    much = moved(tools, "1.30")
    pipeline.apply_prices(priced, much, Decisions(keep={key}))
    after = stored(priced)
    assert after["B-1"].amount == before["B-1"]
    assert after["B-1"].answer["suggested"] != f"{before['B-1']}"
    assert after["A-S"].amount > before["A-S"]  # type: ignore[operator]
    near = moved(tools, "1.305")
    pipeline.apply_prices(priced, near)
    assert amounts(priced)["B-1"] == before["B-1"], "a small move is no reason to ask again"
    planned = {one.variant_id: one for one in pipeline.plan_prices(priced, near)}
    assert planned[key[0]].by_person
    far = moved(tools, "1.40")
    assert not {one.variant_id: one for one in pipeline.plan_prices(priced, far)}[key[0]].kept
    pipeline.apply_prices(priced, near, Decisions(take={key}))
    assert amounts(priced)["B-1"] == planned[key[0]].after
    assert prices.stored(priced.read(), [key[0]], [key[1:]])[key].kept == ""


def test_a_narrower_band_releases_what_it_kept(priced: Store, tools: Tools) -> None:
    little = moved(tools, "1.01")
    pipeline.apply_prices(priced, little)
    wanted = {one.variant_id: one.after for one in pipeline.plan_prices(priced, little)}
    assert wanted
    released = pipeline.plan_prices(priced, little, dead_band=D(0))
    assert {one.variant_id: one.after for one in released if not one.kept} == wanted
    pipeline.apply_prices(priced, little, dead_band=D(0))
    assert set(wanted.values()) <= set(amounts(priced).values())


def test_a_family_stays_as_one_or_not_at_all(priced: Store, tools: Tools) -> None:
    little = moved(tools, "1.01")
    pipeline.apply_prices(priced, little)
    pipeline.set_rule(priced, little, RuleKind.FAMILY, RulePlace("US"), "yes")
    sizes = ("A-S", "A-M", "A-L")
    first = {amounts(priced)[sku] for sku in sizes}
    assert len(first) == 1
    pipeline.apply_prices(priced, moved(tools, "1.015"))
    assert {amounts(priced)[sku] for sku in sizes} == first
    with priced.step("A little dearer") as step:
        step.write("UPDATE variant SET cost = '700' WHERE sku = 'A-L'")
    pipeline.apply_prices(priced, moved(tools, "1.015"))
    assert len({amounts(priced)[sku] for sku in sizes}) == 1
    assert all(one.kept for one in pipeline.plan_prices(priced, moved(tools, "1.015")))


def test_without_a_band_every_move_counts(priced: Store, tools: Tools) -> None:
    little = moved(tools, "1.01")
    assert any(one.kept for one in pipeline.plan_prices(priced, little))
    planned = pipeline.plan_prices(priced, little, dead_band=D(0))
    assert planned
    assert not any(one.kept for one in planned)
    pipeline.apply_prices(priced, little, dead_band=D(0))
    assert preferences.share(priced.read(), preferences.DEAD_BAND, D(1)) == 0
    assert {one.after for one in planned} <= set(amounts(priced).values())
    for share in ("-0.01", "0.3", "NaN"):
        with pytest.raises(InputError):
            pipeline.plan_prices(priced, tools, dead_band=D(share))


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        (RuleKind.TAX, RulePlace()),
        (RuleKind.CAP, RulePlace(channel="amazon")),
        (RuleKind.MARGIN, RulePlace("XX")),
        (RuleKind.MARGIN, RulePlace(channel="market stall")),
        (RuleKind.MARGIN, RulePlace(category="weapons")),
    ],
)
def test_places_that_make_no_sense(
    priced: Store, tools: Tools, kind: RuleKind, place: RulePlace
) -> None:
    with pytest.raises(InputError):
        pipeline.set_rule(priced, tools, kind, place, "0.1")
    assert all_rules(priced.read()) == ()


def test_endings_of_another_currency_are_refused(priced: Store, tools: Tools) -> None:
    with pytest.raises(InputError, match="IDR"):
        pipeline.set_rule(priced, tools, RuleKind.ENDINGS, RulePlace("US"), "ID")
    pipeline.set_rule(priced, tools, RuleKind.ENDINGS, RulePlace("DE"), "FR")
    assert {str(amount)[-2:] for amount in amounts(priced, "DE").values()} == {"90"}


def test_what_is_set_today_goes_before_what_began_earlier(priced: Store, tools: Tools) -> None:
    early = Said(valid_from=dt.date(2026, 1, 1))
    pipeline.set_rule(priced, tools, RuleKind.MARGIN, RulePlace("US"), "30%", said=early)
    pipeline.set_rule(priced, tools, RuleKind.MARGIN, RulePlace("US"), "10%")
    assert stored(priced)["B-1"].request["target_margin"] == "0.1"


def test_a_rule_says_when_it_holds(priced: Store, tools: Tools) -> None:
    before = amounts(priced)
    later = Said(valid_from=dt.date(2027, 1, 1))
    pipeline.set_rule(priced, tools, RuleKind.MARGIN, RulePlace("US"), "40%", said=later)
    assert amounts(priced) == before
    lines = {one.kind: one for one in pipeline.scope_lines(priced.read(), tools, US)}
    margin = lines[RuleKind.MARGIN]
    assert margin.rule == margin.default
    over = Said(valid_from=dt.date(2027, 1, 2), valid_to=dt.date(2027, 1, 1))
    with pytest.raises(InputError):
        pipeline.set_rule(priced, tools, RuleKind.MARGIN, RulePlace("US"), "40%", said=over)
    thai = {
        one.kind: one
        for one in pipeline.scope_lines(priced.read(), tools, RulePlace("TH", "shopee"))
    }
    assert thai[RuleKind.TAX].expired, "the bundled tax of Thailand is law to 2026-09-30"


def test_prices_share_the_terms_they_have_in_common(priced: Store) -> None:
    assert priced.read().value("SELECT count(*) FROM price_terms") == 3, "US, DE clothing, DE"
    launch = launches.find(priced.read(), None)
    assert len(launch.targets) == 2
    bodies = priced.read().rows("SELECT request FROM price_body")
    assert all('"fees"' not in row["request"] for row in bodies)
    assert stored(priced)["A-S"].request["fees"]


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        (RuleKind.TAX, "150%", "150%"),
        (RuleKind.TAX, "19", "fraction"),
        (RuleKind.CAP, "199.0005", "199.00"),
        (RuleKind.CAP, "0.001", "0.01"),
        (RuleKind.SHIPPING, '{"currency": "XYZ", "piece": "5"}', "XYZ"),
    ],
)
def test_a_refused_value_leaves_no_trace(
    priced: Store, tools: Tools, kind: RuleKind, value: str, told: str
) -> None:
    before = stored(priced)
    with pytest.raises(InputError, match=told):
        pipeline.set_rule(priced, tools, kind, RulePlace("US"), value)
    assert all_rules(priced.read()) == ()
    assert stored(priced) == before


def test_a_typed_price_is_sold_as_it_is_typed(priced: Store, tools: Tools) -> None:
    number = variant(priced, "B-1")
    with pytest.raises(InputError, match=r"199\.01"):
        pipeline.fix_price(priced, tools, number, "US", "amazon", Money.of("199.005", "USD"))
    assert stored(priced)["B-1"].basis == "cost-plus"

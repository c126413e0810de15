"""Promotions: planned, told market by market, said and written at the right moment, noted after an export."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from localizer import pipeline
from localizer.catalog import launches, prices, products
from localizer.errors import InputError
from localizer.export.gate import GateCounts, GateResult, GateState
from localizer.export.record import TargetExport
from localizer.export.stage import ExportResult
from localizer.model.incoming import Answers
from localizer.model.launch import Launch, Target
from localizer.model.money import Money
from localizer.model.price import UnitPrice
from localizer.model.product import Fact, FactKind, Offer, PriceRecord, Product, Variant
from localizer.model.promotion import Asked, Rounding
from localizer.pipeline import tokens as deals
from localizer.pipeline.asked import explain
from localizer.pipeline.price_history import lowest, note_exported, schedule
from localizer.pipeline.promotions import (
    Phase,
    plan_promotion,
    planned,
    promotion_of,
    remove_promotion,
    try_promotion,
)
from localizer.pipeline.tools import Tools
from localizer.store.database import Store
from tests.support.asked import asked_now

NOW = dt.datetime(2026, 11, 22, 8, tzinfo=dt.UTC)
SHOW = dt.date(2026, 11, 28)
TARGETS = ["TH/shopee", "DE/amazon", "US/amazon", "US/shopify"]
THAI = Target("TH", "shopee", "th-TH")
GERMAN = Target("DE", "amazon", "de-DE")
AMERICAN = Target("US", "amazon", "en-US")
FRIDAY = dt.datetime.fromisoformat("2026-11-27")
MONDAY = dt.datetime.fromisoformat("2026-11-30")


@pytest.fixture(scope="module")
def tools(loaded: Tools) -> Tools:
    return replace(loaded, now=lambda: NOW)


def cream(**changes: Any) -> Product:  # noqa: ANN401 - any field of a product
    values = {
        "key": "HC-1",
        "title": "滋润保湿护手霜",
        "facts": (Fact("net_content", FactKind.QUANTITY, "50ml", Decimal(50), unit="milliliter"),),
        "variants": tuple(
            Variant(f"HC-1-{name}", f"HC-1-{name}", (("香味", text),), cost=Money.of("30", "CNY"))
            for name, text in (("R", "玫瑰"), ("W", "白茶"))
        ),
        **changes,
    }
    return Product(**values)


def launched(store: Store, tools: Tools, product: Product) -> tuple[Launch, int]:
    with store.step("Import") as step:
        number = products.ensure_catalog(step, "c", "zh-Hans")
        products.save_products(step, number, [product])
    launch = pipeline.create_launch(store, tools, "launch", TARGETS, SHOW)
    pipeline.draft(store, tools)
    return launch, launches.launch_products(store.read(), launch)[0]


def plan(store: Store, tools: Tools, percent: str = "0.10", **changes: Any) -> None:  # noqa: ANN401
    values = {"name": "Sale", "starts": FRIDAY, "ends": MONDAY, **changes}
    plan_promotion(store, tools, promotion_of(tools, percent=Decimal(percent), **values))


def regular(store: Store, product_id: int, target: Target) -> Decimal:
    stored = prices.of_product(store.read(), product_id, target.market, target.channel)
    (amount,) = {one.amount for one in stored.values()}
    assert amount is not None
    return amount


def asked(
    store: Store, tools: Tools, launch: Launch, product_id: int, target: Target
) -> list[Asked]:
    found = asked_now(store.read(), tools, launch, product_id, target)
    return list(found.values())


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), "ROUND_HALF_UP")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ends": FRIDAY}, "ends at 2026-11-27 00:00, not after it starts"),
        ({"percent": Decimal(0)}, "0 % off is no promotion"),
        ({"percent": Decimal(1)}, "100 % off is no promotion"),
        ({"name": "  "}, "a name"),
        ({"market": "XX"}, "no market XX"),
        ({"channel": "bazaar"}, "no channel bazaar"),
        ({"market": "DE", "channel": "shopee"}, "shopee does not sell in DE"),
        ({"percent": Decimal("0.002")}, "0.2 % off is less than 1 %. If you mean 20 %, write 20"),
        (
            {"starts": FRIDAY - dt.timedelta(days=20), "ends": FRIDAY - dt.timedelta(days=9)},
            "over everywhere: it ends at 2026-11-17 24:00",
        ),
        ({"ends": FRIDAY - dt.timedelta(hours=5)}, "ends at 2026-11-26 19:00"),
    ],
)
def test_what_is_wrong_is_told(tools: Tools, changes: dict[str, Any], sentence: str) -> None:
    values: dict[str, Any] = {
        "name": "Sale", "percent": Decimal("0.2"), "starts": FRIDAY, "ends": MONDAY,
    }  # fmt: skip
    with pytest.raises(InputError, match=sentence):
        promotion_of(tools, **{**values, **changes})


def test_where_it_stands_in_each_market(store: Store, tools: Tools) -> None:
    plan(store, tools)
    plan(store, tools, name="Bangkok", market="TH")
    with pytest.raises(InputError, match="already a promotion named “Sale”"):
        plan(store, tools)
    at = dt.datetime(2026, 11, 26, 18, tzinfo=dt.UTC)  # already Friday in Bangkok
    everywhere, bangkok = sorted(
        planned(store.read(), tools, at), key=lambda one: -len(one.windows)
    )
    phases = {one.market: one.phase for one in everywhere.windows}
    assert (phases["TH"], phases["DE"], phases["US"]) == (Phase.RUNNING, Phase.NEXT, Phase.NEXT)
    assert everywhere.phase is Phase.RUNNING
    assert [one.market for one in bangkok.windows] == ["TH"]
    later = planned(store.read(), tools, at + dt.timedelta(days=9))
    assert {one.phase for one in later} == {Phase.OVER}


def test_the_host_says_the_sale_price_on_its_own_channel_and_day(
    store: Store, tools: Tools
) -> None:
    launch, number = launched(store, tools, cream())
    before = regular(store, number, AMERICAN)
    plan(store, tools, market="US", channel="amazon")
    found = deals.deal(store.read(), tools, launch, number, AMERICAN)
    assert found.price == found.price_to == Money(cents(before * Decimal("0.9")), "USD")
    assert found.was == Money(before, "USD")
    assert found.kinds == {"discount"}
    for market, channel, locale in (("US", "shopify", "en-US"), ("TH", "shopee", "th-TH")):
        other = deals.deal(store.read(), tools, launch, number, Target(market, channel, locale))
        assert other.was is None
        assert not other.kinds
    assert regular(store, number, AMERICAN) == before
    late = replace(launch, date=MONDAY.date())
    assert not deals.deal(store.read(), tools, late, number, AMERICAN).kinds
    remove_promotion(store, tools, "Sale")
    assert deals.deal(store.read(), tools, launch, number, AMERICAN).was is None
    store.undo()
    assert deals.deal(store.read(), tools, launch, number, AMERICAN) == found


def test_the_lowest_of_offers_and_promotions_holds(store: Store, tools: Tools) -> None:
    zone = dt.timezone(dt.timedelta(hours=8))
    offer = Offer("discount", Decimal("0.12"), None, ends_at=dt.datetime(2027, 1, 1, tzinfo=zone))
    launch, number = launched(store, tools, cream(offers=(offer,)))
    before = regular(store, number, AMERICAN)
    plan(store, tools, "0.05")
    found = deals.deal(store.read(), tools, launch, number, AMERICAN)
    assert found.price == Money(cents(before * Decimal("0.88")), "USD")
    plan(store, tools, "0.15", name="More", ends=dt.datetime.fromisoformat("2026-11-28T23:30"))
    found = deals.deal(store.read(), tools, launch, number, AMERICAN)
    assert found.price == Money(cents(before * Decimal("0.85")), "USD")
    values = deals.written(found, tools, {}, number, AMERICAN)
    assert values["offer_end"] == "11:30\u202fPM"


def test_at_a_loss_the_regular_price_stays_unless_allowed(store: Store, tools: Tools) -> None:
    launch, number = launched(store, tools, cream())
    before = regular(store, number, AMERICAN)
    plan(store, tools, "0.60")
    found = deals.deal(store.read(), tools, launch, number, AMERICAN)
    assert (found.price, found.kinds) == (Money(before, "USD"), frozenset())
    stored = next(iter(prices.of_product(store.read(), number, "US", "amazon").values()))
    told = explain(store.read(), tools, stored, number, launch=launch)
    assert (told.sale, [one.reduction.name for one in told.refused]) == (None, ["Sale"])
    assert told.asked == Asked()
    remove_promotion(store, tools, "Sale")
    plan(store, tools, "0.60", below_floor=True)
    found = deals.deal(store.read(), tools, launch, number, AMERICAN)
    assert found.price == Money(cents(before * Decimal("0.4")), "USD")
    told = explain(store.read(), tools, stored, number, launch=launch)
    assert told.sale is not None
    assert told.sale.margin is not None
    assert told.sale.margin < 0
    assert not told.refused


def test_a_promotion_is_tried_before_it_is_made(store: Store, tools: Tools) -> None:
    _launch, number = launched(store, tools, cream())
    wanted = promotion_of(
        tools, "Try", Decimal("0.10"), FRIDAY, MONDAY, rounding=Rounding.ENDING, channel="amazon"
    )
    found = try_promotion(store.read(), tools, wanted, number, (THAI, GERMAN, AMERICAN, AMERICAN))
    assert [one.target for one in found] == [GERMAN, AMERICAN]
    for one in found:
        assert one.sale is not None
        assert one.sale.margin is not None
        assert one.sale.amount <= one.regular * Decimal("0.9")
        assert one.sale.amount % 1 >= Decimal("0.9")
    assert planned(store.read(), tools, NOW) == ()


@pytest.mark.parametrize(
    ("records", "was"),
    [
        ([("99", "2026-11-01")], "99"),
        ([("99", "2026-11-01"), ("88", "2026-11-20")], "88"),
        ([("99", "2026-11-01"), ("0.50", "2026-11-27")], "99"),
        ([("0.50", "2026-10-01"), ("99", "2026-10-20")], "99"),
        ([("0.50", "2026-10-01"), ("99", "2026-10-29")], None),
        ([("99", "2026-11-27")], None),
        ([], None),
    ],
    ids=[
        "one price", "lowest", "the sale's own first day", "long over", "in force 30 days before",
        "new that day", "none",
    ],
)  # fmt: skip
def test_in_the_eu_the_30_days_before_the_start_count(
    store: Store, tools: Tools, records: list[tuple[str, str]], was: str | None
) -> None:
    history = tuple(
        PriceRecord("DE", Money.of(text, "EUR"), dt.date.fromisoformat(day))
        for text, day in records
    )
    launch, number = launched(store, tools, cream(price_records=history))
    plan(store, tools)
    found = deals.deal(store.read(), tools, launch, number, GERMAN)
    assert found.was == (None if was is None else Money(cents(Decimal(was)), "EUR"))


@pytest.mark.parametrize(
    ("first", "until", "was"),
    [("0.05", "2026-11-27", "99"), ("0.05", "2026-11-26", "lower"), ("0.15", "2026-11-27", None)],
    ids=["step by step", "after a pause", "it was lower before"],
)
def test_an_earlier_reduction(
    store: Store, tools: Tools, first: str, until: str, was: str | None
) -> None:
    history = (PriceRecord("DE", Money.of("99", "EUR"), dt.date(2026, 10, 1)),)
    launch, number = launched(store, tools, cream(price_records=history))
    plan(store, tools, "0.10")
    begins, ends = (dt.datetime.fromisoformat(day) for day in ("2026-11-25", until))
    plan(store, tools, first, name="Before", starts=begins, ends=ends)
    found = deals.deal(store.read(), tools, launch, number, GERMAN)
    lower = cents(regular(store, number, GERMAN) * Decimal("0.95"))
    wanted = lower if was == "lower" else None if was is None else Decimal(was)
    assert (None if found.was is None else found.was.amount) == wanted


def test_where_variants_differ_each_has_its_own_former_price(store: Store, tools: Tools) -> None:
    one, other = cream().variants
    dear = replace(other, cost=Money.of("90", "CNY"))
    history = (PriceRecord("DE", Money.of("99", "EUR"), dt.date(2026, 10, 1)),)
    launch, number = launched(store, tools, cream(variants=(one, dear), price_records=history))
    plan(store, tools)
    found = asked(store, tools, launch, number, AMERICAN)
    stored = prices.of_product(store.read(), number, "US", "amazon").values()
    assert [item.was for item in found] == [item.amount for item in stored]
    assert len({item.was for item in found}) == 2
    assert None not in [item.sale for item in found]
    # Tokens name one former price for all, and the record of the EU does not tell variants apart.
    assert deals.deal(store.read(), tools, launch, number, AMERICAN).was is None
    assert [item.was for item in asked(store, tools, launch, number, GERMAN)] == [None, None]
    for place in ("US", "DE"):
        kept = next(iter(prices.of_product(store.read(), number, place, "amazon").values()))
        told = explain(store.read(), tools, kept, number)
        assert not told.one_price
        assert (told.struck is None) is (place == "DE")


def test_what_the_files_say(store: Store, tools: Tools) -> None:
    launch, number = launched(store, tools, cream())
    before = regular(store, number, GERMAN)
    assert asked(store, tools, launch, number, AMERICAN)[0] == Asked()
    plan(store, tools)
    found, _same = asked(store, tools, launch, number, GERMAN)
    sale = cents(before * Decimal("0.9"))
    assert found == Asked(
        sale=sale,
        sale_starts_at=found.sale_starts_at,
        sale_ends_at=found.sale_ends_at,
        unit_price=UnitPrice(before * 20, "l"),
        sale_unit_price=UnitPrice(sale * 20, "l"),
    )
    assert found.sale_starts_at is not None
    assert found.sale_starts_at.isoformat() == "2026-11-27T00:00:00+01:00"
    assert found.sale_ends_at is not None
    assert found.sale_ends_at.isoformat() == "2026-11-30T00:00:00+01:00"


@pytest.mark.parametrize(
    ("options", "per_unit"),
    [((("净含量", "100ml"),), 10), ((("容量", "100ml"),), 20), ((("净含量", "大"),), 20)],
)
def test_an_option_may_say_what_a_package_holds(
    store: Store, tools: Tools, options: tuple[tuple[str, str], ...], per_unit: int
) -> None:
    variant = replace(cream().variants[0], options=options)
    launch, number = launched(store, tools, cream(variants=(variant,)))
    (found,) = asked(store, tools, launch, number, GERMAN)
    assert found.unit_price == UnitPrice(regular(store, number, GERMAN) * per_unit, "l")


def approved(*targets: Target, state: GateState = GateState.APPROVED) -> ExportResult:
    verdict = GateResult(state, (), GateCounts())
    exports = tuple(TargetExport(one, one.market, verdict) for one in targets)
    return ExportResult(Path(), exports, ())


def history(store: Store, product_id: int) -> list[tuple[str, str, Decimal]]:
    found = products.load(store.read(), product_id).price_records
    return [(one.market, one.since.isoformat(), one.amount.amount) for one in found]


def test_an_export_is_noted_and_taken_back(store: Store, tools: Tools) -> None:
    launch, number = launched(store, tools, cream())
    plan(store, tools)
    before = regular(store, number, GERMAN)
    draft = approved(GERMAN, state=GateState.DRAFT)
    assert not note_exported(store, tools, launch, draft, [number])
    assert note_exported(store, tools, launch, approved(GERMAN), [number])
    sale = cents(before * Decimal("0.9"))
    noted = [("DE", "2026-11-22", before), ("DE", "2026-11-27", sale), ("DE", "2026-11-30", before)]
    assert history(store, number) == noted
    assert not note_exported(store, tools, launch, approved(GERMAN), [number])
    # From now on there is a price to compare with.
    assert deals.deal(store.read(), tools, launch, number, GERMAN).was == Money(before, "EUR")
    store.undo()
    assert history(store, number) == []
    assert deals.deal(store.read(), tools, launch, number, GERMAN).was is None


def test_of_several_channels_the_lowest_counts(store: Store, tools: Tools) -> None:
    launch, number = launched(store, tools, cream())
    shopify = regular(store, number, Target("US", "shopify", "en-US"))
    amazon = regular(store, number, AMERICAN)
    note_exported(store, tools, launch, approved(AMERICAN), [number])
    assert history(store, number) == [("US", "2026-11-22", min(shopify, amazon))]


def test_of_variants_the_lowest_counts(store: Store, tools: Tools) -> None:
    one, other = cream().variants
    dear = replace(other, cost=Money.of("90", "CNY"))
    free = Variant("HC-1-X", "HC-1-X")
    launch, number = launched(store, tools, cream(variants=(dear, one, free)))
    plan(store, tools)
    stored = prices.of_product(store.read(), number, "DE", "amazon").values()
    cheap, costly = sorted(item.amount for item in stored if item.amount is not None)
    assert cheap < costly
    assert note_exported(store, tools, launch, approved(GERMAN), [number])
    assert history(store, number) == [
        ("DE", "2026-11-22", cheap),
        ("DE", "2026-11-27", cents(cheap * Decimal("0.9"))),
        ("DE", "2026-11-30", cheap),
    ]


def test_of_exports_on_one_day_the_lowest_counts(store: Store, tools: Tools) -> None:
    launch, number = launched(store, tools, cream())
    variants = list(products.variant_ids(store.read(), number).values())
    before = regular(store, number, GERMAN)
    lower = cents(before * Decimal("0.95"))

    def export(amount: Decimal | None) -> None:
        wanted = None if amount is None else Money(amount, "EUR")
        for variant in variants:
            pipeline.fix_price(store, tools, variant, "DE", "amazon", wanted)
        note_exported(store, tools, launch, approved(GERMAN), [number])

    export(None)
    export(lower)
    export(None)
    noted = [("DE", "2026-11-22", lower), ("DE", "2026-11-23", before)]
    assert history(store, number) == noted
    plan(store, tools)
    found = deals.deal(store.read(), tools, launch, number, GERMAN)
    assert found.price == Money(cents(before * Decimal("0.9")), "EUR")
    assert found.was == Money(lower, "EUR")


DAY = dt.date(2026, 11, 22)


def days(*pairs: tuple[int, str]) -> tuple[tuple[dt.date, Decimal], ...]:
    return tuple((DAY + dt.timedelta(days=place), Decimal(text)) for place, text in pairs)


@pytest.mark.parametrize(
    ("sale", "first", "after", "found"),
    [
        (None, None, None, [(0, "10")]),
        ("8", 2, 4, [(0, "10"), (2, "8"), (4, "10")]),
        ("8", -2, 4, [(0, "8"), (4, "10")]),
        ("8", 0, 1, [(0, "8"), (1, "10")]),
        ("8", 3, None, [(0, "10"), (3, "8")]),
    ],
)
def test_schedule(
    sale: str | None, first: int | None, after: int | None, found: list[tuple[int, str]]
) -> None:
    def day(place: int | None) -> dt.date | None:
        return None if place is None else DAY + dt.timedelta(days=place)

    amount = None if sale is None else Decimal(sale)
    assert schedule(DAY, Decimal(10), amount, day(first), day(after)) == days(*found)


def test_the_lowest_of_schedules() -> None:
    both = [days((0, "10"), (2, "7"), (4, "10")), days((0, "9"), (3, "6"), (5, "9"))]
    assert lowest(both) == days((0, "9"), (2, "7"), (3, "6"), (4, "6"), (5, "9"))
    assert lowest([]) == ()


GOODS = "货号,商品标题,成本价(元)\nA,水杯,20\nB,裙子,50\n"


def test_a_sale_on_a_product_that_is_gone_is_no_sale_on_the_others(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    path = tmp_path / "goods.csv"
    path.write_text(GOODS, encoding="utf-8")
    pipeline.import_catalog(store, path, catalog="shop")
    launch = pipeline.create_launch(store, tools, "launch", TARGETS, SHOW)
    pipeline.draft(store, tools)
    first, second = products.product_ids(store.read())
    plan(store, tools, product_ids=[first])

    def reduced() -> list[bool]:
        return [
            bool(deals.deal(store.read(), tools, launch, number, AMERICAN).kinds)
            for number in products.product_ids(store.read())
        ]

    assert reduced() == [True, False]
    path.write_text(GOODS.replace("A,水杯,20\n", ""), encoding="utf-8")
    pipeline.import_catalog(store, path, catalog="shop", answers=Answers(gone="remove"))
    assert products.product_ids(store.read()) == (second,)
    assert reduced() == [False]
    (found,) = planned(store.read(), tools, NOW)
    assert found.promotion.holds_nowhere
    pipeline.undo(store, tools)
    assert reduced() == [True, False]
    pipeline.redo(store, tools)
    assert reduced() == [False]
    assert remove_promotion(store, tools, "Sale")


def test_one_for_no_product_is_refused(tools: Tools) -> None:
    with pytest.raises(InputError, match="about no product"):
        promotion_of(tools, "Sale", Decimal("0.1"), FRIDAY, MONDAY, product_ids=())


def test_changed_as_one_step_unless_it_is_gone(store: Store, tools: Tools) -> None:
    launch, number = launched(store, tools, cream())
    plan(store, tools, product_ids=[number])
    (known,) = planned(store.read(), tools, NOW)
    before = regular(store, number, AMERICAN)
    assert plan_promotion(store, tools, replace(known.promotion, percent=Decimal("0.05")))
    found = deals.deal(store.read(), tools, launch, number, AMERICAN)
    assert found.price == Money(cents(before * Decimal("0.95")), "USD")
    remove_promotion(store, tools, "Sale")
    with pytest.raises(InputError, match="no promotion named “Sale”"):
        plan_promotion(store, tools, known.promotion)
    assert planned(store.read(), tools, NOW) == ()

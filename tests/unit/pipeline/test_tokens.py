"""What a host may say of price, saving, stock and time, and what not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from localizer import pipeline
from localizer.catalog import launches, prices, products, scripts
from localizer.model.launch import Launch, Target
from localizer.model.money import Money
from localizer.model.product import Evidence, Fact, FactKind, Offer, PriceRecord, Product, Variant
from localizer.pipeline import briefs, run
from localizer.pipeline import tokens as deals
from localizer.pipeline.tools import Tools
from localizer.pipeline.wording import composers_of
from localizer.price.spoken import spoken_price
from localizer.script.brief import ScriptBrief
from localizer.script.timing import time_line
from localizer.store.database import Store

DAY = dt.date(2026, 12, 11)
TARGETS = ["TH/shopee", "DE/amazon", "US/amazon"]
THAI = Target("TH", "shopee", "th-TH")
GERMAN = Target("DE", "amazon", "de-DE")
AMERICAN = Target("US", "amazon", "en-US")


@pytest.fixture(scope="module")
def tools(loaded: Tools) -> Tools:
    """Return all packs."""
    return loaded


def cup(**changes: object) -> Product:
    """Return an insulated bottle with one variant."""
    values: dict[str, object] = {
        "key": "BT-1",
        "title": "304不锈钢保温杯",
        "brand": "Homivelt",
        "facts": (
            Fact(
                "capacity",
                FactKind.QUANTITY,
                "500ml",
                Decimal(500),
                None,
                "milliliter",
                label="容量",
            ),
        ),
        "variants": (
            Variant("BT-1-A", "BT-1-A", (("颜色", "黑色"),), cost=Money.of("30", "CNY"), stock=100),
            Variant("BT-1-B", "BT-1-B", (("颜色", "白色"),), cost=Money.of("30", "CNY"), stock=100),
        ),
    }
    return Product(**{**values, **changes})  # type: ignore[arg-type]


def launched(store: Store, tools: Tools, product: Product) -> tuple[Launch, int]:
    """Put ``product`` into a launch and price it."""
    with store.step("Import") as step:
        number = products.ensure_catalog(step, "c", "zh-Hans")
        products.save_products(step, number, [product])
        products.ensure_segments(step, products.product_ids(step))
    launch = pipeline.create_launch(store, tools, "launch", TARGETS, DAY)
    pipeline.draft(store, tools)
    return launch, launches.launch_products(store.read(), launch)[0]


def said(store: Store, tools: Tools, product: Product, target: Target) -> dict[str, str]:
    launch, number = launched(store, tools, product)
    return deals.tokens(store.read(), tools, launch, {number: 1}, number, target)


def offer(kind: str = "discount", **changes: Any) -> Offer:  # noqa: ANN401 - any field of an offer
    zone = dt.timezone(dt.timedelta(hours=8))
    base = Offer(
        kind,
        Decimal("0.10"),
        None,
        dt.datetime(2026, 12, 10, tzinfo=zone),
        dt.datetime(2026, 12, 13, tzinfo=zone),
    )
    return replace(base, **changes)


def test_without_an_offer_there_is_a_price_and_a_number_only(store: Store, tools: Tools) -> None:
    values = said(store, tools, cup(), THAI)
    assert sorted(values) == ["n", "price"]
    assert values["n"] == "1"
    assert values["price"].startswith("฿")
    assert values["price"].endswith("9")


def test_variants_at_different_prices_are_said_as_a_span(store: Store, tools: Tools) -> None:
    cheap, dear = cup().variants
    variants = (cheap, replace(dear, cost=Money.of("90", "CNY")))
    launch, number = launched(store, tools, cup(variants=variants, offers=(offer(),)))
    amounts = [
        price.amount
        for price in prices.of_product(store.read(), number, "US", "amazon").values()
        if price.amount is not None
    ]
    found = deals.deal(store.read(), tools, launch, number, AMERICAN)
    values = deals.written(found, tools, {}, number, AMERICAN)
    low, high = (f"${(amount * Decimal('0.9')):.2f}" for amount in (min(amounts), max(amounts)))
    assert low in values["price"]
    assert high in values["price"]
    assert "was" not in values
    assert "save" not in values


def test_a_running_discount_lowers_the_price_and_may_be_compared(
    store: Store, tools: Tools
) -> None:
    launch, number = launched(store, tools, cup(offers=(offer(),)))
    found = deals.deal(store.read(), tools, launch, number, AMERICAN)
    assert found.price is not None
    assert found.was is not None
    assert found.price.amount == (found.was.amount * Decimal("0.9")).quantize(Decimal("0.01"))
    values = deals.written(found, tools, {number: 1}, number, AMERICAN)
    assert {"was", "save"} <= set(values)
    assert "offer_end" not in values  # two days away: no time of day would be true
    assert {"offer", "price_record"} <= deals.conditions(found, values)


def test_an_end_in_the_same_night_is_said_in_the_market_s_time(store: Store, tools: Tools) -> None:
    zone = dt.timezone(dt.timedelta(hours=8))
    ends = dt.datetime(2026, 12, 11, 23, 59, tzinfo=zone)
    values = said(store, tools, cup(offers=(offer(ends_at=ends),)), THAI)
    assert values["offer_end"] == "22:59"


@pytest.mark.parametrize(
    "changes",
    [
        {"ends_at": dt.datetime(2026, 12, 11, 3, tzinfo=dt.UTC)},
        {"starts_at": dt.datetime(2026, 12, 12, tzinfo=dt.UTC)},
        {"markets": ("DE",)},
    ],
    ids=["over before the show", "not begun", "another market"],
)
def test_an_offer_that_does_not_run_is_not_said(
    store: Store, tools: Tools, changes: dict[str, Any]
) -> None:
    values = said(store, tools, cup(offers=(offer(**changes),)), THAI)
    assert sorted(values) == ["n", "price"]


def test_in_the_eu_only_the_lowest_price_of_30_days_may_be_compared(
    store: Store, tools: Tools
) -> None:
    assert "was" not in said(store, tools, cup(offers=(offer(),)), GERMAN)


@pytest.mark.parametrize(
    ("records", "was"),
    [
        ([("999.00", 20), ("888.00", 5)], "888,00"),
        ([("777.00", 90)], "777,00"),
        ([("777.00", 90), ("666.00", 40), ("888.00", 3)], "666,00"),
        ([("0.50", 5)], None),
    ],
    ids=["lowest", "in force for long", "in force when the window opened", "no reduction"],
)
def test_the_eu_look_back(
    store: Store, tools: Tools, records: list[tuple[str, int]], was: str | None
) -> None:
    history = tuple(
        PriceRecord("DE", Money.of(amount, "EUR"), DAY - dt.timedelta(days=days))
        for amount, days in records
    )
    values = said(store, tools, cup(offers=(offer(),), price_records=history), GERMAN)
    assert values.get("was", "").replace("\u00a0€", "") == (was or "")


def test_low_stock_is_said_and_high_stock_is_not(store: Store, tools: Tools) -> None:
    few = tuple(replace(variant, stock=4) for variant in cup().variants)
    assert said(store, tools, cup(variants=few), THAI)["stock"] == "8"


def test_a_bundle_has_its_price(store: Store, tools: Tools) -> None:
    launch, number = launched(store, tools, cup(offers=(offer("bundle", quantity=2),)))
    found = deals.deal(store.read(), tools, launch, number, THAI)
    assert found.bundle is not None
    assert found.price is not None
    assert found.bundle.amount == (found.price.amount * 2 * Decimal("0.9")).quantize(
        Decimal("0.01")
    )
    assert "bundle:2" in deals.written(found, tools, {}, number, THAI)


def written(
    store: Store, tools: Tools, launch: Launch, number: int, target: Target
) -> ScriptBrief | None:
    reader = store.read()
    composers = composers_of(reader, tools)
    return briefs.brief(reader, tools, composers, launch, {number: 1}, number, target)


def test_a_brief_holds_facts_in_the_words_of_the_market(store: Store, tools: Tools) -> None:
    launch, number = launched(store, tools, cup())
    brief = written(store, tools, launch, number, AMERICAN)
    assert brief is not None
    assert (brief.product, brief.brand) == ("insulated bottle", "Homivelt")
    assert brief.facts == {"capacity": "16.9 fl oz"}
    assert brief.colours == "black and white"
    assert brief.sizes == ""
    assert brief.group is not None
    assert brief.group.value == "home"


@pytest.mark.parametrize(("value", "said"), [("四季", None), ("夏季", "summer")])
def test_what_is_true_of_everything_is_not_said(
    store: Store, tools: Tools, value: str, said: str | None
) -> None:
    dress = cup(title="女士连衣裙", facts=(Fact("season", FactKind.TEXT, value, label="季节"),))
    launch, number = launched(store, tools, dress)
    brief = written(store, tools, launch, number, AMERICAN)
    assert brief is not None
    assert brief.facts.get("season") == said


@pytest.mark.parametrize(("value", "said"), [("保温杯*1", False), ("保温杯*1，杯刷*1", True)])
def test_a_box_with_the_product_alone_is_no_news(
    store: Store, tools: Tools, value: str, *, said: bool
) -> None:
    fact = Fact("package", FactKind.TEXT, value, label="包装清单")
    launch, number = launched(store, tools, cup(facts=(fact,)))
    brief = written(store, tools, launch, number, AMERICAN)
    assert brief is not None
    assert ("package" in brief.facts) is said


@pytest.mark.parametrize(
    ("sizes", "said"),
    [(("S（胸围80cm）", "M（胸围84cm）"), "S and M"), (("S", "M"), "S and M")],
)
def test_sizes_are_said_without_their_measures(
    store: Store, tools: Tools, sizes: tuple[str, ...], said: str
) -> None:
    variants = tuple(
        Variant(one, one, (("尺码", one),), cost=Money.of("30", "CNY")) for one in sizes
    )
    launch, number = launched(store, tools, cup(title="女士连衣裙", facts=(), variants=variants))
    brief = written(store, tools, launch, number, AMERICAN)
    assert brief is not None
    assert brief.sizes == said


@pytest.mark.parametrize(
    ("valid_to", "claimed"), [(None, "FCC 12"), (DAY, "FCC 12"), (DAY - dt.timedelta(days=1), "")]
)
def test_only_a_valid_certificate_is_claimed(
    store: Store, tools: Tools, valid_to: dt.date | None, claimed: str
) -> None:
    launch, number = launched(store, tools, cup(evidence=(Evidence("FCC", "12", None, valid_to),)))
    brief = written(store, tools, launch, number, AMERICAN)
    assert brief is not None
    assert brief.certificate == claimed
    assert ("certificate" in brief.conditions) is bool(claimed)


@pytest.mark.parametrize(
    ("kind", "target", "claimed"),
    [
        ("CE", GERMAN, True),
        ("FCC", GERMAN, False),
        ("CE", AMERICAN, False),
        ("CE", THAI, False),
        ("PSE", AMERICAN, False),
        ("OEKO-TEX", THAI, True),
    ],
)
def test_a_mark_is_said_where_it_means_something(
    store: Store, tools: Tools, kind: str, target: Target, *, claimed: bool
) -> None:
    launch, number = launched(store, tools, cup(evidence=(Evidence(kind, "12", None, None),)))
    brief = written(store, tools, launch, number, target)
    assert brief is not None
    assert bool(brief.certificate) is claimed


def test_a_product_without_a_name_in_the_language_has_no_script(store: Store, tools: Tools) -> None:
    launch, number = launched(store, tools, cup(title="没有这种东西", category=""))
    assert written(store, tools, launch, number, THAI) is None


def test_a_second_draft_writes_nothing(store: Store, tools: Tools) -> None:
    launched(store, tools, cup(offers=(offer(),)))
    assert pipeline.draft(store, tools).rows_written == 0
    assert run.check(store, tools).products == 1


def test_every_amount_is_said_in_words(store: Store, tools: Tools) -> None:
    few = tuple(replace(variant, stock=4) for variant in cup().variants)
    zone = dt.timezone(dt.timedelta(hours=8))
    ends = dt.datetime(2026, 12, 12, 13, 0, tzinfo=zone)
    offers = (offer(ends_at=ends), offer("bundle", quantity=2))
    launch, number = launched(store, tools, cup(variants=few, offers=offers))
    found = deals.deal(store.read(), tools, launch, number, AMERICAN)
    assert found.price is not None
    assert found.was is not None
    assert found.bundle is not None
    amounts = {
        "price": found.price.amount,
        "was": found.was.amount,
        "save": found.was.amount - found.price.amount,
        "bundle:2": found.bundle.amount,
    }
    digits = deals.written(found, tools, {number: 1}, number, AMERICAN)
    values = deals.spoken(found, tools, {number: 1}, number, AMERICAN)
    assert values == digits | {
        name: spoken_price(amount, "USD", "en-US") for name, amount in amounts.items()
    }
    assert {"n", "stock", "offer_end"} <= digits.keys()
    order = launches.launch_products(store.read(), launch)
    assert deals.spoken_source(tools, launch, order)(store.read(), number, AMERICAN) == values


def test_a_span_of_prices_is_said_in_words(store: Store, tools: Tools) -> None:
    cheap, dear = cup().variants
    variants = (cheap, replace(dear, cost=Money.of("90", "CNY")))
    launch, number = launched(store, tools, cup(variants=variants))
    found = deals.deal(store.read(), tools, launch, number, THAI)
    assert found.price is not None
    assert found.price_to is not None
    low, high = (spoken_price(one.amount, "THB", "th-TH") for one in (found.price, found.price_to))
    assert deals.spoken(found, tools, {}, number, THAI) == {"price": f"{low}ถึง{high}"}


def test_without_a_price_nothing_is_said(store: Store, tools: Tools) -> None:
    bare = tuple(replace(variant, cost=None) for variant in cup().variants)
    launch, number = launched(store, tools, cup(variants=bare))
    found = deals.deal(store.read(), tools, launch, number, THAI)
    assert deals.spoken(found, tools, {number: 2}, number, THAI) == {"n": "2"}


def test_scripts_are_timed_by_the_words_of_the_price(store: Store, tools: Tools) -> None:
    launch, number = launched(store, tools, cup())
    brief = written(store, tools, launch, number, GERMAN)
    assert brief is not None
    found = deals.deal(store.read(), tools, launch, number, GERMAN)
    assert found.price is not None
    said = spoken_price(found.price.amount, "EUR", "de-DE")
    assert brief.spoken_tokens == {"n": "1", "price": said}
    rate = tools.packs.speech_rate("de-DE")
    assert rate is not None
    (script,) = scripts.of_product(store.read(), number, GERMAN)
    priced = [one for one in script.script.lines if "price" in one.tokens]
    assert priced
    for line in priced:
        again = time_line(
            line, rate, "de-DE", tokens=brief.tokens, spoken={"price": said, "n": "1"}
        )
        assert line == again

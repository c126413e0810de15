"""What was true when it was written is held against what holds now, in one run of the checks."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from localizer import pipeline
from localizer.catalog import (
    answers,
    findings,
    launches,
    prices,
    products,
    scripts,
    shop_facts,
    translations,
)
from localizer.errors import InputError
from localizer.model.finding import Severity, Subject
from localizer.model.grounds import Ground, Grounds
from localizer.model.launch import Launch, Target
from localizer.model.money import Money
from localizer.model.phrase import Question
from localizer.model.product import Fact, FactKind, Offer, PriceRecord, Product, Variant
from localizer.model.script import Lane
from localizer.model.segment import Field, Origin, State
from localizer.pipeline.grounds import grounds
from localizer.pipeline.promotions import plan_promotion, promotion_of
from localizer.pipeline.stage_rules import price_rules
from localizer.pipeline.tools import Tools
from localizer.price.stage import reprice
from localizer.store.database import Store

DAY = dt.date(2026, 12, 11)
GERMAN = Target("DE", "amazon", "de-DE")
TARGETS = ["DE/amazon"]
ZONE = dt.timezone(dt.timedelta(hours=8))


@pytest.fixture(scope="module")
def tools(loaded: Tools) -> Tools:
    """Return all packs."""
    return loaded


def quantity(name: str, value: str, number: int, unit: str) -> Fact:
    return Fact(name, FactKind.QUANTITY, value, Decimal(number), None, unit, label=name)


def soap(**changes: object) -> Product:
    """Return a bar of soap with a stock of five, a warranty, and an offer that runs at the show."""
    discount = Offer(
        "discount",
        Decimal("0.20"),
        None,
        dt.datetime(2026, 12, 10, tzinfo=ZONE),
        dt.datetime(2026, 12, 13, tzinfo=ZONE),
    )
    values: dict[str, object] = {
        "key": "SP-1",
        "title": "手工皂",
        "facts": (
            quantity("net_content", "200g", 200, "gram"),
            quantity("warranty", "2年", 2, "year"),
        ),
        "variants": (Variant("SP-1-A", "SP-1-A", (), cost=Money.of("30", "CNY"), stock=5),),
        "offers": (discount,),
        "price_records": (PriceRecord("DE", Money.of("999.00", "EUR"), dt.date(2026, 11, 20)),),
    }
    return Product(**{**values, **changes})  # type: ignore[arg-type]


def keep(store: Store, product: Product) -> int:
    """Write ``product`` into the catalog and return its number."""
    with store.step("Import") as step:
        number = products.ensure_catalog(step, "c", "zh-Hans")
        products.save_products(step, number, [product])
        products.ensure_segments(step, products.product_ids(step))
    return products.product_ids(store.read())[0]


def launched(store: Store, tools: Tools, product: Product) -> tuple[Launch, int]:
    number = keep(store, product)
    launch = pipeline.create_launch(store, tools, "launch", TARGETS, DAY)
    pipeline.draft(store, tools)
    return launch, number


def known(store: Store, tools: Tools, launch: Launch, number: int) -> Grounds:
    return grounds(store.read(), tools, launch, number, GERMAN)


def write(store: Store, number: int, text: str) -> int:
    """Let a person write ``text`` as the title; return the translation's number."""
    pair = next(
        one
        for one in translations.pairs(store.read(), number, "de-DE")
        if one.segment.field is Field.TITLE
    )
    new = replace(
        pair.translation, text=text, state=State.TRANSLATED, origin=Origin.PERSON, reason=""
    )
    with store.step("Write") as step:
        return translations.save(step, (pair.id, pair.translation), new)


def told(store: Store, tools: Tools, subject: Subject, number: int) -> dict[str, Severity]:
    """Check everything once and return what is said of promises and prices, by rule."""
    pipeline.check(store, tools)
    rules = ("promise:", "price_in_text", "token_value", "unit_price")
    return {
        one.finding.rule: one.finding.severity
        for one in findings.of_subject(store.read(), subject, number)
        if one.finding.rule.startswith(rules)
    }


def test_a_price_that_moves_makes_a_stale_amount_a_finding(store: Store, tools: Tools) -> None:
    _launch, number = launched(store, tools, soap(offers=()))
    (stored,) = prices.of_product(store.read(), number, "DE", "amazon").values()
    title = write(store, number, f"Seife für {stored.amount} €".replace(".", ","))
    found = told(store, tools, Subject.TRANSLATION, title)
    assert found["price_in_text"] is Severity.WARNING
    dearer = replace(soap().variants[0], cost=Money.of("60", "CNY"))
    keep(store, soap(offers=(), variants=(dearer,)))
    reprice(store, price_rules(store.read(), tools), launches.find(store.read()).targets)
    assert told(store, tools, Subject.TRANSLATION, title)["price_in_text"] is Severity.BLOCK


@pytest.mark.parametrize(
    ("text", "table", "rule"),
    [
        ("Seife, jetzt im Angebot", "offer", "promise:limited_offer"),
        ("Seife, statt {was}", "price_record", "token_value"),
        ("Seife, UVP höher", "price_record", "promise:former_price"),
        ("Seife, 20 % Rabatt", "offer", "promise:reduction"),
    ],
)
def test_a_fact_that_is_withdrawn_takes_the_promise_with_it(
    text: str, table: str, rule: str, store: Store, tools: Tools
) -> None:
    launch, number = launched(store, tools, soap())
    percent = known(store, tools, launch, number).value(Ground.SAVE_PERCENT)
    title = write(store, number, text.replace("20 %", f"{percent} %"))
    assert told(store, tools, Subject.TRANSLATION, title) == {}
    with store.step("Withdraw") as step:
        step.write(f"DELETE FROM {table} WHERE product_id = ?", (number,))  # noqa: S608 - ours
    assert rule in told(store, tools, Subject.TRANSLATION, title)


@pytest.mark.parametrize("stock", [0, 80])
def test_a_stock_that_changes_takes_the_promise_with_it(
    stock: int, store: Store, tools: Tools
) -> None:
    _launch, number = launched(store, tools, soap())
    title = write(store, number, "Seife, nur noch 5 Stück")
    assert told(store, tools, Subject.TRANSLATION, title) == {}
    keep(store, soap(variants=(replace(soap().variants[0], stock=stock),)))
    found = told(store, tools, Subject.TRANSLATION, title)
    assert found == {"promise:stock_left": Severity.BLOCK}


def test_a_shorter_warranty_makes_the_old_one_a_finding(store: Store, tools: Tools) -> None:
    _launch, number = launched(store, tools, soap())
    title = write(store, number, "Seife, 2 Jahre Garantie")
    assert told(store, tools, Subject.TRANSLATION, title) == {}
    keep(store, soap(facts=(quantity("warranty", "6个月", 6, "month"),)))
    found = told(store, tools, Subject.TRANSLATION, title)
    assert found == {"promise:warranty": Severity.BLOCK}


def test_an_offer_that_is_over_is_named_with_its_day(store: Store, tools: Tools) -> None:
    ended = replace(
        soap().offers[0],
        starts_at=dt.datetime(2026, 11, 1, tzinfo=ZONE),
        ends_at=dt.datetime(2026, 11, 12, 12, tzinfo=ZONE),
    )
    launch, number = launched(store, tools, soap(offers=(ended,)))
    assert known(store, tools, launch, number).value(Ground.OFFER_OVER) == "2026-11-12"
    title = write(store, number, "Seife, jetzt im Angebot")
    found = told(store, tools, Subject.TRANSLATION, title)
    assert found == {"promise:limited_offer": Severity.BLOCK}


def test_a_promotion_that_is_over_is_named_with_its_day(store: Store, tools: Tools) -> None:
    tools = replace(tools, now=lambda: dt.datetime(2026, 11, 2, tzinfo=dt.UTC))
    launch, number = launched(store, tools, soap(offers=()))
    for name, day in (("Singles", "2026-11-11"), ("Sunday", "2026-11-15"), ("Later", "2026-12-20")):
        start = dt.datetime.fromisoformat(day)
        end = start + dt.timedelta(hours=20)
        plan_promotion(store, tools, promotion_of(tools, name, Decimal("0.1"), start, end))
    assert known(store, tools, launch, number).value(Ground.OFFER_OVER) == "2026-11-15"


def test_what_is_known_of_a_product(store: Store, tools: Tools) -> None:
    launch, number = launched(store, tools, soap())
    found = known(store, tools, launch, number)
    price, was = found.number(Ground.PRICE), found.number(Ground.WAS)
    assert price is not None
    assert was is not None
    assert found.currency == "EUR"
    assert found.value(Ground.PRICE_TO) == found.value(Ground.PRICE)
    assert found.value(Ground.WARRANTY) == "24"
    assert found.number(Ground.UNIT_PRICE) == price * 5
    assert found.value(Ground.UNIT_PRICE_PER) == "kg"
    assert found.value(Ground.PRICE_RECORD_OLD) == found.value(Ground.OFFER_OVER) == ""


def test_a_record_that_supports_nothing_is_known_by_its_day(store: Store, tools: Tools) -> None:
    launch, number = launched(store, tools, soap(offers=()))
    assert known(store, tools, launch, number).value(Ground.PRICE_RECORD_OLD) == "2026-11-20"


def test_what_the_shop_does_supports_promises(store: Store, tools: Tools) -> None:
    _launch, number = launched(store, tools, soap())
    title = write(store, number, "Seife, Lieferung in 2 Tagen, Zahlung per Nachnahme")
    unknown = told(store, tools, Subject.TRANSLATION, title)
    assert unknown == {
        "promise:delivery": Severity.EVIDENCE,
        "promise:cash_on_delivery": Severity.EVIDENCE,
    }
    with store.step("Shop") as step:
        assert shop_facts.write(step, Ground.DELIVERY_DAYS, "2")
        assert shop_facts.write(step, Ground.DELIVERY_DAYS, "5", "FR")
        assert shop_facts.write(step, Ground.CASH_ON_DELIVERY, "yes", "DE")
    assert told(store, tools, Subject.TRANSLATION, title) == {}
    with store.step("Shop") as step:
        assert shop_facts.write(step, Ground.DELIVERY_DAYS, "4", "DE")
        assert shop_facts.write(step, Ground.CASH_ON_DELIVERY, "no")
        assert shop_facts.write(step, Ground.CASH_ON_DELIVERY, "", "DE")
    wrong = told(store, tools, Subject.TRANSLATION, title)
    assert wrong == dict.fromkeys(unknown, Severity.BLOCK)


@pytest.mark.parametrize(
    ("name", "value", "told_"),
    [
        ("moon_phase", "full", "delivery_days"),
        ("delivery_days", "soon", "whole number"),
        ("delivery_days", "-1", "whole number"),
        ("cash_on_delivery", "3", "yes or no"),
    ],
)
def test_a_shop_fact_of_the_wrong_kind_is_refused(
    name: str, value: str, told_: str, store: Store
) -> None:
    with pytest.raises(InputError, match=told_), store.step("Shop") as step:
        shop_facts.write(step, name, value)


@pytest.mark.parametrize("subject", [Subject.SCRIPT, Subject.ANSWER])
def test_what_a_host_says_is_checked_as_well(subject: Subject, store: Store, tools: Tools) -> None:
    _launch, number = launched(store, tools, soap())
    (stored,) = scripts.of_product(store.read(), number, GERMAN)
    index = next(place for place, one in enumerate(stored.script.lines) if one.lane is Lane.HOST)
    said = replace(stored.script.lines[index], text="Nur noch 2 Stück, und für 3 Euro.", phrase="")
    with store.step("Write") as step:
        if subject is Subject.ANSWER:
            card = answers.StoredAnswer(0, number, GERMAN, Question.STOCK, "Wie viele?", said)
            place = answers.save(step, card)
        else:
            place = scripts.save(step, scripts.with_line(stored, index, said))
    found = told(store, tools, subject, place)
    assert found["price_in_text"] is Severity.BLOCK
    assert found["promise:stock_left"] is Severity.BLOCK

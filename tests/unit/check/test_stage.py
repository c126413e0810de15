"""Checking products: findings are kept up to date, at their place, and only for the targets asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from localizer.catalog import (
    findings,
    preferences,
    prices,
    products,
    scripts,
    segments,
    translations,
)
from localizer.catalog.prices import StoredPrice
from localizer.catalog.scripts import StoredScript
from localizer.check import stage
from localizer.check.context import PricesNow
from localizer.check.stage import CheckResult, CheckRules, check_products
from localizer.jobs import Cancelled, Progress
from localizer.model.channel import Channel, Fee, FieldLimit
from localizer.model.finding import Severity, Subject
from localizer.model.launch import Target
from localizer.model.market import Mains, Market, MeasureSystem
from localizer.model.price import FeeRule
from localizer.model.price_rule import PriceRule, RuleKind, RulePlace
from localizer.model.product import Fact, FactKind, Product, Variant
from localizer.model.rule import RequiredText
from localizer.model.script import Beat, BeatPlan, Lane, Script, ScriptLine
from localizer.model.segment import Field, Origin, State, Translation
from localizer.store.database import Reader, Store

FEE = Fee("DE", None, (FeeRule("commission", pct=Decimal("0.1")),), "guide", "2026", "source")
CUP = Product(
    key="CUP",
    title="杯 500毫升",
    variants=(Variant("C-1", "C-1", image="c.jpg"), Variant("C-2", "C-2")),
    facts=(Fact("material", FactKind.TERM, "钢", label="材质"),),
)


@pytest.fixture
def other() -> Target:
    return Target("DE", "own", "de-DE")


@pytest.fixture
def rules(market: Market, channel: Channel, limit: Callable[..., FieldLimit]) -> CheckRules:
    def tokens(reader: Reader, product_id: int, target: Target) -> Mapping[str, str]:
        del reader, product_id, target
        return {"price": "5 €"}

    narrow = replace(channel, limits=(limit("bullet", maximum=5),), fees=(FEE,))
    wide = replace(channel, code="own", fees=(FEE,))
    now = dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC)  # already the 23rd in Berlin
    return CheckRules({"DE": market}, {"amazon": narrow, "own": wide}, (), (), tokens, now)


@pytest.fixture
def cup(store: Store) -> int:
    """Return a product with a clean title and a fact line too long for the first channel."""
    words = {"杯 500毫升": "Becher 500 ml", "材质:钢": "Material: Stahl"}
    with store.step("Import") as step:
        catalog = products.ensure_catalog(step, "shop", "zh-Hans-CN")
        products.save_products(step, catalog, [CUP])
        products.ensure_segments(step, products.product_ids(step))
        for segment in segments.of_product(step, 1):
            text = words[segment.source]
            fresh = Translation(
                segment.id, "de-DE", text, State.DRAFT, Origin.COMPOSED, segment.source_hash
            )
            translations.save(step, None, fresh)
    return 1


def _price(variant_id: int, *, amount: Decimal | None, date: str = "2026-11-20") -> StoredPrice:
    return StoredPrice(
        variant_id=variant_id,
        market="DE",
        channel="amazon",
        status="ok" if amount is not None else "error",
        code="" if amount is not None else "MISSING_COST",
        basis="cost-plus",
        amount=amount,
        currency="EUR",
        margin=None,
        warnings=(),
        input_hash=f"{amount}{date}",
        request={"fx": {"rate": "0.13", "date": date, "source": "ECB"}},
        answer={},
    )


def _said(store: Store, target: Target) -> list[tuple[str, str, int]]:
    found = findings.of_target(store.read(), target.market, target.channel, target.locale)
    return [(one.finding.rule, one.place.subject.value, one.place.subject_id) for one in found]


def test_a_fact_line_keeps_the_limit_of_bullets(
    store: Store, rules: CheckRules, cup: int, target: Target, other: Target
) -> None:
    result = check_products(store, rules, [target, other], [cup])
    assert result == CheckResult(products=1, added=1, removed=0)
    line = next(
        pair.id
        for pair in translations.pairs(store.read(), cup, "de-DE")
        if pair.segment.field is Field.FACT
    )
    assert _said(store, target) == [("length", "translation", line)]
    assert _said(store, other) == []


def test_the_market_says_how_its_listings_measure(
    store: Store, rules: CheckRules, cup: int, target: Target
) -> None:
    with store.step("Edit") as step:
        for pair in translations.pairs(step, cup, "de-DE"):
            if pair.segment.field is Field.TITLE:
                new = replace(pair.translation, text="Becher 16,9 fl oz", origin=Origin.PERSON)
                translations.save(step, (pair.id, pair.translation), new)
    check_products(store, rules, [target], [cup])
    assert [rule for rule, _, _ in _said(store, target)].count("numbers") == 2
    customary = replace(rules.markets["DE"], measure=MeasureSystem.US)
    check_products(store, replace(rules, markets={"DE": customary}), [target], [cup])
    assert "numbers" not in [rule for rule, _, _ in _said(store, target)]


def test_the_listing_is_held_against_the_markets_mains(
    store: Store, rules: CheckRules, cup: int, target: Target
) -> None:
    volts = replace(CUP, facts=(Fact("voltage", FactKind.QUANTITY, "110V", label="电压"),))
    with store.step("Import") as step:
        products.save_products(step, 1, [volts])
    mains = Mains((230,), 50, ("C", "F"), ("iec",))
    powered = replace(rules, markets={"DE": replace(rules.markets["DE"], mains=mains)})
    check_products(store, powered, [target], [cup])
    found = findings.of_target(store.read(), "DE", "amazon", "de-DE")
    said = [one for one in found if one.finding.rule == "mains"]
    assert [(one.finding.severity, one.place.subject) for one in said] == [
        (Severity.BLOCK, Subject.LISTING)
    ]


def test_checking_again_writes_nothing(
    store: Store, rules: CheckRules, cup: int, target: Target
) -> None:
    check_products(store, rules, [target], [cup])
    ids = [row["id"] for row in store.read().rows("SELECT id FROM finding")]
    assert check_products(store, rules, [target], [cup]) == CheckResult(1, 0, 0)
    assert [row["id"] for row in store.read().rows("SELECT id FROM finding")] == ids


def test_what_is_mended_goes(store: Store, rules: CheckRules, cup: int, target: Target) -> None:
    check_products(store, rules, [target], [cup])
    with store.step("Edit") as step:
        for pair in translations.pairs(step, cup, "de-DE"):
            if pair.segment.field is Field.FACT:
                new = replace(pair.translation, text="Stahl")
                translations.save(step, (pair.id, pair.translation), new)
    assert check_products(store, rules, [target], [cup]) == CheckResult(1, 0, 1)
    assert _said(store, target) == []


def test_the_findings_of_other_targets_stay(
    store: Store, rules: CheckRules, cup: int, target: Target, other: Target
) -> None:
    check_products(store, rules, [target], [cup])
    before = _said(store, target)
    check_products(store, rules, [other], [cup])
    assert before
    assert _said(store, target) == before


def test_findings_leave_no_trace_in_the_history(
    store: Store, rules: CheckRules, cup: int, target: Target
) -> None:
    before = store.read().value("SELECT max(id) FROM step")
    check_products(store, rules, [target], [cup])
    assert store.read().value("SELECT max(id) FROM step") == before


def test_a_missing_price_is_told_for_each_variant(
    store: Store, rules: CheckRules, cup: int, target: Target
) -> None:
    with store.step("Price") as step:
        for number in products.variant_ids(step, cup).values():
            prices.save(step, _price(number, amount=None))
    check_products(store, rules, [target], [cup])
    found = findings.of_target(store.read(), "DE", "amazon", "de-DE")
    missing = [one for one in found if one.finding.rule == "price_missing"]
    assert [dict(one.finding.args)["sku"] for one in missing] == ["C-1", "C-2"]
    assert {one.place.subject for one in missing} == {Subject.PRICE}


def test_what_is_true_of_the_rate_is_said_once_a_product(
    store: Store, rules: CheckRules, cup: int, target: Target
) -> None:
    with store.step("Price") as step:
        for number in products.variant_ids(step, cup).values():
            prices.save(step, _price(number, amount=Decimal(5), date="2026-10-01"))
    check_products(store, rules, [target], [cup])
    assert [rule for rule, _, _ in _said(store, target)].count("rate_age") == 1


@pytest.mark.parametrize(
    ("date", "accepted_on", "severity"),
    [
        ("2026-11-16", "", None),
        ("2026-11-15", "", Severity.WARNING),  # eight days in Berlin, seven in UTC
        ("2026-10-01", "", Severity.BLOCK),
        ("2026-10-01", "2026-09-30", Severity.BLOCK),
        ("2026-10-01", "2026-10-01", Severity.INFO),
        ("2026-10-01", "2026-10-02", Severity.INFO),
    ],
)
def test_the_day_is_the_markets_own_and_a_person_can_accept_a_rate(
    date: str,
    accepted_on: str,
    severity: Severity | None,
    store: Store,
    rules: CheckRules,
    cup: int,
    target: Target,
) -> None:
    with store.step("Price") as step:
        prices.save(step, _price(1, amount=Decimal(5), date=date))
        if accepted_on:
            preferences.write(step, preferences.RATES_ACCEPTED, accepted_on)
    check_products(store, rules, [target], [cup])
    found = findings.of_target(store.read(), "DE", "amazon", "de-DE")
    ages = [one.finding.severity for one in found if one.finding.rule == "rate_age"]
    assert ages == ([] if severity is None else [severity])


def test_a_price_without_a_rate_has_no_age(
    store: Store, rules: CheckRules, cup: int, target: Target
) -> None:
    with store.step("Price") as step:
        prices.save(step, replace(_price(1, amount=Decimal(5)), request={"fx": None}))
    check_products(store, rules, [target], [cup])
    assert "rate_age" not in [rule for rule, _, _ in _said(store, target)]


@pytest.mark.parametrize(
    ("confidence", "told"),
    [("source", False), ("range", False), ("low", False), ("partial", True), ("none", True)],
)
def test_a_fee_that_is_not_known_is_told(
    confidence: str, store: Store, rules: CheckRules, cup: int, target: Target, *, told: bool
) -> None:
    with store.step("Price") as step:
        prices.save(step, _price(1, amount=Decimal(5)))
    place = RulePlace(target.market, target.channel)
    fees = PriceRule(RuleKind.FEES, place, "[]", "a letter", "2026-11-21", confidence)
    now = PricesNow({}, (fees,))
    check_products(store, replace(rules, prices_now=lambda *_asked: now), [target], [cup])
    assert ("price_default:fees" in [rule for rule, _, _ in _said(store, target)]) is told


def test_scripts_are_checked_with_todays_tokens(
    store: Store,
    rules: CheckRules,
    cup: int,
    target: Target,
    owed: Callable[..., RequiredText],
) -> None:
    lines = (ScriptLine(Beat.HOOK, Lane.HOST, "Heute {price} statt {was}", seconds=5.0),)
    script = Script("de-DE", "warm", 5.0, "word", 140, (BeatPlan(Beat.HOOK, 5.0),), lines)
    with store.step("Write") as step:
        stored = StoredScript(
            0, cup, target, "A", State.DRAFT, edited=False, input_hash="", script=script
        )
        number = scripts.save(step, stored)
    with_duty = replace(rules, required=(owed("Werbung"),))
    check_products(store, with_duty, [target], [cup])
    said = [item for item in _said(store, target) if item[1] == "script"]
    assert said == [
        ("script_token", "script", number),
        ("disclosure:ad", "script", number),
    ]


def test_a_product_without_scripts_asks_for_no_tokens(
    store: Store, rules: CheckRules, cup: int, target: Target
) -> None:
    def tokens(reader: Reader, product_id: int, target: Target) -> Mapping[str, str]:
        del reader, product_id, target
        pytest.fail("nothing to render")

    check_products(store, replace(rules, tokens=tokens), [target], [cup])
    assert _said(store, target)


def test_work_is_done_in_chunks_and_can_be_stopped_between_them(
    store: Store,
    rules: CheckRules,
    cup: int,
    target: Target,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with store.step("Import") as step:
        products.save_products(step, 1, [Product("LAST", "x", (Variant("L"),))])
        products.ensure_segments(step, products.product_ids(step))
    monkeypatch.setattr(stage, "CHUNK", 1)
    progress = Progress(lambda done, _total: progress.cancel() if done == 0 else None)
    with pytest.raises(Cancelled):
        check_products(store, rules, [target], [cup, cup + 1], progress=progress)
    assert _said(store, target)  # the first chunk was kept


def test_no_products_is_no_work(store: Store, rules: CheckRules, target: Target) -> None:
    assert check_products(store, rules, [target], []) == CheckResult(0, 0, 0)

"""A small launch: two products for a plain-text channel and a channel with HTML descriptions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

import pytest

from localizer.catalog import launches, prices, products, scripts, segments, translations
from localizer.catalog.prices import StoredPrice
from localizer.catalog.scripts import StoredScript
from localizer.catalog.sold import Sold
from localizer.export.stage import ExportRules
from localizer.model.channel import Channel, FieldLimit, LengthUnit
from localizer.model.launch import Launch, Target
from localizer.model.market import Market, MeasureSystem, Pacing, SourcedDefault
from localizer.model.money import Money
from localizer.model.price import TaxMode
from localizer.model.product import Fact, FactKind, Product, Variant
from localizer.model.script import Beat, BeatPlan, Lane, Script, ScriptLine
from localizer.model.segment import Origin, State, Translation
from localizer.store.database import Step, Store

SHOPEE = Target("TH", "shopee", "th-TH")
LAZADA = Target("TH", "lazada", "th-TH")
NOW = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))

BOTTLE = Product(
    key="BOTTLE",
    title="保温杯",
    brand="Lanju",
    description_html="<p>第一段</p><p>第二段</p>",
    bullets=("双层",),
    images=("main.jpg", "side.jpg"),
    facts=(Fact("material", FactKind.TERM, "不锈钢", label="材质"),),
    variants=(
        Variant(
            key="B-RED",
            sku="B-RED",
            options=(("颜色", "红色"),),
            gtin="6901234567892",
            cost=Money.of("20.00", "CNY"),
            stock=5,
            weight_g=Decimal("310.5"),
            image="red.jpg",
        ),
        Variant(key="B-BLUE", sku="B-BLUE", options=(("颜色", "蓝色"),), stock=0),
    ),
)
MAT = Product(key="MAT", title="垫子", variants=(Variant(key="MAT", sku="MAT"),))
THAI = MappingProxyType(
    {
        "保温杯": 'กระบอกน้ำ "Lanju"',
        "双层": "ผนังสองชั้น",
        "材质:不锈钢": "วัสดุ: สแตนเลส",
        "第一段": "ร้อน & เย็น",
        "第二段": "ราคา {price}",
        "颜色": "สี",
        "红色": "แดง",
        "蓝色": "น้ำเงิน",
        "垫子": "=เสื่อ",
    }
)


def _limit(field: str, *, html: bool) -> FieldLimit:
    return FieldLimit(
        field=field,
        required=False,
        maximum=500,
        unit=LengthUnit.CHARS,
        hard=False,
        source="test",
        checked_on="2026-11-21",
        grade="U",
        html=html,
    )


def _market() -> Market:
    tax = SourcedDefault(Decimal("0.07"), None, None, "test", dt.date(2026, 11, 21), "high")
    return Market(
        code="TH",
        name="Thailand",
        locales=("th-TH",),
        default_locale="th-TH",
        currency="THB",
        time_zone="Asia/Bangkok",
        tax=tax,
        effective_tax=tax.value,
        tax_mode=TaxMode.INCLUSIVE,
        bands=(),
        fx_buffer=Decimal("0.02"),
        target_margin=Decimal("0.2"),
        pacing=Pacing.BALANCED,
        channels=("shopee", "lazada"),
        measure=MeasureSystem.METRIC,
    )


@pytest.fixture
def shopee() -> Target:
    return SHOPEE


@pytest.fixture
def lazada() -> Target:
    return LAZADA


@pytest.fixture
def rules() -> ExportRules:
    def tokens(sold: Sold, _target: Target) -> Mapping[str, str]:
        first = next(iter(sold.prices.values()), None)
        return {} if first is None or first.amount is None else {"price": f"฿{first.amount}"}

    def format_price(amount: Decimal, currency: str, locale: str) -> str:
        return f"{currency} {amount:f} ({locale})"

    channels = {
        "shopee": Channel("shopee", "Shopee", ("TH",), (_limit("description", html=False),)),
        "lazada": Channel("lazada", "Lazada", ("TH",), (_limit("description", html=True),)),
    }
    return ExportRules({"TH": _market()}, channels, tokens, format_price, NOW)


def _price(variant_id: int, channel: str, amount: str, cost: str) -> StoredPrice:
    return StoredPrice(
        variant_id=variant_id,
        market="TH",
        channel=channel,
        status="ok",
        code="",
        basis="cost-plus",
        amount=Decimal(amount),
        currency="THB",
        margin=Decimal("0.2034"),
        warnings=(),
        input_hash="0" * 16,
        request={
            "market": "TH",
            "currency": "THB",
            "cost": {"amount": cost, "currency": "CNY"},
            "fx": {"rate": "5.069962059", "date": "2026-10-30", "source": "ECB"},
        },
        answer={
            "status": "ok",
            "list_price": amount,
            "breakdown": {
                "price": amount,
                "tax_inside": "13.02",
                "fee_commission": "9.95",
                "cost": "101.40",
                "profit": "74.63",
                "margin_on_net": "0.2034",
            },
        },
    )


def _script(product_id: int, target: Target, state: State) -> StoredScript:
    lines = (
        ScriptLine(Beat.HOOK, Lane.HOST, "สวัสดี", units=2, seconds=1.5),
        ScriptLine(Beat.OFFER, Lane.HOST, "วันนี้ {price}", ("offer",), ("price",), 3, 2.25),
        ScriptLine(Beat.OFFER, Lane.CONTROL, "pin *product*", seconds=0.0),
    )
    beats = (BeatPlan(Beat.HOOK, 2.0), BeatPlan(Beat.OFFER, 3.0))
    script = Script(target.locale, "warm", 5.0, "syllable", 240, beats, lines)
    return StoredScript(0, product_id, target, "A", state, False, "", script)  # noqa: FBT003


def _translate(step: Step, product_id: int, state: State) -> None:
    for segment in segments.of_product(step, product_id):
        new = Translation(
            segment_id=segment.id,
            locale="th-TH",
            text=THAI[segment.source],
            state=state,
            origin=Origin.COMPOSED,
            source_hash=segment.source_hash,
        )
        translations.save(step, None, new)


@pytest.fixture
def launch(store: Store) -> Launch:
    """Return a launch of both products for both targets; everything in it is approved."""
    with store.step("Fill") as step:
        catalog = products.ensure_catalog(step, "shop", "zh-Hans-CN")
        products.save_products(step, catalog, [BOTTLE, MAT])
        products.ensure_segments(step, products.product_ids(step))
        for number in products.product_ids(step, catalog):
            _translate(step, number, State.APPROVED)
            for target in (SHOPEE, LAZADA):
                for place, variant in enumerate(products.variant_ids(step, number).values()):
                    prices.save(step, _price(variant, target.channel, f"{199 + place}.00", "20.00"))
        bottle = products.find_by_key(step, catalog, "BOTTLE")
        assert bottle is not None
        scripts.save(step, _script(bottle, SHOPEE, State.APPROVED))
        launches.create(step, "11.11 <sale>", [SHOPEE, LAZADA], dt.date(2026, 11, 11))
    return launches.find(store.read())


@pytest.fixture
def edit(store: Store, launch: Launch) -> Callable[..., None]:
    """Return a function that changes the translation of a source text."""
    del launch

    def change(source: str, **values: object) -> None:
        with store.step("Edit") as step:
            for number in products.product_ids(step):
                for pair in translations.pairs(step, number, "th-TH"):
                    if pair.segment.source == source:
                        new = replace(pair.translation, **values)  # type: ignore[arg-type]
                        translations.save(step, (pair.id, pair.translation), new)

    return change

"""Goods that plug in against the mains of each market: voltage, frequency, plug."""

from __future__ import annotations

from decimal import Decimal

import pytest

from localizer.check.context import ListingContext
from localizer.check.mains import Mains
from localizer.model.channel import Channel
from localizer.model.finding import Finding, Severity
from localizer.model.launch import Target
from localizer.model.product import Fact, FactKind, Product, Variant
from localizer.packs.markets import load_markets

MARKETS = load_markets()
CHANNEL = Channel("generic", "Generic", tuple(MARKETS), ())
LOW, BOTH = ("MX", "TW", "US"), ("BR",)
HIGH = tuple(code for code in MARKETS if code not in (*LOW, *BOTH))
BLOCK, WARNING, INFO = Severity.BLOCK, Severity.WARNING, Severity.INFO


def fact(
    value: str, name: str = "voltage", *, label: str = "电压", unit: str | None = None
) -> Fact:
    number = Decimal(value) if unit else None
    return Fact(name, FactKind.QUANTITY, value, number=number, unit=unit, label=label)


def product(
    *facts: Fact, title: str = "台灯", options: tuple[tuple[str, str], ...] = ()
) -> Product:
    variants = tuple(Variant(value, options=((name, value),)) for name, value in options)
    return Product("P", title, variants or (Variant("P"),), facts=facts)


def findings(goods: Product, market: str) -> list[Finding]:
    pack = MARKETS[market]
    target = Target(market, "generic", pack.default_locale)
    return Mains().check(ListingContext(target, goods, CHANNEL, pack))


def worst(goods: Product, market: str) -> Severity | None:
    found = findings(goods, market)
    return found[0].severity if found else None


@pytest.mark.parametrize(
    ("voltage", "low", "high", "brazil"),
    [
        ("220V", BLOCK, None, WARNING),
        ("220-240V", BLOCK, None, WARNING),
        ("AC220V~50Hz", BLOCK, None, WARNING),
        ("220VAC", BLOCK, None, WARNING),
        ("230伏", BLOCK, None, WARNING),
        ("110V", None, BLOCK, WARNING),
        ("110-120V", None, BLOCK, WARNING),
        ("100V", None, BLOCK, WARNING),
        ("100-240V", None, None, None),
        ("100V–240V", None, None, None),
        ("110V/220V", None, None, None),
        ("110/220V", None, None, None),
        ("127、220V", None, None, None),
        ("5V", None, None, None),
        ("12V", None, None, None),
        ("3.7V", None, None, None),
        ("380V", None, None, None),
        ("", None, None, None),
    ],
)
def test_voltage(
    voltage: str, low: Severity | None, high: Severity | None, brazil: Severity | None
) -> None:
    goods = product(fact(voltage))
    assert {worst(goods, code) for code in LOW} == {low}
    assert {worst(goods, code) for code in HIGH if code != "PH"} == {high}
    assert worst(goods, "PH") == (INFO if "50Hz" in voltage else high)
    assert worst(goods, "BR") == brazil


def test_a_number_read_on_import_counts() -> None:
    found = findings(product(fact("220", unit="volt")), "US")
    assert [one.severity for one in found] == [BLOCK]
    assert dict(found[0].args) == {"voltage": "220 V", "market": "US", "mains": "120 V"}
    assert found[0].source
    assert "{mains}" in found[0].message
    assert found[0].message.format(**dict(found[0].args))


@pytest.mark.parametrize(
    ("facts", "market", "severity"),
    [
        ((fact("AC 100-240V", "adapter", label="输入"),), "US", None),
        ((fact("220V", "adapter", label="电源输入"),), "US", BLOCK),
        ((fact("220V", "x", label="Input"),), "US", BLOCK),
        ((fact("220V", "x", label="输出电压"),), "US", None),
        ((fact("220V", "x", label="备注"),), "US", None),
        ((fact("220V"), fact("100-240V", "x", label="输入")), "US", None),
        ((fact("5V", "x", label="输入"), fact("220V")), "US", BLOCK),
    ],
)
def test_which_facts_say_what_goes_in(
    facts: tuple[Fact, ...], market: str, severity: Severity | None
) -> None:
    assert worst(product(*facts), market) == severity


def test_of_options_one_that_fits_is_enough() -> None:
    goods = product(options=(("规格", "110V美规"), ("规格", "220V欧规")))
    found = findings(goods, "US")
    assert [(one.severity, dict(one.args)["options"]) for one in found] == [(WARNING, "220V欧规")]
    assert [dict(one.args)["options"] for one in findings(goods, "DE")] == ["110V美规"]
    assert findings(goods, "BR") == []
    none_fits = product(options=(("规格", "220V欧规"), ("规格", "220V英规")))
    assert findings(none_fits, "US")[0].severity is BLOCK


def test_options_go_before_facts() -> None:
    goods = product(fact("220V"), options=(("规格", "110V"),))
    assert findings(goods, "US") == []


def test_no_mains_known() -> None:
    target = Target("US", "generic", "en-US")
    assert Mains().check(ListingContext(target, product(fact("220V")), CHANNEL)) == []


@pytest.mark.parametrize(
    ("title", "facts", "market", "severity"),
    [
        ("电风扇", (fact("220V"),), "PH", INFO),
        ("Tower fan", (fact("220V"),), "PH", INFO),
        ("台灯", (fact("220V"),), "PH", None),
        ("电风扇", (fact("220V"),), "TH", None),
        ("电风扇", (fact("220V"), fact("50Hz", "frequency")), "PH", WARNING),
        ("电风扇", (fact("220V 50Hz"),), "PH", WARNING),
        ("台灯", (fact("220V 50Hz"),), "PH", INFO),
        ("台灯", (fact("220V 50/60Hz"),), "PH", None),
        ("电风扇", (fact("220V"), fact("50", "frequency", unit="hertz")), "PH", WARNING),
        ("电风扇", (fact("220V 60Hz"),), "TH", WARNING),
        ("显示器", (fact("220V"), fact("60Hz", "x", label="刷新率")), "TH", None),
        ("电风扇", (fact("5V"), fact("50Hz", "frequency")), "PH", None),
        ("电风扇", (fact("220V 50Hz"),), "US", BLOCK),
    ],
)
def test_frequency(
    title: str, facts: tuple[Fact, ...], market: str, severity: Severity | None
) -> None:
    assert worst(product(*facts, title=title), market) == severity
    assert len(findings(product(*facts, title=title), market)) <= 1


@pytest.mark.parametrize(
    ("name", "value", "facts", "market", "found"),
    [
        ("规格", "英规", (fact("100-240V"),), "DE", True),
        ("规格", "欧规", (fact("100-240V"),), "DE", False),
        ("规格", "国标", (fact("100-240V"),), "DE", True),
        ("规格", "国标", (fact("100-240V"),), "US", False),
        ("规格", "英规", (), "DE", False),
        ("插头", "英规", (), "DE", True),
        ("Plug", "UK", (), "DE", True),
        ("Plug", "EU", (), "DE", False),
        ("Plug", "Type G", (), "GB", False),
        ("Plug", "Type G", (), "US", True),
        ("Plug", "Type-C", (), "US", False),
        ("Size", "EU 38", (fact("100-240V"),), "US", False),
        ("颜色", "红", (fact("100-240V"),), "US", False),
        (
            "规格",
            "英规",
            (fact("100-240V"), fact("转换插头×1", "package", label="包装")),
            "DE",
            False,
        ),
        ("颜色", "红", (fact("英式插头", "plug_type", label="插头"),), "DE", True),
        ("颜色", "红", (fact("英式插头", "plug_type", label="插头"),), "MY", False),
    ],
)
def test_plug(name: str, value: str, facts: tuple[Fact, ...], market: str, found: bool) -> None:  # noqa: FBT001
    said = findings(product(*facts, options=((name, value),)), market)
    assert [one.severity for one in said] == ([WARNING] if found else [])
    assert all(dict(one.args)["sockets"] for one in said)


def test_of_plugs_one_that_fits_is_enough() -> None:
    goods = product(options=(("插头", "英规"), ("插头", "美规")))
    assert findings(goods, "US") == []
    assert len(findings(goods, "DE")) == 1

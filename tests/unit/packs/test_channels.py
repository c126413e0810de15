"""The channel packs we ship, malformed ones, and the questions a channel answers."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from localizer.errors import PackError
from localizer.model.channel import Channel, FieldLimit, LengthUnit
from localizer.model.segment import Field
from localizer.packs.channels import load_channel, load_channels
from localizer.packs.rules import load_sources
from localizer.paths import resource

CHANNELS = load_channels()
ALL = pytest.mark.parametrize("channel", CHANNELS.values(), ids=list(CHANNELS))


def limit(channel: str, field: str, market: str) -> FieldLimit:
    found = CHANNELS[channel].limit(field, market)
    assert found is not None
    return found


def test_every_channel_is_there() -> None:
    assert list(CHANNELS) == ["amazon", "generic", "lazada", "shopee", "shopify", "tiktok"]


@ALL
def test_every_fee_and_limit_has_source_and_date(channel: Channel) -> None:
    for fee in channel.fees:
        assert fee.source
        assert dt.date.fromisoformat(fee.checked_on) <= dt.date(2026, 11, 21)
        assert fee.as_of or fee.confidence == "unconfirmed"
        assert fee.market in channel.markets
    stated = [(one.source, one.checked_on) for one in channel.limits]
    stated += [(one.source, one.checked_on) for one in channel.prices]
    for source, checked_on in stated:
        assert source
        assert dt.date.fromisoformat(checked_on) <= dt.date(2026, 11, 21)


@ALL
def test_live_rules_name_known_sources(channel: Channel) -> None:
    named = {source for rule in channel.live_rules for source in rule.sources}
    assert not named - set(load_sources())


@ALL
def test_market_limits_are_of_the_channels_markets(channel: Channel) -> None:
    for one in channel.limits:
        _field, at, market = one.field.partition("@")
        assert not at or market in channel.markets


@pytest.mark.parametrize(
    ("channel", "field", "market", "minimum", "maximum", "hard"),
    [
        ("tiktok", "title", "ID", 25, 255, True),
        ("tiktok", "title", "DE", 1, 255, True),
        ("tiktok", "title", "BR", 1, 300, True),
        ("tiktok", "option_name", "VN", None, 20, True),
        ("lazada", "title", "TH", None, 255, True),
        ("lazada", "option_name", "TH", None, 15, True),
        ("amazon", "title", "US", None, 200, True),
        ("shopee", "title", "TH", 5, 100, False),
        ("shopee", "title", "BR", 5, 120, False),
    ],
)
def test_limits(
    channel: str, field: str, market: str, minimum: int | None, maximum: int, *, hard: bool
) -> None:
    found = limit(channel, field, market)
    assert (found.minimum, found.maximum, found.hard) == (minimum, maximum, hard)


def test_a_market_limit_keeps_what_it_does_not_state() -> None:
    found = limit("tiktok", "title", "BR")
    assert found.field == "title@BR"
    assert found.required
    assert found.source == limit("tiktok", "title", "ID").source


def test_units() -> None:
    assert limit("amazon", "description", "US").unit is LengthUnit.UTF8_BYTES
    assert limit("amazon", "description", "US").length("ไทย") == 9
    assert limit("amazon", "title", "US").length("ไทย") == 3
    assert limit("lazada", "title", "TH").max_bytes == 255
    assert limit("amazon", "title", "US").advised_maximum == 75
    weighted = FieldLimit("x", True, 9, LengthUnit.WEIGHTED, False, "s", "2026-11-21", "O")  # noqa: FBT003
    assert weighted.length("中文 ab") == 7
    # every plane of ideographs, kana, Hangul and full-width signs; nothing else
    assert weighted.length("𠮷㐀豈カ가，＋") == 14
    assert weighted.length("éก€…–“😀") == 7


def test_generic_has_no_limits_and_no_fees() -> None:
    generic = CHANNELS["generic"]
    assert all(generic.limit(field, "TH") is None for field in Field)
    assert generic.fees == ()
    assert generic.fee("TH").confidence == "none"


@pytest.mark.parametrize(
    ("channel", "market", "category", "pct", "confidence"),
    [
        ("amazon", "US", None, "0.15", "source"),
        ("amazon", "DE", "unheard of", "0.15", "source"),
        ("shopee", "ID", None, "0.08", "range"),
        ("tiktok", "GB", None, "0.09", "source"),
        ("lazada", "SG", None, "0.08", "unconfirmed"),
    ],
)
def test_fees(channel: str, market: str, category: str | None, pct: str, confidence: str) -> None:
    fee = CHANNELS[channel].fee(market, category)
    assert fee.rules[0].pct == Decimal(pct)
    assert fee.confidence == confidence


def test_a_category_has_its_own_fee() -> None:
    rule = CHANNELS["amazon"].fee_rules("DE", "clothing")[0]
    assert [(tier.start, tier.pct) for tier in rule.tiers] == [
        (Decimal(0), Decimal("0.05")),
        (Decimal(15), Decimal("0.10")),
        (Decimal(20), Decimal("0.15")),
    ]


def test_brazilian_slabs() -> None:
    rule = CHANNELS["shopee"].fee_rules("BR")[0]
    assert rule.mode == "slab"
    assert [tier.fixed for tier in rule.tiers] == [Decimal(n) for n in ("4", "16", "20", "26")]


@pytest.mark.parametrize(
    ("channel", "market"), [("tiktok", "VN"), ("lazada", "MY"), ("shopee", "PH"), ("amazon", "MX")]
)
def test_where_no_fee_is_known_none_is_given(channel: str, market: str) -> None:
    fee = CHANNELS[channel].fee(market)
    assert (fee.rules, fee.confidence) == ((), "none")


def test_han_is_refused_by_tiktok_outside_chinese_rooms() -> None:
    tiktok = CHANNELS["tiktok"]
    assert tiktok.refuses_han("th-TH")
    assert not tiktok.refuses_han("zh-Hans-SG")
    assert not CHANNELS["shopee"].refuses_han("th-TH")


def test_forbidden_characters() -> None:
    assert "!" in CHANNELS["amazon"].forbidden("title", "DE")
    assert CHANNELS["amazon"].forbidden("description", "DE") == ""
    assert CHANNELS["lazada"].forbidden("option_value", "MY") == '"^~<>|'
    assert CHANNELS["generic"].forbidden("title", "MY") == ""


def test_images_and_prices() -> None:
    lazada = CHANNELS["lazada"]
    assert (lazada.min_images, lazada.max_images) == (1, 8)
    assert lazada.image_file is not None
    assert lazada.image_file.max_bytes == 3145728
    price = CHANNELS["tiktok"].price_limit("MX")
    assert price is not None
    assert (price.minimum, price.maximum) == (Decimal(1), Decimal(50000))
    assert CHANNELS["tiktok"].price_limit("TH") is None


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('code = "shopee"', 'code = "shope"', "line 6, code: The code names the file."),
        ('grade = "U"', 'grade = "X"', "limits › title › grade: Wanted is one of O, C, S, U"),
        ('pct = "0.08"', 'pct = "8"', "fees #1 › rules #1 › pct: A share is below 1"),
        ('pct = "0.08"', 'pct = "a"', "fees #1 › rules #1 › pct: Wanted is a decimal number"),
        ('pct = "0.08"', "minimum = 2\ncap = 1", "minimum: The minimum lies above the cap."),
        ('mode = "slab"', 'mode = "flat"', "mode: Tiers belong to the modes slab and marginal"),
        ('mode = "slab"', 'mode = "slabs"', "mode: Wanted is one of flat, slab, marginal"),
        ('start = "80"', 'start = "90"', "tiers: Tiers begin at 0, leave no gap"),
        ('markets = ["TW"]', "markets = []", "fees #5: A fee names its markets"),
        ('[limits."title@BR"]', '[limits."titel@BR"]', "titel@BR: A market's own limit needs"),
        ("maximum = 120", "maxmum = 120", "limits › title@BR › maxmum: There is no such key"),
        ("checked_on = 2026-11-21", "", "limits › title › checked_on: This key is missing."),
    ],
)
def test_a_malformed_pack_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    text = resource("channels", "shopee.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "shopee.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_channel(path)
    assert sentence in str(caught.value)
    assert str(caught.value).startswith("shopee.toml, line ")

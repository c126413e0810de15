"""The market packs we ship, and malformed ones."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel import Locale

from localizer.errors import PackError
from localizer.model.locale import to_babel
from localizer.model.market import Market, MeasureSystem, Pacing
from localizer.model.money import selling_digits
from localizer.model.price import TaxMode
from localizer.packs.markets import load_market, load_markets
from localizer.packs.rules import load_sources
from localizer.paths import resource

MARKETS = load_markets()
ALL = pytest.mark.parametrize("market", MARKETS.values(), ids=list(MARKETS))


def test_every_market_is_there() -> None:
    wanted = "BR DE ES FR GB ID IT MX MY PH SG TH TW US VN"
    assert list(MARKETS) == wanted.split()


@ALL
def test_zone_and_locales_exist(market: Market) -> None:
    assert ZoneInfo(market.time_zone).key == market.time_zone
    for locale in market.locales:
        assert Locale.parse(to_babel(locale)).language == locale.split("-")[0]


@ALL
def test_every_tax_has_source_and_date(market: Market) -> None:
    for tax in filter(None, (market.tax, market.reduced_tax)):
        assert tax.source
        assert tax.checked_on == dt.date(2026, 11, 21)
        assert tax.confidence
    assert market.fx_buffer_source
    assert market.bands_source
    assert "our own" in market.target_margin_source


@ALL
def test_endings_have_no_more_digits_than_the_currency_sells(market: Market) -> None:
    quantum = Decimal(1).scaleb(-selling_digits(market.currency))
    for band in market.bands:
        for ending in (band.step, *band.endings):
            assert ending == ending.quantize(quantum)


@ALL
def test_words_of_address_can_be_used_as_they_are(market: Market) -> None:
    assert market.address_use
    assert not [word for word in market.address_use if set(word) & set("(/{")]
    assert "{n}" in market.cta
    assert '"' not in market.cta + market.greeting


@ALL
def test_every_source_is_explained(market: Market) -> None:
    known = load_sources()
    named = {*market.sources, *(festival.source for festival in market.festivals)}
    named |= {source for item in market.law for source in item.sources}
    named |= set(market.mains.sources) if market.mains else set()
    assert named
    assert not named - set(known)


@ALL
def test_there_are_dates_mains_and_law(market: Market) -> None:
    assert len([one for one in market.festivals if one.date]) >= 8
    assert market.mains is not None
    assert market.mains.voltages
    assert {item.region for item in market.law} >= {market.code}


@pytest.mark.parametrize(
    ("code", "value", "effective"),
    [
        ("TH", "0.07", "0.07"),
        ("GB", "0.20", "0.20"),
        ("US", "0", "0"),
        ("BR", "0.17", "0.204819277"),
    ],
)
def test_effective_tax(code: str, value: str, effective: str) -> None:
    market = MARKETS[code]
    assert market.tax.value == Decimal(value)
    assert round(market.effective_tax, 9) == Decimal(effective)


def test_what_differs_from_the_rule() -> None:
    assert [code for code, one in MARKETS.items() if one.tax_mode is TaxMode.EXCLUSIVE] == ["US"]
    assert [code for code, one in MARKETS.items() if one.measure == MeasureSystem.US] == ["US"]
    slow = [code for code, one in MARKETS.items() if one.pacing is Pacing.SLOW_BUILD]
    assert slow == ["DE", "TW"]
    assert MARKETS["TH"].tax.expired(dt.date(2026, 11, 21))
    assert MARKETS["VN"].reduced_tax is not None
    assert MARKETS["VN"].reduced_tax.value == Decimal("0.08")
    brazil = MARKETS["BR"].mains
    assert brazil is not None
    assert brazil.voltages == (127, 220)
    union = [code for code, one in MARKETS.items() if "EU" in {item.region for item in one.law}]
    assert union == ["DE", "ES", "FR", "IT"]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('name = "Thailand"', 'nam = "Thailand"', "TH.toml, name: This key is missing."),
        (
            'name = "Thailand"',
            'name = "Thailand"\nnam = "x"',
            "TH.toml, line 7, nam: There is no such key; look for a misspelling.",
        ),
        ('name = "Thailand"', "name = 5", "TH.toml, line 6, name: Wanted is a text in quotes"),
        ('value = "0.07"', 'value = "7 %"', "tax › value: Wanted is a decimal number such as"),
        ('value = "0.07"', 'value = "7"', "tax › value: A share is below 1"),
        ("valid_to = 2026-09-30", 'valid_to = "2026-09-30"', "tax › valid_to: Wanted is a date"),
        ("valid_to = 2026-09-30", "valid_to = 2026-09-31", "TH.toml: This is not TOML"),
        ('code = "TH"', 'code = "VN"', "code: The code is two capital letters and names the file"),
        ('currency = "THB"', 'currency = "baht"', "currency: A currency is three capital letters."),
        ('locale = "th-TH"', 'locale = "th"', "default_locale: The default locale is not among"),
        ('pacing = "direct"', 'pacing = "fast"', "pacing: Wanted is one of direct, balanced"),
        ('start = "1000"', 'start = "2000"', "bands #2 › start: Bands begin at 0 and follow"),
        ('end = "1000"\n', "", "bands #2 › start: Bands begin at 0 and follow"),
        ('step = "10"', 'step = "0"', "bands #1 › endings: There is an ending"),
        ('start = "1000"', 'start = "1000"\nend = "9000"', "bands: The last band has no end."),
        ("hz = 50", "hz = 50.5", "mains › hz: Wanted is a whole number"),
    ],
)
def test_a_malformed_pack_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    text = resource("markets", "TH.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "TH.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_market(path)
    assert sentence in str(caught.value)
    assert str(caught.value).startswith("TH.toml")


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="There is no pack in the folder"):
        load_markets(tmp_path)

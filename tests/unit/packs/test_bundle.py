"""All packs together, and targets."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from localizer.errors import InputError, PackError
from localizer.model.launch import Target
from localizer.model.size import GoodsKind, PartKind
from localizer.packs import load_packs
from localizer.paths import data_dir

PACKS = load_packs()
COMBINATIONS = (
    "ID/shopee TH/shopee VN/tiktok MY/lazada PH/shopee SG/shopee TW/shopee US/amazon GB/tiktok "
    "DE/amazon FR/tiktok ES/tiktok IT/tiktok MX/generic BR/shopee"
)


@pytest.mark.parametrize("text", COMBINATIONS.split())
def test_the_combinations_of_the_first_launch_resolve(text: str) -> None:
    target = PACKS.resolve_target(text)
    market = PACKS.markets[target.market]
    assert target.locale == market.default_locale
    assert PACKS.label(target) == text
    assert target.channel in PACKS.channels


@pytest.mark.parametrize(
    ("text", "target", "label"),
    [
        ("MY/lazada@en-MY", Target("MY", "lazada", "en-MY"), "MY/lazada@en-MY"),
        (" my/lazada@EN-my ", Target("MY", "lazada", "en-MY"), "MY/lazada@en-MY"),
        ("MY/lazada@ms-MY", Target("MY", "lazada", "ms-MY"), "MY/lazada"),
        ("SG/tiktok@zh-Hans-SG", Target("SG", "tiktok", "zh-Hans-SG"), "SG/tiktok@zh-Hans-SG"),
    ],
)
def test_locales_of_a_target(text: str, target: Target, label: str) -> None:
    assert PACKS.resolve_target(text) == target
    assert PACKS.label(target) == label


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Thailand", "“Thailand” is no target. Write TH/shopee or MY/lazada@en-MY."),
        ("JP/amazon", "There is no market JP. There are: BR, DE, ES, FR, GB, ID, IT, MX, MY, "),
        (
            "TH/amazon",
            "TH has no channel amazon. It has: shopee, lazada, tiktok, shopify, generic.",
        ),
        ("TH/ebay", "TH has no channel ebay. It has: shopee, lazada, tiktok, shopify, generic."),
        ("MY/lazada@th-TH", "MY has no locale th-TH. It has: ms-MY, en-MY, zh-Hans-MY."),
    ],
)
def test_an_unknown_target_says_what_there_is(text: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        PACKS.resolve_target(text)
    assert str(caught.value).startswith(sentence)


def test_the_label_of_a_market_that_is_gone_is_written_out() -> None:
    assert PACKS.label(Target("XX", "shopee", "en-XX")) == "XX/shopee@en-XX"


def test_every_target_resolves_from_its_label() -> None:
    targets = PACKS.targets()
    assert len(targets) > 80
    assert all(PACKS.resolve_target(PACKS.label(target)) == target for target in targets)


def test_every_locale_has_a_speaking_rate() -> None:
    locales = {locale for market in PACKS.markets.values() for locale in market.locales}
    rates = {locale: PACKS.speech_rate(locale) for locale in locales}
    assert None not in rates.values()
    assert {rate.language for locale, rate in rates.items() if rate and locale == "pt-BR"} == {
        "pt-BR"
    }
    assert PACKS.speech_rate("ja-JP") is None


def test_every_market_has_its_pace() -> None:
    assert {market.pacing for market in PACKS.markets.values()} <= set(PACKS.beats.presets)


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (
            "markets/TW.toml",
            '["shopee", ',
            '["shopee", "tiktok", ',
            "TW.toml names the channel tiktok, but tiktok.toml does not name the market TW.",
        ),
        (
            "channels/lazada.toml",
            '["ID", ',
            '["ID", "JP", ',
            "lazada.toml names the market JP, but JP.toml does not name the channel lazada.",
        ),
    ],
)
def test_packs_that_disagree_are_refused(
    tmp_path: Path, file: str, old: str, new: str, sentence: str
) -> None:
    for name in ("markets", "channels", "rules", "scripts"):
        shutil.copytree(data_dir("resources") / name, tmp_path / name)
    path = tmp_path / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_packs(tmp_path)
    assert sentence in str(caught.value)


def test_a_users_own_sizes_go_over_ours(tmp_path: Path) -> None:
    text = '[markets.DE]\nlabels = ["uk"]\n'
    (tmp_path / "sizes").mkdir()
    (tmp_path / "sizes" / "shoes.toml").write_text(text, encoding="utf-8")
    own = load_packs(own=tmp_path).sizes.markets["DE", GoodsKind.SHOES]
    assert own.labels == (PartKind.UK,)
    assert PACKS.sizes.markets["DE", GoodsKind.SHOES].labels == (PartKind.EU,)

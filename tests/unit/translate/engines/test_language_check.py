from __future__ import annotations

import sys

import pytest

from localizer.translate.engines import language_check
from localizer.translate.engines.language_check import (
    foreign_script,
    latin_written,
    own_letters,
    speaks,
    wrong_form,
)

SENTENCES = {
    "en-US": "This soft summer dress has two pockets and a warm collar",
    "de-DE": "Dieses weiche Sommerkleid hat zwei Taschen und einen warmen Kragen",
    "fr-FR": "Cette robe d'été douce a deux poches et un col chaud pour vous",
    "es-MX": "Este vestido suave de verano tiene dos bolsillos y un cuello cálido",
    "it-IT": "Questo morbido vestito estivo ha due tasche e un collo caldo",
    "pt-BR": "Este vestido macio de verão tem dois bolsos e uma gola quente para você",
    "id-ID": "Gaun musim panas yang lembut ini memiliki dua saku dan kerah yang hangat",
    "fil-PH": "Ang malambot na bestidang ito ay may dalawang bulsa at mainit na kuwelyo",
    "vi-VN": "Chiếc váy mùa hè mềm mại này có hai túi và cổ áo ấm áp",
    "th-TH": "ชุดเดรสฤดูร้อนเนื้อนุ่มตัวนี้มีกระเป๋าสองใบและปกเสื้อที่อบอุ่น",
    "zh-Hans": "这款柔软的夏季连衣裙有两个口袋和温暖的领子",
    "zh-Hant-TW": "這款柔軟的夏季連衣裙有兩個口袋和溫暖的領子",
    "ja-JP": "この柔らかい夏のワンピースにはポケットが二つあります",
    "ko-KR": "이 부드러운 여름 원피스는 주머니가 두 개 있습니다",
    "ru-RU": "У этого мягкого летнего платья два кармана",
}


@pytest.mark.parametrize("spoken", SENTENCES)
@pytest.mark.parametrize("asked", SENTENCES)
def test_every_language_is_told_from_every_other(spoken: str, asked: str) -> None:
    assert speaks(SENTENCES[spoken], asked) is (spoken == asked)


@pytest.mark.parametrize("locale", ["id-ID", "ms-MY", "ms-SG"])
def test_indonesian_and_malay_are_one(locale: str) -> None:
    assert speaks("Gaun ini dibuat daripada kain lembut untuk wanita", locale) is True
    assert speaks("Gaun ini terbuat dari kain lembut untuk wanita", locale) is True


def test_filipino_is_tagalog() -> None:
    assert speaks(SENTENCES["fil-PH"], "tl") is True


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("", "de-DE"),
        ("⟦0⟧ 12 × 3", "th-TH"),
        ("Wireless earbuds", "de-DE"),
        ("Polo Premium", "th-TH"),
        ("Moisturizing Hand Cream for Women and Men Handy Small Tube", "fil-PH"),
        ("Con burro di karité: nutre e non unge", "it-IT"),
        ("Felpa oversize unisex con cappuccio", "it-IT"),
        ("Earphone Bluetooth Wireless Noise Cancelling Bass", "id-ID"),
        ("夏季连衣裙女装", "ja-JP"),
        ("หูฟัง ⟦0⟧ Bluetooth True Wireless", "th-TH"),
        ("soft dress with two pockets", "xx"),
        ("https://shop.example/this-is-english-and-long", "de-DE"),
    ],
)
def test_what_cannot_be_told(text: str, locale: str) -> None:
    assert speaks(text, locale) is None


@pytest.mark.parametrize(
    ("text", "locale", "answer"),
    [
        ("หูฟังไร้สาย ⟦0⟧ Bluetooth 5.3", "th-TH", True),
        ("Không dùng cùng lúc hai máy này", "vi-VN", True),
        ("Váy mềm mại", "fr-FR", False),
        ("夏季T恤", "zh-Hans", True),
        ("カバン", "zh-Hans", False),
        ("柔软", "zh-Hant-TW", False),
        ("The soft dress is made for you and has two pockets with a zip", "fil-PH", False),
        ("Soft dress with pockets and a warm collar for summer", "ms-MY", False),
        ("ชุดเดรส made for the summer with pockets and collar", "th-TH", False),
        ("Soft dress women summer", "th-TH", False),
    ],
)
def test_mixtures_and_short_texts(text: str, locale: str, answer: bool) -> None:  # noqa: FBT001
    assert speaks(text, locale) is answer


def test_without_lingua_only_scripts_and_vietnamese_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    language_check._detector.cache_clear()
    monkeypatch.setitem(sys.modules, "lingua", None)
    try:
        assert speaks(SENTENCES["en-US"], "de-DE") is None
        assert speaks(SENTENCES["th-TH"], "de-DE") is False
        assert speaks(SENTENCES["vi-VN"], "de-DE") is False
        assert speaks(SENTENCES["zh-Hant-TW"], "zh-Hans") is False
    finally:
        language_check._detector.cache_clear()


@pytest.mark.parametrize(
    ("text", "locale", "script"),
    [
        ("Kleid 红", "de-DE", "han"),
        ("ชุด 红", "th-TH", "han"),
        ("ชุด の", "th-TH", "kana"),
        ("Kleid для", "de-DE", "cyrillic"),
        ("Kleid ชุด", "de-DE", "thai"),
        ("連衣裙 원피스", "zh-Hant-TW", "hangul"),
        ("Kleid λόγος", "de-DE", "greek"),
        ("Ω-Regler, β-Carotin, 5 µm", "de-DE", ""),
        ("199 ฿ · Kleid", "de-DE", ""),
        ("Kleid für Mädchen, café", "th-TH", ""),
        ("ワンピース 連衣裙", "ja-JP", ""),
        ("what is this", "xx", ""),
    ],
)
def test_a_script_that_does_not_belong(text: str, locale: str, script: str) -> None:
    assert foreign_script(text, locale) == script


def test_chinese_keeps_what_its_source_has() -> None:
    assert foreign_script("優の品", "zh-Hant-TW", "优の品") == ""
    assert foreign_script("優の品ン", "zh-Hant-TW", "优の品") == "kana"
    assert foreign_script("ของ の", "th-TH", "优の品") == "kana"


@pytest.mark.parametrize(
    ("text", "locale", "wrong"),
    [
        ("這款连衣裙颜色多，连衣", "zh-Hant-TW", "连颜"),
        ("体积与重量", "zh-Hant-TW", "体积与"),
        ("紅色連衣裙", "zh-Hans-MY", "紅連"),
        ("台灣公里皇后乾淨冲泡云端", "zh-Hant-TW", ""),
        ("里面干净云后台几只面", "zh-Hans", ""),
        ("着色胜肽床群峰烟", "zh-Hant", ""),
        ("红色", "zh", ""),
        ("红色", "de-DE", ""),
    ],
)
def test_the_other_form_of_chinese(text: str, locale: str, wrong: str) -> None:
    assert wrong_form(text, locale) == wrong


def test_usual_simplified_characters_are_all_known() -> None:
    usual = (
        "国学会来时说为这们个对发过还进动现东车马鸟鱼龙门问间闻长张书画两边远连运达颜红绿蓝银纯宽裤领"
        "丝绣缝弹层装压净湿热质轻软适码产号双宝实点机价优网洁触复构"
    )
    assert wrong_form(usual, "zh-Hant") == usual


def test_own_letters_and_scripts() -> None:
    assert own_letters("abc 红", "zh-Hans")
    assert not own_letters("abc", "zh-Hans")
    assert own_letters("abc", "de-DE")
    assert latin_written("de-DE")
    assert latin_written("xx")
    assert not latin_written("th-TH")

"""Money typed as text: seen in every locale, told apart from what is no price, held against the price."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from localizer.check.amounts import PriceInText, amounts
from localizer.check.context import ScriptContext, TextContext
from localizer.check.numbers import Tokens
from localizer.model.finding import Severity
from localizer.model.grounds import Ground, Grounds
from localizer.model.promise import MoneyRole
from localizer.model.script import Lane, ScriptLine
from localizer.packs.promises import load_promises

BOOK = load_promises()
KNOWN = Grounds({Ground.PRICE: "29.99", Ground.WAS: "39.99"}, currency="EUR")


@pytest.mark.parametrize(
    ("locale", "text", "value", "role"),
    [
        ("en-US", "now $19.99", "19.99", MoneyRole.PRICE),
        ("en-US", "nineteen dollars only", "19", MoneyRole.PRICE),
        ("en-US", "you save $5", "5", MoneyRole.SAVE),
        ("en-US", "was $29", "29", MoneyRole.WAS),
        ("en-US", "a $5 voucher", "5", MoneyRole.OTHER),
        ("en-US", "free shipping over $49", "49", MoneyRole.OTHER),
        ("en-GB", "two for £30", "30", MoneyRole.BUNDLE),
        ("en-GB", "twenty quid", "20", MoneyRole.PRICE),
        ("en-SG", "S$19.90 each", "19.90", MoneyRole.PRICE),
        ("en-PH", "199 pesos", "199", MoneyRole.PRICE),
        ("id-ID", "cuma 99 ribu", "99000", MoneyRole.PRICE),
        ("id-ID", "99rb aja kak", "99000", MoneyRole.PRICE),
        ("id-ID", "Rp99.000", "99000", MoneyRole.PRICE),
        ("id-ID", "Rp 99 ribu", "99000", MoneyRole.PRICE),
        ("id-ID", "seratus ribu rupiah", "100000", MoneyRole.PRICE),
        ("id-ID", "harga normal 300 ribu.", "300000", MoneyRole.WAS),
        ("id-ID", "hemat 50 ribu aja", "50000", MoneyRole.SAVE),
        ("id-ID", "voucher 50 ribu ya", "50000", MoneyRole.OTHER),
        ("id-ID", "minimal belanja Rp100.000", "100000", MoneyRole.OTHER),
        ("ms-MY", "RM59.90 sahaja", "59.90", MoneyRole.PRICE),
        ("ms-MY", "lima puluh ringgit", "50", MoneyRole.PRICE),
        ("ms-MY", "harga asal RM79.90", "79.90", MoneyRole.WAS),
        ("ms-MY", "belanja RM50 ke atas", "50", MoneyRole.OTHER),
        ("fil-PH", "₱199 lang", "199", MoneyRole.PRICE),
        ("fil-PH", "199 pesos na lang", "199", MoneyRole.PRICE),
        ("fil-PH", "dating ₱599", "599", MoneyRole.WAS),
        ("fil-PH", "minimum spend ₱500", "500", MoneyRole.OTHER),
        ("th-TH", "199 บาท", "199", MoneyRole.PRICE),
        ("th-TH", "199.- ค่ะ", "199", MoneyRole.PRICE),
        ("th-TH", "สองร้อยบาท", "200", MoneyRole.PRICE),
        ("th-TH", "ราคาปกติ 990 บาท", "990", MoneyRole.WAS),
        ("th-TH", "ประหยัดไป 50 บาท", "50", MoneyRole.SAVE),
        ("th-TH", "ขั้นต่ำ 300 บาท", "300", MoneyRole.OTHER),
        ("vi-VN", "199.000 đ", "199000", MoneyRole.PRICE),
        ("vi-VN", "chỉ 199k thôi", "199000", MoneyRole.PRICE),
        ("vi-VN", "giá 500k", "500000", MoneyRole.PRICE),
        ("vi-VN", "199 nghìn đồng", "199000", MoneyRole.PRICE),
        ("vi-VN", "giá gốc 500k.", "500000", MoneyRole.WAS),
        ("vi-VN", "giảm 50k nhé", "50000", MoneyRole.SAVE),
        ("vi-VN", "đơn từ 99k trở lên ạ", None, MoneyRole.OTHER),
        ("zh-Hans-SG", "只要99元", "99", MoneyRole.PRICE),
        ("zh-Hans-SG", "一百九十九元", "199", MoneyRole.PRICE),
        ("zh-Hans-SG", "99块钱", "99", MoneyRole.PRICE),
        ("zh-Hans-SG", "原价199元", "199", MoneyRole.WAS),
        ("zh-Hans-SG", "立减20元", "20", MoneyRole.SAVE),
        ("zh-Hans-SG", "满99元包邮", "99", MoneyRole.OTHER),
        ("zh-Hant-TW", "NT$390", "390", MoneyRole.PRICE),
        ("zh-Hant-TW", "三百九十元", "390", MoneyRole.PRICE),
        ("zh-Hant-TW", "原價590元", "590", MoneyRole.WAS),
        ("zh-Hant-TW", "滿490元免運", "490", MoneyRole.OTHER),
        ("de-DE", "nur 9,90 Euro", "9.90", MoneyRole.PRICE),
        ("de-DE", "neunundzwanzig Euro", "29", MoneyRole.PRICE),
        ("de-DE", "1.299,00 €", "1299.00", MoneyRole.PRICE),
        ("de-DE", "statt 49,99 €", "49.99", MoneyRole.WAS),
        ("de-DE", "5 € Rabatt", "5", MoneyRole.SAVE),
        ("de-DE", "Gutschein über 10 €", "10", MoneyRole.OTHER),
        ("de-DE", "zwei für 50 €", "50", MoneyRole.BUNDLE),
        ("fr-FR", "à 29,90 €", "29.90", MoneyRole.PRICE),
        ("fr-FR", "vingt-neuf euros", "29", MoneyRole.PRICE),
        ("fr-FR", "au lieu de 49 €", "49", MoneyRole.WAS),
        ("fr-FR", "5 € de remise", "5", MoneyRole.SAVE),
        ("fr-FR", "dès 49 € d’achat", "49", MoneyRole.OTHER),
        ("es-ES", "por 19,95 €", "19.95", MoneyRole.PRICE),
        ("es-MX", "399 pesos", "399", MoneyRole.PRICE),
        ("es-MX", "trescientos noventa y nueve pesos", "399", MoneyRole.PRICE),
        ("es-MX", "antes $599", "599", MoneyRole.WAS),
        ("es-MX", "compras mayores a $299", "299", MoneyRole.OTHER),
        ("it-IT", "a 29,90 euro", "29.90", MoneyRole.PRICE),
        ("it-IT", "ventinove euro", "29", MoneyRole.PRICE),
        ("it-IT", "invece di 49 €", "49", MoneyRole.WAS),
        ("it-IT", "buono da 5 €", "5", MoneyRole.OTHER),
        ("pt-BR", "por R$ 99,90", "99.90", MoneyRole.PRICE),
        ("pt-BR", "99 reais", "99", MoneyRole.PRICE),
        ("pt-BR", "noventa e nove reais", "99", MoneyRole.PRICE),
        ("pt-BR", "era R$ 199", "199", MoneyRole.WAS),
        ("pt-BR", "cupom de R$ 10", "10", MoneyRole.OTHER),
    ],
)
def test_an_amount_is_read_with_its_role(
    locale: str, text: str, value: str | None, role: MoneyRole
) -> None:
    found = [(one.value, one.role) for one in amounts(text, locale, BOOK.find(locale))]
    # an amount of which the words around tell that it is no money is none at all
    assert found == ([] if value is None else [(Decimal(value), role)])


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en-US", "5V, 2 pounds, 4K video"),
        ("en-US", "four thousand steps"),
        ("id-ID", "20 ribu mAh, 10 ribu langkah"),
        ("id-ID", "hanya 5 ribu langkah"),
        ("id-ID", "5V 2A"),
        ("vi-VN", "độ phân giải 4K, 20 nghìn mAh"),
        ("vi-VN", "chỉ 5k người mua"),
        ("vi-VN", "đẹp 5 điểm"),
        ("th-TH", "5 นาที 20 พันครั้ง"),
        ("zh-Hans-SG", "一块毛巾，5块布"),
        ("zh-Hant-TW", "這一塊，停住。"),
        ("de-DE", "5 V, Europa, 3 Stück"),
        ("fr-FR", "5 V, eurent, mille fois"),
        ("es-MX", "un peso ligero de 300 g"),
        ("es-ES", "antes de gastar un euro"),
        ("it-IT", "cinque pezzi, europeo"),
        ("pt-BR", "mil vezes, real conforto"),
        ("fil-PH", "piso sa kusina, 5 minuto"),
        ("ms-MY", "0 ringgit"),
    ],
)
def test_what_is_no_money_is_let_be(locale: str, text: str) -> None:
    assert amounts(text, locale, BOOK.find(locale)) == ()


def test_without_words_a_sign_is_enough() -> None:
    assert [one.text for one in amounts("nur 9,90 Euro oder 5 €", "de-DE", None)] == ["5 €"]


@pytest.mark.parametrize(
    ("text", "grounds", "severity", "fix"),
    [
        ("nur 29,99 €", KNOWN, Severity.WARNING, "{price}"),
        ("nur 24,99 €", KNOWN, Severity.BLOCK, "{price}"),
        ("neunundzwanzig Euro", KNOWN, Severity.BLOCK, "{price}"),
        ("nur 29,99 €", None, Severity.WARNING, None),
        ("nur 29,99 €", Grounds(), Severity.WARNING, None),
        ("nur $29.99", KNOWN, Severity.BLOCK, "{price}"),
        ("statt 39,99 €", KNOWN, Severity.WARNING, "{was}"),
        ("statt 49,99 €", KNOWN, Severity.BLOCK, "{was}"),
        ("10 € Rabatt", KNOWN, Severity.WARNING, "{save}"),
        ("15 € Rabatt", KNOWN, Severity.BLOCK, "{save}"),
        ("zwei für 50 €", KNOWN, Severity.WARNING, None),
    ],
)
def test_a_typed_price(
    text: str,
    grounds: Grounds | None,
    severity: Severity,
    fix: str | None,
    context: Callable[..., TextContext],
) -> None:
    (found,) = PriceInText().check(context(text, grounds=grounds, promises=BOOK))
    assert (found.severity, found.fix) == (severity, fix)
    assert found.message.format(**dict(found.args))
    assert text[found.start : found.end] == dict(found.args)["text"]


@pytest.mark.parametrize(
    "text",
    [
        "Gutschein über 10 €",
        "versandkostenfrei ab einem Einkauf von 49 €",
        "kostet das 29,99 €?",
        "nicht 29,99 €",
        "statt {was} nur {price}",
    ],
)
def test_what_is_no_price_is_let_be(text: str, context: Callable[..., TextContext]) -> None:
    assert PriceInText().check(context(text, grounds=KNOWN, promises=BOOK)) == []


def test_a_former_price_that_nobody_may_name_is_told_by_another_check(
    context: Callable[..., TextContext],
) -> None:
    grounds = Grounds({Ground.PRICE: "29.99"}, currency="EUR")
    text = context("statt 49,99 €", grounds=grounds, promises=BOOK)
    assert PriceInText().check(text) == []


def test_both_prices_of_a_product_are_right_and_those_between_are_not(
    context: Callable[..., TextContext],
) -> None:
    grounds = Grounds({Ground.PRICE: "9.90", Ground.PRICE_TO: "19.90"}, currency="EUR")
    text = context("9,90 €, 15 €, 19,90 €", grounds=grounds, promises=BOOK)
    found = PriceInText().check(text)
    assert [one.severity for one in found] == [Severity.WARNING, Severity.BLOCK, Severity.WARNING]
    assert found[1].message.format(**dict(found[1].args)) == (
        "“15 €” is none of the prices: they go from 9.90 to 19.90 EUR now. Use the token {price}."
    )


def test_a_host_s_line_is_read_and_a_cue_is_not(
    pitch: Callable[..., ScriptContext], line: Callable[..., ScriptLine]
) -> None:
    lines = (line("Hallo"), line("24,99 €", lane=Lane.CONTROL), line("nur 24,99 €"))
    (found,) = PriceInText().check(pitch(*lines, grounds=KNOWN, promises=BOOK))
    whole = "\n".join(one.text for one in lines)
    assert whole[found.start : found.end] == "24,99 €"
    assert found.start > len("Hallo\n24,99 €")


@pytest.mark.parametrize(
    ("text", "prices"),
    [
        ("nur 19,99 €!", ["19,99 €"]),
        ("nur €19.", ["€19"]),
        ("Rp 199.000", ["Rp 199.000"]),
        ("RM29.90", ["RM29.90"]),
        ("chỉ 199.000đ", ["199.000đ"]),
        ("chỉ 199.000 đ thôi", ["199.000 đ"]),
        ("199.000₫", ["199.000₫"]),
        ("199 บาท", ["199 บาท"]),
        ("THB 199", ["THB 199"]),
        ("199 THB", ["199 THB"]),
        ("R$ 10,00 / S$5 / NT$99 / US$7", ["R$ 10,00", "S$5", "NT$99", "US$7"]),
        ("￥88, 99元", ["￥88", "99元"]),
        ("{price}", []),
        ("5 đoạn", []),
        ("12 cm, 3 Stück", []),
        ("Rock 5", []),
        ("THBX 5", []),
    ],
)
def test_price_in_text(text: str, prices: list[str], context: Callable[..., TextContext]) -> None:
    found = PriceInText().check(context(text))
    assert [text[one.start : one.end] for one in found] == prices
    assert [dict(one.args)["text"] for one in found] == prices


def test_the_advice_of_one_check_is_not_refused_by_another(
    context: Callable[..., TextContext],
) -> None:
    advice = PriceInText().check(context("nur 5 €"))[0]
    followed = context(f"nur {dict(advice.args)['token']}", "杯")
    assert Tokens().check(followed) == []
    assert PriceInText().check(followed) == []

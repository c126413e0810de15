from __future__ import annotations

import pytest

from localizer.model.phrase import CLAIM_CONDITIONS
from localizer.pipeline.tools import Tools
from localizer.script.promise_words import promises_in


@pytest.mark.parametrize(
    ("locale", "text", "name"),
    [
        ("en-US", "Shipping's on us today", "free_shipping"),
        ("en-GB", "today only, ladies", "offer_end"),
        ("de-DE", "Das Kleid ist zertifiziert.", "certificate"),
        ("de-AT", "nur noch wenige da", "stock_low"),
        ("fr-FR", "la livraison est offerte: livraison offerte", "free_shipping"),
        ("es-MX", "solo hoy", "offer_end"),
        ("it-IT", "ultimi pezzi!", "stock_low"),
        ("pt-BR", "frete grátis pra todo mundo", "free_shipping"),
        ("id-ID", "gratis ongkir kak", "free_shipping"),
        ("ms-MY", "hari ini sahaja", "offer_end"),
        ("fil-PH", "libreng shipping", "free_shipping"),
        ("vi-VN", "sắp hết rồi", "stock_low"),
        ("th-TH", "วันนี้วันเดียวเท่านั้นค่ะ", "offer_end"),
        ("zh-Hans-CN", "今天包邮", "free_shipping"),
        ("zh-Hant-TW", "限量商品", "stock_low"),
        ("zh-Hant", "打折中", "offer"),
        ("en-US", "lifetime warranty", ""),
        ("th-TH", "รับประกันหนึ่งปี", ""),
    ],
)
def test_a_promise_is_found_with_what_it_must_rest_on(locale: str, text: str, name: str) -> None:
    assert name in [one for one, _start, _end in promises_in(text, locale)]


def test_a_language_without_a_list_promises_nothing() -> None:
    assert promises_in("free shipping", "xx") == ()


def test_what_native_writers_wrote_promises_little_it_does_not_rest_on(loaded: Tools) -> None:
    """Each phrase was written by a speaker of the language who knew what it may say."""
    said = promised = 0
    for locale in ("en-US", "de-DE", "fr-FR", "es-ES", "id-ID", "vi-VN", "th-TH", "zh-Hant-TW"):
        bank = loaded.banks.find(locale)
        assert bank is not None
        for phrase in bank.phrases:
            said += 1
            held = phrase.needs & CLAIM_CONDITIONS
            found = {name for name, _start, _end in promises_in(phrase.text, locale)}
            promised += bool(found - held)
    assert promised < said / 100

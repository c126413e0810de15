"""Lines as they leave the program: prices in digits, and beside them as they are said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from localizer.catalog import products
from localizer.export.content import assemble
from localizer.export.material import Material, read
from localizer.export.pitch import PitchLine, pitches
from localizer.export.stage import ExportRules
from localizer.model.launch import Launch, Target
from localizer.store.database import Store

WORDS = {"price": "หนึ่งร้อยเก้าสิบเก้าบาท", "n": "3"}


@pytest.fixture
def material(store: Store, launch: Launch, rules: ExportRules, shopee: Target) -> Material:
    """Return what the bottle has for Thailand, with its script."""
    del launch
    return read(store.read(), shopee, products.product_ids(store.read())[0], rules.tokens)


def lines(material: Material, words: dict[str, str]) -> tuple[PitchLine, ...]:
    (pitch,) = pitches(material, "bottle", words)
    return pitch.lines


def test_a_line_with_a_price_is_there_in_words_too(material: Material) -> None:
    hook, offer, cue = lines(material, WORDS)
    assert (offer.text, offer.spoken) == ("วันนี้ ฿199.00", f"วันนี้ {WORDS['price']}")
    assert (hook.spoken, cue.spoken) == ("", "")


def test_without_words_there_is_no_second_line(material: Material) -> None:
    assert {line.spoken for line in lines(material, {})} == {""}
    assert {line.spoken for line in lines(material, {"price": "฿199.00"})} == {""}


def test_a_token_without_a_value_today_has_no_words(material: Material) -> None:
    (_hook, offer, _cue) = lines(replace(material, values={}), WORDS)
    assert (offer.text, offer.spoken) == ("วันนี้ ⟦price⟧", "")


def test_the_content_of_a_product_holds_the_words(material: Material, rules: ExportRules) -> None:
    content = assemble(material, rules.format_price, html_description=False, spoken=WORDS)
    assert content.pitches == pitches(material, content.title, WORDS)
    assert [bool(line.spoken) for line in content.pitches[0].lines] == [False, True, False]

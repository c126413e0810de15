"""What the script studio calls things: every fact, token and voice has words."""

from __future__ import annotations

import pytest

from localizer import pipeline
from localizer.catalog.views import ScriptHead
from localizer.model.finding import Severity
from localizer.model.phrase import CONDITIONS, TOKENS, VALUE_SLOTS
from localizer.model.script import Beat, Lane, ScriptLine
from localizer.model.segment import State
from localizer.script.difference import Difference
from localizer.ui.actions.script_asks import ProductScripts, rests_on, voices_of
from localizer.ui.actions.script_words import (
    difference_words,
    fact_names,
    fact_words,
    token_words,
)
from localizer.ui.models.script_list import ScriptList
from localizer.ui.widgets.marks import Mark
from localizer.ui.widgets.script_delegate import mark_of


def test_every_fact_and_token_has_words() -> None:
    assert {*CONDITIONS, *VALUE_SLOTS} - set(fact_names("en")) == set()
    unknown = token_words("")
    assert all(token_words(name) != unknown for name in (*TOKENS, "bundle:2"))
    assert fact_words("隐藏") == "隐藏"


@pytest.mark.parametrize(
    ("locale", "names"),
    [
        ("th-TH", ["woman’s voice · ค่ะ", "man’s voice · ครับ"]),
        ("de-DE", ["du · euch", "sie · Ihnen"]),
        ("zh-Hant-TW", []),
        ("xx-XX", []),
    ],
)
def test_voices_are_told_apart_by_a_word(
    loaded: pipeline.Tools, locale: str, names: list[str]
) -> None:
    assert [words for _name, words in voices_of(loaded, locale)] == names


def test_a_line_says_what_it_rests_on_and_where_that_was_read() -> None:
    line = ScriptLine(
        Beat.DEMO,
        Lane.HOST,
        "เนื้อผ้าชีฟอง",
        facts=("material", "offer", "product"),
        values=(("material", "ชีฟอง"), ("product", "เดรส")),
    )
    told = rests_on(line, {"material": "column 材质: 雪纺"}, {})
    assert (
        told == "material “ชีฟอง” ← column 材质: 雪纺 · a running offer · name of the product “เดรส”"
    )
    assert rests_on(ScriptLine(Beat.DEMO, Lane.HOST, "…"), {}, {}) == ""
    priced = ScriptLine(Beat.OFFER, Lane.HOST, "{price}", tokens=("price", "was"))
    assert rests_on(priced, {}, {"price": "฿299"}) == "the price “฿299”"


@pytest.mark.parametrize(
    ("kind", "first", "second", "words"),
    [
        (Difference.HOOK, "offer: a", "scene: b", "Opens with the offer, the other with a scene."),
        (Difference.HOOK, "fact: a", "fact: b", "Both open with a fact, in other words."),
        (Difference.HOOK, ": ", "name: b", "Opens without a word of the host, the other with the"),
        (Difference.ORDER, "hook offer", "offer", "Order: Hook → Offer; the other Offer."),
        (Difference.STYLE, "warm", "mine", "Style: warm, the other mine."),
        (Difference.VOICE, "", "kak", "Voice: usual, the other kak."),
        (Difference.LENGTH, "60", "180", "Length: 1:00, the other 3:00."),
    ],
)
def test_a_difference_is_a_sentence(kind: Difference, first: str, second: str, words: str) -> None:
    assert difference_words(kind, first, second).startswith(words)


def head(number: int, product: int, state: State, worst: int) -> ScriptHead:
    return ScriptHead(number, product, "dress", "warm", "A", state, 60, 60, worst)


def test_a_product_stands_once_with_its_worst_script() -> None:
    model = ScriptList()
    model.show_heads(
        [
            head(1, 7, State.APPROVED, 9),
            head(2, 8, State.APPROVED, 9),
            head(3, 7, State.DRAFT, Severity.BLOCK.rank),
        ]
    )
    assert [one.product_id for one in model.products] == [7, 8]
    assert [mark_of(one) for one in model.products] == [Mark.BLOCK, Mark.OK]
    assert (model.line_of(3, None), model.line_of(None, 8), model.line_of(9, None)) == (0, 1, -1)


def test_a_product_is_approved_when_all_its_scripts_are() -> None:
    both = (head(1, 7, State.APPROVED, 9), head(2, 7, State.TRANSLATED, 9))
    assert mark_of(ProductScripts(both)) is Mark.OPEN
    assert mark_of(ProductScripts(both[:1])) is Mark.OK

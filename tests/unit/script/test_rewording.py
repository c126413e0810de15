"""A rewording may change words and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from localizer.model.script import Beat, Lane, ScriptFacts, ScriptLine
from localizer.model.speech import SpeechRate, SpeechUnit
from localizer.script.rewording import (
    Ground,
    KnownWords,
    Refusal,
    RefusalCode,
    judge,
    reworded,
    stands,
)
from localizer.script.timing import amounts

Code = RefusalCode
NAMES: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {"cotton": ("cotton",), "silk": ("silk",), "ce": ("CE",), "red": ("red",)},
    "de": {"cotton": ("Baumwolle",), "silk": ("Seide",), "ce": ("CE",), "red": ("rot", "rotes")},
    "th": {"cotton": ("คอตตอน",), "silk": ("ผ้าไหม",), "red": ("สีแดง",)},
    "zh": {"cotton": ("棉质", "棉"), "silk": ("真丝", "蚕丝"), "red": ("红色",)},
    "id": {"cotton": ("katun",), "silk": ("sutra",)},
    "vi": {"cotton": ("vải cotton",), "silk": ("lụa",)},
    "fr": {"cotton": ("coton",), "silk": ("soie",), "ce": ("CE",)},
    "es": {"silk": ("seda",)},
}
MATERIAL = {
    "en": "cotton", "de": "Baumwolle", "th": "คอตตอน", "zh": "棉质", "id": "katun",
    "vi": "vải cotton", "fr": "coton", "es": "algodón",
}  # fmt: skip


def line(text: str, *facts: str, **values: str) -> ScriptLine:
    every = tuple(sorted({*facts, *values}))
    return ScriptLine(Beat.DEMO, Lane.HOST, text, every, values=tuple(sorted(values.items())))


def ground(locale: str, **more: object) -> Ground:
    spoken = locale.split("-", maxsplit=1)[0]
    values = {"material": MATERIAL[spoken], "capacity": "500 ml", "brand": "Sorvanne"}
    facts = ScriptFacts(frozenset(values), values)
    words = KnownWords.of(NAMES[spoken], locale, {"cotton"})
    return replace(Ground(locale, facts, words), **more)  # type: ignore[arg-type]


def codes(found: tuple[Refusal, ...]) -> list[Code]:
    return [one.code for one in found]


@pytest.mark.parametrize(
    ("locale", "before", "after"),
    [
        ("en-US", "It's cotton. Feel that.", "Cotton, all of it. Just feel that!"),
        ("en-US", "Holds 500 ml for 24 hours.", "Holds 500 milliliters, for twenty-four hours."),
        ("en-US", "Today {price} instead of {was}.", "Instead of {was} it's {price} today."),
        ("de-DE", "Das ist Baumwolle, ganz weich.", "Ganz weich, das ist Baumwolle."),
        ("de-DE", "Ein Kleid aus Baumwolle.", "Ein Baumwollkleid, schaut mal."),
        ("de-DE", "Hält 24 Stunden lang.", "Vierundzwanzig Stunden lang hält das."),
        ("th-TH", "ผ้าคอตตอน ใส่สบาย 2 ตัว", "ใส่สบายมาก ผ้าคอตตอน ๒ ตัว"),
        ("th-TH", "จุ 200 มล.", "จุได้สองร้อยมล."),
        ("zh-Hans", "棉质面料，两件一起买。", "两件一起带走，棉质的。"),
        ("en-US", "Pick a colour.", "Pick one, any one of them."),
        ("zh-Hans", "一起来看一下。", "来，一次看个够。"),
        ("de-DE", "Kostet 30 Euro.", "Dreißig € kostet das."),
        ("fr-FR", "Du coton à 95 %.", "À 95 pour cent, du coton."),
        ("zh-Hans", "保温24小时。", "二十四小时都是热的。"),
        ("id-ID", "Bahan katun, kak.", "Kak, bahannya katun ya."),
        ("vi-VN", "Vải cotton mềm lắm.", "Mềm lắm nha, vải cotton đó."),
        ("fr-FR", "C'est du coton. Ce n'est pas lourd.", "Du coton, ce qui est léger."),
    ],
)
def test_an_honest_paraphrase_passes(locale: str, before: str, after: str) -> None:
    assert judge(line(before), after, ground(locale)) == ()


@pytest.mark.parametrize(
    ("locale", "before", "after", "code", "named"),
    [
        ("en-US", "Feel how soft it is.", "Feel that: 300 thread count.", Code.NUMBER, "300"),
        ("en-US", "Feel how soft it is.", "Feel that, two layers.", Code.NUMBER, "two"),
        ("en-US", "Holds 30 cups.", "Holds 30% more.", Code.NUMBER, "30%"),
        ("en-US", "It has 5 pockets.", "It has 5 pockets for $5.", Code.NUMBER, "$5"),
        ("en-US", "It has 5 pockets.", "It's five dollars.", Code.NUMBER, "five dollars"),
        ("en-US", "Feel how soft it is.", "It's just one dollar.", Code.NUMBER, "one dollar"),
        ("de-DE", "Fühlt mal.", "Nur einen Euro, fühlt mal.", Code.NUMBER, "einen Euro"),
        ("zh-Hans", "摸摸看。", "只要一块钱。", Code.NUMBER, "一块"),
        ("en-US", "Pick your size.", "Pick your size, even XXL.", Code.SIZE, "XXL"),
        ("en-US", "Feel how soft it is.", "Feel it, soft as silk.", Code.WORD, "silk"),
        ("en-US", "Feel how soft it is.", "CE marked and soft.", Code.WORD, "CE"),
        ("en-US", "Feel how soft it is.", "Certified soft.", Code.PROMISE, "Certified"),
        (
            "en-US",
            "Feel how soft it is.",
            "Soft, and free shipping!",
            Code.PROMISE,
            "free shipping",
        ),
        ("de-DE", "Fühlt mal.", "Fühlt mal, dreißig Grad waschbar.", Code.NUMBER, "dreißig"),
        ("de-DE", "Fühlt mal.", "Fühlt mal, Seide.", Code.WORD, "Seide"),
        ("de-DE", "Fühlt mal.", "Nur heute: fühlt mal.", Code.PROMISE, "Nur heute"),
        ("th-TH", "ใส่สบายมาก", "ใส่สบายมาก ๙๙", Code.NUMBER, "๙๙"),
        ("th-TH", "ใส่สบายมาก", "ใส่สบาย สองร้อยบาท", Code.NUMBER, "สองร้อยบาท"),
        ("th-TH", "ใส่สบายมาก", "ผ้าไหม ใส่สบาย", Code.WORD, "ผ้าไหม"),
        ("th-TH", "ใส่สบายมาก", "ส่งฟรี ใส่สบาย", Code.PROMISE, "ส่งฟรี"),
        ("zh-Hans", "摸摸看，很软。", "摸摸看，三百块都值。", Code.NUMBER, "三百块"),
        ("zh-Hans", "摸摸看，很软。", "真丝的，很软。", Code.WORD, "真丝"),
        ("zh-Hans", "摸摸看，很软。", "很软，今天包邮。", Code.PROMISE, "包邮"),
        ("zh-Hans", "有50个口袋。", "很划算，百分之五十。", Code.NUMBER, "百分之五十"),
        ("zh-Hant-TW", "摸摸看，很軟。", "只要兩百塊，很軟。", Code.NUMBER, "兩百塊"),
        (
            "de-DE",
            "Hält 30 Stunden lang.",
            "Hält, dreißig Prozent.",
            Code.NUMBER,
            "dreißig Prozent",
        ),
        ("es-MX", "Tiene 20 botones.", "Veinte pesos nada más.", Code.NUMBER, "Veinte pesos"),
        ("id-ID", "Lembut banget.", "Lembut, dua puluh ribu aja.", Code.NUMBER, "dua puluh ribu"),
        ("vi-VN", "Mềm lắm nha.", "Mềm lắm, hai trăm nghìn thôi.", Code.NUMBER, "hai trăm nghìn"),
        ("fr-FR", "Touchez, c'est doux.", "C'est doux, de la soie.", Code.WORD, "soie"),
    ],
)
def test_what_is_invented_is_refused_at_its_place(
    locale: str, before: str, after: str, code: Code, named: str
) -> None:
    found = judge(line(before), after, ground(locale))
    assert code in codes(found)
    assert not stands(found)
    one = next(one for one in found if one.code is code)
    assert after[one.start : one.end] == named
    assert named in one.sentence


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Now {price}.", "Now it's cheap.", [Code.TOKEN_LOST]),
        ("Now {price}.", "{price}, just {price}.", [Code.TOKEN_ADDED]),
        ("Look at it.", "Look, {price}.", [Code.TOKEN_ADDED]),
        ("Now {price}.", "Now {was}.", [Code.TOKEN_LOST, Code.TOKEN_ADDED]),
        ("Now {price}.", "Now {price", [Code.TOKEN_LOST, Code.TOKEN_ADDED]),
        ("Look at it.", "Look ⟦price⟧.", [Code.TOKEN_ADDED]),
        ("Look at it.", "", [Code.EMPTY]),
        ("Look at it.", "\u200b", [Code.EMPTY]),
        ("Look at it.", "Look at **it**.", [Code.MARKUP]),
        ("Look at it.", "- Look at it.", [Code.MARKUP]),
        ("Look at it.", "<b>Look</b> at it.", [Code.MARKUP]),
        ("Look at it.", "Look\nat it.", [Code.MARKUP]),
        ("Look at it.", "Look\u0007 at it.", [Code.MARKUP]),
        ("Look at it.", "“Look at it.”", [Code.MARKUP]),
        ("Look at it.", "Look, cer\u200btified.", [Code.MARKUP]),
        ("Look at it.", "Look, \u202eit.", [Code.MARKUP]),
        ("Look at it.", "Look, ｎice.", [Code.MARKUP]),
        ("Look at it.", "Look, 𝐧ice.", [Code.MARKUP]),
    ],
)
def test_form_is_kept(before: str, after: str, expected: list[Code]) -> None:
    assert codes(judge(line(before), after, ground("en-US"))) == expected


def test_names_and_the_voice_are_kept() -> None:
    rules = ground("de-DE", keep=("Sorvanne",), never=("Sie", "Ihnen"))
    before = line("Das hier ist von Sorvanne, schaut mal.")
    assert codes(judge(before, "Das hier ist von uns, schaut mal.", rules)) == [Code.NAME]
    assert codes(judge(before, "Schauen Sie mal, von Sorvanne.", rules)) == [Code.VOICE]
    assert judge(before, "Schaut mal, sie ist von Sorvanne.", rules) == ()


def test_a_promise_may_be_said_in_other_words_where_it_stood_or_the_line_rests_on_it() -> None:
    rules = ground("en-US")
    assert judge(line("Shipping's on us."), "Free shipping, by the way.", rules) == ()
    assert judge(line("Grab it.", "offer_end"), "Grab it, tonight only.", rules) == ()
    assert judge(line("Grab it.", "offer_end"), "Grab it, it ships free.", rules) != ()


def test_a_fact_of_the_product_may_be_named_word_for_word_and_is_rested_on() -> None:
    rules = ground("en-US")
    before = line("Feel how soft it is.")
    assert judge(before, "Soft, it's cotton. Holds 500 ml.", rules) == ()
    made = reworded(before, "Soft, it's cotton. Holds 500 ml.", rules)
    assert made.facts == ("capacity", "material")
    assert dict(made.values) == {"material": "cotton", "capacity": "500 ml"}
    assert made.phrase == ""


def test_a_value_inside_a_word_is_not_said() -> None:
    facts = ScriptFacts(frozenset({"colours"}), {"colours": "red"})
    rules = ground("en-US", facts=facts)
    assert reworded(line("Lots."), "A hundred.", rules).facts == ()
    assert reworded(line("Lots."), "In Red.", rules).facts == ("colours",)


def test_what_a_line_rests_on_stays_with_the_value_it_was_written_with() -> None:
    before = line("Soft cotton blend.", material="cotton blend")
    made = reworded(before, "A soft cotton blend.", ground("en-US"))
    assert made.values == (("material", "cotton blend"),)


def test_time_is_told_and_a_line_far_too_long_refused() -> None:
    rate = SpeechRate("en", SpeechUnit.WORD, 130, 155, 180, "medium", ())
    rules = ground("en-US", rate=rate, counted=amounts({}, "en-US"))
    before = line("one more word " * 10)
    longer = judge(before, "one more word " * 12, rules)
    assert codes(longer) == [Code.TIME]
    assert stands(longer)
    assert "13.9 s" in longer[0].sentence
    assert stands(judge(before, "one more word", rules))
    assert not stands(judge(before, "one more word " * 14, rules))
    assert judge(line("Hello all!"), "Hello to you all!", rules) == ()


def test_the_looks_of_other_stages_count() -> None:
    told = Refusal(Code.CLAIM, "No.")
    rules = ground("en-US", looks=(lambda _line, text: [told] if "best" in text else [],))
    assert judge(line("Nice."), "The best.", rules) == (told,)
    assert judge(line("Nice."), "Nice one.", rules) == ()


def test_a_word_inside_another_is_no_fact() -> None:
    rules = ground("en-US")
    assert codes(judge(line("A hundred of them."), "A hundred, in red.", rules)) == [Code.WORD]
    assert codes(judge(line("A symbiotic one."), "A symbiotic, organic one.", rules)) == [
        Code.PROMISE
    ]


def test_a_part_of_a_longer_name_is_held_with_it() -> None:
    names = {"steel": ("steel",), "steel_304": ("304 stainless steel",)}
    rules = ground("en-US", words=KnownWords.of(names, "en-US"))
    assert judge(line("It's 304 stainless steel."), "304 stainless steel. Real steel.", rules) == ()
    assert codes(judge(line("Look."), "Look, 304 stainless steel.", rules)) == [
        Code.NUMBER, Code.WORD,
    ]  # fmt: skip


def test_a_hostile_answer_takes_no_time() -> None:
    for locale, text in (
        ("fr-FR", "quatre-vingt-" * 300 + "quatrex"),
        ("de-DE", "dreizehn" * 450 + "x"),
    ):
        judge(line("Regardez."), text, ground(locale))

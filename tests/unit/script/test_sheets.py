"""The sheets and cards of every phrase bank: enough of each, in every voice, told apart by style."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache

import pytest

from localizer.model.phrase import Group, Phrase, PhraseBank, Question, Style
from localizer.model.script import Beat, Lane
from localizer.packs.phrases import bank_locales, load_bank
from localizer.paths import resource

#: Locales whose bank has sheets.
LOCALES = tuple(
    locale for locale in bank_locales() if (resource("scripts") / locale / "warm.toml").is_file()
)
STYLES = (Style.WARM, Style.EXPERT, Style.PLAYFUL, Style.PLAIN)
MAIN = (Beat.HOOK, Beat.PAIN, Beat.DEMO, Beat.OFFER, Beat.CTA)
OTHERS = (Beat.REVEAL, Beat.PROOF, Beat.URGENCY, Beat.QA, Beat.TRANSITION)
#: Alternatives of the main beats and of the others in each style.
MANY, SOME = 8, 2


@cache
def bank_of(locale: str) -> PhraseBank:
    return load_bank(locale).in_voice("")


def styled(locale: str, style: Style, beat: Beat) -> list[Phrase]:
    return [
        one
        for one in bank_of(locale).of(beat)
        if style in one.styles and one.lane is Lane.HOST and one.group is None
    ]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("style", STYLES)
def test_every_style_has_enough_of_every_beat(locale: str, style: Style) -> None:
    counts = {beat: len(styled(locale, style, beat)) for beat in (*MAIN, *OTHERS)}
    wanted = {beat: MANY if beat in MAIN else SOME for beat in counts}
    assert {beat: n for beat, n in counts.items() if n < wanted[beat]} == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_premium_has_half_of_it(locale: str) -> None:
    counts = {beat: len(styled(locale, Style.PREMIUM, beat)) for beat in MAIN}
    assert {beat: n for beat, n in counts.items() if n < MANY // 2} == {}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("group", Group)
@pytest.mark.parametrize("style", STYLES)
def test_every_group_of_goods_has_enough_of_the_main_beats(
    locale: str, group: Group, style: Style
) -> None:
    counts = {
        beat: sum(
            one.lane is Lane.HOST
            and one.group in (None, group)
            and (not one.styles or style in one.styles)
            for one in bank_of(locale).of(beat)
        )
        for beat in MAIN
    }
    assert {beat: n for beat, n in counts.items() if n < MANY} == {}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("style", STYLES)
def test_hooks_name_the_product_and_offers_lead_with_the_price(locale: str, style: Style) -> None:
    hooks = [one for one in styled(locale, style, Beat.HOOK) if "product" in one.slots]
    leads = [
        one
        for one in styled(locale, style, Beat.OFFER)
        if one.slots == ("price",) and not one.needs
    ]
    assert len(hooks) >= 4
    assert len(leads) >= 4
    assert [one.text for one in styled(locale, style, Beat.CTA) if "n" not in one.slots] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_no_voice_says_what_it_never_says(locale: str) -> None:
    bank = load_bank(locale)
    for voice in bank.voices:
        for text in (
            # what is read out from the chat is in the viewers' words; the answers come after
            *(one.text for one in bank.in_voice(voice.id).phrases if not one.topic),
            *(one.phrase.text for one in bank.in_voice(voice.id).answers),
        ):
            for word in voice.never:
                pattern = rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)
                assert not re.search(pattern, text, re.IGNORECASE), (voice.id, word, text)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_question_has_an_answer_that_needs_nothing(locale: str) -> None:
    last: dict[Question, Phrase] = {}
    for one in bank_of(locale).answers:
        last[one.question] = one.phrase
    assert set(last) == set(Question)
    assert [question for question, one in last.items() if one.needs or one.group] == []
    counts = Counter(one.question for one in bank_of(locale).answers)
    assert sum(n > 1 for n in counts.values()) >= 5


@pytest.mark.parametrize("locale", LOCALES)
def test_the_control_room_is_told_what_to_show(locale: str) -> None:
    beats = {one.beat for one in bank_of(locale).phrases if one.lane is Lane.CONTROL}
    assert {Beat.REVEAL, Beat.OFFER, Beat.CTA, Beat.QA, Beat.TRANSITION} <= beats


@pytest.mark.parametrize("locale", LOCALES)
def test_festivals_are_ones_of_the_market_packs(locale: str) -> None:
    known = {"double-day"}
    for path in sorted(resource("markets").glob("*.toml")):
        pack = tomllib.loads(path.read_text(encoding="utf-8"))
        known |= {one["name"] for one in pack.get("festivals", ())}
    named = {name for one in bank_of(locale).phrases for name in one.festivals}
    assert named, "write festivals.toml"
    assert sorted(named - known) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_texts_are_composed_unicode(locale: str) -> None:
    for path in sorted((resource("scripts") / locale).glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text), path.name

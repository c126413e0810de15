"""Every phrase bank in ``resources/scripts`` against the README beside them."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest

from localizer.check.claims import claims_in
from localizer.model.finding import Severity
from localizer.model.phrase import CLAIM_CONDITIONS, FACT_SLOTS, Group, Phrase, PhraseBank
from localizer.model.rule import Trigger
from localizer.model.script import Beat, Lane
from localizer.packs.phrases import bank_locales, load_bank
from localizer.packs.rules import load_claim_rules, load_required_texts

LOCALES = bank_locales()
#: Facts the demo beat names, from the README.
DEMO_FACTS = FACT_SLOTS - {
    "material", "filling", "package", "origin", "shelf_life", "style", "audience"
}  # fmt: skip
#: At least this many phrases said by the host; the README asks for somewhat more.
LEAST = {
    Beat.HOOK: 12, Beat.DISCLOSURE: 6, Beat.PAIN: 17, Beat.REVEAL: 7, Beat.DEMO: 32, Beat.PROOF: 10,
    Beat.OFFER: 9, Beat.URGENCY: 7, Beat.CTA: 5, Beat.QA: 6, Beat.TRANSITION: 5,
}  # fmt: skip


@cache
def bank_of(locale: str) -> PhraseBank:
    return load_bank(locale).in_voice("")


def said(bank: PhraseBank, beat: Beat) -> list[Phrase]:
    return [phrase for phrase in bank.of(beat) if phrase.lane is Lane.HOST]


def market_of(locale: str) -> str:
    return locale.rsplit("-", 1)[-1]


def test_there_is_a_reference_bank() -> None:
    assert "en-US" in LOCALES


@pytest.mark.parametrize("locale", LOCALES)
def test_every_beat_has_enough_phrases(locale: str) -> None:
    counts = {beat: len(said(bank_of(locale), beat)) for beat in Beat}
    assert {beat: counts[beat] for beat in LEAST if counts[beat] < LEAST[beat]} == {}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("group", Group)
def test_every_group_has_a_hook_and_two_scenes_without_facts(locale: str, group: Group) -> None:
    own = Counter(
        phrase.beat
        for phrase in bank_of(locale).phrases
        if phrase.group is group and not phrase.needs and phrase.lane is Lane.HOST
    )
    assert own[Beat.HOOK] >= 1
    assert own[Beat.PAIN] >= 2


@pytest.mark.parametrize("locale", LOCALES)
def test_demo_names_every_fact(locale: str) -> None:
    named = {slot for phrase in said(bank_of(locale), Beat.DEMO) for slot in phrase.slots}
    assert sorted(DEMO_FACTS - named) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_what_must_always_be_said_can_be(locale: str) -> None:
    bank = bank_of(locale)
    plain = {beat: [one for one in said(bank, beat) if not one.needs] for beat in Beat}
    assert len(plain[Beat.DISCLOSURE]) >= 3
    assert [one for one in plain[Beat.REVEAL] if one.slots == ("product",) and not one.group]
    assert len([one for one in plain[Beat.OFFER] if one.slots == ("price",)]) >= 2
    scenes = [one for one in plain[Beat.PAIN] if one.opens and not one.group]
    assert scenes, "write a pain scene for any product, with opens = true"
    assert len([one for one in plain[Beat.CTA] if "n" in one.slots]) >= 3
    assert len(plain[Beat.URGENCY]) >= 3
    assert len(plain[Beat.TRANSITION]) >= 2


@pytest.mark.parametrize("locale", LOCALES)
def test_every_call_names_the_basket_number(locale: str) -> None:
    calls = said(bank_of(locale), Beat.CTA)
    assert [one.id for one in calls if "n" not in one.slots] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_disclosures_hold_the_markets_words(locale: str) -> None:
    market = market_of(locale)
    missing: list[tuple[str, str]] = []
    for rule in load_required_texts():
        if not rule.applies(market, locale) or rule.trigger is Trigger.SUPPLEMENT:
            continue
        ai = rule.trigger is Trigger.AI_MEDIA
        if rule.id == "req-fr-ai":  # for pictures: a label on screen, not a sentence
            continue
        pattern = re.compile(rule.must_match, re.IGNORECASE)
        missing += [
            (rule.id, phrase.id)
            for phrase in said(bank_of(locale), Beat.DISCLOSURE)
            if ("ai_voice" in phrase.needs) is ai and not pattern.search(phrase.text)
        ]
    assert missing == []


@pytest.mark.parametrize("locale", LOCALES)
def test_no_phrase_breaks_a_claim_rule(locale: str) -> None:
    """A phrase that hits a rule asking for evidence must have a condition somebody establishes."""
    market, hits = market_of(locale), []
    rules = tuple(rule for rule in load_claim_rules() if rule.applies(market, locale))
    by_code = {f"claim:{rule.id}": rule for rule in rules}
    assert by_code
    for phrase in bank_of(locale).phrases:
        codes = {finding.rule for finding in claims_in(phrase.text, rules, market, locale)}
        hits += [
            (phrase.id, code)
            for code in sorted(codes)
            if by_code[code].severity is Severity.BLOCK or not phrase.needs & CLAIM_CONDITIONS
        ]
    assert hits == []


@pytest.mark.parametrize("locale", LOCALES)
def test_digits_and_brackets_come_from_slots_only(locale: str) -> None:
    bad = [p.id for p in bank_of(locale).phrases if re.search(r"[\d\[\]⟦⟧<>]", p.text)]
    assert bad == []


@pytest.mark.parametrize("locale", LOCALES)
def test_texts_differ(locale: str) -> None:
    texts = Counter(phrase.text for phrase in bank_of(locale).phrases)
    assert [text for text, times in texts.items() if times > 1] == []

"""The first card whose conditions hold answers a question, with the product's own values."""

from __future__ import annotations

from localizer.model.phrase import AnswerText, Group, Phrase, PhraseBank, Question
from localizer.model.script import Beat
from localizer.model.speech import SpeechRate, SpeechUnit
from localizer.script.answers import Answered, answers
from localizer.script.brief import ScriptBrief

RATE = SpeechRate("en", SpeechUnit.WORD, 100, 120, 140, "high", ())


def card(question: Question, text: str, *needs: str, group: Group | None = None) -> AnswerText:
    slots = frozenset(Phrase("", Beat.QA, text).slots)
    conditions = {"material", "sizes", "stock_low", "offer_end", "bundle", "brand"}
    named = {"stock": "stock_low", "bundle_quantity": "bundle"}
    own = {named.get(slot, slot) for slot in slots} & conditions
    phrase = Phrase(f"card-{text}", Beat.QA, text, needs=frozenset(needs) | own, group=group)
    return AnswerText(question, f"ask {question.value}?", phrase)


def brief(**given: object) -> ScriptBrief:
    values: dict[str, object] = {
        "product_key": "A",
        "locale": "en-US",
        "market": "US",
        "channel": "amazon",
        "product": "lunch box",
        "group": Group.HOME,
        "facts": {"material": "steel"},
        "tokens": {"price": "$5", "n": "2"},
    }
    return ScriptBrief(**{**values, **given})  # type: ignore[arg-type]


def texts(found: tuple[Answered, ...]) -> dict[Question, str]:
    return {one.question: one.line.text for one in found}


def test_the_first_card_that_holds_is_taken_in_the_order_of_the_questions() -> None:
    bank = PhraseBank(
        "en-US",
        (),
        answers=(
            card(Question.STOCK, "Only {stock}."),
            card(Question.STOCK, "I'll look."),
            card(Question.SIZE, "{sizes}.", group=Group.HOME),
            card(Question.QUALITY, "{material}, see?", group=Group.APPAREL),
            card(Question.QUALITY, "{material}, look."),
            card(Question.QUALITY, "Good question."),
        ),
    )
    found = answers(brief(sizes="S and M"), bank, RATE)
    assert texts(found) == {
        Question.QUALITY: "Steel, look.",
        Question.SIZE: "S and M.",
        Question.STOCK: "I'll look.",
    }
    assert [one.question for one in found] == [Question.QUALITY, Question.SIZE, Question.STOCK]
    assert found[0].ask == "ask quality?"


def test_amounts_stay_tokens_and_values_are_recorded() -> None:
    bank = PhraseBank(
        "en-US",
        (),
        answers=(card(Question.PRICE, "The {product}, {material}, is {price}, number {n}."),),
    )
    line = answers(brief(), bank, RATE)[0].line
    assert line.text == "The lunch box, steel, is {price}, number {n}."
    assert line.tokens == ("price", "n")
    assert line.facts == ("material", "product")
    assert dict(line.values) == {"material": "steel", "product": "lunch box"}
    assert line.beat is Beat.QA
    assert line.units > 6
    assert line.seconds == round(line.units * 60 / 120, 2)


def test_a_question_no_card_answers_truly_has_none() -> None:
    bank = PhraseBank("en-US", (), answers=(card(Question.SIZE, "{sizes}."),))
    assert answers(brief(), bank, RATE) == ()
    low = PhraseBank("en-US", (), answers=(card(Question.STOCK, "Only {stock}."),))
    claimed = brief(conditions=frozenset({"stock_low"}))
    assert answers(claimed, low, RATE) == ()  # nobody knows how many
    assert answers(brief(tokens={"stock": "3"}), low, RATE) == ()  # nobody established it


def test_the_bundle_keeps_its_quantity_and_values_bring_no_braces() -> None:
    bank = PhraseBank(
        "en-US",
        (),
        answers=(card(Question.PRICE, "{bundle_quantity} {product} for {bundle}.", "bundle"),),
    )
    found = brief(
        product="{price} box",
        tokens={"bundle:2": "$9", "price": "$5"},
        conditions=frozenset({"bundle"}),
    )
    assert answers(found, bank, RATE)[0].line.text == "2 price box for {bundle:2}."


def test_a_host_with_another_pace_takes_another_time() -> None:
    bank = PhraseBank("en-US", (), answers=(card(Question.SAFETY, "I'll check that for you."),))
    usual = answers(brief(), bank, RATE)[0].line
    slow = answers(brief(), bank, RATE, per_minute=60)[0].line
    assert slow.seconds == usual.seconds * 2

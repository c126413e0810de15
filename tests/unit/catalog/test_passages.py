"""A finding knows the words it is about, whatever it was found in."""

from __future__ import annotations

import pytest

from localizer.catalog import answers, findings, products, scripts, segments, translations
from localizer.catalog.answers import StoredAnswer
from localizer.catalog.findings import Place
from localizer.catalog.passages import passages
from localizer.catalog.scripts import StoredScript
from localizer.model.finding import Finding, Severity, Subject
from localizer.model.launch import Launch, Target
from localizer.model.phrase import Question
from localizer.model.script import Beat, Lane, Script, ScriptLine
from localizer.model.segment import Origin, State, Translation
from localizer.store.database import Store

THAI = Target("TH", "shopee", "th-TH")


def hit(start: int, end: int, *args: tuple[str, str]) -> Finding:
    return Finding("rule", Severity.BLOCK, "Wrong.", args, start, end)


def line(text: str) -> ScriptLine:
    return ScriptLine(Beat.HOOK, Lane.HOST, text)


@pytest.fixture
def product(launch: Launch, store: Store) -> int:
    """Return the one product of the launch."""
    assert launch.targets
    return products.product_ids(store.read())[0]


def test_words_of_texts_scripts_and_answers(store: Store, product: int) -> None:
    with store.step("Write") as step:
        segment = segments.of_product(step, product)[0]
        text = Translation(
            segment.id, "th-TH", "ที่ ๑ ดี 😀 จริง", State.DRAFT, Origin.PERSON, segment.source_hash
        )
        number = translations.save(step, None, text)
        script = Script("th-TH", "calm", 60, "words", 100, (), (line("one"), line("two three")))
        spoken = scripts.save(
            step,
            StoredScript(
                0, product, THAI, "", State.DRAFT, edited=False, input_hash="", script=script
            ),
        )
        asked = next(iter(Question))
        card = answers.save(step, StoredAnswer(0, product, THAI, asked, "?", line("only 3")))
    words = passages(store.read())
    assert words(Subject.TRANSLATION, number, hit(6, 10)) == "ดี 😀"
    assert words(Subject.SCRIPT, spoken, hit(8, 13)) == "three"
    assert words(Subject.ANSWER, card, hit(5, 6)) == "3"


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        (Subject.TRANSLATION, "500 · ml"),
        (Subject.LISTING, "500 · ml"),
        # old rates are a day older tomorrow: the decision of today holds on
        (Subject.PRICE, ""),
    ],
)
def test_a_finding_about_the_whole_is_told_by_its_arguments(
    store: Store, subject: Subject, words: str
) -> None:
    given = hit(0, 0, ("number", "500"), ("unit", "ml"))
    assert passages(store.read())(subject, 1, given) == words


def test_what_is_gone_has_no_words(store: Store) -> None:
    for subject in Subject:
        assert passages(store.read())(subject, 99, hit(0, 3)) == ""


def test_it_is_stored_with_the_finding(store: Store, product: int) -> None:
    place = Place(Subject.LISTING, product, product, "TH", "shopee", "th-TH")
    with store.derive() as step:
        found = [(place, hit(0, 0, ("count", "2")))]
        findings.replace_for_product(step, product, [THAI], found)
        assert findings.replace_for_product(step, product, [THAI], found) == (0, 0)
    (stored,) = findings.of_subject(store.read(), Subject.LISTING, product)
    assert stored.passage == "2"

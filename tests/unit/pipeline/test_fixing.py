"""Fixes of many findings are one step, are made only where the words still stand, and are told before."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from localizer.catalog import answers, findings, launches, scripts, steps, translations
from localizer.catalog.answers import StoredAnswer
from localizer.catalog.findings import Place
from localizer.errors import InputError
from localizer.model.finding import Finding, Severity, Subject
from localizer.model.launch import Target
from localizer.model.phrase import Question
from localizer.model.script import Beat, Lane, ScriptLine
from localizer.model.segment import State
from localizer.pipeline import fixing
from localizer.pipeline.tools import Tools
from localizer.review import decisions
from localizer.store.database import Store

GERMAN = Target("DE", "amazon", "de-DE")
THAI = Target("TH", "shopee", "th-TH")
TEXT = "Kleid aus Baumwolle ,rot !"


@pytest.fixture
def goods() -> str:
    return "商品编码,商品标题,面料成分,颜色,成本价(元)\nA-1,女士连衣裙,棉95% 氨纶5%,红色,40\n"


@pytest.fixture
def product(drafted: Store) -> int:
    return launches.launch_products(drafted.read(), launches.find(drafted.read()))[0]


@pytest.fixture
def text(drafted: Store, product: int) -> int:
    number = translations.pairs(drafted.read(), product, "de-DE")[0].id
    decisions.edit_text(drafted, number, TEXT)
    return number


def put(
    store: Store,
    product: int,
    found: Iterable[tuple[Subject, int, Finding]],
    target: Target = GERMAN,
) -> list[int]:
    """Store findings alone, as a check run would; return their ids in order."""
    place = (product, target.market, target.channel, target.locale)
    with store.derive() as step:
        step.write("DELETE FROM finding")
        wanted = [(Place(subject, number, *place), one) for subject, number, one in found]
        findings.replace_for_product(step, product, [target], wanted)
    return [row["id"] for row in store.read().rows("SELECT id FROM finding ORDER BY id")]


def finding(
    old: str, new: str | None, *, text: str = TEXT, rule: str = "space_at_marks"
) -> Finding:
    start = text.index(old)
    return Finding(rule, Severity.WARNING, "!", start=start, end=start + len(old), fix=new)


def text_of(store: Store, number: int) -> str:
    return translations.pair(store.read(), number).translation.text


def test_many_fixes_of_one_text_are_one_step(
    drafted: Store, tools: Tools, product: int, text: int
) -> None:
    ids = put(
        drafted,
        product,
        [
            (Subject.TRANSLATION, text, finding(" ,", ", ")),
            (Subject.TRANSLATION, text, finding(" !", "!")),
        ],
    )
    shown = fixing.preview_fixes(drafted.read(), ids)
    assert [one.after for one in shown] == [
        "Kleid aus Baumwolle, rot !",
        "Kleid aus Baumwolle ,rot!",
    ]
    report = fixing.fix_all(drafted, tools, ids)
    assert (report.fixed, report.left) == (2, ())
    assert text_of(drafted, text) == "Kleid aus Baumwolle, rot!"
    newest = steps.recent(drafted.read(), 1)[0]
    assert newest.label == "Fix 2 findings"
    drafted.undo()
    assert text_of(drafted, text) == TEXT


def test_a_fixed_text_waits_for_its_approval_again(
    drafted: Store, tools: Tools, product: int, text: int
) -> None:
    decisions.approve(drafted, [text])
    ids = put(drafted, product, [(Subject.TRANSLATION, text, finding(" !", "!"))])
    fixing.fix_one(drafted, tools, ids[0])
    assert translations.pair(drafted.read(), text).translation.state is State.TRANSLATED


def test_a_text_changed_since_is_left_with_the_reason(
    drafted: Store, tools: Tools, product: int, text: int
) -> None:
    ids = put(drafted, product, [(Subject.TRANSLATION, text, finding(" !", "!"))])
    decisions.edit_text(drafted, text, "Ein ganz anderer Text, länger.")
    report = fixing.fix_all(drafted, tools, ids)
    assert (report.fixed, report.left) == (0, ((ids[0], fixing.CHANGED),))
    assert not report.changes
    with pytest.raises(InputError, match="changed"):
        fixing.fix_one(drafted, tools, ids[0])


def test_fixes_that_overlap_and_such_that_offer_nothing_are_told(
    drafted: Store, tools: Tools, product: int, text: int
) -> None:
    ids = put(
        drafted,
        product,
        [
            (Subject.TRANSLATION, text, finding("Baumwolle ,", "Baumwolle,")),
            (Subject.TRANSLATION, text, finding(" ,rot", ", rot")),
            (Subject.TRANSLATION, text, finding("Kleid", None)),
        ],
    )
    report = fixing.fix_all(drafted, tools, [*ids, 99_999])
    assert report.fixed == 1
    assert dict(report.left) == {
        ids[1]: fixing.OVERLAPS,
        ids[2]: fixing.NO_FIX,
        99_999: fixing.GONE,
    }
    assert text_of(drafted, text) == "Kleid aus Baumwolle,rot !"


def test_one_fix_found_for_two_targets_is_made_once(
    drafted: Store, tools: Tools, product: int, text: int
) -> None:
    one = finding(" !", " !!")
    other = Finding("final_mark", Severity.WARNING, "?", start=one.start, end=one.end, fix=one.fix)
    ids = put(
        drafted, product, [(Subject.TRANSLATION, text, one), (Subject.TRANSLATION, text, other)]
    )
    assert fixing.fix_all(drafted, tools, ids).fixed == 2
    assert text_of(drafted, text) == "Kleid aus Baumwolle ,rot !!"


def test_nothing_is_emptied(drafted: Store, tools: Tools, product: int, text: int) -> None:
    whole = Finding("repeated", Severity.WARNING, "!", fix="")
    (number,) = put(drafted, product, [(Subject.TRANSLATION, text, whole)])
    assert fixing.fix_all(drafted, tools, [number]).left == ((number, fixing.EMPTY),)
    assert text_of(drafted, text) == TEXT


def test_lines_of_scripts_are_fixed_and_timed(drafted: Store, tools: Tools, product: int) -> None:
    stored = scripts.of_product(drafted.read(), product, GERMAN)[0]
    index = next(n for n, line in enumerate(stored.script.lines) if line.lane is Lane.HOST)
    before = stored.script.lines[index]
    begin = sum(len(line.text) + 1 for line in stored.script.lines[:index])
    end = begin + len(before.text)
    much = "Das ist ein sehr langer Satz mit vielen Wörtern, damit die Zeit sich sicher ändert."
    found = Finding("claim:x", Severity.BLOCK, "!", start=begin, end=end, fix=much)
    (number,) = put(drafted, product, [(Subject.SCRIPT, stored.id, found)])
    (shown,) = fixing.preview_fixes(drafted.read(), [number])
    assert (shown.before, shown.after) == (before.text, much)
    fixing.fix_one(drafted, tools, number)
    after = scripts.load(drafted.read(), stored.id).script.lines[index]
    assert after.text == much
    assert after.seconds > before.seconds or len(before.text) > len(much)
    assert scripts.load(drafted.read(), stored.id).state is State.TRANSLATED


def test_answers_are_fixed(drafted: Store, tools: Tools, product: int) -> None:
    line = ScriptLine(Beat.QA, Lane.HOST, "Der beste Preis der Welt.")
    with drafted.step("Card") as step:
        card = answers.save(step, StoredAnswer(0, product, GERMAN, Question.PRICE, "Preis?", line))
    found = finding("beste", "gute", text=line.text)
    (number,) = put(drafted, product, [(Subject.ANSWER, card, found)])
    fixing.fix_one(drafted, tools, number)
    assert answers.load(drafted.read(), card).line.text == "Der gute Preis der Welt."


def test_many_are_dismissed_for_one_reason_and_come_back_together(
    drafted: Store, product: int, text: int
) -> None:
    ids = put(
        drafted,
        product,
        [
            (Subject.TRANSLATION, text, finding(" ,", ", ")),
            (Subject.TRANSLATION, text, finding(" !", "!")),
        ],
    )
    with pytest.raises(InputError, match="why"):
        fixing.dismiss(drafted, ids, "  ")
    assert fixing.dismiss(drafted, ids, "the brand writes so")
    found = findings.load_many(drafted.read(), ids)
    assert {one.overruled for one in found} == {"the brand writes so"}
    assert not fixing.dismiss(drafted, ids, "again")
    drafted.undo()
    assert {one.overruled for one in findings.load_many(drafted.read(), ids)} == {""}

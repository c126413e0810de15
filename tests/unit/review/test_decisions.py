"""Decisions of a person: each one step, each undoable, none that hides what was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from localizer.catalog import (
    findings,
    launches,
    memory,
    products,
    scripts,
    segments,
    steps,
    translations,
)
from localizer.catalog.findings import Place, StoredFinding
from localizer.catalog.scripts import StoredScript
from localizer.catalog.target_counts import target_counts
from localizer.catalog.translations import Pair
from localizer.errors import InputError
from localizer.model.changes import Changes
from localizer.model.finding import Finding, Severity, Subject
from localizer.model.launch import Target
from localizer.model.product import Product, Variant
from localizer.model.script import Beat, BeatPlan, Lane, Script, ScriptLine
from localizer.model.segment import Origin, State, Translation
from localizer.review import decisions
from localizer.store.database import Store

AMAZON = Target("DE", "amazon", "de-DE")
SHOP = Target("DE", "shop", "de-DE")
CUP = Product("CUP", "杯", (Variant("C"),), bullets=("双层",))


@pytest.fixture
def ids(store: Store) -> list[int]:
    """Return the ids of two drafted translations of one product: a title and a bullet."""
    with store.step("Import") as step:
        catalog = products.ensure_catalog(step, "shop", "zh-Hans-CN")
        products.save_products(step, catalog, [CUP])
        products.ensure_segments(step, products.product_ids(step))
        return [
            translations.save(
                step,
                None,
                Translation(
                    segment.id,
                    "de-DE",
                    f"Text {segment.source_hash[:2]}",
                    State.DRAFT,
                    Origin.MEMORY,
                    segment.source_hash,
                    score=100,
                    reason="why",
                ),
            )
            for segment in segments.of_product(step, 1)
        ]


@pytest.fixture
def script_id(store: Store, ids: list[int]) -> int:
    del ids  # its product is there
    lines = (ScriptLine(Beat.HOOK, Lane.HOST, "Hallo"), ScriptLine(Beat.CTA, Lane.HOST, "Kauf"))
    script = Script("de-DE", "warm", 5.0, "word", 140, (BeatPlan(Beat.HOOK, 5.0),), lines)
    stored = StoredScript(
        0, 1, AMAZON, "A", State.DRAFT, edited=False, input_hash="", script=script
    )
    with store.step("Write") as step:
        return scripts.save(step, stored)


@pytest.fixture
def flag(store: Store) -> Callable[..., int]:
    """Return a maker of findings that returns the id of the finding."""

    def make(
        subject: Subject,
        subject_id: int,
        severity: Severity = Severity.WARNING,
        target: Target = AMAZON,
    ) -> int:
        place = Place(subject, subject_id, 1, target.market, target.channel, target.locale)
        with store.derive() as step:
            findings.replace_for_product(
                step, 1, [target], [(place, Finding("rule", severity, "Wrong."))]
            )
        return findings.of_subject(store.read(), subject, subject_id)[0].id

    return make


def _pair(store: Store, number: int) -> Pair:
    return translations.pair(store.read(), number)


def _change_source(store: Store, **values: object) -> None:
    with store.step("Import") as step:
        products.save_products(step, 1, [replace(CUP, **values)])  # type: ignore[arg-type]
        products.ensure_segments(step, products.product_ids(step))


@pytest.mark.parametrize(
    ("typed", "text", "state", "origin"),
    [
        ("Becher", "Becher", State.TRANSLATED, Origin.PERSON),
        ("  Becher \n", "Becher", State.TRANSLATED, Origin.PERSON),
        ("fu\u0308r", "f\u00fcr", State.TRANSLATED, Origin.PERSON),
        ("", "", State.UNTRANSLATED, Origin.NONE),
        (" \n ", "", State.UNTRANSLATED, Origin.NONE),
    ],
)
def test_edit_text(
    typed: str, text: str, state: State, origin: Origin, store: Store, ids: list[int]
) -> None:
    changes = decisions.edit_text(store, ids[0], typed)
    assert changes
    new = _pair(store, ids[0]).translation
    assert (new.text, new.state, new.origin) == (text, state, origin)
    assert (new.score, new.reason) == (0, "")


def test_typing_the_same_changes_nothing(store: Store, ids: list[int]) -> None:
    before = _pair(store, ids[0]).translation
    last = steps.recent(store.read())[0].id
    assert decisions.edit_text(store, ids[0], f" {before.text} ") == Changes()
    assert _pair(store, ids[0]).translation == before
    assert steps.recent(store.read())[0].id == last


def test_typing_is_one_step_and_undone_as_one(store: Store, ids: list[int]) -> None:
    before = _pair(store, ids[0]).translation
    count = len(steps.recent(store.read()))
    for typed in ("B", "Be", "Becher"):
        decisions.edit_text(store, ids[0], typed)
    assert len(steps.recent(store.read())) == count + 1
    store.undo()
    assert _pair(store, ids[0]).translation == before


def test_typing_elsewhere_is_another_step(store: Store, ids: list[int]) -> None:
    count = len(steps.recent(store.read()))
    decisions.edit_text(store, ids[0], "Becher")
    decisions.edit_text(store, ids[1], "doppelwandig")
    assert len(steps.recent(store.read())) == count + 2


def test_an_edit_answers_the_source_of_today(store: Store, ids: list[int]) -> None:
    _change_source(store, title="大杯")
    assert _pair(store, ids[0]).translation.source_hash != _pair(store, ids[0]).segment.source_hash
    decisions.edit_text(store, ids[0], "Großer Becher")
    assert _pair(store, ids[0]).translation.source_hash == _pair(store, ids[0]).segment.source_hash


def test_editing_what_is_gone_is_a_bug(store: Store) -> None:
    with pytest.raises(LookupError):
        decisions.edit_text(store, 99, "x")
    assert decisions.approve(store, []) == Changes()


def test_approve_clears_reason_and_comment_and_remembers(store: Store, ids: list[int]) -> None:
    decisions.send_back(store, ids[0], "kürzer")
    changes = decisions.approve(store, ids)
    assert changes.rows["translation"] == 2
    for number in ids:
        new = _pair(store, number).translation
        assert (new.state, new.reason, new.comment) == (State.APPROVED, "", "")
    units = memory.every(store.read())
    assert [(unit.source, unit.context, unit.created_by) for unit in units] == [
        ("杯", "title", "tester"),
        ("双层", "bullet", "tester"),
    ]
    assert {unit.target_locale for unit in units} == {"de-DE"}


def test_approving_again_changes_nothing(store: Store, ids: list[int]) -> None:
    decisions.approve(store, ids)
    assert decisions.approve(store, ids) == Changes()


def test_one_without_text_stops_the_whole_approval(store: Store, ids: list[int]) -> None:
    decisions.edit_text(store, ids[1], "")
    with pytest.raises(InputError, match=r"双层.*has no translation yet"):
        decisions.approve(store, ids)
    assert _pair(store, ids[0]).translation.state is State.DRAFT
    assert memory.size(store.read()) == 0


def test_an_approval_is_undone_with_its_memory(store: Store, ids: list[int]) -> None:
    decisions.approve(store, ids)
    store.undo()
    assert _pair(store, ids[0]).translation.state is State.DRAFT
    assert memory.size(store.read()) == 0


def test_the_same_language_is_not_remembered(store: Store, ids: list[int]) -> None:
    old = _pair(store, ids[0])
    with store.step("Copy") as step:
        copy = replace(old.translation, locale="zh-Hans-SG", text="杯")
        number = translations.save(step, None, copy)
    decisions.approve(store, [number])
    assert _pair(store, number).translation.state is State.APPROVED
    assert memory.size(store.read()) == 0


def test_a_text_composed_from_facts_stands_for_no_other_product(
    store: Store, ids: list[int]
) -> None:
    with store.step("Compose") as step:
        old = translations.pair(step, ids[0])
        composed = replace(old.translation, origin=Origin.COMPOSED, text="Tasse 500 ml")
        translations.save(step, (ids[0], old.translation), composed)
    decisions.approve(store, ids)
    assert _pair(store, ids[0]).translation.state is State.APPROVED
    assert [unit.source for unit in memory.every(store.read())] == ["双层"]


@pytest.mark.parametrize("comment", ["", " \n"])
def test_sending_back_needs_a_comment(comment: str, store: Store, ids: list[int]) -> None:
    with pytest.raises(InputError, match="what is to be changed"):
        decisions.send_back(store, ids[0], comment)
    assert _pair(store, ids[0]).translation.state is State.DRAFT


def test_sending_back_keeps_the_text(store: Store, ids: list[int]) -> None:
    before = _pair(store, ids[0]).translation
    decisions.send_back(store, ids[0], " zu lang ")
    after = _pair(store, ids[0]).translation
    assert after == replace(before, state=State.SENT_BACK, comment="zu lang")


def test_approve_clean_takes_all_that_nothing_speaks_against(
    store: Store, ids: list[int], script_id: int
) -> None:
    done = decisions.approve_clean(store, [AMAZON, SHOP], [1])
    assert (done.translations, done.scripts, done.left) == (2, 1, 0)
    assert done.changes
    assert {_pair(store, number).translation.state for number in ids} == {State.APPROVED}
    assert scripts.load(store.read(), script_id).state is State.APPROVED
    assert memory.size(store.read()) == 2


def test_approve_clean_leaves_what_general_knowledge_added(store: Store, ids: list[int]) -> None:
    with store.step("assumed") as step:
        pair = translations.pair(step, ids[0])
        text = replace(pair.translation, reason="assumed:M")
        translations.save(step, (pair.id, pair.translation), text)
    done = decisions.approve_clean(store, [AMAZON, SHOP], [1])
    assert (done.translations, done.left) == (1, 1)
    assert _pair(store, ids[0]).translation.state is not State.APPROVED


@pytest.mark.parametrize(
    ("severity", "left"),
    [
        (Severity.BLOCK, 1),
        (Severity.EVIDENCE, 1),
        (Severity.WARNING, 1),
        (Severity.INFO, 0),
    ],
)
@pytest.mark.parametrize("target", [AMAZON, SHOP])
def test_approve_clean_leaves_what_is_flagged_for_any_of_its_targets(
    severity: Severity,
    left: int,
    target: Target,
    store: Store,
    ids: list[int],
    flag: Callable[..., int],
) -> None:
    flag(Subject.TRANSLATION, ids[0], severity, target)
    done = decisions.approve_clean(store, [AMAZON, SHOP], [1])
    assert (done.translations, done.left) == (2 - left, left)
    wanted = State.DRAFT if left else State.APPROVED
    assert _pair(store, ids[0]).translation.state is wanted


@pytest.mark.parametrize(("locale", "left"), [("de-DE", 1), ("de-AT", 0)])
def test_approve_clean_leaves_what_is_flagged_for_another_target_of_the_locale(
    locale: str, left: int, store: Store, ids: list[int], flag: Callable[..., int]
) -> None:
    other = Target("DE", "shop", locale)
    with store.step("Launch") as step:
        launches.create(step, "Other", [other], dt.date(2026, 12, 11))
    flag(Subject.TRANSLATION, ids[0], target=other)
    done = decisions.approve_clean(store, [AMAZON], [1])
    assert (done.translations, done.left) == (2 - left, left)


def test_approve_clean_takes_what_was_overruled(
    store: Store, ids: list[int], flag: Callable[..., int]
) -> None:
    decisions.overrule(store, flag(Subject.TRANSLATION, ids[0], Severity.BLOCK), "checked")
    assert decisions.approve_clean(store, [AMAZON], [1]).left == 0


def test_approve_clean_leaves_a_flagged_script(
    store: Store, script_id: int, flag: Callable[..., int]
) -> None:
    flag(Subject.SCRIPT, script_id)
    done = decisions.approve_clean(store, [AMAZON], [1])
    assert (done.scripts, done.left) == (0, 1)
    assert scripts.load(store.read(), script_id).state is State.DRAFT


@pytest.mark.parametrize("state", [State.APPROVED, State.SENT_BACK, State.UNTRANSLATED])
def test_approve_clean_takes_only_drafts_and_translations(
    state: State, store: Store, ids: list[int]
) -> None:
    old = _pair(store, ids[0])
    with store.step("Set") as step:
        new = replace(old.translation, state=state)
        translations.save(step, (old.id, old.translation), new)
    done = decisions.approve_clean(store, [AMAZON], [1])
    left_for_a_person = 0 if state is State.APPROVED else 1
    assert (done.translations, done.left) == (1, left_for_a_person)
    assert _pair(store, ids[0]).translation.state is state


def test_approve_clean_leaves_a_text_whose_source_changed_although_nobody_checked(
    store: Store, ids: list[int]
) -> None:
    _change_source(store, title="大杯")
    done = decisions.approve_clean(store, [AMAZON], [1])
    assert (done.translations, done.left) == (1, 1)
    left = _pair(store, ids[0])
    assert left.translation.state is State.DRAFT
    assert left.translation.source_hash != left.segment.source_hash


@pytest.mark.usefixtures("ids", "script_id")
@pytest.mark.parametrize(("targets", "wanted"), [([], [1]), ([AMAZON], []), ([AMAZON], [99])])
def test_approve_clean_stays_inside_its_targets_and_products(
    targets: list[Target], wanted: list[int], store: Store
) -> None:
    done = decisions.approve_clean(store, targets, wanted)
    assert (done.translations, done.scripts, done.left) == (0, 0, 0)
    assert not done.changes


def test_approve_clean_is_one_step(store: Store, ids: list[int], script_id: int) -> None:
    decisions.approve_clean(store, [AMAZON], [1])
    store.undo()
    assert {_pair(store, number).translation.state for number in ids} == {State.DRAFT}
    assert scripts.load(store.read(), script_id).state is State.DRAFT


def test_editing_a_line_marks_the_script_as_a_persons(store: Store, script_id: int) -> None:
    line = ScriptLine(Beat.CTA, Lane.HOST, "Jetzt fu\u0308r dich", seconds=1.5)
    assert decisions.edit_line(store, script_id, 1, line)
    stored = scripts.load(store.read(), script_id)
    assert stored.script.lines[1] == replace(line, text="Jetzt f\u00fcr dich")
    assert stored.script.lines[0].text == "Hallo"
    assert (stored.edited, stored.state) == (True, State.TRANSLATED)


def test_the_same_line_changes_nothing(store: Store, script_id: int) -> None:
    line = scripts.load(store.read(), script_id).script.lines[0]
    assert decisions.edit_line(store, script_id, 0, line) == Changes()
    assert not scripts.load(store.read(), script_id).edited


@pytest.mark.parametrize("index", [-1, 2, 99])
def test_a_line_that_is_gone_is_refused(index: int, store: Store, script_id: int) -> None:
    line = ScriptLine(Beat.CTA, Lane.HOST, "x")
    with pytest.raises(InputError, match=f"no line {index + 1} any more"):
        decisions.edit_line(store, script_id, index, line)
    assert not scripts.load(store.read(), script_id).edited


def test_approve_scripts(store: Store, script_id: int) -> None:
    assert decisions.approve_scripts(store, [script_id])
    assert scripts.load(store.read(), script_id).state is State.APPROVED
    assert decisions.approve_scripts(store, [script_id]) == Changes()


@pytest.mark.parametrize("reason", ["", "  "])
def test_overruling_needs_a_reason(
    reason: str, store: Store, ids: list[int], flag: Callable[..., int]
) -> None:
    number = flag(Subject.TRANSLATION, ids[0])
    with pytest.raises(InputError, match="manifest"):
        decisions.overrule(store, number, reason)
    assert not findings.load(store.read(), number).overruled


def test_overruling_is_recorded_with_who_and_why_and_outlives_a_new_check(
    store: Store, ids: list[int], flag: Callable[..., int]
) -> None:
    number = flag(Subject.TRANSLATION, ids[0], Severity.BLOCK)
    assert decisions.overrule(store, number, " the lawyer agreed ")
    flag(Subject.TRANSLATION, ids[1])  # the first finding goes
    again = findings.load(store.read(), flag(Subject.TRANSLATION, ids[0], Severity.BLOCK))
    assert (again.overruled, again.overruled_by) == ("the lawyer agreed", "tester")


def test_overruling_holds_for_its_target_only(
    store: Store, ids: list[int], flag: Callable[..., int]
) -> None:
    decisions.overrule(store, flag(Subject.TRANSLATION, ids[0]), "fine")
    flag(Subject.TRANSLATION, ids[0], target=SHOP)
    (elsewhere,) = findings.of_target(store.read(), "DE", "shop", "de-DE")
    assert not elsewhere.overruled


def test_overruling_twice_keeps_the_first_reason(
    store: Store, ids: list[int], flag: Callable[..., int]
) -> None:
    number = flag(Subject.TRANSLATION, ids[0])
    decisions.overrule(store, number, "first")
    assert decisions.overrule(store, number, "second") == Changes()
    assert findings.load(store.read(), number).overruled == "first"


def test_an_overruling_is_undone(store: Store, ids: list[int], flag: Callable[..., int]) -> None:
    number = flag(Subject.TRANSLATION, ids[0])
    decisions.overrule(store, number, "first")
    store.undo()
    assert not findings.load(store.read(), number).overruled


def _hits(store: Store, number: int, spans: Sequence[tuple[int, int]]) -> list[StoredFinding]:
    """Store a blocking hit of one rule at each of ``spans`` of a text; return them in their order."""
    place = Place(Subject.TRANSLATION, number, 1, "DE", "amazon", "de-DE")
    with store.derive() as step:
        found = [
            (place, Finding("claim:best", Severity.BLOCK, "No.", start=start, end=end))
            for start, end in spans
        ]
        findings.replace_for_product(step, 1, [AMAZON], found)
    stored = findings.of_subject(store.read(), Subject.TRANSLATION, number)
    return sorted(stored, key=lambda one: one.finding.start)


def _passed(store: Store, number: int) -> list[str]:
    stored = findings.of_subject(store.read(), Subject.TRANSLATION, number)
    return [one.passage for one in stored if one.overruled]


def test_overruling_holds_for_the_words_that_were_looked_at(store: Store, ids: list[int]) -> None:
    decisions.edit_text(store, ids[0], "best cup, cheapest cup, best")
    best, cheapest, again = _hits(store, ids[0], [(0, 4), (10, 18), (24, 28)])
    decisions.overrule(store, cheapest.id, "true")
    assert _passed(store, ids[0]) == ["cheapest"]
    decisions.overrule(store, best.id, "a name")
    assert decisions.overrule(store, again.id, "once more") == Changes()
    assert sorted(_passed(store, ids[0])) == ["best", "best", "cheapest"]
    counts = target_counts(store.read(), AMAZON, [1])
    assert (counts.get("block", 0), counts["overruled"]) == (0, 3)


def test_a_new_claim_in_a_text_that_was_let_pass_counts(store: Store, ids: list[int]) -> None:
    decisions.edit_text(store, ids[0], "best cup")
    decisions.overrule(store, _hits(store, ids[0], [(0, 4)])[0].id, "a name")
    # rules of a newer program find more in the same text
    _hits(store, ids[0], [(0, 4), (5, 8)])
    assert _passed(store, ids[0]) == ["best"]
    assert target_counts(store.read(), AMAZON, [1])["block"] == 1
    decisions.edit_text(store, ids[0], "best cup of all")
    _hits(store, ids[0], [(0, 4)])
    assert _passed(store, ids[0]) == []
    store.undo()
    _hits(store, ids[0], [(0, 4)])
    assert _passed(store, ids[0]) == ["best"]


def test_a_decision_falls_when_the_text_is_confirmed_for_another_source(
    store: Store, ids: list[int]
) -> None:
    number = _hits(store, ids[0], [(0, 1)])[0].id
    decisions.overrule(store, number, "fine")
    _change_source(store, title="大杯")
    decisions.approve(store, [ids[0]])
    assert not findings.load(store.read(), number).overruled


def test_an_overrule_is_taken_back_and_that_is_undone(store: Store, ids: list[int]) -> None:
    first, second = _hits(store, ids[0], [(0, 1), (1, 2)])
    for one in (first, second):
        decisions.overrule(store, one.id, "fine")
    assert decisions.take_back_overrule(store, first.id)
    assert _passed(store, ids[0]) == [second.passage]
    assert decisions.take_back_overrule(store, first.id) == Changes()
    store.undo()
    assert len(_passed(store, ids[0])) == 2


def test_nothing_is_let_pass_of_a_thing_that_took_the_place_of_another(
    store: Store, ids: list[int]
) -> None:
    last = max(ids)
    decisions.overrule(store, _hits(store, last, [(0, 1)])[0].id, "fine")
    old = _pair(store, last)
    with store.step("Remove") as step:
        step.write("DELETE FROM translation WHERE id >= ?", (last,))
        assert translations.save(step, None, old.translation) == last
    assert not _hits(store, last, [(0, 1)])[0].overruled
    store.undo()
    assert findings.of_subject(store.read(), Subject.TRANSLATION, last)[0].overruled


def test_a_decision_about_a_listing_falls_when_what_was_found_changes(store: Store) -> None:
    with store.step("Import") as step:
        catalog = products.ensure_catalog(step, "shop", "zh-Hans-CN")
        products.save_products(step, catalog, [CUP])
    place = Place(Subject.LISTING, 1, 1, "DE", "amazon", "de-DE")

    def found(volts: str) -> StoredFinding:
        finding = Finding("mains", Severity.BLOCK, "{volts} does not fit.", (("volts", volts),))
        with store.derive() as step:
            findings.replace_for_product(step, 1, [AMAZON], [(place, finding)])
        return findings.of_subject(store.read(), Subject.LISTING, 1)[0]

    decisions.overrule(store, found("110 V").id, "comes with a transformer")
    assert found("110 V").overruled
    assert not found("100 V").overruled

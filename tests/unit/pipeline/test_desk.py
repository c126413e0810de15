"""What the desk does beside single decisions, on a drafted launch."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from localizer import pipeline
from localizer.catalog import (
    activity,
    assignments,
    findings,
    launches,
    memory,
    notes,
    queue,
    queue_views,
    quick_find,
    steps,
    translations,
    versions,
)
from localizer.catalog.queue import QueueFilter
from localizer.catalog.queue_views import ME, QueueView
from localizer.errors import InputError
from localizer.model.finding import Subject
from localizer.model.launch import Launch, Target
from localizer.model.segment import MemoryUnit, Origin, State
from localizer.pipeline import desk
from localizer.pipeline.fixing import LOCKED, preview_fixes
from localizer.pipeline.tools import Tools
from localizer.review import sharing
from localizer.settings import EngineSetting, Settings
from localizer.store.database import Store, open_store

AMERICAN = Target("US", "amazon", "en-US")
GERMAN = Target("DE", "amazon", "de-DE")


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory, tools: Tools, sample: Path) -> Path:
    """Return a drafted and checked workspace of the sample for two targets."""
    from localizer.store.database import create

    path = tmp_path_factory.mktemp("desk") / "w.localizer"
    with create(path, person="Mei") as store:
        pipeline.import_catalog(store, sample / "catalog.xlsx")
        pipeline.create_launch(
            store, tools, "launch", ["US/amazon", "DE/amazon"], dt.date(2026, 11, 26)
        )
        pipeline.draft(store, tools)
        pipeline.check(store, tools)
    return path


@pytest.fixture
def store(drafted: Path, tmp_path: Path) -> Store:
    """Return a copy that a test may change."""
    path = tmp_path / "w.localizer"
    path.write_bytes(drafted.read_bytes())
    return open_store(path, person="Somchai")


@pytest.fixture
def launch(store: Store) -> Launch:
    """Return the launch."""
    return launches.find(store.read())


def ids_of(store: Store, target: Target = AMERICAN, **wanted: object) -> list[int]:
    return list(queue.queue_ids(store.read(), QueueFilter(target, **wanted)))  # type: ignore[arg-type]


def drafts(store: Store, number: int) -> list[int]:
    return ids_of(store, state=State.DRAFT)[:number]


# -- filters -------------------------------------------------------------------------------------


def test_each_filter_narrows_to_what_its_count_says(store: Store, launch: Launch) -> None:
    reader = store.read()
    base = QueueFilter(AMERICAN, launch_id=launch.id)
    told = queue.facets(reader, base)
    total = len(ids_of(store, launch_id=launch.id))
    assert sum(told.states.values()) == sum(told.origins.values()) == total > 300
    for state, number in told.states.items():
        assert len(ids_of(store, state=state)) == number
    for origin, number in told.origins.items():
        assert len(ids_of(store, origin=origin)) == number
    assert told.rules
    for rule, number in told.rules.items():
        assert len(ids_of(store, rule=rule)) == number
    assert len(ids_of(store, flagged=True)) == told.flagged > 0
    assert len(ids_of(store, source_changed=True)) == told.source_changed == 0
    assert told.assignees == {"": total}


def test_flagged_texts_are_those_a_person_must_look_at(store: Store) -> None:
    flagged = set(ids_of(store, flagged=True))
    for number in ids_of(store):
        state = translations.pair(store.read(), number).translation.state
        found = findings.of_subject(store.read(), Subject.TRANSLATION, number)
        worst = min(
            (
                one.finding.severity.rank
                for one in found
                if one.place.market in ("", "US") and not one.overruled
            ),
            default=9,
        )
        must = worst <= queue.FLAGGED or state in (State.UNTRANSLATED, State.SENT_BACK)
        assert (number in flagged) is must, number


def test_a_launch_keeps_to_its_products(store: Store, launch: Launch) -> None:
    product = translations.pair(store.read(), drafts(store, 1)[0]).segment.product_id
    everything = len(ids_of(store, launch_id=launch.id))
    with store.step("Only one") as step:
        step.write(
            "INSERT INTO launch_product(launch_id, product_id) VALUES(?, ?)", (launch.id, product)
        )
    mine = ids_of(store, launch_id=launch.id)
    assert 0 < len(mine) < everything
    assert mine == ids_of(store, launch_id=launch.id, product_id=product)


def test_texts_changed_since_a_moment(store: Store, tools: Tools) -> None:
    (number,) = drafts(store, 1)
    before = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
    assert ids_of(store, since=before) == []
    pipeline.edit_translation(store, tools, number, "A cup")
    assert ids_of(store, since=before) == [number]


def test_views_are_kept_by_name_and_taken_back(store: Store) -> None:
    view = QueueView(state=State.DRAFT, origin=Origin.COMPOSED, assignee=ME, days=7, noted=True)
    with store.step("Keep") as step:
        assert queue_views.save(step, "mine", view)
        assert not queue_views.save(step, "mine", view)
    assert queue_views.saved(store.read()) == {"mine": view}
    with store.step("Forget") as step:
        assert queue_views.drop(step, "mine")
        assert not queue_views.drop(step, "mine")
    store.undo()
    assert queue_views.saved(store.read()) == {"mine": view}
    midnight = dt.datetime(2026, 11, 23, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    made = view.of(AMERICAN, today=midnight, person="Somchai")
    assert (made.assignee, made.since) == ("Somchai", "2026-11-15T16:00:00+00:00")


def test_a_view_of_a_newer_program_is_left_out(store: Store) -> None:
    with store.step("Keep") as step:
        step.write(
            "INSERT INTO preference(key, value) VALUES('review_filter:new', '{\"state\": \"mood\"}')"
        )
    assert queue_views.saved(store.read()) == {}


# -- sharing -------------------------------------------------------------------------------------


def test_texts_are_assigned_found_and_taken_back(store: Store) -> None:
    some = drafts(store, 3)
    sharing.assign(store, some, "  Nok   S. ")
    assert sorted(ids_of(store, assignee="Nok S.")) == sorted(some)
    assert assignments.of(store.read(), some[0]).assignee == "Nok S."
    assert assignments.people(store.read()) == ("Mei", "Nok S.", "Somchai")
    row = queue.queue_rows(store.read(), some[:1], AMERICAN)[some[0]]
    assert (row.assignee, row.locked, row.notes) == ("Nok S.", False, 0)
    sharing.assign(store, some[:1], "")
    assert sorted(ids_of(store, assignee="Nok S.")) == sorted(some[1:])
    store.undo()
    store.undo()
    assert ids_of(store, assignee="Nok S.") == []
    assert store.read().value("SELECT count(*) FROM assignment") == 0


def test_nothing_changes_a_locked_text(store: Store, tools: Tools, launch: Launch) -> None:
    number, other = drafts(store, 2)
    before = translations.pair(store.read(), number)
    sharing.lock(store, [number], locked=True)
    assert ids_of(store, locked=True) == [number]
    with pytest.raises(InputError, match="locked"):
        pipeline.edit_translation(store, tools, number, "Something else")
    with pytest.raises(InputError, match="locked"):
        pipeline.approve_translations(store, tools, [other, number])
    with pytest.raises(InputError, match="locked"):
        pipeline.send_back(store, tools, number, "No")
    with store.step("Memory") as step:
        unit = MemoryUnit(before.segment.source, "zh-Hans", "From the memory", "en-US", "title")
        memory.remember(step, [unit])
    pipeline.draft(store, tools)
    pipeline.approve_clean(store, tools, launch=launch.name)
    assert translations.pair(store.read(), number) == before
    assert translations.pair(store.read(), other).translation.state is not State.DRAFT
    sharing.lock(store, [number], locked=False)
    pipeline.edit_translation(store, tools, number, "Something else")
    assert translations.pair(store.read(), number).translation.text == "Something else"


def test_a_fix_leaves_a_locked_text(store: Store, tools: Tools) -> None:
    (number,) = drafts(store, 1)
    pipeline.edit_translation(store, tools, number, "Two  spaces")
    found = [
        one.id
        for one in findings.of_subject(store.read(), Subject.TRANSLATION, number)
        if one.finding.fix is not None
    ]
    assert found
    sharing.lock(store, [number], locked=True)
    assert {one.problem for one in preview_fixes(store.read(), found)} == {LOCKED}


def test_comments_speak_to_one_language_or_to_all(store: Store, tools: Tools) -> None:
    (number,) = drafts(store, 1)
    pair = translations.pair(store.read(), number)
    sharing.add_note(store, pair.segment.id, "en-US", "  Is it warm? ")
    sharing.add_note(store, pair.segment.id, "", "It is wool.")
    pipeline.send_back(store, tools, number, "Too long")
    seen = notes.of_segment(store.read(), pair.segment.id, "en-US")
    assert [(one.text, one.locale, one.by) for one in seen] == [
        ("Is it warm?", "en-US", "Somchai"),
        ("It is wool.", "", "Somchai"),
        ("Too long", "en-US", "Somchai"),
    ]
    others = notes.of_segment(store.read(), pair.segment.id, "de-DE")
    assert [one.text for one in others] == ["It is wool."]
    assert number in ids_of(store, noted=True)
    assert len(ids_of(store, GERMAN, noted=True)) == 1
    for one in seen:
        sharing.resolve_note(store, one.id, resolved=True)
    assert ids_of(store, noted=True) == []
    assert not sharing.resolve_note(store, seen[0].id, resolved=True)
    store.undo()
    assert number in ids_of(store, noted=True)
    with pytest.raises(InputError):
        sharing.add_note(store, pair.segment.id, "en-US", "  ")


# -- many texts ----------------------------------------------------------------------------------


def test_all_clean_of_a_filter_is_one_step(store: Store, tools: Tools, launch: Launch) -> None:
    wanted = QueueFilter(AMERICAN, origin=Origin.COMPOSED, launch_id=launch.id)
    clean = list(queue.clean_ids(store.read(), wanted))
    assert len(clean) == queue.clean_count(store.read(), wanted) > 20
    waiting = len(ids_of(store, origin=Origin.COMPOSED))
    report = desk.approve_listed(store, tools, launch=launch.name, wanted=wanted)
    assert (report.translations, report.left) == (len(clean), waiting - len(clean))
    assert sorted(ids_of(store, state=State.APPROVED)) == clean
    assert queue.clean_count(store.read(), wanted) == 0
    pipeline.undo(store, tools)
    assert ids_of(store, state=State.APPROVED) == []


@pytest.fixture
def changed(store: Store, tools: Tools) -> list[int]:
    """Return texts a person wrote whose source changed since, in two languages."""
    (number,) = drafts(store, 1)
    segment = translations.pair(store.read(), number).segment
    texts = []
    for locale, text in (("en-US", "Warm cup"), ("de-DE", "Warme Tasse")):
        mine = translations.of_product(store.read(), segment.product_id, locale)[segment.id][0]
        pipeline.edit_translation(store, tools, mine, text)
        pipeline.approve_translations(store, tools, [mine])
        texts.append(mine)
    with store.step("Change the source") as step:
        step.write(
            "UPDATE segment_body SET source = source || '！', previous = source WHERE id = ?",
            (segment.id,),
        )
        step.write("UPDATE segment SET source_hash = 'changed' WHERE id = ?", (segment.id,))
    return texts


def test_equal_changes_of_sources_are_one(store: Store, launch: Launch, changed: list[int]) -> None:
    (found,) = versions.source_changes(store.read(), ["en-US", "de-DE"], launch.id)
    assert sorted(found.ids) == sorted(changed)
    assert set(found.locales) == {"en-US", "de-DE"}
    assert found.now == f"{found.before}！"
    assert sorted(ids_of(store, source_changed=True)) == changed[:1]


def test_a_text_whose_meaning_is_the_same_stands(
    store: Store, tools: Tools, launch: Launch, changed: list[int]
) -> None:
    desk.keep_meaning(store, tools, changed)
    assert versions.source_changes(store.read(), ["en-US", "de-DE"], launch.id) == ()
    kept = translations.pair(store.read(), changed[0]).translation
    assert (kept.text, kept.state) == ("Warm cup", State.TRANSLATED)
    pipeline.undo(store, tools)
    assert len(versions.source_changes(store.read(), ["en-US"], launch.id)) == 1


def test_a_text_whose_meaning_changed_is_sent_back(
    store: Store, tools: Tools, changed: list[int]
) -> None:
    sharing.lock(store, changed[1:], locked=True)
    desk.change_meaning(store, tools, changed)
    first, second = (translations.pair(store.read(), one).translation for one in changed)
    assert (first.state, first.text) == (State.SENT_BACK, "Warm cup")
    assert first.comment
    assert second.state is State.APPROVED


# -- looking up ----------------------------------------------------------------------------------


def test_versions_tell_what_a_text_said_and_who_wrote_it(store: Store, tools: Tools) -> None:
    (number,) = drafts(store, 1)
    drafted = translations.pair(store.read(), number).translation.text
    for text in ("One", "Two", "Three"):
        pipeline.edit_translation(store, tools, number, text)
        with store.derive() as step:  # typing within two seconds is one step: end it
            step.write("UPDATE step SET merge_key = ''")
    pipeline.undo(store, tools)
    told = versions.versions(store.read(), number)
    assert [one.text for one in told] == ["Two", "One", drafted]
    assert [one.by for one in told] == ["Somchai", "Somchai", "Mei"]
    assert versions.versions(store.read(), 10**9) == ()


def test_siblings_are_the_other_languages_of_a_segment(store: Store) -> None:
    (number,) = drafts(store, 1)
    segment = translations.pair(store.read(), number).segment.id
    found = versions.siblings(store.read(), segment, ["de-DE", "fr-FR", "en-US", "de-DE"])
    assert [one.locale for one in found] == ["de-DE", "en-US"]
    assert found[1].id == number


def test_words_are_looked_up_in_memory_and_catalog(store: Store) -> None:
    with store.step("Memory") as step:
        units = [
            MemoryUnit("保温杯很轻", "zh-Hans", "The flask is light", "en-US", "bullet", "Nok"),
            MemoryUnit("保温杯很重", "zh-Hans", "Die Kanne ist schwer", "de-DE", "bullet", "Nok"),
        ]
        memory.remember(step, units)
    found = desk.concordance(store.read(), "保温杯", "zh-Hans", "en-US")
    assert (found[0].source, found[0].target) == ("保温杯很轻", "The flask is light")
    assert len(found) > 1
    assert all("保温杯" in one.source and "-" in one.where for one in found[1:])
    assert all("Kanne" not in one.target for one in found)
    assert desk.concordance(store.read(), "flask 很轻", "zh-Hans", "en-US")[0] == found[0]
    assert desk.concordance(store.read(), "   ", "zh-Hans", "en-US") == ()
    assert desk.concordance(store.read(), "100%_", "zh-Hans", "en-US") == ()


def test_anything_is_found_by_its_words(store: Store) -> None:
    reader = store.read()
    (product, *_rest) = quick_find.find_products(reader, "DR-0217")
    assert product.key == "DR-0217"
    (text, *_more) = quick_find.find_texts(reader, "连衣裙 法式", ["en-US"])
    assert text.locale == "en-US"
    assert "连衣裙" in text.source
    assert quick_find.find_products(reader, " ") == ()
    assert quick_find.find_texts(reader, "", ["en-US"]) == ()


def test_a_text_is_told_back_by_the_first_engine_that_can() -> None:
    endpoint = EngineSetting("chat:x", "chat", url="http://127.0.0.1:9", model="m")
    broken = EngineSetting("local", "local", folder="")
    chosen = Settings(engines=(broken, endpoint))
    assert desk.back_engine(chosen, "zh-Hans", "th-TH") == endpoint
    assert desk.back_engine(Settings(), "zh-Hans", "th-TH") is None


def test_undo_of_sharing_checks_nothing_anew(store: Store, tools: Tools) -> None:
    (number,) = drafts(store, 1)
    sharing.assign(store, [number], "Nok")
    newest = steps.recent(store.read(), 1)[0]
    assert newest.label == "Texts assigned to Nok: 1"
    assert steps.touched_products(store.read(), newest.id) == ()
    pipeline.undo(store, tools)
    assert assignments.of(store.read(), number) == assignments.FREE


def test_sharing_is_part_of_what_was_done_in_a_launch(store: Store, launch: Launch) -> None:
    (number,) = drafts(store, 1)
    pair = translations.pair(store.read(), number)
    sharing.assign(store, [number], "Nok")
    sharing.add_note(store, pair.segment.id, "", "To all")
    sharing.add_note(store, pair.segment.id, "fr-FR", "Of no target here")
    reader = store.read()
    found = activity.step_ids(reader, activity.Wanted(launch=launch, person="Somchai"))
    newest = steps.recent(reader, 3)
    assert [one.id for one in newest[1:]] == list(found)

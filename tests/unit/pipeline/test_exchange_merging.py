"""What comes back is merged into a workspace: texts, suggestions, comments, terms, one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from localizer import pipeline
from localizer.catalog import assignments, notes, queue, suggestions, translations, work_done
from localizer.catalog.queue import QueueFilter
from localizer.catalog.work_done import Deed
from localizer.errors import InputError
from localizer.jobs import Cancelled, Progress
from localizer.model.exchange import ExchangeHead, Unit, UnitNote, UnitTerm
from localizer.model.launch import Target
from localizer.model.own_term import OwnConcept, OwnTerm
from localizer.model.segment import Origin, State
from localizer.model.term import Term
from localizer.pipeline import exchange_merging
from localizer.pipeline.exchange import merge_file, merge_units, units_of, write_units
from localizer.pipeline.exchange_merging import MergeReport
from localizer.pipeline.packages import make_package, return_package
from localizer.pipeline.packages_opening import open_package
from localizer.pipeline.terms import save_terms
from localizer.pipeline.tools import Tools
from localizer.review import decisions
from localizer.review.merge import Verdict
from localizer.store.database import Store, create, open_store
from localizer.store.schema import RECORDED

THAI = Target("TH", "shopee", "th-TH")
GOODS = """handle,title,option1 name,option1 value,cost price,price,currency,material,image
P1,不锈钢保温杯 500ml,颜色,黑色,12.34,59,CNY,不锈钢,cup.png
P2,棉袜 3双,颜色,白色,3.21,29,CNY,棉,https://x.example/sock.png
"""
Sent = tuple[ExchangeHead, list[Unit]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, tools: Tools) -> Path:
    """Return a drafted and checked workspace for Thailand and Germany."""
    folder = tmp_path_factory.mktemp("merged")
    (folder / "goods.csv").write_text(GOODS, encoding="utf-8")
    with create(folder / "w.localizer", person="Mei") as store:
        pipeline.import_catalog(store, folder / "goods.csv")
        day = dt.date(2026, 11, 26)
        pipeline.create_launch(store, tools, "Winter", ["TH/shopee", "DE/amazon"], day)
        pipeline.draft(store, tools)
        pipeline.check(store, tools)
    return folder / "w.localizer"


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Iterator[Store]:
    """Give a copy that a test may change, open."""
    copy = tmp_path / "w.localizer"
    copy.write_bytes(made.read_bytes())
    with open_store(copy, person="Mei") as opened:
        yield opened


@pytest.fixture
def sent(store: Store, tools: Tools) -> Sent:
    """Return what went to the translator."""
    head, units = units_of(store, tools, "th-TH")
    return head, list(units)


def dump(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Return everything there is but the history and what is made from the rest."""
    read = store.read().tuples
    return {table: read(f'SELECT * FROM "{table}" ORDER BY id') for table in RECORDED}  # noqa: S608


def pair_of(store: Store, unit: Unit) -> translations.Pair:
    query = (
        "SELECT t.id FROM translation t JOIN segment s ON s.id = t.segment_id "
        "JOIN product p ON p.id = s.product_id WHERE t.locale = 'th-TH' AND p.key = ? "
        "AND s.field = ? AND s.position = ?"
    )
    values = (unit.product_key, unit.field.value if unit.field else "", unit.position)
    return translations.pair(store.read(), store.read().value(query, values))


def says(unit: Unit, text: str) -> Unit:
    return replace(unit, target=text, state=State.TRANSLATED, origin="")


def counts(report: MergeReport) -> dict[str, int]:
    return {verdict.value: count for verdict, count in report.counts.items() if count}


def test_every_verdict_is_counted_and_one_undo_takes_all_back(
    store: Store, tools: Tools, sent: Sent
) -> None:
    head, units = sent
    first, second, third, fourth, fifth, *rest = units
    decisions.edit_text(store, pair_of(store, second).id, "ของเรา")
    with store.step("Lock") as step:
        assignments.set_locked(step, [pair_of(store, third).id], locked=True)
    with store.step("Source") as step:
        number = pair_of(store, fourth).segment.id
        step.write("UPDATE segment SET source_hash = 'other' WHERE id = ?", (number,))
        step.write("UPDATE segment_body SET source = '别的' WHERE id = ?", (number,))
    back = [
        says(first, "ใหม่"),
        says(second, "ของเขา"),
        says(third, "ล็อก"),
        says(fourth, "เก่า"),
        says(fifth, 'ขยะ <g id="1">'),
        replace(rest[0], target=None),
        says(replace(rest[1], id="P9.title..0"), "หาย"),
        *rest[2:],
    ]
    before = dump(store)
    report = merge_units(store, tools, head, back, by="Lin")
    assert counts(report) == {
        "applied": 1, "clash": 1, "locked": 1, "source_changed": 1, "refused": 1, "empty": 1,
        "unknown": 1, "same": len(rest) - 2,
    }  # fmt: skip
    assert report.units == len(units)
    now = pair_of(store, first).translation
    assert (now.text, now.state, now.origin) == ("ใหม่", State.TRANSLATED, Origin.PERSON)
    assert pair_of(store, second).translation.text == "ของเรา"
    (clash,) = report.lines[Verdict.CLASH]
    assert (clash.product_key, clash.text, clash.ours) == (second.product_key, "ของเขา", "ของเรา")
    (unknown,) = report.lines[Verdict.UNKNOWN]
    assert (unknown.id, unknown.text) == ("P9.title..0", "หาย")
    for unit, text in ((second, "ของเขา"), (third, "ล็อก"), (fourth, "เก่า")):
        segment = pair_of(store, unit).segment.id
        (found,) = suggestions.of_segment(store.read(), segment, "th-TH")
        assert (found.text, found.by) == (text, "Lin")
    after = dump(store)
    again = merge_units(store, tools, head, back, by="Lin")
    assert dump(store) == after
    assert not again.changes
    assert again.count(Verdict.CLASH) == 1
    undone = pipeline.undo(store, tools)
    assert undone is not None
    assert undone.label == "Merge the work of Lin: th-TH"
    assert dump(store) == before


def test_a_trial_tells_the_same_and_writes_nothing(store: Store, tools: Tools, sent: Sent) -> None:
    head, units = sent
    back = [says(units[0], "ใหม่"), *units[1:]]
    before, steps = dump(store), store.read().value("SELECT count(*) FROM step")
    tried = merge_units(store, tools, head, back, dry_run=True)
    assert dump(store) == before
    assert store.read().value("SELECT count(*) FROM step") == steps
    done = merge_units(store, tools, head, back)
    assert tried.counts == done.counts
    assert (tried.dry_run, bool(tried.changes), bool(done.changes)) == (True, False, True)


def test_a_merge_that_is_stopped_keeps_nothing(store: Store, tools: Tools, sent: Sent) -> None:
    head, units = sent
    progress = Progress()

    def stopping() -> Iterator[Unit]:
        yield from (says(unit, f"ใหม่ {unit.position}") for unit in units)
        progress.cancel()

    before = dump(store)
    with pytest.raises(Cancelled):
        merge_units(store, tools, head, stopping(), progress=progress)
    assert dump(store) == before


def test_a_merge_stopped_while_it_is_checked_keeps_nothing(
    store: Store, tools: Tools, sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, units = sent

    def stop(*_some: object, **_more: object) -> None:
        raise Cancelled

    monkeypatch.setattr(exchange_merging, "recheck", stop)
    before = dump(store)
    with pytest.raises(Cancelled):
        merge_units(store, tools, head, [says(units[0], "ใหม่")])
    assert dump(store) == before
    assert pipeline.redo(store, tools) is None


def test_what_was_changed_is_checked_again(store: Store, tools: Tools, sent: Sent) -> None:
    head, units = sent
    title = next(one for one in units if one.limit is not None)
    assert title.limit is not None
    merge_units(store, tools, head, [says(title, "ก" * (title.limit.maximum + 1))])
    number = pair_of(store, title).id
    query = (
        "SELECT count(*) FROM finding WHERE subject = 'translation' AND subject_id = ? AND rule = ?"
    )
    assert store.read().value(query, (number, "length")) > 0


def test_a_text_twice_in_a_file_keeps_both(store: Store, tools: Tools, sent: Sent) -> None:
    head, units = sent
    report = merge_units(store, tools, head, [says(units[0], "หนึ่ง"), says(units[0], "สอง")])
    assert counts(report) == {"applied": 1, "clash": 1}
    pair = pair_of(store, units[0])
    assert pair.translation.text == "หนึ่ง"
    found = suggestions.of_segment(store.read(), pair.segment.id, "th-TH")
    assert [one.text for one in found] == ["สอง"]


def test_a_text_never_drafted_here_is_made(store: Store, tools: Tools, sent: Sent) -> None:
    head, units = sent
    with store.step("Forget") as step:
        step.write("DELETE FROM translation WHERE locale = 'th-TH'")
    before = dump(store)
    bare = [replace(one, base_hash="", target=None) for one in units]
    report = merge_units(store, tools, head, [says(bare[0], "ใหม่"), *bare[1:]])
    assert counts(report) == {"applied": 1, "empty": len(units) - 1}
    assert pair_of(store, units[0]).translation.text == "ใหม่"
    pipeline.undo(store, tools)
    assert dump(store) == before


def test_comments_come_once_with_their_author_and_time(
    store: Store, tools: Tools, sent: Sent
) -> None:
    head, units = sent
    segment = pair_of(store, units[0]).segment.id
    with store.step("Say") as step:
        known = notes.add(step, segment, "th-TH", "ทำไม")
    said = (
        UnitNote("ทำไม", "Mei", resolved=True),
        UnitNote("เพราะ", "Lin", "2026-11-20T10:00:00+07:00"),
        UnitNote("ทุกคน", to_all=True),
        UnitNote(" "),
    )
    back = [replace(units[0], notes=said)]
    report = merge_units(store, tools, head, back, by="Nok")
    assert report.notes == 2
    assert [one.text for one in report.note_lines] == ["เพราะ", "ทุกคน"]
    first, second, third = notes.of_segment(store.read(), segment, "th-TH")
    assert (first.id, first.resolved) == (known, True)
    assert (second.by, second.at) == ("Lin", "2026-11-20T03:00:00.000+00:00")
    assert (third.by, third.locale) == ("Nok", "")
    after = dump(store)
    assert merge_units(store, tools, head, back, by="Nok").notes == 0
    assert dump(store) == after


def test_why_a_text_was_sent_back_is_no_new_comment(store: Store, tools: Tools) -> None:
    number = next(iter(queue.queue_ids(store.read(), QueueFilter(THAI, state=State.DRAFT))))
    decisions.send_back(store, number, "สั้นกว่านี้")
    head, units = units_of(store, tools, "th-TH")
    assert merge_units(store, tools, head, list(units)).notes == 0


def test_unknown_terms_are_proposed_once(store: Store, tools: Tools, sent: Sent) -> None:
    head, units = sent
    new = UnitTerm("不锈钢", "เหล็กไร้สนิม", "stainless")
    back = [replace(units[0], terms=(*units[0].terms, new)), *units[1:]]
    report = merge_units(store, tools, head, back, by="Lin", terms=[new])
    assert report.terms == 1
    (found,) = suggestions.proposals(store.read(), "th-TH")
    assert (found.source, found.target, found.note, found.by) == (
        "不锈钢",
        "เหล็กไร้สนิม",
        "stainless",
        "Lin",
    )
    assert merge_units(store, tools, head, back, by="Lin", terms=[new]).terms == 0


def test_approvals_hold_here_only_where_they_are_asked_for(
    store: Store, tools: Tools, sent: Sent
) -> None:
    head, units = sent
    back = [replace(says(units[0], "ใหม่"), state=State.APPROVED), *units[1:]]
    merge_units(store, tools, head, back)
    assert pair_of(store, units[0]).translation.state is State.TRANSLATED
    report = merge_units(store, tools, head, back, approvals=True)
    assert report.approved == 1
    assert pair_of(store, units[0]).translation.state is State.APPROVED
    with store.step("Lock") as step:
        assignments.set_locked(step, [pair_of(store, units[1]).id], locked=True)
    locked = [replace(units[1], state=State.APPROVED)]
    assert merge_units(store, tools, head, locked, approvals=True).approved == 0


def test_the_language_is_known_although_it_is_said_differently(
    store: Store, tools: Tools, sent: Sent
) -> None:
    head, units = sent
    for said in ("TH", "th_th", "th-TH"):
        report = merge_units(store, tools, replace(head, target_locale=said), units)
        assert report.locale == "th-TH"
    for wrong in ("", "fr-FR"):
        with pytest.raises(InputError, match="th-TH, de-DE"):
            merge_units(store, tools, replace(head, target_locale=wrong), units)


def test_a_file_of_another_workspace_is_told(store: Store, tools: Tools, sent: Sent) -> None:
    head, units = sent
    assert not merge_units(store, tools, head, units).problems
    strange = replace(head, workspace_id="other")
    assert "another workspace" in merge_units(store, tools, strange, units).problems[0]


def test_texts_that_moved_are_found(store: Store, tools: Tools, sent: Sent) -> None:
    head, units = sent
    with store.step("Move") as step:
        step.write("UPDATE segment SET position = position + 7")
    fact = next(one for one in units if one.field is not None and one.field.value == "fact")
    report = merge_units(store, tools, head, [says(units[0], "ใหม่"), says(fact, "วัสดุ: ใหม่")])
    assert counts(report) == {"applied": 2}


def test_a_package_comes_home(store: Store, tools: Tools, tmp_path: Path) -> None:
    out, back = tmp_path / "out.localizer-pkg", tmp_path / "back.localizer-pkg"
    make_package(store, tools, "th-TH", out)
    opened = open_package(out, tmp_path / "hers", tools, person="Lin")
    with open_store(opened.workspace, person="Lin") as hers:
        ids = queue.queue_ids(hers.read(), QueueFilter(THAI))
        decisions.edit_text(hers, ids[0], "กระติกของ Lin")
        concept, term = OwnConcept("lid", "part", ("杯盖",)), Term("lid", "th-TH", "ฝาแก้ว")
        save_terms(hers, tools, [concept], [OwnTerm(term)])
        return_package(hers, tools, back)
    report = merge_file(store, tools, back)
    assert counts(report)["applied"] == 1
    assert counts(report).keys() <= {"applied", "same", "empty"}
    (line,) = report.lines[Verdict.APPLIED]
    assert line.text == "กระติกของ Lin"
    assert [(one.source, one.target, one.by) for one in report.term_lines] == [
        ("杯盖", "ฝาแก้ว", "Lin")
    ]
    assert counts(merge_file(store, tools, back)).keys() <= {"same", "empty"}


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".po"])
def test_a_file_by_itself_comes_home(
    store: Store, tools: Tools, sent: Sent, tmp_path: Path, ending: str
) -> None:
    head, units = sent
    path = tmp_path / f"back{ending}"
    write_units(path, head, [says(units[0], "ใหม่"), *units[1:]], "en")
    report = merge_file(store, tools, path, by="Lin")
    assert counts(report)["applied"] == 1
    assert not report.notes + report.terms
    assert counts(report).keys() <= {"applied", "same", "empty"}


def test_words_sent_back_are_the_translators_whoever_merged_them(
    store: Store, tools: Tools, sent: Sent
) -> None:
    head, (first, second, *_rest) = sent
    before = work_done.work_done(store.read()).cells
    assert merge_units(store, tools, head, [says(first, "ใหม่")], by="Lin").changes
    decisions.edit_text(store, pair_of(store, second).id, "ของเรา")
    decisions.approve(store, [pair_of(store, first).id])
    new = [one for one in work_done.work_done(store.read()).cells if one not in before]
    me = "Mei"
    assert {(one.person, one.deed, one.count.texts) for one in new} == {
        ("Lin", Deed.WRITTEN, 1),
        (me, Deed.WRITTEN, 1),
        (me, Deed.APPROVED, 1),
    }

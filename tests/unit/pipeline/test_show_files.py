"""A show as it is written: what stands in the sheet, and the file in its place."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from localizer import pipeline
from localizer.catalog import launches, show_log, shows
from localizer.errors import InputError
from localizer.export.show.sheet import ShowFormat
from localizer.model.script import Lane
from localizer.model.show import EventKind, Host, ItemKind, RunKind, ShowEvent, ShowItem
from localizer.pipeline.answers import write_answers
from localizer.pipeline.show_edits import add_item, remove_show, save_host, set_show_host
from localizer.pipeline.show_files import show_sheet, write_show
from localizer.pipeline.shows import freeze_show, show_view
from localizer.pipeline.tools import Tools
from localizer.store.database import Store, open_store
from tests.support.show_stage import NAME, THAI, build


@pytest.fixture(scope="module")
def built(tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("files") / "w.localizer"
    build(path, tools)
    return path


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Iterator[Store]:
    with open_store(shutil.copyfile(built, tmp_path / "w.localizer"), person="tester") as store:
        yield store


def number(store: Store) -> int:
    return shows.find(store.read(), NAME).id


def log(store: Store, *events: ShowEvent) -> int:
    show = shows.load(store.read(), number(store))
    with show_log.begin(
        store, show, RunKind.LIVE, dt.datetime(2026, 11, 26, 13, 5, tzinfo=dt.UTC)
    ) as made:
        for event in events:
            made.append(event)
        made.end(100.0)
        return made.run_id


def test_the_plan_with_amounts_answers_and_times(store: Store, tools: Tools) -> None:
    write_answers(store, tools, launches.find(store.read(), None), [THAI])
    first = shows.load(store.read(), number(store)).items[0]
    add_item(store, number(store), ShowItem(0, ItemKind.BREAK, title="พัก", seconds=30), 1)
    add_item(store, number(store), first)
    sheet = show_sheet(store.read(), tools, number(store))
    assert sheet.draft
    assert sheet.head.begins.isoformat() == "2026-11-26T20:00:00+07:00"
    bottle, pause, *_others, again = sheet.items
    assert (pause.n, pause.title, pause.draft) == (2, "พัก", False)
    assert pause.seconds == pytest.approx(30)
    assert bottle.answers
    assert not again.answers  # a product's answers stand once
    lines = [line for beat in bottle.beats for line in beat.lines]
    assert bottle.card is not None
    priced = [
        line for line in lines if bottle.card.price in line.written and line.lane is Lane.HOST
    ]
    assert priced
    assert all("บาท" in line.spoken and bottle.card.price not in line.spoken for line in priced)
    assert not any("{" in line.written or "⟦" in line.written for line in lines)


def test_what_is_said_stays_inside_its_item(store: Store, tools: Tools) -> None:
    host = save_host(store, Host(0, "Ploy", "th-TH", per_minute=200))
    set_show_host(store, number(store), host)
    sheet = show_sheet(store.read(), tools, number(store))
    assert sheet.head.host == "Ploy"
    at = 0.0
    for one in sheet.said:
        assert at - 0.001 <= one.start <= one.end
        at = one.end
    beats = [beat for item in sheet.items for beat in item.beats]
    hers = {line.written for beat in beats for line in beat.lines if line.lane is Lane.HOST}
    assert {one.text for one in sheet.said} == hers
    last = sheet.items[-1]
    assert last.start is not None
    assert at <= last.start + last.seconds + 0.01
    for item in sheet.items:
        assert item.start is not None
        assert next(beat.start for beat in item.beats) == pytest.approx(item.start)


def test_a_logged_run_has_its_own_times_and_only_what_was_said(store: Store, tools: Tools) -> None:
    second = shows.load(store.read(), number(store)).items[1]
    run = log(
        store,
        ShowEvent(5.0, EventKind.BEGIN, second.id, second.product_id, 0, "hook"),
        ShowEvent(12.0, EventKind.END, second.id, second.product_id, 0, "hook"),
    )
    sheet = show_sheet(store.read(), tools, number(store), run_id=run)
    assert sheet.head.logged
    assert sheet.head.begins.isoformat() == "2026-11-26T20:05:00+07:00"
    assert [item.start for item in sheet.items] == [None, 5.0, None]
    assert sheet.items[1].seconds == 7.0
    assert sheet.said[0].start == 5.0
    assert 10.0 < sheet.said[-1].end <= 12.0  # what hands do takes its part of the beat
    assert {beat.start for beat in sheet.items[1].beats[1:]} == {None}


def test_a_run_of_another_show_is_told(store: Store, tools: Tools) -> None:
    with pytest.raises(InputError, match="no run 99"):
        show_sheet(store.read(), tools, number(store), run_id=99)


def test_a_show_that_was_removed_meanwhile_is_told(store: Store, tools: Tools) -> None:
    gone = number(store)
    remove_show(store, gone)
    with pytest.raises(InputError, match="not there any more"):
        show_sheet(store.read(), tools, gone)


def test_frozen_amounts_and_approved_pitches(store: Store, tools: Tools) -> None:
    freeze_show(store, tools, number(store))
    stored = [one.script for one in show_view(store.read(), tools, number(store)).items]
    pipeline.approve_scripts(store, tools, [one.id for one in stored if one is not None])
    sheet = show_sheet(store.read(), tools, number(store))
    assert sheet.head.frozen_at is not None
    assert sheet.head.frozen_at.utcoffset() == dt.timedelta(hours=7)
    assert sheet.head.rates
    assert not sheet.draft


def test_subtitles_and_documents_are_written(store: Store, tools: Tools, tmp_path: Path) -> None:
    given = (store.read(), tools, number(store))
    subtitles = write_show(*given, ShowFormat.SRT, tmp_path / "a.srt")
    assert subtitles.cues
    page = subtitles.file.read_text("utf-8")
    assert page.count(" --> ") == subtitles.cues
    text = write_show(*given, ShowFormat.TXT, tmp_path / "a.txt", words=True)
    assert (text.items, text.draft, text.cues) == (3, True, None)
    assert "บาท" in text.file.read_text("utf-8")


def test_pdf_is_printed_by_who_can(store: Store, tools: Tools, tmp_path: Path) -> None:
    asked: list[tuple[str, str, str]] = []

    def printer(html: str, title: str, locale: str) -> bytes:
        asked.append((html, title, locale))
        return b"%PDF-1.7"

    given = (store.read(), tools, number(store), ShowFormat.PDF, tmp_path / "a.pdf")
    written = write_show(*given, printer=printer)
    assert written.file.read_bytes() == b"%PDF-1.7"
    assert asked[0][1:] == (NAME, "th-TH")
    with pytest.raises(ValueError, match="without a printer"):
        write_show(*given)

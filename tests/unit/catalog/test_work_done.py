"""Who did how much on which day: exact figures from a history that is acted out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from localizer.catalog import launches, products, segments, translations, work_done
from localizer.catalog.statistics import Count
from localizer.catalog.work_done import Deed, Done, WorkDone
from localizer.jobs import Cancelled, Progress
from localizer.model.launch import Target
from localizer.model.product import Product
from localizer.model.segment import Origin, State, Translation
from localizer.review import decisions
from localizer.store import history
from localizer.store.database import Store

BANGKOK = ZoneInfo("Asia/Bangkok")
MONDAY, TUESDAY = dt.date(2026, 11, 2), dt.date(2026, 11, 3)
#: Words of the sources of the texts 1 to 4.
WORDS = (3, 4, 4, 2)


class Office:
    """A workspace of four Thai drafts on which people work at given times."""

    def __init__(self, store: Store) -> None:
        self.store = store
        with self.at("2026-11-01T08:00", "Mei"), store.step("Import") as step:
            number = products.ensure_catalog(step, "a", "zh-Hans")
            bullets = ("304不锈钢", "cold for 24 hours")
            goods = [Product("A", "保温杯", (), bullets=bullets), Product("B", "帽子", ())]
            products.save_products(step, number, goods)
            products.ensure_segments(step, [1, 2])
            for product in (1, 2):
                for one in segments.of_product(step, product):
                    new = Translation(one.id, "th-TH", "ร่าง", State.DRAFT, Origin.ENGINE, "")
                    translations.save(step, None, new)
        with self.at("2026-11-01T08:00", "Mei"), store.step("Launch") as step:
            thai = [Target("TH", "shopee", "th-TH")]
            launches.create(step, "cup", thai, dt.date(2026, 12, 11), [1])
            german = [Target("DE", "amazon", "de-DE")]
            launches.create(step, "german", german, dt.date(2026, 12, 11), [1])

    @contextmanager
    def at(self, moment: str, person: str) -> Iterator[None]:
        """Let ``person`` make steps at ``moment`` (UTC)."""
        reader = self.store.read()
        self.store.person = person
        last = reader.value("SELECT max(id) FROM step") or 0
        yield
        told = f"{moment}:00.000+00:00"
        with self.store.derive() as step:
            step.write("UPDATE step SET at = ?, merge_key = '' WHERE id > ?", (told, last))

    def write(self, moment: str, person: str, row: int, text: str) -> None:
        with self.at(moment, person):
            decisions.edit_text(self.store, row, text)

    def approve(self, moment: str, person: str, *rows: int) -> None:
        with self.at(moment, person):
            decisions.approve(self.store, rows)

    def send_back(self, moment: str, person: str, row: int) -> None:
        with self.at(moment, person):
            decisions.send_back(self.store, row, "Shorter.")

    def done(
        self, name: str | None = None, first: dt.date | None = None, last: dt.date | None = None
    ) -> WorkDone:
        reader = self.store.read()
        launch = None if name is None else launches.find(reader, name)
        return work_done.work_done(reader, launch, first=first, last=last, zone=BANGKOK)


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def cell(person: str, day: dt.date, deed: Deed, texts: int, words: int) -> Done:
    return Done(person, day, deed, Count(texts, words))


W, A, B = Deed.WRITTEN, Deed.APPROVED, Deed.SENT_BACK


def test_what_was_drafted_by_the_program_is_nobodys_work(office: Office) -> None:
    found = office.done()
    assert found == WorkDone((), dt.date(2026, 11, 1))
    assert found.total() == dict.fromkeys(Deed, Count())


def test_written_approved_and_sent_back_by_person_and_day(office: Office) -> None:
    office.write("2026-11-02T03:00", "Nok", 1, "แก้ว")
    office.write("2026-11-02T03:01", "Nok", 2, "เหล็ก")
    office.approve("2026-11-02T09:00", "Mei", 1, 3)
    office.send_back("2026-11-02T09:05", "Mei", 2)
    office.write("2026-11-02T17:00", "Nok", 2, "สแตนเลส")  # Tuesday in Bangkok
    office.approve("2026-11-03T05:00", "Mei", 2, 4)
    found = office.done()
    assert found.cells == (
        cell("Mei", MONDAY, A, 2, 7),
        cell("Mei", MONDAY, B, 1, 4),
        cell("Nok", MONDAY, W, 2, 7),
        cell("Mei", TUESDAY, A, 2, 6),
        cell("Nok", TUESDAY, W, 1, 4),
    )
    assert found.by_person() == {
        "Mei": {W: Count(), A: Count(4, 13), B: Count(1, 4)},
        "Nok": {W: Count(3, 11), A: Count(), B: Count()},
    }
    assert found.by_day() == {
        MONDAY: {W: Count(2, 7), A: Count(2, 7), B: Count(1, 4)},
        TUESDAY: {W: Count(1, 4), A: Count(2, 6), B: Count()},
    }
    assert found.total() == {W: Count(3, 11), A: Count(4, 13), B: Count(1, 4)}
    assert (found.since, found.earlier) == (dt.date(2026, 11, 1), False)


def test_a_span_of_days_and_a_launch(office: Office) -> None:
    office.write("2026-11-02T03:00", "Nok", 1, "แก้ว")
    office.write("2026-11-02T03:00", "Nok", 4, "หมวก")
    office.write("2026-11-03T03:00", "Nok", 1, "แก้วน้ำ")
    assert office.done(first=TUESDAY).cells == (cell("Nok", TUESDAY, W, 1, 3),)
    assert office.done(last=MONDAY).cells == (cell("Nok", MONDAY, W, 2, 5),)
    assert office.done("cup", last=MONDAY).cells == (cell("Nok", MONDAY, W, 1, 3),)
    assert office.done("german").cells == ()
    assert office.done(first=dt.date(2026, 11, 9)).cells == ()


def test_a_text_counts_once_a_day_for_whoever_did_it(office: Office) -> None:
    for moment in ("03:00", "04:00", "05:00"):
        office.write(f"2026-11-02T{moment}", "Nok", 1, f"แก้ว {moment}")
    office.write("2026-11-02T06:00", "Mei", 1, "แก้ว")
    assert office.done().cells == (cell("Mei", MONDAY, W, 1, 3), cell("Nok", MONDAY, W, 1, 3))


def test_what_is_undone_does_not_count_and_what_is_redone_does(office: Office) -> None:
    office.write("2026-11-02T03:00", "Nok", 1, "แก้ว")
    office.approve("2026-11-02T04:00", "Mei", 1)
    office.store.undo()
    assert office.done().cells == (cell("Nok", MONDAY, W, 1, 3),)
    office.store.undo()
    assert office.done().cells == ()
    office.store.redo()
    office.store.redo()
    assert office.done().cells == (cell("Mei", MONDAY, A, 1, 3), cell("Nok", MONDAY, W, 1, 3))


def test_emptying_a_text_or_approving_it_again_is_no_work(office: Office) -> None:
    office.write("2026-11-02T03:00", "Nok", 1, "")
    office.approve("2026-11-02T04:00", "Mei", 2)
    office.approve("2026-11-03T04:00", "Nok", 2)
    assert office.done().cells == (cell("Mei", MONDAY, A, 1, 4),)


def test_words_are_those_of_the_source_at_the_time(office: Office) -> None:
    office.write("2026-11-02T03:00", "Nok", 1, "แก้ว")
    with office.at("2026-11-02T04:00", "Mei"), office.store.step("Rename") as step:
        products.change_product(step, 1, replace(products.load(step, 1), title="大号保温杯子"))
    office.write("2026-11-02T05:00", "Mei", 1, "แก้วใหญ่")
    with office.at("2026-11-02T06:00", "Mei"), office.store.step("Rename") as step:
        products.change_product(step, 1, replace(products.load(step, 1), title="杯"))
    assert office.done().cells == (cell("Mei", MONDAY, W, 1, 6), cell("Nok", MONDAY, W, 1, 3))


def test_work_on_products_that_are_gone_still_counts(office: Office) -> None:
    office.write("2026-11-02T03:00", "Nok", 1, "แก้ว")
    office.approve("2026-11-02T04:00", "Mei", 1, 4)
    with office.at("2026-11-02T05:00", "Mei"), office.store.step("Remove") as step:
        step.write("DELETE FROM product WHERE id = 2")
        step.write("DELETE FROM segment WHERE product_id = 1 AND field = 'title'")
    both = (cell("Mei", MONDAY, A, 2, 5), cell("Nok", MONDAY, W, 1, 3))
    assert office.done().cells == both
    assert office.done("cup").cells == (cell("Mei", MONDAY, A, 1, 3), both[1])


def test_a_text_that_comes_written_by_a_person_is_that_persons(office: Office) -> None:
    with office.at("2026-11-02T03:00", "Nok"), office.store.step("Take in") as step:
        for number, origin in ((1, Origin.PERSON), (2, Origin.MEMORY)):
            new = Translation(number, "de-DE", "Becher", State.TRANSLATED, origin, "")
            translations.save(step, None, new)
    assert office.done().cells == (cell("Nok", MONDAY, W, 1, 3),)
    assert office.done("german").cells == (cell("Nok", MONDAY, W, 1, 3),)


def test_before_the_history_each_text_tells_who_touched_it_last(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.write("2026-11-01T09:00", "Nok", 1, "แก้ว")
    office.approve("2026-11-01T10:00", "Mei", 1, 2)
    office.send_back("2026-11-01T10:00", "Mei", 3)
    with office.at("2026-11-01T10:30", "Mei"), office.store.step("Move in time") as step:
        moment = "2026-11-01T10:00:00.000+00:00"
        step.write("UPDATE translation SET updated_at = ? WHERE id < 4", (moment,))
    office.write("2026-11-02T09:00", "Nok", 2, "เหล็ก")
    drop_history_before(office.store, "2026-11-02", monkeypatch)
    found = office.done()
    assert (found.since, found.earlier) == (MONDAY, True)
    sunday = dt.date(2026, 11, 1)
    assert found.cells == (
        cell("Mei", sunday, A, 2, 7),  # Nok wrote one of them anew on Monday
        cell("Mei", sunday, B, 1, 4),
        cell("Nok", MONDAY, W, 1, 4),
    )
    later = office.done(first=MONDAY)
    assert (later.cells, later.earlier) == ((cell("Nok", MONDAY, W, 1, 4),), False)


def drop_history_before(store: Store, moment: str, patch: pytest.MonkeyPatch) -> None:
    """Let the history forget its oldest steps, as it does when it has grown too long."""
    reader = store.read()
    while reader.value("SELECT at FROM step ORDER BY id") < moment:
        (held,) = reader.tuples("SELECT max(seq) - min(seq) FROM change")[0]
        patch.setattr(history, "KEPT_ROWS", held)
        with store.step("Look") as step:
            step.write("INSERT INTO preference(key, value) VALUES(?, '')", (str(held),))


def test_chunks_make_no_difference(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for row in (1, 2, 3, 4):
        office.write(f"2026-11-02T0{row}:00", "Nok", row, f"x{row}")
    office.approve("2026-11-03T01:00", "Mei", 1, 2, 3, 4)
    whole = office.done()
    small = work_done._CHANGES.replace(f"LIMIT {work_done.CHUNK}", "LIMIT 3")
    monkeypatch.setattr(work_done, "_CHANGES", small)
    monkeypatch.setattr(work_done, "CHUNK", 3)
    assert office.done() == whole
    assert whole.total()[A] == Count(4, sum(WORDS))


def test_it_can_be_stopped(office: Office) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        work_done.work_done(office.store.read(), progress=progress)


def test_an_empty_workspace_knows_no_day(store: Store) -> None:
    assert work_done.work_done(store.read()) == WorkDone(())


def test_who_wrote_most_comes_first(office: Office) -> None:
    office.write("2026-11-02T03:00", "Ann", 4, "หมวก")
    office.write("2026-11-02T03:00", "Nok", 2, "เหล็ก")
    office.write("2026-11-02T03:00", "", 3, "เย็น")
    assert list(office.done().by_person()) == ["", "Nok", "Ann"]


def test_other_changes_of_a_text_are_no_work(office: Office) -> None:
    office.approve("2026-11-02T03:00", "Mei", 1)
    with office.at("2026-11-03T03:00", "Nok"), office.store.step("Touch") as step:
        step.write("UPDATE translation SET score = 1 WHERE id = 1")
    assert office.done().cells == (cell("Mei", MONDAY, A, 1, 3),)

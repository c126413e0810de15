"""Whatever people do and take back: the figures are those of a plain account, and all sums agree."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from localizer.catalog import products, segments, translations
from localizer.catalog.statistics import Count
from localizer.catalog.work_done import Deed, WorkDone, work_done
from localizer.model.product import Product
from localizer.model.segment import Origin, State, Translation
from localizer.model.word_count import count_words
from localizer.review import decisions
from localizer.store.database import Store

SOURCES = ("保温杯", "cold for 24 hours", "ครอบแก้ว 500")
PEOPLE = ("Mei", "Nok", "")
FIRST = dt.date(2026, 11, 1)
Key = tuple[str, dt.date, Deed, int]
moves = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(["write", "approve", "send_back"]),
            st.sampled_from(PEOPLE),
            st.integers(0, 1),
            st.integers(1, len(SOURCES)),
        ),
        st.just("undo"),
        st.just("redo"),
    ),
    max_size=12,
)


def start(store: Store) -> Store:
    with store.step("Import") as step:
        number = products.ensure_catalog(step, "a", "zh-Hans")
        products.save_products(step, number, [Product("A", SOURCES[0], (), bullets=SOURCES[1:])])
        products.ensure_segments(step, [1])
        for one in segments.of_product(step, 1):
            new = Translation(one.id, "th-TH", "ร่าง", State.DRAFT, Origin.ENGINE, "")
            translations.save(step, None, new)
    return store


def act(store: Store, move: tuple[str, str, int, int], text: str) -> list[Key]:
    """Make one move on its day; return what it is counted as."""
    what, person, days, row = move
    store.person = person
    state = translations.pair(store.read(), row).translation.state
    last = store.read().value("SELECT max(id) FROM step")
    if what == "write":
        decisions.edit_text(store, row, text)
        deed = Deed.WRITTEN
    elif what == "approve":
        decisions.approve(store, [row])
        deed = Deed.APPROVED
    else:
        decisions.send_back(store, row, text)
        deed = Deed.SENT_BACK
    day = FIRST + dt.timedelta(days)
    with store.derive() as step:
        values = (f"{day}T12:00:00.000+00:00", last)
        step.write("UPDATE step SET at = ?, merge_key = '' WHERE id > ?", values)
    return [] if state.value == deed.value else [(person, day, deed, row)]


def account(store: Store, made: list[object]) -> set[Key]:
    """Make the moves; return what stands at the end, by a plain list of steps and those taken back."""
    standing: list[list[Key]] = []
    taken: list[list[Key]] = []
    for number, move in enumerate(made):
        if move == "undo":
            if standing:
                store.undo()
                taken.append(standing.pop())
        elif move == "redo":
            if taken:
                store.redo()
                standing.append(taken.pop())
        else:
            assert isinstance(move, tuple)
            before = store.read().value("SELECT max(seq) FROM change")
            found = act(store, move, f"x{number}")
            if store.read().value("SELECT max(seq) FROM change") != before:
                standing.append(found)
                taken.clear()
    return {key for step in standing for key in step}


@given(made=moves)
def test_the_figures_are_those_of_a_plain_account(
    new_store: Callable[[Path], Store], made: list[object]
) -> None:
    with TemporaryDirectory() as folder, start(new_store(Path(folder) / "a.localizer")) as store:
        expected = account(store, made)
        found = work_done(store.read(), zone=dt.UTC)
        sums: dict[tuple[str, dt.date, Deed], Count] = defaultdict(Count)
        for person, day, deed, row in expected:
            sums[person, day, deed] += Count(1, count_words(SOURCES[row - 1]))
        assert {(one.person, one.day, one.deed): one.count for one in found.cells} == sums
        check_sums(found)
        parts = [
            work_done(store.read(), first=day, last=day, zone=dt.UTC)
            for day in (FIRST, FIRST + dt.timedelta(1))
        ]
        assert (*parts[0].cells, *parts[1].cells) == found.cells


def check_sums(found: WorkDone) -> None:
    total = found.total()
    for sums in (found.by_person(), found.by_day()):
        for deed in Deed:
            assert sum((one[deed] for one in sums.values()), Count()) == total[deed]

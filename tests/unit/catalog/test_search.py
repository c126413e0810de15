"""The search index: what it finds, how it keeps up, and that nothing typed breaks it."""

from __future__ import annotations

import multiprocessing
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.catalog import (
    filters,
    products,
    search,
    search_entries,
    search_index,
    search_parts,
    segments,
    translations,
)
from localizer.catalog.filters import ProductFilter
from localizer.catalog.search import SearchState
from localizer.jobs import Cancelled, Progress
from localizer.model.product import Product, Variant
from localizer.model.segment import Origin, State, Translation
from localizer.store.database import Store, create, open_store

Dress = Callable[..., Product]


def found(store: Store, typed: str) -> list[str]:
    """Return the keys of the products that a search finds, in order."""
    reader = store.read()
    ids = filters.product_ids(reader, ProductFilter(typed))
    return [products.load(reader, number).key for number in ids]


def add(store: Store, *made: Product) -> None:
    with store.step("Import") as step:
        number = products.ensure_catalog(step, "sample", "zh-Hans")
        products.save_products(step, number, made)


def change(store: Store, number: int, **fields: object) -> None:
    with store.step("Change") as step:
        new = replace(products.load(step, number), **fields)  # type: ignore[arg-type]
        products.change_product(step, number, new)


def translate(store: Store, number: int, text: str, place: int = 0) -> None:
    with store.step("Translate") as step:
        products.ensure_segments(step, [number])
        segment = segments.of_product(step, number)[place]
        old = translations.of_product(step, number, "th-TH").get(segment.id)
        new = Translation(
            segment.id, "th-TH", text, State.DRAFT, Origin.PERSON, segment.source_hash
        )
        translations.save(step, old, new)


@pytest.fixture
def filled(store: Store, dress: Dress) -> Store:
    """Return two dresses and a cup that are not indexed yet."""
    rich = dress(
        description_html="<p>第一<b>段</b></p><p>第二段 &amp; Co</p>",
        extra=(("tags", "夏季, retro"), ("other_price:USD", "9.99")),
        hs_code="610910",
        variants=(Variant("S", "DR-1-S", (("颜色", "米色"),), gtin="6901234567892"),),
    )
    cup = Product("CUP-2", "Cốc giữ nhiệt 100%", (Variant("C", "CU_77/b"),), brand="Ấm")
    add(store, rich, dress(key="DR-2", title="旗袍"), cup)
    translate(store, 1, "ชุดเดรสสีแดง")
    return store


@pytest.fixture(params=["waiting", "scanned", "indexed"])
def every_way(filled: Store, request: pytest.FixtureRequest) -> Store:
    """Return the filled workspace before and after its index is made."""
    if request.param == "indexed":
        search_index.refresh(filled)
    elif request.param == "scanned":
        request.getfixturevalue("monkeypatch").setattr(search, "COMPARED", 1)
    return filled


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("连衣裙", ["DR-1"]),
        ("旗", ["DR-2"]),
        ("DR-", ["DR-1", "DR-2"]),
        ("sorv", ["DR-1", "DR-2"]),
        ("女装 旗袍", ["DR-2"]),
        ("Cốc", ["CUP-2"]),
        ("无此物", []),
        ("100%", ["CUP-2"]),
        ("%", ["CUP-2"]),
        ("_", ["CUP-2"]),
        ("👗", []),
    ],
)
def test_narrow_texts_are_found_however_far_the_index_is(
    every_way: Store, typed: str, keys: list[str]
) -> None:
    assert found(every_way, typed) == keys


def test_texts_of_products_that_are_not_indexed_yet_need_no_marks(filled: Store) -> None:
    translate(filled, 2, "สีฟ้า")
    change(filled, 2, title="新旗袍")
    assert filled.read().value("SELECT count(*) FROM search_changed") == 0
    assert search_index.refresh(filled) == 3
    assert (found(filled, "สีฟ้า"), found(filled, "新旗")) == (["DR-2"], ["DR-2"])


@pytest.mark.parametrize("is_indexed", [False, True])
@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("收腰", ["DR-1", "DR-2"]),
        ("第一段", ["DR-1", "DR-2"]),
        ("二段 co", ["DR-1"]),
        ("段第", []),
        ("氨纶", ["DR-1", "DR-2"]),
        ("产地", ["DR-1", "DR-2"]),
        ("retro", ["DR-1"]),
        ("9.99", []),
        ("6901234567892", ["DR-1"]),
        ("1234567", ["DR-1"]),
        ("567892", ["DR-1"]),
        ("rvanne", ["DR-1", "DR-2"]),
        ("orvan retr", ["DR-1"]),
        ("etro 夏季", ["DR-1"]),
        ("hiet 10", ["CUP-2"]),
        ("orvana", []),
        ("dr-1-s", ["DR-1", "DR-2"]),
        ("77", ["CUP-2"]),
        ("米色", ["DR-1", "DR-2"]),
        ("สีแดง", ["DR-1"]),
        ("เดร", ["DR-1"]),
        ("coc am", ["CUP-2"]),
        ("610910", ["DR-1"]),
    ],
)
def test_every_field_and_language_is_searched(
    filled: Store, typed: str, keys: list[str], *, is_indexed: bool
) -> None:
    if is_indexed:
        assert search_index.refresh(filled) == 3
    assert found(filled, typed) == keys


@pytest.mark.parametrize("is_indexed", [False, True])
@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("rmos", ["T", "L"]),
        ("rmos-12", ["T"]),
        ("rmos12", ["T"]),
        ("rmos保", ["L"]),
        ("hermo", ["T", "L"]),
        ("rm", []),
        ("mos-99", []),
        ("4006381", ["T"]),
        ("063813", ["T"]),
        ("3931", ["T"]),
    ],
)
def test_the_middle_of_a_word_and_of_a_barcode_is_found(
    store: Store, typed: str, keys: list[str], *, is_indexed: bool
) -> None:
    flask = Product("T", "Thermos-12 Ö", (Variant("V", gtin="4006381333931"),))
    add(store, flask, Product("L", "thermos保温 99", ()))
    if is_indexed:
        search_index.refresh(store)
    assert found(store, typed) == keys


def test_a_part_that_more_words_hold_than_are_asked_is_found_in_codes(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_parts, "WORDS", 2)
    made = [
        Product(f"K{n}", "裙" if n % 2 else "衬衫", (Variant("V", f"S-7{n}11{n}"),))
        for n in range(6)
    ]
    add(store, *made)
    search_index.refresh(store)
    assert found(store, "11") == []
    monkeypatch.setattr(search_parts, "WORDS", 1)
    add(store, Product("G", "裙", (Variant("V", gtin="4006381333931"), Variant("W", "x4006381"))))
    search_index.refresh(store)
    change(store, 7, title="红裙")
    search_index.refresh(store)
    assert found(store, "0638") == ["G"]
    assert found(store, "0638 裙") == ["G"]
    assert found(store, "0638 衬衫") == []


def test_words_nobody_says_any_more_find_nothing(store: Store) -> None:
    add(store, Product("A", "Thermos", ()))
    search_index.refresh(store)
    change(store, 1, title="Flask")
    search_index.refresh(store)
    assert (found(store, "hermo"), found(store, "lask")) == ([], ["A"])


def test_the_state_tells_how_much_is_waiting(filled: Store) -> None:
    assert search.state(filled.read()) == SearchState(pending=3, total=3)
    search_index.refresh(filled)
    assert search.state(filled.read()) == SearchState(pending=0, total=3)
    change(filled, 2, title="新旗袍")
    assert search.pending(filled.read()) == 1
    assert search_index.refresh(filled) == 1
    assert search_index.refresh(filled) == 0


def test_an_import_of_new_products_leaves_no_marks(store: Store, dress: Dress) -> None:
    add(store, dress())
    assert store.read().value("SELECT count(*) FROM search_changed") == 0


def test_what_is_not_searched_marks_nothing(filled: Store) -> None:
    search_index.refresh(filled)
    with filled.step("Other") as step:
        step.write("UPDATE product SET segmented = 1, position = position + 1")
        step.write("UPDATE variant SET stock = 4, cost = '1', cost_currency = 'CNY'")
        step.write("UPDATE translation SET state = 'approved'")
    assert search.pending(filled.read()) == 0


def test_an_old_text_is_not_found_any_more(filled: Store) -> None:
    search_index.refresh(filled)
    for title in ("红裙", "绿裙", "蓝裙"):
        change(filled, 1, title=title)
        search_index.refresh(filled)
    assert [found(filled, title) for title in ("连衣裙", "红裙", "绿裙", "蓝裙")] == [
        [], [], [], ["DR-1"],
    ]  # fmt: skip


def test_undo_and_redo_of_a_translation_on_an_old_segment_are_noticed(filled: Store) -> None:
    translate(filled, 1, "เก่า", place=1)
    search_index.refresh(filled)
    translate(filled, 1, "ใหม่", place=2)
    search_index.refresh(filled)
    filled.undo()
    assert found(filled, "ใหม่") == []
    search_index.refresh(filled)
    assert found(filled, "ใหม่") == []
    filled.redo()
    assert found(filled, "ใหม่") == ["DR-1"]
    search_index.refresh(filled)
    assert found(filled, "ใหม่") == ["DR-1"]


def test_a_deleted_segment_takes_its_translations_out_of_the_search(filled: Store) -> None:
    search_index.refresh(filled)
    with filled.step("Change") as step:
        step.write("DELETE FROM segment WHERE field = 'title'")
    assert found(filled, "สีแดง") == []
    search_index.refresh(filled)
    filled.undo()
    assert found(filled, "สีแดง") == ["DR-1"]


def test_a_new_product_with_the_id_of_a_deleted_one_is_not_found_by_its_text(store: Store) -> None:
    add(store, Product("A", "红裙", ()), Product("B", "绿裙", ()))
    search_index.refresh(store)
    with store.step("Delete") as step:
        step.write("DELETE FROM product WHERE key = 'B'")
    search_index.refresh(store)
    add(store, Product("C", "蓝裙", ()))
    assert products.find_by_key(store.read(), 1, "C") == 2
    for _way in range(2):
        assert (found(store, "绿裙"), found(store, "蓝裙")) == ([], ["C"])
        search_index.refresh(store)


def test_a_product_deleted_before_it_was_indexed_comes_back_after(store: Store) -> None:
    add(store, Product("A", "红裙", ()), Product("B", "绿裙", ()))
    with store.step("Delete") as step:
        step.write("DELETE FROM product WHERE key = 'A'")
    search_index.refresh(store)
    store.undo()
    assert (found(store, "红裙"), search.pending(store.read())) == (["A"], 1)
    search_index.refresh(store)
    assert found(store, "红裙") == ["A"]


def test_an_import_undone_and_redone_is_found_again(filled: Store) -> None:
    search_index.refresh(filled)
    filled.undo()
    filled.undo()
    assert (found(filled, "旗袍"), search.pending(filled.read())) == ([], 0)
    search_index.refresh(filled)
    filled.redo()
    assert found(filled, "旗袍") == ["DR-2"]
    search_index.refresh(filled)
    assert found(filled, "旗袍") == ["DR-2"]


def test_an_outdated_index_is_made_anew(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "OUTDATED", 0)
    search_index.refresh(filled)
    for number in range(5):
        change(filled, 1, title=f"红裙{number}")
        search_index.refresh(filled)
    assert filled.read().value("SELECT outdated FROM search_state") <= 3
    assert (found(filled, "红裙4"), found(filled, "红裙3")) == (["DR-1"], [])
    assert found(filled, "旗袍") == ["DR-2"]


def test_an_index_cut_into_words_otherwise_is_made_anew(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    search_index.refresh(filled)
    monkeypatch.setattr(search, "WORDS_VERSION", 77)
    assert search.pending(filled.read()) == 3
    assert search_index.refresh(filled) == 3
    assert found(filled, "旗袍") == ["DR-2"]


def test_a_stopped_upkeep_goes_on_where_it_was(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "FEWEST", 1)
    monkeypatch.setattr(search_index, "MOST", 1)
    progress = Progress(lambda _done, _total: progress.cancel())
    with pytest.raises(Cancelled):
        search_index.refresh(filled, progress)
    assert search.pending(filled.read()) == 2
    assert search_index.refresh(filled) == 2
    assert found(filled, "旗袍") == ["DR-2"]


def test_a_search_between_two_parts_of_the_upkeep_finds_both(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "FEWEST", 1)
    monkeypatch.setattr(search_index, "MOST", 1)
    seen = []
    progress = Progress(lambda _done, _total: seen.append(found(filled, "sorv")))
    search_index.refresh(filled, progress)
    assert len(seen) > 1
    assert all(one == ["DR-1", "DR-2"] for one in seen)


@pytest.fixture(scope="module")
def half_indexed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return one product in the index and one waiting."""
    with create(tmp_path_factory.mktemp("typed") / "w.localizer") as opened:
        add(opened, Product("A", "红裙 red", ()))
        search_index.refresh(opened)
        add(opened, Product("B", "绿裙 green", ()))
        yield opened


@given(st.text(st.characters(), max_size=40))
def test_nothing_typed_breaks_a_search(half_indexed: Store, typed: str) -> None:
    assert set(found(half_indexed, typed)) <= {"A", "B"}


@pytest.mark.parametrize(
    "typed",
    ['"', "'", "a AND", "NOT", "(", "*", "a*b", "^red", "NEAR(a b)", "words:red", "\0", "\ud800red",
     "红" * 10_000, "a " * 5_000, "%" * 10_000, "👗" * 300],
)  # fmt: skip
def test_nothing_of_a_query_language_is_understood(half_indexed: Store, typed: str) -> None:
    assert set(found(half_indexed, typed)) <= {"A", "B"}
    assert found(half_indexed, "red") == ["A"]


def test_results_come_in_catalog_order(store: Store) -> None:
    made = [Product(f"K{number}", "红裙", ()) for number in range(5)]
    add(store, *made)
    with store.step("Order") as step:
        step.write("UPDATE product SET position = 10 - position")
    search_index.refresh(store)
    assert found(store, "红裙") == ["K4", "K3", "K2", "K1", "K0"]


# -- with another process ----------------------------------------------------------------------------


@pytest.fixture
def shared(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Return a workspace whose every chunk comes from another process, a few products at a time."""
    monkeypatch.setattr(search_index, "BESIDE_FROM", 1)
    monkeypatch.setattr(search_index, "FEWEST", 7)
    monkeypatch.setattr(search_index, "MOST", 7)
    add(store, *(Product(f"K{n}", f"红裙 Thermos{n}", (Variant("V"),)) for n in range(60)))
    return store


def test_texts_cut_by_another_process_are_found_alike(shared: Store) -> None:
    assert search_index.refresh(shared) == 60
    assert len(found(shared, "ermos")) == len(found(shared, "红裙")) == 60
    assert search.pending(shared.read()) == 0
    with shared.step("Change") as step:
        step.write("UPDATE product SET title = '绿裙' WHERE id % 2")
        step.write("DELETE FROM product WHERE id > 50")
    assert search_index.refresh(shared) == 25
    assert (len(found(shared, "红裙")), len(found(shared, "绿裙"))) == (25, 25)


def test_what_is_written_while_another_process_reads_is_never_lost(shared: Store) -> None:
    edited = iter(range(1, 61, 6))

    def write(_done: int, _total: int) -> None:
        number = next(edited, None)
        if number is not None:
            change(shared, number, title=f"新{number}裙")

    search_index.refresh(shared, Every(write))
    assert search.pending(shared.read()) == 0
    changed = [number for number in range(1, 61, 6) if number not in edited]
    assert len(changed) > 3
    assert len(found(shared, "新")) == len(changed)
    assert len(found(shared, "红裙")) == 60 - len(changed)


def test_somebody_who_writes_without_end_does_not_stop_the_upkeep(
    shared: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "PATIENCE", 0)
    titles = iter(range(60))

    def write(_done: int, _total: int) -> None:
        title = next(titles, None)
        if title is not None:
            change(shared, 60, title=f"红裙 {title}")

    search_index.refresh(shared, Every(write))
    assert next(titles, None) is None  # nearly every chunk was outdated when it came
    assert search.pending(shared.read()) == 0
    assert len(found(shared, "红裙")) == 60


def test_an_upkeep_goes_on_alone_when_the_other_process_ends(
    shared: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_args: object) -> None:
        raise search_entries.Gone

    monkeypatch.setattr(search_entries.Beside, "take", gone)
    assert search_index.refresh(shared) == 60
    assert len(found(shared, "红裙")) == 60


def test_a_stop_ends_the_other_process(shared: Store) -> None:
    progress = Progress(lambda _done, _total: progress.cancel())
    with pytest.raises(Cancelled):
        search_index.refresh(shared, progress)
    assert not multiprocessing.active_children()
    assert search_index.refresh(shared) > 0
    assert len(found(shared, "红裙")) == 60


class Every(Progress):
    """Calls a function at every step."""

    def __init__(self, call: Callable[[int, int], None]) -> None:
        super().__init__()
        self.call = call

    def step(self, done: int, total: int) -> None:
        self.call(done, total)


@pytest.mark.slow
def test_a_killed_upkeep_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "w.localizer"
    with create(path) as store:
        add(store, *(Product(f"K{n}", f"红裙 {n}", (Variant("V"),)) for n in range(6_000)))
    code = (
        "import sys; from pathlib import Path; from localizer.catalog import search_index\n"
        "from localizer.jobs import Progress; from localizer.store.database import open_store\n"
        "search_index.MOST = 50\n"
        f"search_index.refresh(open_store(Path({str(path)!r})), Progress(lambda *n: print(n, flush=True)))"
    )
    killed = 0
    for _round in range(3):
        process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.15)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        killed += process.returncode == -signal.SIGKILL
    assert killed
    with open_store(path) as store:
        assert search.pending(store.read()) > 0
        assert len(found(store, "红裙")) == 6_000
        search_index.refresh(store)
        with store.derive() as step:
            step.write("INSERT INTO search_index(search_index) VALUES('integrity-check')")
        assert len(found(store, "红裙")) == 6_000
        assert len(found(store, "红裙 59")) == 111

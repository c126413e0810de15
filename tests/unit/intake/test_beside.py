"""A large file is read by another process, with the same outcome, and a cancel ends it at once."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from localizer.catalog import products
from localizer.errors import InputError
from localizer.intake import beside, chunks, rows
from localizer.intake.chunks import Source
from localizer.intake.stage import ImportOptions, import_file
from localizer.jobs import Cancelled, Progress
from localizer.model.product import Product
from localizer.store.database import Store, create


@pytest.fixture
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Treat every file as a large one."""
    monkeypatch.setattr(beside, "BESIDE_FROM_BYTES", 0)


@pytest.fixture(autouse=True)
def _no_process_stays() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []


def goods(tmp_path: Path, count: int, *extra: str) -> Path:
    lines = [f"A{n},杯子{n},{n}.50,棉,500ml" for n in range(count)]
    path = tmp_path / "goods.csv"
    path.write_text("\n".join(["货号,商品标题,成本价(元),材质,容量", *lines, *extra]), "utf-8")
    return path


def stored(store: Store) -> list[Product]:
    reader = store.read()
    return [products.load(reader, number) for number in products.product_ids(reader)]


@pytest.mark.usefixtures("_large")
def test_the_outcome_is_the_same(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = goods(tmp_path, 1200, "A-bad,杯,abc,棉,1L", ",no title,,,")
    far = import_file(store, path)
    monkeypatch.setattr(beside, "BESIDE_FROM_BYTES", 10**9)
    with create(tmp_path / "near.localizer") as other:
        near = import_file(other, path)
        assert stored(store) == stored(other)
    assert far == near
    assert (far.added, far.failed, len(far.issues)) == (1202, 0, 1)


@pytest.mark.usefixtures("_large")
def test_unchanged_is_not_written(store: Store, tmp_path: Path) -> None:
    path = goods(tmp_path, 900)
    import_file(store, path)
    steps = store.read().value("SELECT count(*) FROM step")
    again = import_file(store, path)
    assert (again.unchanged, again.added, again.changed) == (900, 0, 0)
    assert store.read().value("SELECT count(*) FROM step") == steps


@pytest.mark.usefixtures("_large")
def test_a_trial_takes_everything_back(store: Store, tmp_path: Path) -> None:
    report = import_file(store, goods(tmp_path, 700), ImportOptions(trial=True))
    assert report.added == 700
    assert stored(store) == []
    assert store.read().value("SELECT count(*) FROM catalog") == 0


@pytest.mark.usefixtures("_large")
def test_what_cannot_be_read_is_told_here(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    path.write_bytes(b"%PDF-1.7 \x00")
    with pytest.raises(InputError, match=r"goods\.csv is a PDF"):
        import_file(store, path)


@pytest.mark.usefixtures("_large")
def test_a_cancel_leaves_the_workspace_as_it_was(store: Store, tmp_path: Path) -> None:
    asked: list[float] = []

    class StopsInTheMiddle(Progress):
        def step(self, done: int, total: int) -> None:
            if done > 600:
                asked.append(time.monotonic())
                self.cancel()
            super().step(done, total)

    with pytest.raises(Cancelled):
        import_file(store, goods(tmp_path, 5000), progress=StopsInTheMiddle())
    assert asked
    assert stored(store) == []


def test_rows_of_a_product_that_lie_apart_in_a_large_file(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "SAMPLE_ROWS", 5)
    monkeypatch.setattr(rows, "GATHERED_ROWS", 0)
    lines = [f"P{n},Cup,S-{n}-1,red" for n in range(20)]
    lines += ["P3,,S-3-2,blue"]
    path = tmp_path / "goods.csv"
    path.write_text("\n".join(["handle,title,sku,color", *lines]), "utf-8")
    report = import_file(store, path)
    assert (report.added, report.variants, report.failed) == (20, 21, 0)
    found = {product.key: product for product in stored(store)}
    assert [variant.sku for variant in found["P3"].variants] == ["S-3-1", "S-3-2"]


def _never_there(*_given: object) -> None:
    """Stand for a program that cannot be started a second time."""


@pytest.mark.usefixtures("_large")
def test_without_a_second_process_this_one_reads(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "_serve", _never_there)
    assert import_file(store, goods(tmp_path, 30)).added == 30


def _source(path: Path) -> Source:
    return beside.Request(path, None, "", {}).open(Progress())


@pytest.mark.parametrize("held", [0, 700, 10_000])
def test_what_is_read_ahead_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int
) -> None:
    monkeypatch.setattr(chunks, "HELD", held)
    path = goods(tmp_path, 1500, "A3,again,1,棉,1L")
    ahead, straight = _source(path), _source(path)
    ahead.read_ahead(lambda: False)
    made = [list(source.chunks({}, {})) for source in (ahead, straight)]
    assert sum(chunk.added for chunk in made[0]) == 1500
    assert made[0][-1].read == made[1][-1].read
    issues = [[issue for chunk in one for issue in chunk.issues] for one in made]
    assert issues[0] == issues[1] != []


def test_reading_ahead_ends_when_it_is_told_what_is_known(tmp_path: Path) -> None:
    source = _source(goods(tmp_path, 5000))
    asked: list[int] = []

    def is_enough() -> bool:
        asked.append(1)
        return len(asked) > 1

    source.read_ahead(is_enough)
    assert len(asked) == 2


def test_why_a_reader_stopped_while_it_read_ahead_is_told() -> None:
    mine, theirs = multiprocessing.Pipe()
    theirs.send(("info", None))
    theirs.send(("error", InputError("The file ends in the middle.")))
    theirs.close()
    reader = beside.Beside(multiprocessing.Process(), mine, "goods.csv", Progress())
    with mine, pytest.raises(InputError, match="in the middle"):
        list(reader.chunks({}, {}))


def test_nobody_listens_any_more() -> None:
    mine, theirs = multiprocessing.Pipe()
    mine.close()
    with theirs, beside._Sender(theirs) as sender, pytest.raises(BrokenPipeError):
        for _ in range(100):
            sender.send(chunks.Chunk(), b"")
            time.sleep(0.01)

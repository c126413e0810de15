"""Parts of a catalog: drafted to the same bytes wherever that is, passed over when done, refused in words."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from localizer.bench import data
from localizer.cluster.part import Order, Result, draft_part
from localizer.cluster.run import MARKS, REFUSED, Task, Total, draft_parts, here
from localizer.cluster.workers import Tls
from localizer.errors import InputError

arrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

ORDER = Order(
    ("TH/shopee", "DE/amazon"), dt.date(2026, 12, 11), dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)
)


def packed(rows: Iterable[dict[str, Any]]) -> bytes:
    """Return rows as a Parquet file."""
    out = io.BytesIO()
    parquet.write_table(arrow.Table.from_pylist(list(rows)), out)
    return out.getvalue()


def inputs(folder: Path, parts: int = 2, each: int = 2) -> list[Path]:
    """Write the files of a catalog in parts."""
    lines = list(data.lines(parts * each))
    keys = list(dict.fromkeys(line["货号"] for line in lines))
    files = []
    for at in range(parts):
        mine = set(keys[at * each : (at + 1) * each])
        files.append(folder / f"part-{at:03}.parquet")
        files[-1].write_bytes(packed(line for line in lines if line["货号"] in mine))
    return files


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
def test_a_part_gives_the_same_bytes_each_time(tmp_path: Path) -> None:
    files = inputs(tmp_path)
    first = draft_parts(files, tmp_path / "a", ORDER, here)
    second = draft_parts(files, tmp_path / "b", replace(ORDER), here)
    assert first == second == Total(2, 0, 4, 8, first.refused, ())
    made = contents(tmp_path / "a")
    assert made == contents(tmp_path / "b")
    names = [name for name in made if name.startswith("target=")]
    assert len(names) == 4
    table = parquet.read_table(io.BytesIO(made["target=TH-shopee/part-000.listings.draft.parquet"]))
    assert table.num_rows == 4
    assert any("ก" <= letter <= "๛" for title in table["title"].to_pylist() for letter in title)


class Counting:
    """Workers that make up results, and remember what they were asked."""

    def __init__(self, wrong: str = "") -> None:
        self.asked: list[str] = []
        self.wrong = wrong

    def __call__(
        self, tasks: Sequence[Task], order: Order, material: bytes
    ) -> Iterator[tuple[Task, Result]]:
        del order, material
        for task in tasks:
            self.asked.append(task.name)
            if task.name == self.wrong:
                yield task, Result({}, 0, 0, (), "it is broken")
            else:
                data = {"target=TH-shopee/listings.csv": task.path.read_bytes()}
                yield task, Result(data, 1, 2, ((3, "title", "no title"),))


def plain(folder: Path, *names: str) -> list[Path]:
    files = [folder / f"{name}.parquet" for name in names]
    for path in files:
        path.write_text(path.stem, "utf-8")
    return files


def test_what_is_done_is_passed_over_until_its_input_is_another(tmp_path: Path) -> None:
    files, out = plain(tmp_path, "a", "b"), tmp_path / "out"
    assert draft_parts(files, out, ORDER, Counting()) == Total(2, 0, 2, 4, 2, ())
    again = Counting()
    later = replace(ORDER, moment=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    assert draft_parts(files, out, later, again) == Total(0, 2, 2, 4, 2, ())
    assert again.asked == []
    files[1].write_text("another", "utf-8")
    assert draft_parts(files, out, ORDER, again).drafted == 1
    assert again.asked == ["b"]
    (out / "target=TH-shopee" / "a.listings.csv").unlink()
    draft_parts(files, out, ORDER, again)
    assert again.asked == ["b", "a"]
    draft_parts(files, out, ORDER, again, material=b"other terms")
    assert again.asked[2:] == ["a", "b"]
    rows = list(csv.reader((out / REFUSED).read_text("utf-8-sig").splitlines()))
    assert rows == [
        ["part", "row", "column", "what"],
        ["a", "3", "title", "no title"],
        ["b", "3", "title", "no title"],
    ]


def test_a_part_that_fails_is_told_and_tried_again(tmp_path: Path) -> None:
    files, out = plain(tmp_path, "a", "b"), tmp_path / "out"
    total = draft_parts(files, out, ORDER, Counting("a"))
    assert total.problems == ("a.parquet: it is broken",)
    assert total.drafted == 1
    again = Counting()
    assert draft_parts(files, out, ORDER, again).problems == ()
    assert again.asked == ["a"]


def test_a_stop_leaves_whole_results_and_no_half_ones(tmp_path: Path) -> None:
    files, out = plain(tmp_path, "a", "b", "c"), tmp_path / "out"

    def stops(
        tasks: Sequence[Task], order: Order, material: bytes
    ) -> Iterator[tuple[Task, Result]]:
        for at, one in enumerate(Counting()(tasks, order, material)):
            if at == 2:
                raise KeyboardInterrupt
            yield one

    with pytest.raises(KeyboardInterrupt):
        draft_parts(files, out, ORDER, stops)
    assert sorted(one.stem for one in (out / MARKS).iterdir()) == ["a", "b"]
    assert not list(out.rglob("*.part"))
    again = Counting()
    draft_parts(files, out, ORDER, again)
    assert again.asked == ["c"]


def test_another_order_does_not_mix_with_what_is_there(tmp_path: Path) -> None:
    files, out = plain(tmp_path, "a"), tmp_path / "out"
    draft_parts(files, out, ORDER, Counting())
    with pytest.raises(InputError, match="another order"):
        draft_parts(files, out, replace(ORDER, targets=("VN/shopee",)), Counting())


def test_nothing_and_two_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing to draft"):
        draft_parts([], tmp_path / "out", ORDER, Counting())
    (tmp_path / "x").mkdir()
    files = [*plain(tmp_path, "a"), *plain(tmp_path / "x", "a")]
    with pytest.raises(InputError, match="same name"):
        draft_parts(files, tmp_path / "out", ORDER, Counting())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no parquet at all", "no Parquet"),
        (b"", "no Parquet"),
        (packed([{"货号": "A", "商品标题": ["a", "b"]}]), "lists"),
        (packed([{"货号": b"A", "商品标题": "杯"}]), "bytes"),
    ],
)
def test_what_is_no_part_is_refused_in_words(content: bytes, words: str) -> None:
    result = draft_part(content, ORDER, b"")
    assert words in result.problem
    assert result.files == {}


def test_material_that_is_no_workspace_is_refused_in_words() -> None:
    result = draft_part(packed([{"货号": "A", "商品标题": "杯"}]), ORDER, b"nonsense" * 100)
    assert result.problem


def test_tls_names_three_files(tmp_path: Path) -> None:
    assert Tls.of("") is None
    files = [tmp_path / name for name in ("ca", "cert", "key")]
    for path in files:
        path.write_text("x")
    assert Tls.of(",".join(map(str, files))) == Tls(*files)
    for text in ("a,b", str(files[0]), f"{files[0]},{files[1]},gone"):
        with pytest.raises(InputError):
            Tls.of(text)

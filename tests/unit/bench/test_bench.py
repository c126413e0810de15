"""The bench: the same data for everybody, every stage beside its floor, figures that add up."""

from __future__ import annotations

import csv
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import click
import msgspec
import pytest
from click.testing import CliRunner

from localizer.bench import child, clusters, data, flame, peers, suite
from localizer.bench.page import page
from localizer.bench.place import Clock, Place, peak_mb
from localizer.bench.stages import BY_NAME, STAGES, chain
from localizer.bench.suite import BenchError, Report, Result, Spread
from localizer.cli.benching import _plan, bench
from localizer.errors import EnvironmentProblem, InputError

ROOT = Path(__file__).resolve().parents[3]
#: As small as can be: all families would take too long.
PRODUCTS, TARGETS = 3, 2


def test_fewer_products_are_the_first_of_more() -> None:
    more = list(data.lines(60))
    assert len({row["货号"] for row in more}) == 60
    assert more[: len(list(data.lines(7)))] == list(data.lines(7))
    assert list(data.lines(5, seed=1)) != list(data.lines(5, seed=2))


def test_products_have_their_own_codes_titles_and_costs(tmp_path: Path) -> None:
    data.write_csv(tmp_path / "c.csv", 200)
    with (tmp_path / "c.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    titles = [row["商品标题"] for row in rows if row["商品标题"]]
    assert len(titles) == len(set(titles)) == 200
    codes = [row["条形码"] for row in rows]
    assert len(codes) == len(set(codes))
    for code in codes[:50]:
        weights = (3 if place % 2 else 1 for place in range(13))
        assert (
            sum(int(digit) * weight for digit, weight in zip(code, weights, strict=True)) % 10 == 0
        )
    assert len({row["成本价(元)"] for row in rows}) > 150


def test_stages_need_the_workspaces_of_those_before_them() -> None:
    assert chain(("import",)) == ()
    assert chain(("price",)) == ("import", "translate")
    assert chain(("check",)) == ("import", "translate", "price", "script", "check")
    assert chain(("export-csv", "window")) == ("import", "translate", "price", "script", "check")
    for one in STAGES:
        assert not one.base or BY_NAME[one.base].leaves


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a small catalog and the workspaces of all stages."""
    made = tmp_path_factory.mktemp("bench")
    place = Place(made, PRODUCTS, TARGETS)
    data.write_csv(place.catalog, PRODUCTS)
    for name in chain(tuple(BY_NAME)):
        child.measure(name, child.BASE, place)
    return made


#: Stages that start programs of their own, a cluster or a peer that need not be there; tested by themselves.
OTHERS = frozenset({"cluster", "check-peer", "xliff-1.2-read", "tmx-read"})


@pytest.mark.parametrize(
    "name", [one.name for one in STAGES if one.unit != "windows" and one.name not in OTHERS]
)
def test_every_stage_does_its_work_and_so_does_its_floor(folder: Path, name: str) -> None:
    place = Place(folder, PRODUCTS, TARGETS)
    ours = child.measure(name, child.WORK, place)
    floor = child.measure(name, child.FLOOR, place)
    assert ours.units > 0
    assert floor.units > 0
    assert ours.seconds > 0
    assert floor.seconds > 0
    if BY_NAME[name].unit == "listings":
        assert ours.units == floor.units == PRODUCTS * TARGETS
    assert not place.work.exists()


def test_the_floor_of_a_draft_holds_what_a_draft_writes(folder: Path) -> None:
    place = Place(folder, PRODUCTS, TARGETS)
    with closing(sqlite3.connect(place.base("check"))) as raw:
        for table in ("translation_body", "price_body", "script_body", "finding"):
            assert raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0, table  # noqa: S608


def test_a_run_is_a_process_of_its_own_with_a_flame_graph(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "flame.svg"
    child.main(["redraft", "work", str(folder), "3", "2", "--profile", str(file)])
    sample = msgspec.json.decode(capsys.readouterr().out.splitlines()[-1], type=child.Sample)
    assert sample.units == 6
    root = ET.fromstring(file.read_text("utf-8"))  # noqa: S314 - made just now
    titles = [one.text or "" for one in root.iter("{http://www.w3.org/2000/svg}title")]
    assert any("redraft" in one for one in titles)
    assert "http" not in file.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")


def test_boxes_of_a_flame_graph_are_as_wide_as_they_were_seen() -> None:
    text = flame.flame_graph({("a", "b"): 3, ("a", "<c>"): 1}, "t")
    root = ET.fromstring(text)  # noqa: S314 - made just now
    boxes = {
        (one[0].text or "").partition(":")[0]: float(one[1].attrib["width"])
        for one in root.iter("{http://www.w3.org/2000/svg}g")
    }
    assert boxes == {"a": flame.WIDTH, "b": flame.WIDTH * 0.75, "<c>": flame.WIDTH * 0.25}


def test_the_clock_adds_up_what_it_stands_around() -> None:
    clock = Clock()
    for _again in range(2):
        with clock:
            time.sleep(0.01)
    time.sleep(0.01)
    assert clock.seconds >= 0.02
    assert clock.cpu >= 0
    assert (peak_mb() or 1) > 0


def result(stage: str, products: int, seconds: float) -> Result:
    return Result(
        stage, products, 15, products * 15, "listings", Spread(seconds, seconds, seconds), seconds,
        100.0, "a floor", Spread(0.5, 0.4, 0.6), 0.5,
    )  # fmt: skip


def report(*results: Result) -> Report:
    return Report("1", "2026-11-24", "localizer bench", 3, suite.machine(), results)


def test_growth_is_told_where_there_are_several_sizes() -> None:
    made = report(
        result("draft", 1_000, 2.0), result("draft", 10_000, 20.0), result("import", 1_000, 1.0),
        result("price", 1_000, 1.0), result("price", 10_000, 100.0),
    )  # fmt: skip
    assert {name: round(slope, 6) for name, slope in made.exponents.items()} == {
        "draft": 1,
        "price": 2,
    }
    assert "| draft | 1.00 |" in page(made)
    assert made.results[0].ratio == 4
    assert made.results[0].rate == 7_500
    assert "## Growth" not in page(report(result("draft", 1_000, 2.0)))


def test_figures_come_back_from_their_file_as_they_were() -> None:
    made = report(result("draft", 1_000, 2.0))
    assert msgspec.json.decode(msgspec.json.encode(made), type=Report) == made


@pytest.mark.slow
def test_the_command_measures_stages_and_tells(tmp_path: Path) -> None:
    figures, written = tmp_path / "f.json", tmp_path / "p.md"
    ended = CliRunner().invoke(
        bench,
        ["import", "--size", "2,3", "--targets", "1", "--runs", "1", "--json", str(figures),
         "--page", str(written), "--folder", str(tmp_path / "kept")],
        standalone_mode=False,
    )  # fmt: skip
    assert ended.exception is None, ended.output
    made = msgspec.json.decode(figures.read_bytes(), type=Report)
    assert [one.products for one in made.results] == [2, 3]
    assert "import" in made.exponents
    assert written.read_text("utf-8") == page(made)
    assert "import" in ended.output
    assert (tmp_path / "kept" / "2-1" / "catalog.csv").exists()


@pytest.mark.parametrize("arguments", [["nothing"], ["--size", "many"], ["--size", "0"]])
def test_what_cannot_be_measured_is_refused_in_words(arguments: list[str]) -> None:
    ended = CliRunner().invoke(bench, arguments)
    assert ended.exit_code == 2
    assert arguments[-1] in ended.output


def test_a_run_that_fails_is_told_with_its_stage(tmp_path: Path) -> None:
    place = Place(tmp_path, 1, 1)
    with pytest.raises(BenchError, match="price"):
        suite._child(place, "price", child.WORK)
    assert not issubclass(BenchError, InputError)


def test_the_page_of_the_documents_is_what_the_bench_printed() -> None:
    made = msgspec.json.decode((ROOT / "docs" / "performance.json").read_bytes(), type=Report)
    assert (ROOT / "docs" / "performance.md").read_text("utf-8") == page(made)


def test_catalogs_are_cut_between_products(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")

    place = Place(tmp_path, 30, 1)
    files = clusters.parts(place)
    assert len(files) == 10  # three products each
    assert files == clusters.parts(place)
    keys = [set(parquet.read_table(file)["货号"].to_pylist()) for file in files]
    assert all(len(one) == 3 for one in keys)
    assert len(set.union(*keys)) == 30


def test_peers_are_asked_where_they_are(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in: the toolkit is under the GPL and not among what tests need."""
    place = Place(folder, PRODUCTS, TARGETS)
    assert peers.xliff_read(place) > 0
    assert peers.tmx_read(place) > 0
    peer = tmp_path / "peer"
    peer.write_text("#!/bin/sh\necho '[0.5, 0.25, '$(($# - 2))']'\n", "utf-8")
    peer.chmod(0o755)
    monkeypatch.setenv(peers.PEERS, str(peer))
    before = place.clock.seconds
    assert peers.tmx_read_peer(place) == peers.xliff_read_peer(place) == 1
    assert place.clock.seconds == pytest.approx(before + 1)
    assert peers.checks(place) == PRODUCTS * TARGETS
    monkeypatch.setenv(peers.PEERS, "/bin/false")
    with pytest.raises(EnvironmentProblem, match="translate-toolkit"):
        peers.checks(place)


def test_a_stage_may_have_sizes_of_its_own() -> None:
    assert _plan(("import:1k,10k", "window"), (500,)) == {
        "import": (1_000, 10_000),
        "window": (500,),
    }
    assert set(_plan((), (7,)).values()) == {(7,)}
    with pytest.raises(click.BadParameter, match="no number of products"):
        _plan(("import:many",), (1,))

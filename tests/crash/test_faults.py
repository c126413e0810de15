"""What the world can do to a file: told in words, nothing acknowledged lost, nothing half done."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NoReturn

import pytest

from localizer import pipeline
from localizer.bench.data import write_csv
from localizer.cluster.part import Order, Result
from localizer.cluster.run import draft_parts
from localizer.errors import BusyWorkspaceError, LocalizerError, WorkspaceError
from localizer.pipeline.exchange_writing import write_exchange
from localizer.pipeline.packages import make_package
from localizer.store import database
from localizer.store.backup import back_up_daily, backup_folder
from localizer.store.database import Store, create, open_store
from localizer.store.repair import examine

INSERT = "INSERT INTO catalog(name, locale, created_at) VALUES(?, 'en', '')"


def add(store: Store, name: str) -> None:
    with store.step("Add") as step:
        step.write(INSERT, (name,))


def names(store: Store) -> list[str]:
    return [name for (name,) in store.read().tuples("SELECT name FROM catalog ORDER BY id")]


def test_a_full_disk_takes_back_the_step_and_leaves_the_rest(store: Store) -> None:
    add(store, "kept")
    connection = store.database.conn
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(WorkspaceError, match="disk is full"), store.step("Add") as step:
        for number in range(10_000):
            step.write(INSERT, (f"{number} {'x' * 500}",))
    assert names(store) == ["kept"]
    connection.execute("PRAGMA max_page_count = 1000000")
    add(store, "after")
    assert names(store) == ["kept", "after"]
    store.undo()
    assert names(store) == ["kept"]
    assert examine(store.path).sound


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a disk of two megabytes, where this machine lets one be made."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2500k", "tmpfs", str(place)]
    made = shutil.which("mount") and subprocess.run(command, capture_output=True, check=False)
    if not made or made.returncode:
        pytest.skip("no disk can be made here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False, capture_output=True)


def test_a_disk_that_really_is_full_loses_nothing(small_disk: Path, tmp_path: Path) -> None:
    write_csv(tmp_path / "c.csv", 3000)
    with create(small_disk / "w.localizer", person="Mei") as store:
        add(store, "kept")
        with pytest.raises(LocalizerError, match="full"):
            pipeline.import_catalog(store, tmp_path / "c.csv", catalog="large")
        assert names(store)[0] == "kept"
        assert store.read().value("SELECT count(*) FROM product") == 0
    assert examine(small_disk / "w.localizer").sound


LIMITED = """
import resource, signal, sys
from pathlib import Path
from localizer import pipeline
from localizer.errors import LocalizerError
from localizer.store.database import open_store

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path, catalog = Path(sys.argv[1]), Path(sys.argv[2])
with open_store(path, person="Mei") as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, resource.RLIM_INFINITY))
    try:
        pipeline.import_catalog(store, catalog, catalog="large")
    except LocalizerError as error:
        print(str(error))
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    with store.step("Add") as step:
        step.write("INSERT INTO catalog(name, locale, created_at) VALUES('after', 'en', '')")
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows limits no files")
def test_a_write_that_fails_is_told_and_work_goes_on(
    new_store: Callable[[Path], Store], tmp_path: Path
) -> None:
    path = tmp_path / "w.localizer"
    with new_store(path) as store:
        add(store, "kept")
    write_csv(tmp_path / "c.csv", 400)
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path), str(tmp_path / "c.csv")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip(), "nothing was told"
    assert examine(path).sound
    with open_store(path) as store:
        assert {"kept", "after"} <= set(names(store))
        assert store.read().value("SELECT count(*) FROM product") == 0


def test_a_file_that_must_not_be_written_is_told(store: Store) -> None:
    add(store, "kept")
    store.database.conn.execute("PRAGMA query_only = 1")
    with pytest.raises(WorkspaceError, match="read-only"):
        add(store, "no")
    assert names(store) == ["kept"]


def test_a_file_another_program_writes_is_told_and_waited_for(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "kept")
    monkeypatch.setattr(database, "BUSY_MS", 10)
    store.database.conn.execute("PRAGMA busy_timeout = 10")
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyWorkspaceError, match="in use"):
            add(store, "no")
        assert names(store) == ["kept"]
        other.execute("ROLLBACK")
    add(store, "after")
    assert names(store) == ["kept", "after"]


def test_a_clock_that_jumps_back_mixes_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter(
        dt.datetime(2026, 11, 24, tzinfo=dt.UTC) + dt.timedelta(hours=hours)
        for hours in (0, 5, -30, -29, -29)
    )

    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Any:  # noqa: ANN401 - a moment
            del tz
            return next(moments)

    class Shim:
        UTC = dt.UTC
        timedelta = dt.timedelta
        datetime = Clock

    monkeypatch.setattr(database, "dt", Shim)
    for number in range(5):
        with store.step("Type", merge_key="typing") as step:
            step.write(INSERT, (str(number),))
    # only the last two are so near that they are one step
    for left in (["0", "1", "2"], ["0", "1"], ["0"], []):
        assert store.undo() is not None
        assert names(store) == left
    assert store.undo() is None
    monkeypatch.undo()
    while store.redo() is not None:
        pass
    assert names(store) == ["0", "1", "2", "3", "4"]


def test_a_backup_is_not_missed_for_ever_when_the_clock_was_ahead(store: Store) -> None:
    add(store, "a")
    assert back_up_daily(store.path, today=dt.date(2026, 11, 24)) is not None
    assert back_up_daily(store.path, today=dt.date(2026, 11, 20)) is None
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    add(store, "b")
    assert back_up_daily(store.path, today=tomorrow) is not None


@pytest.mark.skipif(os.name == "nt", reason="Windows moves no file that is open")
def test_a_drive_that_vanishes_is_told_and_what_was_saved_is_on_it(
    new_store: Callable[[Path], Store], tmp_path: Path
) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    path = drive / "w.localizer"
    store = new_store(path)
    store.hold()
    add(store, "kept")
    drive.rename(tmp_path / "away")
    with suppress(LocalizerError):
        add(store, "perhaps")
    store.beat()
    with pytest.raises(LocalizerError):
        back_up_daily(path)
    store.close()
    with pytest.raises(WorkspaceError, match="no workspace"):
        open_store(path)
    (tmp_path / "away").rename(drive)
    with open_store(path) as again:
        assert names(again)[0] == "kept"
        assert again.hold() is None
    assert examine(path).sound


def _refuse(*_args: object, **_named: object) -> NoReturn:
    raise OSError(5, "Input/output error")


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("faults")
    write_csv(folder / "c.csv", 2)
    path = folder / "w.localizer"
    with create(path, person="Mei") as store:
        pipeline.import_catalog(store, folder / "c.csv")
        tools = pipeline.load_tools()
        pipeline.create_launch(store, tools, "l", ["TH/shopee"], dt.date(2026, 12, 11))
        pipeline.draft(store, tools)
    return path


Write = Callable[[Store, pipeline.Tools, Path], object]


def _part(folder: Path) -> object:
    order = Order(("TH/shopee",), dt.date(2026, 12, 11), dt.datetime(2026, 11, 24, tzinfo=dt.UTC))
    file = folder.parent / "a.parquet"
    file.write_bytes(b"x")
    made = Result({"target=TH-shopee/l.csv": b"x"}, 1, 1)
    return draft_parts([file], folder, order, lambda tasks, *_more: [(one, made) for one in tasks])


WRITERS: dict[str, Write] = {
    "export": lambda store, tools, out: pipeline.export(store, tools, out, formats=["csv", "xlsx"]),
    "package": lambda store, tools, out: make_package(
        store, tools, "th-TH", out / "p.localizer-pkg"
    ),
    "xliff": lambda store, tools, out: write_exchange(store, tools, "th-TH", out, "xliff-2.1"),
    "workbook": lambda store, tools, out: write_exchange(
        store, tools, "th-TH", out, "bilingual-xlsx"
    ),
    "backup": lambda store, _tools, _out: back_up_daily(store.path),
    "part": lambda _store, _tools, out: _part(out),
}


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("fault", ["os.fsync", "os.replace", "pathlib.Path.replace"])
def test_a_disk_that_fails_leaves_no_half_files(
    writer: str,
    fault: str,
    drafted: Path,
    loaded: pipeline.Tools,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, out = tmp_path / "w.localizer", tmp_path / "out"
    shutil.copyfile(drafted, path)
    out.mkdir()
    with open_store(path, person="Mei") as store:
        with monkeypatch.context() as patch:
            patch.setattr(fault, _refuse)
            try:
                WRITERS[writer](store, loaded, out)
            except LocalizerError as error:
                assert "Input/output error" in str(error)  # noqa: PT017 - where it is raised at all
                assert [
                    one.name for one in out.rglob("*") if one.is_file() and one.suffix != ".json"
                ] == []
        left = [*out.rglob("*"), *backup_folder(path).glob("*")]
        assert not [one for one in left if one.suffix == ".part" or ".part" in one.suffixes]
        WRITERS[writer](store, loaded, out)
    assert examine(path).sound

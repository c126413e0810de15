"""From a seller's file to exported files by the commands alone, as the README tells it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

Result = subprocess.CompletedProcess[str]

#: Imports the program and reads its packs, which takes longer than most commands, and forks for each: the
#: child runs the command and ends as an interpreter does, the parent tells its exit code.
COMMANDS = """
import gc, json, os, resource, sys
from localizer import pipeline
from localizer.pipeline import tools
read, known = tools.load_tools, tools.load_tools()
pipeline.load_tools = tools.load_tools = lambda *a, **k: read(*a, **k) if a or k else known
from localizer.__main__ import main
from localizer.cli import commands

gc.collect()
gc.freeze()  # no child looks through what they share
for line in sys.stdin:
    asked = json.loads(line)
    child = os.fork()
    if not child:
        break
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
else:
    sys.exit()
flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
os.dup2(os.open(asked["out"], flags), 1)
os.dup2(os.open(asked["err"], flags), 2)
os.chdir(asked["cwd"])
os.environ.update(asked["env"])
if asked["limit"] is not None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (asked["limit"],) * 2)
sys.argv = ["localizer", *asked["args"]]
main()
"""


class Commands:
    """Runs commands, each in a process of its own."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._process = subprocess.Popen(
            [sys.executable, "-c", COMMANDS],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONWARNINGS": "error"},
        )

    def run(self, args: list[str], cwd: Path, limit: int | None) -> Result:
        out, err = Path(self._folder.name, "out"), Path(self._folder.name, "err")
        asked = {
            "args": args,
            "cwd": str(cwd),
            "limit": limit,
            "env": dict(os.environ),
            "out": str(out),
            "err": str(err),
        }
        wanted, told = self._process.stdin, self._process.stdout
        assert wanted is not None
        assert told is not None
        print(json.dumps(asked), file=wanted, flush=True)
        code = int(told.readline())
        return Result(args, code, out.read_text("utf-8"), err.read_text("utf-8"))

    def close(self) -> None:
        self._process.communicate()
        self._folder.cleanup()


@cache
def commands() -> Commands:
    """Return the program at hand, started when it is needed first."""
    return Commands()


@pytest.fixture(scope="module", autouse=True)
def _at_hand() -> Iterator[None]:
    """End the program at hand after the last test."""
    yield
    commands().close()
    commands.cache_clear()


def localizer(*args: str | Path, cwd: Path, limit: int | None = None) -> Result:
    """Run a command; ``limit`` bounds the size of files it may write, in bytes."""
    return commands().run(["--language", "en", *map(str, args)], cwd, limit)


def started(*args: str | Path, cwd: Path) -> Result:
    """Start the program as a person does."""
    return subprocess.run(
        [sys.executable, "-m", "localizer", "--language", "en", *map(str, args)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONWARNINGS": "error"},
    )


def answer(*args: str | Path, cwd: Path) -> dict[str, Any]:
    """Run a command with ``--json`` and return its answer; it must succeed and say nothing else there."""
    return read(localizer(*args, "--json", cwd=cwd))


def read(result: Result) -> dict[str, Any]:
    """Return what a command answered; it must have succeeded."""
    assert result.returncode == 0, result.stderr
    return dict(json.loads(result.stdout))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Path:
    """Return a folder with a workspace of the sample catalog, drafted for two targets and checked."""
    folder = tmp_path_factory.mktemp("road")
    answer("import", sample / "catalog.xlsx", "--into", "w.localizer", cwd=folder)
    answer(
        *("launch", "create", "w.localizer", "--name", "11.11", "--date", "2026-12-11"),
        *("--targets", "TH/shopee,DE/amazon"),
        cwd=folder,
    )
    answer("draft", "w.localizer", cwd=folder)
    answer("check", "w.localizer", cwd=folder)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """Return a copy of the drafted workspace's folder that a test may change."""
    shutil.copy(made / "w.localizer", tmp_path)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "products", "variants", "targets"),
    [
        ("shopify_apparel.csv", 20, 22, ""),
        ("spree_products.csv", 37, 87, "TH/shopee,DE/amazon"),
        ("bagisto_products.xlsx", 22, 25, "TW/shopee,BR/shopee"),
    ],
)
def test_foreign_catalogs_go_the_whole_road(
    corpus: Path, tmp_path: Path, file: str, products: int, variants: int, targets: str
) -> None:
    facts = json.loads((corpus / "expected.json").read_text("utf-8"))
    expected = facts[f"catalog/{file}".replace(".xlsx", ".csv")]
    got = answer("import", corpus / "catalog" / file, "--into", "w.localizer", cwd=tmp_path)
    assert got["read"] == expected["data_records"]
    assert (got["products"], got["variants"]) == (products, variants)
    assert (got["added"], got["failed"]) == (products, [])
    if targets:
        create = ("launch", "create", "w.localizer", "--name", "11.11", "--date", "2026-12-11")
        answer(*create, "--targets", targets, cwd=tmp_path)
    count = len(targets.split(",")) if targets else 15
    drafted = answer("draft", "w.localizer", cwd=tmp_path)
    assert drafted["products"] == products
    assert drafted["priced"]["price"] == variants * drafted["targets"]
    assert answer("check", "w.localizer", cwd=tmp_path)["products"] == products
    exported = answer("export", "w.localizer", "--out", "out", cwd=tmp_path)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert len(manifest["targets"]) == len(exported["targets"]) == count
    listings = [
        item["rows"]
        for one in manifest["targets"]
        for item in one["files"]
        if item["name"].endswith((".listings.csv", ".listings.draft.csv"))
    ]
    assert listings == [variants] * count


def test_the_counts_of_shopify_agree_with_an_independent_program(
    corpus: Path, tmp_path: Path
) -> None:
    facts = json.loads((corpus / "expected.json").read_text("utf-8"))
    for name in ("shopify_apparel", "shopify_jewelery", "shopify_home-and-garden"):
        expected = facts[f"catalog/{name}.csv"]["shopify"]
        file = corpus / "catalog" / f"{name}.csv"
        got = answer("import", file, "--into", f"{name}.localizer", cwd=tmp_path)
        assert got["products"] == expected["unique_handles"]
        assert got["variants"] == expected["variant_rows"]


def test_a_second_draft_changes_nothing_and_says_so(folder: Path) -> None:
    before = (folder / "w.localizer").read_bytes()
    assert answer("draft", "w.localizer", cwd=folder)["rows_written"] == 0
    assert (folder / "w.localizer").read_bytes() == before
    result = localizer("draft", "w.localizer", cwd=folder)
    assert "0 rows written" in result.stdout


def test_a_second_check_changes_nothing(folder: Path) -> None:
    got = answer("check", "w.localizer", cwd=folder)
    assert (got["added"], got["removed"]) == (0, 0)
    assert got["findings"]


def test_importing_the_same_file_again_changes_nothing(folder: Path, sample: Path) -> None:
    got = answer("import", sample / "catalog.xlsx", "--into", "w.localizer", cwd=folder)
    assert (got["added"], got["changed"], got["unchanged"]) == (0, 0, 26)
    again = answer(
        *("import", sample / "catalog.csv", "--into", "w.localizer", "--catalog", "catalog"),
        cwd=folder,
    )
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 26)
    assert answer("draft", "w.localizer", cwd=folder)["rows_written"] == 0


def test_the_sample_reports_its_bad_rows_by_place(tmp_path: Path, sample: Path) -> None:
    got = answer("import", sample / "catalog.csv", "--into", "w.localizer", cwd=tmp_path)
    assert (got["read"], got["products"], got["variants"]) == (148, 26, 146)
    assert [item["row"] for item in got["failed"]] == [17, 30]
    assert {item["row"]: item["column"] for item in got["repaired"]} == {
        36: "库存",
        81: "条形码",
        95: "成本价(元)",
    }


@pytest.mark.slow
def test_undo_takes_back_the_draft_then_the_launch_then_the_import(folder: Path) -> None:
    labels = [answer("undo", "w.localizer", cwd=folder)["label"] for _ in range(3)]
    assert labels == ["Prepare drafts of 11.11", "Create the launch 11.11", "Import catalog.xlsx"]
    result = localizer("undo", "w.localizer", cwd=folder)
    assert result.returncode == 1
    assert "nothing to undo" in result.stderr
    for _ in range(3):
        answer("redo", "w.localizer", cwd=folder)
    assert answer("status", "w.localizer", cwd=folder)["products"] == 26
    assert answer("draft", "w.localizer", cwd=folder)["rows_written"] == 0


def test_clean_work_is_approved_and_leaves_the_rest(folder: Path) -> None:
    got = answer("approve", "w.localizer", "--clean", cwd=folder)
    assert got["translations"] > 0
    status = answer("status", "w.localizer", cwd=folder)
    assert status["memory"] == 0  # all of it is composed, and can be composed anew
    thai = next(line for line in status["targets"] if line["target"] == "TH/shopee")
    assert thai["states"]["approved"] > 0
    assert answer("approve", "w.localizer", "--clean", cwd=folder)["translations"] == 0


def test_export_leaves_out_what_is_not_approved_when_asked(folder: Path) -> None:
    result = localizer(
        "export", "w.localizer", "--out", "out", "--approved-only", "--json", cwd=folder
    )
    assert result.returncode == 1
    assert len(json.loads(result.stdout)["left_out"]) == 2


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("draft",), 2),
        (("nonsense",), 2),
        (("approve", "w.localizer"), 2),
        (("launch", "create", "w.localizer", "--name", "x", "--targets", "TH/shopee", "--date", "Thu"), 2),
        (("import", "x.csv", "--into", "n.localizer", "--map", "sku"), 2),
        (("launch", "create", "w.localizer", "--name", "x", "--targets", "XX/no", "--date", "2026-12-01"), 1),
        (("launch", "create", "w.localizer", "--name", "11.11", "--targets", "TH/shopee", "--date", "2026-12-1"), 2),
        (("launch", "create", "w.localizer", "--name", "11.11", "--targets", "TH/lazada", "--date", "2027-01-01"), 1),
        (("status", "missing.localizer"), 1),
        (("export", "w.localizer", "--out", "w.localizer"), 1),
        (("status", "w.localizer", "--launch", "other"), 1),
    ],
)  # fmt: skip
def test_misuse_is_2_and_what_the_person_must_mend_is_1(
    folder: Path, args: tuple[str, ...], code: int
) -> None:
    result = localizer(*args, cwd=folder)
    assert result.returncode == code, result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""
    assert result.stderr.strip()


def bad_file(kind: str, folder: Path, sample: Path) -> Path:
    """Return a file (or what is none) no catalog can be read from."""
    path = folder / "bad.csv"
    if kind == "empty":
        path.write_bytes(b"")
    elif kind == "picture":
        shutil.copy(sample / "images" / "DR-0217.png", path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "no titles":
        path.write_text("colour,size\nred,M\n")
    return path


@pytest.mark.parametrize("kind", ["empty", "picture", "folder", "missing", "no titles"])
@pytest.mark.parametrize("into", ["w.localizer", "new.localizer"])
def test_bad_input_is_one_sentence_and_changes_nothing(
    folder: Path, sample: Path, kind: str, into: str
) -> None:
    before = (folder / "w.localizer").read_bytes()
    result = localizer("import", bad_file(kind, folder, sample), "--into", into, cwd=folder)
    assert result.returncode == 1
    told = result.stderr.strip().splitlines()
    if kind == "no titles":  # what its columns may be is asked, with the answer to type
        assert "--map title=" in told[-1]
    else:
        assert len(told) == 1
    assert "Traceback" not in result.stderr
    assert (folder / "w.localizer").read_bytes() == before
    assert not (folder / "new.localizer").exists()


def test_a_full_disk_is_one_sentence_and_changes_nothing(folder: Path, sample: Path) -> None:
    size = (folder / "w.localizer").stat().st_size
    before = answer("status", "w.localizer", cwd=folder)
    result = localizer(
        *("import", sample / "catalog.csv", "--into", "w.localizer", "--catalog", "second"),
        cwd=folder,
        limit=size // 20,
    )
    assert result.returncode == 1, result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.stderr
    assert answer("status", "w.localizer", cwd=folder) == before
    result = localizer("export", "w.localizer", "--out", "out", cwd=folder, limit=20_000)
    assert result.returncode == 1, result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert not list(folder.glob("out/**/*.*"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_one_sentence(folder: Path, sample: Path) -> None:
    locked = folder / "locked"
    locked.mkdir(mode=0o500)
    result = localizer(
        "import", sample / "catalog.csv", "--into", locked / "w.localizer", cwd=folder
    )
    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) == 1


def test_doctor_speaks_of_every_part(tmp_path: Path) -> None:
    got = read(started("doctor", "--json", cwd=tmp_path))
    assert {item["name"] for item in got["findings"]} >= {
        "Qt libraries",
        "Fonts",
        "Keyring",
        "Display",
    }

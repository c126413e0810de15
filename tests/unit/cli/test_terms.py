"""``localizer terms``: set, found, missing, in and out."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from localizer import pipeline
from localizer.cli.terms import terms
from localizer.errors import InputError
from localizer.store.database import create


@pytest.fixture
def workspace(tmp_path: Path, loaded: pipeline.Tools) -> str:
    """Return a workspace with one drafted product of a type nobody knows."""
    goods = tmp_path / "goods.csv"
    goods.write_text("货号,商品标题,类目,材质\nA,旋风锅,厨具,星尘布\n", encoding="utf-8")
    path = tmp_path / "w.localizer"
    with create(path, person="tester") as store:
        pipeline.import_catalog(store, goods)
        pipeline.create_launch(store, loaded, "launch", ["DE/amazon"], dt.date(2026, 11, 26))
        pipeline.draft(store, loaded)
    return str(path)


def run(*args: str, status: int = 0) -> str:
    result = CliRunner().invoke(terms, args, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    assert (result.return_value or 0) == status
    return result.output


def test_missing_then_set_then_missing_no_more(workspace: str) -> None:
    lines = run("missing", workspace, status=1).splitlines()
    assert any(line.split()[0] == "厨具" and "product type" in line for line in lines)
    found = json.loads(run("missing", workspace, "--json", status=1))
    assert {one["word"] for one in found} == {"厨具", "星尘布"}
    out = Path(workspace).with_name("missing.csv")
    run("missing", workspace, "--sheet", str(out), status=1)
    assert out.read_text(encoding="utf-8-sig").splitlines()[0] == "source,domain,note,de"
    told = run("set", workspace, "旋风锅", "de", "Wirbeltopf", "--domain", "product_type")
    assert told == "1 draft made again.\n"
    assert "already" in run("set", workspace, "旋风锅", "de", "Wirbeltopf")
    answer = json.loads(
        run("set", workspace, "星尘布", "de_DE", "Sternenstoff", "--domain", "material", "--json")
    )
    assert answer["concept"].startswith("own_")
    assert (answer["domain"], answer["terms"], answer["texts"] >= 1) == ("material", 1, True)
    assert run("missing", workspace) == "No term is missing in what was drafted.\n"
    assert run("missing", workspace, "--locale", "de-DE", "--json") == "[]\n"


def test_set_with_everything_and_remove(workspace: str) -> None:
    run(
        "set", workspace, "旋风锅", "fr", "tourbillot", "--domain", "product_type", "--gender", "f",
        "--plural", "marmites", "--adjective", "a|b|c|d", "--short", "pot", "--avoid", "x|y",
        "--note", "n", "--brand", "Cook",
    )  # fmt: skip
    found = json.loads(run("find", workspace, "tourbillot", "--locale", "fr", "--json"))
    assert (found[0]["concept"]["forms"], found[0]["own"]) == (["旋风锅"], True)
    with pytest.raises(InputError, match="no such term"):
        run("remove", workspace, "旋风锅", "fr")
    assert "made again" in run("remove", workspace, "旋风锅", "fr", "--brand", "Cook")
    run("find", workspace, "tourbillot", status=1)
    with pytest.raises(InputError, match="name one of them"):
        run("set", workspace, "x", "fr", "y", "--brand", "A", "--market", "FR")


@pytest.mark.parametrize(
    "args",
    [
        ("x", "xx-what-1", "y"), ("x", "fr", " "), (" ", "fr", "y"), ("x", "fr", "y", "--domain", "z"),
        ("x", "fr", "y", "--gender", "q"), ("x", "fr", "y", "--market", "JP"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told(workspace: str, args: tuple[str, ...]) -> None:
    with pytest.raises(InputError):
        run("set", workspace, *args)


def test_find(workspace: str) -> None:
    lines = run("find", workspace, "cotton", "--locale", "de", "--limit", "1").splitlines()
    assert lines[2].split() == ["cotton", "material", "棉", "Baumwolle", "program", "cotton"]
    run("find", workspace, "no such word", status=1)


@pytest.mark.parametrize("ending", ["tbx", "csv"])
def test_out_and_in(workspace: str, tmp_path: Path, ending: str) -> None:
    run("set", workspace, "旋风锅", "de", "Wirbeltopf", "--domain", "product_type")
    file = str(tmp_path / f"terms.{ending}")
    assert run("export", file, "--from", workspace) == f"1 concept written to {file}.\n"
    other = str(tmp_path / "other.localizer")
    told = run("import", file, "--into", other)
    assert told.startswith("1 concepts read, 1 of them new; 1 terms kept, 0 known already.")
    answer = json.loads(run("import", file, "--into", other, "--json"))
    assert answer == {
        "read": 1, "new": 0, "known": 0, "concepts": 0, "terms": 0, "products": 0, "texts": 0,
        "problems": [],
    }  # fmt: skip
    everything = json.loads(run("export", file, "--from", workspace, "--all", "--json"))
    assert everything["concepts"] > 1000


def test_a_file_that_is_none_leaves_no_workspace(tmp_path: Path) -> None:
    file = tmp_path / "terms.tbx"
    file.write_text("<html/>")
    other = tmp_path / "other.localizer"
    with pytest.raises(InputError, match="not a TBX file"):
        run("import", str(file), "--into", str(other))
    assert not other.exists()
    with pytest.raises(click.MissingParameter):
        run("import", str(file))


def test_bad_lines_are_told(workspace: str, tmp_path: Path) -> None:
    file = tmp_path / "terms.csv"
    file.write_text("source,target\n,x\n好,gut\n", encoding="utf-8")
    told = json.loads(
        run(
            "import",
            str(file),
            "--into",
            workspace,
            "--locale",
            "de",
            "--domain",
            "value",
            "--json",
        )
    )
    assert told["problems"] == ["terms.csv, line 2, column source: There is no source word."]
    assert "line 2" in run("import", str(file), "--into", workspace, "--locale", "de")

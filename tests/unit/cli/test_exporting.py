"""``localizer export``, ``exports``, ``export-presets``: what is asked for, written, listed and refused."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from localizer import pipeline
from localizer.catalog import export_presets, products
from localizer.catalog.export_presets import Preset
from localizer.cli.exporting import export, export_presets_, exports
from localizer.cli.formats import formats
from localizer.errors import InputError, OutputError
from localizer.pipeline.exchange_writing import EXCHANGE_FORMATS, write_exchange
from localizer.store.database import create, open_store

GOODS = "handle,title,cost price,currency\nP1,不锈钢保温杯 500ml,12.34,CNY\nP2,棉袜,3,CNY\n"
TARGETS = ["TH/shopee", "DE/amazon", "DE/shopify"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, loaded: pipeline.Tools) -> Path:
    """Return a drafted workspace with three targets in two languages."""
    folder = tmp_path_factory.mktemp("exporting")
    (folder / "goods.csv").write_text(GOODS, encoding="utf-8")
    with create(folder / "w.localizer") as store:
        pipeline.import_catalog(store, folder / "goods.csv")
        pipeline.create_launch(store, loaded, "Winter", TARGETS, dt.date(2026, 11, 26))
        pipeline.draft(store, loaded)
    return folder / "w.localizer"


@pytest.fixture
def workspace(made: Path, tmp_path: Path) -> Path:
    """Return a copy that a test may change."""
    copy = tmp_path / "w.localizer"
    copy.write_bytes(made.read_bytes())
    return copy


def run(command: click.Command, *args: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(command, [*map(str, args)], standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return int(result.return_value or 0), result.output


def read(command: click.Command, *args: str | Path) -> Any:  # noqa: ANN401 - JSON
    return json.loads(run(command, *args, "--json")[1])


def written(answer: dict[str, Any]) -> list[str]:
    return [one["target"] for one in answer["targets"]]


def keep(workspace: Path, preset: Preset) -> None:
    with open_store(workspace) as store, store.step("Keep") as step:
        export_presets.save(step, preset)


@pytest.mark.parametrize("text", ["link", "nothing=1", "=x"])
def test_a_setting_nobody_knows_is_refused_with_those_there_are(text: str, tmp_path: Path) -> None:
    workspace = tmp_path / "w.localizer"
    workspace.touch()
    arguments = [str(workspace), "--out", str(tmp_path / "out"), "--set", text]
    result = CliRunner().invoke(export, arguments)
    assert result.exit_code == 2
    assert "shopify_market" in result.output


def test_a_file_to_fill_must_be_there(tmp_path: Path) -> None:
    arguments = [str(tmp_path), "--out", str(tmp_path), "--fill", str(tmp_path / "none.csv")]
    result = CliRunner().invoke(export, arguments)
    assert result.exit_code == 2
    assert "none.csv" in result.output


@pytest.mark.parametrize(
    ("options", "targets"),
    [
        ((), TARGETS),
        (("--target", "DE/amazon"), ["DE/amazon"]),
        (("--target", "DE/amazon", "--target", "TH/shopee"), ["DE/amazon", "TH/shopee"]),
        (("--targets", " DE/amazon, TH/shopee,"), ["DE/amazon", "TH/shopee"]),
        (("--target", "TH/shopee", "--targets", "DE/shopify"), ["TH/shopee", "DE/shopify"]),
    ],
)
def test_targets_are_named_one_by_one_or_in_a_row(
    workspace: Path, tmp_path: Path, options: tuple[str, ...], targets: list[str]
) -> None:
    answer = read(export, workspace, "--out", tmp_path / "out", "--format", "csv", *options)
    assert sorted(written(answer)) == sorted(targets)
    assert all(Path(name).is_file() for name in answer["files"])


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--target", "VN/shopee"), "has no target VN/shopee"),
        (("--target", "XX/none"), "XX"),
        (("--format", "nonsense"), "nonsense"),
        (("--format", "google", "--target", "TH/shopee"), "None of the formats google"),
        (("--launch", "Summer"), "Summer"),
        (("--preset", "Weekly"), "Weekly"),
        (("--format", "po", "--target", "VN/shopee"), "has no target VN/shopee"),
    ],
)
def test_what_cannot_be_asked_for_is_one_sentence_and_writes_nothing(
    workspace: Path, tmp_path: Path, options: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        run(export, workspace, "--out", tmp_path / "out", *options)
    assert not (tmp_path / "out").exists()


def test_a_folder_is_asked_for_and_must_not_be_a_file(workspace: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(export, [str(workspace)])
    assert (result.exit_code, "--out" in result.output) == (2, True)
    (tmp_path / "file").touch()
    with pytest.raises(OutputError):
        run(export, workspace, "--out", tmp_path / "file")


def test_only_what_changed_is_written_and_nothing_where_nothing_did(
    workspace: Path, tmp_path: Path
) -> None:
    asked = (workspace, "--out", tmp_path / "out", "--format", "csv", "--target", "DE/amazon")
    read(export, *asked)
    code, told = run(export, *asked, "--changed")
    assert code == 0
    assert told.strip() == "As exported before, nothing written: DE/amazon"
    before = sorted((tmp_path / "out").iterdir())
    nothing = read(export, *asked, "--changed")
    assert (nothing["files"], nothing["unchanged"]) == ([], ["DE/amazon"])
    assert sorted((tmp_path / "out").iterdir()) == before
    with open_store(workspace) as store, store.step("Edit") as step:
        second = products.product_ids(step)[1]
        step.write("UPDATE product SET brand = 'Lanju' WHERE id = ?", (second,))
    answer = read(export, *asked, "--changed")
    name = next(one for one in answer["files"] if "listings" in one)
    with Path(name).open(encoding="utf-8-sig", newline="") as stream:
        assert {row["product_key"] for row in csv.DictReader(stream)} == {"P2"}


def test_what_is_not_approved_is_left_out_when_asked_and_the_code_says_so(
    workspace: Path, tmp_path: Path
) -> None:
    code, told = run(
        export, workspace, "--out", tmp_path / "out", "--target", "TH/shopee", "--approved-only"
    )
    assert code == 1
    assert "TH/shopee: left out, not approved" in told


def test_a_preset_says_how_and_options_add_to_it(workspace: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    given = {"link": "https://shop.example/{key}"}
    keep(
        workspace,
        Preset(
            "Feeds",
            ("google", "csv"),
            ("DE/shopify", "VN/shopee"),
            folder=str(folder),
            approved_only=False,
            given=given,
        ),
    )
    answer = read(export, workspace, "--preset", "Feeds")
    assert (answer["folder"], written(answer)) == (str(folder), ["DE/shopify"])
    assert not any("{key} or {sku}" in text for text in answer["targets"][0]["remarks"])
    other = read(
        *(export, workspace, "--preset", "Feeds", "--out", tmp_path / "other"),
        *("--format", "json", "--target", "TH/shopee"),
    )
    assert (other["folder"], written(other)) == (str(tmp_path / "other"), ["TH/shopee"])
    listed = read(exports, workspace)
    assert [one["preset"] for one in listed] == ["Feeds", "Feeds"]
    keep(workspace, Preset("Strict", ("csv",)))
    code, _told = run(export, workspace, "--preset", "Strict", "--out", tmp_path / "strict")
    assert code == 1, "a preset that wants only what is approved"


def test_a_preset_without_a_folder_asks_for_one(workspace: Path) -> None:
    keep(workspace, Preset("Bare", ("csv",)))
    result = CliRunner().invoke(export, [str(workspace), "--preset", "Bare"])
    assert (result.exit_code, "--out" in result.output) == (2, True)


def test_formats_of_single_targets_in_a_preset_count_too(workspace: Path, tmp_path: Path) -> None:
    own: dict[str, tuple[str, ...]] = {"DE/amazon": ("json",)}
    two = ("TH/shopee", "DE/amazon")
    keep(workspace, Preset("Mixed", ("csv",), two, approved_only=False, by_target=own))
    answer = read(export, workspace, "--preset", "Mixed", "--out", tmp_path / "out")
    suffixes = {
        one["target"]: {Path(name).suffix for name in one["files"]} for one in answer["targets"]
    }
    assert suffixes == {"TH/shopee": {".csv"}, "DE/amazon": {".json"}}
    named = read(
        export, workspace, "--preset", "Mixed", "--out", tmp_path / "named", "--format", "csv"
    )
    assert {Path(name).suffix for one in named["targets"] for name in one["files"]} == {".csv"}


def test_translators_get_a_file_for_each_language_or_for_the_targets_named(
    workspace: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    answer = read(export, workspace, "--out", out, "--format", "xliff-2.1", "--format", "po")
    names = sorted(Path(one["file"]).name for one in answer["for_translators"])
    assert names == ["de-DE.po", "de-DE.xliff-2.1.xlf", "th-TH.po", "th-TH.xliff-2.1.xlf"]
    assert all(one["entries"] > 0 and not one["left_out"] for one in answer["for_translators"])
    assert not (out / "manifest.json").exists()
    assert read(exports, workspace) == []
    both = read(
        *(export, workspace, "--out", tmp_path / "both", "--target", "DE/amazon"),
        *("--format", "tmx", "--format", "csv"),
    )
    assert [one["format"] for one in both["for_translators"]] == ["tmx"]
    assert written(both) == ["DE/amazon"]
    code, told = run(export, workspace, "--out", out, "--target", "TH/shopee", "--format", "po")
    assert code == 0
    assert told.startswith(f"{out / 'TH-shopee.po'}: ")


def test_matches_of_the_memories_go_along_when_asked(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    real: Callable[..., Any] = write_exchange

    def noted(*given: Any, matches: bool, **named: Any) -> Any:  # noqa: ANN401 - passed on
        asked.append(matches)
        return real(*given, matches=matches, **named)

    monkeypatch.setattr("localizer.cli.exporting.write_exchange", noted)
    wanted = (workspace, "--out", tmp_path, "--format", "xliff-2.0", "--target", "TH/shopee")
    run(export, *wanted)
    run(export, *wanted, "--matches")
    assert asked == [False, True]


def test_exports_and_presets_are_listed(workspace: Path, tmp_path: Path) -> None:
    assert run(exports, workspace)[1].strip() == "Nothing was exported from this workspace yet."
    assert run(export_presets_, workspace)[1] == ""
    for number in range(3):
        out = tmp_path / f"out{number}"
        read(export, workspace, "--out", out, "--format", "csv", "--target", "TH/shopee")
    newest, _older = read(exports, workspace, "--limit", "2")
    assert newest["folder"] == str(tmp_path / "out2")
    assert [one["target"] for one in newest["targets"]] == ["TH/shopee"]
    lines = run(exports, workspace)[1].splitlines()
    assert len(lines) == 3
    assert "Winter" in lines[0]
    assert lines[0].endswith(str(tmp_path / "out2"))
    keep(workspace, Preset("Weekly", ("csv", "json"), ("TH/shopee",)))
    keep(workspace, Preset("All", ("csv",)))
    assert run(export_presets_, workspace)[1].splitlines() == [
        "All: csv, all targets",
        "Weekly: csv, json, TH/shopee",
    ]
    assert [one["name"] for one in read(export_presets_, workspace)] == ["All", "Weekly"]


def test_formats_for_translators_are_listed() -> None:
    listed = read(formats)["for_translators"]
    assert [one["code"] for one in listed] == [one.code for one in EXCHANGE_FORMATS]
    shown = run(formats)[1]
    assert all(f"  {one.code} · " in shown for one in EXCHANGE_FORMATS)


@pytest.mark.parametrize(
    ("text", "known"), [("bom=perhaps", "yes, no"), ("rows_per_file=many", "a whole number")]
)
def test_an_answer_a_setting_does_not_take_is_refused(
    text: str, known: str, tmp_path: Path
) -> None:
    workspace = tmp_path / "w.localizer"
    workspace.touch()
    arguments = [str(workspace), "--out", str(tmp_path / "out"), "--set", text]
    result = CliRunner().invoke(export, arguments)
    assert result.exit_code == 2
    assert known in result.output

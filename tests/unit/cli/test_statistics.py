"""``localizer statistics``: tables, CSV that calculates nothing, JSON, and honest words about the history."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from localizer import i18n
from localizer.catalog import launches, products, segments, translations
from localizer.cli.statistics import statistics
from localizer.errors import InputError
from localizer.model.launch import Target
from localizer.model.product import Product
from localizer.model.segment import Origin, State, Translation
from localizer.review import decisions
from localizer.store.database import create

EVIL = '=HYPERLINK("http://x")'


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Return a launch of one product of three texts, two of them written by somebody with an odd name."""
    i18n.activate("en")
    path = tmp_path / "work.localizer"
    with create(path, person="Mei") as store:
        with store.step("Import") as step:
            number = products.ensure_catalog(step, "a", "zh-Hans")
            bullets = ("cold for 24 hours", "盖子")
            goods = [Product("A", "保温杯", (), bullets=bullets), Product("B", "帽子", ())]
            products.save_products(step, number, goods)
            products.ensure_segments(step, [1, 2])
            target = [Target("TH", "shopee", "th-TH")]
            launches.create(step, "cup", target, dt.date(2026, 12, 11), [1])
            for product in (1, 2):
                for one in segments.of_product(step, product):
                    new = Translation(one.id, "th-TH", "x", State.DRAFT, Origin.ENGINE, "")
                    translations.save(step, None, new)
        decisions.approve(store, [1, 4])
        store.person = EVIL
        decisions.edit_text(store, 2, "เย็น")
        decisions.send_back(store, 3, "No.")
        with store.derive() as step:
            step.write("UPDATE step SET at = '2026-11-02T12:00:00.000+00:00'")
    return path


def run(*given: object) -> Result:
    result = CliRunner().invoke(statistics, [str(one) for one in given])
    assert result.exception is None, result.output
    return result


def test_words_by_state_of_the_newest_launch(workspace: Path) -> None:
    lines = run(workspace).stdout.splitlines()
    assert [line.split() for line in lines[2:]] == [
        ["TH/shopee", "th-TH", "untranslated", "0", "0"],
        ["TH/shopee", "th-TH", "draft", "0", "0"],
        ["TH/shopee", "th-TH", "translated", "1", "4"],
        ["TH/shopee", "th-TH", "approved", "1", "3"],
        ["TH/shopee", "th-TH", "sent", "back", "1", "2"],
    ]


def test_words_by_person(workspace: Path) -> None:
    result = run(workspace, "--by", "person")
    rows = [line.split() for line in result.stdout.splitlines()[2:]]
    assert rows == [
        ['=HYPERLINK("http://x")', "1", "4", "0", "0", "1", "2"],
        ["Mei", "0", "0", "1", "3", "0", "0"],
    ]
    assert result.stderr == "The history of this workspace begins on 2026-11-02.\n"


def test_the_whole_workspace_and_a_span(workspace: Path) -> None:
    found = json.loads(run(workspace, "--by", "day", "--all", "--json").stdout)
    assert (found["launch"], found["by"], found["known_since"]) == (None, "day", "2026-11-02")
    assert [(row["person"], row["approved_words"]) for row in found["rows"]] == [
        (EVIL, 0), ("Mei", 5),
    ]  # fmt: skip
    after = json.loads(run(workspace, "--by", "day", "--from", "2026-11-03", "--json").stdout)
    assert (after["launch"], after["rows"]) == ("cup", [])
    assert run(workspace, "--by", "day", "--to", "2026-11-01").stdout == (
        "There is nothing to count yet.\n"
    )


def test_csv_to_the_standard_output_calculates_nothing(workspace: Path) -> None:
    text = run(workspace, "--by", "day", "--csv", "-").stdout_bytes.decode()
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows == [
        ["day", "person", "written_texts", "written_words", "approved_texts", "approved_words",
         "sent_back_texts", "sent_back_words"],
        ["2026-11-02", f"'{EVIL}", "1", "4", "0", "0", "1", "2"],
        ["2026-11-02", "Mei", "0", "0", "1", "3", "0", "0"],
    ]  # fmt: skip
    assert text.endswith("\r\n")


@pytest.mark.parametrize(("option", "mark"), [("--bom", True), ("--no-bom", False)])
def test_csv_in_a_file(workspace: Path, tmp_path: Path, option: str, mark: bool) -> None:  # noqa: FBT001
    out = tmp_path / "out.csv"
    result = run(workspace, "--csv", out, option)
    data = out.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") is mark
    assert data.decode("utf-8-sig").splitlines()[3] == "TH/shopee,th-TH,translated,1,4"
    assert result.stderr == f"Written: {out}\n"


@pytest.mark.parametrize(
    "given",
    [
        ["--csv", "-", "--json"],
        ["--all", "--launch", "cup"],
        ["--by", "year"],
        ["--from", "2026-11-01"],
    ],
)
def test_what_cannot_be_said_together(workspace: Path, given: list[str]) -> None:
    assert CliRunner().invoke(statistics, [str(workspace), *given]).exit_code == 2


def test_a_launch_that_is_not_there_is_said(workspace: Path) -> None:
    result = CliRunner().invoke(statistics, [str(workspace), "--launch", "x"])
    assert isinstance(result.exception, InputError)


def test_without_a_launch_it_is_the_workspace(tmp_path: Path) -> None:
    path = tmp_path / "empty.localizer"
    create(path).close()
    assert run(path).stdout == "There is nothing to count yet.\n"
    result = run(path, "--by", "person")
    assert (result.stdout, result.stderr) == ("There is nothing to count yet.\n", "")

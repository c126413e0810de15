"""``localizer price --request``: JSON Lines in, JSON Lines out, no workspace."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from localizer import pipeline
from localizer.cli.pricing import price, price_basis
from localizer.errors import InputError
from localizer.store.database import create

EXAMPLES = json.loads(
    (Path(__file__).resolve().parents[2] / "data" / "price-examples.json").read_text("utf-8")
)
GOOD = json.dumps(EXAMPLES["cases"][0]["request"])


def run(*args: str, given: str = "") -> tuple[int, list[dict[str, object]]]:
    result = CliRunner().invoke(price, args, input=given, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result.return_value, [json.loads(line) for line in result.output.splitlines()]


def test_a_file_and_the_standard_input_are_answered_alike(tmp_path: Path) -> None:
    path = tmp_path / "requests.jsonl"
    path.write_text(f"{GOOD}\n{GOOD}\n", "utf-8")
    expected = EXAMPLES["cases"][0]["answer"]
    assert run("--request", str(path)) == (0, [expected, expected])
    assert run("--request", "-", given=GOOD) == (0, [expected])


def test_a_line_that_is_no_request_shows_in_the_exit_code() -> None:
    status, (first, second) = run("--request", "-", given=f"what?\n{GOOD}")
    assert (status, first["code"], second["status"]) == (1, "BAD_REQUEST", "ok")


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.jsonl"):
        with pytest.raises(InputError, match="cannot be read"):
            run("--request", str(path))


GOODS = "货号,商品标题,成本价(元),售价(元)\nA,水杯,20,60\n"


@pytest.fixture
def workspace(tmp_path: Path) -> str:
    """Return a workspace with one product."""
    goods, path = tmp_path / "goods.csv", tmp_path / "w.localizer"
    goods.write_text(GOODS, encoding="utf-8")
    with create(path, person="tester") as store:
        pipeline.import_catalog(store, goods)
    return str(path)


def basis(*args: str) -> str:
    result = CliRunner().invoke(price_basis, args, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result.output


def test_a_basis_is_chosen_listed_and_taken_back(workspace: str) -> None:
    assert "cost" in basis(workspace)
    basis(workspace, "--from", "list", "--adjust", "1.05", "--market", "th")
    basis(workspace, "--from", "cost", "--sku", "A")
    assert basis(workspace).splitlines() == [
        "goods · * · TH: from the list price × 1.05",
        "goods · A · *: from the cost",
    ]
    listed = json.loads(basis(workspace, "--json"))
    assert [one["basis"]["adjust"] for one in listed] == ["1.05", "1"]
    basis(workspace, "--from", "list", "--catalog", "goods")
    assert len(basis(workspace).splitlines()) == 1
    basis(workspace, "--from", "automatic", "--sku", "A")
    assert basis(workspace).splitlines()[-1] == "goods · A · *: automatic"
    basis(workspace, "--from", "automatic")
    assert json.loads(basis(workspace, "--json")) == []


@pytest.mark.parametrize("source", [(), ("--from", "cost"), ("--from", "automatic")])
def test_a_factor_goes_with_list_prices_only(workspace: str, source: tuple[str, ...]) -> None:
    with pytest.raises(click.UsageError):
        basis(workspace, *source, "--adjust", "1.05")


@pytest.mark.parametrize("adjust", ["0", "much", "-1", "NaN"])
def test_a_factor_that_makes_no_price_is_told(workspace: str, adjust: str) -> None:
    with pytest.raises(InputError, match="no factor"):
        basis(workspace, "--from", "list", "--adjust", adjust)

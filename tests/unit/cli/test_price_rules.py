"""``localizer price-rules`` and ``localizer reprice``: shown, set, taken back, prices made anew."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from localizer import pipeline
from localizer.catalog import preferences
from localizer.cli.price_rules import price_rules
from localizer.cli.repricing import MOST_LINES, reprice
from localizer.errors import InputError
from localizer.store.database import create, open_store

GOODS = (
    "货号,SKU编码,商品标题,尺码,成本价(元)\n"
    "A,A-S,纯棉T恤,S,61\nA,A-M,纯棉T恤,M,64\nB,B-1,水杯,,15\n"
)
FEES = '[{"name": "commission", "pct": "0.25"}, {"name": "order", "fixed": "2"}]'
US = ("--market", "us", "--channel", "amazon")


@pytest.fixture
def workspace(tmp_path: Path) -> str:
    """Return a workspace with prices of three SKUs in one market."""
    goods, path = tmp_path / "goods.csv", tmp_path / "w.localizer"
    goods.write_text(GOODS, encoding="utf-8")
    tools = pipeline.load_tools()
    with create(path, person="tester") as store:
        pipeline.import_catalog(store, goods)
        pipeline.create_launch(store, tools, "launch", ["US/amazon"], dt.date(2026, 11, 26))
        pipeline.draft(store, tools)
    return str(path)


def run(command: click.Command, *args: str) -> str:
    result = CliRunner().invoke(command, args, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    assert result.return_value == 0
    return result.output.replace("\u00a0", " ")


def rules(*args: str) -> str:
    return run(price_rules, *args)


def shown(workspace: str, *where: str) -> dict[str, dict[str, Any]]:
    found = json.loads(rules("show", workspace, *(where or US), "--json"))
    return {one["kind"]: one for one in found}


def test_every_kind_is_shown_with_where_it_comes_from(workspace: str) -> None:
    found = shown(workspace)
    assert len(found) == 12
    assert found["fees"]["rule"]["source"]
    assert found["fees"]["rule"]["confidence"] == "source"
    assert not any(one["own"] for one in found.values())
    assert found["cap"]["rule"] is None
    lines = rules("show", workspace, *US).splitlines()
    assert "Fees: commission: 15 % · at least $0.30" in lines
    assert "Price cap: none" in lines


def test_a_default_past_its_last_day_is_marked(workspace: str) -> None:
    where = ("--market", "TH", "--channel", "shopee")
    assert shown(workspace, *where)["tax"]["past_its_date"]
    assert "Tax: 7 % (past its date)" in rules("show", workspace, *where)


def test_set_and_taken_back(workspace: str) -> None:
    answer = rules(
        "set", workspace, "fees", FEES, *US, "--source", "contract", "--to", "2099-12-31"
    )
    assert "3 prices made anew" in answer
    assert "commission: 25 %; order: $2.00" in answer
    found = shown(workspace)["fees"]
    assert found["own"]
    assert found["rule"]["source"] == "contract"
    assert found["rule"]["valid_to"] == "2099-12-31"
    assert found["default"]["value"] != found["rule"]["value"]
    text = rules("show", workspace, *US)
    assert "own, number 1 · United States · Amazon · contract" in text
    assert "default: commission: 15 %" in text
    assert rules("show", workspace).splitlines()[0] == "Fees: commission: 25 %; order: $2.00"
    assert "3 prices made anew" in rules("withdraw", workspace, "fees", *US)
    assert not shown(workspace)["fees"]["own"]
    (past,) = json.loads(rules("history", workspace, "fees", *US, "--json"))
    assert past["replaced_at"]
    assert "replaced" in rules("history", workspace, "fees", *US)
    assert json.loads(rules("show", workspace, "--json")) == []


def test_a_rule_by_its_number_and_several_at_one_place(workspace: str) -> None:
    rules("set", workspace, "margin", "25%")
    rules("set", workspace, "margin", "0.3", "--from", "2099-01-01")
    with pytest.raises(InputError, match="1, 2"):
        rules("withdraw", workspace, "margin")
    assert "not in force: 30 %" in rules("show", workspace, "--market", "US")
    assert json.loads(rules("withdraw", workspace, "2", "--json"))["withdrawn"] == 2
    rules("withdraw", workspace, "margin")
    with pytest.raises(InputError, match="Nobody"):
        rules("withdraw", workspace, "margin")


def test_a_sku_a_catalog_and_a_file(workspace: str, tmp_path: Path) -> None:
    value = tmp_path / "fees.json"
    value.write_text(FEES, "utf-8")
    rules("set", workspace, "fees", f"@{value}", "--market", "US", "--sku", "A-S")
    rules("set", workspace, "margin", "0.4", "--catalog", "goods")
    found = shown(workspace, *US, "--sku", "A-S")
    assert found["fees"]["rule"]["sku"] == "A-S"
    assert found["margin"]["rule"]["catalog"] == "goods", "a SKU has what its catalog has"
    nearer = shown(workspace)["fees"]["nearer"]
    assert [one["sku"] for one in nearer] == ["A-S"]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("set", "margin", "much"), "margin"),
        (("set", "tax", "7", "--market", "US"), "fraction"),
        (("set", "tax", "7%"), "Name the market"),
        (("set", "margin", "0.2", "--market", "XX"), "no market"),
        (("set", "margin", "0.2", "--category", "toys"), "no category"),
        (("set", "margin", "0.2", "--catalog", "none"), "no catalog"),
        (("set", "margin", "0.2", "--sku", "none"), "no SKU"),
        (("set", "margin", "0.2", "--sku", "A"), "no SKU"),
        (("set", "fees", "@none.json", "--market", "US"), "cannot be read"),
        (("withdraw", "17"), "no rule 17"),
        (("withdraw", "prices"), "no kind of rule"),
        (("set", "margin", "0.2", "--from", "2026-12-31", "--to", "2026-12-01"), "last day"),
    ],
)
def test_what_makes_no_sense_is_told(workspace: str, args: tuple[str, ...], told: str) -> None:
    command, *rest = args
    with pytest.raises(InputError, match=told):
        rules(command, workspace, *rest)


def test_prices_made_anew_are_listed_with_the_reason(workspace: str) -> None:
    assert "up to date" in run(reprice, workspace)
    path = Path(workspace)
    with open_store(path, person="tester") as store, store.step("Cost") as step:
        step.write("UPDATE variant SET cost = '80' WHERE sku = 'A-S'", {})
    trial = json.loads(run(reprice, workspace, "--dry-run", "--json"))
    assert not trial["applied"]
    assert trial["counts"]["up"] == 1
    (move,) = trial["moves"]
    assert (move["sku"], move["target"], move["why"]) == ("A-S", "US/amazon", ["cost"])
    text = run(reprice, workspace, "--dry-run")
    assert "Nothing was written." in text
    assert text.splitlines()[2].startswith("A-S  US/amazon")
    assert "1 up" in run(reprice, workspace)
    assert "up to date" in run(reprice, workspace)


def test_people_see_the_first_moves_only(tmp_path: Path) -> None:
    goods, path = tmp_path / "goods.csv", tmp_path / "w.localizer"
    lines = [f"P{number},水杯,{number}" for number in range(1, MOST_LINES + 6)]
    goods.write_text("货号,商品标题,成本价(元)\n" + "\n".join(lines), encoding="utf-8")
    with create(path, person="tester") as store:
        pipeline.import_catalog(store, goods)
        day = dt.date(2026, 11, 26)
        pipeline.create_launch(store, pipeline.load_tools(), "launch", ["US/amazon"], day)
    text = run(reprice, str(path), "--dry-run")
    assert "… and 5 more" in text
    assert f"{MOST_LINES + 5} new" in text


@pytest.mark.parametrize("percent", ["much", "21", "-1", "NaN"])
def test_a_dead_band_that_is_none_is_told(workspace: str, percent: str) -> None:
    with pytest.raises(InputError):
        run(reprice, workspace, "--dead-band", percent)


def test_a_dead_band_is_tried_and_kept_by_a_real_run(workspace: str) -> None:
    run(reprice, workspace, "--dry-run", "--dead-band", "3")
    with open_store(Path(workspace)) as store:
        assert preferences.read(store.read(), preferences.DEAD_BAND) == ""
    run(reprice, workspace, "--dead-band", "3%")
    with open_store(Path(workspace)) as store:
        assert preferences.read(store.read(), preferences.DEAD_BAND) == "0.03"

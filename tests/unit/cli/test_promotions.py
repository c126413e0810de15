"""``localizer promotion``: added, listed, removed."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from localizer import pipeline
from localizer.catalog import products, promotions
from localizer.cli.promotions import promotion
from localizer.errors import InputError
from localizer.model.money import Money
from localizer.model.product import Product, Variant
from localizer.pipeline.tools import Tools
from localizer.store.database import create, open_store

TIMES = ("--from", "2026-11-27", "--to", "2026-11-29")


@pytest.fixture(scope="module")
def tools(loaded: Tools) -> Tools:
    return replace(loaded, now=lambda: dt.datetime(2026, 11, 2, tzinfo=dt.UTC))


@pytest.fixture(autouse=True)
def _on_a_day(tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock stand before the promotions of these tests."""
    monkeypatch.setattr(pipeline, "load_tools", lambda: tools)


@pytest.fixture
def workspace(tmp_path: Path) -> str:
    """Return a workspace with two products."""
    path = tmp_path / "w.localizer"
    with create(path, person="tester") as store, store.step("Import") as step:
        number = products.ensure_catalog(step, "shop", "zh-Hans")
        costs = {"A": Money.of("20", "CNY"), "B": None}
        made = [Product(key, key, (Variant(key, key, cost=costs[key]),)) for key in costs]
        products.save_products(step, number, made)
    return str(path)


def run(*args: str) -> str:
    result = CliRunner().invoke(promotion, args, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result.output


def listed(workspace: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("list", workspace, "--json"))
    return found


def test_added_listed_and_removed(workspace: str) -> None:
    assert "No promotion" in run("list", workspace)
    said = run("add", workspace, "--name", "Sale", "--percent", "12.5%", *TIMES, "--market", "de")
    assert "DE  2026-11-27 00:00+01:00  2026-11-29 24:00+01:00  to come" in said
    (found,) = listed(workspace)
    windows = found.pop("windows")
    assert [(one["market"], one["ends"]) for one in windows] == [
        ("DE", "2026-11-30T00:00:00+01:00")
    ]
    assert found.pop("state") == "next"
    assert found.pop("targets") == [], "there is no launch"
    assert found == {
        "name": "Sale", "percent": "12.5", "rounding": "exact", "market": "DE", "channel": "",
        "starts": "2026-11-27T00:00:00", "ends": "2026-11-30T00:00:00", "scope": "all", "catalog": "",
        "products": 0,
        "allow_loss": False,
    }  # fmt: skip
    assert "Sale" in run("list", workspace)
    told = run("remove", workspace, "Sale")
    assert told.startswith(
        "“Sale” is removed: 12.5 % off from 2026-11-27 00:00 to 2026-11-29 24:00, DE."
    )
    assert listed(workspace) == []


def test_products_and_all_the_rest(workspace: str) -> None:
    made = json.loads(
        run(
            "add",
            workspace,
            "--name",
            "S",
            "--percent",
            "5",
            *TIMES,
            "--product",
            "A",
            "--product",
            "B",
            "--ending",
            "--allow-loss",
            "--channel",
            "shopee",
            "--json",
        )
    )
    assert (made["products"], made["rounding"], made["allow_loss"]) == (2, "ending", True)
    assert made["scope"] == "listed"
    run("add", workspace, "--name", "C", "--percent", "5", *TIMES, "--catalog", "shop")
    with open_store(Path(workspace), person="tester") as store:
        first = products.product_ids(store.read())[0]
        names = [one.name for one in promotions.of_product(store.read(), first)]
    assert names == ["C", "S"]


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("--percent", "much", *TIMES), "“much” is no percentage"),
        (("--percent", "NaN", *TIMES), "“NaN” is no percentage"),
        (("--percent", "100", *TIMES), "100 % off"),
        (("--percent", "5", "--from", "soon", "--to", "2026-11-30"), "“soon” is no day or time"),
        (("--percent", "5", "--from", "2026-11-27T00:00Z", "--to", "2026-11-30"), "without a zone"),
        (("--percent", "0.2", *TIMES), "If you mean 20 %, write 20"),
        (("--percent", "5", "--from", "2026-10-01", "--to", "2026-10-03"), "over everywhere"),
        (
            ("--percent", "5", "--from", "2026-11-05", "--to", "2026-11-03"),
            "ends at 2026-11-03 24:00",
        ),
        (("--percent", "5", *TIMES, "--catalog", "x"), "no catalog “x”"),
        (("--percent", "5", *TIMES, "--product", "x"), "no product “x”"),
    ],
)
def test_what_cannot_be_planned_is_told(
    workspace: str, args: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        run("add", workspace, "--name", "Sale", *args)
    assert listed(workspace) == []


def test_products_are_those_of_a_catalog_or_named(workspace: str) -> None:
    with pytest.raises(click.UsageError):
        run(
            "add", workspace, "--name", "S", "--percent", "5", *TIMES, "--product", "A",
            "--catalog", "shop",
        )  # fmt: skip
    with pytest.raises(InputError, match="no promotion named “x”"):
        run("remove", workspace, "x")


def test_one_whose_products_are_gone_is_told(workspace: str) -> None:
    run(
        "add",
        workspace,
        "--name",
        "S",
        "--percent",
        "5",
        *TIMES,
        "--product",
        "A",
        "--market",
        "DE",
    )
    with open_store(Path(workspace), person="tester") as store, store.step("Import") as step:
        step.write("DELETE FROM product WHERE key = 'A'")
    assert "no product left" in run("list", workspace)
    (found,) = listed(workspace)
    assert (found["scope"], found["products"]) == ("listed", 0)


def launched(workspace: str, tools: Tools) -> None:
    with open_store(Path(workspace), person="tester") as store:
        targets = ["TH/shopee", "US/amazon"]
        pipeline.create_launch(store, tools, "L", targets, dt.date(2026, 11, 28))
        pipeline.draft(store, tools)


def test_how_many_products_are_on_sale(workspace: str, tools: Tools) -> None:
    launched(workspace, tools)
    said = run("add", workspace, "--name", "Sale", "--percent", "5", *TIMES)
    assert said.count("1 of 2 products; 1 has no price") == 2
    run("add", workspace, "--name", "Much", "--percent", "90", *TIMES, "--market", "US")
    told = run("list", workspace)
    assert "0 of 2 products; 1 would make a loss, 1 has no price" in told
    assert "TH/shopee" in told
    assert " DE " not in told
    assert " DE " in run("list", workspace, "--all")
    found = {one["name"]: one for one in listed(workspace)}
    assert [one["market"] for one in found["Sale"]["windows"]] == ["TH", "US"]
    assert len(json.loads(run("list", workspace, "--all", "--json"))[-1]["windows"]) > 2
    assert found["Much"]["targets"] == [
        {
            "target": "US/amazon", "products": 2, "looked_at": 2, "on_sale": 0,
            "stay": {"loss": 1, "no_price": 1}, "too_low": 0, "unknown_margin": 0,
        }
    ]  # fmt: skip


def test_one_where_no_launch_sells_is_listed_all_the_same(workspace: str, tools: Tools) -> None:
    launched(workspace, tools)
    said = run("add", workspace, "--name", "Sale", "--percent", "5", *TIMES, "--market", "DE")
    assert "DE  2026-11-27 00:00  2026-11-29 24:00  to come  no launch sells there" in said


@pytest.mark.parametrize(
    ("last", "ends"),
    [
        ("2026-11-30", "2026-12-01T00:00:00"),
        ("2026-11-30T23:59", "2026-12-01T00:00:00"),
        ("2026-11-30T00:00", "2026-11-30T00:00:00"),
        ("2026-11-30 20:00", "2026-11-30T20:00:00"),
    ],
)
def test_a_day_is_meant_from_its_beginning_to_its_end(workspace: str, last: str, ends: str) -> None:
    run("add", workspace, "--name", "S", "--percent", "5", "--from", "2026-11-27", "--to", last)
    (found,) = listed(workspace)
    assert (found["starts"], found["ends"]) == ("2026-11-27T00:00:00", ends)

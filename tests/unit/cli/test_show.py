"""``localizer show``: made, listed, arranged, frozen, answered, and what was logged."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from localizer import pipeline
from localizer.catalog import hosts, products, show_log, shows
from localizer.cli.show import show
from localizer.errors import InputError
from localizer.model.money import Money
from localizer.model.show import EventKind, Host, RunKind, ShowEvent
from localizer.pipeline.tools import Tools
from localizer.store.database import open_store
from tests.support.show_stage import build


@pytest.fixture(scope="module")
def tools(loaded: Tools) -> Tools:
    return replace(loaded, now=lambda: dt.datetime(2026, 11, 2, 13, tzinfo=dt.UTC))


@pytest.fixture(autouse=True)
def _on_a_day(tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "load_tools", lambda: tools)


@pytest.fixture(scope="module")
def built(tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("show") / "w.localizer"
    build(path, tools)
    return path


@pytest.fixture
def workspace(built: Path, tmp_path: Path) -> str:
    """Return a workspace with the show “Show” of three products."""
    return str(shutil.copyfile(built, tmp_path / "w.localizer"))


def run(*args: str) -> str:
    result = CliRunner().invoke(show, args, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result.output


def read(*args: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads(run(*args, "--json"))


def new(workspace: str, *more: str) -> tuple[str, ...]:
    return ("new", workspace, "--target", "th/shopee", "--name", "B", "--minutes", "5", *more)


def test_a_show_is_made_at_the_markets_time_and_listed(workspace: str) -> None:
    made = read(*new(workspace, "--starts", "2026-11-27T09:30"))
    assert (made["name"], made["target"], made["seconds"]) == ("B", "TH/shopee", 300)
    assert made["starts"] == "2026-11-27T09:30:00+07:00"
    assert [one["product"] for one in made["items"]] == ["BT-1", "PB-1", "DR-1"]
    assert [one["n"] for one in made["items"]] == [1, 2, 3]
    assert made["over"] == pytest.approx(sum(one["seconds"] for one in made["items"]) - 300, 0.01)
    listed = read("list", workspace)
    assert [one["name"] for one in listed] == ["B", "Show"]
    assert listed[0] == {
        "name": "B",
        "target": "TH/shopee",
        "starts": "2026-11-27T09:30:00+07:00",
        "seconds": 300,
        "items": 3,
        "frozen": False,
    }
    assert "2026-11-27 09:30" in run("list", workspace)


def test_what_can_not_be_a_show_is_told(workspace: str) -> None:
    with pytest.raises(InputError, match="is no moment"):
        run(*new(workspace, "--starts", "Thursday"))
    with pytest.raises(InputError, match="There are: Show"):
        run("rundown", workspace, "Nope")
    with pytest.raises(click.BadParameter):
        run(
            "new",
            workspace,
            "--target",
            "TH/shopee",
            "--name",
            "B",
            "--starts",
            "x",
            "--minutes",
            "0",
        )


def test_the_rundown_shows_the_clock_prices_and_what_is_left(workspace: str) -> None:
    lines = run("rundown", workspace, "Show").splitlines()
    assert re.match(r"1 +20:00:00 +(0:5\d|1:0\d) +฿", lines[2])
    assert "ชุดเดรส" in lines[4]
    assert re.fullmatch(r"3 items; [67]:\d\d left of the 10 min there are\.", lines[-1])
    with open_store(Path(workspace)) as store, store.step("Shorten") as step:
        shows.set_seconds(step, shows.find(step, "Show").id, 60)
    assert "over the 1 min there are." in run("rundown", workspace, "Show")


def test_an_item_is_moved_and_that_is_undone(workspace: str) -> None:
    moved = read("move", workspace, "Show", "3", "--to", "1")
    assert [one["product"] for one in moved["items"]] == ["DR-1", "BT-1", "PB-1"]
    assert moved["items"][0]["tokens"]["n"] == "1"
    assert moved["items"][0]["tokens"]["next"] == moved["items"][1]["title"]
    assert "ชุดเดรส" in run("move", workspace, "Show", "1", "--to", "1").splitlines()[2]
    with pytest.raises(InputError, match="no item 4; it has 3"):
        run("move", workspace, "Show", "4", "--to", "1")
    with open_store(Path(workspace)) as store:
        store.undo()
    products_ = [one["product"] for one in read("rundown", workspace, "Show")["items"]]
    assert products_ == ["BT-1", "PB-1", "DR-1"]


def test_a_frozen_show_tells_what_moved_until_it_is_thawed(workspace: str, tools: Tools) -> None:
    frozen = read("freeze", workspace, "Show")
    assert frozen == {
        "frozen_at": "2026-11-02T13:00:00+00:00",
        "products": 3,
        "rates": {"CNY/THB": "2026-10-30"},
    }
    said = run("freeze", workspace, "Show").splitlines()
    assert said[0] == "The prices of 3 products are frozen as of 2026-11-02 20:00."
    assert said[1] == "rate CNY/THB of 2026-10-30"
    with open_store(Path(workspace)) as store:
        product = products.find_by_sku(store.read(), "DR-1") or 0
        (variant,) = products.variant_ids(store.read(), product).values()
        pipeline.fix_price(store, tools, variant, "TH", "shopee", Money.of("189", "THB"))
    found = read("rundown", workspace, "Show")
    (moved,) = found["moved"]
    assert (moved["title"], moved["token"], moved["now"]) == ("ชุดเดรส", "price", "฿189")
    assert found["items"][2]["pinned"]
    assert found["items"][2]["tokens"]["price"] == moved["then"]
    last = run("rundown", workspace, "Show").splitlines()[-1]
    assert last.startswith("ชุดเดรส: ")
    assert last.endswith(f"{moved['then']} for {{price}}, now it is ฿189.")
    assert run("thaw", workspace, "Show") == "“Show” follows the prices again.\n"
    assert run("thaw", workspace, "Show") == "“Show” was not frozen.\n"
    assert read("thaw", workspace, "Show") == {"thawed": False}
    assert read("rundown", workspace, "Show")["moved"] == []


def test_answers_are_drafted_and_said_with_the_amounts_of_the_show(workspace: str) -> None:
    found = read("answers", workspace, "Show")
    assert len(found) == 30
    first = found[0]
    assert (first["product"], first["question"], first["state"]) == ("BT-1", "price", "draft")
    assert "{price}" in first["text"]
    assert "{" not in first["said"]
    assert "฿" in first["said"]
    assert first["said"] in run("answers", workspace, "Show")


def test_answers_are_in_the_voice_of_the_host(workspace: str) -> None:
    with open_store(Path(workspace)) as store, store.step("Host") as step:
        number = hosts.save(step, Host(0, "Somchai", "th-TH", "male"))
        shows.set_host(step, shows.find(step, "Show").id, number)
    said = run("answers", workspace, "Show")
    assert "ครับ" in said
    assert "ค่ะ" not in said
    assert read("rundown", workspace, "Show")["host"] == "Somchai"


def test_the_log_lists_runs_and_events(workspace: str) -> None:
    assert run("log", workspace, "Show") == "Nothing was logged yet.\n"
    started = dt.datetime(2026, 11, 26, 20, tzinfo=dt.UTC)
    with open_store(Path(workspace)) as store:
        planned = shows.find(store.read(), "Show")
        item = planned.items[2]
        with show_log.begin(store, planned, RunKind.REHEARSAL, started) as log:
            log.append(
                ShowEvent(62.4, EventKind.BEGIN, item.id, item.product_id, 0, "hook", "loud")
            )
            log.end(3725)
        with show_log.begin(store, planned, RunKind.LIVE, started):
            pass  # the program was killed
    live, rehearsal = read("log", workspace, "Show")
    assert (live["kind"], live["ended_after"], live["events"]) == ("live", None, [])
    assert rehearsal["ended_after"] == 3725
    (event,) = rehearsal["events"]
    assert (event["after"], event["kind"], event["product"]) == (62.4, "begin", "DR-1")
    assert run("log", workspace, "Show").splitlines() == [
        "2026-11-26 20:00  live  broke off",
        "2026-11-26 20:00  rehearsal  1:02:05",
        "  0:01:02  begin  DR-1  hook  loud",
    ]

"""``localizer rates``: shown, entered, with a spread, frozen."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from localizer.cli.rates import rates
from localizer.errors import InputError
from localizer.store.database import create


@pytest.fixture
def workspace(tmp_path: Path) -> str:
    """Return an empty workspace."""
    path = tmp_path / "w.localizer"
    create(path, person="tester").close()
    return str(path)


def run(*args: str) -> str:
    result = CliRunner().invoke(rates, args, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result.output


def shown(workspace: str) -> dict[str, dict[str, str]]:
    return {one["quote"]: one for one in json.loads(run("show", workspace, "--json"))["rates"]}


def test_all_markets_have_a_rate_with_its_date_and_source(workspace: str) -> None:
    found = shown(workspace)
    assert len(found) == 12
    assert all(one["date"] and one["source"] for one in found.values())
    lines = run("show", workspace, "--from", "usd").splitlines()
    assert lines[0].split()[0] == "USD"
    assert len(lines) == 14


def test_entered_with_a_spread_and_frozen(workspace: str) -> None:
    run("set", workspace, "cny/idr", "2300.5", "--note", "my bank")
    run("spread", workspace, "thb", "1")
    run("freeze", workspace, "2026-10-01")
    found = shown(workspace)
    assert "IDR" in found, "an entered rate holds all the same"
    assert found["THB"]["source"].endswith("+ 1 % spread")
    assert found["THB"]["date"] <= "2026-10-01"
    assert "Frozen" in run("show", workspace)
    run("freeze", workspace, "off")
    assert shown(workspace)["IDR"]["source"] == "my bank"
    run("clear", workspace, "CNY/IDR")
    assert shown(workspace)["IDR"]["source"] != "my bank"


@pytest.mark.parametrize(
    "args",
    [
        ("set", "CNYIDR", "1"), ("set", "CNY/ID", "1"), ("set", "CNY/IDR", "1,5"),
        ("set", "CNY/IDR", "0"), ("spread", "THB", "x"), ("spread", "THB", "90"),
        ("clear", "CNY/IDR"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told(workspace: str, args: tuple[str, ...]) -> None:
    with pytest.raises(InputError):
        run(args[0], workspace, *args[1:])


def test_a_day_that_is_none_is_a_slip_of_the_command(workspace: str) -> None:
    with pytest.raises(click.BadParameter):
        run("freeze", workspace, "yesterday")


def test_each_change_says_what_is_now(workspace: str) -> None:
    told = run("set", workspace, "CNY/IDR", "2600")
    assert told.startswith("1 CNY = 2,600.00 IDR (entered by hand, ")
    assert "from now on (before: 2,727.87, ECB" in told
    assert "2026-10-30)." in told
    assert "`localizer reprice` makes the prices anew." in told
    told = run("clear", workspace, "CNY/IDR")
    assert "1 CNY = 2,727.87 IDR (ECB" in told
    assert "(before: 2,600.00, entered by hand" in told
    told = run("spread", workspace, "thb", "1")
    assert told.startswith("1 % of a conversion from THB is kept from now on.")
    assert "1 CNY = 5.12066 THB" in told
    assert "(before: 5.06996, ECB" in told
    assert run("spread", workspace, "thb", "1").endswith("The rates are as they were before.\n")
    told = run("freeze", workspace, "2026-10-01")
    assert told.startswith("Frozen: no rate after 2026-10-01 is used.\nCNY")
    assert "USD  0.149152  2026-10-01  0.150311" in told
    told = run("freeze", workspace, "off")
    assert "frozen no more" in told
    assert "USD  0.150311  2026-10-30  0.149152" in told


def test_no_day_to_come_can_be_frozen(workspace: str) -> None:
    with pytest.raises(InputError, match="2999-01-01 is a day to come"):
        run("freeze", workspace, "2999-01-01")
    assert "Frozen" not in run("show", workspace)


def test_a_far_rate_is_taken_where_the_person_is_sure(workspace: str) -> None:
    with pytest.raises(InputError, match="--accept-unusual"):
        run("set", workspace, "CNY/USD", "7.1")
    run("set", workspace, "CNY/USD", "7.1", "--accept-unusual")
    assert shown(workspace)["USD"]["value"] == "7.1"


def test_the_history_is_a_line_a_day(workspace: str) -> None:
    lines = run("history", workspace, "thb", "--days", "8").splitlines()
    assert [line.split()[0] for line in lines] == [
        "2026-10-23", "2026-10-26", "2026-10-27", "2026-10-28", "2026-10-29", "2026-10-30",
    ]  # fmt: skip
    assert lines[-1].split()[1] == "5.06996"
    assert len(run("history", workspace, "THB").splitlines()) == 280
    assert run("history", workspace, "VND") == "2026-09-29  3868.31\n"
    found = json.loads(run("history", workspace, "THB", "--from", "EUR", "--days", "1", "--json"))
    assert [one["date"] for one in found] == ["2026-10-30"]


@pytest.mark.parametrize("args", [("XXX",), ("VND", "--from", "USD")])
def test_a_pair_no_source_has_is_told(workspace: str, args: tuple[str, ...]) -> None:
    with pytest.raises(InputError, match="together"):
        run("history", workspace, *args)
    assert json.loads(run("history", workspace, *args, "--json")) == []

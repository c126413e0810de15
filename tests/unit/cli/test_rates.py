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

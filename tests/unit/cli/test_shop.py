"""``localizer shop``: what the shop does is told, listed, taken back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from localizer import pipeline
from localizer.cli.shop import shop
from localizer.errors import InputError
from localizer.pipeline.tools import Tools
from localizer.store.database import Store


@pytest.fixture(autouse=True)
def _packs(loaded: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the packs once."""
    monkeypatch.setattr(pipeline, "load_tools", lambda: loaded)


@pytest.fixture
def workspace(tmp_path: Path, new_store: Callable[[Path], Store]) -> str:
    """Return an empty workspace."""
    path = tmp_path / "w.localizer"
    new_store(path).close()
    return str(path)


def told(*args: str) -> Any:  # noqa: ANN401 - JSON
    result = CliRunner().invoke(
        shop, [*args, "--json"], catch_exceptions=False, standalone_mode=False
    )
    return json.loads(result.output)


def test_what_holds_in_a_market_goes_before_what_holds_everywhere(workspace: str) -> None:
    both = ("--set", "delivery_days=5", "--set", "cash_on_delivery=no")
    everywhere = {"delivery_days": "5", "cash_on_delivery": "no"}
    assert told(workspace, *both) == everywhere
    assert told(workspace, "--market", "de", "--set", "delivery_days=2") == {
        **everywhere,
        "delivery_days": "2",
    }
    assert told(workspace) == everywhere
    assert told(workspace, "--market", "DE", "--set", "delivery_days=") == everywhere


def test_it_is_listed_as_a_table(workspace: str) -> None:
    result = CliRunner().invoke(
        shop, [workspace, "--set", "returns_days=30"], standalone_mode=False
    )
    assert result.output.splitlines()[-1].split() == ["returns_days", "30"]


@pytest.mark.parametrize("args", [("--market", "XX"), ("--set", "moon=full"), ("--set", "moon")])
def test_what_nobody_knows_is_refused(args: tuple[str, ...], workspace: str) -> None:
    with pytest.raises(InputError):
        CliRunner().invoke(shop, [workspace, *args], catch_exceptions=False, standalone_mode=False)

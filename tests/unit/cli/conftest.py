"""What the tests of commands share."""

from __future__ import annotations

import pytest

from localizer import pipeline
from tests.support.loaded_once import load_once


@pytest.fixture(autouse=True)
def _loaded_once(loaded: pipeline.Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands take what was loaded already."""
    load_once(monkeypatch, loaded)

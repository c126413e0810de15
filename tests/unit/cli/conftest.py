"""What the tests of commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from localizer import pipeline


@pytest.fixture(autouse=True)
def _loaded_once(loaded: pipeline.Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands take what was loaded already."""
    load: Callable[..., pipeline.Tools] = pipeline.load_tools

    def known(*given: Any, **named: Any) -> pipeline.Tools:  # noqa: ANN401 - as it is called
        return load(*given, **named) if given or named else loaded

    monkeypatch.setattr(pipeline, "load_tools", known)

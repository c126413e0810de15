"""Commands that take packs, terms and banks that are loaded already: reading them takes time."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from localizer.pipeline import tools
from localizer.pipeline.tools import Tools


def load_once(monkeypatch: pytest.MonkeyPatch, loaded: Tools) -> None:
    """Let every command take ``loaded`` where it asks for the program's own resources."""
    real = tools.load_tools

    def known(*given: Any, **named: Any) -> Tools:  # noqa: ANN401 - as it is called
        return real(*given, **named) if given or named else loaded

    for name, module in list(sys.modules.items()):
        if name.startswith("localizer.") and getattr(module, "load_tools", None) is real:
            monkeypatch.setattr(module, "load_tools", known)

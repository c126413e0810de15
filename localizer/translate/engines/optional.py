"""Libraries that a program may lack: imported when they are needed, and named when they are not there."""

from __future__ import annotations

import importlib
from types import ModuleType

from localizer.translate.engines.base import Cause, EngineError


def module(name: str) -> ModuleType:
    """Import an optional library. Raises `EngineError` when it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        raise EngineError(Cause.SETUP, name) from None

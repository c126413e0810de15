"""A short form of a long day: everything in it works, and memory does not swell."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_an_hour_of_work_takes_no_more_memory(tmp_path: Path) -> None:
    path = Path(__file__).with_name("long_use.py")
    spec = importlib.util.spec_from_file_location("long_use", path)
    assert spec is not None
    assert spec.loader is not None
    long_use = importlib.util.module_from_spec(spec)
    sys.modules["long_use"] = long_use
    spec.loader.exec_module(long_use)
    figures = long_use.use(tmp_path, edits=400, filtered=20, imports=4, products=6)
    assert len(figures.edits) == 400
    assert figures.growth < 0.5

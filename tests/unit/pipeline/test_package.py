"""The pipeline as a package: each function is there, and brings no other stage with it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from localizer import pipeline


def test_each_function_is_found_where_it_is() -> None:
    for name in pipeline.__all__:
        found = getattr(pipeline, name)
        assert getattr(found, "__name__", name) == name
    assert set(pipeline.__all__) == set(pipeline._WHERE)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = pipeline.nothing


def test_one_function_brings_what_it_needs_only() -> None:
    code = "import sys; from localizer import pipeline; pipeline.load_tools; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "localizer.pipeline.tools" in loaded
    assert not loaded & {"localizer.pipeline.run", "localizer.pipeline.exports", "localizer.intake"}

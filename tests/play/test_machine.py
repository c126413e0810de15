"""Any order of edits, approvals, undo, filters, imports and reopening leaves the desk and the file sound."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from PySide6.QtWidgets import QApplication

from localizer import pipeline
from tests.play.machine import DeskMachine

LONG = bool(os.environ.get("LOCALIZER_LONG"))


def test_the_desk_holds_whatever_a_person_does(
    qapp: QApplication,
    tools: pipeline.Tools,
    drafted: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    del qapp
    monkeypatch.setattr(DeskMachine, "source", drafted, raising=False)
    monkeypatch.setattr(DeskMachine, "tools", tools, raising=False)
    run_state_machine_as_test(
        DeskMachine,
        settings=settings(
            max_examples=60 if LONG else 3,
            stateful_step_count=50 if LONG else 10,
            deadline=None,
            # Each step takes real time: a failing run is told as it was found.
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )

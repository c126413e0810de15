"""One run of an engine at a time on a workspace."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from localizer.errors import BusyWorkspaceError
from localizer.store.engine_lane import SUFFIX, engine_lane

CHILD = """
import sys, time
from pathlib import Path
from localizer.store.engine_lane import engine_lane
with engine_lane(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_run_is_refused_and_a_later_one_not(tmp_path: Path) -> None:
    path = tmp_path / "w.localizer"
    with engine_lane(path), pytest.raises(BusyWorkspaceError), engine_lane(path):
        pass
    with engine_lane(path):
        pass
    assert not path.with_name(path.name + SUFFIX).exists()


def test_a_killed_program_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "w.localizer"
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        with pytest.raises(BusyWorkspaceError), engine_lane(path):
            pass
        child.kill()
        child.wait()
    with engine_lane(path):
        pass

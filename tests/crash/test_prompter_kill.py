"""A program killed in mid-show loses at most the end of the running beat, with the real windows open."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from localizer.catalog import show_log, shows
from localizer.model.show import EventKind
from localizer.pipeline.tools import Tools
from localizer.store.database import open_store
from tests.support.show_stage import NAME, build

#: Opens the prompter and hurries through the text; tells of each beat that is on the disk.
CHILD = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from localizer import pipeline
from localizer.catalog import shows
from localizer.model.show import EventKind, RunKind
from localizer.pipeline.show_recorder import Recorder
from localizer.settings import PrompterSetting, Settings
from localizer.store.database import open_store
from localizer.ui.actions.session import Session
from localizer.ui.jobs import Jobs
from localizer.ui.look.theme import Theme
from localizer.ui.prompter import open_prompter

app = QApplication([])
theme = Theme(app)
session = Session(Jobs(), Settings(prompter=PrompterSetting(speed=300)))
session.attach(tools=pipeline.load_tools(), store=open_store(Path(sys.argv[1]), person="tester"))
show = shows.all_shows(session.store.read())[0]
window = open_prompter(session, show.id, RunKind.LIVE)
told = ended = 0
note = Recorder.note

def counted(recorder, event):
    global ended
    note(recorder, event)
    ended += event.kind is EventKind.END

Recorder.note = counted

def look():
    global told
    run = window.run
    if run is None:
        return
    run.start()
    number = ended
    if run.log.waiting == 0 and run.log.run_id is not None:
        while told < number:
            told += 1
            print(told, flush=True)
    run.move_to(run.air.timeline.at(run.air._second() + 0.5))

timer = QTimer(interval=10)
timer.timeout.connect(look)
timer.start()
app.exec()
"""


@pytest.mark.slow
def test_a_killed_prompter_leaves_its_log(loaded: Tools, tmp_path: Path) -> None:
    path = tmp_path / "w.localizer"
    build(path, loaded)
    process = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    passed = 0
    for line in process.stdout:
        passed = int(line)
        if passed >= 6:
            process.send_signal(signal.SIGKILL)
            break
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    with open_store(path, person="tester") as store:
        reader = store.read()
        [run] = show_log.of_show(reader, shows.find(reader, NAME).id)
        events = show_log.load(reader, run.id).events
    assert run.ended_after is None
    begun = [one for one in events if one.kind is EventKind.BEGIN]
    ended = [one for one in events if one.kind is EventKind.END]
    assert len(ended) >= passed
    assert len(begun) - len(ended) in (0, 1), "at most the running beat has no end"
    assert [one.after for one in events] == sorted(one.after for one in events)

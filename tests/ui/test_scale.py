"""At 150 and at 200 % no text is cut either, and what the program paints itself is as sharp as the rest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.children import search_path

ROOT = Path(__file__).resolve().parents[2]
_LOOK = """
import json, sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from localizer import pipeline
from localizer.settings import Settings
from localizer.store.database import open_store
from localizer.ui.app import Desk
from tests.ui import pseudo

app = QApplication(sys.argv[:1])
with pseudo.spoken("th"):
    desk = Desk(app, Settings(appearance="light", language="th", hints=False))
    desk.session.attach(
        tools=pipeline.load_tools(), store=open_store(Path(sys.argv[1]), person="Mei")
    )
    desk.window.resize(1366, 820)
    desk.window.show()
    found = []
    for code in ("board", "review", "prices", "scripts", "export"):
        desk.window.show_pane(code)
        end = time.monotonic() + 5
        quiet = 0
        while quiet < 25 and time.monotonic() < end:
            app.processEvents()
            time.sleep(0.004)
            quiet = 0 if desk.jobs.live else quiet + 1
        found += [(code, one) for one in pseudo.cut(desk.window)]
    said = {
        "ratio": desk.window.devicePixelRatioF(),
        "shot": desk.window.grab().width() / desk.window.width(),
        "cut": found,
    }
    print(json.dumps(said))
    desk.session.close()
    desk.window.close()
"""


@pytest.mark.parametrize("factor", [1.5, 2.0] if os.environ.get("LOCALIZER_LONG") else [2.0])
def test_nothing_is_cut_on_a_dense_screen(workspace: Path, tmp_path: Path, factor: float) -> None:
    more = {
        "QT_SCALE_FACTOR": str(factor),
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(tmp_path),
        "PYTHONPATH": search_path(ROOT),
    }
    command = [sys.executable, "-c", _LOOK, str(workspace)]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | more, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["ratio"] == factor
    assert said["shot"] == pytest.approx(factor, abs=0.01)
    assert said["cut"] == []

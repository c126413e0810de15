"""How long the road takes, command by command, as medians of whole processes. Measures; fails nothing.

Run:  python tests/bench/road.py [--runs N]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BARE = (
    "from PySide6.QtCore import QTimer\n"
    "from PySide6.QtWidgets import QApplication, QWidget\n"
    "app = QApplication([]); w = QWidget(); w.resize(1366, 820); w.show()\n"
    "QTimer.singleShot(0, app.quit); app.exec()\n"
)


def seconds(*command: str, cwd: Path) -> float:
    """Run ``command`` once and return how long the process took; stop where it fails."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    start = time.perf_counter()
    subprocess.run(command, cwd=cwd, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


def one_run(folder: Path) -> dict[str, float]:
    """Go the whole road once in ``folder``."""
    run = [sys.executable, "-m", "localizer"]
    sample = ROOT / "resources" / "sample" / "catalog.xlsx"
    times = {
        "bare python": seconds(sys.executable, "-c", "pass", cwd=folder),
        "localizer --version": seconds(*run, "--version", cwd=folder),
        "import (148 rows)": seconds(
            *run, "import", str(sample), "--into", "w.localizer", cwd=folder
        ),
        "draft (26 products x 15 targets)": seconds(*run, "draft", "w.localizer", cwd=folder),
        "draft again (nothing to do)": seconds(*run, "draft", "w.localizer", cwd=folder),
        "check": seconds(*run, "check", "w.localizer", cwd=folder),
        "export (60 files)": seconds(*run, "export", "w.localizer", "--out", "out", cwd=folder),
        "demo --no-window": seconds(*run, "demo", "--no-window", "--out", "demo", cwd=folder),
        "bare PySide6 window": seconds(sys.executable, "-c", BARE, cwd=folder),
        "gui, first paint": seconds(*run, "gui", "--quit-after-paint", cwd=folder),
    }
    times["gui w.localizer, first paint"] = seconds(
        *run, "gui", "w.localizer", "--quit-after-paint", cwd=folder
    )
    return times


def main() -> None:
    """Print minimum, median and maximum of every step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    results: dict[str, list[float]] = {}
    for _number in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            for name, took in one_run(Path(folder)).items():
                results.setdefault(name, []).append(took)
    for name, series in results.items():
        low, middle, high = min(series), statistics.median(series), max(series)
        print(f"{name:34} min {low:6.2f} s   median {middle:6.2f} s   max {high:6.2f} s")


if __name__ == "__main__":
    main()

"""The window opens on a real X server, and says one sentence where there is no display at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """Return the name of a virtual X display."""
    server = shutil.which("Xvfb")
    if server is None:
        pytest.skip("Xvfb is not installed")
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [server, "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as file:
        number = file.readline().strip()
    yield f":{number}"
    process.terminate()
    process.wait()


def gui(*args: str | Path, cwd: Path, display: str) -> subprocess.CompletedProcess[str]:
    """Open the window as a person in a desktop session does."""
    hidden = {"QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    if display:
        environment["DISPLAY"] = display
    return subprocess.run(
        [sys.executable, "-m", "localizer", "--language", "en", "gui", *map(str, args)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_window_paints_on_x11(tmp_path: Path, display: str) -> None:
    result = gui("--shot", tmp_path / "start.png", cwd=tmp_path, display=display)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "start.png").read_bytes().startswith(PNG)
    assert gui("--quit-after-paint", cwd=tmp_path, display=display).returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_without_a_display_there_is_one_sentence(tmp_path: Path) -> None:
    result = gui(cwd=tmp_path, display="")
    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) == 1
    assert "no display" in result.stderr

"""The wheel holds everything: built, installed in a fresh environment, the demo runs from another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
LARGEST_MB = 40

pytestmark = [pytest.mark.packaging, pytest.mark.slow]


def run(*command: str | Path, cwd: Path) -> str:
    """Run ``command`` without this checkout on its path; fail with what it said."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    result = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        env=clean,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel built from this checkout."""
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", out, REPOSITORY, cwd=out)
    return next(out.glob("*.whl"))


def test_the_wheel_is_small_and_whole(wheel: Path) -> None:
    assert wheel.stat().st_size < LARGEST_MB * 1_000_000
    names = set(zipfile.ZipFile(wheel).namelist())
    for wanted in (
        "localizer/_data/resources/markets/TH.toml",
        "localizer/_data/resources/sample/catalog.xlsx",
        "localizer/_data/resources/sample/memory.tmx",
        "localizer/_data/resources/fonts/OFL.txt",
        "localizer/_data/locales/zh_Hans/LC_MESSAGES/localizer.mo",
    ):
        assert wanted in names
    assert not [name for name in names if name.startswith(("tests/", "tools/"))]


def test_the_wheel_lists_its_parts(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (one for one in archive.namelist() if ".dist-info/sboms/" in one)
        parts = json.loads(archive.read(name))
    assert (parts["bomFormat"], parts["specVersion"]) == ("CycloneDX", "1.6")
    assert {"Babel", "PySide6-Essentials", "lxml"} <= {one["name"] for one in parts["components"]}
    assert all(one["licenses"][0]["license"]["id"] for one in parts["components"])


def test_the_same_sources_make_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "-w",
        tmp_path,
        REPOSITORY,
        cwd=tmp_path,
    )
    again = next(tmp_path.glob("*.whl"))
    assert again.read_bytes() == wheel.read_bytes()


def test_the_demo_runs_from_an_installed_wheel(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "venv"
    run(
        *(sys.executable, "-m", "venv", "--without-pip", "--system-site-packages", environment),
        cwd=tmp_path,
    )
    python = environment / "bin" / "python"
    # The dependencies are those of the environment the tests run in: no network is needed here.
    site = next(Path(part) for part in sys.path if part.endswith("site-packages"))
    link = next((environment / "lib").glob("python*")) / "site-packages" / "dependencies.pth"
    link.write_text(f"{site}\n")
    run(
        *(sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps"),
        *("--force-reinstall", wheel),
        cwd=tmp_path,
    )
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    where = run(python, "-c", "import localizer; print(localizer.__file__)", cwd=elsewhere)
    assert str(environment) in where
    demo = (environment / "bin" / "localizer", "demo", "--no-window", "--out", "demo")
    result = json.loads(run(*demo, "--json", cwd=elsewhere))
    assert (elsewhere / "demo" / "files" / "manifest.json").exists()
    assert len(result["files"]["targets"]) == len(result["status"]["targets"]) == 15
    for line in result["status"]["targets"]:
        assert line["prices"] == 145  # the sample has one variant without a cost, on purpose
        assert line["scripts"] == 26
        assert line["origins"]["composed"] > 100
        assert line["origins"]["memory_context"] > 100

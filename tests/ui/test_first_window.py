"""The window that stands in for the main one while that is loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from localizer import __main__ as entry
from localizer.ui import first_window
from localizer.ui.first_window import FirstWindow
from localizer.ui.look.tokens import DARK, LIGHT


@pytest.mark.parametrize(("appearance", "inks"), [("light", LIGHT), ("dark", DARK)])
@pytest.mark.usefixtures("qapp")
def test_it_has_the_colours_of_the_main_window(appearance: str, inks: object) -> None:
    window = FirstWindow(appearance)
    picture = window.grab().toImage()
    assert picture.pixelColor(2, 2).name() == str(getattr(inks, "ground")).lower()  # noqa: B009
    assert window.painted
    window.deleteLater()


@pytest.mark.usefixtures("qapp")
def test_it_ends_after_its_first_paint() -> None:
    assert first_window.run(None, quit_after_paint=True) == 0
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.usefixtures("qapp")
def test_it_stands_where_the_settings_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.json"
    monkeypatch.setattr(first_window, "settings_path", lambda: path)
    for text in ("", "{", "[]", '{"appearance": 7}', '{"appearance": "dark"}'):
        path.write_text(text, "utf-8")
        appearance, geometry = first_window._kept()
        FirstWindow(appearance, geometry).deleteLater()
    assert (appearance, geometry) == ("dark", "")


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["gui"], True),
        (["gui", "w.localizer", "--pane", "board"], True),
        (["W.LOCALIZER"], True),
        (["sent.localizer-pkg"], True),
        ([], False),
        (["gui", "--help"], False),
        (["gui", "--shot", "x.png"], False),
        (["import", "w.localizer"], False),
        (["--language", "th", "gui"], False),
    ],
)
def test_only_a_command_for_the_window_shows_it_early(
    arguments: list[str], *, wanted: bool
) -> None:
    assert entry._wants_window(arguments) is wanted


def test_without_a_display_it_is_not_shown_early_and_the_command_says_why() -> None:
    nothing = dict.fromkeys(("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"), "")
    done = subprocess.run(
        [sys.executable, "-m", "localizer", "gui"],
        env={**os.environ, **nothing}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "no display" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_it_is_there_before_anything_heavy_is_loaded() -> None:
    heavy = (
        "msgspec",
        "localizer.pipeline",
        "localizer.store",
        "localizer.catalog",
        "sqlite_utils",
        "numpy",
    )
    code = (
        "import sys, localizer.__main__, localizer.ui.first_early, localizer.ui.first_window; "
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

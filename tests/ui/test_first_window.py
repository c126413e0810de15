"""The window that stands in for the main one while that is loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from localizer.settings import Settings
from localizer.ui import first_window
from localizer.ui.first_window import FirstWindow
from localizer.ui.look.tokens import DARK, LIGHT


@pytest.mark.parametrize(("appearance", "inks"), [("light", LIGHT), ("dark", DARK)])
@pytest.mark.usefixtures("qapp")
def test_it_has_the_colours_of_the_main_window(appearance: str, inks: object) -> None:
    window = FirstWindow(Settings(appearance=appearance))
    picture = window.grab().toImage()
    assert picture.pixelColor(2, 2).name() == str(getattr(inks, "ground")).lower()  # noqa: B009
    assert window.painted
    window.deleteLater()


@pytest.mark.usefixtures("qapp")
def test_it_ends_after_its_first_paint() -> None:
    assert first_window.run(None, quit_after_paint=True) == 0
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_it_is_there_before_anything_heavy_is_loaded() -> None:
    heavy = ("localizer.pipeline", "localizer.store", "localizer.catalog", "sqlite_utils", "numpy")
    code = (
        "import sys, localizer.cli.main, localizer.cli.window, localizer.ui.first_window; "
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

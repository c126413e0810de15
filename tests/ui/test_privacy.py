"""The page of what leaves this machine: what is on now, and the same promises as the written one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel

from localizer.settings import EngineSetting
from localizer.ui.dialogs.privacy import PARTS, PrivacyDialog
from localizer.ui.main_window import MainWindow

PAGE = Path(__file__).resolve().parents[2] / "docs" / "privacy.md"


def texts(page: PrivacyDialog) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel)]


def test_it_is_a_command_and_says_that_nothing_is_on(window: MainWindow) -> None:
    window.run_command("window.privacy")
    (page,) = window.findChildren(PrivacyDialog)
    said = texts(page)
    assert "No engine is turned on: nothing leaves this machine." in said
    assert [name for name, _words in PARTS if name not in said] == []
    page.close_.click()
    assert not page.isVisible()


def test_each_engine_that_is_on_says_where_texts_go(window: MainWindow) -> None:
    engines = (
        EngineSetting("ours", "libretranslate", url="http://127.0.0.1:9", label="Ours"),
        EngineSetting("google", "google"),
    )
    page = PrivacyDialog(engines, window)
    said = texts(page)
    assert "Turned on: Ours. Texts go to the server whose address you give." in said
    assert any(one.startswith("Turned on: Google. ") for one in said)
    assert not any("No engine is turned on" in one for one in said)
    page.close()


def test_the_written_page_speaks_of_the_same() -> None:
    page = PAGE.read_text("utf-8").casefold()
    for name, _words in PARTS:
        assert name.partition(" ")[0].casefold().rstrip("s") in page, name

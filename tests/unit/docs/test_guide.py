"""The guide: the same pages in both languages, no dead link or picture, the keys as the program has them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from localizer.ui.actions.command_list import COMMANDS

ROOT = Path(__file__).resolve().parents[3]
GUIDE = ROOT / "docs" / "guide"
LANGUAGES = ("en", "zh-Hans")
_LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)#\s]+)[^)]*\)")


def pages(language: str) -> dict[str, str]:
    """Return the text of each page by its name."""
    return {one.name: one.read_text("utf-8") for one in sorted((GUIDE / language).glob("*.md"))}


def test_every_page_exists_in_both_languages_and_is_linked() -> None:
    english, chinese = (pages(language) for language in LANGUAGES)
    assert set(english) == set(chinese)
    assert len(english) >= 8
    for found in (english, chinese):
        linked = {target for _mark, target in _LINK.findall(found["README.md"])}
        assert set(found) - {"README.md"} <= linked
    assert "docs/guide/en/README.md" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_and_picture_leads_somewhere_and_no_picture_is_left_over(language: str) -> None:
    shown: set[str] = set()
    for name, text in pages(language).items():
        for mark, target in _LINK.findall(text):
            if "://" in target:
                continue
            assert (GUIDE / language / target).exists(), (name, target)
            if mark:
                shown.add(Path(target).name)
    assert shown == {one.name for one in (GUIDE / language / "img").iterdir()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_keys_page_has_every_command_with_its_first_keys(language: str) -> None:
    text = pages(language)["keys.md"].partition("<!-- keys -->")[2].partition("<!-- /keys -->")[0]
    rows = [line.split("|") for line in text.splitlines() if "`" in line]
    assert [re.findall(r"`([^`]+)`", row[2]) for row in rows] == [list(c.keys) for c in COMMANDS]
    if language == "en":
        assert [row[1].strip() for row in rows] == [command.name for command in COMMANDS]


def test_all_pictures_together_stay_small() -> None:
    assert sum(one.stat().st_size for one in GUIDE.glob("*/img/*")) < 2_500_000

"""The program's own words: the POT is up to date, every catalog compiles and keeps its placeholders."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from localizer import i18n

ROOT = Path(__file__).resolve().parents[2]
CATALOGS = sorted((ROOT / "locales").glob("*/LC_MESSAGES/localizer.po"))
PLACEHOLDER = re.compile(r"\{[a-z_]*\}")


def test_the_template_is_up_to_date() -> None:
    result = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "make_pot.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parts[-3])
def test_a_catalog_is_whole_and_keeps_placeholders(path: Path) -> None:
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.parts[-3], abort_invalid=True)
    missing = []
    for message in catalog:
        if not message.id:
            continue
        sources = message.id if isinstance(message.id, tuple | list) else (message.id,)
        texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if not all(texts) or texts[-1] is None:
            missing.append(message.id)
            continue
        allowed = {name for source in sources for name in PLACEHOLDER.findall(source)}
        for text in filter(None, texts):
            assert set(PLACEHOLDER.findall(text)) <= allowed, message.id
        assert set(PLACEHOLDER.findall(texts[-1])) == set(PLACEHOLDER.findall(sources[-1])), (
            message.id
        )
    assert not missing


def test_all_languages_have_a_catalog() -> None:
    assert {path.parts[-3] for path in CATALOGS} == set(i18n.LANGUAGES) - {"en"}


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        ("zh_CN.UTF-8", "zh_Hans"),
        ("zh-Hant-TW", "zh_Hant"),
        ("zh_HK", "zh_Hant"),
        ("th_TH.UTF-8", "th"),
        ("de_DE", "en"),
        ("C.UTF-8", "en"),
        ("", "en"),
    ],
)
def test_the_closest_language_is_spoken(wanted: str, language: str) -> None:
    assert i18n.closest_language(wanted) == language


def test_words_change_with_the_language() -> None:
    i18n.activate("zh_Hans")
    assert i18n.active_language() == "zh_Hans"
    chinese = i18n._("There is nothing to undo.")
    i18n.activate("en")
    assert i18n._("There is nothing to undo.") == "There is nothing to undo."
    assert chinese != "There is nothing to undo."

"""Every dependency is listed with its licence and purpose, and none is under a licence that is refused."""

from __future__ import annotations

import ast
import importlib.util
import re
import tomllib
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]
#: Words of licences as libraries tell them of themselves, by the name we list.
TOLD = {
    "BSD-3-Clause": ("BSD",),
    "BSD-2-Clause": ("BSD",),
    "PSF-2.0": ("PSF", "Python Software Foundation"),
    "Apache-2.0": ("Apache",),
    "MIT": ("MIT",),
    "LGPL-3.0-only": ("LGPL",),
    "LGPL-2.1-or-later": ("LGPL",),
    "MPL-1.1": ("MPL", "Mozilla"),
}
NETWORK = frozenset({"socket", "ssl", "http", "urllib", "httpx", "requests", "deep_translator"})
#: Modules that can reach the network, each of a row of the page on privacy.
REACHING = {
    "price/online_rates.py": "Exchange rates",
    "translate/engines/chat.py": "Language models",
    "translate/engines/chat_http.py": "Language models",
    "translate/engines/web_http.py": "Engines on the web",
}


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("made", ROOT / "tools" / "make_dependencies.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def listed() -> dict[str, dict[str, str]]:
    return tomllib.loads((ROOT / "docs" / "dependencies.toml").read_text("utf-8"))


def test_the_page_is_what_the_tool_writes(tool: ModuleType) -> None:
    assert (ROOT / "docs" / "dependencies.md").read_text("utf-8") == tool.page()


def test_nothing_is_missing_and_nothing_left_over(tool: ModuleType) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert set(listed()) == set(tool.wanted(project))
    contributing = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    for name in listed():
        assert name == "tzdata" or name in contributing, name


@pytest.mark.parametrize("name", sorted(listed()))
def test_a_licence_is_that_which_the_library_tells(name: str) -> None:
    licence = listed()[name]["licence"]
    assert licence in TOLD
    try:
        known = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        pytest.skip(f"{name} is not installed here")
    said = [known[one][:200] for one in ("License-Expression", "License") if one in known]
    said += [one for one in (known.get_all("Classifier") or []) if one.startswith("License")]
    text = " ".join(said)
    if text.strip():
        assert any(word in text for word in TOLD[licence]), (name, text)
    assert not re.search(r"(?<![L])GPL(?!.*LGPL)", text) or "LGPL" in text


def test_whatever_can_reach_the_network_is_on_the_page_of_what_leaves_the_machine() -> None:
    package = ROOT / "localizer"
    found = set()
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            harmless = {"urllib.parse", "http.HTTPStatus"}
            if any(n.split(".")[0] in NETWORK and n not in harmless for n in names) or any(
                n.startswith(("PySide6.QtNetwork", "PySide6.QtWebEngine")) for n in names
            ):
                found.add(path.relative_to(package).as_posix())
    assert found == set(REACHING)
    text = (ROOT / "docs" / "privacy.md").read_text("utf-8")
    for row in REACHING.values():
        assert f"| {row} |" in text

"""Write docs/dependencies.md from docs/dependencies.toml and pyproject.toml. Run after either changed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "dependencies.md"
_NAME: Final = re.compile(r"[A-Za-z0-9._-]+")
_HEAD: Final = (
    "# Dependencies\n\n"
    "What the program is built on, with licence (SPDX) and purpose; written by "
    "`python tools/make_dependencies.py`. Why each was chosen stands in "
    "[CONTRIBUTING](../CONTRIBUTING.md). The wheel carries the list as CycloneDX JSON in "
    "`.dist-info/sboms/`.\n\n"
    "No GPL or AGPL code at run time. PySide6 and python-stdnum are used under the LGPL, as libraries of "
    "their own that can be exchanged; chunspell is used under the MPL.\n\n"
)


def wanted(project: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Return, by name, the versions that do and the extra they are for (empty: always)."""
    groups = {"": project["dependencies"], **project["optional-dependencies"]}
    found: dict[str, tuple[str, str]] = {}
    for extra, lines in groups.items():
        for line in () if extra == "dev" else lines:
            match = _NAME.match(line)
            name = "" if match is None else match[0]
            before = found.get(name)
            versions = line[len(name) :].partition(";")[0].strip()
            if before is None:
                found[name] = (versions, extra)
            elif extra != before[1]:
                found[name] = (before[0], f"{before[1]}, {extra}")
    return found


def page() -> str:
    """Return the page."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    told = tomllib.loads((ROOT / "docs" / "dependencies.toml").read_text("utf-8"))
    lines = ["| library | versions | extra | licence | what for |", "|---|---|---|---|---|"]
    for name, (versions, extra) in wanted(project).items():
        known = told[name]
        extra_ = f"`{extra}`" if extra else ""
        lines.append(
            f"| {name} | {versions} | {extra_} | {known['licence']} | {known['purpose']} |"
        )
    return _HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")

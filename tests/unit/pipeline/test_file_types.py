"""What the system has to know of our files: written for one person, written twice as once, and taken away."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import stat
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import etree

from localizer.errors import OutputError
from localizer.pipeline.file_types import (
    PACKAGE_TYPE,
    WORKSPACE_TYPE,
    desktop_entry,
    mime_types,
    register,
    register_windows,
    unregister,
    unregister_windows,
)
from localizer.pipeline.windows_registry import PersonalRegistry

COMMAND = ("/opt/my tools/python", "-m", "localizer")
_CLASSES = "Software\\Classes\\"


def _entry(command: tuple[str, ...] = COMMAND) -> configparser.SectionProxy:
    parser = configparser.RawConfigParser(delimiters=("=",), strict=True)
    parser.optionxform = str  # type: ignore[assignment, method-assign] # keys keep their case
    parser.read_string(desktop_entry(command))
    return parser["Desktop Entry"]


def _run_as(value: str) -> list[str]:
    """Return the arguments a launcher makes of ``Exec``: unescaped as a value, then unquoted."""
    plain = value.replace("\\\\", "\0").replace("\\n", "\n").replace("\0", "\\")
    found = re.findall(r'"((?:[^"\\`$]|\\.)*)"(?:\s|$)|(\S+)', plain)
    return [re.sub(r"\\(.)", r"\1", quoted or bare).replace("%%", "%") for quoted, bare in found]


def test_the_entry_names_both_types_and_says_what_it_is_in_every_language() -> None:
    entry = _entry()
    assert entry["MimeType"] == f"{WORKSPACE_TYPE};{PACKAGE_TYPE};"
    assert entry["Type"] == "Application"
    said = {entry[f"Comment[{language}]"] for language in ("zh_CN", "zh_TW", "id", "th", "vi")}
    assert len(said) == 5
    assert entry["Comment"] not in said


@pytest.mark.parametrize(
    "program",
    [
        "/usr/bin/python3", "/opt/my tools/python", '/a "b"/python', "/50%/py", "/do$llar/`x`/py",
        "/back\\slash/py", "/บ้าน/python",
    ],
)  # fmt: skip
def test_any_path_stands_in_the_command_as_it_is(program: str) -> None:
    value = _entry((program, "-m", "localizer"))["Exec"]
    assert _run_as(value) == [program, "-m", "localizer", "%f"]


def test_the_types_are_told_by_ending_and_a_workspace_by_its_first_bytes() -> None:
    root = etree.fromstring(mime_types().encode())
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    kinds = {one.get("type"): one for one in root}
    assert set(kinds) == {WORKSPACE_TYPE, PACKAGE_TYPE}
    globs = {name: one.findall(f"{space}glob")[0].get("pattern") for name, one in kinds.items()}
    assert globs == {WORKSPACE_TYPE: "*.localizer", PACKAGE_TYPE: "*.localizer-pkg"}
    numbers = kinds[WORKSPACE_TYPE].findall(f".//{space}match")
    assert [one.get("value") for one in numbers] == ["SQLite format 3", "0x4c6f6361"]
    assert len(kinds[PACKAGE_TYPE].findall(f"{space}comment")) == 6


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="the tool is not here")
def test_the_validator_of_the_system_takes_the_entry(tmp_path: Path) -> None:
    path = tmp_path / "localizer.desktop"
    path.write_text(desktop_entry(COMMAND), encoding="utf-8")
    subprocess.run(["desktop-file-validate", str(path)], check=True, capture_output=True)


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the system's two tools on the path; each notes what it was told."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("update-mime-database", "update-desktop-database"):
        tool = folder / name
        tool.write_text(f'#!/bin/sh\necho "{name} $1" >> "{tmp_path}/told"\n', encoding="utf-8")
        tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/bin")
    return tmp_path / "told"


def _all(folder: Path) -> set[str]:
    return {str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()}


def test_it_is_written_twice_as_once_and_taken_away_without_a_trace(
    tmp_path: Path, tools: Path
) -> None:
    home = tmp_path / "data"
    other = home / "applications" / "other.desktop"
    other.parent.mkdir(parents=True)
    other.write_text("[Desktop Entry]\n", encoding="utf-8")
    first = register(home, COMMAND)
    assert first.told == ("update-mime-database", "update-desktop-database")
    before = {name: (home / name).read_bytes() for name in _all(home)}
    assert register(home, COMMAND).places == first.places
    assert {name: (home / name).read_bytes() for name in _all(home)} == before
    assert len(before) == 4
    assert tools.read_text(encoding="utf-8").splitlines()[:2] == [
        f"update-mime-database {home / 'mime'}",
        f"update-desktop-database {home / 'applications'}",
    ]
    assert unregister(home).places == first.places
    assert _all(home) == {"applications/other.desktop"}
    assert unregister(home).places == ()


def test_without_the_tools_it_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found = register(tmp_path / "data", COMMAND)
    assert (len(found.places), found.told) == (3, ())


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "applications").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError, match=r"localizer\.desktop"):
        register(tmp_path, COMMAND)


class FakeRegistry:
    """The part of ``winreg`` that is used, in memory."""

    HKEY_CURRENT_USER, REG_SZ = "HKCU", 1

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}

    def _below(self, key: str) -> list[str]:
        begin = f"{key}\\"
        return sorted(
            {one[len(begin) :].split("\\")[0] for one in self.keys if one.startswith(begin)}
        )

    def QueryValue(self, _root: str, key: str) -> str:  # noqa: N802 - its name
        if key in self.keys:
            return self.keys[key]
        if self._below(key):
            return ""
        raise FileNotFoundError(key)

    def SetValue(self, _root: str, key: str, kind: int, value: str) -> None:  # noqa: N802 - its name
        assert kind == self.REG_SZ
        self.keys[key] = value

    def OpenKey(self, _root: str, key: str) -> Any:  # noqa: N802, ANN401 - its name
        registry = self

        class Opened(SimpleNamespace):
            def __enter__(self) -> list[str]:
                return registry._below(key)

            def __exit__(self, *_exc: object) -> None:
                return None

        return Opened()

    def QueryInfoKey(self, opened: list[str]) -> tuple[int, int, int]:  # noqa: N802 - its name
        return len(opened), 0, 0

    def EnumKey(self, opened: list[str], place: int) -> str:  # noqa: N802 - its name
        return opened[place]

    def DeleteKey(self, _root: str, key: str) -> None:  # noqa: N802 - its name
        assert not self._below(key), "a key with keys below cannot be deleted"
        self.keys.pop(key, None)


def test_windows_opens_our_files_and_forgets_them_again() -> None:
    fake, told = FakeRegistry(), [0]
    registry = PersonalRegistry(fake)

    def notify() -> None:
        told[0] += 1

    found = register_windows(registry, ("C:\\my tools\\python.exe", "-m", "localizer"), notify)
    assert fake.keys[_CLASSES + ".localizer-pkg"] == "Localizer.Package"
    command = fake.keys[_CLASSES + "Localizer.Package\\shell\\open\\command"]
    assert command == '"C:\\my tools\\python.exe" -m localizer "%1"'
    assert set(found.places) == set(fake.keys)
    fake.keys[_CLASSES + ".localizer"] = "Somebody.Else"
    unregister_windows(registry, notify)
    assert fake.keys == {_CLASSES + ".localizer": "Somebody.Else"}
    assert told == [2]


def test_a_registry_that_refuses_is_told() -> None:
    class Refusing(FakeRegistry):
        REG_SZ = 7

        @property
        def HKEY_CURRENT_USER(self) -> str:  # type: ignore[override] # noqa: N802 - its name
            raise PermissionError("HKCU")

    with pytest.raises(OutputError):
        register_windows(PersonalRegistry(Refusing()), COMMAND, lambda: None)

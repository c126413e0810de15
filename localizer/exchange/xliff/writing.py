"""Writing XLIFF, unit by unit, in constant memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import Any, BinaryIO, Final

from lxml import etree

from localizer import __version__
from localizer.exchange.tables import Written
from localizer.exchange.whole import put_in_place
from localizer.exchange.xliff.markup import attributes, held
from localizer.exchange.xliff.words import (
    GLOSSARY,
    MATCHES,
    METADATA,
    OWN,
    SIZES,
    Version,
    core_of,
)
from localizer.exchange.xliff.writing_2 import metadata, unit_2
from localizer.exchange.xliff.writing_12 import unit_12
from localizer.jobs import SILENT, Progress
from localizer.model.exchange import ExchangeHead, Unit

#: So many units are written at a time, and progress told.
_AT_ONCE: Final = 500
_PREFIXES: Final[dict[str | None, str]] = {
    "mda": METADATA,
    "mtc": MATCHES,
    "gls": GLOSSARY,
    "slr": SIZES,
    "lz": OWN,
}
_PROFILES: Final = '<slr:profiles generalProfile="xliff:codepoints" storageProfile="xliff:utf8"/>\n'


def write_xliff(
    path: Path,
    head: ExchangeHead,
    units: Iterable[Unit],
    *,
    language: str = "",
    version: Version = Version.V21,
    progress: Progress = SILENT,
    total: int = 0,
) -> Written:
    """Write an XLIFF file that is whole or not there. Raises `OutputError`.

    ``language`` of the program means nothing here: XLIFF's words are the same in all. What XML cannot hold
    comes back in sources, targets and matches; notes, terms and names go without it.
    """
    del language
    with put_in_place(path) as temporary, temporary.open("wb") as file:
        return Written(write(file, head, units, version, progress=progress, total=total))


def write(
    file: BinaryIO,
    head: ExchangeHead,
    units: Iterable[Unit],
    version: Version,
    *,
    progress: Progress = SILENT,
    total: int = 0,
) -> int:
    """Write XLIFF into an open file; return the number of units."""
    core, old = core_of(version), version is Version.V12
    own: dict[str | None, str] = {"lz": OWN}
    spaces = {None: core, **(own if old else _PREFIXES)}
    root, inside, before = _head_12(head) if old else _head_2(head, version)
    with etree.xmlfile(file, encoding="UTF-8") as out:
        out.write_declaration()
        with (
            out.element(f"{{{core}}}xliff", root, nsmap=spaces),
            out.element(f"{{{core}}}file", inside),
        ):
            _put(out, file, [before])
            with out.element(f"{{{core}}}body") if old else nullcontext():
                make = unit_12 if old else unit_2
                number = _write_all(out, file, units, make, progress, total)
    return number


def _write_all(
    out: Any,  # noqa: ANN401 - lxml has no name for it
    file: BinaryIO,
    units: Iterable[Unit],
    make: Callable[[Unit], str],
    progress: Progress,
    total: int,
) -> int:
    number = 0
    waiting = ["\n"]
    for unit in units:
        if number % _AT_ONCE == 0:
            progress.step(min(number, total), total)
            _put(out, file, waiting)
            waiting = []
        waiting.append(make(unit))
        number += 1
    _put(out, file, waiting)
    return number


def _put(out: Any, file: BinaryIO, texts: Iterable[str]) -> None:  # noqa: ANN401
    """Write what is XML already, behind all that lxml has written so far."""
    out.flush()
    file.write("".join(texts).encode())


def _said(head: ExchangeHead) -> dict[str, str]:
    said = {
        "launch": head.launch,
        "made_at": head.made_at,
        "package_id": head.package_id,
        "workspace_id": head.workspace_id,
    }
    return {name: text for name, text in said.items() if text} | {
        "generator": f"Localizer {__version__}"
    }


def _head_2(head: ExchangeHead, version: Version) -> tuple[dict[str, str], dict[str, str], str]:
    """Return the attributes of the root and of the file, and what stands before the units."""
    root = {"version": version.value, "srcLang": head.source_locale, "trgLang": head.target_locale}
    inside = {"id": "f1", "original": held(head.launch) or "launch"}
    return root, inside, f"\n{_PROFILES}{metadata(_said(head))}"


def _head_12(head: ExchangeHead) -> tuple[dict[str, str], dict[str, str], str]:
    tool = {"tool-id": "localizer", "tool-name": "Localizer", "tool-version": __version__}
    inside = {
        "original": held(head.launch) or "launch",
        "source-language": head.source_locale,
        "target-language": head.target_locale,
        "datatype": "plaintext",
        "tool-id": "localizer",
    }
    before = f"\n<header><tool{attributes(tool)}/><lz:head{attributes(_said(head))}/></header>\n"
    return {"version": "1.2"}, inside, before

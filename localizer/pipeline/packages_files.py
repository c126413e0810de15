"""Files that carry texts to translators and back: written, and read with what is wrong in them."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Protocol

import msgspec

from localizer.errors import InputError, OutputError
from localizer.exchange.package import ENDING, TEXTS
from localizer.exchange.package_reading import Package, is_package, read_package
from localizer.exchange.po import write_po
from localizer.exchange.po_reading import read_po
from localizer.exchange.tables import MAX_TEXT, Written, header_score, read_table
from localizer.exchange.tables_csv import restored_rows, write_csv
from localizer.exchange.tables_xlsx import write_xlsx
from localizer.exchange.xliff.reading import read_xliff
from localizer.exchange.xliff.writing import write_xliff
from localizer.i18n import _, ngettext
from localizer.intake.formats import open_table
from localizer.jobs import SILENT, Progress
from localizer.model.exchange import ExchangeHead, Unit

MAX_ID: Final = 1_000
_NO_TEXT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Incoming:
    """What came back: its head, its units, and as whole sentences what of the file could not be used.

    ``package`` is the package it came in, ``None`` for a file by itself.
    """

    head: ExchangeHead
    units: tuple[Unit, ...]
    problems: tuple[str, ...]
    package: Package | None = None


def write_units(
    path: Path,
    head: ExchangeHead,
    units: Sequence[Unit],
    language: str,
    *,
    progress: Progress = SILENT,
) -> Written:
    """Write ``units`` in the format of the file's ending, for who reads ``language`` of the program.

    Raises `OutputError`, also for an ending that is none of ours.
    """
    write = WRITERS.get(path.suffix.lower())
    if write is None:
        problem = _("{file} ends in none of {known}.")
        raise OutputError(problem.format(file=path.name, known=", ".join(WRITERS)))
    return write(path, head, units, language=language, progress=progress, total=len(units))


def read_units(path: Path) -> Incoming:
    """Read a package or a file of any format. Raises `InputError` where it is none or cannot be read."""
    if not path.is_file():
        raise InputError(_("There is no file {file}.").format(file=path))
    if path.suffix.lower() == ENDING or is_package(path):
        return read_texts(read_package(path))
    read = READERS.get(path.suffix.lower())
    if read is None:
        problem = _("{file} is no file that translators send: {known}.")
        raise InputError(problem.format(file=path.name, known=", ".join(INCOMING)))
    return read(path)


def read_texts(package: Package) -> Incoming:
    """Read the newest texts of a package; what the file lacks of what went out, its manifest has."""
    name = package.texts
    with tempfile.TemporaryDirectory(prefix="localizer-package-") as folder:
        file = Path(folder) / name
        package.unpack(name, file)
        found = _own(file, package) if name == TEXTS else read_units(file)
    bases, manifest = package.manifest.bases, package.manifest
    units = tuple(
        replace(one, source_hash=bases[one.id][0], base_hash=bases[one.id][1])
        if one.id in bases
        else one
        for one in found.units
    )
    problems = (*_told(package), *found.problems)
    return Incoming(manifest.head, units, problems, package)


def _own(file: Path, package: Package) -> Incoming:
    """Read the texts as this program writes them. Raises `InputError` where they are damaged."""
    found = units_from(file.read_bytes(), package.path.name)
    units = {one.id: one for one in found if len(one.id) < MAX_ID and _is_text(one)}
    left = len(found) - len(units)
    told = ngettext(
        "{n} text is no text and was left out.", "{n} texts are no texts and were left out.", left
    )
    problems = (told.format(n=left),) if left else ()
    return Incoming(package.manifest.head, tuple(units.values()), problems)


def _is_text(unit: Unit) -> bool:
    """Tell whether what a unit says can be the text of a listing."""
    said = (unit.source, unit.target or "", unit.previous_source, *(one.text for one in unit.notes))
    return not any(len(text) > MAX_TEXT or _NO_TEXT.search(text) for text in said)


def units_file(units: Sequence[Unit]) -> bytes:
    """Return units as this program reads them back, with nothing lost."""
    return msgspec.json.encode(units)


def units_from(data: bytes, name: str) -> tuple[Unit, ...]:
    """Return the units of `units_file`. Raises `InputError` naming the file ``name``."""
    try:
        return msgspec.json.decode(data, type=tuple[Unit, ...])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        problem = _("The texts of {file} cannot be read: {reason}")
        raise InputError(problem.format(file=name, reason=error)) from error


def _told(package: Package) -> list[str]:
    return [
        _("{name} in the package was changed since it was made.").format(name=name)
        for name in package.altered
    ]


def _from_table(path: Path) -> Incoming:
    table = open_table(path, header_score, plain=True)
    rows = restored_rows(table.rows) if table.format in {"csv", "tsv"} else table.rows
    try:
        found = read_table(table.headers, rows)
    except InputError as error:
        raise InputError(f"{path.name}: {error}") from error
    return Incoming(found.head, found.units, tuple(one.sentence for one in found.problems))


def _from_po(path: Path) -> Incoming:
    found = read_po(path)
    return Incoming(found.head, found.units, tuple(one.sentence for one in found.problems))


def _from_xliff(path: Path) -> Incoming:
    found = read_xliff(path)
    return Incoming(found.head, found.units, tuple(one.sentence for one in found.problems))


class _Write(Protocol):
    """Writes units into a file for who reads a language of the program."""

    def __call__(
        self,
        path: Path,
        head: ExchangeHead,
        units: Iterable[Unit],
        *,
        language: str,
        progress: Progress = SILENT,
        total: int = 0,
    ) -> Written: ...


#: What writes the texts, and what reads them, by the ending of a file.
WRITERS: Final[Mapping[str, _Write]] = {
    ".xlf": write_xliff,
    ".xlsx": write_xlsx,
    ".csv": write_csv,
    ".po": write_po,
}
READERS: Final[Mapping[str, Callable[[Path], Incoming]]] = {
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt"), _from_table),
    **dict.fromkeys((".po", ".pot"), _from_po),
    **dict.fromkeys((".xlf", ".xliff"), _from_xliff),
}
#: Endings of what a translator can send.
INCOMING: Final = (ENDING, *READERS)

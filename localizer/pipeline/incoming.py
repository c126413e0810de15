"""What a file would be read as, before it is imported; the reports of imports, and one as a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from localizer.catalog import import_runs
from localizer.catalog.column_maps import remembered
from localizer.errors import InputError, OutputError
from localizer.i18n import _
from localizer.intake import sniff
from localizer.intake.formats import CONTAINERS
from localizer.intake.layouts import layouts
from localizer.intake.opening import Recall
from localizer.intake.preview import Preview, preview
from localizer.intake.report import ImportReport, from_kept
from localizer.pipeline.import_csv import report_csv
from localizer.store.database import Store

#: Imports listed where nobody says how many.
PAST: Final = 100


@dataclass(frozen=True, slots=True)
class FilePreview:
    """A preview and what a person needs beside it to say what the columns are.

    ``hidden`` are the names of hidden sheets. ``complete`` tells that the file's layout makes the products by
    itself: no column need be the title, and a column map would only stand in its way. ``again`` tells that a
    file of this name was imported into the workspace before.
    """

    preview: Preview
    hidden: frozenset[str] = frozenset()
    complete: bool = False
    again: bool = False


def preview_file(
    path: Path,
    *,
    store: Store | None = None,
    column_map: Mapping[str, str] | None = None,
    sheet: str = "",
) -> FilePreview:
    """Return what ``path`` would be read as; nothing is written, only the beginning is read.

    ``store`` is the workspace whose remembered columns count. Raises `InputError` for a file that cannot be
    read or has no such sheet.
    """
    found = preview(path, column_map=column_map, sheet=sheet, recall=_recall(store))
    again = store is not None and import_runs.has_file(store.read(), path.name)
    return FilePreview(found, _hidden(found), _is_complete(found), again=again)


def _recall(store: Store | None) -> Recall | None:
    if store is None:
        return None
    return lambda signature: remembered(store.read(), signature)


def _hidden(found: Preview) -> frozenset[str]:
    """Return the names of hidden sheets; a file with one sheet is not looked at again."""
    if len(found.sheets) < 2:  # noqa: PLR2004 - one sheet is no choice
        return frozenset()
    probe = sniff.look(found.file)
    container = next(one for one in CONTAINERS if one.recognises(probe))
    return frozenset(grid.name for grid in container.read(probe).grids if grid.hidden)


def _is_complete(found: Preview) -> bool:
    return any(one.label == found.layout and one.products is not None for one in layouts())


@dataclass(frozen=True, slots=True)
class PastImport:
    """An import of the workspace: its number, the moment it was made (ISO 8601, UTC), and its report."""

    number: int
    at: str
    report: ImportReport


def past_imports(store: Store, limit: int = PAST) -> tuple[PastImport, ...]:
    """Return the newest imports, newest first; one that was undone is none."""
    return tuple(_past(kept) for kept in import_runs.recent(store.read(), limit))


def past_import(store: Store, number: int) -> PastImport:
    """Return one import. Raises `InputError` where there is none of that ``number``."""
    kept = import_runs.find(store.read(), number)
    if kept is None:
        raise InputError(_("There is no import {number}.").format(number=number))
    return _past(kept)


def _past(kept: dict[str, Any]) -> PastImport:
    return PastImport(kept["id"], kept["at"], from_kept(kept))


def save_report(report: ImportReport, path: Path) -> Path:
    """Write everything ``report`` names as CSV to ``path`` and return it; see `report_csv`.

    UTF-8 with a byte order mark: Excel takes a file without one for a legacy code page. Raises `OutputError`
    when it cannot be written.
    """
    try:
        path.write_bytes(report_csv(report).encode("utf-8-sig", "replace"))
    except OSError as error:
        raise OutputError(
            _(
                "{file} cannot be written: {reason}. Close it elsewhere or choose another name."
            ).format(file=path.name, reason=error.strerror or error)
        ) from error
    return path

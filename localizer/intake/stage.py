"""The stage: one file goes into the workspace as one step that can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from localizer.catalog import import_runs
from localizer.catalog.column_maps import all_remembered, remember
from localizer.catalog.incoming import Incoming
from localizer.catalog.merging import Rules
from localizer.catalog.products import catalog_of_keys, ensure_catalog
from localizer.i18n import N_
from localizer.intake.beside import Beside, Request, reading
from localizer.intake.chunks import Source
from localizer.intake.issues import IssueLog
from localizer.intake.report import ImportReport, kept_json, make_report
from localizer.intake.rows import SplitProductError
from localizer.jobs import SILENT, Progress
from localizer.model.incoming import Answers
from localizer.store.database import Step, Store


class _Looked(Exception):  # noqa: N818 - not an error: it takes an import back
    """A trial import has told what it would do, or a file has brought nothing."""

    def __init__(self, report: ImportReport) -> None:
        super().__init__()
        self.report = report


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How a file is read and taken in.

    ``catalog``: its catalog; by default the one that has most of its products already, else one named like
    the file. ``column_map`` (header to column) wins over guesses and is remembered for files with the same
    headers. ``trial`` does everything and takes it back: the report tells what would happen.
    """

    catalog: str | None = None
    column_map: Mapping[str, str] | None = None
    sheet: str = ""
    answers: Answers = field(default_factory=Answers)
    trial: bool = False


def import_file(
    store: Store,
    path: Path,
    options: ImportOptions = ImportOptions(),
    *,
    progress: Progress = SILENT,
) -> ImportReport:
    """Read ``path`` and save its products in one catalog, all or nothing.

    Raises `InputError` for a file that cannot be read, `Cancelled` when asked to stop; then the workspace is
    as it was.
    """
    try:
        return _import(store, path, options, progress, whole=False)
    except SplitProductError:  # rows of one product lie apart in a large file: hold it whole
        return _import(store, path, options, progress, whole=True)


def _import(
    store: Store, path: Path, options: ImportOptions, progress: Progress, *, whole: bool
) -> ImportReport:
    known = all_remembered(store.read())
    request = Request(path, options.column_map, options.sheet, known, whole)
    try:
        with (
            reading(request, progress) as source,
            store.step(N_("Import {file}"), durable=False, file=shown_name(path.name)) as step,
        ):
            report = _take_in(step, path, source, options, progress)
            _conclude(step, source.info.signature, options, report)
    except _Looked as looked:
        return looked.report
    return report


def shown_name(name: str) -> str:
    """Return a file's name as it can be written: one in another encoding than the system's has odd halves."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _conclude(step: Step, signature: str, options: ImportOptions, report: ImportReport) -> None:
    """Keep the report and the confirmed columns; take everything back after a trial or for nothing."""
    if options.trial or not report.products:
        raise _Looked(report)
    if step.has_changed():
        import_runs.record(step, report.catalog_id, kept_json(report))
    if options.column_map:
        remember(step, signature, options.column_map)


def _take_in(
    step: Step, path: Path, source: Source | Beside, options: ImportOptions, progress: Progress
) -> ImportReport:
    info = source.info
    name = (
        options.catalog
        or info.catalog
        or catalog_of_keys(step, info.keys, info.locale)
        or shown_name(path.stem)
    )
    number = ensure_catalog(step, name, info.locale)
    incoming = Incoming(step, number, Rules(options.answers, info.present))
    log = IssueLog()
    read = 0
    for chunk in source.chunks(incoming.digests()):
        progress.step(chunk.read, max(info.estimate, chunk.read) + 1)
        incoming.insert(chunk.rows)
        for product, digest, unread in chunk.products:
            incoming.change(product, digest, unread)
        incoming.keep(chunk.same)
        log.take(chunk.issues, chunk.assumptions)
        read = chunk.read
    done = incoming.finish(progress)
    report = make_report(shown_name(path.name), path, info, read, log, (name, number), done)
    progress.step(read, read)  # the last look: what is committed is no longer cancelled
    return report

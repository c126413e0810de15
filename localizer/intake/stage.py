"""The stage: one file goes into the workspace as one step that can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from localizer.catalog import import_runs
from localizer.catalog.column_maps import all_remembered, remember
from localizer.catalog.incoming import Incoming
from localizer.catalog.merging import Rules
from localizer.catalog.products import catalog_of_keys, catalogs, ensure_catalog
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.intake.beside import Beside, Request, reading
from localizer.intake.chunks import Chunk, FileInfo, Source
from localizer.intake.issues import IssueLog
from localizer.intake.reading import digest_of
from localizer.intake.report import (
    NEW_TOLD,
    ImportReport,
    Named,
    Shared,
    Taken,
    kept_json,
    make_report,
)
from localizer.intake.table import ReadAgainError
from localizer.jobs import SILENT, Progress
from localizer.model.incoming import Answers
from localizer.model.product import Product
from localizer.store.database import Reader, Step, Store


class LittleInCommonError(InputError):
    """Products were to be removed because a file lacks them, and the file hardly is their catalog's.

    Naming the ``catalog`` says that it is.
    """

    def __init__(self, sentence: str, catalog: str) -> None:
        """Keep the name of the catalog beside the ``sentence``."""
        super().__init__(sentence)
        self.catalog = catalog


class _Looked(Exception):  # noqa: N818 - not an error: it takes an import back
    """A trial import has told what it would do, or a file has brought nothing."""

    def __init__(self, report: ImportReport) -> None:
        super().__init__()
        self.report = report


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How a file is read and taken in.

    ``catalog``: its catalog; by default the one that has most of its products already, else one named like
    the file, and like its sheet where another sheet of the book is a catalog already. Only a catalog that is
    named here loses most of its products to a file that lacks them. ``column_map`` (header to column) wins
    over guesses and is remembered for files with the same headers. ``trial`` does everything and takes it
    back: the report tells what would happen.
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

    Raises `InputError` for a file that cannot be read, `LittleInCommonError` where most of a catalog nobody
    has named would be removed, `Cancelled` when asked to stop; then the workspace is as it was.
    """
    try:
        return _import(store, path, options, progress, whole=False)
    except (
        ReadAgainError
    ):  # rows of a product lie apart in a large file, or its encoding was mistaken
        return _import(store, path, options, progress, whole=True)


def _import(
    store: Store, path: Path, options: ImportOptions, progress: Progress, *, whole: bool
) -> ImportReport:
    known = all_remembered(store.read())
    request = Request(path, options.column_map, options.sheet, known, whole)
    digest: list[str] = []
    try:
        with (
            reading(request, progress, lambda: digest.append(digest_of(path, progress))) as source,
            store.step(N_("Import {file}"), durable=False, file=shown_name(path.name)) as step,
        ):
            report = _take_in(step, request, digest[0], source, options, progress)
            _conclude(step, source.info.signature, options, report)
    except _Looked as looked:
        return looked.report
    return report


def shown_name(name: str) -> str:
    """Return a file's name as it can be written: one in another encoding than the system's has odd halves."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _conclude(step: Step, signature: str, options: ImportOptions, report: ImportReport) -> None:
    """Keep the report and the confirmed columns; take everything back after a trial or for nothing."""
    if not report.products:
        raise _Looked(replace(report, removed=0))
    if options.trial:
        raise _Looked(report)
    if step.has_changed():
        import_runs.record(step, report.catalog_id, kept_json(report))
    if options.column_map:
        remember(step, signature, options.column_map)


def _take_in(
    step: Step,
    request: Request,
    digest: str,
    source: Source | Beside,
    options: ImportOptions,
    progress: Progress,
) -> ImportReport:
    info = source.info
    names = _Names(step, shown_name(request.path.stem), info.sheet)
    name = options.catalog or info.catalog or names.of_keys(info) or names.of_file()
    number = ensure_catalog(step, name, info.locale)
    incoming = Incoming(step, number, Rules(options.answers, info.present))
    known = incoming.digests()
    seen = _Seen(step, number, known)
    log = IssueLog()
    read = 0
    for chunk in source.chunks(known, incoming.owners() if info.skus else {}):
        progress.step(chunk.read, max(info.estimate, chunk.read) + 1)
        for part in chunk.new:
            incoming.insert(part)
        for known_product in chunk.products:
            incoming.change(*known_product)
        incoming.keep(chunk.same)
        seen.note(chunk)
        seen.spare(incoming.spare(chunk.unused))
        log.take(chunk.issues, chunk.assumptions)
        read = chunk.read
    if options.catalog is None and options.answers.gone == "remove":
        seen.refuse_removal(name)
    gone = seen.gone()
    done = incoming.finish(progress)
    taken = Taken(info, digest, read, log, gone, seen.new(), seen.shared, names.free(), seen.labels)
    report = make_report(shown_name(request.path.name), request, taken, (name, number), done)
    progress.step(read, read)  # the last look: what is committed is no longer cancelled
    return report


class _Names:
    """The names a file's catalog may have."""

    def __init__(self, reader: Reader, stem: str, sheet: str) -> None:
        self._reader = reader
        self._stem = stem
        self._sheet = sheet
        self._taken = {info.name for info in catalogs(reader)}

    def of_keys(self, info: FileInfo) -> str | None:
        """Return the catalog that has most of the file's products."""
        return catalog_of_keys(self._reader, info.keys, info.locale, info.skus)

    def of_file(self) -> str:
        """Return the catalog named like the file, or like its sheet where other sheets went into that one."""
        if self._sheet and self._stem in self._taken:
            sheets = import_runs.sheets_of(self._reader, self._stem)
            if sheets and self._sheet not in sheets:
                return self._with_sheet()
        return self._stem

    def _with_sheet(self) -> str:
        return f"{self._stem} · {self._sheet}"

    def free(self) -> str:
        """Return a name no catalog had before the file was read."""
        for name in (self._stem, *([self._with_sheet()] if self._sheet else [])):
            if name not in self._taken:
                return name
        number = 2
        while f"{self._stem} {number}" in self._taken:
            number += 1
        return f"{self._stem} {number}"


class _Seen:
    """Which of the products a catalog had come by, and what came anew."""

    def __init__(self, step: Step, catalog_id: int, known: Iterable[str]) -> None:
        self._step = step
        self._catalog = catalog_id
        self._missing = dict.fromkeys(known)
        self._known = len(self._missing)
        self._last = int(step.value("SELECT coalesce(max(id), 0) FROM product"))
        self._added = 0
        self.labels: dict[str, str] = {}

    def note(self, chunk: Chunk) -> None:
        """Note the products of a chunk."""
        self._added += chunk.added
        for key in chunk.same:
            self._missing.pop(key, None)
        for product, _digest, _unread in chunk.products:
            self._missing.pop(product.key, None)
            self._learn(product)

    def spare(self, keys: Iterable[str]) -> None:
        """Note products whose rows were read and not used."""
        for key in keys:
            self._missing.pop(key, None)

    def _learn(self, product: Product) -> None:
        """Learn what the seller calls the facts of a product."""
        for fact in product.facts:
            if fact.label and fact.name not in self.labels:
                self.labels[fact.name] = fact.label

    @property
    def shared(self) -> Shared:
        """How much of the catalog the file has."""
        return Shared(self._known - len(self._missing), self._known)

    def refuse_removal(self, catalog: str) -> None:
        """Raise `LittleInCommonError` where most of a catalog would go; a file with nothing is told later."""
        shared = self.shared
        if shared.is_little and (shared.found or self._added):
            sentence = _("{shared} Nothing was removed, and nothing was imported.").format(
                shared=shared.sentence(catalog)
            )
            raise LittleInCommonError(sentence, catalog)

    def gone(self) -> tuple[Named, ...]:
        """Return the products of the catalog that are not in the file; to be asked before they go."""
        if not self._missing:
            return ()
        query = (
            "SELECT key, title FROM product WHERE catalog_id = ? AND id <= ? ORDER BY position, id"
        )
        found = self._step.each(query, (self._catalog, self._last))
        return tuple(Named(row[0], row[1]) for row in found if row[0] in self._missing)

    def new(self) -> tuple[Named, ...]:
        """Return the first new products of a catalog that had some; of a new catalog all are new."""
        if not self._known or not self._added:
            return ()
        query = "SELECT key, title FROM product WHERE catalog_id = ? AND id > ? ORDER BY id LIMIT ?"
        found = self._step.each(query, (self._catalog, self._last, NEW_TOLD))
        return tuple(Named(row[0], row[1]) for row in found)

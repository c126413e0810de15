"""Export the targets of a launch: every file whole, each stamped by the gate, one manifest for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count as count_from
from pathlib import Path

from localizer.catalog import export_records, launches
from localizer.catalog.export_records import NOWHERE, Mark
from localizer.errors import InputError
from localizer.export import manifest
from localizer.export.files import Scratch, safe_name, told
from localizer.export.formats import DEFAULT_FORMATS, chosen, for_target
from localizer.export.gate import gate
from localizer.export.manifest import Head as ManifestHead
from localizer.export.manifest import Json
from localizer.export.placing import CHANGED, Outcome, Waiting, file_name, put_in_place
from localizer.export.record import FileRecord, TargetExport
from localizer.export.rules import ExportRules, Wish
from localizer.export.stream import Job, Stream
from localizer.export.writer import Head, Part, WriterFactory
from localizer.i18n import _
from localizer.jobs import SILENT, Progress
from localizer.model.launch import Launch, Target
from localizer.store.database import Store
from localizer.store.snapshot import snapshot

__all__ = ["ExportResult", "ExportRules", "Wish", "export_targets", "export_wish"]


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written into ``folder``, and which targets were left out because the gate said draft.

    ``removed`` names files of an earlier export that went: those of a target with the other stamp, in any
    format, and all of a target that was left out. ``unchanged`` are targets of which nothing was written
    because nothing differs from the last export. ``sha256`` is the digest of the manifest; what was read is
    the workspace as it stood at ``mark``. ``placed`` tells that files were put in place.
    """

    folder: Path
    exported: tuple[TargetExport, ...]
    left_out: tuple[TargetExport, ...]
    removed: tuple[str, ...] = ()
    unchanged: tuple[TargetExport, ...] = ()
    only_changed: bool = False
    sha256: str = ""
    mark: Mark = NOWHERE
    placed: bool = True

    @property
    def files(self) -> tuple[Path, ...]:
        """Return every file that was written, the manifest last; none where nothing had changed."""
        names = (record.name for one in self.exported for record in one.files)
        return tuple(self.folder / name for name in (*names, manifest.NAME)) if self.placed else ()


def export_targets(  # noqa: PLR0913 - keyword-only options
    store: Store,
    rules: ExportRules,
    launch: Launch,
    out: Path,
    *,
    targets: Sequence[Target] | None = None,
    product_ids: Sequence[int] | None = None,
    formats: Iterable[str] = DEFAULT_FORMATS,
    approved_only: bool = False,
    progress: Progress = SILENT,
) -> ExportResult:
    """Write the files of ``targets`` (default: all of the launch) as `export_wish` does."""
    wish = Wish(targets, formats, approved_only=approved_only)
    return export_wish(store, rules, launch, out, wish, product_ids=product_ids, progress=progress)


def export_wish(
    store: Store,
    rules: ExportRules,
    launch: Launch,
    out: Path,
    wish: Wish,
    *,
    product_ids: Sequence[int] | None = None,
    progress: Progress = SILENT,
) -> ExportResult:
    """Write the files of ``wish`` and ``manifest.json`` into ``out``.

    Targets whose channel none of the formats is for are not touched. ``product_ids`` defaults to the
    products of the launch. Everything is read as it stands when the export begins. Files are put in place
    only when all are whole; when anything fails before, ``out`` keeps what it had. A target that is left out
    loses its older files. Files with only what changed get a folder of their own inside ``out``, so that
    none of them takes the place of one that was not used yet. Raises `InputError` for an unknown format or
    where no format is for any target, `OutputError` when a file cannot be written.
    """
    plan = _plan(wish, launch)
    with snapshot(store) as reader:
        if product_ids is None:
            product_ids = launches.launch_products(reader, launch)
        products = tuple(product_ids)
        total = len(plan) * len(products)
        job = Job(reader, rules, launch, products, wish, progress, total)
        mark = export_records.mark(reader)
        folder = _folder(out, rules.now) if wish.only_changed else out
        with Scratch(folder, leave_empty=not wish.only_changed) as scratch:
            waiting = [
                _write(job, target, factories, place, scratch)
                for place, (target, factories) in enumerate(plan.items())
            ]
            progress.step(total, total)
            return replace(_place(scratch, job, waiting), mark=mark)


def _plan(wish: Wish, launch: Launch) -> dict[Target, dict[str, WriterFactory]]:
    """Return the formats of each target that any is for."""
    common = tuple(wish.formats)
    targets = dict.fromkeys(launch.targets if wish.targets is None else wish.targets)
    own = {target: wish.by_target.get(target, common) for target in targets}
    every = chosen((*common, *(name for names in own.values() for name in names)))
    plan = {
        target: for_target({name: every[name] for name in dict.fromkeys(names)}, target)
        for target, names in own.items()
    }
    found = {target: factories for target, factories in plan.items() if factories}
    if targets and not found:
        problem = _("None of the formats {formats} is for the channels of these targets.")
        raise InputError(problem.format(formats=", ".join(every)))
    return found


def _folder(out: Path, now: dt.datetime) -> Path:
    """Return a folder in ``out`` that is not there yet, named by the moment."""
    stem = f"{CHANGED}-{now:%Y-%m-%d-%H%M%S}"
    names = (stem if number == 1 else f"{stem}-{number}" for number in count_from(1))
    return next(path for name in names if not (path := out / name).exists())


def _write(
    job: Job, target: Target, factories: Mapping[str, WriterFactory], place: int, scratch: Scratch
) -> Waiting:
    """Write the target at ``place`` into the scratch folder, or nothing where it is left out."""
    rules, wish = job.rules, job.wish
    label = target.label(rules.markets[target.market].default_locale)
    # Counting takes a moment: what is stopped by that is read for the reasons only, not for the files.
    strict = wish.approved_only and not wish.only_changed
    if strict and not gate(job.reader, target, job.products).approved:
        verdict = gate(job.reader, target, job.products, tokens=rules.tokens)
        return Waiting(TargetExport(target, label, verdict), Outcome.LEFT_OUT)
    head = Head(
        target, label, job.launch.name, rules.now, rules.given, rules.channels[target.channel]
    )
    with told(scratch.folder / safe_name(label)):
        folder = scratch.path / str(place)
        folder.mkdir()
        stream = Stream(job, head, folder, factories)
        stream.run(place * len(job.products))
    export = stream.export(label)
    if wish.only_changed and not stream.parts and not export.changes.removed:
        return Waiting(export, Outcome.UNCHANGED)
    if wish.approved_only and stream.parts and not stream.verdict.approved:
        return Waiting(TargetExport(target, label, stream.verdict), Outcome.LEFT_OUT)
    files = tuple(_record(scratch, name, part, export, wish) for name, part in stream.parts)
    paths = tuple(part.path for _name, part in stream.parts)
    return Waiting(replace(export, files=files), Outcome.WRITTEN, paths)


def _record(
    scratch: Scratch, format_name: str, part: Part, export: TargetExport, wish: Wish
) -> FileRecord:
    sealed = scratch.seal(part.path)
    name = file_name(export.label, part, export.verdict.state, only_changed=wish.only_changed)
    return FileRecord(
        name, format_name, sealed.size, sealed.sha256, part.rows, part.cut, part.remarks
    )


def _place(scratch: Scratch, job: Job, waiting: Sequence[Waiting]) -> ExportResult:
    def of(outcome: Outcome) -> tuple[TargetExport, ...]:
        return tuple(one.export for one in waiting if one.outcome is outcome)

    exported, left_out = of(Outcome.WRITTEN), of(Outcome.LEFT_OUT)
    result = ExportResult(
        scratch.folder,
        exported,
        left_out,
        unchanged=of(Outcome.UNCHANGED),
        only_changed=job.wish.only_changed,
        placed=False,
    )
    if job.wish.only_changed and not exported:
        return replace(result, folder=scratch.folder.parent)
    rules = job.rules
    head = ManifestHead(job.launch, rules.now, job.wish.by, only_changed=job.wish.only_changed)

    def content(carried: Sequence[Json]) -> bytes:
        return manifest.manifest(head, exported, left_out, carried, rules=job.rule_days)

    placed = put_in_place(scratch, waiting, content)
    return replace(result, removed=placed.removed, sha256=placed.sha256, placed=True)

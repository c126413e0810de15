"""Export the targets of a launch: every file whole, each stamped by the gate, one manifest for all."""

from __future__ import annotations

import datetime as dt
import glob
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from localizer.catalog import launches, severities
from localizer.errors import InputError
from localizer.export import manifest
from localizer.export.content import assemble
from localizer.export.files import Scratch, remove, safe_name, sync_folder, told
from localizer.export.formats import DEFAULT_FORMATS, FILES, chosen, first_of, for_target
from localizer.export.gate import GateCounts, GateResult, GateState, gate, judge
from localizer.export.listing import PLAIN, FormatPrice
from localizer.export.material import Material, Terms, Tokens, read
from localizer.export.record import FileRecord, Notes, TargetExport
from localizer.export.writer import Head, Part, Refusing, WriterFactory
from localizer.i18n import _
from localizer.jobs import SILENT, Progress
from localizer.model.bullets import BulletStyle
from localizer.model.channel import Channel
from localizer.model.launch import Launch, Target
from localizer.model.market import Market
from localizer.store.database import Reader, Store


@dataclass(frozen=True, slots=True)
class ExportRules:
    """The values an export goes by.

    ``tokens`` gives the value of every token of a product (by id) for a target as it is said today,
    ``spoken`` the same with prices in words, for the host,
    ``format_price`` writes an amount in a currency for a locale; ``now`` is the zoned moment that counts.
    ``style`` says how the facts of a listing are put in order on a target; without it as the seller has them.
    ``terms`` says what is asked for a variant beside its regular price; without it no sale is written.
    ``given`` is what a person filled in for the formats, by the code of the setting.
    """

    markets: Mapping[str, Market]
    channels: Mapping[str, Channel]
    tokens: Tokens
    format_price: FormatPrice
    now: dt.datetime
    terms: Terms | None = None
    spoken: Tokens | None = None
    style: Callable[[Target], BulletStyle] | None = None
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written into ``folder``, and which targets were left out because the gate said draft.

    ``removed`` names files of an earlier export that went: those of a target with the other stamp, in any
    format, and all of a target that was left out.
    """

    folder: Path
    exported: tuple[TargetExport, ...]
    left_out: tuple[TargetExport, ...]
    removed: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """Return every file that was written, the manifest last."""
        names = (record.name for one in self.exported for record in one.files)
        return tuple(self.folder / name for name in (*names, manifest.NAME))


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
    """Write the files of ``targets`` (default: all of the launch) and ``manifest.json`` into ``out``.

    Targets whose channel none of ``formats`` is for are not touched.
    ``product_ids`` defaults to the products of the launch. Files are put in place only when all are whole;
    when anything fails before, ``out`` keeps what it had. With ``approved_only`` a target that is a draft
    is left out, and its older files go. Raises `InputError` for an unknown format or where no format
    is for any target, `OutputError` when a file cannot be written.
    """
    reader = store.read()
    factories = chosen(formats)
    wanted = _fitting(factories, launch.targets if targets is None else targets)
    if product_ids is None:
        product_ids = launches.launch_products(reader, launch)
    products = tuple(product_ids)
    total = len(wanted) * len(products)
    job = _Job(reader, rules, launch, products, factories, approved_only, progress, total)
    with Scratch(out) as scratch:
        waiting = [job.write(target, place, scratch) for place, target in enumerate(wanted)]
        progress.step(total, total)
        return _put_in_place(scratch, job, waiting)


def _fitting(
    factories: Mapping[str, WriterFactory], targets: Sequence[Target]
) -> tuple[Target, ...]:
    """Return the targets that any format is for, each once."""
    found = tuple(target for target in dict.fromkeys(targets) if for_target(factories, target))
    if targets and not found:
        problem = _("None of the formats {formats} is for the channels of these targets.")
        raise InputError(problem.format(formats=", ".join(factories)))
    return found


def file_name(label: str, part: Part, state: GateState) -> str:
    """Return the name of a file: ``TH-shopee.listings.csv``, ``TH-shopee.listings.draft.csv``."""
    return _stamped(label, part.kind, part.suffix, state)


def _stamped(label: str, kind: str, suffix: str, state: GateState) -> str:
    pieces = [safe_name(label), kind, "draft" if state is GateState.DRAFT else ""]
    return ".".join(filter(None, pieces)) + suffix


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A target whose files are not in place yet, and where each is; none where it is left out."""

    export: TargetExport
    paths: tuple[Path, ...] = ()

    def stale(self) -> tuple[str, ...]:
        """Return the names that must not stay beside this export: they would say another state."""
        states = [
            one for one in GateState if not self.paths or one is not self.export.verdict.state
        ]
        label = self.export.label
        return tuple(_stamped(label, kind, suffix, one) for kind, suffix in FILES for one in states)

    def stale_numbered(self, folder: Path, placed: Collection[str]) -> Iterator[str]:
        """Yield numbered files in ``folder`` whose first one is written anew or goes as well."""
        start = f"{safe_name(self.export.label)}."
        for path in folder.glob(f"{glob.escape(start)}*"):
            kind = path.name.removeprefix(start).removesuffix(path.suffix)
            plain = kind.removesuffix(".draft")
            if not (first := first_of(plain, path.suffix)):
                continue
            first_name = f"{start}{first}{kind.removeprefix(plain)}{path.suffix}"
            if first_name in placed or first_name in self.stale():
                yield path.name


@dataclass(frozen=True, slots=True)
class _Job:
    """One export: what is the same for all of its targets."""

    reader: Reader
    rules: ExportRules
    launch: Launch
    products: tuple[int, ...]
    factories: Mapping[str, WriterFactory]
    approved_only: bool
    progress: Progress
    total: int

    def write(self, target: Target, place: int, scratch: Scratch) -> _Waiting:
        """Write the target at ``place`` into the scratch folder, or nothing where it is left out."""
        label = target.label(self.rules.markets[target.market].default_locale)
        if self.approved_only:
            verdict = gate(self.reader, target, self.products, tokens=self.rules.tokens)
            if not verdict.approved:
                return _Waiting(TargetExport(target, label, verdict))
        notes = Notes()
        given, channel = self.rules.given, self.rules.channels[target.channel]
        head = Head(target, label, self.launch.name, self.rules.now, given, channel)
        with told(scratch.folder / safe_name(label)):
            folder = scratch.path / str(place)
            folder.mkdir()
            verdict, parts = self._stream(head, folder, notes, place * len(self.products))
        if self.approved_only and not verdict.approved:  # somebody edited it meanwhile
            return _Waiting(TargetExport(target, label, verdict))
        export = TargetExport(
            target,
            label,
            verdict,
            tuple(_record(scratch, name, part, label, verdict.state) for name, part in parts),
            tuple(sorted(notes.rates)),
            tuple(notes.overruled),
            notes.lowered(severities.of_launch(self.reader, self.launch.id)),
        )
        return _Waiting(export, tuple(part.path for _name, part in parts))

    def _stream(
        self, head: Head, folder: Path, notes: Notes, done: int
    ) -> tuple[GateResult, list[tuple[str, Part]]]:
        """Give every product to every writer, one at a time; return the verdict and the parts by format."""
        limit = self.rules.channels[head.target.channel].limit("description", head.target.market)
        as_html = limit is not None and limit.html
        style = PLAIN if self.rules.style is None else self.rules.style(head.target)
        counts = GateCounts()
        with ExitStack() as undo:
            writers = {}
            for name, make in for_target(self.factories, head.target).items():
                writers[name] = make(head, folder)
                undo.callback(writers[name].abort)
            for number, product_id in enumerate(self.products, done):
                self.progress.step(number, self.total)
                rules = self.rules
                material = read(self.reader, head.target, product_id, rules.tokens, rules.terms)
                content = assemble(
                    material,
                    self.rules.format_price,
                    html_description=as_html,
                    spoken=self._spoken(material),
                    style=style,
                )
                counts += content.counts
                notes.take(material)
                for writer in writers.values():
                    writer.add(content)
            refused = (one.refused for one in writers.values() if isinstance(one, Refusing))
            verdict = judge(counts + GateCounts(refused=max(refused, default=0)))
            parts = [(name, part) for name, one in writers.items() for part in one.close(verdict)]
            undo.pop_all()
        return verdict, parts

    def _spoken(self, material: Material) -> Mapping[str, str]:
        """Return the product's tokens as a host says them, where there is a script."""
        if self.rules.spoken is None or not material.scripts:
            return {}
        return self.rules.spoken(self.reader, material.product_id, material.target)


def _record(
    scratch: Scratch, format_name: str, part: Part, label: str, state: GateState
) -> FileRecord:
    sealed = scratch.seal(part.path)
    name = file_name(label, part, state)
    return FileRecord(
        name, format_name, sealed.size, sealed.sha256, part.rows, part.cut, part.remarks
    )


def _put_in_place(scratch: Scratch, job: _Job, waiting: Sequence[_Waiting]) -> ExportResult:
    exported = tuple(one.export for one in waiting if one.paths)
    left_out = tuple(one.export for one in waiting if not one.paths)
    placed = {file.name for one in exported for file in one.files}
    found = (
        name
        for one in waiting
        for name in (*one.stale(), *one.stale_numbered(scratch.folder, placed))
    )
    stale = dict.fromkeys(name for name in found if name not in placed)
    targets = {one.export.target for one in waiting}
    carried = manifest.earlier(scratch.folder, targets, {*placed, *stale})
    record = scratch.path / manifest.NAME
    with told(scratch.folder / manifest.NAME):
        content = manifest.manifest(job.launch, job.rules.now, exported, left_out, carried)
        record.write_bytes(content)
    scratch.seal(record)
    # A folder without a manifest is visibly unfinished; with one it holds what the manifest says.
    remove(scratch.folder / manifest.NAME)
    for one in waiting:
        for path, file in zip(one.paths, one.export.files, strict=True):
            scratch.place(path, file.name)
    removed = tuple(name for name in stale if (scratch.folder / name).is_file())
    for name in removed:
        remove(scratch.folder / name)
    scratch.place(record, manifest.NAME)
    sync_folder(scratch.folder)
    return ExportResult(scratch.folder, exported, left_out, removed)

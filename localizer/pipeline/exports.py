"""Export a launch, tell what changed since the last export, and keep a record of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from localizer.catalog import export_records, launches
from localizer.catalog.export_presets import Preset
from localizer.catalog.export_records import ExportRun, RunTarget
from localizer.errors import InputError
from localizer.export import manifest
from localizer.export.difference import difference
from localizer.export.formats import DEFAULT_FORMATS, chosen, for_target
from localizer.export.record import Changes, TargetExport
from localizer.export.rules import ExportRules, Wish
from localizer.export.stage import ExportResult, export_wish
from localizer.export.stream import Job
from localizer.i18n import _
from localizer.jobs import SILENT, Part, Progress
from localizer.model.launch import Launch, Target
from localizer.pipeline.composing import bullet_style
from localizer.pipeline.price_history import note_exported
from localizer.pipeline.run import check
from localizer.pipeline.sold_words import SoldWords
from localizer.pipeline.tools import Tools
from localizer.price.display import format_price
from localizer.store.database import Store
from localizer.store.snapshot import snapshot

#: Share of the work that checking is.
_CHECKED: Final = 0.3


def export(  # noqa: PLR0913 - keyword-only options
    store: Store,
    tools: Tools,
    out: Path,
    *,
    launch: str | None = None,
    targets: Sequence[str] | None = None,
    formats: Sequence[str] = DEFAULT_FORMATS,
    by_target: Mapping[str, Sequence[str]] | None = None,
    given: Mapping[str, str] | None = None,
    approved_only: bool = False,
    only_changed: bool = False,
    preset: str = "",
    progress: Progress = SILENT,
) -> ExportResult:
    """Write the files of a launch into the folder ``out``; what is not approved is stamped as draft.

    ``given`` is what a person filled in for the formats, by the code of the setting; ``by_target`` names the
    formats of single targets. With ``only_changed`` the files hold what differs from the last export, in a
    folder of their own inside ``out``. Everything is checked first: the gate must not trust what was found
    before something changed. When the files are in place, the export is recorded; ``preset`` is the name of
    the choice it was made by. Raises `InputError` for a target the launch does not have.
    """
    found = launches.find(store.read(), launch)
    tools.packs.require(found.targets)
    wish = Wish(
        targets_of(tools, found, targets),
        formats,
        _by_target(tools, found, by_target or {}),
        approved_only=approved_only,
        only_changed=only_changed,
        by=store.person,
    )
    order = launches.launch_products(store.read(), found)
    check(store, tools, launch=found.name, progress=Part(progress, 0, _CHECKED))
    result = export_wish(
        store,
        export_rules(tools, found, order, given or {}),
        found,
        out,
        wish,
        product_ids=order,
        progress=Part(progress, _CHECKED, 1),
    )
    record(store, found, result, formats=formats, preset=preset)
    note_exported(store, tools, found, result, order)
    return result


def targets_of(
    tools: Tools, launch: Launch, names: Sequence[str] | None
) -> tuple[Target, ...] | None:
    """Return the targets written as ``names``. Raises `InputError` for one the launch does not have."""
    if names is None:
        return None
    found = tuple(tools.packs.resolve_target(text) for text in names)
    for target, text in zip(found, names, strict=True):
        if target not in launch.targets:
            problem = _("The launch “{launch}” has no target {target}. It has: {known}.")
            known = ", ".join(label_of(tools, one) for one in launch.targets)
            raise InputError(problem.format(launch=launch.name, target=text, known=known))
    return found


def label_of(tools: Tools, target: Target) -> str:
    """Return how a target is written in commands and names of files: ``TH/shopee``."""
    return target.label(tools.packs.markets[target.market].default_locale)


def _by_target(
    tools: Tools, launch: Launch, names: Mapping[str, Sequence[str]]
) -> dict[Target, Sequence[str]]:
    found = targets_of(tools, launch, tuple(names)) or ()
    return dict(zip(found, names.values(), strict=True))


def export_rules(
    tools: Tools, launch: Launch, order: Sequence[int], given: Mapping[str, str]
) -> ExportRules:
    """Return the values that an export of ``launch`` goes by today."""
    words = SoldWords(tools, launch, order)
    return ExportRules(
        terms=words.asked,
        markets=tools.packs.markets,
        channels=tools.packs.channels,
        tokens=words.tokens,
        format_price=format_price,
        now=tools.now(),
        spoken=words.spoken,
        style=partial(bullet_style, tools),
        given=given,
    )


def record(
    store: Store, launch: Launch, result: ExportResult, *, formats: Sequence[str], preset: str = ""
) -> int | None:
    """Write down an export whose files are in place; ``None`` where there was nothing to write.

    A program that is stopped before leaves files without a record, never a record without its files: what
    was not recorded is exported once more.
    """
    if not result.placed or not result.exported:
        return None
    run = ExportRun(
        launch_id=launch.id,
        launch=launch.name,
        folder=str(result.folder.absolute()),
        formats=tuple(dict.fromkeys(formats)),
        manifest=manifest.NAME,
        sha256=result.sha256,
        files=sum(len(one.files) for one in result.exported),
        rows=sum(file.rows for one in result.exported for file in one.files),
        targets=tuple(_told(one, only_changed=result.only_changed) for one in result.exported),
        preset=preset,
        only_changed=result.only_changed,
    )
    contents = [one.contents for one in result.exported if one.contents is not None]
    return export_records.record(store, run, contents, result.mark)


def _told(one: TargetExport, *, only_changed: bool) -> RunTarget:
    changes = one.changes
    written = changes.added + changes.changed
    return RunTarget(
        one.label,
        one.verdict.state.value,
        tuple(file.name for file in one.files),
        sum(file.rows for file in one.files),
        written if only_changed else written + changes.same,
        changes.added,
        changes.changed,
        changes.removed,
    )


@dataclass(frozen=True, slots=True)
class TargetChanges:
    """What differs on a target from its last export in the chosen formats."""

    target: Target
    changes: Changes


def compare(
    store: Store,
    tools: Tools,
    *,
    launch: str | None = None,
    targets: Sequence[str] | None = None,
    formats: Sequence[str] = DEFAULT_FORMATS,
    by_target: Mapping[str, Sequence[str]] | None = None,
    progress: Progress = SILENT,
) -> tuple[TargetChanges, ...]:
    """Return what an export of only what changed would write, by looking at every product.

    Marks of products that were changed and changed back are taken away by the way. Targets that no format
    is for are left out.
    """
    found = launches.find(store.read(), launch)
    tools.packs.require(found.targets)
    wanted = targets_of(tools, found, targets) or found.targets
    own = _by_target(tools, found, by_target or {})
    each = {
        target: tuple(for_target(chosen(own.get(target, formats)), target)) for target in wanted
    }
    each = {target: names for target, names in each.items() if names}
    order = launches.launch_products(store.read(), found)
    rules = export_rules(tools, found, order, {})
    total = len(each) * len(order)
    with snapshot(store) as reader:
        job = Job(reader, rules, found, order, Wish(), progress, total)
        mark = export_records.mark(reader)

        def seen(target: Target, hashes: Mapping[int, int]) -> None:
            export_records.settle(store, found.id, target, hashes, mark)

        made = tuple(
            TargetChanges(
                target, difference(job, target, names, done=place * len(order), seen=seen)
            )
            for place, (target, names) in enumerate(each.items())
        )
        progress.step(total, total)
    return made


@dataclass(frozen=True, slots=True)
class PresetWish:
    """A preset as arguments of `export`."""

    targets: tuple[str, ...] | None
    formats: tuple[str, ...]
    by_target: Mapping[str, tuple[str, ...]]
    given: Mapping[str, str]
    approved_only: bool
    only_changed: bool


def wish_of(tools: Tools, launch: Launch, preset: Preset) -> PresetWish:
    """Return what ``preset`` asks of ``launch``; of its targets those the launch has.

    Raises `InputError` where the launch has none of them.
    """
    labels = [label_of(tools, one) for one in launch.targets]
    targets = tuple(name for name in preset.targets if name in labels)
    if preset.targets and not targets:
        problem = _("The launch “{launch}” has none of the targets of the preset “{preset}”.")
        raise InputError(problem.format(launch=launch.name, preset=preset.name))
    return PresetWish(
        targets or None,
        preset.formats,
        {name: formats for name, formats in preset.by_target.items() if name in labels},
        preset.given,
        preset.approved_only,
        preset.only_changed,
    )

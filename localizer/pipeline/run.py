"""The road itself: import, launch, draft, check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from localizer.catalog import launches, products
from localizer.check.stage import CheckResult, check_products
from localizer.i18n import N_
from localizer.intake.report import ImportReport
from localizer.intake.stage import ImportOptions, import_file
from localizer.jobs import SILENT, Part, Progress
from localizer.model.changes import Changes
from localizer.model.incoming import Answers
from localizer.model.launch import Launch
from localizer.pipeline.check_beside import GoneError, Share, crew, worth_it
from localizer.pipeline.matching import drafting_rules
from localizer.pipeline.report import launch_severities
from localizer.pipeline.reports import CheckReport, DraftReport
from localizer.pipeline.scripts_beside import script_crew
from localizer.pipeline.stage_rules import (
    check_rules,
    price_rules,
    script_rules,
)
from localizer.pipeline.tools import Tools
from localizer.price.stage import reprice
from localizer.script.stage import write_scripts
from localizer.store.database import Batch, Store
from localizer.translate.stage import translate

#: How the work of a draft is shared out on the progress bar.
_TRANSLATED: Final = 0.5
_PRICED: Final = 0.7


def import_catalog(
    store: Store,
    path: Path,
    *,
    catalog: str | None = None,
    column_map: Mapping[str, str] | None = None,
    sheet: str = "",
    answers: Answers | None = None,
    trial: bool = False,
    progress: Progress = SILENT,
) -> ImportReport:
    """Read a seller's file into the workspace; a ``trial`` only tells what that would do.

    Raises `ColumnsUnknownError` when a person must say what the columns hold, `InputError` for what cannot
    be read.
    """
    options = ImportOptions(catalog, column_map, sheet, answers or Answers(), trial)
    return import_file(store, path, options, progress=progress)


def create_launch(
    store: Store,
    tools: Tools,
    name: str,
    targets: Sequence[str],
    date: dt.date,
    products_: Sequence[int] = (),
) -> Launch:
    """Make a launch. Raises `InputError` for an unknown target or a name that is taken."""
    resolved = [tools.packs.resolve_target(text) for text in targets or ("",)]
    with store.step(N_("Create the launch {name}"), name=name) as step:
        launches.create(step, name, resolved, date, products_)
    return launches.find(store.read(), name)


def draft(
    store: Store,
    tools: Tools,
    *,
    launch: str | None = None,
    only: Sequence[int] | None = None,
    progress: Progress = SILENT,
) -> DraftReport:
    """Translate, price and script everything of a launch that is not up to date, as one undoable step."""
    found = launches.find(store.read(), launch)
    tools.packs.require(found.targets)
    order = launches.launch_products(store.read(), found)
    wanted = order if only is None else tuple(only)
    batch = store.batch(N_("Prepare drafts of {name}"), name=found.name)
    with drafting_rules(store.read(), tools) as rules:
        translated = translate(
            store,
            rules,
            found.targets,
            only=wanted,
            batch=batch,
            progress=Part(progress, 0, _TRANSLATED),
        )
        unread = tuple(map(str, rules.matches.unread)) if rules.matches is not None else ()
    priced = reprice(
        store,
        price_rules(store.read(), tools),
        found.targets,
        only=wanted,
        batch=batch,
        progress=Part(progress, _TRANSLATED, _PRICED),
    )
    scripted = _scripted(store, tools, found, order, wanted, batch, Part(progress, _PRICED, 1))
    return DraftReport(
        found.name, len(wanted), len(found.targets), translated, priced, scripted, unread
    )


def _scripted(
    store: Store,
    tools: Tools,
    launch: Launch,
    order: Sequence[int],
    wanted: Sequence[int],
    batch: Batch,
    progress: Progress,
) -> Changes:
    """Write the scripts of ``wanted``, many by several processes; where one of them is gone, by this one."""
    rules = script_rules(tools, launch, order)
    if len(launch.targets) > 1 and worth_it(len(wanted), len(launch.targets)):
        with suppress(GoneError), script_crew(_share(store, tools, launch), wanted) as spread:
            return write_scripts(
                store,
                rules,
                launch.targets,
                only=wanted,
                batch=batch,
                spread=spread,
                progress=progress,
            )
    return write_scripts(store, rules, launch.targets, only=wanted, batch=batch, progress=progress)


def _share(store: Store, tools: Tools, launch: Launch) -> Share:
    return Share(
        store.path, launch.name, launch.targets, tools.now(), tools.root, tools.dictionaries
    )


def check(
    store: Store,
    tools: Tools,
    *,
    launch: str | None = None,
    only: Sequence[int] | None = None,
    progress: Progress = SILENT,
) -> CheckReport:
    """Check every text, listing, price and script of a launch and keep its findings up to date."""
    found = launches.find(store.read(), launch)
    tools.packs.require(found.targets)
    order = launches.launch_products(store.read(), found)
    wanted = order if only is None else tuple(only)
    prepare_texts(store, wanted)
    result = _checked(store, tools, found, order, wanted, progress)
    return CheckReport(
        launch=found.name,
        products=result.products,
        added=result.added,
        removed=result.removed,
        severities=launch_severities(store.read(), found, order),
    )


def _checked(
    store: Store,
    tools: Tools,
    launch: Launch,
    order: Sequence[int],
    wanted: Sequence[int],
    progress: Progress,
) -> CheckResult:
    """Check ``wanted``, by several processes where they are many; where one is gone, by this one."""
    rules = check_rules(tools, launch, order)
    if worth_it(len(wanted), len(launch.targets)):
        share = replace(_share(store, tools, launch), now=rules.now)
        with suppress(GoneError), crew(share) as spread:
            return check_products(
                store, rules, launch.targets, wanted, spread=spread, progress=progress
            )
    return check_products(store, rules, launch.targets, wanted, progress=progress)


def prepare_texts(store: Store, wanted: Sequence[int]) -> None:
    """Make the segments of products nobody drafted yet, so that what is untranslated is seen."""
    bare = products.without_segments(store.read(), wanted)
    if bare:
        with store.step(N_("Prepare texts")) as step:
            products.ensure_segments(step, bare)

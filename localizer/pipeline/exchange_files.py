"""A file or package that came back is read, whatever its format, and merged."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from localizer.errors import LocalizerError
from localizer.exchange.package import TERMS, TEXTS
from localizer.exchange.package_reading import Package
from localizer.jobs import SILENT, Progress
from localizer.model.exchange import UnitTerm
from localizer.model.locale import same_language
from localizer.pipeline.exchange_merging import MergeReport, merge_units
from localizer.pipeline.packages_files import Incoming, read_units
from localizer.pipeline.tools import Tools
from localizer.store.database import Store
from localizer.translate.tbx import read_tbx


def merge_file(
    store: Store,
    tools: Tools,
    path: Path,
    *,
    by: str = "",
    locale: str = "",
    approvals: bool = False,
    dry_run: bool = False,
    progress: Progress = SILENT,
) -> MergeReport:
    """Merge a package or a file of any format a translator sent, as `merge_units` does.

    ``locale`` is its language where it does not say it. ``by`` is who sent it; of a package that comes back
    it is who sent that where it is empty. What of the file could not be used is among the report's problems.
    Raises `InputError`.
    """
    found = read_units(path)
    package, problems = found.package, list(found.problems)
    head = replace(found.head, target_locale=found.head.target_locale or locale)
    report = merge_units(
        store,
        tools,
        head,
        found.units,
        by=" ".join(by.split()) or _sender(found),
        terms=() if package is None else tuple(_terms(package, tools, problems)),
        approvals=approvals,
        origins=package is not None and package.texts == TEXTS,
        total=len(found.units),
        dry_run=dry_run,
        progress=progress,
    )
    return replace(report, problems=(*problems, *report.problems))


def _sender(found: Incoming) -> str:
    """Return who sent a package back; a file by itself does not say it."""
    package = found.package
    return package.manifest.sender if package is not None and package.manifest.returned else ""


def _terms(package: Package, tools: Tools, problems: list[str]) -> Iterator[UnitTerm]:
    """Yield the terms a translator set; without them the texts can be merged all the same."""
    if not package.manifest.returned or TERMS not in package.names:
        return
    locale = package.manifest.target_locale
    try:
        with tempfile.TemporaryDirectory(prefix="localizer-package-") as folder:
            file = Path(folder) / TERMS
            package.unpack(TERMS, file)
            for entry in read_tbx(file, markets=tools.packs.markets, tell=lambda _one: None):
                for own in entry.terms:
                    if entry.concept.forms and same_language(own.term.locale, locale):
                        word = entry.concept.forms[0]
                        yield UnitTerm(word, own.term.text, own.term.note)
    except LocalizerError as error:
        problems.append(str(error))

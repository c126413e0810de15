"""Fill a workbook downloaded from a marketplace with the products of a launch."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from localizer.errors import InputError
from localizer.export.gate import in_words
from localizer.export.remarks import Remark
from localizer.export.templates.recognise import Column, Template, recognise, templates_in
from localizer.export.templates.workbook import require_for
from localizer.i18n import _
from localizer.jobs import SILENT, Progress
from localizer.model.launch import Target
from localizer.pipeline.export_sample import sample_export
from localizer.pipeline.exports import export
from localizer.pipeline.tools import Tools
from localizer.store.database import Store

FORMAT = "workbook"


@dataclass(frozen=True, slots=True)
class FillOptions:
    """What a person may say beside the template.

    ``sheet`` names the sheet where there are several, ``rows_per_file`` is how many rows a file takes,
    ``product_type`` and ``theme`` are Amazon's.
    """

    sheet: str = ""
    rows_per_file: int | None = None
    product_type: str = ""
    theme: str = ""


@dataclass(frozen=True, slots=True)
class FillReport:
    """What was filled. ``rows`` counts those of all files; ``remarks`` say what is blank or left out.

    ``files`` is empty where the target was left out; ``reasons`` say why it is no more than a draft.
    """

    template: Template
    target: str
    approved: bool
    reasons: tuple[str, ...]
    files: tuple[Path, ...]
    rows: int
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class FilledColumn:
    """A column of a template and how many of ``rows`` tried ones get something in it."""

    column: Column
    filled: int
    rows: int


def look_at(template_path: Path) -> tuple[Template, ...]:
    """Return the sheets of a workbook that can be filled. Raises `InputError` where there is none."""
    return templates_in(template_path)


def targets_for(template: Template, targets: Iterable[Target]) -> tuple[Target, ...]:
    """Return those of ``targets`` that a template is for."""
    found = []
    for target in targets:
        with suppress(InputError):
            require_for(template, target)
            found.append(target)
    return tuple(found)


def try_filling(
    store: Store,
    tools: Tools,
    template: Template,
    target: str,
    *,
    launch: str,
    options: FillOptions | None = None,
) -> tuple[FilledColumn, ...]:
    """Return which columns the first products of a launch fill; nothing is kept of it.

    Raises `InputError` as `fill_template` does.
    """
    given = _given(template.archive.path, options or FillOptions(), replace_rows=True)
    given["sheet"] = template.sheet.name
    files = sample_export(
        store, tools, launch=launch, target=target, format_code=FORMAT, given=given
    )
    tables = [one for file in files for one in file.tables if one.name == template.sheet.name]
    rows = [row for table in tables for row in table.rows[template.data_row - 1 :] if any(row)]
    return tuple(
        FilledColumn(
            column,
            sum(len(row) >= column.number and bool(row[column.number - 1]) for row in rows),
            len(rows),
        )
        for column in template.columns
    )


def fill_template(  # noqa: PLR0913 - keyword-only options
    store: Store,
    tools: Tools,
    template_path: Path,
    target: str,
    out: Path,
    *,
    launch: str | None = None,
    approved_only: bool = False,
    replace_rows: bool = True,
    options: FillOptions | None = None,
    progress: Progress = SILENT,
) -> FillReport:
    """Write ``template_path``, filled for ``target``, into the folder ``out``; the template stays as it is.

    With ``replace_rows`` the rows of data it has go, else products come below them. Everything is checked
    first, and what is not approved is stamped as a draft in its name. Raises `InputError` for a template
    that is not known or is for another channel, `OutputError` when a file cannot be written.
    """
    chosen = FillOptions() if options is None else options
    template = recognise(template_path, chosen.sheet)
    require_for(template, tools.packs.resolve_target(target))
    if f".{FORMAT}" in template_path.name and template_path.resolve().parent == out.resolve():
        problem = _("{file} would be written over. Choose another folder for what is filled.")
        raise InputError(problem.format(file=template_path.name))
    result = export(
        store,
        tools,
        out,
        launch=launch,
        targets=[target],
        formats=[FORMAT],
        given=_given(template_path, chosen, replace_rows=replace_rows),
        approved_only=approved_only,
        progress=progress,
    )
    (one,) = (*result.exported, *result.left_out)
    return FillReport(
        template,
        one.label,
        one.verdict.approved,
        in_words(one.verdict),
        tuple(result.folder / record.name for record in one.files),
        sum(record.rows for record in one.files),
        one.files[0].remarks if one.files else (),
    )


def _given(template: Path, chosen: FillOptions, *, replace_rows: bool) -> dict[str, str]:
    return {
        "fill": str(template),
        "sheet": chosen.sheet,
        "rows": "replace" if replace_rows else "append",
        "rows_per_file": "" if chosen.rows_per_file is None else str(chosen.rows_per_file),
        "amazon_product_type": chosen.product_type,
        "amazon_theme": chosen.theme,
    }

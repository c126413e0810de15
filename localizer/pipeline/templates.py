"""Fill a workbook downloaded from a marketplace with the products of a launch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from localizer.errors import InputError
from localizer.export.gate import in_words
from localizer.export.remarks import Remark
from localizer.export.templates.recognise import Template, recognise
from localizer.export.templates.workbook import require_for
from localizer.i18n import _
from localizer.jobs import SILENT, Progress
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


def look_at(template_path: Path, sheet: str = "") -> Template:
    """Return what a workbook is. Raises `InputError` for what cannot be filled."""
    return recognise(template_path, sheet)


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
    given = {
        "fill": str(template_path),
        "sheet": chosen.sheet,
        "rows": "replace" if replace_rows else "append",
        "rows_per_file": "" if chosen.rows_per_file is None else str(chosen.rows_per_file),
        "amazon_product_type": chosen.product_type,
        "amazon_theme": chosen.theme,
    }
    result = export(
        store,
        tools,
        out,
        launch=launch,
        targets=[target],
        formats=[FORMAT],
        given=given,
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

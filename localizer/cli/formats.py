"""The command that lists what can be imported, kinds of files and layouts of shop systems, and written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import click

from localizer.cli.options import as_json
from localizer.cli.output import emit
from localizer.export.format import Format
from localizer.export.formats import REGISTRY
from localizer.i18n import N_, _
from localizer.intake.layout import CARRIED, Layout
from localizer.intake.layouts import layouts
from localizer.pipeline.exchange_writing import EXCHANGE_FORMATS

#: Kinds of files, told by their content and not by their name, and what is read of them.
FILES: Final[Mapping[str, str]] = {
    "csv": N_("text in columns, in any encoding, with commas, semicolons or bars between cells"),
    "tsv": N_("text in columns with tabs between cells"),
    "xlsx": N_("workbook of Excel"),
    "xlsb": N_("binary workbook of Excel"),
    "xls": N_("workbook of Excel 97 to 2003"),
    "ods": N_("workbook of LibreOffice and other programs"),
    "json": N_("document with a list of products in it"),
    "jsonl": N_("one product on each line"),
    "xml": N_("product feed"),
}


@click.command("formats")
@as_json
def formats(*, json_: bool) -> int:
    """List the files and the shop systems' layouts that can be imported, and the formats that are written."""
    if json_:
        emit(
            {
                "files": [{"name": name, "what": _(what)} for name, what in FILES.items()],
                "layouts": [_as_json(layout) for layout in layouts()],
                "exports": [_export(one) for one in REGISTRY],
                "for_translators": [
                    {"code": one.code, "name": _(one.name), "what": _(one.what), "file": one.suffix}
                    for one in EXCHANGE_FORMATS
                ],
            }
        )
    else:
        click.echo(_listing())
    return 0


def _as_json(layout: Layout) -> dict[str, Any]:
    return {
        "name": layout.name,
        "label": layout.label,
        "files": list(layout.containers),
        "carries": list(layout.carries),
    }


def _export(one: Format) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": _(one.name),
        "what": _(one.what),
        "group": one.group.value,
        "channels": list(one.channels),
        "markets": list(one.markets),
        "needs": one.needs.value,
        "settings": [{"code": each.code, "what": _(each.what)} for each in one.settings],
    }


def _listing() -> str:
    lines = [_("Files, told by their content:")]
    lines += [f"  {name.upper():<6} {_(what)}" for name, what in FILES.items()]
    lines += ["", _("Layouts that are recognised; in any other table the columns are looked at:")]
    for layout in layouts():
        files = ", ".join(kind.upper() for kind in layout.containers)
        carried = ", ".join(_(CARRIED[what]) for what in layout.carries)
        lines.append(f"  {layout.label} ({files})")
        lines.append(f"    {carried}")
    lines += ["", _("What is written, for `localizer export --format`:")]
    for one in REGISTRY:
        lines += [f"  {one.code} · {_(one.name)}", f"    {_(one.what)}"]
    lines += ["", _("For translators, by the same option; `localizer merge` reads them back:")]
    for sent in EXCHANGE_FORMATS:
        lines += [f"  {sent.code} · {_(sent.name)} ({sent.suffix})", f"    {_(sent.what)}"]
    return "\n".join(lines)

"""The one list of formats. Adding one is one module and one entry here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from localizer.errors import InputError
from localizer.export.channels.json_lines import JsonLinesWriter
from localizer.export.channels.parquet import ParquetWriter
from localizer.export.channels.uploads import UPLOADS
from localizer.export.csv_format import CsvWriter
from localizer.export.format import YES_NO, Format, Group, Need, Setting
from localizer.export.json_format import JsonWriter
from localizer.export.markdown_format import MarkdownWriter
from localizer.export.templates.offered import WORKBOOK
from localizer.export.writer import WriterFactory
from localizer.export.xlsx_format import XlsxWriter
from localizer.i18n import N_, _
from localizer.model.launch import Target

__all__ = [
    "BY_CODE", "DEFAULT_FORMATS", "FILES", "FORMATS", "REGISTRY", "Format", "Group", "Need", "Setting",
    "chosen", "first_of", "for_target",
]  # fmt: skip


#: Every format, in the order they are shown.
REGISTRY: Final = (
    Format(
        "csv",
        N_("CSV"),
        N_("Listings and scripts as tables, for a spreadsheet."),
        (("listings", ".csv"), ("scripts", ".csv")),
        CsvWriter,
        settings=(
            Setting(
                "csv_mark",
                N_(
                    "Begin the file with a byte-order mark, so that Excel shows every script (yes or no)."
                ),
                "yes",
                choices=YES_NO,
            ),
            Setting(
                "codes_as_text",
                N_(
                    "Put an apostrophe before codes a spreadsheet would take for numbers or days (yes or no)."
                ),
                "yes",
                choices=YES_NO,
            ),
        ),
    ),
    Format(
        "xlsx",
        N_("Excel workbook"),
        N_("Listings, prices with their breakdown, and scripts in one workbook."),
        (("", ".xlsx"),),
        XlsxWriter,
    ),
    Format(
        "json",
        N_("JSON"),
        N_("Everything of a target in one document, for a program of your own."),
        (("", ".json"),),
        JsonWriter,
    ),
    Format(
        "md",
        N_("Markdown"),
        N_("The scripts as a text to read from."),
        (("scripts", ".md"),),
        MarkdownWriter,
    ),
    Format(
        "jsonl",
        N_("JSON lines"),
        N_("Everything of a target, a product a line, for a program of your own."),
        (("listings", ".jsonl"),),
        JsonLinesWriter,
        Group.DATA,
    ),
    Format(
        "parquet",
        N_("Parquet"),
        N_("Listings for data tools. Needs the library pyarrow."),
        (("listings", ".parquet"),),
        ParquetWriter,
        Group.DATA,
    ),
    *UPLOADS,
    WORKBOOK,
)
BY_CODE: Final = MappingProxyType({one.code: one for one in REGISTRY})
FORMATS: Final = MappingProxyType[str, WriterFactory]({one.code: one.make for one in REGISTRY})
#: Kind and suffix of every file a target may have, as the formats' writers name them in their parts.
FILES: Final = tuple(file for one in REGISTRY for file in one.files)
DEFAULT_FORMATS: Final = ("csv", "xlsx", "json")


def chosen(names: Iterable[str]) -> dict[str, WriterFactory]:
    """Return the formats called ``names``. Raises `InputError` for one nobody knows, or for none."""
    wanted = dict.fromkeys(names)
    for name in wanted:
        if name not in FORMATS:
            problem = _("There is no format {name}. There are: {known}.")
            raise InputError(problem.format(name=name, known=", ".join(FORMATS)))
    if not wanted:
        raise InputError(_("Choose at least one format: {known}.").format(known=", ".join(FORMATS)))
    return {name: FORMATS[name] for name in wanted}


def for_target(factories: Mapping[str, WriterFactory], target: Target) -> dict[str, WriterFactory]:
    """Return those of ``factories`` that are for the channel of ``target``."""
    return {
        name: make
        for name, make in factories.items()
        if name not in BY_CODE or BY_CODE[name].is_for(target.channel, target.market)
    }


def first_of(kind: str, suffix: str) -> str:
    """Return the kind of the first file that one goes on from: ``ebay`` for ``ebay-2``; empty for none."""
    stem, dash, number = kind.rpartition("-")
    return stem if dash and number.isdecimal() and (stem, suffix) in _NUMBERED else ""


_NUMBERED: Final = frozenset(file for one in REGISTRY if one.numbered for file in one.files)

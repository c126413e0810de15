"""The one list of formats. Adding one is one module and one line here."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from localizer.errors import InputError
from localizer.export.csv_format import CsvWriter
from localizer.export.json_format import JsonWriter
from localizer.export.markdown_format import MarkdownWriter
from localizer.export.writer import WriterFactory
from localizer.export.xlsx_format import XlsxWriter
from localizer.i18n import _

FORMATS: Final = MappingProxyType[str, WriterFactory](
    {"csv": CsvWriter, "xlsx": XlsxWriter, "json": JsonWriter, "md": MarkdownWriter}
)
#: Kind and suffix of every file a target may have, as the formats' writers name them in their parts.
FILES: Final = (
    ("listings", ".csv"),
    ("scripts", ".csv"),
    ("", ".xlsx"),
    ("", ".json"),
    ("scripts", ".md"),
)
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

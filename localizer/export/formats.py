"""The one list of formats. Adding one is one module and one entry here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from localizer.errors import InputError
from localizer.export.csv_format import CsvWriter
from localizer.export.json_format import JsonWriter
from localizer.export.markdown_format import MarkdownWriter
from localizer.export.writer import WriterFactory
from localizer.export.xlsx_format import XlsxWriter
from localizer.i18n import N_, _
from localizer.model.launch import Target


class Group(StrEnum):
    """Whom a format is for: people and their own programs, or the channel that takes the file."""

    OVERVIEW = "overview"
    UPLOAD = "upload"


class Need(StrEnum):
    """What a format needs before it can be written."""

    NOTHING = "nothing"
    #: A file the seller exported from the shop, given as the setting ``fill``.
    EXPORTED_FILE = "exported_file"
    #: A workbook the seller downloaded from the channel.
    TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class Setting:
    """Something a person may fill in for a format; ``what`` is a msgid, ``example`` shows the form.

    A ``path`` names a file. ``needed`` tells that the channel takes nothing without it.
    """

    code: str
    what: str
    example: str = ""
    needed: bool = False
    path: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its code, its name and what it is for (msgids), and the kinds of files it writes.

    ``files`` has the kind and suffix of each `Part`; where ``numbered`` is set a kind may go on as
    ``kind-2``. ``channels`` are the codes of the channels it is for, empty for all. ``settings`` are asked
    of a person; what is left blank is left out of the file and told.
    """

    code: str
    name: str
    what: str
    files: tuple[tuple[str, str], ...]
    make: WriterFactory
    group: Group = Group.OVERVIEW
    channels: tuple[str, ...] = ()
    needs: Need = Need.NOTHING
    settings: tuple[Setting, ...] = ()
    numbered: bool = False

    def is_for(self, channel: str) -> bool:
        """Tell whether the format is for the channel with this code."""
        return not self.channels or channel in self.channels


#: Every format, in the order they are shown.
REGISTRY: Final = (
    Format(
        "csv",
        N_("CSV"),
        N_("Listings and scripts as tables, for a spreadsheet."),
        (("listings", ".csv"), ("scripts", ".csv")),
        CsvWriter,
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
        if name not in BY_CODE or BY_CODE[name].is_for(target.channel)
    }


def is_of(kind: str, suffix: str) -> bool:
    """Tell whether a file of this kind and suffix may be written by a format, numbered ones included."""
    stem, dash, number = kind.rpartition("-")
    if dash and number.isdecimal() and (stem, suffix) in _NUMBERED:
        return True
    return (kind, suffix) in FILES


_NUMBERED: Final = frozenset(file for one in REGISTRY if one.numbered for file in one.files)

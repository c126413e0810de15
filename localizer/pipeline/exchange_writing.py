"""Texts for translators as one file by itself: XLIFF of any version, a workbook, CSV, PO, TMX, TBX."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from localizer.catalog import launches
from localizer.errors import InputError, OutputError
from localizer.exchange.po import write_po
from localizer.exchange.tables_csv import write_csv
from localizer.exchange.tables_xlsx import write_xlsx
from localizer.exchange.xliff.words import Version
from localizer.exchange.xliff.writing import write_xliff
from localizer.export.files import safe_name
from localizer.i18n import N_, _, closest_language
from localizer.jobs import SILENT, Progress
from localizer.model.exchange import ExchangeHead, Unit
from localizer.model.launch import Target
from localizer.model.segment import State
from localizer.pipeline.exchange import units_of
from localizer.pipeline.packages_material import excerpt
from localizer.pipeline.term_exchange import export_terms_for
from localizer.pipeline.tools import Tools
from localizer.store.database import Reader, Store
from localizer.translate.tmx import write_tmx


@dataclass(frozen=True, slots=True)
class ExchangeFormat:
    """A format for translators: its code, the ending of its files, its name and what it is for (msgids)."""

    code: str
    suffix: str
    name: str
    what: str


_XLIFF: Final = {f"xliff-{version.value}": version for version in Version}
#: Every format, in the order they are shown.
EXCHANGE_FORMATS: Final = (
    ExchangeFormat(
        "xliff-2.1",
        ".xlf",
        N_("XLIFF 2.1"),
        N_("For today's translation tools: texts with limits, notes, matches and terms."),
    ),
    ExchangeFormat("xliff-2.0", ".xlf", N_("XLIFF 2.0"), N_("For tools that know no newer one.")),
    ExchangeFormat("xliff-2.2", ".xlf", N_("XLIFF 2.2"), N_("For tools that know the newest one.")),
    ExchangeFormat(
        "xliff-1.2", ".xlf", N_("XLIFF 1.2"), N_("For nearly every tool, old ones included.")
    ),
    ExchangeFormat(
        "bilingual-xlsx",
        ".xlsx",
        N_("Bilingual workbook"),
        N_("Source and translation side by side, for who works in a spreadsheet."),
    ),
    ExchangeFormat(
        "bilingual-csv", ".csv", N_("Bilingual CSV"), N_("The same as a table of plain text.")
    ),
    ExchangeFormat(
        "po", ".po", N_("PO"), N_("For Poedit and other tools of software translators.")
    ),
    ExchangeFormat(
        "tmx", ".tmx", N_("TMX"), N_("What the memory has for these texts, for another tool's.")
    ),
    ExchangeFormat("tbx", ".tbx", N_("TBX"), N_("The terms that occur in these texts.")),
)
_BY_CODE: Final = {one.code: one for one in EXCHANGE_FORMATS}
CODES: Final = frozenset(_BY_CODE)


@dataclass(frozen=True, slots=True)
class ExchangeFile:
    """A file that was written; ``left_out`` are ids of texts it cannot hold."""

    path: Path
    format: str
    entries: int
    left_out: tuple[str, ...] = ()


def write_exchange(  # noqa: PLR0913 - each is a choice of the person
    store: Store,
    tools: Tools,
    where: Target | str,
    folder: Path,
    code: str,
    *,
    launch: str | None = None,
    states: Collection[State] | None = None,
    matches: bool = False,
    progress: Progress = SILENT,
) -> ExchangeFile:
    """Write the texts of a launch on a target, or in a locale, into a file of their own in ``folder``.

    ``states`` are those of the texts wanted, all where it is ``None``; with ``matches`` each text of an XLIFF
    brings what the memories have for it. Raises `InputError` for an unknown format or a language the launch
    does not sell in, `OutputError`.
    """
    made = _BY_CODE.get(code)
    if made is None:
        problem = _("There is no format {name}. There are: {known}.")
        raise InputError(problem.format(name=code, known=", ".join(_BY_CODE)))
    reader = store.read()
    found = launches.find(reader, launch)
    tools.packs.require(found.targets)
    head, units = units_of(store, tools, where, launch=found.name, states=states, matches=matches)
    label = tools.packs.label(where) if isinstance(where, Target) else where
    kind = "bilingual" if code.startswith("bilingual") else code
    same = f".{kind}" == made.suffix
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = _("{file} cannot be written: {reason}")
        raise OutputError(problem.format(file=folder, reason=error.strerror or error)) from error
    path = folder / f"{safe_name(label)}{'' if same else f'.{kind}'}{made.suffix}"
    if code in {"tmx", "tbx"}:
        texts = tuple(units)
        write = _write_memory if code == "tmx" else _write_terms
        return ExchangeFile(path, code, write(reader, tools, path, head, texts))
    language = closest_language(head.target_locale)
    if code in _XLIFF:
        version = _XLIFF[code]
        written = write_xliff(path, head, units, version=version, progress=progress)
    else:
        written = _TABLES[code](path, head, units, language=language, progress=progress)
    return ExchangeFile(path, code, written.units, written.left_out)


_TABLES: Final = {"bilingual-xlsx": write_xlsx, "bilingual-csv": write_csv, "po": write_po}


def _write_memory(
    reader: Reader, _tools: Tools, path: Path, head: ExchangeHead, texts: Sequence[Unit]
) -> int:
    pairs = excerpt(reader, texts, head.source_locale, head.target_locale)
    return write_tmx(path, pairs, source_locale=head.source_locale)


def _write_terms(
    reader: Reader, tools: Tools, path: Path, head: ExchangeHead, texts: Sequence[Unit]
) -> int:
    said = (one.source for one in texts)
    return export_terms_for(reader, tools, path, head.target_locale, said)

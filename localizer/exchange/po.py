"""Writing PO files: one entry a unit, known by ``msgctxt``, drafts fuzzy, context in extracted comments.

Format: GNU gettext manual, "The Format of PO Files", checked 2026-11-23.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from localizer import __version__
from localizer.exchange.tables import Written, base_text, field_word, terms_text
from localizer.exchange.tables_notes import notes_text
from localizer.exchange.whole import put_in_place
from localizer.i18n import in_language
from localizer.jobs import SILENT, Progress
from localizer.model.channel import LengthUnit
from localizer.model.exchange import ExchangeHead, Unit
from localizer.model.segment import State

#: The extracted comment that is read back: what went out.
BASE: Final = "base: "
SOURCE_HEADER: Final = "X-Source-Language"
PACKAGE_HEADER: Final = "X-Localizer-Package"
DATE: Final = "%Y-%m-%d %H:%M%z"
_ESCAPES: Final = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\t": r"\t", "\r": r"\r"})
_LIMIT_UNITS: Final = {
    LengthUnit.CHARS: "characters",
    LengthUnit.UTF8_BYTES: "bytes",
    LengthUnit.WEIGHTED: "wide ones count 2",
}
_TOLD_EVERY: Final = 500


def write_po(
    path: Path,
    head: ExchangeHead,
    units: Iterable[Unit],
    *,
    language: str,
    progress: Progress = SILENT,
    total: int = 0,
) -> Written:
    """Write a PO file with comments in ``language`` (of the program). Raises `OutputError`."""
    number = 0
    with (
        put_in_place(path) as file,
        file.open("w", encoding="utf-8", newline="\n") as stream,
    ):
        stream.writelines(_header(head))
        for unit in units:
            if number % _TOLD_EVERY == 0:
                progress.step(min(number, total), total)
            stream.writelines(_entry(unit, language))
            number += 1
    return Written(number)


def _header(head: ExchangeHead) -> Iterator[str]:
    fields = {
        "Project-Id-Version": head.launch or "Localizer",
        "POT-Creation-Date": _moment(head.made_at),
        "Language": head.target_locale.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Generator": f"Localizer {__version__}",
        SOURCE_HEADER: head.source_locale,
        PACKAGE_HEADER: head.package_id,
    }
    text = "".join(f"{name}: {_one_line(value)}\n" for name, value in fields.items() if value)
    yield from _string("msgid", "")
    yield from _string("msgstr", text)


def _entry(unit: Unit, language: str) -> Iterator[str]:
    yield "\n"
    yield from _comment("# ", notes_text(unit.notes))
    for text in _context(unit, language):
        yield from _comment("#. ", text)
    yield f"#. {BASE}{base_text(unit)}\n"
    if unit.target and unit.state in (State.DRAFT, State.SENT_BACK):
        yield "#, fuzzy\n"
    if unit.previous_source:
        yield from _string("msgid", unit.previous_source, before="#| ")
    yield from _string("msgctxt", unit.id)
    yield from _string("msgid", unit.source)
    yield from _string("msgstr", unit.target or "")


def _context(unit: Unit, language: str) -> Iterator[str]:
    """Yield what tells a translator where a text stands and how long it may be."""
    if unit.product or unit.product_key:
        yield f"{in_language(language, 'Product')}: {unit.product or unit.product_key}"
    if unit.field is not None:
        yield f"{in_language(language, 'Field')}: {field_word(unit, language)}"
    if unit.limit is not None:
        said = in_language(language, _LIMIT_UNITS[unit.limit.unit])
        yield f"{in_language(language, 'Limit')}: {unit.limit.maximum} {said}"
    if unit.terms:
        yield f"{in_language(language, 'Terms')}: {terms_text(unit)}"


def _comment(mark: str, text: str) -> Iterator[str]:
    if text:
        plain = text.replace("\r\n", "\n").replace("\r", " ")
        yield from (f"{mark}{line}".rstrip(" ") + "\n" for line in plain.split("\n"))


def _string(keyword: str, text: str, *, before: str = "") -> Iterator[str]:
    lines = text.split("\n")
    pieces = [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    if len(pieces) <= 1:
        yield f'{before}{keyword} "{text.translate(_ESCAPES)}"\n'
        return
    yield f'{before}{keyword} ""\n'
    yield from (f'{before}"{piece.translate(_ESCAPES)}"\n' for piece in pieces)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _moment(text: str) -> str:
    """Return an ISO 8601 moment with its zone as PO writes it; empty for anything else."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return ""
    return moment.strftime(DATE) if moment.tzinfo is not None else ""

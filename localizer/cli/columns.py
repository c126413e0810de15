"""What the columns of a file mean, said and shown on the command line."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import click

from localizer.errors import ColumnsUnknownError
from localizer.i18n import _, ngettext, pgettext
from localizer.intake.guessing import ColumnGuess
from localizer.intake.headers import TITLE, column_of, label_of
from localizer.intake.mapping import FACT, is_role
from localizer.intake.opening import kept_as_facts
from localizer.intake.preview import NAMED_FIELDS, Preview
from localizer.intake.understanding import Understood
from localizer.model.text_width import width

#: Columns of a terminal given to a header and to the cells under it.
_HEADER_WIDTH: Final = 24
_CELLS_WIDTH: Final = 40
_DELIMITERS: Final = {"\t": "TAB", ",": ",", ";": ";", "|": "|"}
_QUOTE: Final = '"'


def column_map(text: str | None) -> dict[str, str] | None:
    """Read ``sku=货号,title=标题`` into header → column; ``货号=sku`` means the same.

    A header with a comma stands in quotation marks: ``title="Name, long"``. ``#3`` is the third column.
    Raises `click.BadParameter` (exit 2) for anything else.
    """
    if text is None:
        return None
    found: dict[str, str] = {}
    for pair in _parts(text):
        header, role = _pair(pair)
        if header in found or (role in found.values() and role == TITLE):
            raise click.BadParameter(
                _("--map says two things of “{name}”.").format(
                    name=header if header in found else role
                )
            )
        found[header] = role
    return found


def _parts(text: str) -> Iterator[str]:
    """Yield what stands between commas outside quotation marks."""
    part: list[str] = []
    quoted = False
    for char in text:
        quoted ^= char == _QUOTE
        if char == "," and not quoted:
            yield "".join(part)
            part = []
        else:
            part.append(char)
    if quoted:
        raise click.BadParameter(_("A quotation mark in --map is never closed."))
    yield "".join(part)


def _pair(text: str) -> tuple[str, str]:
    """Return header and column; the column may stand on either side of the sign."""
    whole = _unquoted(text)
    left, mark, right = (_unquoted(side) for side in whole.partition("="))
    if mark and left and right:
        front, _sign, last = (_unquoted(side) for side in whole.rpartition("="))
        if not is_role(left) and is_role(last):
            return front, last
        return right, _role(left)
    raise click.BadParameter(_("Write --map as column=header, separated by commas."))


def _role(name: str) -> str:
    """Return the column a person names: by its own name, or as it may stand in a file (标题, price)."""
    found = None if is_role(name) else column_of(name)
    return found[0] if found is not None else name


def _unquoted(text: str) -> str:
    plain = text.strip()
    if len(plain) > 1 and plain[0] == plain[-1] == _QUOTE:
        return plain[1:-1].replace(_QUOTE * 2, _QUOTE)
    return plain


def written(columns: Mapping[str, str]) -> str:
    """Return ``columns`` (header to column) as `column_map` reads them."""
    return ",".join(
        f"{role}={_quoted(header)}" if _QUOTE in header or "," in header else f"{role}={header}"
        for header, role in columns.items()
    )


def _quoted(header: str) -> str:
    return _QUOTE + header.replace(_QUOTE, _QUOTE * 2) + _QUOTE


def how_to_map(error: ColumnsUnknownError) -> str:
    """Return the ``--map`` to give, with what is proposed, or with the first header where nothing is."""
    titles = [header for header, role in error.suggested.items() if role == TITLE]
    if titles:
        return _("If “{column}” is the title, add: {option}").format(
            column=titles[0], option=_option({titles[0]: TITLE})
        )
    example = next((header for header in error.headers if header), "#1")
    return _(
        "Say which column is the title, for example with {option}. “#3” means the third column."
    ).format(option=_option({example: TITLE}))


def _option(columns: Mapping[str, str]) -> str:
    return f"--map {shlex.quote(written(columns))}"


def preview_text(preview: Preview) -> str:
    """Return what a file would be read as."""
    lines = [*_file_lines(preview), "", *guess_lines(preview.own_guesses)]
    if facts := ", ".join(guess.header for guess in preview.own_guesses if guess.is_own_fact):
        lines.append(kept_as_facts(facts))
    own = preview.own_headers
    understood = [one for one in preview.understood if one.index < len(own)]
    if understood:
        lines += ["", _("Read as:")]
        lines += [
            f"  {_cut(own[item.index], _HEADER_WIDTH)}: {_cut(item.text, _CELLS_WIDTH)} → "
            f"{_one_line(item.meaning)}{_row_of(item)}"
            for item in understood
        ]
    if preview.problem:
        lines += ["", preview.problem]
    return "\n".join(lines)


def _file_lines(preview: Preview) -> Iterator[str]:
    kind = preview.format.upper()
    yield f"{preview.file.name}: " + ", ".join(part for part in (kind, preview.layout) if part)
    if preview.encoding:
        yield _("Encoding {encoding}, columns apart by {delimiter}").format(
            encoding=preview.encoding.upper(),
            delimiter=_DELIMITERS.get(preview.delimiter, preview.delimiter),
        )
    if any(preview.sheets):
        yield _("Sheet “{sheet}” of: {sheets}").format(
            sheet=preview.sheet, sheets=", ".join(preview.sheets)
        )
    if preview.format not in NAMED_FIELDS:
        yield _("Headers in row {row}").format(row=preview.header_row)
    rows = (
        ngettext("{n} row", "{n} rows", preview.estimate)
        if preview.counted
        else ngettext("about {n} row", "about {n} rows", preview.estimate)
    )
    yield rows.format(n=preview.estimate)
    stated, assumed = _("stated"), _("assumed")
    yield _("Language {locale} ({how_locale}), currency {currency} ({how_currency})").format(
        locale=preview.locale,
        how_locale=stated if preview.locale_stated else assumed,
        currency=preview.currency,
        how_currency=stated if preview.currency_stated else assumed,
    )
    comma = preview.mark == ","
    yield _("The decimal mark is a comma.") if comma else _("The decimal mark is a point.")


def guess_lines(guesses: Iterable[ColumnGuess]) -> Iterator[str]:
    """Yield a table of the columns: place, header, meaning, how sure, why, and the first cells."""
    words = {
        "sure": pgettext("confidence", "sure"),
        "likely": pgettext("confidence", "likely"),
        "unsure": pgettext("confidence", "unsure"),
    }
    rows = [
        (
            f"#{guess.index + 1}",
            _cut(guess.header, _HEADER_WIDTH),
            _meaning(guess),
            _("kept as a fact") if guess.is_own_fact else words[guess.confidence],
            _(guess.why),
            _cut(" | ".join(guess.samples), _CELLS_WIDTH),
        )
        for guess in guesses
    ]
    headers = ("", _("header"), _("column"), _("how sure"), _("why"), _("cells"))
    sizes = [max(width(row[i]) for row in (headers, *rows)) for i in range(len(headers))]
    for row in (headers, *rows):
        cells = (cell + " " * (size - width(cell)) for cell, size in zip(row, sizes, strict=True))
        yield "  ".join(cells).rstrip()


def _meaning(guess: ColumnGuess) -> str:
    """Return what a column is taken for; a fact by the name it is kept under."""
    if guess.label:
        return _(guess.label)
    if guess.role == FACT:
        return _("fact “{name}”").format(name=_cut(guess.header, _HEADER_WIDTH))
    return _(label_of(guess.role))


def _row_of(item: Understood) -> str:
    return "" if item.ok else " " + _("(row {row})").format(row=item.row)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _cut(text: str, columns: int) -> str:
    """Return ``text`` on one line and no wider than ``columns`` of a terminal."""
    plain = _one_line(text)
    if width(plain) <= columns:
        return plain
    kept = plain[:columns]
    while width(kept) > columns - 1:
        kept = kept[:-1]
    return kept + "…"


def plain_preview(preview: Preview) -> dict[str, object]:
    """Return a preview for JSON; ``map`` is the ``--map`` that confirms what is sure or likely."""
    keys = ("format", "layout", "sheet", "sheets", "encoding", "delimiter", "header_row", "headers")
    told: dict[str, object] = {key: getattr(preview, key) for key in keys}
    return {
        "file": Path(preview.file).name,
        **told,
        "columns": [
            {
                "place": guess.index + 1,
                "header": guess.header,
                "role": guess.role,
                "confidence": guess.confidence,
                "why": _(guess.why),
                "samples": guess.samples,
            }
            for guess in preview.own_guesses
        ],
        "estimate": preview.estimate,
        "counted": preview.counted,
        "rows": [{"row": number, "cells": cells} for number, cells in preview.rows],
        "understood": preview.understood,
        "language": {"locale": preview.locale, "stated": preview.locale_stated},
        "currency": {"code": preview.currency, "stated": preview.currency_stated},
        "decimal_mark": preview.mark,
        "map": written(preview.column_map),
        "problem": preview.problem,
    }

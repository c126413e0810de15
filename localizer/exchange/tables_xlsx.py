"""The bilingual workbook: a sheet in which only translation, state and comments can be changed."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.exceptions import (  # type: ignore[import-untyped]
    FileCreateError,
    XlsxWriterException,
)
from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

from localizer.errors import OutputError
from localizer.exchange.tables import Column, Written, cells, header, length, state_word
from localizer.exchange.whole import put_in_place
from localizer.i18n import N_, _, in_language
from localizer.jobs import SILENT, Progress
from localizer.model.channel import LengthUnit
from localizer.model.exchange import ExchangeHead, Unit
from localizer.model.segment import State

#: Rows and characters of a cell a worksheet can hold (Microsoft, "Excel specifications and limits",
#: checked 2026-11-21).
MAX_ROWS: Final = 1_048_576
CELL_LIMIT: Final = 32_767
#: XML has no place for these, in any form.
_NOT_XML: Final = re.compile("[\ufffe\uffff]")
_WIDTHS: Final = {
    Column.ID: 12, Column.PRODUCT: 24, Column.FIELD: 16, Column.SOURCE: 48, Column.TARGET: 48,
    Column.STATE: 14, Column.LIMIT: 14, Column.LENGTH: 9, Column.COMMENT: 32, Column.PREVIOUS: 32,
    Column.TERMS: 28, Column.BASE: 12,
}  # fmt: skip
_OPEN: Final = (Column.TARGET, Column.STATE, Column.COMMENT)
_PLACES: Final = {column: place for place, column in enumerate(Column)}
#: How a limit shows its unit; ``n`` stands for the number.
_UNITS: Final = {
    LengthUnit.CHARS: N_("characters"),
    LengthUnit.UTF8_BYTES: N_("bytes"),
    LengthUnit.WEIGHTED: N_("wide ones count 2"),
}
_TOLD_EVERY: Final = 500
#: The moment every workbook is from: the same units give the same bytes.
_MADE: Final = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def write_xlsx(
    path: Path,
    head: ExchangeHead,
    units: Iterable[Unit],
    *,
    language: str,
    progress: Progress = SILENT,
    total: int = 0,
) -> Written:
    """Write a workbook for who reads ``language`` (of the program); memory does not grow with the units.

    A unit with a text longer than a cell is left out and told, never cut. Raises `OutputError`.
    """
    with put_in_place(path) as file:
        sheet = _Sheet(file, head, language)
        try:
            for number, unit in enumerate(units):
                if number % _TOLD_EVERY == 0:
                    progress.step(min(number, total), total)
                sheet.write(unit)
            sheet.close()
        except BaseException:
            sheet.abort()
            raise
    return Written(sheet.rows, tuple(sheet.left_out))


class _Sheet:
    """The one sheet of the workbook."""

    def __init__(self, path: Path, head: ExchangeHead, language: str) -> None:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book = xlsxwriter.Workbook(str(path), options)
        self._book.set_properties({"title": head.launch, "created": _MADE})
        self._sheet = self._book.add_worksheet("Texts")
        self._language = language
        self._make_formats()
        self.rows = 0
        self.left_out: list[str] = []
        for column, place in _PLACES.items():
            hidden = {"hidden": True} if column is Column.BASE else {}
            self._sheet.set_column(place, place, _WIDTHS[column], None, hidden)
            self._sheet.write_string(0, place, header(column, head, language), self._head)
        self._sheet.freeze_panes(1, _PLACES[Column.PRODUCT] + 1)

    def _make_formats(self) -> None:
        wrapped = {"text_wrap": True, "valign": "top", "num_format": "@"}
        add = self._book.add_format
        self._head = add({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._closed = add({**wrapped, "font_color": "#404040", "bg_color": "#F4F4F2"})
        self._open = add({**wrapped, "locked": False})
        self._count = add({"valign": "top", "num_format": "0"})
        self._over = add({"bold": True, "font_color": "#9C1C1C", "bg_color": "#FBE3E1"})
        self._limits: dict[LengthUnit, Any] = {}
        for unit, word in _UNITS.items():
            said = in_language(self._language, word).replace('"', "")
            self._limits[unit] = add({"valign": "top", "num_format": f'0" {said}"'})

    def write(self, unit: Unit) -> None:
        """Write the row of a unit."""
        if self.rows + 1 >= MAX_ROWS:
            problem = _("A worksheet has room for {n} texts only. Send fewer at a time, or XLIFF.")
            raise OutputError(problem.format(n=MAX_ROWS - 1))
        texts = cells(unit, self._language)
        if any(_units(text) > CELL_LIMIT for text in texts.values()):
            self.left_out.append(unit.id)
            return
        self.rows += 1
        for column, text in texts.items():
            shown = self._open if column in _OPEN and not unit.locked else self._closed
            self._text(_PLACES[column], text, shown)
        self._write_length(unit)

    def _text(self, place: int, text: str, shown: Any) -> None:  # noqa: ANN401 - untyped library
        if text:
            self._sheet.write_string(self.rows, place, _NOT_XML.sub("", text), shown)
        else:
            self._sheet.write_blank(self.rows, place, None, shown)

    def _write_length(self, unit: Unit) -> None:
        limit, place = unit.limit, _PLACES[Column.LENGTH]
        if limit is not None:
            shown = self._limits[limit.unit]
            self._sheet.write_number(self.rows, _PLACES[Column.LIMIT], limit.maximum, shown)
        number = length(unit.target or "", limit)
        if limit is None or limit.unit is LengthUnit.CHARS:
            # A spreadsheet counts an emoji as two, the channels as one: never too long by mistake.
            cell = f"{xl_col_to_name(_PLACES[Column.TARGET])}{self.rows + 1}"
            self._sheet.write_formula(self.rows, place, f"=LEN({cell})", self._count, number)
        else:
            self._sheet.write_number(self.rows, place, number, self._count)

    def close(self) -> None:
        """Finish the sheet: what may be changed, what is too long, how it is printed."""
        last = max(self.rows, 1)
        states = [state_word(state, self._language) for state in State]
        place = _PLACES[Column.STATE]
        self._sheet.data_validation(1, place, last, place, {"validate": "list", "source": states})
        long, most = (xl_col_to_name(_PLACES[one]) for one in (Column.LENGTH, Column.LIMIT))
        rule = {
            "type": "formula",
            "criteria": f'=AND(${most}2<>"",${long}2>${most}2)',
            "format": self._over,
        }
        place = _PLACES[Column.LENGTH]
        self._sheet.conditional_format(1, place, last, place, rule)
        self._sheet.autofilter(0, 0, last, len(_PLACES) - 1)
        allowed = ("format_cells", "format_columns", "format_rows", "sort", "autofilter")
        self._sheet.protect("", dict.fromkeys(allowed, True))
        self._sheet.set_landscape()
        self._sheet.repeat_rows(0)
        try:
            self._book.close()
        except FileCreateError as error:
            cause = error.args[0] if error.args else None
            raise cause if isinstance(cause, OSError) else OSError(str(error)) from error

    def abort(self) -> None:
        """Close the temporary files of the workbook."""
        with contextlib.suppress(OSError, XlsxWriterException):
            self._book.close()


def _units(text: str) -> int:
    """Return how many UTF-16 units a text has, as worksheets count."""
    return len(text) + sum(one > "\uffff" for one in text)

"""Cells that a spreadsheet would calculate or take for a number: an apostrophe in front, and the way back."""

from __future__ import annotations

import re
from typing import Final

#: Spreadsheets read a cell that begins so as a formula (OWASP, "CSV Injection", checked 2026-11-21); the
#: full-width signs count where the input method is Chinese or Japanese. A text that begins with such a cell
#: made harmless gets one more apostrophe, so that the way back is exact.
_FORMULA: Final = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_MADE_HARMLESS: Final = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?", re.ASCII)

#: What spreadsheets take for a number or a day and show as another text: zeros in front, more digits than are
#: shown (12, of which 15 are kept; "Excel specifications and limits", checked 2026-11-24), an exponent
#: (``2E10``), a day (``3-6``, ``1/2``).
_LOSES: Final = re.compile(
    r"0[0-9]+|[0-9]{12,}|[0-9]+(?:\.[0-9]+)?[eE][0-9]+|[0-9]{1,4}[-/][0-9]{1,2}(?:[-/][0-9]{1,4})?",
    re.ASCII,
)


def neutral(text: str) -> str:
    """Return ``text`` so that no spreadsheet calculates it: an apostrophe before a formula."""
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def restored(text: str) -> str:
    """Return the text that `neutral` made ``text`` of."""
    return text[1:] if _MADE_HARMLESS.match(text) else text


def would_change(text: str) -> bool:
    """Tell whether a spreadsheet takes ``text`` for a number or a day and shows something else."""
    return _LOSES.fullmatch(text) is not None

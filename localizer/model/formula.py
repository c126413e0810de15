"""Cells that a spreadsheet would calculate: an apostrophe before them, and the way back."""

from __future__ import annotations

import re
from typing import Final

#: Spreadsheets read a cell that begins so as a formula (OWASP, "CSV Injection", checked 2026-11-21); the
#: full-width signs count where the input method is Chinese or Japanese. A text that begins with such a cell
#: made harmless gets one more apostrophe, so that the way back is exact.
_FORMULA: Final = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_MADE_HARMLESS: Final = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?", re.ASCII)


def neutral(text: str) -> str:
    """Return ``text`` so that no spreadsheet calculates it: an apostrophe before a formula."""
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def restored(text: str) -> str:
    """Return the text that `neutral` made ``text`` of."""
    return text[1:] if _MADE_HARMLESS.match(text) else text

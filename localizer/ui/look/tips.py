"""What tooltips say, written as it is: Qt takes what looks like HTML for HTML.

It would read the pictures a text names, on Windows from other machines too.
"""

from __future__ import annotations

import html
from typing import Final

from PySide6.QtGui import Qt

#: Longer texts are cut.
TIP: Final = 1500


def tip(text: str) -> str:
    """Return ``text`` for a tooltip that wraps and shows a seller's markup as it is written."""
    if not text:
        return ""
    short = text if len(text) <= TIP else text[:TIP] + "…"
    return f'<p style="white-space: pre-wrap">{html.escape(short)}</p>'


def literal(text: str) -> str:
    """Return ``text`` as it is, or as `tip` writes it where Qt would take it for HTML."""
    return tip(text) if Qt.mightBeRichText(text) else text

"""Texts and attributes as XML writes them: units go out as strings, ten times as quick as element by element.

What XML cannot hold (XML 1.0, production 2, "Char") is no part of these strings: contents of listings have
codes for it (see `inline`), everything else goes without.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

#: Characters XML holds, for a class of a regular expression; without ``<`` and ``>`` in `HELD_INSIDE`.
HELD: Final = "\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
HELD_INSIDE: Final = "\t\n\r\x20-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
_NOT_HELD: Final = re.compile(f"[^{HELD}]+")
_IN_TEXT: Final = re.compile(f"[&<>\r]|[^{HELD}]")
_IN_ATTRIBUTE: Final = re.compile(f'[&<>"\r\n\t]|[^{HELD}]')
_SIGNS: Final = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\r": "&#13;",
    "\n": "&#10;",
    "\t": "&#9;",
}


def held(text: str) -> str:
    """Return ``text`` without what XML cannot hold."""
    return _NOT_HELD.sub("", text)


def escaped(text: str) -> str:
    """Return a text as it stands in an element."""
    return _IN_TEXT.sub(_sign, text) if _IN_TEXT.search(text) else text


def quoted(text: str) -> str:
    """Return a text as it stands in an attribute between double quotes."""
    return _IN_ATTRIBUTE.sub(_sign, text) if _IN_ATTRIBUTE.search(text) else text


def _sign(found: re.Match[str]) -> str:
    return _SIGNS.get(found[0], "")


def attributes(said: Mapping[str, str]) -> str:
    """Return attributes with the space before them; those without a value are left out."""
    return "".join(f' {name}="{quoted(text)}"' for name, text in said.items() if text)


def element(name: str, text: str, said: Mapping[str, str] | None = None) -> str:
    """Return an element that holds only text that is no content of a listing."""
    return f"<{name}{attributes(said or {})}>{escaped(text)}</{name}>"

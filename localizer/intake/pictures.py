"""Picture names and addresses in cells. Nothing is fetched or opened here."""

from __future__ import annotations

import re
from typing import Final

MAX_CHARS: Final = 2048
_BREAKS: Final = re.compile(r"[\n;|；]+")
#: A comma may be part of an address; it separates only before another address, or where there is none.
_COMMA_IN_ADDRESSES: Final = re.compile(r"\s*[,，]\s*(?=https?://)", re.IGNORECASE)
_ANY_BREAK: Final = re.compile(r"[\n;|；,，\s]")
_COMMA: Final = re.compile(r"\s*[,，]\s*")


def split_images(cell: str) -> tuple[str, ...]:
    """Return the pictures named in one cell, in order, each once."""
    if _ANY_BREAK.search(cell) is None:
        return (cell,) if cell and len(cell) <= MAX_CHARS else ()
    comma = _COMMA_IN_ADDRESSES if "://" in cell else _COMMA
    names = (name.strip() for part in _BREAKS.split(cell) for name in comma.split(part))
    return tuple(dict.fromkeys(name for name in names if name and len(name) <= MAX_CHARS))


def split_each(cells: list[str]) -> list[str]:
    """Return the pictures named in ``cells``, none of them blank, in order."""
    if _ANY_BREAK.search("".join(cells)) is None and max(map(len, cells)) <= MAX_CHARS:
        return cells
    return [name for cell in cells for name in split_images(cell)]

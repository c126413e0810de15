"""Picture names and addresses in cells. Nothing is fetched or opened here."""

from __future__ import annotations

import re
from typing import Final

MAX_CHARS: Final = 2048
_BREAKS: Final = re.compile(r"[\n;|；]+")
#: A comma may be part of an address; it separates only before another address, or where there is none.
_COMMA_IN_ADDRESSES: Final = re.compile(r"\s*[,，]\s*(?=https?://)", re.IGNORECASE)
_COMMA: Final = re.compile(r"\s*[,，]\s*")


def split_images(cell: str) -> tuple[str, ...]:
    """Return the pictures named in one cell, in order, each once."""
    comma = _COMMA_IN_ADDRESSES if "://" in cell else _COMMA
    names = (name.strip() for part in _BREAKS.split(cell) for name in comma.split(part))
    return tuple(dict.fromkeys(name for name in names if name and len(name) <= MAX_CHARS))

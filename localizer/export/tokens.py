"""Put the values of today into the tokens (``{price}``) of a text that leaves the program."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from localizer.model.token import TOKEN

#: How a token without a value is shown, so that nobody takes it for a price.
MISSING_OPEN: Final = "⟦"
MISSING_CLOSE: Final = "⟧"


def has_token(text: str) -> bool:
    """Tell whether ``text`` holds any token."""
    return TOKEN.search(text) is not None


def render(text: str, values: Mapping[str, str]) -> str:
    """Return ``text`` with every token replaced; one without a value becomes ``⟦name⟧``."""

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        return values.get(name) or f"{MISSING_OPEN}{name}{MISSING_CLOSE}"

    return TOKEN.sub(value, text)


def without_value(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the tokens in ``text`` that have no value, each once."""
    names = dict.fromkeys(TOKEN.findall(text))
    return tuple(name for name in names if not values.get(name))

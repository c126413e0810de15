"""Put amounts into the tokens of a stored line when it is shown or exported."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from localizer.model.script import Script

TOKEN: Final = re.compile(r"\{([^{}]*)\}")
#: How a token without a value is shown: no price, no braces, and nothing a host would say by mistake.
MISSING_OPEN, MISSING_CLOSE = "⟦", "⟧"
MISSING: Final = re.compile(rf"{MISSING_OPEN}([^{MISSING_CLOSE}]*){MISSING_CLOSE}")


def tokens_in(text: str) -> tuple[str, ...]:
    """Return the names of the tokens in ``text``, each once: ``price``, ``bundle:2``."""
    return tuple(dict.fromkeys(TOKEN.findall(text)))


def render_line(text: str, tokens: Mapping[str, str]) -> str:
    """Return ``text`` with each ``{token}`` replaced by its value.

    No brace is left. A token that has no value, or an empty one, becomes ``⟦name⟧``, which `missing_in`
    finds: the caller must not show or export such a line as finished.
    """

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        return tokens.get(name) or f"{MISSING_OPEN}{name}{MISSING_CLOSE}"

    return TOKEN.sub(value, text).replace("{", "").replace("}", "")


def missing_in(rendered: str) -> tuple[str, ...]:
    """Return the names of the tokens that had no value when ``rendered`` was made."""
    return tuple(dict.fromkeys(MISSING.findall(rendered)))


def render_script(script: Script, tokens: Mapping[str, str]) -> Script:
    """Return ``script`` with all its lines rendered by `render_line`."""
    lines = (replace(line, text=render_line(line.text, tokens)) for line in script.lines)
    return replace(script, lines=tuple(lines))

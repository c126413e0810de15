"""Write TOML as a person would: short keys in order, one table a block, regular expressions unescaped."""

from __future__ import annotations

import datetime as dt
import json

Value = str | int | bool | dt.date | list[str] | list[int]
Rows = list[tuple[str, Value | None]]

_LINE = 100


def literal(text: str) -> str:
    """Return ``text`` as a TOML string; one with backslashes or quotes stays unescaped where it can."""
    if any(ord(char) < ord(" ") or char == "\x7f" for char in text):
        return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
    if "\\" not in text and '"' not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    if "'''" not in text and not text.endswith("'"):
        return f"'''{text}'''"
    return json.dumps(text, ensure_ascii=False)


def value(given: Value) -> str:
    """Return any value in TOML; a list too long for a line gets one element a line."""
    if isinstance(given, bool):
        return str(given).lower()
    if isinstance(given, int):
        return str(given)
    if isinstance(given, dt.date):
        return given.isoformat()
    if isinstance(given, str):
        return literal(given)
    items = [literal(one) if isinstance(one, str) else str(one) for one in given]
    line = f"[{', '.join(items)}]"
    return line if len(line) <= _LINE else "[\n" + "".join(f"  {one},\n" for one in items) + "]"


def block(header: str, rows: Rows) -> str:
    """Return a table with its header (empty for the root); rows of ``None``, "" and [] are left out."""
    lines = [header] if header else []
    lines += [
        f"{key} = {value(one)}" for key, one in rows if one is not None and one not in ("", [])
    ]
    return "\n".join(lines) + "\n"


def document(comment: str, blocks: list[str]) -> str:
    """Return a file: a comment on top, then the blocks with an empty line between."""
    head = "".join(f"# {line}".rstrip() + "\n" for line in comment.splitlines())
    return head + "\n" + "\n".join(blocks)

"""Several values in one cell of a Google feed, and the same values as an XML feed gives them.

In a text feed values stand apart by commas and parts of one value by colons; what holds either of them itself
stands in straight double quotes, a quote within them twice (support.google.com/merchants, answers 9216100,
9218260, 15001087; looked up November 2026). Sellers leave the quotes out where a comma is part of a sentence:
a comma before a space ends no value unless a quote follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

#: Characters of a cell that are looked at; Google allows 1,000 details of 1,000 characters, shops have ten.
MAX_CHARS: Final = 100_000
SECTION, NAME, VALUE = "section_name", "attribute_name", "attribute_value"
PARTS: Final = (SECTION, NAME, VALUE)
DETAIL: Final = "product_detail"
HIGHLIGHT: Final = "product_highlight"
TYPE: Final = "product_type"
#: The header under which details of XML stand as a text feed writes them.
DETAIL_HEADER: Final = f"{DETAIL}({':'.join(PARTS)})"
#: The header of an XML item's number, kept apart from what else is called ``id``.
ITEM_ID: Final = "g:id"
_TOKEN: Final = re.compile(
    r'(?:(?<=[:,])|^)\s*"(?P<quoted>(?:[^"]|"")*+)"(?=\s*(?:[:,]|$))|[^:,]+|[:,]'
)


def split_values(cell: str) -> list[str]:
    """Return the values of a cell, blank ones left out: ``"a, b",c`` is ``a, b`` and ``c``."""
    return [text for parts in _pieces(cell[:MAX_CHARS]) if (text := ":".join(parts).strip())]


def join_values(values: Iterable[str]) -> str:
    """Return a cell `split_values` takes apart again."""
    return ",".join(_quoted(value) for value in values)


def split_details(cell: str, names: Sequence[str] = PARTS) -> list[tuple[str, str]]:
    """Return (name, value) of each detail in a cell; ``names`` are the parts of one, as its header has them.

    A value may hold colons, and commas where another detail does not begin after them.
    """
    found: list[list[str]] = []
    for parts in _pieces(cell[:MAX_CHARS]):
        if len(parts) > 1:
            found.append(parts)
        elif found:  # the comma was part of the value before it
            found[-1][-1] += f",{parts[0]}"
    details = [_named(parts, names) for parts in found]
    return [(d[NAME], d[VALUE]) for d in details if d.get(NAME) and d.get(VALUE)]


def _named(parts: list[str], names: Sequence[str]) -> dict[str, str]:
    """Return the parts of a detail by name; the section may be left out, the last takes all the rest."""
    used = [name for name in names if name != SECTION] if len(parts) < len(names) else list(names)
    last = len(used) - 1
    texts = [*parts[:last], ":".join(parts[last:])]
    return {name: text.strip() for name, text in zip(used, texts, strict=False)}


def _pieces(cell: str) -> Iterator[list[str]]:
    """Yield the values of a cell, each as its parts, without their quotes."""
    parts = [""]
    for match in _TOKEN.finditer(cell):
        quoted, text = match["quoted"], match[0]
        if quoted is not None:
            parts[-1] = quoted.replace('""', '"')
        elif text == ":":
            parts.append("")
        elif text == "," and not _is_in_a_sentence(cell, match.end()):
            yield parts
            parts = [""]
        else:
            parts[-1] += text
    yield parts


_SPACE_AND_WORD: Final = re.compile(r'\s+[^\s"]')


def _is_in_a_sentence(cell: str, after: int) -> bool:
    """Tell whether a comma that ends before ``after`` belongs to the text around it."""
    return _SPACE_AND_WORD.match(cell, after) is not None


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def as_cells(record: Mapping[str, object]) -> dict[str, object]:
    """Return an item of an XML feed with its repeated attributes as a text feed writes them."""
    made: dict[str, object] = {}
    for key, value in record.items():
        if key == "id":
            made[ITEM_ID] = value
        elif key == HIGHLIGHT and (texts := _texts(value)):
            made[key] = join_values(texts)
        elif key == TYPE and (texts := _texts(value)):
            made[key] = texts[0]  # the further ones do not count
        elif key == DETAIL and (packed := _packed(value)):
            made[DETAIL_HEADER] = packed
        else:
            made[key] = value
    return made


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str) and one]


def _packed(value: object) -> str:
    values = value if isinstance(value, list) else [value]
    details = [one for one in values if isinstance(one, dict) and _texts(one.get(NAME))]
    return ",".join(":".join(_quoted(_part(one, name)) for name in PARTS) for one in details)


def _part(detail: Mapping[str, object], name: str) -> str:
    return next(iter(_texts(detail.get(name))), "")

"""JSON under limits: numbers keep their digits, lists are cut into records without being built.

Built as objects, a document can take thirty times its size; cut into pieces of text it takes little more
than the file itself, whatever it holds.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Final

import msgspec

#: One record; products with all their variants and texts have some hundred kilobytes.
MAX_RECORD_BYTES: Final = 4 * 1024 * 1024
#: Values are separated by commas; a list cut into this many pieces takes half a gigabyte.
MAX_COMMAS: Final = 8_000_000
#: Documents above this size are searched for a list under the usual names only.
MAX_WHOLE_BYTES: Final = 20 * 1024 * 1024
#: Names of the field that holds the records, or an object with them in it.
LIST_FIELDS: Final = (
    "products", "items", "data", "results", "records", "rows", "list", "goods", "skus", "offers",
    "entries", "nodes", "edges", "catalog", "feed", "response", "result", "payload", "shop", "product",
    "Products", "Items", "Data", "商品", "商品列表",
)  # fmt: skip
_MAX_EXPONENT: Final = 40
_LEVELS: Final = 4
_BYTE: Final = re.compile(r"\(byte (\d+)\)")

Record = dict[str, object]
Text = bytes | memoryview


def exact(number: str) -> str:
    """Return a number that has a fraction or an exponent as text with all its digits: ``1e3`` as ``1000``."""
    if "e" not in number and "E" not in number:
        return number
    try:
        value = Decimal(number)
    except InvalidOperation:
        return number
    return f"{value:f}" if value.is_finite() and abs(value.adjusted()) < _MAX_EXPONENT else number


_ANY: Final = msgspec.json.Decoder(float_hook=exact)
_PIECES: Final = msgspec.json.Decoder(list[msgspec.Raw])
_FIELDS: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
_USUAL_FIELDS: Final = msgspec.json.Decoder(
    msgspec.defstruct("_Usual", [(name, msgspec.Raw, msgspec.Raw()) for name in LIST_FIELDS])
)


class BrokenJsonError(ValueError):
    """The text is no JSON; ``line`` counts from 1."""

    def __init__(self, line: int) -> None:
        """Keep the line where reading stopped."""
        super().__init__(f"line {line}")
        self.line = line


def whole(text: bytes | str) -> object:
    """Return what ``text`` means, fractions as text. Raises `BrokenJsonError`, `RecursionError`."""
    try:
        return _ANY.decode(text)
    except (msgspec.DecodeError, ValueError) as error:
        raise _broken(text, error) from error


def longest_list(text: Text, *, level: int = 0) -> list[msgspec.Raw]:
    """Return the objects of the longest list of objects in a document, each as its text.

    Every field of the document is looked at, and inside others those with a usual name.
    Raises `BrokenJsonError`, and `RecursionError` for brackets within brackets without end.
    """
    start = _start(text)
    if start == b"[":
        return [piece for piece in _cut(text) if _start(memoryview(piece)) == b"{"]
    if start != b"{" or level >= _LEVELS:
        return []
    lists = (
        longest_list(memoryview(value), level=level + 1)
        for name, value in _values(text)
        if name in LIST_FIELDS or (not level and _start(memoryview(value)) == b"[")
    )
    return max(lists, key=len, default=[])


def _cut(text: Text) -> list[msgspec.Raw]:
    try:
        return _PIECES.decode(text)
    except (msgspec.DecodeError, ValueError) as error:
        raise _broken(text, error) from error


def _values(text: Text) -> list[tuple[str, msgspec.Raw]]:
    """Return the fields of an object: all of them, or in a large one those with a usual name."""
    try:
        if len(text) <= MAX_WHOLE_BYTES:
            return list(_FIELDS.decode(text).items())
        found = _USUAL_FIELDS.decode(text)
    except (msgspec.DecodeError, ValueError) as error:
        raise _broken(text, error) from error
    return list(zip(LIST_FIELDS, msgspec.structs.astuple(found), strict=True))


def _start(text: Text) -> bytes:
    return bytes(text[:256]).lstrip()[:1]


def _broken(text: Text | str, error: Exception) -> BrokenJsonError:
    found = _BYTE.search(str(error))
    data = text.encode(errors="replace") if isinstance(text, str) else bytes(text)
    end = int(found[1]) if found else len(data)
    return BrokenJsonError(data.count(b"\n", 0, end) + 1)

"""The cells of the catalog's own file: its columns, and how texts and lists stand in one cell, both ways.

Whoever writes the file and whoever reads it meet here; neither the formats of files nor the rows of a
product belong in this module.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Final, TypeVar

import msgspec

T = TypeVar("T")
Options = tuple[tuple[str, str], ...]

PRODUCT_KEY: Final = "product_key"
VARIANT_KEY: Final = "variant_key"
#: What stands on the first row of a product only.
PRODUCT_COLUMNS: Final = (
    "title", "brand", "category", "taxonomy", "hs_code", "bullets", "description_html", "images", "facts",
    "certificates", "offers", "price_history", "extra", "catalog", "locale",
)  # fmt: skip
#: What stands on the row of each variant.
VARIANT_COLUMNS: Final = (
    VARIANT_KEY, "sku", "options", "cost", "cost_currency", "list_price", "list_price_currency", "stock",
    "weight_g", "gtin", "variant_image",
)  # fmt: skip
#: All columns in the order they are written: what people look for first stands first.
COLUMNS: Final = (PRODUCT_KEY, PRODUCT_COLUMNS[0], *VARIANT_COLUMNS, *PRODUCT_COLUMNS[1:])

#: A text that a spreadsheet calculates (see `localizer.export.csv_format`), behind any apostrophes.
_QUOTED: Final = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_CONTROLS: Final = dict.fromkeys(
    [*range(9), 11, 12, *range(14, 32), 0x7F, 0xFEFF, 0xFFFE, 0xFFFF]  # the last two: not in XML
)
_UNTIDY: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufeff\ufffe\uffff]")
#: How lists begin where they stand as JSON; a line of plain text hardly begins so.
_JSON_TEXTS: Final = '["'
_JSON_OPTIONS: Final = '[["'
_OPTION_MARK: Final = ": "
_ESCAPE: Final = "\\"


def plain(text: str) -> str:
    """Return ``text`` in NFC with one kind of line end and without control characters."""
    if text.isascii() and text.isprintable():
        return text
    if _UNTIDY.search(text):
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)
    return unicodedata.normalize("NFC", text)


def quoted(text: str) -> str:
    """Return ``text`` with one more apostrophe where `unquoted` would take one of its own away."""
    return f"'{text}" if _QUOTED.match(text) else text


def unquoted(text: str) -> str:
    """Take away the apostrophe that keeps a spreadsheet from calculating a text."""
    return text[1:] if _QUOTED.match(text) else text


def lines_cell(texts: Sequence[str]) -> str:
    """Return a list of texts as one cell: a line each, or JSON where lines could not be told apart."""
    clean = [plain(text) for text in texts]
    if not all(map(_is_line, clean)) or any(one.startswith(_JSON_TEXTS) for one in clean[:1]):
        return json_cell(clean)
    return "\n".join(clean)


def cell_lines(cell: str) -> tuple[str, ...]:
    """Return the texts of a cell; blank lines are none. Raises `ValueError` for broken JSON."""
    if cell.startswith(_JSON_TEXTS):
        return cell_json(cell, tuple[str, ...])
    return tuple(line.strip() for line in plain(cell).split("\n") if line.strip())


def options_cell(options: Options) -> str:
    """Return options as one cell: ``Colour: Red``, a line each, or JSON where that would be unclear."""
    clean = [(plain(name), plain(value)) for name, value in options]
    if not all(map(_is_plain_option, clean)):
        return json_cell(clean)
    return "\n".join(f"{name}{_OPTION_MARK}{value}" for name, value in clean)


def cell_options(cell: str) -> Options:
    """Return the options of a cell. Raises `ValueError` for broken JSON or a line without a colon."""
    if cell.startswith(_JSON_OPTIONS):
        return cell_json(cell, tuple[tuple[str, str], ...])
    return tuple(_option(line) for line in plain(cell).split("\n") if line.strip())


def _option(line: str) -> tuple[str, str]:
    name, mark, value = line.strip().partition(_OPTION_MARK)
    if not mark:
        raise ValueError(f"“{line.strip()}”")
    return name.strip(), value.strip()


def _is_plain_option(option: tuple[str, str]) -> bool:
    name, value = option
    marked = _OPTION_MARK in name or name.startswith(_JSON_OPTIONS)
    return _is_line(name) and _is_line(value) and not marked


def _is_line(text: str) -> bool:
    return bool(text) and text == text.strip() and "\n" not in text


def json_cell(values: Sequence[object]) -> str:
    """Return values as compact JSON, their texts `plain`, empty for no values.

    Fields with their usual value are left out. JSON with escapes must not be normalized as a whole: an
    accent after an escaped line break would join the letter of the escape.
    """
    if not values:
        return ""
    found = [_compact(value) for value in values]
    text = msgspec.json.encode(found).decode()
    if _ESCAPE not in text:
        return plain(text)
    return msgspec.json.encode(_each_text(plain, msgspec.to_builtins(found))).decode()


def _compact(value: object) -> object:
    if not is_dataclass(value) or isinstance(value, type):
        return value
    pairs = ((name, usual, getattr(value, name)) for name, usual in _fields(type(value)))
    return {name: one for name, usual, one in pairs if one != usual}


@cache
def _fields(kind: type) -> tuple[tuple[str, object], ...]:
    """Return the fields of a value with what each usually is, ``None`` where that is not said."""
    return tuple(
        (field.name, None if field.default is MISSING else field.default) for field in fields(kind)
    )


def cell_json(cell: str, kind: type[T]) -> T:
    """Return the value of a JSON cell as ``kind``, its texts `plain`.

    Raises `ValueError` with what is wrong, and where, when it is not of that kind.
    """
    try:
        if _ESCAPE not in cell:  # nothing is escaped, so the whole can be made plain at once
            return msgspec.json.decode(plain(cell), type=kind)
        return msgspec.convert(_each_text(plain, msgspec.json.decode(cell)), kind)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def _each_text(change: Callable[[str], str], value: object) -> object:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_each_text(change, one) for one in value]
    if isinstance(value, dict):
        return {change(name): _each_text(change, one) for name, one in value.items()}
    return value


def pieces(text: str, size: int) -> Iterator[str]:
    """Cut a text that is too long for one cell into pieces of at most ``size`` characters."""
    for start in range(0, len(text), size):
        yield text[start : start + size]

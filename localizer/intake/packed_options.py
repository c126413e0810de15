"""Cells that hold all options of a variant: ``颜色:黑色;尺码:M``, ``Color: Black, Size: M``, a JSON object.

A cell is split only when the whole of it is names and values; where it is not, nobody can say where an
option ends, and it stays one value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from localizer.intake import json_text
from localizer.intake.headers import simplify, words

Pairs = tuple[tuple[str, str], ...]

#: As many options as a variant can have in a table.
MAX_PAIRS: Final = 9
MAX_CHARS: Final = 500
#: A longer cell is a description.
MAX_ATTRIBUTES: Final = 4000
_MAX_NAME: Final = 30
#: What may stand between a value and the next name; a space alone only before a Chinese name.
_NAMED: Final = re.compile(
    r"(?:^\s*|\s*[;；|｜/,，、>\n]\s*|\s+(?=[\u4e00-\u9fff]{1,10}\s*[:：=]))"
    r"(?P<name>[^;；|｜/,，、>\n:：=]{1,30}?)\s*[:：=](?!//)\s*"
)
_JSON: Final = ("{", "[")
_MARK: Final = re.compile("[:：=]")
_BRACKETS: Final = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_NAME_KEYS: Final = ("name", "key", "label", "attribute", "属性名", "规格名")
_VALUE_KEYS: Final = ("value", "val", "text", "option", "属性值", "规格值")


@lru_cache(maxsize=4096)
def split_options(text: str) -> Pairs:
    """Return the names and values a cell is made of; nothing unless the whole of it is such pairs."""
    if len(text) > MAX_CHARS or _MARK.search(text) is None:
        return ()
    found = _json(text) if text.startswith(_JSON) else _written(text)
    names = {simplify(name) for name, _value in found}
    if len(names) < len(found) or len(found) > MAX_PAIRS:
        return ()
    return found if all(map(_is_name, names)) and all(value for _name, value in found) else ()


def named_pairs(text: str) -> Pairs:
    """Return the attributes a cell is made of, however many; nothing unless the whole of it is such pairs."""
    if len(text) > MAX_ATTRIBUTES or _MARK.search(text) is None:
        return ()
    found = _json(text) if text.startswith(_JSON) else _written(text)
    named = all(_is_name(simplify(name)) for name, _value in found)
    return tuple(pair for pair in found if pair[1]) if named else ()


class Loose(NamedTuple):
    """Options of a cell that needed a hand: what was blank in it, and names that stood twice."""

    pairs: Pairs
    blank: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()


def loose_options(text: str) -> Loose:
    """Return the options of a cell as `split_options` does, those without a value left out.

    Two values under one name become one (``黑 / 白``).
    """
    if (strict := split_options(text)) or len(text) > MAX_CHARS or text.startswith(_JSON):
        return Loose(strict)
    found: dict[str, tuple[str, list[str]]] = {}
    written = _written(text)
    for name, value in written:
        found.setdefault(simplify(name), (name, []))[1].append(value)
    if not written or len(found) > MAX_PAIRS or not all(map(_is_name, found)):
        return Loose(())
    joined = [(name, list(dict.fromkeys(filter(None, values)))) for name, values in found.values()]
    return Loose(
        tuple((name, " / ".join(values)) for name, values in joined if values),
        tuple(name for name, values in joined if not values),
        tuple(name for name, values in joined if len(values) > 1),
    )


def _is_name(name: str) -> bool:
    return len(name) <= _MAX_NAME and any(map(str.isalpha, name))


def _written(text: str) -> Pairs:
    marks = list(_NAMED.finditer(text))
    if not marks or marks[0].start():
        return ()
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    found = tuple(
        (mark["name"].strip(), text[mark.end() : end].strip(" \t\n;；|,，、"))
        for mark, end in zip(marks, ends, strict=True)
    )
    # One more mark in a value may be another name: Color: Dark Blue Size: M
    clear = all(_MARK.search(_BRACKETS.sub("", value)) is None for _name, value in found)
    return found if clear else ()


def _json(text: str) -> Pairs:
    try:
        return named_values(json_text.whole(text))
    except (json_text.BrokenJsonError, RecursionError):
        return ()


def named_values(value: object) -> Pairs:
    """Return names and values where the whole of ``value`` is such pairs, whichever way they are nested.

    An object (``{"颜色": "白"}``, its values bare or ``{"value": "白"}``), a list of objects with one
    field, or of ``{"name": …, "value": …}``. A list of values is joined; what is null is left out.
    """
    if isinstance(value, dict):
        return _of_one(value) or _of_fields(value)
    if not isinstance(value, list) or not value:
        return ()
    found: list[tuple[str, str]] = []
    for one in value:
        if not isinstance(one, dict):
            return ()
        pairs = _of_one(one) or (_of_fields(one) if len(one) == 1 else ())
        if not pairs:
            return ()
        found.extend(pairs)
    return tuple(found)


def _of_one(record: Mapping[str, object]) -> Pairs:
    """Return the pair of ``{"name": "颜色", "value": "白"}``."""
    name = next((_text(record[key]) for key in _NAME_KEYS if key in record), "")
    value = next((_text(record[key]) for key in _VALUE_KEYS if key in record), "")
    return ((name, value),) if name and value else ()


def _of_fields(record: Mapping[str, object]) -> Pairs:
    found: list[tuple[str, str]] = []
    for name, raw in record.items():
        inner = (
            next((raw[key] for key in _VALUE_KEYS if key in raw), None)
            if isinstance(raw, dict)
            else raw
        )
        text = _text(inner)
        if text:
            found.append((name.strip(), text))
        elif inner not in (None, "", []) or isinstance(raw, dict):
            return ()
    return tuple(found)


def _text(value: object) -> str:
    if isinstance(value, list):
        texts = [_text(one) for one in value]
        return " / ".join(texts) if all(texts) else ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value).strip()


def names_an_option(pairs: Pairs) -> bool:
    """Tell whether one of the names is that of an option for certain, such as 颜色 or size."""
    known = words().options
    return any(simplify(name) in known for name, _value in pairs)

"""Values in columns of JSON text."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any, Final

import msgspec

_JSON: Final = msgspec.json.Encoder()
_IDS: Final = msgspec.json.Decoder(list[int])
#: Letters of ids taken at a time, about 30,000 of them.
_PART: Final = 250_000
#: SQL for “among ``:ids``”, the value that `listed` gives: more ids than ``?`` could take.
IDS: Final = "IN (SELECT value FROM json_each(:ids))"


def listed(ids: Sequence[int] | Sequence[str]) -> dict[str, str]:
    """Return the value of `IDS` in a query."""
    return {"ids": encode(list(ids))}


def encode_bytes(value: object) -> bytes:
    """Return ``value`` as `encode` does, in UTF-8."""
    return _JSON.encode(value)


def encode_each(values: Sequence[object]) -> list[bytes]:
    """Return each of ``values`` as `encode_bytes` does: many in half the time."""
    lines = _JSON.encode_lines(values).split(b"\n")
    del lines[-1]  # each ends with a line break, and none stands inside JSON text
    return lines


def encode(value: object) -> str:
    """Return ``value`` as compact JSON text; decimals become strings."""
    return _JSON.encode(value).decode()


def decode(text: str) -> Any:  # noqa: ANN401 - JSON
    """Return the value of JSON ``text``."""
    return msgspec.json.decode(text)


def id_array(text: str) -> array[int]:
    """Return the ids of ``json_group_array``, part by part: other threads may work in between.

    A million as one list hold the interpreter for 40 ms.
    """
    made: array[int] = array("q")
    at, end = 1, len(text) - 1
    while at < end:
        comma = text.find(",", at + _PART)
        cut = end if comma < 0 else comma
        made.extend(_IDS.decode(f"[{text[at:cut]}]"))
        at = cut + 1
    return made

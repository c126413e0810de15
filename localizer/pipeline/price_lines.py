"""Price requests line by line: each line is answered by itself, whatever the others hold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import IO, Final

from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.price import EndingBand
from localizer.packs.endings import load_endings
from localizer.packs.markets import load_markets
from localizer.price.policy_requests import answer_policy, is_policy
from localizer.price.requests import MAX_LINE, answer_request, read_line

#: The code of an answer to a line that is no request; its message says what is wrong.
BAD_REQUEST: Final = "BAD_REQUEST"
_BOM: Final = b"\xef\xbb\xbf"

Answer = dict[str, object]


def ending_tables() -> dict[str, tuple[EndingBand, ...]]:
    """Return the endings a request may name: those of each market, and the general ones."""
    markets = {code: market.bands for code, market in load_markets().items()}
    return {**markets, **load_endings()}


def answer_lines(
    stream: IO[bytes], tables: Mapping[str, tuple[EndingBand, ...]]
) -> Iterator[Answer]:
    """Yield the answer to each line of ``stream`` (JSON Lines, UTF-8) that is not blank, in order.

    A line that is no request is answered with ``BAD_REQUEST``, its number and a sentence.
    """
    for number, line in enumerate(_lines(stream), start=1):
        if line.strip():
            yield _answer(line, number, tables)


def _answer(line: bytes, number: int, tables: Mapping[str, tuple[EndingBand, ...]]) -> Answer:
    try:
        data = read_line(_text(line))
        return answer_policy(data) if is_policy(data) else answer_request(data, tables)
    except InputError as error:
        return {"status": "error", "code": BAD_REQUEST, "line": number, "message": str(error)}


def _text(line: bytes) -> str:
    """Return a line as text. Raises `InputError`."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(_("A request is not UTF-8: {reason}").format(reason=error)) from error


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines; of one that is far too long only the beginning is held."""
    is_first = True
    while line := stream.readline(4 * MAX_LINE):
        rest = line
        while len(rest) == 4 * MAX_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(4 * MAX_LINE)
        yield line.removeprefix(_BOM) if is_first else line
        is_first = False


def write_answer(answer: Answer) -> str:
    """Return an answer as one line of JSON."""
    return json.dumps(answer, ensure_ascii=False)

"""How commands speak: sentences on stderr, results on stdout, JSON on request, a progress bar."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import click
import msgspec

from localizer.jobs import Progress
from localizer.model.text_width import width

BAR_WIDTH: Final = 30


def say(message: str) -> None:
    """Tell the person something; never mixed into results."""
    click.echo(message, err=True)


def emit(value: object) -> None:
    """Write ``value`` as one JSON document to stdout; decimals and dates are strings."""
    plain = msgspec.to_builtins(value, enc_hook=_plain, str_keys=True)
    click.echo(msgspec.json.format(msgspec.json.encode(plain)).decode())


def _plain(value: Any) -> object:  # noqa: ANN401 - whatever msgspec does not know
    return str(value)


def table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a plain table: the first column to the left, the others to the right."""
    widths = [max(width(row[column]) for row in (headers, *rows)) for column in range(len(headers))]
    lines = [_line(headers, widths), "  ".join("─" * size for size in widths)]
    lines += [_line(row, widths) for row in rows]
    return "\n".join(lines)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = []
    for column, (text, size) in enumerate(zip(row, widths, strict=True)):
        space = " " * (size - width(text))
        cells.append(text + space if column == 0 else space + text)
    return "  ".join(cells).rstrip()


@contextmanager
def progress_bar(label: str) -> Iterator[Progress]:
    """Show how far a work is, on a terminal only."""
    if not sys.stderr.isatty():
        yield Progress()
        return

    def show(done: int, total: int) -> None:
        filled = BAR_WIDTH * done // total if total else BAR_WIDTH
        bar = "█" * filled + "·" * (BAR_WIDTH - filled)
        click.echo(f"\r{label} {bar}", err=True, nl=False)

    try:
        yield Progress(show)
    finally:
        click.echo("\r\033[K", err=True, nl=False)

"""A sheet for the host: the lines of every script under their beats, with seconds.

Under a line with a price stands, as a quotation and so muted, the same line with the price in words.
"""

from __future__ import annotations

import re
import shutil
from itertools import groupby
from pathlib import Path
from typing import Final

from localizer.export.content import ProductContent
from localizer.export.gate import GateResult, stamp
from localizer.export.pitch import Pitch, PitchLine
from localizer.export.writer import Head, Part
from localizer.i18n import _
from localizer.model.script import Lane

#: Characters Markdown could take for a mark.
_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>()#+!|~=-])")


class MarkdownWriter:
    """Writes ``scripts.md`` of one target."""

    def __init__(self, head: Head, folder: Path) -> None:
        """Begin the file in ``folder``."""
        self._path = folder / "scripts.md"
        self._scripts = 0
        self._stream = self._path.open("w", encoding="utf-8", newline="\n")
        self._stream.write(f"# {escaped(head.launch)}: {escaped(head.label)}\n")

    def add(self, content: ProductContent) -> None:
        """Write the scripts of one product."""
        for pitch in content.pitches:
            self._stream.write(_sheet(pitch, content.title))
            self._scripts += 1

    def close(self, verdict: GateResult) -> tuple[Part, ...]:
        """Finish the file; what the gate says of a draft stands under the title."""
        self._stream.close()
        if not verdict.approved:
            self._put_in(f"\n**{escaped(stamp(verdict))}**\n")
        return (Part(self._path, "scripts", ".md", self._scripts),)

    def _put_in(self, text: str) -> None:
        """Write the file anew with ``text`` under its title: the verdict is known when all is written."""
        plain = self._path.rename(self._path.with_suffix(".plain"))
        with (
            plain.open(encoding="utf-8", newline="") as body,
            self._path.open("w", encoding="utf-8", newline="") as stamped,
        ):
            stamped.write(body.readline() + text)
            shutil.copyfileobj(body, stamped)
        plain.unlink()

    def abort(self) -> None:
        """Close the file."""
        self._stream.close()


def escaped(text: str) -> str:
    """Return ``text`` as one line in which nothing is a mark."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def _sheet(pitch: Pitch, title: str) -> str:
    timing = _("{spoken} s spoken, {planned} s planned").format(
        spoken=f"{pitch.spoken_seconds:.0f}", planned=f"{pitch.planned_seconds:.0f}"
    )
    name = f"{escaped(pitch.product_key)} · {escaped(pitch.style)} {escaped(pitch.label)}"
    parts = [f"\n## {escaped(title)}\n\n{name} · {timing} · {pitch.state.value}\n"]
    for beat, lines in groupby(pitch.lines, key=lambda line: line.beat):
        listed = list(lines)
        seconds = sum(line.seconds for line in listed)
        parts.append(f"\n### {beat.value} ({seconds:.0f} s)\n\n")
        parts += [_line(line) for line in listed]
    return "".join(parts)


def _line(line: PitchLine) -> str:
    if line.lane is Lane.HOST:
        words = f"  > {escaped(line.spoken)}\n" if line.spoken else ""
        return f"- {escaped(line.text)}\n{words}"
    return f"- *{line.lane.value}: {escaped(line.text)}*\n"

"""SubRip and WebVTT: the cues with their times, one format stricter about marks than the other."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from localizer.export.show.cues import Cue

_HOUR: Final = 3_600_000
_MINUTE: Final = 60_000
_SECOND: Final = 1_000
#: Players of SubRip take ``<`` and ``{`` for marks, and there is no way to write them otherwise.
_PLAIN: Final = str.maketrans("<>{}", "‹›()")


def srt_page(cues: Sequence[Cue]) -> str:
    """Return the cues as SubRip."""
    blocks = (
        f"{number}\n{_time(cue.start, ',')} --> {_time(cue.end, ',')}\n{_rows(cue)}\n"
        for number, cue in enumerate(cues, 1)
    )
    return "\n".join(blocks)


def _rows(cue: Cue) -> str:
    return "\n".join(row.translate(_PLAIN) for row in cue.rows)


def vtt_page(cues: Sequence[Cue]) -> str:
    """Return the cues as WebVTT."""
    blocks = ["WEBVTT\n"]
    for number, cue in enumerate(cues, 1):
        times = f"{_time(cue.start, '.')} --> {_time(cue.end, '.')}"
        rows = "\n".join(escape(row, quote=False) for row in cue.rows)
        blocks.append(f"{number}\n{times}\n{rows}\n")
    return "\n".join(blocks)


def _time(seconds: float, point: str) -> str:
    """Return a time of day without a day: ``01:02:03,456``."""
    total = round(seconds * _SECOND)
    hours, rest = divmod(total, _HOUR)
    minutes, rest = divmod(rest, _MINUTE)
    whole, thousandths = divmod(rest, _SECOND)
    return f"{hours:02}:{minutes:02}:{whole:02}{point}{thousandths:03}"

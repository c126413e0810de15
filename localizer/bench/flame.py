"""A flame graph of a run: the stacks of its main thread, looked at every few milliseconds, as one SVG.

The picture loads nothing from anywhere; the wider a box, the longer its function was on the stack.
"""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from types import FrameType
from typing import Final, Self

EVERY_S: Final = 0.005
WIDTH: Final = 1200
LINE: Final = 18
#: Boxes narrower than this many pixels are left out.
_NARROW: Final = 0.5
#: Pixels a letter takes, about.
_LETTER: Final = 7
_COLOURS: Final = ("#f4a261", "#e9c46a", "#e76f51", "#f2b880", "#eb8258")
Stack = tuple[str, ...]


class Sampler:
    """Looks at the thread that makes it, until its block ends."""

    def __init__(self) -> None:
        """Count nothing yet."""
        self.stacks: Counter[Stack] = Counter()
        self._of = threading.get_ident()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        """Begin to look."""
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Look no more."""
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(EVERY_S):
            frame = sys._current_frames().get(self._of)  # noqa: SLF001 - there is no other way
            if frame is not None:
                self.stacks[_stack(frame)] += 1

    def write(self, path: Path, title: str) -> None:
        """Write the picture. Raises `OSError` where it cannot be written."""
        path.write_text(flame_graph(self.stacks, title), encoding="utf-8")


def _stack(frame: FrameType | None) -> Stack:
    names: list[str] = []
    while frame is not None:
        code = frame.f_code
        names.append(f"{code.co_qualname} ({Path(code.co_filename).name}:{code.co_firstlineno})")
        frame = frame.f_back
    return tuple(reversed(names))


@dataclass(slots=True)
class _Box:
    """A function called from the same places: how often it was seen, and what it called."""

    seen: int = 0
    calls: dict[str, _Box] = field(default_factory=dict)


def flame_graph(stacks: Mapping[Stack, int], title: str) -> str:
    """Return the picture of ``stacks``, each with how often it was seen."""
    root = _Box(sum(stacks.values()))
    depth = 0
    for stack, seen in stacks.items():
        box = root
        depth = max(depth, len(stack))
        for name in stack:
            box = box.calls.setdefault(name, _Box())
            box.seen += seen
    height = (depth + 2) * LINE
    boxes: list[str] = []
    _draw(root, boxes, (0.0, 1, max(root.seen, 1)))
    text = escape(f"{title}: {root.seen} looks, one every {EVERY_S * 1000:.0f} ms")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'font-family="monospace" font-size="11"><rect width="100%" height="100%" fill="#fff"/>'
        f'<text x="4" y="13">{text}</text>{"".join(boxes)}</svg>\n'
    )


def _draw(box: _Box, boxes: list[str], place: tuple[float, int, int]) -> None:
    """Add what ``box`` called below it; ``place``: where it begins, how deep, how often all was seen."""
    left, depth, total = place
    for name, one in sorted(box.calls.items()):
        width = one.seen / total * WIDTH
        if width >= _NARROW:
            top = depth * LINE
            shown = escape(name[: max(int(width / _LETTER), 0)])
            share = f"{escape(name)}: {one.seen / total:.1%}"
            colour = _COLOURS[sum(map(ord, name)) % len(_COLOURS)]
            boxes.append(
                f'<g><title>{share}</title><rect x="{left:.1f}" y="{top}" width="{width:.1f}" '
                f'height="{LINE - 1}" fill="{colour}"/>'
                f'<text x="{left + 2:.1f}" y="{top + 12}">{shown}</text></g>'
            )
            _draw(one, boxes, (left, depth + 1, total))
        left += width

"""How long a frame of the prompter takes: an hour of text at 1920 × 1080. Measures; fails nothing.

A frame is: where the host is by the clock, what is crossed noted, the whole screen painted into a picture.
Run:  QT_QPA_PLATFORM=offscreen python tests/bench/prompter.py [--frames N] [--locale th-TH]
"""

from __future__ import annotations

import argparse
import gc
import itertools
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from localizer.model.launch import Target
from localizer.model.script import Lane
from localizer.pipeline.on_air import OnAir
from localizer.pipeline.prompt import Prompt, PromptBeat, PromptItem, PromptLine
from localizer.settings import PrompterSetting
from localizer.ui.look.fonts import install_fonts
from localizer.ui.look.tokens import STAGES
from localizer.ui.prompter.flow_lines import host_lines
from localizer.ui.prompter.reading_view import ReadingView
from localizer.ui.prompter.text_flow import FlowLook

TEXTS = {
    "th-TH": "ไซส์เดียวกันแท้ ๆ ร้านนี้หลวม ร้านนั้นคับ แล้วจะให้กดไซส์ไหนล่ะคะ ราคา ฿409 ค่ะ",
    "zh-Hant-TW": "怎麼清潔？我看一下標示，手洗。S（胸圍80cm）、M（胸圍84cm），選哪個？NT$309。",
    "de-DE": "Und jetzt einmal auf links, so sieht’s innen aus: geblümt, aus Chiffon, heute für 24,99 €.",
}
WIDTH, HEIGHT, SIZE, READ_AT = 1920, 1080, 72, 0.35
EDITS = 200
ITEMS, BEATS, LINES, SECONDS = 20, 11, 4, 4.1


def prompt(locale: str) -> Prompt:
    """Return an hour of text: twenty products of eleven beats of four lines."""
    count = itertools.count()
    words = TEXTS[locale]

    def line(index: int) -> PromptLine:
        text = f"{next(count)} {words}"
        lane = Lane.ACTION if index % LINES == LINES - 1 else Lane.HOST
        return PromptLine(lane, text, text, SECONDS, 20, text, 1, index)

    items = []
    for number in range(ITEMS):
        beats = tuple(
            PromptBeat(
                at, "demo", SECONDS * LINES, tuple(line(at * LINES + n) for n in range(LINES))
            )
            for at in range(BEATS)
        )
        items.append(PromptItem(number, f"item {number}", 0, 180, number, beats=beats))
    return Prompt(1, "show", Target("TH", "shopee", locale), 3600, tuple(items))


def summary(name: str, took: list[float]) -> str:
    """Return median and 99th percentile in milliseconds, and the frames a second they allow."""
    middle = statistics.median(took) * 1000
    worst = sorted(took)[int(len(took) * 0.99)] * 1000
    return (
        f"{name:34} median {middle:6.2f} ms ({1000 / middle:6.0f} fps)   p99 {worst:6.2f} ms "
        f"({1000 / worst:5.0f} fps)   max {max(took) * 1000:6.2f} ms"
    )


def measured(work: Callable[[], object]) -> float:
    """Return the seconds ``work`` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


class Stage:
    """A view with the text, a clock that goes when it is told, and a picture to paint into."""

    def __init__(self, locale: str) -> None:
        """Begin to read at the first line."""
        self.whole = prompt(locale)
        self.now = 0.0
        self.air = OnAir(self.whole, lambda: self.now, lambda _event: None)
        self.look = FlowLook(locale, SIZE, WIDTH, STAGES["white_on_black"])
        self.view = ReadingView(self.look, read_at=READ_AT)
        self.view.resize(WIDTH, HEIGHT)
        self.image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)

    def show(self, text: Prompt) -> None:
        """Give the view its lines."""
        self.view.show_lines(host_lines(text, self.air.lines, PrompterSetting()))

    def frame(self) -> None:
        """Advance and paint."""
        self.view.set_spot(self.air.tick())
        self.view.render(self.image, QPoint(0, 0))

    def frames(self, name: str, step: float, count: int) -> None:
        """Print the times of frames ``step`` seconds apart."""
        took = []
        self.frame()
        for _number in range(count):
            self.now += step
            took.append(measured(self.frame))
        print(summary(name, took))

    def edit(self, number: int) -> None:
        """Take a text in which a line above says something else, and paint it."""
        first = self.whole.items[0]
        line = replace(first.beats[0].lines[0], text=f"another wording {number}")
        beat = replace(first.beats[0], lines=(line, *first.beats[0].lines[1:]))
        changed = replace(first, beats=(beat, *first.beats[1:]))
        other = replace(self.whole, items=(changed, *self.whole.items[1:]))
        self.air.take(other)
        self.show(other)
        self.frame()


def main() -> None:
    """Print the times of frames: reading on, faster, mirrored, and those after an edit or another size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=1500)
    parser.add_argument("--locale", choices=sorted(TEXTS), default="th-TH")
    given = parser.parse_args()
    application = QApplication([])
    install_fonts()
    stage = Stage(given.locale)
    gc.freeze()  # as the operator's window does
    air, view, look = stage.air, stage.view, stage.look
    print(f"{len(air.lines)} lines, {air.timeline.total / 60:.0f} minutes, {given.locale}")
    shown = measured(lambda: stage.show(stage.whole))
    print(f"{'show the text':34} {shown * 1000:6.2f} ms")
    air.start()
    print(f"{'first frame':34} {measured(stage.frame) * 1000:6.2f} ms")
    stage.frames("reading on, 1/60 s a frame", 1 / 60, given.frames)
    stage.frames("eight times as fast", 8 / 60, given.frames)
    view.set_look(replace(look, mirrored=True), READ_AT)
    stage.frames("mirrored", 1 / 60, given.frames)
    view.set_look(look, READ_AT)
    stage.frame()
    edited = [measured(partial(stage.edit, at)) for at in range(EDITS)]
    print(summary("frame with an edited text", edited))
    laid = []
    for number in range(EDITS):
        view.set_look(replace(look, size=SIZE + 2 * (number % 2 + 1)), READ_AT)
        laid.append(measured(stage.frame))
    print(summary("first frame in another size", laid))
    application.quit()


if __name__ == "__main__":
    main()

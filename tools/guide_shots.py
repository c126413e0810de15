"""Make every picture of the user guide from the sample catalog, in both languages of the guide.

Run: ``QT_QPA_PLATFORM=offscreen python tools/guide_shots.py``; ``--only start,board`` takes some of them. The
pictures go to ``docs/guide/<language>/img``. The workspace is the one of ``tests/ui/shots.py``; its days are
counted back from today, so pictures with a date in them change with the day they are taken on.
"""

from __future__ import annotations

import argparse
import os
import runpy
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from PySide6.QtCore import QCoreApplication, QEvent, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from localizer import i18n, pipeline
from localizer.settings import Settings
from localizer.store.database import open_store
from localizer.ui.actions.place import Place
from localizer.ui.app import Desk

ROOT: Final = Path(__file__).resolve().parents[1]
#: Pixels of the window, and what the screen keeps when the navigation is cut off.
SIZE: Final = (1366, 820)
NAVIGATION: Final = 222
#: Turns of the event loop without a job before a picture is taken.
QUIET: Final = 15
#: Language of the program by folder of the guide.
LANGUAGES: Final = {"en": "en", "zh-Hans": "zh_Hans"}
#: No picture may be larger, in bytes: all of them together stay small.
MOST: Final = 120_000


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its file, the screen it shows, and the part of it as left, top, width, height."""

    name: str
    screen: str
    target: str = ""
    part: tuple[int, int, int, int] = (0, 0, *SIZE)
    hints: bool = False
    checks: bool = False


_SCREEN: Final = (NAVIGATION, 0, SIZE[0] - NAVIGATION, SIZE[1])
PICTURES: Final = (
    Picture("start", "start"),
    Picture("hints", "board", part=(NAVIGATION, 0, SIZE[0] - NAVIGATION, 330), hints=True),
    Picture("catalog", "catalog", part=_SCREEN),
    Picture("board", "board"),
    Picture("review", "review", "TH/shopee"),
    Picture("checks", "review", "TH/shopee", _SCREEN, checks=True),
    Picture("prices", "prices", "TH/shopee", _SCREEN),
    Picture("scripts", "scripts", "TH/shopee", _SCREEN),
    Picture("show", "show", part=_SCREEN),
    Picture("terms", "terms", part=_SCREEN),
    Picture("memory", "memory", part=_SCREEN),
    Picture("engines", "engines", part=_SCREEN),
    Picture("export", "export", part=(NAVIGATION, 0, SIZE[0] - NAVIGATION, 440)),
    Picture("people", "people", part=_SCREEN),
)


def main() -> None:
    """Make the workspace once and take the pictures of each language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="names of pictures, parted by commas")
    names = frozenset(filter(None, parser.parse_args().only.split(",")))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    home = (
        Path(tempfile.gettempdir()) / "localizer-guide"
    )  # it is seen in pictures: always the same
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    os.environ["XDG_CONFIG_HOME"] = str(home / "settings")
    workspace = home / "sample.localizer"
    runpy.run_path(str(ROOT / "tests" / "ui" / "shots.py"))["make_workspace"](workspace)
    for folder, language in LANGUAGES.items():
        compile_words(language)
        into = ROOT / "docs" / "guide" / folder / "img"
        into.mkdir(parents=True, exist_ok=True)
        take(into, workspace, language, names)
    shutil.rmtree(home)


def compile_words(language: str) -> None:
    """Compile the words of ``language`` as they are now: a source tree may have none, or older ones."""
    po = ROOT / "locales" / language / "LC_MESSAGES" / "localizer.po"
    if po.exists():
        with po.open("rb") as source, po.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, read_po(source, locale=language))


def take(into: Path, workspace: Path, language: str, names: frozenset[str]) -> None:
    """Take the pictures of one language, all of them without ``names``."""
    i18n.activate(language)
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    chosen = Settings(appearance="light", language=language, person="Mei", hints=False)
    desk = Desk(app, chosen)
    desk.session.attach(tools=pipeline.load_tools(), store=open_store(workspace, person="Mei"))
    desk.window.resize(*SIZE)
    desk.window.show()
    for picture in PICTURES:
        if not names or picture.name in names:
            _take(desk, picture, into, lambda: rest(app, desk))
    desk.session.close()
    desk.window.close()


def _take(desk: Desk, picture: Picture, into: Path, wait: Callable[[], None]) -> None:

    session, window = desk.session, desk.window
    targets = {session.label(one): one for one in session.targets}
    session.choose_hints(on=picture.hints)
    window.show_pane(picture.screen, Place(target=targets.get(picture.target)))
    if picture.checks:
        window.toggle_checks()
    wait()
    whole = window.grab(QRect(*picture.part)).toImage()
    if picture.checks:
        window.toggle_checks()
    small = whole.convertToFormat(QImage.Format.Format_RGB32).convertToFormat(
        QImage.Format.Format_Indexed8, _colours(whole)
    )
    file = into / f"{picture.name}.png"
    if not small.save(str(file), quality=0):
        raise SystemExit(f"cannot write {file}")
    if file.stat().st_size > MOST:
        raise SystemExit(f"{file} has {file.stat().st_size} bytes, more than {MOST}")


def _colours(image: QImage) -> list[int]:
    """Return the 256 colours that stand for the most of ``image``, the most frequent first.

    Colours that lie close together count as one, so that rare letters of another colour keep theirs.
    """
    data = bytes(image.convertToFormat(QImage.Format.Format_RGB32).constBits())
    exact = Counter(zip(data[2::4], data[1::4], data[0::4], strict=True))
    groups: dict[tuple[int, int, int], tuple[int, int, int]] = {}
    count: Counter[tuple[int, int, int]] = Counter()
    for (red, green, blue), number in exact.most_common():
        group = (red >> 4, green >> 4, blue >> 4)
        groups.setdefault(group, (red, green, blue))
        count[group] += number
    chosen = [colour for colour, _number in exact.most_common(32)]
    chosen += [groups[one] for one, _number in count.most_common() if groups[one] not in chosen]
    return [0xFF000000 | red << 16 | green << 8 | blue for red, green, blue in chosen[:256]]


def rest(app: QApplication, desk: Desk) -> None:
    """Wait until nothing is worked on and every delayed layout is done."""
    quiet = 0
    while quiet < QUIET:
        app.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        time.sleep(0.01)
        quiet = 0 if desk.jobs.live else quiet + 1


if __name__ == "__main__":
    main()

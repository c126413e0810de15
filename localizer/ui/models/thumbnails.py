"""Small pictures of products, read in the background from local files, never from a network."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from localizer.jobs import Progress
from localizer.ui.jobs import Jobs

KEPT: Final = 400
#: A picture file larger than this is not read for a thumbnail.
MOST_BYTES: Final = 30_000_000


class Thumbnails(QObject):
    """``arrived`` tells that a picture can be painted now. Missing and broken files stay without one."""

    arrived = Signal()

    def __init__(self, jobs: Jobs, folders: Sequence[Path], side: int, parent: QObject) -> None:
        """Look for relative names in ``folders``; pictures fit into a square of ``side`` pixels."""
        super().__init__(parent)
        self._jobs = jobs
        self._folders = tuple(folders)
        self._side = side
        self._known: OrderedDict[str, QPixmap | None] = OrderedDict()

    def find(self, name: str) -> QPixmap | None:
        """Return the picture called ``name``; ``None`` while it is read or where there is none."""
        if not name or "://" in name:
            return None
        if name not in self._known:
            self._known[name] = None
            if len(self._known) > KEPT:
                self._known.popitem(last=False)
            work = partial(_read, self._folders, name, self._side)
            self._jobs.run(work, done=partial(self._take, name))
        return self._known[name]

    def _take(self, name: str, image: QImage | None) -> None:
        if image is not None and not image.isNull():
            self._known[name] = QPixmap.fromImage(image)
            self.arrived.emit()


def _read(folders: Sequence[Path], name: str, side: int, progress: Progress) -> QImage | None:
    """Read one picture, scaled while it is decoded."""
    del progress
    path = _find(folders, name)
    if path is None:
        return None
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def _find(folders: Sequence[Path], name: str) -> Path | None:
    """Return the file called ``name``; a relative one must stay inside its folder."""
    path = Path(name)
    places = [path] if path.is_absolute() else []
    for folder in () if path.is_absolute() else folders:
        inside = (folder / path).resolve()
        if inside.is_relative_to(folder.resolve()):
            places.append(inside)
    try:
        fitting = [one for one in places if one.is_file() and one.stat().st_size <= MOST_BYTES]
    except OSError:
        return None
    return fitting[0] if fitting else None

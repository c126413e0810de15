"""Small pictures of products, read in the background from local files, never from a network.

Kept in memory, and large files also as small ones in the person's cache folder. What is asked for last is
read first, and what scrolled away before its turn is not read at all.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import tempfile
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

import platformdirs
from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QImageReader, QPixmap

from localizer.jobs import Progress
from localizer.ui.jobs import Jobs

#: Bytes of pictures kept in memory, about.
KEPT_BYTES: Final = 32_000_000
#: Pictures waiting to be read, and how many are read at once.
WAITING: Final = 96
TOGETHER: Final = 8
#: A picture file larger than this is not read for a thumbnail.
MOST_BYTES: Final = 30_000_000
#: Smaller files are as quickly read themselves as from the cache.
CACHED_BYTES: Final = 60_000
#: So many files the cache folder holds; then the older half goes.
CACHED_FILES: Final = 20_000
_PIXEL: Final = 4


class Thumbnails(QObject):
    """``arrived`` tells that pictures can be painted now. Missing and broken files stay without one."""

    arrived = Signal()

    def __init__(self, jobs: Jobs, folders: Sequence[Path], side: int, parent: QObject) -> None:
        """Look for relative names in ``folders``; pictures fit into a square of ``side`` pixels."""
        super().__init__(parent)
        application = QGuiApplication.instance()
        screen = application if isinstance(application, QGuiApplication) else None
        self._ratio = screen.devicePixelRatio() if screen is not None else 1.0
        self._jobs = jobs
        self._folders = tuple(folders)
        self._side = round(side * self._ratio)
        self._most = max(64, KEPT_BYTES // (self._side * self._side * _PIXEL))
        self._known: OrderedDict[str, QPixmap | None] = OrderedDict()
        self._wanted: OrderedDict[str, None] = OrderedDict()
        self._reading = False

    def find(self, name: str) -> QPixmap | None:
        """Return the picture called ``name``; ``None`` while it is read or where there is none."""
        if not name or "://" in name:
            return None
        if name in self._known:
            self._known.move_to_end(name)
            return self._known[name]
        self._wanted[name] = None
        self._wanted.move_to_end(name)
        if len(self._wanted) > WAITING:
            self._wanted.popitem(last=False)
        self._read_next()
        return None

    def _read_next(self) -> None:
        if self._reading or not self._wanted:
            return
        self._reading = True
        number = min(TOGETHER, len(self._wanted))
        names = [self._wanted.popitem()[0] for _place in range(number)]
        work = partial(_read_each, self._folders, names, self._side)
        self._jobs.run(work, done=self._take, ended=self._ended)

    def _take(self, images: Mapping[str, QImage | None]) -> None:
        for name, image in images.items():
            self._known[name] = None
            if image is not None:
                picture = QPixmap.fromImage(image)
                picture.setDevicePixelRatio(self._ratio)
                self._known[name] = picture
        while len(self._known) > self._most:
            self._known.popitem(last=False)
        if any(image is not None for image in images.values()):
            self.arrived.emit()

    def _ended(self) -> None:
        self._reading = False
        self._read_next()


def cache_folder() -> Path:
    """Return where small copies of large pictures are kept; it may be emptied at any time."""
    return Path(platformdirs.user_cache_dir("localizer", appauthor=False)) / "pictures"


def _read_each(
    folders: Sequence[Path], names: Sequence[str], side: int, progress: Progress
) -> dict[str, QImage | None]:
    found: dict[str, QImage | None] = {}
    for place, name in enumerate(names):
        progress.step(place, len(names))
        path = _find(folders, name)
        found[name] = None if path is None else _read(path, side)
    return found


def _read(path: Path, side: int) -> QImage | None:
    """Read one picture, from the cache where that is quicker."""
    try:
        facts = path.stat()
    except OSError:
        return None
    if facts.st_size <= CACHED_BYTES:
        return _scaled(path, side)
    mark = f"{path}|{facts.st_mtime_ns}|{facts.st_size}|{side}"
    small = cache_folder() / f"{hashlib.sha256(mark.encode()).hexdigest()[:32]}.png"
    known = QImage(str(small)) if small.is_file() else QImage()
    if not known.isNull():
        return known
    image = _scaled(path, side)
    if image is not None:
        _cache(image, small)
    return image


def _scaled(path: Path, side: int) -> QImage | None:
    """Decode a picture no larger than it will be shown."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def _cache(image: QImage, path: Path) -> None:
    """Keep a small picture; a full or read-only disk only means that it is made again."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(suffix=".png", dir=path.parent)
        os.close(handle)
        if image.save(name):
            Path(name).replace(path)
        else:
            Path(name).unlink()
        _trim(path.parent)
    except OSError:
        return


def _trim(folder: Path) -> None:
    """Remove the older half of a cache that has grown too large."""
    files = list(itertools.islice(folder.iterdir(), CACHED_FILES + 1))
    if len(files) > CACHED_FILES:
        files.sort(key=lambda one: one.stat().st_mtime)
        for one in files[: CACHED_FILES // 2]:
            one.unlink(missing_ok=True)


def _find(folders: Sequence[Path], name: str) -> Path | None:
    """Return the file called ``name``; a relative one must stay inside its folder."""
    try:
        path = Path(name)
        places = [path] if path.is_absolute() else []
        for folder in () if path.is_absolute() else folders:
            inside = (folder / path).resolve()
            if inside.is_relative_to(folder.resolve()):
                places.append(inside)
        fitting = [one for one in places if one.is_file() and one.stat().st_size <= MOST_BYTES]
    except (OSError, ValueError):
        return None
    return fitting[0] if fitting else None

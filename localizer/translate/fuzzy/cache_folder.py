"""The folder of an index: which generation of it counts, and whether its files are as they were written.

Every build goes into a folder of its own inside, and ``current.json`` names the one that counts. It is
written last and in one move: a build that was stopped leaves what was there before, and another program that
still reads an old generation is not disturbed. A damaged index must be seen before it is searched, so sizes
and checksums of all files are kept; reading 180 MB (a million units) for it takes well under a second.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import uuid
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

#: Raise it when what is written changes its meaning.
FORMAT: Final = 1
#: Source texts, each behind its length; only ever appended to.
TEXTS: Final = "texts"
_CURRENT: Final = "current.json"
_GENERATION: Final = re.compile("g[0-9a-f]{32}")
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Sum:
    """Size in bytes and CRC-32 of a file (of its first ``size`` bytes)."""

    size: int
    crc: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What ``current.json`` says. ``made_by`` is the version of the search library, ``grams`` its n.

    ``stamp`` is the caller's word for the content; an empty one is never current.
    """

    generation: str
    made_by: str
    grams: int
    stamp: str
    files: dict[str, Sum] = field(default_factory=dict)


def new_generation(folder: Path) -> Path:
    """Make and return an empty folder for a build. Raises `OSError`."""
    path = folder / f"g{uuid.uuid4().hex}"
    path.mkdir(parents=True)
    return path


def read_manifest(folder: Path) -> Manifest | None:
    """Return what counts in ``folder``, or ``None`` where nothing usable is said."""
    try:
        said: Any = json.loads((folder / _CURRENT).read_text(encoding="utf-8"))
        if said["format"] != FORMAT or not _GENERATION.fullmatch(said["generation"]):
            return None
        files = {str(name): Sum(int(size), int(crc)) for name, (size, crc) in said["files"].items()}
        return Manifest(
            said["generation"], str(said["made_by"]), int(said["grams"]), str(said["stamp"]), files
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def is_whole(folder: Path, manifest: Manifest) -> bool:
    """Tell whether every file is as it was written."""
    place = folder / manifest.generation
    try:
        return bool(manifest.files) and all(
            sum_of(place / name, limit=said.size) == said
            and (name == TEXTS or (place / name).stat().st_size == said.size)
            for name, said in manifest.files.items()
        )
    except OSError:
        return False


def publish(folder: Path, manifest: Manifest, *, known: dict[str, Sum]) -> Manifest:
    """Let the manifest's generation count from now on. Raises `OSError`.

    Checksums of ``known`` files are taken over where the size is the same: the search library never writes
    into a finished file, and only its ``meta.json`` keeps its name.
    """
    place = folder / manifest.generation
    files = {path.name: _sum(path, known) for path in _files(place)}
    whole = Manifest(manifest.generation, manifest.made_by, manifest.grams, manifest.stamp, files)
    said = {
        "format": FORMAT,
        "generation": whole.generation,
        "made_by": whole.made_by,
        "grams": whole.grams,
        "stamp": whole.stamp,
        "files": {name: [one.size, one.crc] for name, one in files.items()},
    }
    fresh = folder / f"{_CURRENT}.{uuid.uuid4().hex}.new"
    try:
        fresh.write_text(json.dumps(said), encoding="utf-8")
        os.replace(fresh, folder / _CURRENT)  # noqa: PTH105 - replaces on every system
    finally:
        fresh.unlink(missing_ok=True)
    return whole


def _files(place: Path) -> Iterator[Path]:
    """Yield the files that make up an index: not locks and lists the library keeps for itself."""
    for path in sorted(place.iterdir()):
        if path.is_file() and not path.name.startswith("."):
            yield path


def _sum(path: Path, known: dict[str, Sum]) -> Sum:
    size = path.stat().st_size
    before = known.get(path.name)
    if before is None or path.suffix == ".json" or size < before.size:
        return sum_of(path, limit=size)
    if path.name == TEXTS:
        return sum_of(path, limit=size, after=before)
    return before if size == before.size else sum_of(path, limit=size)


def sum_of(path: Path, *, limit: int, after: Sum | None = None) -> Sum:
    """Return the sum of the first ``limit`` bytes, going on ``after`` a sum known. Raises `OSError`."""
    crc, done = (after.crc, after.size) if after is not None else (0, 0)
    with path.open("rb") as file:
        file.seek(done)
        while done < limit and (chunk := file.read(min(_CHUNK, limit - done))):
            crc = zlib.crc32(chunk, crc)
            done += len(chunk)
    return Sum(done, crc)


def discard_others(folder: Path, generation: str) -> None:
    """Delete all generations but this one. What another program holds open is left for the next time."""
    for path in folder.iterdir():
        if _GENERATION.fullmatch(path.name) and path.name != generation:
            shutil.rmtree(path, ignore_errors=True)


def discard(path: Path) -> None:
    """Delete a generation that was not finished."""
    shutil.rmtree(path, ignore_errors=True)

"""Packages of local models as Argos makes them: zip files ``*.argosmodel``, unpacked once into a cache.

A package comes from anywhere, so nothing of it is trusted: names, sizes, links and what its table says.
"""

from __future__ import annotations

import hashlib
import shutil
import stat
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

import msgspec

from localizer.errors import InputError
from localizer.i18n import _

SUFFIX: Final = ".argosmodel"
#: The table of a package, and of a model folder that its maker or user described.
METADATA: Final = "metadata.json"
#: Argos packages hold some twenty files, with Stanza's under a hundred; the largest known is under 1 GB.
_MAX_FILES: Final = 2000
_MAX_BYTES: Final = 4 * 1024**3
_MAX_METADATA: Final = 1024 * 1024
#: Weights hardly shrink in a zip; what shrinks a hundredfold is no model.
_MAX_RATIO: Final = 100
_SMALL: Final = 1024 * 1024
_CHUNK: Final = 1024 * 1024
#: What the engine uses. Stanza's models, which find the ends of sentences, stay packed.
_WANTED: Final = frozenset({METADATA, "sentencepiece.model", "source.spm", "target.spm"})
_WANTED_FOLDER: Final = "model"
#: What it cannot do without: the weights, and one kind of tables. Old packages with ``bpe.model`` have none.
_NEEDED: Final = frozenset({METADATA, f"{_WANTED_FOLDER}/model.bin"})
_TABLES: Final = (frozenset({"sentencepiece.model"}), frozenset({"source.spm", "target.spm"}))


class Metadata(msgspec.Struct, frozen=True):
    """What a package says of itself. ``target_prefix`` begins each answer, ``source_prefix`` each text."""

    from_code: str = ""
    to_code: str = ""
    target_prefix: str = ""
    source_prefix: str = ""


@dataclass(frozen=True, slots=True)
class _Member:
    """A file of the package that is wanted, and its place below the folder."""

    info: zipfile.ZipInfo
    place: PurePosixPath


def read_metadata(path: Path) -> Metadata:
    """Return what a package or a model folder says of itself. Raises `InputError`."""
    try:
        if path.is_dir():
            with (path / METADATA).open("rb") as file:
                content = file.read(_MAX_METADATA)
        else:
            with zipfile.ZipFile(path) as package:
                found = {str(member.place): member.info for member in _members(package, path)}
                if not set(found) >= _NEEDED or not any(kind <= set(found) for kind in _TABLES):
                    raise unusable(path)
                with package.open(found[METADATA]) as file:
                    content = file.read(_MAX_METADATA)
        return msgspec.json.decode(content, type=Metadata)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, *_ZIP_FAULTS):
        raise unusable(path) from None


def unpacked(package: Path, cache: Path) -> Path:
    """Return the folder of the model in ``package``, unpacked below ``cache`` by its digest.

    A second call finds it there. Nothing is left behind by a call that fails. Raises `InputError`.
    """
    try:
        with package.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        folder = cache / digest
        if not folder.is_dir():
            cache.mkdir(parents=True, exist_ok=True)
            _unpack(package, cache, folder)
    except (OSError, *_ZIP_FAULTS):
        raise unusable(package) from None
    return folder


#: What `zipfile` raises on a broken, encrypted or unknown kind of package.
_ZIP_FAULTS: Final = (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError)


def _unpack(package: Path, cache: Path, folder: Path) -> None:
    """Unpack into a folder beside ``folder`` and put it in its place when all is there."""
    partial = Path(tempfile.mkdtemp(prefix="unpacking-", dir=cache))
    try:
        with zipfile.ZipFile(package) as opened:
            for member in _members(opened, package):
                place = partial.joinpath(*member.place.parts)
                place.parent.mkdir(parents=True, exist_ok=True)
                # A name that stands twice in the package fails at the second.
                with opened.open(member.info) as source, place.open("xb") as target:
                    # Never more than its table says: `zipfile` reads no further, and the sum was checked.
                    shutil.copyfileobj(source, target, _CHUNK)
        if not (partial / _WANTED_FOLDER / "model.bin").is_file():
            raise unusable(package)
        if not folder.is_dir():  # another process may have been quicker
            partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _members(package: zipfile.ZipFile, path: Path) -> list[_Member]:
    """Return the wanted files with safe places. Raises `InputError` when any file of it is unsafe."""
    infos = package.infolist()
    if len(infos) > _MAX_FILES or sum(info.file_size for info in infos) > _MAX_BYTES:
        raise unusable(path)
    found: list[_Member] = []
    for info in infos:
        place = PurePosixPath(info.filename)
        if not _is_safe(info, place):
            raise unusable(path)
        # The first part is the package's own name, such as translate-zh_en-1_9.
        inner = PurePosixPath(*place.parts[1:])
        if not info.is_dir() and _is_wanted(inner):
            found.append(_Member(info, inner))
    return found


def _is_wanted(place: PurePosixPath) -> bool:
    """Tell whether the engine uses a file."""
    return str(place) in _WANTED or (len(place.parts) > 1 and place.parts[0] == _WANTED_FOLDER)


def _is_safe(info: zipfile.ZipInfo, place: PurePosixPath) -> bool:
    """Tell whether an entry stays in its folder, is a plain file and no bomb."""
    if place.is_absolute() or ".." in place.parts or "\\" in info.filename or ":" in info.filename:
        return False
    mode = stat.S_IFMT(info.external_attr >> 16)
    if mode not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return False
    return info.file_size <= max(_SMALL, info.compress_size * _MAX_RATIO)


def unusable(path: Path) -> InputError:
    """Return the error for a package that cannot be used."""
    return InputError(
        _("“{name}” is not a usable model package. Get it again from its maker.").format(
            name=path.name
        )
    )

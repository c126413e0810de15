"""Files that are whole or not there: safe names, written beside, synced, then put in place together."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from localizer.errors import OutputError
from localizer.i18n import N_, _

#: Bytes a name may have in UTF-8: common file systems take 255, and endings are added to ours.
MAX_NAME: Final = 120
#: The folder files are written into before they are put in place.
SCRATCH_PREFIX: Final = ".localizer-export-"
#: Names Windows keeps for devices, with any ending (Microsoft, "Naming Files, Paths, and Namespaces",
#: checked 2026-11-21).
_RESERVED: Final = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE
)
_REFUSED: Final = re.compile(r'[<>:"/\\|?*]+')
_CHUNK: Final = 1 << 20
_FULL: Final = N_("The disk is full: {file} was not written. Free some space and export again.")
_DENIED: Final = N_(
    "{file} cannot be written: there is no permission, or another program has it open. Close it there "
    "or choose another folder."
)
_SENTENCES: Final = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EROFS: N_("{file} cannot be written: the disk is read-only. Choose another folder."),
    errno.EEXIST: N_("{file} is a file, not a folder. Choose another folder."),
    errno.ENOTDIR: N_("{file} is a file, not a folder. Choose another folder."),
    errno.EISDIR: N_("{file} is a folder. Move it away or choose another folder."),
    errno.ENAMETOOLONG: N_("The name {file} is too long. Choose a folder with a shorter name."),
}
_OTHER: Final = N_("{file} cannot be written ({reason}). Check the disk or network drive it is on.")


@dataclass(frozen=True, slots=True)
class Sealed:
    """A written file: its size in bytes and its SHA-256 in hex."""

    size: int
    sha256: str


def safe_name(text: str, fallback: str = "export") -> str:
    """Return ``text`` as one part of a path that every system takes and that stays in its folder.

    Separators become ``-``, invisible and control characters go, as do dots and spaces at the ends;
    what is left of nothing is ``fallback``.
    """
    visible = (
        char
        for char in unicodedata.normalize("NFC", text)
        if not unicodedata.category(char).startswith("C") or char in "\t\n"
    )
    joined = _REFUSED.sub("-", " ".join("".join(visible).split()))
    name = _cut(joined.strip(" ."), MAX_NAME).strip(" .")
    if not name:
        return fallback
    return f"_{name}" if _RESERVED.fullmatch(name.partition(".")[0].rstrip()) else name


def _cut(text: str, size: int) -> str:
    """Return the beginning of ``text`` that has at most ``size`` bytes."""
    return text.encode()[:size].decode(errors="ignore")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn the system's failures inside the block into an `OutputError` about ``path``."""
    try:
        yield
    except OSError as error:
        sentence = _SENTENCES.get(error.errno or 0, _OTHER)
        reason = error.strerror or type(error).__name__
        raise OutputError(_(sentence).format(file=path, reason=reason)) from error


class Scratch:
    """A folder inside the target folder where files wait until all of them are whole."""

    def __init__(self, folder: Path, *, leave_empty: bool = True) -> None:
        """Make ``folder`` where it is missing. Raises `OutputError` when it cannot be written to.

        Without ``leave_empty`` it goes again where nothing was put in place.
        """
        self.folder = folder
        self._leave_empty = leave_empty
        with told(folder):
            folder.mkdir(parents=True, exist_ok=True)
            self.path = Path(tempfile.mkdtemp(prefix=SCRATCH_PREFIX, dir=folder))

    def __enter__(self) -> Self:
        """Return the folder itself."""
        return self

    def __exit__(self, *_exc: object) -> None:
        """Remove what was not put in place."""
        shutil.rmtree(self.path, ignore_errors=True)
        if not self._leave_empty:
            with contextlib.suppress(OSError):  # something is in it
                self.folder.rmdir()

    def seal(self, path: Path) -> Sealed:
        """Sync a waiting file to the disk and return its size and digest."""
        digest = hashlib.sha256()
        size = 0
        with told(self.folder / path.name), path.open("r+b") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
            os.fsync(stream.fileno())
        return Sealed(size, digest.hexdigest())

    def place(self, path: Path, name: str) -> Path:
        """Put a waiting file in place as ``name``, over an older one; return where it is."""
        wanted = self.folder / name
        with told(wanted):
            path.replace(wanted)
        return wanted


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` last through a power cut, where the system can."""
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def remove(path: Path) -> None:
    """Remove a file that may be gone already. Raises `OutputError`."""
    with told(path):
        path.unlink(missing_ok=True)

"""The translator's package: one file with everything a freelancer needs, which comes back and is merged.

It is a ZIP archive: ``manifest.json`` tells what it is; ``units.xlf`` and ``units.xlsx`` hold the texts for
other programs and ``units.json`` for ours, ``products.json`` the products without cost or price,
``terms.tbx`` and ``memory.tmx`` what is known of them,
``pictures/`` small pictures; ``preview.html`` and ``README.txt`` are for who opens it by hand. The same
content makes the same bytes.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

import msgspec

from localizer.exchange.whole import put_in_place
from localizer.jobs import SILENT, Progress
from localizer.model.exchange import ExchangeHead

ENDING: Final = ".localizer-pkg"
FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
XLIFF: Final = "units.xlf"
WORKBOOK: Final = "units.xlsx"
TEXTS: Final = "units.json"
PRODUCTS: Final = "products.json"
TERMS: Final = "terms.tbx"
MEMORY: Final = "memory.tmx"
PREVIEW: Final = "preview.html"
README: Final = "README.txt"
PICTURES: Final = "pictures/"
#: The moment every member is from: the earliest a ZIP archive can tell.
_MADE: Final = (1980, 1, 1, 0, 0, 0)
#: Of Unix, a plain file that its owner may write.
_MODE: Final = 0o100644 << 16
_STORED: Final = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".xlsx")
_CHUNK: Final = 1 << 20


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a package says of itself.

    ``bases`` gives for each unit the hashes of the source and target that went out; ``members`` the SHA-256
    of each other file. ``targets`` are written as ``TH/shopee``, ``date`` is the launch's (ISO 8601).
    ``returned`` tells that it comes back from a translator.
    """

    format: int = FORMAT
    package_id: str
    workspace_id: str
    source_locale: str
    target_locale: str
    launch: str
    date: str
    made_at: str
    targets: tuple[str, ...] = ()
    sender: str = ""
    units: int = 0
    returned: bool = False
    bases: dict[str, tuple[str, str]] = {}
    members: dict[str, str] = {}

    @property
    def head(self) -> ExchangeHead:
        """Return what is true of the files in it."""
        return ExchangeHead(
            self.source_locale,
            self.target_locale,
            self.launch,
            self.made_at,
            self.package_id,
            self.workspace_id,
        )


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a package: its name inside, and where its content lies or the content itself."""

    name: str
    content: Path | bytes


def write_package(
    path: Path, manifest: Manifest, members: Sequence[Member], *, progress: Progress = SILENT
) -> Manifest:
    """Write a package and return its manifest with the digests; the old file stays whole until then.

    Raises `OutputError`.
    """
    digests: dict[str, str] = {}
    with put_in_place(path) as file, zipfile.ZipFile(file, "w") as archive:
        for number, member in enumerate(members):
            progress.step(number, len(members))
            with archive.open(_info(member.name), "w", force_zip64=True) as stream:
                digests[member.name] = _copy(member.content, stream.write)
        whole = msgspec.structs.replace(manifest, members=digests)
        archive.writestr(_info(MANIFEST), encode(whole))
    return whole


def encode(manifest: Manifest) -> bytes:
    """Return a manifest as JSON a person can read."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _MADE)
    info.external_attr = _MODE
    info.create_system = 3
    packs = not name.lower().endswith(_STORED)
    info.compress_type = zipfile.ZIP_DEFLATED if packs else zipfile.ZIP_STORED
    return info


def _copy(content: Path | bytes, write: Callable[[bytes], object]) -> str:
    digest = hashlib.sha256()
    if isinstance(content, bytes):
        digest.update(content)
        write(content)
        return digest.hexdigest()
    with content.open("rb") as stream:
        for chunk in chunks(stream):
            digest.update(chunk)
            write(chunk)
    return digest.hexdigest()


def chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield what is left of a stream, some of it at a time."""
    while chunk := stream.read(_CHUNK):
        yield chunk

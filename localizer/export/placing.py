"""Put the files of an export in place together, and take away what would belie them."""

from __future__ import annotations

import glob
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from localizer.export import manifest
from localizer.export.files import Scratch, remove, safe_name, sync_folder, told
from localizer.export.formats import FILES, first_of
from localizer.export.gate import GateState
from localizer.export.manifest import Json
from localizer.export.record import TargetExport
from localizer.export.writer import Part

#: Stands in the names of files that hold only what changed.
CHANGED: Final = "changed"


def file_name(label: str, part: Part, state: GateState, *, only_changed: bool = False) -> str:
    """Return the name of a file: ``TH-shopee.listings.csv``, ``TH-shopee.listings.changed.draft.csv``."""
    kind = ".".join(filter(None, (part.kind, CHANGED if only_changed else "")))
    return _stamped(label, kind, part.suffix, state)


def _stamped(label: str, kind: str, suffix: str, state: GateState) -> str:
    pieces = [safe_name(label), kind, "draft" if state is GateState.DRAFT else ""]
    return ".".join(filter(None, pieces)) + suffix


class Outcome(StrEnum):
    """What becomes of a target."""

    WRITTEN = "written"
    #: It is a draft, and only what is approved was wanted.
    LEFT_OUT = "left_out"
    #: Only what changed was wanted, and nothing has.
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A target whose files are not in place yet, and where each of them is."""

    export: TargetExport
    outcome: Outcome
    paths: tuple[Path, ...] = ()

    def stale(self) -> tuple[str, ...]:
        """Return the names that must not stay beside this export: they would say another state."""
        left_out = self.outcome is Outcome.LEFT_OUT
        states = [one for one in GateState if left_out or one is not self.export.verdict.state]
        label = self.export.label
        return tuple(_stamped(label, kind, suffix, one) for kind, suffix in FILES for one in states)

    def stale_numbered(self, folder: Path, placed: Collection[str]) -> Iterator[str]:
        """Yield numbered files in ``folder`` whose first one is written anew or goes as well."""
        start = f"{safe_name(self.export.label)}."
        for path in folder.glob(f"{glob.escape(start)}*"):
            kind = path.name.removeprefix(start).removesuffix(path.suffix)
            plain = kind.removesuffix(".draft")
            if not (first := first_of(plain, path.suffix)):
                continue
            first_name = f"{start}{first}{kind.removeprefix(plain)}{path.suffix}"
            if first_name in placed or first_name in self.stale():
                yield path.name


@dataclass(frozen=True, slots=True)
class Placed:
    """Names of the older files that went, and the digest of the manifest that is in place."""

    removed: tuple[str, ...]
    sha256: str


def put_in_place(
    scratch: Scratch, waiting: Sequence[Waiting], content: Callable[[Sequence[Json]], bytes]
) -> Placed:
    """Put the waiting files in place with their manifest, which ``content`` makes from what it carries on.

    Raises `OutputError`; then every file in the folder is whole, and no manifest says otherwise.
    """
    exported = tuple(one.export for one in waiting if one.outcome is Outcome.WRITTEN)
    placed = {file.name for one in exported for file in one.files}
    found = (
        name
        for one in waiting
        for name in (*one.stale(), *one.stale_numbered(scratch.folder, placed))
    )
    stale = dict.fromkeys(name for name in found if name not in placed)
    targets = {one.export.target for one in waiting}
    carried = manifest.earlier(scratch.folder, targets, {*placed, *stale})
    record = scratch.path / manifest.NAME
    with told(scratch.folder / manifest.NAME):
        record.write_bytes(content(carried))
    sealed = scratch.seal(record)
    # A folder without a manifest is visibly unfinished; with one it holds what the manifest says.
    remove(scratch.folder / manifest.NAME)
    for one in waiting:
        for path, file in zip(one.paths, one.export.files, strict=True):
            scratch.place(path, file.name)
    removed = tuple(name for name in stale if (scratch.folder / name).is_file())
    for name in removed:
        remove(scratch.folder / name)
    scratch.place(record, manifest.NAME)
    sync_folder(scratch.folder)
    return Placed(removed, sealed.sha256)

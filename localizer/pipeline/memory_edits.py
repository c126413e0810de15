"""A person's edits of the translation memory, each one undoable step. Listings stay as they are."""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from localizer.catalog import memory, memory_browse
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.jobs import SILENT, Progress
from localizer.model.changes import Changes
from localizer.store.database import Store

#: Points off matches of an attached memory: what is proposed, and the most. With 25 a perfect match comes to
#: 75, the least that is shown.
PENALTY: Final = 5
MOST_PENALTY: Final = 25


def change_target(store: Store, number: int, text: str) -> Changes:
    """Give the pair ``number`` another target, which from now on is a person's.

    The same text changes nothing. Raises `InputError` for an empty text and for a pair that is gone.
    """
    target = unicodedata.normalize("NFC", text).strip()
    if not target:
        raise InputError(_("A translation cannot be empty. Delete the pair instead."))
    with store.step(N_("Change a translation in the memory")) as step:
        found = memory.by_ids(step, [number]).get(number)
        if found is None:
            raise InputError(_("This pair is no longer in the memory."))
        if found.target != target:
            memory_browse.put_target(step, number, target)
    return step.changes


def forget(store: Store, numbers: Sequence[int], *, progress: Progress = SILENT) -> Changes:
    """Delete pairs together; those that are gone already do not matter. Cancelled, all of them stay."""
    wanted = array("q", sorted(set(numbers)))
    label = N_("Delete a pair from the memory")
    if len(wanted) > 1:
        label = N_("Delete {n} pairs from the memory")
    with store.step(label, durable=len(wanted) <= memory.MANY, n=str(len(wanted))) as step:
        for start in range(0, len(wanted), memory.MANY):
            progress.step(start, len(wanted))
            memory_browse.drop(step, wanted[start : start + memory.MANY])
    progress.step(len(wanted), len(wanted))
    return step.changes


def attach(store: Store, path: Path, penalty: int = PENALTY) -> Changes:
    """Let matches come from the memory of another workspace too, or change how much they lose.

    Raises `InputError` for the workspace itself and for points outside 0 to `MOST_PENALTY`, `WorkspaceError`
    for a file whose memory cannot be read.
    """
    if not 0 <= penalty <= MOST_PENALTY:
        raise InputError(
            _("Points off a match go from 0 to {most}, not {given}.").format(
                most=MOST_PENALTY, given=penalty
            )
        )
    whole = path.resolve()
    if whole == store.path.resolve():
        raise InputError(
            _("This workspace has its own memory at hand already. Choose another file.")
        )
    with memory_browse.opened(whole) as reader:
        memory.size(reader)
    with store.step(N_("Attach the memory {file}"), file=whole.name) as step:
        memory_browse.put_attached(step, whole, penalty)
    return step.changes


def set_penalty(store: Store, path: Path, penalty: int) -> Changes:
    """Change how many points matches of an attached memory lose, whether or not its file is there now."""
    given = min(max(penalty, 0), MOST_PENALTY)
    # Turning a wheel is one step, not ten.
    key = f"penalty:{path}"
    with store.step(
        N_("Change the points off the memory {file}"), merge_key=key, file=path.name
    ) as step:
        if any(one.path == path for one in memory_browse.attached(step)):
            memory_browse.put_attached(step, path, given)
    return step.changes


def detach(store: Store, number: int) -> Changes:
    """Use an attached memory no longer; its file stays as it is."""
    found = {one.id: one for one in memory_browse.attached(store.read())}
    name = found[number].path.name if number in found else ""
    with store.step(N_("Detach the memory {file}"), file=name) as step:
        memory_browse.drop_attached(step, number)
    return step.changes

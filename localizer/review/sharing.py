"""Whose work texts are, which are locked, what is said about them, what a changed source means for them.

Each decision is one undoable step.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from localizer.catalog import assignments, notes, translations
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.model.changes import Changes
from localizer.model.segment import SOURCE_CHANGED, State
from localizer.store.database import Reader, Store


def refuse_locked(reader: Reader, ids: Collection[int]) -> None:
    """Raise `InputError` when one of the texts ``ids`` is locked."""
    if assignments.locked_among(reader, ids):
        raise InputError(_("This text is locked. Unlock it first (Review menu)."))


def assign(store: Store, ids: Sequence[int], person: str) -> Changes:
    """Give texts to a person, or with an empty name to nobody in particular."""
    name = " ".join(person.split())
    label = N_("Texts assigned to {person}: {n}") if name else N_("Texts assigned to nobody: {n}")
    with store.step(label, n=str(len(ids)), person=name) as step:
        assignments.assign(step, ids, name)
    return step.changes


def lock(store: Store, ids: Sequence[int], *, locked: bool) -> Changes:
    """Lock texts, or unlock them: nobody changes a locked text, and no draft does."""
    label = N_("Texts locked: {n}") if locked else N_("Texts unlocked: {n}")
    with store.step(label, n=str(len(ids))) as step:
        assignments.set_locked(step, ids, locked=locked)
    return step.changes


def add_note(store: Store, segment_id: int, locale: str, text: str) -> Changes:
    """Say something about a segment's text in ``locale``, or with an empty one to all who translate it.

    Raises `InputError` when nothing is said.
    """
    if not text.strip():
        raise InputError(_("Write the comment first."))
    with store.step(N_("Comment on a text")) as step:
        notes.add(step, segment_id, locale, text)
    return step.changes


def resolve_note(store: Store, number: int, *, resolved: bool) -> Changes:
    """Mark what was said as settled, or as open again."""
    label = N_("Settle a comment") if resolved else N_("Open a comment again")
    with store.step(label) as step:
        notes.set_resolved(step, number, resolved=resolved)
    return step.changes


def keep_meaning(store: Store, ids: Sequence[int]) -> Changes:
    """Let texts stand although their sources changed: they mean the same. Locked texts stay as they are."""
    with store.step(N_("Texts kept, the meaning is the same: {n}"), n=str(len(ids))) as step:
        for pair in _unlocked(step, ids):
            new = replace(
                pair.translation,
                source_hash=pair.segment.source_hash,
                state=State.TRANSLATED,
                reason="",
            )
            translations.save(step, (pair.id, pair.translation), new)
    return step.changes


def change_meaning(store: Store, ids: Sequence[int], comment: str) -> Changes:
    """Send texts back because their sources mean something else now; ``comment`` says so."""
    with store.step(N_("Texts sent back, the meaning changed: {n}"), n=str(len(ids))) as step:
        for pair in _unlocked(step, ids):
            new = replace(
                pair.translation, state=State.SENT_BACK, comment=comment, reason=SOURCE_CHANGED
            )
            translations.save(step, (pair.id, pair.translation), new)
    return step.changes


def _unlocked(reader: Reader, ids: Sequence[int]) -> list[translations.Pair]:
    locked = assignments.locked_among(reader, ids)
    return [translations.pair(reader, number) for number in ids if number not in locked]

"""Writes what becomes of texts that come back: what stands, suggestions, comments; some at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from localizer.catalog import exchange, suggestions
from localizer.catalog.exchange import NewNote, NewText, Stood
from localizer.catalog.notes import Note
from localizer.catalog.suggestions import NewSuggestion
from localizer.i18n import _
from localizer.model.exchange import ExchangeHead, Unit, UnitNote, UnitPlace, unit_place
from localizer.model.segment import State, text_hash
from localizer.review.merge import MAX_TEXT, Decision, Ours, Verdict, decide, source_changed
from localizer.store.database import Step

#: So many texts of each verdict are told one by one; the rest are counted.
TOLD: Final = 1_000


@dataclass(frozen=True, slots=True)
class MergeLine:
    """One text of a report: where it belongs, what came back, what stands here, and why as a sentence.

    ``field`` is empty and ``product`` the file's own word for a text nobody knows here.
    """

    id: str
    product_key: str
    product: str
    field: str
    name: str
    position: int
    text: str
    ours: str = ""
    reason: str = ""


class Merging:
    """Merges batches of units into one locale inside one step, and counts.

    ``by`` is who sent them. ``touched`` are the products with another text than before; ``approved`` the
    segments whose text was approved there and stands here.
    """

    def __init__(
        self, step: Step, head: ExchangeHead, *, by: str = "", origins: bool = False
    ) -> None:
        """Merge nothing yet; ``origins`` as in `decide`."""
        self._origins = origins
        self._step, self._head, self._by = step, head, by
        self._locale = head.target_locale
        self._stood: dict[int, Stood] = {}
        self.counts: Counter[Verdict] = Counter()
        self.lines: dict[Verdict, list[MergeLine]] = {one: [] for one in Verdict}
        self.notes = 0
        self.note_lines: list[MergeLine] = []
        self.touched: set[int] = set()
        self.approved: list[int] = []

    def take(self, units: Sequence[Unit]) -> None:
        """Merge some units; a text that is there twice meets what the first one left."""
        places = [_wanted(unit) for unit in units]
        found = exchange.find(self._step, self._locale, places)
        new = _Batch()
        said: list[tuple[Stood, Unit]] = []
        for unit, known in zip(units, found, strict=True):
            if known is None:
                reason = " · ".join(one.text for one in unit.notes)
                self._tell(unit, None, Decision(Verdict.UNKNOWN, unit.target or "", reason=reason))
                continue
            stood = new.stood.get(known.segment_id, known)
            decision = decide(_ours(stood), unit, origins=self._origins)
            self._tell(unit, stood, decision)
            self._keep(new, stood, unit, decision)
            if unit.notes:
                said.append((stood, unit))
        self._write(new)
        self._say(said)

    def _keep(self, new: _Batch, stood: Stood, unit: Unit, decision: Decision) -> None:
        if decision.verdict is Verdict.APPLIED:
            new.stood[stood.segment_id] = replace(
                stood,
                text=decision.text,
                state=decision.state,
                origin=decision.origin,
                reason="",
            )
            self.touched.add(stood.product_id)
        elif decision.suggests:
            new.suggested.append(
                NewSuggestion(
                    stood.segment_id,
                    self._locale,
                    decision.text,
                    self._by,
                    decision.verdict.value,
                    unit.source_hash,
                    self._head.package_id,
                )
            )
        now = new.stood.get(stood.segment_id, stood)
        if unit.state is State.APPROVED and _stands(now, unit):
            self.approved.append(stood.segment_id)

    def _write(self, new: _Batch) -> None:
        texts = [
            NewText(one.id, one.segment_id, one.source_hash, one.text, one.state, one.origin)
            for one in new.stood.values()
        ]
        exchange.write_texts(self._step, self._locale, texts, by=self._by)
        suggestions.keep(self._step, new.suggested)

    def _tell(self, unit: Unit, stood: Stood | None, decision: Decision) -> None:
        self.counts[decision.verdict] += 1
        lines = self.lines[decision.verdict]
        if len(lines) < TOLD and decision.verdict is not Verdict.EMPTY:
            text = decision.text or (unit.target or "")[:MAX_TEXT]
            lines.append(_line(unit, stood, text, decision.reason))

    def _say(self, said: Sequence[tuple[Stood, Unit]]) -> None:
        """Keep the comments nobody has said here yet; what is settled there is settled here."""
        known = exchange.notes_of(
            self._step, self._locale, [stood.segment_id for stood, _unit in said]
        )
        new: list[NewNote] = []
        settled: list[int] = []
        for stood, unit in said:
            heard = known.setdefault(stood.segment_id, [])
            for note in unit.notes:
                text = exchange.clean_note(note.text)[:MAX_TEXT]
                if not text or text == stood.comment:
                    continue
                same = next((one for one in heard if _is_same(one, note, text)), None)
                if same is not None:
                    settled += [same.id] if note.resolved and not same.resolved and same.id else []
                    continue
                made = self._note(stood.segment_id, note, text)
                new.append(made)
                heard.append(
                    Note(0, made.segment_id, made.locale, text, made.by, made.at, made.resolved)
                )
                self._tell_note(unit, stood, text)
        exchange.write_notes(self._step, new)
        exchange.settle_notes(self._step, settled)

    def _note(self, segment_id: int, note: UnitNote, text: str) -> NewNote:
        locale = "" if note.to_all else self._locale
        at = exchange.utc(note.at) or exchange.utc(self._head.made_at)
        return NewNote(segment_id, locale, text, note.by or self._by, at, note.resolved)

    def _tell_note(self, unit: Unit, stood: Stood, text: str) -> None:
        self.notes += 1
        if len(self.note_lines) < TOLD:
            self.note_lines.append(_line(unit, stood, text, ""))


class _Batch:
    """What is written of one batch."""

    def __init__(self) -> None:
        self.stood: dict[int, Stood] = {}
        self.suggested: list[NewSuggestion] = []


def _wanted(unit: Unit) -> tuple[UnitPlace | None, str]:
    """Return which text a unit is, and the hash of its source when it went out."""
    place = unit_place(unit.id)
    if place is None and unit.product_key and unit.field is not None:
        place = UnitPlace(unit.product_key, unit.field, unit.name, unit.position)
    return place, unit.source_hash or (text_hash(unit.source) if unit.source else "")


def _ours(stood: Stood) -> Ours:
    return Ours(
        stood.source,
        stood.source_hash,
        stood.text,
        stood.state,
        stood.origin,
        stood.reason,
        stood.locked,
    )


def _stands(stood: Stood, unit: Unit) -> bool:
    """Tell whether the text of a unit stands, for the source it was written for, and may be approved."""
    free = not stood.locked and not source_changed(_ours(stood), unit)
    return free and bool(unit.target) and text_hash(unit.target or "") == text_hash(stood.text)


def _is_same(known: Note, said: UnitNote, text: str) -> bool:
    """Tell whether ``known`` is what was said; files may lose who said it and when."""
    if known.text != text:
        return False
    at = exchange.utc(said.at)
    return (not said.by or said.by == known.by) and (not at or at[:19] == known.at[:19])


def _line(unit: Unit, stood: Stood | None, text: str, reason: str) -> MergeLine:
    if stood is None:
        field = unit.field.value if unit.field is not None else ""
        place = (unit.product_key, unit.product, field, unit.name, unit.position)
        return MergeLine(unit.id, *place, text, "", reason)
    place = (stood.product_key, stood.product, stood.field.value, stood.name, stood.position)
    return MergeLine(unit.id, *place, text, stood.text, reason)


def sentence(verdict: Verdict) -> str:
    """Return why a suggestion does not stand, in the program's language."""
    known = {
        Verdict.CLASH: _("both sides changed"),
        Verdict.SOURCE_CHANGED: _("the source changed since"),
        Verdict.LOCKED: _("the text is locked"),
        Verdict.REFUSED: _("something is missing in it"),
    }
    return known.get(verdict, "")


def each_batch(units: Iterable[Unit], size: int) -> Iterator[list[Unit]]:
    """Yield units some at a time."""
    some: list[Unit] = []
    for unit in units:
        some.append(unit)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some

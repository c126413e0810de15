"""What checks offer takes the place of what they found: one finding or many, shown before, as one step."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from localizer.catalog import answers, assignments, findings, scripts, translations
from localizer.catalog.findings import StoredFinding
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.jobs import SILENT, Progress
from localizer.model.changes import Changes
from localizer.model.finding import Subject
from localizer.pipeline.answers import retold_answer
from localizer.pipeline.decide import retold_line
from localizer.pipeline.recheck import recheck
from localizer.pipeline.tools import Tools
from localizer.review import decisions
from localizer.store.database import Reader, Step, Store

#: A part of something that has a text of its own: its kind, its id, its line.
Part = tuple[Subject, int, int]
NO_FIX: Final = N_("The check offers nothing to put in its place.")
CHANGED: Final = N_("The text was changed since it was checked.")
OVERLAPS: Final = N_("Another fix of this list changes the same words; check again after it.")
EMPTY: Final = N_("Nothing would be left of the text.")
GONE: Final = N_("The finding is gone.")
LOCKED: Final = N_("The text is locked.")


@dataclass(frozen=True, slots=True)
class Fix:
    """What fixing one finding would do to the text or line it is about.

    ``before`` and ``after`` are the whole text, ``start`` and ``end`` the span in ``before`` that ``new``
    takes the place of. Where nothing can be done ``problem`` says why, as a msgid.
    """

    stored: StoredFinding
    part: Part | None = None
    before: str = ""
    start: int = 0
    end: int = 0
    new: str = ""
    problem: str = ""

    @property
    def after(self) -> str:
        """Return the text with this fix alone."""
        return self.before[: self.start] + self.new + self.before[self.end :]


@dataclass(frozen=True, slots=True)
class FixReport:
    """How many findings were fixed, and those that were left, each with the reason as a msgid."""

    fixed: int
    left: tuple[tuple[int, str], ...]
    changes: Changes = field(default_factory=Changes)


def preview_fixes(reader: Reader, ids: Sequence[int]) -> tuple[Fix, ...]:
    """Return what fixing each of ``ids`` would do, in their order; those that are gone are left out."""
    found = {one.id: one for one in findings.load_many(reader, ids)}
    texts: dict[tuple[Subject, int], tuple[str, ...]] = {}
    return tuple(_fix(reader, found[number], texts) for number in ids if number in found)


def fix_all(
    store: Store, tools: Tools, ids: Sequence[int], *, progress: Progress = SILENT
) -> FixReport:
    """Fix the findings ``ids`` as one step and check what it touched.

    A fix is made only where the text still holds the words it was offered for. A fixed text is as one that
    a person edited: it waits for its approval again.
    """
    with store.step(N_("Fix {n} findings"), n=str(len(ids))) as step:
        plan = preview_fixes(step, ids)
        known = {one.stored.id for one in plan}
        left = [(number, GONE) for number in ids if number not in known]
        left += [(one.stored.id, one.problem) for one in plan if one.problem]
        done: list[Fix] = []
        parts = _by_part(plan)
        for place, (part, fixes) in enumerate(parts.items()):
            progress.step(place, len(parts))
            made, refused = _apply(store, step, tools, part, fixes)
            done += made
            left += [(one.stored.id, problem) for one, problem in refused]
    owners = sorted({one.stored.place.product_id for one in done})
    changes = recheck(store, tools, step.changes, owners, progress=progress)
    return FixReport(len(done), tuple(left), changes)


def fix_one(store: Store, tools: Tools, finding_id: int) -> Changes:
    """Fix one finding. Raises `InputError` that says why it can not be."""
    report = fix_all(store, tools, [finding_id])
    if report.left:
        raise InputError(_(report.left[0][1]))
    return report.changes


def dismiss(store: Store, ids: Sequence[int], reason: str) -> Changes:
    """Let findings pass for one reason, as one step. Raises `InputError` without a reason."""
    if not reason.strip():
        raise InputError(_("Say why this may pass; the reason is written into the manifest."))
    with store.step(N_("Overrule {n} findings"), n=str(len(ids))) as step:
        for number in ids:
            # One decision may let others of the same words pass: it is looked at anew
            for stored in findings.load_many(step, [number]):
                if not stored.overruled:
                    findings.overrule(step, stored, reason.strip())
    return step.changes


def _fix(
    reader: Reader, stored: StoredFinding, texts: dict[tuple[Subject, int], tuple[str, ...]]
) -> Fix:
    """Return the fix of one finding; ``texts`` are those read before."""
    if stored.finding.fix is None:
        return Fix(stored, problem=NO_FIX)
    subject, number = stored.place.subject, stored.place.subject_id
    if subject is Subject.TRANSLATION and assignments.locked_among(reader, [number]):
        return Fix(stored, problem=LOCKED)
    if (subject, number) not in texts:
        texts[subject, number] = _lines(reader, subject, number)
    lines = texts[subject, number]
    spot = _spot(lines, stored)
    if spot is None:
        return Fix(stored, problem=CHANGED)
    line, start, end = spot
    made = Fix(stored, (subject, number, line), lines[line], start, end, stored.finding.fix)
    return made if made.after.strip() else replace(made, problem=EMPTY)


def _lines(reader: Reader, subject: Subject, number: int) -> tuple[str, ...]:
    """Return the texts of a thing that spans count in, joined by line ends; none where it is gone."""
    try:
        if subject is Subject.TRANSLATION:
            return (translations.pair(reader, number).translation.text,)
        if subject is Subject.SCRIPT:
            return tuple(line.text for line in scripts.load(reader, number).script.lines)
        if subject is Subject.ANSWER:
            return (answers.load(reader, number).line.text,)
    except LookupError:
        return ()
    return ()


def _spot(lines: Sequence[str], stored: StoredFinding) -> tuple[int, int, int] | None:
    """Return the line and the span in it; ``None`` where it does not hold the words found any more."""
    finding = stored.finding
    if not finding.end:
        # It is about the whole, which only a text of one line is
        return (0, 0, len(lines[0])) if len(lines) == 1 else None
    begin = 0
    for number, line in enumerate(lines):
        start, end = finding.start - begin, finding.end - begin
        if start <= len(line):
            fits = end <= len(line)
            same = start == end or line[start:end] == stored.passage
            return (number, start, end) if fits and same else None
        begin += len(line) + 1
    return None


def _by_part(plan: Iterable[Fix]) -> Mapping[Part, list[Fix]]:
    parts: dict[Part, list[Fix]] = {}
    for one in plan:
        if one.part is not None and not one.problem:
            parts.setdefault(one.part, []).append(one)
    return parts


def _apply(
    store: Store, step: Step, tools: Tools, part: Part, fixes: Sequence[Fix]
) -> tuple[list[Fix], list[tuple[Fix, str]]]:
    """Make the fixes of one text; return those made and those refused with the reason."""
    made, refused = _apart(fixes)
    text = made[0].before
    for one in reversed(list(_once(made))):
        text = text[: one.start] + one.new + text[one.end :]
    text = unicodedata.normalize("NFC", text).strip()
    if not text:
        return [], [*((one, EMPTY) for one in made), *refused]
    _write(store, step, tools, part, text)
    return made, refused


def _apart(fixes: Sequence[Fix]) -> tuple[list[Fix], list[tuple[Fix, str]]]:
    """Tell fixes that can be made at once from those that would change words another one changes.

    The same finding of several targets is the same fix.
    """
    made: list[Fix] = []
    refused: list[tuple[Fix, str]] = []
    for one in sorted(fixes, key=lambda one: (one.start, one.end)):
        if not made or _is_same(one, made[-1]) or _is_behind(one, made[-1]):
            made.append(one)
        else:
            refused.append((one, OVERLAPS))
    return made, refused


def _once(fixes: Iterable[Fix]) -> Iterator[Fix]:
    last: Fix | None = None
    for one in fixes:
        if last is None or not _is_same(one, last):
            yield one
        last = one


def _is_behind(one: Fix, last: Fix) -> bool:
    """Tell whether ``one`` begins after ``last``; two that only touch must both have words."""
    touches = one.start == last.end and one.end > one.start and last.end > last.start
    return one.start > last.end or touches


def _is_same(one: Fix, other: Fix) -> bool:
    return (one.start, one.end, one.new) == (other.start, other.end, other.new)


def _write(store: Store, step: Step, tools: Tools, part: Part, text: str) -> None:
    """Save ``text`` as a hand edit does, in the open ``step``."""
    subject, number, index = part
    if subject is Subject.TRANSLATION:
        decisions.edit_text(store, number, text)
    elif subject is Subject.SCRIPT:
        line = retold_line(step, tools, scripts.load(step, number), index, text)
        decisions.edit_line(store, number, index, line)
    else:
        answer = answers.load(step, number)
        line = retold_answer(step, tools, answer, text)
        answers.save(step, answers.with_line(answer, line))

"""What a person decides about translations, scripts and findings; each decision is one undoable step."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from localizer.catalog import (
    assignments,
    findings,
    launches,
    memory,
    notes,
    overrules,
    products,
    scripts,
    translations,
)
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.model.changes import Changes
from localizer.model.finding import Severity, Subject
from localizer.model.launch import Target
from localizer.model.locale import language_script
from localizer.model.script import ScriptLine
from localizer.model.segment import (
    ASSUMED_REASON,
    ENGINE_REASON,
    FROM_PERSON,
    MemoryUnit,
    Origin,
    State,
    Translation,
    normalize,
)
from localizer.review import repeats
from localizer.review.sharing import refuse_locked
from localizer.store.database import Reader, Step, Store

#: Findings a person need not look at before a bulk approval.
_HARMLESS: Final = frozenset({Severity.INFO})
#: Origins a person has to look at: nobody has seen these words in this place.
_UNSEEN: Final = frozenset({Origin.MEMORY_FUZZY, Origin.ENGINE})
_OPEN: Final = frozenset({State.DRAFT, State.TRANSLATED})


@dataclass(frozen=True, slots=True)
class Approval:
    """How many were approved and how many were left for a person because something was found."""

    translations: int
    scripts: int
    left: int
    changes: Changes


def edit_text(store: Store, translation_id: int, text: str) -> Changes:
    """Set the text a person typed. Typing in one field within two seconds is one step."""
    clean = unicodedata.normalize("NFC", text).strip()
    with store.step(N_("Edit a translation"), merge_key=f"text:{translation_id}") as step:
        pair = translations.pair(step, translation_id)
        if clean == pair.translation.text:
            return Changes()
        refuse_locked(step, [translation_id])
        new = replace(
            pair.translation,
            text=clean,
            state=State.TRANSLATED if clean else State.UNTRANSLATED,
            origin=Origin.PERSON if clean else Origin.NONE,
            score=0,
            reason="",
            source_hash=pair.segment.source_hash,
        )
        translations.save(step, (pair.id, pair.translation), new)
    return step.changes


def approve(store: Store, ids: Sequence[int]) -> Changes:
    """Approve translations and remember them. Raises `InputError` when one has no text."""
    with store.step(N_("Approve {n} translations"), n=str(len(ids))) as step:
        refuse_locked(step, ids)
        for number in ids:
            _approve_one(step, translations.pair(step, number))
    return step.changes


def _approve_one(step: Step, pair: translations.Pair) -> None:
    if not pair.translation.text:
        raise InputError(
            _(
                "“{source}” has no translation yet, so it cannot be approved. Write one first."
            ).format(source=pair.segment.source)
        )
    new = replace(
        pair.translation,
        state=State.APPROVED,
        source_hash=pair.segment.source_hash,
        reason="",
        comment="",
    )
    translations.save(step, (pair.id, pair.translation), new)
    source_locale = products.source_locale(step, pair.segment.product_id)
    if language_script(source_locale) == language_script(new.locale):
        return
    if pair.translation.origin is Origin.COMPOSED:
        # Made of this product's facts, brand and units: for another one it is composed anew.
        return
    unit = MemoryUnit(
        source=normalize(pair.segment.source),
        source_locale=source_locale,
        target=new.text,
        target_locale=new.locale,
        context=pair.segment.field.value,
        created_by=step.by,
        origin=_author(pair.translation),
        place=products.key_of(step, pair.segment.product_id),
    )
    memory.remember(step, [unit])


def _author(translation: Translation) -> str:
    """Return who wrote an approved text: the engine where nobody changed its words, else a person."""
    if translation.origin is not Origin.ENGINE:
        return FROM_PERSON
    return translation.reason.removeprefix(ENGINE_REASON) or Origin.ENGINE.value


def send_back(store: Store, translation_id: int, comment: str) -> Changes:
    """Send a translation back with a comment for whoever writes it. Raises `InputError` without one."""
    if not comment.strip():
        raise InputError(_("Say in the comment what is to be changed."))
    with store.step(N_("Send a translation back")) as step:
        refuse_locked(step, [translation_id])
        pair = translations.pair(step, translation_id)
        new = replace(pair.translation, state=State.SENT_BACK, comment=comment.strip())
        translations.save(step, (pair.id, pair.translation), new)
        # It stays among the comments when the text is approved again
        notes.add(step, pair.segment.id, pair.translation.locale, comment)
    return step.changes


def approve_clean(store: Store, targets: Iterable[Target], product_ids: Sequence[int]) -> Approval:
    """Approve every drafted translation and script of ``targets`` that no check has anything against.

    What is untranslated, sent back or flagged is left for a person and counted. A text belongs to every
    target of its locale, so what is flagged for a target of any launch is not approved for another.
    """
    wanted = list(targets)
    with store.step(N_("Approve all clean work")) as step:
        sharing = _sharing_a_locale(step, wanted)
        flagged = frozenset().union(*(_flagged(step, target, product_ids) for target in sharing))
        pairs = _unapproved_pairs(step, wanted, product_ids)
        locked = assignments.locked(step)
        clean = [pair for pair in pairs if pair.id not in locked and _is_clean(pair, flagged)]
        for pair in clean:
            _approve_one(step, pair)
        repeats.spread(step, [one.id for one in clean if one.translation.origin is Origin.PERSON])
        pitches = _unapproved_scripts(step, wanted, product_ids)
        sound = [one for one in pitches if (Subject.SCRIPT, one.id) not in flagged]
        for one in sound:
            scripts.save(step, replace(one, state=State.APPROVED))
    left = len(pairs) - len(clean) + len(pitches) - len(sound)
    return Approval(len(clean), len(sound), left, step.changes)


def _sharing_a_locale(reader: Reader, targets: Sequence[Target]) -> tuple[Target, ...]:
    """Return ``targets`` and every target of any launch that shows texts of the same locales."""
    locales = frozenset(target.locale for target in targets)
    others = (
        target
        for launch in launches.all_launches(reader)
        for target in launch.targets
        if target.locale in locales
    )
    return tuple(dict.fromkeys((*targets, *others)))


def _unapproved_pairs(
    reader: Reader, targets: Iterable[Target], product_ids: Sequence[int]
) -> list[translations.Pair]:
    """Return each unapproved text once, though targets may share a locale."""
    found = {
        pair.id: pair
        for target in targets
        for product_id in product_ids
        for pair in translations.pairs(reader, product_id, target.locale)
        if pair.translation.state is not State.APPROVED
    }
    return list(found.values())


def _unapproved_scripts(
    reader: Reader, targets: Iterable[Target], product_ids: Sequence[int]
) -> list[scripts.StoredScript]:
    chosen = frozenset(product_ids)
    return [
        stored
        for target in targets
        for stored in scripts.of_target(reader, target)
        if stored.product_id in chosen and stored.state is not State.APPROVED
    ]


def _is_clean(pair: translations.Pair, flagged: frozenset[tuple[Subject, int]]) -> bool:
    """Tell whether a text is drafted and nothing speaks against approving it unseen.

    What general knowledge added, such as body measures of a size, only a person can confirm.
    """
    return (
        pair.translation.state in _OPEN
        and pair.translation.origin not in _UNSEEN
        and not _outdated(pair)
        and not pair.translation.reason.startswith(ASSUMED_REASON)
        and (Subject.TRANSLATION, pair.id) not in flagged
    )


def _outdated(pair: translations.Pair) -> bool:
    """Tell whether the source changed since; approving would hide it, whatever was checked."""
    return pair.translation.source_hash != pair.segment.source_hash


def _flagged(
    reader: Reader, target: Target, product_ids: Sequence[int]
) -> frozenset[tuple[Subject, int]]:
    found = findings.of_target(reader, target.market, target.channel, target.locale, product_ids)
    return frozenset(
        (item.place.subject, item.place.subject_id)
        for item in found
        if item.finding.severity not in _HARMLESS and not item.overruled
    )


def edit_line(store: Store, script_id: int, index: int, line: ScriptLine) -> Changes:
    """Replace one line of a script. Raises `InputError` when the script has no such line."""
    line = replace(line, text=unicodedata.normalize("NFC", line.text))
    with store.step(N_("Edit a script line"), merge_key=f"line:{script_id}:{index}") as step:
        stored = scripts.load(step, script_id)
        if not 0 <= index < len(stored.script.lines):
            raise InputError(_("The script has no line {n} any more.").format(n=index + 1))
        if stored.script.lines[index] == line:
            return Changes()
        scripts.save(step, scripts.with_line(stored, index, line))
    return step.changes


def approve_scripts(store: Store, ids: Sequence[int]) -> Changes:
    """Approve scripts."""
    with store.step(N_("Approve {n} scripts"), n=str(len(ids))) as step:
        for number in ids:
            scripts.save(step, replace(scripts.load(step, number), state=State.APPROVED))
    return step.changes


def overrule(store: Store, finding_id: int, reason: str) -> Changes:
    """Let a finding pass. Raises `InputError` without a reason, which the manifest will show."""
    if not reason.strip():
        raise InputError(_("Say why this may pass; the reason is written into the manifest."))
    with store.step(N_("Overrule a finding")) as step:
        stored = findings.load(step, finding_id)
        if not stored.overruled:
            findings.overrule(step, stored, reason.strip())
    return step.changes


def take_back_overrule(store: Store, finding_id: int) -> Changes:
    """Let a finding that was overruled count again; nothing happens to one that counts."""
    with store.step(N_("Take an overrule back")) as step:
        overrules.take_back(step, findings.load(step, finding_id).id)
    return step.changes

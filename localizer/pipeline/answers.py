"""Answers to viewers: drafted from the cards of a phrase bank, edited, approved and checked like texts."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from localizer.catalog import answers, findings, launches
from localizer.catalog.answers import StoredAnswer
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.jobs import SILENT, Progress
from localizer.model.changes import Changes
from localizer.model.finding import Subject
from localizer.model.launch import Launch, Target
from localizer.model.script import ScriptLine, retold
from localizer.model.segment import State
from localizer.pipeline.recheck import recheck
from localizer.pipeline.selling import rules_by_target
from localizer.pipeline.stage_rules import script_rules
from localizer.pipeline.tools import Tools
from localizer.script.answers import Answered
from localizer.script.answers import answers as answered
from localizer.script.brief import ScriptBrief
from localizer.script.stage import ScriptRules
from localizer.script.timing import time_line
from localizer.store.database import Reader, Step, Store

CHUNK: Final = 10


def write_answers(
    store: Store,
    tools: Tools,
    launch: Launch,
    targets: Sequence[Target],
    *,
    only: Sequence[int] | None = None,
    voice: str = "",
    progress: Progress = SILENT,
) -> Changes:
    """Draft the cards of a launch's products (or of ``only`` those) for ``targets``, as one undoable step.

    What a person edited or approved stays. A draft nothing speaks for any more goes, and one that would be
    written otherwise now is written anew. Where a target's language has no bank, or a product no name in it,
    nothing is written.
    """
    tools.packs.require(targets)
    order = launches.launch_products(store.read(), launch)
    wanted = order if only is None else tuple(only)
    rules = script_rules(tools, launch, order)
    batch = store.batch(N_("Write answers"))
    changes = Changes()
    for start in range(0, len(wanted), CHUNK):
        progress.step(start, len(wanted))
        reader = store.read()
        drafts = [
            (number, target, cards)
            for number in wanted[start : start + CHUNK]
            for target in targets
            if (cards := _drafted(reader, rules, number, target, voice)) is not None
        ]
        if not drafts:
            continue
        with batch.step() as step:
            for number, target, cards in drafts:
                _keep(step, number, target, cards)
        changes = changes.merged(step.changes)
    progress.step(len(wanted), len(wanted))
    return recheck(store, tools, changes, wanted)


def _drafted(
    reader: Reader, rules: ScriptRules, number: int, target: Target, voice: str
) -> tuple[Answered, ...] | None:
    """Return the cards of a product, ``None`` where none can be written."""
    bank, rate = rules.bank(target.locale, voice), rules.rate(target.locale)
    brief = rules.brief(reader, number, target)
    if bank is None or rate is None or brief is None:
        return None
    return answered(replace(brief, voice=voice), bank, rate)


def _keep(step: Step, number: int, target: Target, cards: Sequence[Answered]) -> None:
    """Bring the drafts of a product to ``cards``; what a person saw stays as it is."""
    drafts = {one.question: one for one in cards}
    for old in answers.of_product(step, number, target):
        draft = drafts.pop(old.question, None)
        if old.edited or old.state is State.APPROVED:
            continue
        if draft is None:
            answers.remove(step, old.id)
        else:
            answers.save(step, replace(old, ask=draft.ask, line=draft.line))
    for question, draft in drafts.items():
        answers.save(step, StoredAnswer(0, number, target, question, draft.ask, draft.line))


def edit_answer(store: Store, tools: Tools, answer_id: int, text: str) -> Changes:
    """Save an answer a person wrote, with its time, and check it. Raises `InputError` for an empty one."""
    stored = answers.load(store.read(), answer_id)
    clean = unicodedata.normalize("NFC", text).strip()
    if not clean:
        raise InputError(_("An answer needs words."))
    if clean == stored.line.text:
        return Changes()
    line = retold_answer(store.read(), tools, stored, clean)
    with store.step(N_("Edit an answer"), merge_key=f"answer:{answer_id}") as step:
        answers.save(step, answers.with_line(stored, line))
    return recheck(store, tools, step.changes, [stored.product_id])


def retold_answer(reader: Reader, tools: Tools, stored: StoredAnswer, text: str) -> ScriptLine:
    """Return the line of an answer with other words, and the time they take."""
    line = retold(stored.line, text)
    rate = tools.packs.speech_rate(stored.target.locale)
    brief = _brief(reader, rules_by_target(tools), stored)
    if rate is None or brief is None:
        return line
    return time_line(
        line, rate, stored.target.locale, tokens=brief.tokens, spoken=brief.spoken_tokens
    )


def approve_answers(store: Store, tools: Tools, ids: Sequence[int]) -> Changes:
    """Approve answers as they fit the facts of now, as one step."""
    with store.step(N_("Approve {n} answers"), n=str(len(ids))) as step:
        approved = [answers.load(step, number) for number in ids]
        rules = rules_by_target(tools)
        for stored in approved:
            brief = _brief(step, rules, stored)
            line = stored.line if brief is None else brief.now().confirmed(stored.line)
            answers.save(step, replace(stored, line=line, state=State.APPROVED))
    return recheck(store, tools, step.changes, [stored.product_id for stored in approved])


def approve_clean(store: Store, tools: Tools, ids: Sequence[int]) -> Changes:
    """Approve those of ``ids`` that are still there and that no check has anything against by now."""
    reader = store.read()
    clean = [
        one.id
        for one in (answers.find(reader, number) for number in ids)
        if one is not None
        and all(found.overruled for found in findings.of_subject(reader, Subject.ANSWER, one.id))
    ]
    return approve_answers(store, tools, clean) if clean else Changes()


def _brief(
    reader: Reader, rules: Callable[[Reader, Target], ScriptRules], stored: StoredAnswer
) -> ScriptBrief | None:
    """Return what an answer may rest on; ``None`` while its product has no name in the language."""
    return rules(reader, stored.target).brief(reader, stored.product_id, stored.target)


def open_answers(
    reader: Reader, product_ids: Sequence[int], target: Target
) -> Iterator[StoredAnswer]:
    """Yield the answers of products for a target that nobody approved yet."""
    for number in dict.fromkeys(product_ids):
        for stored in answers.of_product(reader, number, target):
            if stored.state is not State.APPROVED:
                yield stored

"""Write the scripts of a launch: one pitch per product and target, rewritten only when its inputs change.

A script a person edited or approved is never rewritten.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import msgspec

from localizer.catalog import products, scripts
from localizer.catalog.scripts import StoredScript
from localizer.i18n import N_
from localizer.jobs import SILENT, Progress
from localizer.model.changes import Changes
from localizer.model.launch import Target
from localizer.model.market import Market, Pacing
from localizer.model.pacing import BeatTiming, PacingPreset
from localizer.model.phrase import PhraseBank
from localizer.model.script import Beat, Script
from localizer.model.segment import State
from localizer.model.speech import SpeechRate
from localizer.script.brief import ScriptBrief
from localizer.script.pacing import plan_beats
from localizer.script.writer import write_script
from localizer.store.database import Batch, Reader, Step, Store

CHUNK: Final = 10
DEFAULT_SECONDS: Final = 60
LABEL: Final = "A"
#: Raised when the writer changes so much that old drafts should be written anew. 2: amounts are timed by
#: the words they are said in.
WRITER_VERSION: Final = 2


@dataclass(frozen=True, slots=True)
class ScriptRules:
    """Banks by locale, the seconds and pace of beats, speaking rates, and who makes a product's brief.

    ``brief`` returns ``None`` where a product has no name in the target's language yet.
    """

    markets: Mapping[str, Market]
    beats: tuple[BeatTiming, ...]
    pacing: Mapping[Pacing, PacingPreset]
    bank: Callable[[str], PhraseBank | None]
    rate: Callable[[str], SpeechRate | None]
    brief: Callable[[Reader, int, Target], ScriptBrief | None]


def write_scripts(
    store: Store,
    rules: ScriptRules,
    targets: Sequence[Target],
    *,
    only: Sequence[int] | None = None,
    seconds: int = DEFAULT_SECONDS,
    batch: Batch | None = None,
    progress: Progress = SILENT,
) -> Changes:
    """Draft a pitch of ``seconds`` for each product of ``only`` (default: all) and target.

    With a ``batch`` the changes become part of it.
    """
    wanted = list(only if only is not None else products.product_ids(store.read()))
    writes = batch or store.batch(N_("Write scripts"))
    changes = Changes()
    heard: dict[Target, set[str]] = {target: set() for target in targets}
    for start in range(0, len(wanted), CHUNK):
        progress.step(start, len(wanted))
        reader = store.read()
        fresh = [
            stored
            for number in wanted[start : start + CHUNK]
            for target in targets
            if (stored := _fresh(reader, rules, number, target, seconds, heard[target]))
        ]
        if not fresh:
            continue
        with writes.step() as step:
            for stored in fresh:
                _save(step, stored)
        changes = changes.merged(step.changes)
    progress.step(len(wanted), len(wanted))
    return changes


def _fresh(
    reader: Reader,
    rules: ScriptRules,
    number: int,
    target: Target,
    seconds: int,
    heard: set[str],
) -> StoredScript | None:
    """Return the script to be written, or ``None`` when the stored one is to stay.

    ``heard`` holds the hooks of the products before this one: no two should open alike.
    """
    bank, rate = rules.bank(target.locale), rules.rate(target.locale)
    brief = rules.brief(reader, number, target)
    if bank is None or rate is None or brief is None:
        return None
    old = scripts.find(reader, number, target, brief.style.value, LABEL)
    digest = input_digest(brief, bank, seconds)
    if old is not None and (old.edited or old.state is State.APPROVED or old.input_hash == digest):
        heard |= _hooks(old.script)
        return None
    preset = rules.pacing[rules.markets[target.market].pacing]
    plan = plan_beats(rules.beats, preset, seconds)
    script = write_script(brief, bank, plan, rate, seed=0, avoid=heard)
    heard |= _hooks(script)
    return StoredScript(
        id=0 if old is None else old.id,
        product_id=number,
        target=target,
        label=LABEL,
        state=State.DRAFT,
        edited=False,
        input_hash=digest,
        script=script,
    )


def _save(step: Step, stored: StoredScript) -> None:
    """Save a draft unless another program wrote, edited or approved that script meanwhile."""
    now = scripts.find(step, stored.product_id, stored.target, stored.script.style, stored.label)
    if now is None:
        scripts.save(step, replace(stored, id=0))
    elif not (now.edited or now.state is State.APPROVED or now.input_hash == stored.input_hash):
        scripts.save(step, replace(stored, id=now.id))


def _hooks(script: Script) -> set[str]:
    return {line.phrase for line in script.lines if line.beat is Beat.HOOK and line.phrase}


def current_digest(reader: Reader, rules: ScriptRules, stored: StoredScript) -> str | None:
    """Return what a script like ``stored`` would depend on if written now; ``None`` if it could not be.

    The digest is that of the writer it was written by: a script that a person keeps is not out of date
    because the program writes otherwise since.
    """
    bank = rules.bank(stored.target.locale)
    brief = rules.brief(reader, stored.product_id, stored.target)
    if bank is None or brief is None:
        return None
    seconds = round(stored.planned_seconds)
    older = (input_digest(brief, bank, seconds, version=one) for one in range(1, WRITER_VERSION))
    if stored.input_hash in older:
        return stored.input_hash
    return input_digest(brief, bank, seconds)


def input_digest(
    brief: ScriptBrief, bank: PhraseBank, seconds: int, *, version: int = WRITER_VERSION
) -> str:
    """Return what the wording depends on; amounts are tokens, so a new price alone rewrites nothing."""
    parts = (
        version,
        seconds,
        brief.product_key,
        brief.locale,
        brief.style,
        sorted(brief.values().items()),
        sorted(brief.conditions),
        sorted(name for name, value in brief.tokens.items() if value),
        [(phrase.id, phrase.text, sorted(phrase.needs)) for phrase in bank.phrases],
    )
    return hashlib.blake2b(msgspec.json.encode(parts), digest_size=8).hexdigest()

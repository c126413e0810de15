"""What a person does with scripts: another one of the same product, a beat written anew, a line locked."""

from __future__ import annotations

import string
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from localizer.catalog import products, scripts
from localizer.catalog.scripts import StoredScript
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.model.changes import Changes
from localizer.model.finding import Finding
from localizer.model.launch import Target
from localizer.model.script import Beat, Lane, Script, ScriptLine
from localizer.model.segment import State
from localizer.pipeline.recheck import recheck
from localizer.pipeline.selling import rules_by_target
from localizer.pipeline.tools import Tools
from localizer.script.heard import Heard
from localizer.script.opening import script_opening
from localizer.script.stage import LABEL, PitchOptions, Ready, options_of, ready
from localizer.script.writer import Wish
from localizer.store.database import Reader, Store

#: A product has at most this many scripts for one target and style.
MOST_VARIANTS = 8


@dataclass(frozen=True, slots=True)
class OneScript:
    """A script written for a look, with the amounts of now by token; nothing of it is kept."""

    product_key: str
    target: Target
    options: PitchOptions
    script: Script
    tokens: dict[str, str]
    spoken: dict[str, str]


def one_script(
    reader: Reader, tools: Tools, target: Target, sku: str, options: PitchOptions
) -> OneScript:
    """Write the script of one product for ``target``.

    Raises `InputError` where there is no such product, no name for it or no bank in the language.
    """
    number = products.find_by_sku(reader, sku)
    if number is None:
        problem = _("There is no product with the SKU or number “{sku}”.")
        raise InputError(problem.format(sku=sku))
    found = _ready(reader, tools, number, target, options)
    wish = Wish()
    if options.label != LABEL:
        first = replace(found, options=replace(options, label=LABEL)).write()
        wish = Wish(not_opening=script_opening(first))
    brief = found.brief
    return OneScript(
        brief.product_key,
        target,
        options,
        found.write(wish=wish),
        dict(brief.tokens),
        dict(brief.spoken_tokens),
    )


def write_beat_anew(store: Store, tools: Tools, script_id: int, place: int) -> Changes:
    """Write the beat at ``place`` of the plan again, with other phrases; locked lines of it stay.

    Raises `InputError` when the script has no such beat or can not be written now.
    """
    stored = scripts.load(store.read(), script_id)
    places = stored.script.by_place()
    if not 0 <= place < len(places):
        raise InputError(_("The script has no beat {n} any more.").format(n=place + 1))
    found = _ready_as(store.read(), tools, stored)
    found = replace(found, plan=stored.script.beats)
    others = {at: lines for at, lines in enumerate(places) if at != place}
    locked = {place: tuple(line for line in places[place] if line.locked)}
    wish = Wish(stored.script.rate_per_min, fixed=others, locked=locked)
    # the words that stand there now make the seed: asked again, it finds others again
    seed = zlib.crc32("".join(line.text for line in places[place]).encode())
    script = found.write(_heard(stored.script, place), wish, seed=seed)
    return _save(store, tools, stored, script, N_("Write a beat anew"))


def rewrite(store: Store, tools: Tools, script_id: int, options: PitchOptions) -> Changes:
    """Write a script again with other ``options``; locked lines stay in their beats.

    Raises `InputError` when it can not be written now, or another script has that style and label.
    """
    stored = scripts.load(store.read(), script_id)
    taken = scripts.find(
        store.read(), stored.product_id, stored.target, options.style.value, options.label
    )
    if taken is not None and taken.id != script_id:
        problem = _("There is a script {label} in this style already.")
        raise InputError(problem.format(label=options.label))
    found = _ready_as(store.read(), tools, stored, options)
    locked: dict[int, tuple[ScriptLine, ...]] = {}
    for at, lines in enumerate(stored.script.by_place()):
        kept = tuple(line for line in lines if line.locked)
        beat = stored.script.beats[at].beat
        place = next((n for n, part in enumerate(found.plan) if part.beat is beat), None)
        if kept and place is not None:
            locked[place] = (*locked.get(place, ()), *kept)
    script = found.write(wish=Wish(locked=locked))
    return _save(store, tools, replace(stored, label=options.label), script, N_("Write a script"))


def add_variant(store: Store, tools: Tools, script_id: int, options: PitchOptions) -> int:
    """Write another script of the same product beside ``script_id`` and return its id.

    It opens in another way than that one; ``options`` may give it another style, pacing or voice. The label
    is the next free letter. Raises `InputError` when there are enough of them or it can not be written.
    """
    stored = scripts.load(store.read(), script_id)
    label = _free_label(store.read(), stored)
    options = replace(options, label=label)
    found = _ready_as(store.read(), tools, stored, options)
    heard = Heard()
    for one in scripts.of_product(store.read(), stored.product_id, stored.target):
        heard.add(one.script)
    script = found.write(heard, Wish(not_opening=script_opening(stored.script)))
    made = replace(
        stored, id=0, label=label, state=State.DRAFT, edited=False, input_hash=found.digest
    )
    with store.step(N_("Add variant {name}"), name=label) as step:
        number = scripts.save(step, replace(made, script=script))
    recheck(store, tools, step.changes, [stored.product_id])
    return number


def remove_script(store: Store, tools: Tools, script_id: int) -> Changes:
    """Remove one script."""
    stored = scripts.load(store.read(), script_id)
    with store.step(N_("Remove script {name}"), name=stored.label) as step:
        scripts.remove(step, stored.id)
    return recheck(store, tools, step.changes, [stored.product_id])


def lock_line(store: Store, script_id: int, index: int, *, locked: bool) -> Changes:
    """Keep a line from being written anew, or let it go again."""
    stored = scripts.load(store.read(), script_id)
    lines = list(stored.script.lines)
    lines[index] = replace(_at(lines, index), locked=locked)
    with store.step(N_("Lock a line") if locked else N_("Unlock a line")) as step:
        scripts.save(step, replace(stored, script=_with(stored.script, lines)))
    return step.changes


def remove_line(store: Store, tools: Tools, script_id: int, index: int) -> Changes:
    """Take one line out of a script."""
    stored = scripts.load(store.read(), script_id)
    lines = list(stored.script.lines)
    _at(lines, index)
    del lines[index]
    return _save(
        store,
        tools,
        stored,
        _with(stored.script, lines),
        N_("Remove a line"),
        state=State.TRANSLATED,
    )


def add_line(
    store: Store, tools: Tools, script_id: int, index: int, lane: Lane, beat: Beat
) -> Changes:
    """Put an empty line of ``beat`` before line ``index``, for somebody to write."""
    stored = scripts.load(store.read(), script_id)
    lines = list(stored.script.lines)
    if not 0 <= index <= len(lines):
        raise InputError(_("The script has no line {n} any more.").format(n=index + 1))
    lines.insert(index, ScriptLine(beat, lane, "…"))
    return _save(
        store, tools, stored, _with(stored.script, lines), N_("Add a line"), state=State.TRANSLATED
    )


def move_line(store: Store, tools: Tools, script_id: int, index: int, to: int) -> Changes:
    """Move a line to another place of its beat. Raises `InputError` when that is another beat."""
    stored = scripts.load(store.read(), script_id)
    lines = list(stored.script.lines)
    line = _at(lines, index)
    if _at(lines, to).beat is not line.beat:
        raise InputError(_("A line stays in its beat."))
    lines.insert(to, lines.pop(index))
    return _save(
        store, tools, stored, _with(stored.script, lines), N_("Move a line"), state=State.TRANSLATED
    )


def line_of(script: Script, finding: Finding) -> tuple[int, int] | None:
    """Return the line a finding is about and where it begins in it; ``None`` for the whole script.

    Spans count in the lines joined by line ends.
    """
    if not finding.end:
        return None
    begin = 0
    for number, line in enumerate(script.lines):
        if finding.start <= begin + len(line.text):
            return number, finding.start - begin
        begin += len(line.text) + 1
    return None


def _ready_as(
    reader: Reader, tools: Tools, stored: StoredScript, options: PitchOptions | None = None
) -> Ready:
    wanted = options or options_of(stored)
    return _ready(reader, tools, stored.product_id, stored.target, wanted)


def _ready(
    reader: Reader, tools: Tools, number: int, target: Target, options: PitchOptions
) -> Ready:
    found = ready(reader, rules_by_target(tools)(reader, target), number, target, options)
    if found is None:
        problem = _("No script can be written in {locale}: the product has no name in it yet.")
        if tools.banks.find(target.locale) is None:
            problem = _("No script can be written in {locale}: there is no phrase bank for it.")
        raise InputError(problem.format(locale=target.locale))
    return found


def _heard(script: Script, place: int) -> Heard:
    """Return a memory in which only the lines of one beat were said."""
    heard = Heard()
    heard.add(replace(script, lines=script.by_place()[place]))
    return heard


def _free_label(reader: Reader, stored: StoredScript) -> str:
    others = scripts.of_product(reader, stored.product_id, stored.target)
    taken = {one.label for one in others}
    free = [letter for letter in string.ascii_uppercase[:MOST_VARIANTS] if letter not in taken]
    if not free:
        problem = _("There are {n} variants already; remove one first.")
        raise InputError(problem.format(n=len(taken)))
    return free[0]


def _save(
    store: Store,
    tools: Tools,
    stored: StoredScript,
    script: Script,
    label: str,
    *,
    state: State = State.DRAFT,
) -> Changes:
    """Keep ``script`` in place of what ``stored`` says; later drafts leave it alone."""
    made = replace(stored, script=script, state=state, edited=True)
    with store.step(label) as step:
        scripts.save(step, made)
    return recheck(store, tools, step.changes, [stored.product_id])


def _with(script: Script, lines: Sequence[ScriptLine]) -> Script:
    return replace(
        script, lines=tuple(lines), seconds=round(sum(line.seconds for line in lines), 2)
    )


def _at(lines: Sequence[ScriptLine], index: int) -> ScriptLine:
    if not 0 <= index < len(lines):
        raise InputError(_("The script has no line {n} any more.").format(n=index + 1))
    return lines[index]

"""A person's decisions, each followed by a new check of what it touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from localizer.catalog import (
    launches,
    preferences,
    prices,
    products,
    scripts,
    steps,
)
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.model.changes import Changes
from localizer.model.launch import Target
from localizer.model.money import Money
from localizer.model.script import ScriptFacts, ScriptLine, retold
from localizer.pipeline.rates import rates_of
from localizer.pipeline.recheck import recheck, recheck_texts
from localizer.pipeline.reports import ApproveReport, UndoReport
from localizer.pipeline.run import check
from localizer.pipeline.selling import rules_by_target
from localizer.pipeline.stage_rules import price_rules, token_source
from localizer.pipeline.tokens import spoken_source
from localizer.pipeline.tools import Tools
from localizer.price.stage import reprice
from localizer.price.typed import refuse_rounded
from localizer.review import decisions, repeats
from localizer.script.stage import facts_now
from localizer.script.timing import time_line
from localizer.store.database import Reader, Step, Store


def edit_translation(store: Store, tools: Tools, translation_id: int, text: str) -> Changes:
    """Save what a person typed and check it again."""
    changes = decisions.edit_text(store, translation_id, text)
    return recheck_texts(store, tools, changes, [translation_id])


def approve_translations(store: Store, tools: Tools, ids: Sequence[int]) -> Changes:
    """Approve translations, remember them and check them again. Raises `InputError` for one without text.

    Where the same source waits elsewhere it gets the approved text as a draft, in the same step.
    """
    with store.step(N_("Approve {n} translations"), n=str(len(ids))) as step:
        decisions.approve(store, ids)
        elsewhere = repeats.spread(step, ids)
    return recheck_texts(store, tools, step.changes, ids, elsewhere)


def send_back(store: Store, tools: Tools, translation_id: int, comment: str) -> Changes:
    """Send a translation back with a comment."""
    changes = decisions.send_back(store, translation_id, comment)
    return recheck_texts(store, tools, changes, [translation_id])


def approve_clean(
    store: Store, tools: Tools, *, launch: str | None = None, target: Target | None = None
) -> ApproveReport:
    """Approve everything of a launch, or of one target, that no check has anything against."""
    found = launches.find(store.read(), launch)
    order = launches.launch_products(store.read(), found)
    check(store, tools, launch=found.name)
    targets = found.targets if target is None else (target,)
    done = decisions.approve_clean(store, targets, order)
    if done.changes:
        check(store, tools, launch=found.name)
    return ApproveReport(found.name, done.translations, done.scripts, done.left)


def edit_script_line(store: Store, tools: Tools, script_id: int, index: int, text: str) -> Changes:
    """Save a line a person wrote, with its time, and check the script again."""
    stored = scripts.load(store.read(), script_id)
    if not 0 <= index < len(stored.script.lines):
        raise InputError(_("The script has no line {n} any more.").format(n=index + 1))
    if stored.script.lines[index].text == text.strip():
        return Changes()
    line = retold_line(store.read(), tools, stored, index, text)
    changes = decisions.edit_line(store, script_id, index, line)
    return recheck(store, tools, changes, [stored.product_id])


def retold_line(
    reader: Reader, tools: Tools, stored: scripts.StoredScript, index: int, text: str
) -> ScriptLine:
    """Return a line of a script with other words, and the time they take."""
    rate = tools.packs.speech_rate(stored.target.locale)
    launch = launches.selling_on(reader, stored.target)
    line = retold(stored.script.lines[index], text.strip())
    if rate is None or launch is None:
        return line
    order = launches.launch_products(reader, launch)
    values = token_source(tools, launch, order)(reader, stored.product_id, stored.target)
    said = spoken_source(tools, launch, order)(reader, stored.product_id, stored.target)
    pace = stored.script.rate_per_min
    return time_line(line, rate, stored.target.locale, tokens=values, spoken=said, per_minute=pace)


def approve_scripts(store: Store, tools: Tools, ids: Sequence[int]) -> Changes:
    """Approve scripts as they fit the facts of now."""
    with store.step(N_("Approve {n} scripts"), n=str(len(ids))) as step:
        decisions.approve_scripts(store, ids)
        approved = [scripts.load(step, number) for number in ids]
        rules = rules_by_target(tools)
        for stored in approved:
            facts = facts_now(step, rules(step, stored.target), stored)
            scripts.save(step, _confirmed(stored, facts))
    return recheck(store, tools, step.changes, [stored.product_id for stored in approved])


def _confirmed(stored: scripts.StoredScript, facts: ScriptFacts | None) -> scripts.StoredScript:
    """Return ``stored`` with what its facts say today."""
    if facts is None:
        return stored
    lines = tuple(facts.confirmed(line) for line in stored.script.lines)
    return replace(stored, script=replace(stored.script, lines=lines))


def fix_price(
    store: Store, tools: Tools, variant_id: int, market: str, channel: str, amount: Money | None
) -> Changes:
    """Fix a variant's price on a target, or with ``None`` let the rules decide again; reprice it.

    Raises `InputError` for an amount finer than its currency is sold with.
    """
    if amount is not None:
        refuse_rounded(amount)
    owner = products.product_of_variant(store.read(), variant_id)
    locale = tools.packs.markets[market].default_locale
    batch = store.batch(N_("Fix a price"))
    with batch.step() as step:
        prices.fix_price(step, variant_id, market, channel, amount)
    rules = price_rules(store.read(), tools)
    target = Target(market, channel, locale)
    changes = step.changes.merged(reprice(store, rules, [target], only=[owner], batch=batch))
    return recheck(store, tools, changes, [owner])


def overrule(store: Store, finding_id: int, reason: str) -> Changes:
    """Let a finding pass with a reason, which the manifest shows. Raises `InputError` without one."""
    return decisions.overrule(store, finding_id, reason)


def take_back_overrule(store: Store, finding_id: int) -> Changes:
    """Let a finding that was overruled count again."""
    return decisions.take_back_overrule(store, finding_id)


def accept_rates(store: Store, tools: Tools) -> Changes:
    """Accept the exchange rates as they are, although they may be old; their age still shows."""
    known = rates_of(store.read(), tools)
    newest = max([known.newest(), *(entered.date for entered in known.manual)])
    with store.step(N_("Accept the exchange rates")) as step:
        preferences.write(step, preferences.RATES_ACCEPTED, newest.isoformat())
    return recheck(store, tools, step.changes, products.product_ids(store.read()))


def undo(store: Store, tools: Tools) -> UndoReport | None:
    """Take back the newest step; ``None`` when there is nothing to undo."""
    return _report(store, tools, store.undo())


def redo(store: Store, tools: Tools) -> UndoReport | None:
    """Make the step last taken back again; ``None`` when there is none."""
    return _report(store, tools, store.redo())


def _report(store: Store, tools: Tools, step: Step | None) -> UndoReport | None:
    if step is None:
        return None
    label = steps.info(store.read(), step.number).label
    owners = steps.touched_products(store.read(), step.number)
    if owners is None:
        owners = products.product_ids(store.read())
    recheck(store, tools, step.changes, owners)
    return UndoReport(label, step.changes)

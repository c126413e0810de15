"""What is said of engines: what they need, where texts go, what they cost, and how a run went."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, ROUND_UP, Decimal
from enum import StrEnum
from typing import Final

from babel.numbers import format_currency, format_decimal

from localizer.catalog.engine_runs import EngineRun, RunState
from localizer.i18n import N_, _, ngettext, pgettext
from localizer.pipeline.engine_run import RunReport
from localizer.pipeline.engine_words import cause_text
from localizer.pipeline.engines import Kind, kind_of
from localizer.pipeline.leverage import Band
from localizer.settings import EngineSetting
from localizer.translate.engines.base import Cause, Price
from localizer.ui.actions.columns import count
from localizer.ui.actions.words import day_and_time, in_a_row, own_locale

#: The bands of an estimate in the order of its columns: what an engine is asked for comes first.
BANDS: Final[Mapping[Band, str]] = {
    Band.NEW: N_("New"),
    Band.LIKE_50: "50–74",
    Band.LIKE_75: "75–84",
    Band.LIKE_85: "85–94",
    Band.LIKE_95: "95–99",
    Band.EXACT: "100",
    Band.CONTEXT: N_("Context"),
    Band.COMPOSED: N_("Composed"),
    Band.REPEAT: N_("Repeats"),
    Band.SAME_LANGUAGE: N_("Same language"),
    Band.DONE: N_("Done"),
}
#: What each band means, where the pointer rests on its name.
BAND_TIPS: Final[Mapping[Band, str]] = {
    Band.NEW: N_("Nothing like it is in memory: an engine is asked."),
    Band.LIKE_50: N_("Something a little like it is in memory: an engine is asked."),
    Band.LIKE_75: N_("Drafted from a text of the memory that is like it"),
    Band.LIKE_85: N_("Drafted from a text of the memory that is like it"),
    Band.LIKE_95: N_("Drafted from a text of the memory that is like it"),
    Band.EXACT: N_("The same text is in memory"),
    Band.CONTEXT: N_("The same text is in memory, from the same place"),
    Band.COMPOSED: N_("Composed from facts and terms"),
    Band.REPEAT: N_("The same text is asked for once"),
    Band.SAME_LANGUAGE: N_("Written in this language already"),
    Band.DONE: N_("A person has written or approved it"),
}
#: What the keys of services are called on their own pages.
_SECRETS: Final[Mapping[str, str]] = {
    "key": N_("API key"),
    "app_id": N_("App ID"),
    "app_key": N_("App key"),
    "client_id": N_("Client ID"),
    "client_secret": N_("Client secret"),
}
_FIELDS: Final[Mapping[str, str]] = {
    "url": N_("Address of the server"),
    "model": N_("Name of the model"),
    "folder": N_("Folder of models"),
    "region": N_("Region of the account"),
}
_CENT: Final = Decimal("0.01")
_MILLIONTH: Final = Decimal("0.000001")


class KeyState(StrEnum):
    """Where the keys of an engine are."""

    NOT_NEEDED = "not_needed"
    KEPT = "kept"
    TYPED = "typed"
    ASKED = "asked"


_KEY_STATES: Final[Mapping[KeyState, str]] = {
    KeyState.NOT_NEEDED: N_("not needed"),
    KeyState.KEPT: N_("kept in the keyring"),
    KeyState.TYPED: N_("until the program ends"),
    KeyState.ASKED: N_("asked each time"),
}
#: What a run that waits says of how it ended.
_STATES: Final[Mapping[RunState, str]] = {
    RunState.RUNNING: N_("the program ended in the middle of it"),
    RunState.PAUSED: N_("paused"),
    RunState.CANCELLED: N_("cancelled"),
    RunState.STOPPED: N_("stopped"),
    RunState.DONE: N_("done"),
}


def engine_name(setting: EngineSetting) -> str:
    """Return what an engine is called in lists."""
    return setting.label or _(kind_of(setting.kind).name)


def secret_words(name: str) -> str:
    """Return what a key is called; an unknown one by its own name."""
    return _(_SECRETS[name]) if name in _SECRETS else name


def field_words(name: str) -> str:
    """Return what a field of a setting is called."""
    return _(_FIELDS[name])


def place_words(host: str) -> str:
    """Return where texts go."""
    return host or _("this machine")


def key_words(state: KeyState) -> str:
    """Return where keys are."""
    return _(_KEY_STATES[state])


def needs_words(kind: Kind) -> str:
    """Return what a kind of engine needs before it can be asked."""
    needed = [secret_words(name) for name in kind.secrets]
    may = [secret_words(name) for name in kind.optional]
    for name in kind.takes:
        own_place = name == "url" and kind.id == "libretranslate"
        (may if own_place else needed).append(field_words(name))
    parts = []
    if needed:
        parts.append(_("Needs: {things}.").format(things=in_a_row(needed)))
    if may:
        parts.append(_("May have: {things}.").format(things=in_a_row(may)))
    return " ".join(parts) or _("Needs nothing.")


def exact_money(amount: Decimal, currency: str) -> str:
    """Return an amount with up to six decimals: one request costs far less than a cent."""
    shown = amount.quantize(_MILLIONTH, ROUND_HALF_EVEN)
    number = format_decimal(shown, "#,##0.00####", locale=own_locale())
    return f"{number} {currency}".strip()


def about_money(amount: Decimal, currency: str) -> str:
    """Return an amount that is not known exactly, rounded up to cents."""
    shown = amount.quantize(_CENT, ROUND_UP)
    return str(format_currency(shown, currency, locale=own_locale(), currency_digits=False))


def price_words(price: Price | None) -> str:
    """Return what a million characters cost."""
    if price is None:
        return _("not known")
    if not price.amount:
        return _("free")
    return about_money(price.amount, price.currency)


def cost_words(cost: Decimal | None, currency: str) -> str:
    """Return what a run would cost; ``None`` where no price is known."""
    if cost is None:
        return _("not known: set its price")
    return about_money(cost, currency) if cost else pgettext("engine", "nothing")


def amount_words(texts: int, words: int, characters: int) -> str:
    """Return so many texts with their words and characters."""
    return in_a_row(
        (
            ngettext("{n} text", "{n} texts", texts).format(n=count(texts)),
            ngettext("{n} word", "{n} words", words).format(n=count(words)),
            ngettext("{n} character", "{n} characters", characters).format(n=count(characters)),
        )
    )


def spent_words(report: RunReport) -> str:
    """Return what a run has sent and spent so far."""
    sent = ngettext(
        "{n} character sent in {requests}",
        "{n} characters sent in {requests}",
        report.chars,
    )
    requests = ngettext("{n} request", "{n} requests", report.requests)
    told = sent.format(n=count(report.chars), requests=requests.format(n=count(report.requests)))
    if not report.cost:
        return _("{sent}; nothing spent.").format(sent=told)
    money = exact_money(report.cost, report.currency)
    return _("{sent}; {money} spent.").format(sent=told, money=money)


def causes(failed: Mapping[Cause, int]) -> tuple[str, ...]:
    """Return for each cause how many texts failed by it, and what to do; the most first."""
    most = sorted(failed.items(), key=lambda item: -item[1])
    return tuple(
        ngettext("{n} text: {reason}", "{n} texts: {reason}", number).format(
            n=count(number), reason=cause_text(cause)
        )
        for cause, number in most
    )


def end_words(report: RunReport) -> tuple[str, str]:
    """Return how a run ended in a sentence, and the role of the ground it stands on."""
    drafts = ngettext("{n} draft written.", "{n} drafts written.", report.drafted)
    wrote = drafts.format(n=count(report.drafted))
    if report.state is RunState.DONE:
        role = "warn" if report.failed else "ok"
        return _("All texts were asked for. {drafts}").format(drafts=wrote), role
    if report.state is RunState.PAUSED:
        told = _("Paused. {drafts} What waits can be asked for at any time.")
        return told.format(drafts=wrote), "info"
    if report.state is RunState.CANCELLED:
        told = _("Cancelled. {drafts} What was answered is kept.")
        return told.format(drafts=wrote), "warn"
    if report.cause is Cause.STOPPED:
        told = _("Stopped: more would have cost more than you allowed. {drafts}")
        return told.format(drafts=wrote), "warn"
    why = cause_text(report.cause) if report.cause is not None else ""
    return _("Stopped. {reason} {drafts}").format(reason=why, drafts=wrote), "block"


def run_words(run: EngineRun, waiting: int) -> str:
    """Return of an unfinished run when it began, how it stands and how many texts wait."""
    texts = ngettext("{n} text waits", "{n} texts wait", waiting).format(n=count(waiting))
    state = _(_STATES[run.state])
    return _("{moment} · {state} · {texts}").format(
        moment=day_and_time(run.at), state=state, texts=texts
    )


def drafted_words(name: str, number: int) -> str:
    """Return in the message bar what an engine wrote."""
    text = ngettext(
        "{engine}: {n} draft written. Ctrl+Z takes it back.",
        "{engine}: {n} drafts written. Ctrl+Z takes them back.",
        number,
    )
    return text.format(engine=name, n=count(number))

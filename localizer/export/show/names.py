"""How files of shows put things: names of beats and lanes, times, what the head says, the stamp of drafts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from localizer.export.show.sheet import SheetAnswer, SheetHead, SheetItem, ShowSheet, visible
from localizer.i18n import N_, _, active_language, ngettext, pgettext, sentences
from localizer.model.phrase import Style
from localizer.model.script import Beat, Lane
from localizer.model.segment import State

STATES: Final[Mapping[State, str]] = {
    State.UNTRANSLATED: N_("untranslated"),
    State.DRAFT: N_("draft"),
    State.TRANSLATED: N_("translated"),
    State.APPROVED: N_("approved"),
    State.SENT_BACK: N_("sent back"),
}
BEATS: Final[Mapping[Beat, str]] = {
    Beat.HOOK: N_("Hook"),
    Beat.DISCLOSURE: N_("Disclosure"),
    Beat.PAIN: N_("Pain"),
    Beat.REVEAL: N_("Reveal"),
    Beat.DEMO: N_("Demo"),
    Beat.PROOF: N_("Proof"),
    Beat.OFFER: N_("Offer"),
    Beat.URGENCY: N_("Urgency"),
    Beat.CTA: N_("Call to action"),
    Beat.QA: N_("Questions"),
    Beat.TRANSITION: N_("Transition"),
}
STYLES: Final[Mapping[Style, str]] = {
    Style.WARM: N_("warm"),
    Style.EXPERT: N_("expert"),
    Style.PLAYFUL: N_("playful"),
    Style.PREMIUM: N_("premium"),
    Style.PLAIN: N_("plain"),
}
LANES: Final[Mapping[Lane, str]] = {
    Lane.HOST: N_("host"),
    Lane.CONTROL: N_("control"),
    Lane.ACTION: N_("action"),
}
_MINUTE: Final = 60


def style_word(style: str) -> str:
    """Return the name of a script's style; one nobody knows any more as it is stored."""
    return _(STYLES[Style(style)]) if style in set(Style) else style


def page_language() -> str:
    """Return the program's language as documents name it (``zh-Hans``)."""
    return active_language().replace("_", "-")


def minutes(seconds: float) -> str:
    """Return a length as ``12:05``, minutes and seconds."""
    whole = round(abs(seconds))
    sign = "-" if seconds < 0 and whole else ""
    return f"{sign}{whole // _MINUTE}:{whole % _MINUTE:02}"


def clock(head: SheetHead, second: float | None) -> str:
    """Return the time of day of a second of the show; a dash for what was not said."""
    if second is None:
        return "–"
    return (head.begins + dt.timedelta(seconds=round(second))).strftime("%H:%M:%S")


def moment(when: dt.datetime) -> str:
    """Return a moment with its distance from Greenwich."""
    zone = when.strftime("%z")
    return f"{when:%Y-%m-%d %H:%M} {zone[:3]}:{zone[3:5]}"


def about(sheet: ShowSheet) -> tuple[tuple[str, str], ...]:
    """Return what stands below the name of a show, as pairs of a word and its value."""
    head = sheet.head
    over = minutes(abs(head.over))
    balance = _("{time} over") if head.over > 0 else _("{time} left")
    length = f"{minutes(head.seconds)} ({balance.format(time=over)})"
    said = _("as logged") if head.logged else _("as planned")
    pairs = [
        (_("Target"), head.target),
        (pgettext("person", "Host"), visible(head.host)),
        (pgettext("show", "Starts"), moment(head.begins)),
        (pgettext("show", "Length"), length),
        (pgettext("show", "Times"), said),
        (pgettext("show", "Prices"), prices(head)),
    ]
    return tuple(pair for pair in pairs if pair[1])


def prices(head: SheetHead) -> str:
    """Return from when the prices are."""
    if head.frozen_at is None:
        return _("of {moment}, not frozen").format(moment=moment(head.made_at))
    days = _(", ").join(
        _("rate {pair} of {date}").format(pair=pair, date=day.isoformat())
        for pair, day in head.rates
    )
    frozen = _("frozen {moment}").format(moment=moment(head.frozen_at))
    return f"{frozen} ({days})" if days else frozen


def stamp(sheet: ShowSheet) -> str:
    """Return the stamp of a show with drafts in it and what is open; empty where all may go on air."""
    told = _told_findings(sheet.findings)
    if not sheet.draft:
        return told
    number = sum(item.draft for item in sheet.items)
    text = ngettext("DRAFT: {n} pitch is not ready.", "DRAFT: {n} pitches are not ready.", number)
    first = text.format(n=number)
    return sentences(first, told) if told else first


def item_stamp(item: SheetItem) -> str:
    """Return why an item is a draft and what is open of it; empty for nothing."""
    said = []
    if item.draft:
        said.append(_draft_word(item.state))
    if item.missing:
        said.append(_("No value for {tokens}.").format(tokens=_(", ").join(item.missing)))
    if item.findings:
        said.append(_told_findings(item.findings))
    return sentences(*said) if said else ""


def _draft_word(state: State | None) -> str:
    if state is None:
        return _("DRAFT: there is no script yet.")
    if state is State.SENT_BACK:
        return _("DRAFT: sent back.")
    if state is State.APPROVED:
        return _("DRAFT: something must be mended first.")
    return _("DRAFT: not approved yet.")


def _told_findings(number: int) -> str:
    if not number:
        return ""
    return ngettext("{n} finding is open.", "{n} findings are open.", number).format(n=number)


def ask_line(answer: SheetAnswer) -> str:
    """Return the question as viewers put it, stamped where the answer is not approved."""
    ask = visible(answer.ask)
    return ask if answer.state is State.APPROVED else f"{ask} [{_(STATES[answer.state])}]"


def item_facts(head: SheetHead, item: SheetItem) -> tuple[tuple[str, str], ...]:
    """Return the head of an item as pairs of a word and its value, without what is empty."""
    card = item.card
    script = f"{style_word(item.style)} {visible(item.variant)}".strip() if item.state else ""
    hard = "" if item.hard_start is None else clock(head, item.hard_start)
    pairs = [
        (pgettext("clock", "At"), clock(head, item.start)),
        (pgettext("clock", "Takes"), minutes(item.seconds)),
        (_("Hard start"), hard),
        (_("Price"), card.price if card else ""),
        (pgettext("price", "Was"), card.was if card else ""),
        (pgettext("price", "Save"), card.save if card else ""),
        (_("Basket number"), card.n if card else ""),
        (_("Product"), item.product_key),
        (_("Script"), script),
        (_("Note"), item.note),
    ]
    return tuple((word, visible(value)) for word, value in pairs if value)


def beat_line(head: SheetHead, name: str, start: float | None, seconds: float) -> str:
    """Return the heading of a beat: its name, when it begins and how long it takes."""
    if start is None:
        return f"{name} · {_('not said')}"
    took = _("{n} s").format(n=round(seconds))
    return f"{name} · {clock(head, start)} · {took}"

"""What is said of the pairs of a memory: whose a target is, where it was used, how many there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from localizer.catalog.memory_browse import FROM_ENGINE
from localizer.i18n import N_, _, ngettext
from localizer.model.segment import FROM_IMPORT, FROM_PERSON, Field, MemoryUnit
from localizer.ui.actions.columns import count, sentence_case
from localizer.ui.actions.words import day, in_a_row

#: Whose targets are wanted, as they are offered.
ORIGINS: Final[Mapping[str, str]] = {
    "": N_("From anywhere"),
    FROM_PERSON: N_("Approved by a person"),
    FROM_IMPORT: N_("Imported"),
    FROM_ENGINE: N_("From an engine"),
}
#: Days back from today, as they are offered; 0 is without end.
AGES: Final[Mapping[int, str]] = {
    0: N_("Any time"),
    1: N_("Since yesterday"),
    7: N_("Last 7 days"),
    30: N_("Last 30 days"),
    365: N_("Last 365 days"),
}
#: The fields of a listing without their number: a memory does not know which bullet it was.
_FIELDS: Final[Mapping[str, str]] = {
    Field.TITLE: N_("title"),
    Field.BULLET: N_("bullet"),
    Field.FACT: N_("fact"),
    Field.DESCRIPTION: N_("description"),
    Field.OPTION_NAME: N_("option"),
    Field.OPTION_VALUE: N_("option value"),
}


def since(days: int, now: dt.datetime) -> str:
    """Return the moment (ISO 8601, UTC) ``days`` before ``now``, empty for 0."""
    return (now.astimezone(dt.UTC) - dt.timedelta(days=days)).isoformat() if days else ""


def origin_words(one: MemoryUnit) -> str:
    """Return how a target came into the memory."""
    if one.origin == FROM_PERSON:
        return _("approved by a person")
    if one.origin == FROM_IMPORT:
        return _("imported")
    return _("by the engine {name}").format(name=one.origin)


def who_words(one: MemoryUnit) -> str:
    """Return who wrote a target, in a word or two: a name, an engine, or that it was imported."""
    if one.origin not in (FROM_PERSON, FROM_IMPORT):
        return one.origin
    imported = _("imported") if one.origin == FROM_IMPORT else ""
    return in_a_row(part for part in (one.created_by, imported) if part) or "–"


def place_words(one: MemoryUnit) -> str:
    """Return where a pair was approved: the product's key and the field, as far as they are known."""
    known = _FIELDS.get(one.context)
    field = sentence_case(_(known)) if known else one.context
    return " · ".join(part for part in (field, one.place) if part) or "–"


def day_words(one: MemoryUnit) -> str:
    """Return the local day of a pair; what is no moment as it is written."""
    try:
        return day(dt.datetime.fromisoformat(one.created_at).astimezone().date())
    except (ValueError, OverflowError):
        return one.created_at or "–"


def found_words(shown: int, total: int) -> str:
    """Return how many pairs are shown, and of how many."""
    if shown == total:
        return ngettext("{n} pair", "{n} pairs", total).format(n=count(total))
    text = ngettext("{n} of {total} pair", "{n} of {total} pairs", total)
    return text.format(n=count(shown), total=count(total))


def deleted_words(number: int) -> str:
    """Return that pairs were deleted, with the way to take it back."""
    if not number:
        return _("They were gone already.")
    text = ngettext(
        "{n} pair deleted. Ctrl+Z takes it back.",
        "{n} pairs deleted. Ctrl+Z takes it back.",
        number,
    )
    return text.format(n=count(number))

"""How a launch book puts things: spans of time, prices per unit, the sentences of its cover."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

from localizer.export.book.values import BookHead, Tally
from localizer.export.gate import in_words
from localizer.export.show.names import moment
from localizer.export.words import day, language_name, market_name
from localizer.i18n import N_, _, ngettext, pgettext, sentences
from localizer.model.finding import Severity

_RULES: Final[Mapping[str, str]] = {
    "tax": N_("Tax rules of {day}"),
    "limits": N_("Limits of the channel of {day}"),
}


def title(head: BookHead) -> str:
    """Return what a book is called."""
    return f"{head.launch.name} · {head.label}"


def gate_sentence(tally: Tally) -> str:
    """Return what the gate says of the products of a target."""
    if tally.verdict.approved:
        return _("Approved: the gate found nothing that stands in the way of selling this.")
    return _("DRAFT, not to be published: {reasons}").format(
        reasons=sentences(*in_words(tally.verdict))
    )


def about(
    head: BookHead, tally: Tally, here: tuple[int, int], books: int
) -> tuple[tuple[str, str], ...]:
    """Return what stands on the cover as pairs of a word and its value; ``here`` are products of this book.

    They are its first and its last one, counted from 1.
    """
    counts = tally.verdict.counts
    number = ngettext("{n} product", "{n} products", counts.products).format(n=counts.products)
    if books > 1:
        number = _("{all}; in this book {first} to {last}").format(
            all=number, first=here[0], last=here[1]
        )
    texts = counts.untranslated + counts.to_review + counts.approved
    pairs = [
        (_("Market"), market_name(head.target.market)),
        (_("Channel"), head.channel),
        (_("Language"), language_name(head.target.locale)),
        (_("Launch"), _("{name}, {day}").format(name=head.launch.name, day=day(head.launch.date))),
        (_("Made"), _by(head)),
        (_("Products"), number),
        (_("Variants"), str(counts.variants)),
        (_("Texts"), _("{n} of {all} approved").format(n=counts.approved, all=texts)),
        (_("Scripts"), _scripts(counts.scripts, counts.scripts_open)),
        (_("Open findings"), _findings(tally)),
        (_("Currency"), head.currency),
        (_("Exchange rates"), "\n".join(_rates(tally))),
        (_("Rules"), "\n".join(_rules(head.rule_days))),
    ]
    return tuple(pair for pair in pairs if pair[1])


def _by(head: BookHead) -> str:
    made = moment(head.made_at)
    return _("{moment} by {name}").format(moment=made, name=head.by) if head.by else made


def _scripts(number: int, waiting: int) -> str:
    return _("{n} of {all} approved").format(n=number - waiting, all=number) if number else ""


def _findings(tally: Tally) -> str:
    counts = tally.verdict.counts
    words = {
        Severity.BLOCK: ngettext("{n} must be mended", "{n} must be mended", counts.block),
        Severity.EVIDENCE: ngettext("{n} needs evidence", "{n} need evidence", counts.evidence),
        Severity.WARNING: ngettext("{n} to look at", "{n} to look at", counts.warning),
        Severity.INFO: ngettext("{n} note", "{n} notes", counts.info),
    }
    numbers = ((words[one], getattr(counts, one.value)) for one in Severity)
    parts = [text.format(n=number) for text, number in numbers if number]
    return " · ".join(parts) if parts else pgettext("findings", "none")


def _rates(tally: Tally) -> Iterator[str]:
    for rate in tally.rates:
        value = f"{rate.value.normalize():f}"
        text = _("1 {base} = {value} {quote} · {day} · {source}")
        yield text.format(
            base=rate.base, value=value, quote=rate.quote, day=day(rate.date), source=rate.source
        )


def _rules(days: Mapping[str, str]) -> Iterator[str]:
    for name, text in days.items():
        if name in _RULES:
            yield _(_RULES[name]).format(day=day(dt.date.fromisoformat(text)))


def remarks(head: BookHead, tally: Tally) -> Iterator[str]:
    """Yield the sentences below: what the book leaves out, and how its marks are read."""
    if not head.choice.costs:
        yield _("Costs, fees and margins are not in this book.")
    if tally.left_out:
        yield ngettext(
            "{n} product is left out because it is not approved.",
            "{n} products are left out because they are not approved.",
            tally.left_out,
        ).format(n=tally.left_out)
    if tally.without_picture:
        yield ngettext(
            "{n} product has no picture here: it is not on the computer that made the book.",
            "{n} products have no picture here: they are not on the computer that made the book.",
            tally.without_picture,
        ).format(n=tally.without_picture)
    yield _("Prices hold for the day the book was made. Times are those of the market.")
    yield _(
        "◇ marks what is not translated and stands in its own language, ▲ what is not approved."
    )

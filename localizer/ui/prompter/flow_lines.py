"""What of a prompt is to be seen: the lines for the host, those for the operator, and cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from localizer.i18n import _
from localizer.model.script import Beat, Lane
from localizer.pipeline.prompt import Placed, Prompt, PromptAnswer, PromptBeat, PromptItem
from localizer.settings import PrompterSetting
from localizer.ui.actions.words import BEATS
from localizer.ui.prompter.reading_view import ViewCard
from localizer.ui.prompter.text_flow import FlowLine, Kind


def host_lines(
    prompt: Prompt, lines: Sequence[Placed], chosen: PrompterSetting
) -> tuple[FlowLine, ...]:
    """Return the lines as the host reads them: what is said large, cues small, products by name."""
    return tuple(
        FlowLine(
            text=_words(one, in_words=chosen.in_words),
            kind=_kind(one),
            heading=prompt.items[one.item].title if first else "",
            timed=one.line.seconds > 0,
            shown=one.line.lane is not Lane.CONTROL or chosen.control,
        )
        for one, first in _with_first(lines, by_beat=False)
    )


def operator_lines(
    prompt: Prompt, lines: Sequence[Placed], chosen: PrompterSetting
) -> tuple[FlowLine, ...]:
    """Return all lines, each beat under its name."""
    return tuple(
        FlowLine(
            text=_words(one, in_words=chosen.in_words),
            kind=_kind(one),
            heading=_heading(prompt, one) if first else "",
            timed=one.line.seconds > 0,
        )
        for one, first in _with_first(lines, by_beat=True)
    )


def beat_word(beat: PromptBeat) -> str:
    """Return the name of a beat; what has no script has none."""
    return _(BEATS[Beat(beat.beat)]) if beat.beat in set(Beat) else _("No script")


def _heading(prompt: Prompt, one: Placed) -> str:
    item = prompt.items[one.item]
    beat = item.beats[one.beat]
    return f"{item.title} · {beat_word(beat)}" if one.beat == 0 else beat_word(beat)


def _with_first(lines: Sequence[Placed], *, by_beat: bool) -> Iterator[tuple[Placed, bool]]:
    """Yield the lines, each with whether it is the first of its item, or of its beat."""
    before: tuple[int, int] | None = None
    for one in lines:
        here = (one.item, one.beat if by_beat else 0)
        yield one, here != before
        before = here


def _words(one: Placed, *, in_words: bool) -> str:
    return one.line.spoken if in_words else one.line.text


def _kind(one: Placed) -> Kind:
    if one.line.inserted:
        return Kind.PUT_IN
    return Kind.SAID if one.line.lane is Lane.HOST else Kind.CUE


def card_of_answer(answer: PromptAnswer, *, in_words: bool) -> ViewCard:
    """Return the card of an answer."""
    return ViewCard(answer.ask, answer.spoken if in_words else answer.text)


def card_of_price(item: PromptItem) -> ViewCard | None:
    """Return the price card of an item, ``None`` where there is no price."""
    card = item.card
    if card is None or not card.price:
        return None
    parts = [card.price]
    if card.was:
        parts.append(_("before: {price}").format(price=card.was))
    if card.save:
        parts.append(_("you save: {price}").format(price=card.save))
    number = _("Number {n} in the basket").format(n=card.n) if card.n else ""
    heading = f"{item.title} · {number}" if number else item.title
    return ViewCard(heading, "   ".join(parts))

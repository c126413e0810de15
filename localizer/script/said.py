"""One phrase as it is said of one product: values in its slots, tokens left, timed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from localizer.model.phrase import SLOT, TOKENS, Phrase
from localizer.model.script import ScriptLine
from localizer.model.speech import SpeechRate
from localizer.script.brief import ScriptBrief
from localizer.script.timing import measure

_SENTENCE_START: Final = re.compile(r"(?:^|[.!?…]\s+)$")


def said_line(
    phrase: Phrase,
    brief: ScriptBrief,
    values: Mapping[str, str],
    rate: SpeechRate,
    counted: Mapping[str, str],
    per_minute: int | None = None,
) -> ScriptLine:
    """Return the line ``phrase`` makes with ``values``, the brief's, and what it rests on.

    ``counted`` is what tokens are timed by (`localizer.script.timing.amounts`). ``per_minute`` is the host's
    measured pace in the rate's unit, the language's default without it.
    """
    slots = phrase.slots
    text = _filled(phrase.text, values, brief.bundle_token) if slots else phrase.text
    tokens, units, took = measure(text, phrase.lane, rate, brief.locale, counted, per_minute)
    rests_on = phrase.needs | {"product"} if "product" in slots else phrase.needs
    told = sorted(phrase.needs.union(slots))
    return ScriptLine(
        beat=phrase.beat,
        lane=phrase.lane,
        text=text,
        facts=tuple(sorted(rests_on)),
        tokens=tokens,
        units=units,
        seconds=took,
        phrase=phrase.id,
        values=tuple((name, said) for name in told if (said := values.get(name, ""))),
    )


def _filled(text: str, values: Mapping[str, str], bundle_token: str) -> str:
    """Put ``values`` into the slots of ``text``; a value that begins a sentence gets a capital."""

    def put(match: re.Match[str]) -> str:
        name = match.group(1)
        if name == "bundle":
            return f"{{{bundle_token}}}"
        if name in TOKENS:
            return match.group(0)
        value = values[name].translate({ord("{"): None, ord("}"): None})
        if name != "brand" and _SENTENCE_START.search(text[: match.start()]):
            return value[:1].upper() + value[1:]
        return value

    return SLOT.sub(put, text)

"""One phrase as it is said of one product: values in its slots, tokens left, timed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
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
    form = _form(phrase.text, phrase.needs)
    text = form.filled(values, brief.bundle_token) if form.parts else phrase.text
    tokens, units, took = measure(text, phrase.lane, rate, brief.locale, counted, per_minute)
    return ScriptLine(
        beat=phrase.beat,
        lane=phrase.lane,
        text=text,
        facts=form.facts,
        tokens=tokens,
        units=units,
        seconds=took,
        phrase=phrase.id,
        values=tuple((name, said) for name in form.told if (said := values.get(name, ""))),
    )


@dataclass(frozen=True, slots=True)
class _Form:
    """A phrase taken apart: ``parts`` are the text before a slot, its name, and if a sentence begins.

    ``end`` is the text behind the last slot, ``facts`` what the line rests on, ``told`` the names whose
    values are kept with it.
    """

    parts: tuple[tuple[str, str, bool], ...]
    end: str
    facts: tuple[str, ...]
    told: tuple[str, ...]

    def filled(self, values: Mapping[str, str], bundle_token: str) -> str:
        """Return the text with ``values`` in its slots; a value that begins a sentence gets a capital."""
        made: list[str] = []
        for before, name, begins in self.parts:
            made.append(before)
            if name == "bundle":
                made.append(f"{{{bundle_token}}}")
            elif name in TOKENS:
                made.append(f"{{{name}}}")
            else:
                value = values[name].replace("{", "").replace("}", "")
                made.append(value[:1].upper() + value[1:] if begins else value)
        return "".join((*made, self.end))


@lru_cache(maxsize=20_000)
def _form(text: str, needs: frozenset[str]) -> _Form:
    """Take a phrase apart; each of a bank is said of every product."""
    parts: list[tuple[str, str, bool]] = []
    done = 0
    for match in SLOT.finditer(text):
        name = match.group(1)
        begins = name != "brand" and _SENTENCE_START.search(text[: match.start()]) is not None
        parts.append((text[done : match.start()], name, begins))
        done = match.end()
    slots = {name for _before, name, _begins in parts}
    return _Form(
        tuple(parts),
        text[done:],
        tuple(sorted(needs | (slots & {"product"}))),
        tuple(sorted(needs | slots)),
    )

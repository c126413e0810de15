"""Livestream scripts: beats in the market's order, lines that are said, cues that are done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType


class Beat(StrEnum):
    """The eleven parts of a pitch, in their plain order (facts/markets.md 1.2)."""

    HOOK = "hook"
    DISCLOSURE = "disclosure"
    PAIN = "pain"
    REVEAL = "reveal"
    DEMO = "demo"
    PROOF = "proof"
    OFFER = "offer"
    URGENCY = "urgency"
    CTA = "cta"
    QA = "qa"
    TRANSITION = "transition"


class Lane(StrEnum):
    """Who a line is for: said by the host, done by the control room, or done by the host's hands."""

    HOST = "host"
    CONTROL = "control"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """One line. Prices stay tokens in ``text`` (``{price}``); ``facts`` names what the line rests on.

    ``facts`` holds names of facts (``material``), of values (``product``) and of conditions (``offer``,
    ``stock_low``). ``seconds`` is the time to say it at the script's rate, numbers as spoken; ``units`` the
    words, syllables or characters counted. ``phrase`` is the phrase of the bank it came from, empty for a
    line somebody wrote. A ``locked`` line stays as it is when its beat is written anew. ``values`` holds
    what each of the facts said when the line was written or last approved, and what its tokens of money were
    worth when it was approved.
    """

    beat: Beat
    lane: Lane
    text: str
    facts: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    units: int = 0
    seconds: float = 0.0
    phrase: str = ""
    locked: bool = False
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class BeatPlan:
    """How long a beat should last, in seconds, at its place in the market's order.

    A plan may hold the beat ``cta`` more than once: the host calls to action in several places.
    """

    beat: Beat
    seconds: float


@dataclass(frozen=True, slots=True)
class Script:
    """One pitch of a product for a market and locale. ``rate_per_min`` counts ``unit`` per minute.

    ``voice`` is the voice of the phrase bank it was written in, ``pacing`` the preset that arranged its
    beats; both are empty in scripts of before there was a choice.
    """

    locale: str
    style: str
    seconds: float
    unit: str
    rate_per_min: int
    beats: tuple[BeatPlan, ...]
    lines: tuple[ScriptLine, ...]
    voice: str = ""
    pacing: str = ""

    def by_place(self) -> tuple[tuple[ScriptLine, ...], ...]:
        """Return the lines of each planned beat, in the plan's order.

        A beat that is planned more than once has its runs of lines dealt out in their order; lines of a beat
        that is not planned belong to the one before.
        """
        places: list[list[ScriptLine]] = [[] for _part in self.beats]
        at = 0
        for line in self.lines:
            following = range(at, len(places))
            at = next((one for one in following if self.beats[one].beat is line.beat), at)
            if places:
                places[at].append(line)
        return tuple(tuple(lines) for lines in places)


@dataclass(frozen=True, slots=True)
class ScriptFacts:
    """What holds for a product now: facts and conditions by name, and the text of those that have one.

    ``amounts`` are the tokens of money with their values of now.
    """

    held: frozenset[str]
    values: Mapping[str, str]
    amounts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def gone(self, line: ScriptLine) -> tuple[str, ...]:
        """Return the facts ``line`` rests on that hold no more."""
        return tuple(name for name in line.facts if name != "product" and name not in self.held)

    def changed(self, line: ScriptLine) -> tuple[tuple[str, str, str], ...]:
        """Return the facts of ``line`` that say something else now: name, then and now."""
        return tuple(
            (name, then, now)
            for name, then in line.values
            if (now := self.values.get(name, "")) and now != then
        )

    def moved(self, line: ScriptLine) -> tuple[tuple[str, str, str], ...]:
        """Return the amounts of ``line`` that are others than when it was approved: token, then and now."""
        return tuple(
            (name, then, now)
            for name, then in line.values
            if name in line.tokens and (now := self.amounts.get(name, "")) and now != then
        )

    def confirmed(self, line: ScriptLine) -> ScriptLine:
        """Return ``line`` as somebody took responsibility for it today."""
        known = {name: self.values[name] for name in line.facts if self.values.get(name)}
        asked = {name: self.amounts[name] for name in line.tokens if self.amounts.get(name)}
        return replace(line, values=tuple(sorted({**dict(line.values), **known, **asked}.items())))


def retold(line: ScriptLine, text: str) -> ScriptLine:
    """Return ``line`` saying ``text``, as a person wrote it.

    It rests on those of its facts whose words or tokens are still there; on nothing else that is known.
    """
    kept = {name for name, value in line.values if value.casefold() in text.casefold()}
    if any(f"{{{token}}}" in text for token in line.tokens):
        kept |= set(line.facts) - {name for name, _value in line.values}
    return replace(
        line,
        text=text,
        phrase="",
        facts=tuple(name for name in line.facts if name in kept),
        values=tuple(pair for pair in line.values if pair[0] in kept),
    )


def spoken_text(script: Script) -> str:
    """Return the lines as one text, in which spans of findings count."""
    return "\n".join(line.text for line in script.lines)

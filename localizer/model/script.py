"""Livestream scripts: beats in the market's order, lines that are said, cues that are done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    line somebody wrote.
    """

    beat: Beat
    lane: Lane
    text: str
    facts: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    units: int = 0
    seconds: float = 0.0
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class BeatPlan:
    """How long a beat should last, in seconds, at its place in the market's order.

    A plan may hold the beat ``cta`` more than once: the host calls to action in several places.
    """

    beat: Beat
    seconds: float


@dataclass(frozen=True, slots=True)
class Script:
    """One pitch of a product for a market and locale. ``rate_per_min`` counts ``unit`` per minute."""

    locale: str
    style: str
    seconds: float
    unit: str
    rate_per_min: int
    beats: tuple[BeatPlan, ...]
    lines: tuple[ScriptLine, ...]

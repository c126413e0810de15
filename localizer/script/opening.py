"""How a pitch opens: what tells two hooks apart."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Final

from localizer.model.phrase import CLAIM_CONDITIONS, FACT_SLOTS
from localizer.model.script import Beat, Lane, Script


class Opening(StrEnum):
    """What the first line rests on."""

    OFFER = "offer"
    FACT = "fact"
    NAME = "name"
    SCENE = "scene"


_AMOUNTS: Final = frozenset({"price", "was", "save", "stock", "offer_end"})


def opening_of(rests_on: Collection[str], tokens: Collection[str] = ()) -> Opening:
    """Return the kind of a hook by what its line rests on: its facts and conditions, and its tokens."""
    if _AMOUNTS & set(tokens) or CLAIM_CONDITIONS & set(rests_on):
        return Opening.OFFER
    if FACT_SLOTS & set(rests_on):
        return Opening.FACT
    return Opening.NAME if "product" in rests_on else Opening.SCENE


def script_opening(script: Script) -> Opening | None:
    """Return how ``script`` opens, ``None`` when nobody speaks in its hook."""
    for line in script.lines:
        if line.beat is Beat.HOOK and line.lane is Lane.HOST:
            return opening_of(line.facts, line.tokens)
    return None

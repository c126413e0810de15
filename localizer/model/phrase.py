"""Phrase banks: what a host can say, with the slots, tokens and conditions a phrase may use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from localizer.model.script import Beat, Lane


class Group(StrEnum):
    """The groups of categories a phrase can be written for; those of the title patterns."""

    APPAREL = "apparel"
    BEAUTY = "beauty"
    HOME = "home"
    ELECTRONICS = "electronics"
    BABY = "baby"
    OUTDOOR = "outdoor"


class Style(StrEnum):
    """The voices a script can have."""

    WARM = "warm"
    EXPERT = "expert"
    PLAYFUL = "playful"
    PREMIUM = "premium"
    PLAIN = "plain"


#: Facts a phrase can name: those the patterns write as lines, but the certificate, which is said only where
#: its document is on file (the condition ``certificate``).
FACT_SLOTS: Final = frozenset(
    {
        "material",
        "filling",
        "fit",
        "neckline",
        "sleeve",
        "pattern",
        "style",
        "season",
        "audience",
        "age_range",
        "skin_type",
        "scent",
        "net_content",
        "capacity",
        "dimensions",
        "weight",
        "power",
        "voltage",
        "battery",
        "runtime",
        "connector",
        "bluetooth",
        "waterproof",
        "load",
        "heat_retention",
        "burn_time",
        "care",
        "package",
        "origin",
        "shelf_life",
    }
)
#: Other texts the writer puts in, with the condition each brings; the product's name is always there.
VALUE_SLOTS: Final[dict[str, str]] = {
    "product": "",
    "brand": "brand",
    "colours": "colours",
    "sizes": "sizes",
    "certificate": "certificate",
    "bundle_quantity": "bundle",
}
#: Slots that stay tokens in the stored line, with the condition each brings.
TOKENS: Final[dict[str, str]] = {
    "price": "",
    "n": "",
    "was": "price_record",
    "save": "price_record",
    "bundle": "bundle",
    "stock": "stock_low",
    "offer_end": "offer_end",
    "next": "next",
}
#: Conditions that hold because a value exists.
VALUE_CONDITIONS: Final = frozenset({"brand", "colours", "sizes", "next"})
#: Conditions somebody has to establish: an offer that runs, a stock that is low, a document on file.
CLAIM_CONDITIONS: Final = frozenset(
    {
        "offer",
        "offer_end",
        "stock_low",
        "free_shipping",
        "voucher",
        "bundle",
        "price_record",
        "certificate",
        "commission",
        "own_shop",
        "ai_voice",
    }
)
CONDITIONS: Final = FACT_SLOTS | VALUE_CONDITIONS | CLAIM_CONDITIONS

SLOT: Final = re.compile(r"\{([a-z_]+)\}")


def slot_condition(slot: str) -> str | None:
    """Return the condition ``slot`` brings, empty for none, or ``None`` where there is no such slot."""
    if slot in FACT_SLOTS:
        return slot
    return VALUE_SLOTS.get(slot, TOKENS.get(slot))


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a bank. ``needs`` holds the conditions of its slots too; ``None`` means any.

    ``opens`` marks a scene that can open the beat pain for every product; scenes of a group always can.
    """

    id: str
    beat: Beat
    text: str
    lane: Lane = Lane.HOST
    needs: frozenset[str] = frozenset()
    group: Group | None = None
    style: Style | None = None
    opens: bool = False

    @property
    def slots(self) -> tuple[str, ...]:
        """Return the names in braces in the order of the text, each once."""
        return tuple(dict.fromkeys(SLOT.findall(self.text)))


@dataclass(frozen=True, slots=True)
class PhraseBank:
    """The phrases of a locale in the order in which they are said inside a beat."""

    locale: str
    phrases: tuple[Phrase, ...]

    def of(self, beat: Beat) -> tuple[Phrase, ...]:
        """Return the phrases of ``beat`` in the bank's order."""
        return tuple(phrase for phrase in self.phrases if phrase.beat is beat)

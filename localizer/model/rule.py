"""Rules about what may be said: claims, texts that are owed, platform rules, and where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from localizer.model.finding import Severity


def covers_locale(languages: tuple[str, ...], locale: str) -> bool:
    """Tell whether ``languages`` (``en``, ``zh-Hant``, ``pt-BR``; empty = every one) covers ``locale``."""
    return not languages or any(locale == one or locale.startswith(f"{one}-") for one in languages)


def covers(markets: tuple[str, ...], market: str) -> bool:
    """Tell whether ``markets`` (empty = every one) covers ``market``."""
    return not markets or market in markets


class Trigger(StrEnum):
    """What makes a text owed."""

    PAID = "paid"
    AI_MEDIA = "ai_media"
    SUPPLEMENT = "supplement"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from: ``kind`` says what it is (law, official, news ...), ``where`` its address.

    ``read_on`` is the day it was read, ISO 8601.
    """

    id: str
    kind: str
    where: str
    note: str = ""
    read_on: str = ""


@dataclass(frozen=True, slots=True)
class Speech:
    """How a language denies and asks, as patterns; a pattern that is empty finds nothing.

    ``negation`` stands before what is denied, ``negation_after`` behind it, in the same clause. ``asked``
    tells that somebody else's question is repeated, ``denied`` opens an answer that says no. ``folds`` are
    pairs of characters: the second is what the first is written for (薇 for 微, 網 for 网).
    """

    negation: str = ""
    negation_after: str = ""
    asked: str = ""
    denied: str = ""
    folds: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimRule:
    """One phrase rule. Empty ``languages``, ``markets``, ``channels`` or ``groups`` mean every one.

    ``pattern`` is a Python regular expression for NFC text without zero-width characters, to be compiled
    with IGNORECASE by who uses it; ``paraphrases`` are patterns of other wordings of the same claim,
    ``exceptions`` of innocent wordings: a hit inside one of them is none. ``speech`` is the rule's language;
    ``negation`` tells whether a denial clears the claim. ``groups`` are category groups of goods.
    ``evidence`` names the facts (`Grounds`) of which one has to be filled. ``why`` and ``safer`` are advice
    for people. ``sources`` are ids of `Source`. ``confirmed`` is false where the words of the pattern rest
    on general knowledge.
    """

    id: str
    languages: tuple[str, ...]
    markets: tuple[str, ...]
    category: str
    severity: Severity
    pattern: str
    why: str
    safer: str
    example_hit: str
    example_ok: str
    sources: tuple[str, ...]
    confirmed: bool
    paraphrases: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    negation: bool = True
    speech: Speech = Speech()

    def __hash__(self) -> int:
        """Return a hash that is quick: sets of rules are looked up for every text."""
        return hash(self.id)

    def applies(self, market: str, locale: str, channel: str = "") -> bool:
        """Tell whether the rule holds for a ``locale`` text sold there (empty ``channel`` = any)."""
        if channel and not covers(self.channels, channel):
            return False
        return covers(self.markets, market) and covers_locale(self.languages, locale)


@dataclass(frozen=True, slots=True)
class RequiredText:
    """A text owed when ``trigger`` is true, found by ``must_match`` (a pattern as in `ClaimRule`).

    ``when`` and ``text`` say the duty in words; ``phrase`` is a wording that satisfies it, in the market's
    language (``{product}`` stands for the product's name). Empty ``languages``/``markets`` mean every one.
    """

    id: str
    languages: tuple[str, ...]
    markets: tuple[str, ...]
    trigger: Trigger
    when: str
    must_match: str
    text: str
    phrase: str
    sources: tuple[str, ...]
    confirmed: bool

    def applies(self, market: str, locale: str) -> bool:
        """Tell whether the duty holds for a ``locale`` text sold in ``market``."""
        return covers(self.markets, market) and covers_locale(self.languages, locale)


@dataclass(frozen=True, slots=True)
class PlatformRule:
    """What a platform's live rooms forbid or ask, in words; ``sources`` are ids of `Source`."""

    rule: str
    sources: tuple[str, ...]
    confirmed: bool

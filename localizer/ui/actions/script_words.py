"""What is said of scripts: their tokens, facts, voices and pacing, and in what two of them differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from localizer.i18n import N_, _, active_language, pgettext
from localizer.model.market import Pacing
from localizer.model.script import Beat
from localizer.script.difference import Difference
from localizer.script.opening import Opening
from localizer.ui.actions.words import BEATS, minutes, style_word

PACINGS: Mapping[Pacing, str] = {
    Pacing.DIRECT: N_("price early, quick"),
    Pacing.BALANCED: N_("balanced pace"),
    Pacing.SLOW_BUILD: N_("slow build-up"),
}
#: Voices whose names are English words; the others are what the audience is called in its language.
_VOICES: Final = {"female": N_("woman’s voice"), "male": N_("man’s voice")}
_TOKENS: Final = {
    "price": N_("the price"),
    "was": N_("the former price"),
    "save": N_("what a buyer saves"),
    "bundle": N_("the price of a bundle"),
    "stock": N_("how many are left"),
    "offer_end": N_("when the offer ends"),
    "n": N_("the number in the basket"),
    "next": N_("the next product"),
}
_OPENINGS: Final = {
    Opening.OFFER: N_("with the offer"),
    Opening.FACT: N_("with a fact"),
    Opening.NAME: N_("with the product’s name"),
    Opening.SCENE: N_("with a scene"),
}


@lru_cache(maxsize=2)
def fact_names(language: str) -> Mapping[str, str]:
    """Return what facts and conditions a line can rest on are called in the active ``language``."""
    del language  # the key that the names are kept by
    return {
        "product": pgettext("fact", "name of the product"),
        "brand": pgettext("fact", "brand"),
        "colours": pgettext("fact", "colours"),
        "sizes": pgettext("fact", "sizes"),
        "certificate": pgettext("fact", "certificate"),
        "bundle_quantity": pgettext("fact", "pieces in a bundle"),
        "festival": pgettext("fact", "festival"),
        "offer": pgettext("fact", "a running offer"),
        "offer_end": pgettext("fact", "end of the offer"),
        "stock_low": pgettext("fact", "low stock"),
        "free_shipping": pgettext("fact", "free shipping"),
        "voucher": pgettext("fact", "voucher"),
        "bundle": pgettext("fact", "bundle offer"),
        "price_record": pgettext("fact", "record of former prices"),
        "commission": pgettext("fact", "commission"),
        "own_shop": pgettext("fact", "own shop"),
        "ai_voice": pgettext("fact", "computer voice"),
        "next": pgettext("fact", "next product"),
        "material": pgettext("fact", "material"),
        "filling": pgettext("fact", "filling"),
        "fit": pgettext("fact", "fit"),
        "neckline": pgettext("fact", "neckline"),
        "sleeve": pgettext("fact", "sleeve"),
        "pattern": pgettext("fact", "pattern"),
        "style": pgettext("fact", "style"),
        "season": pgettext("fact", "season"),
        "audience": pgettext("fact", "made for"),
        "age_range": pgettext("fact", "age range"),
        "skin_type": pgettext("fact", "skin type"),
        "scent": pgettext("fact", "scent"),
        "net_content": pgettext("fact", "net content"),
        "capacity": pgettext("fact", "capacity"),
        "dimensions": pgettext("fact", "dimensions"),
        "weight": pgettext("fact", "weight"),
        "power": pgettext("fact", "power"),
        "voltage": pgettext("fact", "voltage"),
        "battery": pgettext("fact", "battery"),
        "runtime": pgettext("fact", "runtime"),
        "connector": pgettext("fact", "connector"),
        "bluetooth": pgettext("fact", "Bluetooth version"),
        "waterproof": pgettext("fact", "water protection"),
        "load": pgettext("fact", "highest load"),
        "heat_retention": pgettext("fact", "keeps warm for"),
        "burn_time": pgettext("fact", "burning time"),
        "care": pgettext("fact", "care"),
        "package": pgettext("fact", "in the package"),
        "origin": pgettext("fact", "made in"),
        "shelf_life": pgettext("fact", "shelf life"),
    }


def token_words(name: str) -> str:
    """Return what a token stands for; one nobody knows is called by that."""
    found = _TOKENS.get(name.split(":", 1)[0])
    return _(found) if found else _("an unknown token")


def fact_words(name: str) -> str:
    """Return what a fact or condition is called; one nobody knows by its name."""
    return fact_names(active_language()).get(name, name)


def pacing_word(pacing: Pacing) -> str:
    """Return what a pacing is called."""
    return _(PACINGS[pacing])


def voice_words(name: str, words: Sequence[str] = ()) -> str:
    """Return what a voice is called, with the first word that tells it apart: woman’s voice · ค่ะ."""
    called = _(_VOICES[name]) if name in _VOICES else name
    own = next((word for word in words if word.strip().casefold() != name), "")
    return " · ".join(part for part in (called, own.strip()) if part) or pgettext("voice", "usual")


def length_words(seconds: int) -> str:
    """Return how long a script shall be: 3:00 min."""
    return _("{minutes} min").format(minutes=minutes(seconds))


def variant_words(style: str, label: str) -> str:
    """Return what a variant is called: playful · B."""
    return f"{style_word(style)} · {label}"


def difference_words(kind: Difference, first: str, second: str) -> str:
    """Return in a sentence in what two scripts differ: what it is in the one and in the other."""
    if kind is Difference.HOOK:
        text, one, other = _("Opens {first}, the other {second}."), _opens(first), _opens(second)
        if one == other:
            return _("Both open {how}, in other words.").format(how=one)
    elif kind is Difference.ORDER:
        text, one, other = _("Order: {first}; the other {second}."), _order(first), _order(second)
    elif kind is Difference.STYLE:
        text = _("Style: {first}, the other {second}.")
        one, other = style_word(first), style_word(second)
    elif kind is Difference.VOICE:
        text = _("Voice: {first}, the other {second}.")
        one, other = voice_words(first), voice_words(second)
    else:
        text = _("Length: {first}, the other {second}.")
        one, other = (minutes(float(seconds)) for seconds in (first, second))
    return text.format(first=one, second=other)


def _opens(hook: str) -> str:
    kind = hook.split(":", 1)[0]
    return _(_OPENINGS[Opening(kind)]) if kind in set(Opening) else _("without a word of the host")


def _order(beats: str) -> str:
    return " → ".join(_(BEATS[Beat(name)]) for name in beats.split())

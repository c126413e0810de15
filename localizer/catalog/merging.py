"""A product of the workspace and the same product of a newer file become one.

What the file does not speak of is kept: an absent column never deletes. What it leaves blank, or no longer
has, is kept or goes as the person answered; what a person wrote by hand stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from localizer.model.incoming import Answers, Difference, DifferenceKind
from localizer.model.money import Money
from localizer.model.product import Fact, Offer, Product, Variant

_TEXTS: Final = ("title", "description_html", "bullets")
_OTHERS: Final = ("brand", "category", "hs_code", "taxonomy", "images")
_VARIANT_FIELDS: Final = (
    "sku", "options", "gtin", "cost", "list_price", "stock", "weight_g", "image",
)  # fmt: skip
_MONEY: Final = frozenset({"cost", "list_price"})
#: Stands among the fields that could not be read for variants whose rows were not used: none is gone.
VARIANTS: Final = "variants"
_RECORDS: Final = ("evidence", "offers", "price_records")


@dataclass(frozen=True, slots=True)
class Rules:
    """How to merge: the answers, and the fields the file has columns for (facts as ``fact:<name>``)."""

    answers: Answers = field(default_factory=Answers)
    present: frozenset[str] = frozenset()

    def asks(self, name: str) -> bool:
        """Tell whether the file has a column for the field ``name``, so that a blank cell says something."""
        return name in self.present or (name.startswith("fact:") and "facts" in self.present)

    def clears(self, name: str) -> bool:
        """Tell whether a blank cell of the field ``name`` empties it."""
        return self.answers.blank == "clear" and self.asks(name)


def aligned(old: Product, new: Product) -> Product:
    """Return ``new`` with the variant keys of ``old`` where a variant is told otherwise than before.

    A variant the old keys do not know is the one with its SKU, else the one with its options, else the only
    one left on both sides where neither has options. Prices and decisions hang on the key.
    """
    known = {variant.key for variant in old.variants}
    given = {variant.key for variant in new.variants}
    left = [variant for variant in old.variants if variant.key not in given]
    fresh = [variant for variant in new.variants if variant.key not in known]
    if not left or not fresh:
        return new
    renamed: dict[str, str] = {}
    for variant in fresh:
        same = next((one for one in left if _is_same_variant(one, variant)), None)
        if same is None and len(old.variants) == len(new.variants) == 1 and not variant.options:
            same = left[0]
        if same is not None:
            left.remove(same)
            renamed[variant.key] = same.key
    if not renamed:
        return new
    variants = tuple(replace(v, key=renamed.get(v.key, v.key)) for v in new.variants)
    return replace(new, variants=variants)


def _is_same_variant(one: Variant, other: Variant) -> bool:
    if one.sku and other.sku and one.sku == other.sku:
        return True
    return bool(one.options) and one.options == other.options and not (one.sku and other.sku)


def merge(
    old: Product, new: Product, rules: Rules = Rules(), *, by_hand: Collection[str] = ()
) -> Product:
    """Return ``new`` completed from ``old`` where it is silent; fields ``by_hand`` stay as they are."""
    values: dict[str, Any] = {}
    for name in (*_TEXTS, *_OTHERS):
        mine, theirs = getattr(old, name), getattr(new, name)
        keeps = name in by_hand or not (theirs or (rules.clears(name) and name != "title"))
        values[name] = mine if keeps else theirs
    if "taxonomy" not in rules.present and old.taxonomy and new.category in ("", old.category):
        values["taxonomy"] = old.taxonomy  # the number the seller gave, not one made from words
    for name in _RECORDS:
        theirs = getattr(new, name)
        values[name] = theirs if theirs or rules.clears(name) else getattr(old, name)
    return replace(
        new,
        key=old.key,
        facts=_merge_facts(old, new, rules, by_hand),
        variants=_merge_variants(old, new, rules, by_hand),
        extra=_merge_extra(old, new, rules, by_hand),
        **values,
    )


def _merge_extra(
    old: Product, new: Product, rules: Rules, by_hand: Collection[str]
) -> tuple[tuple[str, str], ...]:
    if new.extra == old.extra:
        return old.extra
    before, after = _by_name(old.extra), _by_name(new.extra)
    kept: list[tuple[str, str]] = []
    for name in dict.fromkeys((*before, *after)):
        mine, theirs = before.get(name, []), after.get(name, [])
        is_cleared = rules.clears(name) or rules.clears("extra")
        keeps = name in by_hand or not (theirs or is_cleared)
        kept += [(name, text) for text in (mine if keeps else theirs)]
    return tuple(kept)


def _by_name(extra: tuple[tuple[str, str], ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, text in extra:
        found.setdefault(name, []).append(text)
    return found


def _merge_facts(
    old: Product, new: Product, rules: Rules, by_hand: Collection[str]
) -> tuple[Fact, ...]:
    fresh = {fact.name: fact for fact in _told(old, new, rules, by_hand)}
    kept = []
    for fact in old.facts:
        if fact.name in fresh:
            kept.append(fresh.pop(fact.name))
        elif not _is_dropped(fact, new, rules, by_hand):
            kept.append(fact)
    return (*kept, *fresh.values())


def _told(old: Product, new: Product, rules: Rules, by_hand: Collection[str]) -> tuple[Fact, ...]:
    """Return the facts of ``new`` that count: a description does not outdo a column that is absent now."""
    stated = {fact.name for fact in old.facts if not _is_from_description(fact)}
    return tuple(
        fact
        for fact in new.facts
        if not _is_from_description(fact)
        or (
            "description_html" not in by_hand
            and (fact.name not in stated or rules.clears(f"fact:{fact.name}"))
        )
    )


def _is_from_description(fact: Fact) -> bool:
    return fact.origin.startswith("description")


def _is_dropped(fact: Fact, new: Product, rules: Rules, by_hand: Collection[str]) -> bool:
    """Tell whether a fact goes: its cell is blank now, or its description was rewritten without it."""
    if _is_from_description(fact):
        return bool(new.description_html) and "description_html" not in by_hand
    return rules.clears(f"fact:{fact.name}")


def _merge_variants(
    old: Product, new: Product, rules: Rules, by_hand: Collection[str]
) -> tuple[Variant, ...]:
    before = {variant.key: variant for variant in old.variants}
    merged = [
        _merge_variant(before.pop(v.key), v, rules, by_hand) if v.key in before else v
        for v in new.variants
    ]
    return tuple(merged) if rules.answers.gone == "remove" else (*merged, *before.values())


def _merge_variant(old: Variant, new: Variant, rules: Rules, by_hand: Collection[str]) -> Variant:
    values = {}
    for name in _VARIANT_FIELDS:
        mine, theirs = getattr(old, name), getattr(new, name)
        is_silent = theirs is None or theirs in ("", ())
        keeps = name in by_hand or (is_silent and not rules.clears(name))
        values[name] = mine if keeps else theirs
    return replace(new, **values)


def differences(
    old: Product, new: Product, merged: Product, rules: Rules, *, by_hand: Collection[str] = ()
) -> Iterator[Difference]:
    """Yield what ``new`` says otherwise than ``old``, and what was asked about; ``merged`` is the outcome."""
    for name in (*_TEXTS, *_OTHERS):
        mine, theirs = getattr(old, name), getattr(new, name)
        if mine == theirs:
            continue
        kind = DifferenceKind.TEXT if name in _TEXTS else DifferenceKind.OTHER
        if not theirs:
            if name not in rules.present or not mine:
                continue
            kind = DifferenceKind.BLANK
        elif name in by_hand:
            kind = DifferenceKind.BY_HAND
        yield Difference(old.key, merged.title, kind, name, shown(mine), shown(theirs))
    yield from _offer_differences(old, new, merged, rules)
    yield from _extra_differences(old, new, merged, rules, by_hand)
    yield from _fact_differences(old, new, merged, rules, by_hand)
    yield from _variant_differences(old, new, merged, rules, by_hand)


def _offer_differences(
    old: Product, new: Product, merged: Product, rules: Rules
) -> Iterator[Difference]:
    if old.offers == new.offers or not (new.offers or rules.asks("offers")):
        return
    kind = DifferenceKind.OTHER if new.offers else DifferenceKind.BLANK
    before, after = ("; ".join(map(_offer, one.offers)) for one in (old, new))
    yield Difference(old.key, merged.title, kind, "offers", before, after)


def _offer(offer: Offer) -> str:
    """Return an offer as text to read: what, how much, from when to when."""
    percent = None if offer.percent is None else round(offer.percent * 100, 2).normalize()
    much = str(offer.quantity) if percent is None else f"−{percent:f} %"
    moments = (offer.starts_at, offer.ends_at)
    times = "–".join("" if one is None else f"{one:%Y-%m-%d %H:%M %z}" for one in moments)
    return " ".join(part for part in (much, times.strip("–")) if part)


def _extra_differences(
    old: Product, new: Product, merged: Product, rules: Rules, by_hand: Collection[str]
) -> Iterator[Difference]:
    before, after = _by_name(old.extra), _by_name(new.extra)
    for name in dict.fromkeys((*before, *after)):
        mine, theirs = "; ".join(before.get(name, [])), "; ".join(after.get(name, []))
        if mine == theirs or (not theirs and not rules.asks(name)):
            continue
        kind = DifferenceKind.OTHER if theirs else DifferenceKind.BLANK
        kind = DifferenceKind.BY_HAND if name in by_hand else kind
        yield Difference(old.key, merged.title, kind, name, mine, theirs)


def _fact_differences(
    old: Product, new: Product, merged: Product, rules: Rules, by_hand: Collection[str]
) -> Iterator[Difference]:
    before: Mapping[str, Fact] = {fact.name: fact for fact in old.facts}
    after: Mapping[str, Fact] = {fact.name: fact for fact in _told(old, new, rules, by_hand)}
    for name in dict.fromkeys((*before, *after)):
        mine, theirs = before.get(name), after.get(name)
        if mine == theirs:
            continue
        values = (mine.value if mine else "", theirs.value if theirs else "")
        kind = DifferenceKind.FACT
        if theirs is None and mine is not None:
            if _is_from_description(mine) and not _is_dropped(mine, new, rules, by_hand):
                continue
            if not _is_from_description(mine):
                if not rules.asks(f"fact:{name}"):
                    continue
                kind = DifferenceKind.BLANK
        if values[0] != values[1]:
            yield Difference(old.key, merged.title, kind, name, *values)


def _variant_differences(
    old: Product, new: Product, merged: Product, rules: Rules, by_hand: Collection[str]
) -> Iterator[Difference]:
    before = {variant.key: variant for variant in old.variants}
    after = {variant.key: variant for variant in new.variants}
    for key in dict.fromkeys((*before, *after)):
        mine, theirs = before.get(key), after.get(key)
        if mine is None or theirs is None:
            kind = DifferenceKind.VARIANT if mine is None else DifferenceKind.GONE
            named = (_name(mine) if mine else "", _name(theirs) if theirs else "")
            yield Difference(old.key, merged.title, kind, "variant", *named, variant=key)
            continue
        for name in _VARIANT_FIELDS:
            was, now = getattr(mine, name), getattr(theirs, name)
            if was == now:
                continue
            kind = DifferenceKind.PRICE if name in _MONEY else DifferenceKind.OTHER
            if now is None or now in ("", ()):
                if name not in rules.present:
                    continue
                kind = DifferenceKind.BLANK
            elif name in by_hand:
                kind = DifferenceKind.BY_HAND
            yield Difference(old.key, merged.title, kind, name, shown(was), shown(now), variant=key)


def _name(variant: Variant) -> str:
    values = " / ".join(value for _name, value in variant.options)
    return " · ".join(part for part in (variant.sku or variant.key, values) if part)


def shown(value: object) -> str:
    """Return a field's value as text to read."""
    if value is None:
        return ""
    if isinstance(value, Money):
        return f"{value.amount:f} {value.currency}"
    if isinstance(value, tuple):
        return "; ".join(": ".join(v) if isinstance(v, tuple) else str(v) for v in value)
    return str(value)

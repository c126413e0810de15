"""What a script is written from: a product's facts in the target's words, its deal, what may be claimed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Final

from localizer.catalog import products, translations
from localizer.model.launch import Launch, Target
from localizer.model.market import Festival
from localizer.model.phrase import DOUBLE_DAY, Group
from localizer.model.product import Fact, Product
from localizer.model.segment import Field
from localizer.model.term import LocalePatterns
from localizer.pipeline import tokens as deals
from localizer.pipeline.lately import Lately
from localizer.pipeline.tools import Tools
from localizer.script.brief import ScriptBrief
from localizer.store.database import Reader
from localizer.translate.composed import Composed
from localizer.translate.composer import Composers
from localizer.translate.foreign import has_foreign_han

#: A list of colours or sizes is said only when there is something to choose.
CHOICE: Final = 2
#: More than this nobody can follow by ear.
SPOKEN_CHOICES: Final = 6
_UNREMARKABLE: Final = {"season": "all_seasons", "pattern": "solid_colour"}
#: Marks of countries there is no market pack for: China, Japan, Korea.
_OTHER_MARKS: Final = frozenset({"cert_ccc", "cert_pse", "cert_kc"})
_ITEM_ALONE: Final = re.compile(r"^1\s*[×x]?\s*")
_IN_BRACKETS: Final = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")


def brief(
    reader: Reader,
    tools: Tools,
    composers: Composers,
    launch: Launch,
    basket: Mapping[int, int],
    product_id: int,
    target: Target,
    lately: Lately | None = None,
) -> ScriptBrief | None:
    """Return the brief of a product for ``target``; ``None`` while it has no name in that language.

    Give ``lately`` where the same product is asked for again.
    """
    lately = Lately() if lately is None else lately
    product = lately.of(reader, product_id, "product", partial(products.load, reader, product_id))
    shown = _texts(reader, launch, product_id, target.locale, lately)
    name = _short_name(product, composers, target.locale) or shown.get(
        (Field.TITLE, "", product.title)
    )
    if not name:
        return None
    facts = _facts(product, composers, target.locale)
    if _ITEM_ALONE.sub("", facts.get("package", "")).casefold() == name.casefold():
        del facts["package"]  # in the box: the product
    patterns = tools.patterns.find(target.locale)
    found = deals.deal(reader, tools, launch, product_id, target, product=product, lately=lately)
    values = deals.written(found, tools, basket, product_id, target)
    certificate = _certificate(product, tools, launch, target)
    colours, sizes = _choices(product, shown, composers, target.locale, patterns)
    claims = deals.conditions(found, values)
    seasons = tools.packs.markets[target.market].seasons(launch.date)
    return ScriptBrief(
        product_key=product.key,
        locale=target.locale,
        market=target.market,
        channel=target.channel,
        product=name,
        group=product_group(product, composers),
        brand=product.brand,
        facts=facts,
        colours=colours,
        sizes=sizes,
        certificate=certificate,
        conditions=claims | {"certificate"} if certificate else claims,
        tokens=values,
        seasons=tuple(_names(one) for one in seasons),
        festival=next((one.name for one in seasons if one.is_double_day), ""),
        spoken_tokens=deals.spoken(found, tools, basket, product_id, target),
    )


def _names(season: Festival) -> frozenset[str]:
    """Return what phrases know a festival by."""
    return frozenset({season.name, DOUBLE_DAY} if season.is_double_day else {season.name})


def product_group(product: Product, composers: Composers) -> Group | None:
    """Return the category group of a product, by its type."""
    kind = composers.kind(product)
    return Group(kind.group) if kind is not None and kind.group else None


def _short_name(product: Product, composers: Composers, locale: str) -> str:
    composer = composers.find(locale, product.brand)
    name = None if composer is None else composer.kind(product)
    return name.text if isinstance(name, Composed) else ""


def _texts(
    reader: Reader, launch: Launch, product_id: int, locale: str, lately: Lately
) -> dict[tuple[Field, str, str], str]:
    locales = frozenset({locale, *(one.locale for one in launch.targets)})
    read = partial(translations.pairs_by_locale, reader, product_id, locales)
    found = lately.of(reader, product_id, ("texts", locales), read)
    return {
        (pair.segment.field, pair.segment.name, pair.segment.source): pair.translation.text
        for pair in found.get(locale, ())
        if pair.translation.text
    }


def _facts(product: Product, composers: Composers, locale: str) -> dict[str, str]:
    """Return the facts that can be said wholly in the locale's own words."""
    composer = composers.find(locale, product.brand)
    if composer is None:
        return {}
    worth_saying = (fact for fact in product.facts if not _says_nothing(fact, composers))
    rendered = {fact.name: composer.value(fact) for fact in worth_saying}
    return {name: one.text for name, one in rendered.items() if isinstance(one, Composed)}


def _says_nothing(fact: Fact, composers: Composers) -> bool:
    """Tell whether a listing gives a fact that nobody would say aloud: for all seasons, no pattern."""
    if fact.name not in _UNREMARKABLE:
        return False
    concept = composers.termbase.find(fact.value, (fact.name,))
    return concept is not None and concept.id == _UNREMARKABLE[fact.name]


def _choices(
    product: Product,
    shown: dict[tuple[Field, str, str], str],
    composers: Composers,
    locale: str,
    patterns: LocalePatterns | None,
) -> tuple[str, str]:
    """Return the colours and the sizes a buyer can choose from, as one says them."""
    if patterns is None:
        return "", ""
    by_kind: dict[str, list[str]] = {"colour": [], "size": []}
    pairs = dict.fromkeys(pair for variant in product.variants for pair in variant.options)
    for option, value in pairs:
        concept = composers.termbase.find(option, ("option_name",))
        kind = "" if concept is None else concept.id
        text = shown.get((Field.OPTION_VALUE, option, value))
        if kind == "colour" and text:
            text = _as_said(text, value, composers, locale)
        if kind in by_kind and text:
            by_kind[kind].append(text)
    colours, sizes = by_kind["colour"], _without_measures(by_kind["size"])
    return _listed(colours, patterns), _listed(sizes, patterns)


def _as_said(text: str, value: str, composers: Composers, locale: str) -> str:
    """Return the name of a colour as it stands inside a sentence: listings write it with a capital."""
    concept = composers.termbase.find(value, ("colour",))
    term = None if concept is None else composers.termbase.term(concept.id, locale)
    return term.text if term is not None and term.text.casefold() == text.casefold() else text


def _without_measures(sizes: list[str]) -> list[str]:
    """Return ``S`` for ``S (80 cm)`` and so on, unless two sizes would then be one."""
    bare = [_IN_BRACKETS.sub("", size) for size in sizes]
    return bare if all(bare) and len(set(bare)) == len(set(sizes)) else sizes


def _listed(items: Iterable[str], patterns: LocalePatterns) -> str:
    unique = list(dict.fromkeys(items))[:SPOKEN_CHOICES]
    if len(unique) < CHOICE:
        return ""
    return patterns.join.items.join(unique[:-1]) + patterns.join.last + unique[-1]


def _certificate(product: Product, tools: Tools, launch: Launch, target: Target) -> str:
    """Return the first document on file that is valid on the launch's day and has a name in the locale.

    A mark of other markets only (FCC in Italy) tells viewers nothing and is passed over.
    """
    locale = target.locale
    for item in product.evidence:
        if item.valid_to is not None and item.valid_to < launch.date:
            continue
        concept = tools.termbase.find(item.kind, ("certificate",))
        if concept is not None and _is_foreign_mark(concept.id, tools, target.market):
            continue
        term = None if concept is None else tools.termbase.term(concept.id, locale)
        name = item.kind if term is None else term.text
        if not has_foreign_han(name, locale):
            # "CE CE-0147" is said once.
            repeated = item.number.lower().startswith(name.lower())
            return item.number if repeated else f"{name} {item.number}".strip()
    return ""


def _is_foreign_mark(mark: str, tools: Tools, market: str) -> bool:
    """Tell whether ``mark`` is of other markets; what is of none (OEKO-TEX, FSC) is known everywhere."""
    markets = tools.packs.markets
    somewhere = _OTHER_MARKS.union(*(one.marks for one in markets.values()))
    return mark in somewhere and mark not in markets[market].marks

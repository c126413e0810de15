"""``localizer compose``: one listing from facts and terms, and where each of its words comes from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import click

from localizer.cli.options import as_json, opened, workspace
from localizer.cli.output import emit, say
from localizer.i18n import _, ngettext
from localizer.model.product import Fact, Product
from localizer.pipeline.composing import ComposedListing, composed_listing
from localizer.pipeline.tools import load_tools
from localizer.translate.composed import Composed, Missing, Piece, explain
from localizer.translate.listing import Listing

EXIT_ACT: Final = 1


@click.command("compose")
@workspace
@click.option("--target", required=True, metavar="TH/shopee", help="Market and channel.")
@click.option("--product", "sku", required=True, metavar="SKU", help="SKU or article number.")
@as_json
def compose(ws: Path, target: str, sku: str, *, json_: bool) -> int:
    """Compose the listing of a product from its facts; nothing is kept.

    Exit 1 when a word has no term. With --json every text comes with its pieces: the text, the slot it fills,
    the fact and the seller's words it comes from, and the term's concept.
    """
    with opened(ws) as store:
        tools = load_tools()
        wanted = tools.packs.resolve_target(target)
        found = composed_listing(store.read(), tools, wanted, sku)
        label = tools.packs.label(wanted)
    if json_:
        emit({"target": label, "locale": found.target.locale, **listing_json(found)})
    else:
        for line in listing_lines(found.listing):
            click.echo(line)
        for place, missing in found.listing.missing:
            say(f"{place}: {explain(missing.code)}")
    return EXIT_ACT if found.listing.missing else 0


def listing_json(found: ComposedListing) -> dict[str, Any]:
    """Return a composed listing as JSON holds it."""
    product, listing = found.product, found.listing
    return {
        "product": product.key,
        "title": _answer(listing.title, product),
        "bullets": [_composed(one, product) for one in listing.bullets],
        "description": [_composed(one, product) for one in listing.description],
        "options": [
            {
                "source": {"name": one.source[0], "value": one.source[1]},
                "name": _answer(one.name, product),
                "value": _answer(one.value, product),
            }
            for one in listing.options
        ],
        "search_terms": [one.text for one in listing.search_terms],
        "missing": [
            {"place": place, "reason": one.reason, "words": one.terms, "told": explain(one.code)}
            for place, one in listing.missing
        ],
    }


def listing_lines(listing: Listing) -> Iterator[str]:
    """Yield a composed listing for people to read."""
    if isinstance(listing.title, Composed):
        yield listing.title.text
        if listing.title.lacking:
            yield explain(listing.title.reason)
    yield ""
    yield from (f"• {one.text}" for one in listing.bullets)
    if listing.description:
        yield ""
        yield from (one.text for one in listing.description)
    written = [
        f"{one.name.text}: {one.value.text}"
        for one in listing.options
        if isinstance(one.name, Composed) and isinstance(one.value, Composed)
    ]
    if written:
        yield ""
        yield ngettext("Option ({n}):", "Options ({n}):", len(written)).format(n=len(written))
        yield from (f"  {one}" for one in written)
    if listing.search_terms:
        yield ""
        yield _("Search terms: {terms}").format(
            terms=", ".join(one.text for one in listing.search_terms)
        )


def _answer(answer: Composed | Missing, product: Product) -> dict[str, Any] | None:
    return _composed(answer, product) if isinstance(answer, Composed) else None


def _composed(one: Composed, product: Product) -> dict[str, Any]:
    """Return a text with its pieces; what is empty in a piece is left out."""
    facts = {fact.name: fact for fact in product.facts}
    made: dict[str, Any] = {"text": one.text, "pieces": [_piece(p, facts) for p in one.pieces]}
    return {**made, "lacking": list(one.lacking)} if one.lacking else made


def _piece(piece: Piece, facts: dict[str, Fact]) -> dict[str, str]:
    fact = facts.get(piece.fact)
    said = {
        "text": piece.text,
        "slot": piece.slot,
        "fact": piece.fact,
        "source": "" if fact is None else fact.value,
        "term": piece.concept,
    }
    return {name: text for name, text in said.items() if text}

"""What texts are composed with in a workspace: the program's terms and the seller's own before them."""

from __future__ import annotations

from localizer.catalog import own_terms
from localizer.pipeline.own_base import base_with
from localizer.pipeline.tools import Tools
from localizer.store.database import Reader
from localizer.translate.composer import Composers
from localizer.translate.stage import TranslateRules


def composers_of(reader: Reader, tools: Tools) -> Composers:
    """Return the composers of a workspace; who drafts much keeps them, as they remember what they wrote."""
    return Composers(
        base_with(tools.termbase, own_terms.concepts(reader), ()),
        tools.patterns,
        systems={market.code: market.measure for market in tools.packs.markets.values()},
        sizes=tools.packs.sizes,
        own=own_terms.terms(reader),
    )


def translate_rules(reader: Reader, tools: Tools) -> TranslateRules:
    """Return what drafts of a workspace are made by."""
    return TranslateRules(composers_of(reader, tools), tools.packs.channels)

"""The terms texts are held to: the program's, and before them those people set in the workspace."""

from __future__ import annotations

from dataclasses import replace

from localizer.catalog import own_terms
from localizer.model.glossary import Glossary, SourceWords
from localizer.model.own_term import OwnTerm, terms_for
from localizer.model.term import TermBase, fold
from localizer.pipeline.own_base import base_with
from localizer.pipeline.tools import Tools
from localizer.store.database import Reader

#: Sources remembered for the next locale; then all are forgotten, as those of past products never return.
_REMEMBERED = 20_000


class Glossaries:
    """Glossaries of one run: the workspace's terms are read once."""

    def __init__(self, tools: Tools) -> None:
        """Read nothing yet."""
        self._tools = tools
        self._terms: tuple[OwnTerm, ...] = ()
        self._base: TermBase | None = None
        self._made: dict[tuple[str, str], Glossary] = {}
        self._seen: dict[str, tuple[SourceWords, ...]] = {}

    def of(self, reader: Reader, locale: str, brand: str) -> Glossary:
        """Return the terms of ``locale`` for goods of ``brand``."""
        if self._base is None:
            concepts, self._terms = own_terms.concepts(reader), own_terms.terms(reader)
            self._base = base_with(self._tools.termbase, concepts, ())
        if len(self._seen) > _REMEMBERED:
            self._seen.clear()
        found = self._made.get((locale, fold(brand)))
        if found is None:
            base = replace(self._base, own=terms_for(self._terms, locale, brand))
            found = self._made[locale, fold(brand)] = Glossary(base, locale, self._seen)
        return found

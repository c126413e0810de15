"""The words of a workspace: the program's, and before them those people set in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from localizer.catalog import own_terms
from localizer.model.own_term import OwnConcept, OwnTerm, terms_for
from localizer.model.term import TermBase
from localizer.pipeline.tools import Tools
from localizer.store.database import Reader


def own_base(reader: Reader, tools: Tools) -> TermBase:
    """Return all concepts and terms of the workspace; people's terms are those that hold everywhere.

    What holds for one brand or in one market only is no part of it.
    """
    return base_with(tools.termbase, own_terms.concepts(reader), own_terms.terms(reader))


def base_with(base: TermBase, concepts: Iterable[OwnConcept], terms: Iterable[OwnTerm]) -> TermBase:
    """Return ``base`` with concepts and terms of a person's own, as far as they hold everywhere."""
    own = [one.concept for one in concepts]
    return replace(base.extended(own) if own else base, own=terms_for(terms, "", ""))

"""The program's words with people's own before them."""

from __future__ import annotations

import pytest

from localizer import pipeline
from localizer.catalog import own_terms
from localizer.model.own_term import OwnConcept, OwnTerm, Scope, ScopeKind
from localizer.model.term import Term
from localizer.pipeline.own_base import own_base
from localizer.pipeline.tools import Tools
from localizer.store.database import Store


@pytest.fixture(scope="module")
def tools() -> Tools:
    """Return all packs."""
    return pipeline.load_tools()


def test_without_terms_of_ones_own_it_is_the_programs(store: Store, tools: Tools) -> None:
    base = own_base(store.read(), tools)
    assert base.concepts == tools.termbase.concepts
    assert base.term("cotton", "de-DE") == tools.termbase.term("cotton", "de-DE")


def test_own_words_and_terms_go_first(store: Store, tools: Tools) -> None:
    with store.step("Terms") as step:
        own_terms.put_concept(step, OwnConcept("cotton", "material", ("云朵棉",)))
        own_terms.put_concept(step, OwnConcept("own_pot", "product_type", ("旋风锅",), "home"))
        own_terms.put_term(step, OwnTerm(Term("cotton", "de", "Biobaumwolle")))
        brand = Scope(ScopeKind.BRAND, "Cook")
        own_terms.put_term(step, OwnTerm(Term("own_pot", "de", "Zaubertopf"), brand))
    base = own_base(store.read(), tools)
    for form in ("云朵棉", "棉"):
        found = base.find(form, ("material",))
        assert found is not None
        assert found.id == "cotton"
    term = base.term("cotton", "de-DE")
    assert term is not None
    assert term.text == "Biobaumwolle"
    pot = base.longest("大号旋风锅", "product_type")
    assert pot is not None
    assert (pot.id, pot.group) == ("own_pot", "home")
    assert base.term("own_pot", "de") is None, "a brand's term holds for its goods only"

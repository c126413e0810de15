"""The terms a workspace holds texts to."""

from __future__ import annotations

from dataclasses import replace

from localizer.catalog import own_terms
from localizer.model.own_term import OwnConcept, OwnTerm, Scope, ScopeKind
from localizer.model.term import Term
from localizer.pipeline.glossaries import Glossaries
from localizer.pipeline.tools import Tools
from localizer.store.database import Store


def test_the_workspaces_terms_are_asked_for(store: Store, tools: Tools) -> None:
    with store.step("Terms") as step:
        own_terms.put_concept(step, OwnConcept("own_gift", "product_type", ("小样礼",)))
        own_terms.put_term(step, OwnTerm(Term("own_gift", "de", "Probe", avoid=("Muster",))))
    glossaries = Glossaries(tools)
    (need,) = glossaries.of(store.read(), "de-DE", "").needs("小样礼")
    assert (need.text, need.avoid, need.own) == ("Probe", ("Muster",), True)
    assert glossaries.of(store.read(), "fr-FR", "").needs("小样礼") == ()


def test_a_brand_has_its_own(store: Store, tools: Tools) -> None:
    term = OwnTerm(Term("cotton", "de", "Kuschelbaumwolle"))
    with store.step("Terms") as step:
        own_terms.put_term(step, replace(term, scope=Scope(ScopeKind.BRAND, "Sorvanne")))
    glossaries = Glossaries(tools)
    assert [one.text for one in glossaries.of(store.read(), "de-DE", "SORVANNE").needs("棉")] == [
        "Kuschelbaumwolle"
    ]
    assert glossaries.of(store.read(), "de-DE", "Other").needs("棉") == ()

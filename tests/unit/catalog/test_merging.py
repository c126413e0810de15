"""What is told of a product that comes again."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from localizer.catalog.merging import Rules, differences, merge
from localizer.model.incoming import Answers, DifferenceKind
from localizer.model.product import Offer, Product, Variant


def test_an_offer_that_changes_or_ends_is_among_the_differences() -> None:
    before = Product("A", "Cup", (Variant("A"),), offers=(Offer("discount", Decimal("0.2")),))
    lower = replace(before, offers=(Offer("discount", Decimal("0.25")),))
    ended = replace(before, offers=())
    rules = Rules(Answers(), frozenset({"offers"}))
    (changed,) = differences(before, lower, merge(before, lower, rules), rules)
    assert (changed.kind, changed.field, changed.before, changed.after) == (
        DifferenceKind.OTHER, "offers", "−20 %", "−25 %",
    )  # fmt: skip
    (blank,) = differences(before, ended, merge(before, ended, rules), rules)
    assert blank.kind is DifferenceKind.BLANK
    assert list(differences(before, ended, before, Rules())) == []

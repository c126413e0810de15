"""What is in a package: only facts that say so."""

from __future__ import annotations

from decimal import Decimal

import pytest

from localizer.model.product import Fact, FactKind
from localizer.price.content import content_of


def quantity(name: str, number: str, unit: str, *, known: bool = True) -> Fact:
    return Fact(name, FactKind.QUANTITY, "", Decimal(number), unit=unit, known=known)


@pytest.mark.parametrize(
    ("facts", "content"),
    [
        ([quantity("net_content", "50", "milliliter")], ("50", "ml")),
        ([quantity("net_content", "1.5", "kilogram")], ("1.5", "kg")),
        ([quantity("net_content", "2", "ounce")], ("56.699046250", "g")),
        ([quantity("net_content", "3", "meter")], ("3", "m")),
        (
            [quantity("net_content", "30", "milliliter"), quantity("net_content", "50", "gram")],
            ("30", "ml"),
        ),
        ([quantity("capacity", "500", "milliliter")], None),
        ([quantity("weight", "320", "gram")], None),
        ([quantity("net_content", "0", "gram")], None),
        ([quantity("net_content", "3", "month")], None),
        ([quantity("net_content", "3", "gram", known=False)], None),
        ([Fact("net_content", FactKind.TEXT, "about 50 ml", unit="milliliter")], None),
        ([], None),
    ],
)
def test_content_of(facts: list[Fact], content: tuple[str, str] | None) -> None:
    found = content_of(facts)
    assert found == (None if content is None else (Decimal(content[0]), content[1]))

"""Facts of columns and descriptions together, and what they disagree on."""

from __future__ import annotations

import pytest

from localizer.intake.description_facts import facts_from_description
from localizer.intake.fact_differences import differ, join_facts
from localizer.intake.facts import FactLabel, make_fact
from localizer.model.product import Fact


def _fact(name: str, text: str) -> Fact:
    return make_fact(FactLabel(name, known=True, header=name), text)


def test_the_column_wins_and_the_difference_is_told() -> None:
    column = make_fact(FactLabel("weight", known=True, header="重量"), "500g")
    found = facts_from_description("好看\n重量：300g\n材质：棉", locale="zh-Hans")
    joined = join_facts([column], found)
    assert [(fact.name, fact.value, fact.origin) for fact in joined.facts] == [
        ("weight", "500g", "import"),
        ("material", "棉", "description:3"),
    ]
    assert [one.sentence for one in joined.differences] == [
        "重量: the column says “500g”, the description (item 2) “300g”. The column was kept."
    ]


def test_without_a_description_the_columns_stay() -> None:
    column = _fact("weight", "500g")
    assert join_facts([column], ()) == ((column,), ())


@pytest.mark.parametrize(
    ("name", "one", "other", "differs"),
    [
        ("weight", "300g", "0.3 kg", False),
        ("weight", "300g", "301g", False),
        ("weight", "300g", "310g", True),
        ("capacity", "12 fl oz", "355ml", False),
        ("capacity", "500ml", "500g", True),
        ("weight", "2斤", "1kg", False),
        ("warranty", "1 year", "12 months", False),
        ("age_range", "3-6岁", "3-6岁", False),
        ("age_range", "3-6岁", "3-8岁", True),
        ("age_range", "3-6岁", "3岁", True),
        ("temperature", "212°F", "100℃", False),
        ("material", "95%棉 5%氨纶", "氨纶5%，棉95%", False),
        ("material", "95%棉 5%氨纶", "棉100%", True),
        ("material", "棉", "纯棉", False),
        ("material", "棉", "羊毛", True),
        ("material", "棉", "棉100%", False),
        ("weight", "300g", "约300克", False),
        ("dimensions", "20×15×8cm", "200×150×80 mm", False),
        ("dimensions", "20×15×8cm", "20×15cm", True),
        ("dimensions", "20×15×8cm", "20×15×9cm", True),
        ("origin", "浙江", "Zhejiang", True),
    ],
)
def test_what_differs(name: str, one: str, other: str, differs: bool) -> None:  # noqa: FBT001
    assert differ(_fact(name, one), _fact(name, other)) is differs
    assert differ(_fact(name, other), _fact(name, one)) is differs

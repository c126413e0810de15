from __future__ import annotations

import pytest

from localizer.model.product import Product
from localizer.model.term import TermBase
from localizer.translate.reading import read_category, read_title, unnamed


@pytest.mark.parametrize(
    ("title", "kind", "facts"),
    [
        ("女士碎花连衣裙", "dress", {"audience": "女士", "pattern": "碎花"}),
        ("Yellow Wool Jumper", "sweater", {"colour": "yellow", "material": "wool"}),
        ("羽绒服", "down_jacket", {}),
        ("黑色白色T恤", "t_shirt", {}),
        ("黑色 黑色连衣裙", "dress", {"colour": "黑色"}),
        ("Snow boots no wool lining", "snow_boots", {}),
        ("防水帐篷", "tent", {}),
        ("非真皮 钱包", "wallet", {}),
        ("No wool sweater", "sweater", {}),
        ("Cotton-free pillow", "pillow", {}),
        ("Silk-like blouse", "blouse", {}),
        ("仿羊绒围巾", "scarf", {}),
        ("玻璃盖炒锅", "wok", {}),
        ("Sneakers with leather lining", "sneakers", {}),
        ("女士纯棉的白色衬衫", "shirt", {"audience": "女士", "material": "纯棉", "colour": "白色"}),
        ("真皮沙发清洁膏", None, {}),
        ("皮鞋油", None, {}),
        ("Case for wireless earbuds", None, {}),
        ("Striped Skirt and Top", None, {}),
        ("小香风 裙子和上衣", None, {}),
        ("帽子和神秘之物", None, {}),
        ("", None, {}),
    ],
)
def test_a_title_says_type_and_plain_facts(
    termbase: TermBase, title: str, kind: str | None, facts: dict[str, str]
) -> None:
    found = read_title(title, termbase)
    assert (found.kind.id if found.kind else None) == kind
    assert {name: fact.value for name, fact in found.facts.items()} == facts
    assert all(fact.origin == "title" for fact in found.facts.values())


def test_the_category_names_the_type_where_the_title_does_not(termbase: TermBase) -> None:
    found = read_title("某商品", termbase, within=read_category("户外/帐篷", termbase))
    assert found.kind is not None
    assert found.kind.id == "tent"


def test_a_category_that_holds_the_title_s_word_is_nearer(termbase: TermBase) -> None:
    found = read_title("Team Shirt", termbase, within=read_category("Apparel > T-shirts", termbase))
    assert found.kind is not None
    assert found.kind.id == "t_shirt"


@pytest.mark.parametrize(
    ("category", "word"),
    [
        ("家电 > 厨房 > 打蛋器X", "打蛋器X"),
        ("A/B / C", "C"),
        ("", "The title"),
        ("A > ", "The title"),
    ],
)
def test_the_word_to_ask_for_is_the_end_of_the_category(category: str, word: str) -> None:
    assert unnamed(Product("X", "The title", (), category=category)) == word

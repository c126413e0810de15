"""Where words stand: in drafted texts, in categories, in what could not be written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from localizer.catalog import products, term_uses, translations
from localizer.model.product import Product
from localizer.model.segment import Field, Origin, State, Translation
from localizer.store.database import Store


@pytest.fixture
def drafted(store: Store, dress: Callable[..., Product]) -> Store:
    """Return a workspace with four products, three of them drafted in Thai."""
    goods = [
        dress(key="A", title="连衣裙"),
        dress(key="B", title="ＬＥＤ台灯", category="家居 > 灯具", facts=(), variants=()),
        dress(key="C", title="100%棉 T_恤", facts=(), variants=()),
        dress(key="D", title="连衣裙"),
    ]
    with store.step("Import") as step:
        number = products.ensure_catalog(step, "sample", "zh-Hans")
        products.save_products(step, number, goods)
        ids = products.product_ids(step)
        products.ensure_segments(step, ids)
        for product in ids[:3]:
            for row in step.rows("SELECT * FROM segment WHERE product_id = ?", (product,)):
                reason = ""
                if row["field"] == "title" and product == ids[2]:
                    reason = "left_out:Sorvanne|棉"
                if row["field"] == "fact" and row["name"] == "material":
                    reason = "no_term:棉|氨纶"
                translation = Translation(
                    row["id"], "th-TH", "", State.DRAFT, Origin.NONE, row["source_hash"], 0, reason
                )
                translations.save(step, None, translation)
    return store


def found(store: Store, *forms: str) -> list[str]:
    ids = term_uses.products_with(store.read(), forms)
    return [products.load(store.read(), number).key for number in ids]


MANY = tuple(f"没有{number}" for number in range(20))


@pytest.mark.parametrize("others", [(), MANY], ids=["few", "many"])
@pytest.mark.parametrize(
    ("form", "keys"),
    [
        ("连衣裙", ["A"]),  # D is not drafted
        ("led台灯", ["B"]),
        ("LED", ["B"]),
        ("灯具", ["B"]),  # the category
        ("氨纶", ["A"]),
        ("100%棉", ["C"]),
        ("t_恤", ["C"]),
        ("t恤", []),
        ("sorvanne", ["C"]),  # said to be lacking
        ("", []),
    ],
)
def test_products_with_a_word(
    drafted: Store, form: str, keys: list[str], others: tuple[str, ...]
) -> None:
    assert found(drafted, form, *others) == keys


def test_no_word_no_product(drafted: Store) -> None:
    assert found(drafted) == []


def test_blocked_texts_by_reason(drafted: Store) -> None:
    reader = drafted.read()
    blocked = list(term_uses.blocked(reader, ["no_term", "left_out"]))
    assert [(one.field, one.name, one.reason, one.brand) for one in blocked] == [
        (Field.TITLE, "", "left_out:Sorvanne|棉", "Sorvanne"),
        (Field.FACT, "material", "no_term:棉|氨纶", ""),
    ]
    ids = products.product_ids(reader)
    assert [one.products for one in blocked] == [(ids[2],), (ids[0],)]
    assert [one.name for one in term_uses.blocked(reader, ["no_term"])] == ["material"]
    assert list(term_uses.blocked(reader, ["no_type"])) == []
    assert list(term_uses.blocked(reader, ["no_term"], ["de-DE"])) == []


def test_texts_of_products_in_the_order_of_listings(drafted: Store) -> None:
    reader = drafted.read()
    some = term_uses.texts(reader, products.product_ids(reader)[:1])
    first = next(iter(some.values()))
    assert (first.field, first.product, first.source, first.state) == (
        Field.TITLE, "连衣裙", "连衣裙", State.DRAFT,
    )  # fmt: skip
    assert term_uses.titles(reader, [first.product_id]) == {first.product_id: "连衣裙"}

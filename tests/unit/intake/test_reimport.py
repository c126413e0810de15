"""The next version of a file: what it adds, what it leaves open, and what stays whatever it says."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from localizer.catalog import products
from localizer.errors import ColumnsUnknownError
from localizer.intake import beside
from localizer.intake.stage import ImportOptions, import_file
from localizer.jobs import Cancelled, Progress
from localizer.model.incoming import Answers, DifferenceKind
from localizer.model.money import Money
from localizer.model.product import Product
from localizer.store.database import Store

CLEAR = ImportOptions(answers=Answers(blank="clear"))


class StopsInTheMiddle(Progress):
    """Is cancelled after some steps."""

    def step(self, done: int, total: int) -> None:
        if done > 10:
            self.cancel()
        super().step(done, total)


def take(store: Store, folder: Path, *lines: str, how: ImportOptions | None = None) -> object:
    path = folder / "goods.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return import_file(store, path, how or ImportOptions())


def stored(store: Store) -> dict[str, Product]:
    reader = store.read()
    found = [products.load(reader, number) for number in products.product_ids(reader)]
    return {product.key: product for product in found}


def test_a_known_product_gains_a_variant_while_a_new_one_comes(
    store: Store, tmp_path: Path
) -> None:
    head = "货号,SKU,商品标题,颜色"
    take(store, tmp_path, head, "A,a1,裙子,红")
    take(store, tmp_path, head, "A,a1,裙子,红", "A,a2,,蓝", "B,b1,裤子,黑")
    assert {key: len(one.variants) for key, one in stored(store).items()} == {"A": 2, "B": 1}
    store.undo()
    assert {key: len(one.variants) for key, one in stored(store).items()} == {"A": 1}


def test_what_was_kept_once_can_be_cleared_with_the_same_file(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "货号,商品标题,品牌", "A,裙子,Lanju")
    blank = ("货号,商品标题,品牌", "A,裙子,")
    take(store, tmp_path, *blank)
    assert stored(store)["A"].brand == "Lanju"
    take(store, tmp_path, *blank, how=CLEAR)
    assert stored(store)["A"].brand == ""


def test_a_cell_that_cannot_be_read_is_not_blank(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "货号,商品标题,售价(元)", "A,裙子,10")
    report = take(store, tmp_path, "货号,商品标题,售价(元)", "A,裙子,面议", how=CLEAR)
    assert stored(store)["A"].variants[0].list_price == Money.of("10", "CNY")
    assert DifferenceKind.BLANK not in report.kinds  # type: ignore[attr-defined]


def test_an_absent_column_beside_the_listing_deletes_nothing(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "货号,商品标题,标签,SEO title", "A,裙子,夏季,Dress", how=CLEAR)
    take(store, tmp_path, "货号,商品标题,标签", "A,裙子,", how=CLEAR)
    assert stored(store)["A"].extra == (("seo_title", "Dress"),)


def test_a_variant_keeps_its_key_when_its_sku_appears(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "handle,title,color", "a,Dress,red", "a,,blue")
    keys = [variant.key for variant in stored(store)["a"].variants]
    take(store, tmp_path, "handle,title,color,sku", "a,Dress,red,X1", "a,,blue,X2")
    found = stored(store)["a"].variants
    assert [variant.key for variant in found] == keys
    assert [variant.sku for variant in found] == ["X1", "X2"]


def test_a_blank_price_is_not_taken_from_a_sibling_when_it_is_known(
    store: Store, tmp_path: Path
) -> None:
    head = "款号,SKU,商品名称,颜色,售价(元)"
    take(store, tmp_path, head, "A1,A1-1,T恤,黑,59", "A1,A1-2,T恤,白,69")
    take(store, tmp_path, head, "A1,A1-1,T恤,黑,49", "A1,A1-2,T恤,白,")
    prices = [variant.list_price for variant in stored(store)["A1"].variants]
    assert prices == [Money.of("49", "CNY"), Money.of("69", "CNY")]


def test_a_description_does_not_outdo_a_column_that_is_absent_now(
    store: Store, tmp_path: Path
) -> None:
    take(store, tmp_path, "货号,商品标题,材质", "A,裙子,100%棉")
    take(store, tmp_path, "货号,商品标题,商品描述", "A,裙子,材质：100%涤纶")
    (fact,) = [fact for fact in stored(store)["A"].facts if fact.name == "material"]
    assert (fact.value, fact.origin) == ("100%棉", "import")


def test_the_same_products_in_another_language_are_another_catalog(
    store: Store, tmp_path: Path
) -> None:
    take(store, tmp_path, "货号,商品标题", "A,法式碎花连衣裙", "B,高腰瑜伽裤")
    english = tmp_path / "english.csv"
    english.write_text("sku,title\nA,Floral dress for women\nB,Yoga trousers", encoding="utf-8")
    assert import_file(store, english).catalog == "english"
    assert stored(store)["A"].title in ("法式碎花连衣裙", "Floral dress for women")
    assert store.read().value("SELECT count(*) FROM product") == 4


def test_a_file_without_a_product_leaves_no_trace(store: Store, tmp_path: Path) -> None:
    report = take(store, tmp_path, "货号,商品标题,售价", ",,5")
    assert report.products == 0  # type: ignore[attr-defined]
    assert store.read().value("SELECT count(*) FROM catalog") == 0
    assert store.read().value("SELECT count(*) FROM step") == 0


def test_a_cancel_while_products_are_removed_takes_all_back(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "货号,商品标题", *(f"A{n},裙子{n}" for n in range(300)))
    path = tmp_path / "goods.csv"
    path.write_text("货号,商品标题\nA1,裙子1", encoding="utf-8")
    with pytest.raises(Cancelled):
        import_file(
            store,
            path,
            ImportOptions(catalog="goods", answers=Answers(gone="remove")),
            progress=StopsInTheMiddle(),
        )
    assert len(stored(store)) == 300


def test_what_must_be_asked_comes_back_from_another_process(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "BESIDE_FROM_BYTES", 0)
    with pytest.raises(ColumnsUnknownError) as caught:
        take(store, tmp_path, "foo,bar,baz", "1,2,3", "4,5,6")
    assert caught.value.headers == ("foo", "bar", "baz")
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own
    assert (str(again), again.suggested) == (str(caught.value), caught.value.suggested)

"""Bulk edits: counted first, done as one step, remembered against the next import."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from localizer.catalog import edits, products, segments, translations
from localizer.catalog.edit_values import Edit, EditField
from localizer.catalog.edits import EditCount, apply_edit, count_edit
from localizer.catalog.json_text import decode
from localizer.catalog.product_rows import edited
from localizer.errors import InputError
from localizer.jobs import Cancelled, Progress
from localizer.model.changes import Changes
from localizer.model.money import Money
from localizer.model.product import Product, Variant
from localizer.model.segment import Origin, State, Translation
from localizer.store.database import Store

Dress = Callable[..., Product]
EVERY_FIELD = [
    Edit("title", "set", "新裙"),
    Edit("brand", "set", "Another"),
    Edit("category", "prefix", "A/"),
    Edit("hs_code", "set", "610910"),
    Edit("taxonomy", "set", "2271"),
    Edit("tags", "set", "a, b"),
    Edit("cost", "percent", "10"),
    Edit("list_price", "set", "99"),
    Edit("stock", "set", "8"),
    Edit("bullets", "suffix", "新点"),
    Edit("description_html", "replace", "第三段", "第二段"),
    Edit("gtin", "set", "4006381333931"),
]
#: What can be done to a dress, which has two variants.
DRESS_FIELDS = [edit for edit in EVERY_FIELD if edit.field != "gtin"]


@pytest.fixture
def filled(store: Store, dress: Dress) -> Store:
    """Return two dresses and a cup without brand, cost or segments; the dresses have segments."""
    cup = Product("CUP", "杯", (Variant("C"),), extra=(("tags", "x"), ("seo_title", "t")))
    with store.step("Import") as step:
        number = products.ensure_catalog(step, "sample", "zh-Hans")
        products.save_products(step, number, [dress(), dress(key="DR-2"), cup])
        products.ensure_segments(step, [1, 2])
    return store


def translate(
    store: Store, number: int, state: State, locale: str = "th-TH", place: int = 0
) -> None:
    with store.step("Translate") as step:
        title = segments.of_product(step, number)[place]
        new = Translation(title.id, locale, "แดง", state, Origin.PERSON, title.source_hash)
        translations.save(step, None, new)


def priced_and_pitched(store: Store, number: int) -> None:
    """Give each variant of a product a price, and the product a script."""
    with store.step("Price") as step:
        step.write(
            "INSERT INTO price(variant_id, market, channel, status, code, basis, currency, warnings, "
            "input_hash) SELECT id, 'TH', 'shopee', 'ok', '', 'cost', 'THB', '[]', 'x' FROM variant "
            "WHERE product_id = ?",
            (number,),
        )
        step.write(
            "INSERT INTO script(product_id, market, channel, locale, style, label, state, seconds, "
            "planned, edited, input_hash) VALUES(?, 'TH', 'shopee', 'th-TH', 'warm', 'a', 'draft', 1, 1, "
            "0, 'x')",
            (number,),
        )


def load(store: Store, number: int) -> Product:
    return products.load(store.read(), number)


@pytest.mark.parametrize(
    ("edit", "count"),
    [
        (Edit("brand", "set", "Sorvanne"), EditCount(3, 1, 2)),
        (Edit("brand", "replace", "b", "a"), EditCount(3, 2, 1, scripts=1)),
        (Edit("cost", "percent", "10"), EditCount(3, 2, 1, prices=2, scripts=1)),
        (Edit("cost", "set", "9"), EditCount(3, 2, 1, prices=2, scripts=1)),
        (Edit("cost", "set", "9 CNY"), EditCount(3, 3, 0, prices=2, scripts=1)),
        (Edit("list_price", "set", "9 CNY"), EditCount(3, 3, 0, scripts=1)),
        (Edit("tags", "clear"), EditCount(3, 1, 2)),
        (Edit("title", "replace", "红", "连"), EditCount(3, 2, 1, 2, 2, 2, scripts=1)),
        (Edit("title", "set", "连衣裙"), EditCount(3, 1, 2)),
        (Edit("title", "prefix", "新"), EditCount(3, 3, 0, 2, 2, 2, scripts=1)),
        (Edit("title", "suffix", "！"), EditCount(3, 3, 0, scripts=1)),
        (Edit("bullets", "prefix", "新"), EditCount(3, 3, 0)),
        (Edit("bullets", "replace", "舒适", "透气"), EditCount(3, 2, 1, 1, 0, 1)),
        (Edit("bullets", "clear"), EditCount(3, 2, 1, 1, 0, 1)),
        (Edit("description_html", "clear"), EditCount(3, 2, 1, 1, 1, 1)),
        (Edit("description_html", "set", "<p>第二段</p>"), EditCount(3, 3, 0)),
        (Edit("gtin", "clear"), EditCount(3, 0, 3)),
    ],
)
def test_a_count_tells_what_the_edit_then_does(filled: Store, edit: Edit, count: EditCount) -> None:
    translate(filled, 1, State.APPROVED)
    translate(filled, 1, State.APPROVED, "de-DE")
    translate(filled, 2, State.DRAFT)
    translate(filled, 1, State.DRAFT, place=1)
    translate(filled, 2, State.APPROVED, place=6)
    priced_and_pitched(filled, 1)
    before = [load(filled, number) for number in (1, 2, 3)]
    assert count_edit(filled.read(), [1, 2, 3], edit) == count
    assert [load(filled, number) for number in (1, 2, 3)] == before
    apply_edit(filled, [1, 2, 3], edit)
    after = [load(filled, number) for number in (1, 2, 3)]
    assert sum(old != new for old, new in zip(before, after, strict=True)) == count.changed
    assert count_edit(filled.read(), [1, 2, 3], Edit("brand", "clear")).products == 3


@pytest.mark.parametrize("edit", DRESS_FIELDS, ids=lambda edit: edit.field)
def test_every_field_is_changed_as_one_step_and_kept_from_imports(
    filled: Store, dress: Dress, edit: Edit
) -> None:
    before = load(filled, 1)
    changes = apply_edit(filled, [1], edit)
    after = load(filled, 1)
    assert changes.step is not None
    assert after != before
    assert edited(filled.read(), 1) == {edit.field}
    with filled.step("Import again") as step:
        changed = dress(title="别的", brand="别的", category="别的", extra=(("tags", "z"),))
        variants = [replace(v, cost=Money.of("1", "CNY"), stock=1) for v in changed.variants]
        products.save_products(step, 1, [replace(changed, variants=tuple(variants))])
    assert value(load(filled, 1), edit.field) == value(after, edit.field)
    filled.undo()
    filled.undo()
    assert load(filled, 1) == before
    assert edited(filled.read(), 1) == set()


def value(product: Product, field: EditField) -> object:
    if field in ("cost", "list_price", "stock"):
        return [getattr(variant, field) for variant in product.variants]
    return getattr(product, "extra" if field == "tags" else field)


@pytest.mark.parametrize("edit", DRESS_FIELDS, ids=lambda edit: edit.field)
def test_rows_written_alone_are_those_of_the_whole_product(
    filled: Store, dress: Dress, edit: Edit
) -> None:
    for place in range(len(segments.of_product(filled.read(), 1))):
        translate(filled, 1, State.APPROVED, place=place)
        translate(filled, 2, State.APPROVED, place=place)
    apply_edit(filled, [1], edit)
    quick = load(filled, 1)
    with filled.step("Whole") as step:
        assert not products.change_product(step, 1, quick)
        products.change_product(step, 2, replace(quick, key=dress(key="DR-2").key))
    assert texts_of(filled, 1) == texts_of(filled, 2)


def texts_of(store: Store, number: int) -> list[tuple[object, ...]]:
    """Return the segments of a product with what hangs on them, without their ids."""
    found = store.read().rows(
        "SELECT s.field, s.position, s.name, s.source_hash, b.source, b.previous, t.source_hash, t.state "
        "FROM segment s JOIN segment_body b ON b.id = s.id "
        "LEFT JOIN translation t ON t.segment_id = s.id WHERE s.product_id = ? ORDER BY 1, 2, 3",
        (number,),
    )
    return [tuple(row) for row in found]


@pytest.mark.parametrize(
    ("title", "is_kept"),
    [("连衣裙！", True), ("红裙", False), ("连衣裙 ", True)],
)
def test_an_approval_outlives_a_change_of_form(filled: Store, title: str, *, is_kept: bool) -> None:
    translate(filled, 1, State.APPROVED)
    apply_edit(filled, [1, 2], Edit("title", "set", title))
    assert products.out_of_date(filled.read(), 1) == ((0, 0) if is_kept else (1, 1))


def test_a_barcode_is_given_to_one_variant_only(filled: Store) -> None:
    reader, edit = filled.read(), Edit("gtin", "set", "4006381333931")
    for ids in ([1], [1, 3], [3, 2]):
        with pytest.raises(InputError, match="one variant"):
            count_edit(reader, ids, edit)
        with pytest.raises(InputError, match="one variant"):
            apply_edit(filled, ids, edit)
    assert count_edit(reader, [3], edit) == EditCount(1, 1, 0)
    apply_edit(filled, [3], edit)
    assert load(filled, 3).variants[0].gtin == "4006381333931"
    assert edited(filled.read(), 3) == {"gtin"}
    with filled.step("Cup") as step:
        products.save_products(step, 1, [Product("CUP-2", "碗", (Variant("C"),))])
    with pytest.raises(InputError, match="“杯”"):
        count_edit(reader, [4], edit)
    assert count_edit(reader, [3], Edit("gtin", "clear")) == EditCount(1, 1, 0)


def test_texts_that_go_take_their_segments_along(filled: Store) -> None:
    apply_edit(filled, [1, 3], Edit("bullets", "set", "• 一\n- 二\n\n一"))
    apply_edit(filled, [1, 3], Edit("description_html", "clear"))
    assert [load(filled, number).bullets for number in (1, 3)] == [("一", "二")] * 2
    sources = [segment.source for segment in segments.of_product(filled.read(), 1)]
    assert sources[:3] == ["连衣裙", "一", "二"]
    assert "第一段" not in sources
    assert segments.of_product(filled.read(), 3) == ()


def test_a_title_takes_its_segment_along(filled: Store) -> None:
    translate(filled, 1, State.APPROVED)
    apply_edit(filled, [1, 3], Edit("title", "set", "红色旗袍"))
    assert segments.of_product(filled.read(), 1)[0].source == "红色旗袍"
    assert segments.of_product(filled.read(), 3) == ()
    assert products.out_of_date(filled.read(), 1) == (1, 1)


def test_other_columns_beside_the_tags_stay(filled: Store) -> None:
    apply_edit(filled, [3], Edit("tags", "prefix", "y"))
    assert load(filled, 3).extra == (("tags", "y, x"), ("seo_title", "t"))
    apply_edit(filled, [3], Edit("tags", "clear"))
    assert load(filled, 3).extra == (("seo_title", "t"),)


def test_a_second_edit_adds_to_the_fields_set_by_hand(filled: Store) -> None:
    for edit in EVERY_FIELD[:3]:
        apply_edit(filled, [3], edit)
    text = filled.read().value("SELECT edited FROM product_body WHERE id = 3")
    assert decode(text) == ["brand", "category", "title"]


def test_an_edit_that_changes_nothing_is_no_step(filled: Store) -> None:
    steps = filled.read().value("SELECT count(*) FROM step")
    assert apply_edit(filled, [1, 2], Edit("brand", "set", "Sorvanne")) == Changes()
    assert apply_edit(filled, [], Edit("brand", "set", "X")) == Changes()
    assert apply_edit(filled, [99], Edit("brand", "set", "X")) == Changes()
    assert filled.read().value("SELECT count(*) FROM step") == steps


def test_a_wrong_edit_changes_nothing(filled: Store) -> None:
    with pytest.raises(InputError):
        count_edit(filled.read(), [1], Edit("title", "clear"))
    with pytest.raises(InputError):
        apply_edit(filled, [1], Edit("title", "clear"))
    assert load(filled, 1).title == "连衣裙"


@pytest.mark.parametrize("field", ["brand", "title"])
def test_an_edit_that_is_stopped_changes_nothing(
    filled: Store, monkeypatch: pytest.MonkeyPatch, field: EditField
) -> None:
    monkeypatch.setattr(edits, "CHUNK", 1)
    monkeypatch.setattr(edits, "TEXTS", 1)
    seen: list[int] = []
    progress = Progress(lambda done, _total: note(seen, done, progress))
    with pytest.raises(Cancelled):
        apply_edit(filled, [1, 2, 3], Edit(field, "set", "X"), progress=progress)
    assert seen
    assert value(load(filled, 1), field) != "X"


def note(seen: list[int], done: int, progress: Progress) -> None:
    seen.append(done)
    progress.cancel()


def test_large_numbers_of_products_go_in_parts(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edits, "CHUNK", 2)
    ids: Sequence[int] = [1, 2, 3]
    assert count_edit(filled.read(), ids, Edit("brand", "set", "X")).changed == 3
    apply_edit(filled, ids, Edit("brand", "set", "X"))
    assert [load(filled, number).brand for number in ids] == ["X"] * 3
    step = filled.read().rows("SELECT label, args FROM step ORDER BY id DESC LIMIT 1")[0]
    assert (step["label"], decode(step["args"])) == ("Change brands ({n})", {"n": "3"})

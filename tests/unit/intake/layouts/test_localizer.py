"""Our own catalog file read back: edited by people, damaged by programs, written by strangers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

import pytest

from localizer.catalog import file_cells as fc
from localizer.errors import InputError
from localizer.export.columns import LISTING
from localizer.intake import built as built_module
from localizer.intake.built import BuiltStream
from localizer.intake.headers import simplify
from localizer.intake.issues import IssueLog
from localizer.intake.layout import Layout
from localizer.intake.layouts import layouts
from localizer.intake.layouts.localizer import LAYOUT
from localizer.intake.table import Table
from localizer.jobs import SILENT, Cancelled, Progress
from localizer.model.money import Money
from localizer.model.product import Fact, FactKind, Product

Cells = dict[str, str]


def _table(rows: Sequence[Cells], columns: Sequence[str] = fc.COLUMNS) -> Table:
    data = [(n, [row.get(column, "") for column in columns]) for n, row in enumerate(rows, 2)]
    return Table("csv", tuple(columns), 1, lambda: iter(data), len(data))


class Whole(NamedTuple):
    """All products of a file and what it says of itself."""

    products: tuple[Product, ...]
    read: int
    locale: str
    catalog: str
    ignored_columns: tuple[str, ...]
    present: frozenset[str]


def _whole(table: Table, log: IssueLog, progress: Progress = SILENT) -> Whole:
    stream = BuiltStream(table, LAYOUT, log, progress)
    found = tuple(stream.each())
    return Whole(
        found, stream.read, stream.locale, stream.catalog, stream.ignored_columns, stream.present
    )


def _read(*rows: Cells, columns: Sequence[str] = fc.COLUMNS) -> tuple[Whole, IssueLog]:
    log = IssueLog()
    return _whole(_table(rows, columns), log), log


def _first(**cells: str) -> Cells:
    return {"product_key": "P", "title": "Bottle", "variant_key": "1", **cells}


def test_only_our_own_headers_are_recognised() -> None:
    own = [simplify(column) for column in fc.COLUMNS]
    assert [one.name for one in layouts() if one.recognises(own)] == ["localizer"]
    assert not LAYOUT.recognises([simplify(column) for column in LISTING])
    assert LAYOUT.recognises(["title", "variant key", "stock", "product key"])
    assert set(LAYOUT.reads) == set(own)


def test_columns_may_be_deleted_moved_and_added() -> None:
    columns = ("note", "stock", "title", "Variant Key", "product_key", "variant_key")
    row = {"note": "x", "stock": "4", "title": "T", "Variant Key": "1", "product_key": "P"}
    found, log = _read(row, columns=columns)
    (product,) = found.products
    assert (product.key, product.title, product.variants[0].stock) == ("P", "T", 4)
    assert found.ignored_columns == ("note",)
    assert found.present == {"key", "title", "stock"}
    assert (found.read, found.catalog, found.locale, log.issues) == (1, "", "en", ())


def test_every_row_of_a_product_belongs_to_its_key() -> None:
    found, log = _read(
        _first(brand="Lanju", locale="zh_Hans", catalog="summer"),
        {"product_key": "P", "variant_key": "2", "sku": " S2 ", "brand": "Lanju"},
        {"product_key": "P", "sku": "S3"},
        {},
        {"product_key": "Q", "title": "Mat"},
    )
    bottle, mat = found.products
    assert [(one.key, one.sku) for one in bottle.variants] == [("1", ""), ("2", "S2"), ("S3", "S3")]
    assert (mat.key, mat.variants) == ("Q", ())
    assert (found.locale, found.catalog, found.read) == ("zh-Hans", "summer", 4)
    assert log.issues == ()


def test_long_texts_are_put_together() -> None:
    found, log = _read(
        _first(description_html="<p>a", facts='[{"name":"material",'),
        {"product_key": "P", "variant_key": "2"},
        {"product_key": "P", "description_html": " b"},
        {
            "product_key": "P",
            "description_html": "'=c</p>",
            "facts": '"kind":"term","value":"棉"}]',
        },
    )
    (product,) = found.products
    assert product.description_html == "<p>a b=c</p>"
    assert product.facts == (Fact("material", FactKind.TERM, "棉"),)
    assert (len(product.variants), log.issues) == (2, ())


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"stock": "many"}, "stock", "not a number"),
        ({"stock": "1.5"}, "stock", "not a whole number"),
        ({"cost": "-1", "cost_currency": "CNY"}, "cost", "below zero"),
        ({"cost": "0", "cost_currency": "CNY"}, "cost", "0 is no price"),
        ({"cost": "20"}, "cost", "no currency beside it"),
        ({"list_price": "20", "list_price_currency": "shells"}, "list_price", "no currency"),
        ({"weight_g": "heavy"}, "weight_g", "not a weight"),
        ({"gtin": "6901234567890"}, "gtin", "check digit"),
        ({"hs_code": "61"}, "hs_code", "six digits"),
        ({"taxonomy": "Apparel"}, "taxonomy", "number of a product category"),
        ({"locale": "Chinese!"}, "locale", "no language"),
        ({"options": "red"}, "options", "line for each: Color: Red"),
        ({"options": '[["a"]]'}, "options", "cannot be read"),
        ({"bullets": '["a",'}, "bullets", "as this program wrote it"),
        ({"images": "x" * 2049}, "images", "too long"),
        ({"facts": "{}"}, "facts", "as this program wrote it"),
        ({"facts": '[{"name":"a","kind":"odd","value":""}]'}, "facts", "Invalid enum value"),
        ({"facts": '[{"name":"","kind":"term","value":""}]'}, "facts", "no name"),
        ({"facts": '[{"name":"a","kind":"term","value":"","number":"NaN"}]'}, "facts", "NaN"),
        (
            {"facts": '[{"name":"a","kind":"term","value":"","number":"1e99999"}]'},
            "facts",
            "number",
        ),
        ({"facts": "[" * 100_000}, "facts", "as this program wrote it"),
        ({"facts": "[" * 100_000 + "\\"}, "facts", "as this program wrote it"),
        ({"certificates": '[{"kind":"CE","number":"1","file":"../x"}]'}, "certificates", "outside"),
        ({"certificates": '[{"kind":"CE","number":"1","file":"C:x"}]'}, "certificates", "outside"),
        ({"offers": '[{"kind":"voucher","percent":"1.5"}]'}, "offers", "no discount"),
        ({"offers": '[{"kind":"voucher","percent":"-NaN"}]'}, "offers", "not a number"),
        ({"offers": '[{"kind":"voucher","markets":["thai"]}]'}, "offers", "no market"),
        (
            {"offers": '[{"kind":"voucher","starts_at":"2026-11-27T20:00:00"}]'},
            "offers",
            "has no zone",
        ),
        (
            {
                "offers": '[{"kind":"voucher","starts_at":"2026-11-27T20:00:00Z",'
                '"ends_at":"2026-11-26T20:00:00Z"}]'
            },
            "offers",
            "ends before it starts",
        ),
        (
            {
                "price_history": '[{"market":"TH","amount":{"amount":"0","currency":"THB"},'
                '"since":"2026-01-01"}]'
            },
            "price_history",
            "0 is no price",
        ),
        (
            {
                "price_history": '[{"market":"TH","amount":{"amount":"1","currency":"??"},'
                '"since":"2026-01-01"}]'
            },
            "price_history",
            "no currency",
        ),
        ({"extra": '[["a","b","c"]]'}, "extra", "as this program wrote it"),
    ],
)
def test_a_bad_cell_is_located_and_only_it_is_lost(cells: Cells, column: str, reason: str) -> None:
    found, log = _read(_first(brand="Lanju", **cells), {"product_key": "Q", "title": "Mat"})
    (issue,) = log.issues
    assert (issue.row, issue.column, issue.treatment) == (2, column, "repaired")
    assert reason in issue.reason
    bottle, _mat = found.products
    assert (bottle.title, bottle.brand, len(bottle.variants)) == ("Bottle", "Lanju", 1)


def test_bad_rows_are_located_and_the_rest_loads() -> None:
    found, log = _read(
        {"title": "no key"},
        _first(),
        {"product_key": "P", "variant_key": "1", "stock": "3"},
        {"product_key": "P", "stock": "3"},
        {"product_key": "Q", "variant_key": "1"},
        {"product_key": "P", "variant_key": "9"},
        {"product_key": "R", "title": "Mat", "variant_key": "1"},
    )
    assert [product.key for product in found.products] == ["P", "R"]
    assert [(issue.row, issue.column, issue.treatment) for issue in log.issues] == [
        (2, "product_key", "failed"),
        (4, "variant_key", "failed"),
        (5, "variant_key", "failed"),
        (6, "title", "failed"),
        (7, "product_key", "failed"),
    ]
    assert "row 3" in log.issues[1].reason
    assert "Sort the file by “product_key”" in log.issues[4].reason
    assert (found.read, log.rows("failed")) == (7, 5)


def test_a_variant_that_contradicts_the_product_is_reported() -> None:
    found, log = _read(_first(), {"product_key": "P", "variant_key": "2", "title": "Cup"})
    assert (found.products[0].title, len(found.products[0].variants)) == ("Bottle", 2)
    assert [(issue.row, issue.column) for issue in log.issues] == [(3, "title")]


def test_a_second_catalog_in_the_file_is_left_out() -> None:
    found, log = _read(
        _first(catalog="summer", locale="zh-Hans"),
        {"product_key": "Q", "title": "Mat", "catalog": "winter"},
        {"product_key": "R", "title": "Mat", "locale": "en"},
    )
    assert [product.key for product in found.products] == ["P"]
    assert [(issue.row, issue.column, issue.treatment) for issue in log.issues] == [
        (3, "catalog", "skipped"),
        (4, "locale", "skipped"),
    ]


def test_what_people_type_is_understood() -> None:
    found, log = _read(
        _first(
            title="'Tis ＋1",
            bullets=" one \n\n[NEW] two",
            options="Color:  Red ",
            cost="1,299.50",
            cost_currency="元",
            weight_g="0.5 kg",
            hs_code="6109.10",
            gtin="12345678905",
        )
    )
    (product,) = found.products
    (variant,) = product.variants
    assert product.title == "'Tis ＋1"
    assert product.bullets == ("one", "[NEW] two")
    assert variant.options == (("Color", "Red"),)
    assert variant.cost == Money(Decimal("1299.5"), "CNY")
    assert (variant.weight_g, variant.gtin, product.hs_code) == (
        Decimal(500),
        "012345678905",
        "610910",
    )
    assert log.issues == ()


def test_descriptions_of_strangers_are_made_safe() -> None:
    found, _log = _read(_first(description_html="<p onclick=x>a</p><script>b</script>"))
    assert found.products[0].description_html == "<p>a</p>"


def test_texts_inside_json_are_made_plain() -> None:
    found, _log = _read(_first(extra='[["a\\u0000","e\\u0301"]]', bullets='["a\\r\\nb"]'))
    assert found.products[0].extra == (("a", "é"),)
    assert found.products[0].bullets == ("a\nb",)


def test_white_space_alone_says_nothing() -> None:
    found, log = _read(_first(brand="  ", stock=" ", sku="\t"))
    (product,) = found.products
    assert (product.brand, product.variants[0].stock, product.variants[0].sku) == ("", None, "")
    assert log.issues == ()


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(built_module, "MAX_ROWS", 1)
    with pytest.raises(InputError, match="more than 1 rows"):
        _read(_first(), {"product_key": "Q", "title": "Mat"})


def test_reading_can_be_stopped() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        _whole(_table([_first()]), IssueLog(), progress)


def test_a_large_file_is_read_as_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(built_module, "HEAD", 2)
    rows = [{"product_key": f"P{n}", "title": "T", "catalog": "summer"} for n in range(9)]
    stream = BuiltStream(_table(rows), LAYOUT, IssueLog(), SILENT)
    assert ([one.key for one in stream.head], stream.catalog) == (["P0", "P1"], "summer")
    assert stream.read < 5
    assert [one.key for one in stream.each()] == [f"P{n}" for n in range(9)]
    assert stream.read == 9


def test_a_layout_that_makes_no_products_is_a_bug() -> None:
    plain = Layout("x", "X", ("csv",), (), lambda _words: False)
    with pytest.raises(LookupError):
        BuiltStream(_table([]), plain, IssueLog(), SILENT)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("'=1+1", "=1+1"),
        ("=1+1", "=1+1"),
        ("''=1", "'=1"),
        ("'tis", "'tis"),
        ("-5", "-5"),
        ("'-5", "-5"),
    ],
)
def test_the_apostrophe_before_a_formula_goes_in_every_format(cell: str, text: str) -> None:
    found, _log = _read(_first(brand=cell))
    assert found.products[0].brand == text

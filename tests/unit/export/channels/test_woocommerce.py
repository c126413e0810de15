"""WooCommerce's product CSV: its kinds of rows and the form of its values."""

from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from localizer.export.content import ProductContent
from localizer.export.writer import Part
from localizer.model.launch import Target
from localizer.model.product import Variant
from tests.support.channel_content import made

TARGET = Target("TH", "generic", "th-TH")
Write = Callable[..., tuple[Part, ...]]
Told = Callable[[tuple[Part, ...]], dict[str, int]]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_variable_product_has_a_row_for_each_variation(write: Write) -> None:
    variants = [
        Variant(key="a", sku="001", options=(("色", "x"),), stock=0, weight_g=Decimal(250)),
        Variant(key="b", sku="002", options=(("色", "y"),), gtin="0012345678905"),
    ]
    shown = [[("สี", "แดง, เข้ม")], [("สี", "ฟ้า")]]
    content = made("SHIRT", variants=variants, shown=shown, bullets=["เบา"], description="หนึ่ง\nสอง")
    (part,) = write("woocommerce", [content], TARGET)
    rows = table(part.path)
    columns = ("Type", "SKU", "Parent", "Attribute 1 name", "Attribute 1 value(s)", "Regular price")
    assert [[row[name] for name in columns] for row in rows] == [
        ["variable", "SHIRT", "", "สี", "แดง\\, เข้ม, ฟ้า", ""],
        ["variation", "001", "SHIRT", "สี", "แดง\\, เข้ม", "199.00"],
        ["variation", "002", "SHIRT", "สี", "ฟ้า", "199.00"],
    ]
    assert rows[0]["Description"] == "<p>หนึ่ง</p>\\n<p>สอง</p>"
    assert rows[0]["Short description"] == "<ul><li>เบา</li></ul>"
    assert [row["Weight (kg)"] for row in rows] == ["", "0.250", ""]
    assert [(row["Stock"], row["In stock?"]) for row in rows] == [("", ""), ("0", "0"), ("", "")]
    assert {row["Published"] for row in rows} == {"-1"}


def test_a_formula_gets_an_apostrophe_that_the_importer_takes_away(write: Write) -> None:
    (part,) = write("woocommerce", [made(title="=1+1", brand="-x")], TARGET, publish="yes")
    (row,) = table(part.path)
    assert (row["Name"], row["Brands"], row["Published"]) == ("'=1+1", "'-x", "1")


@pytest.mark.parametrize(
    ("content", "remark"),
    [
        (made(title="＝1+1"), "left_out:"),
        (
            made(variants=[Variant(key="x", options=tuple((n, "1") for n in "abcde"))]),
            "left_out:Attribute",
        ),
    ],
)
def test_what_cannot_be_written_is_told(
    write: Write, told: Told, content: ProductContent, remark: str
) -> None:
    parts = write("woocommerce", [content], TARGET)
    assert (parts[0].rows, told(parts)) == (0, {remark: 1})

"""eBay's files: the lines above, the heading of each site, parents and their variations."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from localizer.export.writer import Part
from localizer.model.launch import Target
from localizer.model.product import Variant
from tests.support.channel_content import made

US = Target("US", "generic", "en-US")
Write = Callable[..., tuple[Part, ...]]
Told = Callable[[tuple[Part, ...]], dict[str, int]]
SHIRT = made(
    "SHIRT",
    title="Linen shirt",
    description="Soft",
    currency="USD",
    images=["https://cdn.example.com/1.jpg", "https://cdn.example.com/2.jpg"],
    variants=[
        Variant(key="a", sku="0-S", gtin="012345678905", options=(("Color", "Blue"), ("Size", "S")), stock=3),
        Variant(
            key="b", sku="0-M", gtin="4006381333931", options=(("Color", "Red"), ("Size", "S")),
            image="https://cdn.example.com/r.jpg",
        ),
    ],
)  # fmt: skip


def lines(path: Path, delimiter: str = ",") -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream, delimiter=delimiter))


def test_a_listing_has_its_variations_below_it(write: Write) -> None:
    given = {"condition": "new", "ebay_category": "57990", "ebay_location": "Shenzhen"}
    (part,) = write("ebay", [SHIRT], US, **given)
    heading, *rows = lines(part.path)
    assert heading[0] == "Action(SiteID=US|Country=US|Currency=USD|Version=1193|CC=UTF-8)"
    parent, *children = (dict(zip(heading[1:], row[1:], strict=True)) for row in rows)
    assert [row[0] for row in rows] == ["Add"] * 3
    assert parent["Relationship details"] == "Color=Blue;Red|Size=S"
    assert (parent["Relationship"], parent["Start price"], parent["Quantity"]) == ("", "", "")
    assert (parent["Category ID"], parent["Condition ID"]) == ("57990", "1000")
    assert parent["Item photo URL"].count("|") == 1
    assert parent["Description"] == "<p>Soft</p>"
    assert [one["Relationship"] for one in children] == ["Variation"] * 2
    assert [one["Relationship details"] for one in children] == [
        "Color=Blue|Size=S",
        "Color=Red|Size=S",
    ]
    assert [(one["P:UPC"], one["P:EAN"]) for one in children] == [
        ("012345678905", ""),
        ("", "4006381333931"),
    ]
    assert [one["Start price"] for one in children] == ["199.00"] * 2
    assert [one["Quantity"] for one in children] == ["3", ""]
    assert children[1]["Item photo URL"] == "Color=https://cdn.example.com/r.jpg"
    assert children[0]["Title"] == ""


def test_a_product_without_options_is_one_row(write: Write) -> None:
    (part,) = write("ebay", [made("MUG", variants=[Variant(key="m", sku="007", stock=2)])], US)
    heading, row = lines(part.path)
    said = dict(zip(heading, row, strict=True))
    assert (said["Custom label (SKU)"], said["Start price"], said["Quantity"]) == (
        "007",
        "199.00",
        "2",
    )
    assert said["Relationship details"] == ""


@pytest.mark.parametrize(
    ("market", "delimiter", "above", "site"),
    [
        ("US", ",", 3, "SiteID=US|Country=US|Currency=USD"),
        ("GB", ",", 3, "SiteID=UK|Country=GB|Currency=GBP"),
        ("DE", ";", 3, "SiteID=Germany|Country=DE|Currency=EUR"),
        ("IT", ";", 3, "SiteID=Italy|Country=IT|Currency=EUR"),
    ],
)
def test_drafts_have_the_lines_of_their_site(
    write: Write, market: str, delimiter: str, above: int, site: str
) -> None:
    (part,) = write("ebay-draft", [SHIRT], Target(market, "generic", "en-US"), condition="used")
    read = lines(part.path, delimiter)
    assert all(line[0].startswith("#INFO") for line in read[:above])
    assert read[0][1:3] == ["Version=0.0.2", f"Template= eBay-draft-listings-template_{market}"]
    assert {len(line) for line in read} == {11}
    heading, first, _second = read[above:]
    assert heading == [
        f"Action({site}|Version=1193|CC=UTF-8)", "Custom label (SKU)", "Category ID", "Title", "UPC", "Price",
        "Quantity", "Item photo URL", "Condition ID", "Description", "Format",
    ]  # fmt: skip
    assert first[0] == "Draft"
    assert first[1] == "0-S"
    assert first[8:] == ["USED", "<p>Soft</p>", "FixedPrice"]
    assert part.path.read_bytes().endswith(b"\r\n")


def test_what_is_not_known_is_told(write: Write, told: Told) -> None:
    parts = write("ebay", [SHIRT], Target("FR", "generic", "fr-FR"))
    assert told(parts) == {
        "note:Action": 1,
        "missing:Category ID": 1,
        "missing:Condition ID": 1,
        "missing:Location": 1,
    }


@pytest.mark.parametrize("sign", "|;=")
def test_signs_that_part_the_details_are_told(write: Write, told: Told, sign: str) -> None:
    variants = [Variant(key="a", options=(("Color", f"a{sign}b"),))]
    parts = write("ebay", [made(variants=variants)], US)
    assert (parts[0].rows, told(parts)) == (0, {"left_out:Relationship details": 1})

"""No text in a file is longer than the channel takes, in its unit; none is cut, what is too long is told."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from defusedxml import ElementTree
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localizer.export.channels.words import would_calculate
from localizer.export.content import ProductContent
from localizer.export.writer import Part
from localizer.model.channel import FieldLimit, LengthUnit
from localizer.model.launch import Target
from localizer.model.product import Variant
from localizer.packs.channels import load_channels
from tests.support.channel_content import made, written

EXAMPLES = 400 if os.environ.get("LOCALIZER_LONG") else 25
CHANNELS = load_channels()
TARGETS = {
    "shopify": Target("TH", "shopify", "th-TH"),
    "woocommerce": Target("TH", "generic", "th-TH"),
    "ebay-draft": Target("DE", "generic", "de-DE"),
    "ebay": Target("US", "generic", "en-US"),
    "google": Target("TH", "generic", "th-TH"),
    "google-xml": Target("TH", "generic", "th-TH"),
    "meta": Target("VN", "generic", "vi-VN"),
    "meta-language": Target("VN", "generic", "vi-VN"),
    "amazon": Target("DE", "amazon", "de-DE"),
    "tiktok": Target("TH", "tiktok", "th-TH"),
    "lazada": Target("TH", "lazada", "th-TH"),
    "shopee": Target("VN", "shopee", "vi-VN"),
    "shopee-global": Target("VN", "shopee", "vi-VN"),
}
#: What the formats take whatever the channel: title, description, value of an option, SKU.
OWN = {
    "ebay-draft": (80, 500_000, 50, 50),
    "ebay": (80, 500_000, 50, 50),
    "google": (150, 5_000, 100, 50),
    "google-xml": (150, 5_000, 100, 50),
    "meta": (100, 5_000, 100, 100),
    "meta-language": (100, 5_000, 100, 100),
}
UNITS = [
    "ก",
    "ำ",
    "เ",
    "đ",
    "ễ",
    "e\u0301",
    "😀",
    "👩‍👩‍👧",
    "汉",
    "a",
    " ",
    "&",
    "<",
    '"',
    "=",
    "-",
    "\u202e",
]
Row = dict[str, str]


def texts(lengths: list[int]) -> st.SearchStrategy[str]:
    """Return texts about as long as the limits are."""

    def grown(unit: str, length: int, more: int) -> str:
        return (unit * length)[: max(length + more, 1)].strip() or "x"

    return st.builds(grown, st.sampled_from(UNITS), st.sampled_from(lengths), st.integers(-2, 2))


PRODUCTS = st.builds(
    lambda key, title, description, bullet, value, sku: made(
        key,
        title=title,
        description=description,
        bullets=[bullet, "x"],
        variants=[
            Variant(key="a", sku=sku, options=(("颜色", value),), stock=1),
            Variant(key="b", sku=f"{sku[:5]}2", options=(("颜色", f"{value[:5]}2"),), stock=1),
        ],
        currency="USD",
    ),
    st.sampled_from(["shirt", "=1", "-a", "保温杯", "@x"]),
    texts([1, 25, 75, 80, 85, 100, 127, 150, 200, 255, 300]),
    texts([1, 300, 3_333, 5_000, 10_000, 25_000]),
    texts([1, 150, 250, 600]),
    texts([1, 14, 20, 50, 100]),
    texts([1, 50, 100]),
)


def rows(part: Part, code: str) -> Iterator[Row]:
    """Yield the texts of each record under the names of the limits."""
    if part.suffix in {".csv", ".txt"}:
        semicolon = code.startswith("ebay") and TARGETS[code].market == "DE"
        yield from _table(part.path, "\t" if part.suffix == ".txt" else ";" if semicolon else ",")
    elif part.suffix == ".xml":
        for item in ElementTree.parse(part.path).iter("item"):
            found = {(one.tag.split("}")[-1]): one.text or "" for one in item}
            yield {"title": found["title"], "description": found.get("description", ""),
                   "sku": found["id"], "option_value": found.get("color", "")}  # fmt: skip
    else:
        yield from READERS[code.removesuffix("-global")](part.path)


NAMES = {
    "title": "title", "name": "title", "description": "description", "id": "sku",
    "custom label (sku)": "sku", "sku": "sku", "option1 value": "option_value", "color": "option_value",
}  # fmt: skip


def _table(path: Path, delimiter: str) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        read = csv.reader(stream, delimiter=delimiter)
        found = [cells for cells in read if cells[0][:1] != "#"]
    heading = [name.casefold() for name in found[0]]
    for cells in found[1:]:
        assert not any(would_calculate(cell) for cell in cells), cells
        yield {
            NAMES[name]: cell for name, cell in zip(heading, cells, strict=True) if name in NAMES
        }


def _amazon(path: Path) -> Iterator[Row]:
    for message in json.loads(path.read_bytes())["messages"]:
        said = message["attributes"]
        described = said.get("product_description", [{"value": ""}])[0]["value"]
        yield {"title": said["item_name"][0]["value"], "description": described}
        yield from ({"bullet": one["value"]} for one in said.get("bullet_point", []))


def _tiktok(path: Path) -> Iterator[Row]:
    for line in path.read_bytes().splitlines():
        body = json.loads(line)
        yield {"title": body["title"], "description": body["description"]}
        for sku in body["skus"]:
            value = sku["sales_attributes"][0]["value_name"]
            yield {"sku": sku["seller_sku"], "option_value": value}


def _lazada(path: Path) -> Iterator[Row]:
    for line in path.read_bytes().splitlines():
        product = json.loads(line)["Request"]["Product"]
        said = product["Attributes"]
        yield {"title": said["name"], "description": said["description"]}
        for sku in product["Skus"]["Sku"]:
            yield {"option_value": next(iter(sku["saleProp"].values()))}


def _shopee(path: Path) -> Iterator[Row]:
    for line in path.read_bytes().splitlines():
        body = json.loads(line)
        item = body.get("add_item") or body["add_global_item"]
        title = item.get("item_name") or item["global_item_name"]
        yield {"title": title, "description": item["description"]}


READERS: dict[str, Callable[[Path], Iterator[Row]]] = {
    "amazon": _amazon,
    "tiktok": _tiktok,
    "lazada": _lazada,
    "shopee": _shopee,
}


def limits(code: str, target: Target) -> dict[str, FieldLimit]:
    fields = ("title", "description", "option_value", "sku")
    if code in OWN:
        return {
            field: FieldLimit(field, False, most, LengthUnit.CHARS, True, "", "", "O")  # noqa: FBT003
            for field, most in zip(fields, OWN[code], strict=True)
        }
    channel = CHANNELS[target.channel]
    found = ((field, channel.limit(field, target.market)) for field in (*fields, "bullet"))
    return {field: limit for field, limit in found if limit is not None and limit.hard}


@pytest.mark.parametrize("code", TARGETS)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=PRODUCTS)
def test_no_text_is_longer_than_the_channel_takes(code: str, content: ProductContent) -> None:
    target = TARGETS[code]
    kept = limits(code, target)
    with tempfile.TemporaryDirectory() as folder:
        parts, refused = written(code, [content], target, Path(folder), CHANNELS[target.channel])
        found = [row for part in parts for row in rows(part, code)]
    for row in found:
        for field, text in row.items():
            assert field not in kept or kept[field].fits(text), (field, len(text))
    titles = {row["title"] for row in found if row.get("title")}
    if code == "woocommerce":  # whose importer takes a protecting apostrophe away
        titles = {title.removeprefix("'") for title in titles}
    assert titles in ({content.title}, set())
    remarks = parts[0].remarks
    assert bool(titles) is not (refused > 0)
    assert refused == sum(one.count for one in remarks if one.stops)
    title_limit = kept.get("title")
    if title_limit is not None and not title_limit.fits(content.title):
        assert refused == 1

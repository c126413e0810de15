"""Amazon's listings feed: header, messages, attributes, files of 25,000 messages.

The rules are those of listings-feed-schema-v2.json (amzn/selling-partner-api-models, August 2026).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from localizer.export.channels import amazon
from localizer.export.content import ProductContent
from localizer.export.writer import Part
from localizer.model.launch import Target
from localizer.model.product import Variant
from localizer.model.promotion import Asked
from tests.support.channel_content import NOW, made

DE = Target("DE", "amazon", "de-DE")
GIVEN = {"amazon_seller": "A1EXAMPLE", "amazon_product_type": "SHIRT"}
Write = Callable[..., tuple[Part, ...]]
Told = Callable[[tuple[Part, ...]], dict[str, int]]
SHIRT = made(
    "shirt",
    title="Hemd",
    description="<p>Weich &amp; leicht</p>",
    bullets=["Aus Leinen", "Für den Sommer"],
    currency="EUR",
    images=["https://cdn.example.com/1.jpg", "https://cdn.example.com/2.jpg", "x.jpg"],
    variants=[
        Variant(key="a", sku="007", gtin="4006381333931", stock=3, weight_g=Decimal("250.50"))
    ],
    asked=Asked(Decimal(149), NOW, NOW + dt.timedelta(days=2)),
)


def feed(part: Part) -> Any:  # noqa: ANN401 - parsed JSON
    return json.loads(part.path.read_bytes(), parse_float=Decimal)


def test_a_message_carries_language_and_marketplace(write: Write) -> None:
    (part,) = write("amazon", [SHIRT], DE, **GIVEN)
    said = feed(part)
    assert said["header"] == {"sellerId": "A1EXAMPLE", "version": "2.0", "issueLocale": "en_US"}
    (message,) = said["messages"]
    attributes = message.pop("attributes")
    assert message == {
        "messageId": 1,
        "sku": "007",
        "operationType": "PARTIAL_UPDATE",
        "productType": "SHIRT",
    }
    here = {"marketplace_id": "A1PA6795UKMFR9"}
    text = {"language_tag": "de_DE", **here}
    assert attributes == {
        "item_name": [{"value": "Hemd", **text}],
        "brand": [{"value": "Harbour", **text}],
        "bullet_point": [{"value": "Aus Leinen", **text}, {"value": "Für den Sommer", **text}],
        "product_description": [{"value": "<p>Weich &amp; leicht</p>", **text}],
        "externally_assigned_product_identifier": [
            {"type": "ean", "value": "4006381333931", **here}
        ],
        "purchasable_offer": [
            {
                "currency": "EUR",
                "our_price": [{"schedule": [{"value_with_tax": Decimal("199.00")}]}],
                "discounted_price": [
                    {
                        "schedule": [
                            {
                                "value_with_tax": Decimal("149.00"),
                                "start_at": "2026-11-22T09:30:00+07:00",
                                "end_at": "2026-11-24T09:30:00+07:00",
                            }
                        ]
                    }
                ],
                **here,
            }
        ],
        "fulfillment_availability": [{"fulfillment_channel_code": "DEFAULT", "quantity": 3}],
        "item_package_weight": [{"value": Decimal("250.50"), "unit": "grams", **here}],
        "main_product_image_locator": [{"media_location": "https://cdn.example.com/1.jpg", **here}],
        "other_product_image_locator_1": [
            {"media_location": "https://cdn.example.com/2.jpg", **here}
        ],
    }


@pytest.mark.parametrize(
    ("operation", "written", "requirements"),
    [
        ("update", "UPDATE", "LISTING"),
        ("", "PARTIAL_UPDATE", None),
        ("DELETE", "PARTIAL_UPDATE", None),
    ],
)
def test_only_operations_that_write_are_taken(
    write: Write, operation: str, written: str, requirements: str | None
) -> None:
    (part,) = write("amazon", [SHIRT], DE, **GIVEN, amazon_operation=operation)
    (message,) = feed(part)["messages"]
    assert (message["operationType"], message.get("requirements")) == (written, requirements)


def test_a_full_feed_goes_on_in_the_next(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(amazon, "MAX_MESSAGES", 3)
    parts = write("amazon", [made(f"p{n}") for n in range(7)], DE, **GIVEN)
    assert [(part.kind, part.rows) for part in parts] == [
        ("amazon", 3),
        ("amazon-2", 3),
        ("amazon-3", 1),
    ]
    numbers = [[one["messageId"] for one in feed(part)["messages"]] for part in parts]
    assert numbers == [[1, 2, 3], [1, 2, 3], [1]]
    assert all(feed(part)["header"]["sellerId"] == "A1EXAMPLE" for part in parts)


def test_what_amazon_needs_and_we_do_not_know_is_told(write: Write, told: Told) -> None:
    variants = [Variant(key=k, sku=k, options=(("颜色", k),)) for k in "ab"]
    parts = write("amazon", [made(variants=variants)], DE)
    assert told(parts) == {
        "missing:sellerId": 1,
        "missing:productType": 1,
        "left_out:variation_theme": 1,
    }


@pytest.mark.parametrize(
    ("content", "remark"),
    [
        (made(variants=[Variant(key="a")]), "left_out:sku"),
        (made(bullets=[str(n) for n in range(11)]), "left_out:bullet_point"),
        (made(title="ก" * 201), "too_long:title"),
        (made(description="ก" * 3_334), "too_long:description"),
    ],
)
def test_what_amazon_would_refuse_is_left_out_and_told(
    write: Write, told: Told, content: ProductContent, remark: str
) -> None:
    parts = write("amazon", [content], DE, **GIVEN)
    assert (parts[0].rows, told(parts)) == (0, {remark: 1})

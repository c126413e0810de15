"""The JSON of a target: everything a program downstream may ask for, numbers as strings."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from localizer.export.stage import ExportRules, export_targets
from localizer.model.launch import Launch, Target
from localizer.model.segment import State
from localizer.store.database import Store

Edit = Callable[..., None]


@pytest.fixture
def written(
    store: Store, launch: Launch, rules: ExportRules, shopee: Target, tmp_path: Path
) -> Callable[[], dict[str, Any]]:
    def write() -> dict[str, Any]:
        export_targets(store, rules, launch, tmp_path / "j", targets=[shopee], formats=["json"])
        content: dict[str, Any] = json.loads(next((tmp_path / "j").glob("TH-*.json")).read_bytes())
        return content

    return write


def test_the_head(written: Callable[[], dict[str, Any]]) -> None:
    content = written()
    products = content.pop("products")
    assert [product["key"] for product in products] == ["BOTTLE", "MAT"]
    assert content == {
        "format": "localizer.target",
        "version": 1,
        "target": "TH/shopee",
        "market": "TH",
        "channel": "shopee",
        "locale": "th-TH",
        "launch": "11.11 <sale>",
        "made_at": "2026-11-22T09:30:00+07:00",
        "state": "approved",
        "reasons": [],
    }


def test_a_product(written: Callable[[], dict[str, Any]]) -> None:
    product = written()["products"][0]
    assert product["source_title"] == "保温杯"
    assert product["source_locale"] == "zh-Hans-CN"
    assert product["title"] == 'กระบอกน้ำ "Lanju"'
    assert product["bullets"] == ["ผนังสองชั้น", "วัสดุ: สแตนเลส"]
    assert product["description"] == "ร้อน & เย็น\nราคา ฿199.00"
    assert product["images"] == ["main.jpg", "side.jpg"]
    assert product["facts"] == [
        {"name": "material", "label": "材质", "value": "不锈钢", "origin": "import"}
    ]
    assert product["left_out"] == 0


def test_a_variant_with_the_breakdown_of_its_price(written: Callable[[], dict[str, Any]]) -> None:
    variant = written()["products"][0]["variants"][0]
    price = variant.pop("price")
    assert variant == {
        "key": "B-RED",
        "sku": "B-RED",
        "gtin": "6901234567892",
        "options": [{"name": "สี", "value": "แดง"}],
        "was": None,
        "sale": None,
        "unit_price": None,
        "stock": 5,
        "weight_g": "310.5",
        "images": ["red.jpg", "main.jpg", "side.jpg"],
    }
    assert price["amount"] == "199.00"
    assert price["text"] == "THB 199.00 (th-TH)"
    assert price["margin"] == "0.2034"
    assert price["answer"]["breakdown"]["profit"] == "74.63"
    assert price["request"]["fx"] == {"rate": "5.069962059", "date": "2026-10-30", "source": "ECB"}


def test_a_script_line_keeps_its_tokens_and_names_its_facts(
    written: Callable[[], dict[str, Any]],
) -> None:
    script = written()["products"][0]["scripts"][0]
    assert (script["style"], script["label"], script["state"]) == ("warm", "A", "approved")
    assert (script["spoken_seconds"], script["planned_seconds"]) == (3.8, 5.0)
    assert script["beats"][1] == {"beat": "offer", "seconds": 3.0}
    assert script["lines"][1] == {
        "beat": "offer",
        "lane": "host",
        "text": "วันนี้ ฿199.00",
        "written": "วันนี้ {price}",
        "seconds": 2.2,
        "facts": ["offer"],
        "tokens": ["price"],
    }


def test_a_draft_says_why_and_counts_what_was_left_out(
    edit: Edit, written: Callable[[], dict[str, Any]]
) -> None:
    edit("双层", state=State.UNTRANSLATED, text="")
    content = written()
    assert content["state"] == "draft"
    assert content["reasons"] == ["Texts that are not translated and are left out: 1."]
    bottle, mat = content["products"]
    assert (bottle["state"], bottle["left_out"], bottle["bullets"]) == (
        "draft",
        1,
        ["วัสดุ: สแตนเลส"],
    )
    assert mat["state"] == "approved"

"""The columns of a sale, of what is struck through beside it, and of prices per unit."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl

from localizer.catalog.sold import Sold
from localizer.export.columns import iso
from localizer.export.stage import ExportRules, export_targets
from localizer.model.launch import Launch, Target
from localizer.model.price import UnitPrice
from localizer.model.promotion import Asked
from localizer.store.database import Store

BANGKOK = dt.timezone(dt.timedelta(hours=7))
STARTS = dt.datetime(2026, 11, 27, tzinfo=BANGKOK)
ENDS = dt.datetime(2026, 11, 29, 23, 59, 30, tzinfo=BANGKOK)
SALE = Asked(
    Decimal("159.2"), STARTS, ENDS, Decimal(199), UnitPrice(Decimal("398.00"), "l"),
    UnitPrice(Decimal("318.40"), "l"),
)  # fmt: skip


def terms(sold: Sold, target: Target) -> Mapping[int, Asked]:
    """Return a sale for the first variant of a product, one without an end for the others."""
    assert target.market == "TH"
    first, *others = sold.variant_ids.values()
    return {first: SALE} | dict.fromkeys(others, Asked(Decimal(180), STARTS))


def written(store: Store, launch: Launch, rules: ExportRules, target: Target, folder: Path) -> None:
    rules = replace(rules, terms=terms)
    export_targets(store, rules, launch, folder, targets=[target])


NAMES = (
    "price", "was_price", "sale_price", "sale_start", "sale_end", "unit_price", "unit_price_per",
    "sale_unit_price",
)  # fmt: skip


def test_in_csv(
    store: Store, launch: Launch, rules: ExportRules, shopee: Target, tmp_path: Path
) -> None:
    written(store, launch, rules, shopee, tmp_path)
    text = (tmp_path / "TH-shopee.listings.csv").read_text("utf-8-sig")
    first, second, _mat = csv.DictReader(text.splitlines(keepends=True))
    assert [first[name] for name in NAMES] == [
        "199.00", "199.00", "159.20", "2026-11-27T00:00:00+07:00", "2026-11-29T23:59:30+07:00",
        "398.00", "l", "318.40",
    ]  # fmt: skip
    assert [second[name] for name in NAMES] == [
        "200.00", "", "180.00", "2026-11-27T00:00:00+07:00", "", "", "", "",
    ]  # fmt: skip


def test_in_a_workbook(
    store: Store, launch: Launch, rules: ExportRules, shopee: Target, tmp_path: Path
) -> None:
    written(store, launch, rules, shopee, tmp_path)
    heads, first, *_others = openpyxl.load_workbook(tmp_path / "TH-shopee.xlsx")["Listings"].rows
    cells = {head.value: cell for head, cell in zip(heads, first, strict=True)}
    assert [cells[name].value for name in ("sale_price", "unit_price", "unit_price_per")] == [
        159.2, 398, "l",
    ]  # fmt: skip
    assert cells["sale_price"].number_format == "#,##0.00"
    assert cells["sale_end"].value == "2026-11-29T23:59:30+07:00"


def test_in_json(
    store: Store, launch: Launch, rules: ExportRules, shopee: Target, tmp_path: Path
) -> None:
    written(store, launch, rules, shopee, tmp_path)
    found = json.loads((tmp_path / "TH-shopee.json").read_text("utf-8"))
    first, second = found["products"][0]["variants"]
    assert first["was"] == "199.00"
    assert first["unit_price"] == {"amount": "398.00", "per": "l"}
    assert first["sale"] == {
        "amount": "159.20",
        "currency": "THB",
        "start": "2026-11-27T00:00:00+07:00",
        "end": "2026-11-29T23:59:30+07:00",
        "unit_price": {"amount": "318.40", "per": "l"},
    }
    assert second["sale"]["end"] is None
    assert second["sale"]["unit_price"] is None
    assert second["unit_price"] is None


def test_no_moment_is_empty() -> None:
    assert iso(None) == ""

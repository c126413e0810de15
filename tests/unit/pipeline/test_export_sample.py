"""The first rows of a target's files are those the export writes, and nothing of them is kept."""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from localizer import pipeline
from localizer.catalog import export_records, products
from localizer.errors import InputError
from localizer.export.sample import MOST_ROWS
from localizer.jobs import Cancelled, Progress
from localizer.model.money import Money
from localizer.model.product import Product, Variant
from localizer.pipeline import export_sample
from localizer.pipeline.export_sample import sample_export
from localizer.pipeline.tools import Tools
from localizer.store.database import Store, create, open_store


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, tools: Tools) -> Path:
    """Return a drafted workspace of 30 cups on two targets."""
    path = tmp_path_factory.mktemp("cups") / "cups.localizer"
    with create(path, person="tester") as store:
        with store.step("Import") as step:
            number = products.ensure_catalog(step, "shop", "zh-Hans")
            cost = Money.of("21.50", "CNY")
            cups = [
                Product(f"P{n}", f"保温杯 {n}", (Variant(f"P{n}", f"P{n}", cost=cost),))
                for n in range(30)
            ]
            products.save_products(step, number, cups)
            products.ensure_segments(step, products.product_ids(step))
        day = dt.date(2026, 11, 11)
        pipeline.create_launch(store, tools, "11.11", ["TH/shopee", "DE/shopify"], day)
        pipeline.draft(store, tools)
    return path


@pytest.fixture
def cups(made: Path, tmp_path: Path) -> Iterator[Store]:
    """Give a copy, open; samples are made in ``tmp_path / "tmp"``."""
    path = tmp_path / "cups.localizer"
    path.write_bytes(made.read_bytes())
    with open_store(path, person="tester") as store:
        yield store


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which temporary files are made."""
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def test_the_first_rows_are_those_of_the_export(
    cups: Store, tools: Tools, tmp_path: Path, scratch: Path
) -> None:
    found = sample_export(cups, tools, launch="11.11", target="DE/shopify", format_code="csv")
    pipeline.export(cups, tools, tmp_path / "out", targets=["DE/shopify"], formats=["csv"])
    name = "DE-shopify.listings.draft.csv"
    listings = next(one for one in found if one.name == name)
    with (tmp_path / "out" / name).open(encoding="utf-8-sig", newline="") as stream:
        rows = [tuple(row) for row in csv.reader(stream)]
    assert listings.tables[0].rows == tuple(rows[: 1 + export_sample.PRODUCTS])
    assert len(rows) == 31
    assert export_sample.PRODUCTS < MOST_ROWS
    assert list(scratch.iterdir()) == []


def test_a_sample_is_no_export(cups: Store, tools: Tools) -> None:
    before = cups.read().value("SELECT count(*) FROM step")
    sample_export(cups, tools, launch="11.11", target="TH/shopee", format_code="jsonl")
    assert export_records.recent(cups.read()) == ()
    assert cups.read().value("SELECT count(*) FROM step") == before


def test_the_remarks_of_a_feed_are_said_and_settings_given_count(cups: Store, tools: Tools) -> None:
    def remarks(**given: str) -> str:
        (file,) = sample_export(
            cups, tools, launch="11.11", target="DE/shopify", format_code="google", given=given
        )
        return "\n".join(file.remarks)

    assert "{key} or {sku}" in remarks()
    assert "{key} or {sku}" not in remarks(link="https://shop.example/{key}")


def test_a_format_that_is_not_for_the_target_is_refused(cups: Store, tools: Tools) -> None:
    with pytest.raises(InputError):
        sample_export(cups, tools, launch="11.11", target="TH/shopee", format_code="ebay")
    with pytest.raises(InputError, match="has no target VN/shopee"):
        sample_export(cups, tools, launch="11.11", target="VN/shopee", format_code="csv")


def test_a_sample_that_is_stopped_leaves_nothing(cups: Store, tools: Tools, scratch: Path) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        sample_export(
            cups, tools, launch="11.11", target="DE/shopify", format_code="csv", progress=progress
        )
    assert list(scratch.iterdir()) == []

"""A product key that two catalogs have: nothing of one product gets to the other, or back to it."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest

from localizer import pipeline
from localizer.catalog import products, queue, translations
from localizer.catalog.queue import QueueFilter
from localizer.model.launch import Target
from localizer.model.segment import Field
from localizer.pipeline.exchange import merge_file
from localizer.pipeline.packages import make_package, return_package
from localizer.pipeline.packages_opening import open_package
from localizer.pipeline.tools import Tools
from localizer.review import decisions
from localizer.review.merge import Verdict
from localizer.store.database import Store, open_store

THAI = Target("TH", "shopee", "th-TH")
CUP, DRESS = "不锈钢保温杯", "纯棉连衣裙"


@pytest.fixture
def shop(store: Store, tmp_path: Path) -> Store:
    """Return a workspace with `P1` in the catalogs Home and Fashion, each with a picture of its own."""
    for catalog, title, material in (("Home", CUP, "不锈钢"), ("Fashion", DRESS, "棉")):
        file = tmp_path / f"{catalog}.csv"
        file.write_text(
            f"handle,title,material,image\nP1,{title},{material},{catalog}.png\n", encoding="utf-8"
        )
        (tmp_path / f"{catalog}.png").write_bytes(b"\x89PNG\r\n\x1a\n" + catalog.encode())
        pipeline.import_catalog(store, file, catalog=catalog)
    return store


def _titles(store: Store) -> dict[str, str]:
    reader = store.read()
    return {
        products.load(reader, number).title: pair.translation.text
        for number in products.product_ids(reader)
        for pair in translations.pairs(reader, number, "th-TH")
        if pair.segment.field is Field.TITLE
    }


def _launch(store: Store, tools: Tools, *only: str) -> None:
    reader = store.read()
    ids = [n for n in products.product_ids(reader) if products.load(reader, n).title in only]
    day = dt.date(2026, 11, 26)
    pipeline.create_launch(store, tools, "Winter", ["TH/shopee"], day, ids)
    pipeline.draft(store, tools)


def _translate(path: Path, folder: Path, tools: Tools, back: Path) -> dict[str, bytes]:
    """Do the translator's work: every title gets a word of its own; return the pictures she sees."""
    opened = open_package(path, folder, tools, person="Nok")
    assert (opened.unknown, opened.problems) == (0, ())
    with open_store(opened.workspace, person="Nok") as hers:
        reader = hers.read()
        seen = {}
        for number in products.product_ids(reader):
            product = products.load(reader, number)
            (image,) = product.images
            seen[product.title] = (opened.workspace.parent / image).read_bytes()[8:]
            pairs = translations.pairs(reader, number, "th-TH")
            (title,) = (one for one in pairs if one.segment.field is Field.TITLE)
            decisions.edit_text(hers, title.id, f"คำแปล {'ถ้วย' if product.title == CUP else 'ชุด'}")
        return_package(hers, tools, back)
    return seen


@pytest.mark.parametrize("suffix", [".localizer-pkg", ".xlsx", ".po"])
def test_each_product_gets_its_own_texts_back(
    shop: Store, tools: Tools, tmp_path: Path, suffix: str
) -> None:
    _launch(shop, tools, CUP, DRESS)
    path, back = tmp_path / "out.localizer-pkg", tmp_path / f"back{suffix}"
    assert make_package(shop, tools, "th-TH", path).products == 2
    seen = _translate(path, tmp_path / "hers", tools, back)
    assert seen == {CUP: b"Home", DRESS: b"Fashion"}
    report = merge_file(shop, tools, back, by="Nok")
    assert (report.count(Verdict.UNKNOWN), report.count(Verdict.CLASH)) == (0, 0)
    assert _titles(shop) == {CUP: "คำแปล ถ้วย", DRESS: "คำแปล ชุด"}


def test_one_of_the_two_sent_alone_comes_home_to_itself(
    shop: Store, tools: Tools, tmp_path: Path
) -> None:
    _launch(shop, tools, DRESS)
    path, back = tmp_path / "out.localizer-pkg", tmp_path / "back.localizer-pkg"
    assert make_package(shop, tools, "th-TH", path).products == 1
    _translate(path, tmp_path / "hers", tools, back)
    merge_file(shop, tools, back, by="Nok")
    assert _titles(shop)[DRESS] == "คำแปล ชุด"
    assert "คำแปล" not in _titles(shop).get(CUP, "")


def test_a_launch_called_like_a_catalog_changes_nothing(
    shop: Store, tools: Tools, tmp_path: Path
) -> None:
    day = dt.date(2026, 11, 26)
    pipeline.create_launch(shop, tools, "Home", ["TH/shopee"], day)
    pipeline.draft(shop, tools)
    path, back = tmp_path / "out.localizer-pkg", tmp_path / "back.localizer-pkg"
    make_package(shop, tools, "th-TH", path)
    _translate(path, tmp_path / "hers", tools, back)
    report = merge_file(shop, tools, back, by="Nok")
    assert report.count(Verdict.UNKNOWN) == 0
    assert _titles(shop) == {CUP: "คำแปล ถ้วย", DRESS: "คำแปล ชุด"}


def test_the_preview_shows_both(shop: Store, tools: Tools, tmp_path: Path) -> None:
    _launch(shop, tools, CUP, DRESS)
    path = tmp_path / "out.localizer-pkg"
    make_package(shop, tools, "th-TH", path)
    with zipfile.ZipFile(path) as archive:
        page = archive.read("preview.html").decode()
    assert page.count("<article>") == 2
    assert page.count("<img ") == 2
    assert queue.queue_ids(shop.read(), QueueFilter(THAI))

"""What a product's page tells of a product that came from a file: places of origin, and all that happened."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

from localizer import pipeline
from localizer.catalog import edits, products
from localizer.catalog.edits import Edit
from localizer.catalog.product_history import product_history
from localizer.model.money import Money
from localizer.model.product import Evidence, Offer, PriceRecord
from localizer.store.database import create

ROWS = "货号,标题,品牌,成本价,材质,描述\n" + "\n".join(
    f"A-{n},夏季连衣裙{n},,42.50,雪纺,<p>适用季节：夏季</p>" for n in range(40)
)


def test_history_begins_with_the_import_and_tells_edits_and_undo(tmp_path: Path) -> None:
    file = tmp_path / "shop.csv"
    file.write_text(ROWS, encoding="utf-8")
    with create(tmp_path / "w.localizer", person="Mei") as store:
        pipeline.import_catalog(store, file)
        reader = store.read()
        catalog = products.catalogs(reader)[0].id
        number = products.find_by_key(reader, catalog, "A-7")
        assert number is not None
        edits.apply_edit(store, products.product_ids(reader), Edit("brand", "set", "Nova"))
        edits.apply_edit(store, [number], Edit("title", "suffix", " 2026"))
        store.undo()
        file.write_text(ROWS.replace("42.50", "45.00", 8), encoding="utf-8")
        pipeline.import_catalog(store, file)
        told = [(one.label, one.undone, one.by) for one in product_history(store.read(), number)]
        assert told == [
            ("Import shop.csv", False, "Mei"),
            ("Change brands (40)", False, "Mei"),
            ("Import shop.csv", False, "Mei"),
        ]
        other = products.find_by_key(reader, catalog, "A-30")
        assert other is not None
        assert [one.label for one in product_history(store.read(), other)] == [
            "Change brands (40)",
            "Import shop.csv",
        ]
        store.undo()
        newest = product_history(store.read(), number)[0]
        assert (newest.label, newest.undone) == ("Import shop.csv", True)


def test_facts_tell_where_they_were_read_and_records_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "shop.csv"
    file.write_text(ROWS, encoding="utf-8")
    with create(tmp_path / "w.localizer") as store:
        pipeline.import_catalog(store, file)
        with store.step("Attach") as step:
            products.attach(
                step,
                1,
                evidence=(Evidence("CE", "7"),),
                offers=(Offer("discount", percent=Decimal("0.1")),),
                price_records=(PriceRecord("TH", Money.of("99", "THB"), dt.date(2026, 10, 1)),),
            )
        product = products.load(store.read(), 1)
        places = {fact.value: fact.origin.partition(":")[0] for fact in product.facts}
        assert places == {"雪纺": "import", "夏季": "description"}
        assert (len(product.evidence), len(product.offers), len(product.price_records)) == (1, 1, 1)
        assert product_history(store.read(), 1)[0].label == "Attach"

"""The catalog written as a file and read again is the same catalog, in every format."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localizer.catalog import file_cells as fc
from localizer.catalog import products
from localizer.catalog.markup import safe_html
from localizer.export.catalog_file import export_catalog
from localizer.export.csv_format import neutral
from localizer.intake.stage import import_file
from localizer.model.money import Money
from localizer.model.product import (
    Evidence,
    Fact,
    FactKind,
    Offer,
    PriceRecord,
    Product,
    Variant,
)
from localizer.store.database import Store

ANY = st.text(max_size=20)
#: What breaks careless readers and writers of tables.
NASTY = st.text("=+-@\t\n,;|\"'＝＋[]{}:\\ é\u0301\u0338　保<>&/_x0041a0.5", max_size=12)
#: A text as the workspace holds it: never white space alone, which says nothing.
TEXTS = (ANY | NASTY).map(fc.plain).map(lambda text: text if text.strip() else "")
FILLED = TEXTS.filter(bool)
KEYS = FILLED.map(str.strip)
DECIMALS = st.decimals(
    min_value=Decimal("0.001"),
    max_value=Decimal(10**9),
    allow_nan=False,
    allow_infinity=False,
    places=3,
) | st.sampled_from([Decimal("39.90"), Decimal("1E+3"), Decimal("0.0000001"), Decimal(7)])
MONEY = st.builds(Money, DECIMALS, st.sampled_from(["CNY", "THB", "IDR", "USD", "KWD"]))
DAYS = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2100, 1, 1))
ZONES = st.sampled_from([dt.timezone(dt.timedelta(hours=h)) for h in (-8, 0, 7, 8)])
MARKETS = st.sampled_from(["TH", "VN", "DE", "US"])
MOMENTS = st.datetimes(
    min_value=dt.datetime(2020, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    max_value=dt.datetime(2030, 1, 1),  # noqa: DTZ001 - the same
    timezones=ZONES,
)
MARKUP = st.lists(
    ANY
    | NASTY
    | st.sampled_from(["<p>", "</p>", "<br>", "<ul><li>", "&nbsp;", "&amp;lt;", "<b>", "\n"])
)
#: Safe HTML in NFC; a tag the sanitizer drops may have stood between a letter and its accent.
DESCRIPTIONS = (
    MARKUP.map("".join)
    .map(fc.plain)
    .map(safe_html)
    .filter(lambda text: fc.plain(text) == text)
    .map(lambda text: text if text.strip() else "")
)

FACTS = st.builds(
    Fact,
    name=FILLED,
    kind=st.sampled_from(FactKind),
    value=TEXTS,
    number=st.none() | DECIMALS,
    number_to=st.none() | DECIMALS,
    unit=st.none() | st.sampled_from(["gram", "milliliter"]),
    parts=st.lists(st.tuples(TEXTS, DECIMALS), max_size=2).map(tuple),
    known=st.booleans(),
    origin=st.sampled_from(["import", "description"]),
    label=TEXTS,
)
EVIDENCE = st.builds(
    Evidence,
    kind=TEXTS,
    number=TEXTS,
    issued_on=st.none() | DAYS,
    valid_to=st.none() | DAYS,
    file=st.sampled_from(["", "ce.pdf", "docs/证书.pdf"]),
)


def _offer(
    kind: str, percent: Decimal | None, first: dt.datetime | None, markets: list[str]
) -> Offer:
    last = None if first is None else first + dt.timedelta(days=2)
    return Offer(kind, percent, 2, first, last, tuple(markets))


OFFERS = st.builds(
    _offer,
    st.sampled_from(["discount", "bundle", "voucher", "free_shipping"]),
    st.none() | st.sampled_from([Decimal("0.10"), Decimal("0.333")]),
    st.none() | MOMENTS,
    st.lists(MARKETS, max_size=2),
)
VARIANTS = st.builds(
    Variant,
    key=KEYS,
    sku=TEXTS.map(str.strip),
    options=st.lists(st.tuples(TEXTS, TEXTS), max_size=3).map(tuple),
    gtin=st.sampled_from(["", "6901234567892", "012345678905"]),
    cost=st.none() | MONEY,
    list_price=st.none() | MONEY,
    stock=st.none() | st.integers(0, 10**9),
    weight_g=st.none() | DECIMALS,
    image=TEXTS,
)
PRODUCTS = st.builds(
    Product,
    key=KEYS,
    title=FILLED,
    variants=st.lists(VARIANTS, max_size=3, unique_by=lambda v: v.key).map(tuple),
    description_html=DESCRIPTIONS,
    bullets=st.lists(TEXTS, max_size=3).map(tuple),
    brand=TEXTS,
    category=TEXTS,
    images=st.lists(TEXTS, max_size=3).map(tuple),
    facts=st.lists(FACTS, max_size=3, unique_by=lambda f: f.name).map(tuple),
    evidence=st.lists(EVIDENCE, max_size=2, unique_by=lambda e: (e.kind, e.number)).map(tuple),
    offers=st.lists(OFFERS, max_size=2).map(tuple),
    price_records=st.lists(
        st.builds(PriceRecord, MARKETS, MONEY, DAYS),
        max_size=2,
        unique_by=lambda r: (r.market, r.since),
    ).map(tuple),
    hs_code=st.sampled_from(["", "610910", "9617001100"]),
    taxonomy=st.sampled_from(["", "1604"]),
    extra=st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple),
)
CATALOGS = st.lists(PRODUCTS, min_size=1, max_size=4, unique_by=lambda product: product.key)


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".jsonl"])
@given(catalog=CATALOGS, locale=st.sampled_from(["zh-Hans", "en", "zh-Hant-TW"]), name=KEYS)
@settings(max_examples=100 if os.environ.get("LOCALIZER_LONG") else 12)
def test_export_and_import_is_the_identity(
    new_store: Callable[[Path], Store],
    ending: str,
    catalog: list[Product],
    locale: str,
    name: str,
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        new_store(Path(folder) / "work.localizer") as store,
    ):
        with store.step("Import") as step:
            number = products.ensure_catalog(step, name, locale)
            products.save_products(step, number, catalog)
        path = Path(folder) / f"catalog{ending}"
        made = export_catalog(store.read(), path)
        steps = store.read().value("SELECT count(*) FROM step")
        again = import_file(store, path)
        assert (again.unchanged, again.catalog) == (len(catalog), name)
        assert (again.issues, again.differences, again.gone) == ((), (), ())
        assert store.read().value("SELECT count(*) FROM step") == steps  # nothing was written
        assert (made.products, made.left_out, made.rows) == (len(catalog), 0, again.read)
        with new_store(Path(folder) / "other.localizer") as other:
            new = import_file(other, path)
            assert (new.added, new.locale, new.ignored_columns) == (len(catalog), locale, ())
            reader = other.read()
            found = [products.load(reader, one) for one in products.product_ids(reader)]
        assert found == catalog
        # Digit for digit: 39.90 stays 39.90.
        assert msgspec.json.encode(found) == msgspec.json.encode(catalog)


@given(ANY | NASTY)
def test_a_quoted_text_comes_back_and_is_harmless(text: str) -> None:
    clean = fc.plain(text)
    assert fc.unquoted(neutral(fc.quoted(clean))) == clean
    assert fc.unquoted(fc.quoted(clean)) == clean
    assert not neutral(fc.quoted(clean)).startswith(("=", "@", "\t", "\n"))


@given(st.lists(TEXTS, max_size=4))
def test_lists_come_back(texts: list[str]) -> None:
    assert fc.cell_lines(fc.lines_cell(texts)) == tuple(texts)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=4))
def test_options_come_back(options: list[tuple[str, str]]) -> None:
    assert fc.cell_options(fc.options_cell(tuple(options))) == tuple(options)


@given(st.text(max_size=60), st.integers(1, 20))
def test_pieces_make_the_whole(text: str, size: int) -> None:
    cut = list(fc.pieces(text, size))
    assert "".join(cut) == text
    assert all(len(piece) <= size for piece in cut)

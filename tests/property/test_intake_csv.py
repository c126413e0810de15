"""Whatever a CSV writer writes is read back the same."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from localizer.errors import InputError
from localizer.intake.csv_table import records
from localizer.intake.reading import read_catalog
from localizer.intake.sniff import Probe

CELLS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff"), max_size=20
)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=8)


@given(
    rows=ROWS,
    delimiter=st.sampled_from(",;\t|"),
    codec=st.sampled_from(["utf-8", "utf-16", "gb18030"]),
)
def test_cells_come_back_as_they_were_written(
    rows: list[list[str]], delimiter: str, codec: str
) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "goods.csv"
        path.write_bytes(buffer.getvalue().encode(codec))
        read = list(records(Probe(path, 1, b""), codec, delimiter))
    assert [cells for _number, cells in read] == rows
    assert [number for number, _cells in read] == list(range(1, len(rows) + 1))


@given(rows=ROWS)
def test_a_catalog_of_any_text_is_read_or_refused_and_every_row_is_counted(
    rows: list[list[str]],
) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([["sku", "title", "price", "stock", "材质"], *rows])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "goods.csv"
        path.write_bytes(buffer.getvalue().encode())
        try:
            reading = read_catalog(path)
        except InputError:
            return
    assert reading.read <= len(rows)
    assert reading.failed + reading.skipped <= reading.read
    keys = [product.key for product in reading.products]
    assert len(keys) == len(set(keys))
    assert all(product.title and product.variants for product in reading.products)


@given(content=st.binary(max_size=400))
def test_any_bytes_end_in_a_reading_or_a_sentence(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "goods.xlsx"
        path.write_bytes(content)
        try:
            assert read_catalog(path).read >= 0
        except InputError as error:
            assert str(error)  # noqa: PT017 - either end is right

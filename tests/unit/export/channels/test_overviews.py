"""JSON lines and Parquet: every listing, every digit."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from decimal import Decimal

import pytest

from localizer.errors import InputError
from localizer.export.channels import parquet
from localizer.export.columns import LISTING
from localizer.export.writer import Part
from localizer.model.launch import Target
from localizer.model.product import Variant
from tests.support.channel_content import made

TARGET = Target("TH", "shopee", "th-TH")
Write = Callable[..., tuple[Part, ...]]
CONTENTS = [
    made(f"p{n}", variants=[Variant(key="a", sku="007", stock=n, weight_g=Decimal("12.5"))])
    for n in range(5)
]


def test_json_lines_have_a_product_a_line(write: Write) -> None:
    (part,) = write("jsonl", CONTENTS, TARGET)
    said = [json.loads(line) for line in part.path.read_bytes().splitlines()]
    assert [one["key"] for one in said] == [f"p{n}" for n in range(5)]
    assert said[0]["variants"][0]["sku"] == "007"
    assert (part.kind, part.suffix, part.rows) == ("listings", ".jsonl", 5)


def test_parquet_keeps_numbers_as_numbers(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr(parquet, "GROUP", 2)
    (part,) = write("parquet", CONTENTS, TARGET)
    found = reading.read_table(part.path)
    assert tuple(found.column_names) == LISTING
    rows = found.to_pylist()
    assert [row["product_key"] for row in rows] == [f"p{n}" for n in range(5)]
    assert [row["stock"] for row in rows] == list(range(5))
    assert (rows[0]["sku"], rows[0]["price"]) == ("007", Decimal("199.000000"))
    assert (rows[0]["weight_g"], rows[0]["sale_price"]) == (Decimal("12.500000"), None)
    assert part.rows == 5


def test_without_its_library_parquet_says_what_to_install(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(InputError, match=r"localizer\[parquet\]"):
        write("parquet", CONTENTS, TARGET)

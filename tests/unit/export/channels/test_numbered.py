"""Tables go on in the next file at a limit; the rows of a product stay together, none is lost."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localizer.export.channels.numbered import NumberedFile, NumberedTable, Room

ROWS = st.lists(
    st.lists(st.text(alphabet="aก😀", max_size=30), min_size=1, max_size=3), min_size=0, max_size=12
)


@settings(max_examples=50, deadline=None)
@given(ROWS, st.sampled_from([None, 60, 150, 2_000]))
def test_products_stay_whole_and_files_keep_their_limit(
    products: list[list[str]], size: int | None
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        table = NumberedTable(Path(folder), "t", ".csv", ["n", "text"], room=Room(size=size))
        kept = []
        for number, product in enumerate(products):
            rows = [[str(number), text] for text in product]
            if table.write(rows):
                kept.append(rows)
        parts = table.parts()
        read = []
        for part in parts:
            data = part.path.read_bytes()
            assert size is None or len(data) <= size
            with part.path.open(encoding="utf-8", newline="") as stream:
                heading, *rows = csv.reader(stream)
            assert heading == ["n", "text"]
            assert part.rows == len(rows)
            read.append(rows)
    assert [row for rows in read for row in rows] == [row for rows in kept for row in rows]
    numbers = [{row[0] for row in rows} for rows in read]
    assert sum(map(len, numbers)) == len(set().union(*numbers))
    assert [part.kind for part in parts] == ["t", *(f"t-{n}" for n in range(2, len(parts) + 1))]
    if size is None:
        assert len(parts) == 1
        assert len(kept) == len(products)


def test_what_no_file_takes_is_refused_and_the_rest_written(tmp_path: Path) -> None:
    table = NumberedTable(tmp_path, "t", ".csv", ["a"], room=Room(size=200))
    assert [table.write([[text]]) for text in ("x", "y" * 300, "z")] == [True, False, True]
    (part,) = table.parts()
    assert part.path.read_text(encoding="utf-8").split() == ["a", "x", "z"]


@pytest.mark.parametrize(("pieces", "files"), [(0, 1), (3, 1), (4, 2), (7, 3)])
def test_a_file_takes_so_many_records(tmp_path: Path, pieces: int, files: int) -> None:
    file = NumberedFile(
        tmp_path, "t", ".json", head=b"[", between=b",", foot=b"]", room=Room(records=3)
    )
    for number in range(pieces):
        file.write(str(number).encode(), 1)
    parts = file.parts()
    assert len(parts) == files
    assert b"".join(part.path.read_bytes() for part in parts).count(b"]") == files
    assert sum(part.rows for part in parts) == pieces

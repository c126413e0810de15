"""Whatever a text holds, a CSV reader gets it back, harmless, and names stay in their folder."""

from __future__ import annotations

import csv
import io
from pathlib import Path, PurePosixPath, PureWindowsPath
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from localizer.export.csv_format import Table, as_text, neutral
from localizer.export.files import MAX_NAME, safe_name
from localizer.export.tokens import render, without_value

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NASTY = st.text("=+-@\t\r\n,\"'＝0.;|{} a保", max_size=12)
CELLS = st.lists(TEXT | NASTY, min_size=1, max_size=5)


@given(st.lists(CELLS, max_size=5))
def test_cells_come_back_neutralised(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        table = Table(Path(folder) / "t.csv", ["heading"])
        for row in rows:
            table.write(row)
        table.close()
        content = table.path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfheading\r\n")
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert read[1:] == [[as_text(cell) for cell in row] for row in rows]


@given(TEXT | NASTY)
def test_neutral_only_ever_adds_an_apostrophe(text: str) -> None:
    cell = neutral(text)
    assert cell in {text, f"'{text}"}
    assert not cell.startswith(("=", "@", "\t", "\r", "\n"))
    assert neutral(cell) == cell


@given(TEXT | st.text("./\\:*con ", max_size=300))
def test_a_safe_name_is_one_plain_part(text: str) -> None:
    name = safe_name(text)
    assert name == safe_name(name)
    assert 0 < len(name.encode()) <= MAX_NAME + 1
    assert PurePosixPath(name).name == name
    assert PureWindowsPath(name).name == name
    assert not PureWindowsPath(name).is_absolute()
    assert name not in {".", ".."}
    assert name.isprintable()


@given(st.text("{}abc:12 ", max_size=30), st.dictionaries(st.text("abc", min_size=1), TEXT))
def test_rendering_with_every_value_leaves_no_missing_mark(
    text: str, values: dict[str, str]
) -> None:
    missing = without_value(text, values)
    rendered = render(text, values)
    assert all(f"⟦{name}⟧" in rendered for name in missing)
    full = values | dict.fromkeys(missing, "x")
    assert without_value(text, full) == ()

"""What a filled workbook keeps byte for byte, and that readers find what was written."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from python_calamine import CalamineWorkbook

from localizer.errors import InputError
from localizer.export.templates.filled import joined_crc
from localizer.model.launch import Target
from localizer.model.product import Variant
from tests.support import templates
from tests.support.channel_content import made
from tests.unit.export.templates.conftest import Fill

SHOPEE = Target("TH", "shopee", "th-TH")
FORM = "แบบฟอร์มการลงสินค้า"
SHEET = "xl/worksheets/sheet2.xml"


def raw(path: Path) -> dict[str, bytes]:
    """Return the packed bytes of every part, in their order."""
    found = {}
    data = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        for entry in archive.infolist():
            names, extra = struct.unpack_from("<2H", data, entry.header_offset + 26)
            begin = entry.header_offset + 30 + names + extra
            found[entry.filename] = data[begin : begin + entry.compress_size]
    return found


def xml(path: Path, part: str = SHEET) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(part).decode()


def shown(path: Path, sheet: str = FORM) -> Sequence[Sequence[object]]:
    """Return the rows as calamine reads them."""
    return CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()


def test_only_the_rows_of_data_change(fill: Fill, tmp_path: Path) -> None:
    source = templates.shopee(tmp_path / "t.xlsx")
    (part,) = fill(source, SHOPEE, [made(), made("mat")])
    before, after = raw(source), raw(part.path)
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == [SHEET]
    old, new = xml(source), xml(part.path)
    rows = re.compile(r'<row r="[78]">.*?</row>')
    assert len(rows.findall(new)) == part.rows == 2
    grown = old.replace('<dimension ref="A1:V6"/>', '<dimension ref="A1:V8"/>')
    assert rows.sub("", new) == grown
    etree.fromstring(new.encode())


def test_what_marketplaces_write_wrongly_stays(fill: Fill, tmp_path: Path) -> None:
    """The pane and the number format that libraries stumble on are neither mended nor a hindrance."""
    (part,) = fill(templates.shopee(tmp_path / "t.xlsx"), SHOPEE, [made()])
    assert 'activePane="bottom_left"' in xml(part.path)
    with part.path.open("rb") as stream, pytest.raises(ValueError, match="Unable to read"):
        openpyxl.load_workbook(stream)
    assert shown(part.path)[6][1] == "เสื้อลินิน"
    lazada = Target("TH", "lazada", "th-TH")
    (part,) = fill(templates.lazada(tmp_path / "l.xlsx"), lazada, [made()])
    assert 'numFmtId="-1"' in xml(part.path, "xl/styles.xml")
    assert shown(part.path, "Cups")[4][2] == "เสื้อลินิน"


def test_openpyxl_reads_every_row_without_being_told_how_many(fill: Fill, tmp_path: Path) -> None:
    """A reader that trusts the dimension of the sheet would else stop above the data."""
    source = templates.amazon(tmp_path / "t.xlsm")
    target = Target("US", "amazon", "en-US")
    products = [made(f"p{n}", currency="USD") for n in range(20)]
    (part,) = fill(source, target, products)
    book = openpyxl.load_workbook(part.path, read_only=True)
    keys = [row[0] for row in book["Template"].iter_rows(min_row=7, values_only=True)]
    book.close()
    assert keys == [f"p{n}-1" for n in range(20)]


def test_macros_stay(fill: Fill, tmp_path: Path) -> None:
    source = templates.amazon(tmp_path / "t.xlsm")
    (part,) = fill(source, Target("US", "amazon", "en-US"), [made(currency="USD")])
    assert part.suffix == ".xlsm"
    assert raw(part.path)["xl/vbaProject.bin"] == raw(source)["xl/vbaProject.bin"]
    with zipfile.ZipFile(part.path) as archive:
        assert archive.read("xl/vbaProject.bin") == templates.MACROS


EXAMPLE = {7: ("100", "ตัวอย่าง 1"), 8: ("100", "ตัวอย่าง 2")}


def test_rows_the_template_has_go_or_stay_as_asked(fill: Fill, tmp_path: Path) -> None:
    source = templates.shopee(tmp_path / "t.xlsx", examples=EXAMPLE, styled=3)
    (replaced,) = fill(source, SHOPEE, [made()])
    names = [row[1] for row in shown(replaced.path)[6:]]
    assert names == ["เสื้อลินิน"]
    assert [one.count for one in replaced.remarks if "replaced" in one.message] == [2]
    (appended,) = fill(source, SHOPEE, [made()], rows="append")
    names = [row[1] for row in shown(appended.path)[6:]]
    assert names == ["ตัวอย่าง 1", "ตัวอย่าง 2", "เสื้อลินิน"]
    assert '<row r="10"><c r="A10" s="1"/>' in xml(appended.path)


def test_cells_have_the_style_of_the_first_row(fill: Fill, tmp_path: Path) -> None:
    source = templates.shopee(tmp_path / "t.xlsx", styled=2)
    (part,) = fill(source, SHOPEE, [made()])
    text = xml(part.path)
    assert '<row r="7"><c r="A7" s="1"/><c r="B7" s="1" t="inlineStr">' in text
    assert text.count('<row r="8">') == 1


def test_rows_with_formulas_are_not_thrown_away(fill: Fill, tmp_path: Path) -> None:
    source = templates.shopee(tmp_path / "t.xlsx")
    text = xml(source).replace(
        "</sheetData>", '<row r="7"><c r="A7"><f>1+1</f></c></row></sheetData>'
    )
    _replace(source, SHEET, text.encode())
    with pytest.raises(InputError, match="formulas"):
        fill(source, SHOPEE, [made()])
    (part,) = fill(source, SHOPEE, [made()], rows="append")
    assert '<row r="7"><c r="A7"><f>1+1</f></c></row><row r="8">' in xml(part.path)


def test_merged_rows_of_data_are_told(fill: Fill, tmp_path: Path) -> None:
    source = templates.shopee(tmp_path / "t.xlsx")
    merged = '</sheetData><mergeCells count="1"><mergeCell ref="A7:B9"/></mergeCells>'
    _replace(source, SHEET, xml(source).replace("</sheetData>", merged).encode())
    with pytest.raises(InputError, match="merged"):
        fill(source, SHOPEE, [made()])


def test_a_full_file_goes_on_in_the_next_one(fill: Fill, tmp_path: Path) -> None:
    source = templates.shopee(tmp_path / "t.xlsx")
    two = [Variant(key=f"v{n}", sku=f"v{n}", options=(("สี", f"{n}"),)) for n in range(2)]
    contents = [made("a", variants=two), made("b", variants=two), made("c", variants=two)]
    parts = fill(source, SHOPEE, contents, rows_per_file="5")
    assert [(part.kind, part.rows) for part in parts] == [("workbook", 4), ("workbook-2", 2)]
    assert [row[3] for row in shown(parts[1].path)[6:]] == ["c", "c"]
    assert parts[0].remarks
    assert not parts[1].remarks


@pytest.mark.parametrize("bad", ["0", "-1", "many", "٣"])
def test_a_limit_that_is_no_number_is_told(fill: Fill, tmp_path: Path, bad: str) -> None:
    with pytest.raises(InputError, match="number of rows"):
        fill(templates.shopee(tmp_path / "t.xlsx"), SHOPEE, [made()], rows_per_file=bad)


TEXTS = st.text(
    st.one_of(st.characters(), st.sampled_from("=+-@&<>\"'_x0009_\t\r\n\x00\x0b\ufffe😀กำ้\u200d")),
    min_size=1,
    max_size=40,
).filter(lambda text: bool(text.strip()))


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(title=TEXTS)
def test_any_text_is_a_text(fill: Fill, tmp_path: Path, title: str) -> None:
    source = tmp_path / "any.xlsx"
    if not source.exists():
        templates.shopee(source, rule="")
    (part,) = fill(source, SHOPEE, [made(title=title)])
    tree = etree.fromstring(xml(part.path).encode())
    cells = [c for c in tree.iter("{*}c") if c.get("r") == "B7"]
    wanted = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", title)
    wanted = wanted.replace("\r\n", "\n").replace("\r", "\n")
    told = "".join(map(str, cells[0].itertext())) if cells else ""
    assert told.replace("_x005F_x", "_x") == wanted.replace("_x005F_x", "_x")
    assert all(c.get("t") == "inlineStr" for c in cells)
    assert tree.find(".//{*}f") is None
    assert len(shown(part.path)) == 7


def test_a_text_like_a_formula_stays_a_text(fill: Fill, tmp_path: Path) -> None:
    (part,) = fill(templates.shopee(tmp_path / "t.xlsx"), SHOPEE, [made(title='=HYPERLINK("x")')])
    assert shown(part.path)[6][1] == '=HYPERLINK("x")'
    assert "<f" not in re.sub(r"<formula1?>", "", xml(part.path).split("</sheetData>")[0])


def test_numbers_are_numbers(fill: Fill, tmp_path: Path) -> None:
    one = Variant(key="v", sku="007", stock=12, weight_g=Decimal("310.5"), gtin="0690123456789")
    source = templates.shopee(tmp_path / "t.xlsx")
    (part,) = fill(source, SHOPEE, [made(variants=[one], prices=[Decimal("199.00")])])
    row = dict(zip(templates.SHOPEE_KEYS, shown(part.path)[6], strict=True))
    assert row["ps_price|1|1"] == 199
    assert row["ps_stock|0|1"] == 12
    assert row["ps_weight|0|1"] == 0.3105
    assert (row["ps_sku_short|0|0"], row["ps_gtin_code|0|0"]) == ("007", "0690123456789")


@given(first=st.binary(max_size=300), second=st.binary(max_size=300))
@settings(max_examples=50)
def test_checksums_of_pieces_join(first: bytes, second: bytes) -> None:
    joined = joined_crc(zlib.crc32(first), zlib.crc32(second), len(second))
    assert joined == zlib.crc32(first + second)


def _replace(path: Path, part: str, data: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, data if name == part else content)

"""Files made to crash, hang or swell: each is refused in words or read, soon and in little memory."""

from __future__ import annotations

import gzip
import json
import os
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from localizer.errors import InputError
from localizer.intake.stage import import_file
from localizer.store.database import Store
from tests.support.children import search_path

OFFER_ALL = """
import json, sys, time
from pathlib import Path
from localizer.errors import InputError
from localizer.intake.reading import read_catalog
from tests.support.peak import peak_bytes

for path in sorted(Path(sys.argv[1]).iterdir()):
    began = time.perf_counter()
    try:
        told = "%d products" % len(read_catalog(path).products)
    except InputError as error:
        told = str(error)
    print(json.dumps([path.name, time.perf_counter() - began, told]))
print(json.dumps(peak_bytes()))
"""
REPOSITORY = Path(__file__).resolve().parents[2]
MOST_SECONDS = 20
MOST_BYTES = 1024**3

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData>{}</worksheet>'
GOODS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>title</t></is></c><c r="B1" t="inlineStr"><is><t>sku</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Shirt</t></is></c><c r="B2"><v>1</v></c></row>'
)
RELATION = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/></Relationships>'
BOOK = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{}</sheets></workbook>'


def workbook(
    rows: str, *, after: str = "", strings: str = "", names: int = 1, extra: str = ""
) -> Callable[[Path], None]:
    """Return what writes a workbook of one sheet with these rows."""
    sheets = "".join(f'<sheet name="S{n}" sheetId="{n + 1}" r:id="r1"/>' for n in range(names))

    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr("_rels/.rels", RELATION.format("officeDocument", "xl/workbook.xml"))
            archive.writestr("xl/workbook.xml", BOOK.format(sheets))
            archive.writestr(
                "xl/_rels/workbook.xml.rels", RELATION.format("worksheet", "worksheets/sheet1.xml")
            )
            archive.writestr("xl/worksheets/sheet1.xml", SHEET.format(rows, after))
            if strings:
                archive.writestr("xl/sharedStrings.xml", strings)
            if extra:
                archive.writestr(extra, "x")

    return write


def content(*pieces: bytes) -> Callable[[Path], None]:
    """Return what writes these bytes."""

    def write(path: Path) -> None:
        path.write_bytes(b"".join(pieces))

    return write


def around(before: str, size: int, after: str) -> Callable[[Path], None]:
    """Return what writes ``size`` letters between two texts, without holding them all."""

    def write(path: Path) -> None:
        with path.open("w", encoding="utf-8") as file:
            file.write(before)
            for _ in range(size // 1_000_000):
                file.write(mixed(1_000_000))
            file.write(after)

    return write


def long_cells(rows: int, size: int) -> Callable[[Path], None]:
    """Return what writes a workbook with texts of ``size`` letters."""

    def write(path: Path) -> None:
        made = (f'<row r="{r}">{inline(0, r, mixed(size))}</row>' for r in range(3, 3 + rows))
        workbook(GOODS + "".join(made))(path)

    return write


def far_cells(path: Path) -> None:
    """Write a workbook with a cell in the last column of each row."""
    made = (
        f'<row r="{r}">{inline(0, r, "a")}{inline(16_383, r, "z")}</row>' for r in range(3, 5000)
    )
    workbook(GOODS + "".join(made))(path)


def sparse(path: Path) -> None:
    """Write a gigabyte that takes no room: one line of a few letters, then nothing."""
    with path.open("wb") as file:
        file.write(b"title,sku,price" * 20_000)
        file.truncate(1 << 30)


def mixed(size: int) -> str:
    """Return text that hardly packs."""
    return os.urandom(size // 2).hex()


def inline(column: int, row: int, text: str) -> str:
    """Return a cell with a text of its own; columns count from 0."""
    letters = ""
    while column >= 0:
        letters, column = chr(65 + column % 26) + letters, column // 26 - 1
    return f'<c r="{letters}{row}" t="inlineStr"><is><t>{text}</t></is></c>'


def protected_book(path: Path) -> None:
    """Write what Excel writes for a workbook with a password: an old compound file with the real one in it."""
    names = ("Root Entry", "EncryptedPackage", "EncryptionInfo")
    entries = b"".join(
        struct.pack(
            "<64sHBBIII16sIQQIQ",
            name.encode("utf-16-le"), 2 * len(name) + 2, 5 if n == 0 else 2, 1,
            0xFFFFFFFF, 2 if n == 1 else 0xFFFFFFFF, 1 if n == 0 else 0xFFFFFFFF,
            b"", 0, 0, 0, 0xFFFFFFFE if n == 0 else 2, 0 if n == 0 else 4096,
        )
        for n, name in enumerate(names)
    )  # fmt: skip
    head = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"",
        0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0,
    ) + struct.pack("<108I", *[0xFFFFFFFF] * 108)  # fmt: skip
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 10), 0xFFFFFFFE]
    sectors = struct.pack("<128I", *table, *[0xFFFFFFFF] * (128 - len(table)))
    path.write_bytes(head + sectors + entries.ljust(512, b"\0") + bytes(8 * 512))


def each_row(cell: str, rows: int) -> str:
    return "".join(f'<row r="{r}">{cell.format(r=r)}</row>' for r in range(3, rows))


LAUGHS = '<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a0 "lol">{}]><products><product><title>&a20;</title></product></products>'.format(
    "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 21))
)
XXE = '<!DOCTYPE z [<!ENTITY a SYSTEM "file:///etc/hostname">]><products><product><title>&a;</title></product></products>'
SHARED = each_row('<c r="A{r}" t="s"><v>0</v></c>', 5000)

#: What makes the writer of each file, only when it is asked for: some are large; and what is said of it.
HOSTILE: dict[str, tuple[Callable[[], Callable[[Path], None]], str]] = {
    "ratio.xlsx": (lambda: workbook(GOODS + " " * 9_000_000), "archive bomb"),
    "corner.xlsx": (lambda: workbook(GOODS + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "1 products"),
    "corner_odd.xlsx": (lambda: workbook(GOODS + '<row r="9"><c r="XFD1048576"><v>1</v></c></row>'), "1048576 rows and 16384 columns"),
    "corner_hidden.xlsx": (lambda: workbook(GOODS + f'<x:row><x:c a="{"a" * 300}" r = "XFD1048576"><x:v>1</x:v></x:c></x:row>'), "1048576 rows and 16384 columns"),
    "corner_quoted.xlsx": (lambda: workbook(GOODS + "<row><c a='>' r = 'XFD1048576'><v>1</v></c></row>"), "1048576 rows and 16384 columns"),
    "shared.xlsx": (lambda: workbook(GOODS + SHARED, strings=f"<sst><si><t>{mixed(400_000)}</t></si></sst>"), "unpacks to more"),
    "names.xlsx": (lambda: workbook(GOODS, names=3000), "damaged"),
    "merges.xlsx": (lambda: workbook(GOODS, after=f'<mergeCells>{"".join(f"<mergeCell ref={chr(34)}A{r}:A{r + 1}{chr(34)}/>" for r in range(2, 500_000, 2))}</mergeCells>'), "merged ranges"),
    "merges_few.xlsx": (lambda: workbook(GOODS, after=f'<mergeCells>{"".join(f"<mergeCell ref={chr(34)}A2:A{1000 + r}{chr(34)}/>" for r in range(50_000))}</mergeCells>'), "1 products"),
    "styled.xlsx": (lambda: workbook(GOODS + each_row('<c r="A{r}" s="3"/><c r="Z{r}" s="3"/>', 1_000_000)), "1 products"),
    "dots.xlsx": (lambda: workbook(GOODS, extra="../../../outside.txt"), "1 products"),
    "formula.xlsx": (lambda: workbook(GOODS.replace("<v>1</v>", "<f>HYPERLINK(\"http://localhost/\")</f><v>=cmd|'/C calc'!A0</v>")), "1 products"),
    "declared.xlsx": (lambda: workbook("<!DOCTYPE a [<!ENTITY b 'c'>]>" + GOODS), "not allowed"),
    "deep.json": (lambda: content(b"[" * 2_000_000), "no list of products"),
    "deep_record.json": (lambda: content(b'[{"title": "a", "x": ', b'{"a":' * 900, b"1", b"}" * 900, b"}]"), "no list of products"),
    "empty_objects.json": (lambda: content(b"[", b"{}," * 9_000_000, b"{}]"), "more than 8,000,000 values"),
    "one_record.json": (lambda: content(b'[{"title": "a", "x": [', b"{}," * 2_000_000, b"{}]}]"), "record 1 is larger"),
    "wide.json": (lambda: content(json.dumps([{f"k{n}": 1 for n in range(3000)}]).encode()), "more than 1000 fields"),
    "number.json": (lambda: content(b'[{"title": "a", "price": 1e999999999}]'), "1 products"),
    "laughs.xml": (lambda: content(LAUGHS.encode()), "not allowed"),
    "xxe.xml": (lambda: content(XXE.encode()), "not allowed"),
    "deep.xml": (lambda: content(b"<a>" * 2_000_000), "no list of products"),
    "children.xml": (lambda: content(b"<products><product>", b"<a/>" * 3_000_000), "no list of products"),
    "attributes.xml": (lambda: content(b"<products><product ", b" ".join(b'a%d="1"' % n for n in range(100_000)), b"/><product/></products>"), "no list of products"),
    "columns.xlsx": (lambda: workbook(f'<row r="1">{"".join(inline(n, 1, f"column {n}") for n in range(16_384))}</row>'), "16384 columns"),
    "columns_wide.xlsx": (lambda: far_cells, "and 16384 columns"),
    "cell.xlsx": (lambda: long_cells(1, 40_000_000), "more than 1,000,000 characters in row 3"),
    "cells.xlsx": (lambda: long_cells(37, 2_000_000), "more than 1,000,000 characters in row 3"),
    "repeated_keys.json": (lambda: content(b"[{", b'"title": "a",' * 3_000_000, b'"title": "b", "price": 1}]'), "record 1 is larger"),
    "some_repeated_keys.json": (lambda: content(b'[{"title": "a", "title": "b", "price": 1}]'), "1 products"),
    "one_element.xml": (lambda: around("<products><product><title>", 100_000_000, "</title></product></products>"), "no list of products"),
    "one_attribute.xml": (lambda: around('<products><product title="', 100_000_000, '"/></products>'), "no list of products"),
    "one_name.xml": (lambda: around("<a", 100_000_000, ">"), "has a line of more than 8 MB"),
    "wide_without_mark.csv": (lambda: content("title,sku,price\nShirt,1,2\n".encode("utf-16-le")), "1 products"),
    "wide_without_mark.json": (lambda: content('[{"title": "Shirt", "sku": "1"}]'.encode("utf-16-be")), "1 products"),
    "wide_without_mark.xml": (lambda: content("<products><product><title>a</title><sku>1</sku></product><product/></products>".encode("utf-16-le")), "1 products"),
    "nothing.csv": (lambda: content(bytes(1_000_000)), "binary"),
    "nothing_inside.csv": (lambda: content(b"title,sku\nShirt,1\x00\x00\nCap,2\n"), "a binary file"),
    "columns.csv": (lambda: content(b",".join(b"c%d" % n for n in range(100_000)), b"\n", b"1," * 99_999), "100000 columns"),
    "columns_title.csv": (lambda: content(b"title,", b",".join(b"c%d" % n for n in range(100_000)), b"\n", b"1," * 99_999), "100001 columns"),
    "gzip.xlsx": (lambda: content(gzip.compress(b"title,sku\nShirt,1\n")), "gzip archive"),
    "seven.xlsx": (lambda: content(b"7z\xbc\xaf\x27\x1c\x00\x04", mixed(2000).encode()), "7z archive"),
    "protected.xlsx": (lambda: protected_book, "protected by a password"),
    "sparse.csv": (lambda: sparse, "larger than"),
    "old.xls": (lambda: content(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff" * 100_000), "damaged"),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("hostile")
    for name, (writer, _told) in HOSTILE.items():
        writer()(made / name)
    yield made
    for name in HOSTILE:
        (made / name).unlink()


@pytest.fixture(scope="module")
def offered(folder: Path) -> tuple[dict[str, tuple[float, str]], int]:
    """Return seconds and sentence by file, and the bytes the process took at most; 0 where unknown."""
    done = subprocess.run(
        [sys.executable, "-c", OFFER_ALL, str(folder)],
        capture_output=True, text=True, encoding="utf-8", timeout=300, check=False,
        env={**os.environ, "PYTHONPATH": search_path(REPOSITORY), "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    *lines, memory = map(json.loads, done.stdout.splitlines())
    found = {name: (seconds, told) for name, seconds, told in lines}
    return found, memory


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_each_ends_soon_and_in_words(
    offered: tuple[dict[str, tuple[float, str]], int], name: str
) -> None:
    seconds, told = offered[0][name]
    assert HOSTILE[name][1] in told
    assert seconds < MOST_SECONDS


@pytest.mark.slow
def test_all_together_stay_below_a_gigabyte(
    offered: tuple[dict[str, tuple[float, str]], int],
) -> None:
    assert offered[1] < MOST_BYTES


@pytest.mark.slow
@pytest.mark.parametrize("name", ["corner_odd.xlsx", "deep.json", "laughs.xml", "old.xls"])
def test_nothing_of_a_refused_file_stays(folder: Path, store: Store, name: str) -> None:
    with pytest.raises(InputError, match=name):
        import_file(store, folder / name)
    assert store.read().value("SELECT count(*) FROM product") == 0
    assert store.read().value("SELECT count(*) FROM catalog") == 0


def test_nothing_is_written_beside_an_archive(tmp_path: Path, store: Store) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    workbook(GOODS, extra="../../outside.txt")(inside / "goods.xlsx")
    import_file(store, inside / "goods.xlsx")
    assert [path.name for path in inside.iterdir()] == ["goods.xlsx"]
    assert not list(tmp_path.rglob("outside.txt"))

"""Files made to crash, hang or swell: each is refused in words or read, soon and in little memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from localizer.errors import InputError
from localizer.intake.stage import import_file
from localizer.store.database import Store

OFFER_ALL = """
import json, sys, time
from pathlib import Path
from localizer.errors import InputError
from localizer.intake.reading import read_catalog

for path in sorted(Path(sys.argv[1]).iterdir()):
    began = time.perf_counter()
    try:
        told = "%d products" % len(read_catalog(path).products)
    except InputError as error:
        told = str(error)
    print(json.dumps([path.name, time.perf_counter() - began, told]))
try:
    import resource
except ImportError:
    print(json.dumps(0))
else:
    print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))
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


def sparse(path: Path) -> None:
    """Write a gigabyte that takes no room: one line of a few letters, then nothing."""
    with path.open("wb") as file:
        file.write(b"title,sku,price" * 20_000)
        file.truncate(1 << 30)


def mixed(size: int) -> str:
    """Return text that hardly packs."""
    return os.urandom(size // 2).hex()


def each_row(cell: str, rows: int) -> str:
    return "".join(f'<row r="{r}">{cell.format(r=r)}</row>' for r in range(3, rows))


LAUGHS = '<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a0 "lol">{}]><products><product><title>&a20;</title></product></products>'.format(
    "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 21))
)
XXE = '<!DOCTYPE z [<!ENTITY a SYSTEM "file:///etc/hostname">]><products><product><title>&a;</title></product></products>'
SHARED = each_row('<c r="A{r}" t="s"><v>0</v></c>', 5000)

HOSTILE: dict[str, tuple[Callable[[Path], None], str]] = {
    "ratio.xlsx": (workbook(GOODS + " " * 9_000_000), "archive bomb"),
    "corner.xlsx": (workbook(GOODS + '<row r="9"><c r="XFD1048576"><v>1</v></c></row>'), "1048576 rows and 16384 columns"),
    "corner_hidden.xlsx": (workbook(GOODS + f'<x:row><x:c a="{"a" * 300}" r = "XFD1048576"><x:v>1</x:v></x:c></x:row>'), "1048576 rows and 16384 columns"),
    "corner_quoted.xlsx": (workbook(GOODS + "<row><c a='>' r = 'XFD1048576'><v>1</v></c></row>"), "1048576 rows and 16384 columns"),
    "shared.xlsx": (workbook(GOODS + SHARED, strings=f"<sst><si><t>{mixed(400_000)}</t></si></sst>"), "unpacks to more"),
    "names.xlsx": (workbook(GOODS, names=3000), "damaged"),
    "merges.xlsx": (workbook(GOODS, after=f'<mergeCells>{"".join(f"<mergeCell ref={chr(34)}A{r}:A{r + 1}{chr(34)}/>" for r in range(2, 500_000, 2))}</mergeCells>'), "merged ranges"),
    "merges_few.xlsx": (workbook(GOODS, after=f'<mergeCells>{"".join(f"<mergeCell ref={chr(34)}A2:A{1000 + r}{chr(34)}/>" for r in range(50_000))}</mergeCells>'), "1 products"),
    "styled.xlsx": (workbook(GOODS + each_row('<c r="A{r}" s="3"/><c r="Z{r}" s="3"/>', 1_000_000)), "1 products"),
    "dots.xlsx": (workbook(GOODS, extra="../../../outside.txt"), "1 products"),
    "formula.xlsx": (workbook(GOODS.replace("<v>1</v>", "<f>HYPERLINK(\"http://localhost/\")</f><v>=cmd|'/C calc'!A0</v>")), "1 products"),
    "declared.xlsx": (workbook("<!DOCTYPE a [<!ENTITY b 'c'>]>" + GOODS), "not allowed"),
    "deep.json": (content(b"[" * 2_000_000), "no list of products"),
    "deep_record.json": (content(b'[{"title": "a", "x": ', b'{"a":' * 900, b"1", b"}" * 900, b"}]"), "no list of products"),
    "empty_objects.json": (content(b"[", b"{}," * 9_000_000, b"{}]"), "more than 8,000,000 values"),
    "one_record.json": (content(b'[{"title": "a", "x": [', b"{}," * 2_000_000, b"{}]}]"), "record 1 is larger"),
    "wide.json": (content(json.dumps([{f"k{n}": 1 for n in range(3000)}]).encode()), "more than 1000 fields"),
    "number.json": (content(b'[{"title": "a", "price": 1e999999999}]'), "1 products"),
    "laughs.xml": (content(LAUGHS.encode()), "not allowed"),
    "xxe.xml": (content(XXE.encode()), "not allowed"),
    "deep.xml": (content(b"<a>" * 2_000_000), "no list of products"),
    "children.xml": (content(b"<products><product>", b"<a/>" * 3_000_000), "no list of products"),
    "attributes.xml": (content(b"<products><product ", b" ".join(b'a%d="1"' % n for n in range(100_000)), b"/><product/></products>"), "no list of products"),
    "sparse.csv": (sparse, "larger than"),
    "old.xls": (content(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff" * 100_000), "damaged"),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("hostile")
    for name, (write, _told) in HOSTILE.items():
        write(made / name)
    yield made
    for name in HOSTILE:
        (made / name).unlink()


@pytest.fixture(scope="module")
def offered(folder: Path) -> tuple[dict[str, tuple[float, str]], int]:
    """Return seconds and sentence by file, and the bytes the process took at most; 0 where unknown."""
    done = subprocess.run(
        [sys.executable, "-c", OFFER_ALL, str(folder)],
        capture_output=True, text=True, encoding="utf-8", timeout=300, check=False,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    *lines, memory = map(json.loads, done.stdout.splitlines())
    found = {name: (seconds, told) for name, seconds, told in lines}
    return found, memory * (1 if sys.platform == "darwin" else 1024)


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
@pytest.mark.parametrize("name", ["corner.xlsx", "deep.json", "laughs.xml", "old.xls"])
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

"""Files put together from two encodings are read line by line, and told."""

from __future__ import annotations

from pathlib import Path

import pytest

from localizer.errors import InputError
from localizer.intake.csv_table import encoding_of
from localizer.intake.mixed_lines import NAME, first_odd_line, is_utf8
from localizer.intake.preview import preview
from localizer.intake.reading import read_catalog
from localizer.intake.sniff import look

HEAD = "货号,标题,价格(元)"
USUAL = [f"A{n},纯棉圆领短袖衬衫第{n}款,{n}" for n in range(1, 20)]


def _file(folder: Path, usual: str, odd: str, line: str) -> Path:
    path = folder / "goods.csv"
    texts = [text.encode(usual) for text in (HEAD, *USUAL)]
    texts.insert(5, line.encode(odd))
    path.write_bytes(b"\n".join(texts) + b"\n")
    return path


@pytest.mark.parametrize(
    ("usual", "odd", "names"),
    [
        ("gb18030", "utf-8", ("UTF-8", "otherwise in GB18030: 6.")),
        ("utf-8", "gb18030", ("GB18030", "otherwise in UTF-8: 6.")),
    ],
)
@pytest.mark.parametrize("title", ["雪纺印花长裙夏季", "雪纺印花连衣长裙夏"])
def test_each_row_is_read_in_its_own(
    tmp_path: Path, usual: str, odd: str, names: tuple[str, str], title: str
) -> None:
    path = _file(tmp_path, usual, odd, f"X1,{title},9")
    found = read_catalog(path)
    assert found.products[4].title == title
    assert {product.title for product in found.products} > {"纯棉圆领短袖衬衫第1款"}
    (told,) = found.assumptions
    assert all(name in told for name in names)
    assert preview(path).encoding == NAME


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "big5", "utf-16"])
def test_one_encoding_stays_one(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "goods.csv"
    text = "\n".join((HEAD, *USUAL)) if encoding != "big5" else "貨號,標題\nA,純棉圓領短袖襯衫\n"
    path.write_bytes(text.encode(encoding))
    assert encoding_of(look(path)) == encoding


def test_the_first_line_in_neither_is_named(tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    path.write_bytes("\n".join((HEAD, *USUAL)).encode() + b"\nX1,\xff\xff\x81\x8d\xe7,9\n")
    assert first_odd_line(path) == 21
    with pytest.raises(InputError, match="line 21"):
        read_catalog(path)


@pytest.mark.parametrize("text", ["新款连衣裙夏季女装", "联通手机", "a,b,1"])
def test_gb18030_is_not_taken_for_utf8(text: str) -> None:
    assert not is_utf8(text.encode("gb18030"))

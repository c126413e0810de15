"""Encodings are found from the bytes alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from localizer.errors import InputError
from localizer.intake.encodings import decodes, detect
from localizer.intake.sniff import look

SIMPLIFIED = "货号,商品标题,卖点\nA1,法式碎花连衣裙女春夏新款收腰,面料亲肤透气，贴身穿着不闷热\n"
TRADITIONAL = "貨號,商品標題,賣點\nA1,法式碎花連衣裙女春夏新款收腰,面料親膚透氣，貼身穿著不悶熱\n"
WESTERN = "sku,title,price\nA1,Café crème – “grand” déjeuner,5 €\nA2,Größe für Mädchen,7 €\n"


@pytest.mark.parametrize(
    ("text", "codec", "found"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8-sig"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "utf-8", "utf-8"),
        (WESTERN, "cp1252", "cp1252"),
        (WESTERN, "utf-16-le", "utf-16-le"),
        (WESTERN, "utf-16-be", "utf-16-be"),
        (WESTERN, "utf-32", "utf-32"),
        ("sku,title\n1,plain\n", "ascii", "utf-8"),
    ],
)
def test_each_encoding_is_recognised_and_decodes_to_the_same_text(
    tmp_path: Path, text: str, codec: str, found: str
) -> None:
    path = tmp_path / "goods.csv"
    path.write_bytes(text.encode(codec))
    assert detect(look(path)) == found
    assert path.read_bytes().decode(found) == text


def test_the_end_of_a_large_file_counts_too(tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    path.write_bytes(b"sku,title\n" * 200_000 + "A,连衣裙新款春夏\n".encode("gb18030"))
    assert detect(look(path)) == "gb18030"
    assert not decodes(path, "utf-8")


def test_a_mark_that_lies_is_told(tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    path.write_bytes(b"\xef\xbb\xbftitle\n\xff\xfe\n")
    with pytest.raises(InputError, match="encoding"):
        detect(look(path))

"""XML feeds as tables; other XML, entities and damage refused in words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from localizer.errors import InputError
from localizer.intake import xml_records
from localizer.intake.formats import open_table
from localizer.intake.sniff import look
from localizer.intake.xml_table import read, recognises

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>
<item><title>Feed title</title><g:id>1</g:id><g:title>甲 &amp; Co</g:title><g:price>15.00 USD</g:price>
<g:additional_image_link>a.jpg</g:additional_image_link><g:additional_image_link>b.jpg</g:additional_image_link>
<g:shipping><g:country>US</g:country><g:price>1 USD</g:price></g:shipping></item>
<item><g:id>2</g:id><g:title><![CDATA[<b>two</b>]]></g:title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><title>Shop</title>
<entry><g:id>1</g:id><title>one</title><link rel="alternate" href="http://x/1"/></entry></feed>"""
OWN = """<catalog><group><thing sku="1" name="a"><text>some <b>bold</b> words</text></thing>
<thing sku="2" name="b"/><thing sku="3" name="c"/></group></catalog>"""
NESTED = """<products><product id="7"><title>Shirt</title><images><image>1.jpg</image></images>
<price currency="EUR">9.90</price><attributes><attribute name="Material">Cotton</attribute></attributes>
<variants><variant><sku>R</sku><color>red</color></variant><variant><sku>B</sku><color>blue</color></variant>
</variants></product></products>"""


def score(_headers: Sequence[str]) -> int:
    return 2


def table(folder: Path, content: str | bytes) -> list[dict[str, str]]:
    path = folder / "feed.dat"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert recognises(look(path))
    found = open_table(path, score, plain=True)
    assert (found.format, found.header_row) == ("xml", 1)
    return [
        {h: c for h, c in zip(found.headers, cells, strict=True) if c} for _n, cells in found.rows
    ]


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (RSS, [
            {"g:id": "1", "title": "甲 & Co", "price": "15.00 USD", "additional_image_link": "a.jpg|b.jpg",
             "shipping country": "US", "shipping price": "1 USD"},
            {"g:id": "2", "title": "<b>two</b>"},
        ]),
        (ATOM, [{"g:id": "1", "title": "one", "link rel": "alternate", "link href": "http://x/1"}]),
        (OWN, [{"sku": "1", "name": "a", "text": "some bold words"}, {"sku": "2", "name": "b"},
               {"sku": "3", "name": "c"}]),
        (NESTED, [
            {"product id": "7", "title": "Shirt", "images": "1.jpg", "price": "9.90", "price currency": "EUR",
             "Material": "Cotton", "variant sku": "R", "color": "red"},
            {"product id": "7", "variant sku": "B", "color": "blue"},
        ]),
    ],
)  # fmt: skip
def test_feeds(tmp_path: Path, content: str, rows: list[dict[str, str]]) -> None:
    assert table(tmp_path, content) == rows


@pytest.mark.parametrize(
    ("declared", "codec"),
    [("UTF-8", "utf-8"), ("UTF-8", "utf-8-sig"), ("utf-16", "utf-16"),
     ("GBK", "gbk"), ("Big5", "big5"), ("", "gb18030")],
)  # fmt: skip
def test_encodings(tmp_path: Path, declared: str, codec: str) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    text = f"{head}<products><product><title>男上衣中文短袖天文</title><sku>1</sku></product></products>"
    assert table(tmp_path, text.encode(codec))[0]["title"] == "男上衣中文短袖天文"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('<?xml version="1.0"?>\n<xliff version="1.2"/>', "a translation file (XLIFF), not a product table"),
        ("<!DOCTYPE tmx SYSTEM 'tmx14.dtd'><tmx/>", "a translation memory (TMX)"),
        ('<!-- x --><svg:svg xmlns:svg="x"/>', "an SVG picture"),
        ("<!doctype HTML><p>", "a web page (HTML)"),
        ("<table><tr><td>title</td></tr></table>", "a web page (HTML)"),
        ('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "an Excel file in XML"),
        ("<settings><size>3</size></settings>", "without a list of products"),
        ("<products>\n<product><title>x</title>\n</products>", "no valid XML from line 3 on"),
        ("<products><product><title>x</title></product>", "no valid XML from line 1 on"),
        ('<?xml version="1.0" encoding="klingon"?><a><item><b/></item></a>', "no valid XML from line 1 on"),
    ],
)  # fmt: skip
def test_other_xml_is_named(tmp_path: Path, content: str, sentence: str) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read(look(path))
    assert sentence in str(caught.value)
    assert "feed.xml" in str(caught.value)


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE p [<!ENTITY b SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE p SYSTEM "http://localhost/p.dtd">',
    ],
)
def test_declarations_are_refused(tmp_path: Path, declaration: str) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(
        f"{declaration}<products><product><title>&b;</title></product></products>", encoding="utf-8"
    )
    with pytest.raises(InputError, match="not allowed"):
        read(look(path))


@pytest.mark.parametrize(
    ("limit", "value", "content"),
    [
        ("MAX_DEPTH", 3, "<products><product><a><b>x</b></a></product></products>"),
        ("MAX_ELEMENTS", 3, "<products><product><a/><b/><c/></product></products>"),
        ("MAX_CHARS", 3, "<products><product><a>xxxx</a></product></products>"),
    ],
)
def test_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, content: str
) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(content, encoding="utf-8")
    assert read(look(path)).grids
    monkeypatch.setattr(xml_records, limit, value)
    with pytest.raises(InputError, match="too many levels"):
        read(look(path))


@pytest.mark.parametrize("text", ["title,price", "< 5 kg", "<<>>", "<?php echo 1;"])
def test_other_angles_are_no_xml(tmp_path: Path, text: str) -> None:
    path = tmp_path / "goods.csv"
    path.write_text(text, encoding="utf-8")
    assert not recognises(look(path))

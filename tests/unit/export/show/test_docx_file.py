"""Shows for Word, read back."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from localizer.export.show.docx_file import docx_bytes
from tests.support.show_sheet import DRAFT, SHEET, saying


def lines(content: bytes, style: str) -> list[str]:
    document = docx.Document(io.BytesIO(content))
    return [one.text for one in document.paragraphs if one.style and one.style.name == style]


@pytest.fixture(scope="module")
def content() -> bytes:
    return docx_bytes(SHEET)


def test_lanes_have_styles_of_their_own_and_items_begin_a_page(content: bytes) -> None:
    assert lines(content, "Title") == ["Abend <1> & *mehr*"]
    assert lines(content, "Heading 1") == ["1 · ชุดเดรส", "2 · พัก"]
    assert lines(content, "Show host") == ["ราคา ฿209 ค่ะ"]
    assert lines(content, "Show control") == ["control: ขึ้นการ์ด [ราคา]"]
    assert lines(content, "Show action") == ["action: หมุนช้า ๆ"]
    assert lines(content, "Show ask") == ["เท่าไหร่ [draft]"]
    document = docx.Document(io.BytesIO(content))
    assert document.styles["Heading 1"].paragraph_format.page_break_before


def test_prices_in_words() -> None:
    assert lines(docx_bytes(SHEET, words=True), "Show host") == ["ราคา สองร้อยเก้าบาท ค่ะ"]


def test_thai_and_chinese_have_fonts_size_and_language(content: bytes) -> None:
    document = docx.Document(io.BytesIO(content))
    properties = document.styles["Show host"].element.rPr
    fonts = properties.find(qn("w:rFonts"))
    assert fonts.get(qn("w:cs")) == "Tahoma"
    assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
    assert properties.find(qn("w:szCs")).get(qn("w:val")) == "40"
    assert properties.find(qn("w:lang")).get(qn("w:bidi")) == "th-TH"


def test_pages_are_named_and_numbered(content: bytes) -> None:
    section = docx.Document(io.BytesIO(content)).sections[0]
    assert section.header.paragraphs[0].text == "Abend <1> & *mehr* · TH/shopee"
    (field,) = section.footer.paragraphs[0]._p.findall(qn("w:fldSimple"))
    assert field.get(qn("w:instr")) == "PAGE"


def test_the_file_refers_to_nothing_outside(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        relations = [packed.read(name) for name in packed.namelist() if name.endswith(".rels")]
    assert relations
    assert not any(b"External" in one for one in relations)


def test_drafts_and_texts_with_what_xml_cannot_hold() -> None:
    assert lines(docx_bytes(DRAFT), "Show stamp")[0].startswith("DRAFT: 2 pitches are not ready.")
    assert lines(docx_bytes(saying("a\x00\x0bb\ud800 <&>")), "Show host") == ["a b <&>"]

"""Shows for hosts to read: HTML, Markdown, plain text."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from localizer import i18n
from localizer.export.show.html_file import html_page, print_page
from localizer.export.show.markdown_file import markdown_page
from localizer.export.show.text_file import text_page
from tests.support.show_sheet import DRAFT, SHEET, saying


class Tags(HTMLParser):
    """Collects tags with their attributes, and the text between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_the_page_needs_nothing_from_outside_and_tells_its_languages() -> None:
    page = html_page(SHEET)
    found = Tags(page)
    names = {tag for tag, _attrs in found.tags}
    assert not names & {"script", "link", "img", "iframe"}
    assert "http" not in page.replace("http-equiv", "")
    assert "url(" not in page
    assert ("html", {"lang": "en"}) in found.tags
    host = next(attrs for tag, attrs in found.tags if attrs.get("class") == "host")
    assert host["lang"] == "th-TH"
    assert "prefers-color-scheme:dark" in page
    assert "@media print" in page


def test_lanes_are_told_apart_and_prices_may_be_words() -> None:
    digits, words = html_page(SHEET), html_page(SHEET, words=True)
    assert '<p class="host" lang="th-TH">ราคา ฿209 ค่ะ</p>' in digits
    assert '<p class="control" lang="th-TH"><b>control:</b> ขึ้นการ์ด [ราคา]</p>' in digits
    assert '<p class="action"' in digits
    assert '<p class="host" lang="th-TH">ราคา สองร้อยเก้าบาท ค่ะ</p>' in words
    assert '<p class="answer" lang="th-TH">สองร้อยเก้าบาท</p>' in words


def test_headings_are_in_the_programs_language() -> None:
    i18n.activate("de")  # not spoken: English
    assert "Hook · 20:00:00" in html_page(SHEET)
    i18n.activate("zh_Hans")
    page = html_page(SHEET)
    assert '<html lang="zh-Hans">' in page
    assert "Hook" not in page


def test_names_from_outside_are_no_marks() -> None:
    hostile = "<script>alert('1')</script>\x00 & \"quoted\""
    for page in (html_page(saying(hostile)), print_page(saying(hostile))):
        assert "<script" not in page
        assert "\x00" not in page
        assert "&lt;script&gt;" in page


def test_drafts_are_stamped_on_the_show_and_on_each_item() -> None:
    for page in (html_page(DRAFT), markdown_page(DRAFT), text_page(DRAFT)):
        assert "DRAFT: 2 pitches are not ready. 2 findings are open." in page
        assert "DRAFT: not approved yet. 2 findings are open." in page
        assert "No value for was." in page
    assert "DRAFT" not in html_page(SHEET)


def test_markdown_holds_no_mark_of_a_text() -> None:
    page = markdown_page(saying("1. *fett* [a](b) <i> &amp; # x"))
    assert "\n1\\. \\*fett\\* \\[a\\]\\(b\\) \\<i\\> &amp;amp; \\# x\n" in page
    assert "> *control:* 1\\. \\*fett" in page


def test_plain_text_reads_out_what_stands_outside_brackets() -> None:
    page = text_page(SHEET)
    paragraphs = page.strip().split("\n\n")
    assert paragraphs[-3:] == [
        "[action: หมุนช้า ๆ]",
        "* * *",
        "[2 · 20:01:00 · พัก]",
    ]
    read = [one for one in paragraphs if not one.startswith("[") and one != "* * *"]
    assert read == ["ราคา ฿209 ค่ะ"]
    assert "[control: ขึ้นการ์ด (ราคา)]" in paragraphs


@pytest.mark.parametrize("page", [html_page(SHEET), markdown_page(SHEET)])
def test_the_head_tells_times_prices_and_host(page: str) -> None:
    plain = page.replace("\\", "")
    for told in ("2026-11-26 20:00 +07:00", "10:00 (8:00 left)", "not frozen", "Ploy", "฿309"):
        assert told in plain

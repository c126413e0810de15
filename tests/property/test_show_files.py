"""Whatever is said, files of shows stay what they are."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from localizer.export.show.cues import SHORTEST, cut
from localizer.export.show.html_file import html_page
from localizer.export.show.markdown_file import markdown_page
from localizer.export.show.rundown_file import rundown_table
from localizer.export.show.sheet import Said, visible
from localizer.export.show.subtitles import srt_page, vtt_page
from localizer.script.thai import breaks
from tests.support.show_sheet import saying

TEXTS = st.text(max_size=40) | st.text(alphabet="<>&\"'-=+@*_#[]()`1. \n\\aกำ่า好，", max_size=40)
LINES = st.lists(st.tuples(st.floats(0, 5), st.floats(0, 20), TEXTS), max_size=8)
_TIMES = re.compile(
    r"^(\d+):(\d\d):(\d\d)[,.](\d{3}) --> (\d+):(\d\d):(\d\d)[,.](\d{3})$", re.MULTILINE
)


def said(lines: list[tuple[float, float, str]]) -> list[Said]:
    """Return lines that follow one another, each after a pause."""
    found, at = [], 0.0
    for pause, took, text in lines:
        found.append(Said(at + pause, at + pause + took, text))
        at += pause + took
    return found


def seconds(parts: tuple[str, ...]) -> float:
    hours, minutes, whole, thousandths = map(int, parts)
    return hours * 3600 + minutes * 60 + whole + thousandths / 1000


@given(LINES)
def test_subtitles_read_back_in_order_and_readable(lines: list[tuple[float, float, str]]) -> None:
    cues = cut(said(lines), 42, breaks)
    for page in (srt_page(cues), vtt_page(cues)):
        times = [(seconds(found[:4]), seconds(found[4:])) for found in _TIMES.findall(page)]
        assert len(times) == len(cues)
        at = 0.0
        for start, end in times:
            assert start >= at - 0.0005
            assert end - start >= SHORTEST - 0.0015
            at = end


class _Texts(HTMLParser):
    """Collects the text, and tags that no page of ours has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.body = ""
        self.tags: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.body += data


_OURS = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "a", "b"}
_OURS |= {"table", "tr", "th", "td"}


@given(TEXTS)
def test_html_says_the_text_and_nothing_of_it_is_a_mark(text: str) -> None:
    found = _Texts(html_page(saying(text)))
    assert found.tags <= _OURS
    assert visible(text) in found.body


@given(TEXTS)
def test_no_cell_calculates(text: str) -> None:
    rows = list(csv.reader(io.StringIO(rundown_table(saying(text)), newline="")))
    assert len(rows) == 2
    number = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
    for cell in rows[1]:
        assert not cell.startswith(tuple("=+-@\t\r\n")) or number.fullmatch(cell)


@given(TEXTS)
@example("1. first")
@example("s")
def test_no_text_begins_a_block_of_markdown(text: str) -> None:
    page = markdown_page(saying(text))
    assert page.startswith("# ")
    said_here = page.split("### Hook", 1)[1].split("\n\n")[1]
    assert not re.match(r"[#>*+-]|\d+[.)]\s", said_here)

"""Descriptions become safe, and parts of them are replaced without touching tags."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.catalog.markup import as_block, has_tags, replace_text, safe_html

PIECES = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<b>", "</b>", "<script>", "</script>", "&lt;", "&", "<", ">", "红", "a", " ",
         "<img src=x onerror=y>", "<!--", "-->", '"', "&amp;lt;"]
    ),
    max_size=15,
).map("".join)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("plain", "plain"),
        ("size < 10 & > 2", "size &lt; 10 &amp; &gt; 2"),
        ("a &amp; b", "a &amp; b"),
        ("<p>红</p>", "<p>红</p>"),
        ("<p onclick='x()'>红</p><script>x()</script>", "<p>红</p>"),
        ("<a href='https://x.example'>红</a>", "红"),
        ("<img src='https://x.example/a.png'>", ""),
        ("<p>red", "<p>red</p>"),
    ],
)
def test_what_a_person_writes_becomes_safe(text: str, safe: str) -> None:
    assert safe_html(text) == safe


def test_endless_nesting_is_text() -> None:
    assert not has_tags(safe_html("<b>" * 5_000 + "x"))


@given(PIECES)
def test_what_is_safe_stays_as_it_is(text: str) -> None:
    safe = safe_html(text)
    assert safe_html(safe) == safe
    assert "<script" not in safe
    assert "<img" not in safe


@pytest.mark.parametrize(
    ("source", "find", "text", "new"),
    [
        ("<p>red dress</p>", "red", "blue", "<p>blue dress</p>"),
        ("<p>p &amp; q</p>", "p", "b", "<p>b &amp; q</p>"),
        ("<p>p &amp; q</p>", "& q", "< r", "<p>p &lt; r</p>"),
        ("red &lt;b&gt;", "<b>", "", "red"),
        ("<b>x</b>", "b", "i", "<b>x</b>"),
    ],
)
def test_only_what_people_read_is_replaced(source: str, find: str, text: str, new: str) -> None:
    assert replace_text(source, find, text) == new


@pytest.mark.parametrize(
    ("text", "block"),
    [("x", "<p>x</p>"), ("<b>x</b>", "<p><b>x</b></p>"), ("<ul></ul>", "<ul></ul>")],
)
def test_a_paragraph_is_made_where_there_is_no_block(text: str, block: str) -> None:
    assert as_block(text) == block

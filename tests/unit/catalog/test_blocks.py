"""Descriptions are split where a reader sees a new paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.catalog.blocks import split_blocks


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("", ()),
        ("plain", ("plain",)),
        ("one\ntwo\n\nthree", ("one", "two", "three")),
        ("<p>one</p><p>two <b>bold</b> end</p>", ("one", "two bold end")),
        ("<ul><li>a</li><li>b<br>c</li></ul>", ("a", "b", "c")),
        ("<p>a</p>between<p>b</p>", ("a", "between", "b")),
        ("<p>a &amp; b&nbsp;c</p>", ("a & b c",)),
        ("<style>p{}</style><p>x</p><script>alert(1)</script>", ("x",)),
        ("<p>  spaced\n out </p>", ("spaced out",)),
        ("<p>unclosed", ("unclosed",)),
        ("a < b", ("a < b",)),
        ("size < 10 cm\nsecond line", ("size < 10 cm", "second line")),
        ("5 <6 &amp; 7\n<3", ("5 <6 & 7", "<3")),
        ("<noscript>x<p>rest</p><p>end</p>", ("rest", "end")),
        ("<noscript><p>x</p></noscript><p>rest</p>", ("rest",)),
        ("<p>a</p><SCRIPT>f()<p>rest</p>", ("a", "rest")),
        ("<script>f('<p>')</script><p>a</p><style>p{}<p>rest", ("a", "rest")),
        ("<template><template>x</template><p>rest</p>", ("rest",)),
    ],
)
def test_blocks(html: str, blocks: tuple[str, ...]) -> None:
    assert split_blocks(html) == blocks


@given(st.text(max_size=200))
def test_any_text_gives_blocks_without_outer_space(text: str) -> None:
    for block in split_blocks(text):
        assert block == block.strip() != ""

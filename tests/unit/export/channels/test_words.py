"""Texts in the form a channel takes them."""

from __future__ import annotations

import pytest

from localizer.export.channels import words
from localizer.export.listing import ListingTexts


@pytest.mark.parametrize(
    ("plain", "html"),
    [
        ("", ""),
        ("a & b", "<p>a &amp; b</p>"),
        ("a\n\n- x\n- <y>\nb", "<p>a</p>\n<ul><li>x</li><li>&lt;y&gt;</li></ul>\n<p>b</p>"),
    ],
)
def test_plain_text_becomes_html(plain: str, html: str) -> None:
    assert words.as_html(plain, is_html=False) == html
    assert words.as_html(html, is_html=True) == html


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("<p>a &amp; b</p>\n<p>c</p>", "a & b\nc"),
        ("<p>t</p><ul><li>x</li><li>y</li></ul>", "t\n- x\n- y"),
        ("a<br/>b", "a\nb"),
    ],
)
def test_html_becomes_plain_text(html: str, plain: str) -> None:
    assert words.as_text(html, is_html=True) == plain
    assert words.as_text(plain, is_html=False) == plain


def test_a_bullet_the_description_has_comes_once() -> None:
    texts = ListingTexts("t", ("steel", "light"), "t\n- steel")
    assert words.plain_body(texts, is_html=False) == "- light\nt\n- steel"


@pytest.mark.parametrize(
    ("key", "handle"), [("A b_c", "a-b-c"), ("-x-", "x"), ("保温杯", ""), ("a1", "a1")]
)
def test_handles_have_small_latin_letters(key: str, handle: str) -> None:
    assert words.shopify_handle(key) == handle


def test_a_comma_in_an_address_parts_no_list() -> None:
    assert words.joined(["https://s/a,b.jpg", "https://s/c"]) == "https://s/a%2Cb.jpg,https://s/c"


def test_addresses_are_filled_with_what_is_safe_in_them() -> None:
    assert words.filled("https://s/{key}/{sku}", "a/b", "1 2") == "https://s/a%2Fb/1%202"
    assert words.filled("", "a", "b") == ""

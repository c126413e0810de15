"""Descriptions keep plain markup and lose everything active or remote."""

from __future__ import annotations

import html
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.catalog.markup import safe_html


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("plain & simple", "plain &amp; simple"),
        ("5 < 6 &amp; 7", "5 &lt; 6 &amp; 7"),
        ("one\ntwo", "one\ntwo"),
        ("<p>a</p>", "<p>a</p>"),
        ("<p onclick='x()'>a<script>evil()</script></p>", "<p>a</p>"),
        ("<p>a<img src='https://tracker.example/x.png'>b</p>", "<p>ab</p>"),
        ("<a href='https://shop.example'>shop</a>", "shop"),
        ("<p style='background:url(https://x.example)'>a</p>", "<p>a</p>"),
        ("<iframe src='https://x.example'></iframe><b>k</b>", "<b>k</b>"),
        ("<!-- note --><ul><li>x</li></ul>", "<ul><li>x</li></ul>"),
        ("", ""),
    ],
)
def test_markup(text: str, clean: str) -> None:
    assert safe_html(text) == clean


def test_deep_nesting_is_cut_to_text_quickly() -> None:
    began = time.process_time()
    assert safe_html("<div>" * 20_000 + "end").strip() == "end"
    assert time.process_time() - began < 1


@given(st.text())
def test_text_without_markup_is_what_escaping_gives(text: str) -> None:
    plain = text.replace("<", "").replace("&", "")
    assert safe_html(plain) == html.escape(html.unescape(plain), quote=False)


def test_the_sanitizer_works_in_any_thread() -> None:
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.append(safe_html("<p onclick='x()'>a</p>")))
    thread.start()
    thread.join()
    assert found == ["<p>a</p>"]

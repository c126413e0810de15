"""Descriptions from strangers and by hand: plain markup is kept, everything active or remote goes."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import partial
from typing import Final

import nh3

#: Text markup only: no links, pictures, frames, styles or attributes, so nothing is ever fetched.
TAGS: Final = frozenset(
    ["p", "br", "b", "strong", "i", "em", "u", "s", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6",
     "table", "thead", "tbody", "tr", "th", "td", "div", "span", "blockquote", "hr", "dl", "dt", "dd",
     "sub", "sup", "small", "pre", "code"]
)  # fmt: skip
#: Made once where the installed nh3 can (0.3 and later): the tags are taken over only once then.
_sanitize: Final = (
    nh3.Cleaner(tags=set(TAGS), attributes={}, link_rel=None).clean
    if hasattr(nh3, "Cleaner")
    else partial(nh3.clean, tags=set(TAGS), attributes={}, link_rel=None)
)
#: The sanitizer's time grows with the square of the nesting; 26,000 open tags took 4 s (November 2026).
MAX_TAGS: Final = 4000
_TAG: Final = re.compile(r"(<[A-Za-z/!][^<>]*>)")
_BLOCK: Final = re.compile(
    r"<(?:p|div|ul|ol|dl|h[1-6]|table|blockquote|hr|pre)\b", re.IGNORECASE | re.ASCII
)


def safe_html(text: str) -> str:
    """Return ``text`` as safe HTML; text without tags is escaped and otherwise left as it is."""
    if "<" not in text and "&" not in text:
        return text if ">" not in text else text.replace(">", "&gt;")
    if not _TAG.search(text):
        return _escaped(text)
    if text.count("<") > MAX_TAGS:
        return _escaped(_TAG.sub(" ", text))
    safe = unicodedata.normalize("NFC", _sanitize(text)).strip()
    # Where all its tags went, what is left is text like any other.
    return safe if "<" in safe else _escaped(safe)


def as_block(text: str) -> str:
    """Return safe HTML as a paragraph where it is no block of its own."""
    return text if _BLOCK.match(text) else f"<p>{text}</p>"


def has_tags(text: str) -> bool:
    """Tell whether there is any markup in ``text``."""
    return _TAG.search(text) is not None


def replace_text(source: str, find: str, text: str) -> str:
    """Replace ``find`` in what a reader sees of safe HTML; both are plain text, and tags stay."""
    parts = _TAG.split(source)
    for place in range(0, len(parts), 2):  # the odd ones are tags
        plain = html.unescape(parts[place])
        if find in plain:
            parts[place] = html.escape(plain.replace(find, text), quote=False)
    return "".join(parts).strip()


def _escaped(text: str) -> str:
    return html.escape(html.unescape(text), quote=False)

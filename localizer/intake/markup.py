"""Descriptions from strangers: plain markup is kept, everything active or remote goes."""

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
_TAG: Final = re.compile(r"<[A-Za-z/!][^<>]*>")
#: Made once where the installed nh3 can (0.3 and later): the tags are taken over only once then.
_sanitize: Final = (
    nh3.Cleaner(tags=set(TAGS), attributes={}, link_rel=None).clean
    if hasattr(nh3, "Cleaner")
    else partial(nh3.clean, tags=set(TAGS), attributes={}, link_rel=None)
)
#: The sanitizer's time grows with the square of the nesting; 26,000 open tags took 4 s (November 2026).
MAX_TAGS: Final = 4000


def clean_html(text: str) -> str:
    """Return ``text`` as safe HTML; text without tags is escaped and otherwise left as it is."""
    if "<" not in text and "&" not in text:
        return text if ">" not in text else text.replace(">", "&gt;")
    if not _TAG.search(text):
        return html.escape(html.unescape(text), quote=False)
    if text.count("<") > MAX_TAGS:
        return html.escape(html.unescape(_TAG.sub(" ", text)), quote=False)
    safe = unicodedata.normalize("NFC", _sanitize(text)).strip()
    if "<" not in safe:  # all its tags went: what is left is text like any other
        return html.escape(html.unescape(safe), quote=False)
    return safe

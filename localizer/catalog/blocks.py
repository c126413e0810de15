"""Split a product description into translatable blocks: one per paragraph, heading or list item."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from typing import Final

from localizer.model.segment import normalize

_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_SILENT: Final = frozenset({"script", "style", "template", "noscript"})
#: Elements whose content the parser takes as text up to their end, be it the end of the document.
_RAW: Final = ("script", "style")
#: A tag, a comment or a declaration; “size < 10 cm” has none.
_MARKUP: Final = re.compile(r"</?[a-z][^<>]*>|<!--|<!doctype\b|<\?xml\b", re.IGNORECASE)
_SILENT_END: Final = re.compile(r"</(script|style|template|noscript)\b", re.IGNORECASE)


class _Splitter(HTMLParser):
    """Gathers blocks. A silent element lasts to its end; one nobody ends, to the next block."""

    def __init__(self, ends: Counter[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self._text: list[str] = []
        self._silent: list[str] = []
        self._ends = ends

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _SILENT:
            self._silent.append(tag)
        if tag in _BLOCKS:
            self._leave_unclosed()
            self.end_block()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._ends[tag] -= 1
            if tag in self._silent:
                self._silent.remove(tag)
        if tag in _BLOCKS:
            self._leave_unclosed()
            self.end_block()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._text.append(data)

    def _leave_unclosed(self) -> None:
        self._silent = [tag for tag in self._silent if self._ends[tag] > 0]

    def end_block(self) -> None:
        text = normalize("".join(self._text))
        self._text.clear()
        if text:
            self.blocks.append(text)


def split_blocks(html: str) -> tuple[str, ...]:
    """Return the texts of the blocks of ``html`` (or plain text, by line), in order, without markup."""
    if not _MARKUP.search(html):
        lines = (normalize(unescape(line)) for line in html.split("\n"))
        return tuple(line for line in lines if line)
    for tag in _RAW:
        html = _without_raw_start(html, tag)
    ends = Counter(match[1].lower() for match in _SILENT_END.finditer(html))
    splitter = _Splitter(ends)
    splitter.feed(html)
    splitter.close()
    splitter.end_block()
    return tuple(splitter.blocks)


def _without_raw_start(html: str, tag: str) -> str:
    """Make ``tag`` another silent element where nothing ends it, so that the parser reads on."""
    last = 0
    for match in re.finditer(rf"</{tag}\b", html, re.IGNORECASE):
        last = match.end()
    return html[:last] + re.sub(rf"<{tag}\b", "<template", html[last:], flags=re.IGNORECASE)

"""Split a product description into translatable blocks: one per paragraph, heading or list item."""

from __future__ import annotations

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


class _Splitter(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self._text: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.end_block()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self._silent:
            self._silent -= 1
        if tag in _BLOCKS:
            self.end_block()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._text.append(data)

    def end_block(self) -> None:
        text = normalize("".join(self._text))
        self._text.clear()
        if text:
            self.blocks.append(text)


def split_blocks(html: str) -> tuple[str, ...]:
    """Return the texts of the blocks of ``html`` (or plain text, by line), in order, without markup."""
    splitter = _Splitter()
    splitter.feed(html if "<" in html else html.replace("\n", "<br>"))
    splitter.close()
    splitter.end_block()
    return tuple(splitter.blocks)

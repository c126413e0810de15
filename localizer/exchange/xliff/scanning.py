"""Where in the bytes of an XML file its tags stand: what is not touched stays as it is, to the byte.

Only files that a parser found sound are scanned; their tags follow the grammar of XML 1.0.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from localizer.exchange.xliff.markup import quoted

#: Comments, CDATA and instructions first: what is in them is no tag.
_TOKEN: Final = re.compile(
    rb"<(?:!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>"
    rb"|(?P<end>/?)(?P<name>[^\s<>/!?][^\s<>/]*)"
    rb"(?P<said>(?:[^\"'<>/]|\"[^\"]*\"|'[^']*')*)(?P<empty>/?)>)",
    re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(rb"(\s+)([^\s=]+)\s*=\s*(\"[^\"]*\"|'[^']*')", re.DOTALL)
_DECLARED: Final = re.compile(
    rb"^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']"
)
#: In these a byte of a tag is never part of another character.
_DIRECT: Final = re.compile(r"utf-8|ascii|iso8859-\d+|cp125\d")
_MARKS: Final = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class Tag(NamedTuple):
    """A tag: where it stands, its name with its prefix, and its attributes as they are written."""

    start: int
    stop: int
    name: bytes
    said: bytes
    closing: bool
    empty: bool

    @property
    def prefix(self) -> bytes:
        """Return the prefix of the name, empty for none."""
        return self.name.rpartition(b":")[0]

    @property
    def local(self) -> bytes:
        """Return the name without its prefix."""
        return self.name.rpartition(b":")[2]


@dataclass(slots=True)
class Node:
    """An element: its tags, what is in it, and how it changes."""

    tag: Tag
    end: Tag
    children: list[Node] = field(default_factory=list)
    changed: dict[str, str | None] = field(default_factory=dict)

    @property
    def inside(self) -> tuple[int, int]:
        """Return where the content stands; an empty element has none."""
        return self.tag.stop, self.tag.stop if self.tag.empty else self.end.start

    def every(self) -> Iterator[Node]:
        """Yield this element and all in it, in their order."""
        yield self
        for child in self.children:
            yield from child.every()


@dataclass(frozen=True, slots=True)
class Bytes:
    """A file's bytes in an encoding whose tags can be found, and how it goes back to its own.

    ``recoded`` is the file's own encoding where that is another one, ``mark`` its byte order mark.
    """

    data: bytes
    encoding: str
    recoded: str = ""
    mark: bytes = b""

    def encoded(self, text: str) -> bytes:
        """Return what is XML already; what the encoding lacks goes out as references."""
        return text.encode(self.encoding, "xmlcharrefreplace")

    def back(self, data: bytes) -> bytes:
        """Return changed bytes in the file's own encoding."""
        if not self.recoded:
            return data
        return self.mark + data.decode().encode(self.recoded, "xmlcharrefreplace")


def open_bytes(data: bytes) -> Bytes:
    """Return a file's bytes to work with. Raises `LookupError` or `UnicodeError` for an unknown encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Bytes(data[len(mark) :].decode(encoding).encode(), "utf-8", encoding, mark)
    found = _DECLARED.match(data)
    encoding = codecs.lookup(found[1].decode() if found else "utf-8").name
    if _DIRECT.fullmatch(encoding):
        return Bytes(data, encoding)
    return Bytes(data.decode(encoding).encode(), "utf-8", encoding)


def tags(data: bytes, at: int = 0) -> Iterator[Tag]:
    """Yield the tags of a sound XML file from ``at`` on."""
    for found in _TOKEN.finditer(data, at):
        if found["name"] is not None:
            start, stop = found.span()
            yield Tag(
                start, stop, found["name"], found["said"], bool(found["end"]), bool(found["empty"])
            )


def node_at(first: Tag, following: Iterator[Tag]) -> Node:
    """Return the element that begins with ``first``; its tags are taken from ``following``."""
    top = Node(first, first)
    open_ = [] if first.empty else [top]
    while open_:
        tag = next(following)
        if tag.closing:
            open_.pop().end = tag
            continue
        node = Node(tag, tag)
        open_[-1].children.append(node)
        if not tag.empty:
            open_.append(node)
    return top


def attributes_of(tag: Tag) -> dict[str, bytes]:
    """Return the attributes of a tag as they are written, without their quotes."""
    return {found[2].decode("latin-1"): found[3][1:-1] for found in _ATTRIBUTE.finditer(tag.said)}


def opened(data: bytes, node: Node, source: Bytes) -> bytes:
    """Return the start tag of an element that is going to have content, with its changes."""
    text = data[node.tag.start : node.tag.stop]
    if node.tag.empty:
        text = text[: -len(b"/>")].rstrip() + b">"
    return _changed(text, node, source)


def start_tag(data: bytes, node: Node, source: Bytes) -> bytes:
    """Return the start tag of an element with its changes."""
    return _changed(data[node.tag.start : node.tag.stop], node, source)


def _changed(text: bytes, node: Node, source: Bytes) -> bytes:
    for name, value in node.changed.items():
        text = set_attribute(text, name, value, source)
    return text


def set_attribute(text: bytes, name: str, value: str | None, source: Bytes) -> bytes:
    """Return a start tag with an attribute set, or without it where ``value`` is ``None``."""
    said = b"" if value is None else source.encoded(f'"{quoted(value)}"')
    for found in _ATTRIBUTE.finditer(text):
        if found[2] == name.encode():
            if value is None:
                return text[: found.start()] + text[found.end() :]
            return text[: found.start(3)] + said + text[found.end(3) :]
    if value is None:
        return text
    place = len(text) - (2 if text.endswith(b"/>") else 1)
    before = text[:place].rstrip()
    return before + b" " + name.encode() + b"=" + said + text[len(before) :]

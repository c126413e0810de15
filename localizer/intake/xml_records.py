"""The repeated elements of an XML file as nested records, read piece by piece under limits.

No document type, no entities, nothing from the network: `defusedxml` refuses them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Final, Protocol
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.sax import make_parser

from localizer.intake.nested import TooNestedError

Place = tuple[str, ...]
Record = dict[str, object]
Parts = list[tuple[str, object]]

MAX_DEPTH: Final = 64
#: Elements and characters of one record; a product with all its variants has some thousands.
MAX_ELEMENTS: Final = 20_000
MAX_CHARS: Final = 4_000_000
#: Where the list of products is, shows in the first elements.
LOOKED_AT: Final = 20_000
_PIECE: Final = 1 << 16
#: Characters without the end of a tag: the parser begins a tag anew with every piece of it.
MAX_BETWEEN_TAGS: Final = 8_000_000
_ITEM_LEVELS: Final = 6
_ITEM_NAMES: Final = (
    "item", "entry", "product", "offer", "goods", "article", "shopitem", "record", "row", "sku", "商品",
    "产品",
)  # fmt: skip


class Source(Protocol):
    """An open file, of bytes or of text."""

    def read(self, size: int, /) -> bytes | str:
        """Return the next piece, empty at the end."""


Opened = Callable[[], AbstractContextManager[Source]]


@dataclass(slots=True)
class _Element:
    """An element not yet closed: its attributes and children so far, and all text in it."""

    name: str
    parts: Parts
    flow: list[str] = field(default_factory=list)
    mixed: bool = False
    attributes: int = 0


class _Look(ContentHandler):
    """Counts the elements at each place, to find the one that repeats."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = 0
        self.places: Counter[Place] = Counter()
        self.with_parts: set[Place] = set()
        self._path: list[str] = []

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - SAX's name
        self.seen += 1
        if len(self._path) >= MAX_DEPTH:
            raise TooNestedError
        if len(self._path) < _ITEM_LEVELS:
            self.with_parts.add(tuple(self._path))
            place = (*self._path, local(name))
            self.places[place] += 1
            if len(attrs) > 1:
                self.with_parts.add(place)
        self._path.append(local(name))

    def endElement(self, name: str) -> None:  # noqa: ARG002, N802
        self._path.pop()


class _Collect(ContentHandler):
    """Builds the records at one place."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.found: list[Record] = []
        self._place = list(place)
        self._path: list[str] = []
        self._open: list[_Element] = []
        self._elements = self._chars = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        self._path.append(local(name))
        if len(self._path) > MAX_DEPTH:
            raise TooNestedError
        if not self._open:
            if self._path != self._place:
                return
            self._elements = self._chars = 0
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise TooNestedError
        parts: Parts = [(key, text) for key, text in attrs.items() if not key.startswith("xmlns")]
        self._open.append(_Element(name, parts, attributes=len(parts)))

    def characters(self, content: str) -> None:
        if self._open:
            self._chars += len(content)
            if self._chars > MAX_CHARS:
                raise TooNestedError
            element = self._open[-1]
            element.flow.append(content)
            element.mixed = element.mixed or not content.isspace()

    def endElement(self, name: str) -> None:  # noqa: N802
        self._path.pop()
        if not self._open:
            return
        element = self._open.pop()
        if self._open:
            self._open[-1].parts.append((name, value_of(element)))
            self._open[-1].flow.append("".join(element.flow))
        else:
            self.found.append(_fields(element))


def local(name: str) -> str:
    """Return a name without its namespace prefix: ``g:image_link`` is ``image_link``."""
    return name.rpartition(":")[2]


def value_of(element: _Element) -> object:
    """Return text, a list (an element that only holds several of a kind), or fields by name."""
    if not element.parts:
        return "".join(element.flow).strip()
    children = element.parts[element.attributes :]
    if children and element.mixed:
        return "".join(element.flow).strip()
    names = {name for name, _value in children}
    if not element.attributes and len(names) == 1:
        inside = local(children[0][0])
        if len(children) > 1 or local(element.name).startswith(inside[:-1] or inside):
            return [value for _name, value in children]
    return _fields(element)


def _fields(element: _Element) -> Record:
    """Return the parts by local name, repeated ones as a list; Google's own ``g:`` fields go first."""
    fields: dict[str, list[object]] = {}
    origin: dict[str, str] = {}
    for name, value in element.parts:
        key = local(name)
        known = origin.setdefault(key, name)
        if known == name:
            fields.setdefault(key, []).append(value)
        elif name.startswith("g:"):
            origin[key], fields[key] = name, [value]
    record: Record = {k: v[0] if len(v) == 1 else _flat(v) for k, v in fields.items()}
    if element.mixed and not element.parts[element.attributes :]:
        record[""] = "".join(element.flow).strip()
    return record


def _flat(values: list[object]) -> list[object]:
    return [one for value in values for one in (value if isinstance(value, list) else [value])]


def find_place(opened: Opened) -> Place | None:
    """Return where the products stand: under a usual name, else where something with parts repeats."""
    look = _Look()
    parser = _parser(look)
    with opened() as source:
        for piece in _pieces(source):
            parser.feed(piece)
            if look.seen >= LOOKED_AT:
                break
        if look.seen < LOOKED_AT:
            parser.close()
    places = [place for place in look.places if len(place) > 1 and place in look.with_parts]
    named = [place for place in places if place[-1].casefold() in _ITEM_NAMES]
    repeated = [place for place in places if look.places[place] > 1]
    return min(named or repeated, key=lambda p: (len(p), -look.places[p]), default=None)


def records_at(opened: Opened, place: Place) -> Iterator[tuple[int, Record]]:
    """Yield the records at ``place``, numbered from 1. Raises `TooNestedError` and the parser's errors."""
    collect = _Collect(place)
    parser = _parser(collect)
    number = 0
    with opened() as source:
        for piece in _pieces(source):
            parser.feed(piece)
            for number, record in enumerate(collect.found, start=number + 1):  # noqa: B020
                yield number, record
            collect.found.clear()
        parser.close()


def _pieces(source: Source) -> Iterator[bytes | str]:
    """Yield the pieces of a file. Raises `TooNestedError` for a tag or a text of megabytes."""
    since = 0
    while piece := source.read(_PIECE):
        last = piece.rfind(b">") if isinstance(piece, bytes) else piece.rfind(">")
        since = since + len(piece) if last < 0 else len(piece) - last
        if since > MAX_BETWEEN_TAGS:
            raise TooNestedError
        yield piece


class _Feed(Protocol):
    def feed(self, data: bytes | str) -> None: ...

    def close(self) -> None: ...


def _parser(handler: ContentHandler) -> _Feed:
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(handler)
    return parser

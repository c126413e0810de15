"""Opening XLIFF: what a file is, before any of it is used, and its events, safely."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, Literal

from lxml import etree

from localizer.errors import InputError
from localizer.exchange.xliff.words import CORE_12, CORE_20, CORE_22
from localizer.i18n import _

Element = Any
MAX_BYTES: Final = 200 * 1024 * 1024
CORES: Final = frozenset({CORE_12, CORE_20, CORE_22})
_CHUNK: Final = 1024 * 1024
#: A root is at the beginning; what is read with it stays in memory with it.
_FIRST: Final = 4096


def parser(
    wanted: Sequence[Literal["start", "end"]], tags: Sequence[str] | None = None
) -> etree.XMLPullParser:
    """Return a parser that resolves no entity, fetches nothing and keeps to libxml2's limits.

    Comments and processing instructions are left out: they are nothing of a text.
    """
    return etree.XMLPullParser(
        events=wanted,
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def root_of(path: Path) -> Element:
    """Return the root of an XLIFF file, with its attributes and none of its content.

    Raises `InputError` for what is too large, declares a document type or is no XLIFF, and lxml's
    ``XMLSyntaxError`` for what is no XML.
    """
    if path.stat().st_size > MAX_BYTES:
        problem = _("{file} is larger than {n} MB and is not read.")
        raise InputError(problem.format(file=path.name, n=MAX_BYTES // 1024 // 1024))
    opened = events(path, parser(("start",)), _FIRST)
    root = next((element for _event, element in opened), None)
    if root is not None and root.getroottree().docinfo.internalDTD is not None:
        problem = _("{file} declares a document type, which XLIFF files for us must not.")
        raise InputError(problem.format(file=path.name))
    # lxml keeps names it would not make itself: QName refuses them
    space, _brace, name = ("", "", "") if root is None else root.tag[1:].rpartition("}")
    if name != "xliff" or space not in CORES:
        raise InputError(_("{file} is no XLIFF file.").format(file=path.name))
    return root


def events(
    path: Path, pull: etree.XMLPullParser, at_once: int = _CHUNK
) -> Iterator[tuple[str, Element]]:
    """Yield a file's events as it is read. Raises lxml's ``XMLSyntaxError``."""
    with path.open("rb") as stream:
        while chunk := stream.read(at_once):
            pull.feed(chunk)
            yield from pull.read_events()
    pull.close()
    yield from pull.read_events()

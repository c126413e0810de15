"""Picture names and addresses in cells and descriptions. Nothing is fetched or opened here."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from localizer.i18n import _
from localizer.intake.issues import IssueLog

MAX_CHARS: Final = 2048
_BREAKS: Final = re.compile(r"[\n;|；]+")
#: A comma may be part of an address; it separates only before another address, or where there is none.
_COMMA_IN_ADDRESSES: Final = re.compile(r"[,，](?=\s{0,9}https?://)", re.IGNORECASE)
_ANY_BREAK: Final = re.compile(r"[\n;|；,，\s]")
_COMMA: Final = re.compile(r"[,，]")
#: A tag may be long: its address is up to `MAX_CHARS`, or megabytes of data.
_IMG: Final = re.compile(r"<img\b[^<>]*", re.IGNORECASE)
_SOURCE: Final = re.compile(
    r"(?<![^\s\"'/])(?P<name>data-(?:src|original|lazyload|lazy-src|ks-lazyload)|src)\s*=\s*"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+))",
    re.IGNORECASE,
)
#: Where shop pages keep the address while ``src`` shows a placeholder; the first that is there counts.
_SOURCES: Final = (
    "data-src",
    "data-original",
    "data-lazyload",
    "data-lazy-src",
    "data-ks-lazyload",
    "src",
)
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.\-]*):", re.IGNORECASE)


class Shown(NamedTuple):
    """The pictures a description shows, and how many more have no address."""

    names: tuple[str, ...]
    lost: int


def split_images(cell: str) -> tuple[str, ...]:
    """Return the pictures named in one cell, in order, each once."""
    if _ANY_BREAK.search(cell) is None:
        return (cell,) if cell and len(cell) <= MAX_CHARS else ()
    comma = _COMMA_IN_ADDRESSES if "://" in cell else _COMMA
    names = (name.strip() for part in _BREAKS.split(cell) for name in comma.split(part))
    return tuple(dict.fromkeys(name for name in names if name and len(name) <= MAX_CHARS))


def split_each(cells: Sequence[str]) -> Sequence[str]:
    """Return the pictures named in ``cells``, none of them blank, in order."""
    if max(map(len, cells)) <= MAX_CHARS and _has_no_break("".join(cells)):
        return cells
    return [name for cell in cells for name in split_images(cell)]


def _has_no_break(text: str) -> bool:
    """Tell whether `_ANY_BREAK` finds nothing in ``text``, in a third of its time."""
    return text.split(None, 1) == [text] and not any(sign in text for sign in "；;|,，")


def shows_pictures(text: str) -> bool:
    """Tell whether a description, or several joined, holds a picture."""
    return _IMG.search(text) is not None


def pictures_in(description: str) -> Shown:
    """Return the pictures that ``<img>`` shows in a description, in order, each once."""
    names: dict[str, None] = {}
    lost = 0
    for tag in _IMG.finditer(description):
        found = {
            match["name"].lower(): next(
                filter(None, (match["double"], match["single"], match["bare"])), ""
            )
            for match in _SOURCE.finditer(tag[0])
        }
        addresses = (_address(found[key]) for key in _SOURCES if key in found)
        address = next(filter(None, addresses), "")
        names.update({address: None} if address else {})
        lost += not address
    return Shown(tuple(names), lost)


def _address(text: str) -> str:
    """Return the name or address in an attribute, empty for what is neither (``data:``, ``javascript:``)."""
    name = re.sub(r"[\t\n\r]", "", html.unescape(text)).strip()
    if name.startswith("//"):
        name = f"https:{name}"
    scheme = _SCHEME.match(name)
    if len(name) > MAX_CHARS or (scheme is not None and scheme[1].lower() not in ("http", "https")):
        return ""
    return name


def with_shown_pictures(names: Sequence[str], description: str, log: IssueLog) -> tuple[str, ...]:
    """Return pictures of columns, then those a description shows: each once, and told once a file."""
    if not shows_pictures(description):
        return tuple(names)
    shown = pictures_in(description)
    if shown.names:
        log.assume(
            _("Pictures shown in descriptions were added to the pictures of their products.")
        )
    if shown.lost:
        log.assume(
            _(
                "Some pictures in descriptions have no address of their own (they are part of the text); "
                "they were left out. Put them beside the file and name them in a column of pictures."
            )
        )
    return tuple(dict.fromkeys((*names, *shown.names)))

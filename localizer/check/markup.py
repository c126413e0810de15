"""Checks of markup: tags of the source kept and closed, entities written whole and only where they belong."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import ClassVar, Final

from localizer.check.context import TextContext
from localizer.check.spots import MOST, most, spot
from localizer.i18n import N_
from localizer.model.finding import Finding

_TAG: Final = re.compile(r"<(/?)([A-Za-z][\w:-]{0,40})(?:\s[^<>]{0,2000})?/?>")
#: HTML, and the inline elements of XLIFF. ``<missing product>`` is no tag.
_ELEMENTS: Final = """
a abbr article aside audio b bdi bdo big blockquote br button caption center cite code col colgroup dd
del details div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i iframe img input
ins kbd label li link mark meta nav ol p picture pre q s samp script section select small source span
strike strong style sub summary sup svg table tbody td tfoot th thead time tr tt u ul var video wbr bpt
bx ept ex g it mrk pc ph sc ec x
"""
_NAMES: Final = frozenset(_ELEMENTS.split())
_LONG: Final = 200_000
_VOID: Final = frozenset({"br", "hr", "img", "input", "wbr", "col", "source", "meta", "link"})
_ENTITY: Final = re.compile(r"&(?:[A-Za-z]{2,8}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
#: An entity escaped once more, and one that a translation tore apart or left without its end.
_TWICE: Final = re.compile(r"&amp;(?=(?:[A-Za-z]{2,8}|#[0-9]{1,7});)")
_TORN: Final = re.compile(
    r"&\s(nbsp|amp|quot|lt|gt|apos);|&(nbsp|amp|quot|lt|gt|apos)\s;"
    r"|(?<![\w=?&])&(nbsp|amp|quot|lt|gt)(?![\w;=])"
)


class Tags:
    """The tags of the source are in the text, no other ones, and each that opens is closed.

    No field of a channel takes a text of `_LONG` characters: such a one is not read.
    """

    id: ClassVar[str] = "tags"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a finding for each kind of tag lost, added or left open."""
        source, text = context.segment.source, context.text
        if not text or ("<" not in source and "<" not in text):
            return []
        if max(len(source), len(text)) > _LONG:
            return []
        wanted, there = _tags(source), _tags(text)
        counts = Counter(tag for tag, _place in wanted), Counter(tag for tag, _place in there)
        found = [
            spot(self.id, N_("The tag {tag} of the source is missing."), (0, 0), tag=tag)
            for tag in (counts[0] - counts[1])
        ]
        added = counts[1] - counts[0]
        for tag, place in there:
            if added[tag] > 0:
                added[tag] -= 1
                message = N_("The tag {tag} is not in the source.")
                found.append(spot(self.id, message, place, tag=tag))
        if not found and not any(True for _one in _open(wanted)):
            message = N_("The tag {tag} is not closed, or closes nothing.")
            found = [spot(self.id, message, place, tag=tag) for tag, place in _open(there)]
        return most(found)


def _tags(text: str) -> list[tuple[str, tuple[int, int]]]:
    """Return the tags of ``text`` without attributes, with their places; ``<br/>`` is ``<br>``."""
    found = []
    for match in _TAG.finditer(text):
        name = match[2].lower()
        if name not in _NAMES:
            continue
        alone = match.group().endswith("/>") and name not in _VOID
        found.append((f"<{match[1]}{name}{'/' if alone else ''}>", match.span()))
    return found


def _open(tags: list[tuple[str, tuple[int, int]]]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the tags without their other half, closing ones first."""
    stack: list[tuple[str, tuple[int, int]]] = []
    for tag, place in tags:
        name = tag.strip("</>")
        if name in _VOID or tag.endswith("/>"):
            continue
        if not tag.startswith("</"):
            stack.append((tag, place))
        elif stack and stack[-1][0] == f"<{name}>":
            stack.pop()
        else:
            yield tag, place
    yield from stack


class Entities:
    """Entities (``&amp;``) are whole, escaped once, and only in texts whose source is markup too."""

    id: ClassVar[str] = "entities"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding an entity, with the fix."""
        text, source = context.text, context.segment.source
        if "&" not in text:
            return []
        found = [
            spot(self.id, N_("This sign is escaped twice."), match.span(), "&")
            for match in islice(_TWICE.finditer(text), MOST)
            if not _TWICE.search(source)
        ]
        if not _TORN.search(source):
            message = N_("The sign {text} is not written whole.")
            found += [
                spot(
                    self.id,
                    message,
                    match.span(),
                    f"&{match[match.lastindex or 0]};",
                    text=match.group(),
                )
                for match in islice(_TORN.finditer(text), MOST)
            ]
        if not found and "<" not in source and not _ENTITY.search(source):
            found = [
                self._shown(match)
                for match in islice(_ENTITY.finditer(text), MOST)
                if _means(match)
            ]
        return most(found)

    def _shown(self, match: re.Match[str]) -> Finding:
        message = N_("Shoppers would see {text} as it is: the source is plain text.")
        return spot(self.id, message, match.span(), _means(match), text=match.group())


def _means(match: re.Match[str]) -> str:
    """Return the character an entity stands for, empty when it is none."""
    plain = html.unescape(match.group())
    return "" if plain == match.group() else plain.replace("\u00a0", " ")

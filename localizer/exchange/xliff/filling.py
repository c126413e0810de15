"""Texts back into the codes of a stranger's file: each code as the file has it, byte for byte."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from localizer.exchange.xliff.markup import HELD, escaped
from localizer.exchange.xliff.rules.grammar import local
from localizer.exchange.xliff.scanning import Bytes, Node, opened, set_attribute
from localizer.exchange.xliff.strange import ALONE, PAIRED
from localizer.exchange.xliff.words import CHARACTER
from localizer.i18n import _

Element = Any
_REFS: Final = ("dataRef", "dataRefStart", "dataRefEnd")
_NOT_HELD: Final = re.compile(f"[^{HELD}]")


class CannotFillError(ValueError):
    """A text cannot stand in the file; the message is a whole sentence."""


class Shows(Protocol):
    """What tells how codes stand in a text."""

    def start(self, one: Element, /) -> str:
        """Return what stands for a code or its first half."""

    def end(self, one: Element, /) -> str:
        """Return what stands for its second half."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code: how it stands in a text, and as the file has it; ``end`` and ``last`` where it is a pair."""

    shown: str
    raw: bytes
    element: Element
    end: str = ""
    last: bytes = b""


class Filler:
    """Writes texts of one unit with the unit's codes."""

    def __init__(self, source: Bytes, prefix: bytes, *, old: bool) -> None:
        """Begin without codes; ``prefix`` is that of the file's own elements, ``old`` is XLIFF 1.2."""
        self._source, self._old = source, old
        self._prefix = prefix + b":" if prefix else b""
        self._codes: list[Code] = []
        self._ids: set[str] = set()

    def learn(self, content: Element, nodes: Mapping[Element, Node], shows: Shows) -> None:
        """Take the codes of a source or a target; a target's stand for the source's of the same id."""
        found = list(self._read(content, nodes, shows))
        places = {self._key(code): place for place, code in enumerate(self._codes)}
        for code in found:
            place = places.get(self._key(code))
            if place is None:
                self._codes.append(code)
            else:
                self._codes[place] = code
        self._ids |= {one.get("id") for one in content.iter() if one.get("id") is not None}

    def _key(self, code: Code) -> tuple[str, str | None, str, str]:
        number = code.element.get("id") or code.element.get("startRef")
        return local(code.element), number, code.shown, code.end

    def _read(
        self, content: Element, nodes: Mapping[Element, Node], shows: Shows
    ) -> Iterable[Code]:
        for one in content:
            name, node = local(one), nodes[one]
            if name in PAIRED:
                raw = opened(self._source.data, node, self._source)
                last = b"</" + node.tag.name + b">"
                yield Code(shows.start(one), raw, one, shows.end(one), last)
                yield from self._read(one, nodes, shows)
            elif name == "mrk":
                yield from self._read(one, nodes, shows)
            elif name in ALONE and one.get("ctype") != CHARACTER:
                raw = self._source.data[node.tag.start : node.end.stop]
                yield Code(shows.start(one), raw, one)

    def fill(self, text: str) -> bytes:
        """Return ``text`` as the content of a target. Raises `CannotFillError`."""
        waiting = {
            shown: deque(code for code in self._codes if code.shown == shown)
            for shown in {code.shown for code in self._codes}
        }
        ends = {code.end for code in self._codes if code.end}
        made: list[bytes] = []
        open_: list[Code] = []
        for part, is_code in _split(text, [*waiting, *ends]):
            if not is_code:
                made.append(self._text(part))
            elif open_ and open_[-1].end == part:
                made.append(open_.pop().last)
            elif part in waiting:
                code = waiting[part].popleft() if waiting[part] else self._copy(part)
                made.append(code.raw)
                if code.end:
                    open_.append(code)
            else:
                raise CannotFillError(_("The codes of the translation are no pairs."))
        if open_:
            raise CannotFillError(_("The codes of the translation are no pairs."))
        return b"".join(made)

    def _copy(self, shown: str) -> Code:
        """Return one more of a code that all have been used of."""
        code = next(one for one in self._codes if one.shown == shown)
        one = code.element
        if "no" in (one.get("canCopy"), one.get("clone")):
            reason = _("The code “{code}” must not be copied.")
            raise CannotFillError(reason.format(code=shown))
        if self._old:
            return code
        if local(one) in ("sc", "ec"):
            reason = _("The code “{code}” is half of a pair and cannot be copied.")
            raise CannotFillError(reason.format(code=shown))
        raw = set_attribute(code.raw, "id", self._new_id(), self._source)
        if all(one.get(name) is None for name in _REFS):
            raw = set_attribute(raw, "copyOf", one.get("id", ""), self._source)
        return Code(shown, raw, one, code.end, code.last)

    def _new_id(self) -> str:
        number = 1 + max((int(one) for one in self._ids if one.isdecimal()), default=0)
        self._ids.add(str(number))
        return str(number)

    def _text(self, text: str) -> bytes:
        made: list[bytes] = []
        place = 0
        for found in _NOT_HELD.finditer(text):
            if self._old:
                raise CannotFillError(_("XLIFF 1.2 cannot hold a character of the translation."))
            made.append(self._source.encoded(escaped(text[place : found.start()])))
            made.append(b"<" + self._prefix + f'cp hex="{ord(found[0]):04X}"/>'.encode())
            place = found.end()
        made.append(self._source.encoded(escaped(text[place:])))
        return b"".join(made)


def _split(text: str, codes: Sequence[str]) -> Iterable[tuple[str, bool]]:
    """Yield the runs of a text and the codes in it; where two codes begin alike the longer one counts."""
    if not codes:
        yield text, False
        return
    known = sorted({re.escape(one) for one in codes}, key=len, reverse=True)
    for place, part in enumerate(re.split(f"({'|'.join(known)})", text)):
        if part:
            yield part, bool(place % 2)

"""A stranger's XLIFF file with new translations: all else in it stays as it is, to the byte.

Only targets, their states and what these need are written anew: attributes, extensions, comments, entities,
white space and prefixes of everything else are not even parsed again. A unit that could not be read back as
it was meant, or would break a rule it kept before, stays as it was and is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from localizer.errors import InputError
from localizer.exchange.po_reading import LineProblem
from localizer.exchange.whole import put_in_place
from localizer.exchange.xliff.filling import CannotFillError
from localizer.exchange.xliff.opening import events, parser, root_of
from localizer.exchange.xliff.reading import Names
from localizer.exchange.xliff.rewriting_units import Around, Edit, new_unit
from localizer.exchange.xliff.scanning import (
    Bytes,
    Tag,
    attributes_of,
    node_at,
    open_bytes,
    set_attribute,
    tags,
)
from localizer.exchange.xliff.words import CORE_12
from localizer.i18n import _
from localizer.model.exchange import Unit

_UNITS: Final = frozenset([b"unit", b"trans-unit"])
_INHERITED: Final[tuple[str, ...]] = ("xml:lang", "xml:space", "canResegment", "translate")
#: Where a file of our own keeps an id that is no name of XML.
_OWN_ID: Final = b'type="id"'


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What was done: units that changed, units that were so already, what was left as it was and why.

    ``unknown`` are the ids of units the file has not.
    """

    changed: int
    same: int
    left_out: tuple[LineProblem, ...]
    unknown: tuple[str, ...]


def rewrite_xliff(
    source: Path, path: Path, units: Iterable[Unit], *, target_locale: str = ""
) -> Rewritten:
    """Write the file ``source`` to ``path`` with the targets and states of ``units``.

    Units are known by their ids as `read_xliff` gives them; one without a target changes nothing.
    ``target_locale`` is told in the file where it names no target language. Both paths may be the same.
    Raises `InputError` for what cannot be read, `OutputError`.
    """
    wanted = {unit.id: unit for unit in units if unit.target is not None}
    _check_sound(source)
    try:
        data = open_bytes(source.read_bytes())
    except (LookupError, UnicodeError) as error:
        problem = _("The encoding of {file} is not known.")
        raise InputError(problem.format(file=source.name)) from error
    work = _Rewriting(data, wanted, target_locale)
    edits = sorted(work.run())
    with put_in_place(path) as temporary:
        temporary.write_bytes(data.back(b"".join(_joined(data.data, edits))))
    unknown = tuple(number for number in wanted if number not in work.found)
    return Rewritten(work.changed, work.same, tuple(work.left_out), unknown)


def _check_sound(source: Path) -> None:
    """Read the file once: only the tags of a sound one can be found without a parser."""
    try:
        root_of(source)
        for _event, element in events(source, parser(("end",))):
            element.clear()
    except etree.XMLSyntaxError as error:
        problem = _("{file} is no sound XML: line {line}: {reason}")
        line = error.lineno or 0
        text = problem.format(file=source.name, line=line, reason=error.msg)
        raise InputError(text) from error


def _joined(data: bytes, edits: Iterable[Edit]) -> Iterator[bytes]:
    place = 0
    for start, stop, text in edits:
        yield data[place:start]
        yield text
        place = stop
    yield data[place:]


@dataclass(slots=True)
class _Level:
    """An element around what is read: its namespaces by prefix, and what it passes on."""

    spaces: Mapping[str, str]
    passes: Mapping[str, str]


class _Rewriting:
    """One file, tag by tag."""

    def __init__(self, data: Bytes, wanted: Mapping[str, Unit], target_locale: str) -> None:
        self._data, self._wanted, self._locale = data, wanted, target_locale
        self._names = Names()
        self._core = ""
        self._source_locale = self._target_locale = ""
        self._levels: list[_Level] = [_Level({}, {})]
        self._line, self._counted = 1, 0
        self._file: Tag | None = None
        self.changed = self.same = 0
        self.found: set[str] = set()
        self.left_out: list[LineProblem] = []

    def run(self) -> Iterator[Edit]:
        """Yield the changes, in no order."""
        following = tags(self._data.data)
        for tag in following:
            if tag.closing:
                self._levels.pop()
                continue
            level = self._level(tag)
            space = level.spaces.get(tag.prefix.decode(), "")
            self._core = self._core or space
            if space == self._core and tag.local in _UNITS:
                yield from self._unit(tag, following, level)
                continue
            if space == self._core and tag.local in (b"xliff", b"file"):
                yield from self._head(tag)
            if not tag.empty:
                self._levels.append(level)

    def _level(self, tag: Tag) -> _Level:
        above = self._levels[-1]
        if not tag.said.strip():
            return above
        said = attributes_of(tag)
        spaces = {
            name.partition(":")[2]: text.decode(self._data.encoding)
            for name, text in said.items()
            if name == "xmlns" or name.startswith("xmlns:")
        }
        passes = {name: said[name].decode() for name in _INHERITED if name in said}
        if not spaces and not passes:
            return above
        return _Level({**above.spaces, **spaces}, {**above.passes, **passes})

    def _head(self, tag: Tag) -> Iterator[Edit]:
        """Name the target language where the file has none."""
        said = attributes_of(tag)
        old = self._core == CORE_12
        name = "target-language" if old else "trgLang"
        if tag.local == b"file":
            number = said.get("id") or said.get("original", b"")
            self._names.file(_plain(number, self._data.encoding))
        here = tag.local == (b"file" if old else b"xliff")
        if here:
            first = "source-language" if old else "srcLang"
            languages = (said.get(one, b"").decode() for one in (first, name))
            self._source_locale, self._target_locale = languages
            self._target_locale = self._target_locale or self._locale
        if here and self._locale and name not in said:
            text = self._data.data[tag.start : tag.stop]
            yield tag.start, tag.stop, set_attribute(text, name, self._locale, self._data)

    def _unit(self, tag: Tag, following: Iterator[Tag], level: _Level) -> Iterator[Edit]:
        node = node_at(tag, following)
        data = self._data.data
        number = _plain(attributes_of(tag).get("id", b""), self._data.encoding)
        raw = data[tag.start : node.end.stop]
        if _OWN_ID not in raw and not self._names.names(number) & self._wanted.keys():
            self._names.take(number)
            return
        languages = self._source_locale, self._target_locale
        around = Around(self._data, level.spaces, level.passes, self._core, *languages)
        element = around.parsed(raw)
        before = around.unit(element)
        if before is None or (name := self._names.take(before.id or number)) is None:
            return
        wanted = self._wanted.get(name)
        if wanted is None:
            return
        self.found.add(name)
        try:
            edits = new_unit(around, element, node, before, wanted)
        except CannotFillError as error:
            self.left_out.append(LineProblem(self._line_of(tag.start), f"{name}: {error}"))
            return
        self.changed += bool(edits)
        self.same += not edits
        yield from edits

    def _line_of(self, place: int) -> int:
        self._line += self._data.data.count(b"\n", self._counted, place)
        self._counted = place
        return self._line


def _plain(text: bytes, encoding: str) -> str:
    """Return the value of an attribute."""
    if b"&" not in text:
        return text.decode(encoding)
    made = b'<?xml version="1.0" encoding="' + encoding.encode() + b'"?><a b="' + text + b'"/>'
    return str(etree.fromstring(made).get("b"))

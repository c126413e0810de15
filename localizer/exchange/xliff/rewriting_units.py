"""One unit of a stranger's file with a new translation: which bytes change, and the proof that it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from lxml import etree

from localizer.exchange.xliff.filling import CannotFillError, Filler
from localizer.exchange.xliff.markup import quoted
from localizer.exchange.xliff.reading_2 import Codes, codes_of, in_order, is_own, parts_of, unit_2
from localizer.exchange.xliff.reading_12 import codes_12, is_own_12, unit_12
from localizer.exchange.xliff.rules import core_2, core_12
from localizer.exchange.xliff.rules.findings import Findings, Level
from localizer.exchange.xliff.rules.grammar import check_whole, local
from localizer.exchange.xliff.rules.modules import check_modules
from localizer.exchange.xliff.rules.units import Scope, check_unit, inherited
from localizer.exchange.xliff.rules.units_12 import Scope12, check_unit_12
from localizer.exchange.xliff.scanning import Bytes, Node, opened, start_tag
from localizer.exchange.xliff.words import CORE_12, STATES_12, XML, earliest, state_2
from localizer.i18n import _
from localizer.model.exchange import Unit
from localizer.model.segment import State

Element = Any
Edit = tuple[int, int, bytes]
Nodes = Mapping[Element, Node]
_LANG: Final = f"{{{XML}}}lang"
_SPACE: Final = f"{{{XML}}}space"


@dataclass(frozen=True, slots=True)
class Around:
    """What is around a unit: the file, the namespaces by prefix, inherited attributes, the languages."""

    file: Bytes
    spaces: Mapping[str, str]
    passes: Mapping[str, str]
    core: str
    source_locale: str
    target_locale: str

    @property
    def old(self) -> bool:
        """Tell whether this is XLIFF 1.2."""
        return self.core == CORE_12

    def parsed(self, raw: bytes) -> Element:
        """Return a unit by itself, inside of an element that passes on what those around it did."""
        said = {f"xmlns:{name}" if name else "xmlns": text for name, text in self.spaces.items()}
        names = "".join(
            f' {name}="{quoted(text)}"' for name, text in (said | dict(self.passes)).items()
        )
        encoding = self.file.encoding.encode()
        head = b'<?xml version="1.0" encoding="' + encoding + b'"?><w' + self.file.encoded(names)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        return etree.fromstring(head + b">" + raw + b"</w>", parser)[0]

    def unit(self, element: Element) -> Unit | None:
        """Return what a unit says."""
        return unit_12(element) if self.old else unit_2(element)

    def faults(self, element: Element) -> Counter[tuple[Level, str]]:
        """Return which rules a unit breaks, how badly and how often."""
        tell = Findings()
        if self.old:
            check_whole(element, core_12.grammar(), tell)
            check_unit_12(element, Scope12(self.source_locale, self.target_locale), tell)
        else:
            grammar = core_2.grammar_of(self.core)
            check_whole(element, grammar, tell)
            core, spaces = f"{{{self.core}}}", core_2.SPACES
            languages = self.source_locale, self.target_locale
            scope = Scope(core, *languages, grammar.modules, spaces)
            check_modules(element, scope, tell)
            check_unit(element, scope, tell)
        return Counter((one.level, one.rule) for one in tell.kept)


def new_unit(
    around: Around, element: Element, node: Node, before: Unit, wanted: Unit
) -> list[Edit]:
    """Return the changes that make a unit say what is wanted. Raises `CannotFillError`."""
    text = before.target != wanted.target
    if not text and before.state is wanted.state:
        return []
    if before.locked:
        raise CannotFillError(_("The unit is not to be translated."))
    nodes = dict(zip(element.iter(etree.Element), node.every(), strict=True))
    work = _Unit12(around, element, nodes) if around.old else _Unit2(around, element, nodes)
    edits = work.edits(before, wanted, text=text)
    edits += [
        (one.tag.start, one.tag.stop, start_tag(around.file.data, one, around.file))
        for one in node.every()
        if one.changed
    ]
    _prove(around, element, node, edits, before, wanted)
    return edits


def _prove(
    around: Around,
    element: Element,
    node: Node,
    edits: Sequence[Edit],
    before: Unit,
    wanted: Unit,
) -> None:
    """Read the changed unit back: it must say what was wanted and break no rule it kept."""
    data, made, place = around.file.data, [], node.tag.start
    for start, stop, text in sorted(edits):
        made += [data[place:start], text]
        place = stop
    made.append(data[place : node.end.stop])
    try:
        changed = around.parsed(b"".join(made))
    except etree.XMLSyntaxError as error:
        raise CannotFillError(_("The translation cannot stand in this file.")) from error
    after = around.unit(changed)
    if after is None or (after.target, after.source) != (wanted.target, before.source):
        raise CannotFillError(_("The translation would not be read back as it is."))
    broken = around.faults(changed) - around.faults(element)
    if broken:
        reason = _("With the translation the unit would break a rule ({rules}).")
        raise CannotFillError(
            reason.format(rules=", ".join(sorted({rule for _level, rule in broken})))
        )


class _Unit:
    """A unit on its way to another translation."""

    def __init__(self, around: Around, element: Element, nodes: Nodes) -> None:
        self.around, self.element, self.nodes = around, element, nodes
        self.file, self.core = around.file, f"{{{around.core}}}"
        self.top = nodes[element]
        prefix = self.top.tag.prefix
        self.prefix = prefix + b":" if prefix else b""
        self.filler = Filler(self.file, prefix, old=around.old)

    def raw(self, node: Node) -> bytes:
        """Return the bytes of an element as they are."""
        return self.file.data[node.tag.start : node.end.stop]

    def inner(self, node: Node) -> bytes:
        """Return the bytes of what is in an element."""
        start, stop = node.inside
        return self.file.data[start:stop]

    def replaced(self, node: Node, content: bytes) -> Edit:
        """Return the change that gives an element another content."""
        if not node.tag.empty:
            return *node.inside, content
        text = opened(self.file.data, node, self.file)
        node.changed.clear()
        return node.tag.start, node.tag.stop, text + content + self.ending(node)

    def ending(self, node: Node) -> bytes:
        """Return the end tag of an element."""
        return b"</" + node.tag.name + b">"

    def added(self, behind: Node, content: bytes, said: Mapping[str, str]) -> Edit:
        """Return the change that puts a new target behind a source, with the white space before it."""
        gap = self.gap(behind)
        names = "".join(f' {name}="{quoted(text)}"' for name, text in said.items())
        name = self.prefix + b"target"
        text = b"<" + name + self.file.encoded(names) + b">" + content + b"</" + name + b">"
        return behind.end.stop, behind.end.stop, gap + text

    def gap(self, node: Node) -> bytes:
        """Return the white space before an element."""
        before = self.file.data[max(0, node.tag.start - 200) : node.tag.start]
        return before[len(before.rstrip()) :]


@dataclass(frozen=True, slots=True)
class _Place:
    """Which of a row of texts is another one now: those from ``first`` to before ``last`` become ``text``."""

    first: int
    last: int
    text: str


def _where(olds: Sequence[str | None], text: str) -> _Place:
    """Return the fewest texts of a row that have to change for all together to be ``text``."""
    first, last = 0, len(olds)
    while first < last and (old := olds[first]) is not None and text.startswith(old):
        text = text[len(old) :]
        first += 1
    while last > first and (old := olds[last - 1]) is not None and text.endswith(old):
        text = text[: len(text) - len(old)]
        last -= 1
    if first == last and text:  # between two: it goes to the first one
        first = max(first - 1, 0)
        old = olds[first] or ""
        text = old + text if last else text + old
        last = first + 1
    return _Place(first, last, text)


# -- XLIFF 2 ---------------------------------------------------------------------------------------


class _Unit2(_Unit):
    """A unit of XLIFF 2: one segment is filled, or several that may be are joined (section 4.8.2 of 2.1)."""

    def edits(self, before: Unit, wanted: Unit, *, text: bool) -> list[Edit]:
        parts = parts_of(self.element)
        codes = codes_of(self.element, self.core, own=is_own(self.element))
        for part in parts:
            for one in (self._find(part, "source"), self._find(part, "target")):
                if one is not None:
                    self.filler.learn(one, self.nodes, codes)
        word = state_2(wanted) if before.state is not wanted.state else None
        joined: list[Element] = []
        made: list[Edit] = []
        if text:
            ordered = in_order(parts, self.core)
            place = _where([self._old(part, codes) for part in ordered], wanted.target or "")
            if place.last - place.first == 1:
                made.append(self._filled(ordered[place.first], place.text))
            else:
                joined = ordered[place.first : place.last]
                made.append(self._joined(joined, parts, place.text, word))
        for part in parts:
            if local(part) == "segment" and part not in joined:
                self._state(self.nodes[part], part, word)
        return made

    def _find(self, part: Element, name: str) -> Element | None:
        return part.find(f"{self.core}{name}")

    def _old(self, part: Element, codes: Codes) -> str | None:
        """Return what a part says in the translation; ``None`` for a segment without one."""
        target = self._find(part, "target")
        if target is None and local(part) == "ignorable":
            target = self._find(part, "source")
        return None if target is None else codes.text(target)

    def _filled(self, part: Element, text: str) -> Edit:
        source, target = self._find(part, "source"), self._find(part, "target")
        content = self.filler.fill(text)
        if target is not None:
            return self.replaced(self.nodes[target], content)
        return self.added(self.nodes[source], content, self._said(source))

    def _said(self, source: Element) -> dict[str, str]:
        """Return what a new target has to say: the space of its source, its own language."""
        said = {}
        if source.get(_SPACE) is not None:
            said["xml:space"] = source.get(_SPACE)
        around = inherited(source.getparent(), _LANG, None)
        if around is not None and around.lower() != self.around.target_locale.lower():
            said["xml:lang"] = self.around.target_locale
        return said

    def _state(self, node: Node, part: Element, word: str | None) -> None:
        """Set a segment's state; what was finer said of the old one goes."""
        if word is None or part.get("state", "initial") == word:
            return
        node.changed["state"] = word
        if part.get("subState") is not None:
            node.changed["subState"] = None

    def _joined(
        self, joined: Sequence[Element], parts: Sequence[Element], text: str, word: str | None
    ) -> Edit:
        """Return the change that makes one segment of several."""
        self._may_join(joined, parts)
        first = next((one for one in joined if local(one) == "segment"), joined[0])
        nodes = [self.nodes[one] for one in joined]
        sources = [self._find(one, "source") for one in joined]
        top = self.nodes[sources[0]]
        if len({inherited(one, _SPACE, "default") for one in sources}) > 1:
            top.changed["xml:space"] = "preserve"
        node = self.nodes[first]
        states = [one.get("state", "") for one in joined if local(one) == "segment"]
        self._state(node, first, word or earliest(states) or None)
        inside = b"".join(self.inner(self.nodes[one]) for one in sources)
        said = self._said(sources[0]) | {
            name: value for name, value in top.changed.items() if value is not None
        }
        content = self.filler.fill(text)
        target = self.added(top, content, said)[2]
        data = self.file.data
        made = opened(data, node, self.file) + self.gap(top)
        made += opened(data, top, self.file) + inside + self.ending(top) + target
        made += self.gap(nodes[0]) + self.ending(node) + self._remarks(nodes)
        for one in (node, top):
            one.changed.clear()
        return nodes[0].tag.start, nodes[-1].end.stop, made

    def _may_join(self, joined: Sequence[Element], parts: Sequence[Element]) -> None:
        places = [parts.index(one) for one in joined]
        in_row = all(after - before == 1 for before, after in pairwise(places))
        fixed = any(inherited(one, "canResegment", "yes") == "no" for one in joined)
        ids = {one.get("id") for one in joined} - {None}
        pointed = {
            one.get("ref", "").rpartition("/")[2].rpartition("#")[2]
            for one in self.element.iter(etree.Element)
        }
        if not joined or not in_row or fixed or len(ids & pointed) > 0:
            reason = _("The translation goes over several segments, which must stay apart.")
            raise CannotFillError(reason)

    def _remarks(self, nodes: Sequence[Node]) -> bytes:
        """Return the comments and instructions that stood between what is one now."""
        found = [
            self.file.data[before.end.stop : after.tag.start] for before, after in pairwise(nodes)
        ]
        return b"".join(one for one in found if one.strip())


# -- XLIFF 1.2 -------------------------------------------------------------------------------------


class _Unit12(_Unit):
    """A unit of XLIFF 1.2: one target, perhaps with its segments marked."""

    def edits(self, before: Unit, wanted: Unit, *, text: bool) -> list[Edit]:
        source, target = self._find("source"), self._find("target")
        codes = codes_12(self.element, self.core, own=is_own_12(self.element, self.core))
        for one in (source, target):
            if one is not None:
                self.filler.learn(one, self.nodes, codes)
        said = {}
        if before.state is not wanted.state:
            said["state"] = STATES_12[wanted.state]
            self._approve(approved=wanted.state is State.APPROVED)
        if target is not None:
            node = self.nodes[target]
            node.changed |= {n: value for n, value in said.items() if target.get(n) != value}
            if text and target.get("state-qualifier") is not None:
                node.changed["state-qualifier"] = None
        if not text:
            return []
        if target is None:
            return [self._new(source, wanted.target or "", said)]
        return [self._changed(target, codes.text, wanted.target or "")]

    def _find(self, name: str) -> Element | None:
        return self.element.find(f"{self.core}{name}")

    def _approve(self, *, approved: bool) -> None:
        if approved != (self.element.get("approved") == "yes"):
            self.top.changed["approved"] = "yes" if approved else "no"

    def _new(self, source: Element, text: str, said: Mapping[str, str]) -> Edit:
        segments = self._find("seg-source")
        marks = [] if segments is None else _marks(segments)
        content = self.filler.fill(text)
        if len(marks) == 1:
            node = self.nodes[marks[0]]
            content = opened(self.file.data, node, self.file) + content + self.ending(node)
        named = dict(said)
        if source.get(_LANG) is not None and self.around.target_locale:
            named["xml:lang"] = self.around.target_locale
        return self.added(self.nodes[source if segments is None else segments], content, named)

    def _changed(self, target: Element, text_of: Any, text: str) -> Edit:  # noqa: ANN401
        """Return the change of a target; of marked segments only one changes where that is all."""
        marks = _marks(target)
        if marks and len(marks) == len(target) and not (target.text or "").strip():
            olds: list[str | None] = [target.text or ""]
            of: list[Element | None] = [None]
            for mark in marks:
                olds += [text_of(mark), mark.tail or ""]
                of += [mark, None]
            place = _where(olds, text)
            mark = of[place.first] if place.last - place.first == 1 else None
            if mark is not None:
                return self.replaced(self.nodes[mark], self.filler.fill(place.text))
            if len(marks) > 1:
                reason = _("The translation goes over several segments, which must stay apart.")
                raise CannotFillError(reason)
        return self.replaced(self.nodes[target], self.filler.fill(text))


def _marks(content: Element) -> list[Element]:
    return [one for one in content if local(one) == "mrk" and one.get("mtype") == "seg"]

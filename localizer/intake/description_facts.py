"""Facts that a description states in its lists and tables: ``材质：棉``, ``<td>功率</td><td>1500W</td>``.

Only a known label with a value counts, never a number in running prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from localizer.i18n import _
from localizer.intake.description_rows import Row, rows_of
from localizer.intake.fact_names import GROUPS, KINDS, description_name
from localizer.intake.facts import FactLabel, make_fact
from localizer.intake.numbers import Mark
from localizer.intake.size_table import size_table
from localizer.intake.units import group_of
from localizer.model.locale import language
from localizer.model.product import Fact, FactKind
from localizer.model.segment import normalize

#: A longer label or value is prose.
MAX_LABEL: Final = 40
MAX_VALUE: Final = 120
MAX_TERM: Final = 60
#: Nor is a line this long searched for a value in its first words.
MAX_LINE: Final = 300
#: Lines repeat from product to product (产地：浙江); longer ones hardly, and would fill the memory.
MAX_CACHED: Final = 80
CACHE: Final = 8192
#: Of one description, so that a table of thousands of rows cannot swell a product.
MAX_FACTS: Final = 60
#: Locales in which 1.500 is fifteen hundred (CLDR 48).
_COMMA_LANGUAGES: Final = frozenset({"id", "vi", "de", "fr", "es", "it", "pt"})
_SIGNS: Final = re.compile(r"(?:[\s\-–—*•·●■◆▪◇○★☆✔✓✅➤►▶→>#]+|[0-9]{1,2}[.、)）]\s*(?![0-9]))+")
_BRACKETED: Final = re.compile(r"[【\[［]\s*([^】\]］]{1,40}?)\s*[】\]］]\s*[:：]?\s*(?=\S)")
_COLON: Final = re.compile(r"\s*[:：]\s*")
_DASH: Final = re.compile(r"\s+[-–—=]\s+|\s*=\s*")
_MINUS: Final = frozenset("-−")
#: What separates the statements of one line.
_CLAUSE_SIGNS: Final = ("；", ";", " | ", " / ", "●", "•", "■", "◆", "   ")
_CUTS: Final = re.compile(r"[\s,，、。/]+")
_UNIT: Final = re.compile(r"^(.*\S)\s*[(（\[【]\s*([^()（）\[\]【】]{1,12})\s*[)）\]】]$")
_SPACED_HAN: Final = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_PAUSE: Final = re.compile(r"[。！？!?,，]|\.\s")
_ENDS: Final = re.compile(r"[。！？!?]|\.\s")
#: One line longer than this without any of the signs that set a value apart is prose.
MAX_PROSE: Final = 160
_SIGNS_APART: Final = "\n\r:：|=\t【]】；;●•■◆<–—"
_SIGN: Final = re.compile(f"[{re.escape(_SIGNS_APART)}]")
_DIGIT: Final = re.compile(r"[0-9]")
_EDGES: Final = " ,，、。.;；:：\u3000"


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A fact and its place: ``item`` counts the description's lines, list items and table rows from 1."""

    fact: Fact
    item: int

    @property
    def place(self) -> str:
        """Return the place in words for the user."""
        return _("description, item {item}").format(item=self.item)


class _Label(NamedTuple):
    """What a label means; ``measured``: only with a quantity or sides as value."""

    fact: FactLabel
    measured: bool


def facts_from_description(html_or_text: str, *, locale: str) -> tuple[FoundFact, ...]:
    """Return the facts that ``html_or_text`` states, in its order; of two with one name the first stands.

    ``locale`` is that of the catalog: it decides the decimal mark and words that two languages share.
    A size table is one fact named ``size_table``. Never fails on junk.
    """
    if len(html_or_text) > MAX_PROSE and _has_no_sign(html_or_text):
        return ()
    rows = rows_of(html_or_text)
    tongue = language(locale)
    found: dict[str, FoundFact] = {}
    table = size_table(rows, locale=locale) if any(len(row.cells) > 1 for row in rows) else None
    used = table.items if table is not None else frozenset()
    for fact, item in _facts([row for row in rows if row.item not in used], tongue):
        if fact.name not in found and len(found) < MAX_FACTS:
            found[fact.name] = _placed(fact, item)
    if table is not None:
        found.setdefault(table.fact.name, _placed(table.fact, min(table.items)))
    return tuple(found.values())


def state_nothing(descriptions: Sequence[str]) -> bool:
    """Tell at a glance that none of ``descriptions`` states a fact; ``False`` where one may."""
    if min(map(len, filter(None, descriptions)), default=MAX_PROSE + 1) <= MAX_PROSE:
        return False
    whole = "".join(descriptions)
    return not any(sign in whole for sign in (*_SIGNS_APART, " - ", " / "))


def _has_no_sign(text: str) -> bool:
    return _SIGN.search(text) is None and " - " not in text and " / " not in text


def _placed(fact: Fact, item: int) -> FoundFact:
    placed = Fact(  # `dataclasses.replace` takes three times as long
        fact.name,
        fact.kind,
        fact.value,
        fact.number,
        fact.number_to,
        fact.unit,
        fact.parts,
        fact.known,
        f"description:{item}",
        fact.label,
    )
    return FoundFact(placed, item)


def _facts(rows: Sequence[Row], tongue: str) -> Iterator[tuple[Fact, int]]:
    """Yield the facts of ``rows`` with their places."""
    for at, row in enumerate(rows):
        head = rows[at - 1] if at else None
        if head is not None and _is_head(head, tongue):
            if _is_alone_under(head, rows[at : at + 2]):
                pairs = zip(head.cells, row.cells, strict=True)
                for label, value in pairs:
                    yield from ((fact, row.item) for fact in _stated(label, value, tongue))
        elif len(row.cells) == 1:
            yield from ((fact, row.item) for fact in _line_facts(row.cells[0], tongue))
        elif not _is_head(row, tongue):
            yield from ((fact, row.item) for fact in _row_facts(row.cells, tongue))


def _is_head(row: Row, tongue: str) -> bool:
    """Tell whether a row holds nothing but labels."""
    return len(row.cells) > 1 and all(_label(cell, tongue) for cell in row.cells)


def _is_alone_under(head: Row, below: Sequence[Row]) -> bool:
    """Tell whether one row with a value a label follows ``head``; several are variants, not the product."""
    alike = [(row.table, len(row.cells)) == (head.table, len(head.cells)) for row in below]
    return alike[0] and not any(alike[1:])


def _row_facts(cells: Sequence[str], tongue: str) -> Iterator[Fact]:
    """Yield the facts of one row: pairs of cells, or the clauses of a line."""
    if len(cells) % 2 and len(cells) > 1 and not _label(cells[0], tongue):
        cells = cells[1:]  # the group's name: 基本参数
    if len(cells) % 2 == 0:
        pairs = list(zip(cells[::2], cells[1::2], strict=True))
        if any(_label(label, tongue) for label, _value in pairs):
            for label, value in pairs:
                if not _label(value, tongue):
                    yield from _stated(label, value, tongue)
            return
    for cell in cells:
        yield from _line_facts(cell, tongue)


def _line_facts(line: str, tongue: str) -> Iterable[Fact]:
    return _read_line(line, tongue) if len(line) > MAX_CACHED else _read_line_once(line, tongue)


@lru_cache(maxsize=CACHE)
def _read_line_once(line: str, tongue: str) -> tuple[Fact, ...]:
    return tuple(_read_line(line, tongue))


def _read_line(line: str, tongue: str) -> Iterator[Fact]:
    for sign in _CLAUSE_SIGNS:  # seven times as fast as one pattern
        if sign in line:
            line = line.replace(sign, "\n")
    for clause in line.split("\n"):
        plain = clause.strip()
        if plain and not plain[0].isalpha() and (marks := _SIGNS.match(plain)):
            plain = plain[marks.end() :]
        if ":" in plain or "：" in plain:
            for label, value in _colon_pairs(plain, tongue):
                yield from _stated(label, value, tongue)
        elif 0 < len(plain) <= MAX_VALUE:
            yield from _loose_facts(plain, tongue)


def _loose_facts(line: str, tongue: str) -> Iterator[Fact]:
    """Read ``【材质】棉``, ``Material - cotton``, and ``容量500ml`` where all after the label is exact."""
    if bracket := _BRACKETED.match(line):
        yield from _stated(bracket[1], line[bracket.end() :], tongue)
        return
    if (dash := _DASH.search(line, 0, MAX_LABEL)) and _label(line[: dash.start()], tongue):
        yield from _stated(line[: dash.start()], line[dash.end() :], tongue)
        return
    if (digit := _DIGIT.search(line)) is None:
        return
    start = digit.start() - (line[digit.start() - 1 : digit.start()] in _MINUS)
    label, value = line[:start], line[start:]
    if not _label(label.rstrip(), tongue):
        label, _space, value = line.partition(" ")
    yield from _stated(label.rstrip(), value, tongue, exactly=True)


def _colon_pairs(line: str, tongue: str) -> Iterator[tuple[str, str]]:
    """Yield the labels and values of ``材质：棉，重量：300g``: a value ends where the next label begins."""
    if bracket := _BRACKETED.match(line):
        line = f"{bracket[1]}:{line[bracket.end() :]}"
    label, *rest = _COLON.split(line)
    if len(label) > MAX_LABEL and len(rest) == 1:
        return
    value = ""
    for at, piece in enumerate(rest):
        if at == len(rest) - 1:
            yield label, value + piece
            return
        cut = _next_label(piece, tongue)
        if cut is None:  # 1:24, 10:00
            value += piece + ":"
            continue
        yield label, value + piece[: cut[0]]
        label, value = piece[cut[1] :], ""


def _next_label(piece: str, tongue: str) -> tuple[int, int] | None:
    """Return where the value ends and the next label begins, ``None`` where the colon is the value's own."""
    cuts = list(_CUTS.finditer(piece, max(0, len(piece) - MAX_LABEL - 1)))
    for cut in cuts:
        if _label(piece[cut.end() :], tongue):
            return cut.span()
    if not cuts or piece[-1:].isdigit():
        return None
    return cuts[-1].span()


def _stated(label: str, value: str, tongue: str, *, exactly: bool = False) -> Iterator[Fact]:
    """Yield the fact that ``label`` and ``value`` state, if they state one (``exactly``: with numbers)."""
    meaning = _label(label, tongue)
    value = value.strip(_EDGES) if meaning is not None else ""
    if meaning is None or not value or len(value) > MAX_LINE:
        return
    mark: Mark = "," if tongue in _COMMA_LANGUAGES else "."
    value = normalize(value)
    fact = make_fact(meaning.fact, value, mark=mark)
    end = None if _is_exact(fact) else _PAUSE.search(value)
    if end is not None and not _DIGIT.search(value, end.end()):
        first = make_fact(meaning.fact, value[: end.start()].strip(_EDGES), mark=mark)
        fact = first if _is_exact(first) else fact  # 300g，轻便携带
    if _is_exact(fact):
        if _can_measure(fact):
            yield fact
    elif not (exactly or meaning.measured or _is_prose(fact, value)):
        yield fact


def _can_measure(fact: Fact) -> bool:
    """Tell whether the unit suits the fact: “Battery 12 hours” states no capacity."""
    groups = GROUPS.get(fact.name)
    return groups is None or fact.unit is None or group_of(fact.unit) in groups


def _is_exact(fact: Fact) -> bool:
    return fact.number is not None or bool(fact.parts)


def _is_prose(fact: Fact, value: str) -> bool:
    """Tell a sentence from a value; lists of what is in the box may be long, other words not."""
    limit = MAX_VALUE if KINDS.get(fact.name) is FactKind.TEXT else MAX_TERM
    return len(value) > limit or _ENDS.search(value) is not None


def _label(text: str, tongue: str) -> _Label | None:
    return _find_label(text, tongue) if 0 < len(text) <= MAX_LABEL else None


@lru_cache(maxsize=4096)
def _find_label(text: str, tongue: str) -> _Label | None:
    """Return what the label ``text`` means; its brackets may hold the unit of the value."""
    plain = _SPACED_HAN.sub("", text.strip(" *_:：\u3000"))
    unit = ""
    found = description_name(plain, tongue)
    if found is None and (match := _UNIT.match(plain)):
        plain, unit = match[1], match[2]
        found = description_name(plain, tongue)
    if found is None:
        return None
    return _Label(FactLabel(found.name, known=True, unit=unit, header=plain), found.measured)

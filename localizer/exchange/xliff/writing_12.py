"""Units as XLIFF 1.2 writes them: codes with what they stand for inside, context in a group of its own."""

from __future__ import annotations

import json
from collections.abc import Sequence

from localizer.exchange.xliff.inline import Kind, Piece, pieces
from localizer.exchange.xliff.markup import attributes, element, escaped
from localizer.exchange.xliff.words import CATEGORY, CHARACTER, STATES_12, TERMS_FROM, context
from localizer.model.channel import LengthUnit
from localizer.model.exchange import SizeLimit, Unit, UnitMatch, UnitTerm
from localizer.model.segment import State


def unit_12(unit: Unit) -> str:
    """Return a unit."""
    source = pieces(unit.source)
    said = {
        "id": unit.id,
        "xml:space": "preserve",
        "approved": "yes" if unit.state is State.APPROVED else "no",
        "resname": unit.name,
        "translate": "no" if unit.locked else "",
        **_restriction(unit.limit),
    }
    target = ""
    if unit.target is not None:
        content = _content(pieces(unit.target, source))
        target = f'<target state="{STATES_12[unit.state]}">{content}</target>'
    return (
        f"<trans-unit{attributes(said)}><source>{_content(source)}</source>{target}"
        f"{_context(unit)}{_notes(unit)}{''.join(map(_match, unit.matches))}</trans-unit>\n"
    )


def _restriction(limit: SizeLimit | None) -> dict[str, str]:
    if limit is None or limit.unit is LengthUnit.WEIGHTED:
        return {}
    unit = "char" if limit.unit is LengthUnit.CHARS else "byte"
    return {"maxwidth": str(limit.maximum), "size-unit": unit}


def _context(unit: Unit) -> str:
    said = context(unit)
    if unit.notes:
        said["notes"] = _kept([[one.by, one.at, one.to_all, one.resolved] for one in unit.notes])
    if unit.terms:
        said["terms"] = _kept(
            [[one.source, one.target, one.definition, one.forbidden] for one in unit.terms]
        )
    inside = "".join(
        element("context", text, {"context-type": f"x-{name}"}) for name, text in said.items()
    )
    return f'<context-group purpose="information" name="{CATEGORY}">{inside}</context-group>'


def _kept(rows: list[list[str | bool]]) -> str:
    return json.dumps(rows, ensure_ascii=False)


def _notes(unit: Unit) -> str:
    said = [
        element("note", note.text, {"annotates": "source" if note.to_all else "target"})
        for note in unit.notes
    ]
    if unit.terms:
        text = "; ".join(map(_term, unit.terms))
        said.append(element("note", text, {"from": TERMS_FROM, "annotates": "source"}))
    return "".join(said)


def _term(term: UnitTerm) -> str:
    return f"{term.source} → {'✗ ' * term.forbidden}{term.target}"


def _match(match: UnitMatch) -> str:
    source = pieces(match.source)
    said = {"match-quality": str(match.score), "origin": match.origin}
    return (
        f"<alt-trans{attributes(said)}><source>{_content(source)}</source>"
        f"<target>{_content(pieces(match.target, source))}</target></alt-trans>"
    )


def _content(content: Sequence[Piece]) -> str:
    if len(content) == 1 and content[0].kind is Kind.TEXT:
        return escaped(content[0].text)
    return "".join(map(_piece, content))


def _piece(piece: Piece) -> str:
    if piece.kind is Kind.TEXT:
        return escaped(piece.text)
    if piece.kind is Kind.CHARACTER:
        number = ord(piece.text)
        return f'<ph id="c{number:x}" ctype="{CHARACTER}">{number:04X}</ph>'
    name = {Kind.OPENS: "bpt", Kind.CLOSES: "ept"}.get(piece.kind, "ph")
    return f'<{name} id="{piece.number}">{escaped(piece.text)}</{name}>'

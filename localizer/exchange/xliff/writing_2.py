"""Units as XLIFF 2 writes them: texts with codes apart, context in the modules made for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from localizer.exchange.xliff.inline import Kind, Piece, pieces
from localizer.exchange.xliff.markup import attributes, element, escaped, quoted
from localizer.exchange.xliff.words import CATEGORY, context, state_2, unit_token
from localizer.model.channel import LengthUnit
from localizer.model.exchange import SizeLimit, Unit, UnitMatch, UnitNote, UnitTerm

#: What a token may not have happen to it: it stands once and stays.
_KEPT = ' canCopy="no" canDelete="no"'


def unit_2(unit: Unit) -> str:
    """Return a unit; the prefixes are those `writing` declares at the top of a file."""
    source = pieces(unit.source)
    target = None if unit.target is None else pieces(unit.target, source)
    said = {
        "id": unit_token(unit.id),
        "xml:space": "preserve",
        "name": unit.name,
        "translate": "no" if unit.locked else "",
        **_restriction(unit.limit),
    }
    text = "" if target is None else f"<target>{_content(target)}</target>"
    return (
        f"<unit{attributes(said)}>"
        f"{_matches(unit.matches)}{_glossary(unit.terms)}{metadata(context(unit))}"
        f"{_notes(unit.notes)}{_data([*source, *(target or ())])}"
        f'<segment id="s1" state="{state_2(unit)}"><source>{_content(source)}</source>{text}'
        "</segment></unit>\n"
    )


def metadata(said: dict[str, str]) -> str:
    """Return our own context as the metadata module has it."""
    inside = "".join(
        f'<mda:meta type="{name}">{escaped(text)}</mda:meta>' for name, text in said.items()
    )
    return (
        f'<mda:metadata><mda:metaGroup category="{CATEGORY}">{inside}'
        "</mda:metaGroup></mda:metadata>"
    )


def _restriction(limit: SizeLimit | None) -> dict[str, str]:
    """Tell the limit as the size restriction module has it; wide letters counted twice it has not."""
    if limit is None:
        return {}
    said = {}
    if limit.unit is LengthUnit.CHARS:
        said["slr:sizeRestriction"] = str(limit.maximum)
    if limit.unit is LengthUnit.UTF8_BYTES:
        said["slr:storageRestriction"] = str(limit.maximum)
    elif limit.max_bytes is not None:
        said["slr:storageRestriction"] = str(limit.max_bytes)
    return said


def _matches(matches: Sequence[UnitMatch]) -> str:
    if not matches:
        return ""
    inside = "".join(_match(place, one) for place, one in enumerate(matches, 1))
    return f"<mtc:matches>{inside}</mtc:matches>"


def _match(place: int, match: UnitMatch) -> str:
    source = pieces(match.source)
    target = pieces(match.target, source)
    said = {
        "id": f"m{place}",
        "ref": "#s1",
        "matchQuality": f"{match.score:.1f}",
        "origin": match.origin,
    }
    return (
        f"<mtc:match{attributes(said)}>{_data([*source, *target])}"
        f"<source>{_content(source)}</source><target>{_content(target)}</target></mtc:match>"
    )


def _glossary(terms: Sequence[UnitTerm]) -> str:
    if not terms:
        return ""
    return f"<gls:glossary>{''.join(map(_term, terms))}</gls:glossary>"


def _term(term: UnitTerm) -> str:
    forbidden = ' lz:forbidden="yes"' if term.forbidden else ""
    said = element("gls:term", term.source)
    if term.target or not term.definition:
        said += element("gls:translation", term.target)
    if term.definition:
        said += element("gls:definition", term.definition)
    return f"<gls:glossEntry{forbidden}>{said}</gls:glossEntry>"


def _notes(notes: Sequence[UnitNote]) -> str:
    if not notes:
        return ""
    inside = "".join(_note(place, one) for place, one in enumerate(notes, 1))
    return f"<notes>{inside}</notes>"


def _note(place: int, note: UnitNote) -> str:
    said = {
        "id": f"n{place}",
        "appliesTo": "source" if note.to_all else "target",
        "lz:by": note.by,
        "lz:at": note.at,
        "lz:resolved": "yes" if note.resolved else "",
    }
    return element("note", note.text, said)


def _data(codes: Iterable[Piece]) -> str:
    """Keep what the codes stand for: XLIFF 2 has it apart from the text."""
    kept = {_data_id(one): one.text for one in codes if one.number}
    if not kept:
        return ""
    inside = "".join(f'<data id="{number}">{escaped(text)}</data>' for number, text in kept.items())
    return f"<originalData>{inside}</originalData>"


def _data_id(piece: Piece) -> str:
    return f"{'e' if piece.kind is Kind.CLOSES else 'd'}{piece.number}"


def _content(content: Sequence[Piece]) -> str:
    if len(content) == 1 and content[0].kind is Kind.TEXT:
        return escaped(content[0].text)
    return "".join(map(_piece, content))


def _piece(piece: Piece) -> str:
    number = piece.number
    if piece.kind is Kind.TEXT:
        return escaped(piece.text)
    if piece.kind is Kind.CHARACTER:
        return f'<cp hex="{ord(piece.text):04X}"/>'
    if piece.kind is Kind.OPENS:
        return f'<pc id="{number}" dataRefStart="d{number}" dataRefEnd="e{number}">'
    if piece.kind is Kind.CLOSES:
        return "</pc>"
    kept = _KEPT if piece.text.startswith("{") else ""
    return f'<ph id="{number}" dataRef="d{number}" disp="{quoted(piece.text)}"{kept}/>'

"""Writing XLIFF, unit by unit, in constant memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any, Final

from lxml import etree

from localizer import __version__
from localizer.exchange.tables import Written
from localizer.exchange.whole import put_in_place
from localizer.exchange.xliff.inline import Kind, Piece, pieces
from localizer.exchange.xliff.words import (
    CATEGORY,
    FINAL,
    GLOSSARY,
    MATCHES,
    METADATA,
    OWN,
    SIZES,
    STATES_2,
    STATES_12,
    TERMS_FROM,
    XML,
    Version,
    context,
    core_of,
)
from localizer.jobs import SILENT, Progress
from localizer.model.channel import LengthUnit
from localizer.model.exchange import ExchangeHead, Unit, UnitTerm

Element = Any
_TOLD_EVERY: Final = 500
_SPACE: Final = f"{{{XML}}}space"
_PREFIXES: Final = {"mda": METADATA, "mtc": MATCHES, "gls": GLOSSARY, "slr": SIZES, "lz": OWN}


def write_xliff(
    path: Path,
    head: ExchangeHead,
    units: Iterable[Unit],
    *,
    language: str = "",
    version: Version = Version.V21,
    progress: Progress = SILENT,
    total: int = 0,
) -> Written:
    """Write an XLIFF file. Raises `OutputError`.

    ``language`` of the program means nothing here: XLIFF's words are the same in all.
    """
    del language
    old = version is Version.V12
    make: Callable[[Unit, str], Element] = _trans_unit if old else _unit
    core, number = core_of(version), 0
    with put_in_place(path) as file, etree.xmlfile(str(file), encoding="UTF-8") as out:
        out.write_declaration()
        around = _root(head, version), *_file(head, version)
        with (
            out.element(f"{{{core}}}xliff", around[0], nsmap=_spaces(version)),
            out.element(f"{{{core}}}file", around[1]),
        ):
            for piece in around[2:]:
                out.write(piece)
            with out.element(f"{{{core}}}body") if old else nullcontext():
                number = _write_all(out, units, make, core, progress, total)
    return Written(number)


def _write_all(
    out: Element,
    units: Iterable[Unit],
    make: Callable[[Unit, str], Element],
    core: str,
    progress: Progress,
    total: int,
) -> int:
    number = 0
    for unit in units:
        if number % _TOLD_EVERY == 0:
            progress.step(min(number, total), total)
        out.write(make(unit, core))
        number += 1
    return number


def _spaces(version: Version) -> dict[str | None, str]:
    core: dict[str | None, str] = {None: core_of(version)}
    return core | ({"lz": OWN} if version is Version.V12 else _PREFIXES)


def _root(head: ExchangeHead, version: Version) -> dict[str, str]:
    if version is Version.V12:
        return {"version": "1.2"}
    languages = {"srcLang": head.source_locale, "trgLang": head.target_locale}
    return {"version": version.value, **languages}


def _file(head: ExchangeHead, version: Version) -> tuple[Any, ...]:
    """Return the attributes of the file element, and what stands before its units."""
    said = {
        "launch": head.launch,
        "made_at": head.made_at,
        "package_id": head.package_id,
        "workspace_id": head.workspace_id,
        "generator": f"Localizer {__version__}",
    }
    core = core_of(version)
    if version is Version.V12:
        top = etree.Element(f"{{{core}}}header")
        tool = {"tool-id": "localizer", "tool-name": "Localizer", "tool-version": __version__}
        etree.SubElement(top, f"{{{core}}}tool", tool)
        own = {name: text for name, text in said.items() if text}
        etree.SubElement(top, f"{{{OWN}}}head", own, nsmap={"lz": OWN})
        return {
            "original": head.launch or "launch",
            "source-language": head.source_locale,
            "target-language": head.target_locale,
            "datatype": "plaintext",
            "tool-id": "localizer",
        }, top
    profiles = etree.Element(
        f"{{{SIZES}}}profiles",
        {"generalProfile": "xliff:codepoints", "storageProfile": "xliff:utf8"},
        nsmap={"slr": SIZES},
    )
    file = {"id": "f1", "original": head.launch or "launch"}
    return file, profiles, _metadata({name: text for name, text in said.items() if text})


def _metadata(said: dict[str, str]) -> Element:
    made = etree.Element(f"{{{METADATA}}}metadata", nsmap={"mda": METADATA})
    group = etree.SubElement(made, f"{{{METADATA}}}metaGroup", category=CATEGORY)
    for name, text in said.items():
        _said(etree.SubElement(group, f"{{{METADATA}}}meta", type=name), text)
    return made


def _said(element: Element, text: str) -> None:
    """Put a text that is no content of the listing into ``element``; what XML cannot hold goes."""
    element.text = "".join(piece.text for piece in pieces(text) if piece.kind is not Kind.CHARACTER)


# -- XLIFF 2 ---------------------------------------------------------------------------------------


def _unit(unit: Unit, core: str) -> Element:
    made = etree.Element(f"{{{core}}}unit", {"id": unit.id, _SPACE: "preserve"}, nsmap=None)
    if unit.name:
        made.set("name", unit.name)
    if unit.locked:
        made.set("translate", "no")
    _restrict(made, unit)
    _matches(made, unit, core)
    _glossary(made, unit.terms)
    made.append(_metadata(context(unit)))
    _notes(made, unit, core)
    source = pieces(unit.source)
    target = None if unit.target is None else pieces(unit.target, source)
    _data(made, [*source, *(target or [])], core)
    attributes = {"id": "s1", "state": FINAL if unit.locked else STATES_2[unit.state]}
    segment = etree.SubElement(made, f"{{{core}}}segment", attributes)
    _fill(etree.SubElement(segment, f"{{{core}}}source"), source, core)
    if target is not None:
        _fill(etree.SubElement(segment, f"{{{core}}}target"), target, core)
    return made


def _restrict(made: Element, unit: Unit) -> None:
    """Tell the limit in the units of the size restriction module; wide letters counted twice it has not."""
    limit = unit.limit
    if limit is None:
        return
    if limit.unit is LengthUnit.UTF8_BYTES:
        made.set(f"{{{SIZES}}}storageRestriction", str(limit.maximum))
    elif limit.unit is LengthUnit.CHARS:
        made.set(f"{{{SIZES}}}sizeRestriction", str(limit.maximum))
    if limit.max_bytes is not None and limit.unit is not LengthUnit.UTF8_BYTES:
        made.set(f"{{{SIZES}}}storageRestriction", str(limit.max_bytes))


def _matches(made: Element, unit: Unit, core: str) -> None:
    if not unit.matches:
        return
    group = etree.SubElement(made, f"{{{MATCHES}}}matches")
    for place, match in enumerate(unit.matches, 1):
        quality = f"{match.score:.1f}"
        one = etree.SubElement(
            group,
            f"{{{MATCHES}}}match",
            {"id": f"m{place}", "ref": "#s1", "matchQuality": quality},
        )
        if match.origin:
            one.set("origin", match.origin)
        source = pieces(match.source)
        target = pieces(match.target, source)
        _data(one, [*source, *target], core)
        _fill(etree.SubElement(one, f"{{{core}}}source"), source, core)
        _fill(etree.SubElement(one, f"{{{core}}}target"), target, core)


def _glossary(made: Element, terms: Sequence[UnitTerm]) -> None:
    if not terms:
        return
    group = etree.SubElement(made, f"{{{GLOSSARY}}}glossary")
    for term in terms:
        one = etree.SubElement(group, f"{{{GLOSSARY}}}glossEntry")
        if term.forbidden:
            one.set(f"{{{OWN}}}forbidden", "yes")
        _said(etree.SubElement(one, f"{{{GLOSSARY}}}term"), term.source)
        if term.target or not term.definition:
            _said(etree.SubElement(one, f"{{{GLOSSARY}}}translation"), term.target)
        if term.definition:
            _said(etree.SubElement(one, f"{{{GLOSSARY}}}definition"), term.definition)


def _notes(made: Element, unit: Unit, core: str) -> None:
    if not unit.notes:
        return
    group = etree.SubElement(made, f"{{{core}}}notes")
    for place, note in enumerate(unit.notes, 1):
        about = "source" if note.to_all else "target"
        one = etree.SubElement(group, f"{{{core}}}note", id=f"n{place}", appliesTo=about)
        own = {"by": note.by, "at": note.at, "resolved": "yes" if note.resolved else ""}
        for name, text in own.items():
            if text:
                one.set(f"{{{OWN}}}{name}", text)
        _said(one, note.text)


def _data(made: Element, codes: Sequence[Piece], core: str) -> None:
    """Keep what the codes stand for: XLIFF 2 has it apart from the text."""
    kept = {_data_id(one): one.text for one in codes if one.number}
    if kept:
        group = etree.SubElement(made, f"{{{core}}}originalData")
        for number, text in kept.items():
            etree.SubElement(group, f"{{{core}}}data", id=number).text = text


def _data_id(piece: Piece) -> str:
    return f"{'e' if piece.kind is Kind.CLOSES else 'd'}{piece.number}"


def _fill(element: Element, content: Sequence[Piece], core: str) -> None:
    """Write the pieces of a text into ``element`` as XLIFF 2 has them."""
    at: list[Element] = [element]
    closing = {one.number: one for one in content if one.kind is Kind.CLOSES}
    for piece in content:
        if piece.kind is Kind.TEXT:
            _add_text(at[-1], piece.text)
        elif piece.kind is Kind.CHARACTER:
            etree.SubElement(at[-1], f"{{{core}}}cp", hex=f"{ord(piece.text):04X}")
        elif piece.kind is Kind.OPENS:
            ends = {"dataRefStart": _data_id(piece), "dataRefEnd": _data_id(closing[piece.number])}
            number = str(piece.number)
            at.append(etree.SubElement(at[-1], f"{{{core}}}pc", {"id": number, **ends}))
        elif piece.kind is Kind.CLOSES:
            at.pop()
        else:
            code = {"id": str(piece.number), "dataRef": _data_id(piece), "disp": piece.text}
            if piece.text.startswith("{"):
                code |= {"canCopy": "no", "canDelete": "no"}
            etree.SubElement(at[-1], f"{{{core}}}ph", code)


def _add_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


# -- XLIFF 1.2 -------------------------------------------------------------------------------------


def _trans_unit(unit: Unit, core: str) -> Element:
    made = etree.Element(f"{{{core}}}trans-unit", {"id": unit.id, _SPACE: "preserve"})
    made.set("approved", "yes" if unit.state.value == "approved" else "no")
    if unit.name:
        made.set("resname", unit.name)
    if unit.locked:
        made.set("translate", "no")
    if unit.limit is not None and unit.limit.unit is not LengthUnit.WEIGHTED:
        made.set("maxwidth", str(unit.limit.maximum))
        made.set("size-unit", "char" if unit.limit.unit is LengthUnit.CHARS else "byte")
    source = pieces(unit.source)
    _fill_12(etree.SubElement(made, f"{{{core}}}source"), source, core)
    if unit.target is not None:
        target = etree.SubElement(made, f"{{{core}}}target", state=STATES_12[unit.state])
        _fill_12(target, pieces(unit.target, source), core)
    _context_12(made, unit, core)
    _notes_12(made, unit, core)
    for match in unit.matches:
        quality = {"match-quality": str(match.score)}
        one = etree.SubElement(made, f"{{{core}}}alt-trans", quality)
        if match.origin:
            one.set("origin", match.origin)
        offered = pieces(match.source)
        _fill_12(etree.SubElement(one, f"{{{core}}}source"), offered, core)
        _fill_12(etree.SubElement(one, f"{{{core}}}target"), pieces(match.target, offered), core)
    return made


def _context_12(made: Element, unit: Unit, core: str) -> None:
    group = etree.SubElement(made, f"{{{core}}}context-group", purpose="information", name=CATEGORY)
    said = context(unit)
    if unit.notes:
        said["notes"] = json.dumps(
            [[one.by, one.at, one.to_all, one.resolved] for one in unit.notes], ensure_ascii=False
        )
    if unit.terms:
        said["terms"] = json.dumps(
            [[one.source, one.target, one.definition, one.forbidden] for one in unit.terms],
            ensure_ascii=False,
        )
    for name, text in said.items():
        attributes = {"context-type": f"x-{name}"}
        _said(etree.SubElement(group, f"{{{core}}}context", attributes), text)


def _notes_12(made: Element, unit: Unit, core: str) -> None:
    for note in unit.notes:
        about = {"annotates": "source" if note.to_all else "target"}
        _said(etree.SubElement(made, f"{{{core}}}note", about), note.text)
    if unit.terms:
        told = {"from": TERMS_FROM, "annotates": "source"}
        text = "; ".join(f"{one.source} → {'✗ ' * one.forbidden}{one.target}" for one in unit.terms)
        _said(etree.SubElement(made, f"{{{core}}}note", told), text)


def _fill_12(element: Element, content: Sequence[Piece], core: str) -> None:
    """Write the pieces of a text as XLIFF 1.2 has them: codes with what they stand for inside."""
    for piece in content:
        if piece.kind is Kind.TEXT:
            _add_text(element, piece.text)
            continue
        name = {Kind.OPENS: "bpt", Kind.CLOSES: "ept"}.get(piece.kind, "ph")
        if piece.kind is Kind.CHARACTER:
            attributes = {"id": f"c{ord(piece.text):x}", "ctype": "x-lz-char"}
            etree.SubElement(element, f"{{{core}}}ph", attributes).text = f"{ord(piece.text):04X}"
            continue
        code = etree.SubElement(element, f"{{{core}}}{name}", id=str(piece.number))
        code.text = piece.text

"""Translation memory exchange: reading any TMX 1.1 to 1.4b, writing 1.4.

The file is streamed, so its size does not matter for memory. A DOCTYPE is allowed, as real files have one; an
entity declaration is refused and nothing is ever fetched.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import IO, Final, TextIO
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr

from defusedxml.ElementTree import iterparse

from localizer import __version__
from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.locale import language
from localizer.model.segment import FROM_IMPORT, MemoryUnit
from localizer.model.term_text import is_locale
from localizer.translate.files import replaced, xml_problems

#: A memory of ten million units has about 4 GB; ours hold a few hundred thousand.
MAX_BYTES: Final = 1_000_000_000
#: A longer segment is no sentence of a listing.
MAX_SEGMENT: Final = 100_000
CONTEXT_PROP: Final = "x-context"
ORIGIN_PROP: Final = "x-origin"
PLACE_PROP: Final = "x-place"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_ALL: Final = "*all*"
_DATE: Final = "%Y%m%dT%H%M%SZ"
_ISO: Final = "%Y-%m-%dT%H:%M:%S+00:00"
#: Regions that imply a script, and codes ISO 639 withdrew (iw, in: 1989).
_TAGS: Final = {
    # CLDR's likely subtags (48): Chinese without more is written in simplified characters.
    "zh": "zh-Hans",
    "zh-cn": "zh-Hans-CN",
    "zh-sg": "zh-Hans-SG",
    "zh-tw": "zh-Hant-TW",
    "zh-hk": "zh-Hant-HK",
    "zh-mo": "zh-Hant-MO",
    "in": "id",
    "iw": "he",
}
#: Inside a segment these hold native codes of a format, not text; `hi` and `sub` hold text.
_CODE_TAGS: Final = frozenset({"bpt", "ept", "it", "ph", "ut"})
#: What XML 1.0 cannot hold, see https://www.w3.org/TR/xml/#charsets.
_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Skip = Callable[[int, str], None]


def read_tmx(
    path: Path, *, source_locale: str | None = None, on_skip: Skip | None = None
) -> Iterator[MemoryUnit]:
    """Yield every (source, target) pair of a TMX file.

    ``source_locale`` names the source where the file's own ``srclang`` is ``*all*`` or missing. Units without
    a source or target text are passed over and told to ``on_skip`` as (number of the unit, reason).
    Raises `InputError` when the file cannot be read, is not well-formed or declares entities.
    """
    entities = _("{file} declares XML entities, which a memory does not need. It was not read.")
    malformed = _("{file} is not a well-formed TMX file: {reason}")
    with xml_problems(path, entities=entities, malformed=malformed):
        if path.stat().st_size > MAX_BYTES:
            limit = MAX_BYTES // 1_000_000
            problem = _("{file} is larger than {limit} MB. Split the memory and import its parts.")
            raise InputError(problem.format(file=path.name, limit=limit))
        with path.open("rb") as stream:
            yield from _units(stream, path.name, source_locale, on_skip or _ignore)


def write_tmx(path: Path, units: Iterable[MemoryUnit], *, source_locale: str) -> int:
    """Write ``units`` as TMX 1.4 and return their number; the old file stays whole until the new one is.

    Neighbours with the same source and context share one ``tu``, so give the units in order of their source.
    Control characters, which XML cannot hold, are left out. Raises `OutputError`.
    """
    with replaced(path) as stream:
        return _write(stream, units, source_locale)


def canonical_locale(tag: str) -> str:
    """Return a language tag as we write it: ``EN_us`` is ``en-US``, ``zh-TW`` is ``zh-Hant-TW``."""
    parts = tag.strip().replace("_", "-").split("-")
    plain = "-".join(parts).lower()
    if plain in _TAGS:
        return _TAGS[plain]
    shaped = [parts[0].lower()]
    for part in parts[1:]:
        script = len(part) == 4 and part.isalpha()  # noqa: PLR2004 - ISO 15924
        shaped.append(part.title() if script else part.upper())
    return "-".join(shaped)


def _ignore(_number: int, _reason: str) -> None:
    """Do nothing about a unit passed over."""


def _units(
    stream: IO[bytes], name: str, source_locale: str | None, on_skip: Skip
) -> Iterator[MemoryUnit]:
    """Yield the units of an open file; memory is freed unit by unit."""
    source = source_locale
    number = 0
    open_elements: list[Element] = []
    for event, element in iterparse(stream, events=("start", "end")):
        if event == "start":
            if not open_elements and element.tag != "tmx":
                raise InputError(_("{file} is not a TMX file.").format(file=name))
            if element.tag == "header":
                source = _header_source(element) or source_locale
            open_elements.append(element)
            continue
        open_elements.pop()
        if element.tag == "tu":
            number += 1
            try:
                yield from _unit(element, source)
            except _SkipError as error:
                on_skip(number, str(error))
        if element.tag in {"tu", "header"} and open_elements:
            open_elements[-1].clear()


class _SkipError(Exception):
    """A unit that holds no usable pair; the text says why, in the language of the program."""


def _header_source(header: Element) -> str | None:
    """Return the file's source language, ``None`` for ``*all*``."""
    tag = header.get("srclang", "")
    return None if tag in {"", _ALL} else tag


def _unit(tu: Element, source_locale: str | None) -> Iterator[MemoryUnit]:
    """Yield one pair for each target of a ``tu``. Raises `_SkipError`."""
    own = tu.get("srclang", "")
    wanted = own if own not in {"", _ALL} else source_locale
    texts = [(_language(tuv), tuv, _text(tuv)) for tuv in tu.iterfind("tuv")]
    texts = [(tag, tuv, text) for tag, tuv, text in texts if tag and text.strip()]
    source = _source(texts, canonical_locale(wanted) if wanted else None)
    targets = [one for one in texts if one is not source]
    if source is None or not targets:
        raise _SkipError(_("no source text") if source is None else _("no target text"))
    if max(len(text) for _tag, _tuv, text in texts) > MAX_SEGMENT:
        raise _SkipError(_("a text is too long"))
    context = _prop((tu,), CONTEXT_PROP)
    for tag, tuv, text in targets:
        yield MemoryUnit(
            source=source[2],
            source_locale=source[0],
            target=text,
            target_locale=tag,
            context=context,
            created_by=_attribute(tuv, tu, "changeid", "creationid"),
            created_at=_from_tmx_date(_attribute(tuv, tu, "changedate", "creationdate")),
            origin=_prop((tuv, tu), ORIGIN_PROP) or FROM_IMPORT,
            place=_prop((tuv, tu), PLACE_PROP),
        )


Variant = tuple[str, Element, str]


def _source(texts: list[Variant], wanted: str | None) -> Variant | None:
    """Return the source among the texts: its language exactly, else the same language, else the first."""
    if wanted is None:
        return texts[0] if texts else None
    exact = (one for one in texts if one[0] == wanted)
    near = (one for one in texts if language(one[0]) == language(wanted))
    return next(exact, None) or next(near, None)


def _language(tuv: Element) -> str:
    """Return the language of a text; TMX 1.1 wrote ``lang`` without the prefix."""
    tag = tuv.get(_LANG) or tuv.get("lang") or ""
    found = canonical_locale(tag) if tag else ""
    return found if is_locale(found) else ""


def _text(tuv: Element) -> str:
    """Return a segment's text without the native codes inside it."""
    seg = tuv.find("seg")
    if seg is None:
        return ""
    pieces: list[str] = []
    waiting: list[tuple[Element, bool]] = [(seg, False)]
    while waiting:
        element, left = waiting.pop()
        if left:
            pieces.append(element.tail or "")
            continue
        if element is not seg:
            waiting.append((element, True))
        if element.tag not in _CODE_TAGS:
            pieces.append(element.text or "")
            waiting += [(child, False) for child in reversed(element)]
    return "".join(pieces)


def _prop(elements: Iterable[Element], kind: str) -> str:
    """Return a property as we write it, of the first of ``elements`` that has it."""
    props = (prop for one in elements for prop in one.iterfind("prop") if prop.get("type") == kind)
    return next((prop.text or "" for prop in props), "")


def _attribute(tuv: Element, tu: Element, *names: str) -> str:
    """Return the first filled attribute, the text's own before the unit's."""
    return next((value for e in (tuv, tu) for name in names if (value := e.get(name))), "")


def _from_tmx_date(text: str) -> str:
    """Return ``20200828T110504Z`` as ISO 8601; another text as it is."""
    try:
        return dt.datetime.strptime(text, _DATE).replace(tzinfo=dt.UTC).strftime(_ISO)
    except ValueError:
        return text


def _to_tmx_date(text: str) -> str:
    """Return an ISO 8601 moment with zone as TMX writes it; empty for anything else."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return ""
    return moment.astimezone(dt.UTC).strftime(_DATE) if moment.tzinfo is not None else ""


def _write(stream: TextIO, units: Iterable[MemoryUnit], source_locale: str) -> int:
    """Write the whole file and return the number of units."""
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n')
    stream.write(
        f'<header creationtool="Localizer" creationtoolversion={_quoted(__version__)}'
        ' segtype="block" o-tmf="Localizer" adminlang="en" datatype="plaintext"'
        f" srclang={_quoted(source_locale)}/>\n<body>\n"
    )
    count = 0
    for (source, locale, context), group in groupby(units, key=_shared):
        for variants in _without_repeats(group):
            own = "" if locale == source_locale else f" srclang={_quoted(locale)}"
            stream.write(f"<tu{own}>\n")
            if context:
                stream.write(f"{_prop_of(CONTEXT_PROP, context)}\n")
            stream.write(_tuv(locale, source))
            for unit in variants:
                stream.write(_tuv(unit.target_locale, unit.target, _creation(unit), _props(unit)))
                count += 1
            stream.write("</tu>\n")
    stream.write("</body>\n</tmx>\n")
    return count


def _shared(unit: MemoryUnit) -> tuple[str, str, str]:
    """Return what units of one ``tu`` have in common."""
    return unit.source, unit.source_locale, unit.context


def _without_repeats(units: Iterable[MemoryUnit]) -> list[list[MemoryUnit]]:
    """Split units so that no list has a target locale twice or the source's own."""
    lists: list[list[MemoryUnit]] = []
    for unit in units:
        fit = (one for one in lists if all(x.target_locale != unit.target_locale for x in one))
        found = next(fit, None)
        if found is None:
            lists.append([unit])
        else:
            found.append(unit)
    return lists


def _creation(unit: MemoryUnit) -> str:
    """Return the attributes that say who approved a text and when."""
    date = _to_tmx_date(unit.created_at)
    who = f" creationid={_quoted(unit.created_by)}" if unit.created_by else ""
    return f"{who} creationdate={_quoted(date)}" if date else who


def _tuv(locale: str, text: str, attributes: str = "", props: str = "") -> str:
    """Return one language's text."""
    seg = f"<seg>{_escaped(text)}</seg>"
    return f"<tuv xml:lang={_quoted(locale)}{attributes}>{props}{seg}</tuv>\n"


def _props(unit: MemoryUnit) -> str:
    """Return who or what wrote a text, and for which product; a unit brought in says nothing of it."""
    said = (
        (ORIGIN_PROP, "" if unit.origin == FROM_IMPORT else unit.origin),
        (PLACE_PROP, unit.place),
    )
    return "".join(_prop_of(kind, text) for kind, text in said if text)


def _prop_of(kind: str, text: str) -> str:
    return f'<prop type="{kind}">{_escaped(text)}</prop>'


def _escaped(text: str) -> str:
    """Return ``text`` for XML; a carriage return must be written as a reference to survive."""
    return escape(_ILLEGAL.sub("", text), {"\r": "&#13;"})


def _quoted(text: str) -> str:
    """Return ``text`` as a quoted attribute."""
    return quoteattr(_ILLEGAL.sub("", text), {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})

"""Reading PO files line by line: ours back with everything in them, strangers' as far as they go.

A line that is no PO is told with its number and its entry left out; the rest is read. Obsolete entries and
those with plural forms hold no text of a listing.
"""

from __future__ import annotations

import codecs
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from localizer.errors import InputError
from localizer.exchange.po import BASE, DATE, PACKAGE_HEADER, SOURCE_HEADER
from localizer.exchange.tables import MAX_PROBLEMS, MAX_TEXT, MAX_UNITS, base_from
from localizer.exchange.tables_notes import notes_from
from localizer.i18n import _
from localizer.model.exchange import ExchangeHead, Unit
from localizer.model.segment import State, text_hash

MAX_BYTES: Final = 200 * 1024 * 1024
#: A longer line is no PO; it would be held whole.
MAX_LINE: Final = 1024 * 1024
_KEYWORD: Final = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d{1,3}\])?)\s*(?=\")")
_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"\s*')
_ESCAPE: Final = re.compile(r"\\([0-7]{1,3}|x[0-9A-Fa-f]{1,2}|.)", re.DOTALL)
_SIGNS: Final = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_CHARSET: Final = re.compile(rb"charset=([A-Za-z0-9._-]+)")
_HEAD_BYTES: Final = 8192
_FUZZY: Final = "fuzzy"


@dataclass(frozen=True, slots=True)
class LineProblem:
    """A line that could not be used, and why."""

    line: int
    reason: str

    @property
    def sentence(self) -> str:
        """Say where and why."""
        return _("Line {line}: {reason}").format(line=self.line, reason=self.reason)


@dataclass(frozen=True, slots=True)
class ReadPo:
    """What a PO file holds, and what of it could not be used; ``obsolete`` and ``plural`` count entries."""

    head: ExchangeHead
    units: tuple[Unit, ...]
    problems: tuple[LineProblem, ...]
    obsolete: int = 0
    plural: int = 0


@dataclass(slots=True)
class _Entry:
    """An entry as it is read; ``texts`` by keyword."""

    line: int
    texts: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    previous: dict[str, list[str]] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    obsolete: bool = False
    broken: bool = False
    current: list[str] | None = None

    def text(self, keyword: str) -> str:
        return "".join(self.texts.get(keyword, ()))


def read_po(path: Path) -> ReadPo:
    """Return the units of a PO file. Raises `InputError` where it is none or cannot be read."""
    try:
        if path.stat().st_size > MAX_BYTES:
            limit = MAX_BYTES // 1024 // 1024
            raise InputError(
                _("{file} is larger than {limit} MB.").format(file=path.name, limit=limit)
            )
        reading = _Reading()
        with path.open(encoding=_encoding(path), errors="replace") as stream:
            for entry in _entries(_lines(stream, path.name), reading):
                reading.take(entry)
    except OSError as error:
        problem = _("{file} cannot be read: {reason}")
        raise InputError(problem.format(file=path.name, reason=error.strerror or error)) from error
    if not reading.entries:
        raise InputError(_("{file} is no PO file: it has no entry.").format(file=path.name))
    return ReadPo(
        _head(reading.header),
        tuple(reading.units.values()),
        tuple(reading.problems),
        reading.obsolete,
        reading.plural,
    )


def _encoding(path: Path) -> str:
    """Return the file's own encoding, UTF-8 where it names none that is known."""
    with path.open("rb") as stream:
        start = stream.read(_HEAD_BYTES)
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    named = _CHARSET.search(start)
    try:
        found = codecs.lookup(named[1].decode()) if named else None
    except LookupError:
        return "utf-8"
    # Some codecs of Python's are none for text.
    return (
        found.name if found is not None and getattr(found, "_is_text_encoding", True) else "utf-8"
    )


def _lines(stream: Iterable[str], name: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(stream, 1):
        if len(line) > MAX_LINE:
            raise InputError(
                _("{file} is no PO file: line {n} is endless.").format(file=name, n=number)
            )
        yield number, line.strip("\n\ufeff").lstrip(" \t")


def _entries(lines: Iterable[tuple[int, str]], reading: _Reading) -> Iterator[_Entry]:
    """Yield the entries; a blank line or the next ``msgctxt`` or ``msgid`` ends one."""
    entry: _Entry | None = None
    for number, line in lines:
        if not line.strip():
            if entry is not None:
                yield entry
            entry = None
            continue
        plain, obsolete = (line[2:].lstrip(), True) if line.startswith("#~") else (line, False)
        if entry is not None and _begins(plain, entry):
            yield entry
            entry = None
        if entry is None:
            entry = _Entry(number)
        entry.obsolete = entry.obsolete or obsolete
        _take_line(entry, number, plain, reading)
    if entry is not None:
        yield entry


def _begins(line: str, entry: _Entry) -> bool:
    """Tell whether ``line`` belongs to the next entry."""
    if any(name.startswith("msgstr") for name in entry.texts):
        return line.startswith(("#", "msgctxt", "msgid"))
    return line.startswith("msgid") and not line.startswith("msgid_") and "msgid" in entry.texts


def _take_line(entry: _Entry, number: int, line: str, reading: _Reading) -> None:
    if line.startswith("#|") or (line.startswith("|") and entry.obsolete):
        _take_text(entry, entry.previous, number, line.lstrip("#|").lstrip(), reading)
    elif line.startswith("#."):
        entry.extracted.append(line[2:].removeprefix(" ").rstrip("\r"))
    elif line.startswith("#,"):
        entry.flags.update(flag.strip() for flag in line[2:].split(","))
    elif line.startswith("#:"):
        pass  # places in a program's source
    elif line.startswith("#"):
        entry.notes.append(line[1:].removeprefix(" "))
    else:
        _take_text(entry, entry.texts, number, line, reading)


def _take_text(
    entry: _Entry, texts: dict[str, list[str]], number: int, line: str, reading: _Reading
) -> None:
    named = _KEYWORD.match(line)
    if named is not None:
        entry.current = texts.setdefault(named[1], [])
        if entry.current:
            reading.problem(number, _("The entry has {keyword} twice.").format(keyword=named[1]))
            entry.broken = True
    quoted = _QUOTED.fullmatch(line[named.end() if named else 0 :])
    if quoted is None or entry.current is None:
        reading.problem(number, _("This is no line of a PO file: {text}").format(text=line[:60]))
        entry.broken = True
        return
    entry.current.append(_ESCAPE.sub(_sign, quoted[1]))


def _sign(found: re.Match[str]) -> str:
    code = found[1]
    if code[0] == "x" and len(code) > 1:
        return chr(int(code[1:], 16))
    if code[0] in "01234567":
        return chr(int(code, 8))
    return _SIGNS.get(code, code)


class _Reading:
    """Takes entries one by one."""

    def __init__(self) -> None:
        self.units: dict[str, Unit] = {}
        self.problems: list[LineProblem] = []
        self.header = ""
        self.entries = self.obsolete = self.plural = 0

    def problem(self, line: int, reason: str) -> None:
        """Note what could not be used."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(LineProblem(line, reason))

    def take(self, entry: _Entry) -> None:
        """Take an entry; a header and what holds no text of a listing are only noted."""
        if entry.obsolete:
            self.obsolete += 1
            self.entries += 1
            return
        if entry.broken or not entry.texts:
            return
        if not entry.text("msgid") and "msgctxt" not in entry.texts and not self.header:
            self.header = entry.text("msgstr")
            self.entries += 1
            return
        self.entries += 1
        if "msgid_plural" in entry.texts:
            self.plural += 1
            self.problem(entry.line, _("An entry with plural forms is passed over."))
            return
        self._take_unit(entry)

    def _take_unit(self, entry: _Entry) -> None:
        unit = _unit(entry)
        if len(self.units) >= MAX_UNITS:
            raise InputError(_("The file has more than {n} texts.").format(n=MAX_UNITS))
        if "msgid" not in entry.texts or "msgstr" not in entry.texts:
            self.problem(entry.line, _("The entry has no source or no translation line."))
        elif unit.id in self.units:
            reason = _("The text {id} is here twice; the first one is taken.")
            self.problem(entry.line, reason.format(id=unit.id))
        elif max(len(unit.source), len(unit.target or "")) > MAX_TEXT:
            self.problem(entry.line, _("A text is longer than {n} characters.").format(n=MAX_TEXT))
        else:
            self.units[unit.id] = unit


def _unit(entry: _Entry) -> Unit:
    source, target = entry.text("msgid"), entry.text("msgstr")
    target = target if target.strip() else ""
    base = base_from(_after(entry.extracted, BASE))
    source_hash, base_hash, before = base or (text_hash(source), "", None)
    changed = bool(target) and text_hash(target) != base_hash
    return Unit(
        id=entry.text("msgctxt") or f"po.{text_hash(source)}",
        source=source,
        target=target or None,
        state=_state(before, fuzzy=_FUZZY in entry.flags, has_text=bool(target), changed=changed),
        source_hash=source_hash,
        base_hash=base_hash,
        previous_source="".join(entry.previous.get("msgid", ())),
        notes=notes_from("\n".join(entry.notes)),
    )


def _state(before: State | None, *, fuzzy: bool, has_text: bool, changed: bool) -> State:
    """Return the state: fuzzy is a draft, a mark taken away or a text written anew a person's work."""
    if not has_text:
        return State.SENT_BACK if before is State.SENT_BACK else State.UNTRANSLATED
    if fuzzy:
        return State.SENT_BACK if before is State.SENT_BACK and not changed else State.DRAFT
    return State.APPROVED if before is State.APPROVED and not changed else State.TRANSLATED


def _after(lines: Iterable[str], start: str) -> str:
    return next((line[len(start) :].strip() for line in lines if line.startswith(start)), "")


def _head(header: str) -> ExchangeHead:
    fields = dict(line.split(": ", 1) for line in header.split("\n") if ": " in line)
    return ExchangeHead(
        fields.get(SOURCE_HEADER, ""),
        fields.get("Language", "").replace("_", "-"),
        made_at=_moment(fields.get("POT-Creation-Date", "")),
        package_id=fields.get(PACKAGE_HEADER, ""),
    )


def _moment(text: str) -> str:
    """Return a moment as PO writes it in ISO 8601, empty where it is none."""
    try:
        return dt.datetime.strptime(text.strip(), DATE).isoformat()  # noqa: DTZ007 - %z is in it
    except ValueError:
        return ""

"""Spoken syllables of Thai, which writes no spaces between words and not every vowel.

The rules of spelling say where a syllable can begin and end; among the readings of a run of letters the
cheapest is taken: written vowels before unwritten ones, usual endings before rare ones, a word of
`localizer.script.thai_words` before all. Costs are own estimates, November 2026.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from localizer.script.thai_words import LONGEST, WORDS

_TONES: Final = "\u0e48\u0e49\u0e4a\u0e4b"
_TONE: Final = f"[{_TONES}]?"
_SIGNS: Final = "\u0e30-\u0e3a\u0e45\u0e47-\u0e4e"
_CONSONANT: Final = "[\u0e01-\u0e23\u0e25\u0e27-\u0e2e]"
#: Two consonants said as one sound, and those that only lift the tone of the next (หมา, อยู่).
_ONSETS: Final = (
    re.compile(r"[กขคปพ]ร|[กขคปผพ]ล|[กขค]ว|ตร|ทร|สร|ศร|จร(?=ิง)"),
    re.compile(r"[บฟ]ล|ฟร|ดร|บร(?!ิ)"),
    re.compile(r"ห[งญณนมยรลว]|อย(?=[ู่า])"),
    re.compile(_CONSONANT),
    re.compile("ฤ"),
)
_ONSET_COSTS: Final = (1, 3, 0, 0, 0)
_NO_CODA, _CODA, _ANY_CODA, _LONE_CODA = range(4)


class _Vowel(NamedTuple):
    """What is written of a vowel after the first consonants, and whether a final consonant follows."""

    pattern: re.Pattern[str]
    coda: int
    cost: int = 10


def _vowels(*rows: tuple[str, int, int]) -> tuple[_Vowel, ...]:
    """Return the vowels of ``rows``; ``T`` in a pattern is a tone mark or none."""
    return tuple(
        _Vowel(re.compile(row.replace("T", _TONE)), coda, cost) for row, coda, cost in rows
    )


#: The vowels by the letter before the consonants, if there is one.
_VOWELS: Final = {
    "": _vowels(
        (r"(?<=ฤ)ๅ?", _ANY_CODA, 10),
        (r"ัTวะ", _NO_CODA, 10),
        (r"ัTว", _NO_CODA, 10),
        (r"ัT", _CODA, 10),
        (r"Tะ", _NO_CODA, 10),
        (r"Tำ|ํTา", _NO_CODA, 10),
        (r"Tา+", _ANY_CODA, 10),
        (r"[ิีึุ]T", _ANY_CODA, 10),
        (r"ูT(?!ย)", _ANY_CODA, 10),
        (r"ูT", _NO_CODA, 10),
        (r"ืTอ", _NO_CODA, 10),
        (r"ืT", _CODA, 10),
        (r"็อ", _CODA, 10),
        (r"(?<=ก)็", _NO_CODA, 10),
        (r"Tอ(?:ออ+)?", _ANY_CODA, 10),
        (r"Tว", _CODA, 10),
        (r"รร", _ANY_CODA, 10),
        (r"ฤๅ?", _ANY_CODA, 10),
        (r"T", _CODA, 11),
    ),
    "เ": _vowels(
        (r"ีTยะ|ืTอะ|Tาะ|Tอะ|Tะ|Tา", _NO_CODA, 10),
        (r"ีTย", _ANY_CODA, 10),
        (r"ืTอ", _ANY_CODA, 10),
        (r"Tอ", _ANY_CODA, 10),
        (r"[็ิ]T", _CODA, 10),
        (r"T", _ANY_CODA, 11),
    ),
    "แ": _vowels((r"Tะ", _NO_CODA, 10), (r"็", _CODA, 10), (r"T", _ANY_CODA, 11)),
    "โ": _vowels((r"Tะ", _NO_CODA, 10), (r"T", _ANY_CODA, 11)),
    "ใ": _vowels((r"T", _NO_CODA, 10)),
    "ไ": _vowels((r"T", _LONE_CODA, 10)),
}
_VOWELS_ALIKE: Final = {"เเ": "แ"}
_LEAD: Final = re.compile("เเ|[เแโใไ]")
#: Letters that are written and not said: with ์, or the second of a pair.
_SILENT: Final = rf"(?:(?:[ทตด]ร|ษณ|ทน|{_CONSONANT})[ิุ]?\u0e4c)"
_ENDING: Final = re.compile(
    rf"(?P<before>{_SILENT}?)(?P<last>[ก-งจ-ซญ-นบปพฟ-รลวศ-ส](?![{_SIGNS}]))(?:(?<=[กบดยว])(?P=last){{2,}}(?![{_SIGNS}]))?(?P<pair>(?<=[กคชดตท])ร(?![{_SIGNS}]))?"
    rf"(?P<after>{_SILENT}*)"
)
_ONLY_SILENT: Final = re.compile(f"{_SILENT}+")
#: What a final consonant costs: those of old Thai words nothing, those of borrowed ones the more.
_CODA_COSTS: Final = {
    **dict.fromkeys("กงดนบมยว", 0),
    **dict.fromkeys("ญณรล", 2),
    **dict.fromkeys("ตปทคพจธ", 6),
}
_RARE_CODA: Final = 8
#: What a tone mark adds before such a consonant: old words do not have both, โน้ต does.
_LOAN_COST: Final = 6
_PAIRED_CODA: Final = 6
_ENDED_COST: Final = 4
#: Pairs of consonants that are usually two syllables, the first with an unwritten a (ขนม, ตลาด, สบาย).
_LIGHT: Final = {
    "ก": "บ",
    "ข": "จณนบมย",
    "ฉ": "กนบพมลว",
    "ช": "นมล",
    "ต": "ลว",
    "ถ": "นลว",
    "ท": "นยว",
    "ธ": "นว",
    "น": "คว",
    "บ": "ร",
    "ผ": "กงชนยส",
    "ฝ": "ร",
    "พ": "นมย",
    "ม": "นลห",
    "ส": "กคงตทนบปพมยลว",
    "อ": "นภมรลส",
    "จ": "มรล",
    "ร": "ว",
    "ล": "ว",
}
_LOAN_PAIRS: Final = "กคตนปพลว"
_LIGHT_COST: Final = 7
_BARE_COST: Final = 14
_LOST_COST: Final = 40
_WORD_COST: Final = 7
#: ฯลฯ is "and others, others".
_AND_SO_ON: Final = 3

_TEXT: Final = re.compile(
    r"(?P<more>ฯลฯ)|(?P<again>ๆ)|(?P<cut>ฯ)"
    r"|(?P<thai>[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]+)"
    r"|(?P<other>[0-9๐-๙]+(?:[.,][0-9๐-๙]+)*|[^\W_\u0e00-\u0e7f]+)"
)
_RUN: Final = re.compile("([\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]+)")
#: What may not begin a row.
_CLOSING: Final = frozenset("ๆฯ,.!?:;)]}…”’%")
_SOUND: Final = re.compile("[\u0e01-\u0e2e]")
_CONSONANTS: Final = frozenset("กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ")

Unit = tuple[str, ...]


class _Step(NamedTuple):
    """The cheapest way to a place: its cost, and the unit that ends there with its start."""

    cost: int
    start: int
    unit: Unit


def _endings(run: str, at: int, coda: int) -> Iterator[tuple[int, int]]:
    """Yield where a syllable can end whose vowel is read to ``at``, and what that costs."""
    if coda != _CODA:
        silent = _ONLY_SILENT.match(run, at)
        yield (silent.end() if silent else at), 0
    found = _ENDING.match(run, at) if coda != _NO_CODA else None
    if not found:
        return
    cost = _CODA_COSTS.get(found["last"], _RARE_CODA)
    if coda == _LONE_CODA and found["last"] != "ย":
        cost = _BARE_COST
    if found["before"]:  # เสิร์ฟ, คอร์ส: what follows a silent letter ends the syllable
        cost = min(cost, _ENDED_COST)
    if found["pair"]:
        yield found.end(), _PAIRED_CODA
        yield found.start("pair"), cost
    else:
        yield found.end(), cost


def _closed(run: str, vowels: str, onset: int, cost: int) -> Iterator[tuple[int, int]]:
    """Yield the ends and costs of what can follow the first consonants, which end at ``onset``."""
    for vowel in _VOWELS[vowels]:
        if found := vowel.pattern.match(run, onset):
            toned = any(tone in found[0] for tone in _TONES)
            for end, more in _endings(run, found.end(), vowel.coda):
                odd = _LOAN_COST if toned and more >= _CODA_COSTS["ต"] else 0
                yield end, cost + vowel.cost + more + odd


def _syllables_at(run: str, at: int) -> Iterator[tuple[int, int, int]]:
    """Yield the syllables that can begin at ``at``: end, cost, and where a light one before it ends, or 0."""
    lead = _LEAD.match(run, at)
    start = lead.end() if lead else at
    vowels = _VOWELS_ALIKE.get(lead[0], lead[0]) if lead else ""
    for pattern, cost in zip(_ONSETS, _ONSET_COSTS, strict=True):
        if found := pattern.match(run, start):
            for end, total in _closed(run, vowels, found.end(), cost):
                yield end, total, 0
    if lead and (light := _light(run, start)):
        for pattern, cost in zip(_ONSETS, _ONSET_COSTS, strict=True):
            if found := pattern.match(run, start + 1):
                for end, total in _closed(run, vowels, found.end(), cost + light):
                    yield end, total, start + 1


def _light(run: str, at: int) -> int:
    """Return the cost of saying the consonant at ``at`` with an unwritten a; 0 where it cannot be."""
    lead = _LEAD.match(run, at + 1)
    following = run[lead.end() if lead else at + 1 :][:1]
    if not following or run[at] not in _CONSONANTS or following not in _CONSONANTS:
        return 0
    if lead:  # nearly all that are written so are loanwords: สไตล์, สแกน
        return _LIGHT_COST if run[at] == "ส" and following in _LOAN_PAIRS else _BARE_COST
    return _LIGHT_COST if following in _LIGHT.get(run[at], "") else _BARE_COST


def _units_at(run: str, at: int) -> Iterator[tuple[int, int, Unit]]:
    """Yield the units of speech that can begin at ``at``: end, cost and syllables."""
    for length in range(min(LONGEST, len(run) - at), 1, -1):
        if word := WORDS.get(run[at : at + length]):
            yield at + length, _WORD_COST, word
    for end, cost, light in _syllables_at(run, at):
        yield end, cost, (run[at:light], run[light:end]) if light else (run[at:end],)
    if more := _light(run, at):
        for end, cost, light in _syllables_at(run, at + 1):
            if not light:
                yield end, cost + more, (run[at], run[at + 1 : end])
    yield at + 1, _LOST_COST, (run[at],)


@lru_cache(maxsize=8192)
def _units(run: str) -> tuple[Unit, ...]:
    """Return the units of speech of ``run``, Thai letters without a break, by the cheapest reading."""
    best: list[_Step] = [_Step(0, 0, ())]
    best += [_Step(_LOST_COST * (at + 2), at, (run[at],)) for at in range(len(run))]
    for at in range(len(run)):
        for end, more, unit in _units_at(run, at):
            if best[at].cost + more < best[end].cost:
                best[end] = _Step(best[at].cost + more, at, unit)
    found: list[Unit] = []
    at = len(run)
    while at:
        found.append(best[at].unit)
        at = best[at].start
    return tuple(_with_signs(reversed(found)))


def _with_signs(units: Iterable[Unit]) -> list[Unit]:
    """Return ``units`` with signs that have no consonant of their own put to the unit before."""
    kept: list[Unit] = []
    for unit in units:
        if kept and not _SOUND.search(unit[0]):
            kept[-1] = (*kept[-1][:-1], kept[-1][-1] + unit[0])
        else:
            kept.append(unit)
    return kept


@lru_cache(maxsize=8192)
def _count(run: str) -> tuple[int, int]:
    """Return the syllables of ``run``, and how many of them ๆ says again."""
    units = _units(run)
    last = len(units[-1]) if _SOUND.search(units[-1][0]) else 0
    return sum(len(unit) for unit in units if _SOUND.search(unit[0])), last


def syllables(text: str) -> int:
    """Return how many syllables the Thai in ``text`` has when it is spoken; other letters count nothing.

    ๆ says the word before it again. Digits, Thai ones too, signs and abbreviations are for the caller.
    """
    total = last = 0
    for found in _TEXT.finditer(text):
        if found["thai"]:
            units, last = _count(found["thai"])
            total += units
        elif found["again"]:
            total += last
        elif found["more"]:
            total += _AND_SO_ON
    return total


def breaks(word: str) -> tuple[str, ...]:
    """Return the parts of ``word``, between which a row may end; joined they are ``word``.

    Of Thai they are the units of speech: words that are known, else syllables.
    """
    parts: list[str] = []
    for number, run in enumerate(_RUN.split(word)):
        if number % 2:
            parts += ("".join(unit) for unit in _units(run))
        elif run and parts and run[0] in _CLOSING:
            parts[-1] += run
        elif run:
            parts.append(run)
    return tuple(parts)


def split(text: str) -> tuple[str, ...]:
    """Return the syllables of the Thai in ``text`` as they are written, and other words and numbers whole.

    Joined they give all Thai letters back. A consonant that is said with an unwritten vowel is a piece
    (ข-นม), and so is ๆ.
    """
    pieces: list[str] = []
    for found in _TEXT.finditer(text):
        if found["thai"]:
            pieces += [piece for unit in _units(found["thai"]) for piece in unit]
        elif found["cut"] and pieces:
            pieces[-1] += found["cut"]
        else:
            pieces.append(found[0])
    return tuple(pieces)


def breakable(text: str) -> str:
    """Return ``text`` with a zero-width space wherever a line of Thai may end."""

    def parted(found: re.Match[str]) -> str:
        units = _units(found[0]) if found["thai"] else ()
        return "\u200b".join("".join(unit) for unit in units) or found[0]

    return _TEXT.sub(parted, text)

"""Whether a rewording says the same as its line: what it invents, loses or promises, with the reason."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from localizer.i18n import N_, _
from localizer.model.locale import HAN_LANGUAGES, language
from localizer.model.number_words import worded_numbers
from localizer.model.phrase import CLAIM_CONDITIONS
from localizer.model.script import ScriptFacts, ScriptLine
from localizer.model.speech import SpeechRate
from localizer.model.term import fold
from localizer.model.words import Words
from localizer.script.promise_words import promises_in
from localizer.script.render import TOKEN
from localizer.script.spoken import number_value
from localizer.script.timing import measure

#: A line may take this share longer or shorter before it is told, and before a longer one is refused.
TOLD: Final = 0.15
REFUSED: Final = 0.30
#: Seconds nobody minds: a greeting of two words may get a third.
SLACK: Final = 0.8
#: A shorter name is too often part of another word in a script without spaces.
_SHORTEST: Final[Mapping[str, int]] = {"th": 4, "zh": 2, "ja": 2}
_SHORT: Final = 3
#: Shorter German names begin too many other words.
_STEM: Final = 6
_LONG_WORD: Final = re.compile(r"[^\W\d_]{7,60}")
#: CE, PU, FCC: in small letters they are other words.
_SIGN: Final = re.compile(r"(?<![\w-])[A-Z][A-Z0-9]{1,4}(?![\w-])")
_DIGITS: Final = re.compile(r"\d+(?:[.,\u00a0\u202f'\u2019]\d+)*")
#: Signs of amounts, each with the words that are said for it in the languages of the banks.
_AMOUNTS: Final[Mapping[str, str]] = {
    "%": r"[%％]|per ?cent|prozent|pour cent|por ciento|per cento|por cento|persen|peratus|porsyento"
    r"|phần trăm|เปอร์เซ็นต์",
    "$": r"\$|(?:us )?dollars?|dólar(?:es)?|bucks?",
    "€": r"€|euros?",
    "£": r"£|pounds?|quid",
    "฿": r"฿|บาท|baht",
    "₱": r"₱|pesos?|piso",
    "₫": r"₫|đồng",
    "Rp": r"rupiah|perak",
    "RM": r"ringgit",
    "R$": r"reais|real",
    "¥": r"[¥￥元块塊]|yuan",
}
_AMOUNT: Final = re.compile(
    r"[ \u00a0\u202f]?(?:"
    + "|".join(f"({words})" for words in _AMOUNTS.values())
    + r")(?![^\W\d_\u0e01-\u0e4e\u3400-\u9fff])",
    re.IGNORECASE,
)
_UNIT: Final = re.compile(
    r"[ \u00a0\u202f]?(mAh|Wh|kg|mg|ml|mL|mm|cm|km|kW|Hz|GB|TB|g|m|L|l|W|V|A|°C|°F|h)(?![^\W\d_])"
)
_BEFORE: Final = re.compile(r"(?P<sign>NT\$|S\$|R\$|[$€£¥￥฿₫₱]|百分之|\b(?:Rp|RM))[ \u00a0]?$")
_SAME_SIGN: Final[Mapping[str, str]] = {"￥": "¥", "百分之": "%"}
#: How far before a number its sign may stand: "NT$ ".
_SIGN_CHARS: Final = 5
_MONEY: Final = frozenset({*_AMOUNTS, "NT$", "S$"})
_SIZE: Final = re.compile(r"(?<![\w'’-])(?:X{1,4}[SL]|[2-9]XL|[SML])(?![\w'’-])")
_MARKUP: Final = re.compile(
    r"<[/!A-Za-z][^<>]*>|&#?\w{2,31};|\*\*|__|~~|`|^\s*(?:[#>*+-]|\d+[.)])\s|\]\(|\|\s*-{3}|[\r\n\u2028\u2029]"
)
#: What is put into a line for one show is no fact of the product.
_PASSING: Final = frozenset({"festival", "bundle_quantity"})
_QUOTES: Final = {"“": "”", "„": "“", "«": "»", "「": "」", '"': '"', "‘": "’"}


class RefusalCode(StrEnum):
    """Why a rewording is refused; `TIME` alone may be a note."""

    EMPTY = "empty"
    MARKUP = "markup"
    TOKEN_LOST = "token_lost"  # noqa: S105 - a price token
    TOKEN_ADDED = "token_added"  # noqa: S105 - a price token
    NUMBER = "number"
    SIZE = "size"
    WORD = "word"
    PROMISE = "promise"
    CLAIM = "claim"
    REQUIRED = "required"
    VOICE = "voice"
    NAME = "name"
    ENGINE = "engine"
    TIME = "time"
    CHANGED = "changed"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason against a rewording; ``start`` and ``end`` are its place in the new text (0, 0: all of it).

    ``message`` is a msgid with named placeholders filled from ``args``. A ``note`` refuses nothing.
    """

    code: RefusalCode
    message: str
    args: tuple[tuple[str, str], ...] = ()
    start: int = 0
    end: int = 0
    note: bool = False

    @property
    def sentence(self) -> str:
        """Return the reason in the language of the program."""
        return _(self.message).format(**dict(self.args))


#: Looks at a line and its rewording; what it cannot let pass.
Look = Callable[[ScriptLine, str], Iterable[Refusal]]


@dataclass(frozen=True, slots=True)
class KnownWords:
    """Names of materials, colours, documents and properties in one locale, by concept.

    ``names`` are found whatever their case, ``signs`` (CE, PU) only as they are written, ``stems`` at the
    beginning of a compound. ``held`` are the concepts the product has.
    """

    names: Words[str] = field(default_factory=lambda: Words(()))
    signs: Mapping[str, str] = field(default_factory=dict)
    stems: Mapping[str, str] = field(default_factory=dict)
    held: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, names: Mapping[str, Iterable[str]], locale: str, held: Iterable[str] = ()
    ) -> KnownWords:
        """Return what ``names`` (by concept) say in ``locale``."""
        every = [(name, concept) for concept, some in names.items() for name in some]
        signs = {name: concept for name, concept in every if _SIGN.fullmatch(name)}
        shortest = _SHORTEST.get(language(locale), _SHORT)
        pairs = [
            (folded, concept)
            for folded, concept in {
                (fold(name), concept) for name, concept in every if name not in signs
            }
            if len(folded) >= shortest
        ]
        german = language(locale) == "de"
        # Baumwolle begins Baumwollkleid; Wolle would begin "wollte" as well
        stems = {
            name.removesuffix("e"): concept
            for name, concept in pairs
            if german and len(name) >= _STEM
        }
        return cls(Words(pairs), signs, stems, frozenset(held))

    def find(self, text: str, *, parts: bool = False) -> list[tuple[str, str]]:
        """Return the concepts ``text`` names, each with its words; ``parts`` of longer names on demand."""
        folded = fold(text)
        found = sorted(self.names.find(folded), key=lambda one: (one[0], -one[1]))
        named: list[tuple[str, str]] = []
        last, end = (-1, -1), -1
        for start, stop, concept in found:
            # two meanings of one word are both told, a part of a longer name is not
            if stop <= end and (start, stop) != last and not parts:
                continue
            named.append((concept, folded[start:stop]))
            last, end = (start, stop), max(end, stop)
        named += [
            (self.signs[sign], fold(sign)) for sign in _SIGN.findall(text) if sign in self.signs
        ]
        return named + list(self._compounds(folded))

    def _compounds(self, folded: str) -> Iterator[tuple[str, str]]:
        if not self.stems:
            return
        for word in _LONG_WORD.findall(folded):
            begun = (word[:length] for length in range(len(word) - 1, _STEM - 2, -1))
            stem = next((one for one in begun if one in self.stems), "")
            if stem:
                yield self.stems[stem], word


@dataclass(frozen=True, slots=True)
class Ground:
    """What a rewording may rest on and must keep.

    ``facts`` is what holds for the product now. ``keep`` are names that stay where they stand, ``never``
    words the voice does not say. Lines are timed at ``per_minute`` by ``counted`` (see `script.timing`).
    ``looks`` are those of other stages: phrase rules, owed texts, the language.
    """

    locale: str
    facts: ScriptFacts
    words: KnownWords
    keep: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    rate: SpeechRate | None = None
    counted: Mapping[str, str] = field(default_factory=dict)
    per_minute: int | None = None
    looks: tuple[Look, ...] = ()


def judge(before: ScriptLine, after: str, ground: Ground) -> tuple[Refusal, ...]:
    """Return what speaks against ``after`` in the place of ``before``; nothing against the line itself."""
    if after == before.text:
        return ()
    if not any(unicodedata.category(letter)[0] in "LNS" for letter in after):
        return (Refusal(RefusalCode.EMPTY, N_("There is nothing to say in it.")),)
    own = (_markup, _tokens, _numbers, _sizes, _words, _promises, _voice, _names, _time)
    found = [one for look in own for one in look(before, after, ground)]
    found += [one for look in ground.looks for one in look(before, after)]
    return tuple(found)


def stands(refusals: Sequence[Refusal]) -> bool:
    """Tell whether a rewording may be taken: there is nothing against it but notes."""
    return all(one.note for one in refusals)


def reworded(before: ScriptLine, after: str, ground: Ground) -> ScriptLine:
    """Return ``before`` saying ``after``: it rests on the same facts, and on those it now names as well."""
    said = dict(_said_facts(after, ground))
    return replace(
        before,
        text=after,
        phrase="",
        facts=tuple(sorted({*before.facts, *said})),
        values=tuple(sorted({**said, **dict(before.values)}.items())),
    )


def _said_facts(text: str, ground: Ground) -> Iterator[tuple[str, str]]:
    """Yield the facts of the product whose whole value stands in ``text``: name and value."""
    for name in sorted(ground.facts.held - _PASSING):
        value = ground.facts.values.get(name, "")
        has_words = any(map(str.isalpha, value))
        if has_words and _whole(value, ground.locale, re.IGNORECASE).search(text):
            yield name, value


def _allowed(before: ScriptLine, after: str, ground: Ground) -> tuple[str, ...]:
    """Return what may be said: the line, the values of its facts, and facts ``after`` has word for word."""
    now = (ground.facts.values.get(name, "") for name in before.facts)
    said = (value for _name, value in _said_facts(after, ground))
    return (before.text, *(value for _name, value in before.values), *now, *said)


def _markup(before: ScriptLine, after: str, _ground: Ground) -> Iterator[Refusal]:
    """Find what is no plain sentence: unseen characters, markup, quotation marks around all of it."""
    for at, letter in enumerate(after):
        if (unicodedata.category(letter)[0] == "C" or _is_disguised(letter)) and (
            letter not in before.text
        ):
            yield Refusal(
                RefusalCode.MARKUP, N_("It has characters nobody can say."), (), at, at + 1
            )
            return
    match = _MARKUP.search(after)
    if match is not None and match.group() not in before.text:
        args = (("text", match.group().strip() or "↵"),)
        message = N_("“{text}” is markup and nothing to say.")
        yield Refusal(RefusalCode.MARKUP, message, args, match.start(), match.end())
    closing = _QUOTES.get(after[:1])
    if closing and after.endswith(closing) and not before.text.startswith(after[:1]):
        yield Refusal(RefusalCode.MARKUP, N_("It stands in quotation marks."))


def _is_disguised(letter: str) -> bool:
    """Tell whether a letter only looks like one of the alphabet, so that no word with it is found."""
    plain = unicodedata.normalize("NFKC", letter)
    return letter not in "ªº" and plain != letter and plain.isascii() and plain.isalpha()


def _tokens(before: ScriptLine, after: str, _ground: Ground) -> Iterator[Refusal]:
    """Find tokens that are lost, added or doubled, and braces that are none."""
    had = Counter(match.group() for match in TOKEN.finditer(before.text))
    has = Counter(match.group() for match in TOKEN.finditer(after))
    for token in had - has:
        message = N_("{token} is lost.")
        yield Refusal(RefusalCode.TOKEN_LOST, message, (("token", token),))
    for token in has - had:
        at = after.rfind(token)
        message = N_("{token} is there once too often.")
        yield Refusal(RefusalCode.TOKEN_ADDED, message, (("token", token),), at, at + len(token))
    for at, letter in enumerate(TOKEN.sub(lambda match: " " * len(match.group()), after)):
        if letter in "{}⟦⟧" and letter not in TOKEN.sub("", before.text):
            message = N_("A brace stands alone: the amount would not be put in.")
            yield Refusal(RefusalCode.TOKEN_ADDED, message, (), at, at + 1)
            return


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number with the sign it carries, at its place."""

    value: Decimal
    sign: str
    start: int
    end: int


def _figures(text: str, locale: str) -> list[_Figure]:
    """Return the numbers of ``text``, in digits of any script and in words; tokens have none."""
    plain = TOKEN.sub(lambda match: " " * len(match.group()), text)
    found = [
        _figure(plain, number_value(match.group(), locale), match.start(), match.end())
        for match in _DIGITS.finditer(plain)
    ]
    found += [
        _figure(plain, Decimal(value).normalize(), start, end)
        for value, start, end in worded_numbers(plain, locale)
    ]
    # "one of you" is no number, "one dollar" is
    found = [one for one in found if one.value > 1 or one.sign in _MONEY or _has_digit(one, plain)]
    found += [
        _figure(plain, Decimal(str(unicodedata.numeric(letter))).normalize(), at, at + 1)
        for at, letter in enumerate(plain)
        if unicodedata.category(letter) in {"No", "Nl"}
        and unicodedata.numeric(letter, None) is not None
    ]
    return found


def _has_digit(figure: _Figure, text: str) -> bool:
    return any(map(str.isdecimal, text[figure.start : figure.end]))


def _figure(text: str, value: Decimal, start: int, end: int) -> _Figure:
    """Return a number with the sign, or the word for it, before or after it."""
    if (amount := _AMOUNT.match(text, end)) is not None:
        sign = tuple(_AMOUNTS)[(amount.lastindex or 1) - 1]
        return _Figure(value, sign, start, amount.end())
    if (unit := _UNIT.match(text, end)) is not None:
        return _Figure(value, unit[1], start, unit.end())
    near = max(0, start - _SIGN_CHARS)
    if (before := _BEFORE.search(text[near:start])) is not None:
        sign = _SAME_SIGN.get(before["sign"], before["sign"])
        return _Figure(value, sign, near + before.start(), end)
    return _Figure(value, "", start, end)


def _numbers(before: ScriptLine, after: str, ground: Ground) -> Iterator[Refusal]:
    """Find numbers that neither the line nor its facts have, and amounts that were none."""
    allowed = [
        figure
        for text in _allowed(before, after, ground)
        for figure in _figures(text, ground.locale)
    ]
    for figure in _figures(after, ground.locale):
        signs = {one.sign for one in allowed if one.value == figure.value}
        is_amount = figure.sign in _MONEY
        # "500 ml" may be said as "500 Milliliter" and back, but 30 is no 30 %
        fits = (
            figure.sign in signs or (not is_amount and "" in signs) or (not figure.sign and signs)
        )
        if not fits:
            number = after[figure.start : figure.end]
            message = N_("The number {number} is neither in the line nor in its facts.")
            yield Refusal(
                RefusalCode.NUMBER, message, (("number", number),), figure.start, figure.end
            )


def _sizes(before: ScriptLine, after: str, ground: Ground) -> Iterator[Refusal]:
    """Find sizes the line and its facts do not name."""
    known = set(_SIZE.findall(" ".join(_allowed(before, after, ground))))
    for match in _SIZE.finditer(after):
        if match.group() not in known:
            message = N_("The size {size} is neither in the line nor in its facts.")
            args = (("size", match.group()),)
            yield Refusal(RefusalCode.SIZE, message, args, match.start(), match.end())


def _words(before: ScriptLine, after: str, ground: Ground) -> Iterator[Refusal]:
    """Find materials, colours, documents and properties the product is not known to have."""
    known = ground.words
    values = " | ".join(
        ground.facts.values[name] for name in ground.facts.held & {*ground.facts.values}
    )
    allowed = known.find(" | ".join((*_allowed(before, after, ground), values)), parts=True)
    held = known.held | {concept for concept, _word in allowed}
    named = known.find(after)
    fine = {word for concept, word in named if concept in held}
    for word in dict.fromkeys(word for _concept, word in named if word not in fine):
        message = N_("“{word}” is in no fact of this product.")
        start, end = _place(word, after)
        args = (("word", after[start:end] or word),)
        yield Refusal(RefusalCode.WORD, message, args, start, end)


def _place(word: str, text: str) -> tuple[int, int]:
    """Return where the folded ``word`` stands in ``text``, 0 and 0 where that cannot be told."""
    at = text.lower().find(word)
    return (at, at + len(word)) if 0 <= at <= len(text) - len(word) else (0, 0)


def _promises(before: ScriptLine, after: str, ground: Ground) -> Iterator[Refusal]:
    """Find promises the line does not rest on and did not make."""

    def promised(text: str) -> Iterator[tuple[tuple[str, str], int, int]]:
        # of what rests on no condition only the very words may be said again
        for name, start, end in promises_in(text, ground.locale):
            yield (name, "" if name else fold(text[start:end])), start, end

    made = {key for text in _allowed(before, after, ground) for key, _start, _end in promised(text)}
    held = CLAIM_CONDITIONS.intersection(before.facts)
    if any(name == "certificate" for name, _value in _said_facts(after, ground)):
        held |= {"certificate"}
    for key, start, end in promised(after):
        if key not in made and key[0] not in held:
            message = N_("“{words}” promises something this line does not rest on.")
            args = (("words", after[start:end]),)
            yield Refusal(RefusalCode.PROMISE, message, args, start, end)


def _voice(before: ScriptLine, after: str, ground: Ground) -> Iterator[Refusal]:
    """Find words the voice of the script does not say."""
    for word in ground.never:
        pattern = _whole(word, ground.locale)
        match = pattern.search(after)
        if match is not None and not pattern.search(before.text):
            message = N_("“{word}” is a word of another voice.")
            yield Refusal(RefusalCode.VOICE, message, (("word", word),), match.start(), match.end())


def _names(before: ScriptLine, after: str, ground: Ground) -> Iterator[Refusal]:
    """Find names that stood in the line and are gone."""
    for name in ground.keep:
        pattern = _whole(name, ground.locale)
        if pattern.search(before.text) and not pattern.search(after):
            yield Refusal(RefusalCode.NAME, N_("The name “{name}” is lost."), (("name", name),))


def _whole(word: str, locale: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Return what matches ``word`` as a whole; anywhere in scripts without spaces."""
    found = re.escape(word)
    spaceless = language(locale) in {*HAN_LANGUAGES, "th"}
    return re.compile(found if spaceless else rf"(?<!\w){found}(?!\w)", flags)


def _time(before: ScriptLine, after: str, ground: Ground) -> Iterator[Refusal]:
    """Tell how much longer or shorter it takes; what takes far longer does not fit its beat."""
    if ground.rate is None:
        return

    def took(text: str) -> float:
        return measure(text, before.lane, rate, ground.locale, ground.counted, ground.per_minute)[2]

    rate = ground.rate
    then, now = took(before.text), took(after)
    off = now - then
    if abs(off) <= max(then * TOLD, SLACK):
        return
    args = (("now", f"{now:.1f}"), ("then", f"{then:.1f}"))
    note = off <= max(then * REFUSED, SLACK)
    message = N_("It takes {now} s, the line took {then} s.")
    if not note:
        message = N_("It takes {now} s, the line took {then} s: too long for its place.")
    yield Refusal(RefusalCode.TIME, message, args, note=note)

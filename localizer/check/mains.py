"""A check of goods that plug in: do voltage, frequency and plug fit the market's wall?

Voltages are told apart in two groups: up to 150 V and from 180 V on; nothing of a home lies between. What
the goods take is read from facts about voltage and input and from the options, so far as it lies in the
mains range: 5 V from USB is none of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Final

from localizer.check.context import ListingContext
from localizer.i18n import N_
from localizer.model.finding import Finding, Severity
from localizer.model.market import Mains as MarketMains
from localizer.model.product import Fact, Product

#: Lowest and highest mains voltage of a home with its tolerance (IEC 60038: 100 V - 10 %, 240 V + 10 %).
_RANGE: Final = (Decimal(90), Decimal(264))
_LOW_UNTIL: Final = Decimal(150)
_HIGH_FROM: Final = Decimal(180)
_VOLTS: Final = re.compile(
    r"(?<![\d.])(\d{2,3})(?:\s*V)?(?:\s*[-~〜–—至到]\s*(\d{2,3}))?\s*(?:V(?:\s?AC)?(?![A-Za-z])|伏|volts?\b)",
    re.IGNORECASE,
)
_HERTZ: Final = re.compile(
    r"(?<![\d.])(\d{2})(?:\s*Hz)?(?:\s*[-~/、]\s*(\d{2}))?\s*(?:Hz\b|赫)", re.IGNORECASE
)
#: How sellers of our source languages head the facts a voltage stands in.
_INPUT_WORDS: Final = re.compile(
    r"电压|電壓|输入|輸入|电源|電源|volt|input|power supply|tegangan|voltase|voltan|แรงดัน|điện áp|boltahe",
    re.IGNORECASE,
)
_OUTPUT_WORDS: Final = re.compile(
    r"输出|輸出|电池|電池|output|batter|baterai|bateri", re.IGNORECASE
)
_PLUG_WORDS: Final = re.compile(
    r"插头|插頭|plug|steker|colokan|palam|ปลั๊ก|phích|plaka", re.IGNORECASE
)
#: Plug letters (IEC world plugs) by the names of sellers. 国标 is two flat pins (A) or three (I).
_PLUGS: Final[tuple[tuple[re.Pattern[str], frozenset[str]], ...]] = tuple(
    (re.compile(pattern, re.IGNORECASE), frozenset(letters))
    for pattern, letters in (
        (r"美[规規标標式]|\bUS\b|\bUSA\b|american", "AB"),
        (r"欧[规規标標式]|歐[規標式]|\bEU\b|europe", "CEF"),
        (r"英[规規标標式]|\bUK\b|british", "G"),
        (r"澳[规規标標式]|\bAU\b|austral", "I"),
        (r"国标|國標|中[规規]|\bCN\b|chinese", "AI"),
        (r"日[规規标標式]|\bJP\b|japan", "A"),
        (r"韩[规規标標]|韓[規標]|\bKR\b|korea", "CF"),
        (r"巴西?[规規]|\bBR\b|brazil", "CN"),
        (r"瑞士|\bCH\b|swiss", "CJ"),
        (r"意[规規标標式]|\bIT\b|ital", "CL"),
    )
)
#: A letter itself. Not "type C" alone, which is a USB plug.
_LETTER: Final = re.compile(
    r"\bplug type[\s:]+([A-O])\b|\btype[\s-]?([ABD-O])\b|\btype[\s-]?(C) plug", re.IGNORECASE
)
_STANDARD: Final = re.compile(r"[美欧歐英澳日韩韓][规規]|国标|國標|中[规規]|巴西?[规規]|南非[规規]")
#: An adapter for the plug in the box; it changes no voltage.
_ADAPTER: Final = re.compile(
    r"转换插头|轉換插頭|转换头|轉換頭|转接插头|插头转换|插頭轉換|plug (?:adap[te]r|convert[eo]r)"
    r"|travel adap[te]r|adap[te]r plug",
    re.IGNORECASE,
)
#: What turns at the speed of the mains, in the languages of most sellers.
_MOTOR: Final = re.compile(
    r"风扇|風扇|吹风机|吹風機|吸尘器|吸塵器|搅拌|攪拌|料理机|料理機|榨汁|绞肉|破壁|电机|電機|马达|馬達|水泵|气泵"
    r"|洗衣|冰箱|空调|空調|除湿机|缝纫机|縫紉機|电钻|電鑽|时钟|時鐘|挂钟|钟表|闹钟"
    r"|\b(?:fan|hair ?dryer|vacuum|blender|mixer|grinder|pump|motor|drill|fridge|refrigerator|clock"
    r"|compressor|sewing machine|washing machine|dehumidifier)s?\b",
    re.IGNORECASE,
)
_HERTZ_60: Final = 60
_MAX_SHOWN: Final = 3

_WRONG: Final = N_(
    "The goods take {voltage}, {market} has {mains}: they do not run there. Offer a version for {mains}, or "
    "leave this market out."
)
_PARTLY: Final = N_(
    "{options}: not for {mains}, which {market} has. Leave these options out of this listing."
)
_BY_PLACE: Final = N_(
    "The goods take {voltage}, {market} has {mains}, by place. Offer a version for both, or say in the title "
    "which one it is."
)
_HZ: Final = N_(
    "The goods are made for {hz} Hz, {market} has {mains_hz} Hz: motors and clocks run at another speed. Ask "
    "the maker whether they may be used there."
)
_HZ_UNKNOWN: Final = N_(
    "{market} has {mains_hz} Hz, which changes the speed of motors and clocks. Add the frequency the goods "
    "are made for to their facts."
)
_PLUG: Final = N_(
    "The plug ({plug}) does not fit the sockets of {market} ({sockets}). Offer one that fits, or put an "
    "adapter in the box and name it in the package's contents."
)


@dataclass(frozen=True, slots=True)
class _Supply:
    """A statement of what goods take: its text and whether low and high mains voltages are covered."""

    text: str
    low: bool
    high: bool

    def fits(self, mains: MarketMains) -> bool:
        """Tell whether it runs everywhere in the market."""
        low, high = _groups(mains)
        return (self.low or not low) and (self.high or not high)

    def fits_somewhere(self, mains: MarketMains) -> bool:
        """Tell whether it runs in a part of the market at least."""
        low, high = _groups(mains)
        return (self.low and low) or (self.high and high)


class Mains:
    """Goods that plug in run on the market's mains and fit its sockets."""

    id: ClassVar[str] = "mains"

    def check(self, context: ListingContext) -> list[Finding]:
        """Return what does not fit: a wrong voltage blocks, a plug or a frequency warns."""
        mains = None if context.market is None else context.market.mains
        if mains is None:
            return []
        product = context.product
        options = _options(product)
        by_option = [supply for text in options for supply in _supplies([text])]
        stated = by_option or _fact_supplies(product)
        found = []
        if stated:
            found = self._voltage(context, mains, stated, by_option=bool(by_option))
            if not found:
                found = self._frequency(context, mains)
        return found + self._plug(context, mains, options, plugs_in=bool(stated))

    def _voltage(
        self,
        context: ListingContext,
        mains: MarketMains,
        stated: list[_Supply],
        *,
        by_option: bool,
    ) -> list[Finding]:
        """Check the voltages.

        Of options that together run everywhere in the market, those are wrong that run nowhere in it.
        """
        together = _Supply("", any(one.low for one in stated), any(one.high for one in stated))
        if by_option and together.fits(mains):
            bad = [supply for supply in stated if not supply.fits_somewhere(mains)]
        else:
            bad = [supply for supply in stated if not supply.fits(mains)]
        if not bad:
            return []
        voltage = _listed(supply.text for supply in bad)
        args = (("voltage", voltage), ("market", context.target.market), ("mains", _volts(mains)))
        if by_option and len(bad) < len(stated):
            return [
                self._finding(mains, Severity.WARNING, _PARTLY, (("options", voltage), *args[1:]))
            ]
        if any(supply.fits_somewhere(mains) for supply in bad):
            return [self._finding(mains, Severity.WARNING, _BY_PLACE, args)]
        return [self._finding(mains, Severity.BLOCK, _WRONG, args)]

    def _frequency(self, context: ListingContext, mains: MarketMains) -> list[Finding]:
        """Check the hertz: what is stated, and for motors at high voltage and 60 Hz what is not."""
        product = context.product
        motor = _MOTOR.search(f"{product.title} {product.category}") is not None
        stated = {hertz for fact in product.facts if _is_mains(fact) for hertz in _hertz(fact)}
        args = (("market", context.target.market), ("mains_hz", str(mains.hz)))
        if stated and mains.hz not in stated:
            severity = Severity.WARNING if motor else Severity.INFO
            hz = ("hz", "/".join(str(one) for one in sorted(stated)))
            return [self._finding(mains, severity, _HZ, (hz, *args))]
        unusual = mains.hz == _HERTZ_60 and _groups(mains) == (False, True)
        if motor and unusual and not stated:
            return [self._finding(mains, Severity.INFO, _HZ_UNKNOWN, args)]
        return []

    def _plug(
        self, context: ListingContext, mains: MarketMains, options: list[str], *, plugs_in: bool
    ) -> list[Finding]:
        """Check the plug, where one is stated and no adapter is in the box."""
        texts = [text for text in options if _states_plug(text, plugs_in=plugs_in)]
        texts += [
            fact.value
            for fact in context.product.facts
            if _PLUG_WORDS.search(f"{fact.name} {fact.label}") or _PLUG_WORDS.search(fact.value)
        ]
        plugs = [(text, letters) for text in texts if (letters := _letters(text))]
        sockets = frozenset(mains.plugs)
        if not plugs or any(letters & sockets for _text, letters in plugs):
            return []
        if any(_ADAPTER.search(text) for text in _all_texts(context.product)):
            return []
        args = (
            ("plug", _listed(text for text, _letters in plugs)),
            ("market", context.target.market),
            ("sockets", "/".join(mains.plugs)),
        )
        return [self._finding(mains, Severity.WARNING, _PLUG, args)]

    def _finding(
        self,
        mains: MarketMains,
        severity: Severity,
        message: str,
        args: tuple[tuple[str, str], ...],
    ) -> Finding:
        return Finding(self.id, severity, message, args, source=", ".join(mains.sources))


def _groups(mains: MarketMains) -> tuple[bool, bool]:
    """Return whether the market has low and whether it has high mains voltages."""
    return any(volts <= _LOW_UNTIL for volts in mains.voltages), any(
        volts >= _HIGH_FROM for volts in mains.voltages
    )


def _volts(mains: MarketMains) -> str:
    return "/".join(str(volts) for volts in mains.voltages) + " V"


def _listed(texts: Iterable[str]) -> str:
    """Return a few of ``texts``, each once."""
    once = list(dict.fromkeys(texts))
    return ", ".join(once[:_MAX_SHOWN]) + (" …" if len(once) > _MAX_SHOWN else "")


def _options(product: Product) -> list[str]:
    """Return every value of the variants' options once, with the option's name where it speaks of plugs."""
    values = (
        f"{name} {value}" if _PLUG_WORDS.search(name) else value
        for variant in product.variants
        for name, value in variant.options
    )
    return list(dict.fromkeys(values))


def _fact_supplies(product: Product) -> list[_Supply]:
    """Return what the facts about voltage and input say, all of them together in one where several do."""
    found = [supply for fact in product.facts for supply in _of_fact(fact)]
    if len(found) < 2:  # noqa: PLR2004 - nothing to put together
        return found
    text = _listed(supply.text for supply in found)
    return [_Supply(text, any(one.low for one in found), any(one.high for one in found))]


def _of_fact(fact: Fact) -> list[_Supply]:
    words = f"{fact.name} {fact.label}"
    if not _INPUT_WORDS.search(words) or _OUTPUT_WORDS.search(words):
        return []
    if fact.unit == "volt" and fact.number is not None:
        pairs = [(fact.number, fact.number_to or fact.number)]
        written = unicodedata.normalize("NFKC", fact.value)
        pairs += [pair for pair in _pairs(written) if pair not in pairs]
        return _made(pairs, fact.value)
    return _supplies([fact.value])


def _supplies(texts: Iterable[str]) -> list[_Supply]:
    """Return what each of ``texts`` says goods take from the mains; nothing for one that says nothing."""
    return [
        supply
        for text in texts
        for supply in _made(list(_pairs(unicodedata.normalize("NFKC", text))), text)
    ]


def _pairs(text: str) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield the voltages in ``text``, lowest and highest; 110/220V is two of them."""
    shared = re.sub(r"(\d{2,3})\s*[/、]\s*(?=\d{2,3}\s*[Vv伏])", r"\1V ", text)
    for match in _VOLTS.finditer(shared):
        low = Decimal(match[1])
        yield low, Decimal(match[2] or match[1])


def _made(pairs: Iterable[tuple[Decimal, Decimal]], text: str) -> list[_Supply]:
    """Return one statement of the mains voltages among ``pairs``, or nothing."""
    lowest, highest = _RANGE
    mains = [(low, high) for low, high in pairs if lowest <= low <= high <= highest]
    if not mains:
        return []
    low = any(start <= _LOW_UNTIL for start, _end in mains)
    high = any(end >= _HIGH_FROM for _start, end in mains)
    written = text.strip()
    return [_Supply(f"{written} V" if written.isdecimal() else written, low, high)]


def _is_mains(fact: Fact) -> bool:
    """Tell whether a fact can state the mains frequency; 60 Hz of a screen is another thing."""
    return fact.name == "frequency" or _INPUT_WORDS.search(f"{fact.name} {fact.label}") is not None


def _hertz(fact: Fact) -> Iterator[int]:
    """Yield the mains frequencies a fact states: 50, 60 or both."""
    texts = [fact.value]
    if fact.unit == "hertz" and fact.number is not None:
        texts.append(f"{fact.number:f}Hz")
    for text in texts:
        for match in _HERTZ.finditer(unicodedata.normalize("NFKC", text)):
            yield from (int(one) for one in match.groups() if one in {"50", "60"})


def _states_plug(text: str, *, plugs_in: bool) -> bool:
    """Tell whether an option is about a plug: it says so, or names a standard of goods that plug in."""
    if _PLUG_WORDS.search(text):
        return True
    return plugs_in and _STANDARD.search(text) is not None


def _letters(text: str) -> frozenset[str]:
    """Return the plug letters ``text`` may mean; none where it names no plug we know."""
    found: set[str] = set()
    for pattern, letters in _PLUGS:
        if pattern.search(text):
            found |= letters
    found |= {letter.upper() for match in _LETTER.finditer(text) for letter in match.groups("")}
    return frozenset(found - {""})


def _all_texts(product: Product) -> Iterator[str]:
    """Yield every text in which an adapter in the box can be named."""
    yield product.title
    yield from product.bullets
    yield from (fact.value for fact in product.facts)
    yield from (value for variant in product.variants for _name, value in variant.options)

"""Numbers that a text says in words: which they are and where, in the languages of the phrase banks.

Read are whole numbers as a host says them (``twenty-four``, ``vierundzwanzig``, ``สองร้อย``). A word that is
usually no number (the French ``neuf``, the Vietnamese ``năm``) counts where what is counted follows it.
Own tables, November 2026; `localizer.script.spoken` counts how long numbers take, this module reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final

from localizer.model.locale import language

_TENS: Final = (20, 30, 40, 50, 60, 70, 80, 90)
#: What makes a hundred a percentage: pour cent, por ciento.
_PER: Final = ("pour ", "por ", "per ")
#: No price and no count has more words than this.
_LONGEST: Final = "{0,15}"
_TEN, _TWENTY, _HUNDRED, _THOUSAND = 10, 20, 100, 1000


@dataclass(frozen=True)
class NumberWords:
    """How a language writes numbers.

    ``plain`` words are numbers by themselves, ``times`` multiply what is before them inside thousands and
    ``outer`` all of it; ``teens`` add ten. ``link`` stands between tens and units. ``glued`` languages write
    a number as one word, ``spaceless`` ones have no spaces at all. ``doubtful`` words are numbers only before
    one of ``counted`` (a pattern) or beside another number; ``never`` are words that begin like one.
    """

    plain: Mapping[str, int]
    times: Mapping[str, int] = field(default_factory=dict)
    outer: Mapping[str, int] = field(default_factory=dict)
    teens: tuple[str, ...] = ()
    link: str = ""
    glued: bool = False
    spaceless: bool = False
    doubtful: frozenset[str] = frozenset()
    counted: str = r"(?!)"
    never: str = r"(?!)"

    @cached_property
    def atom(self) -> re.Pattern[str]:
        """What matches one word of a number."""
        words = [*self.plain, *self.times, *self.outer, *self.teens]
        every = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
        return re.compile(every)

    @cached_property
    def run(self) -> re.Pattern[str]:
        """What matches words of numbers that stand side by side."""
        return re.compile(self.words("*"))

    def words(self, more: str) -> str:
        """Return the pattern of a word of a number with as many ``more`` beside it (a quantifier)."""
        one = self.atom.pattern
        if self.spaceless:
            return rf"(?!{self.never})(?:{one})(?:(?!{self.never})(?:{one})){more}"
        gap = r"[ -]?" if self.glued else r"(?: |-)"
        link = rf"(?:{self.link}{gap})?" if self.link else ""
        # atomic: "quatre-vingt-quatre-vingt-…" must not be taken apart in every way
        return rf"(?<!\w)(?>(?:{one})(?:{gap}{link}(?:{one})){more})(?!\w)"

    @cached_property
    def follows(self) -> re.Pattern[str]:
        """What matches something that is counted."""
        return re.compile(rf"\s?(?:{self.counted})")


def _row(words: str, start: int = 0) -> dict[str, int]:
    """Return words in their order as numbers from ``start``; ``a/b`` are two words for one number."""
    return {
        word: number
        for number, group in enumerate(words.split(), start)
        for word in group.split("/")
    }


def _tens(words: str) -> dict[str, int]:
    """Return the words of 20, 30 … 90."""
    return {
        word: number
        for number, group in zip(_TENS, words.split(), strict=True)
        for word in group.split("/")
    }


def _hundreds(words: str) -> dict[str, int]:
    """Return the words of 200, 300 … 900."""
    return {word: number * _HUNDRED for word, number in _row(words, 2).items()}


_ENGLISH: Final = NumberWords(
    _row(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen"
    )
    | _tens("twenty thirty forty fifty sixty seventy eighty ninety")
    | {"dozen": 12},
    {"hundred": 100},
    {"thousand": 1000, "million": 10**6},
    link="and",
)
_MALAY: Final = NumberWords(
    _row("kosong/nol satu dua tiga empat lima enam tujuh delapan/lapan sembilan sepuluh sebelas")
    | {"seratus": 100, "seribu": 1000},
    {"puluh": 10, "ratus": 100},
    {"ribu": 1000, "juta": 10**6},
    teens=("belas",),
    doubtful=frozenset({"kosong"}),
)
_CHINESE_COUNTED: Final = (
    "[个個件条條双雙只隻套支枝瓶年天日月周週小分秒米厘公斤克毫升度元块塊折层層种種次人倍号號色款成片包盒"
    "位项項台臺部张張寸级級代期款%％]"
)
_WORDS: Final[Mapping[str, NumberWords]] = {
    "en": _ENGLISH,
    "de": NumberWords(
        _row(
            "null ein/eins/eine/einen/einem/einer zwei/zwo drei vier fünf sechs sieben acht neun zehn elf "
            "zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
        )
        | _tens("zwanzig dreißig/dreissig vierzig fünfzig sechzig siebzig achtzig neunzig"),
        {"hundert": 100},
        {"tausend": 1000, "million": 10**6, "millionen": 10**6},
        link="und",
        glued=True,
        doubtful=frozenset({"acht", "null"}),
        counted=r"(?:stunden|stück|tage|euro|prozent|farben|jahre|minuten|monate|größen|liter|gramm|mal)\b",
    ),
    "fr": NumberWords(
        _row(
            "zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
            "seize dix-sept dix-huit dix-neuf"
        )
        | _tens(
            "vingt/vingts trente quarante cinquante soixante septante "
            "quatre-vingts/quatre-vingt/huitante nonante"
        ),
        {"cent": 100, "cents": 100},
        {"mille": 1000, "million": 10**6, "millions": 10**6},
        link="et",
        doubtful=frozenset({"neuf"}),
        counted=r"(?:heures|jours|euros|mois|ans|minutes|pièces|couleurs|tailles|fois|pour cent|litres)\b",
    ),
    "es": NumberWords(
        _row(
            "cero un/uno/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
            "dieciséis diecisiete dieciocho diecinueve veinte veintiuno/veintiún/veintiuna veintidós "
            "veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
        )
        | _tens("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa")
        | _row("cien/ciento", 100)
        | _hundreds(
            "doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas "
            "quinientos/quinientas seiscientos/seiscientas setecientos/setecientas "
            "ochocientos/ochocientas novecientos/novecientas"
        ),
        outer={"mil": 1000, "millón": 10**6, "millones": 10**6},
        link="y",
    ),
    "it": NumberWords(
        _row(
            "zero un/uno/una due tre/tré quattro cinque sei sette otto nove dieci undici dodici tredici "
            "quattordici quindici sedici diciassette diciotto diciannove"
        )
        | _tens(
            "venti/vent trenta/trent quaranta/quarant cinquanta/cinquant sessanta/sessant "
            "settanta/settant ottanta/ottant novanta/novant"
        )
        | {"centotto": 108, "centottanta": 180},
        {"cento": 100},
        {"mille": 1000, "mila": 1000, "milione": 10**6, "milioni": 10**6},
        glued=True,
        doubtful=frozenset({"sei", "vent", "trent"}),
        counted=r"(?:ore|giorni|euro|mesi|anni|minuti|pezzi|colori|taglie|volte|per cento|litri)\b",
    ),
    "pt": NumberWords(
        _row(
            "zero um/uma dois/duas três quatro cinco seis sete oito nove dez onze doze treze "
            "quatorze/catorze quinze dezesseis/dezasseis dezessete/dezassete dezoito dezenove/dezanove"
        )
        | _tens("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa")
        | _row("cem/cento", 100)
        | _hundreds(
            "duzentos/duzentas trezentos/trezentas quatrocentos/quatrocentas quinhentos/quinhentas "
            "seiscentos/seiscentas setecentos/setecentas oitocentos/oitocentas "
            "novecentos/novecentas"
        ),
        outer={"mil": 1000, "milhão": 10**6, "milhões": 10**6},
        link="e",
    ),
    "id": _MALAY,
    "ms": _MALAY,
    "fil": NumberWords(
        {
            **_ENGLISH.plain,
            **_row(
                "wala/sero isa/isang dalawa/dalawang tatlo/tatlong apat lima/limang anim pito/pitong "
                "walo/walong siyam sampu/sampung"
            ),
            **_row("uno dos tres kwatro singko sais siyete/syete otso nuwebe/nwebe diyes/dyes", 1),
        },
        {"hundred": 100, "daan": 100, "daang": 100},
        {"thousand": 1000, "libo": 1000, "libong": 1000, "million": 10**6, "milyon": 10**6},
        link="and",
        doubtful=frozenset({"daan", "daang", "wala"}),
        counted=r"(?:piso|pesos)\b",
    ),
    "vi": NumberWords(
        _row("không một hai ba bốn/tư năm/lăm sáu bảy/bẩy tám chín mười") | {"mốt": 1},
        {"mươi": 10, "trăm": 100},
        {"nghìn": 1000, "ngàn": 1000, "triệu": 10**6},
        link="(?:lẻ|linh)",
        doubtful=frozenset({"không", "tư", "năm", "lăm", "chín", "mốt", "triệu", "ngàn", "nghìn"}),
        counted=r"(?:chiếc|cái|bộ|đôi|lần|ngày|phút|giờ|tháng|sao|màu|lớp|phần trăm|đồng|người)\b",
    ),
    "th": NumberWords(
        _row("ศูนย์ หนึ่ง/เอ็ด สอง/ยี่ สาม สี่ ห้า หก เจ็ด แปด เก้า"),
        {"สิบ": 10, "ร้อย": 100, "พัน": 1000, "หมื่น": 10_000, "แสน": 100_000},
        {"ล้าน": 10**6},
        spaceless=True,
        doubtful=frozenset({"ศูนย์", "ร้อย", "พัน", "หมื่น", "แสน", "ล้าน", "ยี่", "เอ็ด"}),
        counted="บาท|เปอร์เซ็นต์|ชิ้น|ตัว|ครั้ง|วัน|ปี|เดือน|ชั่วโมง|นาที|ดาว|เท่า|คน|สี",
        never="สามารถ|สามี|ห้าม|ห้าง|เก้าอี้|หกล้ม",
    ),
    "zh": NumberWords(
        _row("零/〇 一/壹 二/两/兩/贰 三/叁 四 五 六 七 八 九") | {"俩": 2, "仨": 3},
        {"十": 10, "百": 100, "千": 1000},
        {"万": 10_000, "萬": 10_000, "亿": 10**8, "億": 10**8},
        spaceless=True,
        doubtful=frozenset("零〇一壹二两兩贰三叁四五六七八九十百千万萬亿億"),
        counted=_CHINESE_COUNTED,
        never="十分(?!钟|鐘|之)|千万[别不要记請请]|千萬[別不要記請]|万[一千]|萬[一千]|[一三]个劲|四季|百搭|百分之|十足",
    ),
}


@lru_cache(maxsize=4096)
def worded_numbers(text: str, locale: str) -> tuple[tuple[int, int, int], ...]:
    """Return the numbers ``text`` says in words: value, start, end. One may well be an article."""
    words = _WORDS.get(language(locale))
    if words is None:
        return ()
    lower = text.lower()
    if len(lower) != len(text):  # İ grows: the places would be wrong
        lower = text
    return tuple(one for match in words.run.finditer(lower) for one in _read(words, match, lower))


def number_pattern(locale: str) -> str:
    """Return a regular expression for a whole number of ``locale`` in lower-case words, without groups."""
    words = _WORDS.get(language(locale))
    return "(?!)" if words is None else words.words(_LONGEST)


def worded_value(text: str, locale: str) -> int | None:
    """Return the number that ``text`` is as a whole, found by `number_pattern`; ``None`` for two or none.

    Unlike `worded_numbers` it takes the doubtful words too: who asks knows that a number stands there.
    """
    words = _WORDS.get(language(locale))
    lower = text.lower()
    if words is None or words.run.fullmatch(lower) is None:
        return None
    sums = _Sum()
    before = 0
    for atom in words.atom.finditer(lower):
        if sums.ends_before(words, atom.group(), lower[before : atom.start()]):
            return None
        sums.take(words, atom)
        before = atom.end()
    return sums.value


def _read(words: NumberWords, match: re.Match[str], text: str) -> Iterator[tuple[int, int, int]]:
    """Yield the numbers of one run: ``two three`` are two of them."""
    sums = _Sum()
    before = match.start()
    for atom in words.atom.finditer(text, match.start(), match.end()):
        if sums.ends_before(words, atom.group(), text[before : atom.start()]):
            yield from _found(words, sums, text)
            sums = _Sum()
        sums.take(words, atom)
        before = atom.end()
    yield from _found(words, sums, text)


def _found(words: NumberWords, sums: _Sum, text: str) -> Iterator[tuple[int, int, int]]:
    """Yield what was read, unless it is a lone word that is a number only before what is counted."""
    if sums.value == _HUNDRED and text.endswith(_PER, 0, sums.start):
        return
    alone = text[sums.start : sums.end] in words.doubtful
    if not alone or words.follows.match(text, sums.end):
        yield sums.value, sums.start, sums.end


class _Sum:
    """A number as far as it was read: thousands, what is below them, and the units not yet multiplied."""

    def __init__(self) -> None:
        self.start = self.end = -1
        self._whole = self._group = self._unit = 0

    @property
    def value(self) -> int:
        return self._whole + self._group + self._unit

    def ends_before(self, words: NumberWords, atom: str, between: str) -> bool:
        """Tell whether ``atom`` begins another number; ``between`` stands before it."""
        unit, value = self._unit, words.plain.get(atom)
        if self.start < 0 or value is None:
            return False
        if words.link and words.link in between:
            # "twenty and five" is none in English, "vinte e cinco" is one; "zwei und drei" are two numbers
            return (
                unit < _TWENTY
                and not (words.glued and " " not in between)
                and not (self._group and not unit)
            )
        if not unit:
            return value >= _THOUSAND
        if unit % _TEN == 0 and _TWENTY <= unit < _HUNDRED:
            return value >= (_TWENTY if unit in (60, 80) else _TEN)
        return True

    def take(self, words: NumberWords, atom: re.Match[str]) -> None:
        """Add one word."""
        word = atom.group()
        self.start, self.end = atom.start() if self.start < 0 else self.start, atom.end()
        if word in words.teens:
            self._unit += _TEN
        elif word in words.times:
            self._group += (self._unit or 1) * words.times[word]
            self._unit = 0
        elif word in words.outer:
            self._whole = (self._whole + self._group + self._unit or 1) * words.outer[word]
            self._group = self._unit = 0
        else:
            self._add(words.plain[word])

    def _add(self, value: int) -> None:
        if value >= _HUNDRED:
            self._group += value
        else:
            self._group += self._unit
            self._unit = value

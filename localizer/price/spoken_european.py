"""Whole numbers in words for the European languages of the launch: en, de, fr, es, it, pt-BR.

``english`` to ``portuguese`` return the number as it is counted; the ``..._counted`` functions return it
before a masculine or neuter unit, with the unit in its form: ``veintiún euros``, ``un million d’euros``. All
take 0 to 999 999 999 999 and return words in NFC. They must not know currencies. Own tables, November 2026.
"""

# ruff: noqa: PLR2004 - two, ten and a hundred have no clearer names than their digits

from __future__ import annotations

from typing import Final

from localizer.price.spoken_unit import SpokenUnit, words_of

_MILLION: Final = 1_000_000
_BILLION: Final = 1_000_000_000

_EN: Final = words_of(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_EN_TENS: Final = words_of("_ _ twenty thirty forty fifty sixty seventy eighty ninety")
_DE: Final = words_of(
    "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn "
    "sechzehn siebzehn achtzehn neunzehn"
)
_DE_TENS: Final = words_of("_ _ zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
_FR: Final = words_of(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
)
_FR_TENS: Final = words_of(
    "_ _ vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt"
)
_ES: Final = words_of(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro "
    "veinticinco veintiséis veintisiete veintiocho veintinueve"
)
_ES_TENS: Final = words_of("_ _ _ treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_ES_HUNDREDS: Final = words_of(
    "_ ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos "
    "novecientos"
)
_IT: Final = words_of(
    "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici "
    "quindici sedici diciassette diciotto diciannove"
)
_IT_TENS: Final = words_of("_ _ venti trenta quaranta cinquanta sessanta settanta ottanta novanta")
_PT: Final = words_of(
    "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis "
    "dezessete dezoito dezenove"
)
_PT_TENS: Final = words_of("_ _ vinte trinta quarenta cinquenta sessenta setenta oitenta noventa")
_PT_HUNDREDS: Final = words_of(
    "_ cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos"
)


def english(number: int, *, british: bool) -> str:
    """Return English words; ``british`` says "and" before the tens: ``one hundred and one``."""
    if number < 20:
        return _EN[number]
    words = []
    rest = number
    for size, name in ((_BILLION, "billion"), (_MILLION, "million"), (1000, "thousand")):
        count, rest = divmod(rest, size)
        if count:
            words.append(f"{english(count, british=british)} {name}")
    hundreds, rest = divmod(rest, 100)
    if hundreds:
        words.append(f"{_EN[hundreds]} hundred")
    if rest:
        words += ["and"] if words and british else []
        words.append(_english_tens(rest))
    return " ".join(words)


def _english_tens(number: int) -> str:
    """Say 1 to 99."""
    tens, unit = divmod(number, 10)
    if number < 20:
        return _EN[number]
    return f"{_EN_TENS[tens]}-{_EN[unit]}" if unit else _EN_TENS[tens]


def german(number: int) -> str:
    """Return German words as they are counted: ``eins``, ``einhunderteins``."""
    words = _german(number)
    return f"{words}s" if number % 100 == 1 else words


def german_counted(number: int, unit: SpokenUnit) -> str:
    """Return ``ein Euro``, ``einhundertein Euro``, ``eine Million Euro``."""
    return f"{_german(number)} {unit.form(number)}"


def _german(number: int) -> str:
    """Say ``number`` with a final ``ein``, as before a noun."""
    words = []
    rest = number
    for size, one, many in (
        (_BILLION, "Milliarde", "Milliarden"),
        (_MILLION, "Million", "Millionen"),
    ):
        count, rest = divmod(rest, size)
        if count:
            feminine = "e" if count % 100 == 1 else ""
            words.append(f"{_german_word(count)}{feminine} {one if count == 1 else many}")
    if rest or not words:
        words.append(_german_word(rest))
    return " ".join(words)


def _german_word(number: int) -> str:
    """Say 0 to 999 999 as one word."""
    if number < 20:
        return _DE[number]
    thousands, rest = divmod(number, 1000)
    word = f"{_german_word(thousands)}tausend" if thousands else ""
    hundreds, rest = divmod(rest, 100)
    word += f"{_DE[hundreds]}hundert" if hundreds else ""
    tens, unit = divmod(rest, 10)
    if rest < 20:
        return word + (_DE[rest] if rest else "")
    return word + (f"{_DE[unit]}und" if unit else "") + _DE_TENS[tens]


def french(number: int) -> str:
    """Return French words, hyphens as before 1990: ``deux cents``, ``deux cent un``, ``vingt et un``."""
    words = []
    rest = number
    for size, name in ((_BILLION, "milliard"), (_MILLION, "million")):
        count, rest = divmod(rest, size)
        if count:
            words.append(f"{_french_group(count, final=True)} {name}{'s' if count > 1 else ''}")
    thousands, rest = divmod(rest, 1000)
    if thousands:
        words += [_french_group(thousands, final=False)] if thousands > 1 else []
        words.append("mille")
    if rest or not words:
        words.append(_french_group(rest, final=True))
    return " ".join(words)


def _french_group(group: int, *, final: bool) -> str:
    """Say 0 to 999; before ``mille`` (not ``final``) cent and vingt take no s."""
    hundreds, rest = divmod(group, 100)
    plural = "s" if final else ""
    if not hundreds:
        return _french_tens(rest, plural)
    cent = "cent" if hundreds == 1 else f"{_FR[hundreds]} cent"
    if not rest:
        return cent + (plural if hundreds > 1 else "")
    return f"{cent} {_french_tens(rest, plural)}"


def _french_tens(number: int, plural: str) -> str:
    """Say 0 to 99; 70 and 90 count on from 60 and 80."""
    if number < 20:
        return _FR[number]
    tens, unit = divmod(number, 10)
    if tens in (7, 9):
        unit += 10
    name = _FR_TENS[tens]
    if not unit:
        return name + (plural if tens == 8 else "")
    return f"{name} et {_FR[unit]}" if unit in (1, 11) and tens < 8 else f"{name}-{_FR[unit]}"


def french_counted(number: int, unit: SpokenUnit) -> str:
    """Return ``zéro euro``, ``deux cents euros``, ``un million d’euros``."""
    form = unit.one if number < 2 else unit.many
    if not _round_millions(number):
        return f"{french(number)} {form}"
    return f"{french(number)} {'d’' if form[0] in 'aeiou' else 'de '}{form}"


def spanish(number: int) -> str:
    """Return Spanish words as they are counted: ``veintiuno``, ``mil millones``."""
    millions, rest = divmod(number, _MILLION)
    if not millions:
        return _spanish_thousands(rest)
    name = "millón" if millions == 1 else "millones"
    head = f"{_spanish_short(_spanish_thousands(millions))} {name}"
    return f"{head} {_spanish_thousands(rest)}" if rest else head


def _spanish_thousands(number: int) -> str:
    """Say 0 to 999 999."""
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return _spanish_group(rest)
    head = "mil" if thousands == 1 else f"{_spanish_short(_spanish_group(thousands))} mil"
    return f"{head} {_spanish_group(rest)}" if rest else head


def _spanish_group(group: int) -> str:
    """Say 0 to 999."""
    hundreds, rest = divmod(group, 100)
    if group == 100:
        return "cien"
    head = f"{_ES_HUNDREDS[hundreds]} " if hundreds else ""
    if hundreds and not rest:
        return head.rstrip()
    if rest < 30:
        return head + _ES[rest]
    tens, unit = divmod(rest, 10)
    return head + _ES_TENS[tens] + (f" y {_ES[unit]}" if unit else "")


def _spanish_short(words: str) -> str:
    """Shorten a final ``uno`` as before a masculine noun, ``mil`` and ``millones``."""
    if words.endswith("veintiuno"):
        return words.removesuffix("uno") + "ún"
    return words.removesuffix("o") if words.endswith("uno") else words


def spanish_counted(number: int, unit: SpokenUnit) -> str:
    """Return ``veintiún euros``, ``un millón de pesos``, ``mil pesos``."""
    of = "de " if _round_millions(number) else ""
    return f"{_spanish_short(spanish(number))} {of}{unit.form(number)}"


def italian(number: int) -> str:
    """Return Italian words: one word below a million, ``ventitré``, ``centottanta``."""
    words = []
    rest = number
    for size, one, many in ((_BILLION, "miliardo", "miliardi"), (_MILLION, "milione", "milioni")):
        count, rest = divmod(rest, size)
        if count:
            words.append(f"un {one}" if count == 1 else f"{_italian_accent(count)} {many}")
    if rest or not words:
        words.append(_italian_accent(rest))
    return " ".join(words)


def _italian_accent(number: int) -> str:
    """Say 0 to 999 999; a final ``tre`` in a longer word takes its accent."""
    word = _italian_word(number)
    return word.removesuffix("tre") + "tré" if word.endswith("tre") and number > 3 else word


def _italian_word(number: int) -> str:
    """Say 0 to 999 999 as one word, without the accent."""
    if number < 20:
        return _IT[number]
    thousands, rest = divmod(number, 1000)
    word = ("mille" if thousands == 1 else f"{_italian_word(thousands)}mila") if thousands else ""
    hundreds, rest = divmod(rest, 100)
    if hundreds:
        cento = "cento" if hundreds == 1 else f"{_IT[hundreds]}cento"
        word += cento.removesuffix("o") if rest == 8 or rest // 10 == 8 else cento
    tens, unit = divmod(rest, 10)
    if rest < 20:
        return word + (_IT[rest] if rest else "")
    name = _IT_TENS[tens][:-1] if unit in (1, 8) else _IT_TENS[tens]
    return word + name + (_IT[unit] if unit else "")


def italian_counted(number: int, unit: SpokenUnit) -> str:
    """Return ``un euro``, ``ventuno euro``, ``un milione di euro``, ``un milione e un euro``."""
    of = "di " if _round_millions(number) else ""
    words = italian(number)
    if number % _MILLION == 1:  # a word of its own, which bends as an article does
        words = "un" if number == 1 else f"{words.removesuffix('uno')}e un"
    return f"{words} {of}{unit.form(number)}"


def portuguese(number: int) -> str:
    """Return Brazilian words; "e" stands before a last group that is round or below a hundred."""
    groups = []
    rest = number
    for size, one, many in (
        (_BILLION, "bilhão", "bilhões"),
        (_MILLION, "milhão", "milhões"),
        (1000, "mil", "mil"),
        (1, "", ""),
    ):
        count, rest = divmod(rest, size)
        if count:
            words = "" if size == 1000 and count == 1 else _portuguese_group(count)
            groups.append((count, f"{words} {one if count == 1 else many}".strip()))
    if not groups:
        return _PT[0]
    *heads, (last, words) = groups
    linked = "e " if heads and (last < 100 or last % 100 == 0) else ""
    return " ".join([*(head for _count, head in heads), linked + words])


def _portuguese_group(group: int) -> str:
    """Say 1 to 999."""
    if group == 100:
        return "cem"
    hundreds, rest = divmod(group, 100)
    words = [_PT_HUNDREDS[hundreds]] if hundreds else []
    if rest >= 20:
        tens, rest = divmod(rest, 10)
        words.append(_PT_TENS[tens])
    if rest:
        words.append(_PT[rest])
    return " e ".join(words)


def portuguese_counted(number: int, unit: SpokenUnit) -> str:
    """Return ``um real``, ``mil e duzentos reais``, ``um milhão de reais``."""
    of = "de " if _round_millions(number) else ""
    return f"{portuguese(number)} {of}{unit.form(number)}"


def _round_millions(number: int) -> bool:
    """Tell whether the words end in a million or more, which is a noun and takes "of"."""
    return number > 0 and number % _MILLION == 0

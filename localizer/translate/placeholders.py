"""What must come through a translation unchanged: tokens, tags, addresses, codes, brands, numbers with units.

`shield` puts ``⟦0⟧`` in their place before an engine sees a text, `restore` puts them back. A lost or
doubled one is an error, not a translation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from localizer.errors import InputError
from localizer.i18n import _

#: Unit symbols that are the same in every language; words such as 小时 are left to the translator.
_UNITS: Final = (
    *("mAh", "Wh", "kWh", "mg", "kg", "ml", "mL", "mm", "cm", "km", "g", "m", "L", "l", "kW", "W"),
    *(
        "mV",
        "kV",
        "V",
        "mA",
        "A",
        "Hz",
        "kHz",
        "MHz",
        "GHz",
        "dB",
        "GB",
        "TB",
        "MB",
        "lm",
        "nm",
        "Pa",
    ),
    *("kPa", "MPa", "rpm", "°C", "°F", "℃", "℉", "%", "％", "‰", "″", "°"),
)
_UNIT: Final = "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
#: Bounded and atomic: a long run of digits and commas must not be tried in every way.
_NUMBER: Final = r"(?>\d{1,15}(?:[.,]\d{1,15}){0,5})"
_ADDRESS: Final = (
    r"(?:https?://|www\.)[^\s<>\"'，。；、（）《》]{1,2000}"
    r"|(?<![\w.+-])[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
)
_TAG: Final = (
    r"<!--(?s:.){0,2000}?-->|</?[A-Za-z][^<>]{0,2000}>|&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|\w{2,31});"
)
_QUANTITY: Final = (
    rf"(?<![A-Za-z0-9.])(?<!\d,){_NUMBER}"
    rf"(?:\s?[×xX*~～–—-]\s?{_NUMBER}){{0,3}}\s?(?:{_UNIT})(?![A-Za-z0-9])"
)
_CODE: Final = (
    r"(?<![A-Za-z0-9-])(?=[A-Z0-9-]{0,40}[A-Z])(?=[A-Z0-9-]{0,40}\d)[A-Z0-9]{1,40}"
    r"(?:-[A-Z0-9]{1,40}){0,8}(?![A-Za-z0-9-])"
)
_SHIELD: Final = re.compile(r"⟦\s*(\d{1,6})\s*⟧")


class SpanKind(StrEnum):
    """What a protected span is."""

    MARK = "mark"
    TOKEN = "token"  # noqa: S105 - a price token such as {price}
    TAG = "tag"
    ADDRESS = "address"
    BRAND = "brand"
    QUANTITY = "quantity"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Span:
    """A protected part of a text, from ``start`` to before ``end``."""

    start: int
    end: int
    kind: SpanKind


@dataclass(frozen=True, slots=True)
class Shielded:
    """A text with ``⟦n⟧`` in place of what is protected; ``originals[n]`` is what belongs there."""

    text: str
    originals: tuple[str, ...]


class PlaceholderError(InputError):
    """A translation lost, doubled or invented a protected part; the sentence names it."""


def protected_spans(text: str, *, brands: Iterable[str] = ()) -> tuple[Span, ...]:
    """Return what must not be translated, in order and without overlaps."""
    return tuple(
        Span(match.start(), match.end(), SpanKind(match.lastgroup or "mark"))
        for match in _pattern(brands).finditer(text)
    )


def shield(text: str, *, brands: Iterable[str] = ()) -> Shielded:
    """Put ``⟦0⟧``, ``⟦1⟧``, … in the place of everything protected."""
    pieces: list[str] = []
    originals: list[str] = []
    place = 0
    for span in protected_spans(text, brands=brands):
        pieces += [text[place : span.start], f"⟦{len(originals)}⟧"]
        originals.append(text[span.start : span.end])
        place = span.end
    return Shielded("".join([*pieces, text[place:]]), tuple(originals))


def restore(text: str, originals: Sequence[str]) -> str:
    """Put the ``originals`` back. Raises `PlaceholderError` on a lost, doubled or invented one."""
    found = Counter(int(match[1]) for match in _SHIELD.finditer(text))
    for number, original in enumerate(originals):
        times = found[number]
        if times != 1:
            sentence = (
                _("The translation lost “{part}”.")
                if times == 0
                else _("The translation has “{part}” more than once.")
            )
            raise PlaceholderError(sentence.format(part=original))
    if len(found) != len(originals):
        raise PlaceholderError(_("The translation has a placeholder that was not in the source."))
    return _SHIELD.sub(lambda match: originals[int(match[1])], text)


def _pattern(brands: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of everything protected; what comes first wins where two could begin."""
    names = sorted({brand.strip() for brand in brands} - {""}, key=len, reverse=True)
    whole = "|".join(re.escape(name) for name in names)
    rules = {
        SpanKind.MARK: "[⟦⟧]",
        SpanKind.TOKEN: r"\{[a-z_]{1,32}(?::[^{}\s]{0,32})?\}",
        SpanKind.TAG: _TAG,
        SpanKind.ADDRESS: _ADDRESS,
        SpanKind.BRAND: rf"(?<![A-Za-z0-9])(?:{whole})(?![A-Za-z0-9])" if names else "",
        SpanKind.QUANTITY: _QUANTITY,
        SpanKind.CODE: _CODE,
    }
    return re.compile("|".join(f"(?P<{kind}>{rule})" for kind, rule in rules.items() if rule))

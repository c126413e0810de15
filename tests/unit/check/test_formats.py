"""Numbers and dates as the locale writes them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from localizer.check.context import TextContext
from localizer.check.formats import DateFormat, Digits, NumberFormat

Make = Callable[..., TextContext]


@pytest.mark.parametrize(
    ("source", "text", "locale", "right"),
    [
        ("1.5升", "1.5 l", "de-DE", "1,5 l"),
        ("1.5升", "1.5L-Tank", "de-DE", "1,5L-Tank"),
        ("1.5升", "1,5 l", "de-DE", None),
        ("1.5升", "1,5 l", "th-TH", "1.5 l"),
        ("1.5升", "1.5 l", "es-MX", None),
        ("1.5升", "1.5 l", "es-ES", "1,5 l"),
        ("99.9%", "99.9 %", "fr-FR", "99,9 %"),
        ("蓝牙5.0", "Bluetooth 5.0", "de-DE", None),
        ("USB 3.0，5.0W", "USB 3.0, 5.0 W", "de-DE", "USB 3.0, 5,0 W"),
        ("1500毫升", "1,500 ml", "de-DE", "1.500 ml"),
        ("1500毫升", "1.500 ml", "en-US", "1,500 ml"),
        ("1500毫升", "1.500 ml", "vi-VN", None),
        ("1.500升", "1.500 l", "en-US", None),
        ("1500毫升", "1,500 ml", "fr-FR", "1\u202f500 ml"),
        ("36,5", "36.5", "de-DE", None),
        ("192.168.1.10", "192.168.1.10 m", "de-DE", None),
        ("24.12.2026", "24.12.2026", "de-DE", None),
    ],
)
def test_number_format(
    source: str, text: str, locale: str, right: str | None, context: Make
) -> None:
    found = NumberFormat().check(context(text, source, locale=locale))
    mended = text
    for one in reversed(found):
        mended = mended[: one.start] + (one.fix or "") + mended[one.end :]
    assert mended == (right or text)
    assert bool(found) is (right is not None)


@pytest.mark.parametrize(
    ("text", "locale", "right"),
    [
        ("bis 12/24/2026", "de-DE", "bis 24/12/2026"),
        ("bis 24.12.2026", "de-DE", None),
        ("by 24/12/2026", "en-US", "by 12/24/2026"),
        ("by 12/24/2026", "en-US", None),
        ("by 12/24/2026", "en-GB", "by 24/12/2026"),
        ("hanggang 12/24/2026", "fil-PH", None),
        ("bis 05/06/2026", "de-DE", None),
        ("bis 45/46/2026", "de-DE", None),
        ("2026-12-24", "de-DE", None),
    ],
)
def test_date_format(text: str, locale: str, right: str | None, context: Make) -> None:
    found = DateFormat().check(context(text, locale=locale))
    assert [text[: one.start] + (one.fix or "") + text[one.end :] for one in found] == (
        [] if right is None else [right]
    )


@pytest.mark.parametrize(
    ("text", "locale", "fixes"),
    [
        ("๑๒ ชิ้น", "th-TH", []),
        ("๑๒ Stück", "de-DE", ["12"]),
        ("٣ und ४२", "de-DE", ["3", "42"]),
        ("12 Stück", "de-DE", []),
        ("m² ½", "de-DE", []),
    ],
)
def test_digits(text: str, locale: str, fixes: list[str], context: Make) -> None:
    assert [one.fix for one in Digits().check(context(text, locale=locale))] == fixes

"""Capital letters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from localizer.check.casing import Capitals, MixedCase, SentenceStart
from localizer.check.context import TextContext
from localizer.model.grounds import Grounds
from localizer.model.segment import Field

Make = Callable[..., TextContext]
ENGLISH: dict[str, object] = {"source_locale": "en-US", "field": Field.DESCRIPTION}


@pytest.mark.parametrize(
    ("source", "text", "values", "right"),
    [
        ("A very soft towel", "ein sehr weiches Tuch", ENGLISH, "Ein sehr weiches Tuch"),
        ("A very soft towel", "Ein sehr weiches Tuch", ENGLISH, None),
        ("very soft towel", "ein sehr weiches Tuch", ENGLISH, None),
        ("The iPhone case is soft", "iPhone Hülle ist weich", ENGLISH, None),
        ("Monday", "lunes", {**ENGLISH, "locale": "es-ES"}, None),
        ("柔软毛巾", "ein weiches Tuch", {}, None),
        ("柔软。轻。", "Sehr weich. es ist leicht.", {}, "Sehr weich. Es ist leicht."),
        ("柔软。轻。", "Etwa 5 kg bzw. mehr, approx. zehn", {}, None),
        ("柔软。轻。", "Sehr weich. iPhone passt.", {}, None),
        ("柔软。轻。", "Muy suave! es ligero", {"locale": "es-ES"}, None),
        ("A towel that is soft", "ผ้าขนหนู soft. very soft", {**ENGLISH, "locale": "th-TH"}, None),
    ],
)
def test_sentence_start(
    source: str, text: str, values: dict[str, object], right: str | None, context: Make
) -> None:
    found = SentenceStart().check(context(text, source, **values))
    mended = text
    for one in reversed(found):
        mended = mended[: one.start] + (one.fix or "") + mended[one.end :]
    assert mended == (right or text)


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("Sehr wEICH ist es", "weich"),
        ("HAndtuch aus Leinen", "Handtuch"),
        ("Tuch. wEICHES Tuch", "Weiches"),
        ("5000 mAh, 5 kWh, 30 dB, pH", None),
        ("LEDs und USBs", None),
        ("GByte", None),
        ("McDonald iPhone WiFi", None),
        ("eBOOKs", None),
    ],
)
def test_mixed_case(text: str, fix: str | None, context: Make) -> None:
    found = MixedCase().check(context(text))
    assert [one.fix for one in found] == ([] if fix is None else [fix])


def test_what_the_source_mixes_is_a_name(context: Make) -> None:
    assert MixedCase().check(context("Von tESLA gemacht", "tESLA 充电器")) == []


@pytest.mark.parametrize(
    ("text", "source", "spots"),
    [
        ("GRATIS VERSAND heute", "包邮", ["GRATIS VERSAND"]),
        ("HOCHWERTIG gemacht", "高级", ["HOCHWERTIG"]),
        ("USB LED HDMI Kabel", "线", []),
        ("ABS PVC 500 ML", "杯", []),
        ("IP67 und SPF50", "杯", []),
        ("FREE SHIPPING heute", "FREE SHIPPING today", []),
        ("POLARTEC FLEECE Jacke", "POLARTEC jacket", []),
        ("Becher", "杯", []),
        ("ผ้า COTTON BLEND", "杯", []),
    ],
)
def test_capitals(text: str, source: str, spots: list[str], context: Make) -> None:
    locale = "th-TH" if "ผ้า" in text else "de-DE"
    found = Capitals().check(context(text, source, locale=locale))
    assert [text[one.start : one.end] for one in found] == spots


def test_a_brand_may_be_in_capitals(context: Make) -> None:
    made = context("DREAMHOME Becher", "杯", grounds=Grounds(brand="DREAMHOME"))
    assert Capitals().check(made) == []

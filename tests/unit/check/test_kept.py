"""Addresses, codes, brands and emoji."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from localizer.check.context import TextContext
from localizer.check.kept import Codes, Emoji, Links
from localizer.model.finding import Severity
from localizer.model.grounds import Grounds
from localizer.model.segment import Field, Origin

Make = Callable[..., TextContext]
GROUNDS = Grounds(brand="Anker", skus=("MUG-350-R", "A1"))


@pytest.mark.parametrize(
    ("source", "text", "said"),
    [
        ("见 https://a.example/x。", "Siehe https://a.example/x.", []),
        ("见 https://a.example/x", "Siehe dort", [("", None)]),
        (
            "见 https://a.example/x",
            "Siehe https://a.example/y!",
            [("https://a.example/y", "https://a.example/x")],
        ),
        ("杯", "Becher www.shop.example", [("www.shop.example", None)]),
        ("问 info@shop.example", "Fragen: info@shop.example.", []),
        (
            "问 info@shop.example",
            "Fragen: info@shop.invalid",
            [("info@shop.invalid", "info@shop.example")],
        ),
        ("https://a.example/en/help", "https://a.example/de/help", []),
        ("https://en.a.example/help", "https://de.a.example/help", []),
        ("https://a.example", "", []),
        ("5 @ 3", "5 @ 3", []),
    ],
)
def test_links(source: str, text: str, said: list[tuple[str, str | None]], context: Make) -> None:
    found = Links().check(context(text, source))
    assert [(text[one.start : one.end], one.fix) for one in found] == said


@pytest.mark.parametrize(
    ("source", "text", "said"),
    [
        ("耳机 QC35-II", "Kopfhörer QC35-II", []),
        ("耳机 QC35-II", "Kopfhörer qc35-II", [("qc35-II", "QC35-II")]),
        ("耳机 QC35-II", "Kopfhörer QC35 II", [("QC35 II", "QC35-II")]),
        ("耳机 QC35-II", "Kopfhörer QC35–II", [("QC35–II", "QC35-II")]),
        ("耳机 QC35-II", "Kopfhörer", [("", None)]),
        ("适用 A2337", "Für A2337", []),
        ("适用 A2337", "Für A2338", [("", None)]),
        ("Anker 充电器", "ANKER Ladegerät", [("ANKER", "Anker")]),
        ("Anker 充电器", "Anker Ladegerät", []),
        ("Anker 充电器", "Ladegerät", [("", None)]),
        ("充电器", "anker Ladegerät", []),
        ("MUG-350-R 杯", "Becher mug-350-r", [("mug-350-r", "MUG-350-R")]),
        ("A1 杯", "Becher a1", [("a1", "A1")]),
        ("XA12 杯", "Becher XA12", []),
        ("IP67, 5V, 2A, USB-C, XL, SPF50, 5G", "IP 67", []),
        ("2-in-1, T-SHIRT, A4, H-13", "nichts", []),
    ],
)
def test_codes(source: str, text: str, said: list[tuple[str, str | None]], context: Make) -> None:
    found = Codes().check(context(text, source, grounds=GROUNDS))
    assert [(text[one.start : one.end], one.fix) for one in found] == said


@pytest.mark.parametrize(
    ("field", "origin", "number"),
    [
        (Field.BULLET, Origin.PERSON, 0),
        (Field.TITLE, Origin.PERSON, 1),
        (Field.TITLE, Origin.COMPOSED, 0),
    ],
)
def test_a_brand_may_be_left_out_of_a_bullet(
    field: Field, origin: Origin, number: int, context: Make
) -> None:
    made = context("Ladegerät", "Anker 充电器", grounds=GROUNDS, field=field, origin=origin)
    assert len(Codes().check(made)) == number


@pytest.mark.parametrize(
    ("source", "text", "said"),
    [
        ("🔥 杯", "🔥 Becher", []),
        ("🔥🔥 杯", "🔥 Becher", []),
        ("杯", "Becher 🔥", [(" 🔥", "", Severity.WARNING)]),
        ("杯", "🔥 Becher", [("🔥 ", "", Severity.WARNING)]),
        ("杯", "Becher 👩🏽\u200d💻 rot", [(" 👩🏽\u200d💻", "", Severity.WARNING)]),
        ("🔥 杯", "Becher", [("", None, Severity.INFO)]),
        ("杯 ★ ® ™ ✓ →", "Becher ☆ ® ™ ✔ ←", []),
        ("杯", "", []),
    ],
)
def test_emoji(
    source: str, text: str, said: list[tuple[str, str | None, Severity]], context: Make
) -> None:
    found = Emoji().check(context(text, source))
    assert [(text[one.start : one.end], one.fix, one.severity) for one in found] == said

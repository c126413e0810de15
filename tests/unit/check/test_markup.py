"""Tags and entities."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from localizer.check.context import TextContext
from localizer.check.markup import Entities, Tags

Make = Callable[..., TextContext]


@pytest.mark.parametrize(
    ("source", "text", "said"),
    [
        ("<b>杯</b>", "<b>Becher</b>", []),
        ("<b>杯</b>", "Becher", ["missing <b>", "missing </b>"]),
        ("<b>杯</b>", "<b>Becher<b>", ["missing </b>", "<b>"]),
        ("杯", "<b>Becher</b>", ["<b>", "</b>"]),
        ("杯<br>红", "Becher<br/>rot", []),
        ("杯<br />红", "Becher<BR>rot", []),
        ('<a href="x">杯</a>', '<a href="y" title="z">Becher</a>', []),
        ("<p>杯</p><p>红</p>", "<p>Becher</p><p>rot</p>", []),
        ("<b>杯</b>红", "</b>Becher<b>rot", ["open </b>", "open <b>"]),
        ("<b>杯", "<b>Becher", []),
        ("<missing product>", "<fehlendes Produkt>", []),
        ("<5 kg, >3 kg", "<5 kg, >3 kg", []),
        ("2 <g id='1'>杯</g> <x id='2'/>", "2 <g id='1'>Becher</g>", ["missing <x/>"]),
        ("<b>杯</b>", "", []),
    ],
)
def test_tags(source: str, text: str, said: list[str], context: Make) -> None:
    marks = {"missing": "missing ", "closed": "open "}
    found = [
        next((mark for word, mark in marks.items() if word in one.message), "")
        + dict(one.args)["tag"]
        for one in Tags().check(context(text, source))
    ]
    assert found == said


@pytest.mark.parametrize(
    ("source", "text", "right"),
    [
        ("杯", "Becher &amp; Tasse", "Becher & Tasse"),
        ("杯", "Damen&#39;s", "Damen's"),
        ("<b>杯</b>", "<b>Becher &amp; Tasse</b>", None),
        ("杯&amp;碗", "Becher &amp; Tasse", None),
        ("<b>杯</b>", "<b>Becher &amp;amp; Tasse</b>", "<b>Becher &amp; Tasse</b>"),
        ("<b>杯</b>", "<b>Becher & amp; Tasse</b>", "<b>Becher &amp; Tasse</b>"),
        ("<b>杯</b>", "<b>Becher &nbsp Tasse</b>", "<b>Becher &nbsp; Tasse</b>"),
        ("杯", "H&M, R&D; Salz & Pfeffer", None),
        ("杯", "https://a.example/?a=1&lt=2", None),
    ],
)
def test_entities(source: str, text: str, right: str | None, context: Make) -> None:
    found = Entities().check(context(text, source))
    assert bool(found) is (right is not None)
    mended = text
    for one in reversed(found):
        assert one.fix is not None
        mended = mended[: one.start] + one.fix + mended[one.end :]
    assert mended == (right or text)

"""Finding the element that repeats, and reading it piece by piece."""

from __future__ import annotations

import io

import pytest

from localizer.intake import xml_records
from localizer.intake.xml_records import find_place, local, records_at


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("<rss><channel><item><t/></item></channel></rss>", ("rss", "channel", "item")),
        ("<a:feed xmlns:a='x'><a:entry><a:t/></a:entry></a:feed>", ("feed", "entry")),
        ("<shop><name/><offers><offer id='1' n='2'/></offers></shop>", ("shop", "offers", "offer")),
        ("<r><x><a/></x><x><a/></x><y><a/></y></r>", ("r", "x")),
        ("<r><x/><x/></r>", None),
        ("<item><a/></item>", None),
    ],
)
def test_the_place_of_the_products(text: str, place: tuple[str, ...] | None) -> None:
    assert find_place(lambda: io.StringIO(text)) == place


@pytest.mark.parametrize("size", [1, 7, 1 << 16])
def test_pieces_may_be_cut_anywhere(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(xml_records, "_PIECE", size)
    text = "<r>no<item><a>1 &amp; 2</a><b k='v'>x</b></item>and<item><a>3</a></item></r>"
    assert list(records_at(lambda: io.BytesIO(text.encode()), ("r", "item"))) == [
        (1, {"a": "1 & 2", "b": {"k": "v", "": "x"}}),
        (2, {"a": "3"}),
    ]


@pytest.mark.parametrize(("name", "short"), [("g:id", "id"), ("id", "id"), ("a:b:c", "c")])
def test_names_without_prefix(name: str, short: str) -> None:
    assert local(name) == short

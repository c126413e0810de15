"""A whole listing: what is required, how much of it is taken, what stands in it twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from localizer.check.context import ListedText, ListingContext
from localizer.check.listings import (
    PictureFiles,
    RepeatedLines,
    Required,
    TooMany,
    WholeLength,
)
from localizer.model.channel import Channel, FieldLimit, ImageFileLimit, LengthUnit
from localizer.model.finding import Finding, Severity
from localizer.model.product import Fact, FactKind, Product, Variant
from localizer.model.segment import Field, Origin, Segment, State, Translation

MakeLimit = Callable[..., FieldLimit]
Listing = Callable[..., ListingContext]
STEEL = Fact("material", FactKind.TERM, "钢")
FULL = Product(
    "P", "杯", (Variant("V", "V"),), "<p>好</p>", ("不漏",), brand="Nordkap", facts=(STEEL,)
)


def _texts(*texts: tuple[Field, str, str]) -> tuple[ListedText, ...]:
    return tuple(
        ListedText(
            Segment(number, 1, field, number, "material", source, "h"),
            Translation(number, "de-DE", text, State.DRAFT, Origin.PERSON, "h"),
        )
        for number, (field, source, text) in enumerate(texts)
    )


def _rules(found: list[Finding]) -> list[str]:
    return [one.rule for one in found]


@pytest.mark.parametrize(
    ("field", "changes", "missing"),
    [
        ("title", {"title": " "}, True),
        ("title", {}, False),
        ("description", {"description_html": "", "facts": ()}, True),
        ("description", {"description_html": ""}, False),  # written from the facts
        ("bullet", {"bullets": (), "facts": ()}, True),
        ("bullet", {"bullets": ("",), "facts": ()}, True),
        ("bullet", {"bullets": ()}, False),  # facts are bullets
        ("brand", {"brand": ""}, True),
        ("brand", {}, False),
        ("sku", {"variants": (Variant("V", "V"), Variant("W"))}, True),
        ("sku", {}, False),
    ],
)
@pytest.mark.parametrize("hard", [True, False])
def test_required_fields(
    field: str,
    changes: dict[str, object],
    listing: Listing,
    channel: Channel,
    limit: MakeLimit,
    *,
    missing: bool,
    hard: bool,
) -> None:
    product = replace(FULL, **changes)  # type: ignore[arg-type]
    wanted = replace(channel, limits=(limit(field, required=True, hard=hard),))
    found = Required().check(listing(product, wanted))
    assert _rules(found) == ([f"required:{field}"] if missing else [])
    assert {one.severity for one in found} <= {Severity.BLOCK if hard else Severity.WARNING}
    free = replace(channel, limits=(limit(field, required=False),))
    assert Required().check(listing(product, free)) == []


@pytest.mark.parametrize(
    ("field", "limit_", "told"),
    [
        ("bullet", 1, {"count": "2", "limit": "1"}),
        ("bullet", 2, None),
        ("option_name", 1, {"count": "2", "limit": "1"}),
        ("option_name", 2, None),
        ("option_value", 1, {"count": "2", "limit": "1"}),
        ("option_value", 2, None),
        ("variant", 1, {"count": "2", "limit": "1"}),
        ("variant", 2, None),
        ("variant", None, None),
    ],
)
def test_too_many(
    field: str,
    limit_: int | None,
    told: dict[str, str] | None,
    listing: Listing,
    channel: Channel,
    limit: MakeLimit,
) -> None:
    variants = (
        Variant("V", options=(("色", "黑"), ("码", "S"))),
        Variant("W", options=(("色", "黑"), ("码", "M"))),
    )
    product = replace(FULL, variants=variants, bullets=("a", "", "b"))
    found = TooMany().check(
        listing(product, replace(channel, limits=(limit(field, max_items=limit_),)))
    )
    assert [dict(one.args) for one in found] == ([] if told is None else [told])


@pytest.mark.parametrize(
    ("blocks", "values", "args"),
    [
        (("aaaa", "bbbb"), {"maximum": 8}, {"size": "9", "limit": "8"}),
        (("aaaa", "bbbb"), {"maximum": 9}, None),
        (("aaaa", "bbbb"), {"maximum": 22, "html": True}, {"size": "23", "limit": "22"}),
        (("aaaa", "bbbb"), {"maximum": 23, "html": True}, None),
        (("ää",), {"maximum": 4, "unit": LengthUnit.UTF8_BYTES}, None),
        (("aaaa", "bbbb"), {"minimum": 10}, {"size": "9", "limit": "10"}),
        (("aaaa", ""), {"minimum": 10}, None),  # not translated yet
        (("aaaaaaaaaa", "b"), {"maximum": 8}, None),  # told at the block itself
        ((), {"minimum": 10}, None),  # written from the facts
    ],
)
def test_the_description_as_a_whole(
    blocks: tuple[str, ...],
    values: dict[str, object],
    args: dict[str, str] | None,
    listing: Listing,
    channel: Channel,
    limit: MakeLimit,
) -> None:
    texts = _texts(*((Field.DESCRIPTION, "好", block) for block in blocks))
    made = replace(
        listing(FULL, replace(channel, limits=(limit("description", **values),))), texts=texts
    )
    found = WholeLength().check(made)
    assert [dict(one.args) for one in found] == ([] if args is None else [args])
    assert WholeLength().check(replace(made, texts=None)) == []


def test_bullets_are_counted_together(listing: Listing, channel: Channel, limit: MakeLimit) -> None:
    texts = _texts((Field.BULLET, "a", "aaaa"), (Field.BULLET, "b", "bbbb"))
    narrow, wide = (
        replace(
            listing(FULL, replace(channel, limits=(limit("bullet", max_total=most),))), texts=texts
        )
        for most in (7, 8)
    )
    assert _rules(WholeLength().check(narrow)) == ["whole_length:bullet"]
    assert WholeLength().check(wide) == []


@pytest.mark.parametrize(
    ("texts", "twice"),
    [
        (((Field.BULLET, "a", "Dicht"), (Field.BULLET, "a", "dicht")), ["dicht"]),
        (((Field.BULLET, "a", "Dicht"), (Field.FACT, "b", "Dicht")), ["Dicht"]),
        # told at the text itself: another source with the same translation
        (((Field.BULLET, "a", "Dicht"), (Field.BULLET, "b", "Dicht")), []),
        (((Field.BULLET, "a", ""), (Field.BULLET, "a", "")), []),
        (((Field.TITLE, "a", "Dicht"), (Field.BULLET, "a", "Dicht")), []),
        (((Field.BULLET, "a", "Dicht"), (Field.BULLET, "b", "Fest")), []),
    ],
)
def test_lines_that_stand_twice(
    texts: tuple[tuple[Field, str, str], ...], twice: list[str], listing: Listing
) -> None:
    found = RepeatedLines().check(replace(listing(FULL), texts=_texts(*texts)))
    assert [dict(one.args)["text"] for one in found] == twice


@pytest.mark.parametrize(
    ("images", "least", "formats", "messages"),
    [
        (("a.jpg", "b.PNG"), 2, ("jpg", "png"), []),
        (("a.jpg",), 2, (), ["1 pictures; the channel wants at least 2."]),
        ((), 2, ("jpg",), []),  # told by another check
        (("a.jpeg?v=1",), None, ("jpg",), []),
        (
            ("https://x/a.webp",),
            None,
            ("jpg",),
            ["https://x/a.webp is of a kind the channel does not take; it takes jpg."],
        ),
        (("https://x/image/42",), None, ("jpg",), []),  # nobody can tell
        (("a.webp",), None, (), []),
    ],
)
def test_pictures(
    images: tuple[str, ...],
    least: int | None,
    formats: tuple[str, ...],
    messages: list[str],
    listing: Listing,
    channel: Channel,
) -> None:
    kinds = ImageFileLimit("guide", "2026-11-21", "O", formats=formats) if formats else None
    asks = replace(channel, min_images=least, image_file=kinds)
    found = PictureFiles().check(listing(replace(FULL, images=images), asks))
    assert [one.message.format(**dict(one.args)) for one in found] == messages

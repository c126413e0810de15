"""What a channel accepts: length in its unit, characters, pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from localizer.check.context import ListingContext, TextContext
from localizer.check.limits import ForbiddenCharacters, Length, Pictures
from localizer.model.channel import Channel, FieldLimit, LengthUnit
from localizer.model.finding import Severity
from localizer.model.grounds import Grounds
from localizer.model.product import Product, Variant
from localizer.model.segment import Field

Make = Callable[..., TextContext]
MakeLimit = Callable[..., FieldLimit]


@pytest.mark.parametrize(
    ("text", "values", "args"),
    [
        ("abc", {"maximum": 3}, None),
        ("abcd", {"maximum": 3}, {"size": "4", "limit": "3"}),
        ("ab", {"minimum": 3}, {"size": "2", "limit": "3"}),
        ("ä" * 3, {"maximum": 5, "unit": LengthUnit.UTF8_BYTES}, {"size": "6", "limit": "5"}),
        ("保温", {"maximum": 3, "unit": LengthUnit.WEIGHTED}, {"size": "4", "limit": "3"}),
        ("ก" * 3, {"maximum": 3, "max_bytes": 8}, {"size": "9", "limit": "8"}),
        ("ก" * 4, {"maximum": 3, "max_bytes": 8}, {"size": "4", "limit": "3"}),
        ("abcd", {"advised_maximum": 3}, None),
        ("", {"minimum": 3}, None),
        ("abcd", {}, None),
    ],
)
@pytest.mark.parametrize("hard", [True, False])
def test_length(
    text: str,
    values: dict[str, object],
    args: dict[str, str] | None,
    context: Make,
    limit: MakeLimit,
    *,
    hard: bool,
) -> None:
    found = Length().check(context(text, limit=limit(hard=hard, **values)))
    assert [dict(one.args) for one in found] == ([] if args is None else [args])
    assert {one.severity for one in found} <= {Severity.BLOCK if hard else Severity.WARNING}
    assert {one.source for one in found} <= {"guide"}


def test_no_limit_no_finding(context: Make) -> None:
    assert Length().check(context("x" * 10_000)) == []


def test_a_short_block_of_a_description_is_fine_and_a_long_one_is_not(
    context: Make, limit: MakeLimit
) -> None:
    kept = limit("description", minimum=10, maximum=20)
    check = Length().check
    assert check(context("Kurz.", field=Field.DESCRIPTION, limit=kept)) == []
    assert len(check(context("x" * 21, field=Field.DESCRIPTION, limit=kept))) == 1


@pytest.mark.parametrize(
    ("field", "text", "characters"),
    [
        (Field.TITLE, "a!b|c", ["!", "|"]),
        (Field.BULLET, "a!b|c#", ["|", "#"]),
        (Field.FACT, "a!b|c#", ["|", "#"]),
        (Field.OPTION_NAME, "a!b|c#", ["|"]),
        (Field.DESCRIPTION, "a!b|c~", ["~"]),
    ],
)
def test_forbidden_characters(
    field: Field,
    text: str,
    characters: list[str],
    context: Make,
    channel: Channel,
    limit: MakeLimit,
) -> None:
    strict = replace(
        channel,
        forbidden_characters="|",
        limits=(
            limit("title", forbidden="!"),
            limit("bullet", forbidden="#"),
            limit("description", forbidden="~", html=True),
        ),
    )
    found = ForbiddenCharacters().check(context(text, field=field, channel=strict))
    assert [dict(one.args)["character"] for one in found] == characters
    assert [text[one.start : one.end] for one in found] == characters


def test_the_brands_own_characters_may_stand_in_a_title(
    context: Make, channel: Channel, limit: MakeLimit
) -> None:
    strict = replace(channel, limits=(limit("title", forbidden="!"),), forbidden_characters="$")
    branded = {"channel": strict, "grounds": Grounds(brand="Ya!o$")}
    check = ForbiddenCharacters().check
    assert [one.start for one in check(context("YA!O$ Becher!", **branded))] == [12]
    assert len(check(context("Ya!o$", field=Field.BULLET, **branded))) == 1
    assert len(check(context("Ya!o$", channel=strict))) == 2


@pytest.mark.parametrize(
    ("images", "of_variant", "most", "message"),
    [
        ((), "", None, "The product has no picture."),
        (("",), "", None, "The product has no picture."),
        ((), "v.jpg", None, None),
        (("a.jpg",), "", 1, None),
        (("a.jpg", "b.jpg"), "", 1, "{count} pictures; the channel takes {limit}."),
        (("a.jpg",) * 50, "", None, None),
    ],
)
def test_pictures(
    images: tuple[str, ...],
    of_variant: str,
    most: int | None,
    message: str | None,
    listing: Callable[..., ListingContext],
    channel: Channel,
) -> None:
    product = Product("P", "t", (Variant("V", image=of_variant),), images=images)
    found = Pictures().check(listing(product, replace(channel, max_images=most)))
    assert [one.message for one in found] == ([] if message is None else [message])

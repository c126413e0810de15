"""Tokens get today's values; what is no token stays."""

from __future__ import annotations

import pytest

from localizer.export.tokens import has_token, render, without_value

VALUES = {"price": "฿199", "bundle:2": "฿350", "empty": ""}


@pytest.mark.parametrize(
    ("text", "rendered", "missing"),
    [
        ("", "", ()),
        ("plain", "plain", ()),
        ("{price}", "฿199", ()),
        ("{price}{price}", "฿199฿199", ()),
        ("two: {bundle:2}", "two: ฿350", ()),
        ("{bundle:3} {was}", "⟦bundle:3⟧ ⟦was⟧", ("bundle:3", "was")),
        ("{was} {was}", "⟦was⟧ ⟦was⟧", ("was",)),
        ("{empty}", "⟦empty⟧", ("empty",)),
        ("{Price} {} { price } {price", "{Price} {} { price } {price", ()),
        ("{{price}}", "{฿199}", ()),
    ],
)
def test_render(text: str, rendered: str, missing: tuple[str, ...]) -> None:
    assert render(text, VALUES) == rendered
    assert without_value(text, VALUES) == missing


@pytest.mark.parametrize(
    ("text", "found"), [("{price}", True), ("{bundle:2}", True), ("{A}", False)]
)
def test_has_token(text: str, *, found: bool) -> None:
    assert has_token(text) is found


def test_a_value_is_not_rendered_again() -> None:
    assert render("{a}", {"a": "{b}", "b": "x"}) == "{b}"

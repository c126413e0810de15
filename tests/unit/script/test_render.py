from __future__ import annotations

import pytest

from localizer.model.script import Beat, Lane, Script, ScriptLine
from localizer.script.render import missing_in, render_line, render_script, tokens_in


@pytest.mark.parametrize(
    ("text", "tokens", "shown", "missing"),
    [
        ("It's {price}.", {"price": "$29.99"}, "It's $29.99.", ()),
        ("{bundle:2} for two", {"bundle:2": "$50"}, "$50 for two", ()),
        ("Was {was}, now {price}.", {"price": "$9"}, "Was ⟦was⟧, now $9.", ("was",)),
        ("{price} {price}", {}, "⟦price⟧ ⟦price⟧", ("price",)),
        ("{price}", {"price": ""}, "⟦price⟧", ("price",)),
        ("{} {foo bar}", {}, "⟦⟧ ⟦foo bar⟧", ("", "foo bar")),
        ("half {price", {"price": "1"}, "half price", ()),
        ("nested {{price}}", {"price": "1"}, "nested 1", ()),
        ("value {price}", {"price": "{was}"}, "value was", ()),
        ("plain", {"price": "1"}, "plain", ()),
        # a slot is a name and nothing else: no attribute, item, conversion or width of Python's own
        ("{price.__class__}", {"price": "1"}, "⟦price.__class__⟧", ("price.__class__",)),
        ("{price[0]}", {"price": "1"}, "⟦price[0]⟧", ("price[0]",)),
        ("{price!r}", {"price": "1"}, "⟦price!r⟧", ("price!r",)),
        ("{price:>99999999999}", {"price": "1"}, "⟦price:>99999999999⟧", ("price:>99999999999",)),
        ("%(price)s %n ${price}", {"price": "1"}, "%(price)s %n $1", ()),
    ],
)
def test_a_line_is_rendered_without_braces(
    text: str, tokens: dict[str, str], shown: str, missing: tuple[str, ...]
) -> None:
    rendered = render_line(text, tokens)
    assert rendered == shown
    assert missing_in(rendered) == missing


def test_tokens_are_named_once_in_order() -> None:
    assert tokens_in("{was} {price} {was} {bundle:2}") == ("was", "price", "bundle:2")


def test_a_whole_script_is_rendered_and_the_stored_one_keeps_its_tokens() -> None:
    line = ScriptLine(Beat.OFFER, Lane.HOST, "It's {price}.", tokens=("price",))
    stored = Script("en-US", "warm", 2.0, "word", 155, (), (line,))
    assert render_script(stored, {"price": "$5"}).lines[0].text == "It's $5."
    assert stored.lines[0].text == "It's {price}."

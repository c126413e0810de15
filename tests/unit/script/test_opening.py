"""The kinds of hooks."""

from __future__ import annotations

import pytest

from localizer.model.script import Beat, Lane, Script, ScriptLine
from localizer.script.opening import Opening, opening_of, script_opening


@pytest.mark.parametrize(
    ("facts", "tokens", "kind"),
    [
        ((), (), Opening.SCENE),
        (("product",), (), Opening.NAME),
        (("capacity", "product"), (), Opening.FACT),
        (("offer",), (), Opening.OFFER),
        (("capacity",), ("price",), Opening.OFFER),
        (("product",), ("n",), Opening.NAME),
        (("certificate",), (), Opening.OFFER),
    ],
)
def test_a_hook_is_known_by_what_it_rests_on(
    facts: tuple[str, ...], tokens: tuple[str, ...], kind: Opening
) -> None:
    assert opening_of(facts, tokens) is kind


def test_the_first_spoken_line_of_the_hook_counts() -> None:
    cue = ScriptLine(Beat.HOOK, Lane.ACTION, "wave")
    said = ScriptLine(Beat.HOOK, Lane.HOST, "Runs for 5 hours.", facts=("runtime",))
    made = Script("en-US", "warm", 1.0, "word", 155, (), (cue, said))
    assert script_opening(made) is Opening.FACT
    assert script_opening(Script("en-US", "warm", 1.0, "word", 155, (), (cue,))) is None

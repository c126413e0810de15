"""A pitch: its length, its beats and its tokens."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from localizer.check.context import ScriptContext
from localizer.check.scripts import Beats, ScriptTokens, Timing
from localizer.model.finding import Severity
from localizer.model.script import Beat, BeatPlan, Lane, ScriptLine

MakeLine = Callable[..., ScriptLine]
MakePitch = Callable[..., ScriptContext]


@pytest.mark.parametrize(
    ("planned", "spoken", "number"),
    [
        (60, 60, 0),
        (60, 69, 0),
        (60, 51, 0),
        (60, 69.1, 1),
        (60, 50.9, 1),
        (0, 0, 0),
        (0, 1, 1),
        (60, 0, 1),
    ],
)
def test_timing(
    planned: float, spoken: float, number: int, line: MakeLine, pitch: MakePitch
) -> None:
    beats = (BeatPlan(Beat.HOOK, planned),)
    found = Timing().check(pitch(line("x", seconds=spoken), beats=beats))
    assert [dict(one.args) for one in found] == [
        {"spoken": f"{spoken:.0f}", "planned": f"{planned:.0f}"}
    ] * number


@pytest.mark.parametrize(
    ("plan", "lane", "missed"),
    [
        ([(Beat.HOOK, 5)], Lane.HOST, []),
        ([(Beat.HOOK, 5)], Lane.ACTION, [("hook", Severity.WARNING)]),
        ([(Beat.HOOK, 5), (Beat.QA, 0)], Lane.HOST, []),
        ([(Beat.HOOK, 5), (Beat.PAIN, 1)], Lane.HOST, [("pain", Severity.WARNING)]),
        ([(Beat.DISCLOSURE, 2)], Lane.HOST, [("disclosure", Severity.BLOCK)]),
        ([(Beat.CTA, 2), (Beat.CTA, 2)], Lane.HOST, [("cta", Severity.WARNING)]),
    ],
)
def test_beats(
    plan: list[tuple[Beat, float]],
    lane: Lane,
    missed: list[tuple[str, Severity]],
    line: MakeLine,
    pitch: MakePitch,
) -> None:
    beats = tuple(BeatPlan(beat, seconds) for beat, seconds in plan)
    found = Beats().check(pitch(line("x", Beat.HOOK, lane), beats=beats))
    assert [(dict(one.args)["beat"], one.severity) for one in found] == missed


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("nur {price}", []),
        ("zwei für {bundle:2}", []),
        ("drei für {bundle:3}", ["{bundle:3}"]),
        ("statt {was}, {save}", ["{save}", "{was}"]),
        ("noch {stock}", ["{stock}"]),
        ("{Name}", []),
    ],
)
def test_tokens(text: str, missing: list[str], line: MakeLine, pitch: MakePitch) -> None:
    tokens = {"price": "5 €", "bundle:2": "9 €", "stock": ""}
    found = ScriptTokens().check(pitch(line(text), line(text), tokens=tokens))
    assert [dict(one.args)["token"] for one in found] == missing
    assert {one.severity for one in found} <= {Severity.BLOCK}

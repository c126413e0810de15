"""What a script's wording depends on, and what it does not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from localizer.catalog.scripts import StoredScript
from localizer.model.launch import Target
from localizer.model.market import Pacing
from localizer.model.phrase import Style
from localizer.model.script import Beat, BeatPlan, Script
from localizer.model.segment import State
from localizer.packs.phrases import load_bank
from localizer.script.brief import ScriptBrief
from localizer.script.stage import PitchOptions, input_digest, options_of

BANK = load_bank("en-US")
OPTIONS = PitchOptions()
AMERICAN = Target("US", "shopify", "en-US")
BRIEF = ScriptBrief(
    "CU-1",
    "en-US",
    "US",
    "shopify",
    "vacuum bottle",
    tokens={"price": "$29.99", "n": "3"},
    spoken_tokens={"price": "twenty-nine dollars and ninety-nine cents", "n": "3"},
)


@pytest.mark.parametrize(
    "changes",
    [
        {
            "tokens": {"price": "$31.49", "n": "4"},
            "spoken_tokens": {"price": "thirty-one dollars and forty-nine cents", "n": "4"},
        },
        {"spoken_tokens": {}},
    ],
    ids=["another price", "no words"],
)
def test_amounts_and_their_words_rewrite_nothing(changes: dict[str, Any]) -> None:
    assert input_digest(replace(BRIEF, **changes), BANK, OPTIONS) == input_digest(
        BRIEF, BANK, OPTIONS
    )


@pytest.mark.parametrize(
    ("brief", "options"),
    [
        (replace(BRIEF, brand="Homivelt"), OPTIONS),
        (replace(BRIEF, seasons=(frozenset({"11.11"}),)), OPTIONS),
        (BRIEF, replace(OPTIONS, seconds=90)),
        (BRIEF, replace(OPTIONS, pacing=Pacing.DIRECT)),
        (BRIEF, replace(OPTIONS, per_minute=170)),
    ],
)
def test_what_a_script_is_written_from_rewrites_it(
    brief: ScriptBrief, options: PitchOptions
) -> None:
    assert input_digest(brief, BANK, options) != input_digest(BRIEF, BANK, OPTIONS)


def test_options_come_back_from_a_stored_script() -> None:
    plan = (BeatPlan(Beat.HOOK, 60.0), BeatPlan(Beat.CTA, 30.0))
    script = Script("en-US", "expert", 91.0, "word", 155, plan, (), voice="x", pacing="direct")
    stored = StoredScript(1, 1, AMERICAN, "B", State.DRAFT, False, "", script)  # noqa: FBT003
    assert options_of(stored) == PitchOptions(90, Style.EXPERT, "B", "x", Pacing.DIRECT)

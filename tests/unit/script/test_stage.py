"""What a script's wording depends on, and what it does not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from localizer.catalog.scripts import StoredScript
from localizer.model.launch import Target
from localizer.model.script import Beat, BeatPlan, Script
from localizer.model.segment import State
from localizer.model.speech import SpeechRate, SpeechUnit
from localizer.packs.phrases import load_bank
from localizer.script.brief import ScriptBrief
from localizer.script.stage import WRITER_VERSION, ScriptRules, current_digest, input_digest
from localizer.store.database import Store

BANK = load_bank("en-US")
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
    assert input_digest(replace(BRIEF, **changes), BANK, 60) == input_digest(BRIEF, BANK, 60)


def test_another_writer_rewrites_drafts() -> None:
    older = input_digest(BRIEF, BANK, 60, version=WRITER_VERSION - 1)
    assert older != input_digest(BRIEF, BANK, 60)


def rules(brief: ScriptBrief) -> ScriptRules:
    return ScriptRules(
        markets={},
        beats=(),
        pacing={},
        bank=lambda _locale: BANK,
        rate=lambda _locale: SpeechRate("en", SpeechUnit.WORD, 130, 155, 180, "medium", ()),
        brief=lambda _reader, _number, _target: brief,
    )


def kept(digest: str) -> StoredScript:
    """Return an approved script written from what ``digest`` stands for."""
    plan = (BeatPlan(Beat.HOOK, 60.0),)
    script = Script("en-US", "warm", 60.0, "word", 155, plan, ())
    return StoredScript(1, 1, AMERICAN, "A", State.APPROVED, True, digest, script)  # noqa: FBT003


def test_a_kept_script_of_an_older_writer_is_not_out_of_date(store: Store) -> None:
    for version in range(1, WRITER_VERSION + 1):
        digest = input_digest(BRIEF, BANK, 60, version=version)
        assert current_digest(store.read(), rules(BRIEF), kept(digest)) == digest


def test_a_kept_script_of_an_older_writer_notices_what_changed(store: Store) -> None:
    digest = input_digest(BRIEF, BANK, 60, version=1)
    changed = replace(BRIEF, brand="Homivelt")
    current = current_digest(store.read(), rules(changed), kept(digest))
    assert current == input_digest(changed, BANK, 60) != digest

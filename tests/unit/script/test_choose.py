from __future__ import annotations

import random

import pytest

from localizer.model.phrase import Group, Phrase
from localizer.model.script import Beat
from localizer.script.choose import Choice, choose_leads, fill


def choice(
    name: str,
    seconds: float,
    *,
    text: str = "words",
    beat: Beat = Beat.DEMO,
    needs: frozenset[str] = frozenset(),
    group: Group | None = None,
    topic: str = "",
) -> Choice:
    return Choice(Phrase(name, beat, text, needs=needs, group=group, topic=topic), seconds, 1.0)


def ids(choices: list[Choice]) -> set[str]:
    return {one.phrase.id for one in choices}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [(0.0, 0), (3.1, 3), (5.2, 5), (9.9, 10), (50.0, 15), (-4.0, 0)],
)
def test_time_is_filled_as_closely_as_the_phrases_allow(wanted: float, expected: float) -> None:
    choices = [choice("a", 3.0), choice("b", 5.0), choice("c", 7.0)]
    filled = fill(Beat.DEMO, choices, [], wanted)
    assert sum(one.seconds for one in filled) == expected


def test_phrases_with_the_same_slots_are_alternatives() -> None:
    choices = [
        choice("a", 3.0, text="{fit}!"),
        choice("b", 3.0, text="Cut: {fit}."),
        choice("c", 3.0),
    ]
    filled = fill(Beat.DEMO, choices, [], 9.0)
    assert len(filled) == 2
    assert "c" in ids(filled)


def test_a_question_is_read_out_once_and_few_lines_only_ask_for_more() -> None:
    asking = [choice(name, 4.0, beat=Beat.QA) for name in "abcde"]
    fact = frozenset({"material"})
    told = [
        choice("size", 4.0, beat=Beat.QA, text="{sizes}", needs=fact, topic="size"),
        choice("measures", 4.0, beat=Beat.QA, text="{dimensions}", needs=fact, topic="size"),
        choice("care", 4.0, beat=Beat.QA, text="{care}", needs=fact, topic="quality"),
    ]
    filled = ids(fill(Beat.QA, [*asking, *told], [], 28.0))
    assert len(filled & set("abcde")) == 2
    assert len(filled & {"size", "measures"}) == 1
    assert "care" in filled


def test_nothing_is_added_to_a_beat_of_one_sentence() -> None:
    lead = choice("a", 2.0, beat=Beat.DISCLOSURE)
    more = choice("b", 2.0, beat=Beat.DISCLOSURE)
    assert fill(Beat.DISCLOSURE, [lead, more], [lead], 10.0) == []


def test_the_lead_that_fits_is_drawn_else_the_shortest() -> None:
    rng = random.Random(1)  # noqa: S311 - a test draws
    fits, long = choice("a", 3.0, beat=Beat.HOOK), choice("b", 9.0, beat=Beat.HOOK)
    assert ids(choose_leads(Beat.HOOK, [fits, long], 4.0, rng)) == {"a"}
    assert ids(choose_leads(Beat.HOOK, [fits, long], 1.0, rng)) == {"a"}


def test_an_artificial_voice_is_disclosed_beside_the_ad() -> None:
    rng = random.Random(1)  # noqa: S311 - a test draws
    ad = choice("ad", 3.0, beat=Beat.DISCLOSURE)
    note = choice("ai", 3.0, beat=Beat.DISCLOSURE, needs=frozenset({"ai_voice"}))
    chosen = choose_leads(Beat.DISCLOSURE, [note, ad], 3.0, rng)
    assert [one.phrase.id for one in chosen] == ["ad", "ai"]


def test_the_demo_says_the_fact_a_scene_has_promised() -> None:
    rng = random.Random(1)  # noqa: S311 - a test draws
    choices = [choice("warm", 5.0, text="{heat_retention}"), choice("fit", 5.0, text="{fit}")]
    chosen = choose_leads(Beat.DEMO, choices, 5.0, rng, promised={"heat_retention"})
    assert ids(chosen) == {"warm"}


def test_follow_ups_are_not_said_without_a_scene() -> None:
    assert fill(Beat.PAIN, [choice("me", 3.0, beat=Beat.PAIN)], [], 9.0) == []


def test_true_urgency_is_not_mixed_with_take_your_time() -> None:
    true = choice("end", 3.0, beat=Beat.URGENCY, needs=frozenset({"offer_end"}))
    easy = choice("easy", 3.0, beat=Beat.URGENCY)
    rng = random.Random(1)  # noqa: S311 - a test draws
    leads = choose_leads(Beat.URGENCY, [easy, true], 6.0, rng)
    assert ids(leads) == {"end"}
    assert fill(Beat.URGENCY, [easy, true], leads, 3.0) == []

"""The three-way decision about one text that comes back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.model.exchange import Unit
from localizer.model.segment import SOURCE_CHANGED, Origin, State, text_hash
from localizer.review.merge import Decision, Ours, Verdict, decide

SOURCE = "保温杯 {price}，双层 <b>真空</b>"
SENT = "กระติก {price} <b>สุญญากาศ</b>"
THEIRS = "กระบอก {price} <b>สุญญากาศ</b>"
OTHER = "ถ้วย {price} <b>สุญญากาศ</b>"


def ours(text: str = SENT, **more: object) -> Ours:
    """Return what stands: a text of a person's."""
    found = Ours(SOURCE, text_hash(SOURCE), text, State.TRANSLATED, Origin.PERSON)
    return replace(found, **more)  # type: ignore[arg-type]


def unit(target: str | None = THEIRS, **more: object) -> Unit:
    """Return what came back of `SENT`."""
    found = Unit(
        "P1.title..0",
        SOURCE,
        target,
        State.TRANSLATED,
        source_hash=text_hash(SOURCE),
        base_hash=text_hash(SENT),
    )
    return replace(found, **more)  # type: ignore[arg-type]


def test_their_text_stands_where_ours_is_what_went_out() -> None:
    done = Decision(Verdict.APPLIED, THEIRS, State.TRANSLATED, Origin.PERSON)
    assert decide(ours(), unit()) == done
    assert decide(ours(state=State.APPROVED), unit(state=State.APPROVED)) == done
    assert decide(ours(), unit(state=State.UNTRANSLATED)) == done


def test_both_sides_changed_is_a_clash_and_both_are_kept() -> None:
    found = decide(ours(OTHER), unit())
    assert (found.verdict, found.text, found.suggests) == (Verdict.CLASH, THEIRS, True)


def test_the_same_change_on_both_sides_is_no_clash() -> None:
    assert decide(ours(THEIRS), unit()).verdict is Verdict.SAME
    assert decide(ours(THEIRS), unit(f" {THEIRS}\r\n")).verdict is Verdict.SAME


def test_what_went_out_untouched_changes_nothing() -> None:
    assert decide(ours(OTHER), unit(SENT)).verdict is Verdict.SAME
    assert decide(ours(OTHER), unit(SENT, state=State.APPROVED)).verdict is Verdict.SAME


@pytest.mark.parametrize("blank", [None, "", " ", "\n\t"])
def test_a_blank_text_deletes_nothing(blank: str | None) -> None:
    assert decide(ours(), unit(blank)) == Decision(Verdict.EMPTY)


def test_a_draft_nobody_touched_yields_although_it_was_made_anew() -> None:
    raw = ours(OTHER, state=State.DRAFT, origin=Origin.ENGINE)
    assert decide(raw, unit()).verdict is Verdict.APPLIED
    kept = replace(raw, reason=SOURCE_CHANGED)
    assert decide(kept, unit()).verdict is Verdict.CLASH
    written = replace(raw, origin=Origin.PERSON)
    assert decide(written, unit()).verdict is Verdict.CLASH


def test_a_draft_that_was_read_there_is_one_no_longer() -> None:
    draft = ours(state=State.DRAFT, origin=Origin.COMPOSED)
    read = Decision(Verdict.APPLIED, SENT, State.TRANSLATED, Origin.COMPOSED)
    assert decide(draft, unit(SENT)) == read
    assert decide(draft, unit(SENT, state=State.APPROVED)) == read
    for untouched in (State.DRAFT, State.UNTRANSLATED, State.SENT_BACK):
        assert decide(draft, unit(SENT, state=untouched)).verdict is Verdict.SAME
    assert decide(replace(draft, locked=True), unit(SENT)).verdict is Verdict.SAME
    sent_back = ours(state=State.SENT_BACK)
    assert decide(sent_back, unit(SENT)).verdict is Verdict.SAME


def test_a_changed_source_makes_a_suggestion() -> None:
    now = ours(source=f"新 {SOURCE}", source_hash=text_hash(f"新 {SOURCE}"))
    found = decide(now, unit())
    assert (found.verdict, found.suggests) == (Verdict.SOURCE_CHANGED, True)
    assert decide(now, unit(source_hash="")).verdict is Verdict.SOURCE_CHANGED
    assert decide(now, unit(SENT)).verdict is Verdict.SAME


def test_a_source_that_means_the_same_is_no_other() -> None:
    source = SOURCE.replace("，", ", ")
    now = ours(source=source, source_hash=text_hash(source))
    assert decide(now, unit()).verdict is Verdict.APPLIED
    assert decide(now, unit(source="")).verdict is Verdict.SOURCE_CHANGED


def test_a_locked_text_stays_and_theirs_is_kept() -> None:
    found = decide(ours(locked=True), unit())
    assert (found.verdict, found.suggests) == (Verdict.LOCKED, True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("กระบอก <b>สุญญากาศ</b>", "{price}"),
        ("กระบอก {price} สุญญากาศ", "<b>"),
        ("กระบอก {price} <b>สุญญากาศ", "<b>"),
        (f'{THEIRS} <g id="1">x</g>', '<g id="1">'),
        (f"{THEIRS} ⟦0⟧", "⟦0⟧"),
        (f"{THEIRS} <x/>", "<x/>"),
    ],
)
def test_lost_codes_and_junk_are_refused_and_kept(text: str, told: str) -> None:
    found = decide(ours(), unit(text))
    assert found.verdict is Verdict.REFUSED
    assert told in found.reason
    assert found.suggests


def test_what_ours_does_without_theirs_may_lack_too() -> None:
    assert decide(ours("กระติก"), unit("กระบอก", base_hash=text_hash("กระติก"))).text == "กระบอก"


@pytest.mark.parametrize("junk", ["a\x00", "\ud800", "a\x1b[31m", "\uffff", "ก" * 100_001])
def test_what_is_no_text_is_refused(junk: str) -> None:
    found = decide(ours(), unit(junk))
    assert (found.verdict, found.suggests) == (Verdict.REFUSED, False)
    assert found.reason


def test_a_strangers_file_takes_the_place_of_raw_drafts_only() -> None:
    bare = unit(source_hash="", base_hash="")
    assert decide(ours(), bare).verdict is Verdict.CLASH
    assert decide(ours("", state=State.UNTRANSLATED, origin=Origin.NONE), bare).verdict is (
        Verdict.APPLIED
    )
    assert decide(ours(state=State.DRAFT, origin=Origin.ENGINE), bare).verdict is Verdict.APPLIED


def test_a_machines_draft_never_takes_a_persons_place() -> None:
    drafted = unit(state=State.DRAFT, origin="engine")
    assert decide(ours(), drafted, origins=True).verdict is Verdict.CLASH
    raw = ours(state=State.DRAFT, origin=Origin.COMPOSED)
    by_person = Decision(Verdict.APPLIED, THEIRS, State.TRANSLATED, Origin.PERSON)
    assert decide(raw, drafted) == by_person, "what went out from an engine may be rewritten"
    assert decide(raw, drafted, origins=True) == Decision(
        Verdict.APPLIED, THEIRS, State.DRAFT, Origin.ENGINE
    )


def test_the_source_that_a_tool_copied_is_no_translation() -> None:
    raw = ours("", state=State.UNTRANSLATED, origin=Origin.NONE)
    copied = unit(SOURCE, state=State.UNTRANSLATED, base_hash="")
    assert decide(raw, copied).verdict is Verdict.EMPTY
    assert decide(raw, replace(copied, state=State.TRANSLATED)).verdict is Verdict.APPLIED


TEXTS = st.sampled_from([SENT, THEIRS, OTHER, "", "ก {price} <b>ข</b>", "ก", " "])


@given(
    st.builds(
        Ours,
        st.just(SOURCE),
        st.just(text_hash(SOURCE)),
        TEXTS,
        st.sampled_from(State),
        st.sampled_from(Origin),
        st.sampled_from(["", SOURCE_CHANGED]),
        st.booleans(),
    ),
    TEXTS,
    st.sampled_from(State),
    st.sampled_from(["", *Origin]),
    st.sampled_from([SENT, OTHER, ""]),
    st.booleans(),
)
def test_what_stands_after_one_merge_stands_after_the_next(
    now: Ours,
    theirs: str,
    state: State,
    origin: str,
    sent: str,
    origins: bool,  # noqa: FBT001 - drawn
) -> None:
    base = text_hash(sent) if sent else ""
    back = unit(theirs, state=state, origin=origin, base_hash=base)
    found = decide(now, back, origins=origins)
    if found.verdict is Verdict.APPLIED:
        then = replace(now, text=found.text, state=found.state, origin=found.origin, reason="")
        assert found.text
        assert decide(then, back, origins=origins).verdict is Verdict.SAME
    assert found.verdict is not Verdict.APPLIED or not now.locked
    assert not theirs.strip() or found.verdict is not Verdict.EMPTY

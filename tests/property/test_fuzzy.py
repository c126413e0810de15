"""What holds for any texts: a diff gives both back, a repair only swaps numbers, an index scores truly."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from localizer.model.segment import Origin
from localizer.translate.fuzzy.clusters import clusters
from localizer.translate.fuzzy.diff import Change, word_diff
from localizer.translate.fuzzy.index import InMemory
from localizer.translate.fuzzy.penalty import penalised
from localizer.translate.fuzzy.repair import repaired
from localizer.translate.fuzzy.score import differences, similarity
from localizer.translate.fuzzy.tokens import tokens

PARTS = st.sampled_from(
    ["220V", "220 V", "1.5", "1,500", "A2634", "DR-0217", "无线", "耳机", "หูฟัง", "ไร้สาย", "น้ำ", " ", "  ",
     "red", "dress", "Áo", "đỏ", "-", ".", "三件", "๒๒๐", "×", "👩‍👩‍👧", "\r\n", "\u0301"]
)  # fmt: skip
TEXTS = st.lists(st.one_of(PARTS, st.text(max_size=4)), max_size=10).map("".join)
LOCALES = st.sampled_from(["zh-Hans-CN", "th-TH", "vi-VN", "en-US", "de-DE"])
TARGETS = st.sampled_from(["th-TH", "vi-VN", "en-US", "de-DE", "id-ID", "fr-FR"])
NUMBERS = st.integers(min_value=2, max_value=99_999)


@given(TEXTS, TEXTS, LOCALES)
def test_a_diff_gives_both_texts_back(old: str, new: str, locale: str) -> None:
    parts = word_diff(old, new, locale)
    assert "".join(one.text for one in parts if one.change is not Change.ADDED) == old
    assert "".join(one.text for one in parts if one.change is not Change.REMOVED) == new
    assert all(one.text for one in parts)
    assert all(one.change is not two.change for one, two in pairwise(parts))


@given(TEXTS, LOCALES)
def test_a_text_does_not_differ_from_itself(text: str, locale: str) -> None:
    assert all(one.change is Change.KEPT for one in word_diff(text, text, locale))
    assert differences(text, text) == ()
    assert repaired(text, text, text, locale) is None


@given(st.text())
def test_clusters_joined_are_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text


@given(TEXTS)
def test_tokens_are_in_order_and_apart(text: str) -> None:
    end = 0
    for one in tokens(text):
        assert end <= one.start < one.end <= one.whole
        assert text[one.start : one.end] == one.text
        end = one.end


@given(TEXTS, TEXTS)
def test_a_hundred_is_for_equal_texts_only(a: str, b: str) -> None:
    score = similarity(a, b)
    assert 0 <= score <= 100
    equal = unicodedata.normalize("NFC", a) == unicodedata.normalize("NFC", b)
    assert (score == 100) == equal
    assert similarity(b, a) == score


@given(
    st.integers(0, 99), st.sampled_from(list(Origin)), st.booleans(), st.integers(), st.integers()
)
def test_a_penalty_never_lifts(
    score: int,
    origin: str,
    same: bool,  # noqa: FBT001 - drawn
    age: int,
    attached: int,
) -> None:
    points = penalised(
        score, origin=origin, same_market=same, age_days=age, attached_penalty=attached
    )
    assert 0 <= points <= score


@given(NUMBERS, NUMBERS, TARGETS)
def test_a_number_that_changes_is_the_only_change(old: int, new: int, locale: str) -> None:
    repair = repaired(f"电源 {new}V", f"电源 {old}V", f"X {old} V.", locale)
    if old == new:
        assert repair is None
        return
    assert repair is not None
    assert repair.text == f"X {new} V."
    assert repaired(f"电源 {old}V", f"电源 {new}V", repair.text, locale) is not None


@given(TEXTS, TEXTS, TEXTS, TARGETS)
def test_a_repair_keeps_all_but_the_places_it_names(
    source: str, match: str, target: str, locale: str
) -> None:
    repair = repaired(source, match, target, locale)
    if repair is None:
        return
    kept = [
        repair.text[start:end]
        for start, end in zip(
            [0, *(place[1] for place in repair.places)],
            [*(place[0] for place in repair.places), len(repair.text)],
            strict=True,
        )
    ]
    rest = unicodedata.normalize("NFC", target)
    for piece in kept:
        at = rest.find(piece)
        assert at >= 0
        rest = rest[at + len(piece) :]


@given(st.lists(TEXTS, max_size=12), TEXTS, st.integers(0, 100))
def test_the_list_in_memory_scores_every_unit(texts: list[str], wanted: str, minimum: int) -> None:
    units = dict(enumerate(texts))
    found = {hit.id: hit.score for hit in InMemory(units.items()).find(wanted, minimum, 99)}
    true = {unit: similarity(wanted, text) for unit, text in units.items()}
    assert found == {unit: score for unit, score in true.items() if score >= minimum}

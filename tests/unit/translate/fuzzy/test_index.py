from __future__ import annotations

import unicodedata

import pytest

from localizer.jobs import Cancelled, Progress
from localizer.translate.fuzzy.index import Candidates, Hit, InMemory
from localizer.translate.fuzzy.score import similarity

TEXTS = {
    1: "无线耳机 黑色",
    2: "无线耳机 白色",
    3: "有线耳机 黑色",
    4: "保温杯",
    5: "无线耳机 黑色",
}


def test_the_best_come_first_and_of_equals_the_newest() -> None:
    finder: Candidates = InMemory(TEXTS.items())
    assert finder.find("无线耳机 黑色", 70, 9) == [Hit(5, 100), Hit(1, 100), Hit(3, 85), Hit(2, 85)]
    assert finder.find("无线耳机 黑色", 70, 3) == [Hit(5, 100), Hit(1, 100), Hit(3, 85)]
    assert finder.find("无线耳机 黑色", 86, 9) == [Hit(5, 100), Hit(1, 100)]
    assert finder.find("完全不同的一句话", 70, 9) == []


def test_equal_per_cents_are_equal_though_the_fractions_differ() -> None:
    # 2 of 3 is more than 65 of 98, but both are 66 %.
    finder = InMemory([(1, "abx"), (2, "ab" + "c" * 63 + "d" * 33)])
    found = finder.find("abc" + "c" * 62 + "e" * 33, 0, 2)
    assert found[0] == Hit(2, 66)
    finder.add(3, "ab" + "c" * 63 + "d" * 33)
    assert [hit.id for hit in finder.find("abc" + "c" * 62 + "e" * 33, 60, 9)] == [3, 2]


def test_a_score_that_is_just_the_minimum_is_found() -> None:
    finder = InMemory([(1, "a" * 71 + "b" * 29)])
    assert finder.find("a" * 71 + "c" * 29, 71, 1) == [Hit(1, 71)]
    assert finder.find("a" * 71 + "c" * 29, 72, 1) == []


@pytest.mark.parametrize("length", range(1, 61))
def test_no_score_at_the_minimum_is_lost_to_rounding(length: int) -> None:
    for edits in range(length + 1):
        score = 100 * (length - edits) // length
        finder = InMemory([(1, "a" * (length - edits) + "b" * edits)])
        wanted = "a" * (length - edits) + "c" * edits
        assert finder.find(wanted, score, 1) == [Hit(1, score)]
        assert finder.find(wanted, score + 1, 1) == []


@pytest.mark.parametrize("minimum", [0, 1, 29, 57, 58, 100])
def test_scores_are_those_of_similarity(minimum: int) -> None:
    finder = InMemory(TEXTS.items())
    wanted = "无线耳塞 黑"
    found = {hit.id: hit.score for hit in finder.find(wanted, minimum, 99)}
    true = {unit: similarity(wanted, text) for unit, text in TEXTS.items()}
    assert found == {unit: score for unit, score in true.items() if score >= minimum}


def test_units_can_be_added_changed_and_removed() -> None:
    finder = InMemory()
    assert finder.find("x", 0, 5) == []
    finder.add(1, unicodedata.normalize("NFD", "không dây"))
    assert finder.find("không dây", 100, 5) == [Hit(1, 100)]
    finder.add(1, "có dây")
    assert finder.find("không dây", 100, 5) == []
    finder.remove(1)
    finder.remove(99)
    assert len(finder) == 0


def test_many_are_found_as_one_by_one() -> None:
    finder = InMemory(TEXTS.items())
    texts = ["保温杯", "无线耳机", "保温杯", "zzz"]
    steps: list[tuple[int, int]] = []
    progress = Progress(lambda done, total: steps.append((done, total)))
    assert finder.find_many(texts, 50, 2, progress) == [finder.find(one, 50, 2) for one in texts]
    assert steps[-1] == (4, 4)


def test_many_can_be_stopped() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        InMemory(TEXTS.items()).find_many(["保温杯"], 50, 2, progress)

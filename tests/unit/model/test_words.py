from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from localizer.model.words import Words


def found(words: list[str], text: str) -> list[tuple[int, int, str]]:
    return sorted(Words((word, word) for word in words).find(text))


def test_words_are_found_wherever_they_stand_also_inside_one_another() -> None:
    assert found(["连衣裙", "衣裙", "裙", "女"], "女连衣裙") == [
        (0, 1, "女"),
        (1, 4, "连衣裙"),
        (2, 4, "衣裙"),
        (3, 4, "裙"),
    ]


def test_latin_words_count_as_whole_words_only() -> None:
    assert found(["tin", "red", "a4"], "satin tin tired red a4 a45") == [
        (6, 9, "tin"),
        (16, 19, "red"),
        (20, 22, "a4"),
    ]


def test_a_word_of_letters_stands_beside_chinese() -> None:
    assert found(["v领", "led"], "新款v领led灯") == [(2, 4, "v领"), (4, 7, "led")]


def test_a_word_may_mean_several_things() -> None:
    words = Words([("橙", "orange"), ("橙", "fruit")])
    assert [meaning for _start, _end, meaning in words.find("橙")] == ["orange", "fruit"]
    assert len(words) == 2


FOLDED = st.text("ab领衣 ", min_size=1, max_size=4).map(str.strip).filter(bool)


@given(st.lists(FOLDED, max_size=8, unique=True), st.text("ab领衣 ", max_size=30))
def test_it_finds_what_looking_at_every_place_finds(words: list[str], text: str) -> None:
    latin = set("ab")

    def whole(start: int, end: int) -> bool:
        return not (start > 0 and text[start - 1] in latin and text[start] in latin) and not (
            end < len(text) and text[end] in latin and text[end - 1] in latin
        )

    slow = [
        (at, at + len(word), word)
        for word in words
        for at in range(len(text))
        if text.startswith(word, at) and whole(at, at + len(word))
    ]
    assert found(words, text) == sorted(slow)

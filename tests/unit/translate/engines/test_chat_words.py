from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.translate.engines.base import Ask, Cause, Reply
from localizer.translate.engines.chat_words import (
    answer_tokens,
    locale_name,
    messages,
    replies,
    tokens,
)


@pytest.mark.parametrize(
    ("locale", "name"),
    [
        ("th-TH", "Thai (Thailand)"),
        ("zh-Hant-TW", "Chinese (Traditional, Taiwan)"),
        ("zh-Hans-MY", "Chinese (Simplified, Malaysia)"),
        ("fil-PH", "Filipino (Philippines)"),
        ("pt-BR", "Portuguese (Brazil)"),
        ("xx-YY", ""),
        ("not a locale", ""),
        ("", ""),
    ],
)
def test_locales_have_english_names(locale: str, name: str) -> None:
    assert locale_name(locale) == name


def test_what_is_sent() -> None:
    full = Ask("红裙", "title", "dress", (("裙", "Kleid"),), (("蓝裙", "Blaues Kleid"),))
    rules, asked = messages([full, Ask("⟦0⟧包")], "zh-Hans", "de-DE")
    assert rules["role"] == "system"
    assert "German (Germany)" in rules["content"]
    assert "Chinese (Simplified)" in rules["content"]
    assert "⟦0⟧" in rules["content"]
    assert '{"translations": [{"id": 1' in rules["content"]
    assert json.loads(asked["content"]) == {
        "source": "zh-Hans",
        "target": "de-DE",
        "texts": [
            {
                "id": 1,
                "text": "红裙",
                "field": "title",
                "about": "dress",
                "terms": [["裙", "Kleid"]],
                "similar": [["蓝裙", "Blaues Kleid"]],
            },
            {"id": 2, "text": "⟦0⟧包"},
        ],
    }


@pytest.mark.parametrize(
    "content",
    [
        '{"translations": [{"id": 1, "text": "a"}, {"id": 2, "text": "b"}]}',
        '{"translations": [{"id": 2, "text": "b"}, {"id": 1, "text": "a"}]}',
        '[{"id": 1, "text": "a"}, {"id": 2, "text": "b"}]',
        '{"translations": [{"id": "1", "text": "a"}, {"id": "2", "text": "b"}]}',
        '```json\n[{"id": 1, "text": "a"}, {"id": 2, "text": "b"}]\n```',
        '<think>one, two</think>\n\n[{"id": 1, "text": "a"}, {"id": 2, "text": "b"}]',
        '<think>x</think>```\n[{"id": 1, "text": "a"}, {"id": 2, "text": "b"}]```\n',
    ],
)
def test_answers_are_read(content: str) -> None:
    assert replies(content, 2) == [Reply("a"), Reply("b")]


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ('{"translations": [{"id": 1, "text": "a"}]}', Cause.COUNT),
        ('{"translations": []}', Cause.COUNT),
        ('[{"id": 1, "text": "a"}, {"id": 1, "text": "b"}]', Cause.COUNT),
        ('[{"id": 1, "text": "a"}, {"id": 3, "text": "b"}]', Cause.COUNT),
        ('[{"id": 0, "text": "a"}, {"id": 1, "text": "b"}]', Cause.COUNT),
        ('[{"id": 1, "text": "a"}, {"id": true, "text": "b"}]', Cause.COUNT),
        ('[{"text": "a"}, {"text": "b"}]', Cause.COUNT),
        ('[{"id": 1, "text": "a"}, {"id": 2, "text": "b"}, {"id": 3, "text": "c"}]', Cause.COUNT),
        ("", Cause.MALFORMED),
        ("a and b", Cause.MALFORMED),
        ('["a", "b"]', Cause.MALFORMED),
        ('{"translations": {"1": "a", "2": "b"}}', Cause.MALFORMED),
        ('{"answer": []}', Cause.MALFORMED),
        ("3", Cause.MALFORMED),
        ('[{"id": 1, "text": "a"}, {"id": 2', Cause.MALFORMED),
        ("[" * 100_000, Cause.MALFORMED),
        ("<think>never ends", Cause.MALFORMED),
    ],
)
def test_an_answer_that_does_not_fit_gives_no_text(content: str, cause: Cause) -> None:
    found = replies(content, 2)
    assert [reply.cause for reply in found] == [cause, cause]
    assert not any(reply.text for reply in found)


def test_one_bad_entry_fails_alone() -> None:
    content = '[{"id": 1, "text": "a"}, {"id": 2, "text": 7}, {"id": 3, "text": " "}, {"id": 4}]'
    found = replies(content, 4)
    assert found[0] == Reply("a")
    assert [reply.cause for reply in found[1:]] == [
        Cause.MALFORMED,
        Cause.EMPTY,
        Cause.MALFORMED,
    ]


def test_estimates_are_rather_high() -> None:
    # o200k_base, the vocabulary of OpenAI's models since 2024, needs 10 and 7 tokens for these.
    assert tokens("The soft dress is made for the summer.") >= 10
    assert tokens("柔软的夏季连衣裙") >= 7
    assert tokens("") == 0
    assert answer_tokens([Ask("柔软的夏季连衣裙")]) > tokens("柔软的夏季连衣裙") * 3
    assert answer_tokens([Ask("a"), Ask("b")]) > answer_tokens([Ask("a")])


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["translations", "id", "text"]), inner, max_size=3)
    ),
)


@given(_JSON.map(json.dumps) | st.text(max_size=50), st.integers(1, 3))
def test_any_answer_gives_as_many_replies_as_texts(content: str, count: int) -> None:
    found = replies(content, count)
    assert len(found) == count
    assert all(bool(reply.text.strip()) == (reply.cause is None) for reply in found)

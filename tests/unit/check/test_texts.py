"""Checks of the words themselves, each as a table of what it says and what it lets pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from localizer.check.context import TextContext
from localizer.check.texts import (
    DoubledWord,
    LeftoverHan,
    MachineGuess,
    SameAsSource,
    SentBack,
    SourceChanged,
    Spaces,
    Untranslated,
)
from localizer.model.channel import Channel
from localizer.model.finding import Severity
from localizer.model.segment import Field, Origin, State

Make = Callable[..., TextContext]


@pytest.mark.parametrize(
    ("state", "field", "severities"),
    [
        (State.UNTRANSLATED, Field.TITLE, [Severity.BLOCK]),
        (State.UNTRANSLATED, Field.BULLET, [Severity.WARNING]),
        (State.DRAFT, Field.TITLE, []),
        (State.SENT_BACK, Field.TITLE, []),
    ],
)
def test_untranslated(
    state: State, field: Field, severities: list[Severity], context: Make
) -> None:
    found = Untranslated().check(context("", state=state, field=field))
    assert [one.severity for one in found] == severities


@pytest.mark.parametrize("state", list(State))
def test_sent_back(state: State, context: Make) -> None:
    found = SentBack().check(context("x", state=state, comment="too long"))
    wanted = [(("comment", "too long"),)] if state is State.SENT_BACK else []
    assert [one.args for one in found] == wanted


@pytest.mark.parametrize(
    ("text", "source_hash", "number"), [("x", "h", 0), ("x", "older", 1), ("", "older", 0)]
)
def test_source_changed(text: str, source_hash: str, number: int, context: Make) -> None:
    assert len(SourceChanged().check(context(text, source_hash=source_hash))) == number


@pytest.mark.parametrize(
    ("text", "values", "number"),
    [
        ("Travel mug", {"source": "Travel mug", "source_locale": "en-US"}, 1),
        ("Travel  mug ", {"source": "Travel mug", "source_locale": "en-US"}, 1),
        ("Reisebecher", {"source": "Travel mug", "source_locale": "en-US"}, 0),
        ("Travel mug", {"source": "Travel mug", "source_locale": "de-DE"}, 0),
        ("XL", {"source": "XL", "field": Field.OPTION_VALUE}, 0),
        ("A1 2", {"source": "A1 2"}, 0),
        ("300 ml", {"source": "300 ml", "field": Field.FACT}, 0),
        ("保温杯", {"source": "保温杯", "locale": "zh-Hant-TW"}, 1),
        ("保温杯", {"source": "保温杯", "locale": "zh-Hans-SG"}, 0),
        ("New York", {"source": "New York", "source_locale": "en-US"}, 0),
        ("%s {x}", {"source": "%s {x}", "source_locale": "en-US"}, 0),
    ],
)
def test_same_as_source(text: str, values: dict[str, object], number: int, context: Make) -> None:
    assert len(SameAsSource().check(context(text, **values))) == number


@pytest.mark.parametrize(
    ("text", "locale", "spans"),
    [
        ("Becher 保温杯 rot", "de-DE", [(7, 10)]),
        ("保温 und 杯", "de-DE", [(0, 2), (7, 8)]),
        ("〇𠮷々", "de-DE", [(0, 3)]),
        ("Becher, rot。", "de-DE", []),
        ("保溫杯", "zh-Hant-TW", []),
        ("保温杯", "ja-JP", []),
        ("ที่รองแก้ว", "th-TH", []),
        ("한국어", "ko-KR", []),
    ],
)
def test_leftover_han(text: str, locale: str, spans: list[tuple[int, int]], context: Make) -> None:
    found = LeftoverHan().check(context(text, locale=locale))
    assert [(one.start, one.end) for one in found] == spans
    assert [one.args for one in found] == [(("text", text[a:b]),) for a, b in spans]


@pytest.mark.parametrize(
    ("source_locale", "refuses", "number"),
    [("en-US", False, 0), ("en-US", True, 1), ("zh-Hans-CN", False, 1)],
)
def test_chinese_that_a_foreign_source_shows_may_stay(
    source_locale: str, number: int, context: Make, channel: Channel, *, refuses: bool
) -> None:
    shop = replace(channel, forbid_han=refuses)
    made = context("Tee „茶“", "Tea “茶”", source_locale=source_locale, channel=shop)
    assert len(LeftoverHan().check(made)) == number


@pytest.mark.parametrize(
    ("refuses", "severity"), [(True, Severity.BLOCK), (False, Severity.WARNING)]
)
def test_a_channel_that_refuses_chinese_blocks(
    severity: Severity, context: Make, channel: Channel, *, refuses: bool
) -> None:
    found = LeftoverHan().check(context("杯", channel=replace(channel, forbid_han=refuses)))
    assert [one.severity for one in found] == [severity]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("a b", "a b"),
        ("a  b", "a b"),
        (" a", "a"),
        ("a ", "a"),
        ("  a \u00a0 b  ", "a b"),
        ("a\n\nb", "a b"),
        ("a\u200bb", "ab"),
        ("\ufeffa", "a"),
        ("น้ำ\u200bร้อน", "น้ำร้อน"),
        ("12\u00a0€", "12\u00a0€"),
        ("", ""),
    ],
)
def test_spaces_and_their_fix(text: str, mended: str, context: Make) -> None:
    found = Spaces().check(context(text))
    assert bool(found) is (text != mended)
    for one in reversed(found):
        assert one.fix is not None
        text = text[: one.start] + one.fix + text[one.end :]
    assert text == mended


@pytest.mark.parametrize(
    ("text", "source", "locale", "number"),
    [
        ("น้ำ\u200bร้อน", "热水", "th-TH", 0),
        ("น้ำ\ufeffร้อน", "热水", "th-TH", 1),
        ("น้ำ  ร้อน", "热水", "th-TH", 1),
        (" und rot", " 红", "de-DE", 0),
        ("und rot ", " 红", "de-DE", 1),
        ("rot\n\nblau", "红\n\n蓝", "de-DE", 0),
        ("rot  blau", "红\n\n蓝", "de-DE", 1),
    ],
)
def test_spaces_of_the_source_and_of_thai_lines(
    text: str, source: str, locale: str, number: int, context: Make
) -> None:
    assert len(Spaces().check(context(text, source, locale=locale))) == number


@pytest.mark.parametrize(
    ("text", "locale", "words"),
    [
        ("der der Becher", "de-DE", ["der"]),
        ("Der der Becher", "de-DE", ["Der"]),
        ("Becher, Becher", "de-DE", []),
        ("Becher Becherchen", "de-DE", []),
        ("5 5", "de-DE", []),
        ("a a", "de-DE", []),
        ("si vous vous lavez", "fr-FR", []),
        ("la la tasse", "fr-FR", ["la"]),
        ("Gläser, die die Wärme halten", "de-DE", []),
        ("müssen Sie sie waschen", "de-DE", []),
        ("kupu kupu", "id-ID", []),
        ("ช้า ช้า", "th-TH", []),
    ],
)
def test_doubled_word(text: str, locale: str, words: list[str], context: Make) -> None:
    found = DoubledWord().check(context(text, locale=locale))
    assert [dict(one.args)["word"] for one in found] == words
    assert [one.fix for one in found] == words


@pytest.mark.parametrize(
    ("state", "origin", "number"),
    [
        (State.DRAFT, Origin.MEMORY, 1),
        (State.DRAFT, Origin.MEMORY_CONTEXT, 0),
        (State.DRAFT, Origin.COMPOSED, 0),
        (State.APPROVED, Origin.MEMORY, 0),
    ],
)
def test_machine_guess(state: State, origin: Origin, number: int, context: Make) -> None:
    found = MachineGuess().check(context("x", state=state, origin=origin))
    assert [one.severity for one in found] == [Severity.INFO] * number

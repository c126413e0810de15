"""What scripts of a show have said wears off."""

from __future__ import annotations

from localizer.model.script import Beat, Lane, Script, ScriptLine
from localizer.script.heard import Heard


def script(*lines: ScriptLine) -> Script:
    return Script("en-US", "warm", 1.0, "word", 155, (), lines)


def test_every_use_makes_a_phrase_less_welcome() -> None:
    heard = Heard()
    line = ScriptLine(Beat.DEMO, Lane.HOST, "Look here.", phrase="a")
    welcome = [heard.freshness("a")]
    for _ in range(3):
        heard.add(script(line))
        welcome.append(heard.freshness("a"))
    assert welcome[0] == 1
    assert welcome == sorted(welcome, reverse=True)
    assert heard.freshness("b") == 1


def test_hooks_are_kept_by_their_text_and_cues_are_not_heard() -> None:
    heard = Heard()
    heard.add(
        script(
            ScriptLine(Beat.HOOK, Lane.HOST, "Hello.", phrase="h"),
            ScriptLine(Beat.HOOK, Lane.ACTION, "wave", phrase="w"),
            ScriptLine(Beat.CTA, Lane.HOST, "Tap item 1."),
        )
    )
    assert heard.hooks == {"Hello."}
    assert dict(heard.phrases) == {"h": 1}

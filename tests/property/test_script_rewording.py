from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from localizer.model.script import Beat, Lane, ScriptFacts, ScriptLine
from localizer.script.rewording import Ground, KnownWords, RefusalCode, judge, reworded, stands

LOCALES = st.sampled_from(["en-US", "de-DE", "fr-FR", "id-ID", "th-TH", "vi-VN", "zh-Hant-TW"])
FACTS = ScriptFacts(frozenset({"capacity"}), {"capacity": "500 ml"})


def ground(locale: str) -> Ground:
    return Ground(
        locale, FACTS, KnownWords.of({"silk": ("silk", "Seide", "ผ้าไหม", "真絲")}, locale)
    )


@given(text=st.text(), locale=LOCALES)
def test_a_line_as_it_is_always_stands(text: str, locale: str) -> None:
    line = ScriptLine(Beat.DEMO, Lane.HOST, text)
    assert judge(line, text, ground(locale)) == ()


@given(text=st.text(max_size=60), number=st.integers(0, 10**9), locale=LOCALES)
def test_a_number_of_no_fact_never_stands(text: str, number: int, locale: str) -> None:
    assume(not any(letter.isnumeric() for letter in text))
    assume(number != 500)
    line = ScriptLine(Beat.DEMO, Lane.HOST, f"A {text}.")
    found = judge(line, f"A {text}. {number}", ground(locale))
    said = {one.code for one in found}
    assert RefusalCode.NUMBER in said or {RefusalCode.TOKEN_ADDED, RefusalCode.MARKUP} & said
    assert not stands(found)


@given(before=st.text(), after=st.text(), locale=LOCALES)
def test_any_text_can_be_judged(before: str, after: str, locale: str) -> None:
    line = ScriptLine(Beat.DEMO, Lane.HOST, before)
    for one in judge(line, after, ground(locale)):
        assert 0 <= one.start <= one.end <= len(after)
        assert one.sentence
    assert reworded(line, after, ground(locale)).text == after

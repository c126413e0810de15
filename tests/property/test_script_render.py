from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from localizer.model.speech import SpeechUnit
from localizer.script.render import missing_in, render_line, tokens_in
from localizer.script.timing import count_units

LOCALES = ("en-US", "id-ID", "th-TH", "vi-VN", "zh-Hant-TW", "de-DE", "fr-FR", "pt-BR", "xx")
NAMES = st.sampled_from(["price", "was", "bundle:2", "n", "stock"])


@given(text=st.text(), tokens=st.dictionaries(NAMES, st.text()))
def test_no_brace_is_ever_left(text: str, tokens: dict[str, str]) -> None:
    rendered = render_line(text, tokens)
    assert "{" not in rendered
    assert "}" not in rendered


@given(names=st.lists(NAMES, min_size=1), known=st.sets(NAMES))
def test_exactly_the_tokens_without_value_are_missing(names: list[str], known: set[str]) -> None:
    text = " and ".join(f"{{{name}}}" for name in names)
    assert tokens_in(text) == tuple(dict.fromkeys(names))
    rendered = render_line(text, dict.fromkeys(known, "9"))
    assert set(missing_in(rendered)) == set(names) - known


@given(text=st.text(), unit=st.sampled_from(SpeechUnit), locale=st.sampled_from(LOCALES))
def test_any_text_can_be_counted(text: str, unit: SpeechUnit, locale: str) -> None:
    assert 0 <= count_units(text, unit, locale) <= 20 * len(text) + 1


@given(number=st.integers(0, 10**20), locale=st.sampled_from(LOCALES))
def test_any_number_is_spoken_in_one_to_a_few_units_a_digit(number: int, locale: str) -> None:
    units = count_units(str(number), SpeechUnit.WORD, locale)
    assert 1 <= units <= 2 * len(str(number)) + 2

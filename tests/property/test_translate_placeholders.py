"""Whatever is shielded comes back unchanged."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from localizer.translate.placeholders import protected_spans, restore, shield

PARTS = st.sampled_from(
    ["{price}", "<b>", "</b>", "&amp;", "⟦0⟧", "⟦", "⟧", "118cm", "3×4 kg", "95%", "DR-0217",
     "https://a.example/b", "Tavi", "Tavi Pro", "价格", " ", "x@y.example", "<!--", "-->"]
)  # fmt: skip
TEXTS = st.lists(st.one_of(PARTS, st.text(max_size=8)), max_size=12).map("".join)
BRANDS = st.lists(st.one_of(st.sampled_from(["Tavi", "Tavi Pro"]), st.text(max_size=4)), max_size=3)


@given(TEXTS, BRANDS)
def test_restore_undoes_shield(text: str, brands: list[str]) -> None:
    shielded = shield(text, brands=brands)
    assert restore(shielded.text, shielded.originals) == text


@given(TEXTS, BRANDS)
def test_spans_are_in_order_and_apart(text: str, brands: list[str]) -> None:
    end = 0
    for span in protected_spans(text, brands=brands):
        assert end <= span.start < span.end
        end = span.end

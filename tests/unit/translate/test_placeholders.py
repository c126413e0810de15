from __future__ import annotations

import pytest

from localizer.translate.placeholders import (
    PlaceholderError,
    protected_spans,
    restore,
    shield,
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("到手价{price}，原价{was}", ["{price}", "{was}"]),
        ("两件{bundle:2}", ["{bundle:2}"]),
        ("<p>好看</p><br/>&nbsp;", ["<p>", "</p>", "<br/>", "&nbsp;"]),
        ("见https://a.example/x?y=1，谢谢", ["https://a.example/x?y=1"]),
        ("问 help@shop.example 吧", ["help@shop.example"]),
        ("约118cm，重1.1kg", ["118cm", "1.1kg"]),
        ("尺寸30×20×15 cm", ["30×20×15 cm"]),
        ("6-12 kg", ["6-12 kg"]),
        ("棉95%氨纶5%", ["95%", "5%"]),
        ("保温12小时", []),
        ("型号DR-0217和IPX5", ["DR-0217", "IPX5"]),
        ("Type-C接口", []),
        ("Homivelt保温杯", ["Homivelt"]),
        ("小米 Homiveltine", []),
        ("⟦1⟧", ["⟦", "⟧"]),
        ("普通的一句话", []),
        ("a < b > c", []),
    ],
)
def test_what_is_protected(text: str, parts: list[str]) -> None:
    spans = protected_spans(text, brands=("Homivelt", ""))
    assert [text[span.start : span.end] for span in spans] == parts


def test_a_longer_brand_comes_first() -> None:
    shielded = shield("Tavi Pro和Tavi", brands=("Tavi", "Tavi Pro"))
    assert shielded.originals == ("Tavi Pro", "Tavi")


def test_order_and_spaces_may_change() -> None:
    shielded = shield("重1.1kg，长118cm")
    assert shielded.text == "重⟦0⟧，长⟦1⟧"
    assert restore("Length ⟦ 1 ⟧, weight ⟦0⟧", shielded.originals) == "Length 118cm, weight 1.1kg"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("no weight", "The translation lost “1.1kg”."),
        ("⟦0⟧ ⟦0⟧", "The translation has “1.1kg” more than once."),
        ("⟦0⟧ ⟦7⟧", "The translation has a placeholder that was not in the source."),
    ],
)
def test_a_lost_doubled_or_invented_part_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(PlaceholderError) as caught:
        restore(text, ("1.1kg",))
    assert str(caught.value) == sentence

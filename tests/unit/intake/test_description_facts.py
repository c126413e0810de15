"""Facts out of lists and tables of descriptions, and never out of prose."""

from __future__ import annotations

import time
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.catalog.markup import safe_html
from localizer.intake.description_facts import FoundFact, facts_from_description
from localizer.model.product import Fact, FactKind


def _one(text: str, locale: str = "zh-Hans") -> Fact:
    found = facts_from_description(text, locale=locale)
    assert len(found) == 1
    return found[0].fact


def _values(text: str, locale: str = "zh-Hans") -> dict[str, str]:
    return {f.fact.name: f.fact.value for f in facts_from_description(text, locale=locale)}


@pytest.mark.parametrize(
    ("text", "locale", "name", "number", "unit"),
    [
        ("重量: 300g", "zh-Hans", "weight", "300", "gram"),
        ("<ul><li>重量: 300g</li></ul>", "zh-Hans", "weight", "300", "gram"),
        ("<table><tr><td>功率</td><td>1500W</td></tr></table>", "zh-Hans", "power", "1500", "watt"),
        ("<dl><dt>Weight</dt><dd>1.2 kg</dd></dl>", "en", "weight", "1.2", "kilogram"),
        ("容量500ml", "zh-Hans", "capacity", "500", "milliliter"),
        ("电压220V", "zh-Hans", "voltage", "220", "volt"),
        ("【重量】300克", "zh-Hans", "weight", "300", "gram"),
        ("重　量：2斤", "zh-Hans", "weight", "1000", "gram"),
        ("重量(g)：300", "zh-Hans", "weight", "300", "gram"),
        ("1. 重量: 3kg", "zh-Hans", "weight", "3", "kilogram"),
        ("● Rated power - 20W", "en", "power", "20", "watt"),
        ("重量：300g，轻便携带", "zh-Hans", "weight", "300", "gram"),
        ("保固：1年", "zh-Hant", "warranty", "1", "year"),
        ("頻率：2.4GHz", "zh-Hant", "frequency", "2.4", "gigahertz"),
        ("Berat: 1.500 g", "id", "weight", "1500", "gram"),
        ("Tegangan: 220 V", "id", "voltage", "220", "volt"),
        ("น้ำหนัก: 300 กรัม", "th", "weight", "300", "gram"),
        ("ความจุ 500 มล.", "th", "capacity", "500", "milliliter"),
        ("Trọng lượng: 1,5 kg", "vi", "weight", "1.5", "kilogram"),
        ("Bảo hành: 12 tháng", "vi", "warranty", "12", "month"),
        ("Kuasa: 20W", "ms", "power", "20", "watt"),
        ("Suhu: 30°C", "ms", "temperature", "30", "celsius"),
        ("Timbang: 300 g", "fil", "weight", "300", "gram"),
        ("Haba: 20 cm", "fil", "length", "20", "centimeter"),
        ("Warranty 12 months", "en", "warranty", "12", "month"),
    ],
)
def test_quantities(text: str, locale: str, name: str, number: str, unit: str) -> None:
    fact = _one(text, locale)
    assert (fact.name, fact.number, fact.unit) == (name, Decimal(number), unit)


@pytest.mark.parametrize("text", ["材质：95%棉 5%氨纶", "材質 95%棉 5%氨纶", "面料：棉95%，氨纶5%"])
def test_blends(text: str) -> None:
    fact = _one(text)
    assert (fact.name, fact.kind) == ("material", FactKind.BLEND)
    assert set(fact.parts) == {("棉", Decimal(95)), ("氨纶", Decimal(5))}


def test_a_blend_ends_where_the_next_sentence_begins() -> None:
    assert _one("Material: 100% cotton. Soft touch.", "en").parts == (("cotton", Decimal(100)),)


def test_ranges() -> None:
    assert _one("适用年龄: 3-6岁").number_to == Decimal(6)
    assert _one("工作温度：-10~50℃").number == Decimal(-10)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("尺寸 20×15×8cm", "zh-Hans"),
        ("Size: 20 x 15 x 8 cm", "en"),
        ("Ukuran: 20x15x8 cm", "id"),
        ("Kích thước: 20 x 15 x 8 cm", "vi"),
        ("规格：20*15*8 厘米", "zh-Hans"),
    ],
)
def test_sides(text: str, locale: str) -> None:
    fact = _one(text, locale)
    assert (fact.name, fact.unit) == ("dimensions", "centimeter")
    assert [side for _name, side in fact.parts] == [Decimal(20), Decimal(15), Decimal(8)]


def test_several_in_one_line() -> None:
    assert _values("材质：棉，重量：300g，品牌：花间，产地：浙江") == {
        "material": "棉",
        "weight": "300g",
        "origin": "浙江",
    }
    assert _values("长：20cm 宽：15cm 高：8cm") == {
        "length": "20cm",
        "width": "15cm",
        "height": "8cm",
    }
    assert _values("Material: wool; Net weight: 2 kg", "en") == {
        "material": "wool",
        "weight": "2 kg",
    }


def test_rows_of_tables() -> None:
    four = "<table><tr><td>功率</td><td>20W</td><td>电压</td><td>5V</td></tr></table>"
    assert _values(four) == {"power": "20W", "voltage": "5V"}
    assert _values("基本参数|材质|棉") == {"material": "棉"}
    head = "<table><tr><th>Material</th><th>Weight</th></tr><tr><td>Wool</td><td>3 kg</td></tr>"
    assert _values(f"{head}</table>", "en") == {"material": "Wool", "weight": "3 kg"}
    several = f"{head}<tr><td>Silk</td><td>1 kg</td></tr></table>"
    assert _values(several, "en") == {}


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("这款包重300g，容量500ml，非常轻便。", "zh-Hans"),
        ("The weight: 300g is light.", "en"),
        ("This bag weighs 300g.", "en"),
        ("Power up your day with 20 recipes", "en"),
        ("Material: made from the softest cotton you have ever felt. Buy now!", "en"),
        ("颜色：红\n尺码：S\nSize: M, L", "zh-Hans"),
        ("Color: red\nCertification: CE", "en"),
        ("Battery 12 hours", "en"),
        ("比例 1:24", "zh-Hans"),
        ("噪音：35dB", "zh-Hans"),
        ("Haba: 20 cm", "id"),
        ("材质：", "zh-Hans"),
        ("", "en"),
    ],
)
def test_prose_options_and_unknown_labels_state_nothing(text: str, locale: str) -> None:
    assert facts_from_description(text, locale=locale) == ()


def test_words_stay_the_sellers() -> None:
    assert _one("重量：约300克").number is None
    assert _one("适用年龄：3岁以上").value == "3岁以上"
    assert _one("Weight: 5.5 oz, 7 oz (large)", "en").number is None


def test_places_count_as_a_reader_counts() -> None:
    text = safe_html(
        "<p>介绍</p><ul><li>好看</li><li>材质：棉</li></ul>"
        "<table><tr><td>重量</td><td>300g</td></tr></table>"
    )
    found = facts_from_description(text, locale="zh-Hans")
    assert [(one.fact.name, one.item, one.fact.origin) for one in found] == [
        ("material", 3, "description:3"),
        ("weight", 4, "description:4"),
    ]
    assert found[0].place == "description, item 3"


def test_the_first_of_two_stands() -> None:
    assert _one("重量：300g\n重量：500g").value == "300g"


def test_a_size_table_is_one_fact() -> None:
    text = "材质：棉\n尺码|胸围(cm)\nS|98\nM|102\n重量：300g"
    found = facts_from_description(text, locale="zh-Hans")
    assert [one.fact.name for one in found] == ["material", "weight", "size_table"]
    assert found[-1].fact.value == "S: 胸围 98 cm; M: 胸围 102 cm"
    assert found[-1].fact.origin == "description:2"


def test_cleaned_and_raw_markup_state_the_same() -> None:
    raw = (
        "<div style='x'><p class=a><b>Material</b>: 95% cotton,\n 5% spandex</p><br/>"
        "<table border=1><tr><td><p>Weight</p></td><td>&lt; 300&nbsp;g</td></tr></table></div>"
    )
    found = facts_from_description(raw, locale="en")
    assert found == facts_from_description(safe_html(raw), locale="en")
    assert [one.fact.value for one in found] == ["95% cotton, 5% spandex", "< 300 g"]


def test_facts_survive_json() -> None:
    found = facts_from_description("尺寸 20×15×8cm", locale="zh-Hans")
    again = msgspec.json.decode(msgspec.json.encode(found), type=tuple[FoundFact, ...])
    assert again == found


def test_junk_is_quick() -> None:
    began = time.process_time()
    for text in (
        "材质：" * 30_000,
        "a " * 50_000 + ":",
        "<td>" * 20_000,
        "<table>" * 5000 + "尺码|S|M\n" * 5000,
        "【" * 50_000,
        "- " * 50_000,
        "x" * 100_000 + "：1",
        "1,2，" * 20_000 + ":",
        "长20×" * 20_000,
    ):
        facts_from_description(text, locale="zh-Hans")
    assert time.process_time() - began < 5


@given(st.text(alphabet="材质重量:：|\t\n<>/tdrlip 1.,%×cmg尺码SM", max_size=200))
def test_any_text_is_read(text: str) -> None:
    for one in facts_from_description(text, locale="zh-Hans"):
        assert one.fact.value
        assert one.fact.origin == f"description:{one.item}"

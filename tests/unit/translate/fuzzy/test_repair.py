from __future__ import annotations

import pytest

from localizer.translate.fuzzy.repair import repaired
from localizer.translate.fuzzy.score import Difference


@pytest.mark.parametrize(
    ("source", "match", "target", "locale", "expected"),
    [
        ("电源适配器 110V", "电源适配器 220V", "อะแดปเตอร์ไฟ 220 โวลต์", "th-TH",
         "อะแดปเตอร์ไฟ 110 โวลต์"),
        ("容量750毫升", "容量500毫升", "ความจุ ๕๐๐ มล.", "th-TH", "ความจุ ๗๕๐ มล."),
        ("净重1.5公斤", "净重2公斤", "Nettogewicht 2 kg", "de-DE", "Nettogewicht 1,5 kg"),
        ("净重1.5公斤", "净重2.5公斤", "Nettogewicht: 2,5 kg", "de-DE", "Nettogewicht: 1,5 kg"),
        ("110V电源", "220V电源", "220-V-Netzteil", "de-DE", "110-V-Netzteil"),
        ("电池10000毫安", "电池20000毫安", "Pin 20.000 mAh", "vi-VN", "Pin 10.000 mAh"),
        ("尺寸30×40厘米", "尺寸20×25厘米", "Kích thước 20 × 25 cm", "vi-VN", "Kích thước 30 × 40 cm"),
        ("可用12小时", "可用8小时", "Tahan hingga 8 jam", "id-ID", "Tahan hingga 12 jam"),
        ("重量2.50kg", "重量1.75kg", "Berat 1,75 kg", "id-ID", "Berat 2,50 kg"),
        ("型号A2635，黑色", "型号A2634，黑色", "Model A2634, black", "en-US", "Model A2635, black"),
        ("适合5-8岁", "适合3-6岁", "For ages 3–6", "en-US", "For ages 5–8"),
        ("适合6-3岁", "适合3-6岁", "For ages 3–6", "en-US", "For ages 6–3"),
        ("耐寒：-30℃", "耐寒：-20℃", "Down to -20 °C", "en-US", "Down to -30 °C"),
        ("三件装 110V", "三件装 220V", "3 pcs, 220 V", "en-US", "3 pcs, 110 V"),
        ("三件装 110V", "三件装 220V", "ชุด 3 ชิ้น ๒๒๐ V", "th-TH", "ชุด 3 ชิ้น ๑๑๐ V"),
        ("USB3.0，110V", "USB3.0，220V", "USB 3.0, 220 V", "en-US", "USB 3.0, 110 V"),
        ("2024-06-01上市", "2024-05-01上市", "Out 2024-05-01", "en-US", "Out 2024-06-01"),
        ("puissance 3500 W", "puissance 2500 W", "Power 2,500 W", "en-US", "Power 3,500 W"),
    ],
)  # fmt: skip
def test_new_numbers_are_put_where_the_old_ones_stand(
    source: str, match: str, target: str, locale: str, expected: str
) -> None:
    repair = repaired(source, match, target, locale)
    assert repair is not None
    assert repair.text == expected


@pytest.mark.parametrize(
    ("why", "source", "match", "target", "locale"),
    [
        ("also in a code", "型号X65 45瓦", "型号X65 65瓦", "X 65, charger", "en-US"),
        ("zeros in front", "日期05日", "日期12日", "Day 12", "en-US"),
        ("equal", "电源 220V", "电源 220V", "220 V power", "en-US"),
        ("another word", "白色电源 110V", "黑色电源 220V", "Black, 220 V", "en-US"),
        ("another unit", "电源 220W", "电源 220V", "220 V power", "en-US"),
        ("one more number", "电源 220V 2A", "电源 220V", "220 V power", "en-US"),
        ("not in the target", "净重750克", "净重500克", "Net weight: half a kilo", "en-US"),
        ("converted", "净重750克", "净重500克", "Net weight: 0.5 kg", "en-US"),
        ("worked out from it", "打7折", "打8折", "20% off", "en-US"),
        ("worked out beside it", "重3公斤", "重2公斤", "2 kg (4.4 lb)", "en-US"),
        ("a unit that is converted", "重3斤", "重2斤", "2 catties", "en-US"),
        ("twice in the target", "电源 110V", "电源 220V", "220 V, really 220 V", "en-US"),
        ("twice in the source", "2件 3米", "2件 2米", "2 pieces of 2 m", "en-US"),
        ("twice in the source, once here", "2件 3米", "2件 2米", "A pair, 2 m", "en-US"),
        ("also in Chinese", "三件装 5米", "三件装 3米", "A set, 3 m", "en-US"),
        ("another unit in the target", "直径8cm", "直径5cm", "Diameter 5 mm", "en-US"),
        ("plural", "可用2小时", "可用1小时", "1 Stunde Laufzeit", "de-DE"),
        ("singular", "可用1小时", "可用2小时", "Lasts 2 hours", "en-US"),
        ("part of a code", "功率30瓦", "功率20瓦", "Model A20", "en-US"),
        ("code not there", "型号A2635", "型号A2634", "Model 2634", "en-US"),
        ("code in another case", "型号A2635", "型号A2634", "Model a2634", "en-US"),
        ("number became a code", "型号A5", "型号5", "Model 5", "en-US"),
        ("a number of two readings", "1,200毫安", "1,500毫安", "1.500 mAh", "de-DE"),
        ("only Chinese numerals", "五件装", "三件装", "3 pcs", "en-US"),
        ("a hyphen that may be a minus", "耐寒-30℃", "耐寒-20℃", "Down to -20 °C", "en-US"),
        ("no number", "码" + "1" * 40 + "2", "码" + "1" * 41, "code " + "1" * 41, "en-US"),
        ("unknown separator", "净重1.5公斤", "净重2公斤", "2 kg", "xx"),
    ],
)
def test_nothing_is_guessed(why: str, source: str, match: str, target: str, locale: str) -> None:
    assert repaired(source, match, target, locale) is None, why


def test_the_source_locale_settles_what_a_comma_means() -> None:
    repair = repaired("1,200毫安", "1,500毫安", "1.500 mAh", "de-DE", source_locale="zh-Hans-CN")
    assert repair is not None
    assert repair.text == "1.200 mAh"


def test_a_plural_does_not_matter_before_a_symbol_or_in_thai() -> None:
    assert repaired("2米", "1米", "1 m", "de-DE") is not None
    assert repaired("2小时", "1小时", "1 ชั่วโมง", "th-TH") is not None
    assert repaired("4小时", "3小时", "3 oras", "fil-PH") is not None


def test_a_repair_tells_what_it_changed_and_where() -> None:
    repair = repaired("型号A2635 110V 3米", "型号A2634 220V 2米", "2 m, 220 V (A2634)", "en-US")
    assert repair is not None
    assert repair.text == "3 m, 110 V (A2635)"
    assert repair.changes == (
        Difference("A2634", "A2635"),
        Difference("220V", "110V"),
        Difference("2", "3"),
    )
    assert [repair.text[start:end] for start, end in repair.places] == ["3", "110", "A2635"]

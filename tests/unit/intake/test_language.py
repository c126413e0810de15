"""The language of a catalog, by its script."""

from __future__ import annotations

import pytest

from localizer.intake.language import guess_locale


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("法式碎花连衣裙女春夏新款 V领", "zh-Hans"),
        ("法式碎花連衣裙女春夏新款 V領", "zh-Hant"),
        ("Bluetooth earbuds TWS 蓝牙耳机无线", "zh-Hans"),
        ("ワンピース 花柄 レディース", "ja"),
        ("เดรสลายดอกไม้", "th"),
        ("꽃무늬 원피스", "ko"),
        ("Floral dress", "en"),
        ("Vestido de flores 小", "en"),
        ("", "en"),
    ],
)
def test_locales(text: str, locale: str) -> None:
    assert guess_locale([text]) == locale

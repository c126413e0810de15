"""The language of a catalog, by its script and its small words."""

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
        ("Váy hoa nữ mùa hè, áo thun cotton cho trẻ em", "vi"),
        ("Gaun wanita dari bahan katun yang nyaman dan murah untuk pesta", "id"),
        ("Kasut perempuan yang selesa dan tahan lasak, saiz besar, kualiti baik", "ms"),
        ("Damit pambabae na may bulaklak para sa mga bata", "fil"),
        ("Sommerkleid für Damen mit Blumen und kurzen Ärmeln aus Baumwolle", "de"),
        ("Robe à fleurs pour femme avec manches courtes en coton, taille unique", "fr"),
        ("Vestido de flores para mujer con mangas cortas y bolsillos, talla única", "es"),
        ("Vestito a fiori da donna con maniche corte e tasche, taglia unica in cotone", "it"),
        ("Vestido feminino com estampa e mangas curtas, tamanho único em algodão", "pt"),
        ("Crème brûlée set", "en"),
        ("Café de Paris cup", "en"),
        ("Women's floral dress with pockets and short sleeves for the summer", "en"),
        ("SKU-1 XL 42", "en"),
        ("Đen", "en"),
    ],
)
def test_locales(text: str, locale: str) -> None:
    assert guess_locale([text]) == locale

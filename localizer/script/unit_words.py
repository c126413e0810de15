"""What is said for a unit or a sign behind a number, by language: 350 ml is "350 milliliters".

The words are there to be counted: gender, number and region do not change how many there are. A unit whose
own writing is a word already (บาท, 公斤, heures) needs no row. Own tables, November 2026.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

#: The unit, then English, German, French, Spanish, Italian and Portuguese.
_EUROPEAN: Final = """
ml|milliliters|Milliliter|millilitres|mililitros|millilitri|mililitros
cl|centiliters|Zentiliter|centilitres|centilitros|centilitri|centilitros
l|liters|Liter|litres|litros|litri|litros
mg|milligrams|Milligramm|milligrammes|miligramos|milligrammi|miligramas
g|grams|Gramm|grammes|gramos|grammi|gramas
kg|kilograms|Kilogramm|kilos|kilos|chili|quilos
oz|ounces|Unzen|onces|onzas|once|onças
lb|pounds|Pfund|livres|libras|libbre|libras
mm|millimeters|Millimeter|millimètres|milímetros|millimetri|milímetros
cm|centimeters|Zentimeter|centimètres|centímetros|centimetri|centímetros
m|meters|Meter|mètres|metros|metri|metros
km|kilometers|Kilometer|kilomètres|kilómetros|chilometri|quilômetros
m²|square meters|Quadratmeter|mètres carrés|metros cuadrados|metri quadri|metros quadrados
in|inches|Zoll|pouces|pulgadas|pollici|polegadas
ft|feet|Fuß|pieds|pies|piedi|pés
W|watts|Watt|watts|vatios|watt|watts
kW|kilowatts|Kilowatt|kilowatts|kilovatios|kilowatt|quilowatts
Wh|watt hours|Wattstunden|wattheures|vatios hora|wattora|watts hora
V|volts|Volt|volts|voltios|volt|volts
A|amps|Ampere|ampères|amperios|ampere|amperes
mAh|milliamp hours|Milliamperestunden|milliampères heure|miliamperios hora|milliampere ora|miliamperes hora
Hz|hertz|Hertz|hertz|hercios|hertz|hertz
dB|decibels|Dezibel|décibels|decibelios|decibel|decibéis
GB|gigabytes|Gigabyte|gigaoctets|gigas|giga|gigas
TB|terabytes|Terabyte|téraoctets|teras|tera|teras
MP|megapixels|Megapixel|mégapixels|megapíxeles|megapixel|megapixels
h|hours|Stunden|heures|horas|ore|horas
min|minutes|Minuten|minutes|minutos|minuti|minutos
s|seconds|Sekunden|secondes|segundos|secondi|segundos
°C|degrees Celsius|Grad Celsius|degrés Celsius|grados Celsius|gradi Celsius|graus Celsius
°F|degrees Fahrenheit|Grad Fahrenheit|degrés Fahrenheit|grados Fahrenheit|gradi Fahrenheit|graus Fahrenheit
°|degrees|Grad|degrés|grados|gradi|graus
%|percent|Prozent|pour cent|por ciento|per cento|por cento
×|by|mal|sur|por|per|por
+|plus|plus|plus|más|più|mais
&|and|und|et|y|e|e
@|at|at|arobase|arroba|chiocciola|arroba
-|to|bis|à|a|a|a
"""
#: The unit, then Indonesian, Malay, Vietnamese, Thai and Chinese.
_ASIAN: Final = """
ml|mililiter|mililiter|mi li lít|มิลลิลิตร|毫升
cl|sentiliter|sentiliter|xăng ti lít|เซนติลิตร|厘升
l|liter|liter|lít|ลิตร|升
mg|miligram|miligram|mi li gam|มิลลิกรัม|毫克
g|gram|gram|gam|กรัม|克
kg|kilogram|kilogram|ki lô gam|กิโลกรัม|公斤
oz|ons|auns|ao xơ|ออนซ์|盎司
lb|pon|paun|pao|ปอนด์|磅
mm|milimeter|milimeter|mi li mét|มิลลิเมตร|毫米
cm|sentimeter|sentimeter|xăng ti mét|เซนติเมตร|厘米
m|meter|meter|mét|เมตร|米
km|kilometer|kilometer|ki lô mét|กิโลเมตร|公里
m²|meter persegi|meter persegi|mét vuông|ตารางเมตร|平方米
in|inci|inci|inch|นิ้ว|英寸
ft|kaki|kaki|feet|ฟุต|英尺
W|watt|watt|oát|วัตต์|瓦
kW|kilowatt|kilowatt|ki lô oát|กิโลวัตต์|千瓦
Wh|watt jam|watt jam|oát giờ|วัตต์ชั่วโมง|瓦时
V|volt|volt|vôn|โวลต์|伏
A|ampere|ampere|am pe|แอมป์|安
mAh|miliampere jam|miliampere jam|mi li am pe giờ|มิลลิแอมป์|毫安时
Hz|hertz|hertz|héc|เฮิรตซ์|赫兹
dB|desibel|desibel|đề xi ben|เดซิเบล|分贝
GB|gigabyte|gigabait|ghi ga bai|กิกะไบต์|个G
TB|terabyte|terabait|tê ra bai|เทระไบต์|个T
MP|megapiksel|megapiksel|mê ga píc xen|ล้านพิกเซล|百万像素
h|jam|jam|giờ|ชั่วโมง|小时
min|menit|minit|phút|นาที|分钟
s|detik|saat|giây|วินาที|秒
°C|derajat Celsius|darjah Celsius|độ xê|องศาเซลเซียส|摄氏度
°F|derajat Fahrenheit|darjah Fahrenheit|độ ép|องศาฟาเรนไฮต์|华氏度
°|derajat|darjah|độ|องศา|度
%|persen|peratus|phần trăm|เปอร์เซ็นต์|百分之
×|kali|kali|nhân|คูณ|乘
+|tambah|tambah|cộng|บวก|加
&|dan|dan|và|และ|和
@|et|et|a còng|แอด|艾特
-|sampai|hingga|đến|ถึง|到
"""
#: Ways to write a unit that are said alike; behind Thai numbers the units are shortened in Thai.
ALIKE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "mL": "ml",
        "L": "l",
        "lbs": "lb",
        "x": "×",
        "ºC": "°C",
        "℃": "°C",
        "℉": "°F",
        "มล.": "ml",
        "กก.": "kg",
        "มม.": "mm",
        "ซม.": "cm",
        "กม.": "km",
        "ชม.": "h",
        "–": "-",
        "—": "-",
        "~": "-",
        "～": "-",
    }
)
#: The clock behind the hour, where the language says a word that is not written: 21:00 is "21 heures".
HOUR: Final[Mapping[str, str]] = MappingProxyType(
    {
        "en": "",
        "de": "Uhr",
        "fr": "heures",
        "es": "horas",
        "it": "e",
        "pt": "horas",
        "id": "",
        "ms": "",
        "vi": "giờ",
        "th": "นาฬิกา",
        "zh": "点",
    }
)
#: Languages whose word of `HOUR` only joins the minutes.
HOUR_OF_MINUTES: Final = frozenset({"it"})
#: What is said with the minutes, where anything is.
MINUTE: Final[Mapping[str, str]] = MappingProxyType(
    {"th": "นาที", "zh": "分", "pt": "e", "vi": "phút"}
)


def _table(listed: str, languages: tuple[str, ...]) -> dict[tuple[str, str], str]:
    """Return the words of ``listed`` by unit and language."""
    rows = (row.split("|") for row in listed.strip().splitlines())
    return {
        (unit, name): said
        for unit, *words in rows
        for name, said in zip(languages, words, strict=True)
    }


_WORDS: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        **_table(_EUROPEAN, ("en", "de", "fr", "es", "it", "pt")),
        **_table(_ASIAN, ("id", "ms", "vi", "th", "zh")),
    }
)
UNITS: Final = frozenset(unit for unit, _name in _WORDS)


def unit_words(unit: str, locale: str) -> str:
    """Return what is said for ``unit`` in the language of ``locale``, English where that is not known.

    Filipino hosts say measures in English. Empty for a unit that is not known.
    """
    unit = ALIKE.get(unit, unit)
    said = _WORDS.get((unit, locale.split("-", 1)[0]))
    return _WORDS.get((unit, "en"), "") if said is None else said

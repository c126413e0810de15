"""Prices aloud in Indonesian, Malay, Vietnamese, Thai and Chinese."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest

from localizer.price.spoken import spoken_price

#: One line each: the amount, then what a native speaker says.
TABLES = {
    ("id-ID", "IDR"): """
0 nol rupiah
1 satu rupiah
2 dua rupiah
5 lima rupiah
8 delapan rupiah
10 sepuluh rupiah
11 sebelas rupiah
12 dua belas rupiah
15 lima belas rupiah
17 tujuh belas rupiah
19 sembilan belas rupiah
20 dua puluh rupiah
21 dua puluh satu rupiah
25 dua puluh lima rupiah
31 tiga puluh satu rupiah
71 tujuh puluh satu rupiah
80 delapan puluh rupiah
81 delapan puluh satu rupiah
91 sembilan puluh satu rupiah
100 seratus rupiah
101 seratus satu rupiah
115 seratus lima belas rupiah
200 dua ratus rupiah
1000 seribu rupiah
1001 seribu satu rupiah
1100 seribu seratus rupiah
10000 sepuluh ribu rupiah
21000 dua puluh satu ribu rupiah
100000 seratus ribu rupiah
101000 seratus satu ribu rupiah
199000 seratus sembilan puluh sembilan ribu rupiah
1000000 satu juta rupiah
1001000 satu juta seribu rupiah
1234567 satu juta dua ratus tiga puluh empat ribu lima ratus enam puluh tujuh rupiah
2000000000 dua miliar rupiah
""",
    ("ms-MY", "MYR"): """
0 sifar ringgit
1 satu ringgit
2 dua ringgit
5 lima ringgit
8 lapan ringgit
10 sepuluh ringgit
11 sebelas ringgit
12 dua belas ringgit
15 lima belas ringgit
17 tujuh belas ringgit
19 sembilan belas ringgit
20 dua puluh ringgit
21 dua puluh satu ringgit
25 dua puluh lima ringgit
31 tiga puluh satu ringgit
71 tujuh puluh satu ringgit
80 lapan puluh ringgit
81 lapan puluh satu ringgit
91 sembilan puluh satu ringgit
100 seratus ringgit
101 seratus satu ringgit
115 seratus lima belas ringgit
200 dua ratus ringgit
1000 seribu ringgit
1001 seribu satu ringgit
1100 seribu seratus ringgit
10000 sepuluh ribu ringgit
21000 dua puluh satu ribu ringgit
100000 seratus ribu ringgit
101000 seratus satu ribu ringgit
199000 seratus sembilan puluh sembilan ribu ringgit
1000000 satu juta ringgit
1001000 satu juta seribu ringgit
1234567 satu juta dua ratus tiga puluh empat ribu lima ratus enam puluh tujuh ringgit
2000000000 dua bilion ringgit
0.01 satu sen
0.05 lima sen
0.50 lima puluh sen
1.01 satu ringgit satu sen
19.99 sembilan belas ringgit sembilan puluh sembilan sen
29.05 dua puluh sembilan ringgit lima sen
49.90 empat puluh sembilan ringgit sembilan puluh sen
""",
    ("vi-VN", "VND"): """
0 không đồng
1 một đồng
2 hai đồng
5 năm đồng
8 tám đồng
10 mười đồng
11 mười một đồng
12 mười hai đồng
15 mười lăm đồng
17 mười bảy đồng
19 mười chín đồng
20 hai mươi đồng
21 hai mươi mốt đồng
25 hai mươi lăm đồng
31 ba mươi mốt đồng
71 bảy mươi mốt đồng
80 tám mươi đồng
81 tám mươi mốt đồng
91 chín mươi mốt đồng
100 một trăm đồng
101 một trăm linh một đồng
115 một trăm mười lăm đồng
200 hai trăm đồng
1000 một nghìn đồng
1001 một nghìn không trăm linh một đồng
1015 một nghìn không trăm mười lăm đồng
1100 một nghìn một trăm đồng
10000 mười nghìn đồng
21000 hai mươi mốt nghìn đồng
100000 một trăm nghìn đồng
101000 một trăm linh một nghìn đồng
199000 một trăm chín mươi chín nghìn đồng
1000000 một triệu đồng
1000001 một triệu không trăm linh một đồng
1001000 một triệu không trăm linh một nghìn đồng
1234567 một triệu hai trăm ba mươi bốn nghìn năm trăm sáu mươi bảy đồng
1000000000 một tỷ đồng
""",
    ("th-TH", "THB"): """
0 ศูนย์บาท
1 หนึ่งบาท
2 สองบาท
5 ห้าบาท
8 แปดบาท
10 สิบบาท
11 สิบเอ็ดบาท
12 สิบสองบาท
15 สิบห้าบาท
17 สิบเจ็ดบาท
19 สิบเก้าบาท
20 ยี่สิบบาท
21 ยี่สิบเอ็ดบาท
25 ยี่สิบห้าบาท
31 สามสิบเอ็ดบาท
71 เจ็ดสิบเอ็ดบาท
80 แปดสิบบาท
81 แปดสิบเอ็ดบาท
91 เก้าสิบเอ็ดบาท
100 หนึ่งร้อยบาท
101 หนึ่งร้อยเอ็ดบาท
115 หนึ่งร้อยสิบห้าบาท
200 สองร้อยบาท
1000 หนึ่งพันบาท
1001 หนึ่งพันเอ็ดบาท
1100 หนึ่งพันหนึ่งร้อยบาท
10000 หนึ่งหมื่นบาท
21000 สองหมื่นหนึ่งพันบาท
100000 หนึ่งแสนบาท
101000 หนึ่งแสนหนึ่งพันบาท
199000 หนึ่งแสนเก้าหมื่นเก้าพันบาท
1000000 หนึ่งล้านบาท
1000001 หนึ่งล้านเอ็ดบาท
1001000 หนึ่งล้านหนึ่งพันบาท
1234567 หนึ่งล้านสองแสนสามหมื่นสี่พันห้าร้อยหกสิบเจ็ดบาท
11000000 สิบเอ็ดล้านบาท
1000000000 หนึ่งพันล้านบาท
0.01 หนึ่งสตางค์
0.05 ห้าสตางค์
0.50 ห้าสิบสตางค์
1.01 หนึ่งบาทหนึ่งสตางค์
19.99 สิบเก้าบาทเก้าสิบเก้าสตางค์
29.05 ยี่สิบเก้าบาทห้าสตางค์
49.90 สี่สิบเก้าบาทเก้าสิบสตางค์
""",
    ("zh-Hans-MY", "MYR"): """
0 零令吉
1 一令吉
2 两令吉
5 五令吉
8 八令吉
10 十令吉
11 十一令吉
12 十二令吉
15 十五令吉
17 十七令吉
19 十九令吉
20 二十令吉
21 二十一令吉
25 二十五令吉
31 三十一令吉
71 七十一令吉
80 八十令吉
81 八十一令吉
91 九十一令吉
100 一百令吉
101 一百零一令吉
115 一百一十五令吉
200 两百令吉
1000 一千令吉
1001 一千零一令吉
1100 一千一百令吉
2222 两千两百二十二令吉
10000 一万令吉
10010 一万零一十令吉
20000 两万令吉
21000 两万一千令吉
100000 十万令吉
101000 十万一千令吉
120000 十二万令吉
199000 十九万九千令吉
220000 二十二万令吉
1000000 一百万令吉
1001000 一百万一千令吉
1234567 一百二十三万四千五百六十七令吉
2000000 两百万令吉
100001000 一亿零一千令吉
200000000 两亿令吉
0.01 一仙
0.05 五仙
0.50 五十仙
1.01 一令吉一仙
19.99 十九令吉九十九仙
29.05 二十九令吉五仙
49.90 四十九令吉九十仙
""",
    ("zh-Hans-SG", "SGD"): """
0 零元
1 一元
2 两元
5 五元
8 八元
10 十元
11 十一元
12 十二元
15 十五元
17 十七元
19 十九元
20 二十元
21 二十一元
25 二十五元
31 三十一元
71 七十一元
80 八十元
81 八十一元
91 九十一元
100 一百元
101 一百零一元
115 一百一十五元
200 两百元
1000 一千元
1001 一千零一元
1100 一千一百元
2222 两千两百二十二元
10000 一万元
10010 一万零一十元
20000 两万元
21000 两万一千元
100000 十万元
101000 十万一千元
120000 十二万元
199000 十九万九千元
220000 二十二万元
1000000 一百万元
1001000 一百万一千元
1234567 一百二十三万四千五百六十七元
2000000 两百万元
100001000 一亿零一千元
200000000 两亿元
0.01 一分
0.05 五分
0.50 五角
1.01 一元零一分
19.99 十九元九角九分
29.05 二十九元零五分
49.90 四十九元九角
""",
    ("zh-Hant-TW", "TWD"): """
0 零元
1 一元
2 兩元
5 五元
8 八元
10 十元
11 十一元
12 十二元
15 十五元
17 十七元
19 十九元
20 二十元
21 二十一元
25 二十五元
31 三十一元
71 七十一元
80 八十元
81 八十一元
91 九十一元
100 一百元
101 一百零一元
115 一百一十五元
200 兩百元
1000 一千元
1001 一千零一元
1100 一千一百元
2222 兩千兩百二十二元
10000 一萬元
10010 一萬零一十元
20000 兩萬元
21000 兩萬一千元
100000 十萬元
101000 十萬一千元
120000 十二萬元
199000 十九萬九千元
220000 二十二萬元
1000000 一百萬元
1001000 一百萬一千元
1234567 一百二十三萬四千五百六十七元
2000000 兩百萬元
100001000 一億零一千元
200000000 兩億元
""",
}
ROWS = [
    (*pair, *line.split(" ", 1))
    for pair, lines in TABLES.items()
    for line in lines.split("\n")[1:-1]
]


@pytest.mark.parametrize(("locale", "currency", "amount", "words"), ROWS)
def test_what_a_host_says(locale: str, currency: str, amount: str, words: str) -> None:
    assert spoken_price(Decimal(amount), currency, locale) == unicodedata.normalize("NFC", words)


def test_every_table_is_long_enough() -> None:
    assert all(lines.count("\n") > 25 for lines in TABLES.values())

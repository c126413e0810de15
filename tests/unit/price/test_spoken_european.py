"""Prices aloud in English, German, French, Spanish, Italian and Brazilian Portuguese."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest

from localizer.price.spoken import spoken_price

#: One line each: the amount, then what a native speaker says.
TABLES = {
    ("en-US", "USD"): """
0 zero dollars
1 one dollar
2 two dollars
5 five dollars
8 eight dollars
10 ten dollars
11 eleven dollars
12 twelve dollars
15 fifteen dollars
17 seventeen dollars
19 nineteen dollars
20 twenty dollars
21 twenty-one dollars
25 twenty-five dollars
31 thirty-one dollars
71 seventy-one dollars
80 eighty dollars
81 eighty-one dollars
91 ninety-one dollars
100 one hundred dollars
101 one hundred one dollars
115 one hundred fifteen dollars
200 two hundred dollars
1000 one thousand dollars
1001 one thousand one dollars
1100 one thousand one hundred dollars
10000 ten thousand dollars
21000 twenty-one thousand dollars
100000 one hundred thousand dollars
101000 one hundred one thousand dollars
199000 one hundred ninety-nine thousand dollars
1000000 one million dollars
1001000 one million one thousand dollars
1234567 one million two hundred thirty-four thousand five hundred sixty-seven dollars
1000000000 one billion dollars
0.01 one cent
0.05 five cents
0.50 fifty cents
1.01 one dollar and one cent
19.99 nineteen dollars and ninety-nine cents
29.05 twenty-nine dollars and five cents
49.90 forty-nine dollars and ninety cents
""",
    ("en-GB", "GBP"): """
0 zero pounds
1 one pound
2 two pounds
5 five pounds
8 eight pounds
10 ten pounds
11 eleven pounds
12 twelve pounds
15 fifteen pounds
17 seventeen pounds
19 nineteen pounds
20 twenty pounds
21 twenty-one pounds
25 twenty-five pounds
31 thirty-one pounds
71 seventy-one pounds
80 eighty pounds
81 eighty-one pounds
91 ninety-one pounds
100 one hundred pounds
101 one hundred and one pounds
115 one hundred and fifteen pounds
200 two hundred pounds
1000 one thousand pounds
1001 one thousand and one pounds
1100 one thousand one hundred pounds
10000 ten thousand pounds
21000 twenty-one thousand pounds
100000 one hundred thousand pounds
101000 one hundred and one thousand pounds
199000 one hundred and ninety-nine thousand pounds
1000000 one million pounds
1001000 one million one thousand pounds
1234567 one million two hundred and thirty-four thousand five hundred and sixty-seven pounds
1000000000 one billion pounds
0.01 one penny
0.05 five pence
0.50 fifty pence
1.01 one pound and one penny
19.99 nineteen pounds ninety-nine
29.05 twenty-nine pounds and five pence
49.90 forty-nine pounds ninety
""",
    ("de-DE", "EUR"): """
0 null Euro
1 ein Euro
2 zwei Euro
5 fünf Euro
8 acht Euro
10 zehn Euro
11 elf Euro
12 zwölf Euro
15 fünfzehn Euro
17 siebzehn Euro
19 neunzehn Euro
20 zwanzig Euro
21 einundzwanzig Euro
25 fünfundzwanzig Euro
31 einunddreißig Euro
71 einundsiebzig Euro
80 achtzig Euro
81 einundachtzig Euro
91 einundneunzig Euro
100 einhundert Euro
101 einhundertein Euro
115 einhundertfünfzehn Euro
200 zweihundert Euro
1000 eintausend Euro
1001 eintausendein Euro
1100 eintausendeinhundert Euro
1200 eintausendzweihundert Euro
10000 zehntausend Euro
21000 einundzwanzigtausend Euro
100000 einhunderttausend Euro
101000 einhunderteintausend Euro
199000 einhundertneunundneunzigtausend Euro
1000000 eine Million Euro
1001000 eine Million eintausend Euro
1234567 eine Million zweihundertvierunddreißigtausendfünfhundertsiebenundsechzig Euro
2000000 zwei Millionen Euro
101000000 einhunderteine Millionen Euro
0.01 ein Cent
0.05 fünf Cent
0.50 fünfzig Cent
1.01 ein Euro eins
19.99 neunzehn Euro neunundneunzig
29.05 neunundzwanzig Euro fünf
49.90 neunundvierzig Euro neunzig
""",
    ("fr-FR", "EUR"): """
0 zéro euro
1 un euro
2 deux euros
5 cinq euros
8 huit euros
10 dix euros
11 onze euros
12 douze euros
15 quinze euros
17 dix-sept euros
19 dix-neuf euros
20 vingt euros
21 vingt et un euros
25 vingt-cinq euros
31 trente et un euros
71 soixante et onze euros
80 quatre-vingts euros
81 quatre-vingt-un euros
91 quatre-vingt-onze euros
100 cent euros
101 cent un euros
115 cent quinze euros
180 cent quatre-vingts euros
200 deux cents euros
280 deux cent quatre-vingts euros
1000 mille euros
1001 mille un euros
1100 mille cent euros
10000 dix mille euros
21000 vingt et un mille euros
80000 quatre-vingt mille euros
100000 cent mille euros
101000 cent un mille euros
199000 cent quatre-vingt-dix-neuf mille euros
280000 deux cent quatre-vingt mille euros
1000000 un million d’euros
1001000 un million mille euros
1200000 un million deux cent mille euros
1234567 un million deux cent trente-quatre mille cinq cent soixante-sept euros
2000000 deux millions d’euros
80000000 quatre-vingts millions d’euros
0.01 un centime
0.05 cinq centimes
0.50 cinquante centimes
1.01 un euro et un centime
19.99 dix-neuf euros quatre-vingt-dix-neuf
29.05 vingt-neuf euros et cinq centimes
49.90 quarante-neuf euros quatre-vingt-dix
""",
    ("es-ES", "EUR"): """
0 cero euros
1 un euro
2 dos euros
5 cinco euros
8 ocho euros
10 diez euros
11 once euros
12 doce euros
15 quince euros
17 diecisiete euros
19 diecinueve euros
20 veinte euros
21 veintiún euros
25 veinticinco euros
31 treinta y un euros
71 setenta y un euros
80 ochenta euros
81 ochenta y un euros
91 noventa y un euros
100 cien euros
101 ciento un euros
115 ciento quince euros
200 doscientos euros
1000 mil euros
1001 mil un euros
1100 mil cien euros
1200 mil doscientos euros
10000 diez mil euros
21000 veintiún mil euros
100000 cien mil euros
101000 ciento un mil euros
199000 ciento noventa y nueve mil euros
1000000 un millón de euros
1000001 un millón un euros
1001000 un millón mil euros
1234567 un millón doscientos treinta y cuatro mil quinientos sesenta y siete euros
2000000 dos millones de euros
21000000 veintiún millones de euros
1000000000 mil millones de euros
0.01 un céntimo
0.05 cinco céntimos
0.50 cincuenta céntimos
1.01 un euro con un céntimo
19.99 diecinueve euros con noventa y nueve céntimos
29.05 veintinueve euros con cinco céntimos
49.90 cuarenta y nueve euros con noventa céntimos
""",
    ("es-MX", "MXN"): """
0 cero pesos
1 un peso
2 dos pesos
5 cinco pesos
8 ocho pesos
10 diez pesos
11 once pesos
12 doce pesos
15 quince pesos
17 diecisiete pesos
19 diecinueve pesos
20 veinte pesos
21 veintiún pesos
25 veinticinco pesos
31 treinta y un pesos
71 setenta y un pesos
80 ochenta pesos
81 ochenta y un pesos
91 noventa y un pesos
100 cien pesos
101 ciento un pesos
115 ciento quince pesos
200 doscientos pesos
1000 mil pesos
1001 mil un pesos
1100 mil cien pesos
1200 mil doscientos pesos
10000 diez mil pesos
21000 veintiún mil pesos
100000 cien mil pesos
101000 ciento un mil pesos
199000 ciento noventa y nueve mil pesos
1000000 un millón de pesos
1000001 un millón un pesos
1001000 un millón mil pesos
1234567 un millón doscientos treinta y cuatro mil quinientos sesenta y siete pesos
2000000 dos millones de pesos
21000000 veintiún millones de pesos
1000000000 mil millones de pesos
0.01 un centavo
0.05 cinco centavos
0.50 cincuenta centavos
1.01 un peso con un centavo
19.99 diecinueve pesos con noventa y nueve centavos
29.05 veintinueve pesos con cinco centavos
49.90 cuarenta y nueve pesos con noventa centavos
""",
    ("it-IT", "EUR"): """
0 zero euro
1 un euro
2 due euro
3 tre euro
5 cinque euro
8 otto euro
10 dieci euro
11 undici euro
12 dodici euro
15 quindici euro
17 diciassette euro
19 diciannove euro
20 venti euro
21 ventuno euro
23 ventitré euro
25 venticinque euro
28 ventotto euro
31 trentuno euro
71 settantuno euro
80 ottanta euro
81 ottantuno euro
91 novantuno euro
100 cento euro
101 centouno euro
103 centotré euro
108 centotto euro
115 centoquindici euro
180 centottanta euro
200 duecento euro
1000 mille euro
1001 milleuno euro
1100 millecento euro
10000 diecimila euro
21000 ventunomila euro
23000 ventitremila euro
100000 centomila euro
101000 centounomila euro
199000 centonovantanovemila euro
1000000 un milione di euro
1000001 un milione e un euro
1001000 un milione mille euro
1234567 un milione duecentotrentaquattromilacinquecentosessantasette euro
2000000 due milioni di euro
2000003 due milioni tre euro
0.01 un centesimo
0.05 cinque centesimi
0.50 cinquanta centesimi
1.01 un euro e un centesimo
19.99 diciannove euro e novantanove
29.05 ventinove euro e cinque centesimi
49.90 quarantanove euro e novanta
""",
    ("pt-BR", "BRL"): """
0 zero reais
1 um real
2 dois reais
5 cinco reais
8 oito reais
10 dez reais
11 onze reais
12 doze reais
15 quinze reais
16 dezesseis reais
17 dezessete reais
19 dezenove reais
20 vinte reais
21 vinte e um reais
25 vinte e cinco reais
31 trinta e um reais
71 setenta e um reais
80 oitenta reais
81 oitenta e um reais
91 noventa e um reais
100 cem reais
101 cento e um reais
115 cento e quinze reais
200 duzentos reais
1000 mil reais
1001 mil e um reais
1100 mil e cem reais
1200 mil e duzentos reais
2234 dois mil duzentos e trinta e quatro reais
10000 dez mil reais
21000 vinte e um mil reais
100000 cem mil reais
101000 cento e um mil reais
199000 cento e noventa e nove mil reais
1000000 um milhão de reais
1001000 um milhão e mil reais
1200000 um milhão e duzentos mil reais
1234567 um milhão duzentos e trinta e quatro mil quinhentos e sessenta e sete reais
2000000 dois milhões de reais
1000000000 um bilhão de reais
0.01 um centavo
0.05 cinco centavos
0.50 cinquenta centavos
1.01 um real e um centavo
19.99 dezenove reais e noventa e nove centavos
29.05 vinte e nove reais e cinco centavos
49.90 quarenta e nove reais e noventa centavos
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

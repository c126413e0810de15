from __future__ import annotations

from decimal import Decimal

import pytest

from localizer.translate.fuzzy.numerals import (
    groups_by_space,
    han_numerals,
    plural,
    read_numeral,
    separators,
    write_like,
)


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("220", "", "220"),
        ("1.500", "de-DE", "1500"),
        ("1.500", "en-US", "1.500"),
        ("1,500", "en-US", "1500"),
        ("1,500", "vi-VN", "1.500"),
        ("1.5", "de-DE", "1.5"),
        ("1,5", "en-US", "1.5"),
        ("0.125", "", "0.125"),
        ("1.234.567", "en-US", "1234567"),
        ("1.234,5", "en-US", "1234.5"),
        ("1,234.50", "zh-Hans", "1234.50"),
        ("3 500", "fr-FR", "3500"),
        ("3\u202f500,5", "fr-FR", "3500.5"),
        ("๑,๕๐๐", "th-TH", "1500"),
        ("２２０", "zh-Hans-CN", "220"),
        ("-20", "en", "-20"),
        ("−20", "en", "-20"),
    ],
)
def test_a_number_has_the_value_its_locale_gives_it(text: str, locale: str, value: str) -> None:
    numeral = read_numeral(text, locale)
    assert numeral is not None
    assert numeral.value == Decimal(value)
    assert numeral.places == max(0, -int(Decimal(value).as_tuple().exponent))


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("1,500", ""),  # a group or a fraction
        ("1.500", ""),
        ("1.500", "xx-unknown"),
        ("1.2.3", "en-US"),  # a version
        ("1.23,456.7", "en-US"),
        ("12,34,567", "en-US"),
        ("1.234,567.8", "de-DE"),
        ("0,123,456", "en-US"),
        ("1'5", "en-US"),
        ("1๕", "th-TH"),  # digits of two scripts
        ("1" * 21, "en-US"),
        ("9" * 5000, "en-US"),
    ],
)
def test_a_number_that_may_mean_two_things_is_not_read(text: str, locale: str) -> None:
    assert read_numeral(text, locale) is None


@pytest.mark.parametrize(
    ("number", "form", "locale", "expected"),
    [
        ("110", "220", "th-TH", "110"),
        ("110", "๒๒๐", "th-TH", "๑๑๐"),
        ("1.25", "2", "de-DE", "1,25"),
        ("1.25", "2,5", "vi-VN", "1,25"),
        ("2.50", "1,5", "id-ID", "2,50"),
        ("1.25", "2.5", "de-DE", "1.25"),  # keeps the form that stands there
        ("10000", "20.000", "id-ID", "10.000"),
        ("10000", "20000", "id-ID", "10000"),
        ("500", "20.000", "id-ID", "500"),
        ("12000", "500", "de-DE", "12000"),
        ("12,000", "500", "de-DE", "12.000"),
        ("3500", "2 500", "fr-FR", "3 500"),
        ("-5", "20", "en-US", "-5"),
        ("06", "05", "en-US", "06"),
        ("12", "05", "en-US", "12"),
        ("7", "05", "en-US", "07"),
        ("007", "05", "en-US", "07"),
        ("0.5", "2", "en-US", "0.5"),
        ("5", "−20", "en-US", "5"),
        ("-5", "−20", "en-US", "−5"),
        ("1234567.5", "1.234.567", "de-DE", "1.234.567,5"),
    ],
)
def test_a_number_is_written_as_the_one_before(
    number: str, form: str, locale: str, expected: str
) -> None:
    new, old = read_numeral(number, "zh-Hans"), read_numeral(form, locale)
    assert new is not None
    assert old is not None
    assert write_like(new, old, locale) == expected


def test_zeros_in_front_are_not_guessed() -> None:
    new, old = read_numeral("05", "zh-Hans"), read_numeral("12", "en-US")
    assert new is not None
    assert old is not None
    assert write_like(new, old, "en-US") is None


def test_a_fraction_is_not_written_where_the_separator_is_unknown() -> None:
    new, old = read_numeral("1.5", "zh-Hans"), read_numeral("2", "")
    assert new is not None
    assert old is not None
    assert write_like(new, old, "") is None


def test_separators_come_from_the_locale_or_its_language() -> None:
    assert separators("de-DE") == (",", ".")
    assert separators("th-XX") == (".", ",")
    assert separators("") == ("", "")
    assert groups_by_space("fr-FR")
    assert not groups_by_space("de-DE")
    assert not groups_by_space("")


def test_chinese_numerals_are_read_up_to_ninety_nine() -> None:
    found = [int(value) for value in han_numerals("三件装，两用，十二小时，二十片，九十九，〇")]
    assert found == [3, 2, 12, 20, 99, 0]


@pytest.mark.parametrize(
    ("value", "locale", "category"),
    [("1", "de-DE", "one"), ("2", "de-DE", "other"), ("1", "th-TH", "other"), ("1", "xx", "other"),
     ("1", "fil-PH", "other"), ("4", "fil-PH", "other"), ("-1", "en-US", "one")],
)  # fmt: skip
def test_plural_categories(value: str, locale: str, category: str) -> None:
    assert plural(Decimal(value), locale) == category

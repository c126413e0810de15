"""Descriptions, bullets and barcodes as an edit makes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.catalog import edit_texts as texts
from localizer.catalog.edit_values import Edit, checked
from localizer.errors import InputError


@pytest.mark.parametrize(
    ("action", "value", "find", "old", "new"),
    [
        ("set", "<p>b</p>", "", "<p>a</p>", "<p>b</p>"),
        ("clear", "", "", "<p>a</p>", ""),
        ("prefix", "b", "", "<p>a</p>", "<p>b</p><p>a</p>"),
        ("suffix", "b", "", "<p>a</p>", "<p>a</p><p>b</p>"),
        ("suffix", "<ul><li>b</li></ul>", "", "a", "<p>a</p><ul><li>b</li></ul>"),
        ("suffix", "b", "", "a", "a\nb"),
        ("prefix", "b", "", "a", "b\na"),
        ("prefix", "b", "", "", "b"),
        ("suffix", "b", "", "<p>a</p><p>b</p>", "<p>a</p><p>b</p>"),
        ("prefix", "b", "", "<p>b</p><p>a</p>", "<p>b</p><p>a</p>"),
        ("replace", "<i>", "a", "<p>a</p>", "<p>&lt;i&gt;</p>"),
        ("replace", "", "a", "<p>a</p>", ""),
        ("replace", "x", "z", "<p>a</p>", "<p>a</p>"),
        ("replace", "x", "a", "", ""),
    ],
)
def test_descriptions(action: str, value: str, find: str, old: str, new: str) -> None:
    assert texts.edited_description(action, value, find, old) == new


@pytest.mark.parametrize(
    ("action", "value", "find", "old", "new"),
    [
        ("set", "a\n b \n\na", "", ("x",), ("a", "b")),
        ("set", "• a\n- b\n-5 °C", "", (), ("a", "b", "-5 °C")),
        ("clear", "", "", ("x",), ()),
        ("prefix", "a", "", ("x", "y"), ("a", "x", "y")),
        ("suffix", "a\nb", "", ("x", "b"), ("x", "b", "a")),
        ("suffix", "x", "", ("x", "x"), ("x", "x")),
        ("replace", "", "x", ("x", "xy"), ("y",)),
        ("replace", "a", "q", ("x", "x"), ("x", "x")),
    ],
)
def test_bullets(
    action: str, value: str, find: str, old: tuple[str, ...], new: tuple[str, ...]
) -> None:
    assert texts.edited_bullets(action, value, find, old) == new


def test_nothing_grows_without_end() -> None:
    long = "x" * texts.LONGEST_DESCRIPTION
    assert texts.edited_description("suffix", "b", "", long) == long
    many = tuple(str(number) for number in range(texts.MOST_BULLETS))
    assert texts.edited_bullets("suffix", "one more", "", many) == many
    assert texts.edited_bullets("replace", "y" * 999, "x", ("x" * 3,)) == ("x" * 3,)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("4006381333931", "4006381333931"),
        ("400-6381 333931", "4006381333931"),
        ("96385074", "96385074"),
        ("614141000036", "614141000036"),
        ("36000291452", "036000291452"),
        ("10614141000033", "10614141000033"),
    ],
)
def test_right_barcodes_are_taken(typed: str, kept: str) -> None:
    assert checked(Edit("gtin", "set", typed)).value == kept


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("4006381333932", "check digit"),
        ("4006381", "digits"),
        ("4.00638E+12", "digits"),
        ("４００６３８１３３３９３１", "digits"),
        ("", "Say what"),
    ],
)
def test_wrong_barcodes_are_refused(typed: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        checked(Edit("gtin", "set", typed))


@given(st.integers(0, 10**12 - 1))
def test_a_mistyped_digit_is_noticed(number: int) -> None:
    digits = f"{number:012d}"
    total = sum(int(one) * (3 if place % 2 else 1) for place, one in enumerate(digits))
    right = f"{digits}{-total % 10}"
    assert texts.gtin_problem(right) == ""
    wrong = f"{(int(right[0]) + 1) % 10}{right[1:]}"
    assert texts.gtin_problem(wrong) != ""


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (Edit("description_html", "set", "<img src='x'>"), "Say what"),
        (Edit("description_html", "set", "x" * 100_001), "longer than 100000"),
        (Edit("bullets", "set", "\n \n"), "Say what"),
        (Edit("bullets", "suffix", "x" * 1_001), "longer than 1000"),
        (Edit("bullets", "set", "\n".join(map(str, range(101)))), "More than 100"),
        (Edit("bullets", "replace", "x"), "replaced"),
        (Edit("gtin", "replace", "4", "5"), "cannot be done"),
    ],
)
def test_edits_that_make_no_sense_are_refused(edit: Edit, told: str) -> None:
    with pytest.raises(InputError, match=told):
        checked(edit)


def test_descriptions_are_made_safe_before_they_count() -> None:
    found = checked(
        Edit("description_html", "suffix", "<p onclick='x'>a</p><script>b</script>\r\n")
    )
    assert found.value == "<p>a</p>"
    assert checked(Edit("description_html", "set", "a\r\nb\x07")).value == "a\nb"
    assert checked(Edit("title", "suffix", " 2026 ")).value == " 2026"

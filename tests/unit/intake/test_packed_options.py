"""Cells with all options of a variant are split only where the whole of them is names and values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.intake.packed_options import Pairs, named_values, names_an_option, split_options

BLACK_M = (("颜色", "黑色"), ("尺码", "M"))


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("颜色:黑色;尺码:M", BLACK_M),
        ("颜色：黑色 / 尺码：M", BLACK_M),
        ("颜色:黑色|尺码:M", BLACK_M),
        ("颜色:黑色，尺码:M；", BLACK_M),
        ("颜色:黑色 尺码:M", BLACK_M),
        ("颜色:黑色>尺码:M", BLACK_M),
        ("颜色=黑色\n尺码=M", BLACK_M),
        ("Color: Black, Size: M", (("Color", "Black"), ("Size", "M"))),
        ("Color: Black, matt; Size: M", (("Color", "Black, matt"), ("Size", "M"))),
        ("尺码:160/84A;颜色:黑/白", (("尺码", "160/84A"), ("颜色", "黑/白"))),
        ("颜色:黑（款式:长）;尺码:M", (("颜色", "黑（款式:长）"), ("尺码", "M"))),
        ('{"颜色": "黑色", "尺码": "M"}', BLACK_M),
        ('[{"name": "颜色", "value": "黑色"}, {"name": "尺码", "value": "M"}]', BLACK_M),
    ],
)
def test_all_options_in_a_cell(text: str, pairs: Pairs) -> None:
    assert split_options(text) == pairs


@pytest.mark.parametrize(
    "text",
    [
        "",
        "均码",
        "黑色/M",
        "黑色;尺码:M",
        "颜色:;尺码:M",
        "颜色:黑;颜色:白",
        "Color: Dark Blue Size: M",
        "12:30",
        "https://shop.example/a",
        "1627207:28320;20509:28314",
        "{}",
        "[1, 2]",
        '{"颜色": ',
        '{"a": {"b": {"c": 1}}}',
        ";".join(f"名{n}:值" for n in "一二三四五六七八九十"),
        "颜色:" + "黑" * 600,
    ],
)
def test_what_cannot_be_split_stays_whole(text: str) -> None:
    assert split_options(text) == ()


@given(text=st.text(alphabet='颜色尺码M:：=;|/, {}[]"黑a1\n', max_size=40))
def test_every_pair_stands_in_the_cell(text: str) -> None:
    for name, value in split_options(text):
        assert name
        assert value
        assert value.split(" / ")[0] in text


@pytest.mark.parametrize(
    ("value", "pairs"),
    [
        ({"颜色": "白", "尺码": 38}, (("颜色", "白"), ("尺码", "38"))),
        ({"颜色": {"id": 3, "value": "白"}, "尺码": None}, (("颜色", "白"),)),
        ({"name": "颜色", "value": "白"}, (("颜色", "白"),)),
        ([{"颜色": "白"}, {"尺码": "M"}], (("颜色", "白"), ("尺码", "M"))),
        ({"颜色": ["黑", "白"]}, (("颜色", "黑 / 白"),)),
        ([{"颜色": "白"}, "M"], ()),
        ({"图": {"url": "a.jpg"}}, ()),
        ("白", ()),
    ],
)
def test_named_values_however_nested(value: object, pairs: Pairs) -> None:
    assert named_values(value) == pairs


def test_known_names_of_options() -> None:
    assert names_an_option(split_options("颜色:黑色;材质:棉"))
    assert not names_an_option(split_options("材质:棉;产地:广东"))

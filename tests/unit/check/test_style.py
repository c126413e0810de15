"""How a text is written for a channel: words repeated, capitals, markup, the brand."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from localizer.check.context import TextContext
from localizer.check.style import BrandInTitle, Markup, RepeatedItem, Shouting, Stuffing
from localizer.model.channel import FieldLimit
from localizer.model.finding import Severity
from localizer.model.grounds import Grounds
from localizer.model.segment import Field

Make = Callable[..., TextContext]
MakeLimit = Callable[..., FieldLimit]


@pytest.mark.parametrize(
    ("locale", "text", "most", "words"),
    [
        ("de-DE", "Becher groß, Becher klein, Becher to go", None, []),
        ("de-DE", "Becher groß, Becher klein, BECHER to go, Becher", None, ["Becher"]),
        ("de-DE", "Becher groß, Becher klein, Becher to go", 2, ["Becher"]),
        ("en-US", "for you for me for all for us", None, []),
        ("en-US", "with lid with straw with bag with box", 2, []),  # no word to search for
        ("en-US", "Cup and cups, cupboard", 1, []),
        ("es-ES", "vaso rojo, vaso azul", 1, ["vaso"]),
        ("zh-Hant-TW", "收納箱 收納盒 收納袋", None, []),
        ("zh-Hant-TW", "收納箱 收納盒 收納袋 收納籃", None, ["收納"]),
        ("zh-Hant-TW", "哈哈哈哈哈哈哈", 2, ["哈哈"]),
        ("th-TH", "แก้ว แก้ว แก้ว แก้ว แก้ว", None, []),
        ("de-DE", "", None, []),
    ],
)
def test_a_title_does_not_repeat_its_words(
    locale: str, text: str, most: int | None, words: list[str], context: Make, limit: MakeLimit
) -> None:
    made = context(text, locale=locale, limit=limit(max_repeats=most))
    found = Stuffing().check(made)
    assert [text[one.start : one.end] for one in found] == words
    # only what the channel says has its source
    assert {one.source for one in found} <= {"" if most is None else "guide"}


def test_only_titles_are_searched_by_words(context: Make) -> None:
    text = "Becher Becher Becher Becher"
    assert len(Stuffing().check(context(text))) == 1
    assert Stuffing().check(context(text, field=Field.DESCRIPTION)) == []


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("Rot, blau, rot", "Rot, blau"),
        ("Rot, blau, rot, grün", "Rot, blau, grün"),
        ("红、蓝、红、绿", "红、蓝、绿"),
        ("Farben: Rot, blau, rot", "Farben: Rot, blau"),
        ("a, b, c. a, d, e", None),  # another sentence, another list
        ("Rot, Rot", None),  # too short to be a list
        ("4 mm, 5 mm, 4,5 mm", None),
        ("1, 2, 1, 3", None),  # numbers are no words
        ("Rot, rotbraun, blau", None),
        ("", None),
    ],
)
def test_a_list_names_nothing_twice(text: str, fixed: str | None, context: Make) -> None:
    found = RepeatedItem().check(context(text, field=Field.BULLET))
    if fixed is None:
        assert found == []
    else:
        (one,) = found
        assert text[: one.start] + str(one.fix) + text[one.end :] == fixed


@pytest.mark.parametrize(
    ("text", "source", "fixed"),
    [
        ("GROSSER BECHER MIT DECKEL", "杯", "Grosser Becher MIT Deckel"),
        ("304 STAINLESS STEEL USB BOTTLE SET", "杯", "304 Stainless Steel USB Bottle SET"),
        ("Großer BECHER mit Deckel", "杯", None),
        ("USB LED HDMI 5V", "杯", None),
        ("NORDKAP BECHER", "杯", None),  # the brand, and too few others
        ("SORVANNE HOMIVELT TAVIMOA", "Sorvanne Homivelt Tavimoa", None),  # as the source has them
        ("แก้วเก็บความเย็น", "杯", None),
        ("保溫杯", "杯", None),
        ("", "杯", None),
    ],
)
def test_capitals(text: str, source: str, fixed: str | None, context: Make) -> None:
    made = context(text, source, grounds=Grounds(brand="Nordkap"))
    found = Shouting().check(made)
    if fixed is None:
        assert found == []
    else:
        (one,) = found
        assert text[: one.start] + str(one.fix) + text[one.end :] == fixed


def test_options_may_be_in_capitals(context: Make) -> None:
    text = "GRAND MODEL EXTRA"
    assert Shouting().check(context(text, field=Field.OPTION_VALUE)) == []
    assert len(Shouting().check(context(text, field=Field.BULLET))) == 1


@pytest.mark.parametrize(
    ("text", "html", "fixed"),
    [
        ("<b>Dicht</b>", True, "<b>Dicht</b>"),
        ("<b>Dicht</b>", False, "Dicht"),
        ("eins<br>zwei", False, "eins zwei"),
        ("<p class='x'>Dicht</p>", True, "<p>Dicht</p>"),
        ("<img src=x>Dicht", True, "Dicht"),
        ("<a href='http://x'>hier</a>", True, "hier"),
        ("a<script>alert(1)</script>b", True, "ab"),
        ("a<STYLE>p{}</Style >b", True, "ab"),
        ("a<script>b", True, "ab"),
        ("a<script>b<script>c</script>d", True, "ad"),
        ("Größe < 10 cm und > 5 cm", False, "Größe < 10 cm und > 5 cm"),
        ("<3 für dich, <Name>", False, "<3 für dich, <Name>"),
        ("<source> und <title>", False, "<source> und <title>"),
        ("", True, ""),
    ],
)
def test_markup(text: str, fixed: str, context: Make, limit: MakeLimit, *, html: bool) -> None:
    made = context(text, field=Field.DESCRIPTION, limit=limit("description", html=html))
    result = text
    for one in reversed(Markup().check(made)):
        result = result[: one.start] + str(one.fix) + result[one.end :]
    assert result == fixed


def test_active_content_blocks_and_other_tags_warn(context: Make, limit: MakeLimit) -> None:
    made = context("<script>x</script><font>a", limit=limit(html=True))
    assert [one.severity for one in Markup().check(made)] == [Severity.BLOCK, Severity.WARNING]


def test_where_nothing_is_known_only_remote_and_active_tags_are_told(context: Make) -> None:
    check = Markup().check
    found = check(context("<b>a</b><iframe>x</iframe>"))
    assert [one.severity for one in found] == [Severity.BLOCK]
    linked = "<a href='x'>hier</a>"
    assert len(check(context(linked, "这里"))) == 2
    assert check(context(linked, "<a href='x'>这里</a>")) == []
    assert len(check(context("<script>x</script>", "<script>x</script>"))) == 1


@pytest.mark.parametrize("piece", ["<script>", "<style", "<a ", "</script", "a, ", "<p x", "ไ, "])
def test_hostile_texts_take_no_time(piece: str, context: Make, limit: MakeLimit) -> None:
    made = context(piece * 100_000, limit=limit(html=True))
    start = time.perf_counter()
    for check in (Markup(), RepeatedItem(), Shouting(), Stuffing()):
        check.check(made)
    # far beyond what a linear check takes, far below what any other would
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize(
    ("text", "wanted", "brand", "fix"),
    [
        ("Becher", True, "Nordkap", "Nordkap Becher"),
        ("NORDKAP Becher", True, "Nordkap", None),
        ("Becher", False, "Nordkap", None),
        ("Becher", True, "", None),
        ("", True, "Nordkap", None),
    ],
)
def test_the_brand_is_in_the_title_where_it_is_wanted(
    text: str, brand: str, fix: str | None, context: Make, limit: MakeLimit, *, wanted: bool
) -> None:
    made = context(text, limit=limit(brand=wanted), grounds=Grounds(brand=brand))
    assert [one.fix for one in BrandInTitle().check(made)] == ([] if fix is None else [fix])
    bullet = context(
        text, field=Field.BULLET, limit=limit(brand=wanted), grounds=Grounds(brand=brand)
    )
    assert BrandInTitle().check(bullet) == []

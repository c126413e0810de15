from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.translate.engines.base import Ask, Cause, Reply
from localizer.translate.engines.guard import checked
from tests.support.engine_server import WORDS, fake

SOURCE = "这款⟦0⟧连衣裙面料柔软，适合夏天穿，附⟦1⟧口袋"
GOOD = "Dieses ⟦0⟧ Kleid ist aus weichem Stoff, ideal für den Sommer, mit ⟦1⟧ Taschen"
LONG = "Ein weiches Kleid für den Sommer, das man jeden Tag gerne trägt. "


def cause(
    source: str, text: str, target: str = "de-DE", source_locale: str = "zh-Hans"
) -> Cause | None:
    reply = checked(Ask(source), Reply(text), source_locale, target)
    assert reply.text == "" or reply.cause is None
    return reply.cause


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("de-DE", GOOD),
        ("th-TH", "ชุดเดรส ⟦0⟧ เนื้อผ้านุ่ม เหมาะสำหรับใส่ในฤดูร้อน พร้อมกระเป๋า ⟦1⟧ ใบ"),
        ("zh-Hant-TW", "這款⟦0⟧連衣裙面料柔軟，適合夏天穿，附⟦1⟧口袋"),
        ("vi-VN", "Chiếc váy ⟦0⟧ này có chất liệu mềm mại, phù hợp mặc mùa hè, kèm ⟦1⟧ túi"),
        ("id-ID", "Gaun ⟦0⟧ ini berbahan lembut, cocok dipakai di musim panas, dengan ⟦1⟧ saku"),
        ("ja-JP", "この⟦0⟧ワンピースは柔らかい生地で夏にぴったり、⟦1⟧ポケット付き"),
    ],
)
def test_a_good_text_stays(target: str, text: str) -> None:
    assert checked(Ask(SOURCE), Reply(text), "zh-Hans", target) == Reply(text)


def test_a_text_is_kept_in_nfc_and_without_space_around_it() -> None:
    reply = checked(
        Ask("柔软的连衣裙"), Reply(" \nWeiches Kleid fu\u0308r Damen \n"), "zh-Hans", "de-DE"
    )
    assert reply == Reply("Weiches Kleid für Damen")


def test_a_failure_stays_and_loses_its_text() -> None:
    failed = Reply("half of it", Cause.TRUNCATED, "length")
    assert checked(Ask("x"), failed, "zh-Hans", "de-DE") == Reply("", Cause.TRUNCATED, "length")


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b", "\ufeff \u00a0"])
def test_nothing_is_empty(text: str) -> None:
    assert cause("柔软", text) is Cause.EMPTY


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><html><body>429</body></html>",
        "<HTML><head></head></HTML>",
        "Sorry <body>",
        "Too Many Requests",
        "Error 429",
        "HTTP 503",
        "502 Bad Gateway",
        "404 Not Found",
        "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY",
        "PLEASE SELECT TWO DISTINCT LANGUAGES",
        '{"error": {"message": "x"}}',
        "Our systems have detected unusual traffic from your computer network.",
        "Service Unavailable",
    ],
)
def test_a_page_or_a_servers_words_are_no_translation(text: str) -> None:
    assert cause("柔软的连衣裙和温暖的大衣都可以在冬天穿，也可以在夏天穿", text) is Cause.PAGE


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("附赠500张贴纸", "500 Sticker inklusive"),
        ("内含404颗珠子的项链", "404 beads in one necklace"),
        ("Kit per inviare troppe richieste: too many requests", "Kit: too many requests"),
    ],
)
def test_what_only_looks_like_a_server_stays(source: str, text: str) -> None:
    assert cause(source, text, "en-US") is None


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("⟦0⟧", ""),
        GOOD.replace("⟦1⟧", "⟦0⟧"),
        GOOD + " ⟦1⟧",
        GOOD + " ⟦2⟧",
        GOOD.replace("⟦0⟧", "[0]"),
        GOOD.replace("⟦0⟧", "【0】"),
        GOOD + " ⟧",
        GOOD.replace("⟦1⟧", "⟦1"),
    ],
)
def test_a_lost_doubled_or_strange_placeholder_fails(text: str) -> None:
    assert cause(SOURCE, text) is Cause.PLACEHOLDER


def test_a_placeholder_may_have_space_in_it() -> None:
    text = GOOD.replace("⟦0⟧", "⟦ 0 ⟧")
    assert checked(Ask(SOURCE), Reply(text), "zh-Hans", "de-DE").text == text


def test_an_invented_placeholder_fails_without_any_in_the_source() -> None:
    assert cause("柔软的连衣裙", "Weiches Kleid ⟦0⟧") is Cause.PLACEHOLDER


@pytest.mark.parametrize(
    ("source", "text", "source_locale", "target"),
    [
        ("柔软的连衣裙", "柔软的连衣裙", "zh-Hans", "de-DE"),
        ("红色", " 红色 ", "zh-Hans", "th-TH"),
        ("⟦0⟧连衣裙", "⟦0⟧连衣裙", "zh-Hans", "en-US"),
        ("Soft cotton dress", "soft COTTON dress", "en-US", "fr-FR"),
        ("Soft Cotton Dress Women", "Soft Cotton Dress Women", "en-US", "de-DE"),
    ],
)
def test_the_source_given_back_fails(
    source: str, text: str, source_locale: str, target: str
) -> None:
    assert cause(source, text, target, source_locale) is Cause.UNCHANGED


@pytest.mark.parametrize(
    ("text", "source_locale", "target"),
    [
        ("⟦0⟧", "zh-Hans", "de-DE"),
        ("USB-C", "zh-Hans", "de-DE"),
        ("iPhone Pro Max", "zh-Hans", "th-TH"),
        ("Polo", "en-US", "de-DE"),
        ("手工", "zh-Hans", "zh-Hant-TW"),
        ("gaun lembut untuk musim panas", "id-ID", "ms-MY"),
        ("XL", "zh-Hans", "th-TH"),
        ("colour of the dress", "en-GB", "en-US"),
    ],
)
def test_what_may_stay_as_it_is(text: str, source_locale: str, target: str) -> None:
    assert cause(text, text, target, source_locale) is None


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("柔软", LONG),
        (SOURCE.replace("⟦0⟧", "").replace("⟦1⟧", ""), LONG * 10),
        (SOURCE.replace("⟦0⟧", "").replace("⟦1⟧", "") * 4, "Kleid"),
    ],
)
def test_an_absurd_length_fails(source: str, text: str) -> None:
    assert cause(source, text) is Cause.MALFORMED


@pytest.mark.parametrize(
    ("source", "text", "target"),
    [
        ("短袖", "Kurzärmeliges Oberteil", "de-DE"),
        ("纯棉", "100 % Baumwolle", "de-DE"),
        ("防水防风保暖三合一冲锋衣", "เสื้อแจ็คเก็ตกันน้ำ กันลม และให้ความอบอุ่น แบบสามในหนึ่งเดียว", "th-TH"),
        ("Wasserdichte Jacke für Damen mit Kapuze", "女士防水连帽夹克", "zh-Hans"),
    ],
)
def test_languages_differ_in_length(source: str, text: str, target: str) -> None:
    assert cause(source, text, target, "zh-Hans" if target != "zh-Hans" else "de-DE") is None


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("de-DE", "Weiches Kleid 连衣裙 für Damen"),
        ("th-TH", "ชุดเดรสเนื้อนุ่ม 红"),
        ("th-TH", "ชุดเดรสเนื้อนุ่ม スカート"),
        ("de-DE", "Мягкое платье"),
        ("de-DE", "Weiches Kleid für Дамен"),
        ("zh-Hans", "柔软的ワンピース"),
        ("zh-Hant-TW", "柔软的连衣裙"),
        ("zh-Hant-TW", "柔軟的連衣裙，颜色多"),
        ("zh-Hans", "柔軟的連衣裙"),
        ("th-TH", "Soft dress made for the summer"),
        ("de-DE", "The soft dress is made for you and has two pockets with a zip"),
        ("id-ID", "The soft dress is made for you and has two pockets with a zip"),
        ("pt-BR", "Vestido suave para mujer con bolsillos y cuello cálido en verano"),
        ("fr-FR", "Váy mềm mại cho nữ mùa hè"),
    ],
)
def test_another_script_or_language_fails(target: str, text: str) -> None:
    assert cause("soft dress, women, summer, pockets", text, target, "en-US") is Cause.LANGUAGE


def test_the_script_of_a_wanted_word_is_allowed() -> None:
    ask = Ask("柔软的连衣裙", terms=(("连衣裙", "ワンピ"),))
    assert checked(ask, Reply("Weiches ワンピ Kleid"), "zh-Hans", "de-DE").cause is None
    other = checked(ask, Reply("Weiches ワンピ Kleid 红"), "zh-Hans", "de-DE")
    assert other.cause is Cause.LANGUAGE


def test_a_text_of_several_lines_keeps_them() -> None:
    text = "Weiches Kleid\nmit zwei Taschen"
    assert checked(Ask("柔软的连衣裙\n附两个口袋"), Reply(text), "zh-Hans", "de-DE") == Reply(text)


def test_chinese_keeps_kana_of_its_source() -> None:
    assert cause("優の品連衣裙", "优の品连衣裙", "zh-Hans", "zh-Hant-TW") is None


@pytest.mark.parametrize(
    "text",
    [
        "Weiches \ufffd Kleid",
        "Weiches \x07Kleid",
        "Weiches Kleid \ud800",
        "```\nWeiches Kleid\n```",
        "<think>hm</think> Weiches Kleid",
        "I'm sorry, but I can't help with that.",
        "Here is the German translation: Weiches Kleid",
        "Translation: Weiches Kleid",
        "Weiches <b>Kleid</b>",
        "Weiches Kleid\n\n(Hinweis: wörtlich übersetzt)",
        "Weiches Kleid &#39;M&#39;",
    ],
)
def test_garbage_and_the_talk_of_models_fail(text: str) -> None:
    assert cause("柔软的连衣裙，适合女士夏天穿着，面料透气", text) is Cause.MALFORMED


def test_a_word_that_must_be_there_is_missed() -> None:
    terms = (("连衣裙", "Sommerkleid"),)
    lost = checked(Ask("柔软的连衣裙"), Reply("Weiche Jacke"), "zh-Hans", "de-DE", terms)
    assert (lost.cause, lost.text) == (Cause.TERM, "")
    kept = checked(Ask("柔软的连衣裙"), Reply("Weiches Sommerkleid"), "zh-Hans", "de-DE", terms)
    assert kept == Reply("Weiches Sommerkleid")


def test_the_asks_own_terms_are_not_enforced_here() -> None:
    ask = Ask("柔软的连衣裙", terms=(("连衣裙", "Sommerkleid"),))
    assert checked(ask, Reply("Weiche Jacke"), "zh-Hans", "de-DE").cause is None


@pytest.mark.parametrize("bad", ["x" * 5, "<html>geheim", "geheim 红", "", "⟦9⟧geheim"])
def test_a_detail_never_holds_the_text(bad: str) -> None:
    reply = checked(Ask("柔软的连衣裙"), Reply(bad * 80), "zh-Hans", "de-DE")
    assert reply.cause is not None
    assert "geheim" not in reply.detail
    assert len(reply.detail) < 60


@pytest.mark.parametrize("tongue", list(WORDS))
def test_what_the_test_server_says_passes(tongue: str) -> None:
    target = {"zh": "zh-Hans", "zh-hant": "zh-Hant-TW"}.get(tongue, tongue)
    source = "de-DE" if tongue.startswith("zh") else "zh-Hans"
    for number in range(40):
        text = f"第{number}款⟦0⟧柔软连衣裙，适合夏天穿，附⟦1⟧口袋" * (1 + number % 4)
        text = text.replace("⟦0⟧", "", text.count("⟦0⟧") - 1).replace(
            "⟦1⟧", "", text.count("⟦1⟧") - 1
        )
        reply = checked(Ask(text), Reply(fake(text, target)), source, target)
        assert reply.cause is None, (reply, fake(text, target))


def test_a_huge_answer_is_refused_without_being_studied() -> None:
    assert cause("柔软的连衣裙", "<!--" * 100_000) is Cause.MALFORMED
    assert cause("柔软的连衣裙", "⟦" * 100_000) is Cause.MALFORMED
    assert cause("柔软的连衣裙", "Kleid " * 50_000 + "<body>") is Cause.PAGE


@given(
    st.text(max_size=60),
    st.text(max_size=200)
    | st.from_regex(r"(⟦\s?\d{1,3}\s?⟧|[a-z 红ชก<>&;]){0,40}", fullmatch=True),
    st.sampled_from(["de-DE", "th-TH", "zh-Hans", "zh-Hant-TW", "vi-VN", "fil-PH", "xx"]),
)
def test_any_answer_is_either_kept_whole_or_not_at_all(source: str, text: str, target: str) -> None:
    reply = checked(Ask(source), Reply(text), "zh-Hans", target)
    if reply.cause is None:
        assert reply.text == unicodedata.normalize("NFC", text).strip() != ""
        reply.text.encode()
    else:
        assert reply.text == ""

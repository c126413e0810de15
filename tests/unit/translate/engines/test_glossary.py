from __future__ import annotations

import pytest

from localizer.translate.engines.base import Ask, Cause, Reply
from localizer.translate.engines.glossary import enforced, lacking


@pytest.mark.parametrize(
    ("text", "wanted", "locale"),
    [
        ("Weiches Sommerkleid für Damen", "sommerkleid", "de-DE"),
        ("Flasche aus rostfreiem Stahl", "rostfreier Stahl", "de-DE"),
        ("rostfreier und leichter Stahl", "rostfreier Stahl", "de-DE"),
        ("Edelstahlflasche", "Flasche", "de-DE"),
        ("warme Mäntel", "Mantel", "de-DE"),
        ("two summer dresses", "dress", "en-US"),
        ("for all parties", "party", "en-US"),
        ("red bags", "bag", "en-US"),
        ("pantalones anchos", "pantalón ancho", "es-ES"),
        ("robes légères", "robe légère", "fr-FR"),
        ("vestido do verão", "vestido de verão", "pt-BR"),
        ("abiti di cotone", "abito", "it-IT"),
        ("kalungnya cantik", "kalung", "id-ID"),
        ("berkancing lima", "kancing", "ms-MY"),
        ("magagandang bestida", "bestida", "fil-PH"),
        ("áo sơ mi nam dài tay", "áo sơ mi", "vi-VN"),
        ("ชุดเดรสผ้าฝ้าย", "เดรส", "th-TH"),
        ("ชุด เดรส ผ้าฝ้าย", "ชุดเดรส", "th-TH"),
        ("純棉連衣裙", "連衣裙", "zh-Hant-TW"),
        ("Kopfhörer mit USB-C", "USB-C", "de-DE"),
        ("l’été arrive", "l'été", "fr-FR"),
        ("Pflege: 100 %", "%", "de-DE"),
        ("Hose", "", "de-DE"),
    ],
)
def test_a_word_is_found(text: str, wanted: str, locale: str) -> None:
    assert lacking(text, [("源", wanted)], locale) == ()


@pytest.mark.parametrize(
    ("text", "wanted", "locale"),
    [
        ("Weiche Jacke für Damen", "Sommerkleid", "de-DE"),
        ("Stahl, rostfreier", "rostfreier Stahl", "de-DE"),
        ("rostfreier Deckel, weiche Griffe und ein Körper aus Stahl", "rostfreier Stahl", "de-DE"),
        ("addressing", "dress", "en-US"),
        ("baggage", "bag", "en-US"),
        ("pantuflas", "pantalón", "es-ES"),
        ("áo thun sơ mi nam", "áo sơ mi", "vi-VN"),
        ("ao so mi nam", "áo sơ mi", "vi-VN"),
        ("ngao", "ao", "vi-VN"),
        ("ชุดกระโปรง", "เดรส", "th-TH"),
        ("純棉裙", "連衣裙", "zh-Hant-TW"),
        ("", "Kleid", "de-DE"),
    ],
)
def test_a_word_is_lacking(text: str, wanted: str, locale: str) -> None:
    assert lacking(text, [("源", wanted)], locale) == (("源", wanted),)


def test_each_lacking_pair_comes_once_and_in_order() -> None:
    pairs = [("裙", "Kleid"), ("袋", "Tasche"), ("领", "Kragen"), ("裙", "Kleid")]
    assert lacking("mit einer Tasche", pairs, "de-DE") == (("裙", "Kleid"), ("领", "Kragen"))


def test_a_must_that_is_lacking_fails_and_names_the_word() -> None:
    ask = Ask("连衣裙带口袋", terms=(("连衣裙", "Kleid"), ("口袋", "Tasche")))
    reply = enforced(ask, Reply("Jacke mit Tasche"), "de-DE")
    assert reply == Reply(cause=Cause.TERM, detail="lacks Kleid")


def test_a_must_that_is_there_keeps_the_reply() -> None:
    ask = Ask("连衣裙带口袋", terms=(("连衣裙", "Kleid"), ("口袋", "Tasche")))
    reply = Reply("Kleid mit Taschen")
    assert enforced(ask, reply, "de-DE") is reply


def test_a_word_that_is_not_asked_for_here_is_not_missed() -> None:
    ask = Ask("⟦0⟧带口袋", terms=(("连衣裙", "Kleid"),))
    reply = Reply("⟦0⟧ mit Tasche")
    assert enforced(ask, reply, "de-DE") is reply


def test_other_musts_take_the_place_of_the_asks_own() -> None:
    ask = Ask("连衣裙带口袋", terms=(("连衣裙", "Kleid"),))
    assert enforced(ask, Reply("Jacke"), "de-DE", musts=()).cause is None
    other = enforced(ask, Reply("Kleid"), "de-DE", musts=(("口袋", "Tasche"),))
    assert other.cause is Cause.TERM


def test_a_failure_stays_what_it_is() -> None:
    ask = Ask("连衣裙", terms=(("连衣裙", "Kleid"),))
    failed = Reply(cause=Cause.EMPTY)
    assert enforced(ask, failed, "de-DE") is failed

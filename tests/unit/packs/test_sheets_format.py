"""Sheets, voices and cards of a phrase bank, and the user's own beside the program's."""

from __future__ import annotations

from pathlib import Path

import pytest

from localizer.errors import PackError
from localizer.model.phrase import Group, Phrase, PhraseBank, Question, Style
from localizer.model.script import Beat, Lane
from localizer.packs.banks import Banks
from localizer.packs.phrases import load_bank

BANK = """locale = "th-TH"
[voices.female]
words = { kha = "ค่ะ" }
never = ["ครับ"]
[voices.male]
words = { kha = "ครับ" }
[[phrase]]
id = "hi"
beat = "hook"
text = "สวัสดี{kha}"
"""
SHEET = """locale = "th-TH"
style = ["warm", "playful"]
hook = ["มาดู{product}กัน{kha}", { text = "{festival} แล้ว{kha}", festival = ["double-day"] }]
pain = ["ฉากแรก", "ฉากสอง"]
[follow]
pain = ["ใช่ไหม{kha}"]
[groups.home]
pain = ["ครัว"]
[groups.home.action]
demo = ["ยกขึ้น"]
[control]
offer = ["ขึ้นราคา {price}"]
"""
CARDS = """locale = "th-TH"
[[card]]
question = "size"
ask = "ไซส์อะไร"
text = "มี {sizes} {kha}"
[[card]]
question = "size"
ask = "ไซส์อะไร"
text = "ขอเช็กก่อน{kha}"
as = { male = "เดี๋ยวผมเช็กให้" }
"""


def folder(root: Path, **files: str) -> Path:
    (root / "th-TH").mkdir(parents=True)
    for name, text in files.items():
        (root / "th-TH" / f"{name}.toml").write_text(text, encoding="utf-8")
    return root


def bank(tmp_path: Path) -> PhraseBank:
    return load_bank("th-TH", folder(tmp_path, bank=BANK, warm=SHEET, cards=CARDS))


def by_text(found: PhraseBank, text: str) -> Phrase:
    return next(one for one in found.phrases if one.text.startswith(text))


def test_a_sheet_gives_phrases_with_style_group_lane_and_place(tmp_path: Path) -> None:
    found = bank(tmp_path)
    first, second = by_text(found, "ฉากแรก"), by_text(found, "ฉากสอง")
    assert first.styles == {Style.WARM, Style.PLAYFUL}
    assert first.opens
    assert first.rank < second.rank < by_text(found, "ใช่ไหม").rank
    assert not by_text(found, "ใช่ไหม").opens
    assert by_text(found, "ครัว").group is Group.HOME
    assert by_text(found, "ยกขึ้น").lane is Lane.ACTION
    shown = by_text(found, "ขึ้นราคา")
    assert (shown.lane, shown.beat, shown.slots) == (Lane.CONTROL, Beat.OFFER, ("price",))
    assert by_text(found, "{festival}").festivals == {"double-day"}


def test_an_id_is_of_the_wording(tmp_path: Path) -> None:
    before = {one.text: one.id for one in bank(tmp_path / "a").phrases}
    changed = SHEET.replace('"ฉากแรก", ', '"ฉากใหม่", "ฉากแรก", ')
    later = load_bank("th-TH", folder(tmp_path / "b", bank=BANK, warm=changed))
    after = {one.text: one.id for one in later.phrases}
    assert after["ฉากสอง"] == before["ฉากสอง"]
    assert len(set(after.values())) == len(after)


def test_voices_put_their_words_in(tmp_path: Path) -> None:
    found = bank(tmp_path)
    assert [voice.id for voice in found.voices] == ["female", "male"]
    assert by_text(found.in_voice(""), "สวัสดี").text == "สวัสดีค่ะ"
    assert by_text(found.in_voice("male"), "สวัสดี").text == "สวัสดีครับ"
    assert by_text(found.in_voice("nobody"), "สวัสดี").text == "สวัสดีค่ะ"
    answers = [one.phrase.text for one in found.in_voice("male").answers]
    assert answers == ["มี {sizes} ครับ", "เดี๋ยวผมเช็กให้"]
    assert found.in_voice("male").digest != found.in_voice("female").digest


def test_an_entry_may_be_for_other_styles_than_its_sheet(tmp_path: Path) -> None:
    sheet = SHEET.replace('"ยกขึ้น"', '{ text = "ยกขึ้น", style = ["warm", "plain"] }', 1)
    read = load_bank("th-TH", folder(tmp_path, bank=BANK, warm=sheet, cards=CARDS))
    (lifted,) = [one for one in read.phrases if one.text == "ยกขึ้น"]
    assert lifted.styles == {Style.WARM, Style.PLAIN}


def test_cards_answer_questions_with_conditions(tmp_path: Path) -> None:
    first, second = bank(tmp_path).answers
    assert (first.question, first.ask) == (Question.SIZE, "ไซส์อะไร")
    assert first.phrase.needs == {"sizes"}
    assert second.phrase.needs == frozenset()


def test_cards_that_rest_on_something_are_said_with_the_question_before_them(
    tmp_path: Path,
) -> None:
    aloud = [one.text for one in bank(tmp_path).in_voice("female").of(Beat.QA) if one.topic]
    assert aloud == ["“ไซส์อะไร” มี {sizes} ค่ะ"]
    own = CARDS.replace("\n", '\naloud = "{ask}: {answer}"\n', 1)
    read = load_bank("th-TH", folder(tmp_path / "own", bank=BANK, warm=SHEET, cards=own))
    assert "ไซส์อะไร: มี {sizes} {kha}" in [one.text for one in read.of(Beat.QA)]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("warm", SHEET.replace("playful", "loud"), ["loud", "premium"]),
        ("warm", SHEET.replace("groups.home]", "groups.cars]"), ["cars", "outdoor"]),
        ("warm", SHEET.replace("ฉากสอง", "ฉากแรก"), ["twice", "ฉากแรก"]),
        ("warm", SHEET.replace("{kha}กัน", "{khaa}").replace("กัน{kha}", "{khaa}"), ["khaa"]),
        ("warm", SHEET.replace('"ฉากแรก"', '"{festival} ฉาก"'), ["festival"]),
        ("warm", SHEET.replace("hook =", "hok ="), ["hok"]),
        ("warm", SHEET.replace('"ฉากแรก"', "3"), ["list of texts"]),
        ("cards", CARDS.replace('"size"', '"weather"', 1), ["weather", "delivery"]),
        ("cards", CARDS.replace("{kha}", "{me}", 1), ["size", "me"]),
        ("cards", CARDS.replace("\n", '\naloud = "{ask}"\n', 1), ["aloud", "{answer}"]),
        ("bank", BANK.replace("[voices.male]\nwords = { kha", "[voices.male]\nwords = { you"), ["same"]),
    ],
)  # fmt: skip
def test_a_faulty_sheet_is_refused_with_its_place(
    tmp_path: Path, name: str, text: str, words: list[str]
) -> None:
    files = {"bank": BANK, "warm": SHEET, "cards": CARDS, name: text}
    root = folder(tmp_path, **files)
    with pytest.raises(PackError) as caught:
        load_bank("th-TH", root)
    assert f"{name}.toml" in str(caught.value)
    for word in words:
        assert word in str(caught.value)


def test_the_users_own_phrases_are_added_and_faulty_ones_left_out(tmp_path: Path) -> None:
    root = folder(tmp_path / "ours", bank=BANK)
    own = folder(tmp_path / "own", mine='locale = "th-TH"\nhook = ["ของเรา{kha}"]\n')
    banks = Banks(root, own)
    found = banks.find("th-TH")
    assert found is not None
    assert {one.text for one in found.phrases} == {"สวัสดีค่ะ", "ของเราค่ะ"}
    (own / "th-TH" / "mine.toml").write_text('locale = "th-TH"\nhook = ["{x}"]\n', encoding="utf-8")
    broken = Banks(root, own)
    assert "mine.toml" in broken.refused[0]
    found = broken.find("th-TH", "male")
    assert found is not None
    assert [one.text for one in found.phrases] == ["สวัสดีครับ"]
    assert broken.voices("th-TH") == ("female", "male")
    assert broken.find("xx") is None
    assert broken.voices("xx") == ()

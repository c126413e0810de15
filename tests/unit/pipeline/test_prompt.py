"""What a host reads: lines with amounts, answers, cards; and which line is which after a change."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from localizer import pipeline
from localizer.catalog import answers, shows
from localizer.model.script import Lane
from localizer.model.show import Host, ItemKind, Show, ShowItem
from localizer.pipeline.answers import approve_answers, write_answers
from localizer.pipeline.prompt import (
    Prompt,
    follow,
    inserted_line,
    merged,
    placed,
    prompt_of,
    with_line_after,
)
from localizer.pipeline.show_edits import add_item, move_item, remove_item, save_host, set_show_host
from localizer.pipeline.shows import freeze_show, show_view
from localizer.pipeline.studio import remove_line
from localizer.pipeline.tools import Tools
from localizer.store.database import Store, open_store
from tests.support.show_stage import NAME, THAI, build, launch


@pytest.fixture(scope="module")
def built(tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("prompt") / "w.localizer"
    build(path, tools)
    return path


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Iterator[Store]:
    with open_store(shutil.copyfile(built, tmp_path / "w.localizer"), person="tester") as store:
        yield store


def the_show(store: Store) -> Show:
    return shows.find(store.read(), NAME)


def prompt(store: Store, tools: Tools) -> Prompt:
    return prompt_of(store.read(), tools, the_show(store).id)


def edit(store: Store, tools: Tools, number: int, text: str) -> None:
    line = placed(prompt(store, tools))[number].line
    assert line.script_id is not None
    assert line.index is not None
    pipeline.edit_script_line(store, tools, line.script_id, line.index, text)


def test_the_lines_are_those_of_the_scripts_with_amounts(store: Store, tools: Tools) -> None:
    view = show_view(store.read(), tools, the_show(store).id)
    read = prompt(store, tools)
    assert [item.title for item in read.items] == [item.title for item in view.items]
    for item, shown in zip(read.items, view.items, strict=True):
        assert shown.script is not None
        lines = [line for beat in item.beats for line in beat.lines]
        assert [line.stored for line in lines] == [one.text for one in shown.script.script.lines]
        assert [line.index for line in lines] == list(range(len(lines)))
        assert not any("{" in line.text or "⟦" in line.text for line in lines)
        priced = [line for line in lines if "{price}" in line.stored and line.lane is Lane.HOST]
        assert priced
        assert all("฿" in line.text and "บาท" in line.spoken for line in priced)
        assert item.card is not None
        assert item.card.price in priced[0].text
        whole = sum(line.seconds for line in lines)
        assert whole == pytest.approx(view.rundown.durations[shown.item.id], abs=0.1)


def test_a_hosts_pace_times_the_lines_and_control_takes_no_time(store: Store, tools: Tools) -> None:
    before = prompt(store, tools)
    slow = Host(0, "Noi", "th-TH", per_minute=100)
    set_show_host(store, the_show(store).id, save_host(store, slow))
    after = prompt(store, tools)
    assert (after.host, after.per_minute) == ("Noi", 100)
    for old, new in zip(placed(before), placed(after), strict=True):
        if new.line.lane is Lane.HOST:
            assert new.line.seconds == pytest.approx(new.line.units * 60 / 100)
            assert new.line.seconds > old.line.seconds
        elif new.line.lane is Lane.CONTROL:
            assert new.line.seconds == 0


def test_a_frozen_show_keeps_its_amounts(store: Store, tools: Tools) -> None:
    show = the_show(store)
    freeze_show(store, tools, show.id)
    frozen = shows.load(store.read(), show.id).frozen
    assert frozen is not None
    number = show.items[0].product_id
    assert number is not None
    values = {**frozen.values, number: {**frozen.values[number], "price": "฿1"}}
    with store.step("Pin another price") as step:
        shows.freeze(step, show.id, replace(frozen, values=values))
    read = prompt(store, tools)
    assert read.frozen
    assert read.items[0].card is not None
    assert read.items[0].card.price == "฿1"
    assert any("฿1 " in f"{one.line.text} " for one in placed(read) if one.item == 0)


def test_approved_answers_come_first_and_drafts_are_told(store: Store, tools: Tools) -> None:
    number = the_show(store).items[0].product_id
    assert number is not None
    write_answers(store, tools, launch(store), [THAI])
    drafted = answers.of_product(store.read(), number, THAI)
    approve_answers(store, tools, [drafted[-1].id])
    item = prompt(store, tools).items[0]
    assert [one.approved for one in item.answers] == [True] + [False] * (len(drafted) - 1)
    found = item.answer(drafted[-1].question)
    assert found is not None
    assert found.approved
    assert "{" not in found.text
    assert item.answer(drafted[0].question) in item.answers[1:]


def test_a_break_is_read_for_its_time(store: Store, tools: Tools) -> None:
    add_item(store, the_show(store).id, ShowItem(0, ItemKind.BREAK, title="Tea", seconds=30), 1)
    item = prompt(store, tools).items[1]
    assert [(beat.place, beat.beat, beat.planned) for beat in item.beats] == [(None, "", 30)]
    assert [(one.text, one.seconds, one.units) for one in item.beats[0].lines] == [("Tea", 30, 0)]


def test_lines_put_in_stay_behind_their_line_when_the_text_is_read_anew(
    store: Store, tools: Tools
) -> None:
    read = prompt(store, tools)
    line = inserted_line(tools, read, "ขอบคุณค่ะ")
    assert line.seconds > 0
    first = with_line_after(read, 2, line)
    both = with_line_after(first, 3, replace(line, text="second"))
    edit(store, tools, 2, "another wording")
    again = merged(both, prompt(store, tools))
    texts = [one.line.text for one in placed(again)]
    assert texts[2:5] == ["another wording", "ขอบคุณค่ะ", "second"]
    assert len(texts) == len(placed(read)) + 2
    assert merged(again, prompt(store, tools)) == again


def test_follow_finds_the_line_after_edits_and_moves(store: Store, tools: Tools) -> None:
    read = prompt(store, tools)
    at = next(n for n, one in enumerate(placed(read)) if one.item == 1) + 3
    here = placed(read)[at].line
    edit(store, tools, at, "said otherwise")
    edited = prompt(store, tools)
    assert placed(edited)[follow(read, edited, at)].line.text == "said otherwise"
    move_item(store, the_show(store).items[1].id, 0)
    moved = prompt(store, tools)
    assert follow(edited, moved, at) == 3
    assert here.script_id is not None
    remove_line(store, tools, here.script_id, 0)
    shorter = prompt(store, tools)
    assert follow(moved, shorter, 3) == 2
    assert placed(shorter)[2].line.text == "said otherwise"


def test_a_line_that_is_gone_is_followed_to_its_beat_and_an_item_to_the_next(
    store: Store, tools: Tools
) -> None:
    read = prompt(store, tools)
    one = placed(read)[4]
    assert one.line.script_id is not None
    remove_line(store, tools, one.line.script_id, 4)
    shorter = prompt(store, tools)
    now = placed(shorter)[follow(read, shorter, 4)]
    assert now.item == one.item
    assert shorter.items[0].beats[now.beat].place == read.items[0].beats[one.beat].place
    remove_item(store, the_show(store).items[0].id)
    rest = prompt(store, tools)
    assert follow(shorter, rest, 4) == 0
    last = len(placed(rest)) - 1
    remove_item(store, the_show(store).items[1].id)
    fewer = prompt(store, tools)
    assert follow(rest, fewer, last) == len(placed(fewer)) - 1

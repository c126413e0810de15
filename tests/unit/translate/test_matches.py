"""What the memories hold that is like a text: exact, alike, from attached files, with numbers put right."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from localizer.catalog import memory
from localizer.errors import WorkspaceError
from localizer.model.segment import MemoryUnit, Origin
from localizer.store.database import Reader, Store, create
from localizer.translate import matches as module
from localizer.translate.matches import Matches, Wanted

TODAY = dt.date(2026, 11, 2)
NOW = "2026-10-01T00:00:00+00:00"
CUP = MemoryUnit(
    "容量 350 ml 的轻便保温杯，适合办公室",
    "zh-Hans",
    "แก้วเก็บความร้อนพกพา 350 ml เหมาะกับออฟฟิศ",
    "th-TH",
    "bullet",
    "nok",
    NOW,
)


def remember(store: Store, *units: MemoryUnit) -> None:
    with store.step("Remember") as step:
        memory.remember(step, units)


def found(store: Store, text: str, **more: object) -> tuple[module.Match, ...]:
    wanted = Wanted(text, "zh-Hans-CN", "th-TH", **more)  # type: ignore[arg-type]
    with Matches(store.read(), today=TODAY) as matches:
        return matches.find(wanted)


def test_equal_text_in_its_place_goes_before_equal_text(store: Store) -> None:
    other = MemoryUnit(CUP.source, "zh-Hans", "แก้วน้ำ", "th-TH", "title", "", NOW)
    remember(store, CUP, other)
    first, second = found(store, CUP.source, field="bullet")
    assert (first.score, first.origin, first.text) == (101, Origin.MEMORY_CONTEXT, CUP.target)
    assert (second.score, second.origin, second.text) == (100, Origin.MEMORY, "แก้วน้ำ")


def test_a_number_is_put_right_and_told(store: Store) -> None:
    remember(store, CUP)
    (match,) = found(store, CUP.source.replace("350", "500"))
    assert match.origin is Origin.MEMORY_FUZZY
    assert match.score < 100
    assert match.text == CUP.target.replace("350", "500")
    assert [(one.old, one.new) for one in match.repairs] == [("350 ml", "500 ml")]
    assert match.differences == ()


def test_a_number_that_cannot_be_put_right_is_shown(store: Store) -> None:
    remember(store, MemoryUnit(CUP.source, "zh-Hans", "แก้วเก็บความร้อน", "th-TH", "bullet", "", NOW))
    (match,) = found(store, CUP.source.replace("350", "500"))
    assert match.text == "แก้วเก็บความร้อน"
    assert match.repairs == ()
    assert [(one.old, one.new) for one in match.differences] == [("350 ml", "500 ml")]


def test_what_is_too_little_like_it_is_no_match(store: Store) -> None:
    remember(store, CUP)
    assert found(store, "纯棉短袖连衣裙") == ()
    assert found(store, CUP.source[:12], minimum=75) == ()


def test_the_memory_that_grows_is_looked_into_again(store: Store) -> None:
    remember(store, CUP)
    wanted = Wanted("容量 350 ml 的轻便保温瓶，适合办公室", "zh-Hans", "th-TH")
    with Matches(store.read(), today=TODAY) as matches:
        assert [match.unit for match in matches.find(wanted)] == [CUP]
        nearer = MemoryUnit(wanted.text + "！", "zh-Hans", "ขวด", "th-TH", "bullet", "", NOW)
        remember(store, nearer)
        assert [match.unit.target for match in matches.find(wanted)] == ["ขวด", CUP.target]
        with store.step("Forget") as step:
            step.write("DELETE FROM memory WHERE target = 'ขวด'")
        assert [match.unit for match in matches.find(wanted)] == [CUP]


def test_a_correction_is_what_is_found(store: Store) -> None:
    remember(store, CUP)
    better = MemoryUnit(CUP.source, "zh-Hans", "แก้วใหม่", "th-TH", "bullet", "ploy", NOW)
    with Matches(store.read(), today=TODAY) as matches:
        wanted = Wanted(CUP.source, "zh-Hans", "th-TH", "bullet")
        assert matches.find(wanted)[0].text == CUP.target
        remember(store, better)
        match = matches.best(wanted)
    assert match is not None
    assert (match.text, match.unit.created_by) == ("แก้วใหม่", "ploy")


@pytest.fixture
def team(tmp_path: Path) -> Path:
    path = tmp_path / "team.localizer"
    with create(path, person="team") as other:
        remember(other, CUP)
    return path


def test_an_attached_memory_is_read_with_its_penalty(store: Store, team: Path) -> None:
    wanted = Wanted(CUP.source, "zh-Hans", "th-TH", "bullet")
    with Matches(store.read(), [(team, 0)], today=TODAY) as matches:
        (match,) = matches.find(wanted)
    assert (match.score, match.memory) == (101, "team.localizer")
    with Matches(store.read(), [(team, 5)], today=TODAY) as matches:
        (match,) = matches.find(wanted)
    assert (match.score, match.origin) == (95, Origin.MEMORY_FUZZY)


def test_an_attached_file_that_is_gone_is_told_and_the_rest_is_found(
    store: Store, team: Path, tmp_path: Path
) -> None:
    files = [(tmp_path / "gone.localizer", 0), (team, 0)]
    with Matches(store.read(), files, today=TODAY) as matches:
        assert len(matches.find(Wanted(CUP.source, "zh-Hans", "th-TH"))) == 1
        (problem,) = matches.unread
    assert "gone.localizer" in str(problem)


def test_many_pairs_are_kept_in_an_index_that_is_used_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "IN_MEMORY_MOST", 10)
    units = [
        MemoryUnit(
            f"第{n}款保温杯，容量 {n * 10} ml，适合办公室",
            "zh-Hans",
            f"แก้ว {n}",
            "th-TH",
            "",
            "",
            NOW,
        )
        for n in range(40)
    ]
    remember(store, *units)
    wanted = Wanted("第7款保温杯，容量 70 ml，适合旅行", "zh-Hans", "th-TH")
    for _again in range(2):
        with Matches(store.read(), folder=tmp_path / "cache", today=TODAY) as matches:
            assert matches.find(wanted)[0].unit == units[7]
            remember(
                store, MemoryUnit(f"{wanted.text}{_again}", "zh-Hans", "x", "th-TH", "", "", NOW)
            )
            assert matches.find(wanted)[0].text == "x"
            with store.step("Forget") as step:
                step.write("DELETE FROM memory WHERE target = 'x'")
    assert any((tmp_path / "cache").iterdir())


def test_an_id_that_comes_again_is_another_pair(store: Store) -> None:
    first = MemoryUnit(f"{CUP.source}（旧款）", "zh-Hans", "เก่า", "th-TH", "", "", NOW)
    second = MemoryUnit("纯棉短袖连衣裙，适合夏天穿着", "zh-Hans", "ชุด", "th-TH", "", "", NOW)
    remember(store, CUP)
    with Matches(store.read(), today=TODAY) as matches:
        remember(store, first)
        assert matches.find(Wanted(first.source, "zh-Hans", "th-TH"))[0].text == "เก่า"
        store.undo()
        remember(store, second)
        assert matches.find(Wanted(f"{CUP.source}（新款）", "zh-Hans", "th-TH"))[0].unit == CUP
        assert matches.find(Wanted(f"{second.source}！", "zh-Hans", "th-TH"))[0].unit == second


def test_an_attached_memory_that_breaks_is_left_out_and_told(
    store: Store, team: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember(store, CUP)
    own, real = store.path, memory.find_exact

    def broken(reader: Reader, *more: Any) -> tuple[MemoryUnit, ...]:  # noqa: ANN401 - as given
        if reader.path != own:
            raise WorkspaceError("damaged")
        return real(reader, *more)

    monkeypatch.setattr(memory, "find_exact", broken)
    with Matches(store.read(), [(team, 0)], today=TODAY) as matches:
        for _again in range(2):
            assert [
                match.unit for match in matches.find(Wanted(CUP.source, "zh-Hans", "th-TH"))
            ] == [CUP]
        assert [str(one) for one in matches.unread] == ["damaged"]


def test_a_language_alone_finds_the_texts_of_its_regions(store: Store) -> None:
    remember(store, CUP)
    with Matches(store.read(), today=TODAY) as matches:
        assert matches.find(Wanted(CUP.source, "zh-Hans", "th"))[0].unit == CUP

"""Memories come in and go out as TMX, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from localizer.catalog import memory, steps
from localizer.errors import InputError
from localizer.jobs import Cancelled, Progress
from localizer.model.segment import MemoryUnit
from localizer.pipeline import memory as module
from localizer.pipeline.memory import export_memory, import_memory
from localizer.store.database import Store, create

UNITS = (
    MemoryUnit("棉", "zh-Hans", "ผ้าฝ้าย", "th-TH", "fact", "nok", "2026-01-02T03:04:05+00:00"),
    MemoryUnit(
        "棉", "zh-Hans", "Baumwolle", "de", "fact", "", "2026-01-02T03:04:05+00:00", "deepl"
    ),
    MemoryUnit(
        "<b>锅</b> & 盖",
        "zh-Hans",
        "หม้อ\nฝา",
        "th",
        "",
        "",
        "2026-01-02T03:04:05+00:00",
        "import",
        'SKU "1"',
    ),
    MemoryUnit("pan", "en-GB", "Pfanne", "de-DE", "title", "uli", "2026-01-02T03:04:05+00:00"),
)


def tmx(folder: Path, *pairs: tuple[str, str], name: str = "in.tmx") -> Path:
    units = "".join(
        f'<tu><tuv xml:lang="zh-CN"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="th-TH"><seg>{target}</seg></tuv></tu>'
        for source, target in pairs
    )
    path = folder / name
    path.write_text(
        f'<tmx version="1.4"><header srclang="zh-CN"/><body>{units}</body></tmx>', encoding="utf-8"
    )
    return path


def test_what_goes_out_comes_back_the_same(store: Store, tmp_path: Path) -> None:
    with store.step("Remember") as step:
        memory.remember(step, UNITS)
    path = tmp_path / "out.tmx"
    assert export_memory(store.read(), path) == len(UNITS)
    with create(tmp_path / "other.localizer", person="other") as other:
        report = import_memory(other, path)
        assert (report.read, report.new, report.passed) == (len(UNITS), len(UNITS), 0)
        assert set(memory.every(other.read())) == set(UNITS)
    again = import_memory(store, path)
    assert (again.new, again.changed, again.known) == (0, 0, len(UNITS))


def test_some_pairs_go_out(store: Store, tmp_path: Path) -> None:
    with store.step("Remember") as step:
        memory.remember(step, UNITS)
    path = tmp_path / "some.tmx"
    assert export_memory(store.read(), path, [2]) == 1
    assert "Baumwolle" in path.read_text(encoding="utf-8")
    assert "Pfanne" not in path.read_text(encoding="utf-8")


def test_a_later_text_replaces_and_one_undo_takes_all_back(store: Store, tmp_path: Path) -> None:
    import_memory(store, tmx(tmp_path, ("棉", "ฝ้าย"), ("麻", "ลินิน")))
    report = import_memory(store, tmx(tmp_path, ("棉", "ผ้าฝ้าย"), ("丝", "ไหม"), ("", "x")))
    assert (report.read, report.new, report.changed, report.known) == (2, 1, 1, 0)
    assert [number for number, _reason in report.skipped] == [3]
    assert {unit.target for unit in memory.every(store.read())} == {"ผ้าฝ้าย", "ลินิน", "ไหม"}
    store.undo()
    assert {unit.target for unit in memory.every(store.read())} == {"ฝ้าย", "ลินิน"}


def test_an_import_of_many_chunks_is_one_step(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CHUNK", 7)
    path = tmx(tmp_path, *((f"第{n}句", f"ประโยค {n}") for n in range(50)))
    assert import_memory(store, path).new == 50
    assert len(steps.recent(store.read())) == 1
    store.undo()
    assert memory.size(store.read()) == 0
    store.redo()
    assert memory.size(store.read()) == 50


def test_a_broken_file_or_a_stop_leaves_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CHUNK", 5)
    path = tmx(tmp_path, *((f"第{n}句", "x") for n in range(20)))
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(InputError):
        import_memory(store, path)
    assert memory.size(store.read()) == 0
    stopped = Progress(lambda done, _total: stopped.cancel() if done else None)
    with pytest.raises(Cancelled):
        import_memory(
            store, tmx(tmp_path, *((f"第{n}句", "x") for n in range(90_0))), progress=stopped
        )
    assert memory.size(store.read()) == 0


def test_a_file_that_is_not_there_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.tmx"):
        import_memory(store, tmp_path / "gone.tmx")


def test_what_a_person_approved_here_later_stays(store: Store, tmp_path: Path) -> None:
    here = MemoryUnit("棉", "zh-Hans-CN", "ผ้าฝ้าย", "th-TH", "", "nok", "2026-10-01T00:00:00+00:00")
    with store.step("Approve") as step:
        memory.remember(step, [here])
    path = tmp_path / "old.tmx"
    for date, target in (("20100101T000000Z", "ผ้าฝ้าย"), ("20261101T000000Z", "ฝ้าย")):
        path.write_text(
            '<tmx version="1.4"><header srclang="zh-CN"/><body><tu>'
            '<tuv xml:lang="zh-CN"><seg>棉</seg></tuv>'
            f'<tuv xml:lang="th-TH" creationdate="{date}"><seg>ฝ้าย</seg></tuv></tu></body></tmx>',
            encoding="utf-8",
        )
        import_memory(store, path)
        assert [unit.target for unit in memory.every(store.read())] == [target]


def test_what_was_cancelled_does_not_come_back_by_redo(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CHUNK", 5)
    path = tmx(tmp_path, *((f"第{n}句", "x") for n in range(20)))
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(InputError):
        import_memory(store, path)
    assert store.redo() is None
    assert memory.size(store.read()) == 0


def test_chinese_without_more_is_simplified(store: Store, tmp_path: Path) -> None:
    path = tmx(tmp_path, ("棉", "ผ้าฝ้าย"))
    path.write_text(path.read_text(encoding="utf-8").replace("zh-CN", "zh"), encoding="utf-8")
    import_memory(store, path)
    assert [unit.source_locale for unit in memory.every(store.read())] == ["zh-Hans"]


def test_a_text_in_the_letters_of_another_language_is_passed_over(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "mixed.tmx"
    rows = (
        ("th-TH", "Laden über Kabel, voll in zwei Stunden"), ("th-TH", "USB-C"), ("th-TH", "ชาร์จ USB-C"),
        ("de-DE", "ชาร์จ"), ("xx-BAD!", "what"), ("de-DE", "Laden"),
    )  # fmt: skip
    units = "".join(
        f'<tu><tuv xml:lang="zh-CN"><seg>充电{at}</seg></tuv>'
        f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv></tu>'
        for at, (tag, text) in enumerate(rows)
    )
    path.write_text(
        f'<tmx version="1.4"><header srclang="zh-CN"/><body>{units}</body></tmx>', encoding="utf-8"
    )
    report = import_memory(store, path)
    assert [unit.target for unit in memory.every(store.read())] == ["USB-C", "ชาร์จ USB-C", "Laden"]
    assert report.passed == 3
    assert any("th-TH" in reason for _number, reason in report.skipped)

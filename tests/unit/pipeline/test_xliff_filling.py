"""A stranger's XLIFF file filled with what a workspace knows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

import pytest

from localizer import pipeline
from localizer.catalog import memory, queue
from localizer.catalog.queue import QueueFilter
from localizer.errors import InputError
from localizer.exchange.xliff.reading import read_xliff
from localizer.exchange.xliff.words import CORE_20
from localizer.model.launch import Target
from localizer.model.segment import MemoryUnit, State
from localizer.pipeline.exchange_writing import write_exchange
from localizer.pipeline.tools import Tools
from localizer.pipeline.xliff_filling import fill_xliff
from localizer.review import decisions
from localizer.store.database import Store

THAI: Final = Target("TH", "shopee", "th-TH")
STRANGE: Final = f"""<xliff xmlns="{CORE_20}" version="2.0" srcLang="zh-Hans"{{}}>
<!-- theirs --><file id="f">
<unit id="1"><segment><source>棉</source></segment></unit>
<unit id="2"><segment state="translated"><source>棉</source><target>ฝ้าย</target></segment></unit>
<unit id="3"><segment><source>陶瓷</source></segment></unit>
<unit id="4" translate="no"><segment><source>棉</source></segment></unit>
</file></xliff>"""


@pytest.fixture
def knowing(store: Store) -> Store:
    pair = MemoryUnit("棉", "zh-Hans", "ผ้าฝ้าย", "th-TH", "", "nok", "2026-10-01T00:00:00+00:00")
    with store.step("Approve") as step:
        memory.remember(step, [pair])
    return store


def _strange(folder: Path, said: str = ' trgLang="th-TH"') -> Path:
    path = folder / "strange.xlf"
    path.write_text(STRANGE.format(said), encoding="utf-8")
    return path


def test_what_the_memories_have_goes_in_and_all_else_stays(
    knowing: Store, tools: Tools, tmp_path: Path
) -> None:
    source, out = _strange(tmp_path), tmp_path / "out.xlf"
    done = fill_xliff(knowing, tools, source, out)
    assert (done.from_workspace, done.from_memory, done.kept, done.unknown) == (0, 1, 2, 1)
    assert done.left_out == ()
    wanted = source.read_text(encoding="utf-8").replace(
        '<unit id="1"><segment><source>棉</source></segment>',
        '<unit id="1"><segment state="translated"><source>棉</source><target>ผ้าฝ้าย</target></segment>',
    )
    assert out.read_text(encoding="utf-8") == wanted


def test_what_is_translated_there_is_replaced_only_when_asked(
    knowing: Store, tools: Tools, tmp_path: Path
) -> None:
    out = tmp_path / "out.xlf"
    done = fill_xliff(knowing, tools, _strange(tmp_path), out, overwrite=True)
    assert (done.from_memory, done.kept, done.unknown) == (2, 1, 1)
    assert [unit.target for unit in read_xliff(out).units] == ["ผ้าฝ้าย", "ผ้าฝ้าย", None, None]


def test_a_file_that_names_no_language_is_asked_about(
    knowing: Store, tools: Tools, tmp_path: Path
) -> None:
    source, out = _strange(tmp_path, ""), tmp_path / "out.xlf"
    with pytest.raises(InputError, match="--locale"):
        fill_xliff(knowing, tools, source, out)
    assert not out.exists()
    done = fill_xliff(knowing, tools, source, out, locale="th-TH")
    assert done.from_memory == 1
    assert read_xliff(out).head.target_locale == "th-TH"


def test_a_file_from_here_gets_the_texts_of_today(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    goods = tmp_path / "goods.csv"
    goods.write_text("handle,title,material\nP1,不锈钢保温杯,不锈钢\n", encoding="utf-8")
    pipeline.import_catalog(store, goods)
    pipeline.create_launch(store, tools, "Winter", ["TH/shopee"], dt.date(2026, 11, 26))
    pipeline.draft(store, tools)
    sent = write_exchange(store, tools, THAI, tmp_path, "xliff-2.1").path
    first = queue.queue_ids(store.read(), QueueFilter(THAI))[0]
    decisions.edit_text(store, first, "กระติกใหม่")
    decisions.approve(store, [first])
    done = fill_xliff(store, tools, sent, tmp_path / "out.xlf", overwrite=True)
    assert done.from_workspace == 1
    units = {unit.id: unit for unit in read_xliff(tmp_path / "out.xlf").units}
    before = {unit.id: unit for unit in read_xliff(sent).units}
    changed = [number for number in units if units[number].target != before[number].target]
    assert [units[number].target for number in changed] == ["กระติกใหม่"]
    assert units[changed[0]].state is State.APPROVED

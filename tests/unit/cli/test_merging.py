"""``localizer merge``: what a translator sends back."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from localizer import pipeline
from localizer.catalog import queue, translations
from localizer.catalog.queue import QueueFilter
from localizer.cli.merging import merge
from localizer.errors import InputError
from localizer.model.exchange import UnitNote, UnitTerm
from localizer.model.launch import Target
from localizer.model.segment import State
from localizer.pipeline.exchange import units_of, write_units
from localizer.review import decisions
from localizer.store.database import create, open_store

GOODS = "handle,title,cost price,currency\nP1,不锈钢保温杯 500ml,12.34,CNY\nP2,棉袜,3,CNY\n"
THAI = Target("TH", "shopee", "th-TH")


def run(command: click.Command, *args: str) -> tuple[int, str]:
    result = CliRunner().invoke(command, args, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return int(result.return_value or 0), result.output


@pytest.fixture
def workspace(tmp_path: Path) -> str:
    """Return a drafted workspace for Thailand."""
    (tmp_path / "goods.csv").write_text(GOODS, encoding="utf-8")
    path, tools = tmp_path / "w.localizer", pipeline.load_tools()
    with create(path) as store:
        pipeline.import_catalog(store, tmp_path / "goods.csv")
        pipeline.create_launch(store, tools, "Winter", ["TH/shopee"], dt.date(2026, 11, 26))
        pipeline.draft(store, tools)
    return str(path)


@pytest.fixture
def back(workspace: str, tmp_path: Path) -> str:
    """Return what came back: one text, one that clashes, one that is unknown, a comment, a term."""
    path = tmp_path / "back.csv"
    with open_store(Path(workspace)) as store:
        head, units = units_of(store, pipeline.load_tools(), "th-TH")
        first, second, *_rest = units
        ids = queue.queue_ids(store.read(), QueueFilter(THAI))
        pairs = [translations.pair(store.read(), number) for number in ids]
        (mine,) = [one.id for one in pairs if one.segment.source == second.source]
        decisions.edit_text(store, mine, "ของเรา")
    first = replace(first, target="ใหม่", state=State.TRANSLATED, notes=(UnitNote("ok", "Lin"),))
    second = replace(second, target="ของเขา", state=State.TRANSLATED)
    write_units(path, head, (first, second, replace(second, id="P9.title..0")), "en")
    return str(path)


def test_a_trial_then_the_merge_as_json(workspace: str, back: str) -> None:
    code, tried = run(merge, back, "--into", workspace, "--dry-run", "--json")
    found = json.loads(tried)
    assert (code, found["dry_run"], found["rows"]) == (1, True, 0)
    code, done = run(merge, back, "--into", workspace, "--by", "Lin", "--json")
    made = json.loads(done)
    counts = ("applied", "same", "clash", "unknown", "source_changed", "refused", "locked", "empty")
    assert [made[name] for name in counts] == [found[name] for name in counts]
    assert [made[name] for name in counts] == [1, 0, 1, 1, 0, 0, 0, 0]
    assert (made["units"], made["notes"], made["locale"]) == (3, 1, "th-TH")
    assert made["texts"]["clash"][0]["ours"] == "ของเรา"
    assert made["texts"]["unknown"][0]["id"] == "P9.title..0"
    assert made["new_notes"][0]["text"] == "ok"
    assert made["rows"] > 0
    again = json.loads(run(merge, back, "--into", workspace, "--json")[1])
    assert (again["applied"], again["same"], again["rows"]) == (0, 1, 0)


def test_it_tells_in_words_what_to_look_at(workspace: str, back: str) -> None:
    code, told = run(merge, back, "--into", workspace, "--dry-run")
    assert code == 1
    assert "Nothing was written" in told
    assert "1 text taken over." in told
    assert "1 new comment." in told
    assert "1 text was changed on both sides; theirs is a suggestion now." in told
    assert "P2 · title – ของเขา" in told
    assert "1 text is not in this workspace." in told


def test_nothing_to_look_at_is_success(workspace: str, tmp_path: Path) -> None:
    path = tmp_path / "back.csv"
    with open_store(Path(workspace)) as store:
        head, units = units_of(store, pipeline.load_tools(), "th-TH")
        terms = (UnitTerm("杯盖", "ฝา"),)
        write_units(path, head, [replace(one, terms=terms) for one in units], "en")
    assert run(merge, str(path), "--into", workspace)[0] == 0


def test_a_file_that_does_not_tell_its_language(workspace: str, back: str, tmp_path: Path) -> None:
    bare = tmp_path / "bare.csv"
    bare.write_text(Path(back).read_text("utf-8").replace(" (th-TH)", ""), encoding="utf-8")
    assert json.loads(run(merge, str(bare), "--into", workspace, "--json")[1])["applied"] == 1
    with open_store(Path(workspace)) as store:
        targets, day = ["TH/shopee", "DE/amazon"], dt.date(2026, 12, 1)
        pipeline.create_launch(store, pipeline.load_tools(), "Two", targets, day)
    with pytest.raises(InputError, match="th-TH, de-DE"):
        run(merge, str(bare), "--into", workspace)
    told = run(merge, str(bare), "--into", workspace, "--locale", "th", "--json")[1]
    assert json.loads(told)["same"] == 1


def test_a_file_of_something_else_is_refused(workspace: str, tmp_path: Path) -> None:
    other = tmp_path / "letter.docx"
    other.write_text("Dear")
    with pytest.raises(InputError, match=r"letter\.docx"):
        run(merge, str(other), "--into", workspace)

"""Several processes find what one finds; a cancel and a death among them are survived."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from typing import Any

import pytest

from localizer import pipeline
from localizer.catalog import launches
from localizer.check.stage import check_products
from localizer.jobs import Cancelled, Progress
from localizer.pipeline import check_beside, run
from localizer.pipeline.check_beside import Share, crew
from localizer.pipeline.stage_rules import check_rules
from localizer.pipeline.tools import Tools
from localizer.store.database import Store


@pytest.fixture
def goods() -> str:
    head = "商品编码,商品标题,面料成分,颜色,卖点1,成本价(元)\n"
    lines = (f"A-{n},女士连衣裙 {n},棉95% 氨纶5%,红色,全网最低价,40\n" for n in range(6))
    return head + "".join(lines)


def share(store: Store, tools: Tools) -> Share:
    launch = launches.find(store.read())
    return Share(
        store.path, launch.name, launch.targets, tools.now(), tools.root, tools.dictionaries
    )


def found(store: Store) -> list[tuple[Any, ...]]:
    return sorted(tuple(row)[1:] for row in store.read().rows("SELECT * FROM finding"))


def check_beside_here(store: Store, tools: Tools, chunks: int) -> None:
    launch = launches.find(store.read())
    order = launches.launch_products(store.read(), launch)
    rules = check_rules(tools, launch, order)
    with crew(share(store, tools), chunks) as spread:
        check_products(store, rules, launch.targets, order, spread=spread)


def test_others_find_what_one_finds(
    drafted: Store, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.check(drafted, tools)
    before = found(drafted)
    assert len(before) > 6
    with drafted.derive() as step:
        step.write("DELETE FROM finding")
    monkeypatch.setattr("localizer.check.stage.CHUNK", 2)
    check_beside_here(drafted, tools, 2)
    assert found(drafted) == before


def test_a_large_launch_is_checked_beside_and_a_small_one_is_not(
    drafted: Store, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    real = check_beside.crew

    def counted(*args: Any) -> Any:  # noqa: ANN401 - as it is called
        asked.append(1)
        return real(args[0], 1)

    monkeypatch.setattr(run, "crew", counted)
    pipeline.check(drafted, tools)
    assert not asked
    before = found(drafted)
    monkeypatch.setattr(check_beside, "BESIDE_FROM", 1)
    monkeypatch.setattr(check_beside, "cores", lambda: 2)
    with drafted.derive() as step:
        step.write("DELETE FROM finding")
    pipeline.check(drafted, tools)
    assert asked == [1]
    assert found(drafted) == before


def test_where_a_process_dies_this_one_checks(
    drafted: Store, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.check(drafted, tools)
    before = found(drafted)
    with drafted.derive() as step:
        step.write("DELETE FROM finding")
    monkeypatch.setattr(check_beside, "BESIDE_FROM", 1)
    monkeypatch.setattr(check_beside, "cores", lambda: 2)
    monkeypatch.setattr(check_beside, "_serve", _die)
    pipeline.check(drafted, tools)
    assert found(drafted) == before


def _die(_share: Share, _pipe: object) -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def test_a_cancel_ends_the_others(drafted: Store, tools: Tools) -> None:
    progress = Progress()
    progress.cancel()
    order = launches.launch_products(drafted.read(), launches.find(drafted.read()))
    with pytest.raises(Cancelled), crew(share(drafted, tools), 1) as spread:
        list(spread([order], progress))


def test_a_bug_over_there_is_told_here(drafted: Store, tools: Tools) -> None:
    lost = replace(share(drafted, tools), launch="no such launch")
    with pytest.raises(RuntimeError, match="no such launch"), crew(lost, 1) as spread:
        list(spread([[1]], Progress()))


@pytest.mark.parametrize("number", [1, 3])
def test_answers_come_in_the_order_they_were_asked_for(
    drafted: Store, tools: Tools, number: int
) -> None:
    order = launches.launch_products(drafted.read(), launches.find(drafted.read()))
    with crew(share(drafted, tools), number) as spread:
        given = [list(one) for one in spread([[n] for n in order], Progress())]
    assert given == [[n] for n in order]

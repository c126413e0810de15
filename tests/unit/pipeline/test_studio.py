"""Variants, beats written anew and locked lines of one script."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from localizer import pipeline
from localizer.catalog import findings, products, scripts
from localizer.catalog.scripts import StoredScript
from localizer.errors import InputError
from localizer.model.finding import Finding, Severity, Subject
from localizer.model.launch import Target
from localizer.model.market import Pacing
from localizer.model.phrase import Style
from localizer.model.script import Beat, Lane
from localizer.model.segment import State
from localizer.pipeline import fixing, studio
from localizer.pipeline.tools import Tools
from localizer.script.difference import Difference, compare, hook_text
from localizer.script.stage import PitchOptions, options_of
from localizer.store.database import Store, open_store

AMERICAN = Target("US", "amazon", "en-US")
GOODS = """商品编码,商品标题,面料成分,颜色,成本价(元)
A-1,女士连衣裙,棉95% 氨纶5%,红色,40
"""


@pytest.fixture(scope="module")
def drafted_file(
    new_store: Callable[[Path], Store], loaded: Tools, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("studio")
    file, path = folder / "goods.csv", folder / "w.localizer"
    file.write_text(GOODS, encoding="utf-8")
    with new_store(path) as store:
        pipeline.import_catalog(store, file)
        pipeline.create_launch(store, loaded, "launch", ["US/amazon"], dt.date(2026, 11, 26))
        pipeline.draft(store, loaded)
    return path


@pytest.fixture
def workspace(drafted_file: Path, tmp_path: Path) -> Iterator[Store]:
    path = shutil.copyfile(drafted_file, tmp_path / "w.localizer")
    with open_store(path, person="tester") as store:
        yield store


def first(store: Store) -> StoredScript:
    return scripts.of_target(store.read(), AMERICAN)[0]


def place_of(stored: StoredScript, beat: Beat) -> int:
    return next(at for at, part in enumerate(stored.script.beats) if part.beat is beat)


def test_a_beat_written_anew_changes_alone_and_can_be_undone(
    workspace: Store, loaded: Tools
) -> None:
    before = first(workspace)
    place = place_of(before, Beat.DEMO)
    studio.write_beat_anew(workspace, loaded, before.id, place)
    after = first(workspace)
    old, new = before.script.by_place(), after.script.by_place()
    assert new[place] != old[place]
    assert [lines for at, lines in enumerate(new) if at != place] == [
        lines for at, lines in enumerate(old) if at != place
    ]
    assert abs(after.spoken_seconds - before.spoken_seconds) < 6
    assert after.edited
    studio.write_beat_anew(workspace, loaded, before.id, place)
    assert first(workspace).script.by_place()[place] != new[place]
    workspace.undo()
    workspace.undo()
    assert first(workspace).script == before.script


def test_locked_lines_stay(workspace: Store, loaded: Tools) -> None:
    stored = first(workspace)
    place = place_of(stored, Beat.DEMO)
    index = next(
        at
        for at, line in enumerate(stored.script.lines)
        if line.beat is Beat.DEMO and line.lane is Lane.HOST
    )
    text = stored.script.lines[index].text
    studio.lock_line(workspace, stored.id, index, locked=True)
    studio.write_beat_anew(workspace, loaded, stored.id, place)
    assert text in [line.text for line in first(workspace).script.by_place()[place]]
    studio.rewrite(workspace, loaded, stored.id, PitchOptions(180, Style.EXPERT))
    again = first(workspace)
    assert text in [line.text for line in again.script.lines if line.beat is Beat.DEMO]
    assert again.script.style == "expert"
    assert again.planned_seconds == 180
    studio.lock_line(workspace, stored.id, again.script.lines.index(
        next(line for line in again.script.lines if line.locked)), locked=False)  # fmt: skip
    assert not any(line.locked for line in first(workspace).script.lines)


def test_variants_differ_and_say_how(workspace: Store, loaded: Tools) -> None:
    stored = first(workspace)
    number = studio.add_variant(workspace, loaded, stored.id, options_of(stored))
    other = scripts.load(workspace.read(), number)
    assert (other.label, other.state, other.edited) == ("B", State.DRAFT, False)
    found = compare(stored.script, other.script)
    assert [kind for kind, _one, _two in found.differences] == [Difference.HOOK]
    assert 0 <= found.alike < 1
    wanted = replace(options_of(stored), pacing=Pacing.DIRECT, style=Style.PLAIN)
    third = scripts.load(workspace.read(), studio.add_variant(workspace, loaded, stored.id, wanted))
    kinds = {kind for kind, _one, _two in compare(stored.script, third.script).differences}
    assert {Difference.HOOK, Difference.ORDER, Difference.STYLE} <= kinds
    studio.remove_script(workspace, loaded, number)
    labels = [one.label for one in scripts.of_target(workspace.read(), AMERICAN)]
    assert labels == ["A", "C"]


def test_there_is_an_end_to_variants(workspace: Store, loaded: Tools) -> None:
    stored = first(workspace)
    for _ in range(studio.MOST_VARIANTS - 1):
        studio.add_variant(workspace, loaded, stored.id, options_of(stored))
    with pytest.raises(InputError, match="8 variants"):
        studio.add_variant(workspace, loaded, stored.id, options_of(stored))


def test_lines_are_added_moved_and_removed(workspace: Store, loaded: Tools) -> None:
    stored = first(workspace)
    lines = stored.script.lines
    index = next(at for at, line in enumerate(lines) if line.beat is Beat.DEMO)
    studio.add_line(workspace, loaded, stored.id, index, Lane.ACTION, Beat.DEMO)
    assert first(workspace).script.lines[index].text == "…"
    studio.move_line(workspace, loaded, stored.id, index, index + 1)
    moved = first(workspace).script.lines
    assert (moved[index], moved[index + 1].text) == (lines[index], "…")
    with pytest.raises(InputError, match="stays in its beat"):
        studio.move_line(workspace, loaded, stored.id, index, 0)
    studio.remove_line(workspace, loaded, stored.id, index + 1)
    assert first(workspace).script.lines == lines
    with pytest.raises(InputError, match="no line"):
        studio.remove_line(workspace, loaded, stored.id, len(lines))


def test_a_taken_style_and_label_is_refused(workspace: Store, loaded: Tools) -> None:
    stored = first(workspace)
    options = replace(options_of(stored), style=Style.EXPERT)
    studio.add_variant(workspace, loaded, stored.id, options)
    with pytest.raises(InputError, match="already"):
        studio.rewrite(workspace, loaded, stored.id, replace(options, label="B"))


def let_pass(store: Store, tools: Tools) -> int:
    """Give the first script a finding that a person lets pass; return its number."""
    stored = first(store)
    pipeline.edit_script_line(store, tools, stored.id, 0, "Only {bundle:9} tonight.")
    for one in findings.of_subject(store.read(), Subject.SCRIPT, stored.id):
        pipeline.overrule(store, one.id, "tonight only")
    assert passed(store, stored.id)
    return stored.id


def passed(store: Store, script_id: int) -> list[str]:
    found = findings.of_subject(store.read(), Subject.SCRIPT, script_id)
    return [one.finding.rule for one in found if one.overruled]


def test_what_was_let_pass_stays_so_until_other_words_stand_there(
    workspace: Store, loaded: Tools
) -> None:
    number = let_pass(workspace, loaded)
    before = passed(workspace, number)
    studio.lock_line(workspace, number, 0, locked=True)
    pipeline.approve_scripts(workspace, loaded, [number])
    assert passed(workspace, number) == before
    studio.write_beat_anew(workspace, loaded, number, place_of(first(workspace), Beat.DEMO))
    assert not passed(workspace, number)


def test_products_drafted_alone_do_not_open_alike(
    workspace: Store, loaded: Tools, tmp_path: Path
) -> None:
    for n in range(2, 14):
        file = tmp_path / f"twin{n}.csv"
        file.write_text(GOODS.replace("A-1", f"A-{n}"), encoding="utf-8")
        pipeline.import_catalog(workspace, file)
        twin = products.find_by_sku(workspace.read(), f"A-{n}")
        assert twin is not None
        pipeline.draft(workspace, loaded, only=[twin])
    hooks = [hook_text(one.script) for one in scripts.of_target(workspace.read(), AMERICAN)]
    assert len(hooks) == len(set(hooks)) == 13


def found(store: Store, finding: Finding) -> int:
    """Put a finding about the first script into the workspace and return its id."""
    one = first(store)
    place = findings.Place(
        Subject.SCRIPT,
        one.id,
        one.product_id,
        AMERICAN.market,
        AMERICAN.channel,
        AMERICAN.locale,
    )
    with store.derive() as step:
        findings.replace_for_product(step, one.product_id, [AMERICAN], [(place, finding)])
    return findings.of_subject(store.read(), Subject.SCRIPT, one.id)[0].id


def claim(start: int, end: int, fix: str | None) -> Finding:
    return Finding("claim:made", Severity.BLOCK, "Not so.", (), start, end, fix)


def test_a_fix_takes_the_place_of_what_was_found(workspace: Store, loaded: Tools) -> None:
    before = first(workspace).script
    begin = len(before.lines[0].text) + 1
    assert studio.line_of(before, claim(begin, begin + 2, None)) == (1, 0)
    fixing.fix_one(workspace, loaded, found(workspace, claim(begin + 1, begin + 3, "★")))
    text = before.lines[1].text
    after = first(workspace).script
    assert after.lines[1].text == f"{text[0]}★{text[3:]}"
    assert after.lines[0] == before.lines[0]
    workspace.undo()
    assert first(workspace).script == before


@pytest.mark.parametrize(
    ("start", "end", "fix", "why"),
    [
        (0, 2, None, "offers nothing"),
        (0, 0, "★", "changed since it was checked"),
        (0, 9999, "★", "changed since it was checked"),
        (9998, 9999, "★", "changed since it was checked"),
    ],
    ids=["no fix", "whole script", "line grew shorter", "line gone"],
)
def test_a_fix_that_fits_no_more_is_refused(
    workspace: Store, loaded: Tools, start: int, end: int, fix: str | None, why: str
) -> None:
    number = found(workspace, claim(start, end, fix))
    before = first(workspace).script
    with pytest.raises(InputError, match=why):
        fixing.fix_one(workspace, loaded, number)
    with pytest.raises(InputError, match="gone"):
        fixing.fix_one(workspace, loaded, 10**6)
    assert first(workspace).script == before

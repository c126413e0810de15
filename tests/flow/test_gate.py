"""The gate from end to end by commands: blocked, explained, overruled, exported, taken back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from localizer import pipeline
from localizer.catalog import launches, products, scripts, translations
from localizer.cli import commands
from localizer.errors import InputError
from localizer.model.segment import State
from localizer.store.database import create, open_store
from tests.support.loaded_once import load_once

GOODS = (
    "货号,商品标题,品牌,卖点1,商品描述,成本价(元),售价(元),图片\n"
    "A,水杯,Marla,好用,日常使用,20,60,a.jpg\n"
    "B,杯子,Marla,好用,日常使用,30,80,b.jpg\n"
)
Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(
    tmp_path: Path, loaded: pipeline.Tools, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, Any]]:
    """Return what runs a command on the workspace and reads the JSON it wrote."""
    load_once(monkeypatch, loaded)
    group = click.Group(commands={one.name or "": one for one in commands.ALL})

    def run(*words: str, json_: bool = True) -> tuple[int, Any]:
        name, *rest = words
        args = [*name.split(), str(tmp_path / "w.localizer"), *rest, *(["--json"] * json_)]
        result = CliRunner().invoke(group, args, standalone_mode=False)
        if result.exception is not None:
            raise result.exception
        return result.return_value, json.loads(result.stdout) if json_ else result.stdout

    return run


@pytest.fixture
def blocked(run: Run, tmp_path: Path) -> str:
    """Make a launch where all is approved and one German text has addresses; return that rule."""
    goods = tmp_path / "goods.csv"
    goods.write_text(GOODS, encoding="utf-8")
    with create(tmp_path / "w.localizer", person="tester") as store:
        pipeline.import_catalog(store, goods)
    targets = ("--targets", "DE/amazon", "--date", "2026-11-11")
    run("launch create", "--name", "11.11", *targets)
    run("draft")
    with open_store(tmp_path / "w.localizer", person="tester") as store:
        order = products.product_ids(store.read())
        target = launches.find(store.read()).targets[0]
        with store.step("Approve") as step:
            for number in order:
                for pair in translations.pairs(step, number, target.locale):
                    text = pair.translation.text or "Becher"
                    done = replace(pair.translation, text=text, state=State.APPROVED)
                    translations.save(step, (pair.id, pair.translation), done)
                for stored in scripts.of_product(step, number, target):
                    scripts.remove(step, stored.id)
            first = translations.pairs(step, order[0], target.locale)[0]
            mixed = replace(first.translation, text="Becher: ab@seller.org, cd@seller.org")
            translations.save(step, (first.id, first.translation), mixed)
    return "claim:any-email"


def stopping(run: Run) -> list[dict[str, Any]]:
    found = run("check")[1]["findings"]
    return [one for one in found if one["severity"] in ("block", "evidence")]


def export(run: Run, out: Path, *options: str) -> tuple[int, dict[str, Any], list[str]]:
    status, _ = run("export", "--out", str(out), *options)
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    return status, manifest, sorted(path.name for path in out.iterdir())


def test_blocked_explained_overruled_exported_and_taken_back(
    run: Run, blocked: str, tmp_path: Path
) -> None:
    hits = stopping(run)
    assert {one["rule"] for one in hits} == {blocked}
    assert len(hits) == 2

    status, found = run("ready")
    (target,) = found["targets"]
    assert (status, target["state"]) == (1, "draft")
    (step,) = target["steps"]
    assert (step["kind"], step["number"], step["pane"]) == ("mend", 2, "review")

    status, manifest, files = export(run, tmp_path / "strict", "--approved-only")
    assert (status, manifest["targets"], files) == (1, [], ["manifest.json"])
    _, manifest, files = export(run, tmp_path / "draft")
    assert manifest["targets"][0]["state"] == "draft"
    assert manifest["targets"][0]["findings_open"]["block"] == 2
    assert all(".draft." in name or name.endswith(".json") for name in files)
    assert "DE-amazon.draft.json" in files

    first, second = sorted(hits, key=lambda one: str(one["start"]))
    with pytest.raises(InputError, match="Say why"):
        run("overrule", "--finding", str(first["id"]), "--reason", " ")
    for hit in (first, second):
        _, told = run("overrule", "--finding", str(hit["id"]), "--reason", "a brand")
        assert (told["changed"], told["reason"]) == (True, "a brand")
    assert run("ready") == (0, {"targets": [{**target, "state": "approved", "steps": []}]})

    status, manifest, files = export(run, tmp_path / "out", "--approved-only")
    (exported,) = manifest["targets"]
    assert (status, exported["state"]) == (0, "approved")
    assert not any("draft" in name for name in files)
    passed = exported["findings_overruled"]
    assert {one["text"] for one in passed} == {"ab@seller.org", "cd@seller.org"}
    assert {(one["rule"], one["reason"], one["subject"]) for one in passed} == {
        (blocked, "a brand", "translation")
    }
    assert all(one["by"] and one["at"] and one["where"] == "title:1" for one in passed)

    listed = run("overrule", "--list")[1]["overruled"]
    assert {one["id"] for one in listed} == {first["id"], second["id"]}
    run("overrule", "--finding", str(first["id"]), "--take-back")
    assert len(stopping(run)) == 1
    run("undo")
    assert stopping(run) == []


def test_a_new_claim_is_not_hidden_by_a_decision_about_the_old_text(
    run: Run, blocked: str, tmp_path: Path, loaded: pipeline.Tools
) -> None:
    for hit in stopping(run):
        run("overrule", "--finding", str(hit["id"]), "--reason", "a brand")
    assert stopping(run) == []
    with open_store(tmp_path / "w.localizer") as store:
        pair = translations.pairs(store.read(), 1, "de-DE")[0]
        pipeline.edit_translation(
            store, loaded, pair.id, "Becher: ab@seller.org, cd@seller.org, ef@seller.org"
        )
    assert {one["rule"] for one in stopping(run)} >= {blocked}
    assert run("overrule", "--list")[1]["overruled"] == []


def test_a_rule_that_counts_for_less_opens_the_gate_and_is_in_the_manifest(
    run: Run, blocked: str, tmp_path: Path
) -> None:
    stopping(run)
    lower = ("severity", "--rule", blocked, "--set", "warning")
    with pytest.raises(InputError, match="Say why"):
        run(*lower)
    run(*lower, "--reason", "a bilingual shop")
    assert run("ready")[0] == 0
    _, manifest, _ = export(run, tmp_path / "out", "--approved-only")
    (lowered,) = manifest["targets"][0]["rules_lowered"]
    assert (lowered["rule"], lowered["own"], lowered["severity"]) == (blocked, "block", "warning")
    assert (lowered["findings"], lowered["reason"]) == (2, "a bilingual shop")
    run("severity", "--rule", blocked, "--set", "own")
    assert run("ready")[0] == 1


def test_commands_speak_in_sentences(run: Run, blocked: str) -> None:
    hit = stopping(run)[0]
    status, text = run("ready", json_=False)
    assert status == 1
    assert text.startswith("DE/amazon: not ready\n  1. Mend or overrule (2): ")
    assert text.endswith(" · 水杯\n")
    number = str(hit["id"])
    told = run("overrule", "--finding", number, "--reason", "a brand", json_=False)[1]
    assert told.startswith("Let pass: ")
    assert "a brand" in run("overrule", "--list", json_=False)[1]
    again = run("overrule", "--finding", number, "--take-back", json_=False)[1]
    assert again.startswith("Counts again: ")
    once_more = run("overrule", "--finding", number, "--take-back", json_=False)[1]
    assert once_more == "Nothing changed.\n"
    assert "nothing was let pass" in run("overrule", "--list", json_=False)[1]
    with pytest.raises(InputError, match="no finding 999"):
        run("overrule", "--finding", "999", "--take-back")
    for half in (("--finding", number), ("--list", "--finding", number), ("--take-back",)):
        with pytest.raises(click.UsageError):
            run("overrule", *half)
    assert blocked == hit["rule"]

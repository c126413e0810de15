"""The manifest: digests that match, rates, counts and decisions."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from localizer.catalog import findings, severities, translations
from localizer.catalog.findings import Place
from localizer.export import manifest
from localizer.export.stage import ExportRules, export_targets
from localizer.model.finding import Finding, Severity, SeverityChoice, Subject
from localizer.model.launch import Launch, Target
from localizer.model.segment import State
from localizer.store.database import Store

Edit = Callable[..., None]


def _written(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "manifest.json").read_bytes())
    return content


def test_every_file_is_listed_with_its_true_size_and_digest(
    store: Store, launch: Launch, rules: ExportRules, tmp_path: Path
) -> None:
    export_targets(store, rules, launch, tmp_path, formats=["csv", "xlsx", "json", "md"])
    listed = [file for target in _written(tmp_path)["targets"] for file in target["files"]]
    on_disk = {path.name for path in tmp_path.iterdir() if path.is_file()} - {"work.localizer"}
    on_disk -= {name for name in on_disk if name.startswith("work.")}
    assert {file["name"] for file in listed} | {"manifest.json"} == on_disk
    for file in listed:
        content = (tmp_path / file["name"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (
            len(content),
            hashlib.sha256(content).hexdigest(),
        )


def test_the_head_and_a_target(
    store: Store, launch: Launch, rules: ExportRules, shopee: Target, tmp_path: Path
) -> None:
    export_targets(store, rules, launch, tmp_path, targets=[shopee], formats=["csv", "json"])
    content = _written(tmp_path)
    assert content["made_at"] == "2026-11-22T09:30:00+07:00"
    assert content["launch"] == {"name": "11.11 <sale>", "date": "2026-11-11"}
    target = content["targets"][0]
    assert [(f["name"], f["format"], f["rows"], f["cut"]) for f in target.pop("files")] == [
        ("TH-shopee.listings.csv", "csv", 3, 0),
        ("TH-shopee.scripts.csv", "csv", 3, 0),
        ("TH-shopee.json", "json", 2, 0),
    ]
    assert target == {
        "target": "TH/shopee",
        "market": "TH",
        "channel": "shopee",
        "locale": "th-TH",
        "state": "approved",
        "reasons": [],
        "stamp": "",
        "rules_checked_on": {"tax": "2026-11-21", "limits": "2026-11-21"},
        "changes": {"new": 2, "changed": 0, "unchanged": 0, "removed": []},
        "rates": [
            {"pair": "CNY/THB", "value": "5.069962059", "date": "2026-10-30", "source": "ECB"}
        ],
        "counts": {
            "products": 2,
            "variants": 3,
            "variants_without_price": 0,
            "texts": {
                "untranslated": 0,
                "draft": 0,
                "translated": 0,
                "approved": 9,
                "sent_back": 0,
            },
            "texts_left_out": 0,
            "texts_of_older_source": 0,
            "scripts": 1,
            "scripts_not_approved": 0,
            "tokens_without_value": 0,
        },
        "findings_open": {"block": 0, "evidence": 0, "warning": 0, "info": 0},
        "findings_overruled": [],
        "rules_lowered": [],
    }


def test_decisions_and_open_findings(
    store: Store, launch: Launch, rules: ExportRules, shopee: Target, edit: Edit, tmp_path: Path
) -> None:
    edit("双层", state=State.DRAFT)
    place = Place(Subject.LISTING, 1, 1, "TH", "shopee", "th-TH")
    found = [
        (place, Finding("claim:best", Severity.BLOCK, "No.")),
        (place, Finding("pictures", Severity.WARNING, "None.")),
    ]
    with store.derive() as step:
        findings.replace_for_product(step, 1, [shopee], found)
    with store.step("Overrule") as step:
        worst = findings.of_subject(step, Subject.LISTING, 1)[0]
        findings.overrule(step, worst, "the lawyer agreed")
    export_targets(store, rules, launch, tmp_path, targets=[shopee], formats=["json"])
    target = _written(tmp_path)["targets"][0]
    assert target["state"] == "draft"
    assert target["reasons"] == ["Texts that are not approved: 1."]
    assert target["findings_open"] == {"block": 0, "evidence": 0, "warning": 1, "info": 0}
    (overruled,) = target["findings_overruled"]
    assert dt.datetime.fromisoformat(overruled.pop("at")).tzinfo is not None
    assert target["findings_overruled"] == [
        {
            "product": "BOTTLE",
            "subject": "listing",
            "where": "",
            "rule": "claim:best",
            "severity": "block",
            "text": "",
            "message": "No.",
            "reason": "the lawyer agreed",
            "by": "tester",
        }
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"targets": 1}',
        b'{"version": 1, "targets": [{"files": [{"name": 1}]}]}',
        b'{"version": 2, "targets": []}',
        b'{"version": 1, "targets": [{"market": "TH", "x": ' + b"[" * 100_000,
        b"{" * 100_000,
        b" " * (manifest.MAX_BYTES + 1),
    ],
)
def test_a_manifest_that_is_none_carries_nothing(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(content)
    assert manifest.earlier(tmp_path, (), ()) == ()


@pytest.mark.parametrize(
    ("name", "target", "replaced", "count"),
    [
        ("a.json", Target("DE", "shop", "de-DE"), (), 1),
        ("a.json", Target("TH", "shopee", "th-TH"), (), 0),
        ("a.json", Target("DE", "shop", "de-DE"), ("a.json",), 0),
        ("gone.json", Target("DE", "shop", "de-DE"), (), 0),
        ("sub/a.json", Target("DE", "shop", "de-DE"), (), 0),
        ("../a.json", Target("DE", "shop", "de-DE"), (), 0),
    ],
)
def test_entries_are_carried_while_their_files_are_there(
    name: str, target: Target, replaced: tuple[str, ...], count: int, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    (folder / "sub").mkdir(parents=True)
    for place in (tmp_path, folder, folder / "sub"):
        (place / "a.json").write_text("{}")
    entry = {"market": "TH", "channel": "shopee", "locale": "th-TH", "files": [{"name": name}]}
    content = {"version": 1, "targets": [{**entry, "rates": [1]}]}
    (folder / "manifest.json").write_text(json.dumps(content))
    found = manifest.earlier(folder, [target], replaced)
    assert found == ({**entry, "rates": [1]},) * count


def test_no_manifest_carries_nothing(tmp_path: Path) -> None:
    assert manifest.earlier(tmp_path, (), ()) == ()


def test_a_decision_names_the_words_it_was_given_for(
    store: Store, launch: Launch, rules: ExportRules, shopee: Target, tmp_path: Path
) -> None:
    reader = store.read()
    text = next(
        one for one in translations.pairs(reader, 1, "th-TH") if one.translation.text == "ผนังสองชั้น"
    )
    place = Place(Subject.TRANSLATION, text.id, 1, "TH", "shopee", "th-TH")
    finding = Finding(
        "claim:best", Severity.BLOCK, "“{text}”: no.", (("text", "สอง"),), start=4, end=7
    )
    with store.derive() as step:
        findings.replace_for_product(step, 1, [shopee], [(place, finding)])
    with store.step("Overrule") as step:
        stored = findings.of_subject(step, Subject.TRANSLATION, text.id)[0]
        findings.overrule(step, stored, "counted")
    export_targets(store, rules, launch, tmp_path, targets=[shopee], formats=["json"])
    (overruled,) = _written(tmp_path)["targets"][0]["findings_overruled"]
    words = text.translation.text[4:7]
    assert (overruled["subject"], overruled["where"]) == ("translation", "bullet:1")
    assert (overruled["text"], overruled["message"]) == (words, "“สอง”: no.")


def test_a_rule_that_counts_for_less_is_told_with_its_reason(
    store: Store, launch: Launch, rules: ExportRules, shopee: Target, tmp_path: Path
) -> None:
    place = Place(Subject.LISTING, 1, 1, "TH", "shopee", "th-TH")
    lower = Finding("claim:best", Severity.WARNING, "No.", own=Severity.BLOCK)
    higher = Finding("pictures", Severity.BLOCK, "None.", own=Severity.WARNING)
    with store.step("Choose") as step:
        for choice in (
            SeverityChoice("claim", Severity.WARNING, Severity.BLOCK, "the shop allows it"),
            SeverityChoice("pictures", Severity.BLOCK, Severity.WARNING),
        ):
            severities.put(step, launch.id, choice)
        findings.replace_for_product(
            step, 1, [shopee], [(place, lower), (place, lower), (place, higher)]
        )
    export_targets(store, rules, launch, tmp_path, targets=[shopee], formats=["json"])
    (lowered,) = _written(tmp_path)["targets"][0]["rules_lowered"]
    assert dt.datetime.fromisoformat(lowered.pop("at")).tzinfo is not None
    assert lowered == {
        "rule": "claim:best",
        "own": "block",
        "severity": "warning",
        "findings": 2,
        "reason": "the shop allows it",
        "by": "tester",
    }


def test_what_a_file_lacks_stands_beside_it(
    store: Store, launch: Launch, rules: ExportRules, shopee: Target, tmp_path: Path
) -> None:
    export_targets(store, rules, launch, tmp_path, targets=[shopee], formats=["csv", "shopee"])
    plain, _scripts, bodies = _written(tmp_path)["targets"][0]["files"]
    assert plain["remarks"] == []
    found = {one["field"]: one for one in bodies["remarks"]}
    assert found["category_id"] == {
        "kind": "missing",
        "field": "category_id",
        "count": 2,
        "text": "Products without category_id: 2. Fill in the number of a leaf category.",
        "products": ["BOTTLE", "MAT"],
        "stops": False,
    }

"""Exporting a launch: exact bytes, whole files or none, stamps, and what is left out."""

from __future__ import annotations

import csv
import errno
import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from localizer.catalog import findings, products
from localizer.catalog.findings import Place
from localizer.catalog.sold import Sold
from localizer.errors import InputError, OutputError
from localizer.export.formats import REGISTRY, Need
from localizer.export.gate import GateState
from localizer.export.stage import ExportRules, export_targets
from localizer.jobs import Cancelled, Progress
from localizer.model.channel import Channel
from localizer.model.finding import Finding, Severity, Subject
from localizer.model.launch import Launch, Target
from localizer.model.segment import State
from localizer.store.database import Store

#: The formats that need no file of the seller's.
ALONE = [one.code for one in REGISTRY if one.needs is Need.NOTHING]

Edit = Callable[..., None]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_writes_every_format_of_every_target_and_the_manifest(
    store: Store, launch: Launch, rules: ExportRules, tmp_path: Path
) -> None:
    out = tmp_path / "a" / "out"
    result = export_targets(store, rules, launch, out)
    assert names(out) == [
        "TH-lazada.json",
        "TH-lazada.listings.csv",
        "TH-lazada.scripts.csv",
        "TH-lazada.xlsx",
        "TH-shopee.json",
        "TH-shopee.listings.csv",
        "TH-shopee.scripts.csv",
        "TH-shopee.xlsx",
        "manifest.json",
    ]
    assert sorted(path.name for path in result.files) == names(out)
    assert all(path.is_file() for path in result.files)
    assert [one.verdict.approved for one in result.exported] == [True, True]
    assert result.left_out == ()


def test_listing_csv_to_the_byte(
    store: Store, launch: Launch, rules: ExportRules, shopee: Target, tmp_path: Path
) -> None:
    export_targets(store, rules, launch, tmp_path / "out", targets=[shopee], formats=["csv"])
    written = (tmp_path / "out" / "TH-shopee.listings.csv").read_bytes()
    wanted = (
        "state,product_key,sku,gtin,title,bullets,description,option_1_name,option_1_value,"
        "option_2_name,option_2_value,option_3_name,option_3_value,other_options,price,currency,"
        "price_text,was_price,sale_price,sale_start,sale_end,unit_price,unit_price_per,sale_unit_price,"
        "stock,weight_g,images\r\n"
        "approved,BOTTLE,B-RED,'6901234567892,"
        '"กระบอกน้ำ ""Lanju""","ผนังสองชั้น\nวัสดุ: สแตนเลส",'
        '"ร้อน & เย็น\nราคา ฿199.00",สี,แดง,,,,,,199.00,THB,THB 199.00 (th-TH),,,,,,,,5,310.5,'
        '"red.jpg\nmain.jpg\nside.jpg"\r\n'
        'approved,BOTTLE,B-BLUE,,"กระบอกน้ำ ""Lanju""","ผนังสองชั้น\nวัสดุ: สแตนเลส",'
        '"ร้อน & เย็น\nราคา ฿199.00",สี,น้ำเงิน,,,,,,200.00,THB,THB 200.00 (th-TH),,,,,,,,0,,'
        '"main.jpg\nside.jpg"\r\n'
        "approved,MAT,MAT,,'=เสื่อ,,,,,,,,,,199.00,THB,THB 199.00 (th-TH),,,,,,,,,,\r\n"
    )
    assert written == b"\xef\xbb\xbf" + wanted.encode()


def test_script_csv_has_todays_price_and_the_facts_of_each_line(
    store: Store, launch: Launch, rules: ExportRules, shopee: Target, tmp_path: Path
) -> None:
    export_targets(store, rules, launch, tmp_path / "out", targets=[shopee], formats=["csv"])
    written = (tmp_path / "out" / "TH-shopee.scripts.csv").read_bytes()
    start = 'approved,BOTTLE,"กระบอกน้ำ ""Lanju""",warm,A,'
    assert (
        written
        == b"\xef\xbb\xbf"
        + (
            "state,product_key,title,style,label,line,beat,lane,text,seconds,facts\r\n"
            f"{start}1,hook,host,สวัสดี,1.5,\r\n"
            f"{start}2,offer,host,วันนี้ ฿199.00,2.2,offer\r\n"
            f"{start}3,offer,control,pin *product*,0.0,\r\n"
        ).encode()
    )


def test_a_channel_that_takes_html_gets_escaped_paragraphs(
    store: Store, launch: Launch, rules: ExportRules, lazada: Target, tmp_path: Path
) -> None:
    export_targets(store, rules, launch, tmp_path, targets=[lazada], formats=["json"])
    written = json.loads((tmp_path / "TH-lazada.json").read_bytes())
    assert written["products"][0]["description"] == ("<p>ร้อน &amp; เย็น</p>\n<p>ราคา ฿199.00</p>")


def test_a_draft_is_stamped_in_name_and_column(
    store: Store, launch: Launch, rules: ExportRules, shopee: Target, edit: Edit, tmp_path: Path
) -> None:
    edit("双层", state=State.DRAFT)
    export_targets(store, rules, launch, tmp_path / "out", targets=[shopee], formats=["csv"])
    assert names(tmp_path / "out") == [
        "TH-shopee.listings.draft.csv",
        "TH-shopee.scripts.draft.csv",
        "manifest.json",
    ]
    path = tmp_path / "out" / "TH-shopee.listings.draft.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        states = [row["state"] for row in csv.DictReader(stream)]
    assert states == ["draft", "draft", "approved"]


@pytest.mark.parametrize("blocked", [True, False])
def test_a_target_with_an_open_block_is_never_approved_and_says_so_everywhere(
    blocked: bool,  # noqa: FBT001 - a column of the table
    store: Store,
    launch: Launch,
    rules: ExportRules,
    shopee: Target,
    tmp_path: Path,
) -> None:
    place = Place(Subject.LISTING, 2, 2, "TH", "shopee", "th-TH")
    severity = Severity.BLOCK if blocked else Severity.WARNING
    with store.derive() as step:
        findings.replace_for_product(step, 2, [shopee], [(place, Finding("x", severity, "No."))])
    out = tmp_path / "out"
    strict = export_targets(store, rules, launch, out, targets=[shopee], approved_only=True)
    assert bool(strict.left_out) is blocked
    formats = ["csv", "xlsx", "json", "md"]
    export_targets(store, rules, launch, out, targets=[shopee], formats=formats)
    names = sorted(path.name for path in out.iterdir() if path.name != "manifest.json")
    assert len(names) == 5
    assert all((".draft." in name) is blocked for name in names)
    mark = ".draft" if blocked else ""
    why = "Findings that must be mended or overruled: 1."
    said = f"DRAFT, not to be published: {why}" if blocked else None
    book = openpyxl.load_workbook(out / f"TH-shopee{mark}.xlsx")
    assert book.properties.description == said
    printed = [sheet.oddHeader for sheet in book.worksheets]
    heads = {None if one is None else one.center.text for one in printed}
    assert heads == ({"DRAFT"} if blocked else {None})
    sheet = (out / f"TH-shopee.scripts{mark}.md").read_text("utf-8").splitlines()
    assert sheet[0].startswith("# 11.11")
    assert (sheet[2] == f"**{said}**") is blocked
    assert len(sheet) > 10
    content = json.loads((out / f"TH-shopee{mark}.json").read_text("utf-8"))
    assert (content["state"] == "draft") is blocked
    target = json.loads((out / "manifest.json").read_text("utf-8"))["targets"][0]
    assert (target["state"], target["reasons"]) == (content["state"], [why] if blocked else [])


def test_approved_only_leaves_drafts_out_and_says_why(
    store: Store, launch: Launch, rules: ExportRules, edit: Edit, tmp_path: Path
) -> None:
    edit("双层", state=State.SENT_BACK)
    result = export_targets(store, rules, launch, tmp_path / "out", approved_only=True)
    assert names(tmp_path / "out") == ["manifest.json"]
    assert result.exported == ()
    assert [one.label for one in result.left_out] == ["TH/shopee", "TH/lazada"]
    written = json.loads((tmp_path / "out" / "manifest.json").read_bytes())
    assert written["targets"] == []
    assert written["left_out"][0]["reasons"] == ["Texts that are not approved: 1."]


def test_what_is_edited_while_files_are_written_is_not_in_them(
    store: Store, launch: Launch, rules: ExportRules, shopee: Target, edit: Edit, tmp_path: Path
) -> None:
    asked: list[int] = []

    def tokens(sold: Sold, _target: Target) -> dict[str, str]:
        asked.append(sold.product_id)
        edit("垫子", text="ใหม่", state=State.TRANSLATED)
        return {"price": "1"}

    result = export_targets(
        store,
        replace(rules, tokens=tokens),
        launch,
        tmp_path,
        targets=[shopee],
        formats=["json"],
        approved_only=True,
    )
    assert asked
    assert [one.verdict.approved for one in result.exported] == [True]
    written = json.loads((tmp_path / "TH-shopee.json").read_bytes())
    assert [one["title"] for one in written["products"]][1] == "=เสื่อ"


def test_only_the_products_asked_for(
    store: Store, launch: Launch, rules: ExportRules, shopee: Target, tmp_path: Path
) -> None:
    mat = products.product_ids(store.read())[1]
    export_targets(
        store, rules, launch, tmp_path, targets=[shopee], product_ids=[mat], formats=["json"]
    )
    written = json.loads((tmp_path / "TH-shopee.json").read_bytes())
    assert [product["key"] for product in written["products"]] == ["MAT"]


def test_nothing_is_written_into_the_workspace(
    store: Store, launch: Launch, rules: ExportRules, tmp_path: Path
) -> None:
    before = store.read().value("SELECT max(seq) FROM change")
    version = store.read().value("PRAGMA data_version")
    export_targets(store, rules, launch, tmp_path / "out")
    assert store.read().value("SELECT max(seq) FROM change") == before
    assert store.read().value("PRAGMA data_version") == version


def test_two_exports_of_the_same_are_the_same_bytes(
    store: Store, launch: Launch, rules: ExportRules, tmp_path: Path
) -> None:
    digests = []
    for name in ("one", "two"):
        result = export_targets(store, rules, launch, tmp_path / name)
        digests.append([hashlib.sha256(path.read_bytes()).hexdigest() for path in result.files])
    assert digests[0] == digests[1]


def test_the_other_stamp_of_an_earlier_export_is_removed(
    store: Store, launch: Launch, rules: ExportRules, shopee: Target, edit: Edit, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    edit("双层", state=State.DRAFT)
    export_targets(store, rules, launch, out, targets=[shopee], formats=["json"])
    (out / "TH-shopee.scripts.draft.md").write_text("of an export no manifest names any more")
    (out / "TH-shopee notes.draft.md").write_text("not ours")
    edit("双层", state=State.APPROVED)
    result = export_targets(store, rules, launch, out, targets=[shopee], formats=["json", "md"])
    assert result.removed == ("TH-shopee.draft.json", "TH-shopee.scripts.draft.md")
    assert names(out) == [
        "TH-shopee notes.draft.md",
        "TH-shopee.json",
        "TH-shopee.scripts.md",
        "manifest.json",
    ]


def test_no_approved_file_of_any_format_stays_beside_a_draft(
    store: Store, launch: Launch, rules: ExportRules, shopee: Target, edit: Edit, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    export_targets(store, rules, launch, out, targets=[shopee], formats=ALONE)
    before = names(out)
    edit("双层", state=State.DRAFT)
    result = export_targets(store, rules, launch, out, targets=[shopee], formats=["json"])
    assert sorted(result.removed) == [name for name in before if name != "manifest.json"]
    assert names(out) == ["TH-shopee.draft.json", "manifest.json"]


def test_a_target_that_is_left_out_keeps_no_file_of_either_stamp(
    store: Store, launch: Launch, rules: ExportRules, edit: Edit, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    export_targets(store, rules, launch, out, formats=["json"])
    (out / "manifest.json").unlink()
    (out / "TH-shopee.draft.json").write_text("older still")
    edit("双层", state=State.DRAFT)
    result = export_targets(store, rules, launch, out, formats=["csv"], approved_only=True)
    assert result.removed == ("TH-shopee.json", "TH-shopee.draft.json", "TH-lazada.json")
    assert names(out) == ["manifest.json"]


def test_targets_that_are_not_exported_this_time_stay_in_the_manifest(
    store: Store, launch: Launch, rules: ExportRules, shopee: Target, lazada: Target, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    export_targets(store, rules, launch, out, formats=["json"])
    before = json.loads((out / "manifest.json").read_bytes())["targets"]
    export_targets(store, rules, launch, out, targets=[shopee], formats=["json"])
    assert json.loads((out / "manifest.json").read_bytes())["targets"] == before
    (out / "TH-shopee.json").unlink()
    export_targets(store, rules, launch, out, targets=[lazada], formats=["json"])
    after = json.loads((out / "manifest.json").read_bytes())["targets"]
    assert [one["target"] for one in after] == ["TH/lazada"]


def test_the_list_of_files_is_what_the_formats_write(
    store: Store, launch: Launch, rules: ExportRules, shopee: Target, tmp_path: Path
) -> None:
    result = export_targets(store, rules, launch, tmp_path / "out", targets=[shopee], formats=ALONE)
    written = [record.name for record in result.exported[0].files]
    assert written == [
        ".".join(filter(None, ("TH-shopee", kind))) + suffix
        for one in REGISTRY
        if one.code in ALONE and one.is_for("shopee", "TH")
        for kind, suffix in one.files
    ]


@pytest.mark.parametrize("failing", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("number", "word"),
    [(errno.ENOSPC, "disk is full"), (errno.EACCES, "permission"), (errno.EIO, "Check the disk")],
)
def test_a_failing_disk_is_one_sentence_and_leaves_no_half_file(
    failing: str,
    number: int,
    word: str,
    store: Store,
    launch: Launch,
    rules: ExportRules,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_args: object) -> None:
        raise OSError(number, os.strerror(number))

    if failing == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OutputError, match=word):
        export_targets(store, rules, launch, tmp_path / "out")
    assert names(tmp_path / "out") == []


def test_a_disk_that_fills_up_keeps_the_earlier_export(
    store: Store,
    launch: Launch,
    rules: ExportRules,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "out"
    before = {p.name: p.read_bytes() for p in export_targets(store, rules, launch, out).files}
    count = 0
    real = os.fsync

    def full_at_the_sixth(number: int) -> None:
        nonlocal count
        count += 1
        if count == 6:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(number)

    monkeypatch.setattr(os, "fsync", full_at_the_sixth)
    with pytest.raises(OutputError):
        export_targets(store, rules, launch, out)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_failure_while_putting_in_place_leaves_whole_files_and_no_manifest(
    store: Store,
    launch: Launch,
    rules: ExportRules,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "out"
    before = {p.name: p.read_bytes() for p in export_targets(store, rules, launch, out).files}
    real = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.name == "TH-shopee.xlsx":
            raise PermissionError(errno.EACCES, "open in another program")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError, match=r"TH-shopee\.xlsx cannot be written"):
        export_targets(store, rules, launch, out)
    assert names(out) == [name for name in sorted(before) if name != "manifest.json"]
    assert all(before[path.name] == path.read_bytes() for path in out.iterdir())


def test_a_cancelled_export_leaves_the_folder_as_it_was(
    store: Store, launch: Launch, rules: ExportRules, tmp_path: Path
) -> None:
    progress = Progress()

    def tokens(_sold: Sold, _target: Target) -> dict[str, str]:
        progress.cancel()
        return {}

    job = replace(rules, tokens=tokens)
    with pytest.raises(Cancelled):
        export_targets(store, job, launch, tmp_path / "out", progress=progress)
    assert names(tmp_path / "out") == []


def test_progress_ends_at_the_whole(
    store: Store, launch: Launch, rules: ExportRules, tmp_path: Path
) -> None:
    seen: list[tuple[int, int]] = []
    progress = Progress(lambda done, total: seen.append((done, total)))
    export_targets(store, rules, launch, tmp_path / "out", progress=progress)
    assert seen[-1] == (4, 4)


def test_a_file_in_the_place_of_the_folder_is_refused(
    store: Store, launch: Launch, rules: ExportRules, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.write_text("mine")
    with pytest.raises(OutputError, match="is a file, not a folder"):
        export_targets(store, rules, launch, out)
    with pytest.raises(OutputError, match="is a file, not a folder"):
        export_targets(store, rules, launch, out / "below")
    assert out.read_text() == "mine"


@pytest.mark.parametrize("formats", [["pdf"], ["csv", "PDF"], []])
def test_an_unknown_format_is_refused_before_anything_is_made(
    formats: list[str], store: Store, launch: Launch, rules: ExportRules, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="csv, xlsx, json, md"):
        export_targets(store, rules, launch, tmp_path / "out", formats=formats)
    assert not (tmp_path / "out").exists()


def test_a_text_too_long_for_a_file_makes_a_draft_and_is_not_cut(
    store: Store, launch: Launch, rules: ExportRules, edit: Edit, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    edit("红色", text="แ" * 21)
    for formats, state, reasons in (
        (["csv"], GateState.APPROVED, 0),
        (["csv", "shopee-global"], GateState.DRAFT, 1),
    ):
        result = export_targets(
            store, rules, launch, out, targets=[launch.targets[0]], formats=formats
        )
        verdict = result.exported[0].verdict
        assert (verdict.state, verdict.counts.refused) == (state, reasons)
    (bodies,) = out.glob("*.jsonl")
    assert bodies.name == "TH-shopee.shopee-global.draft.jsonl"
    (line,) = bodies.read_bytes().splitlines()
    assert json.loads(line)["add_global_item"]["global_item_sku"] == "MAT"


def test_a_format_for_another_channel_is_not_written(
    store: Store, launch: Launch, rules: ExportRules, shopee: Target, tmp_path: Path
) -> None:
    result = export_targets(
        store,
        rules,
        launch,
        tmp_path / "out",
        targets=[shopee],
        formats=["json", "shopify", "ebay"],
    )
    assert [record.format for record in result.exported[0].files] == ["json"]


def test_targets_no_format_is_for_are_not_touched(
    store: Store, launch: Launch, rules: ExportRules, shopee: Target, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    export_targets(store, rules, launch, out, formats=["json"])
    result = export_targets(store, rules, launch, out, formats=["shopee"])
    assert ([one.label for one in result.exported], result.left_out) == (["TH/shopee"], ())
    assert names(out) == [
        "TH-lazada.json", "TH-shopee.json", "TH-shopee.shopee.jsonl", "manifest.json",
    ]  # fmt: skip
    with pytest.raises(InputError, match="shopify"):
        export_targets(store, rules, launch, out, targets=[shopee], formats=["shopify"])


def test_numbered_files_go_with_the_first_one(
    store: Store, launch: Launch, rules: ExportRules, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    generic = Target("TH", "generic", "th-TH")
    stale = ("TH-generic.shopify-2.csv", "TH-generic.amazon-3.draft.json", "TH-generic.ebay-2.csv")
    kept = ("TH-generic.google-2.txt", "TH-generic.listings-2.csv", "other.shopify-2.csv")
    for name in (*stale, *kept):
        (out / name).write_text("older")
    channels = {**rules.channels, "generic": Channel("generic", "Generic", ("TH",), ())}
    result = export_targets(
        store,
        replace(rules, channels=channels),
        launch,
        out,
        targets=[generic],
        formats=["json"],
        approved_only=True,
    )
    assert result.left_out
    assert set(result.removed) == set(stale)
    assert set(kept) < set(names(out))

"""The translator's package: from the sender's workspace into the translator's and back."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from localizer import pipeline
from localizer.catalog import launches, notes, products, queue, suggestions, translations
from localizer.catalog.queue import QueueFilter
from localizer.errors import InputError, WorkspaceError
from localizer.exchange.package import PREVIEW, TERMS, TEXTS, WORKBOOK
from localizer.exchange.package_reading import read_package
from localizer.model.launch import Target
from localizer.model.own_term import OwnConcept, OwnTerm
from localizer.model.segment import State
from localizer.model.term import Term
from localizer.pipeline.exchange_files import merge_file
from localizer.pipeline.packages import make_package, package_of, return_package
from localizer.pipeline.packages_files import read_units
from localizer.pipeline.packages_opening import open_package
from localizer.pipeline.packages_units import units_for
from localizer.pipeline.terms import save_terms
from localizer.pipeline.tools import Tools
from localizer.review import decisions
from localizer.review.merge import Verdict
from localizer.store.database import Store, create, open_store

THAI = Target("TH", "shopee", "th-TH")
GOODS = """handle,title,option1 name,option1 value,cost price,price,currency,material,image
P1,不锈钢保温杯 500ml,颜色,黑色,12.34,59,CNY,不锈钢,cup.png
P2,棉袜 3双,颜色,白色,3.21,29,CNY,棉,https://x.example/sock.png
"""
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, tools: Tools) -> Path:
    """Return a drafted and checked workspace for Thailand and Germany."""
    folder = tmp_path_factory.mktemp("sender")
    (folder / "goods.csv").write_text(GOODS, encoding="utf-8")
    (folder / "cup.png").write_bytes(PNG)
    with create(folder / "w.localizer", person="Mei") as store:
        pipeline.import_catalog(store, folder / "goods.csv")
        day = dt.date(2026, 11, 26)
        pipeline.create_launch(store, tools, "Winter", ["TH/shopee", "DE/amazon"], day)
        pipeline.draft(store, tools)
        ids = queue.queue_ids(store.read(), QueueFilter(THAI))
        decisions.edit_text(store, ids[0], "กระติก")
        decisions.approve(store, [ids[0]])
        with store.step("Say") as step:
            segment = translations.pair(step, ids[-1]).segment
            notes.add(step, segment.id, "", "Which cup is meant?")
            notes.add(step, segment.id, "de-DE", "Nur für Deutschland")
    return folder


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Store:
    """Return a copy that a test may change, open."""
    for name in ("w.localizer", "cup.png"):
        (tmp_path / name).write_bytes((made / name).read_bytes())
    return open_store(tmp_path / "w.localizer", person="Mei")


@pytest.fixture
def package(store: Store, tools: Tools, tmp_path: Path) -> Path:
    """Return a package of everything in Thai."""
    out = tmp_path / "out.localizer-pkg"
    make_package(store, tools, "th-TH", out)
    return out


def test_a_package_holds_what_a_translator_needs_and_no_money(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    out = tmp_path / "out.localizer-pkg"
    report = make_package(store, tools, "th-TH", out, with_prices=True)
    package = read_package(out)
    assert package.changed == ()
    assert report.units == package.manifest.units == len(package.manifest.bases)
    assert report.units == sum(report.states.values())
    assert (report.products, report.pictures, report.no_picture) == (2, 1, 1)
    assert package.manifest.targets == ("TH/shopee",)
    assert package.manifest.sender == "Mei"
    with zipfile.ZipFile(out) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
        preview = content[PREVIEW].decode()
    whole = b"\n".join(content.values())
    for secret in (b"12.34", b"3.21", b"cost", b"stock"):
        assert secret not in whole, secret
    assert "฿" in preview
    assert "pictures/p00001.png" in preview
    assert content["pictures/p00001.png"] == PNG


def test_without_prices_the_preview_has_none(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        assert "฿" not in archive.read(PREVIEW).decode()


def test_only_the_states_wanted_are_sent(store: Store, tools: Tools, tmp_path: Path) -> None:
    out = tmp_path / "out.localizer-pkg"
    report = make_package(store, tools, "th-TH", out, states={State.APPROVED})
    assert report.states == {State.APPROVED: 1}
    assert report.products == 1


def test_what_cannot_be_sent_is_told(store: Store, tools: Tools, tmp_path: Path) -> None:
    out = tmp_path / "out.localizer-pkg"
    with pytest.raises(InputError, match="fr-FR"):
        make_package(store, tools, "fr-FR", out)
    with pytest.raises(InputError, match="nothing"):
        make_package(store, tools, "th-TH", out, states={State.SENT_BACK})
    assert not out.exists()


def test_the_same_workspace_makes_the_same_package(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    one, other = (tmp_path / f"{name}.localizer-pkg" for name in "ab")
    for out in (one, other):
        make_package(store, tools, "th-TH", out)
    assert one.read_bytes() == other.read_bytes()


def test_the_translator_sees_the_same_texts(
    store: Store, tools: Tools, package: Path, tmp_path: Path
) -> None:
    opened = open_package(package, tmp_path / "hers", tools, person="Somchai")
    sent = tuple(units_for(store.read(), tools, launches.find(store.read()), "th-TH"))
    assert (opened.is_new, opened.unknown, opened.problems) == (True, 0, ())
    with open_store(opened.workspace, person="Somchai") as hers:
        reader = hers.read()
        launch = launches.find(reader)
        got = tuple(units_for(reader, tools, launch, "th-TH"))
        assert (launch.name, launch.targets) == ("Winter", (THAI,))
        plain = [replace(one, picture="", reason="") for one in got]
        assert plain == [replace(one, picture="", reason="") for one in sent]
        assert (hers.path.parent / got[0].picture).read_bytes() == PNG
        every = [products.load(reader, number) for number in products.product_ids(reader)]
        assert all(one.cost is None for product in every for one in product.variants)
        assert "Nur für Deutschland" not in str(got)
        assert pipeline.undo(hers, tools) is None


def test_the_same_package_opens_the_same_workspace(
    package: Path, tools: Tools, tmp_path: Path
) -> None:
    first = open_package(package, tmp_path / "hers", tools)
    again = open_package(package, tmp_path / "hers", tools)
    assert (again.workspace, again.is_new) == (first.workspace, False)


def test_another_workspace_of_that_name_is_left_alone(
    package: Path, tools: Tools, tmp_path: Path
) -> None:
    first = open_package(package, tmp_path / "hers", tools)
    first.workspace.unlink()
    create(first.workspace).close()
    before = first.workspace.read_bytes()
    with pytest.raises(WorkspaceError, match="in the way"):
        open_package(package, tmp_path / "hers", tools)
    assert first.workspace.read_bytes() == before


def _rewritten(path: Path, name: str, data: bytes | None) -> None:
    with zipfile.ZipFile(path) as archive:
        content = {one: archive.read(one) for one in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, old in {**content, name: data or b""}.items():
            if one != name or data is not None:
                archive.writestr(one, old if one != name else data or b"")


def test_what_a_crash_left_is_no_hindrance(package: Path, tools: Tools, tmp_path: Path) -> None:
    first = open_package(package, tmp_path / "hers", tools)
    half = first.workspace.with_suffix(".localizer-opening")
    first.workspace.rename(half)
    again = open_package(package, tmp_path / "hers", tools)
    assert (again.workspace, again.is_new) == (first.workspace, True)
    assert not half.exists()


def test_what_is_active_or_no_text_is_left_out(package: Path, tools: Tools, tmp_path: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        goods = json.loads(archive.read("products.json"))
        texts = json.loads(archive.read(TEXTS))
    goods[0]["description_html"] = "<p>A<script>alert(1)</script><img src=http://x.example></p>"
    texts[0]["target"], texts[1]["target"] = "a\0b", "x" * 200_000
    _rewritten(package, "products.json", json.dumps(goods).encode())
    _rewritten(package, TEXTS, json.dumps(texts).encode())
    opened = open_package(package, tmp_path / "hers", tools)
    assert opened.units == len(texts) - 2
    assert len(opened.problems) == 3  # two files that were changed, texts that are none
    with open_store(opened.workspace) as hers:
        number = products.product_ids(hers.read())[0]
        assert products.load(hers.read(), number).description_html == "<p>A</p>"


@pytest.mark.parametrize("data", [None, b"{", b'[{"key": 1}]'])
def test_a_package_that_cannot_be_filled_in_leaves_nothing(
    package: Path, tools: Tools, tmp_path: Path, data: bytes | None
) -> None:
    _rewritten(package, "products.json", data)
    with pytest.raises(InputError):
        open_package(package, tmp_path / "hers", tools)
    assert not list((tmp_path / "hers").glob("*.localizer*"))


def test_a_package_for_an_unknown_market_is_told(
    package: Path, tools: Tools, tmp_path: Path
) -> None:
    manifest = json.loads(zipfile.ZipFile(package).read("manifest.json"))
    manifest["targets"] = ["QQ/moon"]
    _rewritten(package, "manifest.json", json.dumps(manifest).encode())
    with pytest.raises(InputError, match="no market"):
        open_package(package, tmp_path / "hers", tools)


def test_terms_and_memory_travel(store: Store, tools: Tools, tmp_path: Path) -> None:
    concept = OwnConcept("x-cup", "material", ("保温杯",))
    save_terms(store, tools, [concept], [OwnTerm(Term("x-cup", "th", "กระติกพิเศษ"))])
    out = tmp_path / "out.localizer-pkg"
    report = make_package(store, tools, "th-TH", out)
    opened = open_package(out, tmp_path / "hers", tools)
    assert report.terms > 1
    assert report.memory == 1
    with open_store(opened.workspace) as hers:
        launch = launches.find(hers.read())
        texts = [
            one for one in units_for(hers.read(), tools, launch, "th-TH") if "保温杯" in one.source
        ]
        assert "กระติกพิเศษ" in {term.target for term in texts[0].terms}


def test_the_work_comes_home(tools: Tools, package: Path, tmp_path: Path) -> None:
    """What the translator wrote is in the file she returns, with the hashes of what she was sent."""
    went = read_package(package).manifest
    opened = open_package(package, tmp_path / "hers", tools, person="Somchai")
    with open_store(opened.workspace, person="Somchai") as hers:
        number = queue.queue_ids(hers.read(), QueueFilter(THAI))[0]
        decisions.edit_text(hers, number, "กระติกน้ำ")
        segment = translations.pair(hers.read(), number).segment
        with hers.step("Say") as step:
            notes.add(step, segment.id, "th-TH", "ดูรูป")
        concept = OwnConcept("x-warm", "material", ("保温",))
        save_terms(hers, tools, [concept], [OwnTerm(Term("x-warm", "th", "เก็บความร้อน"))])
        for name in ("back.localizer-pkg", "back.xlsx", "back.csv", "back.po"):
            report = return_package(hers, tools, tmp_path / name)
            assert (report.units, report.returned) == (went.units, True)
    for name in ("back.localizer-pkg", "back.xlsx", "back.csv", "back.po"):
        back = read_units(tmp_path / name)
        assert back.head.package_id == went.package_id
        assert not back.problems
        assert {one.id: (one.source_hash, one.base_hash) for one in back.units} == went.bases
        changed = [one for one in back.units if one.target == "กระติกน้ำ"]
        assert [(one.state, one.notes[-1].text) for one in changed] == [(State.TRANSLATED, "ดูรูป")]
        assert changed[0].notes[-1].by == "Somchai"
    returned = read_package(tmp_path / "back.localizer-pkg")
    returned.unpack(TERMS, tmp_path / "terms.tbx")
    terms = (tmp_path / "terms.tbx").read_text("utf-8")
    assert (terms.count("<conceptEntry"), "เก็บความร้อน" in terms) == (1, True)
    manifest = returned.manifest
    assert (manifest.returned, manifest.workspace_id) == (True, went.workspace_id)
    assert manifest.bases == went.bases


def test_a_workbook_that_was_worked_on_counts(package: Path, tmp_path: Path) -> None:
    assert read_package(package).texts == TEXTS
    from openpyxl import load_workbook

    file = tmp_path / "units.xlsx"
    read_package(package).unpack(WORKBOOK, file)
    book = load_workbook(file)
    sheet = book.active
    assert sheet is not None
    sheet["E2"] = "ใหม่"
    book.save(file)
    _rewritten(package, WORKBOOK, file.read_bytes())
    found = read_units(package)
    assert found.units[0].target == "ใหม่"
    assert found.units[0].state is State.TRANSLATED


def test_a_workspace_of_ones_own_has_nothing_to_return(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    assert package_of(store.read()) is None
    with pytest.raises(InputError, match="package"):
        return_package(store, tools, tmp_path / "x.localizer-pkg")


def test_other_files_are_told(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(b"hello")
    for name in ("x.docx", "none.po"):
        with pytest.raises(InputError, match=name):
            read_units(tmp_path / name)


@pytest.mark.parametrize("name", ["back.localizer-pkg", "back.xlsx", "back.csv", "back.po"])
def test_the_circle_closes_and_nobodys_words_are_lost(
    store: Store, tools: Tools, package: Path, tmp_path: Path, name: str
) -> None:
    """Both write meanwhile: one text each alone, one together; twice taken in is as once."""
    opened = open_package(package, tmp_path / "hers", tools, person="Somchai")
    with open_store(opened.workspace, person="Somchai") as hers:
        numbers = [
            number
            for number in queue.queue_ids(hers.read(), QueueFilter(THAI))
            if "{" not in translations.pair(hers.read(), number).segment.source
        ]
        said = [_place(hers, number) for number in numbers[:3]]
        decisions.edit_text(hers, numbers[0], "ของเธอ ๑")
        decisions.edit_text(hers, numbers[1], "ของเธอ ๒")
        return_package(hers, tools, tmp_path / name)
    mine = {
        _place(store, number): number for number in queue.queue_ids(store.read(), QueueFilter(THAI))
    }
    decisions.edit_text(store, mine[said[1]], "ของฉัน ๒")
    decisions.edit_text(store, mine[said[2]], "ของฉัน ๓")
    report = merge_file(store, tools, tmp_path / name)

    def texts() -> list[str]:
        return [translations.pair(store.read(), mine[key]).translation.text for key in said]

    assert texts() == ["ของเธอ ๑", "ของฉัน ๒", "ของฉัน ๓"]
    assert (report.count(Verdict.APPLIED), report.count(Verdict.CLASH)) == (1, 1)
    segment = translations.pair(store.read(), mine[said[1]]).segment.id
    beside = suggestions.of_segment(store.read(), segment, "th-TH")
    assert [one.text for one in beside] == ["ของเธอ ๒"]
    again = merge_file(store, tools, tmp_path / name)
    assert again.count(Verdict.APPLIED) == 0
    assert texts() == ["ของเธอ ๑", "ของฉัน ๒", "ของฉัน ๓"]
    assert len(suggestions.of_segment(store.read(), segment, "th-TH")) == 1


def _place(store: Store, number: int) -> tuple[str, str, int]:
    segment = translations.pair(store.read(), number).segment
    key = products.key_of(store.read(), segment.product_id)
    return key, segment.field.value, segment.position

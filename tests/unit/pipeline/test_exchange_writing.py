"""Texts for translators as one file by itself, in every format, and back without a change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from lxml import etree

from localizer import pipeline
from localizer.catalog import queue
from localizer.catalog.queue import QueueFilter
from localizer.errors import InputError, OutputError
from localizer.jobs import Cancelled, Progress
from localizer.model.launch import Target
from localizer.model.own_term import OwnConcept, OwnTerm
from localizer.model.segment import State
from localizer.model.term import Term
from localizer.pipeline.exchange import merge_file, read_units, units_of
from localizer.pipeline.exchange_writing import CODES, EXCHANGE_FORMATS, write_exchange
from localizer.pipeline.terms import save_terms
from localizer.pipeline.tools import Tools
from localizer.review import decisions
from localizer.store.database import Store, create, open_store
from localizer.store.schema import RECORDED

THAI = Target("TH", "shopee", "th-TH")
GOODS = """handle,title,option1 name,option1 value,cost price,price,currency,material,description
P1,"不锈钢保温杯, 500ml",颜色,黑色,12.34,59,CNY,不锈钢,"=1+1
第二行"
P2,棉袜 3双 <b>&amp;,颜色,白色,3.21,29,CNY,棉,"它说 ""好"" {price}"
"""
PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
#: Formats that carry every text and can be read back; the others carry what was translated, and terms.
WHOLE: Final = sorted(CODES - {"tmx", "tbx"})
VERSIONS: Final = {
    "xliff-1.2": ("1.2", "urn:oasis:names:tc:xliff:document:1.2"),
    "xliff-2.0": ("2.0", "urn:oasis:names:tc:xliff:document:2.0"),
    "xliff-2.1": ("2.1", "urn:oasis:names:tc:xliff:document:2.0"),
    "xliff-2.2": ("2.2", "urn:oasis:names:tc:xliff:document:2.2"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, tools: Tools) -> Path:
    """Return a drafted workspace with one approved text, one note and a term of the seller's own."""
    folder = tmp_path_factory.mktemp("sent")
    (folder / "goods.csv").write_text(GOODS, encoding="utf-8")
    with create(folder / "w.localizer", person="Mei") as store:
        pipeline.import_catalog(store, folder / "goods.csv")
        day = dt.date(2026, 11, 26)
        pipeline.create_launch(store, tools, "Winter", ["TH/shopee", "DE/amazon"], day)
        pipeline.draft(store, tools)
        ids = queue.queue_ids(store.read(), QueueFilter(THAI))
        decisions.edit_text(store, ids[0], 'กระติก <g id="1"> & "ของเรา"')
        decisions.approve(store, [ids[0]])
        term = OwnTerm(Term("cup", "th-TH", "กระติกเก็บอุณหภูมิ"))
        save_terms(store, tools, [OwnConcept("cup", "part", ("保温杯",))], [term])
    return folder / "w.localizer"


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Iterator[Store]:
    """Give a copy that a test may change, open."""
    copy = tmp_path / "w.localizer"
    copy.write_bytes(made.read_bytes())
    with open_store(copy, person="Mei") as opened:
        yield opened


def dump(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Return everything there is but the history and what is made from the rest."""
    read = store.read().tuples
    return {table: read(f'SELECT * FROM "{table}" ORDER BY id') for table in RECORDED}  # noqa: S608


def test_every_format_has_its_ending_and_is_offered_once() -> None:
    assert len(CODES) == len(EXCHANGE_FORMATS) == 9
    assert set(VERSIONS) < CODES
    endings = {one.code: one.suffix for one in EXCHANGE_FORMATS}
    assert {endings[code] for code in VERSIONS} == {".xlf"}


@pytest.mark.parametrize("code", WHOLE)
def test_every_text_goes_out_and_a_file_nobody_touched_changes_nothing(
    code: str, store: Store, tools: Tools, tmp_path: Path
) -> None:
    head, expected = units_of(store, tools, "th-TH")
    wanted = {one.id: one for one in expected}
    file = write_exchange(store, tools, "th-TH", tmp_path / "out", code)
    assert (file.format, file.entries, file.left_out) == (code, len(wanted), ())
    found = read_units(file.path)
    assert found.head.target_locale == head.target_locale
    assert found.problems == ()
    back = {one.id: (one.source, one.target or "") for one in found.units}
    assert back == {key: (one.source, one.target or "") for key, one in wanted.items()}
    before = dump(store)
    report = merge_file(store, tools, file.path, by="Lin")
    told = {verdict.value for verdict, count in report.counts.items() if count}
    assert told <= {"same", "empty"}
    assert (report.units, report.problems) == (len(wanted), ())
    assert not report.changes
    assert dump(store) == before


@pytest.mark.parametrize("code", sorted(VERSIONS))
def test_an_xliff_says_its_version(code: str, store: Store, tools: Tools, tmp_path: Path) -> None:
    file = write_exchange(store, tools, THAI, tmp_path, code)
    root = etree.parse(str(file.path), PARSER).getroot()
    version, name = VERSIONS[code]
    assert (root.get("version"), etree.QName(root).namespace) == (version, name)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("xliff-2.1", "TH-shopee.xliff-2.1.xlf"),
        ("bilingual-xlsx", "TH-shopee.bilingual.xlsx"),
        ("bilingual-csv", "TH-shopee.bilingual.csv"),
        ("po", "TH-shopee.po"),
        ("tmx", "TH-shopee.tmx"),
        ("tbx", "TH-shopee.tbx"),
    ],
)
def test_a_file_is_named_by_its_target_and_kind(
    code: str, name: str, store: Store, tools: Tools, tmp_path: Path
) -> None:
    file = write_exchange(store, tools, THAI, tmp_path / "new" / "folder", code)
    assert file.path == tmp_path / "new" / "folder" / name
    assert list(file.path.parent.iterdir()) == [file.path]


def test_tmx_holds_what_is_known_of_the_texts_and_tbx_the_terms_in_them(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    memory = write_exchange(store, tools, "th-TH", tmp_path, "tmx")
    units = etree.parse(str(memory.path), PARSER).findall(".//tu")
    assert len(units) == memory.entries > 0
    said = {segment.text for one in units for segment in one.iter("seg")}
    assert {"=1+1", 'กระติก <g id="1"> & "ของเรา"'} <= said
    terms = write_exchange(store, tools, "th-TH", tmp_path, "tbx")
    text = terms.path.read_text(encoding="utf-8")
    assert terms.entries >= 1
    assert "保温杯" in text
    assert "กระติกเก็บอุณหภูมิ" in text
    assert "กระติกเก็บอุณหภูมิ" not in write_exchange(
        store, tools, "de-DE", tmp_path, "tbx"
    ).path.read_text(encoding="utf-8")


def test_only_texts_of_the_states_that_are_wanted_go_out(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    file = write_exchange(store, tools, THAI, tmp_path, "po", states={State.APPROVED})
    assert file.entries == 1
    assert [one.target for one in read_units(file.path).units] == ['กระติก <g id="1"> & "ของเรา"']


def test_matches_of_the_memory_come_where_they_are_asked_for(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    name = "{urn:oasis:names:tc:xliff:matches:2.0}match"

    def matches(*, asked: bool) -> int:
        file = write_exchange(store, tools, THAI, tmp_path, "xliff-2.1", matches=asked)
        return len(list(etree.parse(str(file.path), PARSER).iter(name)))

    assert matches(asked=False) == 0
    assert matches(asked=True) > 0


def test_what_cannot_be_written_is_refused_and_leaves_nothing(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with pytest.raises(InputError, match=r"no format docx.*xliff-2\.1"):
        write_exchange(store, tools, "th-TH", out, "docx")
    with pytest.raises(InputError, match="fr-FR"):
        write_exchange(store, tools, "fr-FR", out, "po")
    assert not out.exists()
    out.write_text("a file")
    with pytest.raises(OutputError, match="out cannot be written"):
        write_exchange(store, tools, "th-TH", out, "po")


@pytest.mark.parametrize(
    "code", ["xliff-2.1", "xliff-1.2", "bilingual-xlsx", "bilingual-csv", "po"]
)
def test_stopped_half_way_the_file_from_before_stays(
    code: str, store: Store, tools: Tools, tmp_path: Path
) -> None:
    file = write_exchange(store, tools, "th-TH", tmp_path / "out", code)
    before = file.path.read_bytes()
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        write_exchange(store, tools, "th-TH", tmp_path / "out", code, progress=progress)
    assert file.path.read_bytes() == before
    assert list((tmp_path / "out").iterdir()) == [file.path]

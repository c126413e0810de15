"""What goes out as XLIFF comes back as it was, in every version; strangers' files load or are refused."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from localizer.errors import InputError
from localizer.exchange.xliff.checking import Level, check_file
from localizer.exchange.xliff.inline import Kind, pieces
from localizer.exchange.xliff.reading import read_xliff
from localizer.exchange.xliff.words import CORE_12, CORE_20, Version
from localizer.exchange.xliff.writing import write_xliff
from localizer.model.channel import LengthUnit
from localizer.model.exchange import (
    ExchangeHead,
    SizeLimit,
    Unit,
    UnitMatch,
    UnitNote,
    UnitTerm,
    unit_id,
)
from localizer.model.segment import Field, State

CORPUS = Path(__file__).resolve().parents[4].parent / "shared" / "corpus"
EXAMPLES = 400 if os.environ.get("LOCALIZER_LONG") else 30
HEAD = ExchangeHead("zh-Hans", "th-TH", "双十一 & mehr", "2026-11-23T10:00:00+00:00", "p-1", "w-1")
PARTS = (
    *(
        "เดรสลายดอก",
        "Đầm <b>hoa</b>",
        "{price}",
        "{bundle:2}",
        "<br>",
        "<i>",
        "</b>",
        "👗",
        "a & b",
    ),
    *("&amp;", '<p class="x">', "</p>", " ", "\n", "\x01", "]]>", "“x”", "<!-- x -->"),
)
TEXTS = st.lists(st.sampled_from(PARTS), max_size=8).map("".join)
#: What is no text of a listing has no control characters.
WORDS = st.text(alphabet="abcกขค雪 纺<>&\"'", max_size=12)
SAID = WORDS.filter(lambda text: bool(text.strip()))
NOTES = st.builds(
    UnitNote, text=SAID, by=WORDS, at=WORDS, to_all=st.booleans(), resolved=st.booleans()
)
LIMITS = st.builds(
    SizeLimit,
    maximum=st.integers(1, 9999),
    unit=st.sampled_from(LengthUnit),
    hard=st.booleans(),
    max_bytes=st.none() | st.integers(1, 9999),
)
UNITS = st.builds(
    Unit,
    id=st.just("x"),
    source=TEXTS,
    target=st.none() | TEXTS,
    state=st.sampled_from(State),
    product_key=WORDS,
    product=WORDS,
    field=st.none() | st.sampled_from(Field),
    name=WORDS,
    position=st.integers(0, 99),
    source_hash=st.just("0123456789abcdef"),
    base_hash=st.sampled_from(["", "fedcba9876543210"]),
    previous_source=WORDS,
    limit=st.none() | LIMITS,
    notes=st.lists(NOTES, max_size=3).map(tuple),
    matches=st.lists(
        st.builds(UnitMatch, source=TEXTS, target=TEXTS, score=st.integers(0, 100), origin=WORDS),
        max_size=2,
    ).map(tuple),
    terms=st.lists(
        st.builds(UnitTerm, source=SAID, target=WORDS, definition=WORDS, forbidden=st.booleans()),
        max_size=2,
    ).map(tuple),
    picture=WORDS,
    locked=st.booleans(),
    origin=WORDS,
    reason=WORDS,
)


def _there_and_back(units: list[Unit], version: Version) -> tuple[Unit, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "units.xlf"
        assert write_xliff(path, HEAD, units, version=version).units == len(units)
        # a text that lost a code is written as it is; everything else keeps the specification
        faults = [one for one in check_file(path).findings if one.level is Level.ERROR]
        assert [(one.line, one.reason) for one in faults if one.rule != "deleted"] == []
        found = read_xliff(path)
    assert found.head == HEAD
    assert found.version == version.value
    assert found.problems == ()
    return found.units


@pytest.mark.parametrize("version", Version)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(UNITS, min_size=1, max_size=4))
def test_nothing_is_lost_on_the_way(version: Version, made: list[Unit]) -> None:
    units = [
        replace(one, id=unit_id(f"商品 {place}", Field.BULLET, "", place))
        for place, one in enumerate(made)
    ]
    assert _there_and_back(units, version) == tuple(units)


@pytest.mark.parametrize("version", [Version.V20, Version.V21])
def test_codes_are_pairs_and_singles_with_what_they_stand_for(
    version: Version, tmp_path: Path
) -> None:
    path = tmp_path / "x.xlf"
    unit = Unit("a", "<b>x</b> {price}<br>", "{price} <b>y</b>", State.TRANSLATED)
    write_xliff(path, HEAD, [unit], version=version)
    core = f"{{{CORE_20}}}"
    (found,) = etree.parse(str(path)).iter(f"{core}unit")
    source, target = found.find(f".//{core}source"), found.find(f".//{core}target")
    assert source is not None
    assert target is not None
    assert [one.get("id") for one in source] == ["1", "2", "3"]
    assert [one.get("id") for one in target] == ["2", "1"]
    price = target.find(f"{core}ph")
    assert price is not None
    assert price.get("canDelete") == "no"
    segment = found.find(f"{core}segment")
    assert segment is not None
    assert segment.get("state") == "translated"


def test_states_of_a_translators_tool_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "x.xlf"
    write_xliff(path, HEAD, [Unit("a", "x", "y", State.DRAFT)], version=Version.V21)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('state="initial"', 'state="reviewed"'), encoding="utf-8")
    assert read_xliff(path).units[0].state is State.APPROVED


def test_a_strangers_file_of_several_segments_is_one_text(tmp_path: Path) -> None:
    path = tmp_path / "x.xlf"
    path.write_text(
        f'<xliff xmlns="{CORE_20}" version="2.0" srcLang="en" trgLang="fr"><file id="f">'
        '<unit id="u"><segment><source>One.</source><target>Un.</target></segment>'
        "<ignorable><source> </source></ignorable>"
        "<segment><source>Two.</source><target>Deux.</target></segment></unit></file></xliff>",
        encoding="utf-8",
    )
    (unit,) = read_xliff(path).units
    assert (unit.source, unit.target) == ("One. Two.", "Un. Deux.")


def test_what_cannot_be_used_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.xlf"
    path.write_text(
        f'<xliff xmlns="{CORE_12}" version="1.2"><file source-language="en" original="x">\n<body>\n'
        '<trans-unit id="a"><source>x</source></trans-unit>\n'
        '<trans-unit id="a"><source>y</source></trans-unit>\n'
        '<trans-unit id="b"/>\n</body></file></xliff>',
        encoding="utf-8",
    )
    found = read_xliff(path)
    assert [one.source for one in found.units] == ["x"]
    assert [one.line for one in found.problems] == [4, 5]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("xliff/symfony/withdoctype.xlf", "document type"),
        ("xliff/symfony/invalid-xml-resources.xlf", "line 8"),
        ("xml_attack/billion_laughs.xlf", "no sound XML"),
        ("tmx/okapi_sample14b.tmx", "document type|no XLIFF"),
    ],
)
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus does not lie beside this checkout")
def test_what_is_broken_or_hostile_is_refused(name: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_xliff(CORPUS / name)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus does not lie beside this checkout")
def test_every_valid_file_of_the_suite_loads() -> None:
    found = sorted((CORPUS / "xliff" / "oasis21").glob("*__valid__*.xlf"))
    assert len(found) > 50
    for path in found:
        assert read_xliff(path).problems == (), path.name


def test_pairs_that_cross_are_singles() -> None:
    kinds = [one.kind for one in pieces("<b><i>x</b></i>") if one.kind is not Kind.TEXT]
    assert kinds == [Kind.OPENS, Kind.ALONE, Kind.CLOSES, Kind.ALONE]

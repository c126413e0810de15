"""TBX: what other programs write, old and new, is read; what is written is TBX-Basic."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import parse

from localizer.errors import InputError, OutputError
from localizer.model.own_term import EVERYWHERE, OwnConcept, OwnTerm, Scope, ScopeKind
from localizer.model.term import Term
from localizer.translate import tbx
from localizer.translate.tbx import read_tbx
from localizer.translate.tbx_writing import sorted_entries, write_tbx
from localizer.translate.term_entries import TermEntry, TermProblem

MARKETS = ("TH", "GB", "US")
NEW = (
    '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">'
    "<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader>"
    "<text><body>{}</body></text></tbx>"
)
OLD = (
    '<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">'
    '<martif type="TBX" xml:lang="en"><martifHeader/><text><body>{}</body></text></martif>'
)


def write(folder: Path, body: str, frame: str = NEW) -> Path:
    path = folder / "terms.tbx"
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>{frame.format(body)}', "utf-8")
    return path


def read(path: Path) -> tuple[list[TermEntry], list[str]]:
    told: list[TermProblem] = []
    found = list(read_tbx(path, markets=MARKETS, tell=told.append))
    return found, [one.sentence for one in told]


def section(locale: str, *terms: str) -> str:
    inside = "".join(f"<termSec>{term}</termSec>" for term in terms)
    return f'<langSec xml:lang="{locale}">{inside}</langSec>'


def term(text: str, **notes: str) -> str:
    said = "".join(f'<termNote type="{name}">{value}</termNote>' for name, value in notes.items())
    return f"<term>{text}</term>{said}"


def entry(*sections: str, head: str = "") -> str:
    return f'<conceptEntry id="c1">{head}{"".join(sections)}</conceptEntry>'


ZH = section("zh-CN", term("保温杯"), term("保温瓶"))


def test_an_entry_of_2019(tmp_path: Path) -> None:
    body = entry(
        ZH,
        section(
            "de-DE",
            term("Kanne", administrativeStatus="deprecatedTerm-admn-sts"),
            term("Isolierflasche", administrativeStatus="admittedTerm-admn-sts"),
            term(
                "Thermosflasche",
                administrativeStatus="preferredTerm-admn-sts",
                grammaticalGender="feminine",
            ),
            term("Flasche", termType="abbreviation"),
            term("Pott", administrativeStatus="supersededTerm-admn-sts"),
        ),
        head='<descrip type="subjectField">product_type</descrip><note>keeps\n  warm</note>',
    )
    (found,), told = read(write(tmp_path, body))
    assert told == []
    assert found.concept == OwnConcept(
        "c1", "product_type", ("保温杯", "保温瓶"), note="keeps warm"
    )
    (own,) = found.terms
    assert own == OwnTerm(
        Term(
            "c1",
            "de-DE",
            "Thermosflasche",
            "f",
            note="also: Isolierflasche",
            short="Flasche",
            avoid=("Kanne", "Pott"),
        )
    )


def test_an_entry_of_2008_with_tig_and_ntig(tmp_path: Path) -> None:
    body = (
        '<termEntry id="27766_1436157"><descrip type="subjectField">Textiles</descrip>'
        '<langSet xml:lang="en-US"><descripGrp><descrip type="definition">…</descrip></descripGrp>'
        "<ntig><termGrp><term>cotton <hi>yarn</hi></term>"
        '<termNote type="partOfSpeech">noun</termNote></termGrp></ntig></langSet>'
        '<langSet xml:lang="fr"><tig><term>fil de coton</term>'
        '<termNote type="grammaticalGender">masculine</termNote></tig></langSet></termEntry>'
    )
    (found,), told = read(write(tmp_path, body, OLD))
    assert told == []
    assert found.concept.forms == ("cotton yarn",)
    assert (found.concept.id, found.concept.domain) == ("", "Textiles")
    assert [own.term for own in found.terms] == [Term("", "fr", "fil de coton", "m")]


def test_data_categories_as_tags_and_tbx_min(tmp_path: Path) -> None:
    dct = (
        '<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" '
        'xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">'
        "<text><body>{}</body></text></tbx>"
    )
    body = (
        '<conceptEntry id="c1"><min:subjectField>colour</min:subjectField>'
        '<langSec xml:lang="zh"><termSec><term>酒红</term></termSec></langSec>'
        '<langSec xml:lang="it"><termSec><term>bordò</term>'
        "<min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus>"
        "<basic:grammaticalGender>masculine</basic:grammaticalGender></termSec></langSec>"
        "</conceptEntry>"
    )
    (found,), told = read(write(tmp_path, body, dct))
    assert (found.concept.domain, found.concept.forms) == ("colour", ("酒红",))
    assert [own.term for own in found.terms] == [Term("c1", "it", "bordò", "m")]
    minimal = '<TBX dialect="TBX-Min"><header><id>x</id></header><body>{}</body></TBX>'
    body = (
        '<entry id="1"><subjectField>colour</subjectField>'
        '<langGroup xml:lang="zh"><termGroup><term>酒红</term></termGroup></langGroup>'
        '<langGroup xml:lang="de"><termGroup><term>weinrot</term><customer>Acme</customer>'
        "<termStatus>preferred</termStatus></termGroup><termGroup><term>rot</term>"
        "<customer>Acme</customer><termStatus>notRecommended</termStatus></termGroup></langGroup>"
        "</entry>"
    )
    (found,), more = read(write(tmp_path, body, minimal))
    assert told + more == []
    assert found.concept.domain == "colour"
    assert found.terms == (
        OwnTerm(Term("", "de", "weinrot", avoid=("rot",)), Scope(ScopeKind.BRAND, "Acme")),
    )


@pytest.mark.parametrize(
    ("area", "market"),
    [("TH", "TH"), ("UK", "GB"), ("en-US", "US"), ("United Kingdom", "GB"), ("ไทย", "TH")],
)
def test_a_term_of_one_area_holds_in_that_market(tmp_path: Path, area: str, market: str) -> None:
    locale = "th" if market == "TH" else "en-GB"
    body = entry(ZH, section(locale, term("x", geographicalUsage=area)))
    (found,), told = read(write(tmp_path, body))
    assert told == []
    assert [own.scope for own in found.terms] == [Scope(ScopeKind.MARKET, market)]


def test_areas_we_have_no_market_in_are_told(tmp_path: Path) -> None:
    body = entry(
        ZH,
        section("en", term("thermos", geographicalUsage="Canada"), term("flask")),
        section("fr", term("thermos", geographicalUsage="international")),
    )
    (found,), told = read(write(tmp_path, body))
    assert [(own.term.text, own.scope) for own in found.terms] == [
        ("flask", EVERYWHERE), ("thermos", EVERYWHERE),
    ]  # fmt: skip
    assert told == [
        "terms.tbx, concept 1, en: The term of Canada is left out: no market is called so."
    ]


def test_a_brand_has_terms_of_its_own(tmp_path: Path) -> None:
    brand = '<admin type="customerSubset">Sorvanne</admin>'
    body = entry(ZH, section("th", term("แก้ว"), term("กระติก") + brand))
    (found,), _told = read(write(tmp_path, body))
    assert [(own.term.text, own.scope) for own in found.terms] == [
        ("แก้ว", EVERYWHERE), ("กระติก", Scope(ScopeKind.BRAND, "Sorvanne")),
    ]  # fmt: skip
    (found,), _told = read(write(tmp_path, entry(ZH, section("th", term("แก้ว")), head=brand)))
    assert [own.scope.value for own in found.terms] == ["Sorvanne"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (entry(section("zh", term("")), section("th", term("x"))), None),
        (
            f"<conceptEntry>{section('th', term('x'))}</conceptEntry>",
            "terms.tbx, concept 1: There is no Chinese or English word for it.",
        ),
        (entry(ZH, section("Thai", term("x"))), "terms.tbx, concept 1: “Thai” is no language."),
        (
            entry(ZH, section("th", term("x" * 501))),
            "terms.tbx, concept 1, th: The text is longer than 500 characters.",
        ),
        (
            entry(section("zh", term("长" * 501))),
            "terms.tbx, concept 1: The text is longer than 500 characters.",
        ),
        (
            entry(ZH, section("th", term("x", administrativeStatus="deprecatedTerm-admn-sts"))),
            "terms.tbx, concept 1, th: There are only words not to be used.",
        ),
    ],
)
def test_what_cannot_be_used_is_told_and_the_rest_is_read(
    tmp_path: Path, body: str, told: str | None
) -> None:
    found, problems = read(write(tmp_path, body + entry(ZH)))
    assert found[-1].concept.forms == ("保温杯", "保温瓶")
    assert problems == ([told] if told else [])


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE tbx [<!ENTITY a "b">]>',
        '<!DOCTYPE tbx [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE tbx [<!ENTITY % p SYSTEM "http://localhost/x.dtd"> %p;]>',
    ],
)
def test_entity_declarations_are_refused(tmp_path: Path, prolog: str) -> None:
    path = tmp_path / "terms.tbx"
    path.write_text(prolog + NEW.format(""), "utf-8")
    with pytest.raises(InputError, match="declares XML entities"):
        read(path)


@pytest.mark.parametrize("text", ["", "<tbx>", "<html/>", "\x00", '<?xml encoding="x"?><tbx/>'])
def test_what_is_no_tbx_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "terms.tbx"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"terms\.tbx"):
        read(path)


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "none.tbx")
    path = write(tmp_path, entry(ZH) + entry(ZH))
    monkeypatch.setattr(tbx, "MAX_CONCEPTS", 1)
    with pytest.raises(InputError, match="more than 1 concepts"):
        read(path)
    monkeypatch.setattr(tbx, "MAX_BYTES", 10)
    with pytest.raises(InputError, match="larger than"):
        read(path)


#: What TBX-Basic allows, from its schema (version 1.2.1 of 2023-02-09).
ALLOWED = {
    "descrip": {"subjectField", "definition", "context"},
    "admin": {"customerSubset", "projectSubset", "source"},
    "termNote": {
        "administrativeStatus", "partOfSpeech", "geographicalUsage", "grammaticalGender",
        "termLocation", "termType",
    },
    "transac": {"transactionType"},
    "transacNote": {"responsibility"},
}  # fmt: skip
ORDER = ["term", "termNote", "admin", "note", "transacGrp"]


def local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def test_what_is_written_is_tbx_basic(tmp_path: Path) -> None:
    scope = Scope(ScopeKind.BRAND, "A&B")
    rich = Term(
        "own_x",
        "de",
        "<Becher>",
        "mp",
        "Becher",
        ("a", "b", "c", "d"),
        "plural: n",
        "B",
        "x",
        ("T",),
    )
    terms = [
        OwnTerm(rich, scope, "me & you", "2026-11-22T10:00:00.000+00:00"),
        OwnTerm(Term("own_x", "th", "แก้ว"), Scope(ScopeKind.MARKET, "TH"), "me", "yesterday"),
    ]
    concepts = [OwnConcept("own_x", "product_type", ("杯", "mug"), "home", "a note")]
    path = tmp_path / "terms.tbx"
    assert write_tbx(path, sorted_entries(concepts, terms)) == 1
    root = parse(path).getroot()
    assert root is not None
    assert (root.get("type"), root.get("style")) == ("TBX-Basic", "dca")
    assert {str(one.tag).partition("}")[0] for one in root.iter()} == {
        "{urn:iso:std:iso:30042:ed-2"
    }
    for element in root.iter():
        if element.get("type") is not None and element is not root:
            assert element.get("type") in ALLOWED[local(element)]
        if local(element) == "termSec":
            places = [ORDER.index(local(child)) for child in element]
            assert places == sorted(places)
            assert places.count(0) == 1
    dates = [element.text for element in root.iter() if local(element) == "date"]
    assert dates == ["2026-11-22"]
    (found,), told = read(path)
    assert (found.concept, told) == (concepts[0], [])
    assert [(own.term, own.scope) for own in found.terms] == [
        (own.term, own.scope) for own in terms
    ]


def test_the_file_before_stays_where_writing_fails(tmp_path: Path) -> None:
    def broken() -> list[TermEntry]:
        raise OSError(28, "No space left on device")

    path = tmp_path / "terms.tbx"
    path.write_text("before")
    with pytest.raises(OSError, match="No space"):
        write_tbx(path, broken())
    with pytest.raises(OutputError, match="cannot be written"):
        write_tbx(tmp_path / "none" / "terms.tbx", [])
    assert path.read_text() == "before"
    assert [one.name for one in tmp_path.iterdir()] == ["terms.tbx"]

"""Files of terms: known words are recognised, the rest is new, and what goes out comes back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from localizer import pipeline
from localizer.catalog import own_terms, products, steps, translations
from localizer.errors import InputError
from localizer.model.own_term import EVERYWHERE, OwnConcept, OwnTerm, Scope, ScopeKind
from localizer.model.term import Term
from localizer.pipeline.term_exchange import export_terms, import_terms
from localizer.pipeline.terms import save_terms
from localizer.pipeline.tools import Tools
from localizer.store.database import Store, create


@pytest.fixture(scope="module")
def tools() -> Tools:
    """Return all packs, on a day of the bundled rates."""
    return pipeline.load_tools(now=lambda: dt.datetime(2026, 11, 2, tzinfo=dt.UTC))


def sheet(folder: Path, text: str) -> Path:
    path = folder / "terms.csv"
    path.write_text(text, encoding="utf-8")
    return path


def kept(store: Store) -> dict[tuple[str, str], str]:
    found = own_terms.terms(store.read())
    return {(own.term.concept, own.term.locale): own.term.text for own in found}


def test_known_words_get_the_terms_and_others_become_new(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    path = sheet(
        tmp_path, "中文,德语,泰语\n棉,Biobaumwolle,คอตตอน\n月光紫,Mondlila,\n月光紫,,ม่วงจันทร์\n"
    )
    report = import_terms(store, tools, path)
    assert (report.read, report.new, report.known) == (3, 1, 1), "the Thai word for cotton is known"
    assert (report.written.concepts, report.written.terms, report.problems) == (1, 3, ())
    (concept,) = own_terms.concepts(store.read())
    assert (concept.domain, concept.forms) == ("value", ("月光紫",))
    assert concept.id.startswith("own_")
    assert kept(store) == {
        ("cotton", "de"): "Biobaumwolle",
        (concept.id, "de"): "Mondlila",
        (concept.id, "th"): "ม่วงจันทร์",
    }
    assert len(steps.recent(store.read())) == 1
    again = import_terms(store, tools, path)
    assert (again.new, again.written.concepts, again.written.terms) == (0, 0, 0)
    assert len(steps.recent(store.read())) == 1


def test_further_source_words_extend_the_concept(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    import_terms(store, tools, sheet(tmp_path, "中文,德语\n棉|云朵棉,Baumwolle\n"))
    assert own_terms.concepts(store.read()) == (OwnConcept("cotton", "material", ("云朵棉",)),)
    import_terms(store, tools, sheet(tmp_path, "中文,德语\n云朵棉|雪花棉,Wolkenbaumwolle\n"))
    (concept,) = own_terms.concepts(store.read())
    assert concept.forms == ("云朵棉", "雪花棉")
    assert kept(store) == {("cotton", "de"): "Wolkenbaumwolle"}


def test_the_domain_of_the_row_or_of_the_file(store: Store, tools: Tools, tmp_path: Path) -> None:
    path = sheet(tmp_path, "中文,德语,领域\n月光紫,Mondlila,colour\n旋风锅,Wirbeltopf,Küche\n")
    import_terms(store, tools, path, domain="product_type")
    assert [one.domain for one in own_terms.concepts(store.read())] == ["colour", "product_type"]
    with pytest.raises(InputError, match="no domain Küche"):
        import_terms(store, tools, path, domain="Küche")


def test_a_column_target_in_a_language_that_is_said(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    path = sheet(tmp_path, "source,target\n月光紫,violet lune\n")
    with pytest.raises(InputError, match="which language"):
        import_terms(store, tools, path)
    assert import_terms(store, tools, path, locale="fr").written.terms == 1


def test_what_comes_twice_is_told(store: Store, tools: Tools, tmp_path: Path) -> None:
    path = sheet(tmp_path, "中文,德语\n月光紫,Mondlila\n月光紫,Lila\n纯棉,Cotton\n,x\n")
    report = import_terms(store, tools, path)
    assert [one.sentence for one in report.problems] == [
        "terms.csv, line 3: The term of “月光紫” in de is here twice; the first one is taken.",
        "terms.csv, line 5, column 中文: There is no source word.",
    ]
    assert "Mondlila" in kept(store).values()


def test_an_unknown_concept_without_a_word_is_told(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    path = sheet(tmp_path, "concept,source,locale,term\nown_gone,,de,x\ncotton,,de,y\n")
    report = import_terms(store, tools, path)
    assert [one.sentence for one in report.problems] == [
        "terms.csv, line 2: There is no source word, and no concept own_gone."
    ]
    assert kept(store) == {("cotton", "de"): "y"}


def test_groups_the_program_does_not_know_are_left_out(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    lines = (
        "domain,source,group,locale,term\n"
        "product_type,旋风锅,home,de,Wirbeltopf\nproduct_type,雷霆锅,kitchen,de,Donnertopf\n"
        "value,云朵领,neckline,de,Wolkenkragen\nvalue,雷霆领,collar,de,Donnerkragen\n"
    )
    import_terms(store, tools, sheet(tmp_path, lines))
    groups = [one.group for one in own_terms.concepts(store.read())]
    assert groups == ["home", "", "neckline", ""]


@pytest.mark.parametrize("ending", [".tbx", ".csv"])
def test_what_goes_out_comes_back_in_another_workspace(
    store: Store, tools: Tools, tmp_path: Path, ending: str
) -> None:
    concepts = [
        OwnConcept("own_pot", "product_type", ("旋风锅", "cyclone pot"), "home", "a pot"),
        OwnConcept("cotton", "material", ("云朵棉",)),
    ]
    terms = [
        OwnTerm(
            Term("own_pot", "de", "Wirbeltopf", "m", "Wirbeltöpfe", short="Topf", avoid=("Pott",))
        ),
        OwnTerm(Term("own_pot", "de", "Zaubertopf"), Scope(ScopeKind.BRAND, "Cook")),
        OwnTerm(Term("own_pot", "th", "หม้อ", classifier="ใบ"), Scope(ScopeKind.MARKET, "TH")),
        OwnTerm(Term("linen", "fr", "lin", adjectives=("=en lin",), note="plural: lins")),
    ]
    save_terms(store, tools, concepts, terms)
    path = tmp_path / f"terms{ending}"
    assert export_terms(store.read(), tools, path) == 3
    with create(tmp_path / "other.localizer") as other:
        report = import_terms(other, tools, path)
        assert report.problems == ()
        # Written in the order of the term base, and linen needs no words of a person's own.
        assert set(own_terms.concepts(other.read())) == set(concepts)
        found = own_terms.terms(other.read())
        assert {(own.term, own.scope) for own in found} == {(own.term, own.scope) for own in terms}


def test_everything_goes_out_and_nothing_of_it_becomes_ones_own(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    save_terms(store, tools, [], [OwnTerm(Term("cotton", "de", "Biobaumwolle"))])
    path = tmp_path / "all.csv"
    count = export_terms(store.read(), tools, path, everything=True)
    units = sum(one.domain == "unit" for one in tools.termbase.concepts.values())
    assert count == len(tools.termbase.concepts) - units
    text = path.read_text("utf-8-sig")
    assert "Biobaumwolle" in text
    report = import_terms(store, tools, path)
    assert (report.problems, report.new) == ((), 0)
    assert (report.written.concepts, report.written.terms) == (0, 0)
    assert report.known > 10_000
    assert kept(store) == {("cotton", "de"): "Biobaumwolle"}


def test_drafts_a_file_touches_are_made_again(store: Store, tools: Tools, tmp_path: Path) -> None:
    goods = tmp_path / "goods.csv"
    goods.write_text("货号,商品标题,类目\nA,旋风锅,厨具\n", encoding="utf-8")
    pipeline.import_catalog(store, goods)
    pipeline.create_launch(store, tools, "launch", ["DE/amazon"], dt.date(2026, 11, 26))
    pipeline.draft(store, tools)
    path = sheet(tmp_path, "中文,德语\n旋风锅,Wirbeltopf\n")
    report = import_terms(store, tools, path, domain="product_type")
    assert (report.written.products, report.written.texts) == (1, 1)
    (number,) = products.product_ids(store.read())
    (pair,) = translations.pairs(store.read(), number, "de-DE")
    assert "Wirbeltopf" in pair.translation.text


def test_other_files_are_refused(store: Store, tools: Tools, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="TBX and CSV"):
        import_terms(store, tools, tmp_path / "terms.docx")
    with pytest.raises(InputError, match="TBX and CSV"):
        export_terms(store.read(), tools, tmp_path / "terms")
    assert EVERYWHERE.value == ""


def test_a_domain_that_is_none_is_told(store: Store, tools: Tools, tmp_path: Path) -> None:
    path = sheet(
        tmp_path, "source,domain,de\n月光紫,colours,Mondlila\n星尘布,material,Sternenstoff\n"
    )
    report = import_terms(store, tools, path)
    (problem,) = report.problems
    assert problem.row == 2
    assert "“colours”" in problem.sentence
    assert "“value”" in problem.sentence
    assert {one.domain for one in own_terms.concepts(store.read())} == {"value", "material"}

from __future__ import annotations

from pathlib import Path

import pytest

from localizer.errors import PackError
from localizer.packs.terms import load_termbase

HEADER = "concept,zh-Hans,en,group,measure,taxonomy,note\n"
CONCEPTS = HEADER + "cotton,棉|纯棉,cotton fabric|cottons,material,,,\n"
TERMS = (
    "concept,term,gender,plural,adjective,short,classifier,avoid,note\n"
    "cotton,Baumwolle,f,,aus Baumwolle,BW,,Watte|Wolle,\n"
)
COLOURS = HEADER + "rose,玫瑰,,,朵,5181,\n"
UNITS = "concept,zh-Hans,group,measure,taxonomy,note\nliter,升|L,,,,\n"


def folder(path: Path, concepts: str = CONCEPTS, terms: str = TERMS) -> Path:
    for name in ("material", "colour", "unit"):
        (path / name).mkdir(exist_ok=True)
    (path / "material" / "concepts.csv").write_text(concepts, encoding="utf-8")
    (path / "material" / "de.csv").write_text(terms, encoding="utf-8")
    (path / "colour" / "concepts.csv").write_text(COLOURS, encoding="utf-8")
    (path / "unit" / "concepts.csv").write_text(UNITS, encoding="utf-8")
    return path


def test_reading(tmp_path: Path) -> None:
    base = load_termbase(folder(tmp_path))
    concept = base.find("纯棉")
    assert concept is not None
    term = base.term(concept.id, "de-AT")
    assert term is not None
    assert (term.text, term.gender, term.adjectives) == ("Baumwolle", "f", ("aus Baumwolle",))
    assert (term.short, term.avoid) == ("BW", ("Watte", "Wolle"))
    rose = base.concepts["rose"]
    assert (rose.domain, rose.measure, rose.taxonomy) == ("colour", "朵", "5181")
    assert base.concepts["liter"].forms == ("升", "L"), "units are written in the pattern files"
    assert base.term("rose", "de-DE") is None
    assert base.term("cotton", "fr-FR") is None


def test_english_words_are_forms_after_the_chinese_ones(tmp_path: Path) -> None:
    base = load_termbase(folder(tmp_path))
    cotton = base.concepts["cotton"]
    assert cotton.forms == ("棉", "纯棉", "cotton fabric", "cottons")
    assert cotton.group == "material"
    assert base.find("Cotton Fabric") is cotton


@pytest.mark.parametrize(
    ("concepts", "terms", "sentence"),
    [
        ("a,b\n", TERMS, "material/concepts.csv, line 1: The first line must be"),
        (CONCEPTS + "cotton,棉,,,,,\n", TERMS, "concepts.csv, line 3: The concept cotton"),
        (CONCEPTS + "rose,棉,,,,,\n", TERMS, "concepts.csv, line 3: The concept rose"),
        (CONCEPTS + "wool,,wool,,,,\n", TERMS, "concepts.csv, line 3: Concept and source forms"),
        (CONCEPTS + "wool,毛,,,,x,\n", TERMS, "concepts.csv, line 3: The taxonomy is a number"),
        (CONCEPTS + "wool,毛\n", TERMS, "concepts.csv, line 3: The line has 2 cells"),
        (CONCEPTS, TERMS + "silk,Seide,f,,,,,,\n", "de.csv, line 3: There is no concept silk"),
        (CONCEPTS, TERMS + "rose,Rose,f,,,,,,\n", "material/de.csv, line 3: There is no concept"),
        (CONCEPTS, TERMS + "cotton,Watte,f,,,,,,\n", "de.csv, line 3: The concept cotton is here"),
        (CONCEPTS + "wool,毛,,,,,\n", TERMS + "wool,Wolle,x,,,,,,\n", "line 3: Gender is one of"),
        (
            CONCEPTS + "wool,毛,,,,,\n",
            TERMS + "wool,Wolle,f,,a|b,,,,\n",
            "line 3: The adjective has",
        ),
        (CONCEPTS, TERMS + '"rose', "This is not CSV"),
    ],
)
def test_a_fault_is_named_with_its_place(
    tmp_path: Path, concepts: str, terms: str, sentence: str
) -> None:
    with pytest.raises(PackError) as caught:
        load_termbase(folder(tmp_path, concepts, terms)).term("cotton", "de-DE")
    assert sentence in str(caught.value)


def test_what_is_missing_or_unreadable_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no folder of terms"):
        load_termbase(tmp_path)
    folder(tmp_path)
    (tmp_path / "material" / "de.csv").write_bytes(b"\xff\xfe")
    base = load_termbase(tmp_path)
    assert base.term("cotton", "fr-FR") is None, "German is not looked at"
    with pytest.raises(PackError, match="not in UTF-8"):
        base.term("cotton", "de-DE")


def test_a_language_is_read_when_it_is_asked_for(tmp_path: Path) -> None:
    base = load_termbase(folder(tmp_path))
    (tmp_path / "material" / "de.csv").unlink()
    with pytest.raises(PackError, match="cannot be read"):
        base.term("cotton", "de-DE")


def test_all_terms_together(tmp_path: Path) -> None:
    terms = load_termbase(folder(tmp_path)).terms
    assert {locale for locale, _concept in terms} == {"de", "zh-Hans"}
    assert [concept for locale, concept in terms if locale == "de"] == ["cotton"]
    assert len(terms) == len(list(terms))
    assert terms["zh-Hans", "cotton"].text == "棉"
    assert ("de", "rose") not in terms

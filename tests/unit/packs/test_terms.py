from __future__ import annotations

from pathlib import Path

import pytest

from localizer.errors import PackError
from localizer.packs.terms import load_termbase

CONCEPTS = "concept,domain,zh-Hans,group,note\ncotton,material,棉|纯棉,,\nrose,colour,玫瑰,,\n"
TERMS = "concept,term,gender,plural,adjective,note\ncotton,Baumwolle,f,,aus Baumwolle,\n"


def folder(path: Path, concepts: str = CONCEPTS, terms: str = TERMS) -> Path:
    (path / "concepts.csv").write_text(concepts, encoding="utf-8")
    (path / "de.csv").write_text(terms, encoding="utf-8")
    return path


def test_reading(tmp_path: Path) -> None:
    base = load_termbase(folder(tmp_path))
    concept = base.find("纯棉")
    assert concept is not None
    term = base.term(concept.id, "de-AT")
    assert term is not None
    assert (term.text, term.gender, term.adjectives) == ("Baumwolle", "f", ("aus Baumwolle",))
    assert base.term("rose", "de-DE") is None
    assert base.term("cotton", "fr-FR") is None


@pytest.mark.parametrize(
    ("concepts", "terms", "sentence"),
    [
        ("a,b\n", TERMS, "concepts.csv, line 1: The first line must be"),
        (CONCEPTS + "cotton,material,棉,,\n", TERMS, "concepts.csv, line 4: The concept cotton"),
        (CONCEPTS + "wool,,毛,,\n", TERMS, "concepts.csv, line 4: Concept, domain"),
        (CONCEPTS + "wool,material\n", TERMS, "concepts.csv, line 4: The line has 2 cells"),
        (CONCEPTS, TERMS + "silk,Seide,f,,,\n", "de.csv, line 3: There is no concept silk"),
        (CONCEPTS, TERMS + "cotton,Watte,f,,,\n", "de.csv, line 3: The concept cotton is here"),
        (CONCEPTS, TERMS + "rose,Rose,x,,,\n", "de.csv, line 3: Gender is one of"),
        (CONCEPTS, TERMS + "rose,Rose,f,,a|b,\n", "de.csv, line 3: The adjective has one form"),
        (CONCEPTS, TERMS + '"rose', "This is not CSV"),
    ],
)
def test_a_fault_is_named_with_its_place(
    tmp_path: Path, concepts: str, terms: str, sentence: str
) -> None:
    with pytest.raises(PackError) as caught:
        load_termbase(folder(tmp_path, concepts, terms))
    assert sentence in str(caught.value)


def test_a_missing_or_unreadable_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"concepts\.csv"):
        load_termbase(tmp_path)
    folder(tmp_path)
    (tmp_path / "de.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(PackError, match="not in UTF-8"):
        load_termbase(tmp_path)

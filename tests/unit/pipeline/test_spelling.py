"""Spelling in a workspace: its dictionary, its own words and those of its terms."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from localizer.catalog import own_terms
from localizer.model.own_term import OwnTerm
from localizer.model.term import Term
from localizer.pipeline.spelling import Spellers, WorkspaceSpeller, forget_word, teach_word
from localizer.pipeline.tools import Tools
from localizer.store.database import Store

pytest.importorskip("hunspell")


@pytest.fixture
def spelt(tools: Tools, tmp_path: Path) -> Tools:
    """Return tools with a German and an English dictionary of a word each."""
    for name, word in (("de_DE", "Becher"), ("en_US", "spout")):
        (tmp_path / f"{name}.aff").write_text("SET UTF-8\nTRY esianrtolcdugmphbyfvkwz\n", "utf-8")
        (tmp_path / f"{name}.dic").write_text(f"1\n{word}\n", "utf-8")
    return replace(tools, dictionaries=(tmp_path,))


def _speller(store: Store, tools: Tools, locale: str = "de-DE") -> WorkspaceSpeller:
    made = Spellers(tools).of(store.read(), locale)
    assert made is not None
    return made


def test_what_a_workspace_knows(store: Store, spelt: Tools) -> None:
    with store.step("Terms") as step:
        own_terms.put_term(step, OwnTerm(Term("cotton", "de", "Kuschelwolle")))
    assert teach_word(store, "de-DE", "Sorvanne-Look")
    speller = _speller(store, spelt)
    known = ["Becher", "Kuschelwolle", "Baumwolle", "sorvanne", "Look", "spout", "cotton"]
    assert [word for word in known if not speller.knows(word)] == []
    assert not speller.knows("Bechre")
    assert speller.suggest("Bechre") == ("Becher",)


def test_a_taught_word_can_be_forgotten_and_taking_back_brings_it_back(
    store: Store, spelt: Tools
) -> None:
    assert teach_word(store, "de-DE", "Xyzzyx")
    assert not teach_word(store, "de-DE", "Xyzzyx")
    assert forget_word(store, "de-DE", "Xyzzyx")
    assert not _speller(store, spelt).knows("Xyzzyx")


def test_without_a_dictionary_nothing_is_said(store: Store, spelt: Tools) -> None:
    spellers = Spellers(spelt)
    assert spellers.of(store.read(), "fr-FR") is None
    assert spellers.of(store.read(), "de-DE") is spellers.of(store.read(), "de-DE")

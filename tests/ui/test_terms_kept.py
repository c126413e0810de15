"""What is typed for terms is kept by workspace, beside the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from localizer.model.own_term import EVERYWHERE, OwnConcept, Scope, ScopeKind
from localizer.ui.actions.term_words import Detail
from localizer.ui.panes.terms.editor import Draft
from localizer.ui.panes.terms.kept import KeptDraft, drafts_path, read_drafts, write_drafts
from localizer.ui.panes.terms.language_line import Typed


@pytest.fixture(autouse=True)
def _own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))


def draft(text: str, scope: Scope = EVERYWHERE) -> KeptDraft:
    concept = OwnConcept("own_pot", "product_type", ("旋风锅",), "home", "spins")
    typed = Typed(text, {Detail.GENDER: "m", Detail.PLURAL: "Töpfe"})
    return KeptDraft(scope, Draft(concept, {"de": typed}), "旋风锅")


def test_drafts_come_back_as_they_were(tmp_path: Path) -> None:
    brand = draft("Topf", Scope(ScopeKind.BRAND, "Cook"))
    write_drafts(tmp_path / "a.localizer", {"own_pot": brand})
    write_drafts(tmp_path / "b.localizer", {"own_pot": draft("Pfanne")})
    assert read_drafts(tmp_path / "a.localizer") == {"own_pot": brand}
    assert read_drafts(tmp_path / "b.localizer") == {"own_pot": draft("Pfanne")}
    assert read_drafts(tmp_path / "c.localizer") == {}


def test_what_is_saved_is_kept_no_longer(tmp_path: Path) -> None:
    write_drafts(tmp_path / "a", {"own_pot": draft("Topf")})
    write_drafts(tmp_path / "a", {})
    assert read_drafts(tmp_path / "a") == {}
    assert not drafts_path().with_suffix(".part").exists()


def test_nothing_typed_makes_no_file(tmp_path: Path) -> None:
    write_drafts(tmp_path / "a", {})
    assert not drafts_path().exists()


@pytest.mark.parametrize("text", [b"", b"\xff", b"[1]", b'{"a": {"b": {"scope": 1}}}'])
def test_a_broken_file_counts_as_none_and_is_replaced(tmp_path: Path, text: bytes) -> None:
    drafts_path().parent.mkdir(parents=True)
    drafts_path().write_bytes(text)
    assert read_drafts(tmp_path / "a") == {}
    write_drafts(tmp_path / "a", {"own_pot": draft("Topf")})
    assert read_drafts(tmp_path / "a") == {"own_pot": draft("Topf")}


def test_old_workspaces_are_forgotten(tmp_path: Path) -> None:
    for number in range(25):
        write_drafts(tmp_path / str(number), {"own_pot": draft(str(number))})
    kept = [number for number in range(25) if read_drafts(tmp_path / str(number))]
    assert kept == list(range(5, 25))


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be", encoding="utf-8")
    write_drafts(tmp_path / "a", {"own_pot": draft("Topf")})
    assert read_drafts(tmp_path / "a") == {}

"""Dictionaries: found by locale, loaded once, and no error where there is none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from localizer.packs import dictionaries
from localizer.packs.dictionaries import dictionary_for, find


def _dictionary(folder: Path, name: str, *words: str, encoding: str = "UTF-8") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.aff").write_text(f"SET {encoding}\nTRY esianrtolcdugmphbyfvkwz\n", "ascii")
    text = "\n".join((str(len(words)), *words))
    path = folder / f"{name}.dic"
    path.write_bytes(text.encode("utf-8" if encoding == "UTF-8" else "latin-1"))
    return path


@pytest.mark.parametrize(
    ("locale", "files", "found"),
    [
        ("de-DE", ["de_DE"], "de_DE"),
        ("de-DE", ["de-DE"], "de-DE"),
        ("de-DE", ["de"], "de"),
        ("de-DE", ["de_DE_frami"], "de_DE_frami"),
        ("de-DE", ["de", "de_DE"], "de_DE"),
        ("de-DE", ["de_AT"], None),
        ("en-GB", ["en_US"], None),  # colour would be wrong
        ("en-GB", ["en"], None),
        ("en-SG", ["en_US", "en_GB"], "en_GB"),
        ("en-PH", ["en_US", "en_GB"], "en_US"),
        ("pt-BR", ["pt_PT"], None),
        ("es-MX", ["es_ES"], "es_ES"),
        ("fil-PH", ["tl"], "tl"),
        ("fr-FR", ["fr-toutesvariantes"], "fr-toutesvariantes"),
        ("it-IT", [], None),
    ],
)
def test_which_dictionary_serves_a_locale(
    tmp_path: Path, locale: str, files: list[str], found: str | None
) -> None:
    for name in files:
        _dictionary(tmp_path, name, "x")
    assert find(locale, [tmp_path]) == (None if found is None else tmp_path / f"{found}.dic")


def test_the_first_folder_goes_before_the_others(tmp_path: Path) -> None:
    own, system = tmp_path / "own", tmp_path / "system"
    words = _dictionary(own, "de_DE", "x")
    _dictionary(system, "de_DE", "y")
    assert find("de-DE", [tmp_path / "missing", own, system]) == words


def test_words_without_rules_are_no_dictionary(tmp_path: Path) -> None:
    (tmp_path / "de_DE.dic").write_text("1\nBecher\n", "utf-8")
    assert find("de-DE", [tmp_path]) is None


def test_words_are_known_and_guessed(tmp_path: Path) -> None:
    pytest.importorskip("hunspell")
    _dictionary(tmp_path, "de_DE", "Becher", "geht's", encoding="ISO8859-1")
    made = dictionary_for("de-DE", [tmp_path])
    assert made is not None
    assert [made.knows(word) for word in ("Becher", "Bechre", "geht’s")] == [True, False, True]
    assert made.suggest("Bechre") == ("Becher",)
    assert made.knows("x" * 41)  # no word at all
    assert made.suggest("x" * 41) == ()
    assert made.knows("杯子里")  # letters it cannot hold
    assert made.suggest("杯子里") == ()


def test_an_answer_is_kept(tmp_path: Path) -> None:
    pytest.importorskip("hunspell")
    _dictionary(tmp_path, "de_DE", "Becher")
    made = dictionary_for("de-DE", [tmp_path])
    assert made is not None
    assert made is dictionary_for("de-DE", [tmp_path])
    assert not made.knows("Kanne")
    made._hunspell.add("Kanne")
    assert not made.knows("Kanne")


def test_without_the_library_no_word_is_known_to_be_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _dictionary(tmp_path, "de_DE", "Becher")
    monkeypatch.setitem(sys.modules, "hunspell", None)
    assert dictionary_for("de-DE", [tmp_path]) is None
    assert dictionary_for("it-IT", [tmp_path]) is None


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_every_system_has_its_places(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    places = dictionaries.system_folders()
    assert bool(places) is (platform != "win32")

"""Words that are right although no dictionary has them."""

from __future__ import annotations

import pytest

from localizer.check.word_forms import is_made_up


@pytest.mark.parametrize(
    ("word", "spoken", "known", "made_up"),
    [
        ("Kleidlänge", "de", {"Kleid", "Länge"}, True),
        ("Trinkhalmbürste", "de", {"Trinkhalm", "Bürste"}, True),
        ("Gebrauchsanweisung", "de", {"Gebrauch", "Anweisung"}, True),
        ("sweatproof", "en", {"sweat", "proof"}, True),
        ("einmassieren", "de", {"ein", "massieren"}, True),
        ("midikleid", "de", {"Kleid"}, True),
        ("Kleidlänge", "de", {"Kleid"}, False),
        ("becherr", "de", {"becher"}, False),  # a letter is no word
        ("abecher", "de", {"becher"}, False),
        ("dóblala", "es", {"dobla"}, True),
        ("pásaselo", "es", {"pasa"}, True),
        ("florecitas", "es", {"flor"}, True),
        ("calientito", "es", {"caliente"}, True),
        ("florzinhas", "pt", {"flor"}, True),
        ("florecitas", "de", {"flor"}, False),
        ("dilap", "id", {"lap"}, True),
        ("celananya", "id", {"celana"}, True),
        ("menutup", "id", {"tutup"}, True),
        ("masukkan", "id", {"masuk"}, True),
        ("masukkan", "vi", {"masuk"}, False),
        ("", "de", set(), False),
    ],
)
def test_words_from_known_parts(word: str, spoken: str, known: set[str], *, made_up: bool) -> None:
    assert is_made_up(word, spoken, known.__contains__) is made_up

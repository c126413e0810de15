from __future__ import annotations

from pathlib import Path

import pytest

from localizer.errors import PackError
from localizer.model.phrase import Group, Style
from localizer.model.script import Beat, Lane
from localizer.packs.phrases import bank_locales, load_bank, nearest_bank

ONE = '[[phrase]]\nid = "a-1"\nbeat = "hook"\ntext = "Look at this."\n'


def write(root: Path, locale: str, text: str) -> Path:
    folder = root / locale
    folder.mkdir()
    (folder / "bank.toml").write_text(text, encoding="utf-8")
    return root


def test_a_phrase_is_read_with_all_it_has(tmp_path: Path) -> None:
    text = (
        'locale = "en-US"\n[[phrase]]\nid = "offer-was"\nbeat = "offer"\nlane = "host"\ngroup = "home"\n'
        'style = "plain"\nneeds = ["offer"]\nopens = true\n'
        'text = "It was {was}, in {colours}, {material}, {price}."\n'
    )
    (phrase,) = load_bank("en-US", write(tmp_path, "en-US", text)).phrases
    assert phrase.beat is Beat.OFFER
    assert phrase.lane is Lane.HOST
    assert phrase.group is Group.HOME
    assert phrase.styles == {Style.PLAIN}
    assert phrase.needs == {"offer", "price_record", "colours", "material"}
    assert phrase.opens
    assert phrase.slots == ("was", "colours", "material", "price")


def test_what_is_omitted_means_any(tmp_path: Path) -> None:
    (phrase,) = load_bank("en-US", write(tmp_path, "en-US", f'locale = "en-US"\n{ONE}')).phrases
    assert (phrase.group, phrase.styles, phrase.lane) == (None, frozenset(), Lane.HOST)
    assert phrase.needs == frozenset()


def test_a_variant_takes_replaces_drops_and_adds(tmp_path: Path) -> None:
    two = ONE.replace("a-1", "a-2")
    write(tmp_path, "en-US", f'locale = "en-US"\n{ONE}{two}')
    own = ONE.replace("Look", "Do look") + ONE.replace("a-1", "b-1")
    write(tmp_path, "en-GB", f'locale = "en-GB"\nbase = "en-US"\ndrop = ["a-2"]\n{own}')
    bank = load_bank("en-GB", tmp_path)
    assert bank.locale == "en-GB"
    found = [(phrase.id, phrase.text) for phrase in bank.phrases]
    assert found == [("a-1", "Do look at this."), ("b-1", "Look at this.")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('locale = "de-DE"\n' + ONE, ["locale"]),
        ('locale = "en-US"\n' + ONE + ONE, ["phrase #2", "another"]),
        ('locale = "en-US"\n' + ONE.replace("a-1", "A 1"), ["A 1", "lower case"]),
        ('locale = "en-US"\n' + ONE.replace("this", "{colour}"), ["a-1", "colour"]),
        ('locale = "en-US"\n' + ONE.replace("this", "{was"), ["a-1", "Braces"]),
        ('locale = "en-US"\n' + ONE.replace("this", "{bundle:2}"), ["a-1", "Braces"]),
        ('locale = "en-US"\n' + ONE.replace("this", "{product.__class__}"), ["a-1", "Braces"]),
        ('locale = "en-US"\n' + ONE.replace("this", "{price!r:>999999999}"), ["a-1", "Braces"]),
        ('locale = "en-US"\n' + ONE + 'needs = ["cheap"]\n', ["a-1", "cheap"]),
        ('locale = "en-US"\n' + ONE.replace("this.", "this. "), ["a-1", "space"]),
        ('locale = "en-US"\n' + ONE.replace("this.", "this" * 100), ["a-1", "400"]),
        ('locale = "en-US"\n' + ONE + 'mood = "sad"\n', ["mood"]),
        ('locale = "en-US"\n' + ONE + 'group = "cars"\n', ["cars", "apparel"]),
        ('locale = "en-US"\n' + ONE.replace("hook", "hooks"), ["hooks", "transition"]),
        ('locale = "en-US"\ndrop = ["x"]\n' + ONE, ["x", "base"]),
        ('locale = "en-US"\nbase = "en-US"\n' + ONE, ["en-US → en-US"]),
        ('locale = "en-US"\nbase = "xx"\n' + ONE, ["xx"]),
    ],
)
def test_a_malformed_bank_is_refused_by_name(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(PackError) as caught:
        load_bank("en-US", write(tmp_path, "en-US", text))
    for word in words:
        assert word in str(caught.value)


def test_the_error_names_locale_file_and_line(tmp_path: Path) -> None:
    text = 'locale = "en-US"\n' + ONE.replace("this", "{colour}")
    with pytest.raises(PackError, match=r"en-US.*bank\.toml, line 5"):
        load_bank("en-US", write(tmp_path, "en-US", text))


@pytest.mark.parametrize("locale", ["xx-XX", "", "..", "../en-US"])
def test_an_unknown_locale_is_refused(tmp_path: Path, locale: str) -> None:
    write(tmp_path, "en-US", f'locale = "en-US"\n{ONE}')
    with pytest.raises(PackError, match="no phrase bank"):
        load_bank(locale, tmp_path)


def test_the_nearest_bank_is_one_its_readers_accept(tmp_path: Path) -> None:
    write(tmp_path, "en-US", f'locale = "en-US"\n{ONE}')
    write(tmp_path, "es-ES", f'locale = "es-ES"\n{ONE}')
    assert bank_locales(tmp_path) == ("en-US", "es-ES")
    known = bank_locales(tmp_path)
    assert nearest_bank("en-PH", known) == "en-US"
    assert nearest_bank("es-ES", known) == "es-ES"
    assert nearest_bank("es-MX", known) is None

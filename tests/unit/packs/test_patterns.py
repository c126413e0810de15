from __future__ import annotations

from pathlib import Path

import pytest

from localizer.errors import PackError
from localizer.model.term import PatternGroup, Slot
from localizer.packs.patterns import load_patterns
from localizer.paths import resource


def changed(folder: Path, old: str, new: str) -> Path:
    text = resource("terms", "patterns", "en.toml").read_text(encoding="utf-8")
    assert old in text
    (folder / "en.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


BEAUTY = 'beauty = "[{brand} ][{scent.adj} ]{type}[ {skin_type.adj}][, {net_content}]"'


def test_a_title_is_read_into_groups(tmp_path: Path) -> None:
    book = load_patterns(changed(tmp_path, BEAUTY, 'beauty = "[{brand} ]{type}[, {scent.adj}]"'))
    found = book.find("en-PH")
    assert found is not None
    assert found.titles["beauty"] == (
        PatternGroup((Slot("brand"), " "), optional=True),
        PatternGroup((Slot("type"),), optional=False),
        PatternGroup((", ", Slot("scent", adjective=True)), optional=True),
    )


def test_a_variant_holds_only_what_differs() -> None:
    book = load_patterns()
    british, american = book.find("en-GB"), book.find("en-US")
    assert british is not None
    assert american is not None
    assert british.facts["colour"] != american.facts["colour"]
    assert british.facts["material"] == american.facts["material"]
    assert british.titles == american.titles


def test_a_language_without_patterns_has_none() -> None:
    assert load_patterns().find("ja-JP") is None


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (BEAUTY, 'beauty = "{brand} {type}"', "Outside brackets stands {type}"),
        (BEAUTY, 'beauty = "[{brand}]"', "Outside brackets stands {type}"),
        (BEAUTY, 'beauty = "[{brand}[ {scent}]] {type}"', "must not nest"),
        (BEAUTY, 'beauty = "[{taste} ]{type}"', "There is no slot {taste}"),
        (BEAUTY, 'beauty = "[new ]{type}"', "A group in brackets needs a slot"),
        (BEAUTY, 'beauty = "{type}[, {Scent}]"', "Curly brackets are for slots only"),
        (BEAUTY, "", "beauty: This key is missing"),
        ('range = "{from}–{to}"', 'range = "{from}"', "Wanted once each: {from} {to}"),
        ('gram = "{n} g"', 'gram = "g"', "each with {n}"),
        ('gram = "{n} g"', 'gram = "{n} g"\nfurlong = "{n} f"', "There is no such key"),
        ('origin = "Made in {value}"', 'origin = "Made"', "The text needs {value}"),
        ('drop = ["season"', 'drop = ["type"', "type is not a slot that can be dropped"),
        ('title = "title"', 'title = "loud"', "loud"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    with pytest.raises(PackError) as caught:
        load_patterns(changed(tmp_path, old, new))
    assert sentence in str(caught.value)
    assert "en.toml" in str(caught.value)

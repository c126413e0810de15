"""Words of promises: every language is there, every pattern can be used, faults are named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from localizer.errors import PackError
from localizer.model.promise import Promise, PromiseWords
from localizer.packs import load_packs
from localizer.packs.promises import load_promises

BOOK = load_promises()
LOCALES = sorted({locale for market in load_packs().markets.values() for locale in market.locales})
PACK = """
spaced = true
[clause]
[money]
times = [{ word = "k", value = 1000 }]
[[promises]]
kind = "voucher"
stems = ["voucher"]
patterns = ['vouchers?']
"""
LAW = '[returns.DE]\ndays = 14\nsource = "law"\n'


@pytest.mark.parametrize("locale", LOCALES)
def test_every_locale_of_a_market_has_words(locale: str) -> None:
    assert BOOK.find(locale) is not None


def test_a_language_nobody_sells_in_has_none() -> None:
    assert BOOK.find("sw-KE") is None


@pytest.mark.parametrize("words", BOOK.words.values(), ids=lambda words: words.language)
def test_every_language_knows_every_promise(words: PromiseWords) -> None:
    assert {one.kind for one in words.patterns} == set(Promise)


@pytest.mark.parametrize("words", BOOK.words.values(), ids=lambda words: words.language)
def test_stems_are_lower_case_and_patterns_have_few_groups(words: PromiseWords) -> None:
    for one in words.patterns:
        assert one.stems
        assert all(stem == stem.lower() for stem in one.stems)
        for part in re.findall(r"(?<!\\)\((?!\?)", one.pattern):
            # the one group of a language without #N for it: tenths in Chinese
            assert one.left, part


def write(folder: Path, text: str) -> Path:
    (folder / "xx.toml").write_text(text, encoding="utf-8")
    (folder / "law.toml").write_text(LAW, encoding="utf-8")
    return folder


def test_a_pack_is_read(tmp_path: Path) -> None:
    book = load_promises(write(tmp_path, PACK))
    assert [one.kind for one in book.words["xx"].patterns] == [Promise.VOUCHER]
    assert book.words["xx"].money.times == {"k": 1000}
    assert book.returns["DE"].days == 14


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"voucher"\n', '"lottery"\n'),
        ("patterns = ['vouchers?']", "patterns = []"),
        ("spaced = true", ""),
        ("stems", "stem"),
        ("[money]", "[money]\nbefore = { gift = 'x' }"),
    ],
)
def test_a_fault_is_named(old: str, new: str, tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"xx\.toml"):
        load_promises(write(tmp_path, PACK.replace(old, new, 1)))

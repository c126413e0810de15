"""Categories of sellers and their numbers in Google's taxonomy."""

from __future__ import annotations

import csv
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.intake.taxonomy import GoogleCategory, google_category
from localizer.paths import resource

FILE = resource("taxonomy", "categories.csv")
CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "catalog" / "google_taxonomy_en-US.txt"


def _rows() -> list[dict[str, str]]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("女装 > 连衣裙", "2271"),
        ("女装/女士精品>>连衣裙", "2271"),
        ("連衣裙", "2271"),
        ("家居/厨房/保温杯", "3800"),
        ("Women's Dresses", "2271"),
        ("T-Shirts for men", "212"),
        ("Dresses 2026 Sale", "2271"),
        ("Clothing > Hoodies, Clothing > Sale", "212"),
        ("Kaos Pria", "212"),
        ("เสื้อยืดผู้ชาย", "212"),
        ("Túi xách nữ", "3032"),
        ("beg sekolah", "100"),
        ("手机", "267"),
        ("手机壳", "2353"),
        ("鞋", "187"),
        ("鞋架", "5558"),
        ("书包", "100"),
        ("女装", "1604"),
        ("２２７１", "2271"),
    ],
)
def test_categories_by_words(text: str, number: str) -> None:
    found = google_category(text)
    assert found is not None
    assert found.id == number


@pytest.mark.parametrize(
    "text",
    [
        "2271",
        "2271 - Apparel & Accessories > Clothing > Dresses",
        "Apparel & Accessories > Clothing > Dresses",
        "apparel & accessories>clothing>dresses",
        "Apparel & Accessories > Clothing > Dresses > Maxi",
    ],
)
def test_googles_own_wording_is_taken_as_it_is(text: str) -> None:
    assert google_category(text) == GoogleCategory(
        "2271", "Apparel & Accessories > Clothing > Dresses"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "杂项",
        "9999999",
        "Bekleidung & Accessoires > Bekleidung > Kleider",
        "Bekleidung & Accessoires > Bekleidung > Röcke",
        "Vêtements et accessoires > Vêtements > Robes",
        "Vêtements et accessoires > Vêtements > Costumes",
        "Maison et jardin > Cuisine et arts de la table",
        "Mobili > Camera da letto",
        "Hogar y jardín > Cocina y comedor",
        "Casa e jardim > Cozinha",
        "Damen > Rock",
        "Herren > Hose",
        "Gift",
        "Chemise",
        "Regal",
        "Body",
        "5605000",
        "Gift Card",
        "帽子围巾手套",  # three things of one length
        "连衣裙收纳袋",  # a bag for dresses
        "watch winder",  # no watch
        "Sewa kaos",  # the thing stands first in Indonesian
        "女装 > 连衣裙, 家电 > 加湿器",
        "鞋" * 400,
    ],
)
def test_what_leaves_a_doubt_has_no_number(text: str) -> None:
    assert google_category(text) is None


def test_a_level_without_known_words_falls_back_to_the_one_above() -> None:
    found = google_category("Home & Garden > Kitchen & Dining > Barware > Coasters")
    assert found is not None
    assert found.path == "Home & Garden > Kitchen & Dining"


def test_numbers_and_paths_stand_once_and_are_well_formed() -> None:
    rows = _rows()
    assert len(rows) > 200
    assert max(Counter(row["number"] for row in rows).values()) == 1
    assert max(Counter(row["path"] for row in rows).values()) == 1
    assert all(re.fullmatch("[1-9][0-9]{0,6}", row["number"]) for row in rows)
    assert [row["path"] for row in rows] == sorted(row["path"] for row in rows)


def test_a_word_means_one_category() -> None:
    words = Counter(
        word.casefold()
        for row in _rows()
        for column in ("zh", "en", "sea")
        for word in set(row[column].split("|"))
        if word and not (column == "sea" and word in row["en"].split("|"))
    )
    assert [word for word, times in words.items() if times > 1] == []


def test_every_word_leads_to_its_category() -> None:
    wrong = []
    for row in _rows():
        for word in f"{row['zh']}|{row['en']}|{row['sea']}".split("|"):
            found = google_category(word) if word and "," not in word else None
            if word and "," not in word and (found is None or found.id != row["number"]):
                wrong.append((word, row["path"], found))
    assert wrong == []


def test_numbers_checked_by_hand() -> None:
    """Read off version 2021-09-21; the paths alone can be checked against the corpus."""
    known = {"166": "Apparel & Accessories", "222": "Electronics", "536": "Home & Garden",
             "537": "Baby & Toddler", "1239": "Toys & Games", "988": "Sporting Goods",
             "5181": "Luggage & Bags", "436": "Furniture", "632": "Hardware"}  # fmt: skip
    rows = {row["number"]: row["path"] for row in _rows()}
    assert {number: rows[number] for number in known} == known


def test_paths_are_googles() -> None:
    if not CORPUS.exists():
        pytest.skip("the corpus is not beside this checkout")
    known = set(_corpus_paths())
    assert len(known) > 5000
    assert [row["path"] for row in _rows() if row["path"] not in known] == []


def _corpus_paths() -> Iterator[str]:
    """Yield the paths of the corpus list: nested sets, whose numbers count its lines and are not Google's."""
    found = re.finditer(
        r"(?m)^ *[0-9]+ \| \[ *([0-9]+)- *([0-9]+)\] \| (.+)$", CORPUS.read_text(encoding="utf-8")
    )
    above: list[tuple[int, str]] = []
    for left, right, name in sorted((int(m[1]), int(m[2]), m[3]) for m in found):
        above = [(end, path) for end, path in above if end > left]
        above.append((right, f"{above[-1][1]} > {name}" if above else name))
        yield above[-1][1]


def test_hostile_text_takes_no_time() -> None:
    began = time.process_time()
    for text in ("1 " * 140 + "x", " for" * 70 + "!", "(-" * 140, "女" * 290 + "x"):
        assert google_category(text) is None
    assert time.process_time() - began < 1


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    found = google_category(text)
    assert found is None or found.path

"""The command that shows one listing with where its words come from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from localizer.cli.composing import compose
from localizer.cli.importing import import_

GOODS = """商品编码,商品标题,面料成分,龙格,颜色
A-1,女士连衣裙,棉95% 氨纶5%,甲,红色
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    file, path = tmp_path / "goods.csv", tmp_path / "w.localizer"
    file.write_text(GOODS, encoding="utf-8")
    result = CliRunner().invoke(import_, [str(file), "--into", str(path)], standalone_mode=False)
    assert result.exception is None
    return path


def ask(workspace: Path, *more: str) -> tuple[int, str]:
    arguments = [str(workspace), "--target", "DE/amazon", "--product", "A-1", *more]
    result = CliRunner().invoke(compose, arguments, standalone_mode=False)
    assert result.exception is None, result.exception
    return result.return_value, result.output


def test_a_listing_is_shown_with_what_lacks(workspace: Path) -> None:
    code, told = ask(workspace)
    assert code == 1
    assert told.startswith("Kleid für Damen")
    assert "• Material: 95 % Baumwolle, 5 % Elasthan" in told
    assert "龙格: This attribute is not known: 龙格" in told


def test_json_has_every_piece_with_fact_source_and_term(workspace: Path) -> None:
    _code, told = ask(workspace, "--json")
    found = json.loads(told)
    assert (found["target"], found["locale"], found["product"]) == ("DE/amazon", "de-DE", "A-1")
    pieces = [piece for text in (found["title"], *found["bullets"]) for piece in text["pieces"]]
    assert {
        "text": "Baumwolle",
        "slot": "value",
        "fact": "material",
        "source": "棉95% 氨纶5%",
        "term": "cotton",
    } in pieces
    for text in (found["title"], *found["bullets"], *found["description"]):
        assert "".join(piece["text"] for piece in text["pieces"]) == text["text"]
    assert found["missing"] == [
        {
            "place": "龙格",
            "reason": "unknown_fact",
            "words": ["龙格"],
            "told": "This attribute is not known: 龙格",
        }
    ]
    assert "Kleid für Damen" in found["search_terms"]

"""Packs a user adds: they count beside the program's, and a faulty one stops nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from localizer.errors import PackError
from localizer.model.launch import Target
from localizer.packs.bundle import load_packs
from localizer.paths import resource


def own_market(folder: Path, code: str, like: str, **changes: str) -> Path:
    """Copy a market of ours under another code, with lines replaced."""
    text = resource("markets", f"{like}.toml").read_text(encoding="utf-8")
    text = text.replace(f'code = "{like}"', f'code = "{code}"')
    for old, new in changes.items():
        lines = [
            f"{old} = {new}" if line.startswith(f"{old} = ") else line for line in text.splitlines()
        ]
        text = "\n".join(lines)
    (folder / "markets").mkdir(exist_ok=True)
    path = folder / "markets" / f"{code}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_market_of_one_s_own_sells_on_the_program_s_channels(tmp_path: Path) -> None:
    own_market(tmp_path, "AU", "GB", channels='["amazon", "generic"]')
    packs = load_packs(own=tmp_path)
    assert packs.refused == ()
    assert packs.resolve_target("AU/amazon") == Target("AU", "amazon", "en-GB")
    assert "AU" in packs.channels["amazon"].markets
    assert "AU" not in packs.channels["shopify"].markets


def test_a_pack_with_the_code_of_ours_takes_its_place(tmp_path: Path) -> None:
    own_market(tmp_path, "GB", "GB", name='"My Britain"', channels='["generic"]')
    packs = load_packs(own=tmp_path)
    assert packs.markets["GB"].name == "My Britain"
    assert "GB" not in packs.channels["amazon"].markets


def test_a_channel_of_one_s_own_sells_in_the_program_s_markets(tmp_path: Path) -> None:
    (tmp_path / "channels").mkdir()
    (tmp_path / "channels" / "etsy.toml").write_text(
        'code = "etsy"\nname = "Etsy"\nmarkets = ["DE", "FR"]\n', encoding="utf-8"
    )
    packs = load_packs(own=tmp_path)
    assert packs.refused == ()
    assert packs.resolve_target("DE/etsy").channel == "etsy"
    assert "etsy" not in packs.markets["IT"].channels


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"currency": '"Pound"'}, "AU.toml, line "),
        ({"channels": '["nowhere"]'}, "AU.toml names nowhere"),
        ({"locales": "7"}, "AU.toml, line "),
    ],
)
def test_a_faulty_pack_is_told_with_its_line_and_the_rest_goes_on(
    tmp_path: Path, changes: dict[str, str], told: str
) -> None:
    own_market(tmp_path, "AU", "GB", **changes)
    own_market(tmp_path, "NZ", "GB", channels='["amazon"]')
    packs = load_packs(own=tmp_path)
    (sentence,) = packs.refused
    assert sentence.startswith(told)
    assert "AU" not in packs.markets
    assert packs.resolve_target("NZ/amazon").market == "NZ"


def test_text_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "channels").mkdir()
    (tmp_path / "channels" / "x.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "sizes").mkdir()
    (tmp_path / "sizes" / "shoes.toml").write_text("[markets.DE]\nlabels = 3\n", encoding="utf-8")
    packs = load_packs(own=tmp_path)
    assert len(packs.refused) == 2
    assert packs.sizes == load_packs().sizes


def test_a_launch_whose_pack_is_gone_says_so(tmp_path: Path) -> None:
    own_market(tmp_path, "AU", "GB", channels='["amazon"]')
    target = load_packs(own=tmp_path).resolve_target("AU/amazon")
    load_packs(own=tmp_path).require([target])
    with pytest.raises(PackError, match="AU/amazon"):
        load_packs().require([target])


def test_a_folder_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    assert load_packs(own=tmp_path / "none") == load_packs()
    shutil.copytree(resource("markets"), tmp_path / "markets")
    assert load_packs(own=tmp_path).markets == load_packs().markets

"""Files of one unit, checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from localizer.exchange.xliff.checking import check_file
from localizer.exchange.xliff.rules.core_2 import SPACES
from localizer.exchange.xliff.words import CORE_12, CORE_20, CORE_22

Faults = Callable[..., list[str]]


@pytest.fixture
def faults(tmp_path: Path) -> Faults:
    """Return what tells the faults of a unit: the level, the rule and the line from the unit's first.

    ``beside`` stands before the unit, ``attributes`` on it.
    """

    def check(
        content: str,
        *,
        beside: str = "",
        attributes: str = "",
        trg: str = "fr",
        core: str = CORE_20,
    ) -> list[str]:
        path = tmp_path / "x.xlf"
        prefixes = " ".join(
            f'xmlns:{prefix}="{space}"' for prefix, space in SPACES.items() if prefix != "xml"
        )
        version = "2.2" if core == CORE_22 else "2.1"
        target = f'trgLang="{trg}"' if trg else ""
        path.write_text(
            f'<xliff xmlns="{core}" {prefixes} xmlns:my="mine" version="{version}" srcLang="en"'
            f' {target} its:version="2.0"><file id="f">{beside}<unit id="u" {attributes}>\n'
            f'{content}\n</unit><unit id="v"><segment><source/></segment></unit></file></xliff>',
            encoding="utf-8",
        )
        return _told(path)

    return check


@pytest.fixture
def faults_12(tmp_path: Path) -> Faults:
    """Return what tells the faults of a unit of XLIFF 1.2."""

    def check(content: str, *, header: str = "", attributes: str = "") -> list[str]:
        path = tmp_path / "x.xlf"
        path.write_text(
            f'<xliff xmlns="{CORE_12}" version="1.2"><file original="x" datatype="plaintext"'
            f' source-language="en" target-language="fr">{header}<body>'
            f'<trans-unit id="u" {attributes}>\n{content}\n</trans-unit></body></file></xliff>',
            encoding="utf-8",
        )
        return _told(path)

    return check


def _told(path: Path) -> list[str]:
    return [f"{one.level} {one.rule} {one.line}" for one in check_file(path).findings]

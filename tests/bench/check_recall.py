"""How many seeded defects the text checks find in the sample's approved texts, by kind.

Run: ``python tests/bench/check_recall.py``. Every approved text is spoilt in each way that fits it, and
counts as found when the check for it says something it did not say before.
"""

from __future__ import annotations

import random
import re
import sys
import unicodedata
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from localizer import paths
from localizer.check.context import TextContext
from localizer.check.language_words import CLASSES
from localizer.check.registry import TEXT_CHECKS
from localizer.model.channel import Channel
from localizer.model.launch import Target
from localizer.model.locale import language
from localizer.model.segment import Field, MemoryUnit, Origin, Segment, State, Translation
from localizer.translate.tmx import read_tmx

CHECKS = {check.id: check for check in TEXT_CHECKS}
LATIN = frozenset(CLASSES)
LONG = 40
SPACE = re.compile(r"(?<=\w) (?=\w)")
#: What is done to a text, by the check that should say so; the same text back means that it does not fit.
SPOILT: dict[str, Callable[[MemoryUnit], str]] = {
    "leftover_han": lambda unit: f"{unit.target} {unit.source[:3]}",
    "leftover_script": lambda unit: unit.target.replace("a", "а", 1),
    "numbers": lambda unit: re.sub(r"\d+", lambda m: str(int(m[0]) + 7), unit.target, count=1),
    "spaces": lambda unit: SPACE.sub("  ", unit.target, count=1),
    "doubled_word": lambda unit: re.sub(r"(\b[a-z]{3,}\b)", r"\1 \1", unit.target, count=1),
    "hidden_characters": lambda unit: SPACE.sub("\u202d ", unit.target, count=1),
    "misread": lambda unit: unit.target.encode().decode("latin-1"),
    "composed": lambda unit: unicodedata.normalize("NFD", unit.target),
    "wide_marks": lambda unit: unit.target.replace(", ", "，", 1),
    "narrow_marks": lambda unit: unit.target.replace("，", ",", 1),
    "space_at_marks": lambda unit: unit.target.replace(", ", ",", 1),
    "brackets": lambda unit: unit.target.replace(")", "", 1),
    "repeated": lambda unit: f"{unit.target}. {unit.target}",
    "capitals": lambda unit: unit.target.upper(),
    "emoji": lambda unit: f"{unit.target} 🔥",
    "machine_talk": lambda unit: f"Here is the translation: {unit.target}",
    "cut_off": lambda unit: f"{unit.target[: len(unit.target) // 2]},",
    "unusual_length": lambda unit: unit.target * 4,
    "entities": lambda unit: unit.target.replace("’", "&#39;", 1),
}


def main() -> None:
    """Print texts that could be spoilt and the share found, for each kind."""
    dice = random.Random(1)  # noqa: S311 - which text is exchanged for which
    units = list(read_tmx(paths.resource("sample", "memory.tmx")))
    for name, spoil in SPOILT.items():
        _tell(name, [(unit, unit.target, spoil(unit)) for unit in units])
    exchanged = []
    for _source, group in groupby(units, key=lambda unit: unit.source):
        same = list(group)
        others = [
            one for one in same if language(one.target_locale) in LATIN and len(one.target) > LONG
        ]
        exchanged += [(unit, unit.target, dice.choice(others).target) for unit in same if others]
    apart = [
        (unit, text, other)
        for unit, text, other in exchanged
        if not any(
            one.target == other
            and CLASSES.get(language(one.target_locale))
            == CLASSES.get(language(unit.target_locale))
            for one in units
        )
    ]
    _tell("wrong_language", apart)


def _tell(name: str, cases: list[tuple[MemoryUnit, str, str]]) -> None:
    tried = found = 0
    for unit, text, spoilt in cases:
        if spoilt == text:
            continue
        before = CHECKS[name].check(_context(unit, text))
        if not before or name == "numbers":
            tried += 1
            found += len(CHECKS[name].check(_context(unit, spoilt))) > len(before)
    print(f"{name:20} {tried:6} spoilt, {found / max(tried, 1):6.1%} found")


def _context(unit: MemoryUnit, text: str) -> TextContext:
    return TextContext(
        Target("DE", "shop", unit.target_locale),
        unit.source_locale,
        Segment(1, 1, Field.DESCRIPTION, 0, "", unit.source, "h"),
        Translation(1, unit.target_locale, text, State.DRAFT, Origin.PERSON, "h"),
        None,
        Channel("shop", "Shop", ("DE",), ()),
        (),
    )


if __name__ == "__main__":
    main()

"""How often a phrase of a bank is refused as the rewording of its neighbour with the same conditions.

Run: ``python tests/bench/rewording.py``. Both phrases are true of the same products, so a refusal is either a
number the other phrase does not have or a false alarm.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from localizer.model.phrase import Phrase
from localizer.model.product import Product
from localizer.model.script import Lane, ScriptFacts, ScriptLine
from localizer.pipeline.script_ground import known_words
from localizer.pipeline.tools import load_tools
from localizer.script.rewording import Ground, judge, stands

LOCALES = (
    "en-US", "de-DE", "fr-FR", "es-ES", "it-IT", "pt-BR", "id-ID", "ms-MY", "fil-PH", "vi-VN", "th-TH",
    "zh-Hant-TW",
)  # fmt: skip


def main() -> None:
    """Print pairs, refused ones and the reasons for each locale, then the sum."""
    tools = load_tools()
    product = Product("x", "女士连衣裙", ())
    pairs = refused = 0
    for locale in LOCALES:
        bank = tools.banks.find(locale)
        assert bank is not None
        words = known_words(tools.termbase, product, locale)
        ground = Ground(locale, ScriptFacts(frozenset(), {}), words)
        alike: defaultdict[object, list[Phrase]] = defaultdict(list)
        for one in bank.phrases:
            if one.lane is Lane.HOST:
                alike[one.beat, frozenset(one.slots), one.needs].append(one)
        neighbours = [pair for some in alike.values() for pair in pairwise(some)]
        reasons: Counter[str] = Counter()
        bad = 0
        for first, second in neighbours:
            line = ScriptLine(first.beat, first.lane, first.text, tuple(first.needs))
            found = judge(line, second.text, ground)
            bad += not stands(found)
            reasons.update(one.code.value for one in found if not one.note)
        print(f"{locale:11} {len(neighbours):5} pairs, {bad:3} refused: {dict(reasons)}")
        pairs, refused = pairs + len(neighbours), refused + bad
    print(f"{pairs} pairs, {refused} refused ({refused / pairs:.1%})")


if __name__ == "__main__":
    main()

"""Text checks against pofilter (translate-toolkit) on the same segments, in the same run.

Run: ``python tests/bench/check_speed.py --pofilter PATH [--segments 20000] [--rounds 3]``. PATH is the
program of a translate-toolkit in an environment of its own (it is GPL and no part of ours). The segments
are the sample's texts with their drafts, repeated with other numbers, Chinese to Indonesian. pofilter runs
those of its filters that have a counterpart here; ours are timed twice, the counterparts alone and all
checks with the phrase rules.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from localizer import pipeline
from localizer.catalog import launches, translations
from localizer.check.context import TextCheck, TextContext
from localizer.check.registry import TEXT_CHECKS
from localizer.model.launch import Target
from localizer.model.segment import Field, Origin, Segment, State, Translation
from localizer.packs.bundle import load_packs
from localizer.store.database import open_store

TARGET = Target("ID", "shopee", "id-ID")
#: pofilter's filters and the ids of the checks that look for the same.
COUNTERPARTS = {
    "blank": "untranslated", "unchanged": "same_as_source", "numbers": "numbers", "urls": "links",
    "emails": "links", "xmltags": "tags", "brackets": "brackets", "doublespacing": "spaces",
    "startwhitespace": "spaces", "endwhitespace": "spaces", "doublewords": "doubled_word",
    "endpunc": "final_mark", "doublequoting": "quotes", "variables": "placeholders",
    "puncspacing": "space_at_marks", "startcaps": "sentence_start", "simplecaps": "capitals",
    "long": "unusual_length",
}  # fmt: skip


def pairs(count: int) -> list[tuple[str, str]]:
    """Return texts of the sample with their drafts, each repetition with a number of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.localizer"
        subprocess.run(
            [sys.executable, "-m", "localizer", "demo", "--out", folder, "--no-window"],
            check=True, capture_output=True,
        )  # fmt: skip
        path = next(Path(folder).glob("*.localizer"))
        with open_store(path, person="bench") as store:
            reader = store.read()
            order = launches.launch_products(reader, launches.find(reader, None))
            base = [
                (pair.segment.source, pair.translation.text)
                for number in order
                for pair in translations.pairs(reader, number, TARGET.locale)
                if pair.translation.text
            ]
    return [(f"{s} {n // len(base)}", f"{t} {n // len(base)}") for n, (s, t) in
            ((n, base[n % len(base)]) for n in range(count))]  # fmt: skip


def contexts(texts: Sequence[tuple[str, str]], *, rules: bool) -> list[TextContext]:
    """Return what our checks are given for ``texts``."""
    packs = load_packs()
    claims = tuple(one for one in packs.claims if one.applies(TARGET.market, TARGET.locale))
    channel = packs.channels[TARGET.channel]
    return [
        TextContext(
            TARGET, "zh-Hans-CN",
            Segment(n, 1, Field.DESCRIPTION, n, "", source, "h"),
            Translation(n, TARGET.locale, text, State.DRAFT, Origin.PERSON, "h"),
            None, channel, claims if rules else (),
        )
        for n, (source, text) in enumerate(texts)
    ]  # fmt: skip


def ours(checks: Sequence[TextCheck], items: Sequence[TextContext]) -> int:
    """Run ``checks`` over ``items`` and return how many findings there are."""
    return sum(len(check.check(item)) for item in items for check in checks)


def peer(program: Path, po: Path, out: Path) -> None:
    """Run pofilter's counterparts over ``po``."""
    filters = [word for name in COUNTERPARTS for word in ("-t", name)]
    subprocess.run(
        [str(program), "--language=id", "--nonotes", *filters, str(po), str(out)],
        check=True, capture_output=True,
    )  # fmt: skip


def median(rounds: int, work: Callable[[], object]) -> float:
    """Return the median of ``rounds`` runs of ``work``, in seconds."""
    times = []
    for _round in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> int:
    """Print seconds and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pofilter", type=Path, required=True)
    parser.add_argument("--segments", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    texts = pairs(options.segments)
    pipeline.load_tools()
    shared = [check for check in TEXT_CHECKS if check.id in set(COUNTERPARTS.values())]
    with tempfile.TemporaryDirectory() as folder:
        po, out = Path(folder) / "texts.po", Path(folder) / "out.po"
        catalog = Catalog(locale="id")
        for n, (source, text) in enumerate(texts):
            catalog.add(source, text, context=str(n))
        with po.open("wb") as file:
            write_po(file, catalog)
        bare = contexts(texts, rules=False)
        full = contexts(texts, rules=True)
        ours(shared, bare[:100])
        alone = median(options.rounds, lambda: ours(shared, bare))
        other = median(options.rounds, lambda: peer(options.pofilter, po, out))
        every = median(options.rounds, lambda: ours(TEXT_CHECKS, full))
    count = len(TEXT_CHECKS)
    print(f"segments {len(texts)}")
    print(
        f"{len(shared)} counterparts {alone:.2f} s, pofilter {other:.2f} s: {other / alone:.1f} x"
    )
    print(
        f"all {count} checks with phrase rules {every:.2f} s: {other / every:.1f} x pofilter's few"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

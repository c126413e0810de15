"""How well scripts keep their time and how alike they sound: the sample's products in every market.

Run:  python tests/bench/scripts.py [--market TH ...] [--count 200]

Time: the spoken seconds of scripts of 60, 180, 240 and 300 s in four styles against what was asked. Likeness:
the mean pairwise share of equal four-word runs of COUNT scripts of one market, and hooks said twice, beside
the same scripts made from a single template (the first phrase that fits). Measures; fails nothing.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from localizer import pipeline
from localizer.catalog import launches
from localizer.model.launch import Target
from localizer.model.phrase import Phrase, PhraseBank, Style
from localizer.model.script import Script
from localizer.pipeline.demo import create_demo
from localizer.pipeline.stage_rules import script_rules
from localizer.pipeline.tools import Tools
from localizer.script.difference import hook_text
from localizer.script.heard import Heard
from localizer.script.likeness import mean_overlap
from localizer.script.opening import script_opening
from localizer.script.stage import PitchOptions, Ready, ready
from localizer.script.writer import Wish
from localizer.store.database import Reader, Store, create

LENGTHS: Final = (60, 180, 240, 300)
STYLES: Final = (Style.WARM, Style.EXPERT, Style.PLAYFUL, Style.PLAIN)
SHARE: Final = 0.05


def every_target(tools: Tools) -> tuple[Target, ...]:
    """Return the first channel of every market in its default locale."""
    return tuple(
        Target(market.code, market.channels[0], market.default_locale)
        for market in tools.packs.markets.values()
    )


def prepared(folder: Path, tools: Tools) -> Store:
    """Return a workspace with the sample and a launch in every market, drafted."""
    store = create(folder / "bench.localizer")
    create_demo(store, tools)
    pipeline.draft(store, tools)
    return store


def within(reader: Reader, tools: Tools, target: Target, order: tuple[int, ...]) -> str:
    """Return how far scripts are from the seconds asked for."""
    launch = launches.find(reader)
    rules = script_rules(tools, launch, order)
    off: list[float] = []
    for seconds in LENGTHS:
        for style in STYLES:
            heard = Heard()
            for number in order:
                found = ready(reader, rules, number, target, PitchOptions(seconds, style))
                if found is None:
                    continue
                script = found.write(heard)
                heard.add(script)
                off.append(script.seconds / seconds - 1)
    missed = sum(abs(one) > SHARE for one in off)
    return (
        f"{len(off)} scripts, off by {statistics.mean(map(abs, off)):.1%} on average, "
        f"worst {max(off, key=abs):+.1%}, beyond {SHARE:.0%}: {missed}"
    )


def many(
    reader: Reader, tools: Tools, target: Target, order: tuple[int, ...], count: int
) -> list[Ready]:
    """Return what ``count`` scripts of a market are written from: products × styles × variants."""
    launch = launches.find(reader)
    rules = script_rules(tools, launch, order)
    wanted = [
        ready(reader, rules, number, target, PitchOptions(180, style, label))
        for label in "AB"
        for style in STYLES
        for number in order
    ]
    return [one for one in wanted if one is not None][:count]


def written(wanted: list[Ready]) -> list[Script]:
    """Return the scripts as the program writes them."""
    heard, scripts = Heard(), []
    for one in wanted:
        wish = Wish()
        if one.options.label != "A":
            first = replace(one, options=replace(one.options, label="A")).write()
            wish = Wish(not_opening=script_opening(first))
        script = one.write(heard, wish)
        heard.add(script)
        scripts.append(script)
    return scripts


def templated(wanted: list[Ready]) -> list[Script]:
    """Return the scripts of a single template: always the first phrase of its kind."""
    return [replace(one, bank=_first_only(one.bank)).write() for one in wanted]


def _first_only(bank: PhraseBank) -> PhraseBank:
    seen: dict[tuple[object, ...], Phrase] = {}
    for phrase in bank.phrases:
        key = (phrase.beat, phrase.lane, tuple(sorted(phrase.needs)), phrase.group, phrase.slots)
        seen.setdefault(key, replace(phrase, styles=frozenset()))
    return replace(bank, phrases=tuple(seen.values()))


def said_again(scripts: Sequence[Script]) -> int:
    """Return how many of ``scripts`` open with a hook that was said before."""
    return len(scripts) - len({hook_text(one) for one in scripts})


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--market", nargs="*")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--time", action="store_true", help="only the times")
    asked = parser.parse_args()
    tools = pipeline.load_tools()
    with tempfile.TemporaryDirectory() as folder, prepared(Path(folder), tools) as store:
        reader = store.read()
        order = launches.launch_products(reader, launches.find(reader))
        for target in every_target(tools):
            if asked.market and target.market not in asked.market:
                continue
            print(f"{target.market} {target.locale}: {within(reader, tools, target, order)}")
            if asked.time:
                continue
            wanted = many(reader, tools, target, order, asked.count)
            began = time.process_time()
            scripts = written(wanted)
            each = (time.process_time() - began) / len(scripts) * 1000
            base = templated(wanted)
            print(
                f"    {len(scripts)} scripts: overlap {mean_overlap(scripts):.1%} "
                f"(one template {mean_overlap(base):.1%}), hooks said twice "
                f"{said_again(scripts)} ({said_again(base)}), {each:.1f} ms a script"
            )


if __name__ == "__main__":
    main()

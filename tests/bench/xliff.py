"""How quick XLIFF is written and read: 100,000 units against lxml's own incremental writer, in turns.

Run: ``python tests/bench/xliff.py [--units N] [--runs N]``. Each part runs in a process of its own; the floor
writes the same sources and targets element by element with nothing around them, ``lxml 2.1`` each element,
attribute and text of our own file of 2.1, which are four times the bytes. Timings never fail.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from lxml import etree

from localizer.exchange.xliff.reading import read_xliff
from localizer.exchange.xliff.words import CORE_20, Version
from localizer.exchange.xliff.writing import write_xliff
from localizer.model.channel import LengthUnit
from localizer.model.exchange import ExchangeHead, SizeLimit, Unit, UnitNote
from localizer.model.segment import Field, State, text_hash

PARTS = ("floor", "lxml 2.1", "1.2", "2.0", "2.1", "2.2", "read 1.2", "read 2.1")


def units(number: int) -> Iterator[Unit]:
    """Yield units as a launch has them: a tag, a token, a limit, and a note on every tenth."""
    for place in range(number):
        source = f"<b>雪纺碎花连衣裙</b> V领收腰显瘦 {{price}} {place}"
        target = f"<b>เดรสลายดอกชีฟอง</b> คอวี ทรงเข้ารูป {{price}} {place}"
        yield Unit(
            id=f"DR-{place}.bullet..1",
            source=source,
            target=target,
            state=State.DRAFT,
            product_key=f"DR-{place}",
            product="雪纺碎花连衣裙",
            field=Field.BULLET,
            position=1,
            source_hash=text_hash(source),
            base_hash=text_hash(target),
            limit=SizeLimit(500, LengthUnit.CHARS),
            notes=(UnitNote("ขอสั้นลง", "Nok"),) if place % 10 == 0 else (),
        )


def floor(path: Path, number: int) -> None:
    """Write sources and targets and nothing else."""
    core = f"{{{CORE_20}}}"
    with (
        etree.xmlfile(str(path), encoding="UTF-8") as out,
        out.element(f"{core}xliff", nsmap={None: CORE_20}),
    ):
        for unit in units(number):
            with out.element(f"{core}unit", {"id": unit.id}), out.element(f"{core}segment"):
                for name, text in (("source", unit.source), ("target", unit.target or "")):
                    with out.element(f"{core}{name}"):
                        out.write(text)


def floor_of_all(path: Path, number: int) -> None:
    """Write all that a file of 2.1 holds, element by element: ten units again and again."""
    head = ExchangeHead("zh-Hans", "th-TH", "11.11")
    write_xliff(path, head, units(10), version=Version("2.1"), total=10)
    root = etree.parse(path).getroot()
    made = list(root.iter(f"{{{CORE_20}}}unit"))
    with (
        etree.xmlfile(str(path), encoding="UTF-8") as out,
        out.element(root.tag, dict(root.attrib), nsmap=root.nsmap),
        out.element(made[0].getparent().tag, dict(made[0].getparent().attrib)),
    ):
        for place in range(number):
            _put(out, made[place % len(made)])


def _put(out: Any, element: Any) -> None:  # noqa: ANN401 - lxml has no types
    with out.element(element.tag, dict(element.attrib)):
        if element.text:
            out.write(element.text)
        for child in element:
            _put(out, child)
            if child.tail:
                out.write(child.tail)


def part(name: str, number: int, folder: Path) -> None:
    """Do one part and print its seconds, its megabytes and the most memory it had."""
    path = folder / (
        f"{name}.xlf" if name.startswith("lxml") else f"{name.rsplit(maxsplit=1)[-1]}.xlf"
    )
    begun = time.perf_counter()
    if name == "floor":
        floor(path, number)
    elif name.startswith("lxml"):
        floor_of_all(path, number)
    elif name.startswith("read"):
        found = read_xliff(path)
        assert len(found.units) == number
    else:
        head = ExchangeHead("zh-Hans", "th-TH", "11.11")
        write_xliff(path, head, units(number), version=Version(name), total=number)
    took = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{took:.3f} {path.stat().st_size / 1e6:.1f} {peak:.0f}")


def main() -> int:
    """Print a table of medians, and each against the floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    if chosen.part:
        part(chosen.part, chosen.units, chosen.folder)
        return 0
    times: dict[str, list[list[float]]] = {name: [] for name in PARTS}
    with tempfile.TemporaryDirectory() as folder:
        for _run in range(chosen.runs):
            for name in PARTS:
                command = [sys.executable, __file__, "--units", str(chosen.units)]
                command += ["--part", name, "--folder", folder]
                said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
                times[name].append([float(word) for word in said.split()])
    base = statistics.median(run[0] for run in times["floor"])
    print(f"{chosen.units:,} units   {'s':>7} {'× floor':>8} {'MB':>7} {'peak MB':>8}")
    for name, runs in times.items():
        seconds = statistics.median(run[0] for run in runs)
        size, peak = runs[0][1], max(run[2] for run in runs)
        print(f"{name:12} {seconds:13.2f} {seconds / base:8.2f} {size:7.1f} {peak:8.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Change files and read them, for a time or a number of times; keep what is no clear answer.

Run: ``python -m tests.fuzz.driver [PARSER ...] [--seconds 600] [--executions 1000000] [--seed N] [--keep FOLDER]
[--processes N]``.
A finding is any error that is no `LocalizerError`, and a file that takes longer than `SLOW_S`.
"""

from __future__ import annotations

import argparse
import logging
import random
import sys
import tempfile
import time
import traceback
import warnings
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from localizer import i18n
from localizer.errors import LocalizerError
from tests.fuzz.mutate import mutated
from tests.fuzz.parsers import BY_CODE, Parser
from tests.support.peak import fresh_peak_bytes, peak_bytes

SLOW_S: Final = 5.0
MOST_BYTES: Final = 1024**3


@dataclass(slots=True)
class Outcome:
    """How often a parser read, how many of the files it refused in words, and what was found."""

    executions: int = 0
    refused: int = 0
    slowest: float = 0.0
    findings: list[tuple[str, bytes]] = field(default_factory=list)


def read(parser: Parser, folder: Path, data: bytes) -> str | None:
    """Read ``data``; return what is wrong with the answer, empty for words, ``None`` for a value."""
    path = folder / parser.name
    path.write_bytes(data)
    began = time.perf_counter()
    try:
        parser.read(path)
    except LocalizerError as error:
        answer = None if str(error) else "no words"
        took = time.perf_counter() - began
        return answer or ("" if took < SLOW_S else f"slow: {took:.1f} s")
    except Exception:  # noqa: BLE001 - that is what is looked for
        return traceback.format_exc(limit=-6)
    took = time.perf_counter() - began
    return f"slow: {took:.1f} s" if took >= SLOW_S else None


def fuzz(
    parser: Parser,
    folder: Path,
    *,
    seconds: float,
    executions: int = 1_000_000,
    seed: int = 0,
    most: int = 5,
) -> Outcome:
    """Change and read files until the time is over, the number reached, or ``most`` different things found."""
    chance = random.Random(f"{parser.code} {seed}")  # noqa: S311 - the same files for the same seed
    begin = tuple(parser.begin(folder))
    outcome = Outcome()
    seen: set[str] = set()
    pool = list(begin)
    end = time.monotonic() + seconds
    while time.monotonic() < end and outcome.executions < executions and len(seen) < most:
        data = mutated(chance.choice(pool), chance, begin)
        began = time.perf_counter()
        wrong = read(parser, folder, data)
        outcome.slowest = max(outcome.slowest, time.perf_counter() - began)
        outcome.executions += 1
        if wrong == "":
            outcome.refused += 1
        elif wrong is None and len(pool) < 200 and len(data) < 100_000:
            pool.append(data)  # still read: a change of it goes further
        elif wrong:
            kind = "\n".join(
                line for line in wrong.splitlines() if line.lstrip().startswith("File")
            )
            if kind not in seen:
                seen.add(kind or wrong)
                outcome.findings.append((wrong, data))
    return outcome


@dataclass(frozen=True, slots=True)
class Run:
    """What one process is asked to do."""

    code: str
    seconds: float
    executions: int
    seed: int


def told(run: Run) -> tuple[str, Outcome]:
    """Fuzz one parser and return the line that tells of it."""
    i18n.activate("en")
    warnings.simplefilter("ignore")
    logging.disable()
    fresh_peak_bytes()
    with tempfile.TemporaryDirectory() as folder:
        found = fuzz(
            BY_CODE[run.code],
            Path(folder),
            seconds=run.seconds,
            executions=run.executions,
            seed=run.seed,
        )
    peak = peak_bytes() / 2**20
    line = (
        f"{run.code:16} {found.executions:9,} read, {found.refused:9,} refused, slowest "
        f"{found.slowest:.2f} s, peak {peak:.0f} MB, {len(found.findings)} findings"
    )
    return line, found


def main() -> int:
    """Fuzz what the command line names, and print the figures; return how many findings there were."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parsers", nargs="*", choices=(*BY_CODE, []))
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--executions", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--processes", type=int, default=1)
    asked = parser.parse_args()
    codes = asked.parsers or list(BY_CODE)
    runs = [Run(code, asked.seconds, asked.executions, asked.seed) for code in codes]
    findings = 0
    with ProcessPoolExecutor(asked.processes, mp_context=get_context("spawn")) as pool:
        for run, (line, found) in zip(runs, pool.map(told, runs), strict=True):
            print(line, flush=True)
            findings += len(found.findings)
            for number, (wrong, data) in enumerate(found.findings):
                print(wrong)
                if asked.keep is not None:
                    asked.keep.mkdir(parents=True, exist_ok=True)
                    name = f"{run.code}-{number}-{BY_CODE[run.code].name}"
                    (asked.keep / name).write_bytes(data)
    return findings


if __name__ == "__main__":
    sys.exit(min(main(), 1))

"""Peers measured in the same run: the translate-toolkit's checks and its classes for XLIFF and TMX.

It is under the GPL and no part of the program: it is asked in a process of its own, by the interpreter that
``LOCALIZER_PEERS`` names, where somebody installed it. Only the seconds of the work count, not its start.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from localizer import pipeline
from localizer.bench.place import Place
from localizer.errors import EnvironmentProblem
from localizer.exchange.xliff.reading import read_xliff
from localizer.i18n import _
from localizer.pipeline.exchange_writing import write_exchange
from localizer.store.database import open_store
from localizer.translate.tmx import read_tmx

#: Names the interpreter with the peers.
PEERS: Final = "LOCALIZER_PEERS"
_CLOCK: Final = (
    "import json, sys, time\n"
    "def told(work):\n"
    "    wall, cpu = time.perf_counter(), time.process_time()\n"
    "    n = work()\n"
    "    print(json.dumps([time.perf_counter() - wall, time.process_time() - cpu, n]))\n"
)
_POFILTER: Final = (
    "from translate.filters import checks\n"
    "from translate.storage import factory\n"
    "def work():\n"
    "    n = 0\n"
    "    for path in sys.argv[1:]:\n"
    "        checker = checks.StandardChecker()\n"
    "        for unit in factory.getobject(path).units:\n"
    "            if not unit.isheader():\n"
    "                checker.run_filters(unit, categorised=True)\n"
    "                n += 1\n"
    "    return n\n"
    "told(work)\n"
)
_UNITS: Final = (
    "from translate.storage import factory\n"
    "def work():\n"
    "    return sum(1 for unit in factory.getobject(sys.argv[1]).units if unit.source and unit.target)\n"
    "told(work)\n"
)


_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?><tmx version="1.4"><header creationtool="bench" '
    'creationtoolversion="1" segtype="block" o-tmf="x" adminlang="en" srclang="zh-Hans" '
    'datatype="plaintext"/><body>'
)
#: Any will do: it is the same for both.
LOCALE: Final = "th-TH"


def _ask(place: Place, code: str, *files: Path) -> int:
    """Let the peer work and count what it says it took. Raises `EnvironmentProblem` where it is not there."""
    command = [os.environ.get(PEERS) or sys.executable, "-c", _CLOCK + code, *map(str, files)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - named by the person
    if ended.returncode:
        problem = _("The translate-toolkit is not there: {reason}")
        lines = ended.stderr.strip().splitlines() or [str(ended.returncode)]
        raise EnvironmentProblem(problem.format(reason=lines[-1]))
    seconds, cpu, units = json.loads(ended.stdout)
    place.clock.seconds += seconds
    place.clock.cpu += cpu
    return int(units)


def _files(place: Place, code: str, *, all_targets: bool = False) -> list[Path]:
    """Return the texts of the first target, or of all, written once as files of the kind ``code``."""
    folder = place.folder / f"cells-{code}"
    if not folder.exists():
        with open_store(place.begin("check")) as store:
            tools = pipeline.load_tools()
            for at, target in enumerate(place.chosen(tools)):
                if at == 0 or all_targets:
                    write_exchange(store, tools, target, folder / str(at), code)
    return sorted(path for path in folder.rglob("*") if path.is_file())


def checks(place: Place) -> int:
    """Let pofilter run all its checks on the texts of every target, read from PO files."""
    _ask(place, _POFILTER, *_files(place, "po", all_targets=True))
    return place.listings


def xliff_read(place: Place) -> int:
    """Read the texts of one target as XLIFF 1.2."""
    (file,) = _files(place, "xliff-1.2")
    with place.clock:
        return sum(1 for _unit in read_xliff(file).units)


def xliff_read_peer(place: Place) -> int:
    """Let the toolkit read the same file."""
    (file,) = _files(place, "xliff-1.2")
    return _ask(place, _UNITS, file)


def tmx_read(place: Place) -> int:
    """Read the texts of one target as TMX."""
    file = _tmx(place)
    with place.clock:
        return sum(1 for _unit in read_tmx(file))


def tmx_read_peer(place: Place) -> int:
    """Let the toolkit read the same file."""
    file = _tmx(place)
    return _ask(place, _UNITS, file)


def _tmx(place: Place) -> Path:
    """Return all texts of one target as a memory; the program's own holds only what a person approved."""
    path = place.folder / "cells.tmx"
    if not path.exists():
        (file,) = _files(place, "xliff-1.2")
        pairs = "".join(
            f'<tu><tuv xml:lang="zh-Hans"><seg>{escape(one.source)}</seg></tuv>'
            f'<tuv xml:lang="{LOCALE}"><seg>{escape(one.target)}</seg></tuv></tu>'
            for one in read_xliff(file).units
            if one.source and one.target
        )
        path.write_text(_HEAD + pairs + "</body></tmx>", "utf-8")
    return path

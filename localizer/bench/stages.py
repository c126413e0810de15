"""The stages that are measured, each with its floor: what the least program for the same work takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from localizer import pipeline
from localizer.bench import clusters, floors, grown, peers, writers
from localizer.bench.place import LAUNCH, TARGETS, Place
from localizer.catalog import launches
from localizer.exchange.xliff.reading import read_xliff
from localizer.model.launch import Launch
from localizer.pipeline.exchange_writing import write_exchange
from localizer.pipeline.matching import drafting_rules
from localizer.pipeline.stage_rules import price_rules, script_rules
from localizer.price.stage import reprice
from localizer.script.stage import write_scripts
from localizer.store.database import Store, create, open_store
from localizer.translate.stage import translate

Work = Callable[[Place], int]
DATE: Final = dt.date(2026, 12, 11)
PERSON: Final = "bench"
_TEXTS: Final = ("segment", "segment_body", "translation", "translation_body")
_PRICES: Final = ("price", "price_body", "price_terms")
_SCRIPTS: Final = ("script", "script_body")
_FINDINGS: Final = ("finding",)


@dataclass(frozen=True, slots=True)
class Stage:
    """One measured stage: what it counts, the work, its floor in words and as work.

    ``base`` is the stage whose workspace it begins with; one that ``leaves`` its own is the base of others.
    """

    name: str
    unit: str
    work: Work
    floor_name: str
    floor: Work
    base: str = ""
    leaves: bool = False


def import_(place: Place) -> int:
    """Import the seller's file into a new workspace, and make the launch."""
    place.clean()
    with create(place.work, person=PERSON) as store:
        with place.clock:
            report = pipeline.import_catalog(store, place.catalog)
        pipeline.create_launch(store, pipeline.load_tools(), LAUNCH, TARGETS[: place.targets], DATE)
    return report.read


def reimport(place: Place) -> int:
    """Import the same file again: nothing is to change."""
    with open_store(place.begin("import"), person=PERSON) as store, place.clock:
        report = pipeline.import_catalog(store, place.catalog)
    if report.added or report.changed:
        msg = "importing the same file changed something"
        raise RuntimeError(msg)
    return report.read


def translate_(place: Place) -> int:
    """Draft the texts."""
    with _begun(place, "import") as (store, tools, found), place.clock:
        batch = store.batch("Translate")
        order = launches.launch_products(store.read(), found)
        with drafting_rules(store.read(), tools) as rules:
            translate(store, rules, found.targets, only=order, batch=batch)
    return place.listings


def price(place: Place) -> int:
    """Compute the prices."""
    with _begun(place, "translate") as (store, tools, found), place.clock:
        order = launches.launch_products(store.read(), found)
        rules = price_rules(store.read(), tools)
        reprice(store, rules, found.targets, only=order, batch=store.batch("Price"))
    return place.listings


def script(place: Place) -> int:
    """Write the scripts."""
    with _begun(place, "price") as (store, tools, found), place.clock:
        order = launches.launch_products(store.read(), found)
        rules = script_rules(tools, found, order)
        write_scripts(store, rules, found.targets, only=order, batch=store.batch("Write scripts"))
    return place.listings


def check(place: Place) -> int:
    """Check everything; many products by several processes."""
    with _begun(place, "script") as (store, tools, _found), place.clock:
        pipeline.check(store, tools)
    return place.listings


def draft(place: Place) -> int:
    """Do all that a draft is: texts, prices, scripts, checks, stored."""
    with _begun(place, "import") as (store, tools, _found), place.clock:
        pipeline.draft(store, tools)
        pipeline.check(store, tools)
    return place.listings


def redraft(place: Place) -> int:
    """Draft where everything is up to date."""
    with _begun(place, "check") as (store, tools, _found), place.clock:
        report = pipeline.draft(store, tools)
    if report.rows_written:
        msg = "a second draft wrote something"
        raise RuntimeError(msg)
    return place.listings


def export_csv(place: Place) -> int:
    """Write the generic CSV of every target, checks and reading included."""
    return _export(place, "csv")


def export_xlsx(place: Place) -> int:
    """Write the workbook of every target, checks and reading included."""
    return _export(place, "xlsx")


def _export(place: Place, code: str) -> int:
    with _begun(place, "check") as (store, tools, _found), place.clock:
        result = pipeline.export(store, tools, place.folder / f"work-{code}", formats=[code])
    return sum(file.rows for one in result.exported for file in one.files)


def xliff_write(place: Place) -> int:
    """Write the texts of one target as XLIFF 2.1."""
    with _begun(place, "check") as (store, tools, found), place.clock:
        made = write_exchange(store, tools, found.targets[0], place.folder / "work-x", "xliff-2.1")
    return made.entries


def xliff_read(place: Place) -> int:
    """Read that file."""
    file = floors.xliff_file(place)
    with place.clock:
        return sum(1 for _unit in read_xliff(file).units)


def window(place: Place) -> int:
    """Show the first window."""
    return floors.run(place, "-m", "localizer", "gui", "--quit-after-paint")


def open_(place: Place) -> int:
    """Show the window with the workspace in it, until a person could work."""
    path = str(place.begin("check"))
    return floors.run(place, "-m", "localizer", "gui", path, "--quit-when-ready")


def board(place: Place) -> int:
    """Show the launch board of a workspace of that many products, each on every target."""
    path = str(grown.workspace(place))
    return floors.run(place, "-m", "localizer", "gui", path, "--pane", "board", "--quit-when-ready")


class _Begun:
    """An open workspace of a stage before, with the tools read already."""

    def __init__(self, place: Place, base: str) -> None:
        self._tools = pipeline.load_tools()
        self._store = open_store(place.begin(base), person=PERSON)

    def __enter__(self) -> tuple[Store, pipeline.Tools, Launch]:
        return self._store, self._tools, launches.find(self._store.read(), LAUNCH)

    def __exit__(self, *_error: object) -> None:
        self._store.close()


def _begun(place: Place, base: str) -> _Begun:
    return _Begun(place, base)


_ROWS: Final = "executemany of the same rows"
_BARE: Final = "a bare PySide6 window"
STAGES: Final = (
    Stage("import", "rows", import_, "csv.reader and executemany", floors.raw_import, leaves=True),
    Stage("reimport", "rows", reimport, "csv.reader and executemany", floors.raw_import, "import"),
    Stage("translate", "listings", translate_, _ROWS, floors.rows_of("translate", _TEXTS),
          "import", leaves=True),
    Stage("price", "listings", price, "one solve a listing", floors.solves, "translate", leaves=True),
    Stage("script", "listings", script, _ROWS, floors.rows_of("script", _SCRIPTS), "price", leaves=True),
    Stage("check", "listings", check, _ROWS, floors.rows_of("check", _FINDINGS), "script", leaves=True),
    Stage("draft", "listings", draft, _ROWS,
          floors.rows_of("check", (*_TEXTS, *_PRICES, *_SCRIPTS, *_FINDINGS)), "import"),
    Stage("redraft", "listings", redraft, "reading the same rows",
          floors.reading("check", (*_TEXTS, *_PRICES, *_SCRIPTS)), "check"),
    Stage("export-csv", "rows", export_csv, "csv.writer with the same cells", floors.csv_cells, "check"),
    Stage("export-xlsx", "rows", export_xlsx, "xlsxwriter with the same cells", floors.xlsx_cells, "check"),
    Stage("xliff-write", "texts", xliff_write, "lxml.etree.xmlfile", floors.xliff_elements, "check"),
    Stage("xliff-read", "texts", xliff_read, "lxml.etree.iterparse", floors.xliff_parse, "check"),
    Stage("window", "windows", window, _BARE, floors.bare_window),
    Stage("open", "windows", open_, _BARE, floors.bare_window, "check"),
    Stage("board", "windows", board, _BARE, floors.bare_window),
    Stage("write-csv", "rows of 40", writers.csv_table, "csv.writer", writers.csv_floor),
    Stage("write-xlsx", "rows of 40", writers.xlsx_table, "joined tags, packed", writers.xlsx_floor),
    Stage("cluster", "listings", clusters.two_workers, "one worker", clusters.one_worker),
    Stage("check-peer", "listings", check, "pofilter on the texts alone", peers.checks, "check"),
    Stage("xliff-1.2-read", "texts", peers.xliff_read, "translate-toolkit", peers.xliff_read_peer, "check"),
    Stage("tmx-read", "texts", peers.tmx_read, "translate-toolkit", peers.tmx_read_peer, "check"),
)  # fmt: skip
BY_NAME: Final = {one.name: one for one in STAGES}


def chain(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the stages whose workspaces those called ``names`` need, the first one first."""
    wanted: list[str] = []

    def need(name: str) -> None:
        if name and name not in wanted:
            need(BY_NAME[name].base)
            wanted.append(name)

    for name in names:
        need(BY_NAME[name].base)
        if name in _OWN_BASE:
            need(name)
    return tuple(wanted)


#: Stages whose floor needs what they leave themselves, and the last one of a draft for those of all.
_OWN_BASE: Final = frozenset({"translate", "script", "check"})

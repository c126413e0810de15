"""Work that is killed: does one kind of operation again and again and tells of each that is done.

Run: ``python tests/crash/worker.py KIND WORKSPACE FOLDER``. Each line printed is the number of an operation
that is acknowledged: whatever happens, it must be there afterwards.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from localizer import pipeline
from localizer.catalog import launches
from localizer.pipeline.exchange_files import merge_file
from localizer.pipeline.exchange_writing import write_exchange
from localizer.store.database import Store, open_store

#: How many products a version of the seller's file has.
GOODS: Final = 40
_TARGET: Final = re.compile(r"(<target[^>]*>).*?(</target>)", re.DOTALL)


def titles(path: Path, number: int) -> None:
    """Write the version ``number`` of the seller's file: every title names it."""
    lines = [
        "货号,商品标题,成本价(元)",
        *(f"K{n},保温杯 {n} v{number},10.00" for n in range(GOODS)),
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def import_(store: Store, _tools: pipeline.Tools, folder: Path, number: int) -> None:
    """Import another version of a file."""
    file = folder / "goods.csv"
    titles(file, number)
    pipeline.import_catalog(store, file, catalog="goods")


def draft(store: Store, tools: pipeline.Tools, _folder: Path, number: int) -> None:
    """Draft everything, then take it back."""
    if number % 2 == 0:
        pipeline.draft(store, tools)
    else:
        store.undo()


def first_text(store: Store) -> int:
    """Return the text that is edited."""
    return int(store.read().value("SELECT min(id) FROM translation"))


def edit(store: Store, tools: pipeline.Tools, _folder: Path, number: int) -> None:
    """Type another text."""
    pipeline.edit_translation(store, tools, first_text(store), f"Text {number}")


def approve(store: Store, tools: pipeline.Tools, _folder: Path, number: int) -> None:
    """Approve the next text; from the first one again when all are."""
    ids = [one for (one,) in store.read().tuples(TEXTS)]
    pipeline.approve_translations(store, tools, [ids[number % len(ids)]])


TEXTS: Final = (
    "SELECT t.id FROM translation t JOIN translation_body b ON b.id = t.id "
    "WHERE b.text <> '' ORDER BY t.id"
)


def merge(store: Store, tools: pipeline.Tools, folder: Path, number: int) -> None:
    """Merge a file in which a translator wrote every text anew."""
    target = launches.find(store.read(), None).targets[0]
    file = write_exchange(store, tools, target, folder, "xliff-2.1").path
    text = _TARGET.sub(rf"\g<1>ข้อความ {number}\g<2>", file.read_text("utf-8"))
    file.write_text(text, "utf-8")
    merge_file(store, tools, file, by="Nok")


def export(store: Store, tools: pipeline.Tools, folder: Path, number: int) -> None:
    """Write the files of the launch into a folder of their own."""
    pipeline.export(store, tools, folder / f"out-{number}", formats=["csv"])


def undo(store: Store, tools: pipeline.Tools, _folder: Path, number: int) -> None:
    """Type a text, then take it back."""
    if number % 2 == 0:
        pipeline.edit_translation(store, tools, first_text(store), f"Text {number}")
    else:
        pipeline.undo(store, tools)


Work = Callable[[Store, pipeline.Tools, Path, int], None]
WORK: Final[dict[str, Work]] = {
    "import": import_,
    "draft": draft,
    "edit": edit,
    "approve": approve,
    "merge": merge,
    "export": export,
    "undo": undo,
}
MIGRATE: Final = "migrate"
KINDS: Final = (*WORK, MIGRATE)


def migrate_all(old: Path, folder: Path) -> None:
    """Open one copy of an old workspace after the other."""
    for number in count():
        path = folder / f"m-{number}.localizer"
        shutil.copyfile(old, path.with_suffix(".tmp"))
        path.with_suffix(".tmp").replace(path)
        open_store(path).close()
        print(number, flush=True)


def main(kind: str, workspace: Path, folder: Path) -> None:
    """Work until somebody ends it."""
    if kind == MIGRATE:
        migrate_all(workspace, folder)
        return
    tools = pipeline.load_tools()
    with open_store(workspace, person="Mei") as store:
        for number in count():
            WORK[kind](store, tools, folder, number)
            with store.derive() as step:  # what follows within two seconds is no part of it
                step.write("UPDATE step SET merge_key = ''")
            print(number, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))

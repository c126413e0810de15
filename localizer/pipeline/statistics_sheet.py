"""The statistics as rows of a table that spreadsheets open: one shape for the command line and the window."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final

from localizer.catalog.statistics import Count, StateCounts
from localizer.catalog.work_done import Deed, WorkDone
from localizer.model.formula import neutral
from localizer.model.launch import Target
from localizer.translate.files import replaced

Row = tuple[str | int, ...]
Label = Callable[[Target], str]


class By(StrEnum):
    """What the rows are."""

    STATE = "state"
    PERSON = "person"
    DAY = "day"


_DEEDS: Final = tuple(f"{deed.value}_{what}" for deed in Deed for what in ("texts", "words"))
#: Names of the columns: they are the same in every language, so that programs can read the file.
HEADS: Final[Mapping[By, tuple[str, ...]]] = {
    By.STATE: ("target", "locale", "state", "texts", "words"),
    By.PERSON: ("person", *_DEEDS),
    By.DAY: ("day", "person", *_DEEDS),
}


def state_rows(states: Iterable[StateCounts], label: Label) -> tuple[Row, ...]:
    """Return a row for each target and state; ``label`` writes a target, which is empty for a language."""
    return tuple(
        (
            "" if one.target is None else label(one.target),
            one.locale,
            state.value,
            count.texts,
            count.words,
        )
        for one in states
        for state, count in one.states.items()
    )


def person_rows(done: WorkDone) -> tuple[Row, ...]:
    """Return a row for each person, who did most first."""
    return tuple((person, *_counts(deeds)) for person, deeds in done.by_person().items())


def day_rows(done: WorkDone) -> tuple[Row, ...]:
    """Return a row for each day and person, the oldest day first."""
    people: dict[tuple[str, str], dict[Deed, Count]] = {}
    for one in done.cells:
        deeds = people.setdefault((one.day.isoformat(), one.person), {})
        deeds[one.deed] = deeds.get(one.deed, Count()) + one.count
    return tuple((*key, *_counts(deeds)) for key, deeds in people.items())


def _counts(deeds: Mapping[Deed, Count]) -> Iterable[int]:
    for deed in Deed:
        count = deeds.get(deed, Count())
        yield from (count.texts, count.words)


def csv_text(by: By, rows: Iterable[Row]) -> str:
    """Return the rows under their heads as CSV; no cell of it is a formula."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEADS[by])
    writer.writerows([neutral(str(cell)) for cell in row] for row in rows)
    return stream.getvalue()


def write_csv(path: Path, by: By, rows: Sequence[Row], *, mark: bool = True) -> None:
    """Write the rows as CSV in UTF-8, with a byte-order mark unless told otherwise. Raises `OutputError`."""
    with replaced(path, encoding="utf-8-sig" if mark else "utf-8", newline="") as stream:
        stream.write(csv_text(by, rows))

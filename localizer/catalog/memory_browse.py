"""Looking through a translation memory of any size: filtered ids, what there is to filter by, other files.

Ids come newest first. They are read by ranges of the primary key, so that a search through a million pairs
can be stopped at any moment: it takes 0.1 to 0.8 s (SQLite 3.40, two slow cores, November 2026).
"""

from __future__ import annotations

import re
import sqlite3
import threading
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from localizer.catalog import rows
from localizer.catalog.search import Condition
from localizer.errors import NewerWorkspaceError, WorkspaceError
from localizer.i18n import _
from localizer.jobs import SILENT, Progress
from localizer.model.segment import FROM_IMPORT, FROM_PERSON
from localizer.store.application import APPLICATION_ID
from localizer.store.database import BUSY_MS, Reader, Step
from localizer.store.failures import told
from localizer.store.schema import SCHEMA_VERSION

#: Any engine: what is neither a person's nor imported.
FROM_ENGINE: Final = "engine"
#: Ids looked at between two looks at a wish to stop: 20 to 60 ms.
SPAN: Final = 65_536
#: Words of a search that are looked at.
WORDS: Final = 8
#: The first format that says who wrote a pair.
_OLDEST: Final = 8
_PLAIN: Final = re.compile("[a-z0-9]+")
_QUOTES: Final = '"“”„«»「」'


@dataclass(frozen=True, slots=True)
class MemoryFilter:
    """What is wanted of a memory; an empty field wants nothing.

    Every word of ``text`` must stand in source or target; what stands in quotes is one word. ``origin`` is
    `FROM_PERSON`, `FROM_IMPORT` or `FROM_ENGINE`. ``since`` is the earliest moment (ISO 8601, UTC).
    """

    text: str = ""
    source_locale: str = ""
    target_locale: str = ""
    origin: str = ""
    created_by: str = ""
    since: str = ""

    @property
    def narrows(self) -> bool:
        """Tell whether fewer than all pairs are wanted."""
        return self != MemoryFilter()


def ids(reader: Reader, wanted: MemoryFilter, progress: Progress = SILENT) -> array[int]:
    """Return the ids of the pairs ``wanted`` describes, newest first. Raises `Cancelled` when stopped."""
    found = _condition(wanted)
    # One answer for many rows: SQLite works on while other threads run.
    query = (
        "SELECT json_group_array(id) FROM (SELECT id FROM memory "  # noqa: S608 - our own
        f"WHERE id > :low AND id <= :high AND {found.sql} ORDER BY id DESC)"
    )
    newest = int(reader.value("SELECT coalesce(max(id), 0) FROM memory"))
    made: array[int] = array("q")
    for high in range(newest, 0, -SPAN):
        progress.step(newest - high, newest)
        answer = reader.value(query, {**found.values, "low": high - SPAN, "high": high})
        made.extend(msgspec.json.decode(answer, type=list[int]))
    return made


def _condition(wanted: MemoryFilter) -> Condition:
    parts: list[str] = []
    values: dict[str, Any] = {}
    for name in ("source_locale", "target_locale", "created_by"):
        if value := getattr(wanted, name):
            parts.append(f"{name} = :{name}")
            values[name] = value
    if wanted.since:
        parts.append("created_at >= :since")
        values["since"] = wanted.since
    if wanted.origin == FROM_ENGINE:
        parts.append("origin NOT IN (:person, :import)")
        values |= {"person": FROM_PERSON, "import": FROM_IMPORT}
    elif wanted.origin:
        parts.append("origin = :origin")
        values["origin"] = wanted.origin
    for number, word in enumerate(words(wanted.text)):
        sql, more = _stands(word, f"w{number}")
        parts.append(sql)
        values |= more
    return Condition(" AND ".join(parts) or "true", values)


def words(text: str) -> tuple[str, ...]:
    """Return what is looked for: words, and what stands in quotes as one; each once, `WORDS` at most."""
    plain = unicodedata.normalize("NFC", text)
    for mark in _QUOTES[1:]:
        plain = plain.replace(mark, _QUOTES[0])
    found: list[str] = []
    for place, part in enumerate(plain.split(_QUOTES[0])):
        # A quote that is not closed yet opens nothing: its words count one by one.
        is_quoted = place % 2 == 1 and place < plain.count(_QUOTES[0])
        found += [" ".join(part.split())] if is_quoted else part.split()
    return tuple(dict.fromkeys(one for one in found if one))[:WORDS]


def _stands(word: str, name: str) -> tuple[str, dict[str, str]]:
    """Return SQL for a word in source or target, whatever its case.

    SQLite's LIKE folds the case of ASCII alone; other letters are looked for in each of their cases. A word
    without case, Chinese say, is found by instr in four fifths of the time.
    """
    if word.lower() == word.upper():
        return f"(instr(source, :{name}) OR instr(target, :{name}))", {name: word}
    cases = {word, word.lower(), word.upper(), word.capitalize()}
    folded = {"".join(c.lower() if c.isascii() else c for c in case) for case in cases}
    parts: list[str] = []
    values: dict[str, str] = {}
    for number, case in enumerate(sorted(folded)):
        key = f"{name}_{number}"
        values[key] = f"%{_escaped(case)}%"
        plain = max(_PLAIN.findall(case), key=len, default="")
        # LIKE looks for a first letter of ASCII alone ten times as fast as for another.
        first = "" if case[0].isascii() or not plain else f"{{0}} LIKE :{key}_plain AND "
        if first:
            values[f"{key}_plain"] = f"%{plain}%"
        likes = f"({first}{{0}} LIKE :{key} ESCAPE '\\')"
        parts += [likes.format(column) for column in ("source", "target")]
    return f"({' OR '.join(parts)})", values


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def locales(reader: Reader) -> tuple[tuple[str, str], ...]:
    """Return which pairs of source and target locale there are."""
    query = "SELECT DISTINCT source_locale, target_locale FROM memory ORDER BY 1, 2"
    return tuple(tuple(row) for row in reader.tuples(query))


def people(reader: Reader) -> tuple[str, ...]:
    """Return who wrote or imported pairs, by name."""
    query = "SELECT DISTINCT created_by FROM memory WHERE created_by <> '' ORDER BY 1"
    return tuple(row[0] for row in reader.tuples(query))


def put_target(step: Step, number: int, target: str) -> None:
    """Give a pair another target, of the person of this step."""
    who = {"origin": FROM_PERSON, "created_by": step.by, "created_at": step.moment}
    rows.update(step, "memory", number, {"target": target, **who})


def drop(step: Step, numbers: Sequence[int]) -> None:
    """Delete pairs, at most `memory.MANY`."""
    marks = ", ".join("?" * len(numbers))
    step.write(f"DELETE FROM memory WHERE id IN ({marks})", tuple(numbers))  # noqa: S608 - only marks


@dataclass(frozen=True, slots=True)
class Attached:
    """A memory of another workspace file; ``penalty`` points are taken off its matches."""

    id: int
    path: Path
    penalty: int


def attached(reader: Reader) -> tuple[Attached, ...]:
    """Return the attached memories, the one with the fewest points off first."""
    found = reader.rows("SELECT * FROM attached_memory ORDER BY penalty, id")
    return tuple(Attached(row["id"], Path(row["path"]), row["penalty"]) for row in found)


def put_attached(step: Step, path: Path, penalty: int) -> bool:
    """Attach the memory of ``path``, or change its penalty; tell whether that changed anything."""
    return rows.put(step, "attached_memory", {"path": str(path)}, {"penalty": penalty})


def drop_attached(step: Step, number: int) -> bool:
    """Detach a memory; its file stays as it is. Tell whether there was one."""
    return rows.remove(step, "attached_memory", {"id": number})


@contextmanager
def opened(path: Path) -> Iterator[Reader]:
    """Read the memory of another workspace, from any thread; nothing is ever written to it.

    Raises `WorkspaceError` when the file is missing, no workspace or of an older format that does not say
    who wrote a pair, `NewerWorkspaceError` when a newer program made it.
    """
    if not path.is_file():
        raise WorkspaceError(_("There is no workspace {file} any more.").format(file=path))
    with told(path):
        # A connection that may only read leaves SQLite's two files lying beside the other workspace.
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw", uri=True, check_same_thread=False
        )
    with closing(connection):
        with told(path):
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA query_only = ON")
            connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        _refuse(path, application, version)
        yield Reader(connection, path=path, lock=threading.RLock())


def _refuse(path: Path, application: int, version: int) -> None:
    if application != APPLICATION_ID:
        raise WorkspaceError(_("{file} is not a Localizer workspace.").format(file=path))
    if version > SCHEMA_VERSION:
        raise NewerWorkspaceError(
            _(
                "{file} was made by a newer Localizer (format {found}; this one knows {known}). "
                "Update Localizer to open it."
            ).format(file=path, found=version, known=SCHEMA_VERSION)
        )
    if version < _OLDEST:
        raise WorkspaceError(
            _(
                "{file} was made by an older Localizer. Open it once in this one, then add it."
            ).format(file=path)
        )

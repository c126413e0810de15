"""What a file brings, a chunk at a time: new products as rows to insert, known ones whole, to be compared.

New products leave as plain rows because these are quicker to carry between processes and to write than
values; what says the same as last time is not made at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from localizer.catalog.merging import VARIANTS
from localizer.catalog.new_rows import NewColumns, NewRows, new_rows
from localizer.intake.assemble import build_product
from localizer.intake.bulk_rows import BulkRows
from localizer.intake.context import Context
from localizer.intake.issues import IssueLog, RowIssue
from localizer.intake.reading import FIELDS, OpenFile, OwnFile
from localizer.intake.rows import Batch, Group, tidied
from localizer.intake.same_codes import SameCodes, renamed, skus_of
from localizer.model.product import Product

#: Products a chunk: some tens of milliseconds of work, so that a wish to stop is soon heard.
CHUNK: Final = 1000
#: Fewer new products than this stand as rows: columns are worth their while for many.
FEW: Final = 8
#: Keys looked at to find the catalog a file belongs to.
KEYS_LOOKED_AT: Final = 500
#: Products read ahead at most: a quarter of a second, some twenty megabytes.
HELD: Final = 10_000
#: Ends the digest of a product about whose rows there is something to tell each time they are read.
TOLD: Final = "!"


@dataclass(slots=True)
class Chunk:
    """Some products in file order: new ones, known ones, keys of unchanged ones.

    With a known product come its digest and the fields whose cells could not be read, ``variants`` where a
    row of it was not used. ``unused`` are numbers, SKUs or titles of rows that were not used. ``read`` counts
    the data rows so far.
    """

    new: list[list[NewRows] | NewColumns] = field(default_factory=list)
    products: list[tuple[Product, str, frozenset[str]]] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    issues: tuple[RowIssue, ...] = ()
    assumptions: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    read: int = 0

    @property
    def added(self) -> int:
        """How many new products there are."""
        return sum(part.size if isinstance(part, NewColumns) else len(part) for part in self.new)

    @property
    def size(self) -> int:
        """How many products there are."""
        return self.added + len(self.products) + len(self.same)

    def add(self, rows: NewRows) -> None:
        """Add a new product."""
        if not self.new or isinstance(self.new[-1], NewColumns):
            self.new.append([])
        self.new[-1].append(rows)  # type: ignore[union-attr]


@dataclass(frozen=True, slots=True)
class FileInfo:
    """What is known of a file before its products are made; ``keys`` are those of its first products.

    ``skus`` are SKUs of the first products of a file that has no other number for them: where a title was
    edited, they tell which product it is.
    """

    format: str
    layout: str
    sheet: str
    signature: str
    locale: str
    present: frozenset[str]
    ignored_columns: tuple[str, ...]
    estimate: int
    keys: tuple[str, ...]
    catalog: str = ""
    skus: tuple[str, ...] = ()


class Source:
    """A file that is open: its info, and its chunks, once."""

    def __init__(self, opened: OpenFile | OwnFile) -> None:
        """Read the first groups, for their keys."""
        self._opened = opened
        self._first: list[Group | Batch] = []
        if isinstance(opened, OwnFile):
            self.info = _own_info(opened)
            return
        self._groups = opened.groups()
        keys: list[str] = []
        for group in self._groups:
            self._first.append(group)
            keys += [group.key] if isinstance(group, Group) else group.keys
            if len(keys) >= KEYS_LOOKED_AT:
                break
        skus = _skus(self._first) if opened.grouping.keyed_by_title else ()
        self.info = _info(opened, tuple(keys), skus)

    def read_ahead(self, is_enough: Callable[[], bool]) -> None:
        """Read on while it is not yet known what the catalog holds. Raises what reading raises."""
        if isinstance(self._opened, OwnFile):
            return
        held = 0
        while held < HELD and not is_enough() and (group := next(self._groups, None)) is not None:
            self._first.append(group)
            held += 1 if isinstance(group, Group) else len(group.keys)

    def chunks(self, known: Mapping[str, str], owners: Mapping[str, str]) -> Iterator[Chunk]:
        """Yield what the file brings to a catalog that knows the digests ``known`` by key.

        ``owners`` are the keys of its products by SKU, for files with ``skus``. Raises what reading raises:
        `InputError`, `Cancelled`, `ReadAgainError`.
        """
        if isinstance(self._opened, OwnFile):
            return _own_chunks(self._opened, known)
        return _chunks(self._opened, chain(self._first, self._groups), known, owners)


def _skus(groups: Iterable[Group | Batch]) -> tuple[str, ...]:
    """Return the first SKU of each product that states one."""
    found = (next(iter(skus_of(group)), "") for group in groups if isinstance(group, Group))
    return tuple(filter(None, found))


def _info(opened: OpenFile, keys: tuple[str, ...], skus: tuple[str, ...]) -> FileInfo:
    table = opened.table
    return FileInfo(
        format=table.format,
        layout=table.layout,
        sheet=table.sheet,
        signature=opened.signature,
        locale=opened.locale,
        present=opened.present,
        ignored_columns=opened.columns.ignored,
        estimate=opened.rows.estimate,
        keys=keys,
        skus=skus,
    )


def _own_info(opened: OwnFile) -> FileInfo:
    table, stream = opened.table, opened.stream
    return FileInfo(
        format=table.format,
        layout=table.layout,
        sheet=table.sheet,
        signature=opened.signature,
        locale=stream.locale,
        present=stream.present,
        ignored_columns=stream.ignored_columns,
        estimate=table.estimate,
        keys=tuple(product.key for product in stream.head),
        catalog=stream.catalog,
    )


def _chunks(
    opened: OpenFile,
    groups: Iterable[Group | Batch],
    known: Mapping[str, str],
    owners: Mapping[str, str],
) -> Iterator[Chunk]:
    maker = _Maker(opened, known)
    same = SameCodes(opened.columns, opened.log)
    if owners:
        groups = renamed(groups, known, owners)
    for group in groups:
        same.look_at(group)
        maker.take(group)
        if maker.chunk.size >= CHUNK:
            yield maker.finished()
    opened.grouping.tell_unnumbered(opened.log)
    yield maker.finished()


class _Maker:
    """Makes chunks of the rows of products."""

    def __init__(self, opened: OpenFile, known: Mapping[str, str]) -> None:
        spec = opened.spec
        self._opened = opened
        self._known = known
        self._context = Context(spec.columns, spec.mark, spec.locale, opened.log, spec.proved)
        self._bulk = BulkRows(self._context)
        #: New products of one row each, to be made together.
        self._waiting: list[Group] = []
        self.chunk = Chunk()

    def take(self, rows: Group | Batch) -> None:
        """Take the rows of one product, or of many of one row each."""
        if isinstance(rows, Group):
            self._take_group(rows)
        else:
            self._take_batch(rows)
        if len(self._waiting) >= CHUNK:
            self._make_waiting()

    def finished(self) -> Chunk:
        """Return what was made since the last time."""
        self._make_waiting()
        chunk, self.chunk = self.chunk, Chunk()
        return _finished(chunk, self._opened.log, self._opened.rows.read)

    def _take_group(self, group: Group) -> None:
        digest = self._known.get(group.key)
        if digest == group.digest:
            self.chunk.same.append(group.key)
        elif digest == group.digest + TOLD:
            build_product(tidied(group), self._context)  # for what there is to tell
            self.chunk.same.append(group.key)
        elif digest is not None:
            self.chunk.products.append(self._changed(group))
        elif self._bulk.applies and len(group.records) == 1:
            self._waiting.append(group)
        else:
            self._make_waiting()
            told = self._opened.log.told
            product = build_product(tidied(group), self._context)
            self.chunk.add(new_rows(product, self._digest(group, told)))

    def _take_batch(self, batch: Batch) -> None:
        known = list(map(self._known.get, batch.keys)) if self._known else []
        if known == batch.digests:
            self.chunk.same += batch.keys
        elif self._bulk.applies and all(digest is None for digest in known):
            self._make_waiting()
            self.chunk.new.append(self._columns(batch))
        else:
            for at in range(len(batch.keys)):
                self._take_group(batch.group(at))

    def _make_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        columns = self._columns(Batch.of(waiting))
        if columns.size >= FEW:
            self.chunk.new.append(columns)
        else:
            for rows in columns.rows():
                self.chunk.add(rows)

    def _columns(self, batch: Batch) -> NewColumns:
        """Return new products as columns, their digests marked where there was something to tell."""
        log = self._opened.log
        told = log.told
        columns = self._bulk.columns(batch)
        if rows := log.rows_after(told):
            marked = [
                digest + TOLD if number in rows else digest
                for number, digest in zip(batch.numbers, batch.digests, strict=True)
            ]
            return columns._replace(product=(*columns.product[:-1], marked))
        return columns

    def _digest(self, group: Group, told: int) -> str:
        """Return the digest of a group made when so much had been ``told``."""
        return group.digest + (TOLD if self._opened.log.told != told else "")

    def _changed(self, group: Group) -> tuple[Product, str, frozenset[str]]:
        context = self._context
        context.unread.clear()
        context.inherits = False
        told = context.log.told
        product = build_product(tidied(group), context)
        context.inherits = True
        unread = {FIELDS.get(role, role) for role in context.unread}
        if group.key in context.log.unused:
            unread.add(VARIANTS)
        return product, self._digest(group, told), frozenset(unread)


def _own_chunks(opened: OwnFile, known: Mapping[str, str]) -> Iterator[Chunk]:
    chunk = Chunk()
    for product in opened.stream.each():
        if product.key in known:
            unread = frozenset({VARIANTS} if product.key in opened.log.unused else ())
            chunk.products.append((product, "", unread))
        else:
            chunk.add(new_rows(product, ""))
        if chunk.size >= CHUNK:
            yield _finished(chunk, opened.log, opened.stream.read)
            chunk = Chunk()
    yield _finished(chunk, opened.log, opened.stream.read)


def _finished(chunk: Chunk, log: IssueLog, read: int) -> Chunk:
    """Return ``chunk`` with the remarks made since the last one."""
    chunk.issues, chunk.assumptions = log.give()
    chunk.unused = log.give_unused()
    chunk.read = read
    return chunk

"""What a file brings, a chunk at a time: new products as rows to insert, known ones whole, to be compared.

New products leave as plain rows because these are quicker to carry between processes and to write than
values; what says the same as last time is not made at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from localizer.catalog.product_rows import NewRows, new_rows
from localizer.intake.assemble import build_product
from localizer.intake.context import Context
from localizer.intake.issues import IssueLog, RowIssue
from localizer.intake.plain_rows import PlainRows
from localizer.intake.reading import FIELDS, OpenFile, OwnFile
from localizer.intake.rows import Group, tidied
from localizer.model.product import Product

#: Products a chunk: some tens of milliseconds of work, so that a wish to stop is soon heard.
CHUNK: Final = 500
#: Keys looked at to find the catalog a file belongs to.
KEYS_LOOKED_AT: Final = 500


@dataclass(slots=True)
class Chunk:
    """Some products in file order: new ones, known ones, keys of unchanged ones.

    With a known product come its digest and the fields whose cells could not be read.

    ``read`` counts the data rows so far. ``rests`` are the products of ``rows`` that say more than rows can,
    by place, while a chunk travels.
    """

    rows: list[NewRows] = field(default_factory=list)
    rests: dict[int, Product] = field(default_factory=dict)
    products: list[tuple[Product, str, frozenset[str]]] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    issues: tuple[RowIssue, ...] = ()
    assumptions: tuple[str, ...] = ()
    read: int = 0

    @property
    def size(self) -> int:
        """How many products there are."""
        return len(self.rows) + len(self.products) + len(self.same)


@dataclass(frozen=True, slots=True)
class FileInfo:
    """What is known of a file before its products are made; ``keys`` are those of its first products."""

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


class Source:
    """A file that is open: its info, and its chunks, once."""

    def __init__(self, opened: OpenFile | OwnFile) -> None:
        """Read the first groups, for their keys."""
        self._opened = opened
        self._first: list[Group] = []
        if isinstance(opened, OwnFile):
            self.info = _own_info(opened)
            return
        self._groups = opened.groups()
        for group in self._groups:
            self._first.append(group)
            if len(self._first) >= KEYS_LOOKED_AT:
                break
        self.info = _info(opened, tuple(group.key for group in self._first))

    def chunks(self, known: Mapping[str, str]) -> Iterator[Chunk]:
        """Yield what the file brings to a catalog that knows the digests ``known`` by key.

        Raises what reading raises: `InputError`, `Cancelled`, `SplitProductError`.
        """
        if isinstance(self._opened, OwnFile):
            return _own_chunks(self._opened, known)
        return _chunks(self._opened, chain(self._first, self._groups), known)


def _info(opened: OpenFile, keys: tuple[str, ...]) -> FileInfo:
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


def _chunks(opened: OpenFile, groups: Iterator[Group], known: Mapping[str, str]) -> Iterator[Chunk]:
    log = opened.log
    spec = opened.spec
    context = Context(spec.columns, spec.mark, spec.locale, log)
    plain = PlainRows(context)
    chunk = Chunk()
    for group in groups:
        digest = known.get(group.key)
        if digest is None:
            tidied(group)
            made = plain.rows(group)
            chunk.rows.append(made or new_rows(build_product(group, context), group.digest))
        elif digest == group.digest:
            chunk.same.append(group.key)
        else:
            context.unread.clear()
            context.inherits = False
            product = build_product(tidied(group), context)
            context.inherits = True
            unread = frozenset(FIELDS.get(role, role) for role in context.unread)
            chunk.products.append((product, group.digest, unread))
        if chunk.size >= CHUNK:
            yield _finished(chunk, log, opened.rows.read)
            chunk = Chunk()
    yield _finished(chunk, log, opened.rows.read)


def _own_chunks(opened: OwnFile, known: Mapping[str, str]) -> Iterator[Chunk]:
    chunk = Chunk()
    for product in opened.stream.each():
        if product.key in known:
            chunk.products.append((product, "", frozenset()))
        else:
            chunk.rows.append(new_rows(product, ""))
        if chunk.size >= CHUNK:
            yield _finished(chunk, opened.log, opened.stream.read)
            chunk = Chunk()
    yield _finished(chunk, opened.log, opened.stream.read)


def _finished(chunk: Chunk, log: IssueLog, read: int) -> Chunk:
    """Return ``chunk`` with the remarks made since the last one."""
    chunk.issues, chunk.assumptions = log.give()
    chunk.read = read
    return chunk

"""Read a catalog file: the one door of this package for products."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from localizer.i18n import _
from localizer.intake.assemble import build_product
from localizer.intake.built import BuiltStream
from localizer.intake.context import Context
from localizer.intake.grouping import Grouping
from localizer.intake.habits import Habits, Proof, habits_of
from localizer.intake.issues import IssueLog, RowIssue
from localizer.intake.layout import Layout
from localizer.intake.layouts import layouts
from localizer.intake.mapping import Columns
from localizer.intake.numbers import Mark
from localizer.intake.opening import Recall, known_table
from localizer.intake.rows import Batch, Group, Rows, tidied
from localizer.intake.sheet_errors import tell_errors
from localizer.intake.sniff import cannot_read
from localizer.intake.table import ReadAgainError, Table
from localizer.jobs import SILENT, Progress
from localizer.model.product import Product

HASHED_BYTES: Final = 1 << 22
#: Raised whenever rows are read differently than before: products of the same rows are then made anew.
READING_VERSION: Final = 3
#: Fields of a product and its variants by the column or family of columns that states them.
FIELDS: Final = {
    "title": "title", "description": "description_html", "bullets": "bullets", "bullet": "bullets",
    "brand": "brand", "category": "category", "image": "images", "hs_code": "hs_code",
    "taxonomy": "taxonomy", "cost": "cost", "list_price": "list_price", "stock": "stock", "gtin": "gtin",
    "weight": "weight_g", "sale_price": "offers", "variant_image": "image", "sku": "sku", "tags": "tags",
    "seo_title": "seo_title", "seo_description": "seo_description",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What a catalog file holds and what of it could not be used.

    ``read``, ``skipped`` and ``failed`` count data rows (records, not lines; blank ones are none).
    ``digest`` is the SHA-256 of the file's bytes. ``assumptions`` are translated sentences about what the
    file does not say, such as its currency.
    """

    file: Path
    format: str
    locale: str
    products: tuple[Product, ...]
    read: int
    skipped: int
    failed: int
    issues: tuple[RowIssue, ...]
    ignored_columns: tuple[str, ...]
    assumptions: tuple[str, ...]
    digest: str

    @property
    def variants(self) -> int:
        """Return how many variants the products have together."""
        return sum(len(product.variants) for product in self.products)


@dataclass(frozen=True, slots=True)
class BuildSpec:
    """What holds for all products of a file: its columns, decimal mark, language, marks proved."""

    columns: Columns
    mark: Mark
    locale: str
    proved: Mapping[str, Proof]


@dataclass(slots=True)
class OpenFile:
    """A file whose columns are understood and whose first rows are read; its groups come once.

    ``whole`` has the rows of a product looked for in the whole file, whatever its size.
    """

    path: Path
    table: Table
    columns: Columns
    rows: Rows
    grouping: Grouping
    spec: BuildSpec
    signature: str
    log: IssueLog
    whole: bool = False

    def groups(self) -> Iterator[Group | Batch]:
        """Yield the products' rows. Raises `ReadAgainError` where ``whole`` is needed."""
        if self.whole or self.is_small or self.grouping.by_parent:
            return self.grouping.gathered(self.rows.each(), self.log)
        self.rows.as_written = True
        return self.grouping.streamed(self.rows, self.log)

    def each_group(self) -> Iterator[Group]:
        """Yield the rows of one product after the other."""
        for rows in self.groups():
            if isinstance(rows, Group):
                yield rows
            else:
                yield from map(rows.group, range(len(rows.keys)))

    @property
    def is_small(self) -> bool:
        """Tell whether the file is soon read."""
        return self.rows.is_small

    @property
    def locale(self) -> str:
        """The language of the texts."""
        return self.spec.locale

    @property
    def present(self) -> frozenset[str]:
        """The fields the file has columns for; facts as ``fact:<name>``."""
        return fields_of(self.columns)


@dataclass(slots=True)
class OwnFile:
    """A file whose layout makes the products itself."""

    path: Path
    table: Table
    stream: BuiltStream
    signature: str
    log: IssueLog


def start_reading(
    path: Path,
    *,
    column_map: Mapping[str, str] | None = None,
    sheet: str = "",
    recall: Recall | None = None,
    whole: bool = False,
    progress: Progress = SILENT,
) -> OpenFile | OwnFile:
    """Open ``path`` (whatever its name says), understand its columns and read its first rows.

    ``column_map`` says what a header means where the program would not know: header to column (``title``,
    ``sku``, ``fact``, ``ignore`` …); ``recall`` gives the map confirmed earlier for such headers. ``whole``:
    nothing is taken for granted that `ReadAgainError` has proved wrong. Raises
    `ColumnsUnknownError` for what may be no catalog, `InputError` when the file cannot be read, `Cancelled`
    when asked to stop; a bad row or cell is reported in the log instead.
    """
    progress.step(0, 1)
    opened = known_table(
        path, column_map=column_map, sheet=sheet, recall=recall, in_passing=not whole
    )
    table, columns = opened.table, opened.columns
    log = IssueLog()
    for problem in table.problems:
        log.failed(problem.row, problem.reason)
    layout = _layout(table)
    if layout is not None and layout.products is not None and not column_map:
        stream = BuiltStream(table, layout, log, progress)
        return OwnFile(path, table, stream, opened.signature, log)
    broken = tell_errors(table, columns, log)
    for sentence in opened.assumptions:
        log.assume(sentence)
    if table.others:
        names = ", ".join(grid.name for grid in table.others)
        log.assume(
            _("Only sheet “{sheet}” was read, not: {names}.").format(sheet=table.sheet, names=names)
        )
    for sentence in table.notes:
        log.assume(sentence)
    rows = Rows(table, columns, log, progress)
    habits = habits_of(table, columns, rows.sample)
    for sentence in habits.told:
        log.assume(sentence)
    grouping = Grouping(columns, rows.sample, _signature(columns, habits), broken)
    return OpenFile(
        path=path,
        table=table,
        columns=columns,
        rows=rows,
        grouping=grouping,
        spec=BuildSpec(columns, habits.mark, habits.locale, habits.proved),
        signature=opened.signature,
        log=log,
        whole=whole,
    )


def _layout(table: Table) -> Layout | None:
    return next((one for one in layouts() if one.name == table.layout), None)


def _signature(columns: Columns, habits: Habits) -> bytes:
    """Return what decides, besides its cells, what becomes of a row."""
    used = [(c.index, c.role, c.unit, c.header) for c in columns.by_role.values()]
    marks = {role: mark for role, (mark, _cell) in habits.proved.items()}
    all_said = repr((READING_VERSION, used, habits.mark, habits.locale, marks))
    said = all_said.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(said, digest_size=16).digest()


def fields_of(columns: Columns) -> frozenset[str]:
    """Return the fields ``columns`` state; facts as ``fact:<name>``."""
    found = {FIELDS[name] for role in columns.by_role if (name := role.partition(":")[0]) in FIELDS}
    facts = (column.label.name for column in columns.named("fact") if column.label is not None)
    return frozenset({*found, *(f"fact:{name}" for name in facts)})


def read_catalog(
    path: Path,
    *,
    column_map: Mapping[str, str] | None = None,
    sheet: str = "",
    progress: Progress = SILENT,
) -> Reading:
    """Read all products in ``path``; see `start_reading` for what is raised."""
    try:
        opened = start_reading(path, column_map=column_map, sheet=sheet, progress=progress)
        return _whole(opened, progress)
    except ReadAgainError:
        opened = start_reading(
            path, column_map=column_map, sheet=sheet, whole=True, progress=progress
        )
        return _whole(opened, progress)


def _whole(opened: OpenFile | OwnFile, progress: Progress) -> Reading:
    log = opened.log
    if isinstance(opened, OwnFile):
        products, locale = tuple(opened.stream.each()), opened.stream.locale
        read, ignored = opened.stream.read, opened.stream.ignored_columns
    else:
        spec = opened.spec
        context = Context(spec.columns, spec.mark, spec.locale, log, spec.proved)
        products = tuple(build_product(tidied(group), context) for group in opened.each_group())
        opened.grouping.tell_unnumbered(log)
        locale = opened.locale
        read, ignored = opened.rows.read, opened.columns.ignored
    progress.step(read, read)
    return Reading(
        file=opened.path,
        format=opened.table.format,
        locale=locale,
        products=products,
        read=read,
        skipped=log.rows("skipped"),
        failed=log.rows("failed"),
        issues=log.issues,
        ignored_columns=ignored,
        assumptions=log.assumptions,
        digest=digest_of(opened.path),
    )


def digest_of(path: Path, progress: Progress = SILENT) -> str:
    """Return the SHA-256 of the bytes of ``path`` in hexadecimal. Raises `InputError` and `Cancelled`."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while some := file.read(HASHED_BYTES):
                progress.step(0, 1)
                digest.update(some)
        return digest.hexdigest()
    except OSError as error:
        raise cannot_read(path, error) from error


__all__ = [
    "OpenFile",
    "OwnFile",
    "Reading",
    "RowIssue",
    "digest_of",
    "read_catalog",
    "start_reading",
]

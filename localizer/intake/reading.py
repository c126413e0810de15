"""Read a catalog file: the one door of this package for products."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from localizer.intake.assemble import build_product
from localizer.intake.formats import open_table
from localizer.intake.issues import IssueLog, RowIssue
from localizer.intake.language import guess_locale
from localizer.intake.mapping import fixed_columns, header_score, map_columns
from localizer.intake.numbers import guess_mark
from localizer.intake.rows import Group, group_records, keep_source_language, read_records
from localizer.intake.sniff import cannot_read
from localizer.intake.variants import Context
from localizer.jobs import SILENT, Progress
from localizer.model.product import Product

_NUMBER_ROLES: Final = ("list_price", "cost", "weight")


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


def read_catalog(
    path: Path, *, column_map: Mapping[str, str] | None = None, progress: Progress = SILENT
) -> Reading:
    """Read the products in ``path`` (CSV, TSV or XLSX, whatever its name says).

    ``column_map`` says what a header means where the program would not know: header to column (``title``,
    ``sku``, ``fact``, ``ignore`` …). Raises `InputError` when the file cannot be read or has no titles,
    `Cancelled` when asked to stop; a bad row or cell is reported in `Reading.issues` instead.
    """
    known = column_map or {}
    table = open_table(path, lambda headers: header_score(headers, known))
    columns = map_columns(table.headers, {**fixed_columns(table), **known})
    log = IssueLog()
    records = read_records(table, columns, log, progress)
    kept, stated = keep_source_language(records, columns, log)
    groups = group_records(kept, columns, log)
    locale = stated or guess_locale(_words(groups))
    mark = guess_mark(record.get(role) for record in kept for role in _NUMBER_ROLES)
    products = _build(groups, Context(columns, mark, locale, log), len(records), progress)
    return Reading(
        file=path,
        format=table.format,
        locale=locale,
        products=products,
        read=len(records),
        skipped=log.rows("skipped"),
        failed=log.rows("failed"),
        issues=log.issues,
        ignored_columns=columns.ignored,
        assumptions=log.assumptions,
        digest=digest_of(path),
    )


def _build(
    groups: Sequence[Group], context: Context, rows: int, progress: Progress
) -> tuple[Product, ...]:
    products: list[Product] = []
    done = rows
    for group in groups:
        products.append(build_product(group, context))
        done += len(group.records)
        progress.step(done, rows * 2)
    progress.step(rows * 2, rows * 2)
    return tuple(products)


def _words(groups: Sequence[Group]) -> Iterator[str]:
    for group in groups:
        yield group.first("title")
        yield group.first("description")[:400]


def digest_of(path: Path) -> str:
    """Return the SHA-256 of the bytes of ``path`` in hexadecimal."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise cannot_read(path, error) from error


__all__ = ["Reading", "RowIssue", "digest_of", "read_catalog"]

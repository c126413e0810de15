"""The whole of a file whose layout makes its products itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from localizer.errors import InputError
from localizer.i18n import _
from localizer.intake.headers import simplify
from localizer.intake.issues import IssueLog
from localizer.intake.language import guess_locale
from localizer.intake.layout import Layout
from localizer.intake.rows import MAX_ROWS
from localizer.intake.table import RawRow, Table, is_blank
from localizer.jobs import Progress
from localizer.model.product import Product

#: Products read ahead: they tell the language and the name of the catalog.
HEAD: Final = 500


class _Counted:
    """Rows that are counted as they pass."""

    def __init__(self, table: Table, progress: Progress) -> None:
        self.count = 0
        self._table = table
        self._progress = progress

    def rows(self) -> Iterator[RawRow]:
        """Yield the rows of the table. Raises `InputError` when there are too many."""
        for number, cells in self._table.rows:
            if not is_blank(cells):
                self.count += 1
            if self.count > MAX_ROWS:
                raise InputError(
                    _("The file has more than {limit} rows. Split it into several files.").format(
                        limit=f"{MAX_ROWS:,}"
                    )
                )
            self._progress.step(self.count, max(self._table.estimate, self.count))
            yield number, cells


class BuiltStream:
    """The products of a file one by one, in its order, so that a large catalog is never held whole.

    ``head`` are the first of them. ``locale`` is guessed where the file does not say, ``catalog`` is empty
    then. ``present`` are the fields of products and variants the file has columns for.
    """

    def __init__(self, table: Table, layout: Layout, log: IssueLog, progress: Progress) -> None:
        """Read the head. Raises `LookupError` for a layout that makes no products, and as `each` does."""
        if layout.products is None:
            raise LookupError(f"the layout {layout.name} makes no products itself")
        self._counted = _Counted(table, progress)
        self._rest = layout.products(replace(table, read=self._counted.rows), log)
        first = list(islice(self._rest, HEAD))
        self.head = tuple(one.product for one in first)
        self.locale = next((one.locale for one in first if one.locale), "") or _guessed(self.head)
        self.catalog = next((one.catalog for one in first if one.catalog), "")
        headers = [(header, simplify(header)) for header in table.headers if header]
        self.ignored_columns = tuple(
            header for header, words in headers if words not in layout.reads
        )
        self.present = frozenset(layout.reads.get(words, "") for _header, words in headers) - {""}

    @property
    def read(self) -> int:
        """Return how many data rows have been read so far."""
        return self._counted.count

    def each(self) -> Iterator[Product]:
        """Yield every product, once.

        Raises `InputError` when there are too many rows, `Cancelled` when asked to stop.
        """
        yield from self.head
        for one in self._rest:
            yield one.product


def _guessed(products: Sequence[Product]) -> str:
    return guess_locale(text for one in products for text in (one.title, one.description_html))

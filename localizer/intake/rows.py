"""Rows of a table become records, and records of one product become a group."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from operator import ne
from typing import Final, NamedTuple

from localizer.errors import InputError
from localizer.i18n import _
from localizer.intake.issues import IssueLog
from localizer.intake.mapping import Columns
from localizer.intake.table import RawRow, ReadAgainError, Table, clean
from localizer.jobs import Progress
from localizer.model.segment import normalize

MAX_ROWS: Final = 1_000_000
#: Rows looked at before the first product is made: they tell the file's habits.
SAMPLE_ROWS: Final = 2000
#: A file up to this many rows is held whole, so that the rows of a product may lie apart. In a larger one
#: they are expected together; should they not be, it is read once more, whole.
GATHERED_ROWS: Final = 20_000
_VARIANT_ROLES: Final = frozenset(
    {"sku", "gtin", "cost", "list_price", "stock", "weight", "variant_options"}
)
_VARIANT_FAMILIES: Final = ("option_value:", "option:", "list_price:")
#: Between the cells of a row written as one text.
BREAK: Final = "\x1f"
#: What a blank row consists of.
BLANKS: Final = BREAK + " \t\r\n\u00a0\u3000"
#: Formats in which a cell ends with a character that may stand in a cell.
_TEXT_TABLES: Final = frozenset({"csv", "tsv"})
#: So much of a cell, and of several cells, is shown in a remark.
SHOWN_CHARS: Final = 40
MAX_SHOWN_CHARS: Final = 120
_DIGIT: Final = re.compile(r"\d")
#: A cell that is an amount: 299元, 00, USD 5, 12.50.
_AMOUNT: Final = re.compile(r"\s*(?:[^\W\d_]{1,4}|[^\w\s])?\s*\d[\d.,\s]*(?:[^\W\d_]{1,4}|%)?\s*")
#: What `clean` would change besides the space around a cell.
_UNTIDY: Final = re.compile("[\x00-\x08\x0b-\x1e\x7f\ufeff]")


#: Rows of these characters only are in NFC and hold nothing to clean: Latin letters, the punctuation and
#: letters of Chinese and Japanese, without any that composes or has another form (Unicode 15).
_SAFE: Final = re.compile(
    "[\t\n\x1f -~\u00a1-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u3001-\u3029\u3041-\u3096\u30a1-\u30fa"
    "\u4e00-\u9fff\uff01-\uff5e]*"
)


class SplitProductError(ReadAgainError):
    """The rows of a product lie apart in a large file; it has to be read whole."""


class Record:
    """One data row: its number, its cells in column order, and where each role stands in them.

    ``text`` is the cells as written, joined: what the row says, in the form that is quick to carry.
    """

    __slots__ = ("cells", "given_sku", "places", "row", "text")

    def __init__(self, row: int, cells: list[str], places: Mapping[str, int], text: str) -> None:
        """Hold the cells of ``row``; ``places`` is shared by all records of a file."""
        self.row = row
        self.cells = cells
        self.places = places
        self.text = text
        #: The row's own product number where it stands for a variant of the product above it.
        self.given_sku = ""

    def get(self, role: str) -> str:
        """Return the cell of ``role``, empty where it is blank or the file has no such column."""
        place = self.places.get(role)
        return "" if place is None else self.cells[place]

    def filled(self) -> dict[str, str]:
        """Return the cells that are not blank, by role."""
        cells = self.cells
        return {role: cells[place] for role, place in self.places.items() if cells[place]}

    def with_cells(self, added: Mapping[str, str]) -> Record:
        """Return the record completed by ``added``."""
        cells = list(self.cells)
        for role, text in added.items():
            cells[self.places[role]] = text
        return Record(self.row, cells, self.places, self.text)

    def tidy(self) -> None:
        """Bring cells that are still as written into the form they are read in."""
        self.cells = tidy(self.cells, self.text)

    def describes_variant(self) -> bool:
        """Tell whether the row says anything about a variant, not only about the product."""
        cells = self.cells
        return any(
            cells[place].strip() and is_variant_role(role) for role, place in self.places.items()
        )


class Group(NamedTuple):
    """The records of one product, in file order; ``by_parent`` when they are joined by a parent SKU.

    ``digest`` changes when anything the rows say, or how they are read, changes.
    """

    key: str
    records: tuple[Record, ...]
    by_parent: bool = False
    digest: str = ""

    def first(self, role: str) -> str:
        """Return the first cell of ``role`` that is not blank: following rows inherit it."""
        for record in self.records:
            if text := record.get(role):
                return text
        return ""


class Batch(NamedTuple):
    """Many new or known products of one row each, as columns of equal length; their cells are as written.

    ``texts`` are the cells of each row joined, ``keys`` and ``digests`` those of its `Group`.
    """

    places: Mapping[str, int]
    numbers: Sequence[int]
    cells: Sequence[list[str]]
    texts: Sequence[str]
    keys: Sequence[str]
    digests: Sequence[str]

    def group(self, at: int) -> Group:
        """Return one of the products as a group."""
        record = Record(self.numbers[at], self.cells[at], self.places, self.texts[at])
        return Group(self.keys[at], (record,), digest=self.digests[at])

    @classmethod
    def of(cls, groups: Sequence[Group]) -> Batch:
        """Return groups of one record each, one or more, together."""
        records = [group.records[0] for group in groups]
        return cls(
            records[0].places,
            [record.row for record in records],
            [record.cells for record in records],
            [record.text for record in records],
            [group.key for group in groups],
            [group.digest for group in groups],
        )


@lru_cache(maxsize=1000)
def is_variant_role(role: str) -> bool:
    """Tell whether a column belongs to the variant, not to the product."""
    return role in _VARIANT_ROLES or role.startswith(_VARIANT_FAMILIES)


class Rows:
    """The records of a table, read once from the first to the last, the first ones ahead as a sample.

    ``read`` counts data rows so far (records, not lines; blank ones are none).
    """

    def __init__(self, table: Table, columns: Columns, log: IssueLog, progress: Progress) -> None:
        """Read the sample. Raises `Cancelled` and `InputError` as `each` does."""
        self.columns = columns
        self.read = 0
        self.source = ""
        #: Rows are passed on as written: whoever builds the products tidies them.
        self.as_written = False
        self.estimate = table.estimate
        self.places = {role: column.index for role, column in columns.by_role.items()}
        self.width = len(table.headers)
        #: Whether a comma nobody quoted may have shifted the cells of a row.
        self._may_shift = table.format in _TEXT_TABLES
        self._log = log
        self._progress = progress
        self._last = -1
        self._raw = iter(table.rows)
        self.sample = list(islice(self.records(self._raw), SAMPLE_ROWS))

    @property
    def is_small(self) -> bool:
        """Tell whether the file is small enough to be held whole."""
        return len(self.sample) < SAMPLE_ROWS or self.estimate < GATHERED_ROWS

    def each(self) -> Iterator[Record]:
        """Yield the records in the file's own language, once.

        Rows in another language are reported. Raises `InputError` when there are too many rows or the file
        turns out to be damaged, `Cancelled` when asked to stop.
        """
        records = chain(self.sample, self.records(self._raw))
        if "locale" not in self.columns:
            return records
        return (record for record in records if self._is_source(record))

    def raw(self, size: int) -> Iterator[list[RawRow]]:
        """Yield the rows after the sample as they stand in the file, ``size`` at a time, blank ones too."""
        while rows := list(islice(self._raw, size)):
            yield rows

    def _is_source(self, record: Record) -> bool:
        own = record.get("locale")
        self.source = self.source or own
        if own in ("", self.source):
            return True
        reason = _("The row is a translation ({locale}); the catalog's own language is {source}.")
        self._log.skipped(
            record.row,
            reason.format(locale=own, source=self.source),
            self.columns.header("locale"),
        )
        return False

    def records(self, raws: Iterable[RawRow]) -> Iterator[Record]:
        """Yield the records of rows as they stand in the file; see `each` for what is raised."""
        width = self.width
        for row, raw in raws:
            text = BREAK.join(raw)
            if not text.strip(BLANKS):
                continue
            cells = raw
            if not self.as_written or text.count(BREAK) >= len(raw):
                cells = tidy(raw, text)
                if not any(cells):
                    continue
            self.count((row,))
            if len(cells) != width or text.count(BREAK) >= width:
                if self._is_shifted(row, cells):
                    continue
                cells = self._of_width(row, cells)
                text = BREAK.join(cells)
            yield Record(row, cells, self.places, text)

    def count(self, numbers: Sequence[int]) -> None:
        """Note that the rows numbered so were read; a layout may make several rows of one."""
        before = self.read
        self.read += sum(map(ne, numbers, (self._last, *numbers[:-1])))
        self._last = numbers[-1]
        if self.read > MAX_ROWS:
            raise InputError(
                _("The file has more than {limit} rows. Split it into several files.").format(
                    limit=f"{MAX_ROWS:,}"
                )
            )
        if self.read // 64 != before // 64:
            self._progress.step(self.read, max(1, self.estimate, self.read))

    def _of_width(self, row: int, cells: list[str]) -> list[str]:
        width = self.width
        if len(cells) < width:
            return cells + [""] * (width - len(cells))
        if beyond := _beyond(cells, width):
            reason = _("The row has more cells than the header; “{text}” was left out.")
            self._log.repaired(row, reason.format(text=beyond))
        return cells[:width]

    def _is_shifted(self, row: int, cells: list[str]) -> bool:
        """Tell whether a row has more cells than the header because of a comma nobody quoted; then report it.

        A number beyond the last column, or a price without a digit, says so: no other number of the row can
        be trusted then.
        """
        beyond = _beyond(cells, self.width) if self._may_shift else ""
        if not beyond or not (
            any(map(_AMOUNT.fullmatch, cells[self.width :]))
            or any(cells[at] and not _DIGIT.search(cells[at]) for at in self._amounts())
        ):
            return False
        reason = _(
            "The row has more cells than the header (“{text}”): a comma inside a cell was probably not "
            "quoted, so its numbers may stand in the wrong columns. The row was not used."
        )
        self._log.failed(row, reason.format(text=beyond))
        for role in ("parent_sku", "product", "sku", "title"):
            place = self.places.get(role)
            if place is not None and (code := normalize(clean(cells[place]))):
                self._log.unused[code] = None
        return True

    def _amounts(self) -> list[int]:
        names = ("list_price", "cost", "sale_price", "weight")
        return [at for role, at in self.places.items() if role.partition(":")[0] in names]


def _beyond(cells: Sequence[str], width: int) -> str:
    """Return what stands beyond the last column, shortened."""
    found = "”, “".join(cell[:SHOWN_CHARS] for cell in cells[width:] if cell)
    return found[:MAX_SHOWN_CHARS]


def tidied(group: Group) -> Group:
    """Return ``group`` with the cells of its rows as they are to be read."""
    for record in group.records:
        record.tidy()
    return group


def tidy(cells: list[str], text: str) -> list[str]:
    """Return the cells as `clean` makes them, a whole row at a time where nothing but space is wrong.

    ``text`` is the cells joined.
    """
    return list(map(str.strip if is_tidy(text) else clean, cells))


def is_tidy(text: str) -> bool:
    """Tell whether nothing but space around cells is wrong in ``text``, cells joined by `BREAK`."""
    if _SAFE.fullmatch(text):
        return True
    # Quicker than to look for what is untidy, but nothing with a line break passes.
    is_clean = text.replace(BREAK, "").isprintable() or _UNTIDY.search(text) is None
    return is_clean and unicodedata.is_normalized("NFC", text)


def tidy_columns(cells: Sequence[list[str]], texts: Sequence[str]) -> Sequence[Sequence[str]]:
    """Return the columns of rows of one width, tidied: a few steps for all rows where nothing is wrong."""
    if is_tidy(BREAK.join(texts)):
        return [list(map(str.strip, column)) for column in zip(*cells, strict=True)]
    return list(zip(*map(tidy, cells, texts), strict=True))

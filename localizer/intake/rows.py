"""Rows of a table become records, and records of one product become a group."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Final, NamedTuple

from localizer.errors import InputError
from localizer.i18n import _
from localizer.intake.gtin import looks_shortened
from localizer.intake.issues import IssueLog
from localizer.intake.mapping import Columns
from localizer.intake.table import Table, clean
from localizer.jobs import Progress
from localizer.model.segment import normalize

MAX_ROWS: Final = 1_000_000
#: Rows looked at before the first product is made: they tell the file's habits.
SAMPLE_ROWS: Final = 2000
#: A file up to this many rows is held whole, so that the rows of a product may lie apart. In a larger one
#: they are expected together; should they not be, it is read once more, whole.
GATHERED_ROWS: Final = 20_000
_VARIANT_ROLES: Final = frozenset({"sku", "gtin", "cost", "list_price", "stock", "weight"})
_VARIANT_FAMILIES: Final = ("option_value:", "option:", "list_price:")
_BREAK: Final = "\x1f"
#: How a lone cell below or above a table begins that is no product.
_NOTE: Final = re.compile(
    r"(?:注|备注|備註|说明|說明|合计|合計|总计|總計|联系|聯繫|以上|notes?|total|remark|catatan|ghi chú|"
    r"หมายเหตุ)"
    r"(?:[:：\s]|$|以|价)",
    re.IGNORECASE,
)
_BLANKS: Final = _BREAK + " \t\r\n\u00a0\u3000"
#: What `clean` would change besides the space around a cell.
_UNTIDY: Final = re.compile("[\x00-\x08\x0b-\x1e\x7f\ufeff]")


#: Rows of these characters only are in NFC and hold nothing to clean: Latin letters, the punctuation and
#: letters of Chinese and Japanese, without any that composes or has another form (Unicode 15).
_SAFE: Final = re.compile(
    "[\t\n\x1f -~\u00a1-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u3001-\u3029\u3041-\u3096\u30a1-\u30fa"
    "\u4e00-\u9fff\uff01-\uff5e]*"
)


class SplitProductError(Exception):
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
        self._log = log
        self._progress = progress
        self._width = len(table.headers)
        self._places = {role: column.index for role, column in columns.by_role.items()}
        self._stream = self._records(table)
        self.sample = list(islice(self._stream, SAMPLE_ROWS))

    @property
    def is_small(self) -> bool:
        """Tell whether the file is small enough to be held whole."""
        return len(self.sample) < SAMPLE_ROWS or self.estimate < GATHERED_ROWS

    def each(self) -> Iterator[Record]:
        """Yield the records in the file's own language, once.

        Rows in another language are reported. Raises `InputError` when there are too many rows or the file
        turns out to be damaged, `Cancelled` when asked to stop.
        """
        records = chain(self.sample, self._stream)
        if "locale" not in self.columns:
            return records
        return (record for record in records if self._is_source(record))

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

    def _records(self, table: Table) -> Iterator[Record]:
        places, width, total = self._places, self._width, max(1, self.estimate)
        last = -1
        for row, raw in table.rows:
            text = _BREAK.join(raw)
            if not text.strip(_BLANKS):
                continue
            cells = raw
            if not self.as_written or text.count(_BREAK) >= len(raw):
                cells = tidy(raw, text)
                if not any(cells):
                    continue
            self.read += row != last  # a layout may make several rows of one
            last = row
            if self.read > MAX_ROWS:
                raise InputError(
                    _("The file has more than {limit} rows. Split it into several files.").format(
                        limit=f"{MAX_ROWS:,}"
                    )
                )
            if len(cells) != width or text.count(_BREAK) >= width:
                cells = self._of_width(row, cells)
                text = _BREAK.join(cells)
            if not self.read % 64:
                self._progress.step(self.read, max(total, self.read))
            yield Record(row, cells, places, text)

    def _of_width(self, row: int, cells: list[str]) -> list[str]:
        width = self._width
        if len(cells) < width:
            return cells + [""] * (width - len(cells))
        beyond = next((cell for cell in cells[width:] if cell), None)
        if beyond is not None:
            self._log.repaired(
                row,
                _("The row has more cells than the header; “{text}” was left out.").format(
                    text=beyond[:40]
                ),
            )
        return cells[:width]


def tidied(group: Group) -> Group:
    """Return ``group`` with the cells of its rows as they are to be read."""
    for record in group.records:
        record.tidy()
    return group


def tidy(cells: list[str], text: str) -> list[str]:
    """Return the cells as `clean` makes them, a whole row at a time where nothing but space is wrong.

    ``text`` is the cells joined.
    """
    if _SAFE.fullmatch(text) or (
        _UNTIDY.search(text) is None and unicodedata.is_normalized("NFC", text)
    ):
        return list(map(str.strip, cells))
    return list(map(clean, cells))


class Grouping:
    """How the rows of one file come together to products; ``signature`` says how they are read."""

    def __init__(self, columns: Columns, sample: Sequence[Record], signature: bytes) -> None:
        """Learn from ``sample`` whether explicit keys repeat."""
        self._columns = columns
        self._signature = signature
        self.by_parent = "parent_sku" in columns
        self._by_title = any(
            column.role.startswith(("option:", "option_value:"))
            for column in columns.by_role.values()
        )
        self._by_product = "product" in columns
        self._options = tuple(
            column.index
            for column in columns.by_role.values()
            if column.role.startswith(("option:", "option_value:"))
        )
        counts = Counter(key for record in sample if (key := self._explicit(record)))
        #: Product numbers that stand for one row each: then a row without a title is a variant.
        self._number_a_row = max(counts.values(), default=0) <= 1

    def _explicit(self, record: Record) -> str:
        if self.by_parent:
            key = record.get("parent_sku") or record.get("sku") or record.get("product")
        elif self._by_product:
            key = _whole(record.get("product"))
        else:
            key = record.get("title") if self._by_title else ""
        return _plain_key(key) if key else ""

    def keyed(self, records: Iterable[Record], log: IssueLog) -> Iterator[tuple[str, Record]]:
        """Yield each record with the key of its product. A row that belongs to none is reported."""
        previous = ""
        head: Record | None = None
        for record in records:
            if _NOTE.match(alone := record.text.strip(_BLANKS)) and _BREAK not in alone:
                log.skipped(record.row, _("The row is a note, not a product."))
                continue
            self._tell_shortened(record, log)
            key = self._explicit(record) or _key_of_title(record)
            if not key and previous and record.describes_variant():
                key = previous
            elif head is not None and self._is_variant_of_above(record):
                for member in (head, record):
                    member.given_sku = _plain_key(member.get("product"))
                key = previous
            if key != previous:
                head = record if _has_title([record]) else None
            previous = key
            if key:
                yield key, record
            else:
                log.failed(
                    record.row, _("The row has no title and belongs to no product above it.")
                )

    def _is_variant_of_above(self, record: Record) -> bool:
        """Tell whether a row with its own number, options and no title goes on with the product above."""
        if not (self._by_product and self._number_a_row and self._options) or self.by_parent:
            return False
        cells = record.cells
        has_options = any(cells[place].strip() for place in self._options)
        return has_options and not _has_title([record]) and not record.get("sku").strip()

    def _tell_shortened(self, record: Record, log: IssueLog) -> None:
        text = record.get("product")
        if "+" in text and looks_shortened(text):
            log.repaired(
                record.row,
                _(
                    "Excel shortened the product number to {text}, so its last digits are lost; the title "
                    "stands for it. Format the column as text in the original file and export it again."
                ).format(text=text[:40]),
                self._columns.header("product"),
            )

    def gathered(self, records: Iterable[Record], log: IssueLog) -> Iterator[Group]:
        """Yield every group of a file held whole, in the order of their first rows."""
        found: dict[str, list[Record]] = {}
        for key, record in self.keyed(records, log):
            found.setdefault(key, []).append(record)
        for key, members in found.items():
            if group := self._group(key, members, log):
                yield group

    def streamed(self, records: Iterable[Record], log: IssueLog) -> Iterator[Group]:
        """Yield groups of rows that stand together. Raises `SplitProductError` when a key comes back."""
        seen: set[str] = set()
        members: list[Record] = []
        current = ""
        for key, record in self.keyed(records, log):
            if key != current:
                if members and (group := self._group(current, members, log)):
                    yield group
                if key in seen:
                    raise SplitProductError
                seen.add(key)
                current, members = key, []
            members.append(record)
        if members and (group := self._group(current, members, log)):
            yield group

    def _group(self, key: str, records: list[Record], log: IssueLog) -> Group | None:
        if _has_title(records):
            if self.by_parent:  # the parent's own words first, wherever its row stands
                records = sorted(records, key=lambda record: bool(record.get("parent_sku")))
            return Group(key, tuple(records), self.by_parent, self._digest(records))
        reason = _("The row has no title, and no other row gives one for product {product}.")
        for record in records:
            log.failed(record.row, reason.format(product=key), self._columns.header("title"))
        return None

    def _digest(self, records: Sequence[Record]) -> str:
        said = (
            "\n".join([record.text for record in records]) if len(records) > 1 else records[0].text
        )
        data = said.encode("utf-8", "surrogatepass")
        return hashlib.blake2b(data, digest_size=8, key=self._signature).hexdigest()


def _has_title(records: Sequence[Record]) -> bool:
    for record in records:
        title = record.get("title")
        if title and not title.isspace():
            return True
    return False


def _plain_key(text: str) -> str:
    """Return a key as `normalize` writes it; most are plain already."""
    if text.isascii() and text.isprintable() and " " not in text:
        return text
    return normalize(clean(text))


def _key_of_title(record: Record) -> str:
    """Return the SKU or title of a row that has a title and so begins a product."""
    title = record.get("title").strip()
    return _plain_key(_whole(record.get("sku").strip()) or title) if title else ""


def _whole(key: str) -> str:
    """Return a key unless a spreadsheet has cut its digits: it would stand for many products."""
    return "" if "+" in key and looks_shortened(key) else key

"""Records of one product become a group: by the product number, the SKU or the title."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import repeat
from typing import Final

from localizer.i18n import _, ngettext
from localizer.intake.gtin import looks_shortened
from localizer.intake.issues import IssueLog
from localizer.intake.mapping import Columns
from localizer.intake.rows import BLANKS, BREAK, Batch, Group, Record, Rows, SplitProductError
from localizer.intake.table import RawRow, clean
from localizer.model.segment import normalize

#: Rows taken together: a few hundredths of a second of work, so that a wish to stop is soon heard.
TOGETHER: Final = 1000
#: How a lone cell below or above a table begins that is no product.
_NOTE: Final = re.compile(
    r"(?:注|备注|備註|说明|說明|合计|合計|总计|總計|联系|聯繫|以上|notes?|total|remark|catatan|ghi chú|"
    r"หมายเหตุ)"
    r"(?:[:：\s]|$|以|价)",
    re.IGNORECASE,
)

#: How a row with the sums of the others begins: the whole of its first cell.
_TOTAL: Final = re.compile(
    r"(?:合计|合計|总计|總計|小计|小計|总和|grand total|sub-?total|totals?|jumlah|gesamt|summe|"
    rf"tổng|tổng cộng|รวม|ยอดรวม)\s*[:：]?\s*(?:{BREAK}|$)",
    re.IGNORECASE,
)


class Grouping:
    """How the rows of one file come together to products; ``signature`` says how they are read."""

    def __init__(
        self,
        columns: Columns,
        sample: Sequence[Record],
        signature: bytes,
        broken: Collection[int] = (),
    ) -> None:
        """Learn from ``sample`` whether explicit keys repeat; the title of ``broken`` rows is an error."""
        self.columns = columns
        #: Copied for each digest: that takes two thirds of the time of a new one.
        self._hash = hashlib.blake2b(digest_size=8, key=signature)
        self.by_parent = "parent_sku" in columns
        self.broken = broken
        self._by_product = "product" in columns
        self._options = tuple(
            column.index
            for column in columns.by_role.values()
            if column.role.startswith(("option:", "option_value:", "variant_options"))
        )
        self._by_title = bool(self._options)
        #: Where a row may state the number of its product.
        self._numbers = tuple(
            columns.by_role[role].index
            for role in ("parent_sku", "product", "sku")
            if role in columns.by_role
        )
        #: Products whose rows state no number.
        self.unnumbered = 0
        counts = Counter(key for record in sample if (key := self.explicit(record)))
        #: Product numbers that stand for one row each: then a row without a title is a variant.
        self.number_a_row = max(counts.values(), default=0) <= 1

    def explicit(self, record: Record) -> str:
        """Return the key that a row states, empty for none."""
        if self.by_parent:
            key = record.get("parent_sku") or record.get("sku") or record.get("product")
        elif self._by_product:
            key = _whole(record.get("product"))
        else:
            key = record.get("title") if self._by_title else ""
        return _plain_key(key) if key else ""

    @property
    def keyed_by_title(self) -> bool:
        """Tell whether titles stand for products, though rows have an SKU."""
        explicit = self.by_parent or self._by_product
        return self._by_title and not explicit and "sku" in self.columns

    def tell_unnumbered(self, log: IssueLog) -> None:
        """Tell, once, how many products so far have no number."""
        if self.unnumbered:
            log.assume(
                ngettext(
                    "{n} product has no number; its title stands for it. With another title it will be "
                    "another product.",
                    "{n} products have no number; their titles stand for them. With another title each will "
                    "be another product.",
                    self.unnumbered,
                ).format(n=self.unnumbered)
            )

    def not_used(self, record: Record, log: IssueLog) -> None:
        """Note that the product of a reported row is in the file all the same."""
        codes = [_plain_key(record.get(role)) for role in ("parent_sku", "product", "sku")]
        codes = [code for code in codes if code] or [_plain_key(record.get("title"))]
        log.unused.update(dict.fromkeys(filter(None, codes)))

    def is_variant_of_above(self, record: Record) -> bool:
        """Tell whether a row with its own number, options and no title goes on with the product above."""
        if not (self._by_product and self.number_a_row and self._options) or self.by_parent:
            return False
        cells = record.cells
        has_options = any(cells[place].strip() for place in self._options)
        return has_options and not _has_title([record]) and not record.get("sku").strip()

    def gathered(self, records: Iterable[Record], log: IssueLog) -> Iterator[Group]:
        """Yield every group of a file held whole, in the order of their first rows."""
        keys = _Keys(self, log)
        found: dict[str, list[Record]] = {}
        for record in records:
            if key := keys.of(record):
                found.setdefault(key, []).append(record)
        for key, members in found.items():
            if group := self.group(key, members, log):
                yield group

    def streamed(self, rows: Rows, log: IssueLog) -> Iterator[Group | Batch]:
        """Yield the groups of rows that stand together, many at once where each is one row.

        Raises `SplitProductError` when a key comes back.
        """
        if self._by_title or "locale" in self.columns or "title" not in self.columns:
            yield from self._one_by_one(rows.each(), rows, log)
            return
        stream = _Stream(self, rows, log)
        for record in rows.sample:
            yield from stream.take(record)
        for raws in rows.raw(TOGETHER):
            yield from stream.take_many(raws)
        yield from stream.close()

    def _one_by_one(self, records: Iterable[Record], rows: Rows, log: IssueLog) -> Iterator[Group]:
        stream = _Stream(self, rows, log)
        for record in records:
            yield from stream.take(record)
        yield from stream.close()

    def key_columns(self) -> tuple[int, int]:
        """Return where the key stands and where the title, of files in which a row may be a product."""
        places = {role: column.index for role, column in self.columns.by_role.items()}
        key = next(role for role in ("product", "sku", "title") if role in places)
        return places[key], places["title"]

    def group(self, key: str, records: list[Record], log: IssueLog) -> Group | None:
        """Return the group of ``records``, ``None`` where nothing gives it a title: that is reported."""
        if _has_title(records):
            first = records[0].cells
            if not any(first[at].strip() for at in self._numbers):
                self.unnumbered += 1
            if self.by_parent:  # the parent's own words first, wherever its row stands
                records = sorted(records, key=lambda record: bool(record.get("parent_sku")))
            return Group(
                key,
                tuple(records),
                self.by_parent,
                self.digest("\n".join([record.text for record in records])),
            )
        reason = _("The row has no title, and no other row gives one for product {product}.")
        for record in records:
            log.failed(record.row, reason.format(product=key), self.columns.header("title"))
            self.not_used(record, log)
        return None

    def digest(self, said: str) -> str:
        """Return 16 hex digits of what rows say and how they are read."""
        digest = self._hash.copy()
        digest.update(said.encode("utf-8", "surrogatepass"))
        return digest.hexdigest()


def _is_total(record: Record) -> bool:
    """Tell whether nothing in a row that begins like a total names a product."""
    names = (record.get(role).strip() for role in ("title", "sku", "product", "parent_sku"))
    return all(not name or _TOTAL.fullmatch(name) for name in names)


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


class _Keys:
    """Tells the product of each row, one row after the other: a row may go on with the one above it."""

    def __init__(self, grouping: Grouping, log: IssueLog) -> None:
        self._grouping = grouping
        self._log = log
        self._previous = ""
        self._head: Record | None = None

    def of(self, record: Record) -> str:
        """Return the key of a record's product. A row that belongs to none is reported, and has none."""
        alone = record.text.strip(BLANKS)
        if (_NOTE.match(alone) and BREAK not in alone) or (
            _TOTAL.match(alone) and _is_total(record)
        ):
            self._log.skipped(record.row, _("The row is a note, not a product."))
            return ""
        if record.row in self._grouping.broken:
            self._log.failed(record.row, _("The title is an error, so the product has no name."))
            self._grouping.not_used(record, self._log)
            return ""
        self._tell_shortened(record)
        previous, head = self._previous, self._head
        key = self._grouping.explicit(record) or _key_of_title(record)
        if not key and previous and record.describes_variant():
            key = previous
        elif head is not None and self._grouping.is_variant_of_above(record):
            for member in (head, record):
                member.given_sku = _plain_key(member.get("product"))
            key = previous
        if key != previous:
            self._head = record if _has_title([record]) else None
        self._previous = key
        if not key:
            reason = _("The row has no title and belongs to no product above it.")
            self._log.failed(record.row, reason)
            self._grouping.not_used(record, self._log)
        return key

    def passed(self, key: str) -> None:
        """Note that rows up to the product of ``key``, none of them going on, came another way."""
        self._previous, self._head = key, None

    def _tell_shortened(self, record: Record) -> None:
        text = record.get("product")
        if "+" in text and looks_shortened(text):
            self._log.repaired(
                record.row,
                _(
                    "Excel shortened the product number to {text}, so its last digits are lost; the title "
                    "stands for it. Format the column as text in the original file and export it again."
                ).format(text=text[:40]),
                self._grouping.columns.header("product"),
            )


class _Stream:
    """Puts rows together as they come; holds the rows of one product only."""

    def __init__(self, grouping: Grouping, rows: Rows, log: IssueLog) -> None:
        self._grouping = grouping
        self._rows = rows
        self._log = log
        self._keys = _Keys(grouping, log)
        self._by_title = "title" in grouping.columns and len({*grouping.key_columns()}) == 1
        self._seen: set[str] = set()
        self._current = ""
        self._members: list[Record] = []

    def take(self, record: Record) -> Iterator[Group]:
        """Take one record; yield the group it ends, if it ends one."""
        key = self._keys.of(record)
        if not key:
            return
        if key != self._current:
            yield from self.close()
            if key in self._seen:
                raise SplitProductError
            self._seen.add(key)
            self._current = key
        self._members.append(record)

    def close(self) -> Iterator[Group]:
        """Yield the last group."""
        members, self._members = self._members, []
        if members and (group := self._grouping.group(self._current, members, self._log)):
            yield group

    def take_many(self, raws: Sequence[RawRow]) -> Iterator[Group | Batch]:
        """Take rows as they stand in the file; those that are a product each are passed on together.

        The last of such rows is taken by itself: the next row may go on with it.
        """
        cells = [raw[1] for raw in raws]
        texts = list(map(BREAK.join, cells))
        keys = self._plain_keys(cells, texts)
        at = 0
        for end in (*(n for n, key in enumerate(keys) if not key), len(raws)):
            run = slice(at, end - 1)
            # A row taken by itself may have brought one of the keys in the meantime.
            if end - at > 1 and self._seen.isdisjoint(keys[run]):
                yield from self.close()
                yield self._batch([raw[0] for raw in raws[run]], cells[run], texts[run], keys[run])
                at = end - 1
            for record in self._rows.records(raws[at : end + 1]):
                yield from self.take(record)
            at = end + 1

    def _batch(
        self, numbers: list[int], cells: list[list[str]], texts: list[str], keys: list[str]
    ) -> Batch:
        self._rows.count(numbers)
        self._seen.update(keys)
        self._current = keys[-1]
        self._keys.passed(keys[-1])
        if self._by_title:
            self._grouping.unnumbered += len(keys)
        digests = list(map(self._grouping.digest, texts))
        return Batch(self._rows.places, numbers, cells, texts, keys, digests)

    def _plain_keys(self, cells: Sequence[list[str]], texts: Sequence[str]) -> list[str]:
        """Return the key of each row that is all of a new product for certain, empty for the others."""
        width = self._rows.width
        key_at, title_at = self._grouping.key_columns()
        breaks = list(map(str.count, texts, repeat(BREAK)))
        if {*map(len, cells)} == {width} and {*breaks} == {width - 1}:
            keys = [row[key_at] for row in cells]
            titles = [row[title_at] for row in cells]
            if key_at == title_at or not _are_certain(keys, titles):
                keys = list(map(_certain_key, keys, titles))
        else:
            keys = [
                _certain_key(row[key_at], row[title_at])
                if len(row) == width and count == width - 1
                else ""
                for row, count in zip(cells, breaks, strict=True)
            ]
        if len({*keys}) < len(keys) or not self._seen.isdisjoint(keys):
            counts = Counter(keys)
            keys = [key if counts[key] == 1 and key not in self._seen else "" for key in keys]
        return keys


def _are_certain(keys: Sequence[str], titles: Sequence[str]) -> bool:
    """Tell whether `_certain_key` would return all of ``keys``: mostly, and told in a few steps."""
    together = "".join(keys)
    return (
        all(keys)
        and together.isascii()
        and together.isprintable()
        and " " not in together
        and "+" not in together
        and all(titles)
        and not any(map(str.isspace, titles))
    )


def _certain_key(key: str, title: str) -> str:
    """Return a row's key where neither it nor the title leaves anything open, else nothing."""
    if (
        not title
        or title.isspace()
        or "+" in key
        or (key is title and _NOTE.match(title.strip(BLANKS)))
    ):
        return ""
    return _plain_key(key.strip())

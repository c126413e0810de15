"""Shopify's translations CSV: the file the shop exported, with the translations of one language filled in.

Columns ``Type,Identification,Field,Locale,Market,Status,Default content,Translated content``: code that reads
real exports (marked C in our notes), help.shopify.com, "Translating your store"; looked up November 2026. The
numbers in it are the shop's and cannot be made up, so only rows the file has are filled. Every other cell
keeps its bytes: the apostrophe before the numbers, quotes, line ends, a byte-order mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, ClassVar, Final

from localizer.errors import InputError
from localizer.export.channels.upload import Upload
from localizer.export.channels.words import shopify_handle
from localizer.export.content import ProductContent
from localizer.export.gate import GateResult
from localizer.export.remarks import Kind
from localizer.export.writer import Head, Part
from localizer.i18n import N_, _
from localizer.model.locale import language

COLUMNS: Final = (
    "type", "identification", "field", "locale", "market", "status", "default content",
    "translated content",
)  # fmt: skip
#: Lines one record may go on for; a quote that is never closed must not swallow the file.
MAX_LINES: Final = 20_000
_CELL: Final = re.compile(r'"(?:[^"]|"")*"|[^,]*')
_PRODUCT: Final = "product"
_OPTIONS: Final = ("product_option", "product_option_value")
_TITLE, _BODY = "title", "body_html"
_STALE: Final = ("untranslated", "outdated")
_NEEDS_QUOTES: Final = frozenset(',"\r\n')

_KEPT: Final = Kind(
    "kept",
    "Translated content",
    N_("Texts that were translated in the shop already and stay as they are: {n}."),
    N_("Export with “overwrite” to replace them."),
)
_UNKNOWN: Final = Kind(
    "missing",
    "Identification",
    N_("Products that are not in the shop's file: {n}."),
    N_("Export the translations from the shop once more, with these products in it."),
)
_ALIKE: Final = Kind(
    "left_out",
    "Identification",
    N_(
        "Products that cannot be told apart in the shop's file because of one title, left blank: {n}."
    ),
    N_("Give them handles that are the keys of the catalog."),
)
_OPTION: Final = Kind(
    "left_out",
    "Translated content",
    N_("Options translated in several ways, which the shop has one text for, left blank: {n}."),
    N_("Translate the option alike everywhere, or fill it in."),
)
_FILLED: Final = Kind("filled", "Translated content", N_("Texts filled into the shop's file: {n}."))
_LOCALE: Final = Kind(
    "missing",
    "Locale",
    N_("The shop's file has no row in this language."),
    N_("Add the language in the shop and export the translations again."),
    stops=True,
)


def records(path: Path) -> Iterator[tuple[list[str], str]]:
    """Yield the cells of each record as they are written, quotes and all, and the end of its line.

    Joined by commas and followed by its end, every record is what the file has; bytes that are no UTF-8 come
    back as they were (``surrogateescape``). Raises `InputError` for a quote that is never closed.
    """
    with path.open(encoding="utf-8", errors="surrogateescape", newline="") as stream:
        waiting: list[str] = []
        last = 0
        open_quote = False
        for number, line in enumerate(stream, 1):
            last = number
            waiting.append(line)
            open_quote ^= line.count('"') % 2 == 1
            if open_quote and len(waiting) < MAX_LINES:
                continue
            if open_quote:
                break
            yield _cells("".join(waiting))
            waiting = []
        if waiting:
            problem = _("{file} has a quotation mark in line {line} that is never closed.")
            first = last - len(waiting) + 1
            raise InputError(problem.format(file=path.name, line=first))


def _cells(record: str) -> tuple[list[str], str]:
    content = record.rstrip("\r\n")
    cells, place = [], 0
    while True:
        match = _CELL.match(content, place)
        end = match.end() if match else place
        # Something behind a closing quote belongs to the cell, too.
        if end < len(content) and content[end] != ",":
            end = (content + ",").index(",", end)
        cells.append(content[place:end])
        if end >= len(content):
            return cells, record[len(content) :]
        place = end + 1


def text_of(cell: str) -> str:
    """Return what a written cell says."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell


def written(text: str, like: str) -> str:
    """Return ``text`` as a cell, in quotes where it needs them or the cell ``like`` has them."""
    if like.startswith('"') or not _NEEDS_QUOTES.isdisjoint(text):
        return '"{}"'.format(text.replace('"', '""'))
    return text


@dataclass(slots=True)
class _Index:
    """Which products and options the file has; held by number, not by text."""

    by_handle: dict[str, str] = field(default_factory=dict)
    by_title: dict[int, set[str]] = field(default_factory=dict)
    options: set[int] = field(default_factory=set)
    rows: int = 0


@dataclass(slots=True)
class _Spool:
    """Texts wait in a file, so that a large catalog is not held."""

    stream: BinaryIO
    places: dict[tuple[str, str], tuple[int, int] | None] = field(default_factory=dict)

    def keep(self, key: tuple[str, str], text: str) -> bool:
        """Keep the text of ``key``; ``False`` where another text is kept already, and both are dropped."""
        known = self.places.get(key)
        if key in self.places:
            if known is not None and self._read(known) == text:
                return True
            self.places[key] = None
            return False
        data = text.encode(errors="replace")
        self.stream.seek(0, 2)
        self.places[key] = (self.stream.tell(), len(data))
        self.stream.write(data)
        return True

    def get(self, key: tuple[str, str]) -> str:
        """Return the text of ``key``, empty for none."""
        place = self.places.get(key)
        return "" if place is None else self._read(place)

    def _read(self, place: tuple[int, int]) -> str:
        self.stream.seek(place[0])
        return self.stream.read(place[1]).decode()


class ShopifyTranslationsWriter(Upload):
    """Writes ``shopify-translations.csv``, the file of the setting ``fill`` with this language filled in."""

    NEEDS_PRICE: ClassVar[bool] = False
    NEEDS_OPTIONS: ClassVar[bool] = False

    def __init__(self, head: Head, folder: Path) -> None:
        """Look through the file. Raises `InputError` where there is none or it is another kind."""
        super().__init__(head)
        given = self.given("fill")
        if not given or not Path(given).is_file():
            raise InputError(
                _(
                    "Choose the translations file that you exported from Shopify (Settings, Languages)."
                )
            )
        self._source = Path(given)
        self._path = folder / "shopify-translations.csv"
        self._columns = _columns(self._source)
        self._index = self._look_through()
        self._spool = _Spool((folder / "shopify-translations.texts").open("w+b"))
        if not self._index.rows:
            self.remarks.note(_LOCALE)
            self.refused += 1

    def texts(self, content: ProductContent) -> Iterator[tuple[str, str]]:
        """Yield what is written of the product."""
        texts = content.rows[0].texts
        yield "title", texts.title
        yield "description", self.description(content)

    def write(self, content: ProductContent) -> bool:
        """Keep the texts of one product until its rows come."""
        self._keep_options(content)
        product = content.product
        found = self._index.by_handle.get(product.key.casefold()) or self._index.by_handle.get(
            shopify_handle(product.key)
        )
        alike = self._index.by_title.get(hash(product.title.strip()), set())
        number = found or (next(iter(alike)) if len(alike) == 1 else "")
        if not number:
            self.remarks.note(_ALIKE if alike else _UNKNOWN, product.key)
            return True
        kept = self._spool.keep((number, _TITLE), content.rows[0].texts.title)
        text = self.description(content)
        if not (self._spool.keep((number, _BODY), text) and kept):
            self.remarks.note(_ALIKE, product.key)
        return True

    def close(self, verdict: GateResult) -> tuple[Part, ...]:
        """Write the file."""
        del verdict
        rows = 0
        with self._path.open("w", encoding="utf-8", errors="surrogateescape", newline="") as out:
            for place, (cells, end) in enumerate(records(self._source)):
                if place and self._is_ours(cells):
                    self._fill(cells)
                rows += bool(place)
                out.write(",".join(cells) + end)
        self.abort()
        return (Part(self._path, "shopify-translations", ".csv", rows, 0, self.remarks.all()),)

    def abort(self) -> None:
        """Let go of the waiting texts."""
        self._spool.stream.close()

    def _look_through(self) -> _Index:
        index = _Index()
        for place, (cells, _end) in enumerate(records(self._source)):
            if not place or not self._is_ours(cells):
                continue
            index.rows += 1
            kind, name, source = (
                self._text(cells, c).strip() for c in ("type", "field", "default content")
            )
            if kind.casefold() == _PRODUCT:
                number = self._text(cells, "identification")
                if name == "handle":
                    index.by_handle[source.casefold()] = number
                elif name == _TITLE:
                    index.by_title.setdefault(hash(source), set()).add(number)
            elif kind.casefold() in _OPTIONS:
                index.options.add(hash(source))
        return index

    def _is_ours(self, cells: Sequence[str]) -> bool:
        """Tell whether a row is in the language of the target, and for all markets or the one asked for."""
        if len(cells) <= max(self._columns.values()):
            return False
        market = self._text(cells, "market").strip()
        return _same_language(self._text(cells, "locale"), self.head.target.locale) and (
            not market or market == self.given("shopify_market")
        )

    def _fill(self, cells: list[str]) -> None:
        key = self._key(cells)
        text = self._spool.get(key) if key is not None else ""
        if not text:
            return
        place, status = self._columns["translated content"], self._columns["status"]
        stale = text_of(cells[status]).strip().casefold() in _STALE
        old = text_of(cells[place])
        if old == text:
            return
        if old.strip() and not stale and self.given("overwrite") != "yes":
            self.remarks.note(_KEPT)
            return
        cells[place] = written(text, cells[place])
        if stale:
            cells[status] = written("translated", cells[status])
        self.remarks.note(_FILLED)

    def _key(self, cells: Sequence[str]) -> tuple[str, str] | None:
        kind = self._text(cells, "type").strip().casefold()
        if kind == _PRODUCT:
            return self._text(cells, "identification"), self._text(cells, "field").strip()
        return ("", self._text(cells, "default content").strip()) if kind in _OPTIONS else None

    def _keep_options(self, content: ProductContent) -> None:
        for source, text in set(_option_pairs(content)):
            wanted = bool(text) and hash(source) in self._index.options
            if wanted and not self._spool.keep(("", source), text):
                self.remarks.note(_OPTION, content.product.key)

    def _text(self, cells: Sequence[str], column: str) -> str:
        return text_of(cells[self._columns[column]])


def _option_pairs(content: ProductContent) -> Iterator[tuple[str, str]]:
    """Yield source and translation of every name and value of the options."""
    own = {one.key: one.options for one in content.product.variants}
    for row in content.rows:
        for pair, shown in zip(own.get(row.variant_key, ()), row.options, strict=False):
            yield from zip((text.strip() for text in pair), shown, strict=True)


def _columns(path: Path) -> Mapping[str, int]:
    """Return the place of each column. Raises `InputError` where the file is another kind."""
    heading = next(iter(records(path)), ([], ""))[0]
    names = [text_of(cell.removeprefix("\ufeff")).strip().casefold() for cell in heading]
    if not set(names) >= set(COLUMNS):
        problem = _("{file} is not a translations file of Shopify: it has other columns.")
        raise InputError(problem.format(file=path.name))
    return {name: names.index(name) for name in COLUMNS}


def _same_language(shop: str, ours: str) -> bool:
    """Tell whether a locale of Shopify (``th``, ``pt-BR``, ``zh-TW``) is the one of the target."""
    mine, its = ours.casefold().split("-"), shop.strip().replace("_", "-").casefold().split("-")
    if language(ours) == "zh":
        wanted = "tw" if {"hant", "tw", "hk"} & set(mine) else "cn"
        return its[0] == "zh" and wanted in its
    return its[0] == mine[0] and (len(its) == 1 or its[-1] in mine)

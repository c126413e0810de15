"""The books of one target: products wait on the disk, the cover is made when all of them are known."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, Final

from localizer.export.book.page import Page, safe
from localizer.export.book.styles import PAPER, SCREEN
from localizer.export.book.values import (
    MOST,
    BookHead,
    BookProduct,
    Entry,
    PrintedBook,
    Tally,
)
from localizer.export.book.words import title
from localizer.export.show.names import page_language
from localizer.export.show.sheet import visible
from localizer.i18n import _

_POLICY: Final = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


@dataclass
class Spool:
    """Parts of a page that wait in the file ``path``, each with what stands above its pages."""

    path: Path
    heads: list[str] = field(default_factory=list)
    _ends: list[int] = field(default_factory=lambda: [0])

    def add(self, head: str, text: str) -> None:
        """Put one part behind the others."""
        content = text.encode()
        with self.path.open("ab") as stream:
            stream.write(content)
        self.heads.append(head)
        self._ends.append(self._ends[-1] + len(content))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.heads)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield what stands above each part, and the part."""
        with self.path.open("rb") as stream:
            for place, head in enumerate(self.heads):
                size = self._ends[place + 1] - self._ends[place]
                yield head, stream.read(size).decode()


@dataclass
class Volume:
    """One book: its number, its products in the spool, and their lines of the table of contents."""

    number: int
    first: int
    spool: Spool
    entries: list[Entry] = field(default_factory=list)

    @property
    def here(self) -> tuple[int, int]:
        """Return the places of its first and its last product, counted from 1."""
        return self.first, self.first + len(self.entries) - 1


class Volumes:
    """Takes the products of a target one after the other; only lines of the contents stay in memory."""

    def __init__(self, head: BookHead, folder: Path, *, most: int = MOST) -> None:
        """Let products wait in ``folder``; a book holds at most ``most`` of them."""
        self._head, self._folder, self._most = head, folder, most
        self._page = Page(head)
        self.books: list[Volume] = []
        self._count = 0

    def add(self, product: BookProduct) -> None:
        """Write the part of one product."""
        if not self.books or len(self.books[-1].entries) >= self._most:
            number = len(self.books) + 1
            spool = Spool(self._folder / f"products-{number}")
            self.books.append(Volume(number, self._count + 1, spool))
        book = self.books[-1]
        name = product.title or product.source_title
        book.spool.add(f"{product.n} · {visible(name)}", self._page.product(product))
        entry = Entry(product.n, name, product.key, product.price, draft=bool(product.stamp))
        book.entries.append(entry)
        self._count += 1

    def _cover(self, book: Volume, tally: Tally, pages: Sequence[int] = ()) -> str:
        place = (book.number, len(self.books))
        return self._page.cover(tally, book.entries, book.here, place, pages)

    def write_html(self, book: Volume, tally: Tally, path: Path) -> None:
        """Write ``book`` as one file that fetches nothing and runs nothing."""
        head = (
            '<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            f"<title>{safe(title(self._head))}</title>\n<style>\n{SCREEN}{self._paper()}</style>\n"
        )
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(
                f'<!DOCTYPE html>\n<html lang="{page_language()}" dir="ltr">\n<head>\n{head}</head>\n<body>\n'
            )
            stream.write(self._cover(book, tally))
            stream.write("\n")
            _copy(book.spool.path, stream)
            stream.write("</body>\n</html>\n")

    def _paper(self) -> str:
        return f"@page{{size:{'letter' if self._head.letter else 'A4'}}}\n"

    def printed(self, book: Volume, tally: Tally) -> PrintedBook:
        """Return ``book`` as a printer takes it."""
        head = self._head
        return PrintedBook(
            title=title(head),
            locale=head.target.locale,
            letter=head.letter,
            above=visible(title(head)),
            stamp="" if tally.verdict.approved else _("DRAFT, not to be published"),
            style=PAPER,
            cover=partial(self._cover, book, tally),
            sections=book.spool,
        )


def _copy(path: Path, stream: IO[str]) -> None:
    with path.open(encoding="utf-8", newline="") as source:
        shutil.copyfileobj(source, stream)

"""Launch books from the workspace: one a target, or several numbered ones where it has many products."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from localizer.catalog import launches
from localizer.export.book.product import book_product
from localizer.export.book.values import (
    MOST,
    BookChoice,
    BookFormat,
    BookHead,
    BookPrinter,
    BookProduct,
    Tally,
)
from localizer.export.book.volumes import Volume, Volumes
from localizer.export.content import ProductContent
from localizer.export.files import Scratch, remove, safe_name, sync_folder, told
from localizer.export.gate import GateCounts, GateState, judge
from localizer.export.listing import PLAIN, listing_texts
from localizer.export.material import Material
from localizer.export.placing import file_name
from localizer.export.reading import CHUNK
from localizer.export.record import Notes
from localizer.export.rules import Wish
from localizer.export.stream import Job, contents
from localizer.export.writer import Part as FilePart
from localizer.jobs import SILENT, Part, Progress
from localizer.model.launch import Target
from localizer.pipeline.book_pictures import BookPictures
from localizer.pipeline.book_sums import book_sums
from localizer.pipeline.exports import export_rules, targets_of
from localizer.pipeline.packages_material import Shrink
from localizer.pipeline.run import check
from localizer.pipeline.tools import Tools
from localizer.store.database import Store
from localizer.store.snapshot import snapshot

#: Shares of the work: checking, then for each target reading before printing.
_CHECKED: Final = 0.3
_READ: Final = 0.5
_KIND: Final = "book"
#: Markets that print on US Letter (ANSI/ASME Y14.1); all others on A4 (ISO 216).
_LETTER: Final = frozenset({"US", "CA", "MX", "PH"})


@dataclass(frozen=True, slots=True)
class BookFile:
    """A book that was written; ``pages`` is ``None`` where it has none."""

    path: Path
    products: int
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class TargetBooks:
    """The books of one target. ``left_out`` counts products that are not approved and were not wanted."""

    target: Target
    label: str
    approved: bool
    products: int
    left_out: int
    without_picture: int
    files: tuple[BookFile, ...] = ()


@dataclass(frozen=True, slots=True)
class BookReport:
    """What was written into ``folder``; ``removed`` are names of older books that would say otherwise."""

    folder: Path
    targets: tuple[TargetBooks, ...]
    removed: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """Return every book that was written."""
        return tuple(file.path for one in self.targets for file in one.files)


def make_books(  # noqa: PLR0913 - keyword-only options
    store: Store,
    tools: Tools,
    out: Path,
    *,
    launch: str | None = None,
    targets: Sequence[str] | None = None,
    formats: Sequence[BookFormat] = (BookFormat.HTML,),
    choice: BookChoice | None = None,
    shrink: Shrink | None = None,
    printer: BookPrinter | None = None,
    most: int = MOST,
    check_first: bool = True,
    progress: Progress = SILENT,
) -> BookReport:
    """Write the launch book of each of ``targets`` (default: all of the launch) into the folder ``out``.

    Everything is checked first, as for an export, unless who asks has done so. A book holds at most ``most``
    products; more make several numbered ones. ``shrink`` makes pictures small; without it large ones are
    left out. PDF needs a ``printer``. Files are put in place when all of them are whole; a wish to stop
    leaves none. Raises `InputError` for a target the launch does not have, `OutputError` when a file cannot
    be written.
    """
    wanted = tuple(dict.fromkeys(formats))
    if BookFormat.PDF in wanted and printer is None:
        raise ValueError("PDF without a printer")
    found = launches.find(store.read(), launch)
    tools.packs.require(found.targets)
    chosen = targets_of(tools, found, targets)
    order = launches.launch_products(store.read(), found)
    begin = _CHECKED if check_first else 0.0
    if check_first:
        check(store, tools, launch=found.name, progress=Part(progress, 0, begin))
    with snapshot(store) as reader, Scratch(out, leave_empty=out.exists()) as scratch:
        rules = export_rules(tools, found, order, {})
        plan = tuple(dict.fromkeys(found.targets if chosen is None else chosen))
        job = Job(reader, rules, found, order, Wish(by=store.person), SILENT, 0)
        pictures = BookPictures(store.path.parent, shrink)
        making = _Making(
            job, tools, choice or BookChoice(), wanted, printer, pictures, most, scratch
        )
        made = []
        for place, target in enumerate(plan):
            start, size = place / len(plan), 1 / len(plan)
            share = Part(progress, begin, 1)
            made.append(making.target(target, Part(share, start, start + size)))
        progress.step(1, 1)
        return making.place(made)


@dataclass(slots=True)
class _Written:
    """Files of a target that are whole and wait, with the names they get."""

    books: TargetBooks
    waiting: list[tuple[Path, str, int, int | None]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Making:
    """Makes the books of one launch."""

    job: Job
    tools: Tools
    choice: BookChoice
    formats: tuple[BookFormat, ...]
    printer: BookPrinter | None
    pictures: BookPictures
    most: int
    scratch: Scratch

    def target(self, target: Target, progress: Progress) -> _Written:
        """Write the books of ``target`` into the scratch folder."""
        label = self.tools.packs.label(target)
        with told(self.scratch.folder / safe_name(label)):
            folder = Path(self.scratch.path) / safe_name(label)
            folder.mkdir()
            volumes = Volumes(self._head(target, label), folder, most=self.most)
            counts, notes, left_out, bare = GateCounts(), Notes(), 0, 0
            for n, material, content in self._read(target, Part(progress, 0, _READ)):
                if self.choice.approved_only and content.state is not GateState.APPROVED:
                    left_out += 1
                    continue
                counts += content.counts
                notes.take(material)
                product = self._product(n, material, content)
                bare += bool(material.product.images) and not product.picture
                volumes.add(product)
            verdict = judge(counts)
            tally = Tally(verdict, tuple(sorted(notes.rates)), left_out, bare)
            number = sum(len(book.entries) for book in volumes.books)
            made = _Written(TargetBooks(target, label, verdict.approved, number, left_out, bare))
            self._write(made, volumes, tally, Part(progress, _READ, 1))
            return made

    def _head(self, target: Target, label: str) -> BookHead:
        market = self.tools.packs.markets[target.market]
        return BookHead(
            launch=self.job.launch,
            target=target,
            label=label,
            channel=self.tools.packs.channels[target.channel].name,
            currency=market.currency,
            made_at=self.tools.now().astimezone(ZoneInfo(market.time_zone)),
            choice=self.choice,
            rule_days=self.job.rule_days(target),
            by=self.job.wish.by,
            letter=target.market in _LETTER,
        )

    def _read(
        self, target: Target, progress: Progress
    ) -> Iterator[tuple[int, Material, ProductContent]]:
        """Yield the products of the launch with their numbers in it."""
        order, n = self.job.products, 0
        for start in range(0, len(order), CHUNK):
            for material, content in contents(self.job, target, order[start : start + CHUNK]):
                progress.step(n, len(order))
                n += 1
                yield n, material, content

    def _product(self, n: int, material: Material, content: ProductContent) -> BookProduct:
        target, rules = material.target, self.job.rules
        style = PLAIN if rules.style is None else rules.style(target)
        texts = listing_texts(material, html_description=False, style=style)
        sums = (
            book_sums(material.product, material.prices, target.locale) if self.choice.costs else ()
        )
        picture = self.pictures.address(material.product)
        return book_product(
            n,
            material,
            content,
            texts,
            rules.format_price,
            self.choice,
            picture=picture,
            sums=sums,
        )

    def _write(self, made: _Written, volumes: Volumes, tally: Tally, progress: Progress) -> None:
        """Write every book in every format; what waited on the disk goes when it is in them."""
        steps = max(len(volumes.books) * len(self.formats), 1)
        done = 0
        for book in volumes.books:
            for kind in self.formats:
                share = Part(progress, done / steps, (done + 1) / steps)
                made.waiting.append(self._file(made, volumes, book, tally, kind, share))
                done += 1
            book.spool.path.unlink()

    def _file(
        self,
        made: _Written,
        volumes: Volumes,
        book: Volume,
        tally: Tally,
        kind: BookFormat,
        progress: Progress,
    ) -> tuple[Path, str, int, int | None]:
        number = "" if book.number == 1 else f"-{book.number}"
        suffix = f".{kind.value}"
        path = book.spool.path.with_name(f"{_KIND}{number}{suffix}")
        pages = None
        progress.step(0, 1)
        if kind is BookFormat.PDF and self.printer is not None:
            pages = self.printer(volumes.printed(book, tally), path, progress)
        else:
            volumes.write_html(book, tally, path)
        self.scratch.seal(path)
        part = FilePart(path, f"{_KIND}{number}", suffix, len(book.entries))
        name = file_name(made.books.label, part, tally.verdict.state)
        return path, name, len(book.entries), pages

    def place(self, made: Sequence[_Written]) -> BookReport:
        """Put every file in place and take away older books that would say otherwise."""
        scratch = self.scratch
        names = {name for one in made for _path, name, _products, _pages in one.waiting}
        stale = [name for one in made for name in self._stale(one.books) if name not in names]
        placed = []
        for one in made:
            files = tuple(
                BookFile(scratch.place(path, name), products, pages)
                for path, name, products, pages in one.waiting
            )
            placed.append(replace(one.books, files=files))
        for name in stale:
            remove(scratch.folder / name)
        sync_folder(scratch.folder)
        return BookReport(scratch.folder, tuple(placed), tuple(stale))

    def _stale(self, books: TargetBooks) -> Iterator[str]:
        """Yield the names of books of a target that are of the other stamp, or of a format made anew."""
        shape = rf"{re.escape(safe_name(books.label))}\.{_KIND}(?:-\d+)?(\.draft)?\.(html|pdf)"
        for path in sorted(self.scratch.folder.iterdir()):
            found = re.fullmatch(shape, path.name)
            if found is None or not path.is_file():
                continue
            same = (found[1] is None) == books.approved
            if not (same and books.products) or BookFormat(found[2]) in self.formats:
                yield path.name

"""Launch books from a workspace: whole, harmless, put in place together or not at all."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import pytest

from localizer import pipeline
from localizer.catalog import findings, launches, products, translations
from localizer.errors import InputError, OutputError
from localizer.export.book.values import BookChoice, BookFormat, PrintedBook
from localizer.export.gate import still_open
from localizer.export.words import finding_text
from localizer.jobs import Cancelled, Progress
from localizer.model.money import Money
from localizer.model.product import Product, Variant
from localizer.model.segment import Field, State
from localizer.pipeline.books import BookReport, make_books
from localizer.pipeline.tools import Tools
from localizer.store.database import Store, create, open_store

HOSTILE: Final = '<script>alert("x")</script><img src=x onerror=y> & evil'
#: Tags without an end.
VOID: Final = frozenset({"meta", "br", "img"})
#: The smallest picture there is, a GIF.
DOT: Final = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, tools: Tools) -> Path:
    """Return a drafted and checked workspace on two targets, with hostile words wherever a person writes."""
    path = tmp_path_factory.mktemp("books") / "w.localizer"
    cost = Money.of("21.50", "CNY")
    goods = [
        Product(
            key=f"P-{n} <b>",
            title=f"保温杯{n}号 {HOSTILE}",
            brand="Lanju <i>",
            category="家居/水杯",
            bullets=(f"双层 {HOSTILE}",),
            images=("dot.gif",) if n == 1 else ("../../etc/passwd", "https://x.example/a.png"),
            variants=(Variant(f"S-{n}", f"S-{n}</td>", options=(("颜色", "红<u>"),), cost=cost),),
        )
        for n in range(1, 6)
    ]
    with create(path, person="tester") as store:
        with store.step("Import") as step:
            number = products.ensure_catalog(step, "shop", "zh-Hans")
            products.save_products(step, number, goods)
            products.ensure_segments(step, products.product_ids(step))
        targets = ["TH/shopee", "US/amazon"]
        pipeline.create_launch(store, tools, f"11.11 {HOSTILE}", targets, dt.date(2026, 11, 11))
        pipeline.draft(store, tools)
        with store.step("Edit") as step:
            for product in products.product_ids(step):
                for pair in translations.pairs(step, product, "en-US"):
                    if pair.segment.field in (Field.TITLE, Field.BULLET):
                        text = f"Mug {product} {HOSTILE} best in the world"
                        new = replace(pair.translation, text=text, state=State.TRANSLATED)
                        translations.save(step, (pair.id, pair.translation), new)
        pipeline.check(store, tools)
    (path.parent / "dot.gif").write_bytes(DOT)
    return path


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Iterator[Store]:
    """Give a copy, open, its picture beside it."""
    for name in ("w.localizer", "dot.gif"):
        (tmp_path / name).write_bytes((made.parent / name).read_bytes())
    with open_store(tmp_path / "w.localizer", person="tester") as opened:
        yield opened


class Page(HTMLParser):
    """Reads a page as a browser does; every tag must be closed in turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []
        self.text = " ".join(" ".join(self.texts).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def book(store: Store, tools: Tools, out: Path, **named: object) -> BookReport:
    return make_books(store, tools, out, check_first=False, **named)  # type: ignore[arg-type]


def page(report: BookReport, target: str) -> Page:
    (file,) = next(one for one in report.targets if one.label == target).files
    return Page(file.path.read_text(encoding="utf-8"))


def test_a_book_is_well_formed_and_nothing_in_it_runs_or_is_fetched(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    report = book(store, tools, tmp_path / "out", choice=BookChoice(costs=True))
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["TH-shopee.book.draft.html", "US-amazon.book.draft.html"]
    for target in ("TH/shopee", "US/amazon"):
        found = page(report, target)
        assert not {"script", "iframe", "object", "link", "form", "svg"} & set(found.tags)
        assert found.tags.count("img") == 1, "the picture beside the workspace and no other"
        assert not [name for name, _value in found.attributes if name.startswith("on")]
        addresses = [value for name, value in found.attributes if name in ("src", "href")]
        assert all(one.startswith(("#p", "data:image/gif;base64,")) for one in addresses)
        assert '<script>alert("x")</script>' in found.text
        policy = [value for name, value in found.attributes if "default-src" in value and name]
        assert [one.startswith("default-src 'none'") for one in policy] == [True]


def test_every_product_and_everything_open_about_it_is_there(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    report = book(store, tools, tmp_path / "out", choice=BookChoice(costs=True))
    launch = launches.find(store.read())
    order = launches.launch_products(store.read(), launch)
    told = 0
    for target, books in zip(launch.targets, report.targets, strict=True):
        found = page(report, books.label)
        assert books.products == found.tags.count("article") == len(order) == 5
        for number in range(1, 6):
            assert f"P-{number} <b>" in found.text
            assert f"S-{number}</td>" in found.text
        stored = findings.of_target(
            store.read(), target.market, target.channel, target.locale, products=order
        )
        plain = re.sub(r"\s+", "", unescape(found.text))
        for one in still_open(tuple(stored)):
            told += 1
            sentence = finding_text(one.finding)
            assert re.sub(r"\s+", "", sentence) in plain, one.finding.rule
    assert told > 5


def test_what_is_not_wanted_is_not_there(store: Store, tools: Tools, tmp_path: Path) -> None:
    def shown(name: str, **choice: bool) -> str:
        report = book(
            store, tools, tmp_path / name, targets=["US/amazon"], choice=BookChoice(**choice)
        )
        return page(report, "US/amazon").text

    whole = shown("whole", costs=True)
    assert "Where the price comes from" in whole
    assert "Script · " in whole
    plain = shown("plain", scripts=False, findings=False)
    assert "Where the price comes from" not in plain
    assert "Script · " not in plain
    assert "Costs, fees and margins are not in this book." in plain
    assert len(plain) < len(whole)


def test_only_approved_products_where_only_those_are_wanted(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    report = book(store, tools, tmp_path / "out", choice=BookChoice(approved_only=True))
    assert [(one.products, one.left_out, one.files) for one in report.targets] == [(0, 5, ())] * 2
    assert not (tmp_path / "out").exists()


def test_many_products_make_numbered_books(store: Store, tools: Tools, tmp_path: Path) -> None:
    report = book(store, tools, tmp_path / "out", targets=["TH/shopee"], most=2)
    (one,) = report.targets
    assert [(file.path.name, file.products) for file in one.files] == [
        ("TH-shopee.book.draft.html", 2),
        ("TH-shopee.book-2.draft.html", 2),
        ("TH-shopee.book-3.draft.html", 1),
    ]
    second = Page(one.files[1].path.read_text(encoding="utf-8"))
    assert "Launch book 2 of 3" in second.text
    assert "in this book 3 to 4" in second.text
    assert second.tags.count("article") == 2


def test_older_books_that_would_say_otherwise_go(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name in ("TH-shopee.book.html", "TH-shopee.book-7.draft.html", "TH-shopee.notes.html"):
        (out / name).write_text("old")
    report = book(store, tools, out, targets=["TH/shopee"])
    assert sorted(report.removed) == ["TH-shopee.book-7.draft.html", "TH-shopee.book.html"]
    assert sorted(path.name for path in out.iterdir()) == [
        "TH-shopee.book.draft.html",
        "TH-shopee.notes.html",
    ]


class Stopping(Progress):
    """Asks the work to stop at the step numbered ``at``."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.left = at

    def step(self, done: int, total: int) -> None:
        self.left -= 1
        if not self.left:
            self.cancel()
        super().step(done, total)


@pytest.mark.parametrize("exists", [False, True])
@pytest.mark.parametrize("at", [1, 6, 9, 13])
def test_stopped_at_any_step_it_leaves_what_was_there(
    store: Store, tools: Tools, tmp_path: Path, *, exists: bool, at: int
) -> None:
    out = tmp_path / "out"
    if exists:
        out.mkdir()
        (out / "TH-shopee.book.draft.html").write_text("before")
    with pytest.raises(Cancelled):
        book(store, tools, out, progress=Stopping(at))
    assert out.exists() is exists
    if exists:
        assert [path.read_text() for path in out.iterdir()] == ["before"]


def test_a_printer_that_fails_leaves_nothing_and_one_that_works_counts_pages(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    def printer(book: PrintedBook, path: Path, progress: Progress) -> int:
        del progress
        path.write_bytes(b"%PDF half")
        if fails:
            raise OutputError("no room")
        assert len(book.sections) == len(list(book.sections)) == 5
        assert book.letter is (path.parent.name == "US-amazon")
        assert "DRAFT" in book.stamp
        return 7

    both = (BookFormat.HTML, BookFormat.PDF)
    fails = True
    with pytest.raises(OutputError):
        book(store, tools, tmp_path / "out", formats=both, printer=printer)
    assert not (tmp_path / "out").exists()
    fails = False
    report = book(store, tools, tmp_path / "out", formats=both, printer=printer)
    assert [[file.pages for file in one.files] for one in report.targets] == [[None, 7]] * 2


def test_what_cannot_be_made_is_refused(store: Store, tools: Tools, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no target VN/shopee"):
        book(store, tools, tmp_path / "out", targets=["VN/shopee"])
    (tmp_path / "file").touch()
    with pytest.raises(OutputError):
        book(store, tools, tmp_path / "file")
    with pytest.raises(ValueError, match="printer"):
        book(store, tools, tmp_path / "out", formats=(BookFormat.PDF,))
    assert not (tmp_path / "out").exists()

"""A launch book as plain values: what a product's pages tell, and what the cover tells of all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

from localizer.export.gate import GateResult
from localizer.export.pitch import Pitch
from localizer.export.record import RateUsed
from localizer.jobs import Progress
from localizer.model.finding import Severity
from localizer.model.launch import Launch, Target
from localizer.model.segment import State

#: Products of one book; of more, several numbered books are made.
MOST: Final = 200


class BookFormat(StrEnum):
    """What a book can be written as; the value is the ending of the file."""

    HTML = "html"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class BookChoice:
    """What stands in a book beside listings and prices.

    ``costs`` tells where a price comes from, with cost and margin: not for hosts and translators. With
    ``approved_only`` products that are drafts are left out.
    """

    costs: bool = False
    scripts: bool = True
    findings: bool = True
    approved_only: bool = False


@dataclass(frozen=True, slots=True)
class BookText:
    """A text of the listing beside its source; empty where nobody has translated it."""

    shown: str
    source: str


@dataclass(frozen=True, slots=True)
class BookVariant:
    """One variant with its amounts as texts in the market's money, empty for none.

    ``sale`` is what is asked instead within ``window``, ``was`` may be struck through beside it.
    """

    sku: str
    options: tuple[str, ...]
    price: str
    sale: str = ""
    window: str = ""
    was: str = ""
    per_unit: str = ""
    gtin: str = ""
    weight: str = ""


@dataclass(frozen=True, slots=True)
class SumLine:
    """One part of a price: its name, the amount in the market's and in the seller's money, its share in %."""

    name: str
    amount: str
    base: str
    share: str
    total: bool = False


@dataclass(frozen=True, slots=True)
class BookSum:
    """Where the price of some variants comes from, in words. ``lines`` are empty where no cost is known.

    ``currency`` is the market's, ``base`` the one the seller pays in, empty where that is the same.
    """

    skus: tuple[str, ...]
    lines: tuple[SumLine, ...]
    notes: tuple[str, ...]
    currency: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True)
class BookFinding:
    """An open finding: where it stands, what it says, the ``passage`` it is about (empty: the whole)."""

    severity: Severity
    where: str
    text: str
    passage: str = ""


@dataclass(frozen=True, slots=True)
class BookProduct:
    """The pages of one product. ``n`` is its number in the launch.

    ``title`` is the translated one, empty where there is none. ``stamp`` says why it is a draft. ``picture``
    is an address that holds the picture itself (``data:``). ``price`` and ``sale`` go from the lowest to the
    highest; ``window`` is when all of its sales hold, empty where they differ. ``waiting`` are the places of
    texts that are not approved, by state. ``untold`` counts findings about prices, which are left out where
    costs are.
    """

    n: int
    key: str
    title: str
    source_title: str
    stamp: str = ""
    picture: str = ""
    price: str = ""
    sale: str = ""
    window: str = ""
    brand: str = ""
    category: str = ""
    bullets: tuple[str, ...] = ()
    description: str = ""
    facts: tuple[BookText, ...] = ()
    option_names: tuple[str, ...] = ()
    variants: tuple[BookVariant, ...] = ()
    sums: tuple[BookSum, ...] = ()
    pitches: tuple[Pitch, ...] = ()
    findings: tuple[BookFinding, ...] = ()
    waiting: Mapping[State, tuple[str, ...]] = field(default_factory=dict)
    untold: int = 0


@dataclass(frozen=True, slots=True)
class BookHead:
    """What is known of a book before its products.

    ``made_at`` is the moment in the market's zone, ``source_locale`` the language products are written in,
    ``rule_days`` (ISO 8601) when tax and limits were looked up, ``by`` who made the book. ``letter`` asks for
    US Letter instead of A4.
    """

    launch: Launch
    target: Target
    label: str
    channel: str
    currency: str
    made_at: dt.datetime
    choice: BookChoice
    source_locale: str = ""
    rule_days: Mapping[str, str] = field(default_factory=dict)
    by: str = ""
    letter: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents."""

    n: int
    title: str
    key: str
    price: str
    draft: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """What the cover counts of a whole target, all its books together."""

    verdict: GateResult
    rates: tuple[RateUsed, ...] = ()
    left_out: int = 0
    without_picture: int = 0


class Sections(Protocol):
    """The products of one book, to be gone through as often as need be."""

    def __len__(self) -> int:
        """Return how many there are."""

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield what stands above the pages of each product, and its part of the page."""


@dataclass(frozen=True, slots=True)
class PrintedBook:
    """What a printer prints: ``cover`` makes the first pages when told on which page each product begins.

    ``above`` stands above every page and ``stamp`` below; ``style`` is the style sheet of every part.
    """

    title: str
    locale: str
    letter: bool
    above: str
    stamp: str
    style: str
    cover: Callable[[Sequence[int]], str]
    sections: Sections


class BookPrinter(Protocol):
    """Prints a book as PDF."""

    def __call__(self, book: PrintedBook, path: Path, progress: Progress) -> int:
        """Write the PDF ``path`` and return how many pages it has."""

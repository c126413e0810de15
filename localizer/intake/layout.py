"""What one shop system's export looks like: how it is told, what its columns mean, how its rows are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from localizer.i18n import N_
from localizer.intake.issues import IssueLog
from localizer.intake.table import Grid, Table
from localizer.model.product import Product

Carried = Literal[
    "titles", "descriptions", "variants", "options", "prices", "costs", "stock", "barcodes", "images",
    "facts", "weights", "categories", "brands", "hs_codes", "translations", "offers",
]  # fmt: skip
#: What a layout may carry, in the words of the program.
CARRIED: Mapping[Carried, str] = {
    "titles": N_("titles"),
    "descriptions": N_("descriptions"),
    "variants": N_("variants"),
    "options": N_("options"),
    "prices": N_("prices"),
    "costs": N_("costs"),
    "stock": N_("stock"),
    "barcodes": N_("barcodes"),
    "images": N_("pictures"),
    "facts": N_("facts"),
    "weights": N_("weights"),
    "categories": N_("categories"),
    "brands": N_("brands"),
    "hs_codes": N_("HS codes"),
    "translations": N_("translations"),
    "offers": N_("offers"),
}


def as_it_is(table: Table) -> Table:
    """Return the table unchanged."""
    return table


@dataclass(frozen=True, slots=True)
class Built:
    """A product a layout made by itself, with the numbers of the rows it was made from.

    ``locale`` and ``catalog`` are what these rows say of the language and the name of the catalog.
    """

    product: Product
    rows: tuple[int, ...]
    locale: str = ""
    catalog: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A known layout; every module of `localizer.intake.layouts` gives one as ``LAYOUT``.

    ``name`` is a stable id, ``label`` a proper noun shown as it is. ``recognises`` is given the cells of one
    of the first rows, simplified (`localizer.intake.headers.simplify`), and tells whether they are the header
    of this layout and of no other. ``roles`` gives columns their meaning by simplified header; what it does
    not name is guessed as in any file. ``adapt`` turns the table into one whose rows and headers our columns
    can say (rows of explanation dropped, packed cells unpacked). ``unfold`` turns a JSON document of this
    system into a grid, ``None`` for another document.

    A layout that says more than columns can (our own) makes its ``products`` itself, in the order of the
    file, and reports to the log; ``reads`` gives the simplified headers it uses and the field of a product or
    variant each states, every other header is ignored. ``widens`` tells that ``adapt`` leaves the file's
    columns in their places and puts its own behind them.
    """

    name: str
    label: str
    containers: tuple[str, ...]
    carries: tuple[Carried, ...]
    recognises: Callable[[Sequence[str]], bool]
    roles: Mapping[str, str] = field(default_factory=dict)
    adapt: Callable[[Table], Table] = as_it_is
    unfold: Callable[[object], Grid | None] | None = None
    products: Callable[[Table, IssueLog], Iterator[Built]] | None = None
    reads: Mapping[str, str] = field(default_factory=dict)
    widens: bool = False

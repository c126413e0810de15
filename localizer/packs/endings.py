"""Read price endings: the bands of a market's pack, and tables that belong to no market."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from localizer.i18n import _
from localizer.model.price import EndingBand
from localizer.packs.toml_source import Table, open_pack
from localizer.paths import resource


def load_endings(path: Path | None = None) -> dict[str, tuple[EndingBand, ...]]:
    """Return the tables of ``resources/prices/endings.toml`` by name. Raises `PackError`."""
    with open_pack(path or resource("prices", "endings.toml")) as root:
        return {name: _sourced(table) for name, table in root.named_tables("tables").items()}


def _sourced(table: Table) -> tuple[EndingBand, ...]:
    """Read a table, which says where it comes from."""
    table.text("source")
    return read_bands(table)


def read_bands(root: Table) -> tuple[EndingBand, ...]:
    """Return bands that follow one another without a gap, the last one open. Raises `PackError`."""
    bands: list[EndingBand] = []
    edge: Decimal | None = Decimal(0)
    for table in root.tables("bands"):
        band = _band(table)
        if band.start != edge or (band.end is not None and band.end <= band.start):
            raise table.error("start", _("Bands begin at 0 and follow one another without a gap."))
        edge = band.end
        bands.append(band)
    if not bands or edge is not None:
        raise root.error("bands", _("The last band has no end."))
    return tuple(bands)


def _band(table: Table) -> EndingBand:
    """Read one band of endings."""
    step, endings = table.decimal("step"), table.decimals("endings")
    if not endings or any(ending >= step for ending in endings):
        raise table.error("endings", _("There is an ending, and each is smaller than the step."))
    return EndingBand(table.decimal("start"), table.decimal_or_none("end"), step, endings)

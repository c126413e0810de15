"""Read ``resources/listing/owed.toml`` into `ListingDuty` values."""

from __future__ import annotations

from pathlib import Path

from localizer.i18n import _
from localizer.model.finding import Severity
from localizer.model.owed import ListingDuty, Statement
from localizer.packs.toml_source import Table, open_pack
from localizer.paths import resource


def load_duties(path: Path | None = None) -> tuple[ListingDuty, ...]:
    """Return what listings owe, in the order of the file. Raises `PackError`."""
    with open_pack(path or resource("listing") / "owed.toml") as root:
        types = {name: table.texts("types") for name, table in root.named_tables("kinds").items()}
        return tuple(_duty(table, types) for table in root.tables("owed"))


def _duty(table: Table, types: dict[str, tuple[str, ...]]) -> ListingDuty:
    kind = table.text("kind", "")
    if kind and kind not in types:
        known = ", ".join(types)
        raise table.error(
            "kind", _("There is no such kind; there are: {known}").format(known=known)
        )
    return ListingDuty(
        what=table.choice("what", Statement),
        markets=table.texts("markets"),
        types=types.get(kind, ()),
        facts=table.texts("facts"),
        severity=table.choice("severity", Severity),
        source=table.text("source"),
        checked_on=table.day("checked_on").isoformat(),
    )

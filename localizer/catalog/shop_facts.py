"""What the shop does for every product: days of delivery, returns, payment at the door; by market or for all.

They are choices of the workspace. Nothing is assumed of a shop: what nobody filled in supports no promise.
"""

from __future__ import annotations

from typing import Final

from localizer.catalog import preferences
from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.grounds import Ground
from localizer.store.database import Reader, Step

#: What a shop can say of itself; of `NUMBERS` in whole days, the warranty in months.
NAMES: Final = (
    Ground.DELIVERY_DAYS,
    Ground.DISPATCH_DAYS,
    Ground.RETURNS_DAYS,
    Ground.FREE_SHIPPING,
    Ground.CASH_ON_DELIVERY,
    Ground.OFFICIAL_STORE,
    Ground.WARRANTY,
)
NUMBERS: Final = frozenset(
    {Ground.DELIVERY_DAYS, Ground.DISPATCH_DAYS, Ground.RETURNS_DAYS, Ground.WARRANTY}
)
#: The part of the key that stands for every market.
_ALL: Final = ""


def of_market(reader: Reader, market: str) -> dict[str, str]:
    """Return what the shop does in ``market``, by name: what holds there before what holds everywhere."""
    rows = reader.rows("SELECT key, value FROM preference WHERE key LIKE 'shop:%'")
    chosen = {str(row["key"]): str(row["value"]) for row in rows}
    found = {
        name.value: chosen.get(_key(name, market)) or chosen.get(_key(name, _ALL), "")
        for name in NAMES
    }
    return {name: value for name, value in found.items() if value}


def of_every_market(reader: Reader) -> dict[tuple[str, str], str]:
    """Return all that was filled in, by market (empty for what holds in every one) and name."""
    rows = reader.rows("SELECT key, value FROM preference WHERE key LIKE 'shop:%' AND value <> ''")
    parts = ((str(row["key"]).split(":", 2), str(row["value"])) for row in rows)
    return {(market, name): value for (_shop, market, name), value in parts}


def write(step: Step, name: str, value: str, market: str = _ALL) -> bool:
    """Set what the shop does in ``market`` (every one when empty); an empty ``value`` takes it back.

    Days and months are whole numbers, the others ``yes`` or ``no``. Tells whether that changed anything.
    Raises `InputError` for an unknown name and for a value of the wrong kind.
    """
    if name not in NAMES:
        problem = _("There is no shop fact {name}. There are: {known}.")
        raise InputError(problem.format(name=name, known=", ".join(NAMES)))
    if name in NUMBERS and value and not value.isdecimal():
        problem = _("{name} is a whole number of days or months; found is {value}.")
        raise InputError(problem.format(name=name, value=value))
    if name not in NUMBERS and value not in {"", "yes", "no"}:
        raise InputError(_("{name} is yes or no; found is {value}.").format(name=name, value=value))
    return preferences.write(step, _key(Ground(name), market), value)


def _key(name: Ground, market: str) -> str:
    return f"shop:{market}:{name.value}"

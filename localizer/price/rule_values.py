"""The values of price rules: text that is stored and shown, and what a price request makes of it.

Shares are fractions (``0.19``); fees and endings have the form of the request lines (see
`localizer.price.requests`); shipping is ``{"currency": "CNY", "piece": "5", "kg": "40"}``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, TypeAlias

from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.price import EndingBand, EndingMode, FeeRule, TaxMode
from localizer.model.price_rule import RuleKind, Shipping
from localizer.price import fields
from localizer.price.precision import ONE, ZERO
from localizer.price.requests import (
    EndingTables,
    read_bands,
    read_fees,
    read_json,
    written_bands,
    written_fees,
)

Value: TypeAlias = (
    Decimal | TaxMode | EndingMode | Shipping | bool | tuple[FeeRule, ...] | tuple[EndingBand, ...]
)

_SHIPPING: Final = frozenset({"currency", "piece", "kg"})
_YES: Final = {"yes": True, "no": False}


def read_value(kind: RuleKind, text: str, tables: EndingTables) -> Value:
    """Return the value ``text`` stands for; ``tables`` are endings it may name. Raises `InputError`."""
    return _READERS[kind](text.strip(), kind.value, tables)


def check_value(kind: RuleKind, text: str, tables: EndingTables) -> str:
    """Return ``text`` as it is stored: one text for each value. Raises `InputError`."""
    value = read_value(kind, text, tables)
    if kind is RuleKind.ENDINGS and text.strip() in tables:
        return text.strip()
    return write_value(value)


def write_value(value: Value) -> str:
    """Return the text of a value."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, TaxMode | EndingMode):
        return value.value
    if isinstance(value, Shipping):
        parts = {"currency": value.currency, "piece": f"{value.piece:f}", "kg": f"{value.kg:f}"}
        return json.dumps(parts)
    return json.dumps(_listed(value), ensure_ascii=False)


def _listed(value: tuple[FeeRule, ...] | tuple[EndingBand, ...]) -> list[object]:
    bands = [one for one in value if isinstance(one, EndingBand)]
    return (
        written_bands(bands)
        if bands
        else written_fees([one for one in value if isinstance(one, FeeRule)])
    )


def _tax(text: str, name: str, _tables: EndingTables) -> Decimal:
    return fields.not_negative(_share(text, name), name)


def _margin(text: str, name: str, _tables: EndingTables) -> Decimal:
    """Read a margin on net revenue: 100 % or more no price has."""
    value = _share(text, name)
    if value >= ONE:
        raise InputError(_("A margin is a share of the price: below 100 %."))
    return value


def _buffer(text: str, name: str, _tables: EndingTables) -> Decimal:
    value = fields.not_negative(_share(text, name), name)
    if value > ONE:
        raise InputError(_("An exchange buffer of over 100 % is a slip."))
    return value


def _amount(text: str, name: str, _tables: EndingTables) -> Decimal:
    return fields.not_negative(fields.to_number(text, name), name)


def _cap(text: str, name: str, _tables: EndingTables) -> Decimal:
    value = fields.to_number(text, name)
    if value <= ZERO:
        raise InputError(_("A price cap is above 0."))
    return value


def _share(text: str, name: str) -> Decimal:
    """Read ``0.19`` or ``19%``."""
    if text.endswith("%"):
        value = fields.to_number(text[:-1].rstrip(), name) / 100
        if abs(value) > ONE:
            raise InputError(_("{value} is more than 100 %.").format(value=fields.shown(text)))
        return value
    value = fields.ratio({name: text}, name)
    if abs(value) > ONE:
        raise InputError(
            _("{field}: write {value} as a fraction, such as 0.20 for 20 %.").format(
                field=name, value=value
            )
        )
    return value


def _tax_mode(text: str, name: str, _tables: EndingTables) -> TaxMode:
    return fields.choice({name: text}, name, TaxMode, TaxMode.INCLUSIVE)


def _ending_mode(text: str, name: str, _tables: EndingTables) -> EndingMode:
    return fields.choice({name: text}, name, EndingMode, EndingMode.UP)


def _fees(text: str, name: str, _tables: EndingTables) -> tuple[FeeRule, ...]:
    found = read_fees(read_json(text, name))
    for fee in found:
        highest = max([fee.pct, *(tier.pct for tier in fee.tiers)])
        if highest > ONE:
            problem = _("{field}: write {value} as a fraction, such as 0.20 for 20 %.")
            raise InputError(problem.format(field=fee.name, value=highest))
    return found


def _endings(text: str, name: str, tables: EndingTables) -> tuple[EndingBand, ...]:
    if text in tables:
        return tables[text]
    if not text.startswith("["):
        known = ", ".join(sorted(tables))
        problem = _("There is no table of price endings called {name}. There are: {known}.")
        raise InputError(problem.format(name=fields.shown(text), known=known))
    return read_bands(read_json(text, name), name)


def _shipping(text: str, name: str, _tables: EndingTables) -> Shipping:
    data = fields.mapping(read_json(text, name), name)
    fields.only(data, _SHIPPING, name)
    piece = fields.not_negative(fields.number(data, "piece", ZERO), "piece")
    kg = fields.not_negative(fields.number(data, "kg", ZERO), "kg")
    return Shipping(fields.currency(data, "currency"), piece, kg)


def _family(text: str, name: str, _tables: EndingTables) -> bool:
    if text not in _YES:
        raise InputError(_("{field}: write yes or no.").format(field=name))
    return _YES[text]


_READERS: Final[Mapping[RuleKind, Callable[[str, str, EndingTables], Value]]] = {
    RuleKind.TAX: _tax,
    RuleKind.TAX_MODE: _tax_mode,
    RuleKind.FEES: _fees,
    RuleKind.MARGIN: _margin,
    RuleKind.FLOOR: _margin,
    RuleKind.CAP: _cap,
    RuleKind.ENDINGS: _endings,
    RuleKind.ENDING_MODE: _ending_mode,
    RuleKind.FX_BUFFER: _buffer,
    RuleKind.SHIPPING: _shipping,
    RuleKind.LOCAL_COST: _amount,
    RuleKind.FAMILY: _family,
}

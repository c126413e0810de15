"""Price requests and answers as JSON objects: one request a line in, one answer a line out.

All numbers are decimal strings. A request names a table of endings (``"endings": "ID"``) or carries its
rows. With ``"list"`` instead of ``"cost"`` the price is made from the catalog's own selling price times
``"adjust"``. See `localizer.price.policy_requests` for questions about rates, units and strikes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.money import Money
from localizer.model.price import (
    EndingBand,
    EndingMode,
    FeeRule,
    Flag,
    PriceAnswer,
    PriceRequest,
    PriceStatus,
    Rate,
    TaxMode,
    Tier,
)
from localizer.price import fields
from localizer.price.endings import no_endings
from localizer.price.precision import ONE, ZERO
from localizer.price.solver import solve

EndingTables = Mapping[str, tuple[EndingBand, ...]]

#: The name that allows every price in selling digits, in any currency.
NO_ENDINGS: Final = "none"
#: A request line is about 1 kB; anything near this is not a price request.
MAX_LINE: Final = 100_000
_MAX_FEES: Final = 50
_MAX_ROWS: Final = 200
_MAX_WHOLE: Final = 40
# fmt: off
_KNOWN: Final = frozenset({
    "id", "note", "market", "currency", "cost", "shipping", "list", "adjust", "fx", "endings",
    "fees", "target_margin", "tax", "tax_mode", "local_cost", "fx_buffer", "floor_margin",
    "max_price", "fixed_price", "ending_mode",
})
# fmt: on
_FEE: Final = frozenset({"name", "pct", "fixed", "min", "cap", "basis", "mode", "tiers"})
_RATE: Final = frozenset({"rate", "date", "source"})


def read_line(line: str) -> fields.Fields:
    """Return the JSON object on ``line``; raises `InputError`."""
    if len(line) > MAX_LINE:
        raise InputError(
            _("A request line is longer than {limit} characters.").format(limit=MAX_LINE)
        )
    try:
        data = _loads(line.removeprefix("\ufeff"))
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise InputError(_("A request is not JSON: {reason}").format(reason=error)) from error
    return fields.mapping(data, _("request"))


def read_json(text: str, name: str) -> object:
    """Return the JSON value ``text`` of the field ``name``, numbers exact; raises `InputError`."""
    if len(text) > MAX_LINE:
        problem = _("{field}: longer than {limit} characters.")
        raise InputError(problem.format(field=name, limit=MAX_LINE))
    try:
        return _loads(text)
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise InputError(
            _("{field} is not JSON: {reason}").format(field=name, reason=error)
        ) from error


def _loads(text: str) -> object:
    return json.loads(
        text,
        parse_float=_exact,
        parse_int=_whole,
        parse_constant=_no_constant,
        object_pairs_hook=_unique,
    )


def answer_request(data: fields.Fields, tables: EndingTables) -> dict[str, object]:
    """Return the answer to one request object; raises `InputError` for a malformed request."""
    return answer_to_dict(solve(request_from_dict(data, tables)))


def request_from_dict(data: fields.Fields, tables: EndingTables) -> PriceRequest:
    """Return the request in ``data``; ``tables`` are the endings it may name."""
    fields.only(data, _KNOWN, _("request"))
    currency = fields.currency(data, "currency")
    cost, shipping = fields.money(data, "cost"), fields.money(data, "shipping")
    list_price = fields.money(data, "list")
    foreign = [one.currency for one in (list_price, cost, shipping) if one]
    return PriceRequest(
        market=fields.text(data, "market"),
        currency=currency,
        bands=_endings(data.get("endings"), currency, tables),
        cost=cost,
        shipping=shipping,
        list_price=list_price,
        adjust=fields.number(data, "adjust", ONE),
        rate=_rate(data, next((one for one in foreign if one != currency), currency), currency),
        local_cost=fields.number(data, "local_cost", ZERO),
        fees=read_fees(data.get("fees")),
        target_margin=fields.ratio(data, "target_margin", ZERO),
        tax=fields.not_negative(fields.ratio(data, "tax", ZERO), "tax"),
        tax_mode=fields.choice(data, "tax_mode", TaxMode, TaxMode.INCLUSIVE),
        fx_buffer=fields.not_negative(fields.ratio(data, "fx_buffer", ZERO), "fx_buffer"),
        floor_margin=fields.optional_number(data, "floor_margin"),
        max_price=fields.optional_number(data, "max_price"),
        fixed_price=fields.optional_number(data, "fixed_price"),
        ending_mode=fields.choice(data, "ending_mode", EndingMode, EndingMode.UP),
    )


def read_bands(value: object, name: str = "endings") -> tuple[EndingBand, ...]:
    """Return the bands in ``[[start, end, step, [ending, ...]], ...]``; raises `InputError`."""
    bands = []
    for row in fields.rows(value, name, _MAX_ROWS):
        cells = fields.rows(row, name, 4)
        if len(cells) != 4:  # noqa: PLR2004 - the four cells named above
            raise InputError(
                _("{field}: a row needs start, end, step and endings.").format(field=name)
            )
        start, end, step, endings = cells
        try:
            bands.append(
                EndingBand(
                    fields.to_number(start, name),
                    None if end is None else fields.to_number(end, name),
                    fields.to_number(step, name),
                    tuple(fields.to_number(one, name) for one in fields.rows(endings, name, 20)),
                )
            )
        except ValueError as error:
            raise InputError(_malformed(name, error)) from error
    _in_order(bands, name)
    return tuple(bands)


def _in_order(bands: Sequence[EndingBand], name: str) -> None:
    """Refuse bands that are none, below zero, upside down or one over the other."""
    edge: Decimal | None = ZERO
    for band in bands:
        if edge is None or band.start < edge or (band.end is not None and band.end <= band.start):
            break
        edge = band.end
    else:
        if bands:
            return
    raise InputError(
        _(
            "{field}: rows must follow one another from 0 or more, each ending above its start."
        ).format(field=name)
    )


def request_to_dict(request: PriceRequest) -> dict[str, object]:
    """Return ``request`` as an object that `request_from_dict` reads back, endings written out."""
    data: dict[str, object] = {
        "market": request.market,
        "currency": request.currency,
        "cost": _written_money(request.cost),
        "shipping": _written_money(request.shipping),
        "list": _written_money(request.list_price),
        "adjust": _plain(request.adjust),
        "fx": _written_rate(request.rate),
        "endings": written_bands(request.bands),
        "fees": written_fees(request.fees),
        "tax_mode": request.tax_mode.value,
        "ending_mode": request.ending_mode.value,
    }
    for name in (
        "target_margin",
        "tax",
        "local_cost",
        "fx_buffer",
        "floor_margin",
        "max_price",
        "fixed_price",
    ):
        value: Decimal | None = getattr(request, name)
        data[name] = None if value is None else _plain(value)
    return {name: value for name, value in data.items() if value is not None or name == "fx"}


def answer_to_dict(answer: PriceAnswer) -> dict[str, object]:
    """Return ``answer`` as an object with decimal strings; what is not known is left out."""
    if answer.status is PriceStatus.ERROR:
        return {
            "status": answer.status.value,
            "code": None if answer.code is None else answer.code.value,
        }
    return written_price(
        {"exact": answer.exact, "suggested": answer.suggested, "list_price": answer.list_price},
        {line.name: line.amount for line in answer.breakdown},
        {
            "margin_on_net": answer.margin_on_net,
            "tax_added_at_checkout": answer.tax_added_at_checkout,
            "buyer_pays": answer.buyer_pays,
        },
        answer.warnings,
    )


def written_price(
    prices: Mapping[str, Decimal | None],
    lines: Mapping[str, Decimal],
    more: Mapping[str, Decimal | None],
    flags: Sequence[Flag],
) -> dict[str, object]:
    """Return the object of a price; ``more`` stands among the ``lines`` where there are any."""
    data: dict[str, object] = {"status": PriceStatus.OK.value}
    data.update({name: f"{value:f}" for name, value in prices.items() if value is not None})
    if lines:
        parts = (*lines.items(), *more.items())
        data["breakdown"] = {name: f"{value:f}" for name, value in parts if value is not None}
    data["warnings"] = [flag.value for flag in flags]
    return data


def _endings(value: object, currency: str, tables: EndingTables) -> tuple[EndingBand, ...]:
    """Return the named table, the rows given, or every price where nothing is said."""
    if value is None:
        return no_endings(currency)
    if not isinstance(value, str):
        return read_bands(value)
    if value == NO_ENDINGS and value not in tables:
        return no_endings(currency)
    if value not in tables:
        raise InputError(
            _("There is no table of price endings called {name}.").format(name=fields.shown(value))
        )
    return tables[value]


def _rate(data: fields.Fields, base: str, quote: str) -> Rate | None:
    """Return the rate in ``fx``; null stays a missing rate."""
    if data.get("fx") is None:
        return None
    fx = fields.mapping(data["fx"], "fx")
    fields.only(fx, _RATE, "fx")
    return Rate(
        base, quote, fields.number(fx, "rate"), fields.date(fx, "date"), fields.text(fx, "source")
    )


def read_fees(value: object) -> tuple[FeeRule, ...]:
    """Return the fees of a list (null: none), each under its own name; raises `InputError`."""
    fees = [_fee(one) for one in _listed({"fees": value}, "fees", _MAX_FEES)]
    if len({fee.name for fee in fees}) < len(fees):
        raise InputError(_("Two fees have the same name. Give each its own."))
    return tuple(fees)


def _listed(data: fields.Fields, name: str, limit: int) -> list[object]:
    """Return the list called ``name``, empty where it is absent or null."""
    value = data.get(name)
    return [] if value is None else fields.rows(value, name, limit)


def _fee(value: object) -> FeeRule:
    """Return one fee."""
    data = fields.mapping(value, "fees")
    fields.only(data, _FEE, "fees")
    name = fields.text(data, "name")
    tiers = tuple(_tier(row) for row in _listed(data, "tiers", _MAX_ROWS))
    try:
        return FeeRule(
            name,
            pct=fields.ratio(data, "pct", ZERO),
            fixed=fields.number(data, "fixed", ZERO),
            minimum=fields.optional_number(data, "min"),
            cap=fields.optional_number(data, "cap"),
            basis=fields.text(data, "basis", "gross"),
            mode=fields.text(data, "mode", "flat"),
            tiers=tiers,
        )
    except ValueError as error:
        raise InputError(_malformed("fees", error)) from error


def _tier(row: object) -> Tier:
    """Return one tier: ``[start, end, pct]`` or ``[start, end, pct, fixed]``, end null = no end."""
    cells = fields.rows(row, "tiers", 4)
    if len(cells) not in {3, 4}:
        raise InputError(_("tiers: a row needs start, end, pct and, if any, fixed."))
    end = None if cells[1] is None else fields.to_number(cells[1], "tiers")
    fixed = fields.to_number(cells[3], "tiers") if len(cells) == 4 else ZERO  # noqa: PLR2004
    pct = fields.ratio({"pct": cells[2]}, "pct")
    return Tier(fields.to_number(cells[0], "tiers"), end, pct, fixed)


def _malformed(name: str, error: ValueError) -> str:
    """Return the sentence for a value the model refused."""
    return _("{field} cannot be used: {reason}.").format(field=name, reason=error)


def _exact(text: str) -> Decimal:
    """Read a number with a point or an exponent as it is written."""
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError(fields.shown(text)) from None


def _whole(text: str) -> int | Decimal:
    """Read a whole number; Python makes no integer of thousands of digits."""
    return int(text) if len(text) <= _MAX_WHOLE else Decimal(text)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse a field written twice: which of the two is meant nobody can say."""
    data = dict(pairs)
    if len(data) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(_("the field {field} stands twice").format(field=fields.shown(twice)))
    return data


def _no_constant(name: str) -> object:
    """Refuse ``NaN`` and ``Infinity``, which JSON does not have."""
    raise ValueError(name)


def _plain(value: Decimal) -> str:
    """Write a number without exponent."""
    return f"{value:f}"


def _written_money(value: Money | None) -> dict[str, object] | None:
    return None if value is None else {"amount": _plain(value.amount), "currency": value.currency}


def _written_rate(rate: Rate | None) -> dict[str, object] | None:
    if rate is None:
        return None
    return {"rate": _plain(rate.value), "date": rate.date.isoformat(), "source": rate.source}


def written_bands(bands: Sequence[EndingBand]) -> list[object]:
    """Return bands in the form `read_bands` reads."""
    return [
        [
            _plain(band.start),
            None if band.end is None else _plain(band.end),
            _plain(band.step),
            [_plain(ending) for ending in band.endings],
        ]
        for band in bands
    ]


def written_fees(rules: Sequence[FeeRule]) -> list[object]:
    """Return fees in the form `read_fees` reads."""
    return [_written_fee(rule) for rule in rules]


def _written_fee(rule: FeeRule) -> dict[str, object]:
    data: dict[str, object] = {
        "name": rule.name,
        "pct": _plain(rule.pct),
        "fixed": _plain(rule.fixed),
        "basis": rule.basis,
        "mode": rule.mode,
    }
    if rule.minimum is not None:
        data["min"] = _plain(rule.minimum)
    if rule.cap is not None:
        data["cap"] = _plain(rule.cap)
    if rule.tiers:
        data["tiers"] = [
            [
                _plain(tier.start),
                None if tier.end is None else _plain(tier.end),
                _plain(tier.pct),
                _plain(tier.fixed),
            ]
            for tier in rule.tiers
        ]
    return data

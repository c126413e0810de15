"""Questions around a price as JSON objects: the age of a rate, the price per unit, the struck price.

The form is that of price requests: decimal strings, ISO dates, ``InputError`` for what is malformed. A
question is a ``unit`` or ``strike`` by its ``kind``, else it is about a ``rate_date``.
"""

from __future__ import annotations

from localizer.errors import InputError
from localizer.i18n import _
from localizer.price import fields, policy


def answer_policy(data: fields.Fields) -> dict[str, object]:
    """Return the answer to one question."""
    kind = fields.text(data, "kind", "rate")
    if kind == "unit":
        return _unit(data)
    if kind == "strike":
        return _strike(data)
    if kind == "rate":
        return _rate_age(data)
    raise InputError(
        _("kind: {value} is none of {choices}.").format(
            value=fields.shown(kind), choices="rate, strike, unit"
        )
    )


def is_policy(data: fields.Fields) -> bool:
    """Tell whether ``data`` is a question for `answer_policy` rather than a price request."""
    return "kind" in data or "rate_date" in data


def _rate_age(data: fields.Fields) -> dict[str, object]:
    age = policy.rate_age(
        fields.date(data, "rate_date"),
        fields.date(data, "today"),
        warn_days=_days(data, "warn_days", policy.WARN_DAYS),
        block_days=_days(data, "block_days", policy.BLOCK_DAYS),
        confirmed=data.get("confirmed") is True,
    )
    if age.code is not None:
        return {"status": "error", "code": age.code.value, "age_days": age.days}
    warnings = [flag.value for flag in age.warnings]
    return {"status": "ok", "warnings": warnings, "age_days": age.days}


def _unit(data: fields.Fields) -> dict[str, object]:
    found = policy.unit_price(
        fields.number(data, "price"),
        fields.number(data, "amount"),
        fields.text(data, "unit"),
        fields.currency(data, "cur"),
    )
    if found is None:
        return {"unit_price": None}
    return {"unit_price": f"{found.amount:f}", "per": found.per}


def _strike(data: fields.Fields) -> dict[str, object]:
    currency = fields.currency(data, "cur") if data.get("cur") is not None else "EUR"
    found = policy.strike(
        fields.text(data, "market"),
        fields.number(data, "price"),
        currency,
        lowest_30_days=fields.optional_number(data, "lowest_30d"),
        seller_was=fields.optional_number(data, "seller_was"),
    )
    answer: dict[str, object] = {"strike": None if found.price is None else f"{found.price:f}"}
    if found.percent is not None:
        answer["percent"] = f"-{found.percent}%"
    if found.warning is not None:
        answer["warning"] = found.warning.value
    return answer


def _days(data: fields.Fields, name: str, default: int) -> int:
    value = data.get(name)
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise InputError(_("{field}: a number of days is needed.").format(field=name))
    return value

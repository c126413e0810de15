"""Reading single fields of a request that came from outside: exact numbers, dates, names, or a sentence.

Numbers are decimal strings (``"28.50"``); whole JSON numbers are accepted, binary fractions are not.
Every refusal is an `InputError` naming the field.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeVar

from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.money import Money

#: Plain ASCII decimals. Amounts of at most 25 digits before and 20 after the point are calculated exactly;
#: a tax inside itself (Brazil's 0.17 / 0.83) comes with 28 after it.
_NUMBER: Final = re.compile(r"-?[0-9]{1,25}(\.[0-9]{1,30})?", re.ASCII)
#: Beyond this a number has too many digits to be written out, let alone to be a price.
_MAX_EXPONENT: Final = 60
#: Half of a pair of surrogates, which JSON can write and nobody can print.
_HALF: Final = re.compile("[\ud800-\udfff]")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_CURRENCY: Final = re.compile(r"[A-Z]{3}", re.ASCII)
#: A margin, tax or fee percentage beyond this (10,000 %) is a slip: 20 instead of 0.20 passes, as a
#: margin of 20 is refused by the solver itself.
_MAX_RATIO: Final = 100
_MAX_TEXT: Final = 200

Fields = Mapping[str, object]
E_ = TypeVar("E_", bound=StrEnum)


def number(data: Fields, name: str, default: Decimal | None = None) -> Decimal:
    """Return the number called ``name``; absent or null gives ``default`` or, without one, an error."""
    found = optional_number(data, name)
    if found is not None:
        return found
    if default is None:
        raise InputError(_("The request lacks the field {field}.").format(field=name))
    return default


def optional_number(data: Fields, name: str) -> Decimal | None:
    """Return the number called ``name``, ``None`` where it is absent or null."""
    value = data.get(name)
    return None if value is None else to_number(value, name)


def to_number(value: object, name: str) -> Decimal:
    """Return ``value`` exactly; text must be a plain decimal such as ``12.50``."""
    written = _written(value)
    if written is None or not _NUMBER.fullmatch(written):
        raise InputError(
            _("{field}: {value} is not a plain decimal number in quotes, such as 12.50.").format(
                field=name, value=shown(value)
            )
        )
    found = Decimal(written)
    return found or abs(found)


def _written(value: object) -> str | None:
    """Return a number as plain digits, ``None`` for what is none or far too long."""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, Decimal) or not value.is_finite():
        return None
    exponent = value.as_tuple().exponent
    return f"{value:f}" if abs(int(exponent)) <= _MAX_EXPONENT else None


def ratio(data: Fields, name: str, default: Decimal | None = None) -> Decimal:
    """Return a fraction such as ``0.20``; see `number` for what is absent."""
    value = number(data, name, default)
    if abs(value) > _MAX_RATIO:
        raise InputError(
            _("{field}: write {value} as a fraction, such as 0.20 for 20 %.").format(
                field=name, value=value
            )
        )
    return value


def not_negative(value: Decimal, name: str) -> Decimal:
    """Return ``value`` unless it is below 0."""
    if value < 0:
        raise InputError(_("{field}: {value} is below zero.").format(field=name, value=value))
    return value


def text(data: Fields, name: str, default: str | None = None) -> str:
    """Return the text called ``name``; absent or null gives ``default`` or, without one, an error."""
    value = data.get(name)
    if value is None and default is not None:
        return default
    if value is None:
        raise InputError(_("The request lacks the field {field}.").format(field=name))
    if not isinstance(value, str) or not 0 < len(value) <= _MAX_TEXT or _HALF.search(value):
        raise InputError(
            _("{field}: a text of 1 to {limit} characters is needed.").format(
                field=name, limit=_MAX_TEXT
            )
        )
    return value


def choice(data: Fields, name: str, kind: type[E_], default: E_) -> E_:
    """Return the member of ``kind`` that the text called ``name`` stands for."""
    value = text(data, name, default.value)
    if value not in {member.value for member in kind}:
        raise InputError(
            _("{field}: {value} is none of {choices}.").format(
                field=name, value=shown(value), choices=", ".join(kind)
            )
        )
    return kind(value)


def date(data: Fields, name: str) -> dt.date:
    """Return the date called ``name``, which is written ``2026-10-30``."""
    value = text(data, name)
    try:
        if not _DATE.fullmatch(value):
            raise ValueError(value)  # noqa: TRY301 - weeks and bare digits are refused like the rest
        return dt.date.fromisoformat(value)
    except ValueError:
        raise InputError(
            _("{field}: {value} is not a date such as 2026-10-30.").format(
                field=name, value=shown(value)
            )
        ) from None


def currency(data: Fields, name: str) -> str:
    """Return an ISO 4217 code: three capital letters."""
    value = text(data, name)
    if not _CURRENCY.fullmatch(value):
        raise InputError(
            _("{field}: {value} is not a currency code such as IDR.").format(
                field=name, value=shown(value)
            )
        )
    return value


def money(data: Fields, name: str) -> Money | None:
    """Return ``{"amount": "28.50", "currency": "CNY"}`` as money, ``None`` if absent or null."""
    value = data.get(name)
    if value is None:
        return None
    fields = mapping(value, name)
    only(fields, frozenset({"amount", "currency"}), name)
    return Money(number(fields, "amount"), currency(fields, "currency"))


def mapping(value: object, name: str) -> Fields:
    """Return ``value`` if it is a JSON object."""
    if not isinstance(value, Mapping):
        raise InputError(_("{field}: an object in braces is needed.").format(field=name))
    return value


def rows(value: object, name: str, limit: int) -> list[object]:
    """Return ``value`` if it is a JSON list of at most ``limit`` entries."""
    if not isinstance(value, list) or len(value) > limit:
        raise InputError(
            _("{field}: a list of at most {limit} entries is needed.").format(
                field=name, limit=limit
            )
        )
    return value


def only(data: Fields, known: frozenset[str], name: str) -> None:
    """Refuse a field nobody knows: a slip in a name must not change a price in silence."""
    unknown = [key for key in data if key not in known]
    if unknown:
        raise InputError(
            _("{field}: nobody knows the field {unknown}. Known are {known}.").format(
                field=name, unknown=shown(unknown[0]), known=", ".join(sorted(known))
            )
        )


def shown(value: object) -> str:
    """Return ``value`` short enough for a sentence."""
    written = str(value).encode("utf-8", "backslashreplace").decode()
    return written if len(written) <= 40 else f"{written[:39]}…"  # noqa: PLR2004 - a line's worth

"""What the public rate sources send, read strictly: pure functions from bytes to values.

Three sources (read 2026-11-22): the European Central Bank's daily XML; Frankfurter's v2 JSON, a list of
``{date, base, quote, rate}`` in which each row has its own date, at most 14 days old; and the open endpoint
of exchangerate-api.com. A payload is taken whole or refused with a `FeedError`: nothing is guessed, and
no float is ever made. The module must not know how the bytes came here.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Final, NoReturn
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring

from localizer.errors import InputError
from localizer.i18n import _
from localizer.price.rates import Series

#: The bank's file has 2 KB, the longest of the others 6 KB.
MAX_BYTES: Final = 1_000_000
#: All three are asked for units per one euro.
BASE: Final = "EUR"
#: Time zones: it may be tomorrow already where the value was published.
MAX_DAYS_AHEAD: Final = 1
#: Longer than any holiday and as far as Frankfurter carries a value on; older means the source stopped.
MAX_DAYS_OLD: Final = 14

ECB_NAME: Final = "European Central Bank (eurofxref-daily)"
ECB_LICENCE: Final = (
    "European Central Bank euro foreign exchange reference rates, free with source credit, for "
    "information only"
)
ECB_CREDIT: Final = "European Central Bank"
FRANKFURTER_NAME: Final = "Frankfurter v2"
FRANKFURTER_LICENCE: Final = "a blend of central banks' rates; each bank's own terms"
FRANKFURTER_CREDIT: Final = "Frankfurter (https://frankfurter.dev), from central banks' rates"
ER_API_NAME: Final = "ExchangeRate-API"
ER_API_LICENCE: Final = "exchangerate-api.com terms: credit required, no redistribution"
#: The link's text and address are required wherever the rates show. exchangerate-api.com/docs/free.
ER_API_CREDIT: Final = "Rates By Exchange Rate API (https://www.exchangerate-api.com)"

#: No currency is worth a billion of another; the bounds also stop ``1e999`` and its like.
_LOWEST, _HIGHEST = Decimal("1e-9"), Decimal("1e9")
#: More digits than anybody publishes; 18 is what a double printed in full needs at most.
_MAX_DIGITS: Final = 24
_NUMBER: Final = re.compile(r"[0-9]{1,10}(\.[0-9]{1,24})?", re.ASCII)
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_ENVELOPE: Final = "{http://www.gesmes.org/xml/2002-08-01}Envelope"
_SPACES: Final = {
    "g": "http://www.gesmes.org/xml/2002-08-01",
    "e": "http://www.ecb.int/vocabulary/2002-08-01/eurofxref",
}


class FeedError(InputError):
    """A source sent something that cannot be used as exchange rates."""

    def __init__(self, source: str, reason: str) -> None:
        """Say which ``source`` and why (``reason`` is a translated clause)."""
        super().__init__(
            _(
                "The answer of {source} is not used: {reason}. The rates already here stay as they "
                "are; try again later or enter a rate by hand."
            ).format(source=source, reason=reason)
        )
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[type[FeedError], tuple[str, str]]:
        """Travel between processes whole."""
        return type(self), (self.source, self.reason)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What one source said: units of each currency for one ``base``, with the digits as published.

    ``date`` is the newest day; ``dates`` names the currencies whose value is of an earlier one.
    ``credit`` must be shown where the rates are.
    """

    source: str
    licence: str
    base: str
    date: dt.date
    values: Mapping[str, Decimal]
    credit: str
    dates: Mapping[str, dt.date] = field(default_factory=lambda: MappingProxyType({}))

    def dated(self, currency: str) -> dt.date:
        """Return the day the value of ``currency`` is of."""
        return self.dates.get(currency, self.date)

    def series(
        self, *, without: frozenset[str] = frozenset(), pivots: frozenset[str] = frozenset()
    ) -> Series:
        """Return a series of one day a currency, leaving out the currencies in ``without``."""
        values = {
            currency: ((self.dated(currency), value),)
            for currency, value in self.values.items()
            if currency not in without
        }
        return Series(
            self.source, self.licence, self.base, MappingProxyType(values), pivots & set(values)
        )


def parse_ecb(data: bytes, *, wanted: Iterable[str], today: dt.date) -> Fetched:
    """Read the European Central Bank's daily XML; raises `FeedError` unless all ``wanted`` are there.

    ``today`` is the day in UTC, against which the date of the values is checked.
    """
    feed = _Feed(ECB_NAME, frozenset(wanted), today)
    root = feed.xml(data)
    # Other banks publish this format too, with another base.
    if root.tag != _ENVELOPE or root.findtext("g:Sender/g:name", None, _SPACES) != ECB_CREDIT:
        feed.refuse(_("it is not the bank's table of rates"))
    days = root.findall("e:Cube/e:Cube", _SPACES)
    if len(days) != 1:
        feed.refuse(_("it does not have the rates of one day"))
    date = feed.day(days[0].get("time"))
    for cube in days[0].findall("e:Cube", _SPACES):
        feed.take(cube.get("currency"), cube.get("rate"), date)
    return feed.fetched(ECB_LICENCE, ECB_CREDIT)


def parse_frankfurter(data: bytes, *, wanted: Iterable[str], today: dt.date) -> Fetched:
    """Read the list Frankfurter v2 sends; raises `FeedError` unless all ``wanted`` are there."""
    feed = _Feed(FRANKFURTER_NAME, frozenset(wanted), today)
    rows = feed.json(data)
    if not isinstance(rows, list):
        feed.refuse(_("it is not a list of rates"))
    for row in rows:
        if not isinstance(row, dict):
            feed.refuse(_("it is not a list of rates"))
        feed.base(row.get("base"))
        # The base against itself is listed too, always 1.
        if row.get("quote") != BASE:
            feed.take(row.get("quote"), row.get("rate"), row.get("date"))
    return feed.fetched(FRANKFURTER_LICENCE, FRANKFURTER_CREDIT)


def parse_er_api(data: bytes, *, wanted: Iterable[str], today: dt.date) -> Fetched:
    """Read what open.er-api.com/v6/latest/EUR sends; raises `FeedError` unless all ``wanted`` are there."""
    feed = _Feed(ER_API_NAME, frozenset(wanted), today)
    answer = feed.json(data)
    if not isinstance(answer, dict) or answer.get("result") != "success":
        feed.refuse(_("it says that it has no rates"))
    feed.base(answer.get("base_code"))
    rates = answer.get("rates")
    if not isinstance(rates, dict):
        feed.refuse(_("it has no table of rates"))
    date = feed.moment(answer.get("time_last_update_unix"))
    for currency, value in rates.items():
        feed.take(currency, value, date)
    return feed.fetched(ER_API_LICENCE, ER_API_CREDIT)


class _Feed:
    """One reading: what is wanted, what was found, and the checks all sources share."""

    def __init__(self, name: str, wanted: frozenset[str], today: dt.date) -> None:
        self._name = name
        self._wanted = wanted - {BASE}
        self._today = today
        self._values: dict[str, Decimal] = {}
        self._dates: dict[str, dt.date] = {}

    def refuse(self, reason: str) -> NoReturn:
        """Give up with a translated ``reason``."""
        raise FeedError(self._name, reason)

    def xml(self, data: bytes) -> Element:
        """Return the root of ``data``; no document type, no entities."""
        self._bytes(data)
        try:
            root: Element = fromstring(data, forbid_dtd=True)
        except (ParseError, ValueError, LookupError) as error:
            raise FeedError(self._name, _("it is damaged or incomplete")) from error
        return root

    def json(self, data: bytes) -> object:
        """Return the value in ``data``; all its numbers are Decimal."""
        self._bytes(data)
        try:
            value: object = json.loads(
                data.decode("utf-8"),
                parse_float=Decimal,
                parse_int=Decimal,
                parse_constant=_no_number,
            )
        except (ValueError, InvalidOperation, RecursionError) as error:
            raise FeedError(self._name, _("it is damaged or incomplete")) from error
        return value

    def _bytes(self, data: bytes) -> None:
        """Refuse what is too long, and a web page (a sign-in page of a network, an error page)."""
        if len(data) > MAX_BYTES:
            self.refuse(_("it is too long"))
        if data[:200].lstrip().lower().startswith((b"<!doctype html", b"<html")):
            self.refuse(_("it is a web page instead of rates; this network may ask to sign in"))

    def base(self, base: object) -> None:
        """Refuse values of another currency than the one asked for."""
        if base != BASE:
            self.refuse(_("its rates are not for one {base}").format(base=BASE))

    def day(self, written: object) -> dt.date:
        """Return a date that is neither in the future nor long past."""
        if not isinstance(written, str) or not _DAY.fullmatch(written):
            self.refuse(_("its date cannot be read"))
        try:
            day = dt.date.fromisoformat(written)
        except ValueError as error:
            raise FeedError(self._name, _("its date cannot be read")) from error
        ahead = (day - self._today).days
        if ahead > MAX_DAYS_AHEAD:
            self.refuse(_("its date, {date}, is in the future").format(date=written))
        if ahead < -MAX_DAYS_OLD:
            self.refuse(_("its rates are old, of {date}").format(date=written))
        return day

    def moment(self, seconds: object) -> str:
        """Return the day (UTC) of a number of seconds since 1970, to be checked by `day`."""
        if not isinstance(seconds, Decimal) or not 0 <= seconds < Decimal("1e11"):
            self.refuse(_("its date cannot be read"))
        return dt.datetime.fromtimestamp(int(seconds), dt.UTC).date().isoformat()

    def take(self, currency: object, value: object, date: dt.date | object) -> None:
        """Keep one value if it is wanted; refuse it if it is no rate or is there twice."""
        if not isinstance(currency, str) or currency not in self._wanted:
            return
        if currency in self._values:
            self.refuse(_("{currency} is there twice").format(currency=currency))
        rate = _rate(value)
        if rate is None:
            self.refuse(_("the value of {currency} is not a rate").format(currency=currency))
        self._values[currency] = rate
        self._dates[currency] = date if isinstance(date, dt.date) else self.day(date)

    def fetched(self, licence: str, credit: str) -> Fetched:
        """Return what was found; refuse it if a wanted currency is missing."""
        missing = sorted(self._wanted - set(self._values))
        if missing or not self._values:
            self.refuse(_("{currencies} is missing").format(currencies=", ".join(missing) or BASE))
        newest = max(self._dates.values())
        older = {code: date for code, date in self._dates.items() if date != newest}
        return Fetched(
            self._name,
            licence,
            BASE,
            newest,
            MappingProxyType(self._values),
            credit,
            MappingProxyType(older),
        )


def _rate(value: object) -> Decimal | None:
    """Return a published value, a number or a plain decimal string; ``None`` if it can be no rate."""
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        value = Decimal(value)
    if not isinstance(value, Decimal) or not value.is_finite():
        return None
    if len(value.as_tuple().digits) > _MAX_DIGITS or not _LOWEST <= value <= _HIGHEST:
        return None
    return value


def _no_number(text: str) -> NoReturn:
    """Refuse ``NaN`` and ``Infinity``, which are no JSON."""
    raise ValueError(text)

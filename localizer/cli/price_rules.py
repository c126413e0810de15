"""Price rules on the command line: shown with their source, set, taken back; prices made anew by them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from localizer import pipeline
from localizer.catalog import price_bases, products
from localizer.catalog.prices import without_price
from localizer.cli.options import as_json, opened, workspace
from localizer.cli.output import emit, progress_bar
from localizer.cli.tables import parse_date
from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.price_rule import PriceRule, RuleKind, RulePlace
from localizer.pipeline.price_rules import (
    Said,
    ScopeLine,
    all_rules,
    rule_history,
    scope_lines,
    sku_of,
)
from localizer.store.database import Reader, Store
from localizer.ui.actions import price_words as words
from localizer.ui.actions.price_words import lost_prices
from localizer.ui.actions.words import day_and_time

Command = TypeVar("Command", bound=Callable[..., Any])
#: Begins the name of a file that holds the value.
FROM_FILE: Final = "@"
_KINDS: Final = [kind.value for kind in RuleKind]
_INDENT: Final = "  "


def place_options(command: Command) -> Command:
    """Add the options that say where a rule holds."""
    for option in (
        click.option("--sku", default="", metavar="SKU", help="One SKU; all goods by default."),
        click.option("--catalog", default="", metavar="NAME", help="One catalog."),
        click.option("--category", default="", metavar="GROUP", help="apparel, beauty, home, …"),
        click.option("--channel", default="", metavar="shopee", help="All channels by default."),
        click.option("--market", default="", metavar="TH", help="All markets by default."),
    ):
        command = option(command)
    return command


@click.group("price-rules")
def price_rules() -> None:
    """Show, set and take back taxes, fees, endings, margins and what else prices are made by."""


@price_rules.command("show")
@workspace
@place_options
@as_json
def rules_show(ws: Path, *, json_: bool, **where: str) -> int:
    """Show what counts at a place and from whom; without --market everything people set."""
    tools = pipeline.load_tools()
    with opened(ws) as store:
        reader = store.read()
        told = _Told(reader, tools)
        if not any(where.values()):
            own = all_rules(reader)
            lines = [text for rule in own for text in told.set_by_person(rule)]
            return _answer([told.plain(rule) for rule in own], lines, json_=json_)
        place = _place(reader, **where)
        found = scope_lines(reader, tools, place)
        if json_:
            emit([told.plain_line(one) for one in found])
            return 0
        for one in found:
            for text in told.line(one, place):
                click.echo(text)
    return 0


@price_rules.command("set")
@workspace
@click.argument("kind", type=click.Choice(_KINDS))
@click.argument("value", metavar="VALUE|@FILE")
@place_options
@click.option("--from", "first", default="", metavar="YYYY-MM-DD", help="First day it holds.")
@click.option("--to", "last", default="", metavar="YYYY-MM-DD", help="Last day it holds.")
@click.option("--source", default="", help="Where the value comes from.")
@as_json
def rules_set(
    ws: Path,
    kind: str,
    value: str,
    first: str,
    last: str,
    source: str,
    *,
    json_: bool,
    **where: str,
) -> int:
    """Set a rule: tax 7%, margin 0.25, cap 299, family yes, endings LUCKY8, fees '[{"name": …}]'."""
    tools = pipeline.load_tools()
    said = Said(source, _day(first), _day(last))
    with opened(ws) as store:
        place = _place(store.read(), **where)
        without = without_price(store.read())
        with progress_bar(_("Prices")) as progress:
            changes = pipeline.set_rule(
                store, tools, RuleKind(kind), place, _value(value), said=said, progress=progress
            )
        told = _Told(store.read(), tools)
        newest = rule_history(store.read(), RuleKind(kind), place)[0]
        prices = changes.rows.get("price", 0)
        lines = [*told.set_by_person(newest), _("{n} prices made anew.").format(n=prices)]
        lost = without_price(store.read()) - without
        if lost > 0:
            lines.append(lost_prices(lost))
        plain = {"rule": told.plain(newest), "prices": prices, "lost": max(lost, 0)}
        return _answer(plain, lines, json_=json_)


@price_rules.command("withdraw")
@workspace
@click.argument("what", metavar="KIND|NUMBER")
@place_options
@as_json
def rules_withdraw(ws: Path, what: str, *, json_: bool, **where: str) -> int:
    """Take back the rule of a KIND at a place, or the one with a NUMBER."""
    tools = pipeline.load_tools()
    with opened(ws) as store:
        number = int(what) if what.isdecimal() else _only(store, _kind(what), where)
        with progress_bar(_("Prices")) as progress:
            changes = pipeline.withdraw_rule(store, tools, number, progress=progress)
    prices = changes.rows.get("price", 0)
    text = _("Rule {number} counts no longer; {n} prices made anew.")
    return _answer(
        {"withdrawn": number, "prices": prices},
        [text.format(number=number, n=prices)],
        json_=json_,
    )


@price_rules.command("history")
@workspace
@click.argument("kind", type=click.Choice(_KINDS))
@place_options
@as_json
def rules_history(ws: Path, kind: str, *, json_: bool, **where: str) -> int:
    """Show what was ever set at a place, newest first."""
    tools = pipeline.load_tools()
    with opened(ws) as store:
        reader = store.read()
        told = _Told(reader, tools)
        found = rule_history(reader, RuleKind(kind), _place(reader, **where))
        lines = [text for rule in found for text in told.past(rule)]
        if not found:
            lines.append(_("Nobody set a rule of this kind here."))
        return _answer([told.plain(rule) for rule in found], lines, json_=json_)


class _Told:
    """Rules as text and as plain values; names are looked up once."""

    def __init__(self, reader: Reader, tools: pipeline.Tools) -> None:
        self._reader, self._tools = reader, tools
        self._catalogs = {one.id: one.name for one in products.catalogs(reader)}

    def where(self, place: RulePlace) -> str:
        """Return where a rule holds."""
        return words.where(
            place,
            {code: one.name for code, one in self._tools.packs.channels.items()},
            self._catalogs,
            lambda number: sku_of(self._reader, number),
        )

    def value(self, rule: PriceRule, market: str = "") -> str:
        """Return a rule's value on one line."""
        found = self._tools.packs.markets.get(rule.place.market or market)
        currency = "" if found is None else found.currency
        locale = "en" if found is None else found.default_locale
        pairs = words.value_pairs(rule.kind, rule.value, self._tools.endings, currency, locale)
        return words.on_one_line(pairs)

    def line(self, one: ScopeLine, place: RulePlace) -> list[str]:
        """Return what counts at ``place``, with what stands beside it."""
        name = _(words.KINDS[one.kind])
        rule = one.rule
        if rule is None:
            lines = [_("{name}: {text}").format(name=name, text=words.no_value(one.kind, place))]
        else:
            text = _("{name}: {text}").format(name=name, text=self.value(rule, place.market))
            if one.expired:
                text = _("{text} (past its date)").format(text=text)
            lines = [text, _INDENT + self._from_whom(rule)]
        if rule is not None and rule.id and one.default is not None:
            default = _("default: {value} ({source})").format(
                value=self.value(one.default), source=words.origin(one.default)
            )
            lines.append(_INDENT + default)
        for other in one.waiting:
            lines.append(_INDENT + self._also(_("not in force: {value}"), other, place))
        for other in one.nearer:
            lines.append(_INDENT + self._also(_("nearer: {value}"), other, place))
        return lines

    def _also(self, sentence: str, rule: PriceRule, place: RulePlace) -> str:
        text = sentence.format(value=self.value(rule, place.market))
        return f"{text} · {self._from_whom(rule)}"

    def _from_whom(self, rule: PriceRule) -> str:
        if not rule.id:
            return _("default · {origin}").format(origin=words.origin(rule))
        return _("own, number {number} · {where} · {origin}").format(
            number=rule.id, where=self.where(rule.place), origin=words.origin(rule)
        )

    def set_by_person(self, rule: PriceRule) -> list[str]:
        """Return a rule on two lines: kind and value, and from whom."""
        text = _("{name}: {text}").format(name=_(words.KINDS[rule.kind]), text=self.value(rule))
        return [text, _INDENT + self._from_whom(rule)]

    def past(self, rule: PriceRule) -> list[str]:
        """Return a rule with when it was set and replaced."""
        since = _("set {moment}").format(moment=day_and_time(rule.set_at))
        if rule.replaced_at:
            moment = day_and_time(rule.replaced_at)
            since = _("{since}, replaced {moment}").format(since=since, moment=moment)
        return [*self.set_by_person(rule), _INDENT + since]

    def plain(self, rule: PriceRule | None) -> dict[str, object] | None:
        """Return a rule for JSON: catalog and SKU by their names."""
        if rule is None:
            return None
        place = rule.place
        variant = place.variant_id
        return {
            "number": rule.id or None,
            "kind": rule.kind,
            "value": rule.value,
            "market": place.market,
            "channel": place.channel,
            "category": place.category,
            "catalog": self._catalogs.get(place.catalog_id or 0, ""),
            "sku": "" if variant is None else sku_of(self._reader, variant),
            "source": rule.source,
            "checked_on": rule.checked_on,
            "confidence": rule.confidence,
            "valid_from": rule.valid_from,
            "valid_to": rule.valid_to,
            "set_at": rule.set_at,
            "replaced_at": rule.replaced_at,
        }

    def plain_line(self, one: ScopeLine) -> dict[str, object]:
        """Return what counts at a place for JSON."""
        return {
            "kind": one.kind,
            "own": one.rule is not None and bool(one.rule.id),
            "past_its_date": one.expired,
            "rule": self.plain(one.rule),
            "default": self.plain(one.default),
            "not_in_force": [self.plain(rule) for rule in one.waiting],
            "nearer": [self.plain(rule) for rule in one.nearer],
        }


def _answer(plain: object, lines: Sequence[str], *, json_: bool) -> int:
    if json_:
        emit(plain)
    else:
        click.echo("\n".join(lines) or _("Nobody set a price rule: the defaults count."))
    return 0


def _place(
    reader: Reader, *, market: str, channel: str, category: str, catalog: str, sku: str
) -> RulePlace:
    """Return the place as typed. Raises `InputError` for a catalog or SKU there is none of."""
    number = variant = None
    if catalog:
        every = {one.name: one.id for one in products.catalogs(reader)}
        if catalog not in every:
            problem = _("There is no catalog “{name}”. There are: {known}.")
            raise InputError(problem.format(name=catalog, known=", ".join(every)))
        number = every[catalog]
    if sku:
        found = price_bases.variants_of_sku(reader, sku, catalog)
        if not found:
            raise InputError(_("There is no SKU “{sku}” in this workspace.").format(sku=sku))
        if len(found) > 1:
            problem = _("The SKU “{sku}” is there {n} times. Name its catalog or a single SKU.")
            raise InputError(problem.format(sku=sku, n=len(found)))
        variant, number, category = found[0][0], None, ""
    return RulePlace(market.upper(), channel.lower(), category.lower(), number, variant)


def _kind(text: str) -> RuleKind:
    if text not in _KINDS:
        problem = _("“{text}” is no kind of rule. There are: {known}.")
        raise InputError(problem.format(text=text, known=", ".join(_KINDS)))
    return RuleKind(text)


def _only(store: Store, kind: RuleKind, where: dict[str, str]) -> int:
    """Return the number of the one rule of ``kind`` that counts at a place. Raises `InputError`."""
    place = _place(store.read(), **where)
    found = [one for one in all_rules(store.read()) if one.kind is kind and one.place == place]
    if not found:
        raise InputError(_("Nobody set a rule of this kind here."))
    if len(found) > 1:
        problem = _("Several rules of this kind are set here: {numbers}. Name the number of one.")
        raise InputError(problem.format(numbers=", ".join(str(one.id) for one in found)))
    return found[0].id


def _value(text: str) -> str:
    """Return the value as typed, or what stands in the file it names."""
    if not text.startswith(FROM_FILE):
        return text
    path = Path(text.removeprefix(FROM_FILE))
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        message = _("{file} cannot be read: {reason}").format(file=path, reason=error.strerror)
        raise InputError(message) from error
    except UnicodeDecodeError as error:
        message = _("{file} cannot be read: {reason}").format(file=path, reason=_("it is no text"))
        raise InputError(message) from error


def _day(text: str) -> dt.date | None:
    return parse_date(text) if text else None

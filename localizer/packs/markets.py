"""Read ``resources/markets/*.toml`` into `Market` values."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from pathlib import Path

from localizer.i18n import _
from localizer.model.market import (
    Festival,
    LawItem,
    Mains,
    Market,
    MeasureSystem,
    Pacing,
    SourcedDefault,
)
from localizer.model.price import TaxMode
from localizer.packs.endings import read_bands
from localizer.packs.folder import pack_files
from localizer.packs.toml_source import Table, open_pack, share
from localizer.paths import resource

#: Digits of a computed effective tax; a price needs about 20.
_TAX_DIGITS = 28
_CODE = re.compile(r"[A-Z]{2}")
_CURRENCY = re.compile(r"[A-Z]{3}")


def load_markets(folder: Path | None = None) -> dict[str, Market]:
    """Return every market pack of ``folder`` (ours by default) by its code, in order of the codes.

    Raises `PackError` naming file and place of the first fault.
    """
    files = pack_files(folder or resource("markets"))
    markets = (load_market(path) for path in files)
    return {market.code: market for market in markets}


def load_market(path: Path) -> Market:
    """Return the market of one pack file. Raises `PackError`."""
    with open_pack(path) as root:
        return _market(root, path.stem)


def _market(root: Table, stem: str) -> Market:
    """Read the whole pack."""
    tax = root.table("tax")
    default = _sourced(tax)
    address = root.table("address")
    pricing = root.table("pricing")
    code = _code(root, stem)
    locales, default_locale = _locales(root)
    return Market(
        code=code,
        name=root.text("name"),
        locales=locales,
        default_locale=default_locale,
        currency=_currency(root),
        time_zone=root.text("time_zone"),
        tax=default,
        effective_tax=_effective(tax, default.value),
        tax_mode=tax.choice("mode", TaxMode),
        bands=read_bands(root),
        fx_buffer=share(pricing, "fx_buffer"),
        target_margin=share(pricing, "target_margin"),
        pacing=root.choice("pacing", Pacing),
        channels=root.texts("channels"),
        measure=root.choice("measure", MeasureSystem),
        festivals=_festivals(root),
        address_use=address.texts("use"),
        address_avoid=address.texts("avoid"),
        greeting=address.text("greeting"),
        cta=address.text("cta"),
        notes=root.texts("notes"),
        reduced_tax=_reduced(tax),
        tax_display=tax.text("display", ""),
        import_rule=tax.text("import_rule", ""),
        bands_source=pricing.text("bands_source"),
        fx_buffer_source=pricing.text("fx_buffer_source"),
        target_margin_source=pricing.text("target_margin_source"),
        measure_note=root.text("measure_note", ""),
        sizes=root.text("sizes", ""),
        mains=_mains(root),
        address_self=address.text("self", ""),
        address_notes=address.texts("notes"),
        register=address.text("register", ""),
        emoji=address.text("emoji", ""),
        code_mix=address.text("code_mix", ""),
        price_example=root.text("price_example", ""),
        works=root.texts("works"),
        avoid=root.texts("avoid"),
        law=_law(root),
        marks=root.texts("marks"),
        sources=root.texts("sources"),
    )


def _code(root: Table, stem: str) -> str:
    """Read the market's code, which is also the file's name."""
    code = root.text("code")
    if not _CODE.fullmatch(code) or code != stem:
        raise root.error("code", _("The code is two capital letters and names the file."))
    return code


def _currency(root: Table) -> str:
    """Read the ISO 4217 code."""
    currency = root.text("currency")
    if not _CURRENCY.fullmatch(currency):
        raise root.error("currency", _("A currency is three capital letters."))
    return currency


def _locales(root: Table) -> tuple[tuple[str, ...], str]:
    """Read the locales and the default one, which is among them."""
    locales, default = root.texts("locales"), root.text("default_locale")
    if default not in locales:
        raise root.error("default_locale", _("The default locale is not among the locales."))
    return locales, default


def _sourced(table: Table) -> SourcedDefault:
    """Read a number from outside with its dates and source."""
    return SourcedDefault(
        value=share(table, "value"),
        valid_from=table.day_or_none("valid_from"),
        valid_to=table.day_or_none("valid_to"),
        source=table.text("source"),
        checked_on=table.day("checked_on"),
        confidence=table.text("confidence"),
        note=table.text("note", ""),
    )


def _effective(tax: Table, value: Decimal) -> Decimal:
    """Return the rate on the price without tax; a tax ``inside`` itself (ICMS) is r / (1 - r)."""
    if not tax.flag("inside", default=False):
        return value
    with localcontext() as context:
        context.prec = _TAX_DIGITS
        return value / (1 - value)


def _reduced(tax: Table) -> SourcedDefault | None:
    """Read the second rate."""
    table = tax.table_or_none("reduced")
    return None if table is None else _sourced(table)


def _festivals(root: Table) -> tuple[Festival, ...]:
    """Read the selling dates."""
    return tuple(
        Festival(
            table.text("name"),
            table.day_or_none("date"),
            table.text("source"),
            table.text("note", ""),
            **_season(table),
        )
        for table in root.tables("festivals")
    )


def _season(table: Table) -> dict[str, int]:
    """Read how long before and after a festival it is spoken of, where the pack says so."""
    read = {key: table.whole_or_none(key) for key in ("days_before", "days_after")}
    return {key: days for key, days in read.items() if days is not None}


def _mains(root: Table) -> Mains | None:
    """Read voltage, frequency and plugs."""
    table = root.table_or_none("mains")
    if table is None:
        return None
    return Mains(
        table.wholes("voltages"),
        table.whole("hz"),
        table.texts("plugs"),
        table.texts("sources"),
        table.text("note", ""),
    )


def _law(root: Table) -> tuple[LawItem, ...]:
    """Read the duties in words."""
    return tuple(
        LawItem(
            table.text("region"),
            table.text("topic"),
            table.text("rule"),
            table.texts("sources"),
            table.flag("confirmed"),
        )
        for table in root.tables("law")
    )

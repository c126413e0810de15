"""The variants of one product: which rows are variants, which repeat one, and what each row says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, TypeVar

from localizer.i18n import _
from localizer.intake.currency import currency_code, usual_currency
from localizer.intake.gtin import parse_gtin
from localizer.intake.issues import CellError, IssueLog
from localizer.intake.mapping import Columns
from localizer.intake.numbers import Mark, parse_money, parse_stock, parse_weight
from localizer.intake.pictures import split_images
from localizer.intake.rows import Group, Record, is_variant_role
from localizer.intake.units import grams_in
from localizer.model.money import Money
from localizer.model.product import Variant
from localizer.model.segment import normalize

T = TypeVar("T")
Options = tuple[tuple[str, str], ...]

ONLY_KEY: Final = "1"
MAX_OPTIONS: Final = 9
#: What Shopify writes where a product has no options.
_NO_OPTION: Final = "default title"
#: Cells that say to which product a row belongs, or how to read others, and nothing else.
_NOTHING_NEW: Final = frozenset({"product", "parent_sku", "currency", "weight_unit", "locale"})


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for the whole file: its columns, its decimal mark, its language, and the report."""

    columns: Columns
    mark: Mark
    locale: str
    log: IssueLog

    def read(self, record: Record, role: str, reader: Callable[[str], T]) -> T | None:
        """Return what ``reader`` makes of a cell; a cell it refuses is reported and lost, not the row."""
        text = record.get(role)
        if not text:
            return None
        try:
            return reader(text)
        except CellError as error:
            self.log.repaired(record.row, str(error), self.columns.header(role))
            return None


@dataclass(slots=True)
class _Draft:
    """A variant in the making: the first row that names it, completed by later ones."""

    record: Record
    options: Options
    key: str
    other_prices: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Variants:
    """The variants of a product, and prices in further currencies as (name, amount)."""

    variants: tuple[Variant, ...]
    other_prices: tuple[tuple[str, str], ...]


def build_variants(group: Group, context: Context) -> Variants:
    """Return the variants of ``group`` in file order; there is always at least one."""
    names = _option_names(group, context)
    parent_options = parse_variant_options(group.first("variant_options"))
    drafts = _Drafts()
    rows = [r for r in group.records if r.describes_variant()] or [group.records[0]]
    for record in rows:
        options = _options(record, names, context) or parent_options.get(record.get("sku"), ())
        _add(drafts, record, options, context)
    _report_empty(group, context)
    has_options = any(draft.options for draft in drafts.all[1:])
    variants = [
        draft
        for draft in drafts.all
        if not _is_master(draft, drafts.all, group, has_options=has_options)
    ]
    made = tuple(_variant(draft, group, context) for draft in variants)
    prices = tuple(price for draft in variants for price in draft.other_prices)
    return Variants(made, prices)


def _report_empty(group: Group, context: Context) -> None:
    """Report rows that are neither a variant nor bring pictures or words to the product."""
    known: dict[str, str] = {}
    for record in group.records:
        new = {role for role, text in record.cells.items() if known.get(role) != text}
        if known and not record.describes_variant() and new <= _NOTHING_NEW:
            context.log.skipped(record.row, _("The row adds nothing to the product."))
        for role, text in record.cells.items():
            known.setdefault(role, text)


def _is_master(draft: _Draft, drafts: list[_Draft], group: Group, *, has_options: bool) -> bool:
    """Tell whether a draft is the product itself, standing above its variants with an SKU of its own."""
    if len(drafts) == 1:
        return False
    if group.by_parent:
        return draft.record.get("sku") == group.key and not draft.record.get("parent_sku")
    return draft is drafts[0] and not draft.options and has_options


class _Drafts:
    """The variants found so far, by what tells them apart."""

    def __init__(self) -> None:
        self.all: list[_Draft] = []
        self.keys: set[str] = set()
        self._same: dict[tuple[str, Options], _Draft] = {}

    def find(self, sku: str, options: Options) -> _Draft | None:
        """Return the variant a row repeats: one with its SKU or, where it has none, with its options."""
        return self._same.get((sku, () if sku else options))

    def add(self, draft: _Draft) -> None:
        """Take in a new variant."""
        sku = draft.record.get("sku")
        self.all.append(draft)
        self.keys.add(draft.key)
        self._same[sku, () if sku else draft.options] = draft


def _add(drafts: _Drafts, record: Record, options: Options, context: Context) -> None:
    sku = record.get("sku")
    same = drafts.find(sku, options)
    if same is not None:
        _merge(same, record, context)
        return
    values = " / ".join(value for _name, value in options)
    key = sku or values or ONLY_KEY
    while key in drafts.keys:  # options that read like another variant's SKU
        key += "+"
    drafts.add(_Draft(record, options, key))


def _merge(draft: _Draft, record: Record, context: Context) -> None:
    """Take what a repeated row adds to a variant; a contradiction leaves the first row in force."""
    name = draft.record.get("sku") or draft.key
    if _other_currency(draft, record, context):
        return
    mine, theirs = draft.record.cells, record.cells
    roles = [role for role in theirs if is_variant_role(role)]
    clash = next((role for role in roles if mine.get(role, theirs[role]) != theirs[role]), None)
    if clash is not None:
        reason = _(
            "{variant} already stands in row {row} with another value; this row was not used."
        )
        context.log.failed(
            record.row,
            reason.format(variant=name, row=draft.record.row),
            context.columns.header(clash),
        )
    elif any(role not in mine for role in roles):
        added = {role: theirs[role] for role in roles if role not in mine}
        draft.record = Record(draft.record.row, {**mine, **added})
    else:
        reason = _("{variant} already stands in row {row} with the same values.")
        context.log.skipped(record.row, reason.format(variant=name, row=draft.record.row))


def _other_currency(draft: _Draft, record: Record, context: Context) -> bool:
    """Keep the price of a row that repeats a variant to give its price in another currency."""
    currency = record.get("currency")
    if not currency or currency == draft.record.get("currency") or not record.get("list_price"):
        return False
    money = context.read(
        record, "list_price", lambda text: parse_money(text, currency=currency, mark=context.mark)
    )
    if money is not None:
        name = draft.record.get("sku") or draft.key
        draft.other_prices.append((f"list_price {money.currency} {draft.key}", f"{money.amount:f}"))
        context.log.repaired(
            record.row,
            _(
                "The row gives {variant} of row {row} a price in {currency}. It is kept beside the list "
                "price, which stays in {first}."
            ).format(
                variant=name,
                row=draft.record.row,
                currency=money.currency,
                first=draft.record.get("currency") or usual_currency(context.locale),
            ),
            context.columns.header("list_price"),
        )
    return True


def _option_names(group: Group, context: Context) -> dict[int, str]:
    """Return the option name of each numbered option: the group's first, else a plain word."""
    word = "规格" if context.locale.startswith("zh") else "Option"
    return {
        n: normalize(group.first(f"option_name:{n}")) or f"{word} {n}"
        for n in range(1, MAX_OPTIONS + 1)
        if f"option_value:{n}" in context.columns
    }


def _options(record: Record, names: dict[int, str], context: Context) -> Options:
    numbered = [(name, record.get(f"option_value:{n}")) for n, name in names.items()]
    direct = [
        (column.role.partition(":")[2], record.get(column.role))
        for column in context.columns.named("option")
    ]
    return tuple(
        (name, normalize(value))
        for name, value in (*numbered, *direct)
        if value and value.casefold() != _NO_OPTION
    )


def parse_variant_options(text: str) -> dict[str, Options]:
    """Return the options by SKU from Bagisto's ``sku=A,color=Red,size=M|sku=B,…``."""
    found: dict[str, Options] = {}
    for part in text.split("|"):
        pairs = [tuple(pair.split("=", 1)) for pair in part.split(",") if "=" in pair]
        fields = {name.strip(): value.strip() for name, value in pairs}
        sku = fields.pop("sku", "")
        if sku:
            found[sku] = tuple((name, value) for name, value in fields.items() if value)
    return found


def _variant(draft: _Draft, group: Group, context: Context) -> Variant:
    record = draft.record
    _alternates(draft, context)
    image = record.get("variant_image")
    if not image and "variant_image" not in context.columns and record is not group.records[0]:
        pictures = (record.get(column.role) for column in context.columns.named("image"))
        image = next((name for cell in pictures for name in split_images(cell)), "")
    return Variant(
        key=draft.key,
        sku=record.get("sku"),
        options=draft.options,
        gtin=context.read(record, "gtin", parse_gtin) or "",
        cost=_money(record, "cost", context),
        list_price=_money(record, "list_price", context),
        stock=context.read(record, "stock", lambda text: parse_stock(text, mark=context.mark)),
        weight_g=_weight(record, context),
        image=image,
    )


def _alternates(draft: _Draft, context: Context) -> None:
    """Keep the prices of further price columns, one a currency."""
    for column in context.columns.named("list_price"):
        money = _money(draft.record, column.role, context)
        if money is not None:
            name = f"list_price {money.currency} {draft.key}"
            draft.other_prices.append((name, f"{money.amount:f}"))


def _money(record: Record, role: str, context: Context) -> Money | None:
    if not record.get(role):
        return None
    stated = currency_code(context.columns.unit(role)) or _column_currency(record, context)
    currency = stated or usual_currency(context.locale)
    money = context.read(
        record, role, lambda text: parse_money(text, currency=currency, mark=context.mark)
    )
    if money is not None and stated is None and money.currency == currency:
        context.log.assume(
            _("The file does not say the currency of “{column}”; {currency} was assumed.").format(
                column=context.columns.header(role), currency=currency
            )
        )
    return money


def _column_currency(record: Record, context: Context) -> str | None:
    text = record.get("currency")
    if not text:
        return None
    code = currency_code(text)
    if code is None:
        reason = _("“{text}” is no currency.").format(text=text[:20])
        context.log.repaired(record.row, reason, context.columns.header("currency"))
    return code


def _weight(record: Record, context: Context) -> Decimal | None:
    unit = context.columns.unit("weight") or record.get("weight_unit")
    has_own = re.search(r"[^\s0-9.,]", record.get("weight")) is not None
    if record.get("weight") and not has_own and grams_in(unit) is None:
        context.log.assume(
            _(
                "Column “{column}” gives no unit of weight, so shipping weights were left out. Name it "
                "“{column}(g)” or “{column}(kg)”."
            ).format(column=context.columns.header("weight"))
        )
        return None
    return context.read(
        record, "weight", lambda text: parse_weight(text, unit=unit, mark=context.mark)
    )

"""The variants of one product: which rows are variants, which repeat one, and what each row says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from localizer.i18n import _
from localizer.intake.amount_words import NO_COUNT, Tell, in_stock
from localizer.intake.context import MAX_OPTIONS, Context
from localizer.intake.currency import names_currency, usual_currency
from localizer.intake.gtin import parse_gtin
from localizer.intake.headers import simplify, spoken
from localizer.intake.issues import CellError
from localizer.intake.numbers import (
    names_weight_unit,
    parse_money,
    parse_stock,
    parse_weight,
    refuse_other_mark,
)
from localizer.intake.packed_options import loose_options
from localizer.intake.pictures import split_images
from localizer.intake.rows import Group, Record, is_variant_role
from localizer.model.money import Money
from localizer.model.product import Variant
from localizer.model.segment import normalize

Options = tuple[tuple[str, str], ...]

ONLY_KEY: Final = "1"
#: Longer digits are looked at closely before they are taken for a number of pieces.
MAX_PLAIN_STOCK: Final = 10
#: How a cell with all options of a variant is best written; shown as it stands.
EXAMPLE: Final = "颜色:黑色;尺码:M"
SHOWN_CHARS: Final = 200
#: Options of different cells that are kept; a catalog has some hundred.
MAX_KEPT: Final = 10_000
#: What Shopify writes where a product has no options.
_NO_OPTION: Final = "default title"
#: Cells that say to which product a row belongs, or how to read others, and nothing else.
_NOTHING_NEW: Final = frozenset({"product", "parent_sku", "currency", "weight_unit", "locale"})


@dataclass(slots=True)
class _Draft:
    """A variant in the making: the first row that names it, completed by later ones."""

    record: Record
    options: Options
    key: str
    sku: str
    other_prices: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Variants:
    """The variants of a product, and prices in further currencies as (name, amount)."""

    variants: tuple[Variant, ...]
    other_prices: tuple[tuple[str, str], ...]


def build_variants(group: Group, context: Context) -> Variants:
    """Return the variants of ``group`` in file order; there is always at least one."""
    if len(group.records) == 1:
        return _only_variant(group, context)
    names = _option_names(group.first, context)
    packed = _Packed(group, context) if "variant_options" in context.columns else None
    drafts = _Drafts()
    for record in _variant_rows(group, packed):
        options = _options(record, names, context)
        if packed is not None:
            options = packed.added(record, options)
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


def _only_variant(group: Group, context: Context) -> Variants:
    """Return the variant of a product that is told in one row: the common case, and the quick one."""
    record = group.records[0]
    options = options_of(record, context) if context.has_options else ()
    if record.get("variant_options"):
        options = _Packed(group, context).added(record, options)
    sku = context.sku(record)
    draft = _Draft(record, options, key_of(sku, options), sku)
    made = _variant(draft, group, context)
    return Variants((made,), tuple(draft.other_prices))


def options_of(record: Record, context: Context) -> Options:
    """Return the options that the only row of a product states, but for those packed into one cell."""
    return _options(record, _option_names(record.get, context), context)


def _variant_rows(group: Group, packed: _Packed | None) -> list[Record]:
    """Return the rows that describe a variant, the first one where none does."""
    rows = [
        record
        for record in group.records
        if record.describes_variant()
        or (packed is not None and not packed.by_sku and record.get("variant_options"))
    ]
    return rows or [group.records[0]]


def key_of(sku: str, options: Options) -> str:
    """Return what tells a variant apart within its product."""
    return sku or " / ".join(value for _name, value in options) or ONLY_KEY


def _report_empty(group: Group, context: Context) -> None:
    """Report rows that are neither a variant nor bring pictures or words to the product."""
    if all(record.describes_variant() for record in group.records[1:]):
        return
    known: dict[str, str] = {}
    for record in group.records:
        filled = record.filled()
        new = {role for role, text in filled.items() if known.get(role) != text}
        if known and not record.describes_variant() and new <= _NOTHING_NEW:
            context.log.skipped(record.row, _("The row adds nothing to the product."))
        for role, text in filled.items():
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
        sku = draft.sku
        self.all.append(draft)
        self.keys.add(draft.key)
        self._same[sku, () if sku else draft.options] = draft


def _add(drafts: _Drafts, record: Record, options: Options, context: Context) -> None:
    sku = context.sku(record)
    same = drafts.find(sku, options)
    if same is not None:
        _merge(same, record, context)
        return
    key = key_of(sku, options)
    while key in drafts.keys:  # options that read like another variant's SKU
        key += "+"
    drafts.add(_Draft(record, options, key, sku))


def _merge(draft: _Draft, record: Record, context: Context) -> None:
    """Take what a repeated row adds to a variant; a contradiction leaves the first row in force."""
    name = draft.sku or draft.key
    if _other_currency(draft, record, context):
        return
    mine, theirs = draft.record.filled(), record.filled()
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
        draft.record = draft.record.with_cells(added)
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
        name = draft.sku or draft.key
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


def _option_names(first: Callable[[str], str], context: Context) -> dict[int, str]:
    """Return the name of each numbered option for rows that give none: the product's first, else a word."""
    if not context.has_options:
        return {}
    word = "规格" if context.locale.startswith("zh") else "Option"
    return {
        n: normalize(first(f"option_name:{n}")) or f"{word} {n}"
        for n in range(1, MAX_OPTIONS + 1)
        if f"option_value:{n}" in context.columns
    }


def _options(record: Record, names: dict[int, str], context: Context) -> Options:
    """Return the options of a row; the same cells have the same ones, unless they are told about."""
    cells = record.cells
    said = (*names.values(), *[cells[place] for place in context.option_places])
    options = context.options.get(said)
    if options is None:
        told = context.log.told
        options = _read_options(record, names, context)
        if context.log.told == told and len(context.options) < MAX_KEPT:
            context.options[said] = options
    return options


def _read_options(record: Record, names: dict[int, str], context: Context) -> Options:
    found = [
        (normalize(record.get(f"option_name:{n}")) or name, normalize(value))
        for n, name in names.items()
        if _is_value(value := record.get(f"option_value:{n}"))
    ]
    for column in context.columns.named("option"):
        value = record.get(column.role)
        if _is_value(value):
            _add_option(
                found, column.role.partition(":")[2], value, _odd(record, column.role, context)
            )
    return tuple(found)


def _odd(record: Record, role: str, context: Context) -> Callable[[str], None]:
    """Return what tells of an odd option in a cell."""
    return lambda reason: context.log.repaired(record.row, reason, context.columns.header(role))


def _is_value(text: str) -> bool:
    return bool(text) and text.casefold() != _NO_OPTION


def _add_option(
    found: list[tuple[str, str]], name: str, text: str, tell: Callable[[str], None]
) -> bool:
    """Add the options packed into a cell, else one under ``name``; tell whether it was split.

    What stands there under the name of an option already known is left out, and told to ``tell``.
    """
    cell = loose_options(text)
    pairs = cell.pairs if cell.pairs or cell.blank else ((name, text),)
    known = {simplify(part): value for part, value in found}
    for part, raw in pairs:
        value, before = normalize(raw), known.get(simplify(part))
        if before is None:
            found.append((part, value))
            known[simplify(part)] = value
        elif before != value:
            reason = _("Option “{name}” is “{first}” already; “{second}” was left out.")
            tell(reason.format(name=part, first=before, second=value))
    if cell.blank:
        tell(
            _("Options without a value were left out: {names}.").format(names=", ".join(cell.blank))
        )
    if cell.twice:
        joined = _("“{text}” names an option twice; both values were kept in one: {names}.")
        tell(joined.format(text=text[:SHOWN_CHARS], names=", ".join(cell.twice)))
    return bool(cell.pairs or cell.blank)


class _Packed:
    """What the column with all options of a variant in one cell says about the rows of a product."""

    def __init__(self, group: Group, context: Context) -> None:
        """Look whether one cell tells the options of all variants, by SKU."""
        self._context = context
        self._header = context.columns.header("variant_options")
        self.by_sku = parse_variant_options(group.first("variant_options"))
        self._tell_strangers(group)

    def added(self, record: Record, options: Options) -> Options:
        """Return ``options`` and those of the column; what cannot be split stands under the header, told."""
        if self.by_sku:
            return options or self.by_sku.get(record.get("sku"), ())
        text = record.get("variant_options")
        if not _is_value(text):
            return options
        found = list(options)
        word = "规格" if self._context.locale.startswith("zh") else "Option"
        name = spoken(self._header) or word
        if not _add_option(found, name, text, _odd(record, "variant_options", self._context)):
            self._context.log.assume(
                _(
                    "Cells of column “{column}” that do not name each option, as in “{example}”, were taken "
                    "as one option called “{name}”."
                ).format(column=self._header, example=EXAMPLE, name=name)
            )
        return tuple(found)

    def _tell_strangers(self, group: Group) -> None:
        """Report SKUs whose options are told and that no row has."""
        found = {record.get("sku") for record in group.records}
        if lost := [sku for sku in self.by_sku if sku not in found]:
            row = next(r.row for r in group.records if r.get("variant_options"))
            self._context.log.repaired(
                row,
                _("The options of {skus} were left out: no row has such an SKU.").format(
                    skus=", ".join(lost)[:SHOWN_CHARS]
                ),
                self._header,
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
    first = _inherits_from(record, group)
    if len(context.price_roles) > 1:
        _alternates(draft, context)
    image = record.get("variant_image")
    if not image and record is not group.records[0] and "variant_image" not in context.columns:
        pictures = (record.cells[place] for place in context.image_places)
        image = next((name for cell in pictures for name in split_images(cell)), "")
    return Variant(
        draft.key,
        draft.sku,
        draft.options,
        context.read(record, "gtin", parse_gtin) or "",
        money_of(_stated(record, first, "cost", context), "cost", context),
        money_of(_stated(record, first, "list_price", context), "list_price", context),
        stock_of(record, context),
        weight_of(_stated(record, first, "weight", context), context),
        image,
    )


def _stated(record: Record, first: Record, role: str, context: Context) -> Record:
    """Return the row whose cell of ``role`` holds for a variant; that it is another's is told once."""
    if record is first or record.get(role) or not (context.inherits and first.get(role)):
        return record
    context.log.assume(
        _("Variants without “{column}” took it from the first row of their product.").format(
            column=context.columns.header(role)
        )
    )
    return first


def _inherits_from(record: Record, group: Group) -> Record:
    """Return the row whose price, cost and weight hold for a variant that has none of its own.

    It is the product's own row; among rows joined by a parent SKU the first may be a sibling.
    """
    first = group.records[0]
    return record if group.by_parent and first.get("parent_sku") else first


def _alternates(draft: _Draft, context: Context) -> None:
    """Keep the prices of further price columns, one a currency."""
    for role in context.price_roles[1:]:
        money = money_of(draft.record, role, context)
        if money is not None:
            name = f"list_price {money.currency} {draft.key}"
            draft.other_prices.append((name, f"{money.amount:f}"))


def money_of(record: Record, role: str, context: Context) -> Money | None:
    """Return the price in a cell, ``None`` for a blank one and for one that is reported."""
    text = record.get(role)
    if not text:
        return None
    proof = context.proved.get(role)
    mark = context.mark if proof is None else proof[0]
    currency, stated = context.currency(record, role)
    try:
        if proof is not None:
            refuse_other_mark(text, *proof)
        money = parse_money(text, currency=currency, mark=mark, tell=_teller(role, context))
    except CellError as error:
        context.refuse(record, role, str(error))
        return None
    if not stated and not names_currency(text):
        context.assume_currency(role)
    return money


def _teller(role: str, context: Context) -> Tell:
    """Return what states an assumption about a column's cells, once for the file."""

    def tell(msgid: str, word: str) -> None:
        context.log.assume(_(msgid).format(column=context.columns.header(role), word=word))

    return tell


def stock_of(record: Record, context: Context) -> int | None:
    """Return the pieces in stock, ``None`` where the row does not say."""
    text = record.get("stock")
    if text.isascii() and text.isdecimal() and len(text) < MAX_PLAIN_STOCK:
        return int(text)
    if not text:
        return None
    tell = _teller("stock", context)
    if in_stock(text):
        context.unread.add("stock")
        tell(NO_COUNT, text)
        return None
    return context.read(
        record, "stock", lambda cell: parse_stock(cell, mark=context.mark, tell=tell)
    )


def weight_of(record: Record, context: Context) -> Decimal | None:
    """Return the shipping weight in grams, ``None`` where the row does not say."""
    text = record.get("weight")
    if not text:
        return None
    unit, grams = context.weight_unit(record)
    if grams is None and not names_weight_unit(text):
        _tell_unitless(context)
        return None
    tell = _teller("weight", context)
    return context.read(
        record, "weight", lambda cell: parse_weight(cell, unit=unit, mark=context.mark, tell=tell)
    )


def _tell_unitless(context: Context) -> None:
    """Tell, once for the file, that bare weights were left out."""
    context.log.assume(
        _(
            "Weights in column “{column}” that name no unit were left out, because the column names none "
            "either. Name it “{column}(g)” or “{column}(kg)”."
        ).format(column=context.columns.header("weight"))
    )

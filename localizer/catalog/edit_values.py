"""One edit as a value: what it may say, and what it makes of an old text, amount or number. No SQL here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final, Literal

from babel.numbers import get_currency_precision, is_currency

from localizer.catalog.edit_texts import (
    LONGEST_DESCRIPTION,
    bullets_problem,
    description_problem,
    gtin_problem,
    tidy_gtin,
)
from localizer.catalog.markup import safe_html
from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.money import Money

EditField = Literal[
    "title",
    "brand",
    "category",
    "hs_code",
    "taxonomy",
    "tags",
    "bullets",
    "description_html",
    "cost",
    "list_price",
    "stock",
    "gtin",
]
EditAction = Literal["set", "clear", "replace", "prefix", "suffix", "percent"]
#: What can be done to which field. For tags ``prefix`` adds tags and ``replace`` renames one.
ACTIONS: Final[dict[EditField, tuple[EditAction, ...]]] = {
    "title": ("set", "replace", "prefix", "suffix"),
    "brand": ("set", "clear", "replace", "prefix"),
    "category": ("set", "clear", "replace", "prefix"),
    "hs_code": ("set", "clear"),
    "taxonomy": ("set", "clear"),
    "tags": ("set", "clear", "replace", "prefix"),
    "bullets": ("set", "clear", "replace", "prefix", "suffix"),
    "description_html": ("set", "clear", "replace", "prefix", "suffix"),
    "cost": ("set", "clear", "percent"),
    "list_price": ("set", "clear", "percent"),
    "stock": ("set", "clear", "percent"),
    "gtin": ("set", "clear"),
}
#: Fields whose values may have several lines.
LONG: Final[frozenset[EditField]] = frozenset({"bullets", "description_html"})
LONGEST_TEXT: Final = 1_000
HIGHEST_STOCK: Final = 1_000_000_000
LOWEST_PERCENT: Final = -100
HIGHEST_PERCENT: Final = 10_000
#: Six digits are international, countries add up to six more (WCO Harmonized System 2022).
_HS_CODE: Final = re.compile(r"[0-9]{6,12}")
_TAXONOMY: Final = re.compile(r"[0-9]{1,10}")
_AMOUNT: Final = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,6})?)(?:\s*([A-Z]{3}))?")
_PERCENT: Final = re.compile(r"([+-]?[0-9]{1,6}(?:\.[0-9]{1,4})?)\s*%?")
_STOCK: Final = re.compile(r"[0-9]{1,10}")
_TAG_ENDS: Final = re.compile(r"[,，、;；\n]")


@dataclass(frozen=True, slots=True)
class Edit:
    """What to do with one field of products.

    ``value`` is the new text, what is put in front or at the end, what ``find`` is replaced by, an amount
    (``12.50``, ``12.50 CNY``), a number of pieces, or a change in per cent (``-5``, ``+2.5 %``). Bullets
    stand one in a line; a description is HTML, or plain text, of which ``replace`` changes what people read.
    """

    field: EditField
    action: EditAction
    value: str = ""
    find: str = ""


def checked(edit: Edit) -> Edit:
    """Return ``edit`` with its texts tidied. Raises `InputError` when it makes no sense."""
    if edit.action not in ACTIONS[edit.field]:
        raise InputError(_("This cannot be done to this field. Choose another action."))
    value, find = _tidy(edit.value, edit.field), _tidy(edit.find, edit.field)
    if edit.action != "replace":
        value = _tidy_value(edit.field, edit.action, value)
    tidy = replace(edit, value=value, find=find)
    problem = _problem(tidy)
    if problem:
        raise InputError(problem)
    return tidy


def _tidy_value(field: EditField, action: EditAction, text: str) -> str:
    """Return what is written as it will stand: without space around it, codes bare, HTML safe."""
    if action == "prefix" and field not in LONG:
        return text.lstrip()  # a space between it and the old text is meant
    if action == "suffix" and field not in LONG:
        return text.rstrip()
    text = text.strip()
    if field in ("hs_code", "taxonomy"):
        return re.sub(r"[\s.\-]", "", text)
    if field == "gtin":
        return tidy_gtin(text)
    if field == "description_html" and len(text) <= LONGEST_DESCRIPTION:
        return safe_html(text)
    return text


def _tidy(text: str, field: EditField) -> str:
    """Return ``text`` as NFC, without halves of characters and control characters.

    Only `LONG` fields have more than one line.
    """
    plain = text.encode("utf-8", "ignore").decode("utf-8").replace("\r\n", "\n")
    kept = "\n" if field in LONG else ""
    spaced = "".join(
        " " if unicodedata.category(one) == "Cc" and one != kept else one for one in plain
    )
    return unicodedata.normalize("NFC", spaced)


def _problem(edit: Edit) -> str:
    """Return what is wrong with a tidied edit as a sentence, empty if nothing is."""
    if len(edit.value) > LONGEST_TEXT and edit.field not in LONG:
        return _("The text is longer than {count} characters.").format(count=LONGEST_TEXT)
    if edit.action in ("clear", "replace"):
        is_lacking = edit.action == "replace" and not edit.find.strip()
        return _("Say what is to be replaced.") if is_lacking else ""
    if edit.action == "percent":
        return _percent_problem(edit.value)
    if edit.field in ("cost", "list_price"):
        return _amount_problem(edit.value)
    return _text_problem(edit)


_CHECKS: Final[dict[EditField, Callable[[str], str]]] = {
    "bullets": bullets_problem,
    "description_html": description_problem,
    "gtin": gtin_problem,
}


def _text_problem(edit: Edit) -> str:
    value = edit.value
    if edit.field in _CHECKS and value.strip():
        return _CHECKS[edit.field](value)
    if not value.strip() or (edit.field == "tags" and not split_tags(value)):
        return _("Say what is to be written, or choose to clear the field.")
    if edit.field == "hs_code" and not _HS_CODE.fullmatch(value):
        return _("An HS code has 6 to 12 digits, such as 6109.10.")
    if edit.field == "taxonomy" and not _TAXONOMY.fullmatch(value):
        return _("Google's categories are numbers, such as 2271 for dresses.")
    if edit.field == "stock" and not (_STOCK.fullmatch(value) and int(value) <= HIGHEST_STOCK):
        return _("Stock is a whole number of pieces, 0 or more.")
    return ""


def _percent_problem(value: str) -> str:
    found = _PERCENT.fullmatch(value)
    if found is None or not LOWEST_PERCENT <= Decimal(found[1]) <= HIGHEST_PERCENT:
        return _("Say by how many per cent, such as -5 or 2.5; not below -100.")
    return ""


def _amount_problem(value: str) -> str:
    found = _AMOUNT.fullmatch(value)
    if found is None:
        return _("Write an amount such as 12.50 or 12.50 CNY.")
    if found[2] and not is_currency(found[2]):
        return _("{currency} is no currency.").format(currency=found[2])
    return ""


def edited_text(edit: Edit, old: str) -> str:
    """Return what a checked ``edit`` makes of the text ``old``.

    A title is never left empty, and no text grows beyond `LONGEST_TEXT`: such a one stays as it was.
    """
    if edit.action == "clear":
        return ""
    if edit.action == "set":
        return edit.value
    if edit.action == "prefix":
        new = old if old.startswith(edit.value) else (edit.value + old).strip()
    elif edit.action == "suffix":
        new = old if old.endswith(edit.value) else (old + edit.value).strip()
    elif edit.find in old:
        new = old.replace(edit.find, edit.value).strip()
    else:
        return old
    is_lost = edit.field == "title" and not new
    return old if is_lost or len(new) > LONGEST_TEXT else new


def split_tags(text: str) -> list[str]:
    """Return the tags of ``text``, each once."""
    tags = (tag.strip() for tag in _TAG_ENDS.split(text))
    return list(dict.fromkeys(tag for tag in tags if tag))


def edited_tags(edit: Edit, old: str) -> str:
    """Return what a checked ``edit`` makes of the tags ``old``, as they were written where none changes."""
    tags = split_tags(old)
    if edit.action == "clear":
        new: list[str] = []
    elif edit.action == "set":
        new = split_tags(edit.value)
    elif edit.action == "prefix":
        new = split_tags(", ".join([*split_tags(edit.value), *tags]))
        if set(new) == set(tags):
            return old
    else:
        gone = edit.find.strip()
        new = split_tags(", ".join(edit.value if tag == gone else tag for tag in tags))
    return old if new == tags else ", ".join(new)


def edited_amount(edit: Edit, old: Money | None, other_currency: str) -> Money | None:
    """Return what a checked ``edit`` makes of an amount; ``None`` is none.

    A change in per cent is rounded half-up to the digits of the currency (CLDR, by Babel). An amount typed
    without a currency takes the old one's, else ``other_currency``; where both lack, nothing changes.
    """
    if edit.action == "clear":
        return None
    if edit.action == "percent":
        return None if old is None else _by_percent(edit.value, old)
    found = _AMOUNT.fullmatch(edit.value)
    if found is None:
        raise ValueError(f"not a checked amount: {edit.value!r}")
    currency = found[2] or (old.currency if old else other_currency)
    return Money.of(found[1], currency) if currency else old


@lru_cache(maxsize=8)
def _factor(value: str) -> Decimal:
    found = _PERCENT.fullmatch(value)
    if found is None:
        raise ValueError(f"not a checked percentage: {value!r}")
    return 1 + Decimal(found[1]) / 100


def _by_percent(value: str, old: Money) -> Money:
    amount = (old.amount * _factor(value)).quantize(_smallest(old.currency), ROUND_HALF_UP)
    return Money(amount, old.currency)


@lru_cache(maxsize=200)
def _smallest(currency: str) -> Decimal:
    return Decimal(1).scaleb(-get_currency_precision(currency))


def edited_stock(edit: Edit, old: int | None) -> int | None:
    """Return what a checked ``edit`` makes of a number of pieces; ``None`` is unknown."""
    if edit.action == "clear":
        return None
    if edit.action == "set":
        return int(edit.value)
    if old is None:
        return None
    return int((old * _factor(edit.value)).quantize(Decimal(1), ROUND_HALF_UP))

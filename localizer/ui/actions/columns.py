"""What columns, fields and differences of a file are called, and how their numbers are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from babel.numbers import format_decimal

from localizer.i18n import N_, _, pgettext
from localizer.intake.headers import FAMILIES, ROLES
from localizer.intake.mapping import FACT, FURTHER_IMAGES, IGNORE
from localizer.intake.report import KINDS
from localizer.model.incoming import DifferenceKind
from localizer.ui.actions.words import own_locale

#: What one column can be taken for, in the order offered: first what fits any column.
CHOICES: Final = (IGNORE, FACT, *ROLES, *(name for name in FAMILIES if name != FACT))
#: Roles several columns of a file can have; every other one is had by one column.
MANY: Final = frozenset({IGNORE, *FAMILIES})
#: Fields of products and variants as differences name them; facts are called by their own name.
FIELDS: Final[Mapping[str, str]] = {
    "title": N_("title"),
    "description_html": N_("description"),
    "bullets": N_("selling points"),
    "brand": N_("brand"),
    "category": N_("category"),
    "hs_code": N_("HS code"),
    "taxonomy": N_("Google category"),
    "images": N_("pictures"),
    "extra": N_("other columns"),
    "sku": N_("SKU"),
    "options": N_("options"),
    "gtin": N_("barcode (GTIN)"),
    "cost": N_("cost"),
    "list_price": N_("price"),
    "stock": N_("stock"),
    "weight_g": N_("shipping weight"),
    "image": N_("picture of the variant"),
    "variant": N_("variant"),
    "product": N_("product"),
    "text": N_("text"),
}
_TAG: Final = re.compile(r"<[^<>]{0,400}>")
#: Letters kept before the place where two texts begin to differ.
_BEFORE: Final = 16


def sentence_case(text: str) -> str:
    """Return ``text`` beginning with a capital letter, where its script has any."""
    return text[:1].upper() + text[1:]


def role_name(role: str) -> str:
    """Return what a column is taken for: ``Title``, ``Picture 2``, ``Price (USD)``, ``Leave out``."""
    if role == IGNORE:
        return _("Leave out")
    family, _mark, rest = role.partition(":")
    name = sentence_case(_(FAMILIES.get(family) or ROLES.get(family) or role))
    if not rest:
        return name
    if not rest.isdecimal():
        return f"{name} ({rest})"
    return name if int(rest) >= FURTHER_IMAGES else f"{name} {rest}"


def confidence_name(confidence: str) -> str:
    """Return how sure a column's meaning is, in a word; ``chosen`` is what a person said here."""
    words = {
        "sure": pgettext("confidence", "sure"),
        "likely": pgettext("confidence", "likely"),
        "unsure": pgettext("confidence", "unsure"),
        "chosen": pgettext("confidence", "your choice"),
    }
    return words[confidence]


def kind_name(kind: DifferenceKind) -> str:
    """Return what a difference is about."""
    return _(KINDS[kind])


def field_name(field: str) -> str:
    """Return what a difference's field is called; a fact the program has no word for by its own name."""
    found = FIELDS.get(field)
    return _(found) if found else field.replace("_", " ")


def count(number: int) -> str:
    """Return a number as the program's language groups its digits: 1,200."""
    return str(format_decimal(number, locale=own_locale()))


def plain(text: str) -> str:
    """Return ``text`` on one line and without markup."""
    return " ".join(_TAG.sub(" ", text).split())


def apart(before: str, after: str) -> tuple[str, str]:
    """Return two texts on one line each, both from shortly before the place where they begin to differ."""
    one, other = plain(before), plain(after)
    if not one or not other or one == other:
        return one, other
    shared = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    start = shared - _BEFORE
    return (one, other) if start < _BEFORE else ("…" + one[start:], "…" + other[start:])

"""What the fields of products and variants are called, for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from localizer.i18n import N_, _

#: Fields as `localizer.model.product` names them; facts are called by their own name.
FIELDS: Final[Mapping[str, str]] = {
    "key": N_("product number"),
    "title": N_("title"),
    "description_html": N_("description"),
    "bullets": N_("selling points"),
    "brand": N_("brand"),
    "category": N_("category"),
    "hs_code": N_("HS code"),
    "taxonomy": N_("Google category"),
    "images": N_("pictures"),
    "facts": N_("facts"),
    "evidence": N_("certificates"),
    "offers": N_("offers"),
    "price_records": N_("price history"),
    "extra": N_("other columns"),
    "tags": N_("tags"),
    "seo_title": N_("title for search engines"),
    "seo_description": N_("description for search engines"),
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
#: Columns of our own file that are called otherwise than the field they state.
_COLUMNS: Final[Mapping[str, str]] = {
    "variant key": N_("key of the variant"),
    "cost currency": N_("currency of the cost"),
    "list price currency": N_("currency of the price"),
    "catalog": N_("catalog"),
    "locale": N_("language of the row"),
}
_NONE: Final[Mapping[str, str]] = {}


def field_name(field: str, labels: Mapping[str, str] = _NONE) -> str:
    """Return what a field is called; a fact by the seller's own name where ``labels`` has it."""
    if field in FIELDS:
        return _(FIELDS[field])
    return labels.get(field) or field.replace("_", " ")


def column_label(header: str, field: str) -> str:
    """Return the msgid for the column of a layout that makes its products itself.

    ``header`` is simplified, ``field`` what the column states; empty where nothing is known of it.
    """
    return _COLUMNS.get(header) or FIELDS.get(field, "")

"""The format for templates as it is offered, with what it asks of a person."""

from __future__ import annotations

from typing import Final

from localizer.export.format import Format, Group, Need, Setting
from localizer.export.templates.workbook import workbook_writer
from localizer.i18n import N_

WORKBOOK: Final = Format(
    "workbook",
    N_("Marketplace workbook"),
    N_(
        "The template you downloaded from Shopee, Lazada, TikTok Shop or Amazon, with its rows filled."
    ),
    (("workbook", ".xlsx"), ("workbook", ".xlsm")),
    workbook_writer,
    Group.UPLOAD,
    ("shopee", "lazada", "tiktok", "amazon"),
    Need.TEMPLATE,
    settings=(
        Setting(
            "fill", N_("The workbook downloaded from the marketplace."), needed=True, path=True
        ),
        Setting("sheet", N_("The sheet to be filled, where there are several."), "Template"),
        Setting(
            "rows",
            N_("replace the rows of the template, or append."),
            "append",
            choices=("replace", "append"),
        ),
        Setting(
            "rows_per_file",
            N_("Rows a file takes; what is over it goes into the next one."),
            "1000",
            whole=True,
        ),
        Setting("amazon_product_type", N_("Amazon's product type, for all products."), "SHIRT"),
        Setting("amazon_theme", N_("Amazon's variation theme, for all products."), "COLOR"),
    ),
    numbered=True,
)

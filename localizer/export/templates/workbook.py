"""The format ``workbook``: the seller's own template, filled for the target it is for."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import Final

from localizer.errors import InputError
from localizer.export.templates.amazon import AmazonSheet, refuse_other_market
from localizer.export.templates.marketplaces import LazadaSheet, ShopeeSheet, TikTokSheet
from localizer.export.templates.recognise import Template, recognise
from localizer.export.templates.writer import TemplateWriter
from localizer.export.writer import Head
from localizer.i18n import _
from localizer.model.launch import Target

WRITERS: Final = MappingProxyType[str, type[TemplateWriter]](
    {
        "shopee": ShopeeSheet,
        "lazada": LazadaSheet,
        "tiktok": TikTokSheet,
        "amazon": AmazonSheet,
        "amazon-old": AmazonSheet,
    }
)
SUFFIXES: Final = (".xlsx", ".xlsm")


def workbook_writer(head: Head, folder: Path) -> TemplateWriter:
    """Return a writer that fills the template given as ``fill``.

    Raises `InputError` without one, for one that is not known, and for one of another channel or market.
    """
    given = head.given.get("fill", "").strip()
    if not given:
        raise InputError(_("Say which workbook of the marketplace is to be filled."))
    template = recognise(Path(given), head.given.get("sheet", "").strip())
    require_for(template, head.target)
    return WRITERS[template.layout](head, folder, template)


def require_for(template: Template, target: Target) -> None:
    """Raise `InputError` where ``template`` is not for ``target``."""
    name = template.archive.path.name
    if template.channel != target.channel:
        problem = _("{file} is a template of {channel}; the target is {target}.")
        text = f"{target.market}/{target.channel}"
        raise InputError(problem.format(file=name, channel=template.channel, target=text))
    refuse_other_market(name, template.settings.get("primaryMarketplaceId", ""), target.market)
    if template.archive.path.suffix.lower() not in SUFFIXES:
        problem = _("{file} has no name of a workbook: .xlsx or .xlsm.")
        raise InputError(problem.format(file=name))

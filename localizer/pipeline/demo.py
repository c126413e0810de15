"""The sample launch: a seller's catalog with offers, records and an approved memory, for fifteen markets."""

from __future__ import annotations

import datetime as dt
from typing import Final

from localizer.catalog import memory, preferences, products
from localizer.i18n import N_
from localizer.intake.records import RecordFiles, import_records
from localizer.intake.report import ImportReport
from localizer.jobs import SILENT, Progress
from localizer.model.launch import Launch
from localizer.paths import resource
from localizer.pipeline.run import create_launch, import_catalog
from localizer.pipeline.tools import Tools
from localizer.store.database import Store
from localizer.translate.tmx import read_tmx

WORKSPACE_NAME: Final = "sample.localizer"
DEFAULT_TARGETS: Final = (
    "ID/shopee",
    "TH/shopee",
    "VN/tiktok",
    "MY/lazada",
    "PH/shopee",
    "SG/shopee",
    "TW/shopee",
    "US/amazon",
    "GB/tiktok",
    "DE/amazon",
    "FR/tiktok",
    "ES/tiktok",
    "IT/tiktok",
    "MX/generic",
    "BR/shopee",
)
DATE: Final = dt.date(2026, 11, 26)
LAUNCH: Final = "Sample launch"


def create_demo(
    store: Store, tools: Tools, *, progress: Progress = SILENT
) -> tuple[ImportReport, Launch]:
    """Fill an empty workspace with the sample: catalog, memory and launch. Drafts come afterwards.

    The sample's exchange rates are accepted, as its day lies in the past.
    """
    folder = resource("sample")
    report = import_catalog(store, folder / "catalog.xlsx", catalog="sample", progress=progress)
    files = RecordFiles(
        offers=folder / "offers.csv",
        price_history=folder / "price_history.csv",
        certificates=folder / "certificates.csv",
    )
    import_records(store, files, catalog_id=products.catalogs(store.read())[0].id)
    with store.step(N_("Load the sample's translation memory"), durable=False) as step:
        memory.remember(step, read_tmx(folder / "memory.tmx"))
        preferences.write(step, preferences.RATES_ACCEPTED, tools.rates.newest().isoformat())
    launch = create_launch(store, tools, LAUNCH, DEFAULT_TARGETS, DATE)
    return report, launch

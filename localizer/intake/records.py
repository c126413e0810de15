"""The stage for the files beside a catalog: offers, price history, certificates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from localizer.catalog.products import attach, find_by_key
from localizer.i18n import N_
from localizer.intake.issues import RowIssue
from localizer.intake.side_tables import read_certificates, read_offers, read_price_history
from localizer.model.product import Evidence, Offer, PriceRecord
from localizer.store.database import Store


@dataclass(frozen=True, slots=True)
class RecordFiles:
    """The files to read; ``None`` for one that is not there."""

    offers: Path | None = None
    price_history: Path | None = None
    certificates: Path | None = None


@dataclass(frozen=True, slots=True)
class RecordReport:
    """How many products got something, keys no product has, and what could not be read."""

    products: int
    unknown: tuple[str, ...]
    issues: tuple[RowIssue, ...]


def import_records(store: Store, files: RecordFiles, *, catalog_id: int) -> RecordReport:
    """Give the products of a catalog their offers, price history and certificates, as one step.

    Raises `InputError` when one of the files cannot be read; then nothing is written.
    """
    offers: Mapping[str, tuple[Offer, ...]] = {}
    records: Mapping[str, tuple[PriceRecord, ...]] = {}
    evidence: Mapping[str, tuple[Evidence, ...]] = {}
    issues: list[RowIssue] = []
    if files.offers is not None:
        table = read_offers(files.offers)
        offers = table.items
        issues.extend(table.issues)
    if files.price_history is not None:
        history = read_price_history(files.price_history)
        records = history.items
        issues.extend(history.issues)
    if files.certificates is not None:
        documents = read_certificates(files.certificates)
        evidence = documents.items
        issues.extend(documents.issues)
    changed = 0
    unknown: list[str] = []
    with store.step(N_("Import offers, price history and certificates"), durable=False) as step:
        for key in dict.fromkeys((*offers, *records, *evidence)):
            number = find_by_key(step, catalog_id, key)
            if number is None:
                unknown.append(key)
                continue
            changed += attach(
                step,
                number,
                evidence=evidence.get(key, ()),
                offers=offers.get(key, ()),
                price_records=records.get(key, ()),
            )
    return RecordReport(changed, tuple(unknown), tuple(issues))

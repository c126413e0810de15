"""What checks have against a launch and nobody let pass, gathered by rule, by product or by target."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from localizer.catalog.findings import StoredFinding, load_many
from localizer.catalog.json_text import IDS, encode, listed
from localizer.catalog.overrules import ABOUT
from localizer.model.finding import Severity, Subject
from localizer.model.launch import Target
from localizer.model.segment import Field
from localizer.store.database import Reader, Row


class By(StrEnum):
    """What findings are gathered by."""

    RULE = "rule"
    PRODUCT = "product"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings are asked for: of ``products`` on ``targets``; empty ``severities`` means all."""

    targets: tuple[Target, ...]
    products: Sequence[int]
    by: By = By.RULE
    severities: frozenset[Severity] = frozenset()


@dataclass(slots=True)
class Group:
    """Findings that belong together, the worst first, then in catalog order.

    ``key`` is the rule, the number of the product or the target's codes; ``title`` names the product.
    ``counts`` are how many there are of each severity.
    """

    key: str
    title: str = ""
    target: Target | None = None
    product_id: int | None = None
    counts: dict[Severity, int] = field(default_factory=dict)
    ids: array[int] = field(default_factory=lambda: array("q"))

    @property
    def worst(self) -> Severity:
        """Return the worst severity among them."""
        return min(self.counts, key=lambda one: one.rank)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The groups, the worst and largest first, and how many findings there are whatever is filtered."""

    groups: tuple[Group, ...]
    counts: Mapping[Severity, int]


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding with the title of its product, and the place in the listing of the text it is about."""

    stored: StoredFinding
    title: str
    field: Field | None = None
    position: int = 0
    name: str = ""


_FROM: Final = f"""FROM finding f LEFT JOIN overrule o ON {ABOUT}
WHERE o.id IS NULL AND f.product_id {IDS}
  AND f.market || '/' || f.channel || '/' || f.locale IN (SELECT value FROM json_each(:places))"""  # noqa: S608


def open_counts(
    reader: Reader, targets: Iterable[Target], products: Sequence[int]
) -> dict[Severity, int]:
    """Return how many findings of each severity are open."""
    found = reader.rows(
        f"SELECT f.severity AS severity, count(*) AS n {_FROM} GROUP BY f.severity",
        _values(reader, targets, products),
    )
    return {Severity(row["severity"]): row["n"] for row in found}


def gather(reader: Reader, wanted: Wanted) -> Gathered:
    """Return the open findings of ``wanted`` in groups."""
    # One query for all of them: what is open is joined once, whatever it is gathered by
    found = reader.rows(
        "SELECT x.*, p.title AS title FROM (SELECT f.id AS id, f.rule AS rule, "  # noqa: S608
        "f.severity AS severity, f.product_id AS product_id, f.market AS market, "
        f"f.channel AS channel, f.locale AS locale {_FROM}) x JOIN product p ON p.id = x.product_id "
        "ORDER BY p.catalog_id, p.position, x.id",
        _values(reader, wanted.targets, wanted.products),
    )
    counts: dict[Severity, int] = {}
    groups: dict[str, Group] = {}
    sorted_by_severity: dict[str, dict[Severity, list[int]]] = {}
    for row in found:
        severity = Severity(row["severity"])
        counts[severity] = counts.get(severity, 0) + 1
        if wanted.severities and severity not in wanted.severities:
            continue
        for key, target in _keys(row, wanted):
            group = groups.get(key)
            if group is None:
                group = groups[key] = _group(key, target, row, wanted.by)
                sorted_by_severity[key] = {}
            group.counts[severity] = group.counts.get(severity, 0) + 1
            sorted_by_severity[key].setdefault(severity, []).append(row["id"])
    for key, group in groups.items():
        for severity in Severity:
            group.ids.extend(sorted_by_severity[key].get(severity, ()))
    ordered = sorted(groups.values(), key=lambda one: (one.worst.rank, -len(one.ids)))
    return Gathered(tuple(ordered), counts)


def lines(reader: Reader, ids: Sequence[int]) -> dict[int, FindingLine]:
    """Return findings by id, with their products' titles; those that are gone are missing."""
    found = load_many(reader, ids)
    owners = sorted({one.place.product_id for one in found})
    query = f"SELECT id, title FROM product WHERE id {IDS}"  # noqa: S608 - our own
    titles = {row["id"]: row["title"] for row in reader.rows(query, listed(owners))}
    texts = [one.place.subject_id for one in found if one.place.subject is Subject.TRANSLATION]
    query = (
        "SELECT t.id, s.field, s.position, s.name FROM translation t "  # noqa: S608 - our own
        f"JOIN segment s ON s.id = t.segment_id WHERE t.id {IDS}"
    )
    places = {row["id"]: row for row in reader.rows(query, listed(texts))}
    return {one.id: _line(one, titles, places) for one in found}


def _line(
    stored: StoredFinding, titles: Mapping[int, str], places: Mapping[int, Row]
) -> FindingLine:
    place = stored.place
    title = titles.get(place.product_id, "")
    row = places.get(place.subject_id) if place.subject is Subject.TRANSLATION else None
    if row is None:
        return FindingLine(stored, title)
    return FindingLine(stored, title, Field(row["field"]), row["position"], row["name"])


def _group(key: str, target: Target | None, row: Row, by: By) -> Group:
    if by is By.PRODUCT:
        return Group(key, row["title"], None, row["product_id"])
    return Group(key, "", target)


def _keys(row: Row, wanted: Wanted) -> list[tuple[str, Target | None]]:
    """Return the groups a finding belongs to: one, or every target that its place means."""
    if wanted.by is By.RULE:
        return [(row["rule"], None)]
    if wanted.by is By.PRODUCT:
        return [(str(row["product_id"]), None)]
    place = (row["market"], row["channel"], row["locale"])
    return [(_joined(one), one) for one in wanted.targets if _means(place, one)]


def _means(place: tuple[str, str, str], target: Target) -> bool:
    """Tell whether a finding at ``place`` concerns ``target``: what is empty there means all."""
    own = (target.market, target.channel, target.locale)
    return all(mine in ("", whose) for mine, whose in zip(place, own, strict=True))


def _joined(target: Target) -> str:
    return f"{target.market}/{target.channel}/{target.locale}"


def _values(reader: Reader, targets: Iterable[Target], products: Sequence[int]) -> dict[str, str]:
    wanted = tuple(targets)
    found = reader.rows("SELECT DISTINCT market, channel, locale FROM finding")
    places = ["/".join(row) for row in found if any(_means(tuple(row), one) for one in wanted)]
    return {**listed(products), "places": encode(places)}


def alike(reader: Reader, ids: Sequence[int], rule: str) -> tuple[array[int], int]:
    """Return those of ``ids`` that are of ``rule``, in their order, and how many of them offer a fix."""
    query = f"SELECT id, fix IS NOT NULL AS mends FROM finding WHERE rule = :rule AND id {IDS}"  # noqa: S608
    found = {row["id"]: row["mends"] for row in reader.rows(query, {"rule": rule, **listed(ids)})}
    return array("q", (number for number in ids if number in found)), sum(found.values())

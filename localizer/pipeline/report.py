"""The state of a launch, target by target."""

from __future__ import annotations

from collections import Counter

from localizer.catalog import board, findings, launches, memory, scripts, translations
from localizer.model.finding import Severity
from localizer.model.launch import Launch, Target
from localizer.pipeline.reports import StatusReport, TargetStatus
from localizer.pipeline.tools import Tools
from localizer.store.database import Reader, Store


def status(store: Store, tools: Tools, *, launch: str | None = None) -> StatusReport:
    """Return the counts of ``launch`` (the newest one by default). Raises `InputError` if there is none."""
    reader = store.read()
    found = launches.find(reader, launch)
    products = launches.launch_products(reader, found)
    rows = board.board(reader, found.targets, products)
    columns = zip(*(row.cells for row in rows), strict=True) if rows else [()] * len(found.targets)
    lines = tuple(
        _line(reader, tools, target, products, cells)
        for target, cells in zip(found.targets, columns, strict=True)
    )
    return StatusReport(
        launch=found.name,
        date=found.date.isoformat(),
        products=len(products),
        variants=lines[0].variants if lines else 0,
        memory=memory.size(reader),
        targets=lines,
    )


def _line(
    reader: Reader,
    tools: Tools,
    target: Target,
    products: tuple[int, ...],
    cells: tuple[board.Cell, ...],
) -> TargetStatus:
    counts = translations.count_by_origin(reader, target.locale, products)
    written, chosen = scripts.count_by_product(reader, target), frozenset(products)
    origins: Counter[str] = Counter()
    states: Counter[str] = Counter()
    for (origin, state), number in counts.items():
        origins[origin] += number
        states[state] += number
    return TargetStatus(
        target=tools.packs.label(target),
        locale=target.locale,
        currency=tools.packs.markets[target.market].currency,
        origins=dict(origins),
        states=dict(states),
        variants=sum(cell.variants for cell in cells),
        prices=sum(cell.priced for cell in cells),
        scripts=sum(number for owner, number in written.items() if owner in chosen),
        findings=severities(reader, target, products),
        cells={state.value: number for state, number in board.totals(cells).items()},
    )


def severities(reader: Reader, target: Target, products: tuple[int, ...]) -> dict[str, int]:
    """Count the open findings of a target by severity."""
    open_ones = [
        item
        for item in findings.of_target(
            reader, target.market, target.channel, target.locale, products
        )
        if not item.overruled
    ]
    counts = Counter(item.finding.severity.value for item in open_ones)
    return {severity.value: counts[severity.value] for severity in Severity}


def launch_severities(reader: Reader, launch: Launch, products: tuple[int, ...]) -> dict[str, int]:
    """Count the open findings of a whole launch by severity."""
    total: Counter[str] = Counter()
    for target in launch.targets:
        total.update(severities(reader, target, products))
    return dict(total)

"""How severe rules are in a launch where a person wants it otherwise than the rule says."""

from __future__ import annotations

from collections.abc import Sequence

from localizer.catalog import rows
from localizer.model.finding import OFF, Severity, SeverityChoice, Weight
from localizer.model.launch import Target
from localizer.store.database import Reader, Row, Step

#: SQL for “of the rule ``:rule`` or of any rule of the check it names”.
_OF_RULE = "(f.rule = :rule OR substr(f.rule, 1, length(:rule) + 1) = :rule || ':')"


def of_launch(reader: Reader, launch_id: int) -> dict[str, SeverityChoice]:
    """Return the choices of a launch by rule, in the order of their names."""
    found = reader.rows(
        "SELECT * FROM launch_severity WHERE launch_id = ? ORDER BY rule", (launch_id,)
    )
    return {row["rule"]: _choice(row) for row in found}


def put(step: Step, launch_id: int, choice: SeverityChoice) -> bool:
    """Keep a choice in the name of who makes the step; tell whether that changed anything.

    One that is the same as before keeps its person and moment.
    """
    record = {
        "severity": str(choice.weight),
        "own": "" if choice.own is None else choice.own.value,
        "reason": choice.reason,
    }
    before = of_launch(step, launch_id).get(choice.rule)
    if before is not None and (before.weight, before.reason) == (choice.weight, choice.reason):
        return False
    key = {"launch_id": launch_id, "rule": choice.rule}
    return rows.put(step, "launch_severity", key, {**record, "by": step.by, "at": step.moment})


def remove(step: Step, launch_id: int, rule: str) -> bool:
    """Let the rule decide again; tell whether there was a choice."""
    return rows.remove(step, "launch_severity", {"launch_id": launch_id, "rule": rule})


def worst_found(reader: Reader, rule: str) -> Severity | None:
    """Return how severe the findings of ``rule`` are by themselves, at the worst; ``None`` without any."""
    found = reader.rows(
        "SELECT DISTINCT iif(f.own <> '', f.own, f.severity) AS severity FROM finding f "  # noqa: S608
        f"WHERE {_OF_RULE}",
        {"rule": rule},
    )
    return min((Severity(row["severity"]) for row in found), key=lambda one: one.rank, default=None)


def products_with(reader: Reader, rule: str, targets: Sequence[Target]) -> tuple[int, ...]:
    """Return the products that have findings of ``rule`` on one of ``targets``."""
    found = reader.rows(
        "SELECT DISTINCT f.product_id, f.market, f.channel, f.locale FROM finding f "  # noqa: S608
        f"WHERE {_OF_RULE} ORDER BY f.product_id",
        {"rule": rule},
    )
    wanted = frozenset(targets)
    return tuple(
        dict.fromkeys(
            row["product_id"]
            for row in found
            if Target(row["market"], row["channel"], row["locale"]) in wanted
        )
    )


def _choice(row: Row) -> SeverityChoice:
    text = row["severity"]
    weight: Weight = "off" if text == OFF else Severity(text)
    own = Severity(row["own"]) if row["own"] else None
    return SeverityChoice(row["rule"], weight, own, row["reason"], row["by"], row["at"])

"""Read ``resources/rules``: phrase rules, texts that are owed, and the list of sources."""

from __future__ import annotations

import re
from pathlib import Path

from localizer.i18n import _
from localizer.model.finding import Severity
from localizer.model.rule import ClaimRule, RequiredText, Source, Trigger
from localizer.packs.toml_source import Table, open_pack
from localizer.paths import resource

_EVERY = ("*",)


def load_claim_rules(path: Path | None = None) -> tuple[ClaimRule, ...]:
    """Return the phrase rules of ``claims.toml`` in the file's order. Raises `PackError`.

    Patterns are not compiled here: that would cost as much as reading all packs.
    """
    with open_pack(path or resource("rules", "claims.toml")) as root:
        rules = tuple(_claim(table) for table in root.tables("rules"))
        _refuse_twins(root, [rule.id for rule in rules])
        return rules


def load_required_texts(path: Path | None = None) -> tuple[RequiredText, ...]:
    """Return the owed texts of ``required.toml`` in the file's order. Raises `PackError`."""
    with open_pack(path or resource("rules", "required.toml")) as root:
        rules = tuple(_required(table) for table in root.tables("rules"))
        _refuse_twins(root, [rule.id for rule in rules])
        return rules


def load_sources(path: Path | None = None) -> dict[str, Source]:
    """Return what the source ids of all packs stand for. Raises `PackError`.

    It is not part of `load_packs`: only a reader who asks "says who?" needs it.
    """
    with open_pack(path or resource("rules", "sources.toml")) as root:
        return {
            name: Source(name, table.text("kind"), table.text("where"), table.text("note", ""))
            for name, table in root.named_tables("sources").items()
        }


def check_patterns(path: Path | None = None) -> int:
    """Compile every pattern and return how many there are. Raises `PackError` on a bad one."""
    count = 0
    for name, key in (("claims.toml", "pattern"), ("required.toml", "must_match")):
        with open_pack((path or resource("rules")) / name) as root:
            for table in root.tables("rules"):
                (_claim if key == "pattern" else _required)(table)
                _compile(table, key)
                count += 1
    return count


def _compile(table: Table, key: str) -> None:
    """Compile a pattern, to be sure."""
    try:
        re.compile(table.text(key), re.IGNORECASE)
    except re.error as error:
        problem = _("This is no regular expression: {reason}")
        raise table.error(key, problem.format(reason=error)) from error


def _claim(table: Table) -> ClaimRule:
    """Read one phrase rule."""
    return ClaimRule(
        id=table.text("id"),
        languages=_every_or(table, "languages"),
        markets=_every_or(table, "markets"),
        category=table.text("category"),
        severity=table.choice("severity", Severity),
        pattern=table.text("pattern"),
        why=table.text("why"),
        safer=table.text("safer", ""),
        example_hit=table.text("example_hit"),
        example_ok=table.text("example_ok"),
        sources=table.texts("sources"),
        confirmed=table.flag("confirmed"),
    )


def _required(table: Table) -> RequiredText:
    """Read one owed text."""
    return RequiredText(
        id=table.text("id"),
        languages=_every_or(table, "languages"),
        markets=_every_or(table, "markets"),
        trigger=table.choice("trigger", Trigger),
        when=table.text("when"),
        must_match=table.text("must_match"),
        text=table.text("text"),
        phrase=table.text("phrase"),
        sources=table.texts("sources"),
        confirmed=table.flag("confirmed"),
    )


def _every_or(table: Table, key: str) -> tuple[str, ...]:
    """Read a list; ``["*"]`` means every one and comes out empty."""
    values = table.texts(key)
    if not values:
        raise table.error(key, _('Name at least one, or write ["*"] for every one.'))
    return () if values == _EVERY else values


def _refuse_twins(root: Table, ids: list[str]) -> None:
    """Refuse two rules of one id: findings and overrules are kept under it."""
    for number, one in enumerate(ids):
        if one in ids[:number]:
            raise root.tables("rules")[number].error("id", _("This id is used twice."))

"""Read ``resources/promises``: what texts promise, how they name money, by language; what law grants."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

from localizer.i18n import _
from localizer.model.promise import (
    MoneyRole,
    MoneyWords,
    Promise,
    PromiseBook,
    PromisePattern,
    PromiseWords,
    ReturnRight,
)
from localizer.packs.folder import pack_files
from localizer.packs.toml_source import Table, open_pack
from localizer.paths import resource

#: The one file that is about markets, not about a language.
_LAW: Final = "law.toml"


def load_promises(folder: Path | None = None) -> PromiseBook:
    """Return the words of every language and what the law grants. Raises `PackError`.

    Patterns are not compiled here: that would cost as much as reading all packs.
    """
    root = folder or resource("promises")
    words: dict[str, PromiseWords] = {}
    for path in pack_files(root):
        if path.name != _LAW:
            with open_pack(path) as table:
                words[path.stem] = _words(path.stem, table)
    with open_pack(root / _LAW) as table:
        returns = {
            market: ReturnRight(one.whole("days"), one.text("source"))
            for market, one in table.named_tables("returns").items()
        }
    return PromiseBook(words, returns)


def _words(language: str, table: Table) -> PromiseWords:
    """Read one language."""
    clause = table.table("clause")
    return PromiseWords(
        language=language,
        spaced=table.flag("spaced"),
        denied_before=_pattern(clause, "denied_before"),
        denied_after=_pattern(clause, "denied_after"),
        asked=_pattern(clause, "asked"),
        money=_money(table.table("money")),
        patterns=tuple(_promise(one) for one in table.tables("promises")),
    )


def _money(table: Table) -> MoneyWords:
    """Read how money is named."""
    return MoneyWords(
        names=table.named_texts("names"),
        times={one.text("word"): one.decimal("value") for one in table.tables("times")},
        bare_before=_pattern(table, "bare_before"),
        bare_after=_pattern(table, "bare_after"),
        before=_roles(table, "before"),
        after=_roles(table, "after"),
    )


def _roles(table: Table, key: str) -> Mapping[MoneyRole, str]:
    """Read the words that tell what an amount is."""
    found = table.named_texts(key)
    for name in found:
        if name not in list(MoneyRole):
            raise table.error(key, _("There is no role {name}.").format(name=name))
    return {role: found[role] for role in MoneyRole if role in found}


def _promise(table: Table) -> PromisePattern:
    """Read one list of wordings."""
    patterns = table.texts("patterns")
    if not patterns:
        raise table.error("patterns", _("Name at least one."))
    return PromisePattern(
        kind=table.choice("kind", Promise),
        stems=table.texts("stems"),
        pattern="|".join(patterns),
        times=table.decimal("times", Decimal(1)),
        per=table.decimal("per", Decimal(1)),
        value=table.decimal_or_none("value"),
        left=table.flag("left", default=False),
    )


def _pattern(table: Table, key: str) -> str:
    """Read a regular expression that may be absent."""
    return table.text(key, "")

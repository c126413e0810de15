"""Read ``resources/rules``: phrase rules, texts that are owed, and the list of sources."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from localizer.errors import PackError
from localizer.i18n import _
from localizer.model.finding import Severity
from localizer.model.rule import ClaimRule, RequiredText, Source, Speech, Trigger
from localizer.packs.toml_source import Table, open_pack
from localizer.paths import resource

_EVERY = ("*",)
#: Files of the folder that hold no phrase rules.
_OTHERS: Final = frozenset({"required.toml", "sources.toml"})
_SPEECH: Final = ("negation", "negation_after", "asked", "denied")


def load_claim_rules(folder: Path | None = None) -> tuple[ClaimRule, ...]:
    """Return the phrase rules of all languages of ``folder``. Raises `PackError`.

    Patterns are not compiled here: that would cost as much as reading all packs.
    """
    return _without_twins(_claims(path) for path in _rule_files(folder or resource("rules")))


def with_own_rules(
    ours: tuple[ClaimRule, ...], folder: Path | None
) -> tuple[tuple[ClaimRule, ...], tuple[str, ...]]:
    """Return ``ours`` with the user's own rules of ``folder``; of one id the user's counts.

    Also returns, in words, what is wrong with own files that were left out.
    """
    if folder is None or not folder.is_dir():
        return ours, ()
    rules = {rule.id: rule for rule in ours}
    refused = []
    for path in _rule_files(folder):
        try:
            own = _claims(path)
            for rule in own:
                _try_patterns(path, rule)
        except PackError as error:
            refused.append(str(error))
        else:
            rules.update((rule.id, rule) for rule in own)
    return tuple(rules.values()), tuple(refused)


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
        read_on = root.day("read_on").isoformat()
        return {
            name: Source(
                name, table.text("kind"), table.text("where"), table.text("note", ""), read_on
            )
            for name, table in root.named_tables("sources").items()
        }


def check_patterns(folder: Path | None = None) -> int:
    """Compile every pattern and return how many rules there are. Raises `PackError` on a bad one."""
    where = folder or resource("rules")
    count = 0
    for path in _rule_files(where):
        for rule in _claims(path):
            _try_patterns(path, rule)
            count += 1
    with open_pack(where / "required.toml") as root:
        for table in root.tables("rules"):
            _required(table)
            _compile(table, "must_match")
            count += 1
    return count


def _rule_files(folder: Path) -> tuple[Path, ...]:
    found = (path for path in sorted(folder.glob("*.toml")) if path.name not in _OTHERS)
    # What holds in every language is shown first.
    return tuple(sorted(found, key=lambda path: path.stem != "any"))


def _claims(path: Path) -> tuple[ClaimRule, ...]:
    """Return the rules of one file, each with how its language denies and asks."""
    with open_pack(path) as root:
        speech = _speech(root.table("language")) if "language" in root else Speech()
        rules = tuple(_claim(table, speech) for table in root.tables("rules"))
        _refuse_twins(root, [rule.id for rule in rules])
        return rules


def _without_twins(files: Iterable[tuple[ClaimRule, ...]]) -> tuple[ClaimRule, ...]:
    """Return all rules. Raises `PackError` where two files have one id: findings are kept under it."""
    rules: dict[str, ClaimRule] = {}
    for rule in (one for file in files for one in file):
        if rule.id in rules:
            raise PackError(_("The rule id {id} is used in two files.").format(id=rule.id))
        rules[rule.id] = rule
    return tuple(rules.values())


def _speech(table: Table) -> Speech:
    """Read how a language denies and asks."""
    for key in _SPEECH:
        if key in table:
            _compile(table, key)
    pairs = tuple((one[:1], one[1:]) for one in table.texts("folds"))
    for number, (written, meant) in enumerate(pairs):
        if len(written) != 1 or len(meant) != 1:
            problem = _("Write two characters: what is written, then what is meant (#{n}).")
            raise table.error("folds", problem.format(n=number + 1))
    negation, after, asked, denied = (table.text(key, "") for key in _SPEECH)
    return Speech(negation, after, asked, denied, pairs)


def _try_patterns(path: Path, rule: ClaimRule) -> None:
    """Compile the patterns of a rule, to be sure. Raises `PackError`."""
    for pattern in (rule.pattern, *rule.paraphrases, *rule.exceptions):
        try:
            re.compile(pattern, re.IGNORECASE)
        except re.error as error:
            problem = _("{file}, rule {rule}: This is no regular expression: {reason}")
            sentence = problem.format(file=path.name, rule=rule.id, reason=error)
            raise PackError(sentence) from error


def _compile(table: Table, key: str) -> None:
    """Compile a pattern, to be sure."""
    try:
        re.compile(table.text(key), re.IGNORECASE)
    except re.error as error:
        problem = _("This is no regular expression: {reason}")
        raise table.error(key, problem.format(reason=error)) from error


def _claim(table: Table, speech: Speech) -> ClaimRule:
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
        paraphrases=table.texts("paraphrases"),
        exceptions=table.texts("exceptions"),
        evidence=table.texts("evidence"),
        channels=table.texts("channels"),
        groups=table.texts("groups"),
        negation=table.flag("negation", default=True),
        speech=speech,
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

"""Read ``resources/scripts/<locale>/bank.toml``: what hosts say. The format is in the README beside them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from localizer.errors import PackError
from localizer.i18n import _
from localizer.model.locale import lookup_chain
from localizer.model.phrase import (
    CONDITIONS,
    SLOT,
    Group,
    Phrase,
    PhraseBank,
    Style,
    slot_condition,
)
from localizer.model.script import Beat, Lane
from localizer.packs.toml_source import Table, open_pack
from localizer.paths import resource

BANK_FILE: Final = "bank.toml"
#: A host's phrase longer than this is no phrase.
MAX_PHRASE_CHARS: Final = 400
_NO_BREAK_SPACES: Final = "\u00a0\u202f"
_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def bank_locales(root: Path | None = None) -> tuple[str, ...]:
    """Return the locales that have a bank in the folder ``root`` (``resources/scripts``), sorted."""
    folder = root or resource("scripts")
    return tuple(sorted(file.parent.name for file in folder.glob(f"*/{BANK_FILE}")))


def nearest_bank(locale: str, root: Path | None = None) -> str | None:
    """Return the locale whose bank serves ``locale``: its own, or one its readers take as their own."""
    known = bank_locales(root)
    return next((name for name in lookup_chain(locale) if name in known), None)


def load_bank(locale: str, root: Path | None = None) -> PhraseBank:
    """Return the bank of ``locale`` with what it takes from its base.

    Raises `PackError` naming locale, place and phrase when there is no such bank or it is malformed.
    """
    return PhraseBank(locale, tuple(_load(locale, root or resource("scripts"), ()).values()))


def _load(locale: str, root: Path, above: tuple[str, ...]) -> dict[str, Phrase]:
    """Return the phrases by id; ``above`` are the banks that take this one as their base."""
    if locale in above:
        chain = " → ".join((*above, locale))
        raise PackError(_("Phrase banks are based on one another: {chain}.").format(chain=chain))
    if locale not in bank_locales(root):
        raise PackError(_("There is no phrase bank for {locale}.").format(locale=locale))
    try:
        with open_pack(root / locale / BANK_FILE) as table:
            if table.text("locale") != locale:
                raise table.error("locale", _("This is not the locale of the folder."))
            drop, base = table.texts("drop"), table.text("base", "")
            own = _own_phrases(table)
    except PackError as error:
        problem = _("Phrase bank {locale}: {problem}")
        raise PackError(problem.format(locale=locale, problem=error)) from error
    phrases = _load(base, root, (*above, locale)) if base else {}
    if unknown := [name for name in drop if name not in phrases]:
        problem = _("Phrase bank {locale}: the base has no phrase {names}.")
        raise PackError(problem.format(locale=locale, names=", ".join(unknown)))
    return {name: one for name, one in phrases.items() if name not in drop} | own


def _own_phrases(root: Table) -> dict[str, Phrase]:
    """Return the phrases written in one file."""
    phrases: dict[str, Phrase] = {}
    for table in root.tables("phrase"):
        phrase = _phrase(table)
        if phrase.id in phrases:
            raise _wrong(table, phrase.id, "id", _("There is another phrase with this id."))
        phrases[phrase.id] = phrase
    return phrases


def _phrase(table: Table) -> Phrase:
    """Read one phrase."""
    name = table.text("id")
    if not _ID.fullmatch(name):
        raise _wrong(table, name, "id", _("An id is lower case with hyphens."))
    return Phrase(
        id=name,
        beat=table.choice("beat", Beat),
        text=table.text("text"),
        lane=table.choice("lane", Lane, Lane.HOST),
        needs=_needs(table, name),
        group=table.choice("group", Group) if "group" in table else None,
        style=table.choice("style", Style) if "style" in table else None,
        opens=table.flag("opens", default=False),
    )


def _needs(table: Table, name: str) -> frozenset[str]:
    """Return the conditions written and those of the slots; both must be known."""
    text = table.text("text")
    if len(text) > MAX_PHRASE_CHARS or not _one_line(text) or text != text.strip():
        problem = _("A text has one line, no space at its ends and at most {limit} characters.")
        raise _wrong(table, name, "text", problem.format(limit=MAX_PHRASE_CHARS))
    if re.search(r"[{}]", SLOT.sub("", text)):
        raise _wrong(table, name, "text", _("Braces hold the name of a slot and nothing else."))
    needs = set(table.texts("needs"))
    for slot in SLOT.findall(text):
        condition = slot_condition(slot)
        if condition is None:
            raise _wrong(table, name, "text", _("There is no slot {slot}.").format(slot=slot))
        needs.add(condition)
    needs.discard("")
    if unknown := sorted(needs - CONDITIONS):
        problem = _("There is no condition {names}.").format(names=", ".join(unknown))
        raise _wrong(table, name, "needs", problem)
    return frozenset(needs)


def _one_line(text: str) -> bool:
    """Tell whether ``text`` has only letters and spaces; French needs its no-break ones."""
    return all(char.isprintable() or char in _NO_BREAK_SPACES for char in text)


def _wrong(table: Table, name: str, key: str, problem: str) -> PackError:
    """Make the error about the phrase ``name``."""
    sentence = _("phrase {name}: {problem}").format(name=name, problem=problem)
    return table.error(key, sentence)

"""Read ``resources/scripts/<locale>``: what hosts say. The format is in the README beside the folders.

``bank.toml`` holds single phrases and the voices, ``cards.toml`` answers to viewers, every other file is a
sheet. No text of a bank is ever run: slots are replaced by name, so a bank of the user's can do no harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from localizer.errors import PackError
from localizer.i18n import _
from localizer.model.locale import lookup_chain
from localizer.model.phrase import AnswerText, Group, Phrase, PhraseBank, Voice
from localizer.model.script import Beat, Lane
from localizer.packs.phrase_texts import checked, forms_of, known_id, needs_of, ranked
from localizer.packs.sheets import CARDS_FILE, read_cards, read_sheet, styles_of
from localizer.packs.toml_source import Table, open_pack
from localizer.paths import resource

BANK_FILE: Final = "bank.toml"
#: A bank with more phrases than this is no bank; ours have some 600.
MAX_PHRASES: Final = 10_000


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the files of a folder hold, phrases by id."""

    phrases: dict[str, Phrase] = field(default_factory=dict)
    voices: tuple[Voice, ...] = ()
    answers: tuple[AnswerText, ...] = ()
    base: str = ""
    drop: tuple[str, ...] = ()


def bank_locales(root: Path | None = None) -> tuple[str, ...]:
    """Return the locales that have a bank in the folder ``root`` (``resources/scripts``), sorted."""
    folder = root or resource("scripts")
    return tuple(sorted(file.parent.name for file in folder.glob(f"*/{BANK_FILE}")))


def nearest_bank(locale: str, known: Iterable[str]) -> str | None:
    """Return which of the ``known`` banks serves ``locale``: its own, or one its readers take as such."""
    among = frozenset(known)
    return next((name for name in lookup_chain(locale) if name in among), None)


def load_bank(locale: str, root: Path | None = None, own: Path | None = None) -> PhraseBank:
    """Return the bank of ``locale`` with what it takes from its base and the user's additions in ``own``.

    Both folders hold one folder a locale. Raises `PackError` naming locale, place and phrase when there is
    no such bank or it is malformed.
    """
    parts = _load(locale, root or resource("scripts"), ())
    if own is not None and (own / locale).is_dir():
        parts = _over(parts, _read(own / locale, locale, parts.voices), locale)
    if len(parts.phrases) > MAX_PHRASES:
        problem = _("Phrase bank {locale}: it has more than {limit} phrases.")
        raise PackError(problem.format(locale=locale, limit=MAX_PHRASES))
    # answers that say something are said in the show as well, with the question before them
    told = (one.read_aloud() for one in parts.answers if one.phrase.needs)
    ordered = sorted((*parts.phrases.values(), *told), key=lambda phrase: phrase.rank)
    return PhraseBank(locale, tuple(ordered), parts.voices, parts.answers)


def _load(locale: str, root: Path, above: tuple[str, ...]) -> _Parts:
    """Return what the folder of ``locale`` holds; ``above`` are the banks that take it as their base."""
    if locale in above:
        chain = " → ".join((*above, locale))
        raise PackError(_("Phrase banks are based on one another: {chain}.").format(chain=chain))
    if locale not in bank_locales(root):
        raise PackError(_("There is no phrase bank for {locale}.").format(locale=locale))
    parts = _read(root / locale, locale, ())
    base = _load(parts.base, root, (*above, locale)) if parts.base else _Parts()
    return _over(base, parts, locale)


def _over(base: _Parts, parts: _Parts, locale: str) -> _Parts:
    """Return ``base`` with what ``parts`` drops, replaces and adds."""
    if unknown := [name for name in parts.drop if name not in base.phrases]:
        problem = _("Phrase bank {locale}: the base has no phrase {names}.")
        raise PackError(problem.format(locale=locale, names=", ".join(unknown)))
    kept = {name: one for name, one in base.phrases.items() if name not in parts.drop}
    return _Parts(kept | parts.phrases, parts.voices or base.voices, parts.answers + base.answers)


def _read(folder: Path, locale: str, voices: tuple[Voice, ...]) -> _Parts:
    """Return what the files of one folder hold; ``voices`` are those of the bank it adds to."""
    try:
        parts = _Parts(voices=voices)
        if (folder / BANK_FILE).is_file():
            with _opened(folder / BANK_FILE, locale) as table:
                parts = _bank(table, voices)
        words = _words(parts.voices)
        phrases, answers = dict(parts.phrases), parts.answers
        for path in sorted(folder.glob("*.toml")):
            if path.name == BANK_FILE:
                continue
            with _opened(path, locale) as table:
                if path.name == CARDS_FILE:
                    answers += read_cards(table, words)
                else:
                    phrases |= read_sheet(table, path.stem, words)
    except PackError as error:
        problem = _("Phrase bank {locale}: {problem}")
        raise PackError(problem.format(locale=locale, problem=error)) from error
    return replace(parts, phrases=phrases, answers=answers)


@contextmanager
def _opened(path: Path, locale: str) -> Iterator[Table]:
    """Yield the root table of a file that must say it is for ``locale``."""
    with open_pack(path) as table:
        if table.text("locale") != locale:
            raise table.error("locale", _("This is not the locale of the folder."))
        yield table


def _words(voices: Iterable[Voice]) -> frozenset[str]:
    """Return the names of the slots that hold words of a voice."""
    return frozenset(name for voice in voices for name in voice.words)


def _bank(root: Table, voices: tuple[Voice, ...]) -> _Parts:
    """Return what is written in one ``bank.toml``."""
    own = tuple(
        Voice(name, table.named_texts("words"), table.texts("never"))
        for name, table in root.named_tables("voices").items()
    )
    words = _words(own or voices)
    if any(words != frozenset(voice.words) for voice in own):
        raise root.error("voices", _("All voices must have the same words."))
    phrases: dict[str, Phrase] = {}
    for table in root.tables("phrase"):
        phrase = _phrase(table, words)
        if phrase.id in phrases:
            raise table.error("id", _("There is another phrase with this id."))
        phrases[phrase.id] = phrase
    return _Parts(
        ranked(phrases), own or voices, base=root.text("base", ""), drop=root.texts("drop")
    )


def _phrase(table: Table, words: frozenset[str]) -> Phrase:
    """Read one phrase."""
    name = known_id(table)
    text = checked(table, table.text("text"), words, name)
    return Phrase(
        id=name,
        beat=table.choice("beat", Beat),
        text=text,
        lane=table.choice("lane", Lane, Lane.HOST),
        needs=needs_of(table, text, words, name),
        group=table.choice("group", Group) if "group" in table else None,
        styles=styles_of(table),
        opens=table.flag("opens", default=False),
        forms=forms_of(table, words, name),
    )

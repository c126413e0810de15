"""Sheets of phrases and cards of answers: the short form in which hosts' words are written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from localizer.i18n import _
from localizer.model.phrase import (
    FESTIVAL_SLOT,
    READ_ALOUD,
    AnswerText,
    Group,
    Phrase,
    Question,
    Style,
)
from localizer.model.script import Beat, Lane
from localizer.packs.phrase_texts import checked, forms_of, needs_of, slot_needs, wrong
from localizer.packs.toml_source import Table

CARDS_FILE: Final = "cards.toml"
#: Scenes of the beat pain come before the follow-ups.
_SCENES: Final = 0.6


def read_sheet(root: Table, stem: str, words: frozenset[str]) -> dict[str, Phrase]:
    """Return the phrases of a sheet by id; ``words`` are the slots of the bank's voices.

    Raises `PackError`.
    """
    styles = styles_of(root)
    groups: list[tuple[Group | None, Table]] = [(None, root)]
    for name, table in root.named_tables("groups").items():
        if name not in set(Group):
            problem = _("There is no group {name}; there are {names}.")
            raise table.error("", problem.format(name=name, names=", ".join(Group)))
        groups.append((Group(name), table))
    found: dict[str, Phrase] = {}
    for group, table in groups:
        for phrase in _lists(table, stem, words):
            opens = phrase.opens and group is None
            own = phrase.styles or styles
            made = replace(phrase, group=group, styles=own, opens=opens)
            key = made.id if group is None else f"{group.value}-{made.id}"
            if key in found:
                raise table.error(
                    made.beat.value, _("This text stands twice: {text}").format(text=made.text)
                )
            found[key] = replace(made, id=key)
    return found


def read_cards(root: Table, words: frozenset[str]) -> tuple[AnswerText, ...]:
    """Return the answers of a ``cards.toml`` in their order. Raises `PackError`."""
    aloud = root.text("aloud", READ_ALOUD)
    if not all(slot in aloud for slot in ("{ask}", "{answer}")):
        raise root.error("aloud", _("It must hold {ask} and {answer}."))
    return tuple(_card(table, words, aloud) for table in root.tables("card"))


def _card(table: Table, words: frozenset[str], aloud: str) -> AnswerText:
    question = table.choice("question", Question)
    text = checked(table, table.text("text"), words, question.value)
    ask = checked(table, table.text("ask"), frozenset(), question.value, key="ask")
    phrase = Phrase(
        id=_id("card", question.value, text),
        beat=Beat.QA,
        text=text,
        needs=needs_of(table, text, words, question.value),
        group=table.choice("group", Group) if "group" in table else None,
        forms=forms_of(table, words, question.value),
    )
    return AnswerText(question, ask, phrase, aloud)


def styles_of(table: Table) -> frozenset[Style]:
    """Return the styles a sheet or a phrase is for: one, a list, or none for all. Raises `PackError`."""
    if "style" not in table:
        return frozenset()
    names = (table.text("style"),) if table.is_text("style") else table.texts("style")
    if unknown := [name for name in names if name not in set(Style)]:
        problem = _("There is no style {name}; there are {names}.")
        raise table.error("style", problem.format(name=unknown[0], names=", ".join(Style)))
    return frozenset(Style(name) for name in names)


def _lists(table: Table, stem: str, words: frozenset[str]) -> Iterator[Phrase]:
    """Yield the phrases of a table with lists by beat, and of its lists for hands and control room."""
    yield from _lane(table, Lane.HOST, stem, words)
    follow = table.table_or_none("follow")
    if follow is not None:
        for phrase in _list(follow, Beat.PAIN, stem, words):
            yield replace(phrase, rank=_SCENES + phrase.rank * (1 - _SCENES))
    for lane in (Lane.ACTION, Lane.CONTROL):
        inner = table.table_or_none(lane.value)
        if inner is not None:
            yield from _lane(inner, lane, f"{stem}-{lane.value}", words)


def _lane(table: Table, lane: Lane, stem: str, words: frozenset[str]) -> Iterator[Phrase]:
    for beat in Beat:
        for phrase in _list(table, beat, stem, words):
            if beat is Beat.PAIN and lane is Lane.HOST:
                yield replace(phrase, opens=True, rank=phrase.rank * _SCENES)
            else:
                yield replace(phrase, lane=lane)


def _list(table: Table, beat: Beat, stem: str, words: frozenset[str]) -> Iterator[Phrase]:
    """Yield the entries of one list with their places in it."""
    entries = table.entries(beat.value)
    for number, entry in enumerate(entries):
        rank = (number + 0.5) / len(entries)
        if isinstance(entry, Table):
            yield _entry(entry, beat, stem, words, rank)
        else:
            shown = f"{beat.value} {number + 1}"
            text = checked(table, entry, words, shown, key=beat.value)
            if FESTIVAL_SLOT in Phrase("", beat, text).slots:
                problem = _("{slot} needs a festival: write the text as a table.")
                raise wrong(table, shown, beat.value, problem.format(slot=f"{{{FESTIVAL_SLOT}}}"))
            yield Phrase(_id(stem, beat.value, text), beat, text, needs=slot_needs(text), rank=rank)


def _entry(table: Table, beat: Beat, stem: str, words: frozenset[str], rank: float) -> Phrase:
    """Read an entry that says more than its text."""
    text = checked(table, table.text("text"), words, beat.value)
    return Phrase(
        id=_id(stem, beat.value, text),
        beat=beat,
        text=text,
        needs=needs_of(table, text, words, beat.value),
        styles=styles_of(table),
        rank=rank,
        festivals=frozenset(table.texts("festival")),
        forms=forms_of(table, words, beat.value),
    )


def _id(*parts: str) -> str:
    """Return an id that stays when texts around it come and go: made of the wording."""
    digest = hashlib.blake2b(parts[-1].encode(), digest_size=4).hexdigest()
    return "-".join((*parts[:-1], digest))

"""What columns, fields and differences of a file are called, and how their numbers are written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from babel.numbers import format_decimal

from localizer.i18n import _, pgettext
from localizer.intake.headers import FAMILIES, ROLES
from localizer.intake.kind_words import KINDS
from localizer.intake.mapping import FACT, FURTHER_IMAGES, IGNORE
from localizer.model.incoming import DifferenceKind
from localizer.ui.actions.words import own_locale

#: What one column can be taken for, in the order offered: first what fits any column.
CHOICES: Final = (IGNORE, FACT, *ROLES, *(name for name in FAMILIES if name != FACT))
#: Roles several columns of a file can have; every other one is had by one column.
MANY: Final = frozenset({IGNORE, *FAMILIES})
_TAG: Final = re.compile(r"<[^<>]{0,400}>")
#: Letters kept before the place where two texts begin to differ.
_BEFORE: Final = 16


def sentence_case(text: str) -> str:
    """Return ``text`` beginning with a capital letter, where its script has any."""
    return text[:1].upper() + text[1:]


def role_name(role: str) -> str:
    """Return what a column is taken for: ``Title``, ``Picture 2``, ``Price (USD)``, ``Leave out``."""
    if role == IGNORE:
        return _("Leave out")
    family, _mark, rest = role.partition(":")
    name = sentence_case(_(FAMILIES.get(family) or ROLES.get(family) or role))
    if not rest:
        return name
    if not rest.isdecimal():
        return f"{name} ({rest})"
    return name if int(rest) >= FURTHER_IMAGES else f"{name} {rest}"


def confidence_name(confidence: str) -> str:
    """Return how sure a column's meaning is, in a word; ``chosen`` is what a person said here."""
    words = {
        "sure": pgettext("confidence", "sure"),
        "likely": pgettext("confidence", "likely"),
        "unsure": pgettext("confidence", "unsure"),
        "chosen": pgettext("confidence", "your choice"),
    }
    return words[confidence]


def kind_name(kind: DifferenceKind) -> str:
    """Return what a difference is about."""
    return _(KINDS[kind])


def count(number: int) -> str:
    """Return a number as the program's language groups its digits: 1,200."""
    return str(format_decimal(number, locale=own_locale()))


def counted(parts: Iterable[tuple[int, str]]) -> list[str]:
    """Return the texts with their number as ``{n}``, without those whose number is 0."""
    return [text.format(n=count(number)) for number, text in parts if number]


def plain(text: str) -> str:
    """Return ``text`` on one line and without markup."""
    return " ".join(_TAG.sub(" ", text).split())


def apart(before: str, after: str) -> tuple[str, str]:
    """Return two texts on one line each, both from shortly before the place where they begin to differ."""
    one, other = plain(before), plain(after)
    if not one or not other or one == other:
        return one, other
    shared = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    start = shared - _BEFORE
    return (one, other) if start < _BEFORE else ("…" + one[start:], "…" + other[start:])

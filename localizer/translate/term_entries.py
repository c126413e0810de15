"""What a file of terms holds, whatever its format: concepts with their terms, and lines that are no good."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from localizer.i18n import _
from localizer.model.locale import language, language_script
from localizer.model.own_term import OwnConcept, OwnTerm
from localizer.model.term import Term
from localizer.model.term_text import LONGEST, LONGEST_NOTE
from localizer.packs.terms import GENDERS

#: More concepts than the largest term collection of a trade.
MAX_CONCEPTS: Final = 200_000
#: An adjective has one form, or four that agree with the noun.
ADJECTIVE_FORMS: Final = frozenset({0, 1, 4})
_SIMPLIFIED: Final = frozenset({"zh", "zh-Hans"})


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A concept of a file with its terms.

    ``concept.id`` is empty where the file names none, ``concept.domain`` where it says none. ``row`` is the
    line of a table, or the number of the concept in the file; ``lines`` are those of the terms.
    """

    concept: OwnConcept
    terms: tuple[OwnTerm, ...]
    row: int = 0
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TermProblem:
    """Something in a file that was not taken over; ``column`` is empty where all of the row is meant.

    ``row`` is a line of a table; where the file is no table, the number of the concept in it.
    """

    file: str
    row: int
    column: str
    problem: str
    of_table: bool = True

    @property
    def sentence(self) -> str:
        """Return the whole message with its place."""
        if not self.of_table:
            text = _("{file}, concept {number}: {problem}")
            if self.column:
                text = _("{file}, concept {number}, {column}: {problem}")
        elif self.column:
            text = _("{file}, line {number}, column {column}: {problem}")
        else:
            text = _("{file}, line {number}: {problem}")
        return text.format(
            file=self.file, number=self.row, column=self.column, problem=self.problem
        )


Tell = Callable[[TermProblem], None]


class BadCellError(Exception):
    """A cell that cannot be used. Caught inside this stage; never reaches the user as such."""

    def __init__(self, column: str, problem: str) -> None:
        """Keep the ``column`` and the translated ``problem``."""
        super().__init__(problem)
        self.column = column


def is_source(locale: str) -> bool:
    """Tell whether words in ``locale`` are what Chinese sellers write: simplified characters."""
    return language_script(locale) in _SIMPLIFIED


def is_english(locale: str) -> bool:
    """Tell whether words in ``locale`` are what other sellers write."""
    return language(locale) == "en"


def checked(term: Term) -> Term:
    """Return ``term`` as it can be used. Raises `BadCellError` naming what cannot."""
    if not term.text:
        raise BadCellError("term", _("There is no term."))
    if term.gender not in GENDERS:
        wanted = ", ".join(sorted(GENDERS - {""}))
        raise BadCellError("gender", _("Gender is one of {wanted}.").format(wanted=wanted))
    if len(term.adjectives) not in ADJECTIVE_FORMS:
        raise BadCellError("adjective", _("The adjective has one form or four, separated by |."))
    refuse_long("term", (term.text, term.plural, term.short, term.classifier))
    refuse_long("adjective", term.adjectives)
    refuse_long("avoid", term.avoid)
    refuse_long("note", (term.note,), LONGEST_NOTE)
    return term


def refuse_long(column: str, texts: Sequence[str], longest: int = LONGEST) -> None:
    """Raise `BadCellError` for a text no word of a listing is as long as."""
    if any(len(text) > longest for text in texts):
        problem = _("The text is longer than {limit} characters.").format(limit=longest)
        raise BadCellError(column, problem)


def synonyms(others: Sequence[str]) -> str:
    """Return the note that keeps further words of a file for the same thing."""
    return _("also: {words}").format(words=", ".join(others)) if others else ""

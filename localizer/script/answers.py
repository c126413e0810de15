"""Answers to what viewers ask: for each question the first of the bank whose conditions hold."""

from __future__ import annotations

from dataclasses import dataclass

from localizer.model.phrase import AnswerText, PhraseBank, Question
from localizer.model.script import ScriptLine
from localizer.model.speech import SpeechRate
from localizer.script.brief import ScriptBrief
from localizer.script.said import said_line
from localizer.script.timing import amounts


@dataclass(frozen=True, slots=True)
class Answered:
    """One card: what viewers ask, how they put it, and the line that answers it. Amounts stay tokens."""

    question: Question
    ask: str
    line: ScriptLine


def answers(
    brief: ScriptBrief, bank: PhraseBank, rate: SpeechRate, *, per_minute: int | None = None
) -> tuple[Answered, ...]:
    """Return a card for each question the bank can answer truly, in the order of the questions.

    ``bank`` is in the brief's voice; ``per_minute`` is the host's pace in the rate's unit.
    """
    held, fillable, values = brief.held(), brief.fillable(), brief.values()
    counted = amounts(brief.tokens, brief.locale, brief.spoken_tokens)
    first: dict[Question, AnswerText] = {}
    for one in bank.answers:
        phrase = one.phrase
        fits = phrase.group in (None, brief.group) and phrase.needs <= held
        if fits and fillable.issuperset(phrase.slots):
            first.setdefault(one.question, one)
    return tuple(
        Answered(
            question,
            first[question].ask,
            said_line(first[question].phrase, brief, values, rate, counted, per_minute),
        )
        for question in Question
        if question in first
    )

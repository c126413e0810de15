"""Dates, times and counts as the program's own language writes them; names of states and fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from babel.dates import format_date, format_time

from localizer.export import words
from localizer.export.show import names
from localizer.i18n import N_, _, ngettext, pgettext
from localizer.model.finding import AMOUNT_MOVED, Severity
from localizer.model.phrase import Question, Style
from localizer.model.script import Beat, Lane
from localizer.model.segment import Origin, State
from localizer.pipeline.reports import ApproveReport


def in_a_row(words: Iterable[str]) -> str:
    """Return ``words`` as a list inside a sentence, with the comma of the program's language."""
    return _(", ").join(words)


STATES: Mapping[State, str] = names.STATES
FIELDS = words.FIELDS
SEVERITIES = words.SEVERITIES
own_locale = words.own_locale
day = words.day
field_name = words.field_name
language_name = words.language_name
market_name = words.market_name
finding_text = words.finding_text
ORIGINS: Mapping[Origin, str] = {
    Origin.NONE: "",
    Origin.MEMORY_CONTEXT: N_("from memory, same place"),
    Origin.MEMORY: N_("from memory"),
    Origin.MEMORY_FUZZY: N_("like one in memory"),
    Origin.ENGINE: N_("by an engine"),
    Origin.COMPOSED: N_("composed from facts"),
    Origin.SAME_LANGUAGE: N_("same language"),
    Origin.PERSON: N_("by a person"),
}
#: The role (colour and shape) of each severity.
ROLES: Mapping[Severity, str] = {
    Severity.BLOCK: "block",
    Severity.EVIDENCE: "block",
    Severity.WARNING: "warn",
    Severity.INFO: "info",
}
BEATS: Mapping[Beat, str] = names.BEATS
STYLES: Mapping[Style, str] = names.STYLES
LANES: Mapping[Lane, str] = names.LANES
style_word = names.style_word
minutes = names.minutes

#: What a rule is about in two or three words, by the part of its id before the colon.
RULES: Mapping[str, str] = {
    "claim": N_("banned claim"),
    "disclosure": N_("disclosure missing"),
    "length": N_("length"),
    "forbidden_characters": N_("forbidden character"),
    "pictures": N_("pictures"),
    "numbers": N_("number differs"),
    "mains": N_("mains voltage"),
    "placeholders": N_("token lost"),
    "price_in_text": N_("price as text"),
    "promise": N_("promise"),
    "token_value": N_("no value"),
    "unit_price": N_("price per unit"),
    "price_missing": N_("no price"),
    "price_warning": N_("price warning"),
    "price_outdated": N_("source changed"),
    "script_fact": N_("fact changed"),
    AMOUNT_MOVED: N_("price moved"),
    "rate_age": N_("old rate"),
    "price_default": N_("assumption"),
    "script_time": N_("time"),
    "script_beat": N_("empty beat"),
    "script_token": N_("no value"),
    "untranslated": N_("untranslated"),
    "sent_back": N_("sent back"),
    "source_changed": N_("source changed"),
    "same_as_source": N_("same as source"),
    "leftover_han": N_("Chinese left"),
    "spaces": N_("spaces"),
    "doubled_word": N_("word twice"),
    "other_context": N_("other context"),
    "inconsistent": N_("inconsistent"),
    "same_translation": N_("same translation"),
    "term_missing": N_("term missing"),
    "term_forbidden": N_("term not to use"),
    "spelling": N_("spelling"),
    "markup": N_("HTML"),
    "stuffing": N_("word too often"),
    "repeated_item": N_("named twice"),
    "capitals": N_("capitals"),
    "shouting": N_("capitals"),
    "brand_in_title": N_("brand missing"),
    "required": N_("required field"),
    "too_many": N_("too many"),
    "whole_length": N_("length"),
    "repeated_line": N_("line twice"),
    "picture_files": N_("pictures"),
    "source_claim": N_("claim in the source"),
    "leftover_script": N_("other script left"),
    "leftover_words": N_("source words left"),
    "han_variant": N_("other Chinese script"),
    "wrong_language": N_("wrong language"),
    "repeated": N_("said twice"),
    "hidden_characters": N_("hidden character"),
    "broken_characters": N_("broken character"),
    "misread": N_("garbled text"),
    "composed": N_("loose accents"),
    "thai_order": N_("Thai mark order"),
    "vietnamese_letters": N_("Vietnamese letters"),
    "wide_marks": N_("full-width mark"),
    "narrow_marks": N_("half-width mark"),
    "space_at_marks": N_("space at a mark"),
    "doubled_marks": N_("mark twice"),
    "french_spaces": N_("French spaces"),
    "yamok": N_("space at ๆ"),
    "final_mark": N_("final mark"),
    "brackets": N_("brackets"),
    "quotes": N_("quotation marks"),
    "sentence_start": N_("small letter"),
    "mixed_case": N_("mixed case"),
    "tags": N_("tags differ"),
    "entities": N_("HTML entity"),
    "links": N_("link differs"),
    "codes": N_("code or brand differs"),
    "emoji": N_("emoji differ"),
    "machine_talk": N_("machine talk"),
    "unusual_length": N_("unusual length"),
    "cut_off": N_("text cut off"),
    "number_format": N_("number format"),
    "date_format": N_("date format"),
    "digits": N_("digits"),
    "owed": N_("owed by law"),
    "model_doubt": N_("a model's doubt"),
}


def rule_words(rule: str) -> str:
    """Return what a rule is about in two or three words; an unknown one by its id."""
    found = RULES.get(rule.split(":", 1)[0])
    return _(found) if found else rule


def weekday(date: dt.date) -> str:
    """Return a date with its day of the week: Thu, 26 Nov 2026."""
    return f"{format_date(date, 'EEE', locale=own_locale())} {day(date)}"


def clock(moment: str) -> str:
    """Return the local time of an ISO 8601 moment: 00:14."""
    return format_time(_local(moment), "HH:mm", locale=own_locale())


def when(moment: str) -> str:
    """Return the time for today's moments, the date for older ones."""
    local = _local(moment)
    today = dt.datetime.now().astimezone().date()
    return clock(moment) if local.date() == today else day(local.date())


def day_and_time(moment: str) -> str:
    """Return the local date and time of an ISO 8601 moment: 26 Nov 2026, 00:14."""
    return _("{day}, {time}").format(day=day(_local(moment).date()), time=clock(moment))


def _local(moment: str) -> dt.datetime:
    return dt.datetime.fromisoformat(moment).astimezone()


def question_words() -> Mapping[Question, str]:
    """Return the questions in one or two words."""
    return {
        Question.PRICE: pgettext("question of a viewer", "price"),
        Question.QUALITY: pgettext("question of a viewer", "quality"),
        Question.SIZE: pgettext("question of a viewer", "size"),
        Question.RETURNS: pgettext("question of a viewer", "returns"),
        Question.DELIVERY: pgettext("question of a viewer", "delivery"),
        Question.DOCUMENTS: pgettext("question of a viewer", "documents"),
        Question.PACKAGING: pgettext("question of a viewer", "packaging"),
        Question.SAFETY: pgettext("question of a viewer", "safety"),
        Question.VERSIONS: pgettext("question of a viewer", "versions"),
        Question.STOCK: pgettext("question of a viewer", "stock"),
    }


def approved_words(report: ApproveReport) -> str:
    """Return how much was approved at once, and what is left."""
    text = ngettext(
        "{n} text approved, {scripts} scripts; {left} left to look at.",
        "{n} texts approved, {scripts} scripts; {left} left to look at.",
        report.translations,
    )
    return text.format(n=report.translations, scripts=report.scripts, left=report.left)

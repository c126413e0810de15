"""The words a finding is about: what a decision to let it pass is bound to."""

from __future__ import annotations

from collections.abc import Callable

from localizer.catalog import answers, scripts
from localizer.model.finding import Finding, Subject
from localizer.store.database import Reader

#: Finds the words of a finding about the thing of that kind and id.
Passages = Callable[[Subject, int, Finding], str]


def passages(reader: Reader) -> Passages:
    """Return what finds the words of findings, reading each text once.

    They are those of the finding's span. One about the whole is told apart by its arguments, as one number
    that is missing from another; a decision about a price holds until the price changes, whatever day it is.
    """
    texts: dict[tuple[Subject, int], str] = {}

    def find(subject: Subject, subject_id: int, finding: Finding) -> str:
        if finding.end > finding.start:
            key = subject, subject_id
            if key not in texts:
                texts[key] = text_of(reader, subject, subject_id)
            return texts[key][finding.start : finding.end]
        if subject is Subject.PRICE:
            return ""
        return " · ".join(value for _name, value in finding.args)

    return find


def text_of(reader: Reader, subject: Subject, subject_id: int) -> str:
    """Return the text in which spans of findings count; empty where the thing is gone or has none."""
    try:
        if subject is Subject.TRANSLATION:
            query = "SELECT text FROM translation_body WHERE id = ?"
            return str(reader.value(query, (subject_id,)) or "")
        if subject is Subject.SCRIPT:
            script = scripts.load(reader, subject_id).script
        elif subject is Subject.ANSWER:
            script = answers.load(reader, subject_id).as_script().script
        else:
            return ""
    except LookupError:
        return ""
    return "\n".join(line.text for line in script.lines)

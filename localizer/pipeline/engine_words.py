"""What the person reads of engines: why a text was not translated, and who drafted one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from localizer.i18n import N_, _
from localizer.translate.engines.base import Cause

#: What happened, and what to do.
CAUSES: Final[Mapping[Cause, str]] = {
    Cause.TIMEOUT: N_("The engine did not answer in time. Ask again later."),
    Cause.NETWORK: N_("The engine could not be reached. Check the connection and the address."),
    Cause.SERVER: N_("The engine has a fault of its own. Ask again later."),
    Cause.RATE: N_("The engine was asked too often. Ask again later."),
    Cause.QUOTA: N_("The engine's account has no quota left. Raise it, or take another engine."),
    Cause.KEY: N_("The engine refused the key. Enter it again."),
    Cause.SETUP: N_("The engine is not set up: something it needs is missing."),
    Cause.LANGUAGES: N_("The engine does not translate between these languages."),
    Cause.TOO_LONG: N_("The text is longer than the engine takes."),
    Cause.MALFORMED: N_("What the engine answered could not be read."),
    Cause.PAGE: N_("The engine answered with a web page instead of a text."),
    Cause.COUNT: N_("The engine answered with another number of texts."),
    Cause.TRUNCATED: N_("The engine's answer was cut off."),
    Cause.EMPTY: N_("The engine answered with nothing."),
    Cause.UNCHANGED: N_("The engine gave the text back untranslated."),
    Cause.PLACEHOLDER: N_("The engine lost a number, code or token of the text."),
    Cause.LANGUAGE: N_("The engine answered in another language."),
    Cause.TERM: N_("The engine did not use a term that was asked for."),
    Cause.STOPPED: N_("The run was stopped before this text was asked for."),
}


def cause_text(cause: Cause) -> str:
    """Return the sentence for ``cause``, in the language of the program."""
    return _(CAUSES[cause])


def engine_text(code: str) -> str:
    """Return the sentence for what is stored after ``engine:``: a cause, or the id of an engine."""
    if code in Cause.__members__.values():
        return cause_text(Cause(code))
    return _("Drafted by {engine}; nobody has read it yet.").format(engine=code)

"""What is told when a run is over: what its log lacks, and the pace a rehearsal taught."""

from __future__ import annotations

from typing import Final

from localizer.i18n import N_, _, ngettext
from localizer.model.show import Host
from localizer.model.speech import SpeechUnit
from localizer.pipeline.run_log import RunLog
from localizer.pipeline.show_pace import learn_pace
from localizer.ui.actions.session import Session

UNITS: Final = {
    SpeechUnit.WORD: N_("words"),
    SpeechUnit.SYLLABLE: N_("syllables"),
    SpeechUnit.CHARACTER: N_("characters"),
}


def close_log(session: Session, log: RunLog, took: float, *, rehearsal: bool, hosted: bool) -> None:
    """Close the log of a run in the background, and tell; a rehearsal teaches the pace of its host."""
    session.jobs.run(
        lambda _progress: (log.close(took), log.run_id),
        done=lambda closed: _closed(session, closed, rehearsal=rehearsal, hosted=hosted),
        must_finish=True,
    )


def _closed(
    session: Session, closed: tuple[int, int | None], *, rehearsal: bool, hosted: bool
) -> None:
    """Tell what the log lost, and learn the pace of a rehearsal."""
    lost, run_id = closed
    if lost or run_id is None:
        words = ngettext(
            "The log of the show lacks {n} event: the file could not be written.",
            "The log of the show lacks {n} events: the file could not be written.",
            lost,
        )
        session.say(words.format(n=lost), "block")
        return
    if not rehearsal:
        session.say(_("The show is over and its log is written."), "ok")
        return
    if not hosted:
        session.say(_("Say who hosts the show, and rehearsals teach her pace."), "info")
        return
    store, tools = session.store, session.tools
    session.work(
        _("Learning the pace"),
        lambda _progress: learn_pace(store, tools, run_id),
        lambda host: _learned(session, host),
    )


def _learned(session: Session, host: Host) -> None:
    if host.per_minute is None:
        words = _("Too little was said to learn the pace of {name}.")
        session.say(words.format(name=host.name), "info")
        return
    rate = session.tools.packs.speech_rate(host.locale)
    unit = _(UNITS[rate.unit]) if rate is not None else ""
    words = _("The pace of {name} is {n} {unit} a minute now.")
    session.say(words.format(name=host.name, n=host.per_minute, unit=unit), "ok")

"""A host: her name, the language she speaks on air, her voice, and the pace that was measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QWidget

from localizer.i18n import N_, _
from localizer.model.show import Host
from localizer.model.speech import SpeechUnit
from localizer.ui.actions.session import Session
from localizer.ui.actions.words import language_name
from localizer.ui.look.tokens import SPACE_3, SPACE_4
from localizer.ui.widgets.parts import button, column, combo, label, row

_PACES: Final[Mapping[SpeechUnit, str]] = {
    SpeechUnit.WORD: N_("{n} words a minute, measured over {seconds} s"),
    SpeechUnit.SYLLABLE: N_("{n} syllables a minute, measured over {seconds} s"),
    SpeechUnit.CHARACTER: N_("{n} characters a minute, measured over {seconds} s"),
}


class HostDialog(QDialog):
    """The button works when there is a name. ``remove`` is asked for by another one."""

    def __init__(self, session: Session, host: Host, parent: QWidget) -> None:
        """Show ``host``, a new one where her id is 0."""
        super().__init__(parent)
        self.setWindowTitle(_("New host") if not host.id else _("Host"))
        self.setMinimumWidth(440)
        self.session, self._host = session, host
        self.removed = False
        self.name = QLineEdit(host.name)
        self.name.setAccessibleName(_("Name"))
        self.speaks = combo(_("Language"))
        for one in dict.fromkeys([host.locale, *session.tools.banks.locales]):
            self.speaks.addItem(f"{language_name(one)} ({one})", one)
        self.voice = combo(_("Voice"))
        self.pace = label(self._pace(), "muted", wrap=True)
        form = QFormLayout()
        form.setSpacing(SPACE_3)
        form.addRow(_("Name"), self.name)
        form.addRow(_("Language"), self.speaks)
        form.addRow(_("Voice"), self.voice)
        self.go = button(_("Save"), self.accept, role="primary")
        self.go.setDefault(True)
        remove = button(_("Remove"), self._remove, role="danger")
        remove.setVisible(bool(host.id))
        foot = row(remove, None, button(_("Cancel"), self.reject), self.go)
        layout = column(form, self.pace, foot, spacing=SPACE_3)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        self.speaks.currentIndexChanged.connect(self._fill_voices)
        self.name.textChanged.connect(self._enable)
        self._fill_voices()
        self._enable()

    def _pace(self) -> str:
        host, rate = self._host, self.session.tools.packs.speech_rate(self._host.locale)
        if not host.per_minute or rate is None:
            return _("Her pace is learned from rehearsals; until then the language's holds.")
        return _(_PACES[rate.unit]).format(n=host.per_minute, seconds=round(host.measured_seconds))

    def _fill_voices(self) -> None:
        bank = self.session.tools.banks
        locale = self.speaks.currentData()
        voices = bank.voices(locale)
        self.voice.clear()
        for one in voices or ("",):
            self.voice.addItem(one or _("the only one"), one)
        self.voice.setEnabled(len(voices) > 1)
        at = self.voice.findData(self._host.voice)
        self.voice.setCurrentIndex(max(at, 0))

    def _enable(self) -> None:
        self.go.setEnabled(bool(self.name.text().strip()))

    def _remove(self) -> None:
        self.removed = True
        self.accept()

    def choice(self) -> Host:
        """Return the host; a pace measured in another language does not hold."""
        locale = self.speaks.currentData()
        host = replace(self._host, name=self.name.text().strip(), voice=self.voice.currentData())
        if locale != host.locale:
            host = replace(
                host, locale=locale, per_minute=None, measured_units=0, measured_seconds=0.0
            )
        return host


def ask_host(
    session: Session,
    parent: QWidget,
    host: Host,
    save: Callable[[Host], object],
    remove: Callable[[int], object],
) -> HostDialog:
    """Show the dialog without blocking; ``save`` gets the host, ``remove`` her id."""
    dialog = HostDialog(session, host, parent)
    dialog.accepted.connect(lambda: remove(host.id) if dialog.removed else save(dialog.choice()))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog

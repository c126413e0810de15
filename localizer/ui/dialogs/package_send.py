"""Sends texts to a translator: which language, which texts; then what was written and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QDialog, QWidget
from shiboken6 import isValid

from localizer.exchange.package import ENDING
from localizer.export.files import safe_name
from localizer.i18n import _, ngettext
from localizer.model.segment import State
from localizer.pipeline.packages import locales_to_send, make_package
from localizer.pipeline.packages_writing import PackageReport
from localizer.ui.actions.columns import count
from localizer.ui.actions.session import Session
from localizer.ui.actions.words import language_name
from localizer.ui.dialogs.package_words import (
    SENT,
    STATES,
    What,
    ask_where,
    packages_filter,
)
from localizer.ui.look.tokens import SPACE_3, SPACE_4
from localizer.ui.printing.pictures import smaller
from localizer.ui.widgets.counters import Counter, counters
from localizer.ui.widgets.parts import button, column, combo, label, row

WIDTH: Final = 520


@dataclass(frozen=True, slots=True)
class SendChoice:
    """What the person chose."""

    locale: str
    what: What
    with_prices: bool


class SendDialog(QDialog):
    """Language, texts, prices; the next button asks for the file."""

    def __init__(self, launch: str, locales: Sequence[str], parent: QWidget) -> None:
        """Offer the languages of the launch called ``launch``."""
        super().__init__(parent)
        self.setWindowTitle(_("Send to a translator"))
        self.setMinimumWidth(WIDTH)
        self.locales = combo(_("Language"))
        for locale in locales:
            self.locales.addItem(language_name(locale), locale)
        self.what = combo(_("What to send"))
        for what, name in SENT.items():
            self.what.addItem(_(name), what.value)
        self.prices = QCheckBox(_("Show what a buyer pays in the preview"))
        self.prices.setToolTip(_("Costs and margins are never sent."))
        said = _(
            "One file with texts, terms, earlier translations, pictures and a preview. Whoever gets it opens "
            "it in Localizer, in a translation tool or in a spreadsheet, and sends it back; you take it in."
        )
        self.go = button(_("Choose the file …"), self.accept, role="primary")
        self.go.setDefault(True)
        layout = column(
            label(launch, "section"),
            label(said, "muted", wrap=True),
            row(label(_("Language"), "muted"), self.locales, None),
            row(label(_("What to send"), "muted"), self.what, None),
            self.prices,
            row(None, button(_("Cancel"), self.reject), self.go),
            spacing=SPACE_3,
        )
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)

    def choice(self) -> SendChoice:
        """Return what was chosen."""
        return SendChoice(
            self.locales.currentData(), What(self.what.currentData()), self.prices.isChecked()
        )


class SentDialog(QDialog):
    """Tells what is in a package and where it is."""

    def __init__(self, report: PackageReport, parent: QWidget) -> None:
        """Show ``report``."""
        super().__init__(parent)
        self.report = report
        self.setWindowTitle(_("Written: {file}").format(file=report.path.name))
        self.setMinimumWidth(WIDTH)
        self.folder = button(_("Open the folder"), self._open)
        self.close_ = button(_("Close"), self.accept, role="primary")
        self.close_.setDefault(True)
        told = [label(sentence, "muted", wrap=True) for sentence in _sentences(report)]
        layout = column(
            counters(_counts(report)),
            *told,
            row(self.folder, None, self.close_),
            spacing=SPACE_3,
        )
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.report.path.parent)))


def _counts(report: PackageReport) -> tuple[Counter, ...]:
    waiting = report.units - report.states.get(State.APPROVED, 0)
    return (
        Counter(_("texts"), report.units),
        Counter(_("of them not approved"), waiting),
        Counter(_("products"), report.products),
        Counter(_("terms"), report.terms),
        Counter(_("earlier translations"), report.memory),
        Counter(_("pictures"), report.pictures),
    )


def _sentences(report: PackageReport) -> tuple[str, ...]:
    said = [str(report.path)]
    if report.no_picture:
        text = ngettext(
            "{n} product has no picture in it: it is not on this computer.",
            "{n} products have no picture in it: they are not on this computer.",
            report.no_picture,
        )
        said.append(text.format(n=count(report.no_picture)))
    if report.left_out:
        text = ngettext(
            "{n} text is longer than a cell of a workbook; it is in the other files only.",
            "{n} texts are longer than a cell of a workbook; they are in the other files only.",
            len(report.left_out),
        )
        said.append(text.format(n=count(len(report.left_out))))
    return tuple(said)


def ask_send(session: Session, parent: QWidget) -> SendDialog | None:
    """Ask what shall be sent and where it is written; without a launch there is nothing to send."""
    if not session.is_open or session.launch is None:
        session.say(_("Open a launch first: its texts are what is sent."), "warn")
        return None
    launch = session.launch
    locales = locales_to_send(session.store.read(), launch)
    if not locales:
        session.say(_("This launch needs no translation: it sells in the language of its texts."))
        return None
    dialog = SendDialog(launch.name, locales, parent)
    dialog.accepted.connect(lambda: _ask_place(session, parent, launch.name, dialog.choice()))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _ask_place(session: Session, parent: QWidget, launch: str, choice: SendChoice) -> None:
    name = safe_name(f"{launch} {choice.locale}", "package")
    file = session.store.path.absolute().parent / f"{name}{ENDING}"
    ask_where(
        parent,
        _("Send to a translator"),
        file,
        [packages_filter()],
        lambda path: send(session, parent, launch, choice, path),
    )


def send(session: Session, parent: QWidget, launch: str, choice: SendChoice, path: Path) -> None:
    """Write the package beside the window and show what is in it."""
    store, tools = session.store, session.tools
    if path.suffix.lower() != ENDING:
        path = path.with_name(f"{path.name}{ENDING}")

    def written(report: PackageReport) -> None:
        if isValid(parent):
            dialog = SentDialog(report, parent)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    session.jobs.run(
        lambda progress: make_package(
            store,
            tools,
            choice.locale,
            path,
            launch=launch,
            states=STATES[choice.what],
            with_prices=choice.with_prices,
            shrink=smaller,
            progress=progress,
        ),
        done=written,
        cancelled=lambda: session.say(_("Stopped. No file was written."), "warn"),
        label=_("Writing {file}").format(file=path.name),
    )

"""The export centre: what the gate says, how files are written, their first rows, changes, history."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QWidget

from localizer import pipeline
from localizer.catalog import export_presets, export_records
from localizer.catalog.export_presets import Preset
from localizer.catalog.export_records import ExportRun
from localizer.errors import LocalizerError
from localizer.export.format import Format
from localizer.export.formats import BY_CODE
from localizer.export.sample import SampleFile
from localizer.i18n import _, ngettext
from localizer.pipeline import export_sample
from localizer.pipeline.exports import TargetChanges
from localizer.pipeline.readiness import ReadyStep
from localizer.settings import LastExport
from localizer.ui.actions import asks
from localizer.ui.actions.asks import GateAnswer
from localizer.ui.actions.place import Place
from localizer.ui.actions.ready_words import place_of
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.fill_template import ask_workbook
from localizer.ui.dialogs.format_settings import FormatSettingsDialog, ask_format_settings, missing
from localizer.ui.dialogs.shop import ask_shop
from localizer.ui.look.tokens import SPACE_2, SPACE_3
from localizer.ui.panes.export.changes_page import ChangesPage
from localizer.ui.panes.export.history_page import HistoryPage
from localizer.ui.panes.export.presets import PresetButton
from localizer.ui.panes.export.sample_page import SamplePage
from localizer.ui.panes.export.side import WIDTH, HowCards, WrittenCard
from localizer.ui.panes.export.targets import TargetsCard
from localizer.ui.widgets.pane import Pane
from localizer.ui.widgets.parts import box, button, chip, column, label, row, scroll

if TYPE_CHECKING:
    from localizer.export.stage import ExportResult

_DEFAULT: Final = ("csv", "xlsx", "json")
#: So many exports are listed.
SHOWN_RUNS: Final = 200


@dataclass(frozen=True, slots=True)
class _Read:
    answers: tuple[GateAnswer, ...]
    presets: tuple[Preset, ...]
    runs: tuple[ExportRun, ...]


class ExportPane(Pane):
    """What is approved goes out as approved; the rest only as a draft that is stamped so."""

    code: ClassVar[str] = "export"
    picture: ClassVar[str] = "export"

    def __init__(self, session: Session) -> None:
        """Build the pages left, the options right."""
        super().__init__(session)
        last = session.last_export
        #: The target to be shown once the gate has answered, and whether the files are to be written then.
        self._wanted: Place | None = None
        self._given: dict[str, str] = {}
        self.run = button(_("Export"), self._export, role="primary")
        self.ready = chip("", "info")
        self.preset = PresetButton(session, self._now)
        self.targets = TargetsCard(session.label, self._go)
        folder = self._default_folder() if last is None else Path(last.folder)
        chosen = _DEFAULT if last is None else last.formats
        self.how = HowCards(
            folder,
            chosen,
            shop=lambda: ask_shop(session, self),
            settings=self.ask_settings,
            fill=self.ask_fill,
        )
        self.written = WrittenCard()
        self.sample = SamplePage()
        self.changes = ChangesPage(session.label)
        self.history = HistoryPage()
        if last is not None:
            self._given = dict(last.given)
            self.how.draft.setChecked(last.drafts)
            self.how.only_changed.setChecked(last.only_changed)
            self.targets.unchosen = set(last.left_out)
        self._lay_out()
        self._connect()
        self.how.offer(asks.export_formats(session.targets))
        self._enable()

    def _lay_out(self) -> None:
        head = row(label(_("Export"), "title"), self.ready, None, self.preset, self.run)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        # The line of tabs takes the focus, the pages take their own.
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        first = column(self.targets, None)
        first.setContentsMargins(0, SPACE_2, 0, 0)
        self.tabs.addTab(scroll(box(first)), _("Targets"))
        self.tabs.addTab(self.sample, _("First rows"))
        self.tabs.addTab(self.changes, _("What changed"))
        self.tabs.addTab(self.history, _("Exported before"))
        side = scroll(box(column(self.written, self.how, None, spacing=SPACE_3)))
        side.setFixedWidth(WIDTH)
        body = row(self.tabs, side, spacing=SPACE_3)
        body.setStretch(0, 1)
        layout = column(head, body, spacing=SPACE_3)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.preset.wanted.connect(self._apply)
        self.targets.changed.connect(self._chosen_anew)
        self.how.changed.connect(self._chosen_anew)
        self.sample.wanted.connect(self._make_sample)
        self.tabs.currentChanged.connect(lambda _place: self._make_sample())
        self.changes.wanted.connect(self._compare)
        self.session.commands.bind(
            self,
            {
                "export.run": self.run.click,
                "export.settings": self.how.settings.click,
                "export.fill": self.how.fill.click,
                "export.compare": self._show_changes,
            },
        )
        self.changes.opened.connect(
            lambda target, product: self.session.go("review", Place(product, target))
        )

    def _default_folder(self) -> Path:
        path = self.session.store.path.absolute()
        return path.with_name(f"{path.stem}-export")

    def first_focus(self) -> QWidget | None:
        """Return where the keys go when the pane comes to the front; a button that is off takes none."""
        return self.run if self.run.isEnabled() else next(iter(self.how.formats.values()), None)

    def open_at(self, place: Place) -> None:
        """Show what a target lacks, or write the same files as last time."""
        self._wanted = place
        self.tabs.setCurrentIndex(0)
        self.reload()

    def reload(self) -> None:
        """Ask the gate about every target, and what is kept of exports."""
        store, products, targets = (
            self.session.store,
            self.session.products,
            self.session.targets,
        )

        def read() -> _Read:
            reader = store.read()
            return _Read(
                tuple(asks.gate_of(reader, target, products) for target in targets),
                export_presets.all_presets(reader),
                export_records.recent(reader, SHOWN_RUNS),
            )

        self.ask("gate", read, self._show)

    def _show(self, read: _Read) -> None:
        self.how.offer(asks.export_formats(self.session.targets))
        self.targets.show_answers(read.answers)
        self.preset.show_presets(read.presets)
        self.history.show_runs(read.runs)
        self.changes.forget()
        number = sum(one.approved for one in read.answers)
        self.ready.setText(_("{n} of {all} ready").format(n=number, all=len(read.answers)))
        self._enable()
        self._make_sample()
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        if wanted.again and self.run.isEnabled():
            self._export()
        elif wanted.target is not None:
            self.targets.open(wanted.target)

    def _go(self, step: ReadyStep) -> None:
        self.session.go(step.pane, place_of(step))

    # -- what is chosen --------------------------------------------------------------------------

    def chosen(self) -> list[str]:
        """Return the targets that will be written, as they are written in commands."""
        return self.targets.chosen(drafts=self.how.draft.isChecked())

    def _chosen_anew(self) -> None:
        self.preset.set_current("")
        self._enable()
        before = self.sample.choice()
        self._offer_samples()
        if self.sample.choice() != before:  # rows of another format must not stay in sight
            self._make_sample()

    def _enable(self) -> None:
        number = len(self.chosen())
        self.run.setEnabled(number > 0 and bool(self.how.chosen()))
        self.run.setText(
            ngettext("Export {n} target", "Export {n} targets", number).format(n=number)
        )
        self._tell_settings()
        self.run.setToolTip(
            "" if number else _("Nothing chosen is ready. Approve it, or export it as draft.")
        )

    def _formats(self) -> list[Format]:
        return [BY_CODE[code] for code in self.how.chosen()]

    def _tell_settings(self) -> None:
        formats = self._formats()
        lacking = [_(one.name) for one in formats if missing([one], self._given)]
        self.how.tell_settings(sum(len(one.settings) for one in formats), lacking)

    def ask_settings(self) -> FormatSettingsDialog:
        """Ask for the settings of the chosen formats."""
        return ask_format_settings(self._formats(), self._given, self.window(), self._set_given)

    def _set_given(self, given: dict[str, str]) -> None:
        if given != self._given:
            self._given = given
            self._chosen_anew()
            self._make_sample()

    def ask_fill(self) -> None:
        """Ask for a workbook of a marketplace and how it is to be filled."""
        ask_workbook(self.session, self.window(), Path(self.how.folder.text()).expanduser())

    def _now(self, name: str) -> Preset:
        """Return the choices that are made, as a preset called ``name``."""
        boxes = self.targets.boxes
        some = [one.text() for one in boxes if one.isChecked()]
        return Preset(
            name,
            tuple(self.how.chosen()),
            targets=() if len(some) == len(boxes) else tuple(some),
            folder=self.how.folder.text(),
            approved_only=not self.how.draft.isChecked(),
            only_changed=self.how.only_changed.isChecked(),
            given=dict(self._given),
        )

    def _apply(self, preset: Preset) -> None:
        """Make the choices of ``preset``."""
        self._given = dict(preset.given)
        if preset.folder:
            self.how.folder.setText(preset.folder)
        self.how.choose(preset.formats)
        self.how.draft.setChecked(not preset.approved_only)
        self.how.only_changed.setChecked(preset.only_changed)
        self.targets.choose(preset.targets)
        self._enable()
        self._make_sample()

    # -- first rows and changes --------------------------------------------------------------------

    def _offer_samples(self) -> None:
        """Offer the targets of the launch and the chosen formats that any of them takes."""
        names = [self.session.label(one) for one in self.session.targets]
        formats = {
            code: self.how.formats[code].text()
            for code in self.how.chosen()
            if any(BY_CODE[code].is_for(one.channel, one.market) for one in self.session.targets)
        }
        self.sample.offer(names, formats)

    def _make_sample(self) -> None:
        self._offer_samples()
        launch, choice = self.session.launch, self.sample.choice()
        if launch is None or self.tabs.currentWidget() is not self.sample:
            return
        if choice is None:
            self.sample.say(_("Choose a format."))
            return
        store, tools, given = self.session.store, self.session.tools, dict(self._given)

        def read() -> tuple[SampleFile, ...] | str:
            try:
                return export_sample.sample_export(
                    store,
                    tools,
                    launch=launch.name,
                    target=choice[0],
                    format_code=choice[1],
                    given=given,
                )
            except LocalizerError as error:
                return str(error)

        self.sample.wait()
        self.ask("sample", read, self._show_sample)

    def _show_sample(self, found: tuple[SampleFile, ...] | str) -> None:
        if isinstance(found, str):
            self.sample.say(found)
            return
        number = min(export_sample.PRODUCTS, len(self.session.products))
        made = ngettext("Made of the first product.", "Made of the first {n} products.", number)
        self.sample.show_files(found, made.format(n=number))

    def _show_changes(self) -> None:
        self.tabs.setCurrentWidget(self.changes)
        self.changes.compare.click()

    def _compare(self) -> None:
        launch = self.session.launch
        if launch is None or not self.how.chosen():
            return
        store, tools, formats = self.session.store, self.session.tools, self.how.chosen()
        targets = [one.text() for one in self.targets.boxes if one.isChecked()]
        self.changes.compare.setEnabled(False)
        job = self.session.jobs.run(
            lambda progress: pipeline.compare(
                store,
                tools,
                launch=launch.name,
                targets=targets,
                formats=formats,
                progress=progress,
            ),
            done=self._compared,
            label=_("Comparing with the last export"),
        )
        job.ended.connect(self._compare_again)

    def _compare_again(self) -> None:
        if not self.gone:
            self.changes.compare.setEnabled(True)

    def _compared(self, found: tuple[TargetChanges, ...]) -> None:
        if not self.gone:
            self.changes.show_changes(found)

    # -- writing -------------------------------------------------------------------------------------

    def _export(self) -> None:
        launch = self.session.launch
        if launch is None:
            return
        store, tools, targets = self.session.store, self.session.tools, self.chosen()
        folder = Path(self.how.folder.text()).expanduser()
        formats, given = self.how.chosen(), dict(self._given)
        approved_only = not self.how.draft.isChecked()
        only_changed, preset = self.how.only_changed.isChecked(), self.preset.current
        self.run.setEnabled(False)
        job = self.session.work(
            _("Exporting"),
            lambda progress: pipeline.export(
                store,
                tools,
                folder,
                launch=launch.name,
                targets=targets,
                formats=formats,
                given=given,
                approved_only=approved_only,
                only_changed=only_changed,
                preset=preset,
                progress=progress,
            ),
            self._exported,
        )
        job.ended.connect(self._enable)

    def _exported(self, result: ExportResult) -> None:
        if self.gone:
            return
        self.session.note_export(self._last())
        self.written.show_result(result)
        if not result.placed:
            self.session.say(_("Nothing differs from the last export: no file was written."), "ok")
            return
        number = len(result.files)
        text = ngettext("{n} file written to {folder}.", "{n} files written to {folder}.", number)
        self.session.say(text.format(n=number, folder=result.folder), "ok")

    def _last(self) -> LastExport:
        now = self._now("")
        return LastExport(
            now.folder,
            now.formats,
            drafts=not now.approved_only,
            left_out=tuple(one.text() for one in self.targets.boxes if not one.isChecked()),
            only_changed=now.only_changed,
            given=now.given,
        )

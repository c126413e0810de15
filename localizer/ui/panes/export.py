"""Export: each target with what the gate says, a folder, formats, and the files that were written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QGridLayout, QLineEdit, QWidget

from localizer import pipeline
from localizer.export.format import Group
from localizer.export.remarks import told as remark_words
from localizer.i18n import _, ngettext
from localizer.model.launch import Target
from localizer.pipeline.readiness import ReadyStep, step_text
from localizer.settings import LastExport
from localizer.ui.actions import asks
from localizer.ui.actions.asks import GateAnswer
from localizer.ui.actions.place import Place
from localizer.ui.actions.ready_words import place_of, role_of
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.shop import ask_shop
from localizer.ui.look.tokens import SPACE_1, SPACE_2, SPACE_3
from localizer.ui.widgets.finding_row import SHAPES
from localizer.ui.widgets.flow import Flow
from localizer.ui.widgets.pane import Pane
from localizer.ui.widgets.parts import (
    Card,
    Elided,
    box,
    button,
    chip,
    clear,
    column,
    label,
    row,
    scroll,
)
from localizer.ui.widgets.ready_list import ReadyLine, ReadyList

if TYPE_CHECKING:
    from localizer.export.stage import ExportResult

SIDE: Final = 380
_DEFAULT: Final = frozenset({"csv", "xlsx", "json"})


class ExportPane(Pane):
    """What is approved goes out as approved; the rest only as a draft that is stamped so."""

    code: ClassVar[str] = "export"
    picture: ClassVar[str] = "export"

    def __init__(self, session: Session) -> None:
        """Build the targets left, the options right."""
        super().__init__(session)
        self.answers: tuple[GateAnswer, ...] = ()
        self.boxes: list[QCheckBox] = []
        self.lists: dict[Target, ReadyList] = {}
        self._open: set[Target] = set()
        last = session.last_export
        self._unchosen: set[str] = set() if last is None else set(last.left_out)
        #: The target to be shown once the gate has answered, and whether the files are to be written then.
        self._wanted: Place | None = None
        self._folder: Path | None = None
        self.run = button(_("Export"), self._export, role="primary")
        self.ready = chip("", "info")
        self.targets = QGridLayout()
        self.targets.setHorizontalSpacing(SPACE_3)
        self.targets.setVerticalSpacing(SPACE_2)
        self.targets.setColumnStretch(2, 1)
        self.folder = QLineEdit(str(self._default_folder()) if last is None else last.folder)
        self.folder.setAccessibleName(_("Folder"))
        self.formats: dict[str, QCheckBox] = {}
        self._chosen_formats = _DEFAULT if last is None else frozenset(last.formats)
        self.for_people = Flow(spacing=SPACE_3)
        self.for_channels = Flow(spacing=SPACE_2)
        self.uploads = box(column(label(_("Files to upload"), "muted"), self.for_channels))
        self.draft = QCheckBox(_("Export what is not ready, too"))
        self.draft.setChecked(last is not None and last.drafts)
        self.draft.toggled.connect(self._enable)
        self.files = column(spacing=SPACE_1)
        self.result = Card(label(_("Written files"), "section"), self.files)
        self.result.hide()
        self._lay_out()
        self._offer_formats()
        self._enable()

    def _lay_out(self) -> None:
        head = row(label(_("Export"), "title"), self.ready, None, self.run)
        choose = button(_("Choose …"), self._choose_folder)
        where = Card(label(_("Folder"), "section"), row(self.folder, choose))
        kinds = Card(label(_("Formats"), "section"), self.for_people, self.uploads)
        stamped = label(_("Its files are stamped as draft."), "muted", wrap=True)
        how = Card(label(_("Drafts"), "section"), self.draft, stamped)
        shop = Card(
            label(_("Shop"), "section"),
            button(_("What the shop does …"), lambda: ask_shop(self.session, self)),
        )
        side = scroll(box(column(where, kinds, how, shop, self.result, None, spacing=SPACE_3)))
        side.setFixedWidth(SIDE)
        grid = Card(label(_("Targets"), "section"), self.targets)
        body = row(scroll(box(column(grid, None))), side, spacing=SPACE_3)
        body.setStretch(0, 1)
        layout = column(head, body, spacing=SPACE_3)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _offer_formats(self) -> None:
        """Offer what can be written for the targets of the launch; what was chosen stays chosen."""
        offered = asks.export_formats(self.session.targets)
        if [one.code for one in offered] == list(self.formats):
            return
        shown = {name: one.isChecked() for name, one in self.formats.items()}
        self._chosen_formats = frozenset(
            {name for name in self._chosen_formats if shown.get(name, True)}
            | {name for name, checked in shown.items() if checked}
        )
        clear(self.for_people)
        clear(self.for_channels)
        self.formats = {}
        for one in offered:
            upload = one.group is Group.UPLOAD
            made = QCheckBox(_(one.name) if upload else one.code.upper())
            made.setToolTip(_(one.what))
            made.setAccessibleDescription(_(one.what))
            made.setChecked(one.code in self._chosen_formats)
            made.toggled.connect(self._enable)
            self.formats[one.code] = made
            (self.for_channels if upload else self.for_people).addWidget(made)
        self.uploads.setVisible(bool(self.for_channels.count()))

    def _default_folder(self) -> Path:
        path = self.session.store.path.absolute()
        return path.with_name(f"{path.stem}-export")

    def first_focus(self) -> QWidget | None:
        """Return where the keys go when the pane comes to the front; a button that is off takes none."""
        return self.run if self.run.isEnabled() else next(iter(self.formats.values()), None)

    def open_at(self, place: Place) -> None:
        """Show what a target lacks, or write the same files as last time."""
        self._wanted = place
        self.reload()

    def reload(self) -> None:
        """Ask the gate about every target."""
        store, products, targets = (
            self.session.store,
            self.session.products,
            self.session.targets,
        )

        def read() -> tuple[GateAnswer, ...]:
            reader = store.read()
            return tuple(asks.gate_of(reader, target, products) for target in targets)

        self.ask("gate", read, self._show)

    def _show(self, answers: tuple[GateAnswer, ...]) -> None:
        self._unchosen = {one.text() for one in self.boxes if not one.isChecked()}
        self._offer_formats()
        self.answers = answers
        self.boxes = []
        clear(self.targets)
        self.lists = {}
        for line, answer in enumerate(answers):
            for place, made in enumerate(self._line(answer)):
                self.targets.addWidget(made, 2 * line, place)
            if answer.steps:
                self.targets.addWidget(self.lists[answer.target], 2 * line + 1, 0, 1, -1)
        number = sum(one.approved for one in answers)
        self.ready.setText(_("{n} of {all} ready").format(n=number, all=len(answers)))
        self._enable()
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        if wanted.again and self.run.isEnabled():
            self._export()
        elif wanted.target in self.lists and wanted.target not in self._open:
            self._toggle(wanted.target)

    def _line(self, answer: GateAnswer) -> Sequence[QWidget]:
        name = self.session.label(answer.target)
        choice = QCheckBox(name)
        choice.setChecked(name not in self._unchosen)
        choice.toggled.connect(self._enable)
        self.boxes.append(choice)
        role = "ok" if answer.approved else "block"
        words = _("ready") if answer.approved else _("not ready")
        state = chip(f"{SHAPES[role]} {words}", role)
        reasons = Elided(" ".join(answer.reasons), "muted")
        reasons.setToolTip("\n".join(answer.reasons))
        show = self._to_do(answer, name)
        return choice, state, reasons, show

    def _to_do(self, answer: GateAnswer, name: str) -> QWidget:
        """Return the button that opens the list of what to do, and make that list."""
        show = button(
            _("To do ({n})").format(n=len(answer.steps)),
            lambda: self._toggle(answer.target),
            role="ghost",
            tip=_("Show what would make this target ready, step by step"),
            name=_("Show what would make {target} ready").format(target=name),
        )
        show.setCheckable(True)
        show.setChecked(answer.target in self._open)
        if not answer.steps:
            show.hide()
        steps = ReadyList(_("What would make {target} ready").format(target=name))
        steps.show_lines(
            [
                ReadyLine(step_text(one), role_of(one), partial(self._go, one))
                for one in answer.steps
            ]
        )
        if answer.target not in self._open:
            steps.hide()
        self.lists[answer.target] = steps
        return show

    def _toggle(self, target: Target) -> None:
        self._open ^= {target}
        self.lists[target].setVisible(target in self._open)

    def _go(self, step: ReadyStep) -> None:
        self.session.go(step.pane, place_of(step))

    def chosen(self) -> list[str]:
        """Return the targets that will be written, as they are written in commands."""
        as_draft = self.draft.isChecked()
        return [
            self.session.label(answer.target)
            for answer, choice in zip(self.answers, self.boxes, strict=True)
            if choice.isChecked() and (answer.approved or as_draft)
        ]

    def _enable(self) -> None:
        number = len(self.chosen())
        formats = any(one.isChecked() for one in self.formats.values())
        self.run.setEnabled(number > 0 and formats)
        self.run.setText(
            ngettext("Export {n} target", "Export {n} targets", number).format(n=number)
        )
        self.run.setToolTip(
            "" if number else _("Nothing chosen is ready. Approve it, or export it as draft.")
        )

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, _("Folder for the files"), self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _export(self) -> None:
        launch = self.session.launch
        if launch is None:
            return
        store, tools, targets = self.session.store, self.session.tools, self.chosen()
        folder = Path(self.folder.text()).expanduser()
        formats = [name for name, one in self.formats.items() if one.isChecked()]
        approved_only = not self.draft.isChecked()
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
                approved_only=approved_only,
                progress=progress,
            ),
            self._exported,
        )
        job.ended.connect(self._enable)

    def _exported(self, result: ExportResult) -> None:
        if self.gone:
            return
        self._folder = result.folder
        self.session.note_export(
            LastExport(
                str(result.folder),
                tuple(name for name, one in self.formats.items() if one.isChecked()),
                self.draft.isChecked(),
                tuple(one.text() for one in self.boxes if not one.isChecked()),
            )
        )
        clear(self.files)
        drafts = {
            record.name
            for one in result.exported
            if not one.verdict.approved
            for record in one.files
        }
        for file in result.files:
            stamp = chip(_("draft"), "warn") if file.name in drafts else chip(_("approved"), "ok")
            if file.suffix == ".json" and file.name not in drafts:
                stamp.hide()
            line = row(Elided(file.name), stamp)
            line.setStretch(0, 1)
            self.files.addWidget(box(line))
        for one in result.exported:
            for record in one.files:
                for mark in record.remarks:
                    told = _("{file}: {what}").format(file=record.name, what=remark_words(mark))
                    self.files.addWidget(label(told, "muted", wrap=True))
        self.files.addWidget(button(_("Open the folder"), self._open_folder))
        self.result.show()
        number = len(result.files)
        text = ngettext("{n} file written to {folder}.", "{n} files written to {folder}.", number)
        self.session.say(text.format(n=number, folder=result.folder), "ok")

    def _open_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

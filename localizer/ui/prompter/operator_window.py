"""The operator's window: the rundown, the text with where the host is, cards, what to write, the clock."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from typing import Final

import msgspec
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QMessageBox
from shiboken6 import isValid

from localizer import pipeline
from localizer.i18n import _, pgettext
from localizer.model.phrase import Question
from localizer.model.show import RunKind
from localizer.pipeline.on_air import PRICE_CARD
from localizer.pipeline.prompt import Prompt, PromptAnswer, prompt_of
from localizer.pipeline.run_log import RunLog
from localizer.settings import PrompterSetting
from localizer.ui.actions.session import Session
from localizer.ui.actions.words import minutes
from localizer.ui.look.tokens import PLAIN_STAGE, SPACE_2, SPACE_3, SPACE_4, STAGES
from localizer.ui.prompter.after_run import close_log
from localizer.ui.prompter.answer_side import QUESTIONS, AnswerSide
from localizer.ui.prompter.awake import Awake
from localizer.ui.prompter.flow_lines import operator_lines
from localizer.ui.prompter.host_window import HostWindow
from localizer.ui.prompter.key_list import show_keys
from localizer.ui.prompter.keys import Do, OwnKeys, key_words, obey
from localizer.ui.prompter.look_side import LookSide, usable
from localizer.ui.prompter.reading_view import ReadingView, accessible
from localizer.ui.prompter.rundown import RundownView
from localizer.ui.prompter.show_run import ShowRun
from localizer.ui.prompter.status import Status
from localizer.ui.prompter.text_flow import FlowLook
from localizer.ui.prompter.write_bar import WriteBar
from localizer.ui.widgets.message_bar import MessageBar
from localizer.ui.widgets.parts import (
    Card,
    box,
    button,
    column,
    label,
    paint_icon,
    row,
    scroll,
)

SIZE: Final = (1280, 800)
RUNDOWN_WIDTH: Final = 310
#: Beside what stands there: the bar that scrolls it.
SCROLLS: Final = 16
#: Letters of the small text, and where its host's line lies.
LETTERS: Final = 19
READ_AT: Final = 0.3
#: What was chosen is kept when the choosing rests.
KEEP_MS: Final = 400


class OperatorWindow(QMainWindow):
    """Steers a run. It is the session's companion: see `Session.companions`."""

    def __init__(self, session: Session, show_id: int, kind: RunKind) -> None:
        """Read the show; the host's window opens with its text."""
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.session = session
        self.show_id = show_id
        self.kind = kind
        self.run: ShowRun | None = None
        self.host: HostWindow | None = None
        self.over = False
        self._awake = Awake()
        self._question: QMessageBox | None = None
        self.setWindowTitle(_("Prompter: operator"))
        self.resize(*SIZE)
        self.messages = MessageBar()
        waiting = column(None, label(_("Reading the show …"), "muted"), None, self.messages)
        root = box(waiting)
        root.setObjectName("root")
        self.setCentralWidget(root)
        self._keep = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._keep.timeout.connect(self._keep_chosen)
        session.jobs.problem.connect(self._tell_problem)
        self._read(show_id)

    def _read(self, show_id: int) -> None:
        store, tools = self.session.store, self.session.tools

        def read() -> Prompt | None:
            try:
                return prompt_of(store.read(), tools, show_id)
            except LookupError:
                return None

        def receive(prompt: Prompt | None) -> None:
            if not isValid(self) or self.over:
                return
            if prompt is None:
                self.messages.show_message(_("This show is not there any more."), "block")
            else:
                self._open(prompt)

        self.session.jobs.run(lambda _progress: read(), done=receive)

    def _open(self, prompt: Prompt) -> None:
        """Build both windows around the text."""
        chosen = usable(self.session.settings.prompter)
        run = ShowRun(self.session, prompt, self.kind, chosen)
        self.run = run
        run.setParent(self)
        self.rundown = RundownView()
        self.rundown.jumped.connect(self._jump_to_beat)
        self.answers = AnswerSide()
        self.answers.asked.connect(self.show_answer)
        self.answers.price_asked.connect(self.toggle_price)
        self.look = LookSide(chosen)
        self.look.changed.connect(self._choose)
        self.writing = WriteBar(prompt.target.locale)
        self.writing.inserted.connect(run.insert)
        self.writing.marked.connect(self._mark)
        self.writing.edited.connect(self._save_line)
        self.text = ReadingView(self._small_look(prompt), read_at=READ_AT)
        accessible(self.text, host=False)
        self.text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.text.setToolTip(_("Double click: edit the line. Ctrl+click: go on from it."))
        self.writing.left.connect(self.text.setFocus)
        self.text.chosen.connect(run.jump)
        self.text.opened.connect(self.edit_line)
        self.text.wanted.connect(run.move_to)
        self._build(prompt)
        actions = self._actions(run)
        obey(self, actions)
        OwnKeys(self).guard(self)
        self.host = HostWindow(run, chosen, actions)
        self.host.close_wanted.connect(self.close)
        run.moved.connect(self._follow)
        run.told.connect(self._tell)
        run.text_changed.connect(self._show_text)
        run.card_changed.connect(self._tell)
        self._show_text()
        self._tell()
        self.host.place()
        self.host.show()
        # what is there now stays: looking through it for garbage would stop the text for a tenth of a second
        gc.freeze()
        self.activateWindow()
        self.text.setFocus()
        self._stay_awake()

    def _small_look(self, prompt: Prompt) -> FlowLook:
        """Return the look of the small text: the colours of the host's, upright."""
        stage = STAGES.get(self.look.chosen.colours, STAGES[PLAIN_STAGE])
        return FlowLook(prompt.target.locale, LETTERS, SIZE[0], stage)

    def _build(self, prompt: Prompt) -> None:
        """Lay the parts out."""
        self.status = Status(prompt.name, self.kind)
        self.go = button("", self._toggle, role="primary", picture="play", tip=key_words(Do.TOGGLE))
        transport = row(
            self.go,
            button(
                pgettext("prompter", "Back"),
                self._back,
                tip=key_words(Do.BACK),
                name=_("Back one beat"),
            ),
            button(_("Next beat"), self._next, tip=key_words(Do.NEXT)),
            None,
            button(_("Keys") + "   F1", lambda: show_keys(self), role="ghost"),
            button(pgettext("prompter", "End"), self.close, role="danger", tip=key_words(Do.END)),
        )
        middle = column(
            self.status.now,
            self.text,
            self.writing,
            transport,
            self.messages,
            spacing=SPACE_2,
        )
        middle.setStretch(1, 1)
        self.rundown.setFixedWidth(max(RUNDOWN_WIDTH, self.rundown.room()))
        side = scroll(box(column(Card(self.answers), Card(self.look), None, spacing=SPACE_2)))
        side.setFixedWidth(max(self.look.sizeHint().width() + 2 * SPACE_4, 240) + SCROLLS)
        body = row(self.rundown, middle, side, spacing=SPACE_3)
        body.setStretch(1, 1)
        whole = column(self.status.head, body, spacing=SPACE_3)
        whole.setStretch(1, 1)
        whole.setContentsMargins(SPACE_3, SPACE_3, SPACE_3, SPACE_3)
        root = box(whole)
        root.setObjectName("root")
        self.setCentralWidget(root)

    def _actions(self, run: ShowRun) -> Mapping[Do, Callable[[int], object]]:
        """Return what each key does, in both windows."""
        look = self.look
        return {
            Do.TOGGLE: lambda _key: self._toggle(),
            Do.START: lambda _key: run.start(),
            Do.HIDE: lambda _key: self._hide_or_pause(),
            Do.NEXT: lambda _key: self._next(),
            Do.BACK: lambda _key: self._back(),
            Do.LINE_ON: lambda _key: run.next_line(1),
            Do.LINE_BACK: lambda _key: run.next_line(-1),
            Do.FASTER: lambda _key: look.step("speed", 1),
            Do.SLOWER: lambda _key: look.step("speed", -1),
            Do.ANSWER: lambda key: self.show_answer(QUESTIONS[key]),
            Do.PRICE: lambda _key: self.toggle_price(),
            Do.MARK: lambda _key: self.writing.mark(),
            Do.INSERT: lambda _key: self._write(),
            Do.EDIT: lambda _key: self.edit_line(run.air.spot.line),
            Do.LARGER: lambda _key: look.step("size", 1),
            Do.SMALLER: lambda _key: look.step("size", -1),
            Do.HIGHER: lambda _key: look.step("read_line", -1),
            Do.LOWER: lambda _key: look.step("read_line", 1),
            Do.MIRROR: lambda _key: self._mirror(),
            Do.FULL: lambda _key: self.host.toggle_full() if self.host is not None else None,
            Do.UNDO: lambda _key: self.session.undo(),
            Do.REDO: lambda _key: self.session.redo(),
            Do.KEYS: lambda _key: show_keys(self),
            Do.END: lambda _key: self.close(),
        }

    def _toggle(self) -> None:
        if self.run is not None:
            self.run.toggle()

    def _next(self) -> None:
        if self.run is not None:
            self.run.next_beat()

    def _back(self) -> None:
        if self.run is not None:
            self.run.back_beat()

    def _hide_or_pause(self) -> None:
        if self.run is None:
            return
        if self.run.card is not None:
            self.run.take_card_away()
        else:
            self.run.pause()

    def _mirror(self) -> None:
        chosen = self.look.chosen
        self.look.set_chosen(msgspec.structs.replace(chosen, mirrored=not chosen.mirrored))

    def _write(self) -> None:
        self.activateWindow()
        self.writing.write()

    def edit_line(self, number: int) -> None:
        """Let the operator edit a line of the text; lines that are in no script are left alone."""
        if self.run is None or not self.run.air.lines:
            return
        line = self.run.line(number).line
        if line.script_id is None:
            self.messages.show_message(
                _("This line is in no script: it can not be edited."), "info"
            )
            return
        self.activateWindow()
        self.writing.edit(line)

    def _save_line(self, script_id: int, index: int, text: str) -> None:
        store, tools = self.session.store, self.session.tools
        self.session.edit(lambda: pipeline.edit_script_line(store, tools, script_id, index, text))

    def _jump_to_beat(self, item: int, beat: int) -> None:
        if self.run is not None:
            self.run.jump(self.run.air.first_line((item, beat)))

    def _mark(self, note: str) -> None:
        if self.run is None:
            return
        if not self.run.air.begun:
            self.messages.show_message(_("Nothing is marked before the start."), "info")
            return
        self.run.mark(note)
        moment = minutes(self.run.air.elapsed())
        self.messages.show_message(_("Marked at {time}.").format(time=moment), "ok")

    def show_answer(self, question: Question) -> None:
        """Lay the answer to a question over the host's text, or take it away; a draft is asked about."""
        run = self.run
        item = None if run is None else run.air.item
        answer = None if item is None else item.answer(question)
        if run is None:
            return
        if run.carded == question:
            run.take_card_away()
        elif answer is None:
            self.messages.show_message(_("This product has no answer to that question."), "info")
        elif answer.approved:
            run.show_answer(answer, in_words=self.look.chosen.in_words)
        else:
            self._ask_draft(run, answer)

    def _ask_draft(self, run: ShowRun, answer: PromptAnswer) -> None:
        def show() -> None:
            run.show_answer(answer, in_words=self.look.chosen.in_words)

        question = _("Nobody approved this answer. Show it to the host all the same?")
        self._ask(question, _("Show it"), show, more=f"{answer.ask}\n{answer.text}")

    def toggle_price(self) -> None:
        """Lay the price card over the host's text, or take it away."""
        run = self.run
        if run is None:
            return
        if run.carded == PRICE_CARD:
            run.take_card_away()
            return
        run.show_price()
        if run.carded != PRICE_CARD:
            self.messages.show_message(_("There is no price card for what runs now."), "info")

    def _ask(
        self, question: str, do: str, then: Callable[[], object], *, more: str = ""
    ) -> QMessageBox:
        """Ask without stopping the text; an open question gives way to the new one."""
        if self._question is not None and isValid(self._question):
            self._question.reject()
        asked = QMessageBox(self)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setTextFormat(Qt.TextFormat.PlainText)
        asked.setWindowTitle(self.windowTitle())
        asked.setText(question)
        asked.setInformativeText(more)
        yes = asked.addButton(do, QMessageBox.ButtonRole.AcceptRole)
        no = asked.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        asked.setDefaultButton(no)
        asked.setEscapeButton(no)
        yes.clicked.connect(lambda: then())  # noqa: PLW0108 - clicked carries a bool
        self._question = asked
        # not modal: the keys of the show go on working in both windows
        asked.setWindowModality(Qt.WindowModality.NonModal)
        asked.show()
        return asked

    def _choose(self, chosen: PrompterSetting) -> None:
        """Look and go as chosen, and keep it when the choosing rests."""
        run, host = self.run, self.host
        if run is None or host is None:
            return
        if (chosen.speed / 100, chosen.by_hand) != (run.air.speed, run.air.by_hand):
            run.set_pace(chosen)
        host.set_chosen(chosen)
        self.text.set_look(self._small_look(run.prompt), READ_AT)
        self._show_text()
        self._keep.start()

    def _keep_chosen(self) -> None:
        chosen = self.session.settings
        self.session.remember(msgspec.structs.replace(chosen, prompter=self.look.chosen))

    def _show_text(self) -> None:
        run = self.run
        if run is not None:
            self.text.show_lines(operator_lines(run.prompt, run.air.lines, self.look.chosen))
            self._follow()

    def _follow(self) -> None:
        if self.run is not None:
            self.text.set_spot(self.run.air.spot)

    def _tell(self) -> None:
        """Show how the show stands: times, the running beat, cards, the log."""
        run = self.run
        if run is None:
            return
        self.status.show_run(run)
        self.rundown.follow(run.air)
        self.answers.follow(run.air.item, run.carded)
        self._tell_go(running=run.air.running)

    def _tell_problem(self, problem: Exception) -> None:
        """Say here too why an edit was not saved: nobody looks at the main window now."""
        self.messages.show_message(str(problem), "block")

    def _tell_go(self, *, running: bool) -> None:
        """Say what the large button does now."""
        words = pgettext("prompter", "Pause") if running else pgettext("prompter", "Start")
        text = words + "   " + key_words(Do.TOGGLE)
        if text != self.go.text():
            self.go.setText(text)
            self.go.setAccessibleName(words)
            paint_icon(self.go, "pause" if running else "play")

    def _stay_awake(self) -> None:
        """Keep the screen on; that it can not be is told."""

        def told(sentence: str) -> None:
            if sentence and isValid(self) and not self.over:
                self.messages.show_message(sentence, "warn")

        awake = self._awake
        if awake.of_this_thread:
            told(awake.hold())
        else:
            self.session.jobs.run(lambda _progress: awake.hold(), done=told)

    @property
    def busy(self) -> bool:
        """Tell whether closing must be asked about: somebody watches."""
        run = self.run
        live = run is not None and self.kind is RunKind.LIVE and run.air.begun
        return live and not self.over

    def ask_to_end(self, then: Callable[[], object]) -> None:
        """Ask whether the show is over; if so end it and do ``then``."""

        def end() -> None:
            self.finish()
            then()

        self._ask(_("This show is on air. End it?"), _("End the show"), end)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask while the show is on air; else end the run."""
        if self.busy:
            event.ignore()
            self.ask_to_end(self.close)
            return
        self._end()
        super().closeEvent(event)

    def _end(self) -> None:
        """End the run; its log is closed in the background, and a rehearsal teaches the host's pace."""
        log, took = self._stop()
        if log is not None and took is not None and self.run is not None:
            hosted = self.run.prompt.host_id is not None
            rehearsal = self.kind is RunKind.REHEARSAL
            close_log(self.session, log, took, rehearsal=rehearsal, hosted=hosted)

    def finish(self) -> None:
        """End the run at once, with its log: the workspace is about to be closed."""
        log, took = self._stop()
        if log is not None and took is not None:
            log.close(took)

    def _stop(self) -> tuple[RunLog | None, float | None]:
        """Let everything stand and close the host's window; return the log and the seconds it took."""
        if self.over:
            return None, None
        self.over = True
        gc.unfreeze()
        if self._keep.isActive():
            self._keep.stop()
            self._keep_chosen()
        self._awake.let_go()
        if self.host is not None:
            self.host.finish()
        if self.run is None:
            return None, None
        return self.run.log, self.run.end()

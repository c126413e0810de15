"""What a person does to shows from the pane: each is saved at once, and the rundown is read again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.changes import Changes
from localizer.model.show import Host, ItemKind, ShowItem
from localizer.pipeline import show_edits
from localizer.pipeline.answers import approve_answers, approve_clean, edit_answer, write_answers
from localizer.pipeline.show_pace import learn_pace
from localizer.pipeline.shows import ShowView, freeze_show, in_zone, new_show, thaw_show
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.new_show import NewShow

#: What a break takes at first.
BREAK_SECONDS = 300.0


class ShowEdits:
    """``show_id`` and ``item_id`` are what is in hand; edits of shows set them as they are done."""

    def __init__(self, session: Session) -> None:
        """Begin with nothing in hand."""
        self.session = session
        self.show_id: int | None = None
        self.item_id: int | None = None
        #: Called when an answer could not be stored.
        self.not_saved: Callable[[], object] = lambda: None

    def save(self, action: Callable[[], object]) -> None:
        """Do ``action``, which writes to the workspace, and let everybody read again."""

        def act() -> Changes:
            try:
                action()
            except LookupError:
                raise InputError(_("This show is not there any more.")) from None
            return Changes()

        self.session.edit(act)

    def change(self, edit: Callable[..., object], *values: object) -> None:
        """Change the show in hand by ``edit``."""
        store, number = self.session.store, self.show_id
        if number is not None:
            self.save(lambda: edit(store, number, *values))

    def make(self, wanted: NewShow) -> None:
        """Make a show and take it in hand."""
        store, tools, launch = self.session.store, self.session.tools, self.session.launch
        if launch is None:
            return

        def make() -> None:
            self.show_id = new_show(
                store, tools, launch, wanted.target, wanted.name, wanted.starts_at, wanted.seconds
            )

        self.save(make)

    def copy(self, name: str) -> None:
        """Make a show like the one in hand and take it in hand."""
        store, number = self.session.store, self.show_id
        if number is None:
            return

        def make() -> None:
            self.show_id = show_edits.copy_show(store, number, name)

        self.save(make)

    def remove(self) -> None:
        """Remove the show in hand."""
        number, self.show_id = self.show_id, None
        if number is not None:
            store = self.session.store
            self.save(lambda: show_edits.remove_show(store, number))
            self.session.say(_("The show is removed; undo brings it back. Its log stays."))

    def set_start(self, view: ShowView, moment: dt.datetime) -> None:
        """Let a show start at ``moment`` of its market, if that is another one."""
        store, tools, show = self.session.store, self.session.tools, view.show
        if in_zone(tools, show.target, show.starts_at) != in_zone(tools, show.target, moment):
            self.save(lambda: show_edits.set_show_start(store, tools, show.id, moment))

    def save_host(self, host: Host) -> None:
        """Keep a host; a new one hosts the show in hand."""
        store, number = self.session.store, self.show_id

        def save() -> None:
            made = show_edits.save_host(store, host)
            if not host.id and number is not None:
                show_edits.set_show_host(store, number, made)

        self.save(save)

    def remove_host(self, host_id: int) -> None:
        """Remove a host."""
        store = self.session.store
        self.save(lambda: show_edits.remove_host(store, host_id))

    def freeze(self) -> None:
        """Pin the amounts of now."""
        store, tools, number = self.session.store, self.session.tools, self.show_id
        if number is not None:
            self.save(lambda: freeze_show(store, tools, number))

    def thaw(self) -> None:
        """Follow the prices again."""
        self.change(thaw_show)

    def move(self, item_id: int, to: int) -> None:
        """Move an item to a position."""
        store = self.session.store
        self.item_id = item_id
        self.save(lambda: show_edits.move_item(store, item_id, to))

    def take_out(self, item_id: int, others: list[int], place: int) -> None:
        """Take an item out; the one in its place is in hand then."""
        store = self.session.store
        self.item_id = others[min(place, len(others) - 1)] if others else None
        self.save(lambda: show_edits.remove_item(store, item_id))

    def step(self, item_id: int, by: int) -> None:
        """Move an item so many places on or back."""
        store = self.session.store
        self.save(lambda: show_edits.step_item(store, item_id, by))

    def change_item(self, item_id: int, fields: dict[str, object]) -> None:
        """Set some fields of an item."""
        store = self.session.store
        self.save(lambda: show_edits.change_item(store, item_id, fields))

    def add_product(self, product_id: int, at: int) -> None:
        """Put a product before position ``at`` and take it in hand."""
        store, number = self.session.store, self.show_id
        if number is None:
            return

        def add() -> None:
            self.item_id = show_edits.add_product(store, number, product_id, at)

        self.save(add)

    def add_break(self, at: int) -> None:
        """Put a break before position ``at`` and take it in hand."""
        store, number = self.session.store, self.show_id
        item = ShowItem(0, ItemKind.BREAK, title=_("Break"), seconds=BREAK_SECONDS)
        if number is None:
            return

        def add() -> None:
            self.item_id = show_edits.add_item(store, number, item, at)

        self.save(add)

    def save_answer(self, number: int, text: str) -> None:
        """Keep the answer a person wrote."""
        store, tools = self.session.store, self.session.tools
        job = self.session.edit(lambda: edit_answer(store, tools, number, text))
        job.failed.connect(lambda _error: self.not_saved())
        job.crashed.connect(lambda _error: self.not_saved())

    def approve_answers(self, numbers: list[int]) -> None:
        """Approve answers."""
        store, tools = self.session.store, self.session.tools
        self.session.edit(lambda: approve_answers(store, tools, numbers))

    def approve_clean(self, numbers: list[int]) -> None:
        """Approve those answers nothing is found against when their turn comes."""
        store, tools = self.session.store, self.session.tools
        self.session.edit(lambda: approve_clean(store, tools, numbers))

    def draft_answers(self, view: ShowView) -> None:
        """Draft the answers of the products of a show in its host's voice."""
        launch = self.session.launch
        if launch is None:
            return
        store, tools, target = self.session.store, self.session.tools, view.show.target
        sold = (one.item.product_id for one in view.items)
        only = list(dict.fromkeys(one for one in sold if one is not None))
        voice = "" if view.host is None else view.host.voice
        self.session.work(
            _("Answers"),
            lambda progress: write_answers(
                store, tools, launch, [target], only=only, voice=voice, progress=progress
            ),
        )

    def learn(self, run_id: int) -> None:
        """Learn the pace of a run's host and say it."""
        store, tools = self.session.store, self.session.tools

        def learned(host: Host) -> None:
            text = _("{name} says {n} a minute; the times follow.")
            if host.per_minute is None:
                text = _("There is too little speech in it to learn the pace of {name}.")
            self.session.say(text.format(name=host.name, n=host.per_minute))

        self.session.work("", lambda _progress: learn_pace(store, tools, run_id), learned)

"""What helps with the text in hand: suggestions, terms, comments, history, other languages, looking up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from localizer import pipeline
from localizer.catalog import notes, suggestions, translations, versions, views
from localizer.catalog.notes import Note
from localizer.catalog.products import source_locale
from localizer.catalog.suggestions import TermProposal
from localizer.catalog.translations import Pair
from localizer.catalog.versions import Sibling, Version
from localizer.i18n import _
from localizer.jobs import Progress
from localizer.model.launch import Target
from localizer.model.segment import Field, Origin
from localizer.pipeline import desk
from localizer.pipeline.engines import Trial, make_engine
from localizer.pipeline.views import Suggestion, each_once
from localizer.settings import EngineSetting
from localizer.ui.actions import engine_asks
from localizer.ui.actions.asks import FoundTerm
from localizer.ui.actions.engine_keys import engine_keys
from localizer.ui.actions.engine_words import engine_name
from localizer.ui.actions.session import Session
from localizer.ui.actions.words import language_name
from localizer.ui.look.tokens import SPACE_3
from localizer.ui.panes.review.back import BackCard
from localizer.ui.panes.review.help_tabs import HelpTabs, Page
from localizer.ui.panes.review.lookup import LookupCard
from localizer.ui.panes.review.preview import Listing
from localizer.ui.panes.review.siblings import LanguagesCard
from localizer.ui.panes.review.side_cards import HistoryCard, SuggestionsCard, TermsCard
from localizer.ui.panes.review.talk import CommentsCard
from localizer.ui.widgets.parts import box, column

Ask = Callable[[str, Callable[[], object], Callable[..., object]], None]


@dataclass(frozen=True, slots=True)
class Help:
    """What is read for one text. ``listing`` holds the texts of its product.

    ``place`` is where among its bullets the text in hand stands, -1 where it is none.
    """

    suggestions: tuple[Suggestion, ...]
    history: tuple[views.Past, ...]
    versions: tuple[Version, ...]
    notes: tuple[Note, ...]
    siblings: tuple[Sibling, ...]
    values: dict[str, str]
    listing: Listing
    place: int
    proposed: tuple[TermProposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the pages can have done: with a text, a term, a comment, a version, a locale."""

    take: Callable[[str], object]
    write: Callable[[str], object]
    resolve: Callable[[int, bool], object]
    restore: Callable[[str], object]
    go: Callable[[str], object]


class HelpSide(HelpTabs):
    """``found`` gives what was read for the preview of the text in hand."""

    found = Signal(object)

    def __init__(self, session: Session, ask: Ask, deeds: Deeds) -> None:
        """Read by ``ask``, which drops late answers."""
        self.session, self._ask = session, ask
        self.suggestions = SuggestionsCard(deeds.take)
        self.terms = TermsCard(deeds.write)
        self.comments = CommentsCard(deeds.resolve)
        self.history = HistoryCard(deeds.restore)
        self.languages = LanguagesCard(deeds.go)
        self.lookup = LookupCard(deeds.write)
        self.back = BackCard()
        first = box(column(self.suggestions, self.terms, spacing=SPACE_3))
        super().__init__(
            [
                Page("review.suggestions", _("Suggestions and terms"), "idea", first),
                Page("review.comments", _("Comments"), "comment", self.comments),
                Page("review.history", _("History"), "history", self.history),
                Page("review.languages", _("Other languages"), "languages", self.languages),
                Page("review.lookup", _("Look words up"), "search", self.lookup),
                Page("review.back", _("Back-translation"), "back", self.back),
            ],
            session.commands,
        )
        self._pair: Pair | None = None
        self._source = ""
        self._alike: tuple[Suggestion, ...] = ()
        self._engine: EngineSetting | None = None
        self.lookup.wanted.connect(self._look_up)
        self.back.wanted.connect(self._translate_back)

    def read(self, pair: Pair, target: Target) -> None:
        """Read what helps with ``pair``; the cheap part is shown with the answer."""
        session, launch = self.session, self.session.launch
        if launch is None:
            return
        if self._pair is None or self._pair.id != pair.id:
            self._alike = ()
        self._pair = pair
        self.comments.open_for(pair.segment.id)
        store, tools, product = session.store, session.tools, pair.segment.product_id
        locales = [one.locale for one in launch.targets]
        locale = target.locale

        def work() -> Help:
            reader = store.read()
            pairs = translations.pairs(reader, product, locale)
            listing, place = _listing(pairs, pair, views.first_picture(reader, product))
            return Help(
                pipeline.suggestions(store, tools, pair),
                views.history_of(reader, "translation", pair.id),
                versions.versions(reader, pair.id),
                notes.of_segment(reader, pair.segment.id, locale),
                versions.siblings(reader, pair.segment.id, locales),
                pipeline.price_today(reader, tools, launch, product, target),
                listing,
                place,
                suggestions.proposals_in(reader, pair.segment.source, locale),
            )

        self._source = source_locale(store.read(), product)
        self._ask("help", work, self._show)
        matches = session.matches
        self._ask("alike", lambda: pipeline.alike(store, pair, matches), self._show_alike)
        self._offer_back(pair)

    def _show(self, found: Help) -> None:
        pair = self._pair
        if pair is None:
            return
        locale = pair.translation.locale
        self._offer((*found.suggestions, *self._alike))
        sent = [one for one in found.suggestions if one.origin is Origin.PERSON]
        self.mark("review.suggestions", len(sent))
        self._show_proposed(found.proposed, locale)
        self.comments.show_notes(found.notes)
        self.mark("review.comments", sum(not one.resolved for one in found.notes))
        self.history.show_history(found.history, found.versions, locale, pair.translation.text)
        self.languages.show_siblings(found.siblings, locale)
        self.found.emit(found)

    def _show_proposed(self, found: Sequence[TermProposal], locale: str) -> None:
        """Add the terms translators propose to those that hold."""
        known = {(one.source, one.target) for one in self.terms.found}
        who = (
            _("proposed by {person}").format(person=one.by) if one.by else _("proposed")
            for one in found
        )
        new = (
            FoundTerm(one.source, one.target, " · ".join(filter(None, (by, one.note))))
            for one, by in zip(found, who, strict=True)
        )
        added = [one for one in new if (one.source, one.target) not in known]
        if added:
            self.terms.show_terms((*self.terms.found, *added), locale)

    def _show_alike(self, found: tuple[Suggestion, ...]) -> None:
        self._alike = found
        self._offer((*self.suggestions.found, *found))

    def _offer(self, offered: Sequence[Suggestion]) -> None:
        if self._pair is not None:
            locale = self._pair.translation.locale
            self.suggestions.show_suggestions(each_once(offered), locale)

    def begin_comment(self) -> None:
        """Go to where comments are written."""
        self.show_page("review.comments")
        self.comments.field.setFocus()

    # -- looking words up ------------------------------------------------------------------------

    def look_up(self, text: str) -> None:
        """Look ``text`` up, or go to the field when there is none."""
        self.show_page("review.lookup")
        self.lookup.look_up(text or self.lookup.field.text())

    def _look_up(self, text: str) -> None:
        pair = self._pair
        if pair is None or not self.session.is_open:
            return
        store = self.session.store
        source, target = self._source, pair.translation.locale

        def read() -> tuple[desk.Found, ...]:
            return desk.concordance(store.read(), text, source, target)

        def show(found: tuple[desk.Found, ...]) -> None:
            self.lookup.show_found(text, found, source, target)

        self._ask("lookup", read, show)

    # -- back-translation ------------------------------------------------------------------------

    def _offer_back(self, pair: Pair) -> None:
        chosen = self.session.settings
        self._engine = desk.back_engine(chosen, self._source, pair.translation.locale)
        name = engine_name(self._engine) if self._engine is not None else ""
        self.back.show_engine(name, language_name(self._source))

    def _translate_back(self) -> None:
        pair, setting = self._pair, self._engine
        if pair is None or setting is None or not pair.translation.text:
            return
        session, store = self.session, self.session.store
        keys, source = engine_keys(session), self._source
        text, target, number = pair.translation.text, pair.translation.locale, pair.id

        def work(_progress: Progress) -> Trial:
            engine = make_engine(setting, keys.known(setting))
            return engine_asks.try_logged(store, engine, text, target, source)

        def show(trial: Trial) -> None:
            if self._pair is not None and self._pair.id == number:
                self.back.show_trial(trial, source)

        self.back.show_busy()
        session.jobs.run(
            work, done=show, failed=lambda error: show(Trial("", str(error))), label=""
        )


def _listing(pairs: Sequence[Pair], mine: Pair, picture: str) -> tuple[Listing, int]:
    """Return the title and bullets of a product, and which of those the text in hand is."""
    titles = [one for one in pairs if one.segment.field is Field.TITLE]
    bullets = [
        one
        for one in pairs
        if one.segment.field is Field.BULLET and (one.translation.text or one.id == mine.id)
    ]
    place = next((at for at, one in enumerate(bullets) if one.id == mine.id), -1)
    texts = tuple(one.translation.text for one in bullets)
    return Listing(titles[0].translation.text if titles else "", texts, "", picture), place

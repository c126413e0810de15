"""One language of a term: the word, whose it is, and behind “More” what the language needs besides."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from localizer.i18n import N_, _
from localizer.model.term import Term
from localizer.model.term_text import BETWEEN, clean, forms, words
from localizer.ui.actions.term_asks import Line, Standing
from localizer.ui.actions.term_words import (
    DETAILS,
    GENDERS,
    HINTS,
    Detail,
    details_of,
    genders_of,
    tongue,
)
from localizer.ui.look.style_sheet import restyle
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import EDIT, SPACE_1
from localizer.ui.widgets.parts import (
    box,
    button,
    chip,
    clear,
    column,
    combo,
    label,
    palette_of,
    row,
    set_role,
    speak,
)

_STANDINGS: Final = {
    Standing.OWN: (N_("yours"), "chip"),
    Standing.WIDER: (N_("yours, elsewhere"), "info"),
    Standing.PROGRAM: (N_("program"), "info"),
    Standing.MISSING: (N_("missing"), "warn"),
}
#: What belongs to the old word and not to another one put in its place.
_OF_THE_WORD: Final = frozenset(
    {Detail.GENDER, Detail.PLURAL, Detail.ADJECTIVE, Detail.SHORT, Detail.NOTE}
)
#: Widths of the language's name, and of the button that unfolds the rest.
_NAME: Final = 126
_MORE: Final = 34
#: The sign on that button: half its width, and the thickness of its lines.
_ARM: Final = 5.0
_PEN: Final = 1.5
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person typed for one language: the word, and what was said about it by hand."""

    text: str
    details: dict[Detail, str] = field(default_factory=dict)


class TermField(QLineEdit):
    """``entered`` tells of Enter without other keys."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on at Enter; with Ctrl it is the pane's."""
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.entered.emit()
            return
        super().keyPressEvent(event)


class FoldButton(QPushButton):
    """A plus that becomes a minus while something is unfolded."""

    def __init__(self, name: str) -> None:
        """Be called ``name`` by screen readers."""
        super().__init__()
        self.setProperty("role", "ghost")
        self.setCheckable(True)
        self.setToolTip(literal(name))
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, then the sign: many of these are made at once, and icons take their time."""
        super().paintEvent(event)
        inks, middle = palette_of(self), QRectF(self.rect()).center()
        painter = QPainter(self)
        ink = QColor(inks.accent if self.isChecked() else inks.muted)
        painter.setPen(QPen(ink, _PEN, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        across, down = QPointF(_ARM, 0), QPointF(0, _ARM)
        painter.drawLine(middle - across, middle + across)
        if not self.isChecked():
            painter.drawLine(middle - down, middle + down)
        painter.end()

    def sizeHint(self) -> QSize:
        """Be a square."""
        return QSize(_MORE, _MORE)


class LanguageLine(QWidget):
    """``changed`` tells of typing, ``entered`` of Enter, ``back_wanted`` names the language to give back."""

    changed = Signal()
    entered = Signal()
    back_wanted = Signal(str)

    def __init__(self, tag: str) -> None:
        """Be the line of the language ``tag``."""
        super().__init__()
        self.tag = tag
        self._line = Line(tag, None, Standing.MISSING)
        self._domain = ""
        self._folded = False
        self._typed: dict[Detail, str] = {}
        self._fields: dict[Detail, QLineEdit | QComboBox] = {}
        name = tongue(tag)
        self.name = label(name, "section", wrap=True)
        self.standing = chip("", "info")
        self.field = TermField()
        self.field.setAccessibleName(_("Term in {language}").format(language=name))
        speak(self.field, tag, pixels=EDIT)
        self.more = FoldButton(_("More about the {language} term").format(language=name))
        self.more.toggled.connect(lambda _on: self._fold())
        self.hint = label("", "muted", wrap=True)
        self.back = button("", self._give_back, role="ghost")
        self.grid = QGridLayout()
        self.details = box(self.grid)
        self._lay_out()

    def _lay_out(self) -> None:
        for one in (self.back, self.more):
            one.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.more.setFixedWidth(_MORE)
        whose = box(column(self.name, row(self.standing, None), spacing=0))
        whose.setFixedWidth(_NAME)
        head = row(whose, self.field, self.more, spacing=SPACE_1)
        head.setStretch(1, 1)
        self.grid.setContentsMargins(0, 0, 0, SPACE_1)
        self.grid.setHorizontalSpacing(SPACE_1)
        self.grid.setVerticalSpacing(SPACE_1)
        self.grid.setColumnMinimumWidth(0, _NAME)
        self.grid.setColumnStretch(1, 1)
        below = column(self.hint, row(self.back, None), spacing=0)
        below.setContentsMargins(_NAME + SPACE_1, 0, 0, 0)
        self.setLayout(column(head, below, self.details, spacing=2))
        self.details.hide()
        self.hint.hide()
        self.field.textEdited.connect(lambda _text: self._edited())
        self.field.entered.connect(self.entered)

    def show_line(self, line: Line, domain: str, typed: Typed | None = None) -> None:
        """Show the term of a concept of ``domain``, with what was ``typed`` and not saved yet."""
        remake = domain != self._domain
        self._line, self._domain = line, domain
        self._typed = dict(typed.details) if typed is not None else {}
        with QSignalBlocker(self.field):
            self.field.setText(typed.text if typed is not None else self._old)
            self.field.setCursorPosition(0)
        words_, role = _STANDINGS[line.standing]
        self.standing.setText(_(words_))
        set_role(self.standing, role)
        if remake:
            clear(self.grid)
            self._fields = {}
            if self.more.isChecked():
                self._make_details()
        self._show_state()

    def show_back(self, text: str, *, folded: bool) -> None:
        """Offer to give one's own term back in the words ``text``; ``folded`` shows that under “More”."""
        self.back.setText(text)
        self.back.setAccessibleName(f"{text} ({tongue(self.tag)})")
        self._folded = folded
        self._show_fold()

    @property
    def _old(self) -> str:
        return self._line.term.text if self._line.term is not None else ""

    @property
    def text(self) -> str:
        """The word as it stands in the field."""
        return clean(self.field.text())

    def _initial(self, detail: Detail) -> str:
        """Return what is known of a detail before anything was typed about it."""
        term = self._line.term
        if term is None or (self._replaces and detail in _OF_THE_WORD):
            return ""
        return {
            Detail.GENDER: term.gender,
            Detail.PLURAL: term.plural,
            Detail.ADJECTIVE: BETWEEN.join(term.adjectives),
            Detail.SHORT: term.short,
            Detail.CLASSIFIER: term.classifier,
            Detail.AVOID: BETWEEN.join(term.avoid),
            Detail.NOTE: term.note,
        }[detail]

    @property
    def _replaces(self) -> bool:
        """Tell whether another word takes the place of one that is not the person's own here."""
        return self._line.standing is not Standing.OWN and self.text not in ("", self._old)

    def _value(self, detail: Detail) -> str:
        return self._typed.get(detail, self._initial(detail))

    def _edited(self) -> None:
        self._show_state()
        self.changed.emit()

    def _show_state(self) -> None:
        """Follow what is typed: the details, and a word on those that went with the old word."""
        for detail, one in self._fields.items():
            _put(one, self._value(detail))
        term = self._line.term
        lost = term is not None and (term.gender or term.plural or term.adjectives or term.short)
        said = ""
        if self._replaces and lost and not _OF_THE_WORD & self._typed.keys():
            said = _("Gender, plural and other forms of the old word are not taken over: see More.")
        if self.is_blank:
            said = _("An empty term is not saved.")
        self.hint.setText(said)
        self.hint.setVisible(bool(said))
        self.field.setProperty("invalid", "true" if self.is_blank else "false")
        restyle(self.field)

    @property
    def is_blank(self) -> bool:
        """Tell whether a term was wiped out, or described without being there."""
        return not self.text and bool(self._old or self._said)

    @property
    def _said(self) -> dict[Detail, str]:
        return {one: text for one, text in self._typed.items() if text != self._initial(one)}

    @property
    def is_changed(self) -> bool:
        """Tell whether there is something to save."""
        return self.text != self._old or bool(self._said)

    @property
    def typed(self) -> Typed | None:
        """What was typed and is not saved yet."""
        return Typed(self.field.text(), dict(self._typed)) if self.is_changed else None

    def term(self) -> Term | None:
        """Return the term to be saved, ``None`` where nothing changed or there is none."""
        if not self.is_changed or not self.text:
            return None
        value = {detail: clean(self._value(detail)) for detail in Detail}
        avoid = words([value[Detail.AVOID]])
        made = self._line.term or Term("", self.tag, "")
        return replace(
            made,
            locale=self.tag,
            text=self.text,
            gender=value[Detail.GENDER],
            plural=value[Detail.PLURAL],
            adjectives=forms([value[Detail.ADJECTIVE]]),
            note=value[Detail.NOTE],
            short=value[Detail.SHORT],
            classifier=value[Detail.CLASSIFIER],
            avoid=tuple(one for one in avoid if one != self.text),
        )

    def forget(self) -> None:
        """Forget what was typed."""
        self.show_line(self._line, self._domain)
        self._show_fold()

    def _give_back(self) -> None:
        self.back_wanted.emit(self.tag)

    def _fold(self) -> None:
        if self.more.isChecked() and not self._fields:
            self._make_details()
        self._show_fold()

    def _show_fold(self) -> None:
        is_open = self.more.isChecked()
        self.details.setVisible(is_open)
        is_own = self._line.standing is Standing.OWN
        self.back.setVisible(is_own and (is_open or not self._folded))

    def _make_details(self) -> None:
        language = tongue(self.tag)
        before: QWidget = self.more
        for line, detail in enumerate(details_of(self.tag, self._domain)):
            name = _(DETAILS[detail])
            made = self._choice() if detail is Detail.GENDER else self._typing(detail)
            made.setAccessibleName(f"{name} ({language})")
            self._fields[detail] = made
            self.grid.addWidget(label(name, "muted"), line, 0)
            self.grid.addWidget(made, line, 1)
            QWidget.setTabOrder(before, made)
            before = made

    def _choice(self) -> QComboBox:
        made = combo(_(DETAILS[Detail.GENDER]))
        for value in genders_of(self.tag):
            made.addItem(_(GENDERS[value]), value)
        _put(made, self._value(Detail.GENDER))
        made.activated.connect(lambda _at: self._describe(Detail.GENDER, made.currentData() or ""))
        return made

    def _typing(self, detail: Detail) -> QLineEdit:
        made = QLineEdit(self._value(detail))
        made.setPlaceholderText(_(HINTS[detail]))
        made.setToolTip(_(HINTS[detail]))
        made.textEdited.connect(lambda text: self._describe(detail, text))
        return made

    def _describe(self, detail: Detail, text: str) -> None:
        self._typed[detail] = text
        self._show_state()
        self.changed.emit()


def _put(one: QLineEdit | QComboBox, value: str) -> None:
    if isinstance(one, QLineEdit):
        if one.text() != value:
            one.setText(value)
            one.setCursorPosition(0)
    else:
        one.setCurrentIndex(max(one.findData(value), 0))

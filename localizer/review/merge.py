"""What becomes of a text that comes back from a translator: decided on values alone, three ways.

Compared are what went out (known by its hash), what stands here now, and what came back. Nobody's words are
lost: what does not take the place of ours is kept beside it as a suggestion. Texts are compared as
`text_hash` does: another kind or number of spaces is no other text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from localizer.catalog.segments import is_minor
from localizer.i18n import _
from localizer.model.exchange import Unit
from localizer.model.segment import SOURCE_CHANGED, Origin, State, text_hash
from localizer.model.token import TOKEN

#: Longer is no text of a listing.
MAX_TEXT: Final = 100_000
#: Control characters, halves of characters and what is no character; line ends and tabs are text.
_JUNK: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
#: Inline elements of XLIFF and TMX and the marks of engines, which are no part of any text.
_CODES: Final = re.compile(
    r"</?(?:g|x|bx|ex|ph|bpt|ept|it|ut|hi|mrk|pc|sc|ec|cp|sm)(?:\s[^<>]*)?/?>|⟦\s*\d+\s*⟧"
)
_TAG: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)[^<>]*>")
_DONE: Final = frozenset({State.TRANSLATED, State.APPROVED})
_RAW: Final = frozenset({State.UNTRANSLATED, State.DRAFT})


class Verdict(StrEnum):
    """What becomes of one text. The values are written to JSON and into the workspace."""

    #: It stands now.
    APPLIED = "applied"
    #: It stands already, or is what went out.
    SAME = "same"
    #: Nothing came back.
    EMPTY = "empty"
    #: Ours became another one meanwhile; theirs is a suggestion.
    CLASH = "clash"
    #: There is no such text here.
    UNKNOWN = "unknown"
    #: The source became another one meanwhile; theirs is a suggestion.
    SOURCE_CHANGED = "source_changed"
    #: Ours is locked; theirs is a suggestion.
    LOCKED = "locked"
    #: It cannot stand; what can be kept of it is a suggestion.
    REFUSED = "refused"


#: Verdicts that leave a suggestion.
KEPT_BESIDE: Final = frozenset(
    {Verdict.CLASH, Verdict.SOURCE_CHANGED, Verdict.LOCKED, Verdict.REFUSED}
)


@dataclass(frozen=True, slots=True)
class Ours:
    """What stands here now; ``text`` is empty where there is none."""

    source: str
    source_hash: str
    text: str = ""
    state: State = State.UNTRANSLATED
    origin: Origin = Origin.NONE
    reason: str = ""
    locked: bool = False

    @property
    def is_raw(self) -> bool:
        """Tell whether no person has written, approved or judged the text."""
        kept = self.origin is Origin.PERSON or self.reason == SOURCE_CHANGED
        return self.state in _RAW and not kept


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict, and the text as it is kept. ``state`` and ``origin`` are those of an applied one.

    ``reason`` is a whole sentence about one that is refused, in the program's language.
    """

    verdict: Verdict
    text: str = ""
    state: State = State.UNTRANSLATED
    origin: Origin = Origin.NONE
    reason: str = ""

    @property
    def suggests(self) -> bool:
        """Tell whether the text is to be kept as a suggestion."""
        return self.verdict in KEPT_BESIDE and bool(self.text)


def decide(ours: Ours, unit: Unit, *, origins: bool = False) -> Decision:
    """Return what becomes of the text of ``unit``; a blank one, or the source again, never deletes ours.

    With ``origins`` the unit tells who wrote its text as it is now, as in a package of this program; else it
    tells that of the text that went out, and any other text is a person's.
    """
    said = unit.target or ""
    if not said.strip() or _is_source(said, unit):
        return Decision(Verdict.EMPTY)
    if len(said) > MAX_TEXT or _JUNK.search(said):
        return Decision(Verdict.REFUSED, reason=_("It holds characters that are no text."))
    text = unicodedata.normalize("NFC", said.replace("\r\n", "\n")).strip()
    if text_hash(text) == text_hash(ours.text):
        return _confirmed(ours, unit)
    if unit.base_hash and text_hash(text) == unit.base_hash:
        return Decision(Verdict.SAME, text)
    machine = _machine(unit) if origins else None
    return _barred(ours, unit, text) or _placed(ours, unit, text, machine)


def _is_source(text: str, unit: Unit) -> bool:
    """Tell whether a target is the source some tools write where nobody has translated yet."""
    return unit.state in _RAW and text_hash(text) == text_hash(unit.source)


def _barred(ours: Ours, unit: Unit, text: str) -> Decision | None:
    """Return why another text may not stand, ``None`` where it may."""
    if reason := _fault(text, ours):
        return Decision(Verdict.REFUSED, text, reason=reason)
    if ours.locked:
        return Decision(Verdict.LOCKED, text)
    return Decision(Verdict.SOURCE_CHANGED, text) if source_changed(ours, unit) else None


def _placed(ours: Ours, unit: Unit, text: str, machine: Origin | None) -> Decision:
    """Return what becomes of another text that may stand; ``machine`` wrote it where that is not `None`."""
    if not _stood_still(ours, unit, by_machine=machine is not None):
        return Decision(Verdict.CLASH, text)
    if machine is not None:
        return Decision(Verdict.APPLIED, text, State.DRAFT, machine)
    return Decision(Verdict.APPLIED, text, State.TRANSLATED, Origin.PERSON)


def source_changed(ours: Ours, unit: Unit) -> bool:
    """Tell whether the source means something else than when the unit was made."""
    made_from = unit.source_hash or (text_hash(unit.source) if unit.source else "")
    if made_from in ("", ours.source_hash):
        return False
    told = text_hash(unit.source) == made_from
    return not (told and is_minor(unit.source, ours.source))


def _confirmed(ours: Ours, unit: Unit) -> Decision:
    """Return what an equal text means: a draft somebody read and let stand is a draft no longer."""
    read = unit.state in _DONE and ours.state is State.DRAFT
    if not read or ours.locked or ours.reason == SOURCE_CHANGED or source_changed(ours, unit):
        return Decision(Verdict.SAME, ours.text)
    return Decision(Verdict.APPLIED, ours.text, State.TRANSLATED, ours.origin)


def _stood_still(ours: Ours, unit: Unit, *, by_machine: bool) -> bool:
    """Tell whether theirs may take the place of ours: ours is what went out, or nobody's work."""
    if ours.is_raw:
        return True
    if by_machine or not (unit.source_hash or unit.base_hash):
        # A machine's words never replace a person's, and a file that does not tell what went out is no ground
        return False
    return (text_hash(ours.text) if ours.text else "") == unit.base_hash


def _machine(unit: Unit) -> Origin | None:
    """Return which machine wrote a draft nobody has touched, ``None`` for a person's text."""
    if unit.state is not State.DRAFT or unit.origin not in set(Origin):
        return None
    origin = Origin(unit.origin)
    return None if origin in (Origin.PERSON, Origin.NONE) else origin


def _fault(text: str, ours: Ours) -> str:
    """Return what is wrong with the codes of a text, as a sentence; what ours lacks it may lack too."""
    if not any(mark in ours.source or mark in text for mark in "<{⟦"):
        return ""
    known = Counter(_CODES.findall(ours.source)) | Counter(_CODES.findall(ours.text))
    for code in Counter(_CODES.findall(text)) - known:
        return _("It holds “{code}”, which is no part of the text.").format(code=code)
    for find in (_tokens, _tags):
        asked, said = find(ours.source), find(text)
        if ours.text:
            asked &= find(ours.text)
        for part in asked - said:
            return _("It lost “{part}”.").format(part=part)
    return ""


def _tokens(text: str) -> Counter[str]:
    return Counter(found[0] for found in TOKEN.finditer(text))


def _tags(text: str) -> Counter[str]:
    return Counter(f"<{name.lower()}>" for name in _TAG.findall(text))

"""What XLIFF calls things: namespaces, versions, states, and where our own context stands in a file."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from localizer.exchange.xliff.names import nmtoken
from localizer.model.channel import LengthUnit
from localizer.model.exchange import SizeLimit, Unit, UnitNote, UnitTerm
from localizer.model.segment import Field, State


class Version(StrEnum):
    """The versions that are written and read."""

    V12 = "1.2"
    V20 = "2.0"
    V21 = "2.1"
    V22 = "2.2"


CORE_12: Final = "urn:oasis:names:tc:xliff:document:1.2"
CORE_20: Final = "urn:oasis:names:tc:xliff:document:2.0"
CORE_22: Final = "urn:oasis:names:tc:xliff:document:2.2"
MATCHES: Final = "urn:oasis:names:tc:xliff:matches:2.0"
GLOSSARY: Final = "urn:oasis:names:tc:xliff:glossary:2.0"
METADATA: Final = "urn:oasis:names:tc:xliff:metadata:2.0"
SIZES: Final = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
OWN: Final = "urn:localizer:exchange:1"
XML: Final = "http://www.w3.org/XML/1998/namespace"
#: The name of our own context: a group of metadata in XLIFF 2, of contexts in XLIFF 1.2.
CATEGORY: Final = "localizer"
#: Who a note of XLIFF 1.2 is from that only tells the terms.
TERMS_FROM: Final = "localizer:terms"
#: States in XLIFF 2 (section 4.3.1.32 of 2.1): nobody looked, a person wrote it, approved, not to be changed.
STATES_2: Final = {
    State.UNTRANSLATED: "initial",
    State.DRAFT: "initial",
    State.SENT_BACK: "initial",
    State.TRANSLATED: "translated",
    State.APPROVED: "reviewed",
}
FINAL: Final = "final"
#: States in XLIFF 1.2 (section 2.5, "state").
STATES_12: Final = {
    State.UNTRANSLATED: "new",
    State.DRAFT: "needs-review-translation",
    State.SENT_BACK: "needs-translation",
    State.TRANSLATED: "translated",
    State.APPROVED: "signed-off",
}
#: What strangers' states mean to us.
FROM_STATES: Final = {
    "initial": State.DRAFT,
    "translated": State.TRANSLATED,
    "reviewed": State.APPROVED,
    "final": State.APPROVED,
    "new": State.UNTRANSLATED,
    "needs-translation": State.DRAFT,
    "needs-adaptation": State.DRAFT,
    "needs-l10n": State.DRAFT,
    "needs-review-adaptation": State.DRAFT,
    "needs-review-l10n": State.DRAFT,
    "needs-review-translation": State.DRAFT,
    "signed-off": State.APPROVED,
}


#: The kind of code that is a character XML cannot hold, in XLIFF 1.2.
CHARACTER: Final = "x-lz-char"


def unit_token(number: str) -> str:
    """Return a unit's id as XLIFF 2 takes it: another format's may be no NMTOKEN."""
    if nmtoken(number):
        return number
    return (
        "".join(one if nmtoken(one) and one != "_" else f"_{ord(one):x}_" for one in number) or "_"
    )


def state_2(unit: Unit) -> str:
    """Return the state in XLIFF 2 (4.3.1.34 of 2.1): without a target none but the first."""
    if unit.target is None:
        return STATES_2[State.UNTRANSLATED]
    return FINAL if unit.locked else STATES_2[unit.state]


def core_of(version: Version) -> str:
    """Return the namespace of a version's own elements."""
    if version is Version.V12:
        return CORE_12
    return CORE_22 if version is Version.V22 else CORE_20


def context(unit: Unit) -> dict[str, str]:
    """Return what a unit says beside its texts, by the names it has in a file; what is empty is left out."""
    limit = unit.limit
    token = unit_token(unit.id)
    said = {
        "id": unit.id if token != unit.id else "",
        "state": unit.state.value,
        "product_key": unit.product_key,
        "product": unit.product,
        "field": unit.field.value if unit.field is not None else "",
        "name": unit.name,
        "position": str(unit.position),
        "source_hash": unit.source_hash,
        "base_hash": unit.base_hash,
        "previous_source": unit.previous_source,
        "limit": "" if limit is None else _limit_text(limit),
        "picture": unit.picture,
        "locked": "yes" if unit.locked else "",
        "origin": unit.origin,
        "reason": unit.reason,
    }
    return {name: text for name, text in said.items() if text}


def _limit_text(limit: SizeLimit) -> str:
    parts = [str(limit.maximum), limit.unit.value, "hard" if limit.hard else "advised"]
    return " ".join([*parts, *([] if limit.max_bytes is None else [str(limit.max_bytes)])])


def limit_from(text: str) -> SizeLimit | None:
    """Return the limit that `context` wrote, ``None`` for anything else."""
    parts = text.split()
    try:
        number, unit, kind, *most = parts
        return SizeLimit(
            int(number), LengthUnit(unit), kind == "hard", int(most[0]) if most else None
        )
    except (ValueError, IndexError):
        return None


def unit_from(
    number: str,
    source: str,
    target: str | None,
    said: dict[str, str],
    *,
    state: State,
    notes: tuple[UnitNote, ...],
    terms: tuple[UnitTerm, ...],
) -> Unit:
    """Return a unit; ``said`` is its context as `context` wrote it, empty in a stranger's file."""
    fields = {one.value: one for one in Field}
    position = said.get("position", "")
    return Unit(
        id=number,
        source=source,
        target=target,
        state=state,
        product_key=said.get("product_key", ""),
        product=said.get("product", ""),
        field=fields.get(said.get("field", "")),
        name=said.get("name", ""),
        position=int(position) if position.isdecimal() and len(position) < 10 else 0,  # noqa: PLR2004
        source_hash=said.get("source_hash", ""),
        base_hash=said.get("base_hash", ""),
        previous_source=said.get("previous_source", ""),
        limit=limit_from(said.get("limit", "")),
        notes=notes,
        terms=terms,
        picture=said.get("picture", ""),
        locked=said.get("locked") == "yes",
        origin=said.get("origin", ""),
        reason=said.get("reason", ""),
    )


def state_from(word: str, said: dict[str, str], target: str | None, *, approved: bool) -> State:
    """Return the state of a text: ours where the file's word is the one written for it, else the word's."""
    own = {one.value: one for one in State}.get(said.get("state", ""))
    if own is not None and _is_written(word, own, said, target):
        return State.APPROVED if approved else own
    if target is None:
        return State.UNTRANSLATED
    if approved:
        return State.APPROVED
    return FROM_STATES.get(word, State.DRAFT if word else State.TRANSLATED)


def earliest(words: Sequence[str]) -> str:
    """Return the state of a text of several segments: that of the one least far (section 4.8.2 of 2.1).

    A segment that says none is at the first one, unless none of them says any.
    """
    order = [*dict.fromkeys(STATES_2.values()), FINAL]
    if not any(words):
        return ""
    said = [word or order[0] for word in words]
    return min((word for word in said if word in order), key=order.index, default=said[0])


def _is_written(word: str, own: State, said: dict[str, str], target: str | None) -> bool:
    """Tell whether ``word`` is what stands in a file for the state ``own``."""
    if target is None:
        return word in ("", STATES_2[State.UNTRANSLATED])
    locked = word == FINAL and said.get("locked") == "yes"
    return locked or word in (STATES_2[own], STATES_12[own])

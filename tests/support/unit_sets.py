"""Units for tests of what carries them."""

from __future__ import annotations

from hypothesis import strategies as st

from localizer.model.channel import LengthUnit
from localizer.model.exchange import ExchangeHead, SizeLimit, Unit, UnitNote, UnitTerm, unit_id
from localizer.model.segment import Field, State, text_hash

HEAD = ExchangeHead("zh-Hans", "th", "Launch", "2026-11-23T10:00:00+00:00", "pkg1", "ws1")
#: What a text of a workspace may hold: no control characters but line ends, no halves of characters.
LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\ufeff")
TEXTS = st.text(
    LETTERS | st.sampled_from("\n=+-@'\"\\,;#[]·✓★ ก็น้ำ中文😀"), min_size=1, max_size=60
).filter(lambda text: text.strip() and "_x" not in text)
WORDS = st.text(st.sampled_from("abcกขค中文 .-"), max_size=8).map(
    lambda text: " ".join(text.split())
)
NOTES = st.builds(
    UnitNote,
    text=TEXTS.map(str.strip).filter(bool),
    by=WORDS,
    at=st.sampled_from(["2026-11-23T10:00:00+00:00", ""]),
    to_all=st.booleans(),
    resolved=st.booleans(),
)


@st.composite
def units(draw: st.DrawFn, number: int = 0) -> Unit:
    """One unit of the product ``P<number>``."""
    source, target = draw(TEXTS), draw(st.none() | TEXTS)
    states = [State.TRANSLATED, State.APPROVED, State.SENT_BACK, State.DRAFT]
    empty = [State.UNTRANSLATED, State.SENT_BACK]
    key = f"P{number}"
    return Unit(
        id=unit_id(key, Field.BULLET, "", number),
        source=source,
        target=target,
        state=draw(st.sampled_from(empty if target is None else states)),
        product_key=key,
        product="Bottle 保温杯",
        field=Field.BULLET,
        position=number,
        source_hash=text_hash(source),
        base_hash=text_hash(target) if target else "",
        previous_source=draw(st.just("") | TEXTS),
        limit=draw(
            st.none() | st.builds(SizeLimit, st.integers(1, 500), st.sampled_from(LengthUnit))
        ),
        notes=tuple(draw(st.lists(NOTES, max_size=2))),
        terms=draw(
            st.sampled_from([(), (UnitTerm("杯", "cup"), UnitTerm("瓶", "jar", forbidden=True))])
        ),
    )


UNIT_LISTS = st.integers(0, 4).flatmap(
    lambda size: st.tuples(*(units(number) for number in range(size)))
)


def kept(unit: Unit) -> tuple[object, ...]:
    """What every format keeps of a unit."""
    return (
        unit.id, unit.source, unit.target, unit.state, unit.source_hash, unit.base_hash,
        unit.previous_source, unit.notes,
    )  # fmt: skip

"""The texts of a launch in one language as units, each with what a translator needs to know of it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from typing import Final

from localizer.catalog import launches, packages
from localizer.catalog.packages import SentText
from localizer.check.context import channel_field
from localizer.model.channel import FieldLimit
from localizer.model.exchange import SizeLimit, Unit, UnitNote, UnitTerm, unit_id
from localizer.model.launch import Launch, Target
from localizer.model.segment import Field, text_hash
from localizer.model.term import TermBase
from localizer.pipeline.own_base import own_base
from localizer.pipeline.tools import Tools
from localizer.store.database import Reader

#: Terms told of one text; more are read by nobody.
MOST_TERMS: Final = 12
_SAME_TEXTS: Final = 4_096


def units_for(
    reader: Reader,
    tools: Tools,
    launch: Launch,
    locale: str,
    *,
    targets: Sequence[Target] = (),
    product_ids: Sequence[int] | None = None,
) -> Iterator[Unit]:
    """Yield the texts of ``launch`` in ``locale``, product by product in its order.

    The limits are those of ``targets``, of all in that locale where none are given. ``product_ids`` are the
    products wanted, all where they are ``None``.
    """
    sold_on = tuple(targets) or tuple(one for one in launch.targets if one.locale == locale)
    order = launches.launch_products(reader, launch) if product_ids is None else product_ids
    base = own_base(reader, tools)
    making = _Making(tools, base, sold_on, locale, packages.told_catalogs(reader))
    return map(making.unit, packages.texts(reader, order, locale))


class _Making:
    """Makes units; the same source is looked through for terms once."""

    def __init__(
        self,
        tools: Tools,
        base: TermBase,
        targets: Sequence[Target],
        locale: str,
        told: Container[tuple[str, str]],
    ) -> None:
        self._base, self._locale, self._told = base, locale, told
        self._limits = {field: _tightest(tools, targets, field) for field in Field}
        self._terms = lru_cache(_SAME_TEXTS)(self._find_terms)

    def unit(self, said: SentText) -> Unit:
        """Return a text as a unit."""
        outdated = bool(said.text) and said.made_from != said.source_hash
        catalog = said.catalog if (said.product_key, said.catalog) in self._told else ""
        return Unit(
            id=unit_id(said.product_key, said.field, said.name, said.position, catalog),
            source=said.source,
            target=said.text or None,
            state=said.state,
            product_key=said.product_key,
            product=said.product,
            field=said.field,
            name=said.name,
            position=said.position,
            source_hash=said.source_hash,
            base_hash=text_hash(said.text) if said.text else "",
            previous_source=said.previous if outdated else "",
            limit=self._limits[said.field],
            notes=_notes(said),
            terms=self._terms(said.source),
            picture=said.image,
            locked=said.locked,
            origin=said.origin.value,
            reason=said.reason,
        )

    def _find_terms(self, source: str) -> tuple[UnitTerm, ...]:
        found: dict[tuple[str, str], UnitTerm] = {}
        for named in self._base.named(source):
            term = self._base.term(named.concept.id, self._locale)
            if term is None or len(found) >= MOST_TERMS:
                continue
            word = next(iter(named.concept.forms), named.concept.id)
            found.setdefault((word, term.text), UnitTerm(word, term.text, term.note))
            for avoided in term.avoid:
                found.setdefault((word, avoided), UnitTerm(word, avoided, forbidden=True))
        return tuple(found.values())


def _notes(said: SentText) -> tuple[UnitNote, ...]:
    """Return what people said; why a text was sent back is one of them."""
    notes = tuple(
        UnitNote(one.text, one.by, one.at, to_all=not one.locale, resolved=one.resolved)
        for one in said.notes
    )
    if said.comment and all(one.text != said.comment for one in notes):
        return (UnitNote(said.comment), *notes)
    return notes


def _tightest(tools: Tools, targets: Sequence[Target], field: Field) -> SizeLimit | None:
    """Return the limit of a field that leaves least room among the targets, what is refused before advice."""
    named = channel_field(field)
    found = (tools.packs.channels[one.channel].limit(named, one.market) for one in targets)
    limits = [one for one in found if one is not None and one.maximum is not None]
    return _size(min(limits, key=_room)) if limits else None


def _room(limit: FieldLimit) -> tuple[bool, int]:
    return not limit.hard, limit.maximum or 0


def _size(limit: FieldLimit) -> SizeLimit:
    return SizeLimit(limit.maximum or 0, limit.unit, limit.hard, limit.max_bytes)

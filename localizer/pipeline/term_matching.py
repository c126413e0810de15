"""Which concept a word belongs to: one there is, or a new one of the person's own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from localizer.catalog import own_terms
from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.own_term import OwnConcept
from localizer.model.term import BRANDS, Concept, fold
from localizer.model.term_text import is_concept_id, words
from localizer.packs.terms import UNIT_DOMAIN
from localizer.pipeline.own_base import base_with
from localizer.pipeline.tools import Tools
from localizer.store.database import Reader

#: Where words belong that nobody said more about.
DEFAULT_DOMAIN: Final = "value"
TYPE_DOMAIN: Final = "product_type"
PROPERTY_DOMAIN: Final = "property"
#: What the id of a concept of one's own begins with.
OWN: Final = "own_"
_LONGEST_SLUG: Final = 40
_NO_SLUG: Final = re.compile(r"[^a-z0-9]+")


class Matcher:
    """Finds the concepts of words one after another; a word that made a new concept finds it again."""

    def __init__(self, reader: Reader, tools: Tools) -> None:
        """Start from what the program and the workspace know now."""
        self._own = {one.id: one for one in own_terms.concepts(reader)}
        self._base = base_with(tools.termbase, self._own.values(), ())
        self._program: Mapping[str, Concept] = tools.termbase.concepts
        self._made: dict[str, list[OwnConcept]] = {}
        #: The domains words can belong to.
        self.domains = frozenset((BRANDS, *(one.domain for one in self._program.values())))
        self.domains -= {UNIT_DOMAIN}
        english = tools.patterns.find("en")
        self._title_groups = frozenset(english.titles if english is not None else ())

    def refuse_unknown(self, domain: str) -> None:
        """Raise `InputError` for a ``domain`` words cannot belong to; empty is none."""
        if domain and domain not in self.domains:
            problem = _("There is no domain {domain}. There are: {known}.")
            raise InputError(problem.format(domain=domain, known=", ".join(sorted(self.domains))))

    def place(self, wanted: OwnConcept, domain: str = "") -> OwnConcept:
        """Return the concept ``wanted`` is, with what it adds, as it is to be kept.

        It is the one with its id, else the one with its first form that is known, in its domain (``domain``
        where it says none of ours) or, without one, the only one. Else it is new.
        """
        at = next((one for one in (wanted.domain, domain) if one in self.domains), "")
        known = self._known(wanted, at)
        made = self._extended(known, wanted) if known else self._new(wanted, at)
        self._own[made.id] = made
        for form in made.forms:
            same = self._made.setdefault(fold(form), [])
            same[:] = [*(one for one in same if one.id != made.id), made]
        return made

    def is_known(self, concept: str) -> bool:
        """Tell whether a concept was known before the first word was placed."""
        return concept in self._base.concepts

    def can_place(self, wanted: OwnConcept) -> bool:
        """Tell whether ``wanted`` says what it is: by a word, or by the id of a concept there is."""
        return bool(words(wanted.forms) or wanted.id in self._own or self.is_known(wanted.id))

    def _known(self, wanted: OwnConcept, domain: str) -> str:
        """Return the id of the concept that ``wanted`` is, empty where there is none."""
        own, program = self._own.get(wanted.id), self._base.concepts.get(wanted.id)
        at = own.domain if own is not None else program.domain if program is not None else ""
        if at and domain in ("", at) and at != UNIT_DOMAIN:
            return wanted.id
        for form in wanted.forms:
            folded = fold(form)
            ids: dict[str, str] = {
                one.id: one.domain
                for one in (*self._made.get(folded, ()), *self._base.index.get(folded, ()))
                if one.domain != UNIT_DOMAIN and domain in ("", one.domain)
            }
            if len(ids) == 1 or (ids and domain):
                return next(iter(ids))
        return ""

    def _extended(self, known: str, wanted: OwnConcept) -> OwnConcept:
        """Return what is kept of a known concept when the forms of ``wanted`` are added."""
        program, own = self._program.get(known), self._own.get(known)
        domain = program.domain if program is not None else own.domain if own is not None else ""
        kept = own or OwnConcept(known, domain, ())
        alike = {fold(form) for form in kept.forms}
        added = [
            form
            for form in words(wanted.forms)
            if fold(form) not in alike
            and all(one.id != known for one in self._base.index.get(fold(form), ()))
        ]
        is_news = program is None or wanted.note != program.note
        return replace(
            kept,
            forms=(*kept.forms, *added),
            group="" if program is not None else self._group(wanted, domain) or kept.group,
            note=(wanted.note if is_news else "") or kept.note,
        )

    def _new(self, wanted: OwnConcept, domain: str) -> OwnConcept:
        at = domain or DEFAULT_DOMAIN
        forms = words(wanted.forms)
        return OwnConcept(self._id(wanted, at), at, forms, self._group(wanted, at), wanted.note)

    def _id(self, wanted: OwnConcept, domain: str) -> str:
        """Return an id nothing has: the file's own where it is one of ours, else made of the words."""
        is_ours = wanted.id.startswith(OWN) and is_concept_id(wanted.id)
        if is_ours and wanted.id not in self._own:
            return wanted.id
        slugs = (
            _NO_SLUG.sub("_", fold(form)).strip("_") for form in wanted.forms if form.isascii()
        )
        first = next(iter(wanted.forms), "")
        digest = hashlib.blake2b(f"{domain}:{fold(first)}".encode(), digest_size=5).hexdigest()
        base = OWN + (next(filter(None, slugs), "")[:_LONGEST_SLUG] or digest)
        number, name = 1, base
        while name in self._own or name in self._base.concepts:
            number += 1
            name = f"{base}_{number}"
        return name

    def _group(self, wanted: OwnConcept, domain: str) -> str:
        """Return the group of ``wanted`` where the program knows it: a title pattern, or properties."""
        if domain == TYPE_DOMAIN:
            return wanted.group if wanted.group in self._title_groups else ""
        parts = words([wanted.group])
        found = (self._base.concepts.get(part) for part in parts)
        known = all(one is not None and one.domain == PROPERTY_DOMAIN for one in found)
        return wanted.group if known else ""


def concept_for(
    reader: Reader, tools: Tools, word: str, domain: str = "", group: str = ""
) -> OwnConcept:
    """Return the concept that ``word`` is in ``domain`` (anywhere, if it has one meaning), as it is kept.

    A word nobody knows yet makes a new one, which exists once it is saved with its terms. Raises `InputError`
    for an empty word and an unknown domain.
    """
    matcher = Matcher(reader, tools)
    matcher.refuse_unknown(domain)
    if not words([word]):
        raise InputError(_("There is no source word."))
    return matcher.place(OwnConcept("", domain, words([word]), group))

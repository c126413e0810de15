"""Names of what terms are about: domains, genders, languages, scopes, missing words."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final

from localizer.i18n import N_, _, active_language, ngettext
from localizer.model.launch import Target
from localizer.model.locale import language, language_script, region
from localizer.model.own_term import OwnTerm, Scope, ScopeKind
from localizer.model.segment import Field
from localizer.model.term import BRANDS, TermBase, term_tag
from localizer.packs.terms import UNIT_DOMAIN
from localizer.pipeline.missing_terms import MissingKind, MissingTerm
from localizer.pipeline.terms import TermReport, TouchedText
from localizer.ui.actions.columns import count
from localizer.ui.actions.words import field_name, in_a_row, language_name, market_name

DOMAINS: Final[Mapping[str, str]] = {
    "product_type": N_("Product type"),
    "colour": N_("Colour"),
    "material": N_("Material"),
    "style": N_("Style"),
    "season": N_("Season"),
    "audience": N_("For whom"),
    "size": N_("Size"),
    "care": N_("Care"),
    "certificate": N_("Certificate"),
    "country": N_("Country"),
    "package_item": N_("Part in the box"),
    "buyer": N_("Use"),
    "value": N_("Other value"),
    "property": N_("Attribute"),
    "brand": N_("Brand"),
    "option_name": N_("Option name"),
    "category": N_("Category"),
}
#: The title patterns of product types; empty is the one for all goods.
GROUPS: Final[Mapping[str, str]] = {
    "": N_("All goods"),
    "apparel": N_("Clothing"),
    "beauty": N_("Beauty"),
    "home": N_("Home"),
    "electronics": N_("Electronics"),
    "baby": N_("Baby"),
    "outdoor": N_("Outdoor"),
}
GENDERS: Final[Mapping[str, str]] = {
    "": N_("not said"),
    "m": N_("masculine"),
    "f": N_("feminine"),
    "n": N_("neuter"),
    "mp": N_("masculine, plural only"),
    "fp": N_("feminine, plural only"),
    "np": N_("neuter, plural only"),
}
#: Texts there are several of: which of them it is makes no difference here.
_FIELDS: Final[Mapping[Field, str]] = {
    Field.BULLET: N_("bullet"),
    Field.DESCRIPTION: N_("description"),
}
_SIMPLIFIED: Final = frozenset({"zh", "zh-Hans"})
#: Languages without a gender of nouns, without a plural form, and those that count with a word of their own.
_NO_GENDER: Final = frozenset({"en", "fil", "id", "ja", "ko", "ms", "th", "vi", "zh"})
_NO_PLURAL: Final = frozenset({"id", "ja", "ko", "ms", "th", "vi", "zh"})
_CLASSIFIER: Final = frozenset({"id", "ja", "ko", "ms", "th", "vi", "zh"})


class Detail(StrEnum):
    """What there is to say about a term beyond the term itself."""

    GENDER = "gender"
    PLURAL = "plural"
    ADJECTIVE = "adjective"
    SHORT = "short"
    CLASSIFIER = "classifier"
    AVOID = "avoid"
    NOTE = "note"


DETAILS: Final[Mapping[Detail, str]] = {
    Detail.GENDER: N_("Gender"),
    Detail.PLURAL: N_("Plural"),
    Detail.ADJECTIVE: N_("Beside the noun"),
    Detail.SHORT: N_("Short form"),
    Detail.CLASSIFIER: N_("Counted with"),
    Detail.AVOID: N_("Not to be used"),
    Detail.NOTE: N_("Note"),
}
HINTS: Final[Mapping[Detail, str]] = {
    Detail.PLURAL: N_("After a number above one"),
    Detail.ADJECTIVE: N_("One form, or four with |"),
    Detail.SHORT: N_("For titles that are too long"),
    Detail.CLASSIFIER: N_("The word that goes with a number"),
    Detail.AVOID: N_("Several with | between"),
    Detail.NOTE: N_("What a translator should know"),
}


def details_of(tag: str, domain: str) -> tuple[Detail, ...]:
    """Return what a term of ``domain`` in the language of ``tag`` may need beyond itself."""
    spoken = language(tag)
    left_out = set()
    if spoken in _NO_GENDER or domain != "product_type":
        left_out.add(Detail.GENDER)
    if spoken in _NO_PLURAL:
        left_out.add(Detail.PLURAL)
    if spoken not in _CLASSIFIER:
        left_out.add(Detail.CLASSIFIER)
    return tuple(one for one in Detail if one not in left_out)


def genders_of(tag: str) -> tuple[str, ...]:
    """Return the genders nouns have in the language of ``tag``."""
    has_neuter = language(tag) not in {"es", "fr", "it", "pt"}
    return tuple(one for one in GENDERS if has_neuter or not one.startswith("n"))


def domain_name(domain: str) -> str:
    """Return a domain's name; one of a person's own by itself."""
    found = DOMAINS.get(domain)
    return domain if found is None else _(found)


def domains_of(base: TermBase) -> tuple[str, ...]:
    """Return the domains words can belong to, as they are offered."""
    known = {BRANDS, *(one.domain for one in base.concepts.values())} - {UNIT_DOMAIN}
    named = [one for one in DOMAINS if one in known]
    return (*named, *sorted(known - set(named)))


def tongue(tag: str) -> str:
    """Return the name of a language, with the country where words of one country are meant."""
    name, country = language_name(tag), region(tag)
    return f"{name} ({country})" if country and language_script(tag) != "zh-Hant" else name


def tags_of(targets: Iterable[Target], written: Collection[str]) -> tuple[str, ...]:
    """Return the languages of ``targets`` that terms are written in, without the sellers' own Chinese."""
    found = dict.fromkeys(term_tag(target.locale, written) for target in targets)
    return tuple(tag for tag in found if tag in written and tag not in _SIMPLIFIED)


def scope_name(scope: Scope) -> str:
    """Return where a term holds."""
    if scope.kind is ScopeKind.BRAND:
        return _("brand {name}").format(name=scope.value)
    if scope.kind is ScopeKind.MARKET:
        return market_name(scope.value)
    return _("everywhere")


def scope_names(terms: Iterable[OwnTerm]) -> str:
    """Return where the terms of a person's own hold."""
    return in_a_row(dict.fromkeys(scope_name(own.scope) for own in terms))


def place_name(base: TermBase, place: str) -> str:
    """Return what an attribute or option is called: as the seller wrote it, or one of ours in words."""
    concept = base.concepts.get(place)
    if concept is None:
        return place
    term = base.term(place, active_language().replace("_", "-"))
    return concept.forms[0] if term is None else term.text


def kind_words(one: MissingTerm, place: str) -> str:
    """Return what a missing word is; ``place`` is what it is a value of."""
    if one.kind is MissingKind.VALUE:
        return _("value of “{name}”").format(name=place) if place else _("value")
    return {
        MissingKind.TYPE: _("product type"),
        MissingKind.ATTRIBUTE: _("attribute"),
        MissingKind.OPTION_NAME: _("option name"),
        MissingKind.BRAND: _("Brand"),
    }[one.kind]


def lacking_words(one: MissingTerm) -> str:
    """Return the languages a word has no term in, or how many where they are many."""
    names = tuple(dict.fromkeys(language_name(locale) for locale in one.locales))
    if len(names) <= 2:  # noqa: PLR2004 - as many as fit on half a line
        return in_a_row(names)
    return ngettext("{n} language", "{n} languages", len(names)).format(n=len(names))


def listings_words(number: int) -> str:
    """Return a number of listings in words."""
    return ngettext("{n} listing", "{n} listings", number).format(n=count(number))


def missing_words(words: int, listings: int) -> str:
    """Return how many words are missing and what waits for them."""
    text = ngettext("{n} word is missing", "{n} words are missing", words)
    waits = ngettext("{n} listing waits for it", "{n} listings wait for it", listings)
    if words > 1:
        waits = ngettext("{n} listing waits for them", "{n} listings wait for them", listings)
    return _("{words}; {listings}.").format(
        words=text.format(n=count(words)), listings=waits.format(n=count(listings))
    )


def saved_words(report: TermReport) -> str:
    """Return what saving or taking back a term did, with the way to take it back."""
    if not report.changes:
        return _("That is how it was already.")
    if not report.texts:
        return _("Saved. No text had to be written anew. Ctrl+Z takes it back.")
    text = ngettext(
        "Saved. {n} text was written anew. Ctrl+Z takes it back.",
        "Saved. {n} texts were written anew. Ctrl+Z takes it back.",
        report.texts,
    )
    return text.format(n=count(report.texts))


def text_name(one: TouchedText) -> str:
    """Return which text of a listing it is."""
    if one.field in _FIELDS:
        return _(_FIELDS[one.field])
    return field_name(one.field, 0, one.name)


def touched_words(found: Sequence[TouchedText], most: int) -> str:
    """Return how many texts change, by language; ``most`` are looked for."""
    if not found:
        return _("No text changes.")
    tally = Tally(one.locale for one in found)
    parts = [f"{language_name(locale)} {count(number)}" for locale, number in tally.most_common()]
    if len(found) >= most:
        text = _("The first {n} texts that change: {languages}")
    else:
        text = ngettext(
            "{n} text changes: {languages}", "{n} texts change: {languages}", len(found)
        )
    return text.format(n=count(len(found)), languages=in_a_row(parts))

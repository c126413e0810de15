"""What a rewording of a script is judged by: facts, words, phrase rules and the language, of all stages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from localizer.catalog import products
from localizer.catalog.scripts import StoredScript
from localizer.check.claims import as_matched, claims_in, compiled
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.model.launch import Target
from localizer.model.locale import HAN_LANGUAGES, language
from localizer.model.product import Product
from localizer.model.rule import Trigger
from localizer.model.script import ScriptLine
from localizer.model.term import Concept, Term, TermBase
from localizer.pipeline.engine_words import CAUSES
from localizer.pipeline.own_base import own_base
from localizer.pipeline.selling import rules_by_target
from localizer.pipeline.tools import Tools
from localizer.script.brief import ScriptBrief
from localizer.script.rewording import Ground, KnownWords, Refusal, RefusalCode
from localizer.script.timing import amounts
from localizer.store.database import Reader
from localizer.translate.engines.base import Ask, Cause, Reply
from localizer.translate.engines.guard import checked

#: What nobody may invent: the domains of terms whose names are looked for.
DOMAINS: Final = frozenset({"material", "colour", "certificate", "country", "value"})
#: Letters from here on are not Latin ones.
_FIRST_OTHER: Final = 0x250
#: Titles leave these out.
_UNSAID: Final = "-"
#: Names that are everyday words as well: put it down, de l'argent, ich weiß, five thousand đồng.
_EVERYDAY: Final[Mapping[str, frozenset[str]]] = {
    "en": frozenset({"down", "clear", "natural", "turkey", "reach"}),
    "de": frozenset({"weiss"}),
    "fr": frozenset({"argent", "fer"}),
    "es": frozenset({"piel", "café"}),
    "it": frozenset({"pelle", "fantasia"}),
    "vi": frozenset({"vàng", "đồng", "gang", "anh"}),
    "th": frozenset({"ไม่มี", "ไม่ใช่"}),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A script with what it was written from now and what its rewordings are judged by."""

    stored: StoredScript
    brief: ScriptBrief
    ground: Ground


def judged_by(reader: Reader, tools: Tools, stored: StoredScript) -> Judged:
    """Return what rewordings of ``stored`` are judged by.

    Raises `InputError` where the product has no name in its language any more.
    """
    target = stored.target
    brief = rules_by_target(tools)(reader, target).brief(reader, stored.product_id, target)
    if brief is None:
        problem = _("No script can be written in {locale}: the product has no name in it yet.")
        raise InputError(problem.format(locale=target.locale))
    bank = tools.banks.find(target.locale, stored.script.voice)
    product = products.load(reader, stored.product_id)
    ground = Ground(
        target.locale,
        brief.now(),
        known_words(own_base(reader, tools), product, target.locale),
        keep=(brief.brand,) if brief.brand else (),
        never=bank.voices[0].never if bank is not None and bank.voices else (),
        rate=tools.packs.speech_rate(target.locale),
        counted=amounts(brief.tokens, target.locale, brief.spoken_tokens),
        per_minute=stored.script.rate_per_min,
        looks=(
            partial(_claims, tools, target),
            partial(_required, tools, target),
            partial(_guarded, target.locale),
        ),
    )
    return Judged(stored, brief, ground)


def known_words(termbase: TermBase, product: Product, locale: str) -> KnownWords:
    """Return what materials, colours, documents and values are called in ``locale``, and which are held."""
    names: dict[str, tuple[str, ...]] = {}
    for concept in termbase.concepts.values():
        term = termbase.term(concept.id, locale) if concept.domain in DOMAINS else None
        if term is not None:
            names[concept.id] = tuple(_names(concept, term, locale))
    texts = (
        product.title,
        product.category,
        *product.bullets,
        *(fact.value for fact in product.facts),
        *(value for variant in product.variants for _name, value in variant.options),
    )
    held = {one.concept.id for text in texts if text for one in termbase.named(text)}
    return KnownWords.of(names, locale, held)


def _names(concept: Concept, term: Term, locale: str) -> Iterator[str]:
    """Yield what ``concept`` is called; the words of sellers too where they are of that language."""
    spoken = language(locale)
    found = [term.text, term.plural, term.short, *term.avoid, *term.adjectives]
    if concept.domain == "material":
        found += [form for form in concept.forms if _is_of(form, spoken)]
    everyday = _EVERYDAY.get(spoken, frozenset())
    for name in found:
        # one word of a value ("long", "no") says nothing of the product by itself
        is_lone = concept.domain == "value" and name.isalpha() and _is_latin(name)
        if name and name != _UNSAID and name.casefold() not in everyday and not is_lone:
            yield name


def _is_of(form: str, spoken: str) -> bool:
    """Tell whether a seller's word is one of the language: Chinese or English, others have none."""
    return spoken == "en" if _is_latin(form) else spoken in HAN_LANGUAGES


def _is_latin(text: str) -> bool:
    return all(ord(letter) < _FIRST_OTHER or "Ḁ" <= letter <= "ỿ" for letter in text)


def _claims(tools: Tools, target: Target, line: ScriptLine, after: str) -> Iterator[Refusal]:
    """Find what a phrase rule of the market forbids, unless the line said just that."""

    def found(text: str) -> list[tuple[str, Refusal]]:
        hits = claims_in(text, tools.packs.claims, target.market, target.locale)
        return [
            (
                f"{one.rule} {dict(one.args).get('text', '')}".casefold(),
                Refusal(RefusalCode.CLAIM, one.message, one.args, one.start, one.end),
            )
            for one in hits
        ]

    had = {key for key, _refusal in found(line.text)}
    yield from (refusal for key, refusal in found(after) if key not in had)


def _required(tools: Tools, target: Target, line: ScriptLine, after: str) -> Iterator[Refusal]:
    """Find words the market wants said, which stood in the line and are gone."""
    for rule in tools.packs.required:
        if rule.trigger is not Trigger.PAID or not rule.applies(target.market, target.locale):
            continue
        pattern = compiled(rule.must_match)
        if pattern.search(as_matched(line.text)) and not pattern.search(as_matched(after)):
            message = N_("Required here and lost: {text}.")
            yield Refusal(RefusalCode.REQUIRED, message, (("text", rule.text),))


def _guarded(locale: str, line: ScriptLine, after: str) -> Iterator[Refusal]:
    """Find what is no text in the language, unless the line was none either."""
    cause = _cause(line.text, after, locale)
    if cause is not None and cause is not _cause(line.text, line.text, locale):
        yield no_answer(cause)


def _cause(before: str, after: str, locale: str) -> Cause | None:
    return checked(Ask(before), Reply(after), locale, locale).cause


def no_answer(cause: Cause) -> Refusal:
    """Return the refusal of a line nothing usable came back for."""
    return Refusal(RefusalCode.ENGINE, CAUSES[cause])

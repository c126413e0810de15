"""What the script studio shows of a product and of one script; read in the background."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from localizer import pipeline
from localizer.catalog import findings, products, scripts
from localizer.catalog.findings import StoredFinding
from localizer.catalog.scripts import StoredScript
from localizer.catalog.views import ScriptHead
from localizer.i18n import _
from localizer.model.finding import Subject
from localizer.model.launch import Launch, Target
from localizer.model.product import Evidence, Fact, Product
from localizer.model.script import ScriptLine
from localizer.model.segment import State
from localizer.pipeline.views import spoken_today
from localizer.store.database import Reader, Store
from localizer.ui.actions.script_words import fact_words, token_words, voice_words
from localizer.ui.actions.words import day

#: What is found of a price that may be another one than the one shown.
_OLD_PRICE: Final = frozenset({"price_outdated", "rate_age"})


@dataclass(frozen=True, slots=True)
class ProductScripts:
    """One product with its scripts, as the list shows it; there is at least one."""

    heads: tuple[ScriptHead, ...]

    @property
    def product_id(self) -> int:
        """Return the product."""
        return self.heads[0].product_id

    @property
    def title(self) -> str:
        """Return the product's title."""
        return self.heads[0].title

    @property
    def worst(self) -> int:
        """Return the rank of the worst finding of any."""
        return min(head.worst for head in self.heads)

    @property
    def approved(self) -> bool:
        """Tell whether every one is approved."""
        return all(head.state is State.APPROVED for head in self.heads)


@dataclass(frozen=True, slots=True)
class ShownScript:
    """A script with what is found of it, the values of its tokens and where its facts come from.

    ``spoken`` are the ``values`` in words, ``stale`` the tokens whose amount may have moved. ``voices`` are
    the names of the bank's voices with what they are called.
    """

    stored: StoredScript
    found: tuple[StoredFinding, ...]
    values: Mapping[str, str]
    spoken: Mapping[str, str]
    stale: frozenset[str]
    title: str
    sources: Mapping[str, str]
    voices: tuple[tuple[str, str], ...]
    store: Store


def read_script(
    store: Store, tools: pipeline.Tools, launch: Launch, script_id: int
) -> ShownScript | None:
    """Read what is shown of a script; ``None`` when it is gone."""
    reader = store.read()
    try:
        stored = scripts.load(reader, script_id)
    except LookupError:
        return None
    number, target = stored.product_id, stored.target
    product = products.load(reader, number)
    values = pipeline.price_today(reader, tools, launch, number, target)
    spoken = spoken_today(reader, tools, launch, number, target)
    # only amounts of money are said in other words than they are written
    money = frozenset(name for name, said in spoken.items() if said != values.get(name))
    old = _has_old_price(reader, target, number)
    return ShownScript(
        stored,
        findings.of_subject(reader, Subject.SCRIPT, script_id),
        values,
        spoken,
        money if old else frozenset(),
        product.title,
        _sources(product),
        voices_of(tools, target.locale),
        store,
    )


def read_variants(
    store: Store, tools: pipeline.Tools, launch: Launch, product_id: int, target: Target
) -> tuple[tuple[StoredScript, ...], dict[str, str]]:
    """Read every script of a product for a target, and the values of its tokens."""
    reader = store.read()
    values = pipeline.price_today(reader, tools, launch, product_id, target)
    return scripts.of_product(reader, product_id, target), values


def voices_of(tools: pipeline.Tools, locale: str) -> tuple[tuple[str, str], ...]:
    """Return the voices a script in ``locale`` can have: name, and what it is called."""
    found = []
    for name in tools.banks.voices(locale):
        bank = tools.banks.find(locale, name)
        words = () if bank is None else tuple(bank.voice(name).words.values())
        found.append((name, voice_words(name, words)))
    return tuple(found)


def written_by_hand(stored: StoredScript) -> bool:
    """Tell whether writing the script again would lose what a person wrote or approved."""
    by_hand = any(not line.phrase and not line.locked for line in stored.script.lines)
    return by_hand or stored.state is State.APPROVED


def rests_on(line: ScriptLine, sources: Mapping[str, str], amounts: Mapping[str, str]) -> str:
    """Return what a line rests on: each fact, the words of it in the line, and where it comes from.

    ``amounts`` are the values of tokens: a line with a price rests on that price.
    """
    said = dict(line.values)
    told = [_fact_told(name, said.get(name, ""), sources.get(name, "")) for name in line.facts]
    known = (name for name in line.tokens if amounts.get(name))
    told += [
        _("{fact} “{said}”").format(fact=token_words(name), said=amounts[name]) for name in known
    ]
    return " · ".join(told)


def _fact_told(name: str, said: str, source: str) -> str:
    if said and source:
        text = _("{fact} “{said}” ← {source}")
    elif said:
        text = _("{fact} “{said}”")
    else:
        text = _("{fact} ← {source}") if source else "{fact}"
    return text.format(fact=fact_words(name), said=said, source=source)


def _has_old_price(reader: Reader, target: Target, product_id: int) -> bool:
    found = findings.of_target(reader, target.market, target.channel, target.locale, [product_id])
    return any(
        one.place.subject is Subject.PRICE
        and one.finding.rule.split(":", 1)[0] in _OLD_PRICE
        and not one.overruled
        for one in found
    )


def _sources(product: Product) -> dict[str, str]:
    """Return where each fact of a product comes from, in the seller's own words."""
    found: dict[str, str] = {}
    for fact in product.facts:
        found.setdefault(fact.name, _source(fact))
    found["product"] = _("title: {value}").format(value=product.title)
    documents = [_document(one) for one in product.evidence]
    if documents:
        found["certificate"] = " · ".join(documents)
    return found


def _source(fact: Fact) -> str:
    from_text = fact.origin.startswith("description")
    text = _("description: {value}") if from_text else _("column {column}: {value}")
    return text.format(column=fact.label or fact.name, value=fact.value)


def _document(one: Evidence) -> str:
    name = f"{one.kind} {one.number}".strip()
    if one.valid_to is None:
        return name
    return _("{document}, valid until {day}").format(document=name, day=day(one.valid_to))

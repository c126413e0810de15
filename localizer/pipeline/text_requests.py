"""Check texts that belong to no workspace: a request in, its findings out, nothing kept."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

from localizer.check.claims import Disclosure, source_claims
from localizer.check.context import ScriptContext, TextContext, channel_field
from localizer.check.registry import TEXT_CHECKS
from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.channel import Channel
from localizer.model.finding import Finding
from localizer.model.grounds import Grounds
from localizer.model.launch import Target
from localizer.model.phrase import Group
from localizer.model.rule import RequiredText, Trigger
from localizer.model.script import Beat, Lane, Script, ScriptLine
from localizer.model.segment import Field, Origin, Segment, State, Translation, text_hash
from localizer.pipeline.tools import Tools
from localizer.translate.reading import named_type

#: The market of source texts: it has phrase rules and no pack.
SOURCE_MARKET: Final = "CN"
#: A request is one line of at most so many bytes.
MOST_BYTES: Final = 8_000_000
_HAN: Final = re.compile("[\u3400-\u9fff]")
#: Fields of a script, beside those of a listing; ``script`` is a whole one.
_SPOKEN: Final = frozenset({"script", "line", "answer", *Beat})
_FIELDS: Final = frozenset({*Field, *_SPOKEN})
#: Fields that hold all that is said of a product, so that something can be missing.
_WHOLE: Final = frozenset({"script", "description"})
#: Facts that tell what a rule of owed texts asks for.
_PAID: Final = ("commission", "paid", "gift")


@dataclass(frozen=True, slots=True)
class TextRequest:
    """One text to check: ``target`` in ``locale`` for ``market`` and ``channel``, and its ``source``.

    ``facts`` are by name, as in `Grounds`; ``None`` where nothing is known of the product.
    """

    id: object
    market: str
    channel: str
    locale: str
    field: str
    source: str
    target: str
    facts: Mapping[str, str] | None = None
    category: str = ""
    source_locale: str = ""


@dataclass(frozen=True, slots=True)
class TextAnswer:
    """The findings of one request; ``in_source`` are about its source text."""

    id: object
    findings: tuple[Finding, ...] = ()
    in_source: tuple[Finding, ...] = field(default=())


def read_request(line: str | bytes, number: int) -> TextRequest:
    """Return the request of one line of JSON. Raises `InputError` with line and key."""
    if len(line) > MOST_BYTES:
        raise _wrong(number, _("The line is longer than {n} bytes.").format(n=MOST_BYTES))
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _wrong(number, _("This is no JSON: {reason}").format(reason=error)) from error
    if not isinstance(data, dict):
        raise _wrong(number, _("Wanted is an object in braces."))
    texts = {key: _text(data, key, number) for key in _TEXTS}
    if not texts["market"]:
        raise _wrong(number, _("“{key}” is missing.").format(key="market"))
    if texts["field"] not in _FIELDS:
        problem = _("“{key}” is one of {known}.")
        raise _wrong(number, problem.format(key="field", known=", ".join(sorted(_FIELDS))))
    facts = data.get("facts")
    return TextRequest(
        id=data.get("id"),
        **{**texts, "market": texts["market"].upper()},
        facts=None if facts is None else MappingProxyType(dict(_facts(facts, number))),
    )


_TEXTS: Final = (
    *("market", "channel", "locale", "field", "source", "target"),
    *("category", "source_locale"),
)
#: Halves of surrogate pairs, which are no text; they keep their places.
_HALVES: Final = re.compile("[\ud800-\udfff]")


def _text(data: Mapping[str, Any], key: str, number: int) -> str:
    value = data.get(key)
    if value is None:
        return "description" if key == "field" else ""
    if not isinstance(value, str):
        raise _wrong(number, _("“{key}” is a text in quotes.").format(key=key))
    return _HALVES.sub("\ufffd", value)


def _facts(facts: object, number: int) -> Iterator[tuple[str, str]]:
    """Yield the filled facts: of an object, or of a list of objects with ``name`` and ``value``."""
    if isinstance(facts, dict):
        pairs: Iterable[tuple[object, object]] = facts.items()
    elif isinstance(facts, list) and all(isinstance(one, dict) for one in facts):
        pairs = ((one.get("name"), one.get("value")) for one in facts)
    else:
        raise _wrong(number, _("“{key}” is an object in braces.").format(key="facts"))
    for name, value in pairs:
        written = _written(value)
        if isinstance(name, str) and written:
            yield name.strip().casefold().replace(" ", "_").replace("-", "_"), written


def _written(value: object) -> str:
    """Return a fact's value as somebody would write it; empty for none."""
    if value is None or value is False or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if value is True:
        return "yes"
    if isinstance(value, (dict, list)):
        return "" if not value else json.dumps(value, ensure_ascii=False)
    return str(value).strip()


def _wrong(number: int, problem: str) -> InputError:
    return InputError(_("Line {n}: {problem}").format(n=number, problem=problem))


def check_text(tools: Tools, request: TextRequest) -> TextAnswer:
    """Return what the checks of texts have against one. Raises `InputError` for an unknown market."""
    context = _context(tools, request)
    found = [finding for check in TEXT_CHECKS for finding in check.check(context)]
    found += Disclosure().check(_script(context, _owed(tools, request)))
    sources = source_claims(request.source, tools.packs.claims, context.source_locale)
    found.sort(key=lambda one: (one.severity.rank, one.start))
    return TextAnswer(request.id, tuple(found), tuple(sources))


def _owed(tools: Tools, request: TextRequest) -> tuple[RequiredText, ...]:
    """Return the texts a whole script or description may owe by what is known of it."""
    if request.field not in _WHOLE or request.facts is None:
        return ()
    paid = request.field == "script" and any(name in request.facts for name in _PAID)
    return tuple(one for one in tools.packs.required if paid or one.trigger is not Trigger.PAID)


def _context(tools: Tools, request: TextRequest) -> TextContext:
    target, channel = _where(tools, request)
    market = tools.packs.markets.get(target.market)
    spoken = request.field in _SPOKEN
    place = Field.DESCRIPTION if spoken else Field(request.field)
    # Without a source the text is its own: nothing is then missing, added or the same by mistake.
    source = request.source or request.target
    own = request.source_locale or _spoken_in(request.source)
    source_locale = own if request.source else target.locale
    digest = text_hash(source)
    segment = Segment(0, 0, place, 0, "", source, digest)
    state = State.TRANSLATED if request.target else State.UNTRANSLATED
    translation = Translation(0, target.locale, request.target, state, Origin.PERSON, digest)
    limit = None if spoken else channel.limit(channel_field(place), target.market)
    context = TextContext(
        target=target,
        source_locale=source_locale,
        segment=segment,
        translation=translation,
        limit=limit,
        channel=channel,
        claims=tools.packs.claims,
        grounds=_grounds(tools, request),
        # who tells nothing of the product is told nothing about what it lacks
        promises=tools.packs.promises if request.facts else None,
    )
    return context if market is None else replace(context, measure=market.measure)


def _where(tools: Tools, request: TextRequest) -> tuple[Target, Channel]:
    packs = tools.packs
    if request.market == SOURCE_MARKET:
        locale = request.locale or "zh-Hans-CN"
        return Target(SOURCE_MARKET, "own", locale), Channel("own", "", (SOURCE_MARKET,), ())
    market = packs.markets.get(request.market)
    if market is None:
        problem = _("There is no market {market}. There are: {known}.")
        known = ", ".join((*packs.markets, SOURCE_MARKET))
        raise InputError(problem.format(market=request.market, known=known))
    code = request.channel.casefold()
    channel = packs.channels.get(code)
    if code and channel is None:
        problem = _("There is no channel {channel}. There are: {known}.")
        raise InputError(problem.format(channel=request.channel, known=", ".join(packs.channels)))
    locale = request.locale or market.default_locale
    if channel is None:
        return Target(market.code, "", locale), Channel("", "", (market.code,), ())
    return Target(market.code, channel.code, locale), channel


def _spoken_in(source: str) -> str:
    """Return the locale a source without one is taken to be in: Chinese where it is written so."""
    return "zh-Hans-CN" if _HAN.search(source) else "en-US"


def _grounds(tools: Tools, request: TextRequest) -> Grounds | None:
    facts = request.facts
    category = request.category.casefold()
    if facts is None and not category:
        return None
    if category and category not in set(Group):
        kind = named_type("", request.category, tools.termbase)
        category = category if kind is None else kind.group
    known = facts or {}
    return Grounds(
        known, known.get("brand", ""), category, tuple(filter(None, (known.get("sku"),)))
    )


def _script(context: TextContext, owed: tuple[RequiredText, ...]) -> ScriptContext:
    """Return the text as a script of as many host lines as it has."""
    lines = tuple(
        ScriptLine(Beat.HOOK, Lane.HOST, text) for text in context.text.splitlines() if text
    )
    script = Script(context.target.locale, "", 0.0, "", 0, (), lines)
    return ScriptContext(context.target, script, {}, (), owed, None, context.grounds)

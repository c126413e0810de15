"""Checks of what is promised: phrase rules of markets and platforms, and texts a market requires."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import ClassVar, Final

from localizer.check.claim_words import claim_message
from localizer.check.context import ScriptContext, TextContext
from localizer.check.guards import Guards, branches
from localizer.check.readings import MASK, Reading, bare, hidden, seen
from localizer.i18n import N_
from localizer.model.finding import Finding, Severity
from localizer.model.grounds import Ground, Grounds
from localizer.model.launch import Target
from localizer.model.locale import language_script, region, same_language
from localizer.model.rule import ClaimRule, RequiredText, Trigger
from localizer.model.script import Lane
from localizer.model.segment import State

#: Where a sentence ends; Thai ends one with a space.
_SENTENCE: Final = re.compile(r"[.!?。！？\n…]+(?=\s|$|[^\x00-\x7f])|[。！？\n]")
#: Where a clause ends: what is denied before does not reach across.
_CLAUSE: Final = re.compile(r"[,;:，；：、—]|\s[-–]\s")
_QUESTION: Final = re.compile(r"[?？]|(?:ไหม|มั้ย|หรือเปล่า|吗|嗎)(?:คะ|ครับ|[\s。]|$)")
#: As far a denial reaches, in characters: "does not in any way treat".
_REACH: Final = 40
_NUMBER: Final = re.compile(r"\d+")
Span = tuple[int, int]
#: A wording that stands oftener in one text is told so many times: nobody reads on.
MOST_HITS: Final = 100
#: How far a sentence is looked for around a hit, in characters.
_AROUND: Final = 300
#: Languages whose words stay words without their diacritics; people type them so.
_STRIPPED: Final = ("vi", "fr", "es", "pt", "it", "de", "fil")


@lru_cache(maxsize=20_000)
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a rule's pattern ready to search; each is compiled once."""
    return re.compile(pattern, re.IGNORECASE)


def as_matched(text: str) -> str:
    """Return ``text`` as patterns are written for: NFC, without what cannot be seen."""
    return seen(text).text


class _Patterns:
    """The patterns of a set of rules: which rule each belongs to, and which can match a text at all."""

    def __init__(self, rules: Sequence[ClaimRule], *, stripped: bool) -> None:
        pairs = [
            (rule, branch)
            for rule in rules
            for one in (rule.pattern, *rule.paraphrases)
            for branch in branches(one)
        ]
        if stripped:
            pairs = [(rule, _bare_pattern(one)) for rule, one in pairs]
        self._pairs = pairs
        self._stripped = stripped
        self._guards = Guards([pattern for _rule, pattern in pairs])

    def hits(self, text: str, around: str) -> Iterator[tuple[ClaimRule, re.Match[str]]]:
        """Yield each hit of each rule in ``text``, but no hit of a wording that is excepted.

        ``around`` is the text where ``text`` is masked, else the same.
        """
        innocent: dict[str, list[tuple[int, int]]] = {}
        for place in self._guards.possible(text.lower()):
            rule, pattern = self._pairs[place]
            for match in islice(compiled(pattern).finditer(text), MOST_HITS):
                # nothing, or words with and without diacritics: a masked sign is no letter
                if not match.group().strip() or MASK in match.group():
                    continue
                if rule.id not in innocent:
                    innocent[rule.id] = list(self._innocent(rule, text, around))
                start, end = match.span()
                if not any(one <= start and end <= other for one, other in innocent[rule.id]):
                    yield rule, match

    def _innocent(self, rule: ClaimRule, text: str, around: str) -> Iterator[tuple[int, int]]:
        """Yield where the wordings stand that are excepted from a rule."""
        pairs = [(exception, around) for exception in rule.exceptions]
        if self._stripped:
            pairs += [(_bare_pattern(exception), text) for exception in rule.exceptions]
        for pattern, where in pairs:
            found = islice(compiled(pattern).finditer(where), MOST_HITS)
            yield from (match.span() for match in found)


@lru_cache(maxsize=20_000)
def _bare_pattern(pattern: str) -> str:
    """Return a pattern for text without diacritics."""
    return bare(pattern)


#: A hit of a rule: the match, the text it was found in, and where it starts and ends in the text as given.
_Hit = tuple[ClaimRule, re.Match[str], str, int, int]
#: Bullets, options and lines of scripts are told again and again, longer texts are a product's own; so many
#: of those characters, and so many texts a set of rules, are some megabytes.
_REMEMBERED: Final = 300
_TEXTS_KEPT: Final = 4096


class ClaimFinder:
    """Finds what a set of rules, those of one market and locale, have against texts."""

    def __init__(self, rules: Sequence[ClaimRule], *, stripped: bool = False) -> None:
        """Read ``rules``; with ``stripped`` also texts without diacritics are understood."""
        self._plain = _Patterns(rules, stripped=False)
        self._bare = _Patterns(rules, stripped=True) if stripped else None
        self._folds = tuple(dict.fromkeys(pair for rule in rules for pair in rule.speech.folds))
        self._remembered = lru_cache(maxsize=_TEXTS_KEPT)(self._hits)

    def find(self, text: str, grounds: Grounds | None = None) -> list[Finding]:
        """Return the findings in ``text``, each claim once; spans count in ``text`` as given."""
        found: dict[str, list[tuple[int, int, Finding]]] = {}
        for rule, match, around, start, end in self.hits(text):
            if _cleared(rule, match, around, grounds):
                continue
            kept = found.setdefault(rule.id, [])
            if all(end <= begin or stop <= start for begin, stop, _finding in kept):
                kept.append((start, end, _found(rule, text, start, end)))
        if not found:
            return []
        ordered = sorted((one for kept in found.values() for one in kept), key=lambda one: one[0])
        return [finding for _start, _end, finding in ordered]

    def hits(self, text: str) -> tuple[_Hit, ...]:
        """Return the hits in ``text``; those of texts that many products share are looked for once."""
        return self._remembered(text) if len(text) <= _REMEMBERED else self._hits(text)

    def _hits(self, text: str) -> tuple[_Hit, ...]:
        """Return each hit with the text it stands in and its place in ``text`` as given."""
        hits: list[_Hit] = []
        for reading in self._readings(text):
            patterns = self._bare if reading.masked else self._plain
            around = reading.around or reading.text
            for rule, match in () if patterns is None else patterns.hits(reading.text, around):
                start, end = whole(text, *reading.span(match.start(), match.end()))
                hits.append((rule, match, around, start, end))
        return tuple(hits)

    def _readings(self, text: str) -> Iterator[Reading]:
        yield seen(text)
        yield from hidden(text, self._folds, stripped=self._bare is not None)


class _Same:
    """Rules known by being the very same tuple: to hash and compare each of them for every text is slow."""

    __slots__ = ("rules",)

    def __init__(self, rules: tuple[ClaimRule, ...]) -> None:
        self.rules = rules

    def __hash__(self) -> int:
        return id(self.rules)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.rules is self.rules


@lru_cache(maxsize=128)
def _finder(rules: _Same, market: str, locale: str, channel: str) -> ClaimFinder:
    """Return the finder of ``rules``, which are kept as long as it: no other rules get their place."""
    return _finder_of(rules.rules, market, locale, channel)


@lru_cache(maxsize=64)
def _finder_of(rules: tuple[ClaimRule, ...], market: str, locale: str, channel: str) -> ClaimFinder:
    mine = [rule for rule in rules if rule.applies(market, locale, channel)]
    return ClaimFinder(mine, stripped=locale.startswith(_STRIPPED))


def finder_for(rules: tuple[ClaimRule, ...], target: Target) -> ClaimFinder:
    """Return what finds the claims that ``rules`` know in texts for ``target``."""
    return _finder(_Same(rules), target.market, target.locale, target.channel)


def claims_in(
    text: str,
    rules: tuple[ClaimRule, ...],
    market: str,
    locale: str,
    *,
    channel: str = "",
    grounds: Grounds | None = None,
) -> list[Finding]:
    """Return what the rules of ``market`` and ``locale`` have against ``text``.

    A rule that asks for evidence has nothing against a claim that rests on a filled fact of ``grounds``.
    """
    return _finder(_Same(rules), market, locale, channel).find(text, grounds) if text else []


def _cleared(rule: ClaimRule, match: re.Match[str], around: str, grounds: Grounds | None) -> bool:
    """Tell whether a hit is no claim: denied, only asked, part of a brand's name, or supported."""
    if grounds is not None and (_supported(rule, match, grounds) or _in_brand(match, grounds)):
        return True
    if not rule.negation:
        return False
    hit = match.span()
    sentence = _bounds(_SENTENCE, around, hit)
    return _denied(rule, around, hit, sentence) or _only_asked(rule, around, hit, sentence)


def _bounds(breaks: re.Pattern[str], text: str, hit: Span) -> Span:
    """Return where the part of ``text`` around a hit starts and ends (its break included)."""
    start = max(0, hit[0] - _AROUND)
    for one in breaks.finditer(text, start, hit[0]):
        start = one.end()
    after = breaks.search(text, hit[1], hit[1] + _AROUND)
    return start, min(len(text), hit[1] + _AROUND) if after is None else after.end()


def _denied(rule: ClaimRule, text: str, hit: Span, sentence: Span) -> bool:
    speech = rule.speech
    if speech.negation:
        before = text[max(sentence[0], hit[0] - _REACH) : hit[0]]
        clause = _CLAUSE.split(before)[-1]
        if compiled(speech.negation).search(clause):
            return True
    if speech.negation_after:
        after = _CLAUSE.split(text[hit[1] : min(sentence[1], hit[1] + _REACH)])[0]
        return compiled(speech.negation_after).search(after) is not None
    return False


def _only_asked(rule: ClaimRule, text: str, hit: Span, sentence: Span) -> bool:
    """Tell whether the claim stands in a question of somebody else, or in one that is answered with no."""
    start, end = sentence
    if not _QUESTION.search(text[hit[1] : end]):
        return False
    speech = rule.speech
    if speech.asked and compiled(speech.asked).search(text[max(0, start - _REACH) : end]):
        return True
    return bool(speech.denied) and compiled(speech.denied).match(text[end:].lstrip()) is not None


def _supported(rule: ClaimRule, match: re.Match[str], grounds: Grounds) -> bool:
    """Tell whether a filled fact supports the claim; "only 5 left" needs a stock of 5 at most."""
    if rule.severity is not Severity.EVIDENCE:
        return False
    name = grounds.first(rule.evidence)
    number = _NUMBER.search(match.group())
    if Ground.STOCK in rule.evidence and number is not None and grounds.value(Ground.STOCK):
        return 0 < int(grounds.value(Ground.STOCK) or 0) <= int(number.group())
    return bool(name)


def _in_brand(match: re.Match[str], grounds: Grounds) -> bool:
    brand = grounds.brand.casefold()
    if not brand:
        return False
    text = match.string.casefold()
    at = text.find(brand)
    while at >= 0:
        if at <= match.start() and match.end() <= at + len(brand):
            return True
        at = text.find(brand, at + 1)
    return False


def _found(rule: ClaimRule, text: str, start: int, end: int) -> Finding:
    args = (
        ("text", as_matched(text[start:end]).strip()),
        ("why", rule.why),
        ("safer", rule.safer),
        ("evidence", "|".join(rule.evidence)),
    )
    sources = ", ".join(rule.sources)
    message = claim_message(rule)
    return Finding(f"claim:{rule.id}", rule.severity, message, args, start, end, source=sources)


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span widened so that no character is cut from its marks, joiners or selectors."""
    while start > 0 and _CLINGS.match(text, start):
        start -= 1
    while end < len(text) and (_CLINGS.match(text, end) or text[end - 1] == "\u200d"):
        end += 1
    return start, end


#: What belongs to the character before it: combining marks, joiners, selectors, skin tones.
_CLINGS: Final = re.compile(
    "[\u0300-\u036f\u0e31\u0e33-\u0e3a\u0e47-\u0e4e\u200d\u20d0-\u20f0\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]"
)


def source_claims(
    text: str, rules: tuple[ClaimRule, ...], locale: str, *, channel: str = ""
) -> list[Finding]:
    """Return what the rules of the source's own market have against a source text."""
    return claims_in(text, rules, source_market(locale), locale, channel=channel)


def source_market(locale: str) -> str:
    """Return the market whose rules hold for source texts in ``locale``; ``CN`` has rules and no pack."""
    return region(locale) or _MARKETS.get(language_script(locale), "")


_MARKETS: Final = {"zh-Hans": "CN", "zh-Hant": "TW", "en": "US"}


class SourceClaims:
    """The source says something that may not be said: it must not come into the translation."""

    id: ClassVar[str] = "source_claim"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a warning for each claim of the source, until somebody approved the translation."""
        if context.translation.state is State.APPROVED or same_language(
            context.source_locale, context.target.locale
        ):
            return []
        found = source_claims(
            context.segment.source, context.claims_of_source, context.source_locale
        )
        return [
            Finding(
                f"{self.id}:{one.rule.partition(':')[2]}",
                Severity.WARNING,
                N_("The source says “{text}”, which no translation should repeat. Safer: {safer}."),
                one.args,
                source=one.source,
            )
            for one in found
        ]


class Claims:
    """A listing text says nothing a rule of its market forbids."""

    id: ClassVar[str] = "claim"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding for each hit of each rule that applies."""
        finder = finder_for(context.claims, context.target)
        if not context.text or not finder.hits(context.text):
            return []  # whatever is known of the product
        return finder.find(context.text, context.grounds)


class SpokenClaims:
    """A script says nothing a rule of its market forbids."""

    id: ClassVar[str] = "claim"

    def check(self, context: ScriptContext) -> list[Finding]:
        """Return one finding for each hit; spans count in the script's lines joined by line ends."""
        target = context.target
        found: list[Finding] = []
        offset = 0
        for line in context.script.lines:
            if line.lane is Lane.HOST:
                items = claims_in(
                    line.text,
                    context.claims,
                    target.market,
                    target.locale,
                    channel=target.channel,
                    grounds=context.grounds,
                )
                found.extend(_shifted(item, offset) for item in items)
            offset += len(line.text) + 1
        return found


def _shifted(finding: Finding, offset: int) -> Finding:
    return replace(finding, start=finding.start + offset, end=finding.end + offset)


def _owed(rule: RequiredText, grounds: Grounds | None) -> bool:
    """Tell whether a text is owed: a pitch always tells that it is advertising, others by what is known."""
    if rule.trigger is Trigger.PAID:
        return True
    if grounds is None:
        return False
    if rule.trigger is Trigger.SUPPLEMENT:
        return grounds.category == Ground.SUPPLEMENT or bool(grounds.value(Ground.SUPPLEMENT))
    return bool(grounds.value(Ground.AI_MEDIA))


class Disclosure:
    """A pitch says that it is advertising where the market wants that said."""

    id: ClassVar[str] = "disclosure"

    def check(self, context: ScriptContext) -> list[Finding]:
        """Return a blocking finding for each required text that is missing."""
        lines = (line.text for line in context.script.lines if line.lane is Lane.HOST)
        said = as_matched("\n".join(lines))
        return [
            Finding(
                f"{self.id}:{rule.id}",
                Severity.BLOCK,
                N_("Required here: {text}. For example: {phrase}"),
                (("text", rule.text), ("phrase", rule.phrase)),
                source=", ".join(rule.sources),
            )
            for rule in context.required
            if _owed(rule, context.grounds)
            and rule.applies(context.target.market, context.target.locale)
            and not compiled(rule.must_match).search(said)
        ]

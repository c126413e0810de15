"""What the text checks share: a finding at a place, texts without what is no prose, how much is looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import Final

from localizer.model.finding import Finding, Severity

#: Findings one check gives for one text at most: a text with more is wrong as a whole.
MOST: Final = 40
#: Characters a check that judges a text as a whole looks at: a page says what a book would.
LOOKED_AT: Final = 6000
_NO_PROSE: Final = re.compile(
    r"<[/!]?[A-Za-z][^<>]{0,2000}>|\{[^{}\s]{0,60}\}|&#?\w{1,10};|%\([\w ]{1,40}\)[sd]"
    r"|(?:https?://|www\.)[^\s<>\"\u3000-\u303f\uff00-\uffef]+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
    r"|(?<![\w.-])[\w-]{1,63}\.(?:com|net|org|io|html?|co|shop|store|de|fr|th|id|vn|my|ph|tw|cn)\b",
    re.IGNORECASE,
)
_SIGNS: Final = ("<", "{", "&", "%(", "://", "www.", "@", ".")


def spot(
    rule: str,
    message: str,
    place: tuple[int, int],
    fix: str | None = None,
    severity: Severity = Severity.WARNING,
    **args: str,
) -> Finding:
    """Return a finding for the characters from ``place[0]`` to ``place[1]``."""
    return Finding(rule, severity, message, tuple(args.items()), *place, fix)


def most(findings: Iterable[Finding]) -> list[Finding]:
    """Return the first of ``findings``, in order, `MOST` of them at most."""
    return list(islice(findings, MOST))


def apart(found: list[Finding]) -> list[Finding]:
    """Return what does not overlap, in the order of the text, the longest of those that begin together."""
    kept: list[Finding] = []
    for one in sorted(found, key=lambda item: (item.start, -item.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


@lru_cache(maxsize=16)
def prose(text: str) -> str:
    """Return ``text`` with tags, tokens, entities and addresses as underscores, so that places stay."""
    if not any(sign in text for sign in _SIGNS):
        return text
    return _NO_PROSE.sub(lambda match: "_" * len(match.group()), text)

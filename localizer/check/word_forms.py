"""Words a dictionary lacks although they are right: put together from others, or with unknown endings.

The dictionaries of de, en, es, fr, id, it, pt and vi (Debian 13) lacked or misread 163 words of the sample's
human texts, none of them a slip (November 2026).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

Knows = Callable[[str], bool]

#: Parts of a compound: a verb's prefix (auf, ein) and a word.
_SHORTEST_PART: Final = 3
_SHORTEST_WORD: Final = 4
#: What joins the parts of a compound.
_JOINTS: Final = ("", "s", "n", "en", "es")
_PREFIXES: Final = (
    "anti", "auto", "bio", "extra", "hyper", "hypo", "infra", "intra", "inter", "mega", "micro", "midi",
    "mikro", "mini", "mono", "multi", "neo", "non", "over", "poly", "post", "pre", "semi", "sub", "super",
    "tele", "ultra",
)  # fmt: skip
#: Spanish, Portuguese and Italian hang pronouns on verbs and make things small.
_CLITICS: Final = re.compile(r"(?:me|te|se|nos|l[aeo]s?|mi|ti|si|ci|vi|ne|gliel[aeo])$")
_SMALL: Final = re.compile(r"(?:ec|c|z)?(?:it|inh|illin|in)[aeo]s?$")
_SMALL_ENDINGS: Final = ("", "a", "o", "e")
#: Malay languages put a word together from a root and affixes.
_BEFORE: Final = re.compile(
    r"^(?:di|ke|se|ter|ber|per|memper|diper|peng|pen|pem|pe|meng|meny|men|mem|me)"
)
_AFTER: Final = re.compile(r"(?:kannya|annya|inya|nya|kan|an|i|lah|kah|ku|mu)$")
#: The letter of the root that a prefix swallows: menutup from tutup, mengisi from isi.
_SWALLOWED: Final = {
    "meng": "k", "meny": "s", "men": "t", "mem": "p", "peng": "k", "pen": "t", "pem": "p",
}  # fmt: skip
_ROMANCE: Final = frozenset({"es", "pt", "it", "fr"})
_MALAYIC: Final = frozenset({"id", "ms", "fil"})


def is_made_up(word: str, spoken: str, knows: Knows) -> bool:
    """Tell whether ``word`` of the language ``spoken`` is put together from words that ``knows`` knows."""
    folded = word.casefold()
    if _is_compound(folded, knows):
        return True
    if spoken in _ROMANCE:
        return any(knows(one) for one in _without_endings(folded))
    return spoken in _MALAYIC and any(knows(one) for one in _roots(folded))


def _is_compound(word: str, knows: Knows) -> bool:
    for prefix in _PREFIXES:
        rest = word[len(prefix) :]
        if word.startswith(prefix) and len(rest) >= _SHORTEST_WORD and _is_word(rest, knows):
            return True
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_WORD + 1):
        if _is_word(word[at:], knows) and any(
            word[:at].endswith(joint)
            and len(word) - len(word[at:]) - len(joint) >= _SHORTEST_PART
            and _is_word(word[: at - len(joint)], knows)
            for joint in _JOINTS
        ):
            return True
    return False


def _is_word(word: str, knows: Knows) -> bool:
    """Tell whether ``word`` is known in small letters or, as nouns in German are, with a capital."""
    return knows(word) or knows(word.capitalize())


def _without_endings(word: str) -> Iterator[str]:
    """Yield what a word may be without pronouns and without a small form: dóblala is dobla."""
    plain = _bare(word)
    for start in dict.fromkeys((word, plain)):
        base = start
        for _more in range(2):
            shorter = _CLITICS.sub("", base)
            if shorter == base or len(shorter) < _SHORTEST_PART:
                break
            base = shorter
            yield base
    small = _SMALL.sub("", plain)
    if small != plain and len(small) >= _SHORTEST_PART:
        stem = re.sub(r"qu$", "c", small)
        yield from (f"{stem}{ending}" for ending in _SMALL_ENDINGS)


def _roots(word: str) -> Iterator[str]:
    """Yield the roots a word may have without its affixes."""
    for before in dict.fromkeys((word, _BEFORE.sub("", word))):
        for root in dict.fromkeys((before, _AFTER.sub("", before))):
            if root != word and len(root) >= _SHORTEST_PART:
                yield root
                removed = word[: len(word) - len(before)]
                if removed in _SWALLOWED:
                    yield _SWALLOWED[removed] + root


def _bare(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(char for char in decomposed if not unicodedata.combining(char))

"""Headers that are not among the known names but near to one: with a remark, in two languages, mistyped.

Only headers are looked at here; whether the cells below agree is for `localizer.intake.cell_kinds` to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from localizer.i18n import N_
from localizer.intake.headers import column_of, simplify, words

WITH_NOTE: Final = N_("The header is a known name with a remark beside it.")
NEARLY: Final = N_("The header is nearly a known name.")
CONTAINS: Final = N_("The header contains a known name.")

#: Columns a name inside a longer header may stand for. What groups rows into products is not among them.
_CONTAINABLE: Final = frozenset(
    {"title", "description", "sku", "list_price", "cost", "stock", "weight", "gtin", "hs_code", "brand",
     "category"}
)  # fmt: skip
#: Columns a mistyped name may stand for; every word must at least begin as it should.
_TYPED: Final = _CONTAINABLE | {"currency", "weight_unit"}
#: Names too common to mean anything inside a longer header (``customer name``, ``起订数量``).
_COMMON: Final = frozenset(
    {"name", "名称", "名稱", "nama", "tên", "ชื่อ", "pangalan", "quantity", "qty", "数量", "數量", "jumlah",
     "kuantiti", "kuantitas", "dami", "จำนวน", "số lượng", "type", "类别", "類別", "ประเภท", "uri", "details",
     "详情", "詳情", "介绍", "介紹", "detalye", "make", "body", "cost", "biaya", "gastos", "chi phí", "modal",
     "kos", "รายละเอียด", "hãng", "on hand", "in stock"}
)  # fmt: skip
_BRACKETS: Final = re.compile(r"[(\[【{][^()\[\]【】{}]*[)\]】}]")
_LEADING_NUMBER: Final = re.compile(r"^(?:[0-9]{1,2}|[a-z])\s?[.、)]\s?")
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_CUTS: Final = re.compile(r"\s*[/|\n·,，;；]\s*")
#: Letters of scripts that put no space between words, and all the others.
_SCRIPTS: Final = re.compile(r"[\u4e00-\u9fff\u0e00-\u0e7f]+|[^\u4e00-\u9fff\u0e00-\u0e7f]+")
_SPACELESS: Final = re.compile(r"[\u4e00-\u9fff\u0e00-\u0e7f]")
_MAX_HEADER: Final = 60
_MIN_SPACELESS: Final = 2
_MIN_TYPED: Final = 5
_LONG: Final = 9


class Likely(NamedTuple):
    """What a header probably means: the column, how far it is from a known name, and why."""

    role: str
    distance: int
    why: str


@lru_cache(maxsize=4096)
def likely_column(header: str) -> Likely | None:
    """Return the column a header that is no known name probably means."""
    if not header or len(header) > _MAX_HEADER:
        return None
    for reading in _plainer(header):
        if (found := column_of(reading)) is not None:
            return Likely(found[0], 1, WITH_NOTE)
    base = _bare(simplify(header))
    if (role := _of_two_languages(header)) is not None:
        return Likely(role, 2, WITH_NOTE) if role else None
    if (role := _unmarked_names().get(_unmarked(base), "")) != "":
        return Likely(role, 3, NEARLY)
    if (near := _mistyped(base)) is not None:
        return near
    return _contained(base)


def _bare(base: str) -> str:
    return _LEADING_NUMBER.sub("", _BRACKETS.sub(" ", base)).strip(" *.:")


def _plainer(header: str) -> Iterator[str]:
    """Yield the header without remarks, numbering and the joints of programmers' names."""
    yield _bare(simplify(header))
    yield _CAMEL.sub(" ", header).replace(".", " ")
    yield _bare(simplify(_CAMEL.sub(" ", header).replace(".", " ")))


def _of_two_languages(header: str) -> str | None:
    """Return the column all parts of ``价格/Price`` or ``商品名称 Product name`` mean, empty for several."""
    folded = unicodedata.normalize("NFKC", header)
    for parts in (_CUTS.split(folded), _SCRIPTS.findall(folded)):
        meant = [column_of(part) for part in parts if any(map(str.isalpha, part))]
        roles = {found[0] for found in meant if found is not None}
        if len(roles) > 1:
            return ""
        if roles and len(meant) > 1 and None not in meant:
            return roles.pop()
    return None


def _unmarked(text: str) -> str:
    """Return ``text`` without accents and tone marks, as people type it in a hurry."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(char for char in plain if not unicodedata.combining(char))


@cache
def _unmarked_names() -> dict[str, str]:
    """Return the column of every name without its accents; empty where two columns would meet."""
    known = words().ranks
    found: dict[str, str] = {}
    for name, (role, _rank) in known.items():
        plain = _unmarked(name)
        if plain != name and plain not in known and not _SPACELESS.search(name):
            found[plain] = role if found.get(plain, role) == role else ""
    return found


def _mistyped(base: str) -> Likely | None:
    """Return the column of a name one letter off, or two in long ones; each word begins right."""
    if len(base) < _MIN_TYPED or _SPACELESS.search(base):
        return None
    allowed = 2 if len(base) >= _LONG else 1
    found: dict[str, int] = {}
    for name, role in _typed_names().get(base[0], ()):
        if _begins_alike(base, name, allowed):
            steps = edits(base, name, allowed)
            if steps <= allowed:
                found[role] = min(steps, found.get(role, steps))
    if not found:
        return None
    role, steps = min(found.items(), key=lambda item: item[1])
    alone = sum(value == steps for value in found.values()) == 1
    return Likely(role, 10 * steps, NEARLY) if alone else None


@cache
def _typed_names() -> dict[str, list[tuple[str, str]]]:
    """Return the names that may be mistyped and their columns, by their first letter."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, (role, _rank) in words().ranks.items():
        if role in _TYPED and len(name) >= _MIN_TYPED:
            found.setdefault(name[0], []).append((name, role))
    return found


def _begins_alike(one: str, two: str, allowed: int) -> bool:
    """Tell whether two names are about as long and their words begin with the same letters."""
    if one[0] != two[0] or abs(len(one) - len(two)) > allowed:
        return False
    mine, theirs = one.split(), two.split()
    return len(mine) != len(theirs) or all(a[0] == b[0] for a, b in zip(mine, theirs, strict=True))


def edits(one: str, two: str, limit: int) -> int:
    """Return how many letters must be changed, put in, left out or swapped; ``limit + 1`` for more."""
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, left in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, right in enumerate(two, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == two[j - 2] and one[i - 2] == right:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def _contained(base: str) -> Likely | None:
    """Return the column of a name that begins or ends ``base``, unless what is left changes its meaning."""
    best: Likely | None = None
    for name, role in _containable_names():
        rest = _rest(base, name) if name in base else None
        if rest is None or _changes_meaning(rest):
            continue
        distance = 100 + len(rest)
        if best is None or distance < best.distance:
            best = Likely(role, distance, CONTAINS)
    return best


@cache
def _containable_names() -> tuple[tuple[str, str], ...]:
    """Return the names that mean their column inside a longer header too."""
    return tuple(
        (name, role)
        for name, (role, _rank) in words().ranks.items()
        if role in _CONTAINABLE and name not in _COMMON
    )


def _rest(base: str, name: str) -> str | None:
    """Return ``base`` without ``name`` at its end or start, ``None`` where it is no word of its own."""
    for rest, edge in (
        (base.removesuffix(name), -1),
        (base.removeprefix(name), 0),
    ):
        if rest in (base, ""):
            continue
        spaceless = _SPACELESS.search(name) is not None and len(name) >= _MIN_SPACELESS
        if spaceless or not rest[edge].isalnum() or _SPACELESS.match(rest[edge]):
            return rest.strip(" /|-:")
    return None


def _changes_meaning(rest: str) -> bool:
    others = words().others
    if any(word in others for word in re.split(r"[\s/|.]+", rest)):
        return True
    return any(_SPACELESS.search(other) and other in rest for other in others)

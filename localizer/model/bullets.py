"""How the lines of a listing are put in order and, where a channel takes fewer, put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from localizer.model.channel import FieldLimit
from localizer.model.product import Fact, Product

#: More bullets than these nobody reads; channels take 5 to 10.
MOST: Final = 10
#: Facts that may share a bullet, because a buyer asks for them together.
_FAMILIES: Final = (
    ("material", "filling", "lining_material", "care"),
    ("fit", "neckline", "sleeve", "pattern", "style", "season", "colour"),
    ("audience", "age_range", "skin_type", "scent"),
    ("capacity", "net_content", "dimensions", "length", "width", "height", "weight", "size"),
    ("power", "voltage", "frequency", "battery", "connector", "bluetooth", "temperature"),
    ("heat_retention", "burn_time", "runtime", "waterproof", "load"),
    ("certificate", "warranty", "shelf_life", "origin"),
)
_FAMILY: Final = {name: number for number, names in enumerate(_FAMILIES) for name in names}
#: Facts that buyers mostly choose.
_CHOSEN: Final = frozenset({"colour", "size"})
#: Facts that are a table: they stand in a description, no bullet holds them.
DESCRIBED: Final = frozenset({"size_table"})
#: Facts without a place of their own come before what is in the box.
_BEFORE: Final = "package"


@dataclass(frozen=True, slots=True)
class BulletStyle:
    """``order`` is that of the facts, ``join`` stands between facts that share a bullet.

    At most ``most`` bullets are wanted, each within ``limit``. ``details`` is the heading over the facts of a
    description.
    """

    order: tuple[str, ...] = ()
    join: str = "; "
    most: int = MOST
    limit: FieldLimit | None = None
    details: str = ""


def listed_facts(product: Product) -> tuple[Fact, ...]:
    """Return the facts a listing lists: not a colour or a size that buyers choose as an option."""
    chosen = {value for variant in product.variants for _name, value in variant.options}
    return tuple(
        fact for fact in product.facts if fact.name not in _CHOSEN or fact.value not in chosen
    )


def arranged(
    lines: Sequence[tuple[str, str]], style: BulletStyle, *, taken: int = 0
) -> tuple[tuple[int, ...], ...]:
    """Return which of ``lines`` (fact name, text) stand in which bullet, in the order of ``style``.

    Lines share a bullet only where there are more than fit beside the ``taken`` ones: first those of one
    family, from the end on, then any neighbours. A bullet never outgrows its limit; none is left out.
    """
    rank = {name: place for place, name in enumerate(style.order)}
    other = rank.get(_BEFORE, len(rank)) - 0.5
    sorted_ = sorted(range(len(lines)), key=lambda at: (rank.get(lines[at][0], other), at))
    bullets: list[tuple[int, ...]] = [(at,) for at in sorted_]
    most = max(1, style.most - taken)
    for same_family in (True, False):
        place = len(bullets) - 1
        while len(bullets) > most and place > 0:
            both = bullets[place - 1] + bullets[place]
            if (not same_family or _one_family(both, lines)) and _fits(both, lines, style):
                bullets[place - 1 : place + 1] = [both]
            place -= 1
    return tuple(bullets)


def joined(bullet: Sequence[int], lines: Sequence[tuple[str, str]], style: BulletStyle) -> str:
    """Return the text of one bullet."""
    return style.join.join(lines[at][1] for at in bullet)


def _one_family(bullet: Sequence[int], lines: Sequence[tuple[str, str]]) -> bool:
    families = {_FAMILY.get(lines[at][0]) for at in bullet}
    return len(families) == 1 and None not in families


def _fits(bullet: Sequence[int], lines: Sequence[tuple[str, str]], style: BulletStyle) -> bool:
    return style.limit is None or style.limit.fits(joined(bullet, lines, style))

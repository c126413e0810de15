"""Sizes in the words of a locale: the label buyers there look for, body measures in brackets behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from localizer.model.locale import region
from localizer.model.size import Goods, GoodsKind, PartKind, SizeLabel, SizePart, SizeTables, Wearer
from localizer.model.term import Concept, TermBase
from localizer.translate.composed import Composed, Piece
from localizer.translate.quantities import Quantity, Shape, write_number, write_quantity
from localizer.translate.sizes import size_labels
from localizer.translate.values import Wording

#: A table of general knowledge: what it says of a body is told as such, and no label is replaced by it.
UNCONFIRMED: Final = "U"
_APPAREL: Final = "apparel"
_SHOES: Final = frozenset(
    {
        *("sneakers", "running_shoes", "white_sneakers", "canvas_shoes", "casual_shoes", "loafers"),
        *("slip_on_shoes", "leather_shoes", "flats", "high_heels", "sandals", "slippers", "slides"),
        *(
            "flip_flops",
            "clogs",
            "ankle_boots",
            "combat_boots",
            "snow_boots",
            "rain_boots",
            "boots",
        ),
        *("hiking_shoes", "high_top_sneakers", "kids_shoes", "baby_shoes"),
    }
)
_BOTTOMS: Final = frozenset(
    {
        *(
            "yoga_pants",
            "trousers",
            "jeans",
            "suit_trousers",
            "wide_leg_trousers",
            "cargo_trousers",
        ),
        *("joggers", "sweatpants", "leggings", "fleece_tights", "shorts", "skirt", "pleated_skirt"),
        *("swim_trunks", "panties", "boxer_briefs", "safety_shorts", "tights"),
    }
)
_TOPS: Final = frozenset(
    {
        *("dress", "sweater", "down_jacket", "t_shirt", "hoodie", "blouse", "shirt", "polo_shirt"),
        *(
            "tank_top",
            "camisole",
            "cardigan",
            "sweatshirt",
            "zip_hoodie",
            "jacket",
            "coat",
            "blazer",
        ),
        *(
            "suit",
            "trench_coat",
            "shell_jacket",
            "sun_protection_jacket",
            "leather_jacket",
            "gilet",
        ),
        *("denim_jacket", "padded_jacket", "overalls", "jumpsuit", "slip_dress", "shirt_dress"),
        *("knit_dress", "evening_dress", "wedding_dress", "cheongsam", "abaya", "two_piece_set"),
        *("tracksuit", "thermal_underwear", "pajamas", "nightgown", "robe", "yoga_set", "swimsuit"),
        *("bikini", "beach_cover_up", "raincoat", "maternity_dress", "top_garment", "tuxedo"),
        *("varsity_jacket", "romper", "baby_bodysuit", "kids_clothing_set", "princess_dress"),
        *("kids_pajamas", "cycling_jersey", "football_jersey"),
    }
)
#: Worn as well, or sized like clothing, though other titles suit them than those of clothing.
_WORN: Final = frozenset(
    {"romper", "baby_sleep_sack", "baby_bodysuit", "kids_clothing_set", "princess_dress", "kids_pajamas",
     "baby_socks", "kids_shoes", "baby_shoes", "belt", "apron", "diapers", "knee_pads", "swim_cap",
     "bike_helmet", "motorcycle_helmet", "cycling_gloves", "pet_clothes", "pet_harness", "pet_collar"}
)  # fmt: skip
#: Pieces of cloth, whose size is a length and a width.
_CLOTHS: Final = frozenset({"scarf", "silk_scarf", "hijab"})
_WEARERS: Final[Mapping[str, Wearer]] = {
    **dict.fromkeys(("women", "young_women", "pregnant_women", "nursing_mothers"), Wearer.WOMEN),
    **dict.fromkeys(("men", "young_men"), Wearer.MEN),
    **dict.fromkeys(
        ("infants", "kids", "girls", "boys", "baby_girls", "baby_boys", "newborns", "toddlers"),
        Wearer.KIDS,
    ),
}
_KIDS: Final = frozenset(
    {"kids_shoes", "baby_shoes", "romper", "baby_bodysuit", "kids_clothing_set", "kids_pajamas",
     "princess_dress"}
)  # fmt: skip
_WOMEN: Final = frozenset(
    {"dress", "blouse", "camisole", "slip_dress", "shirt_dress", "knit_dress", "evening_dress",
     "wedding_dress", "cheongsam", "maternity_dress", "nightgown", "bikini", "high_heels", "flats"}
)  # fmt: skip
#: What is measured, by the key of its words in a pattern file, and the unit it is written in.
_MEASURES: Final[Mapping[PartKind, tuple[str, str]]] = {
    PartKind.FOOT_CM: ("foot", "centimeter"),
    PartKind.FOOT_IN: ("foot", "inch"),
    PartKind.BUST_CM: ("bust", "centimeter"),
    PartKind.BUST_IN: ("bust", "inch"),
    PartKind.WAIST_CM: ("waist", "centimeter"),
    PartKind.WAIST_IN: ("waist", "inch"),
    PartKind.HIP_CM: ("hip", "centimeter"),
    PartKind.HIP_IN: ("hip", "inch"),
    PartKind.HEIGHT_CM: ("height", "centimeter"),
    PartKind.HEIGHT_IN: ("height", "inch"),
    PartKind.WEIGHT_KG: ("weight", "kilogram"),
    PartKind.WEIGHT_LB: ("weight", "pound"),
    PartKind.AGE_MONTHS: ("", "month-person"),
    PartKind.AGE_YEARS: ("", "year-person"),
}
#: Labels as they stand on goods made in China.
_AS_SOLD: Final = frozenset({PartKind.ALPHA, PartKind.CN, PartKind.CN_BOTTOMS, PartKind.OWN})
#: Measures that say enough without a word: a foot's length as the size itself, and in brackets.
_BARE: Final = frozenset({PartKind.FOOT_CM, PartKind.FOOT_IN, PartKind.HEIGHT_CM})


def sized_goods(kind: str, audience: str, termbase: TermBase) -> Goods | None:
    """Return what sizes of a ``kind`` of goods (its concept) are, ``None`` where a body has no such size.

    ``audience`` is what the seller says of who wears it, if anything.
    """
    if kind in _SHOES:
        return Goods(GoodsKind.SHOES, _wearer(kind, audience, termbase))
    if kind in _TOPS or kind in _BOTTOMS:
        wearer = _wearer(kind, audience, termbase)
        return Goods(GoodsKind.CLOTHING, wearer, bottoms=kind in _BOTTOMS)
    return None


def is_worn(kind: Concept) -> bool:
    """Tell whether the sizes of a ``kind`` of goods are sizes of clothing, also of hats, gloves and socks."""
    return kind.id in _WORN or (kind.group == _APPAREL and kind.id not in _CLOTHS)


def compose_size(text: str, goods: Goods, wording: Wording, tables: SizeTables) -> Composed | None:
    """Write the size ``text`` as the locale's market reads it; ``None`` where there is nothing to add."""
    label = size_labels(text, goods, region(wording.locale), tables)
    if label is None or label.main.kind is PartKind.ONE_SIZE:
        return None
    main, parts = _trusted(label, text)
    shown = [written for part in parts if (written := write_part(part, wording))]
    head = write_part(main, wording, alone=True)
    if not head or (not shown and head == text):
        return None
    between = wording.patterns.join.items
    behind = f" ({between.join(shown)})" if shown else ""
    pieces = (Piece(head, slot="size", fact="size"), Piece(behind, slot="size"))
    assumed = (text,) if label.grade == UNCONFIRMED and shown else ()
    return Composed(f"{head}{behind}", pieces, assumed=assumed, of_goods=True)


def _trusted(label: SizeLabel, text: str) -> tuple[SizePart, tuple[SizePart, ...]]:
    """Return what is shown of ``label``: from a table of general knowledge only measures, no other label."""
    if label.grade != UNCONFIRMED:
        return label.main, label.parts
    said = (part for part in (label.main, *label.parts) if part.kind in _AS_SOLD)
    main = next((part for part in said if part.text and part.text in text.upper()), None)
    main = main or SizePart(PartKind.OWN, text)
    return main, tuple(part for part in label.parts if part.kind in _MEASURES)


def _wearer(kind: str, audience: str, termbase: TermBase) -> Wearer:
    """Return who wears it: by what is said, else by what it is."""
    if audience:
        concept = termbase.find(audience, ("audience",))
        return Wearer.UNKNOWN if concept is None else _WEARERS.get(concept.id, Wearer.UNKNOWN)
    if kind in _KIDS:
        return Wearer.KIDS
    return Wearer.WOMEN if kind in _WOMEN else Wearer.UNKNOWN


def write_part(
    part: SizePart, wording: Wording, *, alone: bool = False, named: bool = False
) -> str:
    """Write one label or measure; empty where the locale has no words for it.

    Standing ``alone``, as the size itself, a measure goes without its name; a foot and a height do so in
    brackets too, but not where they are ``named``.
    """
    measure = _MEASURES.get(part.kind)
    if measure is None or not part.numbers:
        return _label(part, wording)
    word, unit = measure
    shape = Shape.RANGE if len(part.numbers) > 1 else Shape.SINGLE
    quantity = Quantity(shape, part.numbers, unit)
    text = write_quantity(quantity, wording.patterns, wording.locale) or ""
    bare = alone or (part.kind in _BARE and not named)
    phrase = "" if bare else wording.patterns.sizes.get(word, "")
    return phrase.replace("{n}", text) if phrase and text else text


def _label(part: SizePart, wording: Wording) -> str:
    """Write a label with its number as the locale writes numbers."""
    text = part.text
    for number in part.numbers:
        text = text.replace(f"{number:f}", write_number(number, wording.patterns, wording.locale))
    return text

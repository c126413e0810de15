"""Read ``resources/terms/patterns/*.toml``. The format is described in ``resources/terms/README.md``.

A variant's file (``en-GB.toml``) holds only what differs from its language's file (``en.toml``).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from localizer.i18n import _
from localizer.model.locale import language
from localizer.model.term import (
    Casing,
    JoinRules,
    LocalePatterns,
    PatternBook,
    PatternGroup,
    Phrase,
    Slot,
    TitlePattern,
)
from localizer.packs.folder import pack_files
from localizer.packs.toml_source import PackFile, Table
from localizer.paths import resource

GROUPS: Final = ("default", "apparel", "beauty", "home", "electronics", "baby", "outdoor")
#: The canonical names of facts, in the order in which facts are shown.
FACT_NAMES: Final = (
    *("material", "filling", "fit", "neckline", "sleeve", "pattern", "style", "season", "audience"),
    *(
        "age_range",
        "skin_type",
        "scent",
        "net_content",
        "capacity",
        "dimensions",
        "length",
        "width",
        "height",
        "weight",
        "power",
    ),
    *(
        "voltage",
        "frequency",
        "temperature",
        "battery",
        "runtime",
        "connector",
        "bluetooth",
        "waterproof",
        "load",
    ),
    *(
        "heat_retention",
        "burn_time",
        "care",
        "package",
        "origin",
        "shelf_life",
        "certificate",
        "warranty",
    ),
    *("colour", "size", "size_table"),
)
#: The units a pattern file must be able to write, by their CLDR names.
UNITS: Final = (
    *("milliliter", "liter", "gram", "kilogram", "millimeter", "centimeter", "meter", "watt"),
    *("volt", "milliampere-hour", "minute", "hour", "day", "month", "year"),
    *("inch", "foot", "pound", "ounce", "second", "week", "revolution-per-minute"),
)
#: Units that only some languages write in a way of their own.
MAY_UNITS: Final = ("month-person", "year-person", "square-foot", "quart", "gallon")
#: What is measured of a body, as written in brackets behind a size.
SIZES: Final = ("bust", "waist", "hip", "height", "weight", "foot")
#: Properties without a line of their own that a title may name.
MAY_SHOW: Final = ("flavour",)
_TITLE_SLOTS: Final = frozenset({*FACT_NAMES, *MAY_SHOW, "brand", "type", "feature"})
_SECTIONS: Final = (
    "title", "feature", "case", "fact", "bullet", "description", "join", "size", "number", "unit",
)  # fmt: skip
_PART: Final = re.compile(r"\{([a-z_]+)(\.adj)?\}")
_GROUP: Final = re.compile(r"\[([^\[\]]*)\]")

Sections = dict[str, Table]


def load_patterns(root: Path | None = None) -> PatternBook:
    """Return the patterns of every locale in ``root`` (ours by default). Raises `PackError`."""
    files = pack_files(root or resource("terms", "patterns"))
    paths = {path.stem: path for path in files}
    book: dict[str, LocalePatterns] = {}
    for locale, path in paths.items():
        pack = PackFile(path)
        general = paths.get(language(locale)) if locale != language(locale) else None
        # Read again for each variant: a file remembers which of its keys were asked for.
        base = None if general is None else PackFile(general)
        book[locale] = _patterns(locale, _sections(pack, base))
        pack.close()
    return PatternBook(book)


def _sections(pack: PackFile, base: PackFile | None) -> Sections:
    """Return the file's tables, a variant's completed from those of its language."""
    if base is None:
        return {name: pack.root.table(name) for name in _SECTIONS}
    found: Sections = {}
    for name in _SECTIONS:
        own, general = pack.root.table_or_none(name), base.root.table(name)
        found[name] = general if own is None else own.based_on(general)
    return found


def _patterns(locale: str, sections: Sections) -> LocalePatterns:
    """Build one locale's patterns."""
    title, case = sections["title"], sections["case"]
    facts, features, units = sections["fact"], sections["feature"], sections["unit"]
    return LocalePatterns(
        locale=locale,
        titles={group: _title(title, group) for group in GROUPS},
        drop=_drop(title),
        features=tuple(
            (name, _phrase(features, name, frozenset({"value"})))
            for name in _names(features)
            if name in FACT_NAMES
        ),
        facts={name: _phrase(facts, name, frozenset({"value"})) for name in FACT_NAMES},
        join=_join(sections["join"]),
        sizes={name: _with_slots(sections["size"], name, "{n}") for name in SIZES},
        units={
            **{unit: _unit(units, unit) for unit in UNITS},
            **{unit: _unit(units, unit) for unit in MAY_UNITS if unit in _names(units)},
        },
        group_digits=sections["number"].whole("group_digits"),
        title_case=case.choice("title", Casing),
        option_case=case.choice("option", Casing),
        fact_case=case.choice("fact", Casing),
        small_words=frozenset(case.texts("small")),
        bullets=_bullets(sections["bullet"]),
        lines=sections["bullet"].text("join"),
        opening=_title(sections["description"], "opening"),
        details=sections["description"].text("details"),
    )


def _bullets(table: Table) -> tuple[str, ...]:
    """Return the order of facts in a list of bullets."""
    order = table.texts("order")
    for name in order:
        if name not in FACT_NAMES:
            raise table.error("order", _("There is no fact {name}.").format(name=name))
    return order


def _names(table: Table) -> tuple[str, ...]:
    """Return the keys of ``table`` in the order of the file, which is an order of importance."""
    return tuple(table._data)  # noqa: SLF001 - a table of ours; its order is wanted nowhere else


def _join(table: Table) -> JoinRules:
    """Read how values are put together."""
    blend_title = table.text("blend_title", "")
    return JoinRules(
        items=table.text("list"),
        last=table.text("and"),
        title_items=table.text("title_list"),
        span=_with_slots(table, "range", "{from}", "{to}"),
        percent=_with_slots(table, "percent", "{n}"),
        blend=_with_slots(table, "blend", "{percent}", "{material}"),
        blend_title=_parts(table, "blend_title", blend_title, frozenset({"material"})),
        item=_with_slots(table, "item", "{count}", "{item}", may="{classifier}"),
        dimensions=table.text("dimensions"),
        property=_with_slots(table, "property", "{property}", "{value}"),
        pack=_with_slots(table, "pack", "{n}"),
        counter=table.text("counter", ""),
    )


def _with_slots(table: Table, key: str, *slots: str, may: str = "") -> str:
    """Return the text under ``key``, which must hold each of ``slots`` once, and no other than ``may``."""
    text = table.text(key)
    known = len(slots) + (text.count(may) if may else 0)
    if any(text.count(slot) != 1 for slot in slots) or text.count("{") != known:
        raise table.error(key, _("Wanted once each: {slots}").format(slots=" ".join(slots)))
    return text


def _unit(table: Table, key: str) -> tuple[str, str]:
    """Return the forms for one and for others; one form serves both."""
    forms = [form.strip() for form in table.text(key).split("|")]
    if len(forms) > 2 or any(form.count("{n}") != 1 for form in forms):  # noqa: PLR2004 - one|other
        raise table.error(
            key, _("Wanted is one form or two (one|other), each with {slot}.").format(slot="{n}")
        )
    return forms[0], forms[-1]


def _drop(table: Table) -> tuple[str, ...]:
    """Return the order in which groups are given up."""
    names = table.texts("drop")
    for name in names:
        if name == "type" or name not in _TITLE_SLOTS:
            raise table.error(
                "drop", _("{name} is not a slot that can be dropped.").format(name=name)
            )
    return names


def _title(table: Table, key: str) -> TitlePattern:
    """Read one title pattern."""
    text = table.text(key)
    groups: list[PatternGroup] = []
    place = 0
    for match in _GROUP.finditer(text):
        groups += _group(table, key, text[place : match.start()], optional=False)
        groups += _group(table, key, match[1], optional=True)
        place = match.end()
    groups += _group(table, key, text[place:], optional=False)
    fixed = [slot.name for group in groups if not group.optional for slot in group.slots]
    if fixed != ["type"]:
        raise table.error(
            key, _("Outside brackets stands {slot}, once, and no other slot.").format(slot="{type}")
        )
    return tuple(groups)


def _group(table: Table, key: str, text: str, *, optional: bool) -> list[PatternGroup]:
    """Read one group; nothing for an empty text."""
    if "[" in text or "]" in text:
        raise table.error(key, _("Square brackets must pair and must not nest."))
    if not text:
        return []
    group = PatternGroup(_parts(table, key, text, _TITLE_SLOTS), optional)
    if optional and not group.slots:
        raise table.error(key, _("A group in brackets needs a slot."))
    return [group]


def _phrase(table: Table, key: str, slots: frozenset[str]) -> Phrase:
    """Read a text that must have a slot."""
    parts = _parts(table, key, table.text(key), slots)
    if not any(isinstance(part, Slot) for part in parts):
        wanted = " ".join(sorted(f"{{{slot}}}" for slot in slots))
        raise table.error(key, _("The text needs {slots}.").format(slots=wanted))
    return parts


def _parts(table: Table, key: str, text: str, slots: frozenset[str]) -> Phrase:
    """Split a text into literal pieces and slots."""
    parts: list[str | Slot] = []
    place = 0
    for match in _PART.finditer(text):
        if match[1] not in slots:
            raise table.error(key, _("There is no slot {slot}.").format(slot=match[0]))
        parts += [text[place : match.start()], Slot(match[1], adjective=match[2] is not None)]
        place = match.end()
    parts.append(text[place:])
    if any(isinstance(part, str) and ("{" in part or "}" in part) for part in parts):
        raise table.error(key, _("Curly brackets are for slots only."))
    return tuple(part for part in parts if part != "")

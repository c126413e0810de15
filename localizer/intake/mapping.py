"""Decide, once for a file, what each of its columns is."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from localizer.errors import ColumnsUnknownError, InputError
from localizer.i18n import _
from localizer.intake.currency import currency_code
from localizer.intake.fact_names import fact_name
from localizer.intake.facts import FactLabel
from localizer.intake.headers import (
    FAMILIES,
    ROLES,
    TITLE,
    column_of,
    parse_header,
    simplify,
    spoken,
    words,
)
from localizer.intake.table import Table

FACT: Final = "fact"
IGNORE: Final = "ignore"
OPTION: Final = "option"
MAX_COLUMNS: Final = 1000
SHOWN_HEADERS: Final = 12
#: Several columns may hold pictures under one number; the later ones are numbered from here on.
FURTHER_IMAGES: Final = 100
#: Families whose columns need no number of their own: any free one will do.
#: Stands behind every place in a list of preferences.
_LAST: Final = 1_000_000
_FREELY_NUMBERED: Final = ("image", "bullet")
_NUMBERED_COLUMN: Final = re.compile(
    r"(?:image|bullet|option_name|option_value):[0-9]{1,4}|list_price:[A-Z]{3}"
)
#: How a column map names a column whose header is blank or stands twice: by its place, from 1.
_PLACE: Final = re.compile(r"#([0-9]{1,4})")
_LABELLED: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"custom_field\.\w{1,40}\.(\w{1,60})",
        r"(.{1,60}) \(product\.metafields\..{1,80}\)",
        r"(?:attribute|属性|商品属性)\s*[:：]\s*(.{1,60})",
    )
)
#: Ends of Chinese headers that describe the record or a price, not the product.
_RECORD_WORDS: Final = re.compile(
    r"(?:[价價]|价格|價格|价钱|链接|連結|网址|網址|日期|编号|編號|编码|編碼|状态|狀態|备注|備註|说明|說明|id|url)$"
)
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
#: Headers that name their unit in words, not in brackets.
_UNITS_IN_WORDS: Final = {"variant grams": "g"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column in use; ``role`` is unique in a file: ``title``, ``image:2``, ``fact:材质``."""

    index: int
    header: str
    role: str
    unit: str = ""
    label: FactLabel | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns of a file: those in use by role and by family, and the headers of those that are not."""

    by_role: dict[str, Column]
    families: dict[str, tuple[Column, ...]]
    ignored: tuple[str, ...]

    def __contains__(self, role: str) -> bool:
        """Tell whether the file has the column."""
        return role in self.by_role

    def header(self, role: str) -> str:
        """Return the header as the seller wrote it, the role itself where there is none."""
        column = self.by_role.get(role)
        return column.header if column is not None else role

    def unit(self, role: str) -> str:
        """Return what stands in brackets in the header of ``role``."""
        column = self.by_role.get(role)
        return column.unit if column is not None else ""

    def named(self, family: str) -> tuple[Column, ...]:
        """Return the columns of a numbered or named family (``image``, ``fact``) in file order."""
        return self.families.get(family, ())


def is_role(text: str) -> bool:
    """Tell whether ``text`` may stand in a column map: a role, a family, a numbered one, ``ignore``."""
    return text in {*ROLES, *FAMILIES, IGNORE} or _NUMBERED_COLUMN.fullmatch(text) is not None


def column_keys(headers: Sequence[str]) -> tuple[str, ...]:
    """Return how a column map names each column: by its header, ``#3`` where it is blank or stands twice."""
    names = [simplify(header) for header in headers]
    counts = Counter(names)
    return tuple(
        header if name and counts[name] == 1 else f"#{place}"
        for place, (header, name) in enumerate(zip(headers, names, strict=True), start=1)
    )


def signature_of(headers: Sequence[str]) -> str:
    """Return what stands for this row of headers, in this order, in whatever file it is met again."""
    names = [simplify(header) for header in headers]
    while names and not names[-1]:
        names.pop()
    text = "\x1f".join(names).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:32]


def header_score(headers: Sequence[str], column_map: Mapping[str, str]) -> int:
    """Return how many headers are known; 0 when none of them is a title."""
    places = _places(headers)
    wanted = {_place(places, key, headers): role for key, role in column_map.items()}
    roles = [wanted.get(i) or _role(h) for i, h in enumerate(headers[:MAX_COLUMNS])]
    return sum(role is not None for role in roles) if TITLE in roles else 0


def _role(header: str) -> str | None:
    found = column_of(header)
    return found[0] if found else None


def fixed_columns(table: Table) -> dict[str, str]:
    """Return the columns the layout of ``table`` fixes, by header as written."""
    found = ((header, table.roles.get(simplify(header))) for header in table.headers)
    return {header: role for header, role in found if role is not None}


def map_columns(headers: Sequence[str], column_map: Mapping[str, str] | None = None) -> Columns:
    """Return the columns of ``headers``; ``column_map`` (header to column, ``fact`` or ``ignore``) wins.

    Raises `ColumnsUnknownError` when no column is a title, `InputError` when the map names what does not
    exist.
    """
    columns = resolve_columns(headers, column_map or {})
    if TITLE not in columns:
        raise ColumnsUnknownError(no_title(headers), headers)
    return columns


def resolve_columns(
    headers: Sequence[str], column_map: Mapping[str, str], *, blank: Collection[int] = frozenset()
) -> Columns:
    """Do as `map_columns` does, title or not; a column at a ``blank`` place gives way to any other."""
    if len(headers) > MAX_COLUMNS:
        raise InputError(
            _("The file has {count} columns; at most {limit} can be read.").format(
                count=len(headers), limit=MAX_COLUMNS
            )
        )
    wanted = chosen_places(headers, column_map)
    chosen = _claim(headers, wanted, blank)
    has_options = any(role.startswith("option_") for role in chosen.values())
    priced_in = {_currency_of(headers[at]) for at, role in chosen.items() if role == "list_price"}
    columns: dict[str, Column] = {}
    ignored: list[str] = []
    for index, header in enumerate(headers):
        said = wanted.get(index, "")
        role = chosen.get(index) or _second_role(index, header, said, has_options=has_options)
        if role is None and not said:
            role = _further_price(header, priced_in)
        if role is None or role in columns:
            ignored.extend([header] if header else [])
            continue
        columns[role] = _column(index, header, role, columns, said)
    return Columns(columns, _families(columns), tuple(ignored))


def _families(columns: Mapping[str, Column]) -> dict[str, tuple[Column, ...]]:
    found: dict[str, list[Column]] = {}
    for role, column in columns.items():
        family, colon, _name = role.partition(":")
        if colon:
            found.setdefault(family, []).append(column)
    return {family: tuple(members) for family, members in found.items()}


def _column(
    index: int, header: str, role: str, columns: Mapping[str, Column], wanted: str = ""
) -> Column:
    base, unit = parse_header(header)
    unit = _UNITS_IN_WORDS.get(base, unit)
    found = column_of(header)
    priced = next((r for r in (role, wanted) if r.startswith("list_price:")), "")
    if priced:
        unit = priced.partition(":")[2]
    elif role == "list_price" and found is not None and found[0].startswith("list_price:"):
        unit = found[0].partition(":")[2]
    label = None
    if role.startswith(FACT + ":"):
        label = _fact_label(header or role.partition(":")[2], unit, columns)
    return Column(index, header, role, unit, label)


def _fact_label(header: str, unit: str, columns: Mapping[str, Column]) -> FactLabel:
    """Return the fact a header states; of two headers with one meaning the second keeps its own name."""
    inner = _label_of(header)
    own = inner or spoken(header)
    shown_as = inner.replace("_", " ").strip().capitalize() if inner else own
    name = fact_name(own)
    taken = {c.label.name for c in columns.values() if c.label is not None}
    if name is not None and name not in taken:
        return FactLabel(name, known=True, unit=unit, header=shown_as)
    return FactLabel(own, known=False, unit=unit, header=shown_as)


def _claim(
    headers: Sequence[str], wanted: Mapping[int, str], blank: Collection[int]
) -> dict[int, str]:
    """Give every canonical column to the header that stands highest in its list, the first if equal.

    One without a cell in it comes last.
    """
    best: dict[str, tuple[int, int]] = {
        role: (-1, index) for index, role in wanted.items() if role not in (FACT, IGNORE, OPTION)
    }
    for index, header in enumerate(headers):
        found = column_of(header) if header and index not in wanted else None
        if found is not None:
            role, rank = found
            rank += _LAST if index in blank else 0
            best[role] = min(best.get(role, (rank, index)), (rank, index))
    if "list_price" not in best:
        priced = sorted((at, role) for role, at in best.items() if role.startswith("list_price:"))
        if priced:
            (rank, index), role = min(priced, key=lambda item: item[0][1])
            best["list_price"] = (rank, index)
            del best[role]
    return {index: role for role, (_rank, index) in best.items()}


def _second_role(index: int, header: str, wanted: str, *, has_options: bool) -> str | None:
    """Return the role of a header that is no canonical column: an option, a fact, or none."""
    if wanted in (FACT, OPTION):
        return f"{wanted}:{header or f'#{index + 1}'}"
    if wanted == IGNORE or not header:
        return None
    if (found := column_of(header)) is not None and found[0].startswith("image:") and not wanted:
        return f"image:{index + FURTHER_IMAGES}"
    base = parse_header(header).base
    if not has_options and base in words().options and not wanted:
        return f"{OPTION}:{header}"
    if is_known_fact(header) or _is_attribute(header, base):
        return f"{FACT}:{header}"
    return None


def _further_price(header: str, priced_in: Collection[str | None]) -> str | None:
    """Return the role of a further price column that states another currency than the first one does."""
    found, currency = column_of(header), _currency_of(header)
    if found is None or found[0] != "list_price" or currency is None or None in priced_in:
        return None
    return None if currency in priced_in else f"list_price:{currency}"


def _currency_of(header: str) -> str | None:
    return currency_code(parse_header(header).unit)


def is_known_fact(header: str) -> bool:
    """Tell whether ``header`` names a fact the program knows, or says itself that it is an attribute."""
    label = _label_of(header)
    return label is not None or fact_name(parse_header(header).base) is not None


def _is_attribute(header: str, base: str) -> bool:
    """Tell whether an unknown header names a property of the product: Chinese ones mostly do."""
    if column_of(header) is not None or base in words().no_fact:
        return False
    return _HAN.search(base) is not None and _RECORD_WORDS.search(base) is None


def _label_of(header: str) -> str | None:
    for pattern in _LABELLED:
        if match := pattern.fullmatch(header.strip()):
            return match[1].strip()
    return None


def _places(headers: Sequence[str]) -> dict[str, int]:
    """Return where a header stands, the first place of one that stands twice."""
    return {simplify(header): index for index, header in reversed(list(enumerate(headers)))}


def _place(places: Mapping[str, int], key: str, headers: Sequence[str]) -> int | None:
    found = places.get(simplify(key))
    if found is None and (match := _PLACE.fullmatch(key.strip())):
        index = int(match[1]) - 1
        return index if 0 <= index < len(headers) else None
    return found


def chosen_places(headers: Sequence[str], column_map: Mapping[str, str]) -> dict[int, str]:
    """Return the roles of a column map by place. Raises `InputError` for what does not exist."""
    places = _places(headers)
    wanted: dict[int, str] = {}
    for key, role in column_map.items():
        index = _place(places, key, headers)
        if index is None:
            raise InputError(
                _("The file has no column “{column}”. It has: {headers}.").format(
                    column=key, headers=shown(headers)
                )
            )
        if not is_role(role):
            raise InputError(
                _("“{role}” is no column this program knows. Known columns: {known}.").format(
                    role=role, known=", ".join([*ROLES, *FAMILIES, IGNORE])
                )
            )
        wanted[index] = _numbered_role(role, index, wanted)
    return wanted


def _numbered_role(role: str, index: int, wanted: Mapping[int, str]) -> str:
    """Give a family that has numbers the next free one."""
    if role in _FREELY_NUMBERED:
        return f"{role}:{index + FURTHER_IMAGES}"
    if role in ("option_name", "option_value"):
        taken = set(wanted.values())
        return next(name for n in range(1, MAX_COLUMNS) if (name := f"{role}:{n}") not in taken)
    return role


def no_title(headers: Sequence[str]) -> str:
    """Return the sentence for a file none of whose columns is known as a title."""
    return _(
        "No column holds the product title. The file has: {headers}. Name the column “title” or "
        "“商品标题”, or choose it when you import."
    ).format(headers=shown(headers))


def shown(headers: Sequence[str]) -> str:
    """Return the headers for a message, the first ones only, each cut short."""
    named = [header if len(header) <= 30 else header[:30] + "…" for header in headers if header]  # noqa: PLR2004
    return ", ".join(named[:SHOWN_HEADERS]) + (", …" if len(named) > SHOWN_HEADERS else "")

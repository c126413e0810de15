"""What a workbook is: its channel, the sheet for products, the columns by their hidden keys.

Layouts as code reads the real files (graded C in the fact sheet, looked up November 2026). Labels are
translated and change; they are shown to people and never searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from lxml import etree

from localizer.errors import InputError
from localizer.export.templates.archive import Archive, Sheet, parser
from localizer.export.templates.sheet import MAX_ROW, Grid, RawCell, head_cells
from localizer.i18n import _

_HIDE: Final = "_hide"
_SETTING: Final = r"(?:^|[=&])"
_BRACKETS: Final = re.compile(r"\[([\w.-]+)=([^\]]*)\]")
#: Shopee: keys, the shop's own numbers, labels, what is required, explanations, rules; then data.
_SHOPEE_DATA: Final = 7
#: TikTok Shop: keys, numbers, labels, what is required, explanations; then data.
_TIKTOK_DATA: Final = 6
#: Lazada: keys in the third row of the hidden sheet, data from the fifth of the visible one.
_LAZADA_KEYS: Final = 3
_LAZADA_DATA: Final = 5
#: The old layout of Amazon: labels, names, then data.
_OLD_KEYS: Final = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its number from 1, the key as the file has it, its label and its rule for people."""

    number: int
    key: str
    label: str = ""
    rule: str = ""

    @property
    def name(self) -> str:
        """Return the key before the channel's own marks: ``ps_price`` of ``ps_price|1|1``."""
        return self.key.partition("|")[0].strip()

    @property
    def base(self) -> str:
        """Return the name without brackets: ``item_name#1.value``."""
        return _BRACKETS.sub("", self.name)

    @property
    def brackets(self) -> Mapping[str, str]:
        """Return what stands in brackets: ``marketplace_id``, ``language_tag``, ``audience``."""
        return dict(_BRACKETS.findall(self.name))

    @property
    def plain(self) -> str:
        """Return the name in small letters without marks, where the case of keys is not confirmed."""
        return re.sub(r"[\s_-]", "", self.name).casefold()


@dataclass(frozen=True, slots=True)
class Template:
    """A recognised workbook. ``layout`` is ``shopee``, ``lazada``, ``tiktok``, ``amazon`` or ``amazon-old``.

    ``settings`` are those a file states of itself (Amazon: ``primaryMarketplaceId``).
    """

    archive: Archive
    layout: str
    sheet: Sheet
    data_row: int
    columns: tuple[Column, ...]
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def channel(self) -> str:
        """Return the code of the channel."""
        return self.layout.partition("-")[0]


def recognise(path: Path, wanted: str = "") -> Template:
    """Return what the workbook ``path`` is; ``wanted`` names the sheet where there are several.

    Raises `InputError` for what is no template that can be filled.
    """
    visible = [one for one in templates_in(path) if not wanted or one.sheet.name == wanted]
    if not visible:
        raise _unknown(path)
    if len(visible) > 1:
        problem = _(
            "{file} has several sheets for products: {sheets}. Say which one is to be filled."
        )
        names = ", ".join(one.sheet.name for one in visible)
        raise InputError(problem.format(file=path.name, sheets=names))
    _refuse_doubles(visible[0])
    return visible[0]


def templates_in(path: Path) -> tuple[Template, ...]:
    """Return the sheets for products that a workbook has, hidden ones only where there is no other.

    Raises `InputError` for what is no template that can be filled.
    """
    archive = Archive(path)
    sheets = archive.sheets()
    grids = {sheet.name: head_cells(archive, sheet) for sheet in sheets}
    texts = _Texts(archive, grids)
    found = tuple(_all(archive, sheets, {name: texts.told(grid) for name, grid in grids.items()}))
    if not found:
        raise _unknown(path)
    return tuple(one for one in found if not one.sheet.hidden) or found


def _unknown(path: Path) -> InputError:
    problem = _(
        "{file} is no template of Shopee, Lazada, TikTok Shop or Amazon that is known. Download it from "
        "the marketplace and do not change its first rows or its hidden sheets."
    )
    return InputError(problem.format(file=path.name))


#: Texts of a sheet's first rows, by row and column.
Told = Mapping[int, Mapping[int, str]]


def _all(
    archive: Archive, sheets: tuple[Sheet, ...], told: Mapping[str, Told]
) -> Iterator[Template]:
    for sheet in sheets:
        rows = told[sheet.name]
        names = {text.partition("|")[0] for text in rows.get(1, {}).values()}
        first = rows.get(1, {}).get(1, "")
        if {"ps_product_name", "ps_price"} <= names:
            columns = _columns(rows, 1, 3, 6)
            yield Template(archive, "shopee", sheet, _SHOPEE_DATA, columns)
        elif {"product_name", "price", "seller_sku"} <= names:
            columns = _columns(rows, 1, 3, 4)
            yield Template(archive, "tiktok", sheet, _TIKTOK_DATA, columns)
        elif "attributeRow=" in first:
            yield _amazon(archive, sheet, rows)
        elif first.startswith("TemplateType="):
            columns = _columns(rows, _OLD_KEYS, 2, 0)
            if any(column.key == "item_sku" for column in columns):
                yield Template(archive, "amazon-old", sheet, _OLD_KEYS + 1, columns)
        elif hidden := told.get(sheet.name + _HIDE):
            columns = _columns(hidden, _LAZADA_KEYS, 0, 0, shown=rows)
            if any(column.plain == "sku.sellersku" for column in columns):
                yield Template(archive, "lazada", sheet, _LAZADA_DATA, columns)


def _amazon(archive: Archive, sheet: Sheet, rows: Told) -> Template:
    """Return the layout that the settings in the first row state."""
    blob = "&".join(rows[1].values())
    settings = dict(re.findall(_SETTING + r"(\w+)=([^&=]*)(?=&|$)", blob))
    keys, data = (_number(settings.get(one, "")) for one in ("attributeRow", "dataRow"))
    labels = _number(settings.get("labelRow", ""))
    columns = _columns(rows, keys, labels, 0)
    old = any(column.key == "item_sku" for column in columns)
    if not keys or not keys < data <= MAX_ROW or not columns:
        raise archive.damaged()
    return Template(archive, "amazon-old" if old else "amazon", sheet, data, columns, settings)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= 7 else 0  # noqa: PLR2004 - rows


def _columns(
    rows: Told, keys: int, labels: int, rules: int, shown: Told | None = None
) -> tuple[Column, ...]:
    """Return the columns that have a key; of ``shown`` the lowest label above the data is taken."""
    made = []
    for number, key in sorted(rows.get(keys, {}).items()):
        if not key.strip():
            continue
        label = rows.get(labels, {}).get(number, "")
        if shown is not None:
            label = shown.get(1, {}).get(number, "")
        made.append(Column(number, key.strip(), label, rows.get(rules, {}).get(number, "")))
    return tuple(made)


def _refuse_doubles(template: Template) -> None:
    """Raise `InputError` where two columns have the same key: nobody could tell which one is meant."""
    seen: set[str] = set()
    for column in template.columns:
        if column.name in seen:
            problem = _("{file}, sheet {sheet}: the key {key} stands over two columns.")
            name = template.archive.path.name
            raise InputError(problem.format(file=name, sheet=template.sheet.name, key=column.name))
        seen.add(column.name)


class _Texts:
    """The shared texts that the heads of sheets show; the others are not kept."""

    def __init__(self, archive: Archive, grids: Mapping[str, Grid]) -> None:
        wanted = {
            cell.shared
            for grid in grids.values()
            for row in grid.values()
            for cell in row.values()
            if cell.shared is not None
        }
        self._texts: dict[int, str] = {}
        part = archive.related(archive.book, "/sharedStrings") if wanted else ""
        if not part:
            return
        try:
            self._read(archive.whole(part), wanted)
        except etree.XMLSyntaxError as error:
            raise archive.damaged() from error

    def told(self, grid: Grid) -> Told:
        """Return the texts of a sheet."""
        return {
            row: {c: self._text(cell) for c, cell in cells.items()} for row, cells in grid.items()
        }

    def _text(self, cell: RawCell) -> str:
        return cell.text if cell.shared is None else self._texts.get(cell.shared, "")

    def _read(self, data: bytes, wanted: set[int]) -> None:
        tree = etree.fromstring(data, parser())
        for index, item in enumerate(tree.iterchildren("{*}si")):
            if index in wanted:
                runs = item.xpath(
                    "./*[local-name()='t'] | ./*[local-name()='r']/*[local-name()='t']"
                )
                self._texts[index] = "".join(str(run.text or "") for run in runs)

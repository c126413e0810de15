"""Google Merchant Center's feeds: text with tabs, and RSS.

Attributes and their limits: support.google.com/merchants, answers 7052112, 6324415, 6324468, 9216100;
merchantapi v1 rev 20261106. Looked up November 2026. A title or description that an engine wrote and no
person changed goes into ``structured_title`` or ``structured_description`` and is marked as made by an
algorithm, as Google asks; the plain attribute then stays blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import ClassVar, Final
from xml.sax.saxutils import escape

from localizer.export.channels.feed import Feed, Item
from localizer.export.channels.numbered import Dialect, NumberedFile, NumberedTable
from localizer.export.channels.upload import own_limit
from localizer.export.channels.words import joined, one_line
from localizer.export.content import ProductContent
from localizer.export.gate import GateResult
from localizer.export.remarks import Kind
from localizer.export.writer import Head, Part
from localizer.i18n import N_
from localizer.model.segment import Field

_SPEC: Final = "merchantapi v1 rev 20261106; support.google.com/merchants answer 7052112"
LIMITS: Final = (
    own_limit("title", 150, _SPEC),
    own_limit("description", 5_000, _SPEC),
    own_limit("id", 50, "reported, not confirmed", "U"),
    own_limit("brand", 70, "reported, not confirmed", "U"),
    own_limit("option_value", 100, _SPEC),
)
HIGHLIGHT: Final = 150
FEWEST_HIGHLIGHTS: Final = 2
MOST_HIGHLIGHTS: Final = 100
#: How Google wants to be told that an algorithm wrote a text.
MACHINE: Final = "trained_algorithmic_media"
HEADER: Final = (
    "id", "title", "structured_title", "description", "structured_description", "link", "image_link",
    "additional_image_link", "availability", "price", "sale_price", "sale_price_effective_date",
    "brand", "gtin", "condition", "item_group_id", "google_product_category", "color", "size",
    "material", "pattern", "product_highlight", "unit_pricing_measure", "unit_pricing_base_measure",
    "shipping_weight",
)  # fmt: skip
_LONG_HIGHLIGHT: Final = Kind(
    "left_out",
    "product_highlight",
    N_("Products with bullet points that are no highlights for Google, too long or only one: {n}."),
    N_("Write at least two of at most 150 characters."),
)


class _Google(Feed):
    LIMITS: ClassVar = LIMITS
    #: Reported, not confirmed; more is told, none is lost without a word.
    MAX_MORE_IMAGES: ClassVar[int] = 10

    def texts(self, content: ProductContent) -> Iterable[tuple[str, str]]:
        """Yield what is written of the product; highlights share a cell that begins with the first."""
        yield from super().texts(content)
        yield from (("product_highlight", one) for one in content.rows[0].texts.bullets[:1])

    def _highlights(self, content: ProductContent) -> tuple[str, ...]:
        bullets = content.rows[0].texts.bullets
        short = tuple(one for one in bullets if len(one) <= HIGHLIGHT)[:MOST_HIGHLIGHTS]
        enough = len(short) >= FEWEST_HIGHLIGHTS
        if bullets and (not enough or len(short) < len(bullets)):
            self.remarks.note(_LONG_HIGHLIGHT, content.product.key)
        return short if enough else ()


class GoogleTextWriter(_Google):
    """Writes ``google.txt``, tabs between the cells, each item in one line."""

    GUARDS_CELLS: ClassVar[bool] = True

    def __init__(self, head: Head, folder: Path) -> None:
        """Begin the file."""
        super().__init__(head)
        dialect = Dialect(delimiter="\t", line_end="\n", bom=self.bom)
        self._table = NumberedTable(folder, "google", ".txt", HEADER, dialect=dialect)

    def write(self, content: ProductContent) -> bool:
        """Write an item for each variant."""
        by_machine = _by_machine(content)
        highlights = _values(self._highlights(content))
        rows = [_cells(item, by_machine, highlights) for item in self.items(content)]
        return self._table.write(rows)

    def close(self, verdict: GateResult) -> tuple[Part, ...]:
        """Finish the file."""
        del verdict
        return self._table.parts(self.remarks.all())

    def abort(self) -> None:
        """Close the file."""
        self._table.abort()


class GoogleXmlWriter(_Google):
    """Writes ``google.xml``, RSS 2.0 with Google's own names."""

    def __init__(self, head: Head, folder: Path) -> None:
        """Begin the file."""
        super().__init__(head)
        title = escape(f"{head.launch}: {head.label}")
        opening = (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0">\n<channel>\n'
            f"<title>{title}</title>\n<link>{escape(_shop(self.given('link')))}</link>\n"
            f"<description>{title}</description>\n"
        )
        self._file = NumberedFile(
            folder, "google", ".xml", head=opening.encode(), foot=b"</channel>\n</rss>\n"
        )

    def write(self, content: ProductContent) -> bool:
        """Write an item for each variant."""
        by_machine = _by_machine(content)
        highlights = self._highlights(content)
        items = self.items(content)
        text = "".join(_element(item, by_machine, highlights) for item in items)
        self._file.write(text.encode(errors="replace"), len(items))
        return True

    def close(self, verdict: GateResult) -> tuple[Part, ...]:
        """Finish the file."""
        del verdict
        return self._file.parts(self.remarks.all())

    def abort(self) -> None:
        """Close the file."""
        self._file.abort()


def _by_machine(content: ProductContent) -> tuple[bool, bool]:
    """Tell whether title and description are a machine's; facts make the description where it has no text."""
    described = any(text.shown for text in content.texts if text.segment.field is Field.DESCRIPTION)
    fields = (Field.DESCRIPTION,) if described else (Field.TITLE, Field.FACT)
    return content.by_machine(Field.TITLE), content.by_machine(*fields)


def _cells(item: Item, by_machine: tuple[bool, bool], highlights: str) -> list[str]:
    options = dict(item.options)
    title, structured_title = _marked(item.title, by_machine=by_machine[0])
    description, structured = _marked(one_line(item.description), by_machine=by_machine[1])
    return [
        item.id, title, structured_title, description, structured, item.link, item.image,
        joined(item.more_images), item.availability, item.price, item.sale_price, item.sale_period,
        item.brand, item.gtin, item.condition, item.group, item.category, options.get("color", ""),
        options.get("size", ""), options.get("material", ""), options.get("pattern", ""), highlights,
        item.measure, item.base_measure, item.weight,
    ]  # fmt: skip


def _marked(text: str, *, by_machine: bool) -> tuple[str, str]:
    """Return the plain attribute and the structured one; one of them is blank."""
    if not by_machine or not text:
        return text, ""
    doubled = text.replace('"', '""')
    return "", f'{MACHINE}:"{doubled}"'


def _values(texts: Sequence[str]) -> str:
    """Return several values as one cell; what holds a comma, colon or quote stands in quotes."""
    return ",".join(
        '"{}"'.format(text.replace('"', '""')) if set(text) & set(',:"') else text
        for text in map(one_line, texts)
    )


def _element(item: Item, by_machine: tuple[bool, bool], highlights: Iterable[str]) -> str:
    lines = "".join(
        f"<g:{name}>{_xml(text)}</g:{name}>\n"
        for name, text in _attributes(item, by_machine, highlights)
        if text
    )
    for name, text, marked in (
        ("structured_title", item.title, by_machine[0]),
        ("structured_description", item.description, by_machine[1]),
    ):
        if marked and text:
            lines += (
                f"<g:{name}><g:digital_source_type>{MACHINE}</g:digital_source_type>"
                f"<g:content>{_xml(text)}</g:content></g:{name}>\n"
            )
    return f"<item>\n{lines}</item>\n"


def _attributes(
    item: Item, by_machine: tuple[bool, bool], highlights: Iterable[str]
) -> Iterator[tuple[str, str]]:
    yield "id", item.id
    yield "title", "" if by_machine[0] else item.title
    yield "description", "" if by_machine[1] else item.description
    yield "link", item.link
    yield "image_link", item.image
    yield from (("additional_image_link", image) for image in item.more_images)
    yield "availability", item.availability
    yield "price", item.price
    yield "sale_price", item.sale_price
    yield "sale_price_effective_date", item.sale_period
    yield "brand", item.brand
    yield "gtin", item.gtin
    yield "condition", item.condition
    yield "item_group_id", item.group
    yield "google_product_category", item.category
    yield from item.options
    yield from (("product_highlight", text) for text in highlights)
    yield "unit_pricing_measure", item.measure
    yield "unit_pricing_base_measure", item.base_measure
    yield "shipping_weight", item.weight


#: XML 1.0 has no place for these in any form.
_NO_XML: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


def _xml(text: str) -> str:
    return escape(text.translate(_NO_XML))


def _shop(link: str) -> str:
    """Return the address of the shop: the link up to its first path."""
    return "/".join(link.split("/")[:3])

"""DOCX of a show: large letters, a page an item, fonts and language set for Thai and Chinese too."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from localizer.export.show import names
from localizer.export.show.sheet import SheetBeat, SheetItem, SheetLine, ShowSheet, visible
from localizer.i18n import _, pgettext
from localizer.model.locale import language_script
from localizer.model.script import Lane

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.table import Table
    from docx.text.paragraph import Paragraph

#: Fonts every Word has: for letters, for complex scripts (Thai), for Chinese of the mainland and of Taiwan.
_LATIN: Final = "Arial"
_COMPLEX: Final = "Tahoma"
_SIMPLIFIED: Final = "Microsoft YaHei"
_TRADITIONAL: Final = "Microsoft JhengHei"
#: Styles of our own: letter size in points, colour, and whether the letters are bold or slanted.
_STYLES: Final = {
    "Show host": (20.0, "000000", False, False),
    "Show control": (13.0, "825400", False, True),
    "Show action": (13.0, "1A7548", False, True),
    "Show stamp": (13.0, "B3261E", True, False),
    "Show ask": (14.0, "000000", True, False),
    "Show answer": (16.0, "000000", False, False),
}
_HEADINGS: Final = {"Title": 26.0, "Heading 1": 22.0, "Heading 2": 12.0}
_LANES: Final = {
    Lane.HOST: "Show host",
    Lane.CONTROL: "Show control",
    Lane.ACTION: "Show action",
}
_BODY: Final = 12.0
_INDENT: Final = 18.0


def docx_bytes(sheet: ShowSheet, *, words: bool = False) -> bytes:
    """Return the whole file; prices are in ``words`` or in digits."""
    # takes a fifth of a second to load
    from docx import Document  # noqa: PLC0415

    document = Document()
    _set_styles(document, sheet.head.locale)
    _set_properties(document, sheet)
    _set_margins(document, sheet)
    _say(document, visible(sheet.head.name), "Title")
    _stamp(document, names.stamp(sheet))
    _pairs(document, names.about(sheet))
    _rundown(document, sheet)
    for item in sheet.items:
        _item(document, sheet, item, words=words)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_properties(document: Document, sheet: ShowSheet) -> None:
    told = document.core_properties
    told.title = visible(sheet.head.name)[:255]
    told.author = told.comments = ""
    told.language = sheet.head.locale
    told.created = told.modified = sheet.head.made_at.astimezone(dt.UTC).replace(tzinfo=None)


def _set_styles(document: Document, locale: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    styles = document.styles
    _dress(styles["Normal"], locale, _BODY)
    for name, size in _HEADINGS.items():
        _dress(styles[name], locale, size, bold=True)
    for name, (size, colour, bold, slanted) in _STYLES.items():
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles["Normal"]
        _dress(made, locale, size, colour, bold=bold, slanted=slanted)
        if slanted:
            made.paragraph_format.left_indent = Pt(_INDENT)
    styles["Heading 1"].paragraph_format.page_break_before = True


def _dress(
    style: ParagraphStyle,
    locale: str,
    size: float,
    colour: str = "000000",
    *,
    bold: bool = False,
    slanted: bool = False,
) -> None:
    """Set letters of a style for every script: Word keeps size and weight of complex scripts apart."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    made = OxmlElement("w:rPr")
    chinese = _TRADITIONAL if language_script(locale) == "zh-Hant" else _SIMPLIFIED
    fonts = {"ascii": _LATIN, "hAnsi": _LATIN, "eastAsia": chinese, "cs": _COMPLEX}
    parts: list[tuple[str, dict[str, str]]] = [("w:rFonts", fonts)]
    parts += [(tag, {}) for tag in ("w:b", "w:bCs") if bold]
    parts += [(tag, {}) for tag in ("w:i", "w:iCs") if slanted]
    half = str(round(size * 2))
    parts += [
        ("w:color", {"val": colour}),
        ("w:sz", {"val": half}),
        ("w:szCs", {"val": half}),
        ("w:lang", {"val": locale, "eastAsia": locale, "bidi": locale}),
    ]
    for tag, values in parts:
        element = OxmlElement(tag)
        for name, value in values.items():
            element.set(qn(f"w:{name}"), value)
        made.append(element)
    old = style.element.rPr
    if old is not None:
        style.element.remove(old)
    style.element.append(made)


def _set_margins(document: Document, sheet: ShowSheet) -> None:
    """Put the show's name above every page and its number below."""
    section = document.sections[0]
    above = section.header.paragraphs[0]
    above.text = visible(f"{sheet.head.name} · {sheet.head.target}")
    _field(section.footer.paragraphs[0], "PAGE")


def _field(paragraph: Paragraph, code: str) -> None:
    """Put a field into ``paragraph`` that Word fills in."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)  # noqa: SLF001 - the library has no call for fields


def _say(document: Document, text: str, style: str) -> None:
    """Add a paragraph in ``style``, by its id: the library's own way looks through all styles each time."""
    paragraph = document.add_paragraph(text)
    paragraph._p.style = style.replace(" ", "")  # noqa: SLF001 - an id is the name without spaces


def _stamp(document: Document, text: str) -> None:
    if text:
        _say(document, text, "Show stamp")


def _pairs(document: Document, pairs: Iterable[tuple[str, str]]) -> None:
    table = _table(document, 2)
    for word, value in pairs:
        _row(table, (word, value))


def _rundown(document: Document, sheet: ShowSheet) -> None:
    document.add_paragraph()
    table = _table(document, 5)
    titles = ("#", pgettext("clock", "At"), pgettext("clock", "Takes"), _("Item"), _("Price"))
    _row(table, titles)
    for item in sheet.items:
        price = item.card.price if item.card else ""
        at, takes = names.clock(sheet.head, item.start), names.minutes(item.seconds)
        _row(table, (str(item.n), at, takes, item.title, price))


def _table(document: Document, columns: int) -> Table:
    table: Table = document.add_table(rows=0, cols=columns, style="Table Grid")
    table.autofit = True
    return table


def _row(table: Table, texts: Iterable[str]) -> None:
    row = table.add_row()  # type: ignore[no-untyped-call] # the library leaves it open
    for cell, text in zip(row.cells, texts, strict=True):
        cell.text = visible(text)


def _item(document: Document, sheet: ShowSheet, item: SheetItem, *, words: bool) -> None:
    _say(document, visible(f"{item.n} · {item.title}"), "Heading 1")
    _stamp(document, names.item_stamp(item))
    _pairs(document, names.item_facts(sheet.head, item))
    for beat in item.beats:
        _beat(document, sheet, beat, words=words)
    if item.answers:
        _say(document, _("Answers"), "Heading 2")
    for answer in item.answers:
        _say(document, names.ask_line(answer), "Show ask")
        _say(document, visible(answer.text(words=words)), "Show answer")


def _beat(document: Document, sheet: ShowSheet, beat: SheetBeat, *, words: bool) -> None:
    name = _(names.BEATS[beat.beat])
    text = names.beat_line(sheet.head, name, beat.start, beat.seconds)
    _say(document, text, "Heading 2")
    for line in beat.lines:
        _say(document, _said(line, words=words), _LANES[line.lane])


def _said(line: SheetLine, *, words: bool) -> str:
    text = visible(line.text(words=words))
    return text if line.lane is Lane.HOST else f"{_(names.LANES[line.lane])}: {text}"

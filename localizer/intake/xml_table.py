"""XML product feeds: Google Merchant (RSS 2.0, Atom) and any list of repeated elements."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Final
from xml.sax import SAXParseException

from defusedxml import DefusedXmlException

from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.intake import encodings, feed_values
from localizer.intake.nested import MAX_COLUMNS, TooNestedError, grid_of
from localizer.intake.sniff import Probe, cannot_read, text_start, too_large
from localizer.intake.strangers import refusal
from localizer.intake.table import Book
from localizer.intake.xml_records import Opened, Place, Record, Source, find_place, records_at

NAME: Final = "xml"
MAX_BYTES: Final = 200 * 1024 * 1024
_BEGIN: Final = re.compile(r"<(?:\?xml[\s?]|!--|!doctype\s|[a-z_][\w.:-]*[\s/>])", re.IGNORECASE)
_ROOT: Final = re.compile(
    r"(?:\s++|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*+(?:\[.*?\]\s*+)?>)*+<(?:[\w.-]*+:)?([\w.-]++)",
    re.IGNORECASE | re.DOTALL,
)
_DECLARED: Final = re.compile(r"""<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]{1,40})["']""")
#: Codecs in which a character takes a varying number of bytes and that the parser does not know.
_MIXED_LENGTH: Final = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5", "big5hkscs": "big5hkscs",
    "shift_jis": "shift_jis", "cp932": "cp932", "euc_jp": "euc_jp", "euc_kr": "euc_kr", "cp949": "cp949",
}  # fmt: skip
#: What only an item of a Google feed has.
_GOOGLE: Final = re.compile(r"<g:id[\s>]")
_PARSERS_OWN: Final = frozenset({"utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"})
#: First elements of files that are no catalog, in lower case.
_STRANGE_ROOTS: Final = {
    "xliff": N_("a translation file (XLIFF)"),
    "tmx": N_("a translation memory (TMX)"),
    "ts": N_("a translation file (Qt)"),
    "martif": N_("a glossary (TBX)"),
    "tbx": N_("a glossary (TBX)"),
    "resources": N_("a translation file (Android)"),
    "tt": N_("a subtitle file (TTML)"),
    "svg": N_("an SVG picture"),
    "urlset": N_("a list of web pages (sitemap)"),
    "sitemapindex": N_("a list of web pages (sitemap)"),
    "opml": N_("a list of feeds (OPML)"),
    "kml": N_("a map"),
    "gpx": N_("a map"),
    "plist": N_("a property list"),
    "project": N_("a build file"),
    "schema": N_("an XML schema"),
    "stylesheet": N_("a stylesheet"),
} | dict.fromkeys(
    ["html", "head", "body", "table", "div", "p", "span", "meta", "script", "style", "center", "font"],
    N_("a web page (HTML)"),
)  # fmt: skip


def recognises(probe: Probe) -> bool:
    """Tell whether the text begins with an XML declaration or an element."""
    return _BEGIN.match(text_start(probe.head).lstrip()) is not None


def read(probe: Probe) -> Book:
    """Return the repeated elements of an XML file as one grid.

    Raises `InputError` for what is damaged, dangerous, too large or known to be no catalog.
    """
    _refuse_strangers(probe)
    if probe.size > MAX_BYTES:
        raise too_large(probe, MAX_BYTES)
    with _told(probe):
        codec = _codec(probe)
        opened = partial(_open, probe, codec)
        place = find_place(opened)
        if place is None:
            raise InputError(
                _("{file} is an XML file without a list of products.").format(file=probe.name)
            )
        records = _items if _GOOGLE.search(text_start(probe.head)) else records_at
        return Book(NAME, (grid_of(partial(records, opened, place), partial(_told, probe)),))


def _items(opened: Opened, place: Place) -> Iterator[tuple[int, Record]]:
    """Yield the items of a Google feed with their attributes as a text feed writes them."""
    for number, record in records_at(opened, place):
        yield number, feed_values.as_cells(record)


def _refuse_strangers(probe: Probe) -> None:
    start = text_start(probe.head).lstrip()
    found = _ROOT.match(start)
    root = found[1].casefold() if found else ""
    if start[:14].casefold() == "<!doctype html":
        root = "html"
    if root == "workbook":
        raise InputError(
            _(
                "{file} is an Excel file in XML. Open it in a spreadsheet program and save it as .xlsx."
            ).format(file=probe.name)
        )
    if root in _STRANGE_ROOTS:
        raise refusal(probe.name, _STRANGE_ROOTS[root])


@contextmanager
def _told(probe: Probe) -> Iterator[None]:
    """Say in words what can go wrong while a file is read."""
    try:
        yield
    except SAXParseException as error:
        raise _damaged(probe, error.getLineNumber() or 1) from error
    except DefusedXmlException as error:
        raise InputError(
            _("{file} holds XML declarations that are not allowed ({part}).").format(
                file=probe.name, part="DOCTYPE"
            )
        ) from error
    except TooNestedError as error:
        raise InputError(
            _(
                "{file} is no list of products: a record has more than {limit} fields, too many levels or "
                "too much text."
            ).format(file=probe.name, limit=MAX_COLUMNS)
        ) from error
    except (UnicodeError, LookupError, ValueError) as error:
        raise _damaged(probe, 1) from error
    except OSError as error:
        raise cannot_read(probe.path, error) from error


def _damaged(probe: Probe, line: int) -> InputError:
    return InputError(
        _("{file} is damaged: it is no valid XML from line {line} on.").format(
            file=probe.name, line=line
        )
    )


def _codec(probe: Probe) -> str:
    """Return the codec to read text with, empty where the parser finds it by itself."""
    declared = _DECLARED.match(text_start(probe.head).lstrip())
    if declared is not None:
        return _MIXED_LENGTH.get(codecs.lookup(declared[1]).name, "")
    codec = encodings.detect(probe)
    return "" if codec in _PARSERS_OWN else codec


def _open(probe: Probe, codec: str) -> AbstractContextManager[Source]:
    return probe.path.open(encoding=codec) if codec else probe.path.open("rb")

"""Texts in the form a channel takes them: HTML or plain; nothing is added but marks of the layout."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from typing import Final
from urllib.parse import quote

from localizer.export.csv_format import FORMULA, neutral
from localizer.export.listing import ListingTexts
from localizer.export.writer import Head

_BREAK: Final = re.compile(r"</(?:p|li|ul|h[1-6])>|<br ?/?>", re.IGNORECASE)
_ITEM: Final = re.compile(r"<li>", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]*>")
#: Makes a description of the texts of a listing.
Form = Callable[[ListingTexts, bool], str]
_LINE_ENDS: Final = re.compile(r"\s*\n\s*")


def is_html(head: Head) -> bool:
    """Tell whether the descriptions of a target are HTML, as its channel has them."""
    if head.channel is None:
        return False
    limit = head.channel.limit("description", head.target.market)
    return limit is not None and limit.html


def bullet_list(bullets: Iterable[str]) -> str:
    """Return bullets as an HTML list, empty for none."""
    items = "".join(f"<li>{html.escape(one, quote=False)}</li>" for one in bullets)
    return f"<ul>{items}</ul>" if items else ""


def as_html(description: str, *, is_html: bool) -> str:
    """Return a description as HTML: lines become paragraphs, lines with a dash a list."""
    if is_html or not description:
        return description
    made: list[str] = []
    listed: list[str] = []
    for line in filter(None, map(str.strip, description.split("\n"))):
        if line.startswith("- "):
            listed.append(line[2:])
            continue
        made += [bullet_list(listed)] if listed else []
        listed = []
        made.append(f"<p>{html.escape(line, quote=False)}</p>")
    made += [bullet_list(listed)] if listed else []
    return "\n".join(made)


def as_text(description: str, *, is_html: bool) -> str:
    """Return a description as plain text: a paragraph a line, what is listed behind a dash."""
    if not is_html:
        return description
    text = _TAG.sub("", _BREAK.sub("\n", _ITEM.sub("- ", description)))
    return _LINE_ENDS.sub("\n", html.unescape(text)).strip()


def body(texts: ListingTexts, is_html: bool) -> str:  # noqa: FBT001 - a `Form`
    """Return bullets and description as one HTML text; facts the description lists come once."""
    description = as_html(texts.description, is_html=is_html)
    told = [one for one in texts.bullets if html.escape(one, quote=False) not in description]
    return "\n".join(filter(None, (bullet_list(told), description)))


def plain_body(texts: ListingTexts, is_html: bool) -> str:  # noqa: FBT001 - a `Form`
    """Return bullets and description as one plain text; facts the description lists come once."""
    description = as_text(texts.description, is_html=is_html)
    told = [f"- {one}" for one in texts.bullets if one not in description]
    return "\n".join(filter(None, (*told, description)))


def plain(texts: ListingTexts, is_html: bool) -> str:  # noqa: FBT001 - a `Form`
    """Return the description alone as plain text."""
    return as_text(texts.description, is_html=is_html)


def html_only(texts: ListingTexts, is_html: bool) -> str:  # noqa: FBT001 - a `Form`
    """Return the description alone as HTML."""
    return as_html(texts.description, is_html=is_html)


def one_line(text: str) -> str:
    """Return ``text`` without line ends and tabs."""
    return " ".join(text.split())


def would_calculate(text: str) -> bool:
    """Tell whether a spreadsheet program would take ``text`` for a formula."""
    return text[:1] in FORMULA and neutral(text) is not text


def is_web(address: str) -> bool:
    """Tell whether a picture can be fetched by a channel."""
    return address.startswith(("https://", "http://"))


def joined(addresses: Iterable[str]) -> str:
    """Return web addresses as one cell; a comma inside of one is written as its code."""
    return ",".join(address.replace(",", "%2C") for address in addresses)


def filled(pattern: str, key: str, sku: str) -> str:
    """Return a web address with ``{key}`` and ``{sku}`` in their places; empty for no pattern."""
    return pattern.replace("{key}", quote(key, safe="")).replace("{sku}", quote(sku, safe=""))


def shopify_handle(text: str) -> str:
    """Return ``text`` in the letters of a handle: small Latin letters, digits, single hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")

"""What the listings of a package look like, as one HTML file: nothing is fetched, nothing runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Final

from localizer.exchange.tables import field_word
from localizer.i18n import N_, in_language
from localizer.model.exchange import ExchangeHead, Unit, product_of
from localizer.model.segment import Field, State

#: Gives a text of a product with its tokens filled in, by the key of the product.
Rendered = Callable[[str, str], str]
_POLICY: Final = "default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'"
_STYLE: Final = """\
:root{color-scheme:light dark;--ink:#1b2430;--muted:#5a6776;--ground:#fff;--line:#d5dbe3;--quiet:#f0f3f7;
--open:#8a4b00}
@media (prefers-color-scheme:dark){:root{--ink:#e8edf3;--muted:#9fabb8;--ground:#12171d;--line:#37414d;
--quiet:#1d242c;--open:#f2c26b}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:1rem 1.25rem 4rem;background:var(--ground);color:var(--ink);
font:1rem/1.55 "Noto Sans","Segoe UI",Roboto,"Noto Sans Thai","Leelawadee UI",Thonburi,"Noto Sans SC",
"Microsoft YaHei","PingFang SC",sans-serif;overflow-wrap:anywhere}
article{border-top:3px solid var(--ink);margin-top:2.5rem;padding-top:.75rem;break-inside:avoid}
article img{float:inline-end;max-width:14rem;max-height:14rem;margin:0 0 .75rem 1rem}
h2{font-size:1.4rem;line-height:1.35;margin:.25rem 0}
p{margin:.5rem 0}
.source{color:var(--muted);font-size:.9rem}
.price{font-weight:700;font-size:1.2rem}
.open{color:var(--open)}
.open::before{content:"◇ "}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}
dt{color:var(--muted)}
dd{margin:0}
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """What beside its units is shown of a product, by `product_name`: names of pictures, prices as texts."""

    pictures: Mapping[str, str] = field(default_factory=dict)
    prices: Mapping[str, str] = field(default_factory=dict)


def as_it_is(_product: str, text: str) -> str:
    """Return a text with its tokens unfilled."""
    return text


def write_preview(
    path: Path,
    head: ExchangeHead,
    units: Iterable[Unit],
    *,
    language: str,
    shown: Shown | None = None,
    rendered: Rendered = as_it_is,
) -> int:
    """Write the preview of ``units``, those of a product one after the other; return how many products."""
    page = _Page(head, language, shown or Shown(), rendered)
    number = 0
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(page.top())
        for _key, group in groupby(units, key=product_of):
            stream.writelines(page.product(list(group)))
            number += 1
        stream.write("</body></html>\n")
    return number


class _Page:
    """Writes the parts of the page."""

    def __init__(self, head: ExchangeHead, language: str, shown: Shown, rendered: Rendered) -> None:
        self._head, self._language, self._shown, self._rendered = head, language, shown, rendered

    def top(self) -> str:
        title = escape(f"{self._head.launch} · {self._head.target_locale}")
        said = in_language(self._language, _EXPLAINED)
        return (
            f'<!DOCTYPE html>\n<html lang="{self._language.replace("_", "-")}"><head>\n'
            '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            f"<title>{title}</title>\n<style>\n{_STYLE}</style></head><body>\n"
            f"<h1>{title}</h1>\n<p>{escape(said)}</p>\n"
        )

    def product(self, units: list[Unit]) -> Iterator[str]:
        """Yield the article of a product: picture, title, price, then text by text."""
        key = product_of(units[0])
        by_field: dict[Field | None, list[Unit]] = {}
        for unit in units:
            by_field.setdefault(unit.field, []).append(unit)
        yield "<article>\n"
        if picture := self._shown.pictures.get(key):
            yield f'<img src="{escape(picture)}" alt="">\n'
        for unit in by_field.pop(Field.TITLE, []):
            yield f"<h2>{self._text(unit)}</h2>\n{self._source(unit)}"
        if price := self._shown.prices.get(key):
            yield f'<p class="price">{escape(price)}</p>\n'
        if bullets := by_field.pop(Field.BULLET, []):
            items = "".join(f"<li>{self._text(one)}{self._source(one)}</li>\n" for one in bullets)
            yield f"<ul>\n{items}</ul>\n"
        for unit in by_field.pop(Field.DESCRIPTION, []):
            yield f"<p>{self._text(unit)}</p>\n{self._source(unit)}"
        if rest := [unit for group in by_field.values() for unit in group]:
            yield "<dl>\n"
            for unit in rest:
                word = escape(field_word(unit, self._language))
                yield f"<dt>{word}</dt><dd>{self._text(unit)}{self._source(unit)}</dd>\n"
            yield "</dl>\n"
        yield "</article>\n"

    def _text(self, unit: Unit) -> str:
        """Return the translation, or the source marked as open where there is none."""
        locale = self._head.target_locale if unit.target else self._head.source_locale
        text = self._rendered(product_of(unit), unit.target or unit.source)
        is_open = unit.state in (State.UNTRANSLATED, State.SENT_BACK) or not unit.target
        kind = ' class="open"' if is_open else ""
        return f'<span lang="{escape(locale)}" dir="auto"{kind}>{_lines(text)}</span>'

    def _source(self, unit: Unit) -> str:
        if not unit.target:
            return ""
        locale = escape(self._head.source_locale)
        return f'<p class="source" lang="{locale}" dir="auto">{_lines(unit.source)}</p>\n'


_EXPLAINED: Final = N_(
    "This is how the texts stand in their listings, each above its source. What is marked ◇ is still open."
)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")

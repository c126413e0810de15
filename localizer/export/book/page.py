"""The body of a launch book as HTML: a cover with a table of contents, then product by product.

It keeps to what Qt's rich text knows, so that the same parts are read on a phone and printed as PDF; only the
style sheets differ. Whatever comes from outside is escaped, and nothing in it is fetched or run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Final

from localizer.export.book.values import (
    BookFinding,
    BookHead,
    BookProduct,
    BookSum,
    BookVariant,
    Entry,
    Tally,
)
from localizer.export.book.words import about, gate_sentence, remarks, title
from localizer.export.pitch import Pitch, PitchLine
from localizer.export.show.names import BEATS, LANES, STATES, minutes, style_word
from localizer.export.show.sheet import visible
from localizer.export.words import SEVERITIES
from localizer.i18n import _, ngettext, pgettext
from localizer.model.finding import Severity
from localizer.model.script import Lane
from localizer.model.segment import State
from localizer.model.text_width import shortened

#: Shapes of severities: what they mean is told without colour too.
_SHAPES: Final = {
    Severity.BLOCK: "■",
    Severity.EVIDENCE: "■",
    Severity.WARNING: "▲",
    Severity.INFO: "●",
}
_OPEN, _DRAFT = "◇", "▲"
_NO_BREAK: Final = "\u00a0"
#: Columns a title has in a printed table of contents.
_TITLE: Final = 44


def safe(text: str) -> str:
    """Return ``text`` as one line in which nothing is a mark."""
    return escape(visible(text))


def _lines(text: str) -> str:
    """Return ``text`` with its line breaks."""
    return "<br>".join(map(safe, text.splitlines()))


def _cells(texts: Iterable[str], tag: str = "td") -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)


def _heads(words: Iterable[str]) -> str:
    return _cells(map(safe, words), "th")


def _table(kind: str, heads: str, rows: Iterable[str]) -> str:
    """Return a table; ``heads`` are the cells of its first row, repeated on every page."""
    head = f"<thead><tr>{heads}</tr></thead>" if heads else ""
    body = "\n".join(rows)
    return (
        f'<table class="{kind}" width="100%" cellspacing="0" cellpadding="3">{head}\n{body}</table>'
    )


class Page:
    """Writes the parts of the books of one target."""

    def __init__(self, head: BookHead) -> None:
        """Write for ``head``."""
        self._head = head
        self._here = f' lang="{safe(head.target.locale)}" dir="auto"'
        self._source = f' lang="{safe(head.source_locale)}" dir="auto"'

    # -- the cover -------------------------------------------------------------------------------

    def cover(
        self,
        tally: Tally,
        entries: Sequence[Entry],
        here: tuple[int, int],
        book: tuple[int, int],
        pages: Sequence[int] = (),
    ) -> str:
        """Return cover and table of contents of a book.

        ``here`` are its first and last product, counted from 1, ``book`` its number and how many there are,
        ``pages`` the pages on which its products begin, where it has pages.
        """
        return "\n".join(self._cover(tally, entries, here, book, pages))

    def _cover(
        self,
        tally: Tally,
        entries: Sequence[Entry],
        here: tuple[int, int],
        book: tuple[int, int],
        pages: Sequence[int],
    ) -> Iterator[str]:
        number, books = book
        yield f"<h1>{safe(title(self._head))}</h1>"
        what = _("Launch book")
        if books > 1:
            what = _("Launch book {n} of {all}").format(n=number, all=books)
        yield f'<p class="kind">{safe(what)}</p>'
        kind = "passed" if tally.verdict.approved else "stamp"
        yield f'<p class="{kind}">{safe(gate_sentence(tally))}</p>'
        rows = (
            f"<tr><th>{safe(word)}</th><td>{_lines(value)}</td></tr>"
            for word, value in about(self._head, tally, here, books)
        )
        yield _table("pairs", "", rows)
        for sentence in remarks(self._head, tally):
            yield f'<p class="note">{safe(sentence)}</p>'
        yield f'<h2 class="contents">{safe(_("Contents"))}</h2>'
        yield self._contents(entries, pages)

    def _contents(self, entries: Sequence[Entry], pages: Sequence[int]) -> str:
        heads = _heads(("#", _("Product"), _("Key"), _("Price")))
        heads += _right_head(_("Page")) if pages else ""
        rows = (
            self._entry(entry, pages[place] if pages else None)
            for place, entry in enumerate(entries)
        )
        return _table("list contents", heads, rows)

    def _entry(self, entry: Entry, page: int | None) -> str:
        mark = f"{_DRAFT}{_NO_BREAK}" if entry.draft else ""
        name = entry.title if page is None else shortened(visible(entry.title), _TITLE)
        cells = [
            str(entry.n),
            f'{mark}<a href="#p{entry.n}"><span{self._here}>{safe(name)}</span></a>',
            safe(entry.key),
            safe(entry.price),
        ]
        last = "" if page is None else f'<td align="right"><a href="#p{entry.n}">{page}</a></td>'
        return f"<tr>{_cells(cells)}{last}</tr>"

    # -- a product -------------------------------------------------------------------------------

    def product(self, one: BookProduct) -> str:
        """Return the part of one product."""
        return "\n".join(("<article>", *self._product(one), "</article>\n"))

    def _product(self, one: BookProduct) -> Iterator[str]:
        yield self._top(one)
        if one.stamp:
            yield f'<p class="stamp">{safe(_("DRAFT: {reasons}").format(reasons=one.stamp))}</p>'
        if one.bullets:
            items = "".join(f"<li>{_lines(text)}</li>" for text in one.bullets)
            yield f"<h3>{safe(_('Bullets'))}</h3>\n<ul{self._here}>{items}</ul>"
        if one.description:
            yield f"<h3>{safe(_('Description'))}</h3>"
            for block in filter(None, map(visible, one.description.splitlines())):
                yield f"<p{self._here}>{escape(block)}</p>"
        yield from self._facts(one)
        yield from self._variants(one)
        yield from self._sums(one.sums)
        for pitch in one.pitches:
            yield from self._pitch(pitch)
        yield from self._findings(one)

    def _top(self, one: BookProduct) -> str:
        """Return title, price and picture: what stands together on the first page."""
        text = "\n".join(self._head_lines(one))
        if not one.picture:
            return text
        picture = f'<img src="{escape(one.picture)}" alt="" width="150">'
        return (
            '<table class="top" width="100%" cellspacing="0" cellpadding="0"><tr>'
            f'<td width="74%">{text}</td><td width="26%" align="right">{picture}</td></tr></table>'
        )

    def _head_lines(self, one: BookProduct) -> Iterator[str]:
        if one.title:
            name = f"<span{self._here}>{safe(one.title)}</span>"
        else:
            name = f"{_OPEN} <span{self._source}>{safe(one.source_title)}</span>"
        yield f'<h2><a name="p{one.n}" id="p{one.n}"></a>{one.n} · {name}</h2>'
        price = safe(one.price) if one.price else safe(_("no price"))
        yield f'<p class="price">{price}</p>'
        if one.sale:
            sale = " · ".join(filter(None, (one.sale, one.window)))
            yield f'<p class="sale">{safe(_("Sale: {price}").format(price=sale))}</p>'
        if one.title:
            yield f'<p class="source"{self._source}>{safe(one.source_title)}</p>'
        about_it = [one.key, one.brand, one.category]
        yield f'<p class="source">{" · ".join(safe(text) for text in about_it if text)}</p>'

    def _facts(self, one: BookProduct) -> Iterator[str]:
        if not one.facts:
            return
        yield f"<h3>{safe(_('Attributes'))}</h3>"
        rows = (
            f"<tr><td{self._here}>{safe(fact.shown) or _OPEN}</td>"
            f'<td class="source"{self._source}>{safe(fact.source)}</td></tr>'
            for fact in one.facts
        )
        yield _table("list", _heads((_("As sold"), _("In the catalog"))), rows)

    def _variants(self, one: BookProduct) -> Iterator[str]:
        if not one.variants:
            return
        yield f"<h3>{safe(_('Variants'))}</h3>"
        columns: list[tuple[str, list[str]]] = [
            (_("SKU"), [each.sku for each in one.variants]),
            *(
                (name, [_at(each.options, place) for each in one.variants])
                for place, name in enumerate(one.option_names)
            ),
            (_("Price"), [each.price or _("no price") for each in one.variants]),
            (_("Sale"), [_sale(each, told=bool(one.window)) for each in one.variants]),
            (pgettext("price", "Was"), [each.was for each in one.variants]),
            (_("Per unit"), [each.per_unit for each in one.variants]),
            (_("GTIN"), [each.gtin for each in one.variants]),
            (_("Weight"), [each.weight for each in one.variants]),
        ]
        kept = [(name, cells) for name, cells in columns if any(cells)]
        rows = (
            f"<tr>{_cells(_lines(text) for text in cells)}</tr>"
            for cells in zip(*(cells for _name, cells in kept), strict=True)
        )
        yield _table("list", _heads(name for name, _texts in kept), rows)

    def _sums(self, sums: Sequence[BookSum]) -> Iterator[str]:
        if sums:
            yield f"<h3>{safe(_('Where the price comes from'))}</h3>"
        for one in sums:
            yield f"<h4>{safe(_(', ').join(one.skus))}</h4>"
            if one.lines:
                yield self._sum(one)
            if one.notes:
                yield f'<p class="note">{"<br>".join(map(safe, one.notes))}</p>'

    def _sum(self, one: BookSum) -> str:
        """Return a sum as a table, numbers to the right."""
        heads = [one.currency, *([one.base] if one.base else []), _("Share")]
        rows = []
        for line in one.lines:
            numbers = [line.amount, *([line.base] if one.base else []), line.share]
            kind = ' class="total"' if line.total else ""
            rows.append(f"<tr{kind}><td>{safe(line.name)}</td>{''.join(map(_right, numbers))}</tr>")
        return _table("sum", f"<th></th>{''.join(map(_right_head, heads))}", rows)

    # -- scripts and findings --------------------------------------------------------------------

    def _pitch(self, pitch: Pitch) -> Iterator[str]:
        name = f"{style_word(pitch.style)} {pitch.label}".strip()
        times = _("{spoken} spoken, {planned} planned").format(
            spoken=minutes(pitch.spoken_seconds), planned=minutes(pitch.planned_seconds)
        )
        parts = [_("Script"), name, times, _(STATES[pitch.state])]
        mark = "" if pitch.state is State.APPROVED else f"{_DRAFT} "
        yield f"<h3>{mark}{safe(' · '.join(parts))}</h3>"
        at = 0.0
        for beat, group in groupby(pitch.lines, key=lambda line: line.beat):
            lines = list(group)
            took = _("{n} s").format(n=round(sum(line.seconds for line in lines)))
            head = f"{_(BEATS[beat])} · {took}"
            yield f"<h4>{minutes(at)} · {safe(head)}</h4>"
            rows = []
            for line in lines:
                rows.append(self._line(line, at))
                at += line.seconds
            yield _table("script", "", rows)

    def _line(self, line: PitchLine, at: float) -> str:
        """Return a line with the second at which it begins, where all are said one after the other."""
        time = f'<td class="time" width="9%">{minutes(at)}</td>'
        if line.lane is not Lane.HOST:
            who = safe(_(LANES[line.lane]))
            text = f"<i>{who}:</i> <span{self._here}>{safe(line.text)}</span>"
            return f'<tr>{time}<td class="{line.lane.value}">{text}</td></tr>'
        said = f'<br><span class="words">{safe(line.spoken)}</span>' if line.spoken else ""
        return f'<tr>{time}<td class="host"{self._here}>{safe(line.text)}{said}</td></tr>'

    def _findings(self, one: BookProduct) -> Iterator[str]:
        if not (one.findings or one.waiting or one.untold):
            return
        yield f"<h3>{safe(_('Open'))}</h3>"
        for state, places in one.waiting.items():
            told = _(", ").join(places)
            yield f'<p class="note"><b>{_DRAFT} {safe(_(STATES[state]))}:</b> {safe(told)}</p>'
        if one.findings:
            yield _table("findings", "", map(self._finding, one.findings))
        if one.untold:
            text = ngettext(
                "{n} finding about the price stands in the book with costs.",
                "{n} findings about the price stand in the book with costs.",
                one.untold,
            )
            yield f'<p class="note">{safe(text.format(n=one.untold))}</p>'

    def _finding(self, one: BookFinding) -> str:
        what = f"{_SHAPES[one.severity]}{_NO_BREAK}{safe(_(SEVERITIES[one.severity]))}"
        passage = f'<br><span class="passage"{self._here}>“{safe(one.passage)}”</span>'
        return (
            f'<tr><td class="{one.severity.value}">{what}</td><td>{safe(one.where)}</td>'
            f"<td>{safe(one.text)}{passage if one.passage else ''}</td></tr>"
        )


def _right(text: str) -> str:
    return f'<td align="right">{safe(text)}</td>'


def _right_head(text: str) -> str:
    return f'<th align="right">{safe(text)}</th>'


def _at(texts: Sequence[str], place: int) -> str:
    return texts[place] if place < len(texts) else ""


def _sale(one: BookVariant, *, told: bool) -> str:
    """Return a sale price, with when it holds where that was not ``told`` for all."""
    return "\n".join(filter(None, (one.sale, "" if told else one.window)))

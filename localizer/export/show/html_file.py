"""HTML of a show: one file without a script or anything fetched, for a tablet, a phone or a sheet of paper.

The same body, in another style, is what is laid out as PDF (`print_page`); it keeps to what Qt's rich text
knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from localizer.export.show import names
from localizer.export.show.sheet import SheetBeat, SheetItem, SheetLine, ShowSheet, visible
from localizer.i18n import _, pgettext
from localizer.model.script import Lane

_SCREEN: Final = """\
:root{color-scheme:light dark;--ink:#1b2430;--muted:#5a6776;--ground:#fff;--line:#d5dbe3;
--quiet:#f0f3f7;--stamp:#b3261e;--control:#825400;--action:#1a7548}
@media (prefers-color-scheme:dark){:root{--ink:#e8edf3;--muted:#9fabb8;--ground:#12171d;
--line:#37414d;--quiet:#1d242c;--stamp:#ff8a80;--control:#f2c26b;--action:#7fd6a6}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:52rem;padding:1rem 1.25rem 4rem;background:var(--ground);color:var(--ink);
font:1.125rem/1.5 "Noto Sans","Segoe UI",Roboto,"Noto Sans Thai","Leelawadee UI",Thonburi,sans-serif;
overflow-wrap:anywhere}
:lang(zh){font-family:"Noto Sans","Segoe UI","Noto Sans SC","Microsoft YaHei","PingFang SC",sans-serif}
:lang(zh-TW),:lang(zh-Hant),:lang(zh-HK){font-family:"Noto Sans","Segoe UI","Noto Sans TC",
"Microsoft JhengHei","PingFang TC",sans-serif}
h1{font-size:1.8rem;line-height:1.25;margin:.5rem 0}
h2{font-size:1.5rem;line-height:1.3;margin:2.5rem 0 .5rem;padding-top:.75rem;border-top:3px solid var(--ink)}
h3{font-size:.95rem;color:var(--muted);margin:1.5rem 0 .25rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0}
th,td{text-align:start;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line)}
th{color:var(--muted);font-weight:600;font-size:.9rem}
td.time{white-space:nowrap;font-variant-numeric:tabular-nums}
p{margin:.4rem 0}
p.facts{color:var(--muted)}
p.facts b{color:var(--ink)}
p.host{font-size:1.5rem;line-height:1.55}
p.control,p.action{font-size:1.05rem;background:var(--quiet);padding:.3rem .7rem;
border-inline-start:4px solid}
p.control{color:var(--control)}
p.action{color:var(--action)}
p.stamp{color:var(--stamp);font-weight:700}
p.ask{font-weight:600;margin-top:1rem}
a{color:inherit}
@media print{:root{--ink:#000;--muted:#444;--ground:#fff;--line:#999;--quiet:#fff;--stamp:#000;
--control:#000;--action:#000}
body{max-width:none;padding:0}h2{break-before:page;border-top:0}h3{break-after:avoid}
p,tr{break-inside:avoid}p.control,p.action{font-style:italic}}
"""
#: Qt's rich text knows no variables, no media and only these properties. Sizes in points follow the paper.
_PAPER: Final = """\
body{color:#000000}
h1{font-size:22pt}
h2{font-size:19pt;page-break-before:always}
h3{font-size:11pt;color:#444444;margin-top:14px;margin-bottom:2px}
th{font-size:10pt;color:#444444;text-align:left}
td{font-size:10.5pt}
p.facts{font-size:11pt}
p.host{font-size:18pt;margin-top:5px;margin-bottom:5px}
p.control{font-size:12pt;font-style:italic;color:#825400;margin-left:24px}
p.action{font-size:12pt;font-style:italic;color:#1a7548;margin-left:24px}
p.stamp{font-size:12pt;font-weight:bold;color:#b3261e}
p.ask{font-size:13pt;font-weight:bold;margin-top:12px}
p.answer{font-size:14pt}
a{color:#000000;text-decoration:none}
"""


def html_page(sheet: ShowSheet, *, words: bool = False) -> str:
    """Return the whole file; prices are in ``words`` or in digits."""
    head = (
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
    )
    return _page(sheet, head, _SCREEN, words=words)


def print_page(sheet: ShowSheet, *, words: bool = False) -> str:
    """Return what is printed: each item begins a page."""
    return _page(sheet, "", _PAPER, words=words)


def _page(sheet: ShowSheet, head: str, style: str, *, words: bool) -> str:
    title = _text(sheet.head.name)
    body = "\n".join(_body(sheet, words=words))
    return (
        f'<!DOCTYPE html>\n<html lang="{names.page_language()}">\n<head>\n{head}'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _text(text: str) -> str:
    return escape(visible(text))


def _body(sheet: ShowSheet, *, words: bool) -> Iterator[str]:
    yield f"<h1>{_text(sheet.head.name)}</h1>"
    yield from _stamp(names.stamp(sheet))
    yield _pairs(names.about(sheet))
    yield from _rundown(sheet)
    for item in sheet.items:
        yield from _item(sheet, item, words=words)


def _stamp(text: str) -> Iterator[str]:
    if text:
        yield f'<p class="stamp">{_text(text)}</p>'


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    rows = "".join(
        f"<tr><th>{_text(word)}</th><td>{_text(value)}</td></tr>" for word, value in pairs
    )
    return f'<table width="100%" cellpadding="2">{rows}</table>'


def _facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Return the head of an item on one line, which wraps on a phone."""
    told = " · ".join(f"{_text(word)} <b>{_text(value)}</b>" for word, value in pairs)
    return f'<p class="facts">{told}</p>'


def _rundown(sheet: ShowSheet) -> Iterator[str]:
    """Yield the order of the show as a table, each item a link to its pitch."""
    titles = ("#", pgettext("clock", "At"), pgettext("clock", "Takes"), _("Item"), _("Price"))
    yield '<table width="100%" cellpadding="1">'
    yield "<tr>" + "".join(f"<th>{_text(title)}</th>" for title in titles) + "</tr>"
    for item in sheet.items:
        price = item.card.price if item.card else ""
        yield (
            f'<tr><td>{item.n}</td><td class="time">{names.clock(sheet.head, item.start)}</td>'
            f'<td class="time">{names.minutes(item.seconds)}</td>'
            f'<td{_lang(sheet)}><a href="#item-{item.n}">{_text(item.title)}</a></td>'
            f'<td class="time">{_text(price)}</td></tr>'
        )
    yield "</table>"


def _lang(sheet: ShowSheet) -> str:
    return f' lang="{_text(sheet.head.locale)}"'


def _item(sheet: ShowSheet, item: SheetItem, *, words: bool) -> Iterator[str]:
    yield f'<h2 id="item-{item.n}"{_lang(sheet)}>{item.n} · {_text(item.title)}</h2>'
    yield from _stamp(names.item_stamp(item))
    yield _facts(names.item_facts(sheet.head, item))
    for beat in item.beats:
        yield from _beat(sheet, beat, words=words)
    if item.answers:
        yield f"<h3>{_text(_('Answers'))}</h3>"
    for answer in item.answers:
        yield f'<p class="ask"{_lang(sheet)}>{_text(names.ask_line(answer))}</p>'
        yield f'<p class="answer"{_lang(sheet)}>{_text(answer.text(words=words))}</p>'


def _beat(sheet: ShowSheet, beat: SheetBeat, *, words: bool) -> Iterator[str]:
    name = _(names.BEATS[beat.beat])
    yield f"<h3>{_text(names.beat_line(sheet.head, name, beat.start, beat.seconds))}</h3>"
    for line in beat.lines:
        yield _line(sheet, line, words=words)


def _line(sheet: ShowSheet, line: SheetLine, *, words: bool) -> str:
    text = _text(line.text(words=words))
    if line.lane is not Lane.HOST:
        text = f"<b>{_text(_(names.LANES[line.lane]))}:</b> {text}"
    return f'<p class="{line.lane.value}"{_lang(sheet)}>{text}</p>'

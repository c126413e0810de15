"""Markdown of a show: lines of the host as paragraphs, those of control room and hands as quotations."""

from __future__ import annotations

from collections.abc import Iterator

from localizer.export.markdown_format import escaped
from localizer.export.show import names
from localizer.export.show.sheet import SheetItem, SheetLine, ShowSheet, visible
from localizer.i18n import _
from localizer.model.script import Lane


def markdown_page(sheet: ShowSheet, *, words: bool = False) -> str:
    """Return the whole file; prices are in ``words`` or in digits."""
    return "\n\n".join(_blocks(sheet, words=words)) + "\n"


def _text(text: str) -> str:
    """Return ``text`` as one line in which nothing is a mark, at its beginning neither."""
    plain = escaped(visible(text)).replace("&", "&amp;")
    number, dot, rest = plain.partition(".")
    return f"{number}\\.{rest}" if dot and number.isdigit() else plain


def _blocks(sheet: ShowSheet, *, words: bool) -> Iterator[str]:
    yield f"# {_text(sheet.head.name)}"
    if told := names.stamp(sheet):
        yield f"**{_text(told)}**"
    yield "\n".join(f"- {_text(word)}: {_text(value)}" for word, value in names.about(sheet))
    for item in sheet.items:
        yield from _item(sheet, item, words=words)


def _item(sheet: ShowSheet, item: SheetItem, *, words: bool) -> Iterator[str]:
    yield f"## {item.n} · {_text(item.title)}"
    if told := names.item_stamp(item):
        yield f"**{_text(told)}**"
    facts = names.item_facts(sheet.head, item)
    yield "\n".join(f"- {_text(word)}: {_text(value)}" for word, value in facts)
    for beat in item.beats:
        name = _(names.BEATS[beat.beat])
        yield f"### {_text(names.beat_line(sheet.head, name, beat.start, beat.seconds))}"
        yield from (_line(line, words=words) for line in beat.lines)
    if item.answers:
        yield f"### {_text(_('Answers'))}"
    for answer in item.answers:
        yield f"**{_text(names.ask_line(answer))}**"
        yield _text(answer.text(words=words))


def _line(line: SheetLine, *, words: bool) -> str:
    text = _text(line.text(words=words))
    if line.lane is Lane.HOST:
        return text
    return f"> *{_text(_(names.LANES[line.lane]))}:* {text}"

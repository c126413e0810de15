"""Plain text of a show for other prompters: a paragraph a line, in brackets what is not read out.

QPrompt and PromptSmart take such a file as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from localizer.export.show import names
from localizer.export.show.sheet import SheetItem, SheetLine, ShowSheet, visible
from localizer.i18n import _
from localizer.model.script import Lane

#: Stands between two items.
_RULE: Final = "* * *"


def text_page(sheet: ShowSheet, *, words: bool = False) -> str:
    """Return the whole file; prices are in ``words`` or in digits. Answers are not part of it."""
    return "\n\n".join(_paragraphs(sheet, words=words)) + "\n"


def _paragraphs(sheet: ShowSheet, *, words: bool) -> Iterator[str]:
    yield _aside(f"{sheet.head.name} · {sheet.head.target}")
    if told := names.stamp(sheet):
        yield _aside(told)
    for item in sheet.items:
        yield _RULE
        yield from _item(sheet, item, words=words)


def _item(sheet: ShowSheet, item: SheetItem, *, words: bool) -> Iterator[str]:
    yield _aside(f"{item.n} · {names.clock(sheet.head, item.start)} · {item.title}")
    if told := names.item_stamp(item):
        yield _aside(told)
    if item.note:
        yield _aside(item.note)
    for beat in item.beats:
        yield from (_line(line, words=words) for line in beat.lines)


def _line(line: SheetLine, *, words: bool) -> str:
    text = line.text(words=words)
    if line.lane is Lane.HOST:
        return visible(text)
    return _aside(f"{_(names.LANES[line.lane])}: {text}")


def _aside(text: str) -> str:
    """Return ``text`` in the brackets that mark what is not read out, and in no other."""
    return f"[{visible(text).replace('[', '(').replace(']', ')')}]"

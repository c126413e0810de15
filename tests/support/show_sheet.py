"""A show as it is written into files, with texts that each format must take care of."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final
from zoneinfo import ZoneInfo

from localizer.export.show.sheet import (
    SheetAnswer,
    SheetBeat,
    SheetCard,
    SheetHead,
    SheetItem,
    SheetLine,
    ShowSheet,
)
from localizer.model.phrase import Question
from localizer.model.script import Beat, Lane
from localizer.model.segment import State

_ZONE: Final = ZoneInfo("Asia/Bangkok")
HEAD: Final = SheetHead(
    name="Abend <1> & *mehr*",
    target="TH/shopee",
    locale="th-TH",
    begins=dt.datetime(2026, 11, 26, 20, tzinfo=_ZONE),
    seconds=600,
    over=-480.0,
    made_at=dt.datetime(2026, 11, 2, 9, tzinfo=_ZONE),
    host="Ploy",
)
ITEM: Final = SheetItem(
    n=1,
    title="ชุดเดรส",
    start=0.0,
    seconds=60.0,
    product_key="DR-1",
    note="=SUM(1)",
    card=SheetCard("฿209", "฿309", "฿100", "1"),
    style="warm",
    variant="A",
    state=State.APPROVED,
    beats=(
        SheetBeat(
            Beat.HOOK,
            0.0,
            60.0,
            (
                SheetLine(Lane.HOST, "ราคา ฿209 ค่ะ", "ราคา สองร้อยเก้าบาท ค่ะ", 4.0),
                SheetLine(Lane.CONTROL, "ขึ้นการ์ด [ราคา]", "ขึ้นการ์ด [ราคา]", 0.0),
                SheetLine(Lane.ACTION, "หมุนช้า ๆ", "หมุนช้า ๆ", 0.8),
            ),
        ),
    ),
    answers=(SheetAnswer(Question.PRICE, "เท่าไหร่", "฿209", "สองร้อยเก้าบาท", State.DRAFT),),
)
PAUSE: Final = SheetItem(n=2, title="พัก", start=60.0, seconds=30.0)
SHEET: Final = ShowSheet(HEAD, (ITEM, PAUSE))
DRAFT: Final = ShowSheet(
    HEAD, (replace(ITEM, state=State.DRAFT, findings=2), replace(ITEM, n=2, missing=("was",)))
)


def saying(text: str) -> ShowSheet:
    """Return a show that says ``text`` wherever a file has a place for it."""
    line = SheetLine(Lane.HOST, text, text, 1.0)
    cue = SheetLine(Lane.CONTROL, text, text, 0.0)
    answer = SheetAnswer(Question.PRICE, text, text, text, State.APPROVED)
    item = replace(
        ITEM,
        title=text,
        note=text,
        card=SheetCard(text, text, text, "1"),
        beats=(SheetBeat(Beat.HOOK, 0.0, 1.0, (line, cue)),),
        answers=(answer,),
    )
    return ShowSheet(replace(HEAD, name=text, host=text), (item,))

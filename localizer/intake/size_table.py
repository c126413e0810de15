"""A size table in a description: one row a size or one column a size, told by its words and size names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

from localizer.intake.description_rows import Row
from localizer.intake.headers import simplify
from localizer.model.locale import language, language_script
from localizer.model.product import Fact, FactKind
from localizer.model.segment import normalize

NAME: Final = "size_table"
MAX_SIZES: Final = 30
MAX_MEASURES: Final = 12
MAX_CELL: Final = 20
#: Rows of one description that look like the head of a size table; more are no description.
MAX_TRIES: Final = 10
#: A size table that reads longer is no help to anybody.
MAX_TEXT: Final = 2000
_LABELS: Final = {
    "zh": "尺码表", "zh-Hant": "尺碼表", "id": "Tabel ukuran", "ms": "Jadual saiz", "th": "ตารางไซส์",
    "vi": "Bảng kích cỡ", "fil": "Talaan ng sukat",
}  # fmt: skip
_SIZE_WORDS: Final = frozenset(
    simplify(word)
    for word in (
        "尺码", "尺碼", "码数", "碼數", "尺寸", "规格", "号型", "size", "sizes", "sizing", "ukuran",
        "saiz", "ไซส์", "ขนาด", "kích cỡ", "kích thước", "cỡ", "sukat",
    )
)  # fmt: skip
_MEASURE_WORDS: Final = frozenset(
    simplify(word)
    for word in (
        "胸围", "胸圍", "衣长", "衣長", "肩宽", "肩寬", "袖长", "袖長", "腰围", "腰圍", "臀围", "臀圍",
        "裤长", "褲長", "裙长", "裙長", "大腿围", "大腿圍", "裤脚", "脚口", "领围", "下摆", "前长",
        "后长", "后中长", "袖口", "袖笼", "脚长", "腳長", "鞋长", "内长", "內長", "头围", "頭圍", "身高",
        "体重", "體重", "建议身高", "建议体重", "参考身高", "参考体重", "年龄", "上胸围", "下胸围",
        "长度", "宽度", "高度", "bust", "chest", "length", "shoulder", "shoulders", "shoulder width",
        "sleeve", "sleeve length", "waist", "hip", "hips", "inseam", "thigh", "hem", "neck",
        "foot length", "insole", "insole length", "height", "weight", "age", "top length", "pants length",
        "skirt length", "dress length", "body length", "width", "cuff", "rise", "head circumference",
        "us", "eu", "uk", "lingkar dada", "lebar dada", "panjang", "panjang baju", "lebar bahu",
        "panjang lengan", "lingkar pinggang", "lingkar pinggul", "tinggi badan", "berat badan", "dada",
        "pinggang", "pinggul", "bahu", "labuh", "ukur lilit dada", "รอบอก", "อก", "ความยาว", "ยาว", "ไหล่",
        "รอบเอว", "เอว", "สะโพก", "รอบสะโพก", "แขน", "ส่วนสูง", "น้ำหนัก", "vòng ngực", "ngực", "vòng eo",
        "eo", "vòng mông", "mông", "dài áo", "chiều dài", "vai", "rộng vai", "dài tay", "chiều cao",
        "cân nặng",
    )
)  # fmt: skip
#: A unit stated for the whole table is one of length.
_UNITLESS: Final = frozenset(
    simplify(word)
    for word in (
        "体重", "體重", "建议体重", "参考体重", "年龄", "weight", "age", "us", "eu", "uk", "berat badan",
        "น้ำหนัก", "cân nặng",
    )
)  # fmt: skip
_SIZE: Final = re.compile(
    r"(?:(?:size|no\.|eu|us|uk)\s*)?"
    r"(?:[2-9]?x{0,5}[sl]|m|[sml]/[sml]|x{1,3}[sl]/x{1,3}[sl]|free ?size|one ?size|os|f"
    r"|均码|均碼|小|中|大|特大|加大"
    r"|[0-9]{1,3}(?:[.,]5)?(?:-[0-9]{1,3})?|[0-9]{2,3}/[0-9]{2,3}[aby]?|[3-4][0-9][a-f]"
    r"|[0-9]{1,2}(?:-[0-9]{1,2})? ?(?:t|y|m|岁|个月|months?|years?))"
    r"\s*(?:码|碼|号|號)?(?:\s*[(（][^()（）]{1,12}[)）])?",
    re.IGNORECASE,
)
_UNIT: Final = re.compile(
    r"[(（/\[]\s*(cm|mm|m|in|inch|inches|厘米|公分|英寸|kg|公斤|斤|g|ซม\.?)\s*[)）\]]?\s*$",
    re.IGNORECASE,
)
_STATED_UNIT: Final = re.compile(
    r"(?:单位|單位|unit|satuan|หน่วย|đơn vị)\s*[:：]?\s*(cm|mm|inch|inches|厘米|公分|英寸|ซม\.?)",
    re.IGNORECASE,
)
_FIGURE: Final = re.compile(r"[0-9][0-9.,]{0,9}(?:\s*[-–~～/]\s*[0-9][0-9.,]{0,9})?")


class SizeTable(NamedTuple):
    """The fact, and the numbers of the rows it was read from."""

    fact: Fact
    items: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Measured:
    """One measure of all sizes: its words, its unit, one figure a size."""

    name: str
    unit: str
    figures: tuple[str, ...]


def size_table(rows: Sequence[Row], *, locale: str) -> SizeTable | None:
    """Return the first size table in ``rows`` as a fact ``S: 胸围 98 cm, 衣长 65 cm; M: …``, or ``None``."""
    tries = 0
    for run in _runs(rows):
        for start in range(len(run) - 1):
            if tries == MAX_TRIES or not _may_head(run[start].cells):
                continue
            tries += 1
            table = list(_block(run, start))
            cells = [[cell.strip() for cell in row.cells] for row in table]
            unit = _stated_unit(rows)
            text = _by_rows(cells, unit) or _by_columns(cells, unit)
            if text:
                fact = Fact(NAME, FactKind.TEXT, text, label=_label(locale))
                return SizeTable(fact, frozenset(row.item for row in table))
    return None


def _stated_unit(rows: Sequence[Row]) -> str:
    """Return the unit that a line like 单位：cm states for all figures, or ""."""
    found = (_STATED_UNIT.search(cell) for row in rows for cell in row.cells)
    return next((match[1] for match in found if match is not None), "")


def _runs(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield the runs of neighbouring rows with several cells, those of one HTML table each."""
    for (several, _table), members in groupby(rows, lambda row: (len(row.cells) > 1, row.table)):
        if several:
            yield list(members)


def _block(run: Sequence[Row], start: int) -> Iterator[Row]:
    """Yield the head row and those below it that are as wide."""
    width = len(run[start].cells)
    for number, row in enumerate(run[start : start + MAX_SIZES + 1]):
        if number and len(row.cells) != width:
            return
        yield row


def _may_head(cells: Sequence[str]) -> bool:
    """Tell whether a row names measures or sizes."""
    words = [_words(cell) for cell in cells]
    return (
        words[0] in _SIZE_WORDS
        or any(word in _MEASURE_WORDS for word in words)
        or (len(cells) > 2 and all(_SIZE.fullmatch(cell.strip()) for cell in cells[1:]))  # noqa: PLR2004
    )


def _by_rows(cells: Sequence[Sequence[str]], stated: str) -> str:
    """Read a table with one row a size; "" when it is none."""
    head, *body = cells
    while body and not _SIZE.fullmatch(body[-1][0]):
        body.pop()  # a remark below the table
    sizes = [row[0] for row in body]
    if not (
        _words(head[0]) in _SIZE_WORDS or any(_words(one) in _MEASURE_WORDS for one in head[1:])
    ):
        return ""
    columns = [
        _measured(name, [row[at] for row in body], head[0], stated)
        for at, name in enumerate(head[1 : MAX_MEASURES + 1], start=1)
    ]
    return _written(sizes, columns)


def _by_columns(cells: Sequence[Sequence[str]], stated: str) -> str:
    """Read a table with one column a size; "" when it is none."""
    head, *body = cells
    sizes = list(head[1:])
    rows = [row for row in body[:MAX_MEASURES] if _words(row[0]) in _MEASURE_WORDS]
    return _written(sizes, [_measured(row[0], row[1:], head[0], stated) for row in rows])


def _measured(name: str, figures: Sequence[str], corner: str, stated: str) -> _Measured | None:
    """Return one measure; ``None`` when its cells are not mostly figures."""
    numbers = sum(_FIGURE.match(figure) is not None for figure in figures)
    if 2 * numbers < len(figures) or not name:
        return None
    found = _UNIT.search(name) or _UNIT.search(corner)
    plain = _UNIT.sub("", name).strip(" :：")
    lengths = _words(name) not in _UNITLESS
    unit = found[1] if found else (stated if lengths else "")
    return _Measured(plain, unit, tuple(normalize(figure)[:MAX_CELL] for figure in figures))


def _written(sizes: Sequence[str], measures: Iterable[_Measured | None]) -> str:
    """Write the table as one line; "" without sizes or measures."""
    good = [measure for measure in measures if measure is not None]
    named = [bool(_SIZE.fullmatch(size)) for size in sizes]
    if not good or not sizes or not all(named):
        return ""
    lines = []
    for at, size in enumerate(sizes[:MAX_SIZES]):
        parts = [f"{one.name} {_figure(one, at)}" for one in good if one.figures[at]]
        if parts:
            lines.append(f"{normalize(size)}: {', '.join(parts)}")
    text = "; ".join(lines)
    return text if len(text) <= MAX_TEXT else text[: text.rfind(";", 0, MAX_TEXT)]


def _figure(measure: _Measured, at: int) -> str:
    figure = measure.figures[at]
    bare = measure.unit and _FIGURE.fullmatch(figure)
    return f"{figure} {measure.unit}" if bare else figure


def _words(cell: str) -> str:
    return simplify(_UNIT.sub("", cell))


def _label(locale: str) -> str:
    return _LABELS.get(language_script(locale)) or _LABELS.get(language(locale), "Size chart")

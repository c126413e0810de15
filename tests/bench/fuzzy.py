"""How fast and how surely like texts are found in a memory of product texts.

Run:  python tests/bench/fuzzy.py [UNITS] [--languages zh en th] [--queries N] [--batch N] [--skip-memory]

Units are made from templates and slots (seeded; frequent and rare words as in a catalog), so that many are
nearly the same: harder for retrieval than free prose. Queries are units with a number, a word or an end
changed. For each language: seconds to build the index on disk, its size, milliseconds of a look-up (median
and 95th percentile), and the share of queries with a match for which the best score of all was found
(against comparing with every unit); then the list in memory, and a batch of look-ups as a whole beside
OmegaT 3.6 (343 ms a look-up in 100,000 English units, 273 ms in Chinese, measured on a like machine in
November 2026, one thread). Measures; fails nothing.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from localizer.translate.fuzzy.grams import gram_size
from localizer.translate.fuzzy.index import Candidates, InMemory
from localizer.translate.fuzzy.on_disk import OnDisk

MINIMUM: Final = 70
LIMIT: Final = 5
#: Median of one look-up of OmegaT 3.6 in 100,000 units, in milliseconds.
OMEGAT_MS: Final = {"en": 343, "zh": 273}


@dataclass(frozen=True, slots=True)
class Words:
    """What texts of a language are made of: ``templates`` name slots as ``{kind}``."""

    templates: tuple[str, ...]
    slots: dict[str, tuple[str, ...]]


EN: Final = Words(
    (
        "{brand} {adj} {noun} with {feature} and {feature}, {number} {unit}, {colour}, for {whom}",
        "{adj} {noun} for {whom}: {feature}, {feature}. Made of {material}, {number} {unit}",
        "Our {noun} comes with {feature}; it is {adj} and weighs only {number} {unit}.",
        "The {material} {noun} by {brand} ({code}) has {feature} and lasts up to {number} {unit}",
        "Package includes: 1 x {noun}, {number} x {noun}, manual. Colour: {colour}. Model {code}",
        "Please note that the {colour} {noun} needs {number} {unit} and does not have {feature}.",
        "{noun} {code}, {number} {unit}, {adj}, {feature}, suitable for {whom}, {material}",
        "Wash the {material} {noun} at {number} degrees; keep it away from {whom} and strong light",
        "Enjoy {feature} all day: the {adj} {noun} works {number} {unit} on one charge",
        "{brand} {noun}, {colour}, {material}, {adj}, {number} {unit}, free {noun} as a gift",
        "Compatible with {code} and {code}. {adj} {noun} with {feature} in {colour}.",
        "If the {noun} does not switch on, charge it for {number} {unit}, then press the {colour} key",
    ),
    {
        "brand": ("Tavi", "Norwen", "Kelmo", "Brisa", "Ostrya", "Velto", "Quimar", "Hollin"),
        "adj": (
            "wireless", "foldable", "waterproof", "lightweight", "breathable", "portable", "adjustable",
            "soft", "slim", "heavy-duty", "rechargeable", "non-slip", "quiet", "compact", "elegant",
        ),
        "noun": (
            "headphones", "backpack", "desk lamp", "water bottle", "summer dress", "running shoes",
            "yoga mat", "phone case", "power bank", "coffee grinder", "sun hat", "storage box", "hair dryer",
            "baby blanket", "sports watch", "rice cooker", "face cream", "bath towel", "kitchen scale",
        ),
        "feature": (
            "noise cancelling", "a USB-C port", "two side pockets", "three light colours", "fast charging",
            "a removable cover", "touch control", "automatic shut-off", "an extra strap", "UV protection",
            "a double wall", "a magnetic lid", "quick-drying fabric", "a memory foam sole",
        ),
        "material": (
            "stainless steel", "pure cotton", "recycled polyester", "silicone", "bamboo", "ABS plastic",
            "genuine leather", "merino wool", "tempered glass", "aluminium alloy",
        ),
        "colour": ("black", "white", "navy blue", "rose gold", "mint green", "light grey", "beige"),
        "whom": (
            "men and women", "children over 3 years", "students", "office and travel", "pets",
            "camping and hiking", "beginners", "the whole family", "sensitive skin",
        ),
        "unit": ("hours", "mAh", "ml", "cm", "kg", "W", "pieces", "minutes", "g", "V"),
    },
)  # fmt: skip
ZH: Final = Words(
    (
        "{brand}{adj}{noun}，配备{feature}，支持{feature}，{number}{unit}，{colour}，适合{whom}日常使用，{adj}又{adj}",
        "{whom}专用{adj}{noun}：{feature}，{feature}。采用{material}材质，{number}{unit}，{adj}耐用，送礼自用都合适",
        "这款{noun}自带{feature}，{adj}{adj}，仅重{number}{unit}，{whom}出门携带更方便，{colour}百搭不挑人，四季都可以使用",
        "{brand}{material}{noun}（型号{code}）拥有{feature}，最长可用{number}{unit}，{colour}外观，{adj}设计，{whom}的理想选择",
        "包装清单：{noun}×1，{noun}×{number}，说明书×1，保修卡×1。颜色：{colour}，型号：{code}，材质：{material}",
        "温馨提示：{colour}{noun}需要{number}{unit}，不带{feature}功能，请{whom}在购买前确认型号{code}，以免影响使用",
        "{noun}{code} {number}{unit} {adj}{adj}{feature}{material}{colour}{whom}通用新款",
        "{material}{noun}请用{number}度以下的水清洗，避免强光直射，请放在{whom}接触不到的地方，{colour}款请分开洗涤",
        "全天享受{feature}：{adj}{noun}一次充电可用{number}{unit}，{whom}上班通勤旅行都能用，{colour}机身{adj}好看",
        "{brand}{noun} {colour} {material} {adj} {number}{unit} 下单即送{noun}一份 {whom}首选 {feature}",
        "兼容{code}和{code}。{adj}{noun}，{colour}，{feature}，{whom}均可使用，{material}外壳坚固{adj}",
        "如果{noun}无法开机，请先充电{number}{unit}，然后长按{colour}按键，仍然无法使用请联系{brand}客服处理",
    ),
    {
        "brand": ("塔维", "诺文", "凯尔莫", "碧莎", "欧斯", "维尔托", "奇玛", "霍林"),
        "adj": (
            "无线", "可折叠", "防水", "轻便", "透气", "便携", "可调节", "柔软", "超薄", "加厚", "可充电",
            "防滑", "静音", "小巧", "优雅",
        ),
        "noun": (
            "头戴式耳机", "双肩背包", "护眼台灯", "保温水杯", "夏季连衣裙", "跑步鞋", "瑜伽垫", "手机壳",
            "充电宝", "咖啡研磨机", "遮阳帽", "收纳盒", "吹风机", "婴儿毛毯", "运动手表", "电饭煲", "面霜",
            "浴巾", "厨房秤",
        ),
        "feature": (
            "主动降噪", "C型接口", "双侧口袋", "三色灯光", "快速充电", "可拆洗外罩", "触摸控制", "自动断电",
            "加长肩带", "防紫外线", "双层隔热", "磁吸杯盖", "速干面料", "记忆棉鞋底",
        ),
        "material": (
            "不锈钢", "纯棉", "再生涤纶", "食品级硅胶", "竹纤维", "工程塑料", "头层牛皮", "美利奴羊毛",
            "钢化玻璃", "铝合金",
        ),
        "colour": ("黑色", "白色", "藏青色", "玫瑰金", "薄荷绿", "浅灰色", "米色"),
        "whom": (
            "男女通用人群", "三岁以上儿童", "学生", "办公室和旅行者", "宠物", "露营徒步爱好者", "初学者",
            "全家人", "敏感肌肤",
        ),
        "unit": ("小时", "毫安", "毫升", "厘米", "公斤", "W", "件", "分钟", "克", "V"),
    },
)  # fmt: skip
TH: Final = Words(
    (
        "{noun}{adj} {brand} พร้อม{feature}และ{feature} {number} {unit} {colour} สำหรับ{whom}",
        "{noun}{adj}สำหรับ{whom} {feature} {feature} ทำจาก{material} {number} {unit}",
        "{noun}รุ่น {code} ของ {brand} มี{feature} ใช้งานได้นานสูงสุด {number} {unit} {colour}",
        "ในกล่องประกอบด้วย {noun} 1 ชิ้น {noun} {number} ชิ้น คู่มือการใช้งาน {colour} รุ่น {code}",
        "โปรดทราบว่า{noun}{colour}ต้องใช้ {number} {unit} และไม่มี{feature} เหมาะสำหรับ{whom}",
        "ซัก{noun}{material}ด้วยน้ำไม่เกิน {number} องศา หลีกเลี่ยงแสงแดดจัด และเก็บให้พ้นมือ{whom}",
        "เพลิดเพลินกับ{feature}ได้ทั้งวัน {noun}{adj}ใช้ได้ {number} {unit} ต่อการชาร์จหนึ่งครั้ง",
        "{brand} {noun} {colour} {material} {adj} {number} {unit} แถมฟรี{noun} 1 ชิ้น",
    ),
    {
        "brand": EN.slots["brand"],
        "adj": ("ไร้สาย", "พับได้", "กันน้ำ", "น้ำหนักเบา", "ระบายอากาศ", "แบบพกพา", "ปรับได้", "เนื้อนุ่ม", "บางเฉียบ"),
        "noun": (
            "หูฟัง", "กระเป๋าเป้", "โคมไฟตั้งโต๊ะ", "กระติกน้ำ", "ชุดเดรส", "รองเท้าวิ่ง", "เสื่อโยคะ",
            "เคสโทรศัพท์", "แบตเตอรี่สำรอง", "เครื่องบดกาแฟ", "หมวกกันแดด", "กล่องเก็บของ", "ไดร์เป่าผม",
        ),
        "feature": (
            "ระบบตัดเสียงรบกวน", "พอร์ต USB-C", "ช่องด้านข้างสองช่อง", "ไฟสามสี", "ชาร์จเร็ว", "ปลอกถอดซักได้",
            "ระบบสัมผัส", "ตัดไฟอัตโนมัติ", "สายคล้องเพิ่ม", "ป้องกันรังสียูวี",
        ),
        "material": ("สแตนเลส", "ผ้าฝ้ายแท้", "โพลีเอสเตอร์", "ซิลิโคน", "ไม้ไผ่", "พลาสติก ABS", "หนังแท้"),
        "colour": ("สีดำ", "สีขาว", "สีกรมท่า", "สีโรสโกลด์", "สีเขียวมินต์", "สีเทาอ่อน", "สีเบจ"),
        "whom": ("ผู้ชายและผู้หญิง", "เด็กอายุ 3 ปีขึ้นไป", "นักเรียน", "ออฟฟิศและท่องเที่ยว", "สัตว์เลี้ยง", "ผู้เริ่มต้น"),
        "unit": ("ชั่วโมง", "mAh", "มล.", "ซม.", "กก.", "W", "ชิ้น", "นาที", "กรัม", "V"),
    },
)  # fmt: skip
LANGUAGES: Final = {"en": EN, "zh": ZH, "th": TH}


def picked(random_: random.Random, choices: Sequence[str]) -> str:
    """Return one of ``choices``, the first far more often than the last."""
    return choices[min(int(len(choices) * random_.random() ** 1.7), len(choices) - 1)]


def text_of(random_: random.Random, words: Words) -> str:
    """Return one text of a product."""
    pieces: list[str] = []
    for piece in random_.choice(words.templates).split("{"):
        slot, brace, rest = piece.partition("}")
        if not brace:
            pieces.append(piece)
        elif slot == "number":
            pieces += [
                str(random_.choice((random_.randrange(1, 50), 50 * random_.randrange(1, 400)))),
                rest,
            ]
        elif slot == "code":
            code = f"{random_.choice('ABDHKMQTX')}{random_.choice('ACEST')}-{random_.randrange(100, 9999)}"
            pieces += [code, rest]
        else:
            pieces += [picked(random_, words.slots[slot]), rest]
    return "".join(pieces)


def units_of(words: Words, count: int) -> list[str]:
    """Return ``count`` different texts, always the same."""
    random_ = random.Random(20261122)  # noqa: S311 - no secret
    found: dict[str, None] = {}
    while len(found) < count:
        found[text_of(random_, words)] = None
    return list(found)


def queries_of(words: Words, units: Sequence[str], count: int) -> list[str]:
    """Return texts as a new season brings them: units with one or two things changed, some wholly new."""
    random_ = random.Random(7)  # noqa: S311 - no secret
    known = set(units)
    found: list[str] = []
    while len(found) < count:
        text = random_.choice(units)
        way = random_.randrange(5)
        if way == 0:
            text = "".join(str(random_.randrange(1, 10)) if one.isdigit() else one for one in text)
        elif way == 1:
            slot = random_.choice(list(words.slots.values()))
            text = text.replace(random_.choice(slot), random_.choice(slot))
        elif way == 2:
            text = text[: int(len(text) * random_.uniform(0.7, 0.95))]
        elif way == 3:
            at = random_.randrange(len(text))
            text = f"{text[:at]}{text_of(random_, words)[:12]}{text[at + 8 :]}"
        else:
            text = text_of(random_, words)
        if text not in known:
            found.append(text)
    return found


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e3


def spread(times: Sequence[float]) -> str:
    """Return median and 95th percentile."""
    return f"p50 {statistics.median(times):7.2f} ms  p95 {sorted(times)[int(len(times) * 0.95)]:7.2f} ms"


def look_up(name: str, finder: Candidates, queries: Sequence[str]) -> list[int]:
    """Print how long look-ups take; return the best score of each query, -1 where nothing was found."""
    best: list[int] = []
    times: list[float] = []
    for query in queries:
        start = time.perf_counter()
        found = finder.find(query, MINIMUM, LIMIT)
        times.append((time.perf_counter() - start) * 1e3)
        best.append(found[0].score if found else -1)
    print(f"  {name:10} {spread(times)}")
    return best


def recall(found: Sequence[int], true: Sequence[int]) -> str:
    """Return the share of queries with a match for which the best one was found, also of weak matches."""
    pairs = [(mine, best) for mine, best in zip(found, true, strict=True) if best >= MINIMUM]
    weak = [(mine, best) for mine, best in pairs if best < MINIMUM + 10]
    shares = [
        f"{sum(mine == best for mine, best in some)} of {len(some)} = "
        f"{sum(mine == best for mine, best in some) / max(1, len(some)):.3f}"
        for some in (pairs, weak)
    ]
    return f"{shares[0]} (of those below {MINIMUM + 10} %: {shares[1]})"


def measure(name: str, asked: argparse.Namespace) -> None:
    """Measure one language."""
    words = LANGUAGES[name]
    units = units_of(words, asked.units)
    queries = queries_of(words, units, asked.queries)
    length = statistics.mean(map(len, units))
    print(f"{name}: {len(units):,} units of {length:.0f} characters, n-grams of {gram_size(name)}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        start = time.perf_counter()
        disk = OnDisk.build(path, enumerate(units), locale=name, stamp="bench")
        size = sum(one.stat().st_size for one in path.rglob("*") if one.is_file())
        texts = sum(one.stat().st_size for one in path.rglob("texts"))
        print(f"  built in {time.perf_counter() - start:.1f} s, {(size - texts) / 1e6:.1f} MB index "
              f"and {texts / 1e6:.1f} MB texts")  # fmt: skip
        opening = milliseconds(lambda: OnDisk.open(path, locale=name, stamp="bench"))
        print(f"  opened with all checksums in {opening:.0f} ms")
        found = look_up("on disk", disk, queries)
        batch(name, disk, words, units, asked.batch)
        times = [milliseconds(partial(commit_one, disk, units, at)) for at in range(5)]
        print(f"  commit of one unit: {spread(times)}")
    if not asked.skip_memory:
        true = look_up("in memory", InMemory(enumerate(units)), queries)
        print(f"  best match found on disk: {recall(found, true)}")


def commit_one(disk: OnDisk, units: Sequence[str], at: int) -> None:
    """Give one unit another text and commit it."""
    disk.add(at, f"{units[at]} {at}")
    disk.commit("bench")


def batch(name: str, disk: OnDisk, words: Words, units: Sequence[str], count: int) -> None:
    """Print how long a whole job takes, beside OmegaT's median times as many look-ups."""
    if not count:
        return
    texts = queries_of(words, units, count)
    start, cpu = time.perf_counter(), time.process_time()
    found = disk.find_many(texts, MINIMUM, LIMIT)
    took, cpu = time.perf_counter() - start, time.process_time() - cpu
    matched = sum(map(bool, found))
    line = f"  {count:,} texts together: {took:.1f} s ({cpu:.1f} s CPU), {matched:,} with a match"
    if name in OMEGAT_MS:
        other = OMEGAT_MS[name] * count / 1e3
        line += f"; OmegaT 3.6 in 100,000 units: {other:,.0f} s, {other / took:.0f} times as long"
    print(line)


def main() -> None:
    """Measure the languages asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("units", type=int, nargs="?", default=100_000)
    parser.add_argument("--languages", nargs="+", choices=list(LANGUAGES), default=["en", "zh"])
    parser.add_argument("--queries", type=int, default=400)
    parser.add_argument("--batch", type=int, default=10_000)
    parser.add_argument("--skip-memory", action="store_true", help="no comparison with every unit")
    asked = parser.parse_args()
    for name in asked.languages:
        measure(name, asked)


if __name__ == "__main__":
    main()

"""The facts the program knows by name, and what sellers call them."""

from __future__ import annotations

from typing import Final, NamedTuple

from localizer.intake.headers import simplify
from localizer.model.product import FactKind

_TERM, _TEXT, _QUANTITY, _BLEND = FactKind.TERM, FactKind.TEXT, FactKind.QUANTITY, FactKind.BLEND
#: Options, and what only a document can show.
NO_DESCRIPTION_FACTS: Final = frozenset({"colour", "size", "certificate"})
#: Canonical name: the kind to expect, and the headers as `simplify` returns them.
_FACTS: Final[dict[str, tuple[FactKind, tuple[str, ...]]]] = {
    "material": (_BLEND, (
        "材质", "面料", "材料", "成分", "面料成分", "材质成分", "主要材质", "主材质", "布料", "材質",
        "材質成分", "主要材質", "material", "materials", "fabric", "composition", "fabric composition",
        "material composition", "fabric content", "bahan", "material bahan", "kain", "วัสดุ", "เนื้อผ้า",
        "chất liệu", "vật liệu", "fabrik", "materyal",
    )),
    "filling": (_BLEND, (
        "填充物", "填充", "填充料", "filling", "fill", "padding", "isian", "ไส้ใน", "isi dalam",
    )),
    "fit": (_TERM, ("版型", "fit", "fit type")),
    "neckline": (_TERM, ("领型", "领口", "領型", "領口", "neckline", "collar", "neck")),
    "sleeve": (_TERM, ("袖长", "袖型", "袖長", "sleeve", "sleeve length")),
    "pattern": (_TERM, (
        "图案", "花型", "圖案", "pattern", "print", "motif", "corak", "ลาย", "họa tiết",
    )),
    "style": (_TERM, ("风格", "款式风格", "風格", "style", "gaya", "สไตล์", "phong cách", "estilo")),
    "season": (_TERM, ("适用季节", "季节", "適用季節", "季節", "season", "musim", "ฤดูกาล")),
    "audience": (_TERM, (
        "适用人群", "适用对象", "适用性别", "性别", "適用人群", "適用對象", "適用性別", "性別",
        "audience", "gender", "target gender", "google shopping / gender", "jenis kelamin", "jantina",
        "เพศ", "giới tính", "kasarian",
    )),
    "age_range": (_QUANTITY, (
        "适用年龄", "年龄", "适用年龄段", "年龄段", "適用年齡", "年齡", "age range", "age", "age group",
        "suitable age", "recommended age", "usia", "umur", "kelompok usia", "rentang usia", "อายุ",
        "ช่วงอายุ", "อายุที่แนะนำ", "độ tuổi", "độ tuổi phù hợp", "edad",
    )),
    "skin_type": (_TERM, (
        "适用肤质", "肤质", "適用膚質", "膚質", "skin type", "jenis kulit", "ประเภทผิว", "loại da",
    )),
    "scent": (_TERM, (
        "香味", "香型", "气味", "氣味", "scent", "fragrance", "aroma", "กลิ่น", "mùi hương",
    )),
    "net_content": (_QUANTITY, (
        "净含量", "规格含量", "淨含量", "net content", "net contents", "volume", "isi bersih",
        "kandungan bersih", "ปริมาณสุทธิ", "ปริมาตร", "ปริมาตรสุทธิ", "thể tích", "dung tích thực",
    )),
    "capacity": (_QUANTITY, (
        "容量", "capacity", "kapasitas", "kapasiti", "muatan", "ความจุ", "dung tích", "kapasidad",
    )),
    "dimensions": (_TEXT, (
        "尺寸", "产品尺寸", "商品尺寸", "外形尺寸", "產品尺寸", "外型尺寸", "dimensions", "dimension",
        "product dimensions", "item dimensions", "product size", "dimensi", "ukuran produk", "ขนาดสินค้า",
        "kích thước sản phẩm",
    )),
    "weight": (_QUANTITY, (
        "重量", "净重", "产品重量", "商品重量", "單重", "单重", "淨重", "產品重量", "weight",
        "item weight", "net weight", "product weight", "berat", "berat bersih", "berat produk", "น้ำหนัก",
        "น้ำหนักสุทธิ", "trọng lượng", "khối lượng", "khối lượng tịnh", "trọng lượng tịnh", "cân nặng",
        "timbang", "bigat",
    )),
    "power": (_QUANTITY, (
        "功率", "额定功率", "最大功率", "額定功率", "power", "wattage", "rated power", "daya", "kuasa",
        "กำลังไฟ", "กำลังไฟฟ้า", "กำลังวัตต์", "công suất",
    )),
    "voltage": (_QUANTITY, (
        "电压", "额定电压", "工作电压", "输入电压", "電壓", "額定電壓", "工作電壓", "voltage",
        "rated voltage", "input voltage", "operating voltage", "tegangan", "voltase", "voltan",
        "แรงดันไฟฟ้า", "แรงดันไฟ", "แรงดัน", "điện áp", "boltahe",
    )),
    "frequency": (_QUANTITY, (
        "频率", "工作频率", "额定频率", "頻率", "工作頻率", "frequency", "rated frequency", "frekuensi",
        "ความถี่", "tần số",
    )),
    "temperature": (_QUANTITY, (
        "温度", "工作温度", "使用温度", "温度范围", "溫度", "工作溫度", "溫度範圍", "temperature",
        "operating temperature", "temperature range", "working temperature", "suhu", "อุณหภูมิ", "nhiệt độ",
        "temperatura",
    )),
    "length": (_QUANTITY, (
        "长度", "總長", "总长", "長度", "length", "panjang", "ความยาว", "chiều dài",
    )),
    "width": (_QUANTITY, ("宽度", "寬度", "width", "lebar", "ความกว้าง", "chiều rộng", "lapad")),
    "height": (_QUANTITY, ("高度", "height", "tinggi", "ความสูง", "chiều cao")),
    "battery": (_QUANTITY, (
        "电池容量", "电池", "電池容量", "電池", "battery", "battery capacity", "baterai", "bateri",
        "kapasitas baterai", "kapasiti bateri", "แบตเตอรี่", "ความจุแบตเตอรี่", "dung lượng pin", "baterya",
    )),
    "runtime": (_QUANTITY, (
        "续航", "续航时间", "续航时长", "使用时间", "續航", "續航時間", "runtime", "battery life",
        "run time",
    )),
    "connector": (_TERM, ("接口", "接口类型", "充电接口", "connector", "interface", "port")),
    "bluetooth": (_TEXT, (
        "蓝牙版本", "蓝牙", "藍牙版本", "bluetooth", "bluetooth version", "บลูทูธ",
    )),
    "waterproof": (_QUANTITY, (
        "防水等级", "防水", "防水級別", "防水等級", "waterproof", "water resistance", "waterproof rating",
        "tahan air", "kalis air", "chống nước",
    )),
    "load": (_QUANTITY, ("承重", "最大承重", "load", "load capacity", "max load", "maximum load")),
    "heat_retention": (_QUANTITY, ("保温时长", "保温时间", "保溫時間", "heat retention")),
    "burn_time": (_QUANTITY, ("燃烧时长", "燃烧时间", "燃燒時間", "burn time")),
    "care": (_TERM, ("洗涤方式", "洗涤说明", "保养方式", "洗滌方式", "care", "care instructions")),
    "package": (_TEXT, (
        "包装清单", "包装内容", "包裝清單", "包裝內容", "package", "package contents", "in the box",
        "what's in the box", "package includes", "isi paket", "isi kemasan",
    )),
    "origin": (_TERM, (
        "产地", "原产地", "生产地", "原产国", "產地", "原產地", "origin", "country of origin", "made in",
        "origin country", "negara asal", "asal negara", "ประเทศที่ผลิต", "ประเทศต้นกำเนิด", "แหล่งกำเนิด",
        "xuất xứ", "nơi sản xuất", "nước sản xuất", "bansang pinagmulan", "bansa ng pinagmulan",
    )),
    "shelf_life": (_QUANTITY, (
        "保质期", "有效期", "保質期", "shelf life", "masa simpan", "jangka hayat", "อายุการเก็บรักษา",
        "hạn sử dụng",
    )),
    "warranty": (_QUANTITY, (
        "保修期", "质保", "保修", "质保期", "保固", "保固期", "保固期限", "warranty", "warranty period",
        "garansi", "masa garansi", "waranti", "jaminan", "tempoh jaminan", "การรับประกัน", "รับประกัน",
        "ระยะเวลารับประกัน", "bảo hành", "thời gian bảo hành", "garantiya",
    )),
    "certificate": (_TERM, (
        "认证", "证书", "認證", "certificate", "certification", "certifications",
    )),
    "colour": (_TERM, ("颜色", "颜色分类", "顏色", "color", "colour")),
    "size": (_TERM, ("尺码", "尺碼", "size")),
}  # fmt: skip
KINDS: Final = {name: kind for name, (kind, _aliases) in _FACTS.items()}
_TIME: Final = frozenset({"time", "calendar"})
_LENGTH: Final = frozenset({"length"})
#: What the figures of a fact can measure (`localizer.intake.units.group_of`); any unit for the others.
GROUPS: Final[dict[str, frozenset[str]]] = {
    "age_range": _TIME, "warranty": _TIME, "shelf_life": _TIME, "runtime": _TIME, "heat_retention": _TIME,
    "burn_time": _TIME, "length": _LENGTH, "width": _LENGTH, "height": _LENGTH,
    "weight": frozenset({"mass"}), "load": frozenset({"mass"}), "power": frozenset({"power"}),
    "voltage": frozenset({"voltage"}), "frequency": frozenset({"frequency"}),
    "temperature": frozenset({"temperature"}), "net_content": frozenset({"mass", "volume"}),
    "capacity": frozenset({"volume", "mass", "charge", "energy", "data"}),
    "battery": frozenset({"charge", "energy", "voltage"}), "waterproof": frozenset({"length", "pressure"}),
}  # fmt: skip
_BY_HEADER: Final = {  # simplified, because NFKC also takes the Thai ำ apart
    simplify(alias): name for name, (_kind, aliases) in _FACTS.items() for alias in (*aliases, name)
}


def fact_name(label: str) -> str | None:
    """Return the canonical fact that ``label`` means, ``None`` for one we do not know."""
    base = simplify(label)
    return _BY_HEADER.get(base) or _BY_HEADER.get(base.removeprefix("product "))


#: Words that name a fact only in a description, where the value decides; the name, and the values it takes.
_IN_DESCRIPTIONS: Final[dict[str, str]] = {
    "长": "length", "長": "length", "宽": "width", "寬": "width", "高": "height",
    "ยาว": "length", "กว้าง": "width", "สูง": "height", "dài": "length", "rộng": "width", "cao": "height",
    **dict.fromkeys(
        ("size", "sizes", "规格", "規格", "大小", "ukuran", "saiz", "ขนาด", "kích thước", "kích cỡ", "sukat"),
        "dimensions",
    ),
}  # fmt: skip
#: Words that mean something else in a neighbouring language: taken only in a catalog of their own.
_LOCAL: Final[dict[str, dict[str, str]]] = {
    "fil": {"haba": "length", "taas": "height"},  # haba is heat in Malay, taas stands for “above”
    "vi": {"pin": "battery", "tuổi": "age_range"},
    "ms": {"haba": "temperature"},
}


class DescriptionName(NamedTuple):
    """What a label in a description means; ``measured``: only when the value is a quantity or sides."""

    name: str
    measured: bool


def description_name(label: str, language: str) -> DescriptionName | None:
    """Return what ``label`` means in a description written in ``language`` (``zh``, ``id``), or ``None``.

    Colours and sizes are options there and certificates need evidence, so none of them is a fact.
    """
    base = simplify(label)
    if (doubtful := _IN_DESCRIPTIONS.get(base) or _LOCAL.get(language, {}).get(base)) is not None:
        return DescriptionName(doubtful, measured=True)
    name = fact_name(base)
    return (
        None
        if name is None or name in NO_DESCRIPTION_FACTS
        else DescriptionName(name, measured=False)
    )

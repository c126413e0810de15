"""The facts the program knows by name, and what sellers call them."""

from __future__ import annotations

from typing import Final

from localizer.intake.headers import simplify
from localizer.model.product import FactKind

_TERM, _TEXT, _QUANTITY, _BLEND = FactKind.TERM, FactKind.TEXT, FactKind.QUANTITY, FactKind.BLEND
#: Canonical name: the kind to expect, and the headers as `simplify` returns them.
_FACTS: Final[dict[str, tuple[FactKind, tuple[str, ...]]]] = {
    "material": (_BLEND, ("材质", "面料", "材料", "成分", "面料成分", "材质成分", "主要材质", "材質",
                          "material", "materials", "fabric", "composition", "fabric composition")),
    "filling": (_BLEND, ("填充物", "填充", "填充料", "filling", "fill", "padding")),
    "fit": (_TERM, ("版型", "fit", "fit type")),
    "neckline": (_TERM, ("领型", "领口", "領型", "neckline", "collar", "neck")),
    "sleeve": (_TERM, ("袖长", "袖型", "袖長", "sleeve", "sleeve length")),
    "pattern": (_TERM, ("图案", "花型", "圖案", "pattern", "print")),
    "style": (_TERM, ("风格", "款式风格", "風格", "style")),
    "season": (_TERM, ("适用季节", "季节", "適用季節", "season")),
    "audience": (_TERM, ("适用人群", "适用对象", "适用性别", "性别", "適用人群", "audience", "gender",
                         "target gender", "google shopping / gender")),
    "age_range": (_QUANTITY, ("适用年龄", "年龄", "適用年齡", "age range", "age", "age group")),
    "skin_type": (_TERM, ("适用肤质", "肤质", "適用膚質", "skin type")),
    "scent": (_TERM, ("香味", "香型", "气味", "scent", "fragrance")),
    "net_content": (_QUANTITY, ("净含量", "规格含量", "淨含量", "net content", "net contents", "volume")),
    "capacity": (_QUANTITY, ("容量", "capacity")),
    "dimensions": (_TEXT, ("尺寸", "产品尺寸", "商品尺寸", "外形尺寸", "dimensions", "product dimensions")),
    "weight": (_QUANTITY, ("重量", "净重", "产品重量", "商品重量", "item weight", "net weight")),
    "power": (_QUANTITY, ("功率", "额定功率", "power", "wattage", "rated power")),
    "voltage": (_QUANTITY, ("电压", "额定电压", "電壓", "voltage", "rated voltage")),
    "battery": (_QUANTITY, ("电池容量", "电池", "電池容量", "battery", "battery capacity")),
    "runtime": (_QUANTITY, ("续航", "续航时间", "续航时长", "續航", "runtime", "battery life", "run time")),
    "connector": (_TERM, ("接口", "接口类型", "充电接口", "connector", "interface", "port")),
    "bluetooth": (_TEXT, ("蓝牙版本", "蓝牙", "藍牙版本", "bluetooth", "bluetooth version")),
    "waterproof": (_QUANTITY, ("防水等级", "防水", "防水級別", "waterproof", "water resistance",
                               "waterproof rating")),
    "load": (_QUANTITY, ("承重", "最大承重", "load", "load capacity", "max load")),
    "heat_retention": (_QUANTITY, ("保温时长", "保温时间", "heat retention")),
    "burn_time": (_QUANTITY, ("燃烧时长", "燃烧时间", "burn time")),
    "care": (_TERM, ("洗涤方式", "洗涤说明", "保养方式", "care", "care instructions")),
    "package": (_TEXT, ("包装清单", "包装内容", "包裝清單", "package", "package contents", "in the box")),
    "origin": (_TERM, ("产地", "原产地", "生产地", "產地", "origin", "country of origin", "made in",
                       "origin country")),
    "shelf_life": (_QUANTITY, ("保质期", "有效期", "保質期", "shelf life")),
    "warranty": (_QUANTITY, ("保修期", "质保", "保修", "warranty")),
    "certificate": (_TERM, ("认证", "证书", "認證", "certificate", "certification", "certifications")),
    "colour": (_TERM, ("颜色", "颜色分类", "顏色", "color", "colour")),
    "size": (_TERM, ("尺码", "尺碼", "size")),
}  # fmt: skip
KINDS: Final = {name: kind for name, (kind, _aliases) in _FACTS.items()}
_BY_HEADER: Final = {
    alias: name for name, (_kind, aliases) in _FACTS.items() for alias in (*aliases, simplify(name))
}


def fact_name(label: str) -> str | None:
    """Return the canonical fact that ``label`` means, ``None`` for one we do not know."""
    base = simplify(label)
    return _BY_HEADER.get(base) or _BY_HEADER.get(base.removeprefix("product "))

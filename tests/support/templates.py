"""Workbooks that look like the marketplaces' templates, made from the layouts code reads; no real ones."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from localizer.export.templates.cells import column_letters

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: Rows of texts by number, from 1.
Rows = Mapping[int, Sequence[str]]
MACROS: Final = b"\xd0\xcf\x11\xe0 no real macros \x00\x01\x02" * 40
#: What stands behind the rows: a validation, a conditional format, protection.
TAIL: Final = (
    '<sheetProtection sheet="1" objects="1"/>'
    '<conditionalFormatting sqref="B7:B1000"><cfRule type="expression" dxfId="0" priority="1">'
    "<formula>LEN(B7)&gt;120</formula></cfRule></conditionalFormatting>"
    '<dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="A7:A5000">'
    "<formula1>Lists!$A$1:$A$3</formula1></dataValidation></dataValidations>"
)
#: Shopee writes a name of a pane that the standard does not have.
PANE: Final = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="6" topLeftCell="A7" '
    'activePane="bottom_left" state="frozen"/></sheetView></sheetViews>'
)


def build(
    path: Path,
    sheets: Mapping[str, str],
    *,
    hidden: Sequence[str] = (),
    strings: Sequence[str] = (),
    fmt: str = "0",
    parts: Mapping[str, bytes] | None = None,
) -> Path:
    """Write a workbook of ``sheets`` (name to XML); ``parts`` are added as they are."""
    names = list(sheets)
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"'
        f"{' state=' + chr(34) + 'hidden' + chr(34) if name in hidden else ''}/>"
        for n, name in enumerate(names, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{RELS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    related += f'<Relationship Id="rIdS" Type="{RELS}/sharedStrings" Target="sharedStrings.xml"/>'
    related += f'<Relationship Id="rIdT" Type="{RELS}/styles" Target="styles.xml"/>'
    texts = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for n in range(1, len(names) + 1)
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    content = {
        "[Content_Types].xml": XML
        + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
        f'Type="{RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets>{listed}'
        '</sheets><definedNames><definedName name="keys">\''
        f"{escape(names[0])}'!$A$1:$C$1</definedName></definedNames></workbook>",
        "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}">{related}'
        "</Relationships>",
        **{f"xl/worksheets/sheet{n}.xml": sheets[name] for n, name in enumerate(names, 1)},
        "xl/styles.xml": _styles(fmt),
        "xl/sharedStrings.xml": f'{XML}<sst xmlns="{MAIN}" count="{len(strings)}">{texts}</sst>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
        for name, data in (parts or {}).items():
            archive.writestr(name, data)
    return path


def sheet_xml(
    rows: Rows,
    *,
    strings: list[str] | None = None,
    extra: str = "",
    styled: int = 0,
    prefix: str = "",
    views: str = "",
) -> str:
    """Return a sheet of texts, shared where a list for them is given; ``styled`` blank rows follow."""
    p = f"{prefix}:" if prefix else ""
    own = f"xmlns:{prefix}" if prefix else "xmlns"
    body, right = "", 1
    for number, texts in rows.items():
        cells = ""
        for column, text in enumerate(texts, 1):
            right = max(right, column)
            if text:
                cells += _cell(p, f"{column_letters(column)}{number}", text, strings)
        body += f'<{p}row r="{number}" ht="20">{cells}</{p}row>'
    last = max(rows, default=1)
    for number in range(last + 1, last + 1 + styled):
        body += (
            f'<{p}row r="{number}"><{p}c r="A{number}" s="1"/><{p}c r="B{number}" s="1"/></{p}row>'
        )
    corner = f"{column_letters(right)}{last + styled}"
    return (
        f'{XML}<{p}worksheet {own}="{MAIN}" xmlns:r="{RELS}"><{p}dimension ref="A1:{corner}"/>{views}'
        f"<{p}sheetData>{body}</{p}sheetData>{extra}</{p}worksheet>"
    )


def _cell(p: str, place: str, text: str, strings: list[str] | None) -> str:
    if strings is None:
        return f'<{p}c r="{place}" t="inlineStr"><{p}is><{p}t>{escape(text)}</{p}t></{p}is></{p}c>'
    if text not in strings:
        strings.append(text)
    return f'<{p}c r="{place}" t="s"><{p}v>{strings.index(text)}</{p}v></{p}c>'


def _styles(fmt: str) -> str:
    """Return styles; Lazada's have a number format that does not exist."""
    return (
        f'{XML}<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/></font></fonts>'
        '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/>'
        f'</cellStyleXfs><cellXfs count="2"><xf numFmtId="0" xfId="0"/><xf numFmtId="{fmt}" xfId="0"/>'
        '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        '<dxfs count="1"><dxf/></dxfs></styleSheet>'
    )


SHOPEE_KEYS: Final = (
    "ps_category|0|0", "ps_product_name|1|0", "ps_product_description|1|0",
    "ps_sku_parent_short|0|0", "et_title_variation_integration_no|0|0", "et_title_variation_1|0|0",
    "et_title_option_for_variation_1|0|0", "et_title_image_per_variation|0|3",
    "et_title_variation_2|0|0", "et_title_option_for_variation_2|0|0", "ps_price|1|1",
    "ps_stock|0|1", "ps_sku_short|0|0", "ps_gtin_code|0|0", "ps_item_cover_image|0|3",
    "ps_item_image_1|0|3", "ps_weight|0|1", "ps_length|0|1", "ps_width|0|1", "ps_height|0|1",
    "channel_id.7000|0|0", "et_title_reason|0|0",
)  # fmt: skip


def shopee(
    path: Path, *, examples: Rows | None = None, rule: str = "5 - 120", styled: int = 0
) -> Path:
    """Write a look-alike of Shopee's mass upload."""
    strings: list[str] = []
    rows: dict[int, Sequence[str]] = {
        1: SHOPEE_KEYS,
        2: ("basic", "8dddd2f7", "0", "72444654"),
        3: tuple(f"ป้าย {n}" for n in range(len(SHOPEE_KEYS))),
        4: ("ไม่บังคับ", "บังคับ"),
        5: ("คำอธิบาย",),
        6: ("", rule),
        **(examples or {}),
    }
    guide = sheet_xml({1: ("วิธีใช้",)}, strings=strings)
    form = sheet_xml(rows, strings=strings, extra=TAIL, styled=styled, views=PANE)
    sheets = {"คู่มือ": guide, "แบบฟอร์มการลงสินค้า": form}
    return build(path, sheets, strings=strings, parts={"xl/media/logo.png": b"\x89PNG" * 9})


LAZADA_KEYS: Final = (
    "Group No", "catId", "title.th_TH", "title.en_US", "mainImage.0", "mainImage.1", "description",
    "packageContent", "catProperty.p20000", "saleProp.p30097", "sku.SellerSku", "sku.price",
    "sku.packageWeight", "sku.packageLength", "sku.packageWidth", "sku.packageHeight",
    "sku.multiWarehouseQty.dropshipping",
)  # fmt: skip


def lazada(path: Path, *, twice: bool = False) -> Path:
    """Write a look-alike of Lazada's workbook of a category."""
    seen = {row: tuple(f"ชื่อ {n}.{row}" for n in range(len(LAZADA_KEYS))) for row in range(1, 5)}
    keys: Rows = {1: ("x",), 3: LAZADA_KEYS, 5: ('{"defaultValue":"{}"}',)}
    names = ("Cups", "Mats") if twice else ("Cups",)
    sheets = {"INDEX": sheet_xml({1: ("INDEX",)})}
    for name in names:
        sheets[name] = sheet_xml(seen, extra=TAIL)
        sheets[f"{name}_hide"] = sheet_xml(keys)
    return build(path, sheets, hidden=[one for one in sheets if one.endswith("_hide")], fmt="-1")


TIKTOK_KEYS: Final = (
    "category", "brand", "product_name", "product_description", "main_image", "image_2",
    "gtin_type", "gtin_code", "property_name_1", "property_value_1", "property_1_image",
    "property_name_2", "property_value_2", "parcel_weight", "parcel_length", "parcel_width",
    "parcel_height", "delivery", "price", "quantity", "seller_sku", "product_property/100157",
)  # fmt: skip


def tiktok(path: Path, *, unit: str = "g", keys: Sequence[str] = TIKTOK_KEYS) -> Path:
    """Write a look-alike of TikTok Shop's batch upload, with an example in the first row of data."""
    labels = [f"Label {n}" for n in range(len(keys))]
    labels[keys.index("parcel_weight")] = f"Package weight({unit})"
    rows = {
        1: keys,
        2: ("V3",),
        3: labels,
        4: ("Mandatory",),
        5: ("…",),
        6: ("Example", "No brand"),
    }
    sheet = sheet_xml(rows, extra="", prefix="x")
    return build(path, {"Template": sheet, "Lists": sheet_xml({1: ("a",)})})


US: Final = "[marketplace_id=ATVPDKIKX0DER]"
EN: Final = US + "[language_tag=en_US]"
AMAZON_KEYS: Final = (
    "contribution_sku#1.value", "product_type#1.value", "::record_action",
    f"parentage_level{US}#1.value", f"child_parent_sku_relationship{US}#1.parent_sku",
    "variation_theme#1.name", f"item_name{EN}#1.value",
    "item_name[marketplace_id=ATVPDKIKX0DER][language_tag=es_US]#1.value", f"brand{EN}#1.value",
    "amzn1.volt.ca.product_id_type", "amzn1.volt.ca.product_id_value",
    f"product_description{EN}#1.value", f"bullet_point{EN}#1.value", f"bullet_point{EN}#2.value",
    f"main_product_image_locator{US}#1.media_location",
    f"other_product_image_locator_1{US}#1.media_location",
    "fulfillment_availability#1.quantity",
    f"purchasable_offer{US}[audience=ALL]#1.our_price#1.schedule#1.value_with_tax",
    f"purchasable_offer{US}[audience=B2B]#1.our_price#1.schedule#1.value_with_tax",
)  # fmt: skip


def amazon(path: Path, *, marketplace: str = "ATVPDKIKX0DER", data_row: int = 7) -> Path:
    """Write a look-alike of Amazon's workbook with macros."""
    blob = (
        f"settings=attributeRow=5&dataRow={data_row}&labelRow=4&contentLanguageTag=en_US&"
        f"primaryMarketplaceId=amzn1.mp.o.{marketplace}"
    )
    labels = tuple(f"Label {n}" for n in range(len(AMAZON_KEYS)))
    rows = {1: (blob,), 2: ("",), 3: ("Identity",), 4: labels, 5: AMAZON_KEYS, 6: ("ABC123",)}
    sheets = {"Instructions": sheet_xml({1: ("Read me",)}), "Template": sheet_xml(rows, extra=TAIL)}
    return build(path, sheets, parts={"xl/vbaProject.bin": MACROS})


def amazon_old(path: Path) -> Path:
    """Write a look-alike of Amazon's old layout."""
    keys = (
        "feed_product_type", "item_sku", "item_name", "bullet_point1", "bullet_point2",
        "product_description", "brand_name", "standard_price", "quantity", "main_image_url",
        "parent_child", "parent_sku", "relationship_type", "variation_theme",
    )  # fmt: skip
    rows = {1: ("TemplateType=fptcustom", "Version=2021.1"), 2: ("Type", "Seller SKU"), 3: keys}
    return build(path, {"Template": sheet_xml(rows)}, parts={"xl/vbaProject.bin": MACROS})

"""The host's sheet: lines under beats, nothing in a text is a mark."""

from __future__ import annotations

from pathlib import Path

import pytest

from localizer.catalog import products
from localizer.export.content import assemble
from localizer.export.gate import GateResult, GateState
from localizer.export.markdown_format import MarkdownWriter, escaped
from localizer.export.material import read
from localizer.export.stage import ExportRules, export_targets
from localizer.export.writer import Head
from localizer.model.launch import Launch, Target
from localizer.store.database import Store


def test_the_sheet(
    store: Store, launch: Launch, rules: ExportRules, shopee: Target, tmp_path: Path
) -> None:
    result = export_targets(store, rules, launch, tmp_path, targets=[shopee], formats=["md"])
    assert [(file.name, file.rows) for file in result.exported[0].files] == [
        ("TH-shopee.scripts.md", 1)
    ]
    assert (tmp_path / "TH-shopee.scripts.md").read_bytes().decode() == (
        "# 11.11 \\<sale\\>: TH/shopee\n"
        '\n## กระบอกน้ำ "Lanju"\n'
        "\nBOTTLE · warm A · 4 s spoken, 5 s planned · approved\n"
        "\n### hook (2 s)\n\n- สวัสดี\n"
        "\n### offer (2 s)\n\n- วันนี้ ฿199.00\n- *control: pin \\*product\\**\n"
    )


def test_words_stand_under_the_digits(
    store: Store, launch: Launch, rules: ExportRules, shopee: Target, tmp_path: Path
) -> None:
    number = products.product_ids(store.read())[0]
    material = read(store.read(), shopee, number, rules.tokens)
    writer = MarkdownWriter(Head(shopee, "TH/shopee", launch.name, rules.now), tmp_path)
    words = {"price": "ร้อย *เก้าสิบ* บาท"}
    content = assemble(material, rules.format_price, html_description=False, spoken=words)
    writer.add(content)
    (part,) = writer.close(GateResult(GateState.APPROVED, (), content.counts))
    assert part.path.read_text("utf-8").partition("### offer")[2] == (
        " (2 s)\n\n- วันนี้ ฿199.00\n  > วันนี้ ร้อย \\*เก้าสิบ\\* บาท\n- *control: pin \\*product\\**\n"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# head", "\\# head"),
        ("a\n\n- b", "a \\- b"),
        ("[x](javascript:1)", "\\[x\\]\\(javascript:1\\)"),
        ("<script>", "\\<script\\>"),
        ("`a` *b* _c_ ~d~", "\\`a\\` \\*b\\* \\_c\\_ \\~d\\~"),
        ("ราคา ฿199", "ราคา ฿199"),
    ],
)
def test_marks_are_escaped(text: str, shown: str) -> None:
    assert escaped(text) == shown

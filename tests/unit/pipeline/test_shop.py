"""What the shop does supports promises as soon as it is told."""

from __future__ import annotations

import pytest

from localizer.catalog import findings, launches, products, translations
from localizer.errors import InputError
from localizer.model.finding import Severity, Subject
from localizer.pipeline import edit_translation, undo
from localizer.pipeline.readiness import ReadyKind, readiness
from localizer.pipeline.shop import tell_shop
from localizer.pipeline.tools import Tools
from localizer.store.database import Store


@pytest.fixture
def goods() -> str:
    return "商品编码,商品标题,面料成分,颜色,成本价(元)\nA-1,女士连衣裙,棉95% 氨纶5%,红色,40\n"


def promises(store: Store, text: int) -> list[tuple[Severity, str]]:
    found = findings.of_subject(store.read(), Subject.TRANSLATION, text)
    return [
        (one.finding.severity, dict(one.finding.args).get("evidence", ""))
        for one in found
        if one.finding.rule.startswith("promise:")
    ]


def test_telling_it_checks_what_was_promised(drafted: Store, tools: Tools) -> None:
    product = products.product_ids(drafted.read())[0]
    text = translations.pairs(drafted.read(), product, "de-DE")[0].id
    edit_translation(drafted, tools, text, "Kleid, Rückgabe innerhalb von 30 Tagen")
    assert promises(drafted, text) == [(Severity.EVIDENCE, "returns_days")]
    target = next(one for one in launches.find(drafted.read()).targets if one.market == "DE")
    steps = readiness(drafted.read(), target, [product]).steps
    (fill,) = [one for one in steps if one.kind is ReadyKind.FILL_IN]
    assert fill.pane == "export"
    assert tell_shop(drafted, tools, {"DE": {"returns_days": "30"}})
    assert promises(drafted, text) == []
    undo(drafted, tools)
    assert promises(drafted, text) == [(Severity.EVIDENCE, "returns_days")]


def test_a_value_of_the_wrong_kind_changes_nothing(drafted: Store, tools: Tools) -> None:
    with pytest.raises(InputError, match="whole number"):
        tell_shop(drafted, tools, {"": {"official_store": "yes", "returns_days": "soon"}})
    assert drafted.read().value("SELECT count(*) FROM preference WHERE key LIKE 'shop:%'") == 0

"""How severe a rule is in a launch: chosen, checked at once, undone, and never lowered in silence."""

from __future__ import annotations

import datetime as dt

import pytest

from localizer import pipeline
from localizer.catalog import findings, launches, products, steps
from localizer.catalog import severities as stored
from localizer.errors import InputError
from localizer.export.gate import gate
from localizer.model.finding import Severity
from localizer.model.launch import Target
from localizer.pipeline.severities import own_severity, severities
from localizer.pipeline.tools import Tools
from localizer.store.database import Store

GERMAN = Target("DE", "amazon", "de-DE")
BLOCK, WARNING = Severity.BLOCK, Severity.WARNING


@pytest.fixture
def goods() -> str:
    """Return two products: one without a cost, which no price can be made for."""
    return "货号,商品标题,成本价(元),售价(元)\nA,水杯,20,60\nB,杯子,,\n"


@pytest.fixture
def checked(drafted: Store, tools: Tools) -> Store:
    """Return the drafted workspace, checked."""
    pipeline.check(drafted, tools)
    return drafted


def of_rule(store: Store, rule: str) -> list[tuple[Severity, Severity | None]]:
    found = findings.of_target(store.read(), "DE", "amazon", "de-DE")
    return [(one.finding.severity, one.finding.own) for one in found if one.finding.rule == rule]


def blocks(store: Store) -> int:
    reader = store.read()
    return gate(reader, GERMAN, products.product_ids(reader)).counts.block


def test_a_warning_is_turned_off_and_on_again(checked: Store, tools: Tools) -> None:
    before = of_rule(checked, "pictures")
    assert before == [(WARNING, None), (WARNING, None)]
    assert pipeline.set_severity(checked, tools, "launch", "pictures", "off")
    assert of_rule(checked, "pictures") == []
    pipeline.check(checked, tools)
    assert of_rule(checked, "pictures") == []
    launch = launches.find(checked.read())
    assert severities(checked.read(), launch.id) == {"pictures": "off"}
    assert pipeline.set_severity(checked, tools, None, "pictures", None)
    assert of_rule(checked, "pictures") == before
    assert not pipeline.set_severity(checked, tools, None, "pictures", None)


def test_a_warning_made_a_block_stops_the_gate_until_undone(checked: Store, tools: Tools) -> None:
    before = blocks(checked)
    pipeline.set_severity(checked, tools, "launch", "pictures", BLOCK)
    assert of_rule(checked, "pictures") == [(BLOCK, WARNING), (BLOCK, WARNING)]
    assert blocks(checked) == before + 2
    step = steps.next_undo(checked.read())
    assert step is not None
    assert step.label == "Set how severe “pictures” is in launch"
    pipeline.undo(checked, tools)
    assert of_rule(checked, "pictures") == [(WARNING, None), (WARNING, None)]
    assert blocks(checked) == before
    pipeline.redo(checked, tools)
    assert blocks(checked) == before + 2


def test_what_stops_an_export_is_lowered_with_a_reason_only(checked: Store, tools: Tools) -> None:
    rule = "price_missing"
    assert of_rule(checked, rule) == [(BLOCK, None)]
    with pytest.raises(InputError, match="Say why it may count for less"):
        pipeline.set_severity(checked, tools, "launch", rule, WARNING, "  ")
    with pytest.raises(InputError, match="cannot be turned off"):
        pipeline.set_severity(checked, tools, "launch", rule, "off", "because")
    assert stored.of_launch(checked.read(), 1) == {}
    pipeline.set_severity(checked, tools, "launch", rule, WARNING, " priced by hand ")
    assert of_rule(checked, rule) == [(WARNING, BLOCK)]
    (choice,) = stored.of_launch(checked.read(), 1).values()
    assert (choice.reason, choice.own, choice.by) == ("priced by hand", BLOCK, checked.person)
    assert dt.datetime.fromisoformat(choice.at).tzinfo is not None
    # lowered by now, but it is still known how severe it is by itself
    with pytest.raises(InputError, match="cannot be turned off"):
        pipeline.set_severity(checked, tools, "launch", rule, "off", "because")


def test_a_rule_of_a_pack_is_known_before_anything_is_found(checked: Store, tools: Tools) -> None:
    severe = next(one for one in tools.packs.claims if one.severity is BLOCK)
    assert own_severity(checked.read(), tools, f"claim:{severe.id}") is BLOCK
    assert own_severity(checked.read(), tools, "claim") is BLOCK
    with pytest.raises(InputError, match="Say why"):
        pipeline.set_severity(checked, tools, "launch", f"claim:{severe.id}", WARNING)
    with pytest.raises(InputError, match="no rule “nonsense”"):
        pipeline.set_severity(checked, tools, "launch", "nonsense", WARNING)
    assert own_severity(checked.read(), tools, "doubled_word") is None
    assert pipeline.set_severity(checked, tools, "launch", "doubled_word", "off")


def test_launches_on_the_same_target_weigh_for_themselves(checked: Store, tools: Tools) -> None:
    pipeline.set_severity(checked, tools, "launch", "pictures", BLOCK)
    pipeline.create_launch(checked, tools, "later", ["DE/amazon"], dt.date(2026, 12, 1))
    pipeline.check(checked, tools, launch="later")
    assert of_rule(checked, "pictures") == [(WARNING, None), (WARNING, None)]
    pipeline.check(checked, tools, launch="launch")
    assert of_rule(checked, "pictures") == [(BLOCK, WARNING), (BLOCK, WARNING)]

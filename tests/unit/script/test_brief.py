from __future__ import annotations

from localizer.script.brief import ScriptBrief


def brief(
    *,
    facts: dict[str, str] | None = None,
    tokens: dict[str, str] | None = None,
    conditions: frozenset[str] = frozenset(),
    certificate: str = "",
) -> ScriptBrief:
    return ScriptBrief(
        "P", "en-US", "US", "shopify", "thing", facts=facts or {}, tokens=tokens or {},
        conditions=conditions, certificate=certificate,
    )  # fmt: skip


def test_facts_and_values_hold_by_being_there() -> None:
    held = brief(facts={"material": "cotton", "fit": ""}, tokens={"next": "tent"}).held()
    assert {"material", "next"} <= held
    assert "fit" not in held
    assert "brand" not in held


def test_a_claim_holds_only_where_it_was_established() -> None:
    assert "certificate" not in brief(certificate="CE, No. 1").held()
    both = brief(certificate="CE, No. 1", conditions=frozenset({"certificate", "offer", "odd"}))
    assert {"certificate", "offer"} <= both.held()
    assert "odd" not in both.held()


def test_a_fact_nobody_knows_is_no_slot() -> None:
    one = brief(facts={"mood": "sad", "certificate": "CE"})
    assert not {"mood", "certificate"} & one.fillable()


def test_price_and_number_can_always_be_said_other_tokens_need_an_amount() -> None:
    assert {"price", "n", "product"} <= brief().fillable()
    assert not {"was", "stock", "bundle"} & brief().fillable()
    one = brief(tokens={"was": "$9", "stock": "", "bundle:2": "$12"})
    assert {"was", "bundle", "bundle_quantity"} <= one.fillable()
    assert "stock" not in one.fillable()
    assert one.values()["bundle_quantity"] == "2"

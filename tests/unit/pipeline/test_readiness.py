"""What would make a target ready: complete, in order, each with where to go, nothing when it is ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from localizer import pipeline
from localizer.catalog import findings, launches, prices, products, scripts, translations
from localizer.catalog.findings import Place
from localizer.errors import InputError
from localizer.model.finding import Finding, Severity, Subject
from localizer.model.launch import Target
from localizer.model.segment import State
from localizer.pipeline.readiness import ReadyKind, ReadyStep, readiness, step_text
from localizer.pipeline.tools import Tools
from localizer.store.database import Store

GERMAN = Target("DE", "amazon", "de-DE")
THAI = Target("TH", "shopee", "th-TH")


@pytest.fixture
def goods() -> str:
    """Return two products."""
    return "货号,商品标题,成本价(元),售价(元)\nA,水杯,20,60\nB,杯子,30,80\n"


def steps(store: Store, target: Target = GERMAN) -> tuple[ReadyStep, ...]:
    reader = store.read()
    return readiness(reader, target, products.product_ids(reader)).steps


def kinds(store: Store, target: Target = GERMAN) -> list[ReadyKind]:
    return [step.kind for step in steps(store, target)]


@pytest.fixture
def ready(drafted: Store) -> Store:
    """Return a workspace whose German texts and scripts are all approved, without findings."""
    for number in products.product_ids(drafted.read()):
        with drafted.step("Approve") as step:
            for pair in translations.pairs(step, number, "de-DE"):
                done = replace(pair.translation, text="Becher", state=State.APPROVED)
                translations.save(step, (pair.id, pair.translation), done)
            for stored in scripts.of_product(step, number, GERMAN):
                scripts.save(step, replace(stored, state=State.APPROVED))
    return drafted


@pytest.fixture
def flag(ready: Store) -> Callable[..., None]:
    """Return what stores findings of the first product for the German target."""

    def store_findings(*found: tuple[Subject, int, Finding]) -> None:
        with ready.derive() as step:
            placed = [
                (Place(subject, number, 1, "DE", "amazon", "de-DE"), finding)
                for subject, number, finding in found
            ]
            findings.replace_for_product(step, 1, [GERMAN], placed)

    return store_findings


def test_a_ready_target_needs_nothing(ready: Store) -> None:
    reader = ready.read()
    found = readiness(reader, GERMAN, products.product_ids(reader))
    assert (found.gate.approved, found.steps) == (True, ())


def test_a_launch_without_products_is_told_to_import(ready: Store) -> None:
    (step,) = readiness(ready.read(), GERMAN, []).steps
    assert (step.kind, step.pane) == (ReadyKind.IMPORT, "catalog")


@pytest.mark.parametrize(
    ("changes", "kind", "state"),
    [
        ({"state": State.DRAFT}, ReadyKind.REVIEW, State.DRAFT),
        ({"state": State.TRANSLATED}, ReadyKind.REVIEW, State.TRANSLATED),
        ({"state": State.SENT_BACK}, ReadyKind.SENT_BACK, State.SENT_BACK),
        ({"text": " "}, ReadyKind.TRANSLATE, State.UNTRANSLATED),
        ({"source_hash": "old"}, ReadyKind.OUTDATED, None),
    ],
)
def test_one_text_is_led_to(
    changes: dict[str, object], kind: ReadyKind, state: State | None, ready: Store
) -> None:
    with ready.step("Change") as step:
        pair = translations.pairs(step, 2, "de-DE")[0]
        changed = replace(pair.translation, **changes)  # type: ignore[arg-type]
        translations.save(step, (pair.id, pair.translation), changed)
    (found,) = steps(ready)
    assert (found.kind, found.state, found.number, found.pane) == (kind, state, 1, "review")
    assert (found.product_id, found.translation_id, found.target) == (2, pair.id, GERMAN)
    assert step_text(found).endswith("(1): 杯子")


def test_a_text_nobody_drafted_leads_to_the_drafts(ready: Store) -> None:
    with ready.step("Remove") as step:
        step.write("DELETE FROM translation WHERE locale = 'de-DE'")
    (found,) = steps(ready)
    assert (found.kind, found.pane, found.product_id) == (ReadyKind.DRAFT, "board", 1)


def test_goods_without_price_or_variant_and_open_scripts_are_led_to(ready: Store) -> None:
    with ready.step("Change") as step:
        variant = next(iter(products.variant_ids(step, 2).values()))
        old = prices.of_product(step, 2, "DE", "amazon")[variant]
        prices.save(step, replace(old, amount=None, code="MISSING_RATE", input_hash="1"))
        script = scripts.of_product(step, 1, GERMAN)[0]
        scripts.save(step, replace(script, state=State.DRAFT))
    price, open_script = steps(ready)
    assert (price.kind, price.pane, price.product_id) == (ReadyKind.PRICE, "prices", 2)
    assert (open_script.kind, open_script.script_id) == (ReadyKind.SCRIPT, script.id)
    with ready.step("Remove") as step:
        step.write("DELETE FROM variant WHERE product_id = 2")
    assert kinds(ready) == [ReadyKind.VARIANT, ReadyKind.SCRIPT]


def test_findings_are_gathered_by_rule_and_led_to(ready: Store, flag: Callable[..., None]) -> None:
    text = translations.pairs(ready.read(), 1, "de-DE")[0].id
    script = scripts.of_product(ready.read(), 1, GERMAN)[0].id
    block, warn = Severity.BLOCK, Severity.WARNING
    hits = [Finding("claim:best", block, "No {n}.", (("n", str(n)),), n, n + 1) for n in range(3)]
    flag(
        (Subject.SCRIPT, script, Finding("script_token", block, "Nothing.")),
        *((Subject.TRANSLATION, text, hit) for hit in hits),
        (Subject.LISTING, 1, Finding("pictures", warn, "None.")),
        (Subject.PRICE, 1, Finding("price_missing", Severity.EVIDENCE, "None.")),
    )
    claim, token, price = steps(ready)
    assert [step.pane for step in (claim, token, price)] == ["review", "scripts", "prices"]
    assert (claim.kind, claim.number, claim.translation_id) == (ReadyKind.MEND, 3, text)
    assert step_text(claim) == "Mend or overrule (3): No 0. · 水杯"
    assert (token.script_id, token.translation_id) == (script, None)
    assert all(step.stops for step in (claim, token, price))
    for hit in findings.of_subject(ready.read(), Subject.TRANSLATION, text):
        pipeline.overrule(ready, hit.id, "counted")
    assert [step.finding.finding.rule for step in steps(ready) if step.finding] == [
        "script_token",
        "price_missing",
    ]


def test_a_missing_price_is_told_once(ready: Store, flag: Callable[..., None]) -> None:
    with ready.step("Remove") as step:
        step.write("DELETE FROM price WHERE market = 'DE'")
    assert kinds(ready) == [ReadyKind.PRICE]
    flag((Subject.PRICE, 1, Finding("price_missing", Severity.BLOCK, "A has no price.")))
    assert kinds(ready) == [ReadyKind.MEND]


def test_missing_evidence_is_filled_in_on_the_products_card(
    ready: Store, flag: Callable[..., None]
) -> None:
    text = translations.pairs(ready.read(), 1, "de-DE")[0].id

    def asks(names: str, rule: str = "claim:organic") -> tuple[Subject, int, Finding]:
        args = (("text", "bio"), ("evidence", names))
        finding = Finding(rule, Severity.EVIDENCE, "“{text}” has to be shown.", args)
        return Subject.TRANSLATION, text, finding

    flag(asks("certificate|test_report"), asks("certificate|test_report"), asks("made_in"))
    papers, own = steps(ready)
    assert (papers.kind, papers.pane, papers.product_id) == (ReadyKind.FILL_IN, "catalog", 1)
    assert step_text(papers) == (
        "Fill in a certificate or a test report (2): “bio” has to be shown. · 水杯"
    )
    assert step_text(own).startswith("Fill in made in (1)")


def test_what_the_gate_stops_and_what_is_to_do_are_one(drafted: Store, tools: Tools) -> None:
    launch = launches.find(drafted.read())
    for found in pipeline.ready(drafted, tools):
        assert bool(found.steps) is not found.gate.approved
        assert {step.target for step in found.steps} == {found.target}
    assert [found.target for found in pipeline.ready(drafted, tools)] == list(launch.targets)
    (thai,) = pipeline.ready(drafted, tools, targets=["TH/shopee"])
    assert thai.target == THAI
    with pytest.raises(InputError, match="no market"):
        pipeline.ready(drafted, tools, targets=["XX/shopee"])


def test_a_token_without_a_value_is_led_to(ready: Store, tools: Tools) -> None:
    with ready.step("Change") as step:
        pair = translations.pairs(step, 2, "de-DE")[0]
        text = replace(pair.translation, text="Becher {save_amount}")
        translations.save(step, (pair.id, pair.translation), text)
    found = pipeline.ready(ready, tools, targets=["DE/amazon"])[0]
    token = next(step for step in found.steps if step.kind is ReadyKind.TOKEN)
    assert (token.product, token.product_id, token.number) == ("杯子", 2, 1)

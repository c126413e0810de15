"""Promises against facts: unsupported, contradicted, true; in texts, scripts and every language."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from localizer.check.context import ScriptContext, TextContext
from localizer.check.promise_check import PromiseCheck
from localizer.check.promises import PROMISE_CHECKS
from localizer.check.reductions import FormerPrice, Reduction
from localizer.model.finding import Finding, Severity
from localizer.model.grounds import Ground, Grounds
from localizer.model.promise import Promise
from localizer.model.script import Lane, ScriptLine
from localizer.packs.promises import load_promises
from tests.unit.check.promise_sentences import HITS, INNOCENT

BOOK = load_promises()
CHECKS: tuple[PromiseCheck, ...] = (*PROMISE_CHECKS, FormerPrice(), Reduction())
#: What makes every sentence of the table true.
TRUE = Grounds(
    {
        Ground.FREE_SHIPPING: "yes",
        Ground.OFFER: "discount",
        Ground.OFFER_END: "2026-11-26T22:00:00+01:00",
        Ground.STOCK: "3",
        Ground.SOURCE: "https://compare.example",
        Ground.BUNDLE: "bundle",
        Ground.GIFT: "gift",
        Ground.VOUCHER: "voucher",
        Ground.CASH_ON_DELIVERY: "yes",
        Ground.OFFICIAL_STORE: "yes",
        Ground.DELIVERY_DAYS: "1",
        Ground.DISPATCH_DAYS: "0",
        Ground.RETURNS_DAYS: "100",
        Ground.WAS: "29.99",
    }
)
B, E = Severity.BLOCK, Severity.EVIDENCE

MakeText = Callable[..., TextContext]
MakePitch = Callable[..., ScriptContext]


def findings(context: TextContext | ScriptContext) -> list[Finding]:
    return [finding for check in CHECKS for finding in check.check(context)]


def true_grounds(kind: Promise, number: str) -> Grounds:
    """Return grounds on which a sentence of the table is true."""
    exact = {Promise.WARRANTY: Ground.WARRANTY, Promise.REDUCTION: Ground.SAVE_PERCENT}
    if kind in exact:
        return Grounds({**TRUE.facts, exact[kind]: number})
    return TRUE


@pytest.mark.parametrize(
    ("locale", "text", "kind"),
    [(locale, text, kind) for locale, said in HITS.items() for text, kind, _number in said],
)
def test_nothing_known_supports_no_promise(
    locale: str, text: str, kind: Promise, context: MakeText
) -> None:
    (found,) = findings(context(text, locale=locale, grounds=Grounds(), promises=BOOK))
    # fourteen days of returns are granted by law in the market of these tests
    assert found.severity is E, kind
    assert dict(found.args)["evidence"]
    assert text[found.start : found.end] == dict(found.args)["text"]
    assert found.message.format(**dict(found.args))


@pytest.mark.parametrize(
    ("locale", "text", "kind", "number"),
    [(locale, *one) for locale, said in HITS.items() for one in said],
)
def test_what_is_true_may_be_said(
    locale: str, text: str, kind: Promise, number: str, context: MakeText
) -> None:
    grounds = true_grounds(kind, number)
    assert findings(context(text, locale=locale, grounds=grounds, promises=BOOK)) == []


@pytest.mark.parametrize("locale", HITS)
def test_where_nobody_knows_nothing_is_said(locale: str, context: MakeText) -> None:
    for text, _kind, _number in HITS[locale]:
        assert findings(context(text, locale=locale, promises=BOOK)) == []
        assert findings(context(text, locale=locale, grounds=Grounds())) == []


@pytest.mark.parametrize(
    ("locale", "text"), [(locale, text) for locale, texts in INNOCENT.items() for text in texts]
)
def test_innocent_neighbours_are_let_be(locale: str, text: str, context: MakeText) -> None:
    assert findings(context(text, locale=locale, grounds=Grounds(), promises=BOOK)) == []


@pytest.mark.parametrize(
    ("text", "facts", "severity", "told"),
    [
        ("Gratisversand", {Ground.FREE_SHIPPING: "no"}, B, "shipping is not free"),
        ("Blitzangebot", {Ground.OFFER_OVER: "2026-11-12"}, B, "the offer ended on 2026-11-12"),
        ("Nur noch heute!", {Ground.OFFER_OVER: "2026-11-12"}, B, "the offer ended on 2026-11-12"),
        ("Nur noch heute!", {Ground.OFFER: "discount"}, E, "no offer is known that ends so soon"),
        ("Nur noch 5 Stück", {Ground.STOCK: "12"}, B, "the stock is 12"),
        ("Nur noch 5 Stück", {Ground.STOCK: "0"}, B, "nothing is left"),
        ("Nur noch 5 Stück", {Ground.STOCK: "?"}, E, "the stock is not known"),
        ("Fast ausverkauft", {Ground.STOCK: "500"}, B, "the stock is 500"),
        ("24 Monate Garantie", {Ground.WARRANTY: "12"}, B, "the warranty is 12 months"),
        ("12 Monate Garantie", {Ground.WARRANTY: "24"}, B, "the warranty is 24 months"),
        ("lebenslange Garantie", {Ground.WARRANTY: "24"}, B, "the warranty is 24 months"),
        ("24 Monate Garantie", {Ground.WARRANTY: "no"}, B, "has no warranty"),
        ("Lieferung in 2 Tagen", {Ground.DELIVERY_DAYS: "5"}, B, "up to 5 days"),
        ("Morgen bei dir", {Ground.DELIVERY_DAYS: "5"}, B, "up to 5 days"),
        (
            "Lieferung in 2 Tagen",
            {Ground.DISPATCH_DAYS: "1"},
            E,
            "the days of delivery are not known",
        ),
        ("Versand in 24 Stunden", {Ground.DISPATCH_DAYS: "2"}, B, "sent after up to 2 days"),
        ("per Nachnahme", {Ground.CASH_ON_DELIVERY: "no"}, B, "no cash on delivery"),
        ("60 Tage Rückgaberecht", {Ground.RETURNS_DAYS: "30"}, B, "for 30 days"),
        ("60 Tage Rückgaberecht", {Ground.RETURNS_DAYS: "no"}, B, "takes nothing back"),
        ("offizieller Shop", {Ground.OFFICIAL_STORE: "no"}, B, "no official shop"),
        ("statt 49,99 €", {Ground.PRICE_RECORD_OLD: "2026-09-01"}, E, "record of 2026-09-01"),
        ("statt 49,99 €", {Ground.OFFER_OVER: "2026-11-12"}, B, "the offer ended on 2026-11-12"),
        ("20 % Rabatt", {Ground.SAVE_PERCENT: "15"}, B, "the reduction is 15 %"),
        ("bis zu 20 % Rabatt", {Ground.SAVE_PERCENT: "15"}, B, "the reduction is 15 %"),
        ("zum halben Preis", {Ground.SAVE_PERCENT: "15"}, B, "the reduction is 15 %"),
        ("20 % Rabatt", {Ground.OFFER_OVER: "2026-11-12"}, B, "the offer ended on 2026-11-12"),
    ],
)
def test_a_fact_contradicts(
    text: str, facts: dict[str, str], severity: Severity, told: str, context: MakeText
) -> None:
    (found,) = findings(context(text, grounds=Grounds(facts), promises=BOOK))
    assert found.severity is severity
    assert told in found.message.format(**dict(found.args))


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Nur noch 5 Stück", {Ground.STOCK: "5"}),
        ("Nur noch 5 Stück", {Ground.STOCK: "2"}),
        ("Fast ausverkauft", {Ground.STOCK: "20"}),
        ("mit Garantie", {Ground.WARRANTY: "12"}),
        ("24 Monate Garantie", {Ground.WARRANTY: "two years"}),
        ("Lieferung in 3-5 Tagen", {Ground.DELIVERY_DAYS: "5"}),
        ("Lieferung in 7 Tagen", {Ground.DELIVERY_DAYS: "5"}),
        ("14 Tage Rückgaberecht", {}),
        ("30 Tage Rückgaberecht", {Ground.RETURNS_DAYS: "30"}),
        ("Geld-zurück-Garantie", {Ground.RETURNS_DAYS: "30"}),
        ("statt {was}", {}),
        ("20 % Rabatt mit Gutschein über 5 €", {Ground.VOUCHER: "voucher"}),
    ],
)
def test_a_fact_supports(text: str, facts: dict[str, str], context: MakeText) -> None:
    assert findings(context(text, grounds=Grounds(facts), promises=BOOK)) == []


@pytest.mark.parametrize(
    ("text", "facts", "fix"),
    [
        ("Nur noch 5 Stück", {Ground.STOCK: "12"}, "Nur noch {stock} Stück"),
        ("Nur noch drei übrig", {Ground.STOCK: "12"}, "Nur noch {stock} übrig"),
        ("Nur noch 5 Stück", {Ground.STOCK: "500"}, None),
        ("20 % Rabatt", {Ground.SAVE_PERCENT: "15"}, "15 % Rabatt"),
        ("zum halben Preis", {Ground.SAVE_PERCENT: "15"}, None),
    ],
)
def test_the_fix_is_what_is_true(
    text: str, facts: dict[str, str], fix: str | None, context: MakeText
) -> None:
    (found,) = findings(context(text, grounds=Grounds(facts), promises=BOOK))
    assert found.fix == fix


def test_in_chinese_tenths_are_not_made_a_percentage(context: MakeText) -> None:
    grounds = Grounds({Ground.SAVE_PERCENT: "15"})
    text = context("今天打8折", locale="zh-Hans-SG", grounds=grounds, promises=BOOK)
    (found,) = findings(text)
    assert (found.severity, found.fix) == (B, None)


@pytest.mark.parametrize("locale", HITS)
def test_a_host_s_line_promises_as_a_text_does(
    locale: str, pitch: MakePitch, line: Callable[..., ScriptLine]
) -> None:
    text, _kind, _number = HITS[locale][0]
    lines = (line("Hallo"), line(text, lane=Lane.CONTROL), line(text))
    (found,) = findings(pitch(*lines, grounds=Grounds(), promises=BOOK, locale=locale))
    whole = "\n".join(one.text for one in lines)
    assert whole[found.start : found.end] == dict(found.args)["text"]
    assert found.start > len(lines[0].text) + len(text)

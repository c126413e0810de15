"""Phrase rules, owed texts and the list of sources."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from localizer.errors import PackError
from localizer.model.finding import Severity
from localizer.model.rule import ClaimRule, RequiredText, Trigger
from localizer.packs.rules import (
    check_patterns,
    load_claim_rules,
    load_required_texts,
    load_sources,
    with_own_rules,
)
from localizer.paths import resource

CLAIMS = load_claim_rules()
REQUIRED = load_required_texts()


def finds(pattern: str, text: str) -> bool:
    return re.search(pattern, unicodedata.normalize("NFC", text), re.IGNORECASE) is not None


def test_all_rules_are_there() -> None:
    researched = [rule for rule in CLAIMS if rule.category != "authority"]
    assert len(researched) == 103
    assert len(REQUIRED) == 15
    assert check_patterns() == len(CLAIMS) + len(REQUIRED)


def test_a_state_s_authority_is_no_argument_in_any_language() -> None:
    spoken = {
        language for rule in CLAIMS if rule.category == "authority" for language in rule.languages
    }
    assert spoken == {
        "en",
        "th",
        "vi",
        "id",
        "ms",
        "fil",
        "zh-Hant",
        "de",
        "fr",
        "es",
        "it",
        "pt-BR",
    }


@pytest.mark.parametrize("rule", CLAIMS, ids=[rule.id for rule in CLAIMS])
def test_a_rule_meets_its_examples(rule: ClaimRule) -> None:
    assert any(finds(one, rule.example_hit) for one in (rule.pattern, *rule.paraphrases))
    fired = [one for one in (rule.pattern, *rule.paraphrases) if finds(one, rule.example_ok)]
    assert not fired or any(finds(one, rule.example_ok) for one in rule.exceptions)


@pytest.mark.parametrize("rule", REQUIRED, ids=[rule.id for rule in REQUIRED])
def test_our_phrase_satisfies_the_duty(rule: RequiredText) -> None:
    assert finds(rule.must_match, rule.phrase)


def test_every_source_is_explained() -> None:
    known = load_sources()
    named = {source for rule in CLAIMS for source in rule.sources}
    named |= {source for rule in REQUIRED for source in rule.sources}
    assert not named - set(known)
    assert known["GK"].note == "from general knowledge, unconfirmed"


def test_review_became_a_warning() -> None:
    severities = {rule.id: rule.severity for rule in CLAIMS}
    assert severities["en-instant"] is Severity.WARNING
    assert severities["en-medical"] is Severity.BLOCK
    assert Severity.INFO not in severities.values()


@pytest.mark.parametrize(
    ("rule", "market", "locale", "holds"),
    [
        ("any-url", "TW", "zh-Hant-TW", True),
        ("en-fda", "US", "en-US", True),
        ("en-fda", "GB", "en-GB", False),
        ("en-fda", "US", "es-US", False),
        ("tw-super", "TW", "zh-Hant-TW", True),
        ("zhs-super", "SG", "zh-Hans-SG", True),
        ("zhs-super", "TW", "zh-Hant-TW", False),
        ("pt-super", "BR", "pt-BR", True),
    ],
)
def test_where_a_rule_holds(rule: str, market: str, locale: str, *, holds: bool) -> None:
    found = next(one for one in CLAIMS if one.id == rule)
    assert found.applies(market, locale) is holds


def test_texts_owed_in_france() -> None:
    owed = [rule for rule in REQUIRED if rule.applies("FR", "fr-FR")]
    assert [rule.id for rule in owed] == ["req-fr-pub", "req-fr-ai", "req-ai-live"]
    assert [rule.trigger for rule in owed] == [Trigger.PAID, Trigger.AI_MEDIA, Trigger.AI_MEDIA]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            'severity = "block"',
            'severity = "review"',
            "rules #1 › severity: Wanted is one of block",
        ),
        ('id = "any-email"', 'id = "any-url"', "rules #2 › id: This id is used twice."),
        ('languages = ["*"]', "languages = []", "rules #1 › languages: Name at least one"),
        ("confirmed = true", 'confirmed = "yes"', "rules #1 › confirmed: Wanted is true or false"),
        ('category = "offplatform"\n', "", "rules #1 › category: This key is missing."),
    ],
)
def test_a_malformed_rule_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    text = resource("rules", "any.toml").read_text(encoding="utf-8")
    path = tmp_path / "any.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_claim_rules(tmp_path)
    assert sentence in str(caught.value)
    assert str(caught.value).startswith("any.toml, line ")


def test_a_bad_pattern_is_found(tmp_path: Path) -> None:
    for name in ("fr.toml", "required.toml"):
        text = resource("rules", name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(
            text.replace("must_match = 'Images", "must_match = '(Images"), encoding="utf-8"
        )
    with pytest.raises(
        PackError, match=r"required\.toml, line \d+, rules #2 › must_match: This is no"
    ):
        check_patterns(tmp_path)


def test_two_files_with_one_rule_are_refused(tmp_path: Path) -> None:
    text = resource("rules", "any.toml").read_text(encoding="utf-8")
    for name in ("any.toml", "more.toml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match="The rule id any-url is used in two files"):
        load_claim_rules(tmp_path)


def test_own_rules_come_beside_ours_and_before_them_of_one_id(tmp_path: Path) -> None:
    text = resource("rules", "any.toml").read_text(encoding="utf-8")
    own = text.replace('id = "any-email"', 'id = "house-email"').replace("block", "info", 1)
    (tmp_path / "house.toml").write_text(own, encoding="utf-8")
    (tmp_path / "broken.toml").write_text(
        text.replace("pattern = '[", "pattern = '(["), encoding="utf-8"
    )
    rules, refused = with_own_rules(CLAIMS, tmp_path)
    by_id = {rule.id: rule for rule in rules}
    assert len(rules) == len(CLAIMS) + 1
    assert by_id["house-email"].severity is Severity.BLOCK
    assert by_id["any-url"].severity is Severity.INFO
    assert len(refused) == 1
    assert refused[0].startswith("broken.toml, rule any-email: This is no regular expression")
    assert with_own_rules(CLAIMS, None) == (CLAIMS, ())


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("negation = '(not'", "language › negation: This is no regular expression"),
        ('folds = ["abc"]', "language › folds: Write two characters"),
        ('nagation = "not"', "language › nagation: There is no such key"),
    ],
)
def test_how_a_language_denies_is_read_with_care(tmp_path: Path, line: str, sentence: str) -> None:
    text = resource("rules", "any.toml").read_text(encoding="utf-8")
    (tmp_path / "any.toml").write_text(f"[language]\n{line}\n\n{text}", encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_claim_rules(tmp_path)
    assert sentence in str(caught.value)

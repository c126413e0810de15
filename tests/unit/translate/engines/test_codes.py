from __future__ import annotations

import pytest
from deep_translator.constants import (
    BAIDU_LANGUAGE_TO_CODE,
    GOOGLE_LANGUAGES_TO_CODES,
    MY_MEMORY_LANGUAGES_TO_CODES,
    PAPAGO_LANGUAGE_TO_CODE,
)

from localizer.translate.engines.codes import (
    Service,
    code_for,
    model_sources,
    model_targets,
    pair_for,
)

LOCALES = (
    *("zh-Hans", "zh-Hant-TW", "zh-Hans-MY", "en-US", "en-GB", "id-ID", "ms-MY", "th-TH", "vi-VN"),
    *("fil-PH", "de-DE", "fr-FR", "es-ES", "es-MX", "it-IT", "pt-BR"),
)


@pytest.mark.parametrize(
    ("service", "codes"),
    [
        (Service.GOOGLE, "zh-CN zh-TW zh-CN en en id ms th vi tl de fr es es it pt"),
        (
            Service.DEEPL,
            "ZH-HANS ZH-HANT ZH-HANS EN-US EN-GB ID MS TH VI TL DE FR ES ES-419 IT PT-BR",
        ),
        (Service.MICROSOFT, "zh-Hans zh-Hant zh-Hans en en id ms th vi fil de fr es es it pt"),
        (Service.LIBRE, "zh zt zh en en id ms th vi tl de fr es es it pb"),
        (
            Service.MYMEMORY,
            "zh-CN zh-TW zh-CN en-US en-GB id-ID ms-MY th-TH vi-VN tl-PH de-DE fr-FR es-ES es-MX it-IT pt-BR",
        ),
        (Service.BAIDU, "zh cht zh en en id may th vie fil de fra spa spa it pt"),
        (Service.PAPAGO, "zh-CN zh-TW zh-CN en en id - th vi - de fr es es it -"),
        (Service.YANDEX, "zh - zh en en id ms th vi tl de fr es es it pt-BR"),
    ],
)
def test_every_locale_has_the_services_code(service: Service, codes: str) -> None:
    assert [code_for(service, locale) or "-" for locale in LOCALES] == codes.split()


@pytest.mark.parametrize(
    ("service", "table", "unknown"),
    [
        (Service.GOOGLE, set(GOOGLE_LANGUAGES_TO_CODES.values()), set()),
        (Service.MYMEMORY, set(MY_MEMORY_LANGUAGES_TO_CODES.values()), set()),
        (Service.PAPAGO, set(PAPAGO_LANGUAGE_TO_CODE), {"de", "it"}),
        (Service.BAIDU, set(BAIDU_LANGUAGE_TO_CODE.values()), {"id", "may", "fil"}),
    ],
)
def test_codes_are_those_of_deep_translator_but_for_what_it_has_not_yet(
    service: Service, table: set[str], unknown: set[str]
) -> None:
    ours = {code for locale in LOCALES if (code := code_for(service, locale))}
    assert ours - table == unknown


@pytest.mark.parametrize(
    ("locale", "code"),
    [
        ("zh", "zh-CN"),
        ("zh-TW", "zh-TW"),
        ("zh-Hant-HK", "zh-TW"),
        ("tl", "tl"),
        ("ja-JP", None),
        ("", None),
        ("pt-PT", None),
    ],
)
def test_a_locale_has_the_code_of_the_one_it_is_a_kind_of(locale: str, code: str | None) -> None:
    assert code_for(Service.GOOGLE, locale) == code


@pytest.mark.parametrize(
    ("service", "source", "target", "pair"),
    [
        (Service.GOOGLE, "zh-Hans", "th-TH", ("zh-CN", "th")),
        (Service.GOOGLE, "zh-Hans", "zh-Hant-TW", ("zh-CN", "zh-TW")),
        # One language to the service: it would answer with the source.
        (Service.GOOGLE, "en-US", "en-GB", None),
        (Service.GOOGLE, "zh-Hans", "zh-Hans-MY", None),
        (Service.MYMEMORY, "en-US", "en-GB", ("en-US", "en-GB")),
        # DeepL's variants are targets only.
        (Service.DEEPL, "zh-Hans", "en-GB", ("ZH", "EN-GB")),
        (Service.DEEPL, "es-MX", "pt-BR", ("ES", "PT-BR")),
        (Service.DEEPL, "en-US", "en-GB", None),
        (Service.DEEPL, "zh-Hans", "zh-Hant-TW", None),
        (Service.PAPAGO, "zh-Hans", "en-US", ("zh-CN", "en")),
        (Service.PAPAGO, "en-US", "th-TH", ("en", "th")),
        (Service.PAPAGO, "zh-Hans", "th-TH", None),
        (Service.PAPAGO, "en-US", "de-DE", None),
        (Service.YANDEX, "zh-Hans", "zh-Hant-TW", None),
    ],
)
def test_pairs(service: Service, source: str, target: str, pair: tuple[str, str] | None) -> None:
    assert pair_for(service, source, target) == pair


def test_local_models_write_one_kind_of_chinese_but_read_both() -> None:
    assert "zh" not in model_targets("zh-Hant-TW")
    assert "zt" not in model_targets("zh-Hans")
    assert "zh" in model_sources("zh-Hant-TW")
    assert model_targets("pt-BR")[0] == "pb"
    assert model_sources("ja-JP") == ()
    assert all(model_sources(locale) and model_targets(locale) for locale in LOCALES)

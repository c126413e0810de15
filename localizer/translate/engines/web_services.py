"""What is known of each web service: where it is, what it needs, its limits, its price, who reads the texts.

Numbers are those the services publish, with the place and the date; "unverified" where the place is known
but was not read when this was written. Where a service publishes none, a careful value stands and the
comment says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from localizer.i18n import N_
from localizer.translate.engines import web_apis, web_pages
from localizer.translate.engines.base import Limits, Price
from localizer.translate.engines.codes import Service
from localizer.translate.engines.web_apis import Account, Texts
from localizer.translate.engines.web_http import Refine, Wire

#: Asks a service for some texts, with its own codes of source and target.
Asking = Callable[[Wire, Account, Sequence[str], str, str], Texts]

_FREE: Final = Price(Decimal(0), "USD")


@dataclass(frozen=True, slots=True)
class WebService:
    """One service. ``secrets`` are the names of the keys it must have, ``optional`` those it may have.

    ``base`` is its address without the path; ``privacy`` a msgid saying who receives the texts. ``version``
    changes when answers of before should not be reused. ``text_bytes`` limits one text in UTF-8, 0 for none.
    """

    id: Service
    name: str
    base: str
    version: str
    asking: Asking
    says: Refine
    limits: Limits
    privacy: str
    secrets: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    has_region: bool = False
    has_email: bool = False
    own_server: bool = False
    text_bytes: int = 0
    price: Price | None = None


_ALL: Final = (
    WebService(
        id=Service.GOOGLE,
        name="Google",
        base="https://translate.google.com",
        version="m",
        asking=web_pages.google,
        says=web_pages.google_says,
        # No limits are published for the page. Its address holds the text, nine characters for a Chinese
        # one, and servers refuse addresses of over 16 KB.
        limits=Limits(texts=1, text_chars=1500, request_chars=1500, pause=0.5),
        price=_FREE,
        privacy=N_(
            "Texts go to Google's public page, without a contract. Google may refuse at any time."
        ),
    ),
    WebService(
        id=Service.DEEPL,
        name="DeepL",
        base="https://api.deepl.com",
        version="v2 prefer_quality_optimized",
        asking=web_apis.deepl,
        says=web_apis.deepl_says,
        # developers.deepl.com, 2026-06: 50 texts and 128 KiB a request, which is 30,000 characters of at
        # most four bytes with room for the rest.
        limits=Limits(texts=50, text_chars=30_000, request_chars=30_000, parallel=2),
        secrets=("key",),
        # support.deepl.com, article 360020685720, 2025: EUR 0.00002 a character beside the monthly price.
        price=Price(Decimal(20), "EUR"),
        privacy=N_(
            "Texts go to DeepL under your account. DeepL may learn from those of a free account."
        ),
    ),
    WebService(
        id=Service.MICROSOFT,
        name="Microsoft Translator",
        base="https://api.cognitive.microsofttranslator.com",
        version="v3.0",
        asking=web_apis.microsoft,
        says=web_apis.microsoft_says,
        # learn.microsoft.com, "Service limits", 2025: 1,000 texts and 50,000 characters a request, spread
        # evenly over the hour: smaller requests are refused less.
        limits=Limits(texts=100, text_chars=10_000, request_chars=10_000, parallel=2),
        secrets=("key",),
        has_region=True,
        # azure.microsoft.com/pricing/details/translator, tier S1, 2025, unverified.
        price=Price(Decimal(10), "USD"),
        privacy=N_("Texts go to Microsoft under your account; it does not keep them."),
    ),
    WebService(
        id=Service.LIBRE,
        name="LibreTranslate",
        base="https://libretranslate.com",
        version="1",
        asking=web_apis.libre,
        says=web_apis.libre_says,
        # A server sets its own; 2,000 characters are what the public one takes (2025, unverified).
        limits=Limits(texts=20, text_chars=2000, request_chars=2000),
        optional=("key",),
        own_server=True,
        privacy=N_("Texts go to the server whose address you give."),
    ),
    WebService(
        id=Service.MYMEMORY,
        name="MyMemory",
        base="https://api.mymemory.translated.net",
        version="get",
        asking=web_pages.mymemory,
        says=web_pages.mymemory_says,
        # mymemory.translated.net/doc/spec.php, 2025: 500 bytes a text; deep-translator: under 500 characters.
        limits=Limits(texts=1, text_chars=499, request_chars=499, pause=0.5),
        text_bytes=500,
        has_email=True,
        price=_FREE,
        privacy=N_("Texts go to MyMemory, which may keep them and show them to others."),
    ),
    WebService(
        id=Service.BAIDU,
        name="Baidu",
        base="https://fanyi-api.baidu.com",
        version="vip",
        asking=web_apis.baidu,
        says=web_apis.baidu_says,
        # fanyi-api.baidu.com/doc/21, 2025, unverified: 6,000 bytes a request, one request a second for a new
        # account.
        limits=Limits(texts=20, text_chars=1500, request_chars=1500, pause=1.1),
        text_bytes=6000,
        secrets=("app_id", "app_key"),
        # fanyi-api.baidu.com/product/112, 2025, unverified.
        price=Price(Decimal(49), "CNY"),
        privacy=N_("Texts go to Baidu in mainland China under your account."),
    ),
    WebService(
        id=Service.PAPAGO,
        name="Papago",
        base="https://papago.apigw.ntruss.com",
        version="nmt v1",
        asking=web_apis.papago,
        says=web_apis.papago_says,
        # api.ncloud-docs.com, "Text Translation", 2025: one text of 5,000 characters a request.
        limits=Limits(texts=1, text_chars=5000, request_chars=5000, parallel=2),
        secrets=("client_id", "client_secret"),
        # ncloud.com/charge/price, "Papago Translation", 2025, unverified: KRW 20 for 1,000 characters.
        price=Price(Decimal(20_000), "KRW"),
        privacy=N_("Texts go to Naver in South Korea under your account; it does not keep them."),
    ),
    WebService(
        id=Service.YANDEX,
        name="Yandex",
        base="https://translate.api.cloud.yandex.net",
        version="v2",
        asking=web_apis.yandex,
        says=web_apis.yandex_says,
        # yandex.cloud/docs/translate/concepts/limits, 2025, unverified: 10,000 characters a request.
        limits=Limits(texts=50, text_chars=10_000, request_chars=10_000, parallel=2),
        secrets=("key",),
        # Its price depends on the account's country: the person states it.
        privacy=N_("Texts go to Yandex in Russia under your account."),
    ),
)

#: Every service by its id.
SERVICES: Final[Mapping[Service, WebService]] = {service.id: service for service in _ALL}

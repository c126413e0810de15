"""How each web service is asked by its documented HTTP API, and what its own error codes mean.

deep-translator has classes for these too, but none that could be made safe. Of its version 1.11.4: DeepL
has the key in the address, no variants and one text a request; Microsoft fetches a list of languages first
and spells ``zh-hans``; LibreTranslate demands a key and sends the text in the address; Baidu sends text and
signature in the address; Papago asks an address that was closed in 2024, Yandex one closed in 2022.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec

from localizer.translate.engines.base import Cause, EngineError
from localizer.translate.engines.web_http import Answer, Wire


@dataclass(frozen=True, slots=True)
class Account:
    """Where a service is asked and by whom; ``keys`` by the names the service's table gives them."""

    base: str
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    region: str = ""
    email: str = field(default="", repr=False)


#: What a service returned for each text, in order; `None` where it returned nothing for one.
Texts = Sequence[str | None]


class _DeeplText(msgspec.Struct):
    text: str | None = None


class _Deepl(msgspec.Struct):
    translations: list[_DeeplText]


def deepl(wire: Wire, account: Account, texts: Sequence[str], source: str, target: str) -> Texts:
    """Ask DeepL (developers.deepl.com, "Translate text", 2026-06); keys that end in ``:fx`` are free."""
    answer = wire.post(
        f"{account.base}/v2/translate",
        value={
            "text": list(texts),
            "source_lang": source,
            "target_lang": target,
            "model_type": "prefer_quality_optimized",
        },
        headers={"Authorization": f"DeepL-Auth-Key {account.keys['key']}"},
    )
    parsed: _Deepl = answer.parsed(_Deepl)
    return [item.text for item in parsed.translations]


def deepl_says(answer: Answer) -> Cause | None:
    """Return what a 400 of DeepL means: mostly a language it does not know."""
    if answer.status_code == _BAD_REQUEST and b"_lang" in answer.body:
        return Cause.LANGUAGES
    return None


class _MicrosoftText(msgspec.Struct):
    text: str | None = None


class _MicrosoftItem(msgspec.Struct):
    translations: list[_MicrosoftText]


class _MicrosoftFault(msgspec.Struct):
    code: int = 0


class _MicrosoftFailure(msgspec.Struct):
    error: _MicrosoftFault


#: learn.microsoft.com, "Translator v3.0 reference", error codes, 2025.
_MICROSOFT: Final[Mapping[int, Cause]] = {
    **dict.fromkeys((400003, 400019, 400023, 400035, 400036, 400075), Cause.LANGUAGES),
    **dict.fromkeys((400050, 400072, 400077), Cause.TOO_LONG),
    403001: Cause.QUOTA,
}


def microsoft(
    wire: Wire, account: Account, texts: Sequence[str], source: str, target: str
) -> Texts:
    """Ask Microsoft's Translator (learn.microsoft.com, "Translator v3.0: Translate", 2025)."""
    headers = {"Ocp-Apim-Subscription-Key": account.keys["key"]}
    if account.region:
        headers["Ocp-Apim-Subscription-Region"] = account.region
    answer = wire.post(
        f"{account.base}/translate",
        params={"api-version": "3.0", "from": source, "to": target},
        value=[{"Text": text} for text in texts],
        headers=headers,
    )
    parsed: list[_MicrosoftItem] = answer.parsed(list[_MicrosoftItem])
    return [item.translations[0].text if item.translations else None for item in parsed]


def microsoft_says(answer: Answer) -> Cause | None:
    """Return what Microsoft's six-digit code means."""
    failure = answer.told(_MicrosoftFailure)
    return _MICROSOFT.get(failure.error.code) if failure is not None else None


class _Libre(msgspec.Struct):
    translatedText: list[str | None] | str  # noqa: N815 - the service's name


def libre(wire: Wire, account: Account, texts: Sequence[str], source: str, target: str) -> Texts:
    """Ask a LibreTranslate server (docs.libretranslate.com, 2025); a server of one's own has no key."""
    value: dict[str, object] = {
        "q": list(texts),
        "source": source,
        "target": target,
        "format": "text",
    }
    if key := account.keys.get("key"):
        value["api_key"] = key
    parsed: _Libre = wire.post(f"{account.base}/translate", value=value).parsed(_Libre)
    given = parsed.translatedText
    return [given] if isinstance(given, str) else given


def libre_says(answer: Answer) -> Cause | None:
    """Return what the sentence of an error means; LibreTranslate has no codes (its ``app.py``, 2025)."""
    if answer.status_code not in {_BAD_REQUEST, _FORBIDDEN}:
        return None
    said = answer.text.lower()
    if "api key" in said:
        return Cause.KEY
    if "is not supported" in said or "not available as a target" in said:
        return Cause.LANGUAGES
    return Cause.TOO_LONG if "limit" in said else None


class _BaiduText(msgspec.Struct):
    dst: str | None = None


class _Baidu(msgspec.Struct):
    trans_result: list[_BaiduText]


class _BaiduFailure(msgspec.Struct):
    error_code: str | int


#: fanyi-api.baidu.com/doc/21, error codes, 2025, unverified; the status is 200 with each of them.
_BAIDU: Final[Mapping[str, Cause]] = {
    "52001": Cause.TIMEOUT,
    "52002": Cause.SERVER,
    "52003": Cause.KEY,
    "54001": Cause.KEY,
    "54003": Cause.RATE,
    "54004": Cause.QUOTA,
    "54005": Cause.RATE,
    "58000": Cause.KEY,
    "58001": Cause.LANGUAGES,
    "58002": Cause.SETUP,
    "90107": Cause.KEY,
    "20003": Cause.MALFORMED,
}


def baidu(wire: Wire, account: Account, texts: Sequence[str], source: str, target: str) -> Texts:
    """Ask Baidu's general API (fanyi-api.baidu.com/doc/21, 2025).

    It answers line by line and passes over empty ones: several texts are lines of one request, and a text's
    own lines are put together again. Raises `EngineError` when the number of lines is another.
    """
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    query = "\n".join(lines)
    app, salt = account.keys["app_id"], str(secrets.randbelow(10**10))
    signed = f"{app}{query}{salt}{account.keys['app_key']}".encode()
    answer = wire.post(
        account.base + "/api/trans/vip/translate",
        form={
            "q": query,
            "from": source,
            "to": target,
            "appid": app,
            "salt": salt,
            # The service's own way to sign; nothing of ours rests upon it.
            "sign": hashlib.md5(signed, usedforsecurity=False).hexdigest(),
        },
    )
    parsed: _Baidu = answer.parsed(_Baidu)
    given = [item.dst for item in parsed.trans_result]
    if len(given) != len(lines):
        raise EngineError(Cause.COUNT, f"{len(given)} lines for {len(lines)}")
    return _by_text(texts, given)


def _by_text(texts: Sequence[str], given: Sequence[str | None]) -> list[str | None]:
    """Return the lines ``given`` put together as the texts have them."""
    following = iter(given)
    whole: list[str | None] = []
    for text in texts:
        lines = [next(following) if line.strip() else "" for line in text.splitlines()]
        whole.append(None if None in lines else "\n".join(line or "" for line in lines))
    return whole


def baidu_says(answer: Answer) -> Cause | None:
    """Return what Baidu's error code means; an unknown one is a fault of the service."""
    failure = answer.told(_BaiduFailure)
    return _BAIDU.get(str(failure.error_code), Cause.SERVER) if failure is not None else None


class _PapagoResult(msgspec.Struct):
    translatedText: str | None = None  # noqa: N815 - the service's name


class _PapagoMessage(msgspec.Struct):
    result: _PapagoResult


class _Papago(msgspec.Struct):
    message: _PapagoMessage


class _PapagoFault(msgspec.Struct):
    errorCode: str = ""  # noqa: N815 - the service's name


class _PapagoFailure(msgspec.Struct):
    error: _PapagoFault


#: api.ncloud-docs.com, "Papago Translation overview", 2025; those of N2MT unverified.
_PAPAGO: Final[Mapping[str, Cause]] = {
    "400": Cause.QUOTA,
    "410": Cause.RATE,
    "420": Cause.RATE,
    "N2MT02": Cause.LANGUAGES,
    "N2MT04": Cause.LANGUAGES,
    "N2MT05": Cause.LANGUAGES,
    "N2MT06": Cause.LANGUAGES,
    "N2MT08": Cause.TOO_LONG,
}


def papago(wire: Wire, account: Account, texts: Sequence[str], source: str, target: str) -> Texts:
    """Ask Papago on Naver Cloud (api.ncloud-docs.com, "Text Translation", 2025): one text a request."""
    (text,) = texts
    answer = wire.post(
        f"{account.base}/nmt/v1/translation",
        value={"source": source, "target": target, "text": text},
        headers={
            "X-NCP-APIGW-API-KEY-ID": account.keys["client_id"],
            "X-NCP-APIGW-API-KEY": account.keys["client_secret"],
        },
    )
    parsed: _Papago = answer.parsed(_Papago)
    return [parsed.message.result.translatedText]


def papago_says(answer: Answer) -> Cause | None:
    """Return what Papago's error code means."""
    failure = answer.told(_PapagoFailure)
    return _PAPAGO.get(failure.error.errorCode) if failure is not None else None


class _YandexText(msgspec.Struct):
    text: str | None = None


class _Yandex(msgspec.Struct):
    translations: list[_YandexText]


def yandex(wire: Wire, account: Account, texts: Sequence[str], source: str, target: str) -> Texts:
    """Ask Yandex Translate (yandex.cloud/docs/translate, API v2) with a service account's key."""
    answer = wire.post(
        f"{account.base}/translate/v2/translate",
        value={
            "texts": list(texts),
            "sourceLanguageCode": source,
            "targetLanguageCode": target,
            "format": "PLAIN_TEXT",
        },
        headers={"Authorization": f"Api-Key {account.keys['key']}"},
    )
    parsed: _Yandex = answer.parsed(_Yandex)
    return [item.text for item in parsed.translations]


def yandex_says(answer: Answer) -> Cause | None:
    """Return what a 400 of Yandex means (its sentences, unverified)."""
    if answer.status_code != _BAD_REQUEST:
        return None
    said = answer.text.lower()
    if "language" in said:
        return Cause.LANGUAGES
    return Cause.TOO_LONG if "length" in said or "too long" in said else None


_BAD_REQUEST: Final = 400
_FORBIDDEN: Final = 403

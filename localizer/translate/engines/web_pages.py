"""Services asked through deep-translator's classes: Google's public page and MyMemory.

Its modules call ``requests`` without a time-out. Each engine has a copy of the module of its own whose
``requests`` is a `Wire`; the modules that others import stay as they are.
"""

from __future__ import annotations

import html
import importlib.util
from collections.abc import Sequence
from types import ModuleType
from typing import Final

import msgspec

from localizer.translate.engines.base import Cause, EngineError
from localizer.translate.engines.optional import module
from localizer.translate.engines.web_apis import Account, Texts
from localizer.translate.engines.web_http import Answer, Wire

_FORBIDDEN: Final = 403
_TOO_MANY: Final = 429


def google(wire: Wire, account: Account, texts: Sequence[str], source: str, target: str) -> Texts:
    """Ask Google's public page, one text a request. Raises `EngineError`.

    The page has no contract and no published limits: it refuses whom it likes.
    """
    (text,) = texts
    copy = _copied("google", wire)
    return [_answered(copy, copy.GoogleTranslator(), f"{account.base}/m", text, (source, target))]


def google_says(answer: Answer) -> Cause | None:
    """Return what a refusal means: there is no key that could be wrong."""
    return Cause.RATE if answer.status_code == _FORBIDDEN else None


def mymemory(wire: Wire, account: Account, texts: Sequence[str], source: str, target: str) -> Texts:
    """Ask MyMemory, one text a request; an e-mail address gives ten times the texts. Raises `EngineError`."""
    (text,) = texts
    copy = _copied("mymemory", wire)
    translator = copy.MyMemoryTranslator(
        source="en-GB", target="de-DE", email=account.email or None
    )
    given = _answered(copy, translator, f"{account.base}/get", text, (source, target))
    # It sends &quot; and &#39; in plain text.
    return [html.unescape(given) if given and "&" not in text else given]


class _MyMemoryData(msgspec.Struct):
    translatedText: str | None = None  # noqa: N815 - the service's name


class _MyMemory(msgspec.Struct):
    responseData: _MyMemoryData | None = None  # noqa: N815 - the service's name
    responseStatus: int | str = 200  # noqa: N815 - the service's name
    responseDetails: str | None = ""  # noqa: N815 - the service's name
    quotaFinished: bool | None = None  # noqa: N815 - the service's name


#: Sentences of its failures, which it also sends as the translation (seen by users, 2020 to 2025).
_SENTENCES: Final = (
    ("YOU USED ALL AVAILABLE FREE TRANSLATIONS", Cause.QUOTA),
    ("MYMEMORY WARNING", Cause.QUOTA),
    ("QUERY LENGTH LIMIT", Cause.TOO_LONG),
    ("PLEASE SELECT TWO DISTINCT LANGUAGES", Cause.LANGUAGES),
    ("INVALID LANGUAGE PAIR", Cause.LANGUAGES),
    ("INVALID SOURCE LANGUAGE", Cause.LANGUAGES),
    ("INVALID TARGET LANGUAGE", Cause.LANGUAGES),
    ("INVALID EMAIL", Cause.KEY),
    ("NO QUERY SPECIFIED", Cause.EMPTY),
)


def mymemory_says(answer: Answer) -> Cause | None:
    """Return what MyMemory says went wrong: it says so in the text and with its own status."""
    data = answer.told(_MyMemory)
    if data is None:
        return None
    text = (data.responseData.translatedText or "") if data.responseData else ""
    failed = str(data.responseStatus) != "200"
    for said in (text, data.responseDetails or ""):
        for sentence, cause in _SENTENCES:
            # Its own sentences are in capitals; a seller's text may hold the same words.
            if sentence in said and (failed or said == said.upper()):
                return cause
    if data.quotaFinished:
        return Cause.QUOTA
    if failed:
        return None if answer.status_code == _TOO_MANY else Cause.SERVER
    # Without one, the class would give some match of somebody's memory, however unlike.
    return None if text else Cause.EMPTY


def _copied(name: str, wire: Wire) -> ModuleType:
    """Return a copy of a deep-translator module that sends by ``wire``. Raises `EngineError`."""
    module("bs4")
    module("deep_translator")
    spec = importlib.util.find_spec(f"deep_translator.{name}")
    if spec is None or spec.loader is None:
        raise EngineError(Cause.SETUP, "deep_translator")
    copy = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(copy)
    vars(copy)["requests"] = wire
    return copy


def _answered(
    copy: ModuleType, translator: object, address: str, text: str, codes: tuple[str, str]
) -> str | None:
    """Return what a class of deep-translator answers, its faults named. Raises `EngineError`."""
    # Set past its constructor, which refuses codes that its tables lack.
    vars(translator).update(_source=codes[0], _target=codes[1], _base_url=address)
    try:
        given = translator.translate(text)  # type: ignore[attr-defined]
    except copy.TranslationNotFound:
        raise EngineError(Cause.PAGE, "no translation in the page") from None
    except (AttributeError, KeyError, TypeError, ValueError, StopIteration) as error:
        raise EngineError(Cause.MALFORMED, type(error).__name__) from None
    return given if isinstance(given, str) else None

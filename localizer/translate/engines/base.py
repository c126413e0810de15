"""What an engine is: texts go in together, an answer or the cause of a failure comes back for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable


class Cause(StrEnum):
    """Why a text was not translated; stored, so the values must not change."""

    #: Nothing came back in time, or no connection was made.
    TIMEOUT = "timeout"
    NETWORK = "network"
    #: The service had a fault of its own, asked to wait, or has no quota left for this account.
    SERVER = "server"
    RATE = "rate"
    QUOTA = "quota"
    #: The key is missing or wrong.
    KEY = "key"
    #: Something the program needs is not installed, or a file of a model is missing.
    SETUP = "setup"
    #: The engine cannot do these languages, or refuses a text of this length.
    LANGUAGES = "languages"
    TOO_LONG = "too_long"
    #: What came back is no answer: half a body, a web page, another number of texts.
    MALFORMED = "malformed"
    PAGE = "page"
    COUNT = "count"
    TRUNCATED = "truncated"
    #: What came back is no translation of the text.
    EMPTY = "empty"
    UNCHANGED = "unchanged"
    PLACEHOLDER = "placeholder"
    LANGUAGE = "language"
    TERM = "term"
    #: The run was stopped: by a person, by the ceiling of what it may cost.
    STOPPED = "stopped"


#: Another attempt may succeed.
PASSING = frozenset({Cause.TIMEOUT, Cause.NETWORK, Cause.SERVER, Cause.RATE})
#: No text of the run will succeed before a person has done something.
LASTING = frozenset({Cause.QUOTA, Cause.KEY, Cause.SETUP})


class EngineError(Exception):
    """A whole request failed. Caught by the runner; a person reads of its ``cause``.

    ``retry_after`` are the seconds the service asked to wait; ``detail`` is for the log, never a key.
    """

    def __init__(self, cause: Cause, detail: str = "", *, retry_after: float | None = None) -> None:
        """Keep what happened."""
        super().__init__(f"{cause}: {detail}" if detail else str(cause))
        self.cause = cause
        self.detail = detail
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Ask:
    """One text to be translated, with what must come through shielded as ``⟦0⟧``.

    ``field`` is the listing field it stands in, ``about`` the product's type or title; ``terms`` are (source
    word, wanted word) pairs, ``hits`` (source, target) pairs of the memory that are like it. An engine may
    use them or not.
    """

    text: str
    field: str = ""
    about: str = ""
    terms: tuple[tuple[str, str], ...] = ()
    hits: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer for one text: ``text``, or the ``cause`` why there is none with a ``detail`` for the log."""

    text: str = ""
    cause: Cause | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What a chat model is asked besides translations.

    ``rules`` are ours, ``material`` is what they are about: JSON, because it comes from outside. ``schema``
    is the form of the answer, as structured outputs ask for it, ``answer_chars`` how long one may well be.
    """

    rules: str
    material: str
    schema: Mapping[str, Any]
    answer_chars: int

    @property
    def weight(self) -> int:
        """Return how many characters are sent."""
        return len(self.rules) + len(self.material)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may hold: ``texts``, characters of one text and of all; and how requests may follow.

    ``parallel`` requests may be under way at once; each starts ``pause`` seconds after the one before.
    """

    texts: int = 1
    text_chars: int = 5000
    request_chars: int = 5000
    parallel: int = 1
    pause: float = 0.0


@dataclass(frozen=True, slots=True)
class Price:
    """What a million characters cost, as the service publishes it or the person states it."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """What is known of an engine before it is asked.

    ``id`` is its stable name, ``version`` what an answer depends on (model, kind of account): answers of
    another version are not reused. ``host`` is where texts go, empty when they stay on this machine.
    """

    id: str
    version: str
    host: str
    limits: Limits = Limits()
    price: Price | None = None


def text_weight(batch: Sequence[Ask]) -> int:
    """Return the characters of the texts alone, for engines that send nothing else."""
    return sum(len(one.text) for one in batch)


class Engine(Protocol):
    """Translates texts of one language pair."""

    @property
    def info(self) -> EngineInfo:
        """What is known before it is asked."""

    def can(self, source: str, target: str) -> bool:
        """Tell whether it translates from the locale ``source`` into ``target`` (BCP 47)."""

    def weight(self, batch: Sequence[Ask]) -> int:
        """Return how many characters a request with ``batch`` sends: what is paid for and what leaves."""

    def translate(self, batch: Sequence[Ask], source: str, target: str) -> Sequence[Reply]:
        """Return one reply for each of ``batch``, in order. Raises `EngineError` when all of it failed."""


@runtime_checkable
class Answerer(Protocol):
    """Answers questions of any kind: a chat model."""

    def answer(self, question: Question) -> str:
        """Return what the model wrote. Raises `EngineError` where nothing whole came back."""

"""Questions to a chat engine, one after the other: noted before they go out, paid for, tried again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from localizer.catalog import engine_log
from localizer.catalog.engine_log import Request
from localizer.pipeline.engine_spend import Spend
from localizer.pipeline.engine_wait import asked_beside, patient
from localizer.pipeline.engines import answerer_of
from localizer.script.rewrite import AnswerError
from localizer.store.database import Store
from localizer.translate.engines.base import Cause, Engine, EngineError, Question

Answer = TypeVar("Answer")


class Asking:
    """What one run asks. ``requests`` counts those that went out, ``spend`` what they cost.

    ``locales`` are those of what is sent and of what is to come back, for the log.
    """

    def __init__(
        self, store: Store, engine: Engine, spend: Spend, locales: tuple[str, str]
    ) -> None:
        """Ask ``engine``, whose requests are noted in ``store``."""
        self._store = store
        self._asked_engine = engine
        self._locales = locales
        self.spend = spend
        self.requests = 0
        #: The engine's id, for what is kept of its answers.
        self.engine = engine.info.id

    def answered(
        self,
        question: Question,
        texts: int,
        read: Callable[[str], Answer],
        look: Callable[[], object],
    ) -> tuple[Answer | None, Cause | None]:
        """Return what ``read`` makes of the answer, or why there is none; what passes is tried again.

        ``texts`` of the question are noted. ``look`` is called while nothing comes and may raise `Cancelled`;
        ``read`` raises `AnswerError` for what cannot be used.
        """
        cause: Cause | None = None
        for pause in patient():
            if not self.spend.allows(question.weight):
                return None, Cause.STOPPED
            answer, error = self._asked(question, texts, read, look)
            cause = None if error is None else error.cause
            if error is None or not pause.after(error, look):
                return answer, cause
        return None, cause

    def _asked(
        self,
        question: Question,
        texts: int,
        read: Callable[[str], Answer],
        look: Callable[[], object],
    ) -> tuple[Answer | None, EngineError | None]:
        """Send one request, noted before and after."""
        log_id = self._noted(question, texts)
        answerer = answerer_of(self._asked_engine)
        answer: Answer | None = None
        error: EngineError | None = None
        try:
            answer = read(asked_beside(lambda: answerer.answer(question), look))
        except EngineError as failed:
            error = failed
        except AnswerError as bad:
            error = EngineError(Cause.COUNT if bad.miscounted else Cause.MALFORMED, str(bad))
        with self._store.derive() as step:
            engine_log.finish(
                step,
                log_id,
                answered=texts if error is None else 0,
                cause="" if error is None else error.cause.value,
                detail="" if error is None else error.detail,
            )
        return answer, error

    def _noted(self, question: Question, texts: int) -> int:
        """Note a request before it goes out; return its number in the log."""
        info = self._asked_engine.info
        self.requests += 1
        request = Request(
            engine=info.id,
            host=info.host,
            source_locale=self._locales[0],
            target_locale=self._locales[1],
            texts=texts,
            chars=question.weight,
            cost=self.spend.send(question.weight),
            cause=Cause.STOPPED.value,  # unless something comes back
        )
        with self._store.derive() as step:
            return engine_log.begin(step, request)

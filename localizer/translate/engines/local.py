"""An engine over models on this machine: nothing leaves it. Needs the extra ``offline``.

CTranslate2 and SentencePiece are imported when the first text is translated; a program without them
starts and says what it lacks.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

from localizer.errors import InputError
from localizer.translate.engines.base import (
    Ask,
    Cause,
    EngineError,
    EngineInfo,
    Limits,
    Price,
    Reply,
    text_weight,
)
from localizer.translate.engines.local_models import (
    MAX_INPUT,
    LoadedModel,
    LocalModel,
    LocalModels,
    Piece,
    Threads,
)
from localizer.translate.engines.local_text import Part, joined, parts_of, shorter

ID: Final = "local"
#: Two are enough for the way by English; a model takes some 300 MB of memory.
_KEPT: Final = 2


class LocalEngine:
    """Translates with the models of a folder, by way of English where there is none between two languages."""

    def __init__(self, models: LocalModels, threads: Threads | None = None) -> None:
        """Use ``models``, computing as ``threads`` says."""
        self._models = models
        self._threads = threads or Threads()
        self._loaded: dict[Path, LoadedModel] = {}
        self._lock = threading.Lock()
        self._info = EngineInfo(
            id=ID,
            version=f"{models.version()} beam {self._threads.beam}",
            host="",
            limits=Limits(
                texts=self._threads.batch,
                # A request cannot be stopped while it computes.
                text_chars=10_000,
                request_chars=10_000,
                parallel=self._threads.inter,
            ),
            price=Price(Decimal(0), "USD"),
        )

    @property
    def info(self) -> EngineInfo:
        """What is known before it is asked; ``version`` tells one set of models from another."""
        return self._info

    def can(self, source: str, target: str) -> bool:
        """Tell whether there are models from ``source`` into ``target``."""
        return bool(self._models.route(source, target))

    def weight(self, batch: Sequence[Ask]) -> int:
        """Return the characters of the texts: nothing else is sent."""
        return text_weight(batch)

    def translate(self, batch: Sequence[Ask], source: str, target: str) -> Sequence[Reply]:
        """Return one reply for each of ``batch``, in order. Raises `EngineError` when all of it failed."""
        route = self._models.route(source, target)
        if not route:
            raise EngineError(Cause.LANGUAGES, f"{source} {target}")
        replies = [Reply(ask.text) for ask in batch]
        # By way of English, what stands between is English.
        languages = ["en", target] if len(route) > 1 else [target]
        for model, language in zip(route, languages, strict=True):
            replies = self._through(self._model(model), replies, language)
        return replies

    def _through(self, model: LoadedModel, replies: Sequence[Reply], target: str) -> list[Reply]:
        """Send the texts of ``replies`` through one model; one that failed before stays as it is."""
        cut = [parts_of(reply.text) if reply.cause is None else () for reply in replies]
        sentences = [part.text for parts in cut for part in parts if part.words]
        pieces = iter(_translated(model, sentences, target))
        done: list[Reply] = []
        for reply, parts in zip(replies, cut, strict=True):
            mine = [next(pieces) for part in parts if part.words]
            if reply.cause is not None:
                done.append(reply)
            elif not all(piece.whole for piece in mine):
                done.append(Reply(cause=Cause.TRUNCATED, detail="the model did not come to an end"))
            else:
                text = joined(parts, (piece.text for piece in mine), target)
                empty = not text.strip() or not all(piece.text for piece in mine)
                done.append(Reply(cause=Cause.EMPTY) if empty else Reply(text))
        return done

    def _model(self, model: LocalModel) -> LoadedModel:
        """Return a model at work, read once. Raises `EngineError`."""
        with self._lock:
            loaded = self._loaded.pop(model.path, None)
            if loaded is None:
                try:
                    folder = self._models.folder_of(model)
                    loaded = LoadedModel(folder, self._threads)
                except InputError:
                    raise EngineError(Cause.SETUP, model.path.name) from None
            self._loaded[model.path] = loaded  # the last in use is the last to go
            while len(self._loaded) > _KEPT:
                del self._loaded[next(iter(self._loaded))]
            return loaded


def _translated(model: LoadedModel, sentences: Sequence[str], target: str) -> list[Piece]:
    """Return each sentence translated in one batch; one too long for the model goes in by its pauses."""
    groups = [
        shorter(sentence)
        if len(model.tokens(sentence)) > MAX_INPUT
        else (Part("", sentence, "", words=True),)
        for sentence in sentences
    ]
    asked = [part.text for group in groups for part in group if part.words]
    given = iter(model.translate(asked) if asked else ())
    found: list[Piece] = []
    for group in groups:
        pieces = [next(given) for part in group if part.words]
        text = joined(group, (piece.text for piece in pieces), target)
        found.append(Piece(text, whole=all(piece.whole for piece in pieces)))
    return found

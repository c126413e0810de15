"""The translation models in a folder: which pairs of languages there are, and one model at work.

A model is a folder with CTranslate2's ``model.bin`` and SentencePiece's tables, as OPUS-MT is converted
(``source.spm`` and ``target.spm`` beside it) or as Argos packs it (``sentencepiece.model`` above it).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from localizer.errors import InputError
from localizer.translate.engines import argos
from localizer.translate.engines.base import Cause, EngineError
from localizer.translate.engines.codes import model_sources, model_targets
from localizer.translate.engines.optional import module

_WEIGHTS: Final = "model.bin"
#: Folder names that tell the languages: ``opus-mt-zh-en``, ``translate-zh_en-1_9``, ``zh-en``, ``en_pb``.
_NAMED: Final = re.compile(
    r"^(?:opus-mt-(?:tc-(?:base|big)-)?|translate-|argos-)?([a-z]{2,3})[-_]([a-z]{2,3})(?:[-_][\d._]+)?$"
)
#: How much of the weights tells one model from another; reading 300 MB would take seconds.
_SAMPLE: Final = 1024 * 1024
#: More tokens than models are trained on come out garbled; a longer piece is not sent.
MAX_INPUT: Final = 250
#: A translation has at most this many times the tokens of its source, and some more when it is short; a
#: model that goes on repeats itself.
_GROWTH: Final = 2
_GROWTH_LEAST: Final = 48


class Config(msgspec.Struct, frozen=True):
    """What CTranslate2's ``config.json`` says, as far as it is of use here."""

    eos_token: str = "</s>"  # noqa: S105 - the mark of an end
    add_source_eos: bool = False


@dataclass(frozen=True, slots=True)
class LocalModel:
    """A model that was found: its languages by their maker's names, and its folder or package."""

    source: str
    target: str
    path: Path


@dataclass(frozen=True, slots=True)
class Threads:
    """How models compute.

    ``inter`` batches at once with ``intra`` threads each (0: as many as are good), ``batch`` sentences in
    each, ``beam`` wordings followed (1 is quickest, more are better).
    """

    inter: int = 1
    intra: int = 0
    batch: int = 16
    beam: int = 2


class LocalModels:
    """The models of a folder. Argos packages in it are unpacked below ``cache`` when they are used."""

    def __init__(self, folder: Path, cache: Path | None = None) -> None:
        """Look through ``folder`` and the folders in it; what cannot be used is in `problems`."""
        self._cache = cache or folder / ".unpacked"
        self.problems: list[InputError] = []
        self.models = tuple(sorted(self._found(folder), key=lambda model: str(model.path)))

    def _found(self, folder: Path) -> Iterator[LocalModel]:
        """Yield every model that can be told."""
        try:
            places = [folder, *folder.iterdir()]
        except OSError:
            return
        for place in places:
            package = place.suffix == argos.SUFFIX and place.is_file()
            if package or (place.is_dir() and _weights_of(place) is not None):
                try:
                    yield _described(place)
                except InputError as problem:
                    self.problems.append(problem)

    def route(self, source: str, target: str) -> tuple[LocalModel, ...]:
        """Return the models to use in turn between two locales: one, two by way of English, or none."""
        direct = self._between(model_sources(source), model_targets(target))
        if direct is not None:
            return (direct,)
        first = self._between(model_sources(source), model_targets("en"))
        second = self._between(model_sources("en"), model_targets(target))
        return (first, second) if first is not None and second is not None else ()

    def folder_of(self, model: LocalModel) -> Path:
        """Return the folder of a model, unpacked if need be. Raises `InputError`."""
        if model.path.is_dir():
            return model.path
        return argos.unpacked(model.path, self._cache)

    def version(self) -> str:
        """Return what changes when a model is added, taken away or changed."""
        digest = hashlib.sha256()
        for model in self.models:
            weights = _weights_of(model.path) if model.path.is_dir() else model.path
            digest.update(f"{model.source} {model.target} ".encode())
            if weights is not None:
                digest.update(_sampled(weights))
        return digest.hexdigest()[:16]

    def _between(self, sources: Sequence[str], targets: Sequence[str]) -> LocalModel | None:
        """Return the model between languages that have these names, the best names first."""
        by_pair = {(model.source, model.target): model for model in self.models}
        found = (
            by_pair[first, second]
            for second in targets
            for first in sources
            if (first, second) in by_pair and first != second
        )
        return next(found, None)


@dataclass(frozen=True, slots=True)
class Piece:
    """What a model made of one sentence; ``whole`` is false when it is not all of it."""

    text: str
    whole: bool


class LoadedModel:
    """A model at work. CTranslate2 may be asked by several threads at once."""

    def __init__(self, folder: Path, threads: Threads) -> None:
        """Read the model. Raises `EngineError` when a library or a file is missing or broken."""
        ctranslate2, sentencepiece = module("ctranslate2"), module("sentencepiece")
        weights = _weights_of(folder)
        tables = _tables_of(folder)
        if weights is None or tables is None:
            raise EngineError(Cause.SETUP, "a file of the model is missing")
        has_table = (folder / argos.METADATA).is_file()
        self._metadata = argos.read_metadata(folder) if has_table else argos.Metadata()
        self._threads = threads
        self._config = _config_of(weights.parent)
        # OPUS-MT was trained with an end mark on its sources, which Argos' models know nothing of.
        self._ends = tables[0].name == "source.spm" and not self._config.add_source_eos
        try:
            self._source, self._target = (
                sentencepiece.SentencePieceProcessor(model_file=str(table)) for table in tables
            )
            self._translator: Any = ctranslate2.Translator(
                str(weights.parent),
                device="cpu",
                inter_threads=threads.inter,
                intra_threads=threads.intra,
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise EngineError(Cause.SETUP, type(error).__name__) from None

    def tokens(self, sentence: str) -> list[str]:
        """Return the pieces of words the model reads for a sentence."""
        pieces: list[str] = self._source.encode(sentence, out_type=str)
        prefix = [self._metadata.source_prefix] if self._metadata.source_prefix else []
        return [*prefix, *pieces, *([self._config.eos_token] if self._ends else [])]

    def translate(self, sentences: Sequence[str]) -> list[Piece]:
        """Return each sentence translated; one that is too long is not. Raises `EngineError`."""
        asked = [self.tokens(sentence) for sentence in sentences]
        sent = [tokens for tokens in asked if len(tokens) <= MAX_INPUT]
        if not sent:
            return [Piece("", whole=False) for _sentence in sentences]
        prefix = [[self._metadata.target_prefix]] if self._metadata.target_prefix else None
        try:
            results = self._translator.translate_batch(
                sent,
                target_prefix=prefix * len(sent) if prefix else None,
                max_batch_size=self._threads.batch,
                beam_size=self._threads.beam,
                max_input_length=0,
                max_decoding_length=max(map(len, sent)) * _GROWTH + _GROWTH_LEAST,
                # The only way to know that a model came to an end and was not cut.
                return_end_token=True,
                # A word that the model has no word for stays as it was, instead of being lost.
                replace_unknowns=True,
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(Cause.MALFORMED, type(error).__name__) from None
        found = iter(results)
        return [
            self._piece(list(next(found).hypotheses[0]))
            if len(tokens) <= MAX_INPUT
            else Piece("", whole=False)
            for tokens in asked
        ]

    def _piece(self, tokens: list[str]) -> Piece:
        """Return the text of what the model said."""
        ended = bool(tokens) and tokens[-1] == self._config.eos_token
        words = tokens[:-1] if ended else tokens
        if words and words[0] == self._metadata.target_prefix:
            del words[0]
        return Piece(str(self._target.decode(words)).strip(), whole=ended)


def _described(place: Path) -> LocalModel:
    """Return which languages a model is for. Raises `InputError` when nothing tells."""
    if place.is_file() or (place / argos.METADATA).is_file():
        metadata = argos.read_metadata(place)
        source, target = metadata.from_code, metadata.to_code
    else:
        match = _NAMED.match(place.name.lower())
        source, target = (match[1], match[2]) if match else ("", "")
    if not source or not target or (place.is_dir() and _tables_of(place) is None):
        raise argos.unusable(place)
    return LocalModel(source.lower().replace("-", "_"), target.lower().replace("-", "_"), place)


def _weights_of(folder: Path) -> Path | None:
    """Return the weights of a model folder, in it or in ``model`` as Argos has them."""
    places = (folder / _WEIGHTS, folder / "model" / _WEIGHTS)
    return next((place for place in places if place.is_file()), None)


def _tables_of(folder: Path) -> tuple[Path, Path] | None:
    """Return SentencePiece's tables of source and target; they may be one."""
    source, target = folder / "source.spm", folder / "target.spm"
    if source.is_file() and target.is_file():
        return source, target
    shared = folder / "sentencepiece.model"
    return (shared, shared) if shared.is_file() else None


def _config_of(folder: Path) -> Config:
    """Return the model's settings; what is not there is as CTranslate2 has it."""
    try:
        with (folder / "config.json").open("rb") as file:
            return msgspec.json.decode(file.read(_SAMPLE), type=Config)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Config()


def _sampled(path: Path) -> bytes:
    """Return a digest of the size, the beginning and the end of a file."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            digest = hashlib.sha256(file.read(_SAMPLE))
            file.seek(max(0, size - _SAMPLE))
            digest.update(file.read(_SAMPLE))
    except OSError:
        return b""
    digest.update(str(size).encode())
    return digest.digest()

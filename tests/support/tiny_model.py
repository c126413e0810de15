"""Builds a real, tiny translation model: CTranslate2 weights written by hand and SentencePiece tables.

It translates word by word: the weights make the decoder attend, at its place n, to the encoder's place n,
and turn the word found there into the one of a dictionary. So it needs no training, gives the same answer
every time, and ends where the source ends. Words that are in no dictionary stay as they are.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
from ctranslate2.specs import TransformerSpec

#: Places a sentence may have, more than the engine lets a model write; the weights hold a dimension for each.
PLACES = 560
_LOUD = 400.0
_CLEAR = 60.0
_END = "</s>"


def build_opus(folder: Path, words: Mapping[str, str], *, ends: bool = True) -> Path:
    """Make a model of OPUS-MT's layout in ``folder``: ``words`` are (source piece, target piece).

    A model that never ``ends`` goes on until it is cut. Pieces are as SentencePiece has them: a word after
    white space begins with ``▁``.
    """
    folder.mkdir(parents=True)
    table = _table(words)
    _write_weights(folder, table, words, ends=ends)
    (folder / "source.spm").write_bytes(table)
    (folder / "target.spm").write_bytes(_table(words.values()))
    return folder


def build_argos(
    package: Path, words: Mapping[str, str], codes: tuple[str, str], *, work: Path
) -> Path:
    """Make an Argos package; ``work`` is a folder to make it in."""
    model = work / "model"
    model.mkdir(parents=True)
    table = _table([*words, *words.values()])
    # Argos' models end by themselves; this one counts places and must see the end.
    _write_weights(model, table, words, ends=True, add_source_eos=True)
    with zipfile.ZipFile(package, "w") as zipped:
        zipped.writestr(
            "pair/metadata.json", json.dumps({"from_code": codes[0], "to_code": codes[1]})
        )
        zipped.writestr("pair/sentencepiece.model", table)
        zipped.writestr("pair/stanza/unused.pt", b"not needed")
        for file in sorted(model.iterdir()):
            zipped.write(file, f"pair/model/{file.name}")
    return package


def _table(words: Iterable[str]) -> bytes:
    """Train SentencePiece on the words, each of them kept whole."""
    model = BytesIO()
    kept = [word for word in dict.fromkeys(words) if word != "▁"]
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([" ".join("abcdefghijklmnopqrstuvwxyz,.!?。！？，0123456789")] * 4),
        model_writer=model,
        model_type="char",
        vocab_size=len(kept) + 64,
        hard_vocab_limit=False,
        character_coverage=1.0,
        user_defined_symbols=kept,
        minloglevel=9,
        num_threads=1,
    )
    return model.getvalue()


def _write_weights(
    folder: Path,
    table: bytes,
    words: Mapping[str, str],
    *,
    ends: bool,
    add_source_eos: bool = False,
) -> None:
    """Write ``model.bin``, the vocabularies and ``config.json``."""
    processor = sentencepiece.SentencePieceProcessor(model_proto=table)
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    targets = list(dict.fromkeys(words.get(piece, piece) for piece in pieces))
    spec = TransformerSpec.from_config(1, 1)
    width = len(pieces) + PLACES
    _encoder(spec.encoder, len(pieces), width)
    _decoder(spec.decoder, len(pieces), width)
    spec.decoder.embeddings.weight = np.zeros((len(targets), width), np.float32)
    naming = np.zeros((len(targets), width), np.float32)
    for place, piece in enumerate(pieces):
        naming[targets.index(words.get(piece, piece)), place] = 1
    spec.decoder.projection.weight = naming
    if not ends:
        spec.decoder.projection.bias = np.zeros(len(targets), np.float32)
        spec.decoder.projection.bias[targets.index(_END)] = -1e6
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(targets)
    spec.config.add_source_eos = add_source_eos
    spec.validate()
    spec.save(str(folder))


def _encoder(encoder: Any, count: int, width: int) -> None:  # noqa: ANN401 - CTranslate2 is untyped
    """Let the encoder pass on which word stands at which place."""
    encoder.scale_embeddings = False
    encoder.embeddings[0].weight = np.eye(count, width, dtype=np.float32)
    encoder.position_encodings.encodings = _places(count, width)
    _norm(encoder.layer_norm, width)
    layer = encoder.layer[0]
    _silent(layer.self_attention, width)
    _silent_ffn(layer.ffn, width)


def _decoder(decoder: Any, count: int, width: int) -> None:  # noqa: ANN401 - CTranslate2 is untyped
    """Let the decoder look at its own place in the source and name the word it finds there."""
    decoder.scale_embeddings = False
    decoder.position_encodings.encodings = _places(count, width)
    _norm(decoder.layer_norm, width)
    layer = decoder.layer[0]
    _silent(layer.self_attention, width)
    _silent_ffn(layer.ffn, width)
    attention = layer.attention
    _norm(attention.layer_norm, width)
    where = np.zeros((width, width), np.float32)
    where[count:, count:] = np.eye(PLACES, dtype=np.float32) * _CLEAR
    what = np.zeros((width, width), np.float32)
    what[:count, :count] = np.eye(count, dtype=np.float32)
    attention.linear[0].weight = where
    attention.linear[1].weight = np.concatenate([where, what])
    attention.linear[2].weight = what * _LOUD


def _places(count: int, width: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Return one dimension for each place."""
    return np.eye(PLACES, width, k=count, dtype=np.float32)


def _norm(norm: Any, width: int) -> None:  # noqa: ANN401 - CTranslate2 is untyped
    """Scale nothing."""
    norm.gamma = np.ones(width, np.float32)
    norm.beta = np.zeros(width, np.float32)


def _silent(attention: Any, width: int) -> None:  # noqa: ANN401 - CTranslate2 is untyped
    """Let an attention add nothing."""
    _norm(attention.layer_norm, width)
    attention.linear[0].weight = np.zeros((3 * width, width), np.float32)
    attention.linear[1].weight = np.zeros((width, width), np.float32)


def _silent_ffn(ffn: Any, width: int) -> None:  # noqa: ANN401 - CTranslate2 is untyped
    """Let a layer add nothing."""
    _norm(ffn.layer_norm, width)
    ffn.linear_0.weight = np.zeros((4, width), np.float32)
    ffn.linear_1.weight = np.zeros((width, 4), np.float32)

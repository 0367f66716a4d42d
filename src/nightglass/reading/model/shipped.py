"""The model inside the package: its files, checked against their SHA-256 before they are used."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from nightglass.shipping import digest_of, shipped_file

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["Card", "Shipped", "load", "model_version", "word_pieces"]

_FOLDER = "nightglass.reading.model"
ENCODER, TOKENIZER, CARD = "encoder.onnx", "tokenizer.json", "model.json"


class Card(msgspec.Struct, frozen=True):
    """What belongs to the network besides its own file.

    Attributes
    ----------
    labels, events
        The names of its outputs, in their order.
    traits
        For each output about a person the weight of each trait, and last a constant.
    """

    labels: list[str]
    events: list[str]
    traits: list[list[float]]


class Shipped(msgspec.Struct, frozen=True):
    """The model, ready to read: an onnxruntime session, a tokenizer, and the card."""

    session: Any
    tokenizer: Any
    card: Card


def model_version() -> str:
    """Return the first eight hexadecimal digits of the encoder's SHA-256."""
    return digest_of(_FOLDER, ENCODER)[:8]


@cache
def word_pieces() -> Tokenizer:
    """Return the tokenizer that every encoder in the package reads with; it neither cuts nor pads.

    Raises
    ------
    ModelDamagedError
        When its file is missing, cut short or changed.
    """
    from tokenizers import Tokenizer  # noqa: PLC0415

    tokenizer = Tokenizer.from_str(shipped_file(_FOLDER, TOKENIZER).decode())
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


@cache
def load() -> Shipped:
    """Return the model; a process loads it once.

    Raises
    ------
    ModelDamagedError
        When a file is missing, cut short or changed.

    Notes
    -----
    One thread, and one window after the other: so the same text gives the same reading however many are read at once.
    """
    import onnxruntime as ort  # noqa: PLC0415 - costs start-up time

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = ort.InferenceSession(shipped_file(_FOLDER, ENCODER), options, providers=["CPUExecutionProvider"])
    return Shipped(session, word_pieces(), msgspec.json.decode(shipped_file(_FOLDER, CARD), type=Card))

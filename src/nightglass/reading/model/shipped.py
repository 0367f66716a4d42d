"""The model inside the package: its files, checked against their SHA-256 before they are used."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from nightglass.errors import NightglassError

__all__ = ["Card", "ModelDamagedError", "Shipped", "load", "model_version"]

_FOLDER = "nightglass.reading.model"
ENCODER, TOKENIZER, CARD, SUMS = "encoder.onnx", "tokenizer.json", "model.json", "SHA256SUMS"


class ModelDamagedError(NightglassError):
    """A file of the model is missing or is not the one that was shipped."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The reader's model is damaged: its file {name} is missing or has changed. "
            "Install Nightglass again; your journal is not part of it and is not touched."
        )


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


def _bytes(name: str) -> bytes:
    try:
        return (files(_FOLDER) / name).read_bytes()
    except OSError:
        raise ModelDamagedError(name) from None


@cache
def _sums() -> dict[str, str]:
    lines = _bytes(SUMS).decode("ascii", "replace").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def _checked(name: str) -> bytes:
    data = _bytes(name)
    if hashlib.sha256(data).hexdigest() != _sums().get(name):
        raise ModelDamagedError(name)
    return data


def model_version() -> str:
    """Return the first eight hexadecimal digits of the encoder's SHA-256."""
    return _sums().get(ENCODER, "unknown")[:8]


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
    from tokenizers import Tokenizer  # noqa: PLC0415

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = ort.InferenceSession(_checked(ENCODER), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_str(_checked(TOKENIZER).decode())
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Shipped(session, tokenizer, msgspec.json.decode(_checked(CARD), type=Card))

"""The keys of a journal: a random one that encrypts it, sealed once with the passphrase and once with the recovery key.

The document that holds them says how (Argon2id, RFC 9106; AES-256-GCM) and nothing secret; without the passphrase or
the recovery key it opens nothing. Because only the sealed key depends on the passphrase, changing it rewrites this
document and not the journal.
"""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
import time
from typing import Literal

import msgspec

from nightglass.journal.errors import DamagedError, WrongPassphraseError
from nightglass.journal.recovery import normal_secret
from nightglass.journal.wiping import wipe

__all__ = [
    "Cost",
    "KeyDocument",
    "change_passphrase",
    "decode_keys",
    "encode_keys",
    "make_keys",
    "unlock",
    "usual_cost",
]

_SALT, _KEY, _NONCE = 16, 32, 12
_WANTED = 0.6  # seconds: bearable at night, dear for somebody who tries a million; at least 0.5 where it is less exact
_PURPOSE = b"nightglass journal key 1"


class Cost(msgspec.Struct, frozen=True):
    """What one try of a passphrase costs: passes, memory in KiB, threads (Argon2id, RFC 9106)."""

    passes: int = 3
    memory: int = 65_536
    threads: int = 2


class Slot(msgspec.Struct, frozen=True):
    """The journal's key, sealed with one secret; all Base64."""

    name: Literal["passphrase", "recovery"]
    nonce: str
    sealed: str


class KeyDocument(msgspec.Struct, frozen=True):
    """How to open a journal, for somebody who has the passphrase or the recovery key."""

    format: int
    cost: Cost
    salt: str
    slots: tuple[Slot, Slot]
    kdf: str = "argon2id"
    cipher: str = "aes-256-gcm"


class _Kept(msgspec.Struct, frozen=True):
    keys: msgspec.Raw
    sha256: str


def usual_cost() -> Cost:
    """Return a cost that takes about 0.6 s here: 64 MiB (RFC 9106, second choice) and as many passes as fit.

    The memory is small enough for an old laptop beside a browser; the time is kept by the passes, at least three.
    """
    # The least of five, and of the processor's own time: a machine that is busy now must not make the journal cheap to
    # try. The first pass takes longer than the others.
    one, four = (min(_seconds(passes) for _ in range(5)) for passes in (1, 4))
    each = max((four - one) / 3, 1e-4)
    return Cost(passes=max(3, min(40, 1 + round((_WANTED - one) / each))))


def _seconds(passes: int) -> float:
    """Return how long a key takes where nothing else is going on: its threads share what the processors have worked."""
    cost = Cost(passes=passes)
    begin, worked = time.perf_counter(), time.process_time()
    _stretch(bytearray(b"how long"), bytes(_SALT), cost)
    worked, taken = time.process_time() - worked, time.perf_counter() - begin
    return min(taken, worked / min(cost.threads, _processors()))


def _processors() -> int:
    """Return how many processors this program may use."""
    allowed = getattr(os, "sched_getaffinity", None)  # not on every system
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


def make_keys(passphrase: str, recovery_key: str, cost: Cost) -> tuple[KeyDocument, bytearray]:
    """Return a new document and the new journal key (32 random bytes, to be wiped by whom it is given to)."""
    fresh, salt = secrets.token_bytes(_KEY), secrets.token_bytes(_SALT)
    key = bytearray(fresh)
    wipe(fresh)
    slots = (
        _seal("passphrase", _stretch(normal_secret(passphrase), salt, cost), key),
        _seal("recovery", _stretch(normal_secret(recovery_key), salt, cost), key),
    )
    return KeyDocument(1, cost, _written(salt), slots), key


def unlock(document: KeyDocument, secret: str) -> bytearray:
    """Return the journal's key, to be wiped by whom it is given to.

    Every try costs the same, whichever of the two was given and whatever is wrong with it.

    Raises
    ------
    WrongPassphraseError
        When the secret is neither the passphrase nor the recovery key.
    """
    sealing = _stretch(normal_secret(secret), base64.b64decode(document.salt), document.cost)
    keys = [_opened(slot, sealing) for slot in document.slots]  # both are tried, whichever opens
    wipe(sealing)
    for key in keys:
        if key is not None:
            return key
    raise WrongPassphraseError


def _opened(slot: Slot, sealing: bytes) -> bytearray | None:
    """Return the key in a slot, or None where it was sealed with something else."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    key = bytearray(_KEY)
    try:
        AESGCM(sealing).decrypt_into(base64.b64decode(slot.nonce), base64.b64decode(slot.sealed), _PURPOSE, key)
    except (InvalidTag, ValueError):  # ValueError: what is sealed is no key of this length
        return None
    return key


def change_passphrase(document: KeyDocument, key: bytearray, passphrase: str) -> KeyDocument:
    """Return the document with the journal's key sealed by a new passphrase; the recovery key stays."""
    sealing = _stretch(normal_secret(passphrase), base64.b64decode(document.salt), document.cost)
    return msgspec.structs.replace(document, slots=(_seal("passphrase", sealing, key), document.slots[1]))


def encode_keys(document: KeyDocument) -> bytes:
    """Return a document as it is written down, with a sum that tells damage from a wrong passphrase."""
    plain = msgspec.json.encode(document)
    kept = _Kept(msgspec.Raw(plain), hashlib.sha256(plain).hexdigest())
    return msgspec.json.encode(kept) + b"\n"


def decode_keys(data: bytes, place: str) -> KeyDocument:
    """Return the document that was written down.

    Raises
    ------
    DamagedError
        When it is cut short or changed.
    """
    try:
        kept = msgspec.json.decode(data, type=_Kept)
        whole = hashlib.sha256(bytes(kept.keys)).hexdigest() == kept.sha256
        document = msgspec.json.decode(kept.keys, type=KeyDocument) if whole else None
    except (msgspec.MsgspecError, ValueError):
        document = None
    if document is None:
        raise DamagedError(f"{place} is damaged; this is not about your passphrase.")
    return document


def _seal(name: Literal["passphrase", "recovery"], sealing: bytes, key: bytearray) -> Slot:
    """Seal a key, and wipe what sealed it."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    nonce = secrets.token_bytes(_NONCE)
    slot = Slot(name, _written(nonce), _written(AESGCM(sealing).encrypt(nonce, key, _PURPOSE)))
    wipe(sealing)
    return slot


def _written(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _stretch(secret: bytearray, salt: bytes, cost: Cost) -> bytes:
    """Derive what seals a key from a secret, and wipe the secret."""
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415

    plain = bytes(secret)
    sealing = hash_secret_raw(plain, salt, cost.passes, cost.memory, cost.threads, _KEY, Type.ID)
    wipe(plain, secret)
    return sealing

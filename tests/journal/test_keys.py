"""The sealed keys: opened by either secret, by nothing else, and never in doubt about damage."""

from __future__ import annotations

import contextlib
import time

import msgspec
import pytest
from argon2 import low_level
from cryptography.hazmat.primitives.ciphers import aead
from hypothesis import given, settings
from hypothesis import strategies as st

from nightglass.journal.errors import DamagedError, WrongPassphraseError
from nightglass.journal.keys import Cost, change_passphrase, decode_keys, encode_keys, make_keys, unlock, usual_cost
from nightglass.journal.recovery import make_recovery_key

CHEAP = Cost(passes=1, memory=64, threads=1)
RECOVERY = make_recovery_key()
DOCUMENT, KEY = make_keys("four or five words", RECOVERY, CHEAP)


def test_either_secret_opens() -> None:
    assert unlock(DOCUMENT, "four or five words") == unlock(DOCUMENT, RECOVERY.lower()) == KEY
    assert len(KEY) == 32


@settings(max_examples=50)
@given(st.text())
def test_nothing_else_opens(secret: str) -> None:
    if secret.rstrip("\r\n") != "four or five words":
        with pytest.raises(WrongPassphraseError):
            unlock(DOCUMENT, secret)


def test_the_answer_is_the_same_whatever_was_wrong() -> None:
    answers = set()
    for secret in ("wrong words here", make_recovery_key(), RECOVERY[:-1], ""):
        with pytest.raises(WrongPassphraseError) as told:
            unlock(DOCUMENT, secret)
        answers.add(str(told.value))
    assert len(answers) == 1


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What is computed, step by step: how dear each key that is derived, how long each thing that is tried to open."""
    done: list[object] = []
    derive, real = low_level.hash_secret_raw, aead.AESGCM

    def deriving(secret: bytes, *cost: object) -> bytes:
        done.append(("derived", *cost))
        return derive(secret, *cost)

    class Counting:
        def __init__(self, sealing: bytes) -> None:
            self._real = real(sealing)

        def decrypt_into(self, nonce: bytes, data: bytes, *more: object) -> int:
            done.append(("tried", len(data)))
            return self._real.decrypt_into(nonce, data, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(low_level, "hash_secret_raw", deriving)
    monkeypatch.setattr(aead, "AESGCM", Counting)
    return done


def test_a_wrong_secret_takes_as_much_work_as_a_right_one(work: list[object]) -> None:
    """The clock of a busy machine says little; what is done says all: one key derived, and both slots tried."""
    needed = {}
    for secret in ("four or five words", RECOVERY, "wrong words here", make_recovery_key(), RECOVERY[:-1], "x" * 5000):
        work.clear()
        with contextlib.suppress(WrongPassphraseError):
            unlock(DOCUMENT, secret)
        needed[secret] = tuple(work)
    assert len(set(needed.values())) == 1
    assert [step[0] for step in needed[RECOVERY]] == ["derived", "tried", "tried"]  # type: ignore[index]


def test_a_new_passphrase_leaves_key_and_recovery_key() -> None:
    changed = change_passphrase(DOCUMENT, KEY, "other words altogether")
    assert unlock(changed, "other words altogether") == unlock(changed, RECOVERY) == KEY
    with pytest.raises(WrongPassphraseError):
        unlock(changed, "four or five words")


def test_neither_key_nor_secret_is_in_the_document() -> None:
    written = encode_keys(DOCUMENT)
    assert decode_keys(written, "keys.json") == DOCUMENT
    for secret in (b"four or five", KEY, KEY.hex().encode(), RECOVERY.encode(), RECOVERY.replace("-", "").encode()):
        assert secret not in written


@given(st.integers(0, len(encode_keys(DOCUMENT)) - 2), st.integers(1, 255))
def test_a_changed_byte_is_damage_and_not_a_wrong_passphrase(place: int, change: int) -> None:
    data = bytearray(encode_keys(DOCUMENT))
    data[place] ^= change
    with pytest.raises(DamagedError, match="not about your passphrase"):
        assert decode_keys(bytes(data), "keys.json") == "never reached"


@given(st.integers(0, len(encode_keys(DOCUMENT)) - 2))
def test_a_cut_document_is_damage(length: int) -> None:
    with pytest.raises(DamagedError):
        decode_keys(encode_keys(DOCUMENT)[:length], "keys.json")


def test_a_busy_machine_makes_no_key_cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where others work too the clock goes on, and what this program itself works stays the same."""
    usual, clock = usual_cost().passes, time.perf_counter
    monkeypatch.setattr(time, "perf_counter", lambda: 10 * clock())
    assert usual_cost().passes > usual / 2


def test_the_usual_cost_is_dear() -> None:
    cost = usual_cost()
    assert cost.memory >= 65_536
    assert cost.passes >= 2
    assert msgspec.json.decode(msgspec.json.encode(cost), type=Cost) == cost

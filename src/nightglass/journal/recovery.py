"""The printed recovery key: 160 random bits as words of five signs that are hard to misread, with a check sign each."""

from __future__ import annotations

import secrets

__all__ = ["is_recovery_key", "make_recovery_key", "normal_secret"]

_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # 31 of them, none that looks like another
_GROUPS, _LENGTH = 8, 4
_MISREAD = str.maketrans({"O": "Q", "0": "Q", "1": "J", "I": "J", "L": "J"})


def _check(group: str, place: int) -> str:
    """Return the check sign of a group: it tells one wrong sign, two that changed places, and groups that did."""
    return _SIGNS[sum((k + 2) * _SIGNS.index(sign) for k, sign in enumerate(group, start=place)) % len(_SIGNS)]


def make_recovery_key() -> str:
    """Return a new recovery key, such as ``7KQ2M-...``: eight groups, 158 random bits.

    Notes
    -----
    32 random signs out of 31 are 158 bits; nobody guesses that, however fast they can try.
    """
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(_LENGTH)) for _ in range(_GROUPS))
    return "-".join(group + _check(group, place) for place, group in enumerate(groups))


def _signs(text: str) -> str:
    return "".join(c for c in text.upper() if c.isalnum()).translate(_MISREAD)


def is_recovery_key(text: str) -> bool:
    """Tell whether a text is a recovery key, its check signs right; case, spaces and dashes do not count."""
    signs = _signs(text)
    if len(signs) != _GROUPS * (_LENGTH + 1) or set(signs) - set(_SIGNS):
        return False
    groups = [signs[k : k + _LENGTH + 1] for k in range(0, len(signs), _LENGTH + 1)]
    return all(_check(group[:-1], place) == group[-1] for place, group in enumerate(groups))


def normal_secret(text: str) -> bytearray:
    """Return the bytes that a passphrase or recovery key stands for, however its letters were typed; they can be wiped.

    A passphrase is taken in Unicode's composed form (NFC), so that one key and a dead key give the same letter.
    """
    from unicodedata import normalize  # noqa: PLC0415

    if is_recovery_key(text):
        return bytearray(b"recovery ") + _signs(text).encode()
    return bytearray(b"passphrase ") + normalize("NFC", text.rstrip("\r\n")).encode("utf-8", "surrogatepass")

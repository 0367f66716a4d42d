"""Which valid codes look most like one that is not."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["nearest_codes", "nearest_of"]

_MOST = 3
_LONGEST = 8  # a code is at most four signs long; what is much longer resembles none
_SHORT = 4  # signs that are tried in every order


def nearest_codes(code: str, letters: str, valid: Callable[[str], bool]) -> tuple[str, ...]:
    """Return up to three valid codes that are one slip away from ``code``.

    A slip is a sign that is wrong, missing or too many, or the right signs in another order.

    Parameters
    ----------
    code
        What was written; spaces and small letters are forgiven first.
    letters
        The signs to try, the likeliest first; the answer keeps their order.
    valid
        Says whether a code exists.
    """
    plain = "".join(code.split()).upper()
    if not plain or len(plain) > _LONGEST:
        return ()
    if valid(plain):
        return (plain,)
    found: dict[str, None] = {}
    for candidate in _slips(plain, letters):
        if valid(candidate):
            found.setdefault(candidate)
        if len(found) == _MOST:
            break
    return tuple(found)


def nearest_of(code: str, codes: Iterable[str]) -> tuple[str, ...]:
    """Return up to three of ``codes`` that share the most with ``code``, those named first winning ties."""
    plain = "".join(code.split()).upper()
    if not plain or len(plain) > _LONGEST:
        return ()
    ranked = sorted(codes, key=lambda known: -_shared(plain, known.upper()))
    return tuple(known for known in ranked[:_MOST] if _shared(plain, known.upper()) > 0)


def _slips(code: str, letters: str) -> Iterator[str]:
    if len(code) <= _SHORT:
        yield from map("".join, permutations(code))
    for i in range(len(code)):
        yield from (code[:i] + letter + code[i + 1 :] for letter in letters)
    for i in range(len(code)):
        yield code[:i] + code[i + 1 :]
    for i in range(len(code) + 1):
        yield from (code[:i] + letter + code[i:] for letter in letters)


def _shared(one: str, other: str) -> float:
    """Return how much two short codes have in common: same signs, the more so in the same place, and equal length."""
    same_place = sum(a == b for a, b in zip(one, other, strict=False))
    if one == other:
        return 100.0
    common = sum(min(one.count(sign), other.count(sign)) for sign in set(one))
    return 2 * same_place + common - 0.1 * abs(len(one) - len(other)) if common else 0.0

"""Heart rates of decades in constant memory: sum, number and lowest for every ten minutes."""

from __future__ import annotations

from array import array

__all__ = ["HeartBins"]

_BIN = 600  # seconds
_FIRST = 946_684_800 // _BIN  # the year 2000; nobody's wrist was measured before
_BINS = 61 * 366 * 144
_NONE = 999.0


class HeartBins:
    """Heart rates by ten minutes from 2000 to 2060; those outside are not kept."""

    def __init__(self) -> None:
        self._sums = array("f", bytes(4 * _BINS))
        self._numbers = array("H", bytes(2 * _BINS))
        self._lowest = array("f", [_NONE]) * _BINS

    def add(self, moment: float, rate: float) -> None:
        """Add a rate in beats a minute at a moment in seconds since 1970."""
        k = int(moment // _BIN) - _FIRST
        if 0 <= k < _BINS and self._numbers[k] < 65_000:
            self._sums[k] += rate
            self._numbers[k] += 1
            self._lowest[k] = min(self._lowest[k], rate)

    def between(self, begin: float, end: float) -> tuple[float, float] | None:
        """Return the mean and the lowest rate between two moments, to ten minutes; None where none was measured."""
        here = slice(max(0, int(begin // _BIN) - _FIRST), max(0, int(end // _BIN) - _FIRST + 1))
        number = sum(self._numbers[here])
        if not number:
            return None
        return round(sum(self._sums[here]) / number, 1), round(min(self._lowest[here]), 1)

"""What a facet's rule returns, before the engine says how likely it is."""

from __future__ import annotations

import msgspec

from nightglass.reading.signals import Signal

__all__ = ["Draft"]


class Draft(msgspec.Struct, frozen=True):
    """A facet's value and the signals on which it rests; for themes, each with its own."""

    value: bool | str | tuple[str, ...]
    signals: tuple[Signal, ...] = ()
    each: dict[str, tuple[Signal, ...]] = {}

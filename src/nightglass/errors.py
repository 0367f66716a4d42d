"""The root of every error that Nightglass raises on purpose."""

from __future__ import annotations

__all__ = ["NightglassError"]


class NightglassError(Exception):
    """Something could not be done.

    The message is fit to be shown to anybody: one plain sentence that says what is wrong, where, and what to do next.
    Each room has subclasses of its own; ``str(error)`` is what a person reads.
    """

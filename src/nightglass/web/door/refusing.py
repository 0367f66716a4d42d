"""What is refused before anybody looks at it more closely."""

from __future__ import annotations

from nightglass.errors import NightglassError

__all__ = ["RefusedError"]


class RefusedError(NightglassError):
    """A request that is not let through: its status, and the sentence that says why."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words

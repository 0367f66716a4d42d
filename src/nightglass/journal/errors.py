"""What can go wrong with a journal, each with the sentence that its owner reads."""

from __future__ import annotations

from nightglass.errors import NightglassError

__all__ = [
    "BusyError",
    "ClosedError",
    "DamagedError",
    "JournalError",
    "NewerJournalError",
    "NoJournalError",
    "NotKeptError",
    "WrongPassphraseError",
]


class JournalError(NightglassError):
    """Something could not be done with the journal; nothing in it was changed."""


class NoJournalError(JournalError):
    """There is no journal where it was looked for."""


class WrongPassphraseError(JournalError):
    """The passphrase or recovery key does not open the journal."""

    def __init__(self) -> None:
        super().__init__(
            "That does not open the journal. Nothing is lost: try again slowly, or use the recovery key "
            "that was printed when the journal was made."
        )


class DamagedError(JournalError):
    """A file of the journal is damaged; this is not about the passphrase."""


class NewerJournalError(JournalError):
    """The journal was written by a newer Nightglass."""


class BusyError(JournalError):
    """Another process is writing for longer than one should have to wait."""


class ClosedError(JournalError):
    """The journal was closed while something was still wanted of it."""

    def __init__(self) -> None:
        super().__init__(
            "The journal was locked meanwhile; what was kept before is safe. Your passphrase opens it again."
        )


class NotKeptError(JournalError):
    """Something could not be written: no room, a folder that may not be written to, a value that cannot be."""

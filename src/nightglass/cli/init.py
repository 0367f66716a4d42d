"""``nightglass init``: make the journal."""

from __future__ import annotations

import sys

from nightglass.cli._journal import ask_new_passphrase, make_app, say
from nightglass.journal import init_journal, is_there

__all__ = ["app", "make"]

app = make_app()

_AFTER = """
The journal is made, in {folder}.

Your recovery key. Print it or write it down, and keep it where you keep papers that matter. It opens the
journal if the passphrase is ever forgotten; without one of the two, nobody can open it, we neither.

    {first}
    {second}
"""


@app.command()
def init() -> None:
    """Make the journal: one encrypted file on this machine. Nothing is sent anywhere, now or later."""
    make()


def make() -> str:
    """Make the journal, show its recovery key once, and return its passphrase."""
    if is_there():
        from nightglass.journal import JournalError, home  # noqa: PLC0415

        raise JournalError(
            f"There is a journal in {home()} already; it was left as it is. nightglass log writes in it."
        )
    if sys.stdin.isatty():
        say("A passphrase keeps everybody else out. Four or five words are easy to keep and hard to guess.")
    passphrase = ask_new_passphrase()
    journal, recovery_key = init_journal(passphrase)
    groups = recovery_key.split("-")
    say(_AFTER.format(folder=journal.folder, first="-".join(groups[:4]) + "-", second="-".join(groups[4:])))
    journal.close()
    return passphrase

"""``nightglass lock``: let the system's keyring forget the passphrase, and an app that is open lock the journal."""

from __future__ import annotations

from nightglass.cli._journal import make_app, say
from nightglass.journal import LockCall, home
from nightglass.journal.remembering import forget

__all__ = ["app"]

app = make_app()


@app.command()
def lock() -> None:
    """Let this system forget the passphrase, if it was remembered, and lock the app. The next command asks for it."""
    forget(home())
    LockCall(home()).call()
    say("Locked: the passphrase is not remembered anywhere, and an app that is open locks itself now.")

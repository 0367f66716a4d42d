"""``nightglass lock``: let the system's keyring forget the passphrase."""

from __future__ import annotations

from nightglass.cli._journal import make_app, say
from nightglass.journal import home
from nightglass.journal.remembering import forget

__all__ = ["app"]

app = make_app()


@app.command()
def lock() -> None:
    """Let this system forget the passphrase, if it was remembered. The next command asks for it."""
    forget(home())
    say("Locked: the passphrase is not remembered anywhere.")

"""``nightglass status``: where the journal is, and how it is kept."""

from __future__ import annotations

from nightglass.cli._journal import make_app, say
from nightglass.journal import home, is_there, list_backups
from nightglass.journal.remembering import remembered

__all__ = ["app"]

app = make_app()


@app.command()
def status() -> None:
    """Show where the journal and its backups lie. Asks for no passphrase and tells nothing of what is inside."""
    folder = home()
    if not is_there():
        say(f"There is no journal in {folder} yet; nightglass init makes one.")
    else:
        size = sum(p.stat().st_size for p in (folder / "journal").iterdir())
        say(f"The journal lies in {folder / 'journal'} ({size / 1e6:.1f} MB, encrypted).")
    backups = list_backups(folder)
    if backups:
        say(
            f"{len(backups)} backups lie in {folder / 'backups'}; the newest was made and verified "
            f"{backups[0].made.astimezone():%Y-%m-%d at %H:%M}."
        )
    elif is_there():
        say("There is no backup yet; nightglass backup makes one.")
    say(
        "The passphrase is remembered by this system's keyring; nightglass lock ends that."
        if remembered(folder) is not None
        else "The passphrase is not remembered anywhere."
    )

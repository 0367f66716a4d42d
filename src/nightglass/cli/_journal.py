"""What every command of the journal needs: the passphrase, an open journal, and the words for what it holds."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from nightglass.journal import JournalError, back_up_daily, empty_bin_daily, home, open_journal
from nightglass.journal.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nightglass.journal import Journal, Night

__all__ = ["ask_new_passphrase", "ask_passphrase", "describe", "dim", "make_app", "opened", "say"]

_STATES = {"badly": "dreamt badly", "quiet": "quiet", "unknown": "unknown"}


def make_app() -> typer.Typer:
    """Return an empty app as every command's module holds one."""
    return typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


def say(line: str = "") -> None:
    """Print a line that nobody needs to parse."""
    typer.echo(line)


def dim(text: str) -> str:
    """Return a text in the dim red that eyes in the dark bear best, where a terminal shows colours."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return f"\x1b[38;5;131m{text}\x1b[0m"


def ask_passphrase(prompt: str = "Passphrase: ") -> str:
    """Return the passphrase from ``NIGHTGLASS_PASSPHRASE``, from the system's keyring, or from the person.

    Raises
    ------
    JournalError
        When there is nobody to ask.
    """
    given = os.environ.get("NIGHTGLASS_PASSPHRASE")
    if given is not None:
        return given
    kept = remembered(home())
    if kept is not None:
        return kept
    return _ask(prompt)


def ask_new_passphrase(variable: str = "NIGHTGLASS_PASSPHRASE") -> str:
    """Return a new passphrase, asked for twice; or the one that a variable of the environment gives."""
    given = os.environ.get(variable)
    if given is not None:
        return given
    while True:
        first = _ask("A passphrase (eight characters or more; it is not shown): ")
        if first == _ask("The same once more: "):
            return first
        say("The two were not the same. Try again.")


def _ask(prompt: str) -> str:
    from getpass import getpass  # noqa: PLC0415

    if not sys.stdin.isatty():
        raise JournalError("There is no terminal to ask for the passphrase; set NIGHTGLASS_PASSPHRASE.")
    try:
        return getpass(dim(prompt))
    except EOFError:
        raise JournalError("No passphrase was given; nothing was done.") from None


@contextmanager
def opened(passphrase: str | None = None, *, backs_up: bool = False) -> Iterator[Journal]:
    """Give the journal, open; afterwards, where something was written, see to today's backup and to the bin."""
    journal = open_journal(ask_passphrase() if passphrase is None else passphrase)
    try:
        yield journal
        if backs_up:
            _back_up(journal)
    finally:
        journal.close()


def _back_up(journal: Journal) -> None:
    """Write the automatic backup; what was saved is safe without it, so a failure is told and no more."""
    try:
        back_up_daily(journal)
        empty_bin_daily(journal)
    except JournalError as error:
        typer.echo(f"What you wrote is saved. Today's automatic backup was not made: {error}", err=True)


def describe(night: Night) -> str:
    """Return one line about a night, without a word of its dreams."""
    parts = [_STATES[night.state]]
    if night.nightmares:
        parts.append(f"{night.nightmares} nightmare" + ("s" if night.nightmares > 1 else ""))
    if night.distress is not None:
        parts.append(f"distress {night.distress} of 10")
    if night.sleep_quality is not None:
        parts.append(f"sleep {night.sleep_quality} of 10")
    return ", ".join(parts)

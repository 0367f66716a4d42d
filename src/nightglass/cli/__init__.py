"""The command line: one module a command, found through one table.

``nightglass --help`` is printed from the table alone and a command imports only its own module, so that help is there
at once and nobody waits at night for parts that they do not use.
"""

from __future__ import annotations

import sys

__all__ = ["COMMANDS", "main"]

COMMANDS: dict[str, str] = {
    "open": "The app, in the browser on this machine; nothing leaves it.",
    "init": "Make the journal: one encrypted file on this machine.",
    "log": "Keep a night. Alone, it asks; every question can be skipped.",
    "list": "The nights, and search; texts stay veiled until asked for.",
    "show": "One night, or one report with its score.",
    "edit": "Change a report or a night, delete it, bring it back.",
    "import": "Nights and reports from other apps and tables.",
    "export": "Everything, in a format that others read.",
    "backup": "One encrypted, verified file.",
    "restore": "Bring a backup back, one step at a time.",
    "check": "Look the journal over, and say in words what was found.",
    "status": "Where the journal is, and how it is kept.",
    "passphrase": "Change it, or let this system remember it.",
    "lock": "Let this system forget the passphrase.",
    "read": "Read one report and show its score; stores nothing.",
    "code": "Code a table of reports: .csv .tsv .jsonl .parquet.",
    "recur": "Dreams that keep coming back: in the journal, or in a table.",
    "course": "What the nights did: rhythm, gaps, phases, effect.",
    "script": "The new version of a nightmare, in your own words.",
    "rehearse": "Practise a script, a few minutes a day.",
    "hvdc": "Coded dreams: profile, compare, agree, validate, convert.",
}
"""Every command with its one line of help; the module ``nightglass.cli.NAME`` holds its Typer ``app``."""

USAGE = """Usage: nightglass COMMAND [OPTIONS]

  Keeps, reads and helps to change nightmares. Everything stays on this machine.

Commands:
{commands}

Options:
  --version  Print the version.
  --help     Show this page. "nightglass COMMAND --help" tells more.
"""


def usage() -> str:
    """Return the page that ``nightglass --help`` prints."""
    width = max(map(len, COMMANDS))
    lines = "\n".join(f"  {name:<{width}}  {line}" for name, line in COMMANDS.items())
    return USAGE.format(commands=lines)


def main(arguments: list[str] | None = None) -> None:
    """Run the command that ``arguments`` (by default the process's own) name, and exit.

    Exit codes: 0 done, 1 could not, 2 wrong usage.
    """
    words = sys.argv[1:] if arguments is None else arguments
    if not words or words[0] in {"--help", "-h", "help"}:
        sys.stdout.write(usage())
        sys.exit(0 if words else 2)
    if words[0] == "--version":
        from nightglass.version import __version__  # noqa: PLC0415

        sys.stdout.write(f"nightglass {__version__}\n")
        sys.exit(0)
    if words[0] not in COMMANDS:
        from difflib import get_close_matches  # noqa: PLC0415

        near = get_close_matches(words[0], COMMANDS, n=1)
        hint = f' Did you mean "{near[0]}"?' if near else ""
        sys.stderr.write(f'There is no command "{words[0]}".{hint} "nightglass --help" lists them.\n')
        sys.exit(2)
    from nightglass.cli._run import run  # noqa: PLC0415

    run(words[0], words[1:])

"""A process that opens a journal, uses it and closes it, and waits at each step to be looked into; run by a test.

``python memory_holder.py FOLDER``: the passphrase and then anything else come in lines; each step is said on stdout.
"""

from __future__ import annotations

import sys
from pathlib import Path

from nightglass.journal import back_up, check_secret, open_journal, reports, set_passphrase


def told(step: str) -> None:
    """Say how far it is, and wait."""
    sys.stdout.write(f"{step}\n")
    sys.stdout.flush()
    sys.stdin.readline()


def use(folder: Path, passphrase: str) -> None:
    """Open, use and close."""
    with open_journal(passphrase, folder) as journal:
        assert len([r for r in reports(journal) if r.text]) == 1
        back_up(journal)
        check_secret(journal, passphrase)
        set_passphrase(journal, passphrase)
        told("open")


if __name__ == "__main__":
    use(Path(sys.argv[1]), sys.stdin.readline().rstrip("\n"))
    told("closed")

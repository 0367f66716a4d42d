"""A process that uses a journal until it is killed, and says on stdout what was acknowledged; run by the fault tests.

``python journal_worker.py FOLDER WHAT START``: WHAT is log, import, passphrase, backup, restore or migrate; lines are
flushed after each save has returned, so that what the parent has read was acknowledged.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from nightglass.journal import (
    Night,
    Report,
    back_up,
    bring_aside_back,
    list_backups,
    open_journal,
    opening,
    restore,
    save_night,
    save_report,
    set_aside,
    set_passphrase,
    take_in,
    understand,
)

WORDS = ("four or five words", "other words altogether")
FIRST = dt.date(2000, 1, 1)


def told(line: object) -> None:
    """Acknowledge."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def text_of(k: int) -> str:
    """Return the invented report number ``k``."""
    return f"Report {k}. The tide came up the stairs and I could not move. " + "Water, and more water. " * (k % 60)


def report_of(k: int) -> Report:
    """Return the report number ``k``."""
    return Report(id=f"{k:032x}", night=FIRST + dt.timedelta(days=k), text=text_of(k))


def main(folder: Path, what: str, start: int) -> None:
    """Work until killed."""
    if what == "migrate":
        opening.is_up_to_date = lambda _: False  # type: ignore[assignment]
        told("begin")
        while True:
            open_journal(WORDS[0], folder).close()
            told("opened")
    if what == "restore":
        told("begin")
        while True:
            restore(Path(list_backups(folder)[-1].path), WORDS[0], folder)
            told("backup")
            bring_aside_back(set_aside(folder)[0].name, folder)
            told("aside")
    journal = open_journal(WORDS[0], folder)
    told("begin")
    for k in range(start, start + 100_000):
        if what == "log":
            save_report(journal, report_of(k))
            save_night(journal, Night(date=FIRST + dt.timedelta(days=k), state="badly", nightmares=1))
            told(k)
        elif what == "import":
            rows = [report_of(j) for j in range(k * 20, k * 20 + 20)]
            take_in(journal, understand(journal, rows))
            told(k)
        elif what == "passphrase":
            set_passphrase(journal, WORDS[1])
            told("other")
            set_passphrase(journal, WORDS[0])
            told("first")
        else:
            told(back_up(journal).name)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))

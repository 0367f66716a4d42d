"""Look a journal over from end to end, and say in words what was found."""

from __future__ import annotations

import datetime as dt
import stat
from typing import TYPE_CHECKING, Literal

import msgspec
from sqlalchemy import func, select

from nightglass.journal import schema
from nightglass.journal.backups import list_backups
from nightglass.journal.errors import DamagedError
from nightglass.journal.keys import decode_keys
from nightglass.journal.nights import nights
from nightglass.journal.place import JOURNAL, KEYS, KEYS_COPY, Place
from nightglass.journal.reports import reports
from nightglass.journal.verifying import faults_of

if TYPE_CHECKING:
    from nightglass.journal.journal import Journal

__all__ = ["Check", "Fault", "check_journal"]

_OLD_BACKUP = 7


class Fault(msgspec.Struct, frozen=True):
    """Something that is not well: of which kind, what, and what to do about it in a terminal."""

    kind: Literal["damaged", "keys", "open", "no_backup", "old_backup"]
    fact: str
    help: str


class Check(msgspec.Struct, frozen=True):
    """What a look over the journal found.

    Attributes
    ----------
    good
        What is well, one sentence each.
    faults
        What is not.
    """

    good: tuple[str, ...]
    faults: tuple[Fault, ...]

    @property
    def wrong(self) -> tuple[str, ...]:
        """What is not well, each with what to do."""
        return tuple(f"{fault.fact} {fault.help}" for fault in self.faults)


def check_journal(journal: Journal) -> Check:
    """Verify every page of the file, every row, the keys, the backups and who may read the files."""
    place = Place(journal.folder)
    good: list[str] = []
    wrong: list[Fault] = []
    faults = faults_of(place.journal / JOURNAL, journal.key)
    if faults:
        fact = f"The journal's file is damaged ({faults[0]})."
        wrong.append(Fault("damaged", fact, "Leave it there; nightglass restore brings back a backup."))
    else:
        good.append("Every page of the journal's file is whole, and its search index agrees with the reports.")
        _check_rows(journal, good)
    _check_keys(place, good, wrong)
    _check_modes(place, good, wrong)
    _check_backups(place, good, wrong)
    return Check(tuple(good), tuple(wrong))


def _check_rows(journal: Journal, good: list[str]) -> None:
    n_nights, n_reports = sum(1 for _ in nights(journal)), sum(1 for _ in reports(journal))
    with journal.reading() as connection:
        n_readings = connection.execute(select(func.count()).select_from(schema.readings)).scalar_one()
    good.append(f"It holds {n_nights} nights, {n_reports} reports and {n_readings} readings, and all can be read.")


def _check_keys(place: Place, good: list[str], wrong: list[Fault]) -> None:
    for name in (KEYS, KEYS_COPY):
        path = place.journal / name
        try:
            decode_keys(path.read_bytes(), str(path))
        except (OSError, DamagedError):
            fact = f"{path} is missing or damaged. The other copy still opens the journal."
            wrong.append(Fault("keys", fact, "To write both anew, use nightglass passphrase."))
            return
    good.append("Both copies of the sealed keys are whole.")


def _check_modes(place: Place, good: list[str], wrong: list[Fault]) -> None:
    open_ones = [p for p in place.folder.rglob("*") if not p.is_symlink() and stat.S_IMODE(p.stat().st_mode) & 0o077]
    if open_ones:
        fact = (
            f"{open_ones[0]} could be opened by other people on this machine (though not read without the passphrase)."
        )
        wrong.append(Fault("open", fact, f"This ends that: chmod -R go= {place.folder}"))
    else:
        good.append("Nobody else on this machine may open the files.")


def _check_backups(place: Place, good: list[str], wrong: list[Fault]) -> None:
    found = list_backups(place.folder)
    if not found:
        wrong.append(Fault("no_backup", "There is no backup yet.", "Make one with nightglass backup."))
        return
    newest = found[0]
    days = (dt.datetime.now(dt.UTC) - newest.made).days
    age = "today" if days < 1 else "a day ago" if days == 1 else f"{days} days ago"
    line = f"{len(found)} backups lie in {place.backups}; the newest was made and verified {age}."
    if days > _OLD_BACKUP:
        wrong.append(Fault("old_backup", line, "Make a new one with nightglass backup, best on another disk."))
    else:
        good.append(line)

"""Into the bin and out of it: what every page does that puts something away and offers at once to bring it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litestar.response import Redirect

from nightglass.journal import bring_back, bring_phase_back, in_bin, night_of, now, put_into_bin, report

if TYPE_CHECKING:
    from nightglass.journal import Journal
    from nightglass.web.held.keeper import Keeper

__all__ = ["fetch", "into_bin", "out_of_bin"]


def into_bin(keeper: Keeper, kind: str, identity: str, *, then: str) -> Redirect:
    """Put something into the bin, and go on to the page that offers to bring it back.

    Parameters
    ----------
    keeper
        Of the journal, which is open.
    kind
        What it is, as the journal's table of it is called: ``"scripts"``.
    identity
        Its id, or the date of a night.
    then
        The address of the page that follows.
    """
    put_into_bin(keeper.journal, kind, identity)
    return Redirect(then, status_code=303)


def out_of_bin(keeper: Keeper, kind: str, identity: str, *, then: str) -> Redirect:
    """Bring something back as it was, and go on to the page that shows it; what it takes is as for `into_bin`."""
    fetch(keeper, kind, identity)
    return Redirect(then, status_code=303)


def fetch(keeper: Keeper, kind: str, identity: str) -> None:
    """Bring something back as it was, and with a report its night, so that it has a place in the calendar.

    Raises
    ------
    JournalError
        When it is not there any more, or is a phase that overlaps another by now.
    """
    if kind == "phases":
        bring_phase_back(keeper.journal, identity, night_of(now()))
    else:
        bring_back(keeper.journal, kind, identity)
    if kind == "reports":
        _with_its_night(keeper.journal, identity)
    keeper.reader.wake()


def _with_its_night(journal: Journal, identity: str) -> None:
    evening = report(journal, identity).night.isoformat()
    if any((thing.kind, thing.id) == ("nights", evening) for thing in in_bin(journal)):
        bring_back(journal, "nights", evening)

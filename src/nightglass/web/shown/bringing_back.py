"""What the pages for bringing a backup back show: which there are, what is in one, and what was set aside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from nightglass.journal import DamagedError, WrongPassphraseError, home, list_backups, set_aside
from nightglass.web.held.restoring import SENT
from nightglass.web.pages import page
from nightglass.web.phrases import phrases
from nightglass.web.saying import spoken_moment, spoken_size

if TYPE_CHECKING:
    from litestar.response import Template

    from nightglass.errors import NightglassError
    from nightglass.journal import Backup, Holding, SetAside
    from nightglass.web.door.sessions import Kind
    from nightglass.web.held.keeper import Keeper
    from nightglass.web.held.restoring import Looked

__all__ = ["Refused", "restoring_page", "said_of", "trouble_page"]

_NEWEST = 3


class Refused(msgspec.Struct, frozen=True):
    """What stood in the way of what was sent: the answer's status, the words for it, and the backup that was chosen."""

    status: int
    said: str | None = None
    chosen: str = ""


def restoring_page(
    keeper: Keeper, who: str | None, refused: Refused | None = None, *, others: bool = False
) -> Template:
    """Return the page: a page of the day to somebody inside, one of the night where the journal cannot be opened.

    What was looked into is shown to the session of whoever did, ``who``, and to nobody else. ``others`` tells whether
    somebody else is let in, who will have to be let in anew.
    """
    refused = refused or Refused(200)
    folder, restoring, trouble = home(keeper.folder), keeper.restoring, keeper.trouble
    found = [(Path(one.path).name, _named(one)) for one in list_backups(folder)]
    may_begin = not found and trouble in {None, "missing"}
    if restoring.sent is not None:
        found.insert(0, (SENT, phrases().restoring.sent.format(name=restoring.sent)))
    chosen = refused.chosen
    if chosen not in {name for name, _ in found}:
        chosen = found[0][0] if found else ""
    looked = restoring.looked_by(who)
    return page(
        "restoring.html" if keeper.is_open else "restoring_locked.html",
        refused.status,
        trouble=trouble,
        may_begin=may_begin,
        newest=found[:_NEWEST],
        older=found[_NEWEST:],
        chosen=chosen,
        aside=[(one.name, *_of(one)) for one in set_aside(folder)],
        folder=str(folder),
        looked=None if looked is None else _shown(looked),
        done=restoring.done,
        said=refused.said,
        others=others,
    )


def trouble_page(keeper: Keeper, kind: Kind, who: str | None) -> Template:
    """Return what stands in the place of the page for unlocking where the journal cannot be opened."""
    if kind == "phone":
        return page("restoring_phone.html", trouble=keeper.trouble)
    return restoring_page(keeper, who)


def said_of(error: NightglassError) -> str:
    """Return in words for a backup what went wrong with it."""
    said = phrases().restoring
    if isinstance(error, WrongPassphraseError):
        return str(said.wrong)
    return str(said.harmed) if isinstance(error, DamagedError) else str(error)


def _named(backup: Backup) -> str:
    said = phrases().restoring
    how = said.by_itself if backup.automatic else said.by_hand
    return str(said.one.format(moment=spoken_moment(backup.made), how=how, size=spoken_size(backup.size)))


def _of(aside: SetAside) -> tuple[str, str]:
    return spoken_moment(aside.when), spoken_size(aside.size)


def _shown(looked: Looked) -> dict[str, Any]:
    """Return what is said of a backup before it is brought back."""
    now, difference = looked.now, looked.difference
    going = coming = None
    if difference is not None:
        going = _sentence("going", difference.nights_going, difference.reports_going)
        coming = _sentence("coming", difference.nights_coming, difference.reports_coming)
    return {
        "made": looked.ready.made,
        "rows": _rows(looked.holding, now),
        "last": looked.holding.last,
        "last_now": None if now is None else now.last,
        "compared": difference is not None,
        "going": going,
        "coming": coming,
        "own_passphrase": looked.ready.own_passphrase,
    }


def _rows(then: Holding, now: Holding | None) -> list[tuple[str, int, int | None]]:
    """Return what is counted: nights and dreams always, the rest where there is any of it."""
    rows = []
    for table, name in vars(phrases().restoring.counts).items():
        if table.startswith("_"):
            continue
        count, count_now = then.counts[table], None if now is None else now.counts[table]
        if table in {"nights", "reports"} or count or count_now:
            rows.append((name, count, count_now))
    return rows


def _sentence(which: str, nights: int, dreams: int) -> str | None:
    """Return what goes or comes, as one sentence; None where nothing does."""
    said = phrases().restoring
    parts = [
        said[one] if count == 1 else said[many].format(count=count)
        for one, many, count in (("night", "nights", nights), ("dream", "dreams", dreams))
        if count
    ]
    if not parts:
        return None
    what = said.both.format(nights=parts[0], dreams=parts[1]) if len(parts) > 1 else parts[0]
    return str(said[f"{which}_one" if nights + dreams == 1 else which].format(what=what))

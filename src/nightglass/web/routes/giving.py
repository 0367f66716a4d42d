"""Export and backup: what is given out, in words first; and copies that stay encrypted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from litestar import Response, get, post
from litestar.params import FromQuery
from litestar.response import Redirect, Stream, Template

from nightglass.errors import NightglassError
from nightglass.journal import JournalError, back_up, count_to_give, list_backups, now
from nightglass.journal.formats import EXPORTERS
from nightglass.web.given import TheForm, TheKeeper
from nightglass.web.held.keeper import LockedError
from nightglass.web.held.outgoing import sent_backup, sent_export
from nightglass.web.pages import page
from nightglass.web.phrases import phrases
from nightglass.web.saying import spoken_size

if TYPE_CHECKING:
    from nightglass.journal import Backup
    from nightglass.web.held.keeper import Keeper

__all__ = ["HANDLERS"]


@get("/export", include_in_schema=False, sync_to_thread=True)
def export_page(keeper: TheKeeper, kept: FromQuery[str] = "") -> Template:
    """Show what can be given out, and the backups that there are."""
    return page("export.html", **_shown(keeper) | {"kept": kept if kept in _by_name(keeper) else None})


@post("/export", include_in_schema=False, sync_to_thread=True, status_code=200)
def export(keeper: TheKeeper, form: TheForm) -> Stream:
    """Send the journal in some format, not encrypted."""
    wanted, _, part = (form.text("format") or "").partition("-")
    if wanted not in EXPORTERS:
        raise JournalError(phrases().giving.choose)
    name = f"nightglass-{now():%Y-%m-%d}"
    return sent_export(keeper, wanted, name, everything=wanted == "jsonl" and part != "part")


@post("/export/backup", include_in_schema=False, sync_to_thread=True, status_code=200)
def backup(keeper: TheKeeper) -> Stream:
    """Send an encrypted backup."""
    return sent_backup(keeper.journal, f"nightglass-{now():%Y-%m-%d}")


@post("/export/backup/keep", include_in_schema=False, sync_to_thread=True)
def keep_backup(keeper: TheKeeper) -> Redirect:
    """Write an encrypted backup beside the journal."""
    return Redirect(f"/export?kept={back_up(keeper.journal).name}#backups", status_code=303)


@post("/export/backup/verify", include_in_schema=False, sync_to_thread=True, status_code=200)
def verify(keeper: TheKeeper, form: TheForm) -> Response[Any]:
    """Verify a backup from its first page to its last."""
    chosen = _by_name(keeper).get(form.raw("backup"))
    if chosen is None:
        raise JournalError(phrases().giving.no_backup)
    try:
        keeper.verify_backup(Path(chosen.path), form.raw("passphrase"))
    except LockedError:
        raise
    except NightglassError as error:
        return page("export.html", 400, **_shown(keeper) | {"said": str(error), "chosen": form.raw("backup")})
    return page("export.html", **_shown(keeper) | {"verified": form.raw("backup")})


def _by_name(keeper: Keeper) -> dict[str, Backup]:
    return {Path(one.path).name: one for one in list_backups(keeper.journal.folder)}


def _shown(keeper: Keeper) -> dict[str, Any]:
    """Return what the template shows."""
    counts = keeper.known("to give", count_to_give)
    tables = phrases().taking.tables
    more = [
        tables[table].format(count=count)
        for table, count in counts.items()
        if count and table not in {"nights", "reports"}
    ]
    return {
        "counts": counts,
        "more": more,
        "formats": ("jsonl", "jsonl-part", "csv", "markdown", "parquet"),
        "backups": [(name, one, spoken_size(one.size)) for name, one in _by_name(keeper).items()],
        "folder": str(keeper.journal.folder / "backups"),
        "kept": None,
        "verified": None,
        "said": None,
        "chosen": "",
    }


HANDLERS = (export_page, export, backup, keep_backup, verify)

"""Scripts with all their versions, rehearsals and plans."""

from __future__ import annotations

from litestar import delete, get, post
from litestar.params import JSONBody

from nightglass.journal import (
    Journal,
    JournalError,
    change_script,
    keep_plan,
    keep_rehearsal,
    keep_script,
    new_id,
    now,
    plans,
    put_into_bin,
    recurrences,
    rehearsals,
    scripts,
)
from nightglass.rescript import Plan, Rehearsal, Script, practice
from nightglass.web.given import TheKeeper
from nightglass.web.phrases import phrases
from nightglass.web.routes.api.answering import DOCUMENTED, Identity, NotThereError, report_with
from nightglass.web.routes.api.shapes import (
    PlanGiven,
    Plans,
    RehearsalGiven,
    Rehearsals,
    ScriptGiven,
    Scripts,
    VersionGiven,
)

__all__ = ["HANDLERS"]


@get("/scripts", tags=["scripts"], responses=DOCUMENTED, sync_to_thread=True)
def list_scripts(keeper: TheKeeper) -> Scripts:
    """List the scripts with all their versions, the newest first."""
    return Scripts(tuple(scripts(keeper.journal)))


@post("/scripts", tags=["scripts"], responses=DOCUMENTED, sync_to_thread=True)
def new_script(keeper: TheKeeper, data: JSONBody[ScriptGiven]) -> Script:
    """Keep a new script; two can be begun within a week (Krakow & Zadra 2006)."""
    journal = keeper.journal
    if data.report is not None:
        report_with(journal, data.report)
    if data.recurrence is not None and all(r.id != data.recurrence for r in recurrences(journal)):
        raise NotThereError(phrases().api.no_recurrence)
    return keep_script(
        journal, data.text, report=data.report, recurrence=data.recurrence, turning_point=data.turning_point,
        title=data.title,
    )  # fmt: skip


@get("/scripts/{identity:str}", tags=["scripts"], responses=DOCUMENTED, sync_to_thread=True)
def one_script(keeper: TheKeeper, identity: Identity) -> Script:
    """Give a script with all its versions."""
    return _script(keeper.journal, identity)


@post("/scripts/{identity:str}/versions", tags=["scripts"], responses=DOCUMENTED, sync_to_thread=True)
def new_version(keeper: TheKeeper, identity: Identity, data: JSONBody[VersionGiven]) -> Script:
    """Keep a further version of a script, or another title; versions before stay as they are."""
    if data.text is None and data.title is None:
        raise JournalError(phrases().api.no_version)
    _script(keeper.journal, identity)
    return change_script(keeper.journal, identity, data.text, data.title)


@delete("/scripts/{identity:str}", tags=["scripts"], responses=DOCUMENTED, sync_to_thread=True)
def bin_script(keeper: TheKeeper, identity: Identity) -> None:
    """Put a script into the bin."""
    put_into_bin(keeper.journal, "scripts", _script(keeper.journal, identity).id)


@get("/scripts/{identity:str}/rehearsals", tags=["rehearsals"], responses=DOCUMENTED, sync_to_thread=True)
def list_rehearsals(keeper: TheKeeper, identity: Identity) -> Rehearsals:
    """List the sessions of a script, the oldest first, and what they have come to."""
    found = rehearsals(keeper.journal, _script(keeper.journal, identity).id)
    return Rehearsals(tuple(found), practice(found))


@post("/scripts/{identity:str}/rehearsals", tags=["rehearsals"], responses=DOCUMENTED, sync_to_thread=True)
def new_rehearsal(keeper: TheKeeper, identity: Identity, data: JSONBody[RehearsalGiven]) -> Rehearsal:
    """Keep a session of practising."""
    journal = keeper.journal
    values = {name: getattr(data, name) for name in data.__struct_fields__} | {"at": data.at or now()}
    kept = Rehearsal(id=new_id(), script=_script(journal, identity).id, **values)
    keep_rehearsal(journal, kept)
    return next(r for r in rehearsals(journal, kept.script) if r.id == kept.id)


@delete("/rehearsals/{identity:str}", tags=["rehearsals"], responses=DOCUMENTED, sync_to_thread=True)
def bin_rehearsal(keeper: TheKeeper, identity: Identity) -> None:
    """Put a session into the bin."""
    if all(r.id != identity for r in rehearsals(keeper.journal)):
        raise NotThereError(phrases().api.no_rehearsal)
    put_into_bin(keeper.journal, "rehearsals", identity)


@get("/scripts/{identity:str}/plans", tags=["rehearsals"], responses=DOCUMENTED, sync_to_thread=True)
def list_plans(keeper: TheKeeper, identity: Identity) -> Plans:
    """List the plans of a script, the one that begins last first."""
    own = _script(keeper.journal, identity).id
    return Plans(tuple(p for p in plans(keeper.journal) if p.script == own))


@post("/scripts/{identity:str}/plans", tags=["rehearsals"], responses=DOCUMENTED, sync_to_thread=True)
def new_plan(keeper: TheKeeper, identity: Identity, data: JSONBody[PlanGiven]) -> Plan:
    """Keep when a script is practised."""
    journal, at = keeper.journal, data.at.replace(tzinfo=None) if data.at else None
    kept = Plan(new_id(), _script(journal, identity).id, data.begin, data.end, at, data.minutes)
    keep_plan(journal, kept)
    return next(p for p in plans(journal) if p.id == kept.id)


@delete("/plans/{identity:str}", tags=["rehearsals"], responses=DOCUMENTED, sync_to_thread=True)
def bin_plan(keeper: TheKeeper, identity: Identity) -> None:
    """Put a plan into the bin."""
    if all(p.id != identity for p in plans(keeper.journal)):
        raise NotThereError(phrases().api.no_plan)
    put_into_bin(keeper.journal, "plans", identity)


def _script(journal: Journal, identity: str) -> Script:
    found = next((s for s in scripts(journal) if s.id == identity), None)
    if found is None:
        raise NotThereError(phrases().api.no_script)
    return found


HANDLERS = (
    list_scripts, new_script, one_script, new_version, bin_script, list_rehearsals, new_rehearsal, bin_rehearsal,
    list_plans, new_plan, bin_plan,
)  # fmt: skip
